"""One step does all that follows from what a curator has written, and tells what is left."""

import csv
import tomllib
from pathlib import Path

import pytest

from commands import curate
from lake import describe, lake, write
from packages import ROOT, edit, files, read_rows

FILLED = {
    "country_code": "XAA",
    "identified_by": "name",
    "kind": "economy",
    "measure": "things",
    "reason": "ordinary_word",
    "role": "subject",
    "stance": "asserts",
    "summary": "Something.",
    "title": "Something",
    "unit": "person",
}
"""What a hasty curator writes into cells that are to be filled."""
ARTICLE = """# Ferry Returns to Lake Example After Two Years

The council met on Sunday. It spent $80 in Oster. Ann Lee left.
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of a small article, with its drafts."""
    folder = lake(tmp_path, ARTICLE)
    describe(folder)
    assert curate("propose", tmp_path / "copy.txt", "--package", folder).returncode == 0
    return folder


def update(folder: Path, code: int = 1) -> list[str]:
    """Run the step with the copy beside the package; return the lines that it prints."""
    result = curate("update", folder.parent / "copy.txt", "--package", folder)
    assert result.returncode == code, result.stdout + result.stderr
    return [" ".join(line.split()) for line in result.stdout.splitlines()]


def keep(folder: Path, table: str, of: str = "", **cells: str) -> None:
    """Keep the drafts that hold some words, settled with these cells, and delete the others."""
    file = folder / "drafts" / f"{table}.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        names, rows = [*(reader.fieldnames or ())], [row for row in reader if of in " ".join(row.values())]
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {"settle": ""} | cells for row in rows)


def test_unsettled_drafts_stay(package: Path) -> None:
    """A guess that nobody has looked at and that moves in, or a rule called broken before all rows are there."""
    update(package)
    before = files(package)
    lines = update(package)
    assert files(package) == before
    assert read_rows(package, "events") == []
    assert any(line.startswith("drafts/events.csv ") and "with guesses correct them" in line for line in lines)
    assert all(line.startswith(("where ", "drafts/", "act-", "evt-", "fig-", "plc-", "psg-")) for line in lines[:-1])


@pytest.mark.slow
def test_all_from_drafts_to_proof(package: Path) -> None:
    """A step that is left to the curator though nothing but typing is needed, or one that never ends."""
    for table in ("actors", "claims", "participants", "event_places"):
        keep(package, table)
    keep(package, "figures", measure="cost")
    keep(package, "events", kind="politics", title="Thing")
    keep(package, "places", kind="city", country_code="XAA")
    (package / "drafts" / "accounting.csv").unlink()
    assert "psg-002:32 name 'Oster' code it, or give it a reason, in drafts/accounting.csv" in update(package)
    keep(package, "accounting", reason="place")
    assert update(package, 0)[-1] == "valid and proved"
    before = files(package)
    assert update(package, 0) == ["valid and proved"]
    assert files(package) == before


def test_added_rows_take_their_items_of_the_account(package: Path) -> None:
    """The draft of a reason for words that a row rests on by now, or an anchor of no record that is not told."""
    for table in ("actors", "figures", "claims", "participants", "event_places", "places", "events"):
        (package / "drafts" / f"{table}.csv").unlink()
    assert any("'Ann Lee'" in line for line in update(package))
    write(package, "actors", [{"actor_id": "act-001", "name": "Ann Lee", "passage_id": "psg-002"}])
    (package.parent / "anchors.csv").write_text("record,words\nact-001,Ann Lee\nact-009,Oster\n", encoding="utf-8")
    lines = update(package)
    assert any("no record act-009" in line for line in lines)
    assert not any("name 'Ann Lee'" in line for line in lines)
    assert [row["record_id"] for row in read_rows(package, "accounting") if row["text"] == "Ann Lee"] == ["act-001"]
    with (package / "drafts" / "accounting.csv").open(encoding="utf-8", newline="") as drafts:
        assert "Ann Lee" not in drafts.read()


def test_words_of_the_article_are_told(package: Path) -> None:
    """A cell that repeats the article and is told without its row or its words, too late, or in a file, too."""
    keep(
        package,
        "events",
        "evt-001",
        note="They say: it spent 80 in Oster, Ann Lee left.",
        kind="politics",
        title="Thing",
    )
    told = "note repeats the article say in your own words: 'it spent 80 in Oster, Ann Lee left.'"
    for _ in range(2):  # beside drafts of actors that nobody has settled
        assert [line.partition(" ")[0] for line in update(package) if line.endswith(told)] == ["evt-001"]
    assert len(read_rows(package, "events")) == 1
    assert [name for name, content in files(package).items() if b"80 in Oster, Ann Lee" in content] == [
        "data/events.csv"
    ]
    for file in (package / "drafts").iterdir():
        file.unlink()
    edit(package, {"table": "events", "where": {"event_id": "evt-001"}, "set": {"note": "It cost 80."}})
    assert not any("repeats the article" in line for line in update(package))


def test_words_of_the_article_in_a_draft_are_told(package: Path) -> None:
    """A draft that repeats the article and of which nobody hears until it is a row."""
    keep(package, "events", "evt-001", note="They say: it spent 80 in Oster, Ann Lee left.", settle="title?")
    told = "note repeats the article say in your own words: 'it spent 80 in Oster, Ann Lee left.'"
    assert [line.partition(" ")[0] for line in update(package) if line.endswith(told)] == ["evt-001"]
    assert read_rows(package, "events") == []


@pytest.mark.slow
@pytest.mark.parametrize("article", ["drought", "trial"])
def test_drafts_break_no_rule(article: str, tmp_path: Path) -> None:
    """A draft that nobody has touched and that the tool refuses, as what somebody says or has occurred, or as prose."""
    text = (ROOT / "tests" / "proposals" / article / "article.txt").read_text(encoding="utf-8")
    rows = tomllib.loads((ROOT / "tests" / "proposals" / article / "rows.toml").read_text(encoding="utf-8"))
    folder = lake(tmp_path, text)
    describe(folder)
    (source,) = read_rows(folder, "sources")
    title = text.splitlines()[0].removeprefix("# ")
    write(folder, "sources", [source | {"title": title, "published_at": rows["sources"][0]["published_at"]}])
    assert curate("propose", tmp_path / "copy.txt", "--package", folder).returncode == 0
    for file in (folder / "drafts").iterdir():
        with file.open(encoding="utf-8", newline="") as lines:
            drafts = [*csv.DictReader(lines)]
        for row in drafts:
            empty = [name for name in row["settle"].split() if not name.endswith("?") and not row[name]]
            filled = FILLED | ({"kind": "city"} if file.stem == "places" else {})
            row.update({name: filled.get(name, "") for name in empty}, settle="")
        with file.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, [*drafts[0]], lineterminator="\n")
            writer.writeheader()
            writer.writerows(drafts)
    assert update(folder, code=0)[-1].startswith("valid and proved")
