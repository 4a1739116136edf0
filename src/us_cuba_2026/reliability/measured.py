"""A row of the table ``agreement``: a coefficient, how sure it is, and what it allows."""

import numpy as np

from us_cuba_2026.reliability.coefficients import Coefficient, Counts, interval, percent

Row = dict[str, str]

FEWEST = 5
"""Cases below which there is no verdict, and below which a code is rare."""
RELIABLE = 0.8
TENTATIVE = 0.667


def measured(
    field: str, name: str, units: int, numbers: Counts, coefficient: Coefficient, *, has_interval: bool = True
) -> Row:
    """A row, but for its round, its coders and its verdict.

    Args:
        field: The table or field that is compared.
        name: Name of the coefficient.
        units: How many cases it rests on.
        numbers: The numbers of each unit.
        coefficient: Makes the coefficient of these numbers.
        has_interval: Whether to resample for an interval.

    Returns:
        The cells; those that say nothing here are empty.

    Example:
        >>> from us_cuba_2026.reliability.coefficients import ratio
        >>> row = measured("quotes", "recall_exact", 2, np.array([[1.0, 1], [0, 1]]), ratio)
        >>> row["value"], row["low"], row["high"]
        ('0.500', '0.000', '1.000')
    """
    value = coefficient(numbers)
    low, high = (has_interval and value is not None and interval(numbers, coefficient)) or (None, None)
    return {
        "field": field,
        "coefficient": name,
        "units": str(units),
        "categories": "",
        "value": _number(value),
        "low": _number(low),
        "high": _number(high),
        "percent": "",
        "verdict": "",
    }


def shared(codings: Counts) -> Row:
    """How many codes are in use, and how often two coders give the same.

    Example:
        >>> shared(np.array([[2.0, 0], [1, 1]]))
        {'categories': '2', 'percent': '50.0'}
    """
    share = percent(codings)
    used = int(np.count_nonzero(codings.sum(axis=0)))
    return {"categories": str(used), "percent": "" if share is None else f"{100 * share:.1f}"}


def judged(row: Row) -> Row:
    """A row with its verdict."""
    return row | {"verdict": verdict(float(row["value"]) if row["value"] else None, int(row["units"]))}


def verdict(value: float | None, cases: int) -> str:
    """What a coefficient of so many cases allows, by the thresholds that the manual sets.

    Example:
        >>> verdict(0.9, 4), verdict(None, 9), verdict(0.8, 9), verdict(0.667, 9), verdict(0.6, 9)
        ('too_few', 'no_variation', 'reliable', 'tentative', 'low')
    """
    if cases < FEWEST:
        return "too_few"
    if value is None:
        return "no_variation"
    return "reliable" if value >= RELIABLE else "tentative" if value >= TENTATIVE else "low"


def _number(value: float | None) -> str:
    """A coefficient with three decimals, without a negative zero."""
    return "" if value is None else f"{value + 0.0:.3f}".replace("-0.000", "0.000")
