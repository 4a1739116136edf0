"""What a coder gets and delivers: folders, spans given as words, codes, and what is said where they are wrong."""

import csv
from pathlib import Path

import pytest

from packages import ARTICLE, ROOT, Row, article
from us_cuba_2026.article.printed import printed
from us_cuba_2026.curation.agreement import printed_passages
from us_cuba_2026.model.package import Package
from us_cuba_2026.reliability.coded import coded_fields, columns
from us_cuba_2026.reliability.delivery import MARK_COLUMNS, DeliveryError, read_codes, read_units
from us_cuba_2026.reliability.folder import coding_folder, unitising_folder
from us_cuba_2026.reliability.published import published_codes
from us_cuba_2026.rules.record_tables import RECORDS

TEXTS = {
    "psg-001": printed("Rain, rain: “It’s 25 miles,” she said. Rain fell on the rainy town."),
    "psg-002": printed("The mayor said no. The mayor of Oster said that the mayor sleeps."),
}


def marked(folder: Path, *rows: tuple[str, ...]) -> Path:
    """A folder with the units that a coder has marked."""
    lines = [",".join(MARK_COLUMNS), *(",".join(f'"{cell}"' for cell in row) for row in rows)]
    (folder / "units.csv").write_text("\r\n".join(lines) + "\r\n,,,,\r\n", encoding="utf-8-sig")
    return folder


def test_words_become_places(tmp_path: Path) -> None:
    """A span that is not where its words stand, a mention counted within a word, or an id with words of the article."""
    folder = marked(
        tmp_path,
        ("actors", "mayor", "psg-002", "the mayor", ""),
        ("actors", "mayor", "psg-002", "The mayor of Oster", ""),
        ("quotes", "q1", "psg-001", "It's 25 miles", ""),
        ("events", "e1", "psg-001", "Rain fell … town", ""),
        ("events", "e1", "psg-001", "Rain fell … town", ""),
        ("events", "e2", "psg-001", "Rain", "2"),
    )
    rows = read_units(folder, TEXTS, "cod-007", 5)
    assert [row["unit_id"] for row in rows] == ["unt-005", "unt-006", "unt-007", "unt-008", "unt-009"]
    assert [(row["table"], row["record"], row["start"], row["end"]) for row in rows] == [
        ("quotes", "quotes-1", "8", "18"),
        ("events", "events-1", "25", "29"),
        ("events", "events-2", "25", "47"),
        ("actors", "actors-1", "14", "29"),
        ("actors", "actors-1", "37", "45"),
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("quote", "q", "psg-001", "Rain fell", ""), "units.csv:2:table: 'quote': write one of actors, quotes"),
        (("quotes", "", "psg-001", "Rain fell", ""), "units.csv:2:id: empty: give the unit an id of your own"),
        (("quotes", "q", "psg-009", "Rain fell", ""), "units.csv:2:passage_id: 'psg-009': no passage of the article"),
        (("quotes", "q", "psg-001", "Snow fell", ""), "units.csv:2:words: 'Snow fell': not in psg-001; copy the words"),
        (("quotes", "q", "psg-001", "ain fell", ""), "units.csv:2:words: 'ain fell': not in psg-001; copy the words"),
        (("quotes", "q", "psg-001", "...", ""), "units.csv:2:words: '...': copy the words, or the first and the last"),
        (("quotes", "q", "psg-001", "a ... b ... c", ""), "units.csv:2:words: 'a ... b ... c': copy the words, or"),
        (("quotes", "q", "psg-001", "Rain", ""), "units.csv:2:occurrence: empty, but 'Rain' stands 2 times in psg-001"),
        (("quotes", "q", "psg-001", "RAIN", ""), "units.csv:2:occurrence: empty, but 'RAIN' stands 3 times in psg-001"),
        (("quotes", "q", "psg-001", "Rain", "3"), "units.csv:2:occurrence: '3': write a number from 1 to 2"),
        (("quotes", "q", "psg-001", "Rain", "last"), "units.csv:2:occurrence: 'last': write a number from 1 to 2"),
    ],
)
def test_rows_that_name_no_span(tmp_path: Path, row: tuple[str, ...], says: str) -> None:
    """A row that is guessed at, or refused without its place and what to do."""
    with pytest.raises(DeliveryError) as stopped:
        read_units(marked(tmp_path, row), TEXTS, "cod-002", 1)
    assert str(stopped.value).startswith(says)


def folder_of(files: dict[str, bytes], folder: Path) -> Path:
    """A folder of a coder."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def package() -> Package:
    """The dataset."""
    return Package.read(ROOT)


@pytest.fixture
def coding(package: Package, tmp_path: Path) -> Path:
    """The folder of the second phase."""
    article()
    texts = printed_passages(package, ARTICLE)
    return folder_of(coding_folder(package, texts, coded_fields(package)), tmp_path / "coder")


def rows_of(file: Path) -> list[Row]:
    """The rows of a coder's file."""
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_folder_shows_no_code(package: Package, coding: Path) -> None:
    """A folder in which the coder sees a code, or lacks the words of a unit."""
    fields = coded_fields(package)
    for table, key in RECORDS.items():
        rows = rows_of(coding / f"{table}.csv")
        assert [row[key] for row in rows] == [row[key] for row in package.table(table).rows()]
        assert all(row["words"] for row in rows)
        assert {row[column] for row in rows for column in columns(fields, table)} == {""}
    assert rows_of(coding / "participants.csv") == []
    assert "Reserved:" not in (coding / "vocabulary.csv").read_text(encoding="utf-8")
    texts = printed_passages(package, ARTICLE)
    assert set(unitising_folder(package, texts)) == {
        "README.md",
        "CODING.md",
        "article.txt",
        "vocabulary.csv",
        "units.csv",
    }


def fill(package: Package, coding: Path) -> None:
    """Fill a coder's folder with what is published."""
    for table in package.tables:
        file = coding / f"{table.name}.csv"
        if file.is_file() and table.name not in {"vocabulary", "places"}:
            with file.open(encoding="utf-8", newline="") as text:
                names = csv.DictReader(text).fieldnames or ()
            with file.open("w", encoding="utf-8", newline="") as text:
                writer = csv.DictWriter(text, names, restval="", extrasaction="ignore")
                writer.writeheader()
                writer.writerows(table.rows())


def test_published_codes_come_back(package: Package, coding: Path) -> None:
    """A cell that is lost or changed between the folder that is filled and the rows of codes."""
    fill(package, coding)
    fields = coded_fields(package)
    assert read_codes(coding, package, fields, "cod-001") == published_codes(package, fields, "cod-001")


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("place", "cell", "says"),
    [
        ("quotes.act", "shouts", "quotes.csv:2:act: 'shouts': write one of "),
        ("quotes.act", "", "quotes.csv:2:act: empty: each row needs one"),
        ("quotes.speaker_id", "act-999", "quotes.csv:2:speaker_id: 'act-999': no row of actors has this id"),
        ("quotes.quote_id", "quo-999", "quotes.csv:2:quote_id: 'quo-999': no published unit has this id"),
        ("quotes.is_fragment", "perhaps", "quotes.csv:2:is_fragment: 'perhaps': write one of false, true"),
        ("figures.value", "1,000", "figures.csv:2:value: '1,000': write a number, with a point"),
        ("events.date_start", "20260131", "events.csv:2:date_start: '20260131': write a day like 2026-01-31"),
        ("participants.actor_id", "act-999", "participants.csv:2:actor_id: 'act-999': no row of actors has this id"),
    ],
)
def test_cells_that_cannot_be(package: Package, coding: Path, place: str, cell: str, says: str) -> None:
    """A cell that is taken though nothing published could hold it, or refused without its place."""
    fill(package, coding)
    table, _, column = place.partition(".")
    file = coding / f"{table}.csv"
    rows = rows_of(file)
    rows[0][column] = cell
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(DeliveryError) as stopped:
        read_codes(coding, package, coded_fields(package), "cod-002")
    assert str(stopped.value).startswith(says)
