"""Out to the world: documentation, citations, metadata, exports."""
