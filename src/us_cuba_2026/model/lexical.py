"""How values are written in cells, as Table Schema has it: the one place that checks, loaders and exports ask."""

from collections.abc import Mapping

_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_HOUR, _MINUTE = "(?:[01][0-9]|2[0-3])", "[0-5][0-9]"

MOST_DIGITS = 38
"""Of a whole number, leading zeros aside: as many as can be compared."""

PATTERNS: Mapping[str, str] = {
    "date": _DAY,
    "datetime": rf"({_DAY}T{_HOUR}:{_MINUTE}:{_MINUTE}(?:\.[0-9]+)?)(?:Z|([+-])({_HOUR}):({_MINUTE}))?",
    "integer": rf"[+-]?0*[0-9]{{1,{MOST_DIGITS}}}",
    "number": r"(?:[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|NaN|-?INF)",
    "year": "-?[0-9]{4}",
    "yearmonth": "-?[0-9]{4}-(?:0[1-9]|1[0-2])",
}
"""What a cell of each type matches from end to end; a day must also be one of the calendar, a number not too large."""

INFINITE = ("INF", "-INF")
"""The numbers that are infinite; any other number is smaller than the largest that 64 bits hold."""
