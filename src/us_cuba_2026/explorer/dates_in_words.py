"""Dates as people write them, from the subset of EDTF that the tables use."""

import re
from collections.abc import Sequence

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_POINT = re.compile(r"([0-9]{3}[0-9X])(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?([~?]?)")
_QUALIFIED = {"": "", "~": "about ", "?": "perhaps "}


def in_words(edtf: str) -> str:
    """A date in words, no more exact than it is.

    Args:
        edtf: A date such as ``196X``, ``1999~/2026-01-21`` or ``[2026-01-11..2026-01-18]``.

    Returns:
        The words; what is not of the subset stays as it is.

    Example:
        >>> in_words("[2026-01-03..2026-01-21]"), in_words("1999~/2026-01-21")
        ('between 3 and 21 January 2026', 'from about 1999 to 21 January 2026')
    """
    is_window = edtf.startswith("[") and edtf.endswith("]")
    points = [_POINT.fullmatch(point) for point in (edtf[1:-1].split("..") if is_window else edtf.split("/"))]
    parts = [match.groups(default="") for match in points if match]
    if len(parts) != len(points) or len(parts) > 2 or len(parts) < 1 + is_window:
        return edtf
    if len(parts) == 1:
        return _words(parts[0])
    first, last = parts
    if is_window and first[1:3] == ("01", "01") and last[1:3] == ("12", "31"):  # whole years
        first, last = (first[0], "", "", first[3]), (last[0], "", "", last[3])
    if first == last:
        return f"{'a day in ' * is_window}{_words(last)}"
    start, joined = _words(_what_differs(first, last)), "and" if is_window else "to"
    return f"{'between' if is_window else 'from'} {start} {joined} {_words(last)}"


def _what_differs(first: Sequence[str], last: Sequence[str]) -> Sequence[str]:
    """The start of a span without the year or month that its end repeats, where both are as exact and unqualified."""
    year, month, day, _ = first
    alike = [bool(one) == bool(other) for one, other in zip(first, last, strict=True)]
    if not all(alike) or first[3] or year != last[0] or not month:
        return first
    return ("", "" if day and month == last[1] else month, day, "")


def _words(point: Sequence[str]) -> str:
    year, month, day, qualifier = point
    named = [str(int(day)) if day else "", _MONTHS[int(month) - 1] if month else "", _year(year)]
    return _QUALIFIED[qualifier] + " ".join(part for part in named if part)


def _year(year: str) -> str:
    return f"the {year[:3]}0s" if year.endswith("X") else year
