"""Finds the rows of a batch that break a rule, as cheaply as can be: what passes here is right.

Three things make it cheap on millions of rows. Columns with few different cells are judged once for each different
combination of them. A rule with a cheap sufficient condition (``RowRule.unless``) is put only to the rows that fail it.
All else is one expression for many rules.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from us_cuba_2026.checker.hashes import SEED
from us_cuba_2026.checker.rule import RowRule

SMALL = 2_000  # rows, below which it is cheaper to ask everything of every row
_SAMPLE = 20_000  # rows by which it is decided which columns have few different cells
_MOST_REMEMBERED = 10_000  # combinations of cells
_FEW = 8  # rows for each different cell, at least


@dataclass
class _ConditionGroup:
    """Rules that are judged together: on each different combination of their columns, or only where none spares it."""

    columns: tuple[str, ...] = ()
    conditions: list[pl.Expr] = field(default_factory=list)
    is_repeated: bool = True
    """Whether it is judged on each different combination."""
    _right_ones: npt.NDArray[np.uint64] = field(default_factory=lambda: np.empty(0, np.uint64))
    """Combinations that are known to be right, as hashes."""
    is_known: pl.Expr = field(default_factory=lambda: pl.lit(False))
    """Whether the combination is one of those."""

    @property
    def combination(self) -> pl.Expr:
        return pl.sum_horizontal(pl.col(name).hash(SEED + at) for at, name in enumerate(self.columns))

    def learn(self, right_ones: npt.NDArray[np.uint64]) -> None:
        """Remember combinations that are right, if there is room."""
        if len(right_ones) and len(self._right_ones) < _MOST_REMEMBERED:
            self._right_ones = np.append(self._right_ones, right_ones)
            self.is_known = self.combination.is_in(pl.Series(self._right_ones).implode())


@dataclass
class _Plan:
    """Which rules are judged how."""

    repeated: Sequence[_ConditionGroup]
    spared: Sequence[tuple[pl.Expr, _ConditionGroup]]
    asked: Sequence[pl.Expr]

    def __post_init__(self) -> None:
        asked = [right.alias(f"asked{at}") for at, right in enumerate(self.asked)]
        spared = [unless.fill_null(False).alias(f"spared{at}") for at, (unless, _) in enumerate(self.spared)]
        combinations = [group.combination.alias(f"combination{at}") for at, group in enumerate(self.repeated)]
        self._always = [*asked, *spared, *combinations]

    def looks(self) -> Iterator[pl.Expr]:
        """All that is asked of every row: at once, since each call costs more than most expressions."""
        yield from self._always
        for at, group in enumerate(self.repeated):
            yield group.is_known.alias(f"known{at}")


class Prefilter:
    """The conditions of many rules as a plan of few expressions.

    Args:
        rules: The rules.
    """

    def __init__(self, rules: Sequence[RowRule]) -> None:
        self._rules = rules
        self._plan: _Plan | None = None
        self._many: set[str] = set()  # columns that were found to have many different cells after all

    def suspects(self, batch: pl.DataFrame) -> pl.DataFrame:
        """The rows that break a rule."""
        if batch.height < SMALL:
            return batch.filter(_refused(batch, [rule.right for rule in self._rules]))
        plan = self._plan
        if plan is None:
            plan = self._plan = self._planned(batch)
        looks = batch.select_seq(plan.looks())
        wrong = _any_refused([looks[f"asked{at}"] for at in range(len(plan.asked))], batch.height)
        for at, group in enumerate(plan.repeated):
            is_known = looks[f"known{at}"]
            if is_known.all():
                continue
            found, count = _wrong_among(batch, group, looks[f"combination{at}"], ~is_known)
            wrong = wrong | found
            if count * 4 > batch.height:  # they were few at first only
                self._many.update(group.columns)
                self._plan = None
        for at, (_, group) in enumerate(plan.spared):
            is_spared = looks[f"spared{at}"]
            if not is_spared.all():
                left = (~is_spared).arg_true()
                is_wrong = _wrong_rows(batch.select_seq(group.columns)[left], group)
                wrong = wrong.scatter(left.filter(is_wrong), True)
        return batch.filter(wrong)

    def _planned(self, batch: pl.DataFrame) -> _Plan:
        """Decide which rules are judged how; it changes what they cost, never what they find."""
        sample = batch.head(_SAMPLE)
        counts = sample.select(pl.all().n_unique()).row(0, named=True)
        text = {name for name, type_ in sample.schema.items() if type_ == pl.String}  # the others are cheap to judge
        known = [set(rule.unless.meta.root_names()) if rule.unless is not None else text for rule in self._rules]
        freed = {rule.field for rule, names in zip(self._rules, known, strict=True) if not names & text}
        few = {name for name in text if counts[name] * _FEW <= sample.height} - self._many - freed
        together = _few_together([set(rule.columns) for rule in self._rules if few.issuperset(rule.columns)], sample)
        groups = [_ConditionGroup(tuple(columns)) for columns in together]
        spared: dict[str, tuple[pl.Expr, _ConditionGroup]] = {}
        asked: list[pl.Expr] = []
        for rule, names in zip(self._rules, known, strict=True):
            group = next((group for group in groups if set(group.columns).issuperset(rule.columns)), None)
            if group is None and rule.unless is not None and counts.keys() >= names:
                _, group = spared.setdefault(str(rule.unless), (rule.unless, _ConditionGroup()))
                group.columns = tuple(dict.fromkeys((*group.columns, *rule.columns)))
            (group.conditions if group else asked).append(rule.right)
        for unless, group in spared.values():
            left = sample.filter(~unless.fill_null(False)).select(group.columns)
            group.is_repeated = left.n_unique() * _FEW <= left.height * 2
        return _Plan(groups, list(spared.values()), asked)


def _refused(rows: pl.DataFrame, conditions: Sequence[pl.Expr]) -> pl.Series:
    """Which rows one of the conditions is not true of; what cannot be told (null) passes.

    Each is asked in a column of its own: polars takes several times as long over one expression that is made of many.
    """
    columns = [condition.alias(f"{at}") for at, condition in enumerate(conditions)]
    _, *rights = rows.select_seq(pl.first().is_null().alias("rows"), *columns)
    return _any_refused(rights, rows.height)


def _any_refused(rights: Iterable[pl.Series], height: int) -> pl.Series:
    """The rows in which one of some columns is false."""
    refused = pl.Series(np.zeros(height, np.bool_))
    for right in rights:
        if not right.all():
            refused |= ~right.fill_null(True)
    return refused


def _wrong_rows(rows: pl.DataFrame, group: _ConditionGroup) -> pl.Series:
    """Which rows break a rule of the group."""
    if not group.is_repeated:
        return _refused(rows, group.conditions)
    combination, is_known = rows.select_seq(group.combination.alias("combination"), group.is_known.alias("known"))
    return _wrong_among(rows, group, combination, ~is_known)[0]


def _wrong_among(
    rows: pl.DataFrame, group: _ConditionGroup, combination: pl.Series, is_new: pl.Series
) -> tuple[pl.Series, int]:
    """Which rows have a new combination of cells that breaks a rule of the group, and how many new ones there are.

    What was right before is right again.
    """
    new = combination.filter(is_new)
    is_first = new.is_first_distinct()
    new = new.filter(is_first)
    cells = rows.select_seq(group.columns)[np.flatnonzero(is_new.to_numpy())[is_first.to_numpy()]]
    is_wrong = _refused(cells, group.conditions)
    group.learn(new.filter(~is_wrong).to_numpy())
    wrong = new.filter(is_wrong)
    found = combination.is_in(wrong.implode()) if len(wrong) else pl.Series(np.zeros(rows.height, np.bool_))
    return found, len(new)


def _few_together(sets: Sequence[set[str]], sample: pl.DataFrame) -> list[list[str]]:
    """Columns to be judged together: sets that overlap, but for those that would make it too many combinations."""

    def count(columns: Iterable[str]) -> int:
        return sample.select(columns).n_unique()

    found = []
    for group in _connected(sets):
        if count(group) * _FEW <= sample.height * 2:
            found.append(group)
            continue
        inside = [one for one in sets if one <= set(group)]
        worst = max(inside, key=count)
        found += _few_together([one for one in inside if one != worst], sample)
    return found


def _connected(sets: Iterable[set[str]]) -> list[list[str]]:
    """Sets that overlap, directly or through others, made one."""
    groups: list[set[str]] = []
    for new in sets:
        apart = [group for group in groups if not group & new]
        groups = [*apart, new.union(*(group for group in groups if group & new))]
    return [sorted(group) for group in groups]
