"""Cells are held against the printed text: whole words, with the signs that belong to them."""

import pytest

from us_cuba_2026.article.normalise import canonical, normalise
from us_cuba_2026.article.printed import cuts_no_word, place_of, printed, stands, starts_with, whole, with_signs

TEXT = canonical(
    'In 1,000 cases (65%) "We won’t," said U.S. aides—some 3.2 of 32; $5 million, −7, AFP/Getty, 2014-2017.'
)
PASSAGE = printed(TEXT)
LENGTH = PASSAGE.before[-1]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1,000 cases", True),
        ("1,000", True),
        ("1.000", False),
        ("1000", False),
        ("000", False),
        ("1", False),
        ("65%", True),
        ("65", False),
        ("won't", True),
        ("won’t", True),
        ("won", True),
        ("U.S.", True),
        ("U.S. aides", True),
        ("US", False),
        ("u.s.", False),
        ("aides", True),
        ("aide", False),
        ("some", True),
        ("3.2", True),
        ("3", False),
        ("2", False),
        ("32", True),
        ("$5 million", True),
        ("5 million", False),
        ("$5", True),
        ("7", False),
        ("Getty", False),
        ("AFP/Getty", True),
        ("2014", False),
        ("2014-2017", True),
        ("2014–2017", True),
        ("", False),
        ("...", False),
    ],
)
def test_stands(cell: str, expected: bool) -> None:
    """A part of a word or number that is found, or a number without its sign; or words that are printed and are not."""
    assert stands(PASSAGE, 0, LENGTH, cell) is expected


def test_stands_within_a_span() -> None:
    """Words that are printed elsewhere in the passage, and are found in a span."""
    start = normalise(TEXT).index("said")
    assert stands(PASSAGE, start, LENGTH, "U.S. aides")
    assert not stands(PASSAGE, start + 1, LENGTH, "said")
    assert not stands(PASSAGE, 0, start, "said U.S.")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("We won’t", "We won't"),
        ("We won't,", "We won't,"),
        ('"We won\'t,"', '"We won\'t,"'),
        ("We wont", None),
        ("we won't", None),
        ("We won", None),
        ("We won't, said", None),
        ("", None),
    ],
)
def test_place_of(cell: str, expected: str | None) -> None:
    """A span that holds other words than a cell says, or other marks within them."""
    start = normalise(TEXT).index("wewont")
    place = place_of(PASSAGE, start, start + len("wewont"), cell)
    assert (None if place is None else TEXT[slice(*place)]) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("U.S. aides ...", True),
        ("U.S. aides", False),
        ("U.S. spies ...", False),
        (" ...", False),
        ("U.S. aides some ...", False),
    ],
)
def test_starts_with(cell: str, expected: bool) -> None:
    """A cell that was cut, and is held to be the whole of its span, or to be there whatever it says."""
    start = normalise(TEXT).index("usaides")
    assert starts_with(PASSAGE, start, start + len("usaidessome3"), cell) is expected


def test_signs() -> None:
    """A sign beside a span that the report leaves out."""
    start = normalise(TEXT).index("5million")
    assert with_signs(PASSAGE, start, start + 8) == "$5 million,-"


def test_edges_of_words() -> None:
    """A span that starts or ends within a word."""
    start = normalise(TEXT).index("cases")
    assert cuts_no_word(PASSAGE, start, start + 5)
    assert not cuts_no_word(PASSAGE, start + 1, start + 5)
    assert not cuts_no_word(PASSAGE, start, start + 4)
    assert cuts_no_word(PASSAGE, 0, LENGTH)


def test_whole() -> None:
    """Words that are found inside others, or only once where they stand twice."""
    assert [*whole("a a, aa a", "a")] == [(0, 1), (2, 3), (8, 9)]
    assert [*whole("a", "")] == []
