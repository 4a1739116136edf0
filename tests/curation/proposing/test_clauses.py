"""Sentences are taken apart into clauses, with their subjects and verbs."""

import pytest

from us_cuba_2026.article.printed import printed
from us_cuba_2026.curation.proposing.clauses import clauses
from us_cuba_2026.curation.proposing.events import is_event, status_of, title_of
from us_cuba_2026.curation.proposing.quotes import statements
from us_cuba_2026.curation.proposing.sentences import Text


def taken_apart(words: str) -> list[tuple[str, str, str]]:
    """The subjects, verbs and words of the clauses of a paragraph."""
    text = Text("psg-001", printed(words))
    return [
        (text.text[slice(*one.subject)] if one.subject else "", one.verb.base, text.text[one.start : one.end])
        for one in clauses(text, [*statements(text)])
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "The miners left the pit, and their wives shut the gate.",
            [("The miners", "leave", "The miners left the pit"), ("their wives", "shut", "their wives shut the gate")],
        ),
        ("The pit is wet, miners said.", [("The pit", "be", "The pit is wet")]),
        ("Miners said that the pit was wet.", [("the pit", "be", "the pit was wet")]),
        (
            "The board, which bought the pit, left.",
            [("The board", "buy", "bought the pit"), ("The board", "leave", "left")],
        ),
        (
            "The wall broke, flooding two towns.",
            [("The wall", "break", "The wall broke"), ("", "flood", "flooding two towns")],
        ),
        ("Ann Lee promised to open the pit.", [("Ann Lee", "open", "to open the pit")]),
        ('"It rains," Ann Lee said.', []),
        ("In 2030, the wall broke.", [("the wall", "break", "In 2030, the wall broke")]),
        (
            "A report released on Friday found cracks.",
            [("A report released on Friday", "find", "A report released on Friday found cracks")],
        ),
        ("The union urged the board to reopen the pit.", [("the board", "reopen", "to reopen the pit")]),
        ("Miners urged Ann Lee not to leave.", [("Ann Lee", "leave", "to leave")]),
        ("Miners accuse the board of hiding the leak.", [("the board", "hide", "hiding the leak")]),
        (
            "Miners said the cost of running it rose.",
            [("the cost of running it", "rise", "the cost of running it rose")],
        ),
        ("More than 4,000 second dry years.", []),
    ],
)
def test_clauses(words: str, expected: list[tuple[str, str, str]]) -> None:
    """A clause that takes in another or the words that report it, or that is given another's subject or no verb."""
    assert taken_apart(words) == expected


@pytest.mark.parametrize(
    ("words", "status", "title"),
    [
        ("Some 4,000 farms lost the river.", "occurred", "4,000 farms lose river"),
        ("The army could shut the gate.", "hypothetical", "Army shutting gate"),
        ("The army will shut the gate.", "planned", "Army to shut gate"),
        ("The army shut the gate.", "occurred", "Army shuts gate"),
        ("The army shut the gate at 6:45 a.m. without a word.", "occurred", "Army shuts gate without word"),
        ("The army cited a rule.", "occurred", "Army cites rule"),
    ],
)
def test_titles(words: str, status: str, title: str) -> None:
    """A title that ends within a number, or tells as done what is only planned or spoken of."""
    text = Text("psg-001", printed(words))
    (clause,) = clauses(text, [])
    assert clause.subject is not None
    assert status_of(text, clause) == status
    assert title_of(text, clause, text.text[slice(*clause.subject)], status) == title


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("A clerk, who asked not to be identified, shut the gate.", ["shut"]),
        ("A clerk, who was not allowed to speak publicly, shut the gate.", ["shut"]),
        ("He left the post, citing a rule.", ["leave"]),
        ("He left the post, quoting a rule.", ["leave", "quote"]),
        ("The army shut the gate at 5:15 and the mayor left.", ["shut", "leave"]),
    ],
)
def test_what_is_no_event(words: str, told: list[str]) -> None:
    """A draft for why somebody has no name, or for what somebody relies on; a clause cut within a time of day."""
    text = Text("psg-001", printed(words))
    assert [one.verb.base for one in clauses(text, []) if is_event(text, one)] == told
