"""Our checker and ``frictionless`` find the same structural errors in randomly broken copies of the dataset."""

import random
from pathlib import Path
from typing import NamedTuple

import pytest
from frictionless import Package

from packages import copy_dataset, file_of, read_descriptor, read_rows, stamp, write_rows
from us_cuba_2026.checker import validate

CELLS = (
    "", "x", "0", "-1", "1.5", "true", "yes", "TRUE", "12345678901234567890123", "2026-02-30", "2026-01-11", "act-001",
    "act-999", "evt-001", "psg-040", "exact", "person", "1e5", "NaN", "INF", "+5", "007", "5.0", "2026", "é", "a,b",
    'say "x"', "2026-01-21T21:00:00Z", "2026-01-21T25:00:00Z", "1,000", "None", "x" * 1000,
)  # fmt: skip

BY_DESIGN = {
    ("passages", "words", " 5"): "Python's int() passes over spaces; most readers of CSV do not",
    ("passages", "words", "1_000"): "Python's int() passes over underscores; no other reader of CSV does",
    ("places", "latitude", "inf"): "Python's Decimal() takes it; Table Schema writes INF",
}

OURS = {"required", "enum", "pattern", "minimum", "maximum"}
THEIRS = {"type-error": "type", "unique-error": "unique", "extra-cell": "row-width", "missing-cell": "row-width"}
SHAPE = {"row-width", "blank-row"}
ON_ROWS = {"primary-key", "foreign-key", "row-width", "blank-row"}


class Place(NamedTuple):
    """A structural error, in words that both readers can be put in."""

    error: str
    table: str
    row: int
    field: str | None


def by_frictionless(folder: Path) -> set[Place]:
    """What frictionless finds, each defect once, and all: a missing coder leaves thousands of rows without one.

    It goes on to judge the cells of a row of the wrong shape, and says beside each key that occurs again that the id
    is not unique.
    """
    found = set()
    for task in Package(str(folder / "datapackage.json")).validate(limit_errors=1_000_000).tasks:
        for error in task.errors:
            kind = THEIRS.get(error.type, "constraint" if error.type == "constraint-error" else error.type)
            field = None if kind in ON_ROWS else error.field_name
            found.add(Place(kind, task.name, error.row_number, field))

    def is_said_already(place: Place) -> bool:
        beside = [other for other in found if (other.table, other.row) == (place.table, place.row)]
        return (place.error not in SHAPE and any(other.error in SHAPE for other in beside)) or (
            place.error == "unique" and any(other.error == "primary-key" for other in beside)
        )

    return without_wrong_keys(folder, {place for place in found if not is_said_already(place)})


def by_us(folder: Path) -> set[Place]:
    """What we find, without the dataset's own rules."""
    found = set()
    for finding in validate(folder, max_findings=1_000_000).findings:
        kind = "constraint" if finding.rule in OURS else finding.rule
        if kind in {"type", "constraint", "unique", *ON_ROWS}:
            assert finding.row is not None
            found.add(Place(kind, finding.table, finding.row, None if kind in ON_ROWS else finding.field))
    return without_wrong_keys(folder, found)


def without_wrong_keys(folder: Path, found: set[Place]) -> set[Place]:
    """The same, but for what is said of keys that hold a wrong cell: frictionless calls each wrong, we what repeats.

    Nor is the key of a row of the wrong shape compared, since what frictionless says of such a row is left out.
    """
    keys = {resource["name"]: resource["schema"]["primaryKey"] for resource in read_descriptor(folder)["resources"]}
    kinds = {"type", "constraint"}
    wrong = {
        (one.table, one.row)
        for one in found
        if one.error in SHAPE or (one.error in kinds and one.field in keys[one.table])
    }
    return {one for one in found if one.error != "primary-key" or (one.table, one.row) not in wrong}


def break_cell(folder: Path, table: str, choose: random.Random) -> None:
    """Put another value in a cell."""
    rows = read_rows(folder, table)
    choose.choice(rows)[choose.choice(list(rows[0]))] = choose.choice(CELLS)
    write_rows(folder, table, rows)


def copy_row(folder: Path, table: str, choose: random.Random) -> None:
    """Repeat a row, somewhere."""
    rows = read_rows(folder, table)
    rows.insert(choose.randrange(len(rows)), dict(choose.choice(rows)))
    write_rows(folder, table, rows)


def delete_row(folder: Path, table: str, choose: random.Random) -> None:
    """Take a row out; others may have pointed at it."""
    rows = read_rows(folder, table)
    if len(rows) > 1:
        rows.pop(choose.randrange(len(rows)))
    write_rows(folder, table, rows)


def break_line(folder: Path, table: str, choose: random.Random) -> None:
    """Change the shape of a line (no cell of the dataset holds a line break)."""
    file = file_of(folder, table)
    lines = file.read_text(encoding="utf-8").splitlines()
    at = choose.randrange(1, len(lines))
    shorter = lines[at] if '"' in lines[at] else lines[at].rpartition(",")[0]
    lines[at] = choose.choice([lines[at] + ",", lines[at] + ",x,y", shorter, "", "," * lines[at].count(",")])
    file.write_bytes(("\n".join(lines) + "\n").encode())


def randomly_broken(folder: Path, seed: int, edits: int) -> Path:
    """A copy of the dataset with some random edits."""
    choose = random.Random(seed)  # noqa: S311
    copy_dataset(folder)
    tables = [one["name"] for one in read_descriptor(folder)["resources"] if read_rows(folder, one["name"])]
    ways = choose.choices([break_cell, copy_row, delete_row, break_line], weights=[6, 1, 1, 1], k=edits)
    for way in sorted(ways, key=lambda way: way is break_line):
        way(folder, choose.choice(tables), choose)
    stamp(folder)
    return folder


def judged(tmp_path: Path, seed: int, edits: int = 5) -> None:
    """Let both judge one broken copy."""
    folder = randomly_broken(tmp_path, seed, edits)
    assert by_us(folder) == by_frictionless(folder)


@pytest.mark.mostly_exhaustive
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_agreement(seed: int, tmp_path: Path) -> None:
    """A type, constraint or key that we read otherwise than the reference reader of Table Schema."""
    judged(tmp_path, seed)


@pytest.mark.mostly_exhaustive
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3, 33))
def test_agreement_at_length(seed: int, tmp_path: Path) -> None:
    """The same, for rarer meetings of edits."""
    judged(tmp_path, seed, edits=18)


@pytest.mark.slow
def test_differences_by_design(tmp_path: Path) -> None:
    """A listed difference that has gone: then it should leave the list."""
    folder = copy_dataset(tmp_path)
    for at, (table, field, cell) in enumerate(BY_DESIGN):
        rows = read_rows(folder, table)
        rows[at][field] = cell
        write_rows(folder, table, rows)
    stamp(folder)
    expected = {Place("type", table, at, field) for at, (table, field, _) in enumerate(BY_DESIGN, 2)}
    assert by_us(folder) - by_frictionless(folder) == expected
