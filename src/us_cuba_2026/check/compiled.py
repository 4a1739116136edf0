"""The rules of a table, compiled: from the descriptor and the name of a table, on whatever machine."""

from collections.abc import Iterator, Mapping, Sequence, Set

import polars as pl

from us_cuba_2026.check import dates, evidence, figures, rules, table_schema
from us_cuba_2026.check.judge import Judge
from us_cuba_2026.check.rule import Rule
from us_cuba_2026.datapackage import Table

Cues = Mapping[str, str]


def own_rules() -> list[Rule]:
    """The dataset's own rules on single rows, but for those of figures, which need the vocabulary."""
    return [*rules.rules(), *dates.rules(), *evidence.rules()]


def judge_of(table: Table, known: Set[str], cues: Cues | None, own: Sequence[Rule] | None = None) -> Judge:
    """Compile the rules of a table that judge its rows one by one.

    Args:
        table: The table.
        known: The columns that batches will have: those of the table, ``table_schema.PREVIOUS``, looked-up cells such
            as ``speaker_id.naming``, and ``table_schema.known(key)`` for each foreign key that is to be judged.
            A rule that needs another column is left out.
        cues: The hedge that each cue of the vocabulary stands for (:func:`cues_of`), where there is a vocabulary.
        own: The rules of :func:`own_rules`, if they are at hand.

    Returns:
        The judge, which takes any number of batches.

    Raises:
        PackageError: If a constraint of the descriptor cannot be compiled.
    """
    every = rules_of(table, cues, own_rules() if own is None else own)
    return Judge(table.name, [rule for rule in every if known >= set(rule.columns)])


def rules_of(table: Table, cues: Cues | None, own: Sequence[Rule]) -> Iterator[Rule]:
    """All the rules on single rows of a table, whatever columns they need."""
    for field in table.fields:
        yield from table_schema.field_rules(table, field)
    for key in table.foreign_keys:
        yield table_schema.foreign_key_rule(table, key)
    if order := table_schema.order_rule(table):
        yield order
    yield from rules.text_rules(table)
    yield from (rule for rule in own if not rule.tables or table.name in rule.tables)
    if table.name == "figures":
        yield from figures.rules(cues)


def cues_of(vocabulary: pl.DataFrame | None) -> Cues | None:
    """The hedge that each cue of the vocabulary stands for, if there is a vocabulary."""
    if vocabulary is None or not {"field", "code", "see_also"} <= set(vocabulary.columns):
        return None
    is_cue = (pl.col("field") == "figures.as_stated") & pl.col("see_also").str.starts_with("figures.hedge:")
    cues = vocabulary.filter(is_cue)
    return dict(zip(cues["code"], cues["see_also"].str.replace("figures.hedge:", "", literal=True), strict=True))
