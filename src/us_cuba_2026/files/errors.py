"""What is told in one line, instead of a traceback: input that cannot be used, files that cannot be read or written."""

import os
import re
from collections.abc import Iterable


class UnusableError(Exception):
    """What was given cannot be used. The message is one line that says what is wrong, where, and what to do."""


class PackageError(UnusableError):
    """The package cannot be used at all. The message is one line that says what is wrong, where, and what to do."""


def unknown(what: str, name: object, names: Iterable[str]) -> UnusableError:
    """The error for a name that nothing has.

    Args:
        what: What has such names.
        name: The name.
        names: Those that there are.

    Returns:
        The error, whose message lists them, the one that may be meant first.

    Example:
        >>> str(unknown("no table", "Quote", ["actors", "quotes"]))
        "no table 'Quote' (did you mean quotes?); there are: actors, quotes"
    """
    from difflib import get_close_matches

    known = {one.casefold(): one for one in names}
    near = get_close_matches(str(name).casefold(), known, 1, 0.75)
    meant = f" (did you mean {known[near[0]]}?)" if near else ""
    shown = name if not isinstance(name, str) else name[:60]
    return UnusableError(f"{what} {shown!r}{meant}; there are: {', '.join(known.values())}")


def cause(error: OSError) -> str:
    """What the system says is wrong: libraries wrap it in words of their own, or leave it out.

    Example:
        >>> cause(OSError("Error writing bytes to file. Detail: [errno 28] No space left on device"))
        'No space left on device'
    """
    number = re.search(r"\b(?:errno|os error) ([0-9]+)", str(error))
    return os.strerror(int(number[1])) if number else error.strerror or str(error) or type(error).__name__
