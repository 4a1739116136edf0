"""Rules across rows, watched while tables stream by: only hashes are kept, and they tell which rows to look at again.

Each watch names the groups of rows (by the hash of some columns) that may break its rule. Those rows are then read
once more, as text, and judged exactly by the functions of ``whole_table`` and ``evidence``. A clean table leaves no
suspects, and is read once.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from us_cuba_2026.checker import group_rules
from us_cuba_2026.checker.findings import Findings, Frames
from us_cuba_2026.checker.local.key_index import (
    SEED,
    Columns,
    Hashes,
    SortedKeys,
    ambiguous,
    bits,
    different,
    in_order,
    is_odd,
    joined,
    key_hash,
    repeated,
    taken,
    twice,
)
from us_cuba_2026.checker.local.rising import Rising
from us_cuba_2026.checker.rule import filled
from us_cuba_2026.model.package import Table

_LONGEST_RUN = 2**16  # rows that are compared again when more come


@dataclass(frozen=True)
class Case:
    """Groups of rows that may break a rule.

    Args:
        groups: For each table the expression whose values are the groups.
        columns: For each table the columns that have to be read.
        suspects: The groups to look at.
        judge: The exact judgement on the rows of these groups, given by table as text cells with row numbers.
        is_divisible: Whether the groups can be judged some at a time.
    """

    groups: Mapping[str, pl.Expr]
    columns: Mapping[str, Sequence[str]]
    suspects: Hashes
    judge: Callable[[Frames], Findings]
    is_divisible: bool = True


class Watch(ABC):
    """One rule across rows. ``columns`` are those it reads of each table."""

    columns: Mapping[str, Sequence[str]]

    @abstractmethod
    def take(self, table: str, rows: pl.DataFrame, is_cut: bool) -> None:
        """See some rows; cut ones (of the wrong width) may come out of turn."""

    def finish(self, table: str) -> None:  # noqa: B027  (most have nothing to do)
        """The table has been read to its end."""

    @abstractmethod
    def case(self, read: set[str]) -> Case | None:
        """What has to be looked at again, if anything, given the tables that could be read and have the columns."""


class Uniqueness(Watch):
    """Watches that no two rows have the same key.

    Where the first column of the key is in order, as in most tables, a row is compared only with those beside it that
    have the same cell there, and if it is the only column with none.
    """

    def __init__(self, rule: group_rules.Unique) -> None:
        self._rule, self._table, self._key = rule, rule.table, rule.key
        self.columns = {rule.table.name: rule.key}
        self._group = key_hash(rule.table, rule.key)
        self._simple = key_hash(rule.table, rule.key, has_odd=False)
        self._is_odd = is_odd(rule.table, rule.key)
        self._suspects: Hashes = joined([])
        self._seen = Columns(np.uint64)
        self._run: Hashes = joined([])  # the last rows that have the same first cell
        self._repeated: list[Hashes] = []
        self._order = Rising(rule.key[0], may_repeat=len(rule.key) > 1)
        self._order.holds = rule.table.field(rule.key[0]).type == "string"

    def take(self, table: str, rows: pl.DataFrame, is_cut: bool) -> None:
        has_odd = self._is_odd is not None and rows.select_seq(self._is_odd).item()
        key = (self._group if has_odd else self._simple).alias("key")
        if not self._order.holds or not rows.height:
            self._seen.add(taken(rows.select_seq(key).to_series()))
            return
        keys, is_rising = rows.select_seq(key, self._order.look.alias("is_rising"))
        self._seen.add(taken(keys))
        if len(self._key) > 1:
            self._compare(keys, rows.select_seq(self._order.repeats).to_series())
        self._order.see(rows, is_rising[0] and len(self._run) <= _LONGEST_RUN)

    def _compare(self, keys: pl.Series, goes_on: pl.Series) -> None:
        """Find keys that are repeated in rows, or in the run of rows before them that may go on in these."""
        hashes = np.append(self._run, taken(keys))
        self._repeated.append(twice(in_order(hashes)))
        starts = (~goes_on).arg_true()
        self._run = taken(keys[starts[-1] :]) if len(starts) else hashes

    def finish(self, table: str) -> None:
        self._suspects = different(joined(self._repeated)) if self._order.holds else repeated(self._seen)
        self._seen.give_up()

    def case(self, read: set[str]) -> Case | None:
        name = self._table.name
        if not len(self._suspects) or name not in read:
            return None
        return Case({name: self._group}, {name: self._key}, self._suspects, self._rule.judge)


class LateReferences(Watch):
    """Watches that a foreign key to a table that is read later, or to the table itself, points at rows that exist."""

    def __init__(self, rule: group_rules.Reference, target: Table) -> None:
        table, key = rule.table, rule.key
        self._rule, self._table, self._key, self._target = rule, table, key, target
        self.columns = {target.name: key.reference_fields}
        self.columns[table.name] = tuple(dict.fromkeys((*self.columns.get(table.name, ()), *key.fields)))
        self._group = key_hash(table, key.fields)
        self._pointers: list[Hashes] = []
        self._targets = Columns(np.uint64)

    def take(self, table: str, rows: pl.DataFrame, is_cut: bool) -> None:
        if table == self._table.name:
            self._pointers.append(different(taken(rows.select_seq(self._group).to_series())))
        if table == self._target.name:
            keys = rows.select_seq(key_hash(self._target, self._key.reference_fields)).to_series()
            self._targets.add(taken(keys))

    def case(self, read: set[str]) -> Case | None:
        name = self._table.name
        if not read.issuperset(self.columns):
            return None
        pointers = different(joined(self._pointers))
        missing = pointers[SortedKeys(*self._targets.in_order()).position(pointers) < 0]
        if not len(missing):
            return None
        return Case({name: self._group}, {name: self._key.fields}, missing, self._rule.judge)


class Circles(Watch):
    """Watches that no row is its own ancestor by way of a foreign key to its own table."""

    def __init__(self, rule: group_rules.NoCircle) -> None:
        table, key = rule.table, rule.key
        self._rule = rule
        self.columns = {table.name: tuple(dict.fromkeys((*key.reference_fields, *key.fields)))}
        self._own, self._parent = key_hash(table, key.reference_fields), key_hash(table, key.fields)
        self._suspects: Hashes = joined([])
        self._seen = Columns(np.uint64, np.uint64)

    def take(self, table: str, rows: pl.DataFrame, is_cut: bool) -> None:
        both = rows.select_seq(own=self._own, parent=self._parent).drop_nulls("own").fill_null(0)
        self._seen.add(both["own"].to_numpy(), both["parent"].to_numpy())

    def finish(self, table: str) -> None:
        own, parent = self._seen.in_order()
        index = SortedKeys(own)
        if index.has_repeated:  # which of the rows counts is for the exact judgement to say
            self._suspects = different(own) if parent.any() else joined([])
            return
        ancestor = index.position(parent)
        for _ in range(len(own).bit_length() + 1):  # each round doubles the distance; only circles never end
            if not (ancestor >= 0).any():
                break
            ancestor = np.where(ancestor >= 0, ancestor[ancestor], -1)
        self._suspects = own[np.unique(ancestor[ancestor >= 0])]

    def case(self, read: set[str]) -> Case | None:
        name = self._rule.table.name
        if not len(self._suspects) or name not in read:
            return None
        return Case({name: self._own}, self.columns, self._suspects, self._rule.judge, is_divisible=False)


class Utterances(Watch):
    """Watches that the spans of one utterance have one speaker; where they stand together, one look does."""

    def __init__(self, rule: group_rules.OneSpeaker) -> None:
        self._rule = rule
        self.columns = {rule.table.name: ("utterance_id", "speaker_id")}
        self._suspects: Hashes = joined([])
        self._seen = Columns(np.uint64, np.uint32)
        self._order = Rising("utterance_id", may_repeat=True)
        self._last = np.uint64(0), np.uint32(0)

    def take(self, table: str, rows: pl.DataFrame, is_cut: bool) -> None:
        if (rows["utterance_id"] == "").any():
            rows = rows.filter(filled("utterance_id"))
        order = self._order
        utterance, speaker, is_rising = rows.select_seq(
            pl.col("utterance_id").hash(SEED), pl.col("speaker_id").hash(SEED), order.look.alias("is_rising")
        )
        group, value = utterance.to_numpy(), bits(speaker)
        if order.holds and rows.height:
            is_same = np.append(self._last[0], group[:-1]) == group
            is_one = (np.append(self._last[1], value[:-1]) == value)[is_same].all()
            order.see(rows, is_rising[0] and bool(is_one))
            self._last = group[-1], value[-1]
        self._seen.add(group, value)

    def finish(self, table: str) -> None:
        if not self._order.holds:
            self._suspects = ambiguous(self._seen)
        self._seen.give_up()

    def case(self, read: set[str]) -> Case | None:
        name = self._rule.table.name
        if not len(self._suspects) or name not in read:
            return None
        return Case({name: pl.col("utterance_id").hash(SEED)}, self.columns, self._suspects, self._rule.judge)


class Positions(Watch):
    """Watches that the passages of a source are numbered 1, 2, 3 ... in the order of their rows."""

    def __init__(self, rule: group_rules.Numbered) -> None:
        self._rule = rule
        self.columns = {rule.table.name: ("source_id", "position")}
        self._last = (np.uint64(0), -1)
        self._starts = Columns(np.uint64)
        self._suspects: list[Hashes] = []

    def take(self, table: str, rows: pl.DataFrame, is_cut: bool) -> None:
        position = pl.col("position").cast(pl.Int64, strict=False).fill_null(-1)
        both = rows.select_seq(source=pl.col("source_id").hash(SEED), position=position)
        source, at = both["source"].to_numpy(), both["position"].to_numpy()
        if is_cut:
            self._suspects.append(different(source))
            return
        before, before_at = np.append(self._last[0], source[:-1]), np.append(self._last[1], at[:-1])
        is_start = (source != before) & (at == 1)
        self._starts.add(source[is_start])
        self._suspects.append(different(source[~is_start & ((source != before) | (at != before_at + 1))]))
        self._last = (source[-1], int(at[-1]))

    def case(self, read: set[str]) -> Case | None:
        name = self._rule.table.name
        suspects = different(joined([*self._suspects, repeated(self._starts)]))
        if not len(suspects) or name not in read:
            return None
        return Case({name: pl.col("source_id").hash(SEED)}, self.columns, suspects, self._rule.judge)


def watches(order: Sequence[Table]) -> Iterator[Watch]:
    """The watches of all tables, which are read in that order; but for that on evidence.

    A reference to a table that is read before is no matter for a watch: it is looked up there, row by row.
    """
    by_name = {table.name: table for table in order}
    for rule in group_rules.rules(order):
        match rule:
            case group_rules.Unique():
                yield Uniqueness(rule)
            case group_rules.Reference(is_late=True):
                yield LateReferences(rule, by_name[rule.key.table])
            case group_rules.NoCircle():
                yield Circles(rule)
            case group_rules.OneSpeaker():
                yield Utterances(rule)
            case group_rules.Numbered():
                yield Positions(rule)
