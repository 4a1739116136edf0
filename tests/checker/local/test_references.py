"""Cells that are looked up: those of the right row, whatever parts they came in."""

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from packages import write_package
from us_cuba_2026.checker import validate
from us_cuba_2026.checker.keys import KeyStore
from us_cuba_2026.checker.local.references import Cells, Parents
from us_cuba_2026.checker.rule import RowRule
from us_cuba_2026.model.package import Package

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


def test_number_that_is_written_otherwise(tmp_path: Path) -> None:
    """A number that does not match its pattern, and is spared since it points at one that does."""
    number = {"name": "n", "type": "integer", "constraints": {"pattern": "[1-9][0-9]{0,3}"}}
    key = {"fields": "n", "reference": {"resource": "parent", "fields": "n"}}
    numbers = [f"{at}\n" for at in range(12, 3012)]
    parent = {"fields": [number], "primaryKey": "n"}, "".join(["n\n", *numbers])
    child = {"fields": [number], "foreignKeys": [key]}, "".join(["n\n", "012\n", *numbers])
    folder = write_package(tmp_path, {"parent": parent, "child": child})
    assert [(one.table, one.row, one.rule) for one in validate(folder).findings] == [("child", 2, "pattern")]


def test_cells_that_another_table_gives_up(tmp_path: Path) -> None:
    """Batches of one table with different columns, where the table before it ends between them in another thread."""
    text = {"type": "string"}
    captains = {"fields": [{"name": "captain_id", **text}, {"name": "rank", **text}], "primaryKey": "captain_id"}
    key = {"fields": "captain_id", "reference": {"resource": "captains", "fields": "captain_id"}}
    boats = {"fields": [{"name": "captain_id", **text}], "foreignKeys": [key]}
    pointing = (boats, "captain_id\na\n")
    tables: dict[str, Any] = {
        "captains": (captains, "captain_id,rank\na,first\n"),
        "boats": pointing,
        "trips": pointing,
    }
    package = Package.read(write_package(tmp_path, tables))
    rule = RowRule("first", "must be first", "captain_id", pl.col("captain_id.rank") == "first", ("boats",))
    store = KeyStore({table.name: table for table in package.tables})
    parents = Parents(package, [rule], store)
    seen = parents.start(package.table("captains"), {"captain_id", "rank"})
    captain = pl.DataFrame({"captain_id": ["a"], "rank": ["first"]})
    for keys in store.of("captains", {"captain_id"}):
        keys.take(captain)
    for parent in seen.values():
        parent.take(captain)
    parents.finish(seen, [package.table("boats"), package.table("trips")])
    lookup = parents.lookup(package.table("boats"), ["captain_id"])
    rows = pl.DataFrame({"captain_id": ["a"]})
    before = lookup.add(rows)
    assert before["captain_id.rank"].to_list() == ["first"]
    parents.finish({}, [package.table("trips")])
    assert lookup.add(rows).equals(before)
    assert lookup.columns == {*before.columns} - {"captain_id"}
