"""The account follows the evidence: claims come and go with it, and what a person decided stays."""

import shutil
from pathlib import Path

import pytest

from lake import lake, write
from packages import read_rows, write_rows
from us_cuba_2026.curation.account import claim, texts_of, told, unaccounted
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import Package

COPY = """\
# Ferry Returns

Ann Lee said "We waited", and 32 sailors cheered with Bo Low.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of one paragraph, with actors, a quote and a figure that rest on it."""
    folder = lake(tmp_path_factory.mktemp("account"), COPY)
    write(folder, "actors", [{"actor_id": "act-001", "name": "Ann Lee"}, {"actor_id": "act-002", "name": "Bo Low"}])
    write(folder, "quotes", [{"quote_id": "quo-001", "form": "direct", "text": "We waited"}])
    spans = {"act-001": (0, 6), "quo-001": (10, 18), "fig-001": (21, 30), "act-002": (41, 46)}
    write(folder, "evidence", [span(record, *place) for record, place in spans.items()])
    write(folder, "accounting", [item("psg-001", 0, 12, "name", "Ferry Returns", reason="furniture")])
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of that package, to be changed."""
    shutil.copy(made.parent / "copy.txt", tmp_path)
    return Path(shutil.copytree(made, tmp_path / "lake"))


def span(record: str, start: int, end: int) -> dict[str, str]:
    """A row of evidence in the paragraph."""
    place = {"passage_id": "psg-002", "start": str(start), "end": str(end)}
    return {"record_id": record, **place, "use": "primary"}


def run(folder: Path) -> tuple[list[str], list[str], list[str], list[str]]:
    """What a claim adds, removes and doubts, and what is open then; a second one must find nothing to do."""
    package = Package.read(folder)
    texts = texts_of(package, folder.parent / "copy.txt")
    added, removed, doubtful = claim(package, texts)
    left = [item.text for item in unaccounted(package, texts)]
    again = claim(package, texts)
    assert (again.added, again.removed, again.doubtful) == ([], [], doubtful)
    return [told(row) for row in added], [told(row) for row in removed], [f"{told(a)}: {b}" for a, b in doubtful], left


def item(passage: str, start: int, end: int, kind: str, text: str, **went: str) -> dict[str, str]:
    """A row of the account."""
    return {"passage_id": passage, "start": str(start), "end": str(end), "kind": kind, "text": text, **went}


def check_keys(folder: Path) -> None:
    """Fail if two rows of the account are about the same."""
    rows = read_rows(folder, "accounting")
    keys = [(row["passage_id"], row["start"], row["end"], row["kind"]) for row in rows]
    assert len(keys) == len({*keys})


@pytest.mark.slow
def test_claims_are_made_once(folder: Path) -> None:
    """An item that evidence claims and that is left open, or gets a second row when the step is run again."""
    assert run(folder)[1:] == ([], [], [])
    check_keys(folder)
    assert [told(row) for row in read_rows(folder, "accounting")] == [
        "psg-001:0: name 'Ferry Returns' (furniture)",
        "psg-002:0: name 'Ann Lee' (act-001)",
        "psg-002:10: quotation 'We waited' (quo-001)",
        "psg-002:21: number '32' (fig-001)",
        "psg-002:41: name 'Bo Low' (act-002)",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("at", "cells", "removed", "then"),
    [
        (0, {"record_id": "act-002"}, "name 'Ann Lee' (act-001)", ["name 'Ann Lee' (act-002)"]),  # another claims it
        (0, None, "name 'Ann Lee' (act-001)", ["Ann Lee"]),  # nobody does
        (1, None, "quotation 'We waited' (quo-001)", ["We waited"]),
        (2, {"start": "44", "end": "46"}, "number '32' (fig-001)", ["32"]),  # its record rests elsewhere
        (3, {"start": "30", "end": "34"}, "name 'Bo Low' (act-002)", ["Bo Low"]),
    ],
)
def test_claims_go_with_their_evidence(
    at: int, cells: dict[str, str] | None, removed: str, then: list[str], folder: Path
) -> None:
    """A claim of a record that rests elsewhere now: it stays, and a second row for the same words is put beside it."""
    run(folder)
    rows = read_rows(folder, "evidence")
    write_rows(folder, "evidence", [row | (cells or {}) if place == at else row for place, row in enumerate(rows)])
    if cells is None:
        write_rows(folder, "evidence", [row for place, row in enumerate(rows) if place != at])
    made, gone, doubtful, is_open = run(folder)
    assert [row.partition(": ")[2] for row in gone] == [removed]
    assert [*(row.partition(": ")[2] for row in made), *is_open] == then
    assert doubtful == []
    check_keys(folder)


@pytest.mark.parametrize("quotes", [[], [{"quote_id": "quo-001", "form": "indirect"}]])
def test_only_a_direct_quote_claims_a_quotation(quotes: list[dict[str, str]], folder: Path) -> None:
    """A step without an end, since evidence of a quote that is gone, or indirect, claims the words to no effect."""
    write(folder, "quotes", quotes)
    made, _, _, is_open = run(folder)
    assert is_open == ["We waited"]
    assert not [row for row in made if "quotation" in row]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (item("psg-002", 50, 54, "name", "Anna", reason="place"), "the copy has no such words there"),
        (item("psg-002", 21, 23, "number", "33", reason="reference"), "the copy has '32' there"),
        (item("psg-002", 10, 18, "quotation", "We waited", reason="slogan"), "a direct quote rests on these words"),
    ],
)
def test_what_a_person_decided_stays(row: dict[str, str], says: str, folder: Path) -> None:
    """A reason that somebody wrote and that is thrown away, doubled by a claim, or wrong without a word."""
    rows = read_rows(folder, "accounting")
    write(folder, "accounting", [*rows, row])
    _, removed, doubtful, _ = run(folder)
    assert removed == []
    assert doubtful == [f"{told({'record_id': ''} | row)}: {says}"]
    assert told({"record_id": ""} | row) in [told(one) for one in read_rows(folder, "accounting")]
    check_keys(folder)


@pytest.mark.parametrize(
    "row",
    [
        item("psg-002", 0, 3, "name", "Ann", record_id="act-001"),  # found as part of a longer name now
        item("psg-002", 0, 4, "name", "Ann L", record_id="act-001"),
        item("psg-002", 60, 64, "name", "Anna", record_id="act-001"),  # not in the copy
        item("psg-099", 0, 3, "name", "Ann", record_id="act-001"),  # nor its passage
        item("psg-002", 0, 6, "name", "Ann Lee", record_id="act-099"),  # of no record
    ],
)
def test_stale_claims_go(row: dict[str, str], folder: Path) -> None:
    """A claim of an earlier run that fits no item of the copy any more and stays beside the new one."""
    write(folder, "accounting", [*read_rows(folder, "accounting"), row])
    _, removed, doubtful, is_open = run(folder)
    assert (removed, doubtful, is_open) == ([told({"reason": ""} | row)], [], [])
    assert len(read_rows(folder, "accounting")) == 5


def test_claims_that_hold_otherwise_stay(folder: Path) -> None:
    """A claim that a person gave to a record that rests there, too, and that is put back to what a program prefers."""
    write(folder, "evidence", [*read_rows(folder, "evidence"), span("act-001", 20, 46)])
    write(folder, "accounting", [item("psg-002", 41, 46, "name", "Bo Low", record_id="act-001")])
    assert run(folder)[1] == []
    assert "psg-002:41: name 'Bo Low' (act-001)" in [told(row) for row in read_rows(folder, "accounting")]


def test_rows_without_a_reason_are_filled(folder: Path) -> None:
    """A row that was pasted from the to-do list, left empty and taken for an account, or claimed beside itself."""
    rows = [item("psg-002", 0, 6, "name", "Ann Lee"), item("psg-001", 0, 12, "name", "Ferry Returns")]
    write(folder, "accounting", rows)
    assert run(folder)[3] == ["Ferry Returns"]
    check_keys(folder)


@pytest.mark.parametrize(
    ("column", "cell"), [("start", ""), ("end", "12.0"), ("start", "-1"), ("end", "1e3"), ("end", "x")]
)
def test_a_place_that_is_none_is_told(column: str, cell: str, folder: Path) -> None:
    """A cell that a spreadsheet or a person has changed, and that ends in a traceback."""
    write(folder, "accounting", [item("psg-001", 0, 12, "name", "Ferry", reason="place") | {column: cell}])
    with pytest.raises(UnusableError, match=f"accounting.csv:2: {column} is {cell!r}, but must be a whole number"):
        run(folder)
