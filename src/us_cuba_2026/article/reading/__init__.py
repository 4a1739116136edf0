"""Reading a copy: from the bytes of a file to its words, in blocks, without markup and layout."""
