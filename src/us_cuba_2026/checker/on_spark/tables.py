"""The tables as Spark has them: what is kept of their rows, and what is known of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import TYPE_CHECKING

import pyarrow as pa

from us_cuba_2026.checker.on_spark.worker import CUT_ROWS, FINDINGS, FOUND, ON_FILE, PART, ROWS, Kept, Part
from us_cuba_2026.checker.rule import GroupRule, Suspicion
from us_cuba_2026.model.package import Table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

FOUND_SCHEMA = pa.schema(
    [("table", pa.string()), *((name, pa.int64() if name == "row" else pa.string()) for name in FOUND)]
)
"""The columns of findings."""


def ddl(schema: pa.Schema) -> str:
    """Columns of text and whole numbers as Spark describes them."""
    return ", ".join(f"{field.name} {'bigint' if field.type == pa.int64() else 'string'}" for field in schema)


@dataclass(frozen=True)
class Seen:
    """A table that has been read, its rows judged one by one.

    Args:
        kept: What is kept of its rows.
        records: What the workers gave back, kept by Spark.
        parts: What is known of its parts.
    """

    kept: Kept
    records: "DataFrame"
    parts: Sequence[Part]

    @property
    def table(self) -> Table:
        """The table."""
        return self.kept.table

    @cached_property
    def is_readable(self) -> bool:
        """Whether every part could be read to its end."""
        return all(part.is_readable for part in self.parts)

    @cached_property
    def count(self) -> int:
        """Number of its rows."""
        return sum(part.rows for part in self.parts)

    @cached_property
    def columns(self) -> set[str]:
        """The columns that it has in every part; all that are described if there are no rows to tell."""
        there = [{*part.columns} for part in self.parts if part.columns is not None]
        return reduce(set.intersection, there) if there else {*self.table.names}

    @property
    def used(self) -> Mapping[tuple[str, str], set[str]]:
        """The words that occur in each column that has an enum."""
        used: dict[tuple[str, str], set[str]] = {}
        for field in self.table.fields:
            if field.enum and field.name in self.columns:
                words = (word for part in self.parts for word in part.used.get(field.name, ()))
                used[self.table.name, field.name] = {*words}
        return used

    @property
    def rows(self) -> "DataFrame":
        """Its rows, those of the wrong width too."""
        return self.records.where(self.records["kind"].isin(ROWS, CUT_ROWS))

    @property
    def findings(self) -> "DataFrame":
        """The findings on its rows, unless it could not be read, and on its files."""
        from pyspark.sql import functions as F  # noqa: N812

        kinds = (FINDINGS, ON_FILE) if self.is_readable else (ON_FILE,)
        return self.records.where(F.col("kind").isin(*kinds)).select(F.lit(self.table.name).alias("table"), *FOUND)


def kept(table: Table, every: Sequence[GroupRule], wanted: Iterable[str]) -> Kept:
    """What has to be kept of a table for group rules, and for what looks up these columns in it.

    Args:
        table: The table.
        every: The group rules.
        wanted: Columns that are wanted besides.
    """
    cells = {name: None for name in wanted if name in table.names}
    keys: dict[tuple[str, ...], None] = {}
    for rule in every:
        for member in rule.members:
            if member.table == table.name:
                keys[member.key] = None
                cells |= dict.fromkeys((*member.cells, *(member.where or ())[:1]))
                if rule.suspicion == Suspicion.CIRCLE:
                    keys[member.value] = None
                else:
                    cells |= dict.fromkeys(member.value)
    for key in table.foreign_keys:
        keys[key.fields] = None
    return Kept(table, tuple(cells), tuple(keys))


def take(frames: Mapping[str, tuple[Kept, "DataFrame"]]) -> Mapping[str, Seen]:
    """Have the workers read and judge all tables, side by side, and Spark keep what they give back."""
    from pyspark.sql import functions as F  # noqa: N812

    if not frames:  # frictionless checks all tables
        return {}
    records = {name: frame.persist() for name, (_, frame) in frames.items()}
    told = (
        frame.where(F.col("kind") == PART).select(F.lit(name).alias("table"), "message")
        for name, frame in records.items()
    )
    parts: dict[str, list[Part]] = {name: [] for name in records}
    for row in reduce(lambda one, other: one.unionAll(other), told).collect():
        parts[row["table"]].append(Part.of(row["message"]))
    for some in parts.values():
        some.sort(key=lambda part: part.at)
    return {name: Seen(frames[name][0], records[name], parts[name]) for name in records}
