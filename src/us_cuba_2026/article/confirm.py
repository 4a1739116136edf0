"""Confirms that a passage which was found by its letters is printed as it was when it was fingerprinted.

What belongs to a passage is its words with all marks up to the ends of its block, or up to the passage beside it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.normalise import fingerprint
from us_cuba_2026.article.readings import canonical_readings

Spans = tuple[tuple[int, int], ...]
"""Where a passage stands in the normalised copy: from where to where each of its pieces goes."""

_HEADING = re.compile(r"# ")
"""What a cleaned copy keeps before its title."""
_SPACES = re.compile(r"\s+")
_OF_FURNITURE_BEFORE = re.compile(r"\S*\s+(?:[#*|\u2022\u00b7\u2013\u2014-]\s+)?")
_OF_FURNITURE_AFTER = re.compile(r"(?:\s+[|\u2022\u00b7\u2013\u2014-])?\s+\S*")


def confirm(copy: Copy, found: Mapping[str, Spans], prints: Mapping[str, str]) -> dict[str, str]:
    """The canonical texts of the passages that are printed as they were fingerprinted.

    Two passages in one block share the marks between them: what one takes, the other cannot have.

    Args:
        copy: The copy.
        found: Where the passages of the article stand.
        prints: The SHA-256 of the canonical text of each passage.

    Returns:
        The texts by id; the passages that are not among them differ in marks, signs or capitals.
    """
    firsts, lasts = ({spans[at][at] for spans in found.values()} for at in (0, -1))
    printed: dict[str, str] = {}
    ends_at: dict[int, int] = {}  # where in the text a confirmed passage ends, by the letters before
    for passage_id, spans in sorted(found.items(), key=lambda item: item[1]):
        first, last = spans[0][0], spans[-1][1]
        starts = _starts(copy, first, first in lasts)
        if first in ends_at and not copy.starts_block(first):
            starts = [start for start in starts if not copy.text[ends_at[first] : start].strip()]
        ends = _ends(copy, last, last in firsts)
        for reading, end in _readings(copy, spans, starts, ends):
            if fingerprint(reading)[1] == prints[passage_id]:
                printed[passage_id], ends_at[last] = reading, end
                break
    return printed


def could_be(copy: Copy, spans: Spans, sha256: str) -> bool:
    """Whether a piece of a copy has the fingerprint of a passage if it gets the marks beside it that it needs."""
    starts, ends = _starts(copy, spans[0][0], True), _ends(copy, spans[-1][1], True)
    return any(fingerprint(reading)[1] == sha256 for reading, _ in _readings(copy, spans, starts, ends))


def text_of(copy: Copy, spans: Spans) -> str:
    """A piece of a copy as it is, with the marks that touch it, or all up to the ends of its block."""
    starts, ends = _starts(copy, spans[0][0], True), _ends(copy, spans[-1][1], True)
    return _text(copy, spans, starts[-1], ends[0])


def _readings(copy: Copy, spans: Spans, starts: Sequence[int], ends: Sequence[int]) -> Iterator[tuple[str, int]]:
    """The canonical texts of a piece of a copy that starts and ends in one of these places, each with its end."""
    for start in starts:
        for end in ends:
            for reading in canonical_readings(_text(copy, spans, start, end)):
                yield reading, end


def _text(copy: Copy, spans: Spans, start: int, end: int) -> str:
    """The text of a piece of a copy, without what stands between its spans, and without blocks of marks alone."""
    text, at = "", start
    for first, last in spans:
        for block in copy.parts[copy.part_at(first) : copy.part_at(last - 1) + 1]:
            between = copy.text[at : max(block.first, start)]
            text += ("\n\n" if between.strip() else between) + copy.text[max(block.first, start) : min(block.last, end)]
            at = block.last
    return text


def _starts(copy: Copy, letter: int, is_shared: bool) -> list[int]:
    """Where in the text a piece may start whose first letter this is; shared marks may belong to what is before."""
    block = copy.parts[copy.part_at(letter)]
    if block.start == letter:
        heading = _HEADING.match(copy.text, block.first)
        return [heading.end() if heading else block.first]
    start, end = copy.positions[letter - 1] + 1, copy.positions[letter]
    gap = copy.text[start:end]
    places = [start + match.end() for match in _SPACES.finditer(gap)]
    if is_shared:
        return places or [*range(start, end + 1)]
    return [place for place in places if _OF_FURNITURE_BEFORE.fullmatch(copy.text, start, place)] or [start]


def _ends(copy: Copy, letter: int, is_shared: bool) -> list[int]:
    """Where in the text a piece may end, before this letter; shared marks may belong to what is behind."""
    block = copy.parts[copy.part_at(letter - 1)]
    if block.end == letter:
        return [block.last]
    start, end = copy.positions[letter - 1] + 1, copy.positions[letter]
    gap = copy.text[start:end]
    places = [start + match.start() for match in _SPACES.finditer(gap)]
    if is_shared:
        return places or [*range(start, end + 1)]
    return [place for place in places if _OF_FURNITURE_AFTER.fullmatch(copy.text, place, end)] or [end]
