"""The synthetic corpus is what measurements take it for: valid, of the size asked for, the same each time."""

import csv
from collections import Counter
from pathlib import Path

import frictionless
import pytest

import commands
import make_corpus
from commands import curate, process_of
from corpus import archive, defects
from packages import file_of, read_descriptor, read_rows
from us_cuba_2026.checker import validate
from us_cuba_2026.rules.catalogue import catalogue

Place = tuple[str, str, int | None, str | None]


def run(*arguments: str | Path) -> commands.Result:
    """Run the script."""
    return commands.run(make_corpus.main, *arguments)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of 800 quotes."""
    folder = tmp_path_factory.mktemp("corpus") / "800"
    made = process_of("make_corpus.py", "800", folder)
    assert made.returncode == 0, made.stderr
    return folder


def planted(folder: Path) -> list[Place]:
    """Where the defects of a corpus are: rule, table, row, column."""
    with (folder / "defects.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["rule"], row["table"], int(row["row"]), row["field"] or None) for row in csv.DictReader(lines)]


def found(folder: Path) -> list[Place]:
    """Where the checker finds something wrong."""
    return [(finding.rule, finding.table, finding.row, finding.field) for finding in validate(folder).findings]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("rows", [1, 41])
def test_any_size_is_valid(rows: int, tmp_path: Path) -> None:
    """A corpus so small that words go unused, or whose last article is cut short at the wrong place."""
    assert run(str(rows), tmp_path / "corpus").returncode == 0
    report = validate(tmp_path / "corpus")
    assert not report.findings
    assert report.rows["quotes"] == rows


@pytest.mark.slow
def test_valid(corpus: Path) -> None:
    """Rows that break a rule of the dataset."""
    assert not validate(corpus).findings


@pytest.mark.slow
def test_valid_for_frictionless(corpus: Path) -> None:
    """Rows, sizes or hashes that only our own checker accepts."""
    report = frictionless.validate(corpus / "datapackage.json")
    assert report.valid, report.flatten(["type", "rowNumber", "note"])[:5]


def test_canonical(corpus: Path) -> None:
    """Files in another form or order than those of the dataset, or words wrongly marked as reserved."""
    assert curate("stamp", corpus).stdout.startswith("nothing to stamp")


def grows(resource: dict[str, str]) -> bool:
    """Whether a table has rows for each article: no corpus has a past or a study of coders."""
    constant = resource["name"] in ("vocabulary", "revisions")
    return not constant and not resource["path"].startswith("data/reliability/")


@pytest.mark.slow
def test_same_seed_same_bytes(corpus: Path, tmp_path: Path) -> None:
    """A choice that depends on something else than the seed, or not on the seed."""
    assert run("800", tmp_path / "again").returncode == 0
    assert run("800", tmp_path / "other", "--seed", "1").returncode == 0
    for resource in read_descriptor(corpus)["resources"]:
        content = (corpus / resource["path"]).read_bytes()
        assert (tmp_path / "again" / resource["path"]).read_bytes() == content
        if grows(resource):
            assert (tmp_path / "other" / resource["path"]).read_bytes() != content
    assert validate(tmp_path / "other").is_valid


@pytest.mark.slow
def test_every_table_grows(corpus: Path, tmp_path: Path) -> None:
    """A table that stays as small as in the dataset while the quotes grow; a corpus that is not mostly quotes."""
    assert run("100", tmp_path / "small").returncode == 0
    sizes = {}
    for resource in read_descriptor(corpus)["resources"]:
        name = resource["name"]
        if grows(resource):
            assert len(read_rows(corpus, name)) > len(read_rows(tmp_path / "small", name))
        sizes[name] = file_of(corpus, name).stat().st_size
    assert max(sizes, key=sizes.__getitem__) == "quotes"
    rows = sum(count for name, count in validate(corpus).rows.items() if name != "vocabulary")
    first = 2 * archive.FIRST_ACTORS + 2 * archive.FIRST_PLACES  # each has its evidence or identifier
    assert rows == archive.Archive(800, 0).articles * archive.ROWS + first


@pytest.mark.slow
def test_chunks_leave_no_trace(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that depends on how many are made at a time."""
    monkeypatch.setattr(archive, "CHUNK", 7)
    make_corpus.make(archive.Archive(800, 0), tmp_path / "chunked")
    for resource in read_descriptor(corpus)["resources"]:
        assert (tmp_path / "chunked" / resource["path"]).read_bytes() == (corpus / resource["path"]).read_bytes()


@pytest.mark.slow
def test_defects_are_found_and_nothing_besides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A defect that is not where the list says, that the checker misses, or that drags other findings along."""
    monkeypatch.setattr(archive, "CHUNK", 50)  # so that defects lie in many pieces of a table
    make_corpus.make(archive.Archive(1000, 0), tmp_path / "broken", 3)
    places = planted(tmp_path / "broken")
    assert sorted(places, key=str) == sorted(found(tmp_path / "broken"), key=str)
    counts = Counter(rule for rule, *_ in places)
    assert all(count >= 3 for count in counts.values())
    assert len(counts) == defects.KINDS
    assert {*counts} | {*defects.LEFT_OUT} == {*catalogue()}
    assert not {*counts} & {*defects.LEFT_OUT}


@pytest.mark.slow
def test_many_defects(tmp_path: Path) -> None:
    """Defects that meet, where one row in a hundred is broken."""
    assert run("100000", tmp_path / "broken", "--defects", "25", "--seed", "7").returncode == 0
    assert sorted(planted(tmp_path / "broken"), key=str) == sorted(found(tmp_path / "broken"), key=str)


@pytest.mark.slow
def test_too_many_defects(tmp_path: Path) -> None:
    """Defects on top of each other, a corpus with fewer than asked for, or no word on how many quotes are needed."""
    made = run("400", tmp_path / "broken", "--defects", "300")
    assert made.returncode == 2
    has = "make_corpus: 400 quotes have room for 1 of each kind of defect"
    assert made.stderr == f"{has}; for 300 make 102,400 quotes\n"
    assert defects.plan(archive.Archive(102_400, 0), 300)
    assert not (tmp_path / "broken").exists()


@pytest.mark.slow
def test_nothing_is_overwritten(corpus: Path) -> None:
    """A second run that destroys the corpus of the first."""
    made = run("10", corpus)
    assert made.returncode == 2
    assert made.stderr == f"make_corpus: {corpus}: is there already; name a folder that does not exist yet\n"
    assert validate(corpus).rows["quotes"] == 800
