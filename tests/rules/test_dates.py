"""The date rules, against an independent reader of EDTF."""

import calendar
import itertools

import polars as pl
import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from us_cuba_2026.rules.dates import bounds, precision

years = st.integers(1000, 2999)
days = st.dates().filter(lambda day: day.year >= 1000).map(str)
months = st.dates().filter(lambda day: day.year >= 1000).map(lambda day: str(day)[:7])
points = st.one_of(years.map(str), months, days)
decades = st.integers(100, 299).map(lambda decade: f"{decade}X")


def ours(edtf: str) -> tuple[str, str]:
    """First and last day by our expressions."""
    first, last = bounds(pl.col("edtf"))
    return pl.DataFrame({"edtf": [edtf]}).select(first.alias("first"), last.alias("last")).row(0)


def theirs(edtf: str) -> tuple[str, str]:
    """First and last day by python-edtf."""
    parsed = parse_edtf(edtf)
    first, last = ("{:04d}-{:02d}-{:02d}".format(*day[:3]) for day in (parsed.lower_strict(), parsed.upper_strict()))
    return first, last


@given(st.one_of(points, decades))
def test_bounds_of_points(edtf: str) -> None:
    """A month with the wrong number of days, a leap year, a decade that is a year off."""
    assert ours(edtf) == theirs(edtf)


@given(st.tuples(points, points))
def test_bounds_of_intervals(ends: tuple[str, str]) -> None:
    """An interval that takes the wrong side of one of its ends."""
    first, last = sorted(ends)
    assert ours(f"{first}/{last}") == (theirs(first)[0], theirs(last)[1])


@given(st.tuples(days, days))
def test_bounds_of_windows(ends: tuple[str, str]) -> None:
    """A window whose brackets or dots are read as part of a date."""
    first, last = sorted(ends)
    assert ours(f"[{first}..{last}]") == (first, last)


@given(points, st.sampled_from("~?"))
def test_qualifier_leaves_bounds(edtf: str, qualifier: str) -> None:
    """Bounds that an 'about' widens by a margin nobody has stated."""
    assert ours(edtf + qualifier) == ours(edtf)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2026", "year"), ("2026~", "year"), ("2026-01", "month"), ("2026-01-11", "day"), ("2026-01-11?", "day"),
        ("196X", "decade"), ("2014/2017", "interval"), ("1999~/2026-01-21", "interval"),
        ("[2026-01-11..2026-01-18]", "window"),
    ],
)  # fmt: skip
def test_precision(edtf: str, expected: str) -> None:
    """A form of EDTF that gets the word of another."""
    assert pl.DataFrame({"edtf": [edtf]}).select(precision(pl.col("edtf"))).item() == expected


def test_last_days_of_months() -> None:
    """Any month of four years, against the calendar."""
    for year, month in itertools.product(range(1999, 2003), range(1, 13)):
        last = calendar.monthrange(year, month)[1]
        assert ours(f"{year}-{month:02d}")[1] == f"{year}-{month:02d}-{last}"
