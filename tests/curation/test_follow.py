"""Empty cells that follow from others are filled; nothing that a person wrote is replaced, and nothing is guessed."""

import re
from pathlib import Path

import pytest

from commands import curate
from packages import copy_dataset, read_rows, write_rows
from us_cuba_2026.curation.edtf import date_cells, stale_cells


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the dataset, to be changed."""
    return copy_dataset(tmp_path)


def change(folder: Path, table: str, at: int, cells: dict[str, str]) -> None:
    """Write cells of one row, as a curator does in an editor."""
    rows = read_rows(folder, table)
    rows[at] |= cells
    write_rows(folder, table, rows)


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("table", "column", "emptied"),
    [
        ("actors", "passage_id", ("passage_id",)),
        ("events", "date_edtf", ("date_start", "date_end", "date_precision")),
        ("quotes", "date_edtf", ("date_start", "date_end", "date_precision")),
        ("figures", "value", ("hedge", "value", "value_low", "value_high")),
        ("figures", "value_low", ("hedge", "value", "value_low", "value_high")),
    ],
)
def test_what_follows_is_filled(table: str, column: str, emptied: tuple[str, ...], folder: Path) -> None:
    """Cells that follow and are left to a person, or are filled with others than those that the dataset has."""
    before = read_rows(folder, table)
    at = next(number for number, row in enumerate(before) if row[column])
    change(folder, table, at, dict.fromkeys(emptied, ""))
    result = curate("stamp", folder)
    assert result.returncode == 0, result.stdout
    assert read_rows(folder, table) == before
    assert f"mended data/{table}.csv: {next(iter(before[at].values()))}: " in result.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "cells", "emptied", "expected"),
    [
        ("quotes", {"form": "direct"}, {"form": ""}, {"form": "direct"}),
        ("quotes", {"form": "indirect"}, {"form": ""}, {"form": "indirect"}),
        ("actors", {"naming": "named"}, {"identified_by": ""}, {"identified_by": "name"}),
        ("actors", {"naming": "unnamed"}, {"identified_by": ""}, {"identified_by": ""}),
    ],
)
def test_words_that_follow_are_filled(
    table: str, cells: dict[str, str], emptied: dict[str, str], expected: dict[str, str], folder: Path
) -> None:
    """A word that another cell decides and that is left to a person, or one that none decides and that is guessed."""
    at = next(number for number, row in enumerate(read_rows(folder, table)) if row.items() >= cells.items())
    change(folder, table, at, emptied)
    curate("stamp", folder)
    assert read_rows(folder, table)[at].items() >= expected.items()


@pytest.mark.slow
def test_ids_are_given_behind_the_last(folder: Path) -> None:
    """A new row without an id, or with one that another row has."""
    rows = read_rows(folder, "actors")
    last = max(row["actor_id"] for row in rows)
    write_rows(folder, "actors", [*rows, rows[0] | {"actor_id": "", "name": "Somebody"}])
    assert curate("stamp", folder).returncode == 0
    added = read_rows(folder, "actors")[-1]
    assert (added["name"], added["actor_id"]) == ("Somebody", f"act-{int(last[4:]) + 1:03d}")


@pytest.mark.slow
def test_nothing_is_replaced(folder: Path) -> None:
    """A cell that a person has written and that is taken for a mistake."""
    at = next(number for number, row in enumerate(read_rows(folder, "events")) if row["date_edtf"])
    change(folder, "events", at, {"date_end": "2031-05-04"})
    curate("stamp", folder)
    assert read_rows(folder, "events")[at]["date_end"] == "2031-05-04"


DAYS = ("date_start", "date_end", "date_precision")


@pytest.mark.parametrize("old", ["2031-05-04", "2031-02", "2031", "203X", "2031~", "2031-05~", "2031/2032-05"])
@pytest.mark.parametrize("new", ["2029-12-31", "2028-02", "2027", "[2027-01-01..2027-10-14]", "2027/2028"])
def test_days_of_a_corrected_date_follow(old: str, new: str) -> None:
    """Days, or a precision, of the date as it was before somebody corrected it."""
    row = {"date_edtf": new} | date_cells(old)
    assert row | stale_cells(row) == {"date_edtf": new} | date_cells(new)
    assert stale_cells({"date_edtf": new} | date_cells(new)) == {}


@pytest.mark.parametrize(
    "cells",
    [
        ("2031-05-04/2031-06-04", "2031-05-04", "2031-06-05", "interval"),  # either end may be the corrected one
        ("[2031-05-04..2031-06-04]", "2031-05-04", "2031-06-04", "interval"),
        ("2031", "2031-05-01", "2031-06-15", "year"),  # no date has these
        ("2031", "2031-05-01", "2031-05-31", "day"),
        ("2031", "2031-06-01", "2031-05-31", "interval"),
        ("2031", "in May", "2031-05-31", "month"),
        ("May 2031", "2031-05-01", "2031-05-31", "month"),
        ("2031-13", "2031-05-01", "2031-05-31", "month"),
    ],
)
def test_days_that_a_person_may_have_written_stay(cells: tuple[str, ...]) -> None:
    """Days that are replaced though nobody can tell whether they or the date were corrected."""
    assert stale_cells(dict(zip(("date_edtf", *DAYS), cells, strict=True))) == {}


def test_a_corrected_date_of_a_table(folder: Path) -> None:
    """Cells that follow from a date and are left to a person, or replaced without a word of what they were."""
    before = read_rows(folder, "events")
    at = next(number for number, row in enumerate(before) if row["date_precision"] == "year")
    change(folder, "events", at, {"date_edtf": "1957-03"})
    result = curate("stamp", folder)
    assert result.returncode == 0
    after = read_rows(folder, "events")[at]
    assert [after[name] for name in DAYS] == ["1957-03-01", "1957-03-31", "month"]
    were = ", ".join(before[at][name] for name in DAYS)
    assert f"{', '.join(DAYS)} ({were}) are now 1957-03-01, 1957-03-31, month, as date_edtf has it" in result.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "cells", "says"),
    [
        ("figures", {"as_stated": "scarcely 30 boats", "hedge": ""}, "as_stated: 'scarcely 30 boats' is not read"),
        ("quotes", {"form": "direct", "text": "Rain", "is_fragment": ""}, "is_fragment: write false if the words are"),
    ],
)
def test_nothing_is_guessed(table: str, cells: dict[str, str], says: str, folder: Path) -> None:
    """A cell that could be one thing or another, and is filled with one of them without a word."""
    change(folder, table, 0, cells)
    result = curate("stamp", folder)
    assert result.returncode == 1
    assert says in result.stdout
    assert read_rows(folder, table)[0] | cells == read_rows(folder, table)[0]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("emptied", [("date_start",), ("date_end",), ("date_precision", "date_start")])
def test_half_a_date_is_completed(emptied: tuple[str, ...], folder: Path) -> None:
    """One of two bounds that is left to a person, though the other agrees with the expression."""
    before = read_rows(folder, "events")
    at = next(number for number, row in enumerate(before) if row["date_edtf"])
    change(folder, "events", at, dict.fromkeys(emptied, ""))
    assert curate("stamp", folder).returncode == 0
    assert read_rows(folder, "events") == before


@pytest.mark.slow
def test_half_a_figure_is_completed(folder: Path) -> None:
    """Numbers that are left to a person, though the hedge says how to read the phrase."""
    before = read_rows(folder, "figures")
    at = next(number for number, row in enumerate(before) if row["value_low"])
    change(folder, "figures", at, dict.fromkeys(("value", "value_low", "value_high"), ""))
    assert curate("stamp", folder).returncode == 0
    assert read_rows(folder, "figures") == before


@pytest.mark.slow
def test_a_figure_that_is_read_otherwise_stays(folder: Path) -> None:
    """A number that a person wrote and that is joined with bounds of another reading."""
    at = next(number for number, row in enumerate(read_rows(folder, "figures")) if row["value_low"])
    cells = {"hedge": "", "value_low": "7", "value_high": ""}
    change(folder, "figures", at, cells)
    result = curate("stamp", folder)
    assert result.returncode == 1
    assert "empty the numbers that you wrote, or write hedge" in result.stdout
    assert read_rows(folder, "figures")[at] | cells == read_rows(folder, "figures")[at]


@pytest.mark.slow
def test_what_follows_of_claims_is_filled(folder: Path) -> None:
    """A claim in a quote without its speaker or passage, or with those of another record."""
    before = read_rows(folder, "claims")
    evidence = {(row["record_id"], row["passage_id"]) for row in read_rows(folder, "evidence")}
    primary = [row for row in read_rows(folder, "evidence") if row["use"] == "primary"]
    homes = {row["record_id"]: row["passage_id"] for row in primary}
    quotes = {row["quote_id"]: row for row in read_rows(folder, "quotes")}
    emptied = [row | {"actor_id": "", "passage_id": ""} for row in before]
    write_rows(folder, "claims", emptied)
    curate("stamp", folder)
    after = read_rows(folder, "claims")
    assert [row["actor_id"] for row in after] == [row["actor_id"] for row in before]
    for row, own in zip(after, before, strict=True):
        said = quotes[own["quote_id"]]["passage_id"] if own["quote_id"] else homes[own["record_id"]]
        assert row["passage_id"] in {said if (own["record_id"], said) in evidence else "", own["passage_id"]}
    assert sum(row["passage_id"] == own["passage_id"] for row, own in zip(after, before, strict=True)) > 80


@pytest.mark.slow
def test_a_claim_says_which_evidence_it_lacks(folder: Path) -> None:
    """A claim that nobody can complete, as nothing says that its record must rest on words where it is made."""
    quote = read_rows(folder, "quotes")[0]
    event = next(row for row in read_rows(folder, "events") if row["passage_id"] != quote["passage_id"])
    spans = [row for row in read_rows(folder, "evidence") if row["record_id"] != event["event_id"]]
    write_rows(folder, "evidence", spans)
    cells = {"record_id": event["event_id"], "quote_id": quote["quote_id"], "passage_id": "", "actor_id": ""}
    change(folder, "claims", 0, cells)
    own = read_rows(folder, "claims")[0]["claim_id"]
    needed = f"anchor {event['event_id']} in {quote['passage_id']}, where {quote['quote_id']} is"
    assert f"data/claims.csv: {own}: passage_id: is empty: {needed}\n" in curate("stamp", folder).stdout
    left = curate("status", "--package", folder).stdout
    assert re.search(rf"^{own} +passage_id is empty +{needed}; then us-cuba-2026 curate stamp$", left, re.MULTILINE)


@pytest.mark.slow
def test_utterances_are_told_apart(folder: Path) -> None:
    """A quote taken for an utterance of its own though its speaker has another beside it, or left without one."""
    before = read_rows(folder, "quotes")
    beside = [(row["speaker_id"], row["passage_id"]) for row in before]
    alone, not_alone = (
        next(at for at, place in enumerate(beside) if (beside.count(place) == 1) is is_alone)
        for is_alone in (True, False)
    )
    change(folder, "quotes", alone, {"utterance_id": ""})
    change(folder, "quotes", not_alone, {"utterance_id": ""})
    result = curate("stamp", folder)
    after = read_rows(folder, "quotes")
    assert after[alone]["utterance_id"] not in {"", *(row["utterance_id"] for row in before)}
    assert after[not_alone]["utterance_id"] == ""
    assert f"{after[not_alone]['quote_id']}: utterance_id: write utt-" in result.stdout
