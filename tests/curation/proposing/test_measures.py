"""What figures are said to measure, by the words around them."""

import pytest

from us_cuba_2026.article.printed import printed
from us_cuba_2026.curation.proposing.proposals import proposals
from us_cuba_2026.curation.proposing.sentences import Text
from us_cuba_2026.language.wording import Wording
from us_cuba_2026.model.package import Package


def measures(text: str) -> list[tuple[str, str]]:
    """The phrases of the figures of a paragraph, with what they measure."""
    wording = Wording.of(Package.read().table("vocabulary").rows())
    made = proposals([Text("psg-001", printed(text))], {"psg-001": "2030-06-06"}, wording)
    return [(one.cells["as_stated"], one.cells.get("measure", "")) for one in made if one.table == "figures"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Average prices at the auction in Oster rose 9 percent, to $3 a ton.",
            ["rise of average prices", "average prices"],
        ),
        ("She said that her wages had fallen by nearly a third.", ["fall of her wages"]),
        ("Norland's exports dropped 12 percent. It fell by 4 percent.", ["fall of Norland's exports", ""]),
        ("The board said the guild had lost $14 million and would have sold it.", ["loss of the guild"]),
        ("A ferry costs about $45,000. He paid $30 and left.", ["cost of a ferry", "payment"]),
        ("The board's debt grew to $40 million.", ["debt of the board"]),
        (
            "She put the cost of the dam at between $3 million and $4 million.",
            ["cost of the dam"],
        ),
        ("The guild made a loss of $40,000.", ["loss"]),
        ("Clerks barred the gates for nine days.", ["time that clerks barred the gates"]),
        (
            "He said mills in Oster and Halvik had used coal for decades.",
            ["time that mills in Oster and Halvik had used coal"],
        ),
        ("She ate and slept for two days. Lee, who has mended nets for 20 years, left.", ["", ""]),
        ("The trial lasted nine days. A six-week strike ended.", ["length of trial", "length of strike"]),
        ("They cut a hill that once fed 300 sheep for a week.", ["number of sheep", ""]),
    ],
)
def test_measures(text: str, expected: list[str]) -> None:
    """A measure that a person has to type anew, since it is that of another noun or of no English."""
    assert [words for _, words in measures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The feud is an old one in this town.", []),
        ("It was one of the busiest months, and the worst years of the war.", []),
        ("One in five boats sank.", ["One in five boats"]),
        ("Police held 17 people in Oster. The 17 people are free, and 17 people in Halvik are not.",
         ["17 people", "17 people"]),
        ("Police held 17 people. The 17 boats were theirs.", ["17 people", "17 boats"]),
    ],
)  # fmt: skip
def test_what_is_no_figure(text: str, expected: list[str]) -> None:
    """A row for a word that counts nothing, or a second one for a group that has been counted."""
    assert [phrase for phrase, _ in measures(text)] == expected
