"""What kind of event a sentence tells."""

import pytest

from us_cuba_2026.article.printed import printed
from us_cuba_2026.curation.proposing.events import kind
from us_cuba_2026.curation.proposing.sentences import Text


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
