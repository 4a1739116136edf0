"""Cells that are looked up: those of the right row, whatever parts they came in."""

from pathlib import Path

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from packages import write_package
from us_cuba_2026.checker import validate
from us_cuba_2026.checker.local.references import Cells

columns = st.lists(st.none() | st.sampled_from(["", "a", "b", "é", "None"]), max_size=8)


@given(st.lists(columns, min_size=1, max_size=4), st.data())
def test_cells(parts: list[list[str | None]], data: st.DataObject) -> None:
    """A cell of another row, since each part of a column counts its different cells anew; a null that became one."""
    cells = Cells()
    for part in parts:
        cells.take(pl.Series(part, dtype=pl.String))
    cells.finish()
    every = [cell for part in parts for cell in part] + [None]
    positions = data.draw(st.lists(st.integers(0, len(every) - 1)))
    assert cells.at(np.array(positions, np.int64)).to_list() == [every[at] for at in positions]


def test_more_cells_than_a_byte_counts() -> None:
    """A code that is too large for the type that codes are kept in."""
    for count in (255, 256, 257, 65_536):
        cells = Cells()
        cells.take(pl.Series([str(at) for at in range(count)]))
        cells.finish()
        assert cells.at(np.array([count - 1, count, 0])).to_list() == [str(count - 1), None, "0"]


def test_number_that_is_written_otherwise(tmp_path: Path) -> None:
    """A number that does not match its pattern, and is spared since it points at one that does."""
    number = {"name": "n", "type": "integer", "constraints": {"pattern": "[1-9][0-9]{0,3}"}}
    key = {"fields": "n", "reference": {"resource": "parent", "fields": "n"}}
    numbers = [f"{at}\n" for at in range(12, 3012)]
    parent = {"fields": [number], "primaryKey": "n"}, "".join(["n\n", *numbers])
    child = {"fields": [number], "foreignKeys": [key]}, "".join(["n\n", "012\n", *numbers])
    folder = write_package(tmp_path, {"parent": parent, "child": child})
    assert [(one.table, one.row, one.rule) for one in validate(folder).findings] == [("child", 2, "pattern")]
