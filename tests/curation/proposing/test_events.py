"""Whether what is dated has happened, by the verbs of its clause."""

import pytest

from us_cuba_2026.article.printed import printed
from us_cuba_2026.curation.proposing.dates import dates
from us_cuba_2026.curation.proposing.events import kind, status
from us_cuba_2026.curation.proposing.sentences import Text


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It opened in 2019.", ["occurred"]),
        ("It opened in 2019, and it will close in 2031.", ["occurred", "planned"]),
        ("It has lain there since 2019.", ["ongoing"]),
        ("It did not open in 2019.", ["not_occurred"]),
        ("It could open in 2031.", ["hypothetical"]),
        ("They told the keeper to leave it lit until July 1.", ["planned"]),
        ("It was put off by the board until 2031, and then to the 2040s.", ["planned", "planned"]),
        ("The vote set for Oct. 3 was moved to June 5.", ["planned", "occurred"]),
        ("It opened early in June, in the 2020s.", ["occurred", "occurred"]),
        ("They hope to open it by the end of the year.", ["planned"]),
    ],
)
def test_status(sentence: str, expected: list[str]) -> None:
    """A status that a person has to change in each such row."""
    passage = Text("psg-001", printed(sentence))
    found = dates(passage, "2030-06-06")
    assert [status(passage, (one.start, one.end), one.edtf, "2030-06-06") for one in found] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The council voted in May to go to court.", "politics"),
        ("The mill opened in May.", "economy"),
        ("The study was published in May.", "communication"),
        ("He said in May that “troops” came.", ""),
        ("It rained in May.", ""),
    ],
)
def test_kind(sentence: str, expected: str) -> None:
    """A kind by words that somebody else says, or none where the sentence tells."""
    passage = Text("psg-001", printed(sentence))
    place = sentence.index("May")
    assert kind(passage, (place, place + 3)) == expected
