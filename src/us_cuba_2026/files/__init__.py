"""Files: read by the letter of their format, and written all or none."""
