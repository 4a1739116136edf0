"""What a divided word or a large initial may stand for is tried, not guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from us_cuba_2026.article.normalise import canonical, normalise
from us_cuba_2026.article.readings import MOST_AMBIGUOUS, ambiguous, canonical_readings


@pytest.mark.parametrize(
    ("copy", "printed"),
    [
        ("the off-\nramp", "the off-ramp"),
        ("the moun-\ntains", "the mountains"),
        ("the moun\u2010  \n  tains", "the mountains"),
        ("the moun\u00ad\ntains", "the mountains"),
        ("the off\u00ad\nramp", "the off-ramp"),
        ("pots\u2014\nan anonymous form", "pots-an anonymous form"),
        ("the AK-\n47", "the AK-47"),
        ("T he river rose", "The river rose"),
        ("T\n\nhe river rose", "The river rose"),
        ("\u201cT he river rose\u201d", '"The river rose"'),
        ("A river rose", "A river rose"),
        ("It rained.\n\nT he river rose", "It rained. The river rose"),
    ],
)
def test_layouts(copy: str, printed: str) -> None:
    """A word that was divided at a line's end, or starts with a large initial, and is held to be another."""
    assert printed in list(canonical_readings(copy))


@pytest.mark.parametrize(
    ("copy", "printed"),
    [
        ("in 19-\n59", "in 1959"),
        ("the off-ramp", "the offramp"),
        ("the off ramp", "the offramp"),
        ("the off\nramp", "the offramp"),
        ("said I t", "said It"),
        ("T HE RIVER", "THE RIVER"),
        ("7 th street", "7th street"),
        ("32 -\n1", "321"),
    ],
)
def test_nothing_else_is_joined(copy: str, printed: str) -> None:
    """A number or a word that is made of two which the copy prints apart."""
    assert printed not in list(canonical_readings(copy))


def test_too_many_places() -> None:
    """A text of divided words alone that takes for ever."""
    assert len(list(canonical_readings("a-\n" * MOST_AMBIGUOUS + "a"))) == 2**MOST_AMBIGUOUS
    assert list(canonical_readings("a-\n" * (MOST_AMBIGUOUS + 1) + "a")) == []
    assert len(ambiguous("a-\n" * 200_000 + "a")) == 200_000
    assert ambiguous("\n" * 200_000 + "-" * 200_000 + " \n" * 100_000) == []


@given(st.text("aA1-\u2010\u00ad \n“é", max_size=12))
def test_readings(text: str) -> None:
    """A reading that has other letters than the copy, is not canonical, or lacks the copy as it is."""
    readings = list(canonical_readings(text))
    assert all(normalise(reading) == normalise(text) and canonical(reading) == reading for reading in readings)
    if not ambiguous(text):
        assert readings == [canonical(text)]
