"""What is changed in the tables of a corpus, and what a checker must find then."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from corpus.archive import Archive

Cells = Mapping[str, str | None]


class Place(NamedTuple):
    """Where something is found: a row, counted from 0, and a column; no column for a finding on the whole row."""

    rule: str
    table: str
    row: int
    field: str | None


class Plan:
    """What is changed in each table, and what is found then.

    Args:
        archive: The archive whose tables are changed.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.cells: dict[str, dict[int, Cells]] = {}
        """For each table and row the cells that get other values."""
        self.copies: dict[str, dict[int, int]] = {}
        """For each table and row the row that is put in its place."""
        self.words: list[tuple[str, str, Mapping[str, str]]] = []
        """Rows to add to the vocabulary, each with the rule that it breaks and the column where that is found."""
        self.reserved = 0
        """How many words that are in use get marked as reserved."""
        self.places: list[Place] = []

    def set(self, table: str, row: int, **cells: str | None) -> None:
        """Change cells of a row."""
        self.cells.setdefault(table, {})[row] = cells

    def copy(self, table: str, row: int, source: int) -> None:
        """Put a copy of another row in the place of a row."""
        self.copies.setdefault(table, {})[row] = source

    def found(self, rule: str, table: str, row: int, field: str | None) -> None:
        """Note a finding."""
        self.places.append(Place(rule, table, row, field))

    def apply(self, table: str, frames: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """The pieces of a table with the changes that are planned for it."""
        first = 0
        copies, cells = (sorted(planned.get(table, {}).items()) for planned in (self.copies, self.cells))
        for frame in frames:
            end = first + frame.height
            rows = np.arange(frame.height)
            for row, source in _between(copies, first, end):
                rows[row - first] = source - first
            by_column: dict[str, dict[int, str | None]] = {}
            for row, change in _between(cells, first, end):
                for column, cell in change.items():
                    by_column.setdefault(column, {})[row - first] = cell
            copied = frame[rows] if copies else frame
            yield copied.with_columns(
                copied[column].scatter(list(change), list(change.values())) for column, change in by_column.items()
            )
            first = end


def _between(changes: Sequence[tuple[int, Any]], first: int, end: int) -> Sequence[tuple[int, Any]]:
    """The changes of the rows from ``first`` to before ``end``."""
    row = itemgetter(0)
    return changes[bisect_left(changes, first, key=row) : bisect_left(changes, end, key=row)]
