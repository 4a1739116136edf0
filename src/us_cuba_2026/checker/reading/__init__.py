"""From the bytes of a file to batches of text cells with row numbers."""
