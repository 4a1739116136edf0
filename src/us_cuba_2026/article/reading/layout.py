"""Puts the lines of a printed page in reading order: line numbers, page numbers, running headers, two columns."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_PAGE_BREAK = "\f"
_PAGE_NUMBER = re.compile(
    r"(?:page |p\. ?)?[0-9]{1,4}(?: ?(?:of|/) ?[0-9]{1,4})?|[-–—] ?[0-9]{1,4} ?[-–—]|\[ ?[0-9]{1,4} ?\]", re.IGNORECASE
)
_LINE_NUMBER = re.compile(r"\s*([0-9]{1,6})(?:[.:|)]?(?=\s|\Z)|[:|])")
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_FEWEST_NUMBERED = 5  # lines
_FEWEST_IN_COLUMNS = 4  # lines with words in both
_EDGE = 2  # written lines at a page's edge that may be a running header
_NEAR = 4  # lines from the edge


class Line(NamedTuple):
    """A line of a page, and whether it is a block of its own."""

    text: str
    is_alone: bool


def in_reading_order(text: str) -> str:
    r"""The lines of a text as one reads them.

    Line numbers are dropped if nearly all lines have one. A page number, and what recurs beside page numbers and form
    feeds, becomes a block of its own. Of a page in two columns the left one comes first.

    Args:
        text: A text whose lines end with a line feed.

    Returns:
        The text in which a blank line stands wherever a block ends.

    Example:
        >>> in_reading_order("a     b\nc     d\ne     f\ng     h").split()
        ['a', 'c', 'e', 'g', 'b', 'd', 'f', 'h']
    """
    pages = list(_pages(_without_numbers(text.replace(_PAGE_BREAK, f"\n{_PAGE_BREAK}\n").split("\n"))))
    columns = [_column(page) for page in pages]
    usual = _most_common(Counter(column for column in columns if column is not None))
    read: list[str] = []
    for page, own in zip(pages, columns, strict=True):
        column = usual if own is None and usual is not None and _fits(page, usual) else own  # such as of the last page
        read += [*_in_columns(page, column), ""]
    return "\n".join(read)


def _without_numbers(lines: list[str]) -> list[str]:
    """The lines without their numbers, if nearly all have one that follows from the last; else as they are."""
    numbered: dict[int, re.Match[str]] = {}
    last: tuple[int, int] | None = None
    for at, line in enumerate(lines):
        match = _LINE_NUMBER.match(line)
        if not match:
            continue
        number = int(match[1])
        if last is None or (number == 1 and last[0] >= _FEWEST_NUMBERED) or number - last[0] in (1, at - last[1]):
            numbered[at] = match
            last = number, at
    written = sum(1 for line in lines if line.strip())
    if len(numbered) < _FEWEST_NUMBERED or 10 * len(numbered) < 9 * written:
        return lines
    return [line[numbered[at].end() :] if at in numbered else line for at, line in enumerate(lines)]


def _pages(lines: Sequence[str]) -> Iterator[list[Line]]:
    """The lines of each page, as form feeds divide them."""
    alone = _apart(lines)
    page: list[Line] = []
    for at, line in enumerate([*lines, _PAGE_BREAK]):
        if line == _PAGE_BREAK:
            yield page
            page = []
        else:
            page.append(Line(line, at in alone))


def _apart(lines: Sequence[str]) -> set[int]:
    """Which lines are page numbers, or recur (but for their digits) beside page numbers and form feeds."""
    breaks = {at for at, line in enumerate(lines) if line == _PAGE_BREAK}
    numbers = {at for at, line in enumerate(lines) if _PAGE_NUMBER.fullmatch(line.strip())}
    edges = breaks | numbers
    if not edges:
        return edges
    written = [at for at, line in enumerate(lines) if at not in edges and line.strip()]
    beside: set[int] = set()
    for edge in (-1, *edges, len(lines)):
        next_one = bisect_left(written, edge)
        near = written[max(next_one - _EDGE, 0) : next_one + _EDGE]
        beside.update(at for at in near if abs(at - edge) <= _NEAR)
    headers: dict[str, list[int]] = {}
    for at in beside:
        headers.setdefault(re.sub("[0-9]+", "#", " ".join(lines[at].split())), []).append(at)
    return numbers.union(*(places for places in headers.values() if len(places) > 1))


def _in_columns(page: Sequence[Line], column: int | None) -> Iterator[str]:
    """The lines of a page, those that stand in two columns from the left column first."""
    left: list[str] = []
    right: list[str] = []
    for line in [*page, Line("", True)]:
        at = None if column is None or line.is_alone else _split(line.text, column)
        if at is not None:
            left.append(line.text[:at])
            right.append(line.text[at:])
            continue
        if left:
            yield from ("", *left, "", *right, "")
            left, right = [], []
        yield from ("", line.text, "") if line.is_alone else (line.text,)


def _column(page: Sequence[Line]) -> int | None:
    """Where the right one of two columns starts: most lines have words in both, or nearly all divide there."""
    lines = _in_text(page)
    column = _most_common(Counter(gap.end() for line in lines for gap in _GAP.finditer(line)))
    if column is None:
        return None
    both = sum(_has_both(line, column) for line in lines)
    is_divided = 2 * both > len(lines) or _fits(page, column)
    return column if both >= _FEWEST_IN_COLUMNS and is_divided else None


def _fits(page: Sequence[Line], column: int) -> bool:
    """Whether nearly all lines of a page divide at a column, though few may reach the right one."""
    lines = _in_text(page)
    divided = sum(_split(line, column) is not None for line in lines)
    return 10 * divided >= 9 * len(lines) and any(_has_both(line, column) for line in lines)


def _in_text(page: Sequence[Line]) -> list[str]:
    return [line.text for line in page if not line.is_alone and line.text.strip()]


def _most_common(columns: Counter[int]) -> int | None:
    """The column that was counted most often, of several the first."""
    return min(columns, key=lambda column: (-columns[column], column), default=None)


def _has_both(line: str, column: int) -> bool:
    at = _split(line, column)
    return bool(at and line[:at].strip() and line[at:].strip())


def _split(line: str, column: int) -> int | None:
    """Where a line divides between the columns: give or take one character; nothing if it has words there."""
    for at in (column, column - 1, column + 1):
        if not line[max(at - 2, 0) : at].strip():
            return at
    return None
