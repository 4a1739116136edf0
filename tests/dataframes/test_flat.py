"""The flat views: joined as by hand, row for row, and described."""

from pathlib import Path
from typing import Any, get_args

import polars as pl
import pytest

import us_cuba_2026 as uc
from dataframes.test_load import values
from packages import ROOT, copy_dataset, edit, read_descriptor, read_rows, write_descriptor
from us_cuba_2026.dataframes import Engine, FlatName
from us_cuba_2026.dataframes.flat_views import FLAT, view
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.package import Package

ENGINES = get_args(Engine)
NAMES: tuple[FlatName, ...] = get_args(FlatName)
ROWS = {resource["name"]: read_rows(ROOT, resource["name"]) for resource in read_descriptor(ROOT)["resources"]}
BY_ID = {
    row[key]: row
    for table, key in {
        "actors": "actor_id",
        "events": "event_id",
        "places": "place_id",
        "passages": "passage_id",
    }.items()
    for row in ROWS[table]
}
PARAGRAPHS = [row["passage_id"] for row in ROWS["passages"] if row["kind"] == "paragraph"]


def cell(id_: str, column: str) -> str:
    """The cell of the row with that id; empty without an id."""
    return BY_ID[id_][column] if id_ else ""


def by_hand(name: str, row: dict[str, str]) -> dict[str, Any]:
    """What an analyst would look up for a row of a table, from the text cells."""
    event = row["event_id"]
    place = row["place_id"] if name == "events" else cell(event, "place_id")
    parts = [part for part in ROWS["participants"] if part["event_id"] == event]
    found: dict[str, Any] = {
        "participant_ids": [part["actor_id"] for part in parts],
        "participant_names": [cell(part["actor_id"], "name") for part in parts],
        "participant_roles": [part["role"] for part in parts],
        "paragraph": PARAGRAPHS.index(row["passage_id"]) + 1 if row["passage_id"] in PARAGRAPHS else None,
        "passage_kind": cell(row["passage_id"], "kind"),
        "source_id": "src-001",
        "source_title": ROWS["sources"][0]["title"],
        "place_id": place,
    }
    found |= {f"place_{column}": cell(place, column) for column in ("name", "kind", "country_code")}
    found |= {f"place_{column}": float(cell(place, column) or "nan") for column in ("latitude", "longitude")}
    if name == "quotes":
        speaker = row["speaker_id"]
        found |= {
            f"speaker_{column}": cell(speaker, column) for column in ("name", "kind", "naming", "role", "country_code")
        }
        found |= {
            f"speaker_{column}": cell(speaker, column) for column in ("office", "office_status", "affiliation_id")
        }
        found["speaker_affiliation_name"] = cell(found["speaker_affiliation_id"], "name")
    if name == "events":
        found["parent_event_title"] = cell(row["parent_event_id"], "title")
    else:
        found |= {f"event_{column}": cell(event, column) for column in ("title", "kind", "status")}
    if name == "figures":
        found |= {f"actor_{column}": cell(row["actor_id"], column) for column in ("name", "kind", "country_code")}
    if name != "quotes":
        found |= {f"asserted_by_{column}": cell(row["asserted_by_id"], column) for column in ("name", "kind", "naming")}
    return {key: None if value == "" or value != value else value for key, value in found.items()}  # noqa: PLR0124


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", NAMES)
def test_joined_as_by_hand(name: FlatName, engine: Any) -> None:
    """A row that is lost, doubled or moved by a join, or that gets the cells of another."""
    flat, base = values(uc.flat(name, engine)), values(uc.load(name, engine))
    assert len(flat) == len(base)
    for row, own, texts in zip(flat, base, ROWS[name], strict=True):
        expected = by_hand(name, texts)
        assert row == own | expected
        assert {key: row[key] for key in expected} == expected


@pytest.mark.parametrize("name", NAMES)
def test_described(name: FlatName) -> None:
    """A column that is not described, or is not of the type that its description says."""
    table = view(Package.read(), name).table
    assert table.name == f"{name}_flat"
    frame = uc.flat(name, engine="polars")
    assert frame.columns == list(table.names)
    assert set(FLAT[name]) < set(table.names)
    types = {"integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date, "list": pl.List}
    for field in table.fields:
        assert frame.schema[field.name].base_type() is (pl.Enum if field.enum else types.get(field.type, pl.String))
        assert field.described["title"]
        assert field.described["description"].rstrip().endswith(".")
        if field.constraints["required"]:
            assert frame[field.name].is_not_null().all(), field.name
    assert list(uc.flat(name).columns) == frame.columns


@pytest.mark.parametrize("engine", ENGINES)
def test_id_that_points_nowhere(engine: Any, tmp_path: Path) -> None:
    """A wrong id (which the checks report) that takes the row away or gives it the cells of another."""
    folder = copy_dataset(tmp_path / "package")
    edit(folder, {"table": "quotes", "where": {"quote_id": "quo-006"}, "set": {"speaker_id": "act-999"}})
    rows = values(uc.flat("quotes", engine, folder))
    assert rows[5]["speaker_id"] == "act-999"
    assert rows[5]["speaker_name"] is None
    assert rows[5]["speaker_affiliation_name"] is None
    assert rows[6]["speaker_name"] is not None


@pytest.mark.parametrize("engine", ENGINES)
def test_no_rows(engine: Any, tmp_path: Path) -> None:
    """A package in the making, whose tables have only headers, that crashes."""
    folder = copy_dataset(tmp_path / "package")
    for name in ("participants", "quotes", "actors"):
        file = folder / "data" / f"{name}.csv"
        file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert values(uc.flat("quotes", engine, folder)) == []
    assert {tuple(row["participant_ids"]) for row in values(uc.flat("events", engine, folder))} == {()}


def test_package_of_another_shape(tmp_path: Path) -> None:
    """A package without a key or column that a view follows: a traceback instead of what is missing."""
    folder = copy_dataset(tmp_path / "package")
    descriptor = read_descriptor(folder)
    quotes = next(resource for resource in descriptor["resources"] if resource["name"] == "quotes")
    quotes["schema"]["foreignKeys"] = []
    write_descriptor(folder, descriptor)
    with pytest.raises(PackageError, match="quotes has no foreign key speaker_id"):
        uc.flat("quotes", package=folder)
