"""The date rules, against an independent reader of EDTF."""

import calendar
import itertools
from datetime import date, timedelta

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
near = points.filter(lambda point: "1001" <= point[:4] <= "2998")
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


def neighbour(point: str, step: int) -> str:
    """The year, month or day before or after one."""
    match [int(part) for part in point.split("-")]:
        case [year]:
            return f"{year + step:04d}"
        case [year, month]:
            years, months = divmod(month - 1 + step, 12)
            return f"{year + years:04d}-{months + 1:02d}"
        case _:
            return str(date.fromisoformat(point) + timedelta(days=step))


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


@given(points)
def test_uncertain_leaves_bounds(edtf: str) -> None:
    """Bounds that a mark of doubt widens by a margin nobody has stated."""
    assert ours(f"{edtf}?") == ours(edtf)


@pytest.mark.slow
@given(near)
def test_about_reaches_one_unit_further(edtf: str) -> None:
    """An 'about' whose bounds are not those of the manual: one year, month or day to either side."""
    assert ours(f"{edtf}~") == (theirs(neighbour(edtf, -1))[0], theirs(neighbour(edtf, 1))[1])


@pytest.mark.slow
@given(near, near)
def test_about_at_one_end(first: str, last: str) -> None:
    """An 'about' at one end of a stretch that moves the other end, too, or neither."""
    assert ours(f"{first}~/{last}") == (ours(f"{first}~")[0], ours(last)[1])
    assert ours(f"{first}/{last}~") == (ours(first)[0], ours(f"{last}~")[1])


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
