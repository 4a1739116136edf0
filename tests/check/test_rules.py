"""Rules on single rows that are told by patterns: the same as by counting."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from us_cuba_2026.check.rules import LONGEST_QUOTATION, rules

SPACES = " \t\n\u00a0\u2003\u3000"
LENGTH = next(rule for rule in rules() if rule.id == "quote-length")


def is_short(text: str) -> bool:
    """Whether the rule takes the text."""
    rows = pl.DataFrame({"text": [text]})
    right, spared = rows.select(right=LENGTH.right, spared=LENGTH.unless).row(0)
    return bool(right or spared)


@given(
    st.integers(LONGEST_QUOTATION - 2, LONGEST_QUOTATION + 2),
    st.sampled_from(["a", "é", "don’t", "—"]),
    st.text(SPACES, min_size=1, max_size=3),
    st.text(SPACES, max_size=2),
)
def test_words_of_a_quote(count: int, word: str, between: str, around: str) -> None:
    """A word too many that passes, or the longest quotation that does not, with odd spaces between words or around."""
    text = around + between.join([word] * count) + around
    assert is_short(text) is (len(text.split()) <= LONGEST_QUOTATION)


@pytest.mark.parametrize("count", [LONGEST_QUOTATION, LONGEST_QUOTATION + 1])
def test_shortest_words(count: int) -> None:
    """A quotation of one-letter words that is spared the count since it has few bytes."""
    assert is_short(" ".join("a" * count)) is (count <= LONGEST_QUOTATION)
