"""Revisions: that they are the difference between the last release and the tables, and that each has its reason."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from packages import ROOT, copy_dataset, edit, file_of, read_descriptor, read_rows, write_descriptor, write_rows
from release import record
from revisions import RevisionError, read_revisions, revisions
from us_cuba_2026.model.package import Package

RELEASED: Mapping[str, Any] = json.loads((ROOT / "metadata" / "released.json").read_text(encoding="utf-8"))
ROWS = read_rows(ROOT, "revisions")
DESCRIPTOR = read_descriptor(ROOT)


def version(text: str) -> list[int]:
    """A version as numbers."""
    return [int(part) for part in text.split(".")]


def keys(table: str) -> list[str]:
    """The primary key of a table."""
    schema = next(resource["schema"] for resource in DESCRIPTOR["resources"] if resource["name"] == table)
    return list(schema["primaryKey"])


def filled(row: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row that are not empty."""
    return {name: cell for name, cell in row.items() if cell}


def test_table_is_up_to_date() -> None:
    """Data that changed without a revision, or a revision of what did not change."""
    assert list(read_revisions(ROOT)) == ROWS


def test_undone_revisions_give_the_last_release() -> None:
    """A revision that says something else than what was there, or what is; one that is missing or too many."""
    followed = [
        resource["name"]
        for resource in DESCRIPTOR["resources"]
        if resource["name"] != "revisions" and not resource["path"].startswith("data/reliability/")
    ]
    now: dict[str, dict[tuple[str, ...], dict[str, str]]] = {}
    for table in followed:
        now[table] = {tuple(row[name] for name in keys(table)): filled(row) for row in read_rows(ROOT, table)}
    for row in reversed([row for row in ROWS if version(row["version"]) > version(RELEASED["version"])]):
        table, _, column = row["field"].partition(".")
        rows, names = now[table], keys(table)
        about = {} if len(names) == 1 or table == "vocabulary" else {names[0]: row["record_id"]}
        if column:
            key = tuple(row["record_id"].split(":", 1)) if table == "vocabulary" else (row["record_id"],)
            assert rows[key].pop(column, "") == row["new"], row
            rows[key] |= {column: row["old"]} if row["old"] else {}
        for cells in json.loads(row["new"] or "[]") if not column else []:
            whole = about | cells
            assert rows.pop(tuple(whole[name] for name in names)) == whole, row
        for cells in json.loads(row["old"] or "[]") if not column else []:
            whole = about | cells
            rows[tuple(whole[name] for name in names)] = whole
    for table, rows in now.items():
        released = RELEASED["tables"].get(table, {"columns": [], "rows": {}})
        columns = [name for name, _ in released["columns"]]
        expected = [filled(dict(zip(columns, cells, strict=True))) for cells in released["rows"].values()]
        order: Callable[[Mapping[str, str]], str] = lambda row: json.dumps(row, sort_keys=True)  # noqa: E731
        assert sorted(rows.values(), key=order) == sorted(expected, key=order), table


def test_retired_ids() -> None:
    """An id that is gone without a row that says what it was, and why it went."""
    here = {
        row[keys(resource["name"])[0]]
        for resource in DESCRIPTOR["resources"]
        for row in read_rows(ROOT, resource["name"])
    }
    before = {key for table in RELEASED["tables"].values() for key in table["rows"] if " " not in key}
    taken = {row["record_id"] for row in ROWS if "." not in row["field"] and not row["new"]}
    assert before - here <= taken
    if RELEASED["version"] == "0.1.0":
        assert {"act-061", "evt-027", "evt-036", "evt-066"} == before - here


def test_rows_tell_version_reason_and_coder() -> None:
    """A revision of a later version than the package's, without a reason, or of one who coded nothing."""
    coders = {row["coder_id"] for row in read_rows(ROOT, "coders")}
    for row in ROWS:
        assert version(row["version"]) <= version(DESCRIPTOR["version"])
        assert DESCRIPTOR["created"][:10] <= row["date"]
        assert len(row["reason"].split()) > 2
        assert row["coder_id"] in coders


@pytest.fixture
def released(tmp_path: Path) -> tuple[Path, Mapping[str, Any]]:
    """A copy of the dataset and its record as if it were released, at the next version."""
    folder = copy_dataset(tmp_path / "package")
    before = record(Package.read(folder))
    write_descriptor(folder, read_descriptor(folder) | {"version": "9.0.0"})
    return folder, before


def reasons(*entries: tuple[list[str], str]) -> Mapping[str, Any]:
    """What the file of reasons would hold."""
    told = [{"of": of, "reason": reason} for of, reason in entries]
    return {"version": "9.0.0", "date": "2027-01-01", "coder_id": "cod-001", "reason": told}


def summary(folder: Path, quote: str, text: str) -> None:
    """Give a quote another summary."""
    edit(folder, {"table": "quotes", "where": {"quote_id": quote}, "set": {"summary": text}})


def test_nearest_reason(released: tuple[Path, Mapping[str, Any]]) -> None:
    """A reason for a column or a table that hides that of the cell; earlier revisions that are lost."""
    folder, before = released
    summary(folder, "quo-004", "Another.")
    summary(folder, "quo-005", "Another.")
    edit(folder, {"table": "quotes", "where": {"quote_id": "quo-006"}, "set": {"note": ""}})
    write_rows(folder, "participants", read_rows(folder, "participants")[1:])
    why = reasons(
        (["quo-004 quotes.summary"], "the cell"),
        (["quotes.summary"], "the column"),
        (["quo-006"], "the record"),
        (["participants"], "the table"),
    )
    found = revisions(before, Package.read(folder), why)
    assert list(found[: len(ROWS)]) == ROWS
    told = {(row["record_id"], row["field"]): row["reason"] for row in found[len(ROWS) :]}
    gone = read_rows(ROOT, "participants")[0]
    assert told == {
        ("quo-004", "quotes.summary"): "the cell",
        ("quo-005", "quotes.summary"): "the column",
        ("quo-006", "quotes.note"): "the record",
        (gone.pop("event_id"), "participants"): "the table",
    }
    last = next(row for row in found[len(ROWS) :] if row["field"] == "participants")
    assert (json.loads(last["old"]), last["new"]) == ([gone], "")
    assert {row["version"] for row in found[len(ROWS) :]} == {"9.0.0"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("why", "message"),
    [
        (reasons(), "no reason for quo-004 quotes.summary"),
        (reasons((["quo-004", "quo-005"], "why")), "nothing changed in quo-005"),
        (reasons((["quo-004"], "why"), (["quo-004"], "why else")), "two reasons for quo-004"),
        (reasons((["quo-004"], "")), "reason missing for quo-004"),
        (dict(reasons((["quo-004"], "why")), coder_id=""), "coder_id missing for quo-004"),
        (dict(reasons((["quo-004"], "why")), version="8.0.0"), "must be of version 9.0.0"),
    ],
)
def test_refused_reasons(why: Mapping[str, Any], message: str, released: tuple[Path, Mapping[str, Any]]) -> None:
    """A change that goes out unexplained, or a reason that explains nothing."""
    folder, before = released
    summary(folder, "quo-004", "Another.")
    with pytest.raises(RevisionError, match=message):
        revisions(before, Package.read(folder), why)


def test_changes_under_a_released_version(released: tuple[Path, Mapping[str, Any]]) -> None:
    """Data that change after a release, under its version."""
    folder, before = released
    write_descriptor(folder, read_descriptor(folder) | {"version": before["version"]})
    assert list(revisions(before, Package.read(folder), {})) == ROWS
    summary(folder, "quo-004", "Another.")
    with pytest.raises(RevisionError, match="is released: raise the version"):
        revisions(before, Package.read(folder), reasons((["quo-004"], "why")))


def test_column_and_row_that_come_and_go(released: tuple[Path, Mapping[str, Any]]) -> None:
    """A column or a row that is added or dropped, and no revision says what its cells were."""
    folder, before = released
    descriptor = read_descriptor(folder)
    places = next(resource["schema"] for resource in descriptor["resources"] if resource["name"] == "places")
    places["fields"][1]["name"] = "label"
    write_descriptor(folder, descriptor)
    file = file_of(folder, "places")
    file.write_text(file.read_text(encoding="utf-8").replace("name", "label", 1), encoding="utf-8", newline="\n")
    rows = read_rows(folder, "places")
    write_rows(folder, "places", [*rows[:-1], rows[-1] | {"place_id": "plc-010"}])
    told = revisions(before, Package.read(folder), reasons((["places"], "why")))[len(ROWS) :]
    cells = {(row["record_id"], row["field"]): (row["old"], row["new"]) for row in told}
    assert cells["plc-001", "places.name"] == ("Caracas", "")
    assert cells["plc-001", "places.label"] == ("", "Caracas")
    assert json.loads(cells["plc-009", "places"][0])[0]["name"] == "Washington"
    assert json.loads(cells["plc-010", "places"][1])[0]["label"] == "Washington"
    assert len(told) == 2 * 8 + 2
