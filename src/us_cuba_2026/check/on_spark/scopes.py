"""The rules across rows, as groups of rows that have to come together to be judged; what judges them is not new."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from us_cuba_2026.check import evidence, whole_table
from us_cuba_2026.check.judge import Judge
from us_cuba_2026.check.on_spark.worker import Key
from us_cuba_2026.check.table_schema import foreign_key_rule, known
from us_cuba_2026.check.watch import Findings, Frames
from us_cuba_2026.datapackage import ForeignKey, Table

AGAIN, NOT_THERE, DIFFERS, CIRCLE, ALWAYS = "again", "not there", "differs", "circle", "always"
"""When a group has to be judged: several rows, no row to point at, several values, links that go on; or in any case."""


@dataclass(frozen=True)
class Side:
    """How the rows of one table take part.

    Args:
        table: Name of the table.
        group: What rows of a group have in common: a cell as it stands, or a key.
        cells: What the judge reads of them.
        is_judged: Whether they are judged, or only there to be pointed at.
        is_whole: Whether only rows of the right width take part.
        is_needed: Whether nothing can be judged without this table.
        value: The cell that is the same in all rows of a right group.
    """

    table: str
    group: str | Key
    cells: Sequence[str] = ()
    is_judged: bool = True
    is_whole: bool = False
    is_needed: bool = True
    value: str | None = None

    @property
    def columns(self) -> set[str]:
        """The columns that have to be there."""
        return {*self.cells, *((self.group,) if isinstance(self.group, str) else self.group)}


class Scope(ABC):
    """A rule across rows: which rows are a group, when it is suspicious, and who judges it."""

    sides: Sequence[Side]
    suspicious: str

    @abstractmethod
    def judge(self, frames: Frames) -> Findings:
        """Judge whole groups, given by table as text cells with row numbers."""


class Unique(Scope):
    """No two rows have the same key."""

    suspicious = AGAIN

    def __init__(self, table: Table, rule: str, key: Key) -> None:
        self._table, self._rule, self._key = table, rule, key
        self.sides = [Side(table.name, key, key)]

    def judge(self, frames: Frames) -> Findings:
        frame = frames[self._table.name]
        yield self._table.name, whole_table.duplicates(self._table, self._rule, self._key, frame)


class Reference(Scope):
    """A foreign key points at a row that is there.

    Like the local engine, those to a table that is read before the own one are judged by the rule on single rows.
    """

    suspicious = NOT_THERE

    def __init__(self, table: Table, key: ForeignKey, is_early: bool) -> None:
        self._table, self._key, self._is_early = table, key, is_early
        self.sides = [
            Side(table.name, key.fields, tuple(dict.fromkeys(key.fields)), is_whole=is_early),
            Side(key.table, key.reference_fields, is_judged=False),
        ]

    def judge(self, frames: Frames) -> Findings:
        name = self._table.name
        if not self._is_early:
            yield name, whole_table.dangling(self._table, self._key, frames[name])
            return
        rule = foreign_key_rule(self._table, self._key)
        yield name, Judge(name, [rule]).findings(frames[name].with_columns(pl.lit(False).alias(known(self._key))))


class Utterances(Scope):
    """The spans of one utterance have one speaker."""

    suspicious = DIFFERS

    def __init__(self, quotes: Table) -> None:
        self._table = quotes
        self.sides = [Side(quotes.name, "utterance_id", ("utterance_id", "speaker_id"), value="speaker_id")]

    def judge(self, frames: Frames) -> Findings:
        yield self._table.name, whole_table.utterances(self._table, frames[self._table.name])


class Positions(Scope):
    """The passages of a source are numbered in the order of their rows."""

    suspicious = ALWAYS

    def __init__(self, passages: Table) -> None:
        self._table = passages
        self.sides = [Side(passages.name, "source_id", ("source_id", "position"))]

    def judge(self, frames: Frames) -> Findings:
        yield self._table.name, whole_table.positions(self._table, frames[self._table.name])


class Evidence(Scope):
    """Each record has its evidence, each direct quote is its words, each claim stands where its record has evidence."""

    suspicious = ALWAYS

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._tables = tables
        self.sides = [
            Side(name, evidence.RECORDS.get(name, "record_id"), columns, is_needed=name != "accounting")
            for name, columns in evidence.COLUMNS.items()
            if name in tables
        ]

    def judge(self, frames: Frames) -> Findings:
        return evidence.findings(self._tables, frames)


class Circles(Scope):
    """No row is its own ancestor by way of a foreign key to its own table; judged all at once."""

    suspicious = CIRCLE

    def __init__(self, table: Table, key: ForeignKey) -> None:
        self._table, self._key = table, key
        self.own, self.parent = key.reference_fields, key.fields
        columns = tuple(dict.fromkeys((*key.reference_fields, *key.fields)))
        self.sides = [Side(table.name, key.reference_fields, columns)]

    def judge(self, frames: Frames) -> Findings:
        yield self._table.name, whole_table.circles(self._table, self._key, frames[self._table.name])


def scopes(order: Sequence[Table], has_order: bool) -> Iterator[Scope]:
    """The rules across the rows of tables, which the local engine reads in that order.

    Args:
        order: The tables.
        has_order: Whether rows have an order; without it the positions of passages cannot be judged.
    """
    by_name = {table.name: table for table in order}
    for at, table in enumerate(order):
        for rule, key in whole_table.keys(table):
            yield Unique(table, rule, key)
        later = {one.name for one in order[at:]}
        for foreign in table.foreign_keys:
            if foreign.table in by_name:
                yield Reference(table, foreign, is_early=foreign.table not in later)
            if foreign.table == table.name:
                yield Circles(table, foreign)
        if table.name == "quotes" and {"utterance_id", "speaker_id"} <= {*table.names}:
            yield Utterances(table)
        if has_order and table.name == "passages" and {"source_id", "position"} <= {*table.names}:
            yield Positions(table)
    if {*evidence.RECORDS, "evidence"} <= {*by_name}:
        yield Evidence(by_name)
