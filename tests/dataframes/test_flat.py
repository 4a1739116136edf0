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
        "quotes": "quote_id",
        "events": "event_id",
        "figures": "figure_id",
        "places": "place_id",
        "passages": "passage_id",
    }.items()
    for row in ROWS[table]
}
PARAGRAPHS = [row["passage_id"] for row in ROWS["passages"] if row["kind"] == "paragraph"]


def cell(id_: str, column: str) -> str:
    """The cell of the row with that id; empty without an id."""
    return BY_ID[id_][column] if id_ else ""


def linked(table: str, key: str, id_: str, *columns: str) -> list[list[str]]:
    """The cells of the rows of a table that have this id, as a list for each column."""
    rows = [row for row in ROWS[table] if row[key] == id_]
    return [[row[column] for row in rows] for column in columns]


def called(id_: str) -> str:
    """What an actor, place, event or figure is called."""
    return next(BY_ID[id_][column] for column in ("title", "measure", "name") if column in BY_ID[id_])


def of_event(id_: str) -> dict[str, Any]:
    """Participants and places of an event."""
    actors, roles = linked("participants", "event_id", id_, "actor_id", "role")
    places, place_roles = linked("event_places", "event_id", id_, "place_id", "role")
    return {
        "participant_ids": actors, "participant_names": [called(one) for one in actors], "participant_roles": roles,
        "place_ids": places, "place_names": [called(one) for one in places], "place_roles": place_roles,
    }  # fmt: skip


def chain(quote: str) -> list[str]:
    """The speaker of a quote, of that which reports it, and so on."""
    return [cell(quote, "speaker_id"), *chain(cell(quote, "reported_in_id"))] if quote else []


def standing(quote: str) -> str:
    """On whose word a claim rests."""
    namings = [cell(actor, "naming") for actor in chain(quote)]
    return next((word for word in ("unnamed", "collective", "named") if word in namings), "article")


def of_record(id_: str) -> dict[str, Any]:
    """The claims on an event or figure."""
    claims = [row for row in ROWS["claims"] if row["record_id"] == id_]
    wishes = [standing(row["quote_id"]) for row in claims if row["stance"] in ("urges", "wants")]
    no_word = ("urges", "wants", "denies", "doubts", "refuses")
    words = [standing(row["quote_id"]) for row in claims if row["stance"] not in no_word] or wishes
    return {
        "claim_ids": [row["claim_id"] for row in claims],
        "claimant_names": [cell(row["actor_id"], "name") or "the article" for row in claims],
        "claim_stances": [row["stance"] for row in claims],
        "rests_on": next((word for word in ("article", "named", "collective", "unnamed") if word in words), None),
    }


def by_hand(name: str, row: dict[str, str]) -> dict[str, Any]:
    """What an analyst would look up for a row of a table, from the text cells."""
    found: dict[str, Any] = {
        "paragraph": PARAGRAPHS.index(row["passage_id"]) + 1 if row["passage_id"] in PARAGRAPHS else None,
        "passage_kind": cell(row["passage_id"], "kind"),
        "source_id": "src-001",
        "source_title": ROWS["sources"][0]["title"],
    }
    if name != "claims":
        first, last = row["date_start"][:7], row["date_end"][:7]
        found["date_month"] = first if first and first == last else None
    if name == "quotes":
        speaker = row["speaker_id"]
        columns = ("name", "kind", "naming", "role", "country_code", "identified_by", "office", "office_status")
        found |= {f"speaker_{column}": cell(speaker, column) for column in (*columns, "affiliation_id")}
        reporter = cell(row["reported_in_id"], "speaker_id")
        found |= {f"reported_by_{column}": cell(reporter, column) for column in ("name", "naming", "identified_by")}
        found |= {"reported_by_id": reporter, "about_name": cell(row["about_id"], "name")}
        found["occasion_title"] = cell(row["occasion_id"], "title")
        found["speaker_affiliation_name"] = cell(found["speaker_affiliation_id"], "name")
        records, stances = linked("claims", "quote_id", row["quote_id"], "record_id", "stance")
        found |= {"claim_record_ids": records, "claim_record_names": [called(one) for one in records]}
        found |= {"claim_stances": stances, "rests_on": standing(row["quote_id"])}
        found |= {"chain_ids": chain(row["quote_id"]), "chain_names": [called(one) for one in chain(row["quote_id"])]}
    if name == "events":
        others, relations = linked("event_relations", "from_id", row["event_id"], "to_id", "relation")
        found |= of_event(row["event_id"]) | of_record(row["event_id"])
        found |= {"related_ids": others, "related_titles": [called(one) for one in others], "relations": relations}
    if name == "figures":
        found |= of_event(row["event_id"]) | of_record(row["figure_id"])
        found |= {f"event_{column}": cell(row["event_id"], column) for column in ("title", "kind", "class", "status")}
        found |= {f"actor_{column}": cell(row["actor_id"], column) for column in ("name", "kind", "country_code")}
    if name == "claims":
        event = row["record_id"] if row["record_id"].startswith("evt") else cell(row["record_id"], "event_id")
        found |= {column: cells for column, cells in of_event(event).items() if column.startswith("participant")}
        of_actor = ("name", "kind", "naming", "identified_by", "country_code")
        found |= {f"actor_{column}": cell(row["actor_id"], column) for column in of_actor}
        found |= {f"quote_{column}": cell(row["quote_id"], column) for column in ("form", "text", "summary", "act")}
        found |= {f"record_{column}": BY_ID[row["record_id"]].get(column) for column in ("class", "status")}
        found |= {"record_name": called(row["record_id"]), "rests_on": standing(row["quote_id"])}
        found["claimant_name"] = cell(row["actor_id"], "name") or "the article"
        found["is_contesting"] = row["stance"] in ("denies", "doubts", "refuses")
        found |= {"quote_chain_ids": chain(row["quote_id"])}
        found |= {"quote_chain_names": [called(one) for one in chain(row["quote_id"])]}
    return {key: None if value == "" else value for key, value in found.items()}


@pytest.mark.mostly_slow
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


@pytest.mark.mostly_slow
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


@pytest.mark.mostly_slow
@pytest.mark.parametrize("engine", ENGINES)
def test_no_rows(engine: Any, tmp_path: Path) -> None:
    """A package in the making, whose tables have only headers, that crashes."""
    folder = copy_dataset(tmp_path / "package")
    for name in ("participants", "claims", "quotes", "actors"):
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


@pytest.mark.slow
def test_chain_of_any_length(tmp_path: Path) -> None:
    """A chain of attribution that stops at its second link, or runs round for ever where ids make a circle."""
    folder = copy_dataset(tmp_path / "package")
    edit(folder, {"table": "quotes", "where": {"quote_id": "quo-002"}, "set": {"reported_in_id": "quo-019"}})
    edit(folder, {"table": "quotes", "where": {"quote_id": "quo-019"}, "set": {"reported_in_id": "quo-013"}})
    for engine in ENGINES:
        rows = {row["quote_id"]: row for row in values(uc.flat("quotes", engine, folder))}
        assert rows["quo-003"]["chain_ids"] == ["act-003", "act-007", "act-033", "act-023"]
        assert rows["quo-003"]["rests_on"] == "unnamed"
    edit(folder, {"table": "quotes", "where": {"quote_id": "quo-013"}, "set": {"reported_in_id": "quo-002"}})
    rows = {row["quote_id"]: row for row in values(uc.flat("quotes", package=folder))}
    assert rows["quo-013"]["chain_ids"] == ["act-023", "act-007", "act-033"]


def test_month_of_a_year() -> None:
    """A year, decade or long range counted as a January, or a week of January that is not."""
    events = uc.flat("events", engine="polars")
    precision = pl.col("date_precision").cast(pl.String)
    for word, has_month in (("day", True), ("year", False), ("decade", False)):
        of_word = events.filter(precision == word)
        assert of_word.height
        assert of_word["date_month"].is_not_null().all() is has_month
        assert of_word["date_month"].is_null().all() is not has_month
    months = dict(events.select("event_id", "date_month").iter_rows())
    assert months["evt-062"] == "2026-01"  # one day of a week
    assert months["evt-001"] is months["evt-019"] is months["evt-046"] is None


def test_central_claim_rests_on_unnamed_sources() -> None:
    """A wish of somebody named, or a denial, that passes for confirmation of what unnamed sources say."""
    rests_on = dict(uc.flat("events", engine="polars").select("event_id", "rests_on").iter_rows())
    assert rests_on["evt-001"] == rests_on["evt-002"] == "unnamed"
    assert rests_on["evt-032"] == "named"
    assert rests_on["evt-011"] == "article"
