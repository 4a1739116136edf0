"""What is told in one line, instead of a traceback: input that cannot be used, files that cannot be read or written."""

import os
import re


class UnusableError(Exception):
    """What was given cannot be used. The message is one line that says what is wrong, where, and what to do."""


class PackageError(UnusableError):
    """The package cannot be used at all. The message is one line that says what is wrong, where, and what to do."""


def cause(error: OSError) -> str:
    """What the system says is wrong: libraries wrap it in words of their own, or leave it out.

    Example:
        >>> cause(OSError("Error writing bytes to file. Detail: [errno 28] No space left on device"))
        'No space left on device'
    """
    number = re.search(r"\b(?:errno|os error) ([0-9]+)", str(error))
    return os.strerror(int(number[1])) if number else error.strerror or str(error) or type(error).__name__
