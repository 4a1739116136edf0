"""The suspect groups of group rules, found while tables stream by: only hashes of their keys are kept.

The rows of these groups are read once more, as text, and judged exactly (``suspect_rows``). A clean table leaves no
suspects, and is read once.
"""

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import polars as pl

from us_cuba_2026.checker.hashes import SEED, Columns, SortedKeys, different, in_order, joined, taken, twice
from us_cuba_2026.checker.keys import Keys, KeyStore, key_hash, keys_of, takes_part
from us_cuba_2026.checker.rule import GroupRule, Hashes, Member, Suspects, Suspicion


class GroupSuspects(Suspects):
    """Finds the suspect groups of any rule: the hashes of keys are kept, and the values of those that have them.

    Args:
        rule: The rule.
        store: Keeps the keys.
    """

    def __init__(self, rule: GroupRule, store: KeyStore) -> None:
        self._rule, self._store = rule, store
        self._by_value = _BY_VALUE.get(rule.suspicion)
        value = np.uint32 if rule.suspicion == Suspicion.DIFFERENT else np.uint64  # half a hash, as in `hashes.bits`
        self._kept = Columns(np.uint64, value)  # key and value of each row
        self._out_of_turn: list[Hashes] = []
        self._keys = {} if self._by_value else {member: self._of(member) for member in rule.members}
        self._judged = [member for member in rule.members if member.is_judged]
        self._tables_judged = {member.table for member in self._judged}
        self._read: set[str] = set()
        self._sought: SortedKeys | None = None  # what judged rows point at, all having been read, and not yet found
        self._suspects: Hashes | None = None

    def _of(self, member: Member) -> Keys:
        is_whole, has_missing = member.is_whole, member.has_missing
        return self._store.keys(member.table, member.key, member.where, is_whole=is_whole, has_missing=has_missing)

    def take(self, table: str, rows: pl.DataFrame, is_cut: bool) -> None:
        for member in self._rule.members if self._by_value or self._sought else ():
            if member.table == table and not (is_cut and member.is_whole):
                self._take(member, rows if member.where is None else rows.filter(takes_part(member.where)), is_cut)

    def _take(self, member: Member, rows: pl.DataFrame, is_cut: bool) -> None:
        keys = keys_of(rows, self._store.tables[member.table], member.key)
        keys = keys.fill_null(0) if member.has_missing else keys
        if self._sought:
            at = self._sought.position(taken(keys))
            self._is_there[at[at >= 0]] = True
            return
        if is_cut and self._rule.suspicion == Suspicion.MISCOUNTED:
            self._out_of_turn.append(different(taken(keys)))
            return
        values = rows.select_seq(self._value(member)).to_series()
        has_part = keys.is_not_null()
        if self._rule.suspicion == Suspicion.CIRCLE:
            has_part &= values != 0  # what leads nowhere is in no circle
        is_whole = bool(has_part.all())
        self._kept.add(*((one if is_whole else one.filter(has_part)).to_numpy() for one in (keys, values)))

    def _value(self, member: Member) -> pl.Expr:
        """What is compared of a row, as a whole number."""
        match self._rule.suspicion:
            case Suspicion.MISCOUNTED:
                number = pl.col(member.value[0]).cast(pl.Int64, strict=False)
                return pl.when(number > 0).then(number).otherwise(0).cast(pl.UInt64)
            case Suspicion.CIRCLE:
                return key_hash(self._store.tables[member.table], member.value).fill_null(0)
            case _:
                return pl.sum_horizontal(pl.col(name).hash(SEED + at) for at, name in enumerate(member.value))

    def finish(self, table: str) -> None:
        self._read.add(table)
        if self._read >= {*self._rule.columns}:
            self._suspects = self._find()
        elif self._rule.suspicion == Suspicion.MISSING and not self._sought and self._read >= self._tables_judged:
            self._sought = SortedKeys(self._find())
            self._is_there = np.zeros(len(self._sought.keys), np.bool_)

    def groups(self, table: str) -> pl.Expr:
        member = next(one for one in self._rule.members if one.table == table and one.is_judged)
        key = key_hash(self._store.tables[member.table], member.key)
        key = key.fill_null(0) if member.has_missing else key
        return pl.when(pl.lit(True) if member.where is None else takes_part(member.where)).then(key)

    def found(self, tables: set[str]) -> Hashes:
        return self._find() if self._suspects is None else self._suspects

    def _find(self) -> Hashes:
        """The suspects, as far as rows have been seen; what was kept of these is given up."""
        if self._sought:
            missing: Hashes = self._sought.keys[~self._is_there]
            return missing
        if self._by_value:
            return different(joined([self._by_value(*self._kept.in_order()), *self._out_of_turn]))
        judged = [self._keys[member] for member in self._judged]
        pointed_at = [
            keys for member, keys in self._keys.items() if not member.is_judged and member.table in self._read
        ]
        self._keys = {}
        if self._rule.suspicion == Suspicion.REPEATED:
            one = judged[0].repeated if len(judged) == 1 else twice(in_order(joined([keys.present for keys in judged])))
            return different(one)
        found = different(joined([keys.present for keys in judged]))
        for keys in pointed_at:
            found = found[~keys.are_there(found)]
        return found


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


def suspects_of(rules: Iterable[GroupRule], store: KeyStore) -> list[tuple[GroupRule, Suspects]]:
    """The rules that are judged in groups, each with what finds its suspect groups.

    Those that are rules on single rows too are left to the row checker.
    """
    return [
        (rule, rule.suspects(store) if rule.suspects else GroupSuspects(rule, store))
        for rule in rules
        if rule.row_rule is None
    ]
