"""In whose voice what a sentence tells is proposed as told, and with which stand."""

import pytest

from us_cuba_2026.article.printed import printed
from us_cuba_2026.curation.proposing.claims import stance, voice
from us_cuba_2026.curation.proposing.quotes import statements
from us_cuba_2026.curation.proposing.sentences import Text


@pytest.mark.parametrize(
    ("sentence", "words", "speaker", "expected"),
    [
        ("Police said that 20 people came.", "20", "Police", "asserts"),
        ("Some 30 boats are left, police said.", "30", "police", "asserts"),
        ("Some 30 boats are left, according to the police.", "30", "the police", "asserts"),
        ("The ministry estimates that 40 farms are dry.", "40", "The ministry", "estimates"),
        ("Doctors warned that as many as 50 could fall ill.", "50", "Doctors", "allows"),
        ("Ann Lee, 67, said that it rained.", "67", None, "asserts"),
        ("Ann Lee, who lost 3 boats, said that 20 sank.", "3", None, "asserts"),
        ("Ann Lee, who lost 3 boats, said that 20 sank.", "20", "Ann Lee", "asserts"),
        ("It lost 20 boats, said Ann Lee, a keeper for 3 years.", "3", None, "asserts"),
        ('"It rained," said Ann Lee, 67, who came in May.', "67", None, "asserts"),
        ('"It took 3 days," said Ann Lee, 67.', "3", "Ann Lee", "asserts"),
        ("It fell by 12%. Police said nothing.", "12", None, "asserts"),
        ("It may fall by 12%.", "12", None, "allows"),
        ("The union has promised 500 beds.", "500", "The union", "intends"),
    ],
)
def test_voices(sentence: str, words: str, speaker: str | None, expected: str) -> None:
    """What the article tells itself given to a speaker beside it, or what is said given to the article."""
    passage = Text("psg-001", printed(sentence))
    start = passage.text.index(words)
    place = (start, start + len(words))
    one = voice(passage, place, [*statements(passage)])
    assert (one and one.subject and passage.text[slice(*one.subject)]) == speaker
    assert stance(passage, place, one) == expected
