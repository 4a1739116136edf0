"""A Data Package: its descriptor, tables, fields and keys."""
