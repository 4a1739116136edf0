"""The rights rule: no cell of a package repeats the article's prose."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from us_cuba_2026.article.normalise import canonical, normalise, printed_span
from us_cuba_2026.article.printed import Printed

Row = Mapping[str, str]
RUN = 8  # words; fewer can be chance
DIVIDER = "\n"  # no canonical text has it


@dataclass(frozen=True)
class Repeated:
    """A cell that holds a run of the article's prose: where, and how many words of it (never which)."""

    table: str
    row: int
    column: str
    words: int


def repeated(
    tables: Iterable[tuple[str, Sequence[Row]]],
    passages: Mapping[str, Printed],
    quotations: Iterable[tuple[str, int, int]],
) -> list[Repeated]:
    """Find cells with eight or more words in a row of the article's prose, outside of its quotations.

    Args:
        tables: The name and the rows of each table.
        passages: The printed passages whose words are not to be repeated.
        quotations: Spans of passages that are quotations whatever their marks: those of direct quotes.

    Returns:
        The cells, each with its longest run.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    for passage_id, start, end in quotations:
        spans.setdefault(passage_id, []).append((start, end))
    runs = {
        run
        for one, passage in passages.items()
        for prose in _prose(passage, spans.get(one, ()))
        for run in _runs(prose)
    }
    found = []
    for name, rows in tables:
        for number, row in enumerate(rows, 2):  # as a spreadsheet counts
            for column, cell in row.items():
                longest = _longest(cell, runs) if len(cell) >= 2 * RUN - 1 else 0
                if longest:
                    found.append(Repeated(name, number, column, longest))
    return found


def _prose(passage: Printed, quoted: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The pieces of a passage that are outside of quotation marks (from one that is not closed on, all is inside)."""
    text = passage.text
    for start, end in sorted(quoted, reverse=True):
        first, last = printed_span(passage.before, start, end)
        text = text[:first] + DIVIDER + text[last:]
    for piece in text.split('"')[::2]:
        yield from piece.split(DIVIDER)


def _longest(cell: str, runs: set[str]) -> int:
    """Number of words of the longest run of prose in a cell."""
    longest = length = 0
    for run in _runs(cell):
        length = (length or RUN - 1) + 1 if run in runs else 0
        longest = max(longest, length)
    return longest


def _runs(text: str) -> list[str]:
    """All runs of so many words, without case and marks."""
    parts = [normalise(word) for word in canonical(text).replace("-", " ").split()]
    words = [part for part in parts if part]
    return [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
