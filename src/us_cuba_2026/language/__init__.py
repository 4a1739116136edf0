"""How articles write quantities and quotations."""
