"""Drafts are written beside a package, kept as a person leaves them, and move in when they are settled."""

import csv
import shutil
import tomllib
from pathlib import Path

import pytest

from commands import curate
from lake import lake, write
from packages import ROOT, file_of, files, read_rows, write_rows
from us_cuba_2026.article.printed import printed
from us_cuba_2026.article.rights import Prose
from us_cuba_2026.curation.edtf import until
from us_cuba_2026.curation.propose import end_on_publication
from us_cuba_2026.curation.proposing.dates import dates
from us_cuba_2026.curation.proposing.proposal import Proposal
from us_cuba_2026.curation.proposing.sentences import Text
from us_cuba_2026.curation.refused import without_refused

COPY = ROOT / "tests" / "second" / "article.txt"

SHORT = "one two three four five six seven"
RUN = "the captain of a boat in Oster"


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with the passages of the article in tests/second, drafts, and no rows."""
    folder = tmp_path_factory.mktemp("proposed") / "second"
    assert curate("new", folder, "lake-example-2031", "The ferry of Lake Example").returncode == 0
    (source,) = tomllib.loads((COPY.parent / "rows.toml").read_text(encoding="utf-8"))["sources"]
    write(folder, "sources", [source])
    assert curate("fingerprint", COPY, "--package", folder).returncode == 0
    assert curate("propose", COPY, "--package", folder).returncode == 0
    return folder


@pytest.fixture
def package(proposed: Path, tmp_path: Path) -> Path:
    """A copy of that package, to be changed."""
    return Path(shutil.copytree(proposed, tmp_path / "second"))


def drafts(folder: Path, table: str) -> list[dict[str, str]]:
    """The drafts of a table."""
    with (folder / "drafts" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def settle(folder: Path, table: str, cells: dict[str, str]) -> None:
    """Settle the drafts of a table, as a person does: fill the cells that are named, confirm the guesses."""
    rows = drafts(folder, table)
    for row in rows:
        for name in row["settle"].split():
            if not name.endswith("?"):
                row[name] = row[name] or cells[name]
        row["settle"] = ""
    with (folder / "drafts" / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.slow
def test_drafts_say_what_is_open(package: Path) -> None:
    """A draft without its passage, its words or its mark, or one that is in the tables before anybody has seen it."""
    quotes = drafts(package, "quotes")
    direct = [row for row in quotes if row["form"] == "direct"]
    assert [row["text"] for row in direct] == ["We have waited long enough", "Now come aboard."]
    assert {row["passage_id"] for row in direct} == {"psg-007"}
    assert len({row["utterance_id"] for row in direct}) == 1
    assert len({row["speaker_id"] for row in direct}) == 1
    assert any(row["settle"] for row in quotes)
    assert read_rows(package, "quotes") == []


def test_summaries_of_indirect_quotes_are_asked_for(tmp_path: Path) -> None:
    """A summary to be typed where words or a title say all, or none where there are no words."""
    text = '# The lake\n\nThe board met on Sunday. "It rains," Ann Lee said. Bo Ray said that the pier was shut.\n'
    folder = lake(tmp_path, text)
    assert curate("propose", tmp_path / "copy.txt", "--package", folder).returncode == 0
    rows = [*drafts(folder, "quotes"), *drafts(folder, "events")]
    asked = [row.get("form") for row in rows if "summary" in row["settle"]]
    assert asked == ["indirect"]
    assert [row["form"] for row in drafts(folder, "quotes")] == ["direct", "indirect"]


@pytest.mark.slow
def test_nothing_is_overwritten(package: Path) -> None:
    """Drafts on which somebody works that are written anew."""
    before = files(package)
    result = curate("propose", COPY, "--package", package)
    assert result.returncode == 2
    assert "has drafts; settle them (curate update), or remove the folder" in result.stderr
    assert files(package) == before


@pytest.mark.slow
def test_open_drafts_stay(package: Path) -> None:
    """A guess that moves in unseen, or evidence and references of a row that stays."""
    result = curate("accept", "--package", package)
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    for table in ("quotes", "events"):
        names = [next(cell for column, cell in row.items() if column != "settle") for row in drafts(package, table)]
        told = [line for line in lines if line.startswith(f"left to you: drafts/{table}.csv: ")]
        more = ", ..." if len(names) > 3 else ""
        assert told == [f"left to you: drafts/{table}.csv: {len(names)} to settle: {', '.join(names[:3])}{more}"]
    assert read_rows(package, "quotes") == []
    accepted = {row["actor_id"] for row in read_rows(package, "actors")}
    assert {row["record_id"] for row in read_rows(package, "evidence")} <= accepted


@pytest.mark.slow
def test_settled_drafts_move_in(package: Path) -> None:
    """A settled row that stays, moves without its evidence, or is proposed again."""
    settle(package, "actors", {"role": "Somebody at the pier", "kind": "person"})
    expected = drafts(package, "actors")
    result = curate("accept", "--package", package)
    assert f"{len(expected)}  moved into actors" in result.stdout
    assert [row["name"] for row in read_rows(package, "actors")] == [row["name"] for row in expected]
    resting = {row["record_id"] for row in read_rows(package, "evidence") if row["use"] == "primary"}
    assert resting == {row["actor_id"] for row in read_rows(package, "actors")}
    for name in (package / "drafts").iterdir():
        name.unlink()
    assert curate("propose", COPY, "--package", package).returncode == 0
    assert not (package / "drafts" / "actors.csv").exists()


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2031-04", ("2031-04-01", "2031-04-30", "month", "stated")),
        ("2031-04-03", ("2031-04-03", "2031-04-03", "day", "stated")),
        ("[2031-04-03..2031-04-05]", ("2031-04-03", "2031-04-05", "window", "stated")),
        ("2031-04-03/2031-05-02", ("2031-04-03", "2031-05-02", "interval", "stated")),
        ("", ("", "", "", "")),
    ],
)
def test_a_corrected_date_takes_its_days_with_it(edtf: str, expected: tuple[str, ...], package: Path) -> None:
    """A table with the days of a date that a person has taken out of the draft."""
    rows = drafts(package, "events")
    rows[0] |= {"title": "Return", "summary": "It comes back.", "kind": "economy", "settle": ""}
    rows[0] |= {"date_edtf": edtf, "date_basis": "stated"}
    with (package / "drafts" / "events.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    curate("accept", "--package", package)
    (row,) = read_rows(package, "events")
    assert tuple(row[name] for name in ("date_start", "date_end", "date_precision", "date_basis")) == expected


def test_nothing_moves_twice(package: Path) -> None:
    """Rows that are doubled when a run was cut short before it took the drafts away."""
    settle(package, "actors", {"role": "Somebody at the pier", "kind": "person"})
    before = {file.name: file.read_bytes() for file in (package / "drafts").iterdir()}
    curate("accept", "--package", package)
    accepted, evidence = read_rows(package, "actors"), read_rows(package, "evidence")
    (package / "drafts").mkdir(exist_ok=True)
    for name, content in before.items():
        (package / "drafts" / name).write_bytes(content)
    curate("accept", "--package", package)
    assert read_rows(package, "actors") == accepted
    assert read_rows(package, "evidence") == evidence
    assert not (package / "drafts" / "actors.csv").exists()


def test_no_row_is_overwritten(package: Path) -> None:
    """A draft that takes the place of another row with its id, or doubles the id."""
    settle(package, "actors", {"role": "Somebody at the pier", "kind": "person"})
    first = drafts(package, "actors")[0]["actor_id"]
    empty = dict.fromkeys(file_of(package, "actors").read_text(encoding="utf-8").splitlines()[0].split(","), "")
    write_rows(package, "actors", [empty | {"actor_id": first, "name": "Somebody else"}])
    result = curate("accept", "--package", package)
    assert result.returncode == 1
    assert f"left to you: {first}: another row has this id" in result.stdout
    assert [row["name"] for row in read_rows(package, "actors") if row["actor_id"] == first] == ["Somebody else"]


def test_a_record_that_was_anchored_anew_keeps_its_span(package: Path) -> None:
    """A second primary span, of a draft whose row a person has written into the table and anchored meanwhile."""
    place = {"passage_id": "psg-007", "start": "0", "end": "4", "use": "primary"}
    first = drafts(package, "actors")[0]
    write(package, "actors", [{"actor_id": first["actor_id"], "name": "Somebody else"}])
    write_rows(package, "evidence", [{"record_id": first["actor_id"], **place}])
    curate("accept", "--package", package)
    spans = [row for row in read_rows(package, "evidence") if row["record_id"] == first["actor_id"]]
    assert [row for row in spans if row["use"] == "primary"] == [{"record_id": first["actor_id"], **place}]


def test_claims_are_by_the_speakers_of_their_quotes(package: Path) -> None:
    """A claim by another than who says it, on a record that is no draft, or without a mark where it is a guess."""
    claims = drafts(package, "claims")
    records = {row["event_id"] for row in drafts(package, "events")} | {
        row["figure_id"] for row in drafts(package, "figures")
    }
    speakers = {row["quote_id"]: row["speaker_id"] for row in drafts(package, "quotes")}
    assert {row["record_id"] for row in claims} == records
    assert any(row["quote_id"] for row in claims)
    assert all(row["actor_id"] == speakers[row["quote_id"]] for row in claims if row["quote_id"])
    assert all("quote_id?" in row["settle"].split() for row in claims if row["quote_id"])


def test_what_waits_for_other_rows_is_counted(package: Path) -> None:
    """Rows that lack nothing themselves and are told one by one, or as if somebody had to correct them."""
    settle(package, "claims", {})
    claims = drafts(package, "claims")
    assert len(claims) > 3
    lines = curate("accept", "--package", package).stdout.splitlines()
    first = ", ".join(row["claim_id"] for row in claims[:3])
    waits = f"{len(claims)} waiting for rows that are not accepted yet: {first}, ..."
    assert [line for line in lines if "clm-" in line] == [f"left to you: drafts/claims.csv: {waits}"]


def test_what_names_a_removed_quote_is_told(package: Path) -> None:
    """A claim that waits for a quote whose draft was thrown away, as if that were still to come."""
    gone = next(row["quote_id"] for row in drafts(package, "claims") if row["quote_id"])
    settle(package, "claims", {})
    (package / "drafts" / "quotes.csv").unlink()
    told = curate("accept", "--package", package).stdout
    assert f"refers to {gone}, which no table and no draft has: add its row, or correct this one" in told


def test_what_follows_from_a_corrected_draft(package: Path) -> None:
    """A claim by a speaker, or numbers of a phrase, that were guessed and that a person has corrected."""
    settle(package, "actors", {"role": "Somebody at the pier", "kind": "person"})
    quotes, figures, claims = (drafts(package, name) for name in ("quotes", "figures", "claims"))
    claim = next(row for row in claims if row["quote_id"])
    quote = next(row for row in quotes if row["quote_id"] == claim["quote_id"])
    speaker = next(row["actor_id"] for row in drafts(package, "actors") if row["actor_id"] != quote["speaker_id"])
    quote |= {"speaker_id": speaker, "summary": "Waits.", "occasion_id": ""}
    figure = figures[0]
    claim["record_id"] = figure["figure_id"]
    figure |= {
        "settle": "",
        "event_id": "",
        "as_stated": "more than 7,000 boats",
        "measure": "boats",
        "unit": "boat",
        "kind": "count",
    }
    for name, rows in (("quotes", [quote]), ("figures", [figure]), ("claims", [claim])):
        with (package / "drafts" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*rows[0]], lineterminator="\n")
            writer.writeheader()
            writer.writerows([row | {"settle": ""} for row in rows])
    curate("accept", "--package", package)
    assert [row["actor_id"] for row in read_rows(package, "claims")] == [speaker]
    (row,) = read_rows(package, "figures")
    assert [row[name] for name in ("hedge", "value", "value_low", "value_high")] == ["more_than", "", "7000", ""]


def test_what_was_guessed_of_removed_drafts_goes(package: Path) -> None:
    """The part of an actor in an event, or the event of a figure, that is to be taken out by hand after the event."""
    assert drafts(package, "participants") != []
    gone = {row["event_id"] for row in drafts(package, "figures") if row["event_id"]}
    assert gone
    (package / "drafts" / "events.csv").unlink()
    settle(package, "figures", {"measure": "boats", "unit": "boat"})
    settle(package, "actors", {"role": "Somebody at the pier", "kind": "person"})
    curate("accept", "--package", package)
    assert not (package / "drafts" / "participants.csv").exists()
    assert read_rows(package, "participants") == []
    figures = [
        *read_rows(package, "figures"),
        *(drafts(package, "figures") if (package / "drafts" / "figures.csv").exists() else []),
    ]
    assert {row["event_id"] for row in figures} == {""}


def test_evidence_of_removed_drafts_goes(package: Path) -> None:
    """Evidence that is left behind, and keeps the folder, when its record's draft was thrown away."""
    for file in (package / "drafts").iterdir():
        if file.stem != "evidence":
            file.unlink()
    assert curate("accept", "--package", package).stdout == "nothing moved\n"
    assert not (package / "drafts").exists()


@pytest.mark.parametrize(("mark", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), (",", "utf-8")])
def test_drafts_may_be_saved_by_a_spreadsheet(mark: str, encoding: str, package: Path) -> None:
    """Drafts that a person has settled in a spreadsheet, which are refused for the marks that it put between cells."""
    rows = drafts(package, "actors")
    with (package / "drafts" / "actors.csv").open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]], delimiter=mark, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(row | {"settle": "", "role": "Waits; talks, too"} for row in rows)
        file.write(mark * (len(rows[0]) - 1) + "\r\n")
    curate("accept", "--package", package)
    assert {row["role"] for row in read_rows(package, "actors")} == {"Waits; talks, too"}
    assert [row["name"] for row in read_rows(package, "actors")] == [row["name"] for row in rows]


@pytest.mark.parametrize(
    ("when", "status", "expected"),
    [
        ("this year", "occurred", "[2031-01-01..2031-05-04]"),
        ("this month", "occurred", "[2031-05-01..2031-05-04]"),
        ("in 2031", "occurred", "[2031-01-01..2031-05-04]"),
        ("in the 2030s", "occurred", "[2030-01-01..2031-05-04]"),
        ("last year", "occurred", "2030"),
        ("this year", "ongoing", "2031"),
    ],
)
def test_what_occurred_ends_on_the_day_of_publication(when: str, status: str, expected: str) -> None:
    """A draft of what occurred, was counted or said, with days that no article can tell of: no rule lets it in."""
    event = Proposal("events", "event 1", "psg-001", {"status": status}, [])
    figure = Proposal("figures", "figure 1", "psg-001", {"event_id": "event 1"}, [])
    quote = Proposal("quotes", "quote 1", "psg-001", {}, [])
    (found,) = dates(Text("psg-001", printed(f"Some 40 boats sank {when}.")), "2031-05-04")
    made = [quote, figure, event, Proposal("claims", "claim 1", "psg-001", {"record_id": "event 1"}, [])]
    for one in made:
        one.cells["date_edtf"] = found.edtf
    end_on_publication(made, {"psg-001": "2031-05-04"})
    assert [one.cells["date_edtf"] for one in (event, figure)] == [expected, expected]
    assert ["date_edtf" in one.unsure for one in (event, figure)] == [expected != found.edtf] * 2
    assert quote.cells["date_edtf"] == until(found.edtf, "2031-05-04")
    assert made[-1].cells["date_edtf"] == found.edtf


@pytest.mark.parametrize(
    ("status", "expected"),
    [("occurred", {}), ("ongoing", {}), ("planned", {"date_edtf": "2031-05", "date_basis": "stated"})],
)
def test_no_draft_has_occurred_after_publication(status: str, expected: dict[str, str]) -> None:
    """A draft of what goes on, with a day to come, which a rule refuses."""
    event = Proposal(
        "events", "event 1", "psg-001", {"status": status, "date_edtf": "2031-05", "date_basis": "stated"}, []
    )
    end_on_publication([event], {"psg-001": "2031-04-30"})
    assert event.cells == {"status": status} | expected


@pytest.mark.parametrize(
    ("table", "cells", "expected"),
    [
        ("actors", {"name": "the cabinet", "naming": "named"}, {"naming": "unnamed", "identified_by": "description"}),
        ("actors", {"name": "Norland's cabinet", "naming": "named"}, {"naming": "named", "identified_by": "name"}),
        ("actors", {"role": f"{RUN} of seven seas, who sank"}, {"role": RUN}),
        ("quotes", {"attribution": "one two three four five six seven eight"}, {"attribution": SHORT}),
        ("quotes", {"text": "one two three four five six seven eight"}, {}),
    ],
)
def test_drafts_break_no_rule(table: str, cells: dict[str, str], expected: dict[str, str]) -> None:
    """A cell that the tool drafts and the tool refuses, or one that is cut though nothing is wrong with it."""
    prose = Prose({"psg-001": printed(f"She is {RUN} of seven seas, who sank. {SHORT} eight.")}, [])
    row = {"naming": "", "identified_by": "name"} | cells
    assert without_refused(table, row, prose) == row | expected


@pytest.mark.parametrize("column", ["office", "role"])
def test_a_post_is_not_cut_within_the_name_of_a_body(column: str) -> None:
    """Half of a body's name, which names another body or none, or an office that the tool itself refuses."""
    post = "district secretary of the Salt and Harbor Carters Union"
    prose = Prose({"psg-001": printed(f"Ann Lee, {post}, left.")}, [])
    assert without_refused("actors", {column: post}, prose) == {column: "district secretary"}
