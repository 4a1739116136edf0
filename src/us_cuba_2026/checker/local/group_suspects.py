"""The suspect groups of group rules, found while tables stream by: only hashes of their keys are kept.

The rows of these groups are read once more, as text, and judged exactly (``suspect_rows``). A clean table leaves no
suspects, and is read once.
"""

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import polars as pl

from us_cuba_2026.checker.hashes import SEED, Columns, SortedKeys, different, joined, taken, twice
from us_cuba_2026.checker.local.key_index import is_odd, key_hash
from us_cuba_2026.checker.rule import GroupRule, Hashes, Member, Suspects, Suspicion
from us_cuba_2026.model.package import Table


class GroupSuspects(Suspects):
    """Finds the suspect groups of any rule: of each row the hash of its key is kept and, if compared, its value.

    Args:
        rule: The rule.
        tables: The tables by name.
    """

    def __init__(self, rule: GroupRule, tables: Mapping[str, Table]) -> None:
        self._rule, self._tables = rule, tables
        self._by_value = _BY_VALUE.get(rule.suspicion)
        value = np.uint32 if rule.suspicion == Suspicion.DIFFERENT else np.uint64  # half a hash, as in `hashes.bits`
        self._kept = Columns(np.uint64, value) if self._by_value else Columns(np.uint64)
        self._pointed_at = Columns(np.uint64)
        self._out_of_turn: list[Hashes] = []
        self._suspects: Hashes | None = None

    def take(self, table: str, rows: pl.DataFrame, is_cut: bool) -> None:
        for member in self._rule.members:
            if member.table == table and not (is_cut and member.is_whole):
                self._take(member, rows if member.where is None else rows.filter(_takes_part(member)), is_cut)

    def _take(self, member: Member, rows: pl.DataFrame, is_cut: bool) -> None:
        odd = is_odd(self._tables[member.table], member.key)
        has_odd = odd is not None and bool(rows.height and rows.select_seq(odd).item())
        keys = rows.select_seq(self._key(member, has_odd=has_odd)).to_series()
        if is_cut and self._rule.suspicion == Suspicion.MISCOUNTED:
            self._out_of_turn.append(different(taken(keys)))
        elif self._by_value:
            values = rows.select_seq(self._value(member)).to_series()
            takes_part = keys.is_not_null()
            if self._rule.suspicion == Suspicion.CIRCLE:
                takes_part &= values != 0  # what leads nowhere is in no circle
            is_whole = bool(takes_part.all())
            self._kept.add(*((one if is_whole else one.filter(takes_part)).to_numpy() for one in (keys, values)))
        elif member.is_judged:
            self._kept.add(taken(keys))
        elif self._rule.suspicion == Suspicion.MISSING:
            self._pointed_at.add(taken(keys))

    def _key(self, member: Member, *, has_odd: bool = True) -> pl.Expr:
        key = key_hash(self._tables[member.table], member.key, has_odd=has_odd)
        return key.fill_null(0) if member.has_missing else key

    def _value(self, member: Member) -> pl.Expr:
        """What is compared of a row, as a whole number."""
        match self._rule.suspicion:
            case Suspicion.MISCOUNTED:
                number = pl.col(member.value[0]).cast(pl.Int64, strict=False)
                return pl.when(number > 0).then(number).otherwise(0).cast(pl.UInt64)
            case Suspicion.CIRCLE:
                return key_hash(self._tables[member.table], member.value).fill_null(0)
            case _:
                return pl.sum_horizontal(pl.col(name).hash(SEED + at) for at, name in enumerate(member.value))

    def finish(self, table: str) -> None:
        if {*self._rule.columns} == {table}:
            self._suspects = self._find()

    def groups(self, table: str) -> pl.Expr:
        member = next(one for one in self._rule.members if one.table == table and one.is_judged)
        return pl.when(_takes_part(member)).then(self._key(member))

    def found(self, tables: set[str]) -> Hashes:
        return self._find() if self._suspects is None else self._suspects

    def _find(self) -> Hashes:
        """The suspects, all rows having been seen; what was kept of these is given up."""
        keys, *values = self._kept.in_order()
        if self._by_value:
            return different(joined([self._by_value(keys, *values), *self._out_of_turn]))
        match self._rule.suspicion:
            case Suspicion.REPEATED:
                return different(twice(keys))
            case Suspicion.MISSING:
                keys = different(keys)
                return keys[SortedKeys(*self._pointed_at.in_order()).position(keys) < 0]
            case _:
                return different(keys)


def _takes_part(member: Member) -> pl.Expr:
    """Which rows of its table take part."""
    if member.where is None:
        return pl.lit(True)
    column, cell = member.where
    return pl.col(column) == cell


def with_different_values(keys: Hashes, values: Hashes) -> Hashes:
    """The groups, of some whose rows stand together, with more than one value."""
    again: Hashes = keys[1:][(keys[1:] == keys[:-1]) & (values[1:] != values[:-1])]
    return again


def miscounted(keys: Hashes, values: Hashes) -> Hashes:
    """The groups, of some whose rows stand together in their order, whose values are not 1, 2, 3 ..."""
    starts = np.flatnonzero(np.diff(keys, prepend=~keys[:1]))
    lengths = np.diff(starts, append=len(keys))
    counted = np.arange(1, len(keys) + 1) - np.repeat(starts, lengths)
    wrong: Hashes = keys[values != counted.astype(np.uint64)]
    return wrong


def leading_back(keys: Hashes, values: Hashes) -> Hashes:
    """The keys, of some that are in order, that lead back to themselves if each value is the next key."""
    index = SortedKeys(keys)
    if index.has_repeated:  # which of the rows counts is for the exact judgement to say
        return keys if values.any() else keys[:0]
    further = index.position(values)
    for _ in range(len(keys).bit_length() + 1):  # each round doubles the distance; only circles never end
        if not (further >= 0).any():
            break
        further = np.where(further >= 0, further[further], -1)
    circle: Hashes = keys[np.unique(further[further >= 0])]
    return circle


_BY_VALUE: Mapping[Suspicion, Callable[[Hashes, Hashes], Hashes]] = {
    Suspicion.DIFFERENT: with_different_values,
    Suspicion.MISCOUNTED: miscounted,
    Suspicion.CIRCLE: leading_back,
}
"""What finds the suspect groups by their keys, in order, and the values of their rows."""


def suspects_of(rules: Iterable[GroupRule], tables: Mapping[str, Table]) -> list[tuple[GroupRule, Suspects]]:
    """The rules that are judged in groups, each with what finds its suspect groups.

    Those that are rules on single rows too are left to the row checker.
    """
    return [
        (rule, rule.suspects() if rule.suspects else GroupSuspects(rule, tables))
        for rule in rules
        if rule.row_rule is None
    ]
