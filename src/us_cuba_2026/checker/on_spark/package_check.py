"""All findings on tables that Spark has seen, and what is known of the package as a whole."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import polars as pl

from us_cuba_2026.checker import table_schema, text_quality
from us_cuba_2026.checker.group_rules import group_rules, reading_order
from us_cuba_2026.checker.local.references import looked_up
from us_cuba_2026.checker.on_spark.groups import across
from us_cuba_2026.checker.on_spark.references import lookups, needed
from us_cuba_2026.checker.on_spark.tables import Seen, kept
from us_cuba_2026.checker.on_spark.worker import Work
from us_cuba_2026.checker.row_checker import RowChecker
from us_cuba_2026.checker.row_rules import Rules
from us_cuba_2026.checker.rule import ROW, Findings, Suspicion
from us_cuba_2026.checker.rule_set import RuleSet
from us_cuba_2026.model.package import Package, Table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


class PackageCheck:
    """Judges a package on Spark.

    Args:
        package: The package.
        rule_set: What it is checked by beside Table Schema.
        words: The rows of its word table, as text cells with row numbers; nothing if there is none.
        has_order: Whether rows have an order, as in files.
    """

    def __init__(self, package: Package, rule_set: RuleSet, words: pl.DataFrame | None, has_order: bool) -> None:
        self.package, self.rule_set, self.words, self.has_order = package, rule_set, words, has_order
        self.rules = Rules(package.tables, rule_set)  # what cannot be compiled is told before anything is read
        self._order = reading_order(package.tables, rule_set)
        self._groups = [
            rule for rule in group_rules(self._order, rule_set) if has_order or rule.suspicion != Suspicion.MISCOUNTED
        ]

    def work(self, table: Table) -> Work:
        """What the workers do with a table."""
        wanted = looked_up(self.package, self.rules.own, self.package.tables)[table.name]
        columns = kept(table, self._groups, sorted({*wanted, *needed(table, self.rules)}))
        return Work(columns, self.rule_set, self.words)

    def findings(self, seen: Mapping[str, Seen]) -> Iterator["DataFrame"]:
        """The findings on rows, as frames of Spark."""
        readable = {name: one for name, one in seen.items() if one.is_readable}
        yield from (one.findings for one in seen.values())
        yield from across(readable, self._groups)
        yield from lookups(self.package, self._order, readable, self.words, self.rule_set)

    def summary(self, seen: Mapping[str, Seen]) -> Findings:
        """The findings that need no row of a table: on the order of its files, and on the word table."""
        readable = [one for one in seen.values() if one.is_readable]
        if self.has_order and self.rule_set.text_quality:
            for one in readable:
                if len(one.parts) > 1 and one.table.primary_key:
                    yield one.table.name, _order_of_parts(one)
        word_table = self.rule_set.word_table
        if word_table and self.words is not None:
            used = {place: words for one in readable for place, words in one.used.items()}
            for found in word_table.findings(self.package, self.words, used):
                yield word_table.table, found


def _order_of_parts(one: Seen) -> pl.DataFrame:
    """The first row of each file against the last row of the file before."""
    filled = [part for part in one.parts if part.first]
    order = text_quality.order_rule(one.table)
    column = one.table.primary_key[0]
    rows = pl.DataFrame(
        {
            ROW: [part.first[0] for part in filled if part.first],
            column: [part.first[1] for part in filled if part.first],
            table_schema.PREVIOUS: [None, *(part.last for part in filled)][: len(filled)],
        },
        schema={ROW: pl.Int64, column: pl.String, table_schema.PREVIOUS: pl.String},
    )
    return RowChecker(one.table.name, [order] if order else []).findings(rows)
