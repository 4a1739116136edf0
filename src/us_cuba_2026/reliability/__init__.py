"""How far coders agree who coded the same article by the same manual, each without the others."""
