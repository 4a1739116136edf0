"""All findings on tables that Spark has seen, and what is known of the package as a whole."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import polars as pl

from us_cuba_2026.checker import table_schema
from us_cuba_2026.checker.findings import Findings
from us_cuba_2026.checker.group_rules import reading_order
from us_cuba_2026.checker.local.references import looked_up
from us_cuba_2026.checker.on_spark.groups import across
from us_cuba_2026.checker.on_spark.references import lookups, needed
from us_cuba_2026.checker.on_spark.scopes import scopes
from us_cuba_2026.checker.on_spark.tables import Seen, kept
from us_cuba_2026.checker.on_spark.worker import Work
from us_cuba_2026.checker.row_checker import Judge
from us_cuba_2026.checker.row_rules import Rules, cues_of
from us_cuba_2026.checker.rule import ROW
from us_cuba_2026.model.package import Package, Table
from us_cuba_2026.rules import vocabulary

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


class Verdict:
    """Judges a package on Spark.

    Args:
        package: The package.
        words: Its vocabulary, as text cells with row numbers; nothing if there is none.
        has_order: Whether rows have an order, as in files.
    """

    def __init__(self, package: Package, words: pl.DataFrame | None, has_order: bool) -> None:
        self.package, self.words, self.has_order = package, words, has_order
        self._rules = Rules(package.tables)  # what cannot be compiled is told before anything is read
        self._cues = cues_of(words)
        self._order = reading_order(package.tables)
        self._scopes = list(scopes(self._order, has_order))

    def work(self, table: Table) -> Work:
        """What the workers do with a table."""
        wanted = looked_up(self.package, self._rules.own, self.package.tables)[table.name]
        columns = kept(table, self._scopes, sorted({*wanted, *needed(table, self._rules)}))
        return Work(columns, self._cues, vocabulary.enum_words(table, self.words))

    def findings(self, seen: Mapping[str, Seen]) -> Iterator["DataFrame"]:
        """The findings on rows, as frames of Spark."""
        readable = {name: one for name, one in seen.items() if one.is_readable}
        yield from (one.findings for one in seen.values())
        yield from across(readable, self._scopes)
        yield from lookups(self.package, self._order, readable, self._cues, self._rules)

    def summary(self, seen: Mapping[str, Seen]) -> Findings:
        """The findings that need no row of a table: on the order of its files, and on the vocabulary."""
        readable = [one for one in seen.values() if one.is_readable]
        if self.has_order:
            for one in readable:
                if len(one.parts) > 1 and one.table.primary_key:
                    yield one.table.name, _order_of_parts(one)
        if self.words is not None:
            used = {place: words for one in readable for place, words in one.used.items()}
            for found in vocabulary.findings(self.package, self.words, used):
                yield "vocabulary", found


def _order_of_parts(one: Seen) -> pl.DataFrame:
    """The first row of each file against the last row of the file before."""
    filled = [part for part in one.parts if part.first]
    order = table_schema.order_rule(one.table)
    column = one.table.primary_key[0]
    rows = pl.DataFrame(
        {
            ROW: [part.first[0] for part in filled if part.first],
            column: [part.first[1] for part in filled if part.first],
            table_schema.PREVIOUS: [None, *(part.last for part in filled)][: len(filled)],
        },
        schema={ROW: pl.Int64, column: pl.String, table_schema.PREVIOUS: pl.String},
    )
    return Judge(one.table.name, [order] if order else []).findings(rows)
