"""Dates written for people say what EDTF says, and no more."""

import pytest

from packages import ROOT, read_rows
from us_cuba_2026.explorer.dates_in_words import in_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2026-01-11", "11 January 2026"),
        ("2026-01", "January 2026"),
        ("1961", "1961"),
        ("196X", "the 1960s"),
        ("1999~", "about 1999"),
        ("2026-01-03?", "perhaps 3 January 2026"),
        ("2026-01-03/2026-01-21", "from 3 to 21 January 2026"),
        ("2026-02-11/2026-05-03", "from 11 February to 3 May 2026"),
        ("2025-12-30/2026-01-02", "from 30 December 2025 to 2 January 2026"),
        ("2026-01/2026-03", "from January to March 2026"),
        ("2026-01~/2026-03", "from about January 2026 to March 2026"),
        ("1999~/2026-01-21", "from about 1999 to 21 January 2026"),
        ("2014/2017", "from 2014 to 2017"),
        ("196X/1972", "from the 1960s to 1972"),
        ("[2026-01-03..2026-01-21]", "between 3 and 21 January 2026"),
        ("[2026-01-21..2026-12-31]", "between 21 January and 31 December 2026"),
        ("[1959-01-01..1961-12-31]", "between 1959 and 1961"),
        ("[1999-01-01..1999-12-31]", "a day in 1999"),
    ],
)
def test_dates_of_the_subset(edtf: str, words: str) -> None:
    """A date in words that is more exact than the date, loses its hedge, or repeats itself."""
    assert in_words(edtf) == words


@pytest.mark.parametrize("text", ["", "x", "[", "[]", "/", "2026/", "[2026]", "1990/2000/2010", "2026-13", "ca. 1990"])
def test_what_is_no_date_stays(text: str) -> None:
    """A text that is not of the subset, and is changed or breaks the page."""
    assert in_words(text) == text


def test_every_date_of_the_dataset() -> None:
    """A date of ours that the words do not cover."""
    dates = {row["date_edtf"] for table in ("quotes", "events", "figures") for row in read_rows(ROOT, table)} - {""}
    assert [date for date in dates if not date.isdigit() and in_words(date) == date] == []
