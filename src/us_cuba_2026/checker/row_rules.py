"""The rules on single rows, compiled: from the descriptor of the tables, on whatever machine."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from types import MappingProxyType

import polars as pl

from us_cuba_2026.checker import table_schema
from us_cuba_2026.checker.row_checker import Judge
from us_cuba_2026.checker.rule import Rule
from us_cuba_2026.language.quantities import Wording
from us_cuba_2026.model.package import Table
from us_cuba_2026.rules import dates, evidence, figures, records

Cues = Wording


class Rules:
    """The rules on single rows of some tables, each made once.

    Args:
        tables: The tables.

    Raises:
        PackageError: If a constraint of the descriptor cannot be compiled.
    """

    def __init__(self, tables: Sequence[Table]) -> None:
        self.own = [*records.rules(), *dates.rules(), *evidence.rules()]
        """The dataset's own rules, but for those of figures, which need the vocabulary."""
        self._of_fields = {
            table.name: [rule for field in table.fields for rule in table_schema.field_rules(table, field)]
            for table in tables
        }

    def of(self, table: Table, cues: Cues | None) -> Iterator[Rule]:
        """All the rules of a table, whatever columns they need."""
        yield from self._of_fields[table.name]
        for key in table.foreign_keys:
            yield table_schema.foreign_key_rule(table, key)
        if order := table_schema.order_rule(table):
            yield order
        yield from records.text_rules(table)
        yield from (rule for rule in self.own if not rule.tables or table.name in rule.tables)
        if table.name == "figures":
            yield from figures.rules(cues)

    def judge(
        self,
        table: Table,
        known: Set[str],
        cues: Cues | None,
        plain: Mapping[str, pl.Expr] = MappingProxyType({}),
        *,
        once: bool = False,
    ) -> Judge:
        """Compile the rules of a table.

        Args:
            table: The table.
            known: The columns that batches will have: those of the table, ``table_schema.PREVIOUS``, looked-up cells
                such as ``speaker_id.naming``, and ``table_schema.known(key)`` for each foreign key that is to be
                judged. A rule that needs another column is left out.
            cues: The words that figures are read by (:func:`cues_of`), where there is a vocabulary.
            plain: For some columns what is true of rows whose cells surely break no rule on this cell alone.
            once: Whether each cell is refused once.

        Returns:
            The judge, which takes any number of batches.
        """
        applying = [rule for rule in self.of(table, cues) if known >= set(rule.columns)]
        spared = [
            replace(rule, unless=plain[rule.field])
            if rule.unless is not None and rule.field in plain and {*rule.columns} == {rule.field}
            else rule
            for rule in applying
        ]
        return Judge(table.name, spared, silent=table_schema.RULES, once=once)


def cues_of(vocabulary: pl.DataFrame | None) -> Cues | None:
    """The words of the vocabulary that figures are read by, if there is a vocabulary."""
    names = ["field", "code", "definition", "see_also"]
    if vocabulary is None or not {*names} <= {*vocabulary.columns}:
        return None
    return Wording.of(vocabulary.select(names).iter_rows(named=True))
