"""Rules on single rows that look something up in another table: Spark joins it to the row, workers judge."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa

from us_cuba_2026.checker.findings import NAME
from us_cuba_2026.checker.local.references import looked_up
from us_cuba_2026.checker.on_spark.session import arrow_alone
from us_cuba_2026.checker.on_spark.tables import FOUND_SCHEMA, Seen, ddl
from us_cuba_2026.checker.on_spark.worker import FILE, ROWS, Key, arrow, named
from us_cuba_2026.checker.pandera_import import pandera_alone
from us_cuba_2026.checker.reading.batches import gathered
from us_cuba_2026.checker.row_checker import RowChecker
from us_cuba_2026.checker.row_rules import Rules
from us_cuba_2026.checker.rule import ROW, RowRule
from us_cuba_2026.checker.rule_set import RuleSet
from us_cuba_2026.model.package import Package, Table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def lookups(
    package: Package, order: Sequence[Table], seen: Mapping[str, Seen], words: pl.DataFrame | None, rule_set: RuleSet
) -> Iterator["DataFrame"]:
    """Judge the rules that look something up.

    Args:
        package: The package.
        order: Its tables; a row can look up what stands in a table before its own.
        seen: Those that could be read, by name.
        words: The rows of the word table, if there is one.
        rule_set: What the package is checked by beside Table Schema.

    Yields:
        Findings, as :data:`~us_cuba_2026.checker.on_spark.tables.FOUND_SCHEMA` has them.
    """
    rules = Rules(package.tables, rule_set)
    wanted = looked_up(package, rules.own, package.tables)
    parents: dict[tuple[str, Key], _Parent] = {}
    for one in (seen[table.name] for table in order if table.name in seen):
        rows, columns = _joined(one, parents)
        here = [rule for rule in _looking(one.table, words, rules) if columns.keys() >= {*_read_by(rule)}]
        if here:
            read = {name: None for rule in here for name in _read_by(rule)}
            yield _judged(one.table, {name: columns[name] for name in read}, rows, words, rule_set)
        for key in {key.reference_fields for other in package.tables for key in other.foreign_keys}:
            cells = {name: columns[name] for name in wanted[one.table.name] if name in columns}
            if cells and key in one.kept.keys and {*key} <= one.columns:
                parents[one.table.name, key] = _Parent(rows, one.kept.column(key), cells)


def needed(table: Table, rules: Rules) -> set[str]:
    """The columns that these rules read of a table and of those it points at."""
    return {name for rule in _looking(table, None, rules) for name in _read_by(rule)}


def _looking(table: Table, words: pl.DataFrame | None, rules: Rules) -> Iterator[RowRule]:
    """The rules that look something up: through a foreign key, and not only whether a row is there."""
    ways = tuple(f"{key.fields[0]}." for key in table.foreign_keys)
    for rule in rules.of(table, words):
        if any(name.startswith(ways) and name not in table.names for name in rule.columns):
            yield rule


def _read_by(rule: RowRule) -> Sequence[str]:
    """The columns that a rule and its findings read."""
    expected = rule.expectation
    return [rule.field, *rule.columns, *(() if expected is None else expected.meta.root_names())]


@dataclass(frozen=True)
class _Parent:
    """A table that others look up: its rows, and in which of their columns the key and the wanted cells are."""

    rows: "DataFrame"
    key: str
    cells: Mapping[str, str]


def _joined(one: Seen, parents: Mapping[tuple[str, Key], _Parent]) -> tuple["DataFrame", Mapping[str, str]]:
    """The rows of a table with the cells that can be looked up for them, and the column that each cell is in."""
    from pyspark.sql import functions as F  # noqa: N812

    rows = one.rows
    columns = {name: one.kept.column(name) for name in one.kept.cells if name in one.columns}
    for key in one.table.foreign_keys:
        parent = parents.get((key.table, key.reference_fields))
        if parent is None or len(key.fields) > 1 or not {*key.fields} <= one.columns:
            continue
        new = {f"{key.fields[0]}.{name}": column for name, column in parent.cells.items()}
        new = {name: column for name, column in new.items() if name not in columns}
        names = {name: f"l{len(columns) + at}" for at, name in enumerate(new)}
        found = F.struct(*(F.col(column).alias(names[name]) for name, column in new.items()))
        known = parent.rows.where(F.col(parent.key).isNotNull()).groupBy(F.col(parent.key).alias("pointed_at"))
        first = known.agg(F.min_by(found, "row").alias("found")).select("pointed_at", "found.*")  # of equal keys
        pointing = rows.withColumn("pointed_at", F.col(one.kept.column(key.fields)))
        rows = pointing.join(first, "pointed_at", "left").drop("pointed_at")
        columns |= names
    return rows, columns


def _judged(
    table: Table, columns: Mapping[str, str], rows: "DataFrame", words: pl.DataFrame | None, rule_set: RuleSet
) -> "DataFrame":
    """Findings on rows that have the cells that were looked up for them."""

    def judge(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return judge_rows(table, [*columns], words, rule_set, batches)

    whole = rows.where(rows["kind"] == ROWS).select("row", "name", "file", *columns.values())
    with arrow_alone():
        return whole.mapInArrow(judge, ddl(FOUND_SCHEMA))


def judge_rows(
    table: Table,
    columns: Sequence[str],
    words: pl.DataFrame | None,
    rule_set: RuleSet,
    batches: Iterable[pa.RecordBatch],
) -> Iterator[pa.RecordBatch]:
    """On a worker: judge the rules that look something up on rows that have it."""
    pandera_alone()
    here = [rule for rule in _looking(table, words, Rules([table], rule_set)) if {*columns} >= {*_read_by(rule)}]
    checker = RowChecker(table.name, here)
    for batch in gathered(batch for batch in batches if batch.num_rows):
        rows = pl.DataFrame(pl.from_arrow(batch.rename_columns([ROW, NAME, FILE, *columns])))
        rows = rows.drop(NAME, FILE) if rows[NAME].is_null().all() else rows
        found = named(checker.findings(rows), rows)
        yield from arrow(found.with_columns(pl.lit(table.name).alias("table")), FOUND_SCHEMA)
