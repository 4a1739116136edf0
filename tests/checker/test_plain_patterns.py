"""Patterns of plain words, told by the bytes of cells: always what the pattern itself says."""

import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from us_cuba_2026.checker import plain_patterns
from us_cuba_2026.model.package import Field, Table

OF_CLASS = "^[0-9a-f]{14}$"
IDS = "^(?:act|quo)-[0-9]{3,}$"


def found(pattern: str, cells: pl.Series) -> list[bool]:
    """What is told of cells."""
    field = Field("cell", "string", {"constraints": {"pattern": pattern}})
    table = Table("t", Path("t.csv"), {"path": "t.csv"}, (field,), ("",), None, (), (), ())
    is_plain = plain_patterns.plain_pattern(table, field)
    assert is_plain is not None
    return cells.to_frame("cell").select(is_plain).to_series().to_list()


def expected(pattern: str, cells: list[str]) -> list[bool]:
    """What Python's own regular expressions say."""
    return [cell == "" or re.fullmatch(pattern, cell) is not None for cell in cells]


of_width, of_any = (st.text("09afgAFé/:`", min_size=least, max_size=most) for least, most in ((14, 14), (0, 15)))
right = st.text("0189abef", min_size=14, max_size=14)


@example(["//////////////"])  # what stands beside the ends of the ranges
@example(["::::::::::::::"])
@example(["``````````````"])
@example(["gggggggggggggg"])
@given(st.lists(right | of_width, max_size=3) | st.lists(of_any | right, max_size=6))
def test_characters_of_a_class(cells: list[str]) -> None:
    """A cell beside others that is spared though it does not match the pattern, or the other way round."""
    assert found(OF_CLASS, pl.Series(cells, dtype=pl.String)) == expected(OF_CLASS, cells)


ids = st.from_regex(r"\A(?:act|quo)-[0-9]{5}\Z") | st.from_regex(r"\Aquo-[0-9]{5}\Z")
oddities = st.sampled_from(
    ["", "quo-0000a", "quo-0000/", "quo-0000:", "quo_00001", "Quo-00001", "quo-000012345678", "quo-1", "quo-٠٠٠١", "ö"]
)


@given(st.lists(st.from_regex(r"\Aquo-[0-9]{5}\Z"), min_size=1, max_size=5), ids | oddities, st.integers(0, 5))
def test_ids_like_the_first(cells: list[str], odd: str, at: int) -> None:
    """An id that differs from the first by more than its digits and is spared, wherever it stands."""
    cells.insert(at, odd)
    assert found(IDS, pl.Series(cells)) == expected(IDS, cells)


@given(st.lists(ids | oddities, min_size=1, max_size=5), st.integers(0, 4), st.integers(0, 5))
def test_part_of_a_column(cells: list[str], start: int, length: int) -> None:
    """Bytes of other rows that are looked at, where some rows are taken out of a column."""
    rows = pl.Series(cells).slice(start, length)
    assert found(IDS, rows) == expected(IDS, cells[start : start + length])


@pytest.mark.parametrize(("pattern", "cell"), [(OF_CLASS, "0123456789abcd"), (IDS, "quo-00001")])
@pytest.mark.parametrize("rows", [1, plain_patterns._TOGETHER // 16, plain_patterns._TOGETHER // 16 + 1, 10_000])
def test_many_rows(pattern: str, cell: str, rows: int) -> None:
    """The last row, where the bytes are compared some at a time."""
    wrong = cell[:-1] + "-"
    assert found(pattern, pl.Series([cell] * rows)) == [True] * rows
    assert found(pattern, pl.Series([cell] * rows + [wrong])) == [True] * rows + [False]


def test_layout() -> None:
    """Another layout of cells in memory than Arrow's views: then every cell would be put to the pattern, slowly."""
    array = plain_patterns._array(pl.Series(["quo-00001", "longer than a view"]))
    assert array is not None
    first, second = (view.tobytes() for view in plain_patterns._views(array))
    assert (first, second[:8]) == (b"\x09\0\0\0quo-00001\0\0\0", b"\x12\0\0\0long")


@pytest.mark.parametrize("pattern", ["^quo-[0-5]{3,}$", "^quo1-[0-9]{3,}$", "^[A-Z0-9]{3}x[0-9]{1,}$"])
def test_digits_that_are_not_all_alike(pattern: str) -> None:
    """A digit that is taken for another one where the pattern takes only some."""
    cells = ["quo-123", "quo-129", "quo1-123", "quo2-123", "A11x123", "Aa1x123"]
    for first in range(len(cells)):
        ordered = cells[first:] + cells[:first]
        assert found(pattern, pl.Series(ordered)) == expected(pattern, ordered)


@pytest.mark.parametrize("pattern", ["[0-Z]{3,}", "^[0-z]{1,}$", "[9-A]", "[A-z]{2}", "[a-0]"])
def test_ranges_with_other_characters_among_them(pattern: str) -> None:
    """A formula that is spared, since its first character lies between a digit and a letter."""
    field = Field("cell", "string", {"constraints": {"pattern": pattern}})
    assert plain_patterns.plain_pattern(Table("t", Path("t.csv"), {}, (field,), ("",), None, (), (), ()), field) is None
