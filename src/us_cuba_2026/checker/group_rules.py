"""The rules that need more than one row: keys, circles and order. What is judged here are suspects (see ``watch``).

Each engine has its own way to find suspects; which rules there are, and what is wrong by them, is said here alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from us_cuba_2026.checker.findings import Findings, Frames, frame_of, row_names, shortened
from us_cuba_2026.checker.rule import ROW
from us_cuba_2026.checker.table_schema import SEPARATOR, foreign_key_rule, key_value
from us_cuba_2026.model.package import ForeignKey, Table

RULES = {
    "primary-key": "no two rows have the same primary key",
    "unique": "no two rows have the same value in a column that is described as unique",
    "unique-key": "no two rows have the same values in the columns of a unique key",
    "foreign-key": "a reference points at a row that exists",
    "cycle": "no row is its own ancestor",
    "utterance-speaker": "the spans of one utterance have one speaker",
    "passage-position": "the passages of a source are numbered 1, 2, 3 and so on",
}

_VALUE = pl.col("value").str.replace_all(SEPARATOR, ", ", literal=True)


@dataclass(frozen=True)
class Unique:
    """No two rows have the same key."""

    table: Table
    rule: str
    key: tuple[str, ...]

    def judge(self, frames: Frames) -> Findings:
        """Judge all rows of some keys."""
        yield self.table.name, duplicates(self.table, self.rule, self.key, frames[self.table.name])


@dataclass(frozen=True)
class Reference:
    """A foreign key points at a row that exists; at one of a table that is read before, unless it is late."""

    table: Table
    key: ForeignKey
    is_late: bool

    def judge(self, frames: Frames) -> Findings:
        """Judge rows that are known to point at none."""
        yield self.table.name, dangling(self.table, self.key, frames[self.table.name])


@dataclass(frozen=True)
class NoCircle:
    """No row is its own ancestor by way of a foreign key to its own table."""

    table: Table
    key: ForeignKey

    def judge(self, frames: Frames) -> Findings:
        """Judge all rows of some chains."""
        yield self.table.name, circles(self.table, self.key, frames[self.table.name])


@dataclass(frozen=True)
class OneSpeaker:
    """The spans of one utterance have one speaker."""

    table: Table

    def judge(self, frames: Frames) -> Findings:
        """Judge all rows of some utterances."""
        yield self.table.name, utterances(self.table, frames[self.table.name])


@dataclass(frozen=True)
class Numbered:
    """The passages of a source are numbered 1, 2, 3 ... in the order of their rows."""

    table: Table

    def judge(self, frames: Frames) -> Findings:
        """Judge all rows of some sources."""
        yield self.table.name, positions(self.table, frames[self.table.name])


RuleAcrossRows = Unique | Reference | NoCircle | OneSpeaker | Numbered


def rules(order: Sequence[Table]) -> Iterator[RuleAcrossRows]:
    """The rules across the rows of tables, which are read in that order; but for those of evidence."""
    known = {table.name for table in order}
    read: set[str] = set()
    for table in order:
        for rule, key in keys(table):
            yield Unique(table, rule, key)
        for foreign in table.foreign_keys:
            if foreign.table in known:
                yield Reference(table, foreign, is_late=foreign.table not in read)
            if foreign.table == table.name:
                yield NoCircle(table, foreign)
        if table.name == "quotes" and {"utterance_id", "speaker_id"} <= {*table.names}:
            yield OneSpeaker(table)
        if table.name == "passages" and {"source_id", "position"} <= {*table.names}:
            yield Numbered(table)
        read.add(table.name)


def reading_order(tables: Sequence[Table]) -> list[Table]:
    """The order in which tables are read: each after those its foreign keys point to.

    The vocabulary comes first, since rules are made of it; accounting and evidence last, held against all records.
    """
    rank = {"vocabulary": -1, "accounting": 1, "evidence": 2}
    waiting = sorted(tables, key=lambda table: rank.get(table.name, 0))
    ordered: list[Table] = []
    while waiting:
        left = {table.name for table in waiting}
        free = [table for table in waiting if not left & {key.table for key in table.foreign_keys} - {table.name}]
        first = (free or waiting)[0]
        ordered.append(first)
        waiting.remove(first)
    return ordered


def keys(table: Table) -> list[tuple[str, tuple[str, ...]]]:
    """The keys of a table, each with the id of its rule."""
    found = [("primary-key", table.primary_key)] if table.primary_key else []
    found += [("unique-key", key) for key in table.unique_keys if key != table.primary_key]
    unique = [field.name for field in table.fields if field.constraints.get("unique")]
    return found + [("unique", (name,)) for name in unique if (name,) != table.primary_key]


def duplicates(table: Table, rule: str, columns: tuple[str, ...], frame: pl.DataFrame) -> pl.DataFrame:
    """Keys that occur a second time; the first row that has one is right."""
    keyed = frame.select(ROW, value=key_value(table, columns), name=row_names(table, frame)).drop_nulls("value")
    first = pl.struct(ROW, "name").sort_by(ROW).first().over("value")
    again = keyed.filter(pl.col("value").is_duplicated()).with_columns(first=first)
    rows = again.filter(pl.col(ROW) != pl.col("first").struct.field(ROW))
    what = pl.lit(f"the {shortened(', '.join(columns))} of row ")
    message = pl.concat_str(what, pl.col("first").struct.field("name"), pl.lit(" must not occur again"))
    return frame_of(rows, rule, columns[0], message, _VALUE)


def dangling(table: Table, key: ForeignKey, frame: pl.DataFrame) -> pl.DataFrame:
    """Rows whose foreign key is known to point at none."""
    rule = foreign_key_rule(table, key)
    rows = frame.select(ROW, value=key_value(table, key.fields)).drop_nulls()
    return frame_of(rows, rule.id, rule.field, pl.lit(rule.sentence), _VALUE)


def circles(table: Table, key: ForeignKey, frame: pl.DataFrame) -> pl.DataFrame:
    """Rows that are their own ancestors."""
    rows = frame.select(ROW, value=key_value(table, key.fields), id=key_value(table, key.reference_fields))
    rows = rows.sort(ROW).drop_nulls("id").unique("id", keep="first", maintain_order=True).drop_nulls()
    links = rows.filter(pl.col("value").is_in(rows["id"].implode())).select("id", ancestor="value")
    for _ in range(links.height.bit_length() + 1):  # each round doubles the distance; only circles never end
        further = links.rename({"id": "ancestor", "ancestor": "further"})
        links = links.join(further, on="ancestor").select("id", ancestor="further")
    circle = rows.filter(pl.col("id").is_in(links["ancestor"].implode()))
    message = pl.lit("the chain leads back to the row itself")
    return frame_of(circle, "cycle", key.fields[0], message, _VALUE)


def utterances(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Spans with another speaker than the first of their utterance."""
    spans = frame.filter(pl.col("utterance_id") != "").with_columns(name=row_names(table, frame))
    first = pl.struct(ROW, "name", "speaker_id").sort_by(ROW).first().over("utterance_id")
    spans = spans.select(ROW, "speaker_id", name=first.struct.field("name"), speaker=first.struct.field("speaker_id"))
    rows = spans.filter(pl.col("speaker") != pl.col("speaker_id"))
    message = pl.format("row {} has the same utterance and another speaker", "name")
    return frame_of(rows, "utterance-speaker", "speaker_id", message, pl.col("speaker_id"))


def positions(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Passages that do not have the position after that of the row before, of the same source.

    A row behind a wrong one is right if it would be right behind the row before that.
    """
    position = pl.col("position").cast(pl.Int64, strict=False)
    of_source = [position.shift(rows, fill_value=0).over("source_id") + rows for rows in (1, 2)]
    message = pl.format("must be {}, the next of its source", "expected")
    numbered = frame.sort(ROW).with_columns(rank=pl.int_range(1, pl.len() + 1).over("source_id"))
    rows = numbered.select(
        ROW,
        "position",
        is_right=(position == of_source[0]) | ((position == of_source[1]) & (pl.col("rank") > 1)),
        expected=of_source[0],
    )
    return frame_of(rows.filter(~pl.col("is_right")), "passage-position", "position", message, pl.col("position"))
