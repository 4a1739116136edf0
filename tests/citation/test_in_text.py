"""In-text citations: works that share authors and year are told apart, and authors are named as the guides say."""

from datetime import date

import pytest

from us_cuba_2026.citation.facts import Article, Dataset, Record
from us_cuba_2026.citation.in_text import APA, CHICAGO, Guide, letters, lines
from us_cuba_2026.citation.names import Name

DOE, ROE, POE = Name("Doe", "Jane"), Name("Roe", "Jean", "van"), Name("Poe", "Ed", suffix="Jr.")
PRESS = Name("Rain Press", kind="organisation")


def dataset(*records: Record, authors: tuple[Name, ...] = (PRESS,), created: date | None = date(2026, 3, 1)) -> Dataset:
    """A dataset with the rows that are cited."""
    return Dataset("rain", "Rain", authors, "", created, "1.0.0", "", "", "", (), records)


def article(number: int, title: str, day: date | None, *authors: Name) -> Article:
    """An article."""
    return Article(f"src-{number}", title, authors, "The Daily", day, "en", "")


def row(
    passage: str = "paragraph 3",
    source: str = "src-1",
    speaker: str = "",
    *reporters: str,
    is_direct: bool = False,
) -> Record:
    """A row that rests on a passage."""
    voices = ((speaker, *reporters),) if speaker else ()
    return Record("quo-1", "quote", "", "", passage, source, voices, is_direct)


DAY = date(2026, 5, 3)


@pytest.mark.parametrize(
    ("authors", "apa", "chicago"),
    [
        ((DOE,), "Doe, 2026", "Doe 2026"),
        ((DOE, ROE), "Doe & van Roe, 2026", "Doe and van Roe 2026"),
        ((DOE, ROE, POE), "Doe et al., 2026", "Doe et al. 2026"),
        ((POE,), "Poe, 2026", "Poe 2026"),
        ((PRESS, DOE), "Rain Press & Doe, 2026", "Rain Press and Doe 2026"),
        ((), "“Rain falls”, 2026", "“Rain falls” 2026"),
    ],
)
def test_authors(authors: tuple[Name, ...], apa: str, chicago: str) -> None:
    """Authors who are too many, too few, or joined by the other guide's word."""
    found = article(1, "Rain falls", DAY, *authors)
    for guide, expected in ((APA, apa), (CHICAGO, chicago)):
        *_, line = lines(dataset(row()), [found], guide)
        assert f"{expected}, para. 3" in line


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (row(speaker="Ann", is_direct=True), "(Ann, as quoted in Doe, 2026, para. 3; Rain Press, 2026, quote quo-1)"),
        (row(speaker="Ann"), "(Ann, as cited in Doe, 2026, para. 3; Rain Press, 2026, quote quo-1)"),
        (row("caption 2"), "(Doe, 2026, caption 2; Rain Press, 2026, quote quo-1)"),
        (row("title"), "(Doe, 2026, title; Rain Press, 2026, quote quo-1)"),
        (row("", ""), "(Rain Press, 2026, quote quo-1)"),
        (row("paragraph 3", "src-9"), "(Rain Press, 2026, quote quo-1)"),
    ],
)
def test_rows(record: Record, expected: str) -> None:
    """A speaker whose words are not told from what was said, or a place in an article that is not known."""
    assert lines(dataset(record), [article(1, "Rain falls", DAY, DOE)], APA) == [
        "",
        "In the text:",
        f"quo-1: {expected}",
    ]


@pytest.mark.parametrize(
    ("guide", "expected"),
    [
        (APA, "Ann, as reported by Bo, as reported by Cy, as quoted in Doe, 2026, para. 3; Rain"),
        (CHICAGO, "Ann, reported by Bo, reported by Cy, quoted in Doe 2026, para. 3; Rain"),
    ],
)
def test_chain(guide: Guide, expected: str) -> None:
    """A statement that the article has at third hand, cited as if it had it from the speaker."""
    found = row("paragraph 3", "src-1", "Ann", "Bo", "Cy", is_direct=True)
    *_, line = lines(dataset(found), [article(1, "Rain falls", DAY, DOE)], guide)
    assert line.startswith(f"quo-1: ({expected}")
    assert found.note == "Quote quo-1: Ann, as reported by Bo, as reported by Cy (paragraph 3)."


@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        ((("Ann",), ("Bo",)), "Ann and Bo, as cited in Doe"),
        ((("Ann",), ("Bo",), ("Cy",)), "Ann, Bo, and Cy, as cited in Doe"),
        ((("Ann", "Bo"), ("Cy",)), "Ann, as reported by Bo, and Cy, as cited in Doe"),
        ((), "Doe"),
    ],
)
def test_event_on_the_word_of_others(voices: tuple[tuple[str, ...], ...], expected: str) -> None:
    """An event that is cited as if the article told of it itself, or on the word of one of several."""
    found = Record("evt-1", "event", "Rain", "", "paragraph 3", "src-1", voices)
    *_, line = lines(dataset(found), [article(1, "Rain falls", DAY, DOE)], APA)
    assert line == f"evt-1: ({expected}, 2026, para. 3; Rain Press, 2026, event evt-1)"
    said = expected.removesuffix("Doe").removesuffix(", as cited in ")
    assert found.note == f"Event evt-1: Rain{said and f', according to {said}'} (paragraph 3)."


def test_order_is_that_of_the_reference_list() -> None:
    """Works that stand in an order of their own; APA asks for that of the references (8.12)."""
    found = article(1, "Rain falls", DAY, Name("Zoe", "Jane"))
    *_, line = lines(dataset(row(speaker="Ann")), [found], APA)
    assert line == "quo-1: (Rain Press, 2026, quote quo-1; Ann, as cited in Zoe, 2026, para. 3)"


@pytest.mark.parametrize(
    ("guide", "expected"),
    [
        (APA, {"": "", "src-1": "b", "src-2": "a", "src-3": "", "src-4": ""}),
        (CHICAGO, {"": "", "src-1": "a", "src-2": "b", "src-3": "", "src-4": ""}),
    ],
)
def test_works_of_one_year(guide: Guide, expected: dict[str, str]) -> None:
    """Two articles that a reader cannot tell apart; APA has the earlier first (9.46), Chicago goes by the title."""
    articles = [
        article(1, "A storm", date(2026, 5, 3), DOE),
        article(2, "B storm", date(2026, 5, 2), DOE),
        article(3, "C storm", date(2025, 5, 2), DOE),
        article(4, "D storm", date(2026, 5, 2), DOE, ROE),
    ]
    assert letters(dataset(), articles, guide) == expected
    *_, line = lines(dataset(row(source="src-2")), articles, guide)
    assert f"2026{expected['src-2']}, para. 3" in line


def test_dataset_and_article_of_one_author() -> None:
    """A dataset that its reader takes for the article of the same author and year; the day-less is first in APA."""
    same = dataset(row(), authors=(DOE,))
    *_, line = lines(same, [article(1, "A storm", DAY, DOE)], APA)
    assert line == "quo-1: (Doe, 2026a, quote quo-1; Doe, 2026b, para. 3)"
    undated = dataset(row(), authors=(DOE,), created=None)
    *_, line = lines(undated, [article(1, "A storm", None, DOE)], CHICAGO)
    assert line == "quo-1: (Doe, n.d.-a, para. 3; Doe, n.d.-b, quote quo-1)"


def test_works_without_authors_need_no_letter() -> None:
    """A letter for what is cited by its title."""
    assert {*letters(dataset(authors=()), [article(1, "A", DAY), article(2, "B", DAY)], APA).values()} == {""}
