"""The rights rule: no cell of a package repeats the article's prose."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

from us_cuba_2026.article.normalise import letters_alone, printed_span
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

    Letters and digits are compared alone: marks, spaces, capitals and accents hide nothing.

    Args:
        tables: The name and the rows of each table.
        passages: The printed passages whose words are not to be repeated.
        quotations: Spans of passages that are quotations whatever their marks: those of direct quotes.

    Returns:
        The cells, each with its longest run.
    """
    prose = Prose(passages, quotations)
    return [
        Repeated(name, number, column, words)
        for name, rows in tables
        for number, row in enumerate(rows, 2)  # as a spreadsheet counts
        for column, cell in row.items()
        if (words := prose.words_in(cell))
    ]


class Prose:
    """The runs of an article's prose that no cell may hold.

    Args:
        passages: The printed passages whose words are not to be repeated.
        quotations: Spans of passages that are quotations whatever their marks.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> prose = Prose({"psg-001": printed("One two three four five six seven eight nine.")}, [])
        >>> prose.words_in("two to nine"), prose.run_in("Well, two three four five six seven eight nine it was")
        (0, 'two three four five six seven eight nine')
    """

    def __init__(self, passages: Mapping[str, Printed], quotations: Iterable[tuple[str, int, int]]) -> None:
        spans: dict[str, list[tuple[int, int]]] = {}
        for passage_id, start, end in quotations:
            spans.setdefault(passage_id, []).append((start, end))
        runs: dict[str, set[int]] = {}  # each run of prose, and the letters of its first word
        lengths: dict[str, set[int]] = {}  # by the first letters of runs, the letters they have
        for one, passage in passages.items():
            for prose in _prose(passage, spans.get(one, ())):
                words = [word for word in map(letters_alone, prose.replace("-", " ").split()) if word]
                for at in range(len(words) - RUN + 1):
                    run = "".join(words[at : at + RUN])
                    runs.setdefault(run, set()).add(len(words[at]))
                    lengths.setdefault(run[:RUN], set()).add(len(run))
        shortest = min(map(len, runs), default=sys.maxsize)

        @cache
        def words_in(cell: str) -> int:
            enough = shortest if cell.isascii() else RUN  # one character of another script can be many letters
            return _longest(letters_alone(cell), lengths, runs) if len(cell) >= enough else 0

        self._words_in = words_in

    def words_in(self, cell: str) -> int:
        """How many words the longest run of prose in a cell has; 0 if it has none."""
        return self._words_in(cell)

    def run_in(self, cell: str) -> str:
        """The words of a cell that hold its longest run; empty if it has none."""
        longest, words = self.words_in(cell), cell.split()
        if not longest:
            return ""
        while self.words_in(" ".join(words[1:])) == longest:
            del words[0]
        while self.words_in(" ".join(words[:-1])) == longest:
            del words[-1]
        return " ".join(words)


def _prose(passage: Printed, quoted: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The pieces of a passage that are outside of quotation marks (from one that is not closed on, all is inside)."""
    text = passage.text
    for start, end in sorted(quoted, reverse=True):
        first, last = printed_span(passage.before, start, end)
        text = text[:first] + DIVIDER + text[last:]
    for piece in text.split('"')[::2]:
        yield from piece.split(DIVIDER)


def _longest(letters: str, lengths: Mapping[str, Set[int]], runs: Mapping[str, Set[int]]) -> int:
    """Number of words of the longest run of prose in the letters of a cell; from the end on, each is looked up once."""
    words: dict[int, int] = {}
    for start in reversed(range(len(letters) - RUN + 1)):
        for length in lengths.get(letters[start : start + RUN], ()):
            for first in runs.get(letters[start : start + length], ()):
                words[start] = max(words.get(start, RUN), words.get(start + first, 0) + 1)
    return max(words.values(), default=0)
