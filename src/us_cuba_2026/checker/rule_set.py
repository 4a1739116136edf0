"""What a package is checked by beside Table Schema: rules that are handed to the checker, which knows none of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Self

import polars as pl

from us_cuba_2026.checker.reading.table_reader import Scan
from us_cuba_2026.checker.rule import ROW, GroupRule, RowRule
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import Package, Table

Place = tuple[str, str]
"""A table and a column of it."""

Words = Mapping[str, frozenset[str]]
"""The words to look for in each column of a table."""


@dataclass(frozen=True)
class WordTable:
    """A table that defines words which others use: it is read first and kept whole, and rules are made of its rows.

    Args:
        table: Its name.
        row_rules: Makes rules on single rows from its rows (text cells with row numbers; nothing if there are none).
        words: Says which words to look for in a table, given its rows.
        findings: Judges its rows, given which words occur in each column of the tables that could be read.
    """

    table: str
    row_rules: Callable[[pl.DataFrame | None], Iterable[RowRule]]
    words: Callable[[Table, pl.DataFrame | None], Words]
    findings: Callable[[Package, pl.DataFrame, Mapping[Place, Set[str]]], Iterator[pl.DataFrame]]

    def read(self, package: Package) -> pl.DataFrame | None:
        """Its rows, those of the wrong width included, if a package has it and it can be read."""
        table = next((table for table in package.tables if table.name == self.table), None)
        if table is None:
            return None
        scan = Scan(table)
        rows = [frame for frame, _ in scan.batches()]
        return put_together(rows, table.names) if scan.is_readable else None


def put_together(rows: Sequence[pl.DataFrame], columns: Iterable[str]) -> pl.DataFrame:
    """A table of the frames that it was read in, in the order of its rows; with these columns if it has none."""
    nothing = pl.DataFrame(schema=dict.fromkeys(columns, pl.String) | {ROW: pl.Int64})
    return pl.concat(rows or [nothing], how="diagonal").sort(ROW)


@dataclass(frozen=True)
class RuleSet:
    """What a package is checked by beside Table Schema; nothing, if nothing is said.

    Args:
        row_rules: Rules on single rows.
        group_rules: Rules on groups of rows.
        word_table: The table that defines words, if there is one.
        read_last: Names of tables that are read after all others, in this order.
        text_quality: Whether text must be tidy (``text_quality``).
        no_circles: Whether a row must not be its own ancestor by way of a foreign key to its own table.

    Example:
        >>> short = RowRule("short-name", "must be short", "name", pl.col("name").str.len_chars() < 21)
        >>> [rule.id for rule in RuleSet().adding([short]).row_rules]
        ['short-name']
    """

    row_rules: Sequence[RowRule] = ()
    group_rules: Sequence[GroupRule] = ()
    word_table: WordTable | None = None
    read_last: Sequence[str] = ()
    text_quality: bool = False
    no_circles: bool = False

    def adding(self, more: Iterable[RowRule | GroupRule]) -> Self:
        """These rules and more."""
        rows, groups = [*self.row_rules], [*self.group_rules]
        for rule in more:
            if isinstance(rule, RowRule):
                rows.append(rule)
            elif isinstance(rule, GroupRule):
                groups.append(rule)
            else:
                raise UnusableError(f"rules must be RowRule or GroupRule, not {type(rule).__name__}")
        return replace(self, row_rules=tuple(rows), group_rules=tuple(groups))

    def words(self, table: Table, rows: pl.DataFrame | None) -> Words:
        """The words to look for in a table, given the rows of the word table."""
        return self.word_table.words(table, rows) if self.word_table else {}

    def read_words(self, package: Package) -> pl.DataFrame | None:
        """The rows of the word table, if there is one that can be read."""
        return self.word_table.read(package) if self.word_table else None
