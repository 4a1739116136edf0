"""How values are written in cells, as Table Schema has it: the one place that checks, loaders and exports ask."""

from collections.abc import Mapping, Sequence
from typing import Any

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


def truth_words(described: Mapping[str, Any]) -> tuple[Sequence[str], Sequence[str]]:
    """The words for true and for false of a field.

    Args:
        described: The field, as the descriptor has it.

    Returns:
        The words for true, and those for false.

    Example:
        >>> truth_words({"trueValues": ["yes"]})
        (['yes'], ['false', 'False', 'FALSE', '0'])
    """
    right: Sequence[str] = described.get("trueValues", ["true", "True", "TRUE", "1"])
    wrong: Sequence[str] = described.get("falseValues", ["false", "False", "FALSE", "0"])
    return right, wrong
