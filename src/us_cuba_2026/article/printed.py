"""The printed text of a passage, and whether words stand in it as they are written in a cell."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from us_cuba_2026.article.normalise import canonical, letters_before, normalise, printed_span

_LETTER = re.compile(r"[^\W_]")
_SIGN = re.compile(
    r"[$\u00a2-\u00a5\u20a0-\u20cf%\u2030-\u2034#\u2116+/~<>=*^\u00ac\u00b0\u00b1\u00d7\u00f7\u2200-\u22ff"
    r"\u202a-\u202e\u2066-\u2069]"
)
_STARTS_NUMBER = re.compile(r"[\d$\u00a2-\u00a5\u20a0-\u20cf]")
_WORD_OR_SPACE = re.compile(r"[^\W_]|\s")
_LETTERS = re.compile(r"[^\W_]{2}")
_DIGIT = re.compile(r"\d")
_NUMBER_BEFORE = re.compile(r"-$|\d[.,:]$|(?:^|\W)\.$")
_NUMBER_BEHIND = re.compile(r"[-.,:]\d")
CUT = " ..."


class Printed(NamedTuple):
    """The canonical text of a passage; for each character (and the end) the number of letters and digits before it."""

    text: str
    before: list[int]


def printed(text: str) -> Printed:
    """A canonical text, with the letters before each place."""
    return Printed(text, letters_before(text))


def at_span(passage: Printed, start: int, end: int) -> str:
    """What is printed at a span of the normalised text, from its first letter or digit to its last."""
    first, last = printed_span(passage.before, start, end)
    return passage.text[first:last]


def with_signs(passage: Printed, start: int, end: int) -> str:
    """What is printed at a span, with the marks and signs that touch it.

    Example:
        >>> with_signs(printed('It cost "$5 million," he said.'), 6, 14)
        '"$5 million,"'
    """
    first, last = printed_span(passage.before, start, end)
    while first > 0 and not _WORD_OR_SPACE.match(passage.text[first - 1]):
        first -= 1
    while last < len(passage.text) and not _WORD_OR_SPACE.match(passage.text[last]):
        last += 1
    return passage.text[first:last]


def cuts_no_word(passage: Printed, start: int, end: int) -> bool:
    """Whether a span starts where a word does, and ends where one ends."""
    first, last = printed_span(passage.before, start, end)
    return not _is_letter(passage.text, first - 1) and not _is_letter(passage.text, last)


def place_of(passage: Printed, start: int, end: int, says: str) -> tuple[int, int] | None:
    """Where in a passage the words of a cell are printed, if they are what a span of it holds, with marks and all.

    Args:
        passage: The passage.
        start: Where the span starts in the normalised text.
        end: Where it ends.
        says: The cell. Marks at its ends may lie outside of the span.

    Returns:
        From where to where they go, or nothing.

    Example:
        >>> place_of(printed("The U.S. said no."), 3, 5, "U.S.")
        (4, 8)
    """
    wanted = canonical(says)
    opening = _LETTER.search(wanted)
    if opening is None or len(normalise(wanted)) != end - start:
        return None
    first = printed_span(passage.before, start, end)[0] - opening.start()
    last = first + len(wanted)
    return (first, last) if first >= 0 and passage.text[first:last] == wanted else None


def starts_with(passage: Printed, start: int, end: int, says: str) -> bool:
    """Whether a span of a passage holds the words of a cell, which may be cut after some of them."""
    if not says.endswith(CUT):
        return place_of(passage, start, end, says) is not None
    wanted = says.removesuffix(CUT)
    length = len(normalise(wanted))
    return 0 < length < end - start and place_of(passage, start, start + length, wanted) is not None


def stands(passage: Printed, start: int, end: int, says: str) -> bool:
    """Whether the words of a cell are printed within a span of a passage, as words of their own.

    No sign may touch them that belongs to them, such as the one of a currency: ``3 million`` is not ``$3 million``.
    Marks without a letter or digit are no words.

    Args:
        passage: The passage.
        start: Where the span starts in the normalised text.
        end: Where it ends.
        says: The cell.

    Returns:
        Whether they are.

    Example:
        >>> [stands(printed("It cost $1,000 then."), 0, 15, cell) for cell in ("cost $1,000", "1,000", "$1")]
        [True, False, False]
    """
    wanted = canonical(says)
    return _LETTER.search(wanted) is not None and any(
        start <= passage.before[first] and passage.before[last] <= end and _has_its_signs(passage.text, first, last)
        for first, last in whole(passage.text, wanted)
    )


def whole(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where words stand in a text as words of their own, overlaps included."""
    first = text.find(words) if words else -1
    while first >= 0:
        last = first + len(words)
        if not any(_LETTERS.fullmatch(text, max(edge - 1, 0), edge + 1) for edge in (first, last)):
            yield first, last
        first = text.find(words, first + 1)


def _has_its_signs(text: str, first: int, last: int) -> bool:
    """Whether what stands there is no part of a number, nor without a sign that belongs to it."""
    before, behind = text[max(first - 2, 0) : first], text[last : last + 2]
    if _SIGN.match(before[-1:]) or _SIGN.match(behind[:1]):
        return False
    if _STARTS_NUMBER.match(text[first]) and _NUMBER_BEFORE.search(before):
        return False
    return not (_DIGIT.match(text[last - 1]) and _NUMBER_BEHIND.match(behind))


def _is_letter(text: str, at: int) -> bool:
    """Whether a letter or digit stands there."""
    return 0 <= at < len(text) and _LETTER.match(text[at]) is not None
