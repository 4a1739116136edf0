"""All that this dataset demands beside Table Schema, as one set of rules for the checker."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import polars as pl

from us_cuba_2026.checker.rule import RowRule
from us_cuba_2026.checker.rule_set import RuleSet, WordTable
from us_cuba_2026.language.wording import Wording
from us_cuba_2026.model.package import Table
from us_cuba_2026.rules import (
    actors,
    claims,
    crosswalk,
    dates,
    evidence,
    figures,
    groups,
    places,
    quotes,
    relations,
    revisions,
    vocabulary,
)


def figure_rules(words: pl.DataFrame | None) -> Iterator[RowRule]:
    """The rules of figures, whose phrases are read by the words of the vocabulary.

    Args:
        words: The rows of the vocabulary; nothing if there are none, and phrases cannot be judged.
    """
    is_known = words is not None and {*vocabulary.COLUMNS} <= {*words.columns}
    rows = words.select(vocabulary.COLUMNS).iter_rows(named=True) if words is not None and is_known else None
    wording = Wording.of(rows) if rows is not None else None
    for rule in figures.rules(wording):
        yield replace(rule, tables=("figures",))


@cache
def row_rules() -> Sequence[RowRule]:
    """The rules on single rows, but for those of figures."""
    return [
        rule
        for part in (actors, quotes, claims, relations, places, crosswalk, revisions, dates, evidence)
        for rule in part.rules()
    ]


def dataset_rules(tables: Sequence[Table]) -> RuleSet:
    """The rules of the dataset, for the tables of a package of its kind.

    Args:
        tables: The tables.

    Example:
        >>> from us_cuba_2026.model.package import Package
        >>> rules = dataset_rules(Package.read().tables)
        >>> sorted({rule.id for rule in rules.row_rules if rule.tables == ("events",)})
        ['date-published']
        >>> [rule.id for rule in rules.group_rules][-2:]
        ['passage-position', 'evidence-primary']
    """
    return RuleSet(
        row_rules(),
        tuple(groups.group_rules(tables)),
        WordTable("vocabulary", figure_rules, vocabulary.enum_words, vocabulary.findings),
        read_last=("accounting", "evidence"),  # held against all records
        text_quality=True,
        no_circles=True,
    )
