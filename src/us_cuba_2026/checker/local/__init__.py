"""The checker on one machine, with bounded memory."""
