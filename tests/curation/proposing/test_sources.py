"""How a source without a name is called, where the words for it are too many."""

import pytest

from us_cuba_2026.curation.proposing.sources import MOST_NAME, attribution


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Two officials familiar with the talks in the town", "Two officials familiar with the talks"),
        ("people briefed on the plan for the dam of Oster", "people briefed on the plan"),
        ("a man close to the head of the water board", "a man close to the head"),
        ("a study published this month in the Journal of Ships", "a study"),
        ("an aide to the head of the water board", "an aide"),
        ("an aide to the head of it", "an aide to the head of it"),
    ],
)
def test_long_words_for_a_source(words: str, expected: str) -> None:
    """A source without what it knows, which is what it is known by."""
    assert attribution(words, MOST_NAME) == expected
