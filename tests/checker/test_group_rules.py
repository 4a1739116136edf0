"""Keys, circles and references, on small packages of other shapes than the dataset's."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packages import ROOT, copy_dataset, drop_column, write_package
from us_cuba_2026.checker import validate
from us_cuba_2026.checker.reading.batches import Reading
from us_cuba_2026.checker.rule_set import RuleSet
from us_cuba_2026.model.package import Package

TABLES = Package.read(ROOT).tables
READ_ACROSS_ROWS = (
    ("quotes", "passage_id"),
    ("accounting", "record_id"),
    ("evidence", "start"),
    ("vocabulary", "code"),
)


def schema(*names: str, **properties: Any) -> dict[str, Any]:
    """A Table Schema of columns of text."""
    return {"fields": [{"name": name, "type": "string"} for name in names], **properties}


def reference(fields: str | list[str], table: str, columns: str | list[str]) -> dict[str, Any]:
    """A foreign key."""
    return {"fields": fields, "reference": {"resource": table, "fields": columns}}


def found(folder: Path, tables: dict[str, tuple[dict[str, Any], str]]) -> list[tuple[str, str, int | None]]:
    """Rule, table and row of each finding, if no row may be its own ancestor."""
    report = validate(write_package(folder, tables), rules=RuleSet(no_circles=True))
    return [(one.rule, one.table, one.row) for one in report.findings]


@given(st.lists(st.integers(0, 11), min_size=1, max_size=12))
def test_circles(tmp_path_factory: pytest.TempPathFactory, parents: list[int]) -> None:
    """A circle of any length that is not found, or a row that only leads into one and is called part of it."""
    keys = schema("key", "parent", primaryKey="key", foreignKeys=[reference("parent", "", "key")])
    content = "key,parent\n" + "".join(
        f"n{at},{f'n{parent}' if parent < len(parents) else ''}\n" for at, parent in enumerate(parents)
    )
    expected = []
    for at in range(len(parents)):
        step = parents[at]
        for _ in parents:
            if step in (at, *range(len(parents), 12)):
                break
            step = parents[step]
        expected += [("cycle", "t", at + 2)] if step == at else []
    assert found(tmp_path_factory.mktemp("circles"), {"t": (keys, content)}) == expected


def test_circle_closed_by_a_repeated_key(tmp_path: Path) -> None:
    """A crash, or a wrong row, where a key occurs twice and one of its rows closes a circle."""
    keys = schema("key", "up", primaryKey="key", foreignKeys=[reference("up", "", "key")])
    assert found(tmp_path, {"t": (keys, "key,up\na,b\nb,\nb,a\n")}) == [("primary-key", "t", 4)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("x\x1fy,z\nx,y\x1fz\n", []),
        ("x\x1fy,z\nx\x1fy,z\nx,y\x1fz\nx,y\x1fz\n", [3, 5]),
        ("x\x1f\x1f,a\nx\x1f\x1f,a\nx\x1f,\x1fa\nx\x1f,\x1fa\n", [3, 5]),
        ("a\x1f,b\na,\x1fb\na\x1f,b\na,\x1fb\n", [4, 5]),
        ("1\x1f1,1\n1,1\x1f1\n1,1\x1f1\n", [4]),
        ("x,yz\nxy,z\nx,yz\nxy,z\n", [4, 5]),
    ],
)
def test_keys_that_look_alike_when_joined(rows: str, expected: list[int], tmp_path: Path) -> None:
    """Two keys of several columns taken for one, since a cell holds what stands between cells."""
    assert found(tmp_path, {"t": (schema("a", "b", primaryKey=["a", "b"]), f"a,b\n{rows}")}) == [
        ("primary-key", "t", row) for row in expected
    ]


def test_tables_that_point_at_each_other(tmp_path: Path) -> None:
    """A reference that is left unchecked since the two tables wait for one another."""
    tables = {
        "c": (schema("x", foreignKeys=[reference("x", "a", "key")]), "x\na1\na9\n"),
        "a": (schema("key", "b", primaryKey="key", foreignKeys=[reference("b", "b", "key")]), "key,b\na1,b1\na2,b9\n"),
        "b": (schema("key", "a", primaryKey="key", foreignKeys=[reference("a", "a", "key")]), "key,a\nb1,a1\nb2,a9\n"),
    }
    assert found(tmp_path, tables) == [("foreign-key", "c", 3), ("foreign-key", "a", 3), ("foreign-key", "b", 3)]


def test_composite_keys(tmp_path: Path) -> None:
    """Two columns that are compared one by one, or joined so that different pairs look alike."""
    tables = {
        "parents": (schema("a", "b", primaryKey=["a", "b"]), "a,b\nx,yz\nxy,z\nx,yz\n"),
        "children": (
            schema("c", "a", "b", foreignKeys=[reference(["a", "b"], "parents", ["a", "b"])]),
            "c,a,b\n1,x,yz\n2,x,z\n3,,\n",
        ),
    }
    assert found(tmp_path, tables) == [("primary-key", "parents", 4), ("foreign-key", "children", 3)]


def test_duplicate_is_told_with_the_row_it_repeats(tmp_path: Path) -> None:
    """A finding that says what must not be, and leaves the reader to search the other row."""
    tables = {"boats": (schema("boat_id", primaryKey="boat_id"), "boat_id\nb1\nb2\nb1\nb1\n")}
    report = validate(write_package(tmp_path, tables))
    message = "duplicate boat_id: already used in row 2"
    assert [(one.row, one.message) for one in report.findings] == [(4, message), (5, message)]


@given(
    st.lists(st.integers(1, 120), unique=True, min_size=1, max_size=30).map(sorted),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 120)), max_size=2),
    st.integers(6, 40),
)
def test_keys_in_order_but_for_some(
    tmp_path_factory: pytest.TempPathFactory, keys: list[int], inserted: list[tuple[int, int]], block: int
) -> None:
    """A key that is taken for new since those before and after it are in order, or that starts a batch."""
    for at, key in inserted:
        keys.insert(at, key)
    folder = write_package(
        tmp_path_factory.mktemp("order"),
        {"t": (schema("key", primaryKey="key"), "key\n" + "".join(f"k{key}\n" for key in keys))},
    )
    rows = [one.row for one in validate(folder, reading=Reading(block=block, batch=1)).findings]
    assert rows == [at + 2 for at, key in enumerate(keys) if key in keys[:at]]


def test_keys_that_start_again_in_a_later_batch(tmp_path: Path) -> None:
    """Keys in order within each batch that are those of an earlier batch: only the last cell before tells."""
    keys = ["k10", "k12", "k11", "k12"]
    folder = write_package(
        tmp_path, {"t": (schema("key", primaryKey="key"), "key\n" + "".join(f"{key}\n" for key in keys))}
    )
    assert [one.row for one in validate(folder, reading=Reading(block=5, batch=1)).findings] == [5]


def test_key_of_whole_numbers(tmp_path: Path) -> None:
    """A whole number that is another key when it is written with zeros in front."""
    numbers = {"fields": [{"name": "n", "type": "integer"}], "primaryKey": "n"}
    assert found(tmp_path, {"t": (numbers, "n\n7\n07\n8\n")}) == [("primary-key", "t", 3)]


def test_key_that_is_empty(tmp_path: Path) -> None:
    """A primary key that may be empty, since nobody has written that it is required."""
    keys = schema("key", "b", primaryKey="key")
    assert found(tmp_path, {"t": (keys, "key,b\n,1\n,2\n")}) == [("required", "t", 2), ("required", "t", 3)]


def test_unique_key_may_be_empty(tmp_path: Path) -> None:
    """Empty cells of a unique column that are called repeated."""
    fields = [{"name": "a", "type": "string"}, {"name": "b", "type": "string", "constraints": {"unique": True}}]
    assert found(tmp_path, {"t": ({"fields": fields}, "a,b\n1,\n2,\n3,x\n4,x\n")}) == [("unique", "t", 5)]


def test_reference_to_an_unread_table(tmp_path: Path) -> None:
    """A missing file that makes every row of another table wrong."""
    tables = {
        "a": (schema("key", primaryKey="key"), "key\na1\n"),
        "b": (schema("x", foreignKeys=[reference("x", "a", "key")]), "x\na1\n"),
    }
    folder = write_package(tmp_path, tables)
    (folder / "a.csv").unlink()
    assert [(one.rule, one.table) for one in validate(folder).findings] == [("file", "a")]


def test_reference_to_a_row_of_the_wrong_width(tmp_path: Path) -> None:
    """A comma too many that makes all who point at the row wrong too."""
    tables = {
        "a": (schema("key", "b", primaryKey="key"), "key,b\na1,x\na2,x,\n"),
        "b": (schema("x", foreignKeys=[reference("x", "a", "key")]), "x\na1\na2\n"),
    }
    assert found(tmp_path, tables) == [("row-width", "a", 3)]


def without(folder: Path, dropped: set[tuple[str, str]]) -> set[tuple[str, str, str | None]]:
    """What is found in the dataset without these columns of its tables."""
    copy_dataset(folder)
    for table, column in dropped:
        drop_column(folder, table, column)
    return {(one.rule, one.table, one.field) for one in validate(folder).findings}


@pytest.mark.slow
@pytest.mark.parametrize(("table", "column"), READ_ACROSS_ROWS)
def test_column_that_is_not_there(table: str, column: str, tmp_path: Path) -> None:
    """A crash, or a hundred findings that hide the one, where a table lacks a column that a rule reads."""
    assert without(tmp_path, {(table, column)}) == {("columns", table, column)}


@pytest.mark.mostly_exhaustive
@pytest.mark.slow
@pytest.mark.parametrize("parity", [0, 1])
@pytest.mark.parametrize("at", range(max(len(table.names) for table in TABLES)))
def test_every_column_once(at: int, parity: int, tmp_path: Path) -> None:
    """The same for every column there is: of one half of the tables, and of the other half, at a time."""
    dropped = {(table.name, table.names[at]) for table in TABLES[parity::2] if at < len(table.names)}
    if not dropped:
        pytest.skip("no table of this half has so many columns")
    assert without(tmp_path, dropped) == {("columns", table, column) for table, column in dropped}
