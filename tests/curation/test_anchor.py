"""Many records are tied to their words at once; what could be meant by several words, or by none, is told."""

import csv
import shutil
from pathlib import Path

import pytest

from commands import curate
from lake import lake, write
from packages import files, read_rows

ARTICLE = """\
# The Ferry Returns

Ann Lee said the ferry sails. "We have waited long enough," Lee said. "We waited."

Bo Low counted 32 sailors. Lee saw the ferry, and 32 of them waved. The ferry sails at 9.

"We have waited long enough," a pilot said.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with records that rest on nothing yet."""
    folder = lake(tmp_path_factory.mktemp("anchor"), ARTICLE)
    write(folder, "actors", [{"actor_id": "act-001", "name": "Ann Lee"}, {"actor_id": "act-002", "name": "Bo Low"}])
    quotes = [
        {"quote_id": "quo-001", "form": "direct", "text": "We waited."},
        {"quote_id": "quo-002", "form": "direct", "text": "We have waited long enough"},
        {"quote_id": "quo-003", "form": "indirect", "passage_id": "psg-002"},
    ]
    write(folder, "quotes", quotes)
    write(folder, "events", [{"event_id": "evt-001", "title": "Trip"}])
    write(folder, "figures", [{"figure_id": "fig-001", "as_stated": "32 sailors"}])
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of that package, to be changed."""
    shutil.copy(made.parent / "copy.txt", tmp_path)
    return Path(shutil.copytree(made, tmp_path / "lake"))


def anchor(folder: Path, *lines: str, code: int = 0) -> list[str]:
    """Anchor by a file with these lines below its header, and return what is said."""
    file = folder.parent / "anchors.csv"
    file.write_text("record,words,use,passage,occurrence\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    result = curate("anchor", folder.parent / "copy.txt", "--from", file, "--package", folder)
    assert result.returncode == code, result.stdout + result.stderr
    return result.stdout.replace(f"{file}:", "").splitlines()


def spans(folder: Path) -> list[str]:
    """The evidence, row by row."""
    return [" ".join(row.values()) for row in read_rows(folder, "evidence")]


@pytest.mark.slow
def test_many_at_once(folder: Path) -> None:
    """A record of a file that is left out, tied to other words, or whose row does not learn its passage."""
    lines = [
        "evt-001,The ferry sails at 9,,,",
        "quo-003,Ann ... sails,primary,,",
        "act-001,Lee saw,supporting,,",
        '"act-001","Lee",supporting,psg-002,2',
        "quo-002,We have waited long enough,,psg-004,",
    ]
    said = anchor(folder, *lines)
    assert said[0] == "primary span of evt-001: psg-003, 51 to 67: 'The ferry sails at 9'"
    assert said[1] == "passage_id of evt-001 is now psg-003"
    assert spans(folder) == [
        "act-001 psg-002 45 48 supporting",
        "act-001 psg-003 21 27 supporting",
        "evt-001 psg-003 51 67 primary",
        "quo-002 psg-004 0 22 primary",
        "quo-003 psg-002 0 23 primary",
    ]
    before = files(folder)
    assert anchor(folder, *lines) == ["nothing to do: every span is there"]
    assert files(folder) == before


@pytest.mark.slow
def test_words_of_rows(folder: Path) -> None:
    """A record whose row has its words and that is left to a person, or is tied where it might not belong."""
    result = curate("anchor", folder.parent / "copy.txt", "--package", folder)
    assert result.returncode == 1
    assert spans(folder) == [
        "act-001 psg-002 0 6 primary",
        "act-002 psg-003 0 5 primary",
        "fig-001 psg-003 12 21 primary",
        "quo-001 psg-002 52 60 primary",
    ]
    left = [line for line in result.stdout.splitlines() if line.startswith("left to you: ")]
    assert left == [
        "left to you: quo-002: 'We have waited long enough' stands in psg-002, psg-004: write more of the words, or "
        "say which in passage or occurrence",
        "left to you: quo-003: no words of the article: name them, in a file of anchors or behind the id",
        "left to you: evt-001: no words of the article: name them, in a file of anchors or behind the id",
    ]


@pytest.mark.slow
def test_corrected_words_of_rows(folder: Path) -> None:
    """A record whose words are corrected and that rests on those before, or is moved where these are no better."""
    lines = ["act-001,Ann Lee said,,psg-002,", "act-002,counted 32,,psg-003,", "fig-001,counted 32,,psg-003,"]
    lines += ["quo-001,We have waited long enough,,psg-002,", "evt-001,Bo Low counted,,,", "quo-003,Ann,,,"]
    anchor(folder, *lines)
    write(folder, "quotes", [row for row in read_rows(folder, "quotes") if row["quote_id"] != "quo-002"])
    before = spans(folder)
    result = curate("anchor", folder.parent / "copy.txt", "--package", folder)
    assert sorted(result.stdout.splitlines()) == [
        "primary span of act-002: psg-003, 0 to 5: 'Bo Low'",
        "primary span of fig-001: psg-003, 12 to 21: '32 sailors'",
        "primary span of quo-001: psg-002, 52 to 60: 'We waited'",
    ]
    assert [one for one in before if one in spans(folder)] == [
        one for one in before if one.startswith(("act-001", "evt-001", "quo-003"))
    ]
    names = {"act-001": "Ann B. Lee", "act-002": "Lee"}  # one as the article never has it, one in another passage, too
    write(folder, "actors", [row | {"name": names[row["actor_id"]]} for row in read_rows(folder, "actors")])
    anchor(folder, "act-002,Lee,,psg-003,")
    result = curate("anchor", folder.parent / "copy.txt", "--package", folder)
    assert result.stdout == "nothing to do: every span is there\n"


def test_spans_are_replaced_and_removed(folder: Path) -> None:
    """A second primary span beside the first, or a span that cannot be got rid of."""
    anchor(folder, "act-001,Ann Lee,,,", "act-001,Lee saw,supporting,,")
    anchor(folder, "act-001,Ann,,,", "act-001,Lee saw,remove,,", "act-001,the ferry,remove,psg-003,")
    assert spans(folder) == ["act-001 psg-002 0 3 primary"]
    anchor(folder, "act-001,Lee saw,primary,psg-003,")
    assert spans(folder) == ["act-001 psg-003 21 27 primary"]
    assert read_rows(folder, "actors")[0]["passage_id"] == "psg-003"


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "evt-001,the fery sails,,,",
            "evt-001: 'the fery sails' is not in the copy; nearest is 'the ferry sails.' in psg-002",
        ),
        ("evt-001,Bo ... thirty two,,,", "2: evt-001: 'Bo ... thirty two' is not in the copy, nor anything like it"),
        ("evt-001,Bo ... 32 sailers,,,", "nearest is '32 sailors.' in psg-003"),
        (
            "fig-001,32,,,",
            "2: fig-001: '32' stands in psg-003 (2 times): write more of the words, or say which",
        ),
        ("fig-001,32,,,3", "2: fig-001: occurrence '3' must be from 1 to 2"),
        ("fig-001,32,,,second", "2: fig-001: occurrence 'second' must be from 1 to 2"),
        ("fig-001,32,,psg-009,", "2: fig-001: no passage psg-009"),
        ("quo-003,Bo Low,,,", "2: quo-003: 'Bo Low' is not in psg-002 but in psg-003: say so in passage, and "),
        ("fig-001,32 sailors,main,,", "2: fig-001: use 'main' must be one of: contesting, primary, supporting, remove"),
        ("fig-009,32 sailors,,,", "2: no record fig-009: add its row first"),
        (",32 sailors,,,", "2: record is empty: write the id of a row"),
        ("fig-001,,,,", "2: fig-001: no words of the article: name them, in a file of anchors or behind the id"),
    ],
)
def test_what_is_not_certain_is_told(line: str, says: str, folder: Path) -> None:
    """Words tied to a place that they do not name, or a line that is left out without a word; others must be done."""
    said = anchor(folder, line, "act-002,Bo Low,,,", code=1)
    assert any(one.startswith("left to you: ") and says in one for one in said), said
    assert spans(folder) == ["act-002 psg-003 0 5 primary"]


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("use", "passage", "expected"),
    [
        ("", "psg-003", ["act-001 psg-002 0 6 primary", "act-001 psg-003 21 24 supporting"]),
        ("contesting", "psg-003", ["act-001 psg-002 0 6 primary", "act-001 psg-003 21 24 contesting"]),
        ("primary", "psg-003", ["act-001 psg-003 21 24 primary"]),
        ("", "psg-002", ["act-001 psg-002 3 6 primary"]),
    ],
)
@pytest.mark.parametrize("is_file", [True, False])
def test_a_span_in_another_passage(use: str, passage: str, expected: list[str], is_file: bool, folder: Path) -> None:
    """A mention elsewhere that takes the place of the primary span unasked, by a file or by an option."""
    anchor(folder, "act-001,Ann Lee,,,")
    if is_file:
        anchor(folder, f"act-001,Lee,{use},{passage},1")
    else:
        options = [*(("--use", use) if use else ()), "--passage", passage, "--occurrence", "1", "--package", folder]
        assert curate("anchor", folder.parent / "copy.txt", "act-001", "Lee", *options).returncode == 0
    assert spans(folder) == expected
    assert read_rows(folder, "actors")[0]["passage_id"] == expected[0].split()[1]


def test_a_primary_span_is_not_made_another(folder: Path) -> None:
    """A record that loses its only primary span to a line that calls it supporting."""
    anchor(folder, "act-002,Bo Low,,,")
    assert anchor(folder, "act-002,Bo Low,supporting,,", code=1) == [
        "left to you: 2: act-002: 'Bo Low' is its primary span"
    ]
    assert spans(folder) == ["act-002 psg-003 0 5 primary"]


@pytest.mark.parametrize("text", ["\ufeffrecord;words\r\nact-002;Bo Low\r\n", "words\trecord\nBo Low\tact-002\n"])
def test_files_of_spreadsheets_are_read(text: str, folder: Path) -> None:
    """A file that a spreadsheet has saved with marks of its own between cells, and that is refused."""
    file = folder / "anchors.csv"
    file.write_bytes(text.encode())
    assert curate("anchor", folder.parent / "copy.txt", "--from", file, "--package", folder).returncode == 0
    assert spans(folder) == ["act-002 psg-003 0 5 primary"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("record,text\n", "the header must name record and words, and may name use, passage, occurrence"),
        ("record,words\nact-001,Ann, Lee\n", ":2: 3 cells, but the header has 2: quote the words"),
        ("record,words\nact-001,Zo\xeb\n", "not UTF-8; save the file as UTF-8"),
    ],
)
def test_files_that_are_refused(text: str, says: str, folder: Path) -> None:
    """A file that is read half, or in another encoding."""
    file = folder / "anchors.csv"
    file.write_bytes(text.encode("latin-1"))
    result = curate("anchor", folder.parent / "copy.txt", "--from", file, "--package", folder)
    assert result.returncode == 2
    assert says in result.stderr


def test_claims_are_drafted(folder: Path) -> None:
    """An event or figure that is anchored and left without a claim, or with one by another than who tells it there."""
    lines = ("quo-003,Ann Lee said ... ferry sails", "evt-001,the ferry sails,primary,psg-002", "fig-001,32 sailors")
    said = anchor(folder, *lines)
    assert said[-1].startswith("drafted claims on evt-001, fig-001; settle drafts/claims.csv, then ")
    assert read_rows(folder, "claims") == []
    content = (folder / "drafts" / "claims.csv").read_bytes()
    rows = [*csv.DictReader(content.decode().splitlines())]
    told = [(row["record_id"], row["quote_id"], row["stance"], row["passage_id"], row["settle"]) for row in rows]
    assert told == [
        ("evt-001", "quo-003", "asserts", "psg-002", "actor_id quote_id? stance?"),
        ("fig-001", "", "asserts", "psg-003", ""),
    ]
    anchor(folder, *lines)
    assert (folder / "drafts" / "claims.csv").read_bytes() == content


def test_a_claim_that_is_not_drafted_is_told(folder: Path) -> None:
    """A claim by somebody that keeps the article's own from being drafted, and nothing is said of it."""
    write(folder, "claims", [{"claim_id": "clm-001", "record_id": "fig-001", "quote_id": "quo-003"}])
    said = anchor(folder, "fig-001,32 sailors")
    assert said[-1].startswith("drafted no claim on fig-001: others claim it; ")
    assert "drafted" not in "".join(anchor(folder, "fig-001,32 sailors"))
