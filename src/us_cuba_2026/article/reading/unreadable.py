"""What is said of a file that cannot be read as a copy."""


class UnreadableError(Exception):
    """The file holds no text that can be read. The message says what it is, and what to do."""
