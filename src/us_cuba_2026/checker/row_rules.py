"""The rules on single rows, compiled: from the descriptor of the tables, on whatever machine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from types import MappingProxyType

import polars as pl

from us_cuba_2026.checker import table_schema, text_quality
from us_cuba_2026.checker.findings import COLUMNS
from us_cuba_2026.checker.row_checker import RowChecker
from us_cuba_2026.checker.rule import RowRule
from us_cuba_2026.checker.rule_set import RuleSet, Words
from us_cuba_2026.model.package import Table


class Rules:
    """The rules on single rows of some tables, each made once.

    Args:
        tables: The tables.
        rule_set: What they are checked by beside Table Schema.

    Raises:
        PackageError: If a constraint of the descriptor cannot be compiled.
    """

    def __init__(self, tables: Sequence[Table], rule_set: RuleSet) -> None:
        self._rule_set = rule_set
        self.own = rule_set.row_rules
        """The rules that were handed in, but for those made from the word table."""
        self._of_words: tuple[pl.DataFrame | None, Sequence[RowRule]] | None = None  # what they were made from last
        self._of_fields = {
            table.name: [rule for field in table.fields for rule in table_schema.field_rules(table, field)]
            for table in tables
        }

    def of(self, table: Table, words: pl.DataFrame | None) -> Iterator[RowRule]:
        """All the rules of a table, whatever columns they need."""
        yield from self._of_fields[table.name]
        for key in table.foreign_keys:
            yield table_schema.foreign_key_rule(table, key)
        if self._rule_set.text_quality:
            yield from text_quality.row_rules(table)
        handed_in = (*self.own, *self._made_of(words))
        yield from (rule for rule in handed_in if not rule.tables or table.name in rule.tables)

    def _made_of(self, words: pl.DataFrame | None) -> Sequence[RowRule]:
        """The rules made from the rows of the word table, once for all tables that are checked by the same rows."""
        word_table = self._rule_set.word_table
        if word_table and (self._of_words is None or self._of_words[0] is not words):
            self._of_words = words, [*word_table.row_rules(words)]
        return self._of_words[1] if self._of_words else ()

    def words(self, table: Table, words: pl.DataFrame | None) -> Words:
        """The words to look for in each column of a table, given the rows of the word table."""
        return self._rule_set.words(table, words)

    def on_description(self, table: Table) -> pl.DataFrame:
        """Findings on what a table may hold by its description; text quality is all that has any."""
        return (
            text_quality.misleading_words(table) if self._rule_set.text_quality else pl.DataFrame(schema=dict(COLUMNS))
        )

    def on_files(self, found: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """The findings on files that are asked for: that lines end with LF alone, say, is text quality."""
        for one in found:
            yield one if self._rule_set.text_quality else one.filter(~pl.col("rule").is_in(text_quality.FORM_OF_FILES))

    def row_checker(
        self,
        table: Table,
        known: Set[str],
        words: pl.DataFrame | None,
        plain: Mapping[str, pl.Expr] = MappingProxyType({}),
        *,
        once: bool = False,
    ) -> RowChecker:
        """Compile the rules of a table.

        Args:
            table: The table.
            known: The columns that batches will have: those of the table, ``table_schema.PREVIOUS``, looked-up cells
                such as ``captain_id.rank``, and ``table_schema.known(key)`` for each foreign key that is to be
                judged. A rule that needs another column is left out.
            words: The rows of the word table, if there is one.
            plain: For some columns what is true of rows whose cells surely break no rule on this cell alone.
            once: Whether each cell is refused once.

        Returns:
            The row checker, which takes any number of batches.
        """
        applying = [rule for rule in self.of(table, words) if known >= set(rule.columns)]
        spared = [
            replace(rule, unless=plain[rule.field])
            if rule.unless is not None and rule.field in plain and {*rule.columns} == {rule.field}
            else rule
            for rule in applying
        ]
        return RowChecker(table.name, spared, silent=table_schema.RULES, once=once)
