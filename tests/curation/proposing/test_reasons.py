"""Which reason is proposed for what no record claims."""

import pytest

from us_cuba_2026.article.account import Entry
from us_cuba_2026.article.detect import detect
from us_cuba_2026.article.printed import printed
from us_cuba_2026.curation.proposing.reasons import Known, reason
from us_cuba_2026.curation.proposing.sentences import Text

NOBODY = Known((), {}, (), (), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OSTER, Norland, May 19, 2030 — Ferries sail.", ["place", "place", "source", "ordinary_word"]),
        ("OSTER, May 19 (AP) - Ferries sail.", ["place", "source", "source", "ordinary_word"]),
        ("ST. OSTER—Ferries sail.", ["place", "place", "ordinary_word"]),
        ("OSTER is dry.", ["ordinary_word"]),
        ('"Boats sail. Nobody swims," they said.', ["ordinary_word", "slogan", "ordinary_word"]),
        ("A 9-0 ruling, an 11-10 win and a vote of 7-3.", [*["adjective"] * 4, "", ""]),
        ("It saw the ferry Anna, a tug and the Oster company.", ["part_of_name", "adjective"]),
    ],
)
def test_what_stands_before_the_first_sentence(text: str, expected: list[str]) -> None:
    """The place or the day of a report taken for the first words of its sentence."""
    passage = Text("psg-001", printed(text))
    found = detect(passage.text)
    items = [
        Entry("psg-001", *passage.span(one.start, one.end), one.kind, passage.text[one.start : one.end])
        for one in found
    ]
    assert [reason(one, passage, NOBODY) for one in items] == expected
