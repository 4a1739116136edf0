"""Quotation marks and line ends are told as RFC 4180 has them, wherever a text is cut into blocks."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from us_cuba_2026.checker.reading.csv_quoting import Quotation

CELL = r'(?:"(?:[^"]|"")*"|[^",\r\n]*)'
LINES = re.compile(rf"(?:{CELL}(?:[,\n\r]|\r\n))*{CELL}")
START = re.compile(rf'(?:{CELL}[,\n\r])*(?:{CELL}|"(?:[^"]|"")*)')
QUOTED = re.compile(r'"(?:[^"]|"")*"')


def followed(text: str, cuts: list[int]) -> Quotation:
    """What is known of a text that is seen in blocks."""
    quotation = Quotation()
    places = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    for start, end in pairwise(places):
        quotation.follow(text[start:end].encode(), text[:start].count("\n"))
    return quotation


@given(st.text('aé,"\n\r', max_size=24), st.lists(st.integers(0, 24), max_size=6))
def test_as_the_grammar_has_it(text: str, cuts: list[int]) -> None:
    """A file in which programs see different cells that passes; a right one that does not; a cut that is seen."""
    quotation = followed(text, cuts)
    is_right = LINES.fullmatch(text) is not None
    assert (quotation.count % 2 == 0 and not quotation.misplaced_line) == is_right
    if is_right:
        assert quotation.has_carriage_returns == ("\r" in QUOTED.sub("", text))


@given(st.text('a,"\n', max_size=24), st.lists(st.integers(0, 24), max_size=6))
def test_names_the_first_line(text: str, cuts: list[int]) -> None:
    """A line before or behind that of the first mark that is wrong."""
    line = followed(text, cuts).misplaced_line
    wrong = next((end for end in range(len(text)) if not START.fullmatch(text[: end + 1])), None)
    assert line == (0 if wrong is None else 1 + text[:wrong].count("\n"))
