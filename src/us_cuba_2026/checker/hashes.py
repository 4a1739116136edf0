"""Keys as 64-bit hashes: small enough to keep for every row, and quick to sort, look up and compare.

The hashes are made with a seed that is new in each process, so that nobody can write cells that share one. Two
different keys have the same hash with a chance of one in 10**19; what is *found* by hashes is confirmed on the cells.
"""

import secrets
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from us_cuba_2026.checker.rule import Hashes

SEED = secrets.randbits(62)

Bits = npt.NDArray[np.uint32]
Positions = npt.NDArray[np.int64]

_MANY = 2**22  # keys for which a place to start is shared by more of them, to save memory
_SMALLEST, _LARGEST = 2**10, 2**18  # rows by which columns grow
_CHUNK = 2**20  # keys


class Columns:
    """Columns of numbers that grow while a table streams by.

    They grow in place, where the system can move memory without a copy, and by so little that not much of it is idle.

    Args:
        types: The types of the columns.
    """

    def __init__(self, *types: npt.DTypeLike) -> None:
        self._types = types
        self._clear()

    def _clear(self) -> None:
        self.size = 0
        self._columns: list[npt.NDArray[Any]] = [np.empty(0, one) for one in self._types]

    def add(self, *columns: npt.NDArray[Any]) -> None:
        """Add some rows."""
        end = self.size + len(columns[0])
        for kept, column in zip(self._columns, columns, strict=True):
            if len(kept) < end:
                more = min(max(len(kept) // 8, _SMALLEST), _LARGEST)
                kept.resize(max(end, len(kept) + more), refcheck=False)  # nobody else holds it
            kept[self.size : end] = column
        self.size = end

    def give_up(self) -> list[npt.NDArray[Any]]:
        """Each column as one array; there are no rows here afterwards."""
        columns = [column[: self.size] for column in self._columns]
        self._clear()
        return columns

    def in_order(self) -> list[npt.NDArray[Any]]:
        """The same, the rows in the order of the first column; those of equal ones come in any order.

        One column after the other is put in order, so that never all are there twice.
        """
        columns = self.give_up()
        if len(columns) == 1:
            columns[0].sort()
            return columns
        order = order_of(columns[0])
        for at, column in enumerate(columns):
            columns[at] = column.take(order)
        return columns


def taken(hashes: pl.Series) -> Hashes:
    """The hashes that are not null."""
    array: Hashes = (hashes.drop_nulls() if hashes.null_count() else hashes).to_numpy()
    return array


def joined(pieces: Sequence[Hashes]) -> Hashes:
    """Arrays as one."""
    return np.concatenate(pieces) if pieces else np.empty(0, np.uint64)


def in_order(hashes: Hashes) -> Hashes:
    """The hashes in order, as a copy (polars' way; numpy's takes several times as long on some processors)."""
    return taken(pl.Series(hashes).sort(multithreaded=False))


def different(hashes: Hashes) -> Hashes:
    """Each hash once, in order."""
    keys = in_order(hashes)
    is_first = np.ones(len(keys), np.bool_)
    is_first[1:] = keys[1:] != keys[:-1]
    once: Hashes = keys[is_first]
    return once


def twice(ordered: Hashes) -> Hashes:
    """The hashes that occur again among some that are in order."""
    again: Hashes = ordered[1:][ordered[1:] == ordered[:-1]]
    return again


def order_of(hashes: Hashes) -> Positions:
    """The positions of hashes, in the order of the hashes; of equal ones the first comes first.

    Their leading bits are sorted with the positions in the bits behind, which is quicker than ``argsort``; the few
    that share all of these bits are then put right among themselves.
    """
    behind = np.uint64((1 << len(hashes).bit_length()) - 1)
    packed = hashes & ~behind
    packed |= np.arange(len(hashes), dtype=np.uint64)
    packed.sort()
    order: Positions = np.bitwise_and(packed, behind, out=packed).view(np.int64)
    while True:
        ordered = hashes.take(order)
        wrong = np.flatnonzero(ordered[:-1] > ordered[1:])
        if not wrong.size:
            return order
        first = wrong[np.diff(wrong, prepend=-2) > 1]  # no two that stand beside each other
        order[first], order[first + 1] = order[first + 1], order[first]


def bits(hashes: pl.Series) -> Bits:
    """Half of each hash: enough where two are compared that ought to be the same."""
    return hashes.to_numpy().astype(np.uint32)


class SortedKeys:
    """Finds keys among many that are sorted.

    Their leading bits say where to start looking: a table that pandas, polars or numpy would build anew for each batch
    is built once, and numpy's ``searchsorted`` goes through memory for each bit of a position.

    Args:
        keys: Hashes in order.
    """

    def __init__(self, keys: Hashes) -> None:
        self.keys = keys
        leading_bits = max(1, len(keys).bit_length() - 2 * (len(keys) > _MANY))
        self._shift = np.uint64(64 - leading_bits)
        self._starts = np.zeros(2**leading_bits + 1, np.uint32)
        for at in range(0, len(keys), _CHUNK):  # to count sorted keys is quicker than to search them
            leading = (keys[at : at + _CHUNK] >> self._shift).astype(np.int64)
            counts = np.bincount(leading - leading[0])
            self._starts[leading[0] + 1 :][: len(counts)] += counts.astype(np.uint32)
        np.cumsum(self._starts, out=self._starts)

    @property
    def has_repeated(self) -> bool:
        """Whether two keys are the same."""
        return len(twice(self.keys)) > 0

    def position(self, hashes: Hashes) -> Positions:
        """Where each hash stands in ``keys``, of equal ones the first; -1 where it does not."""
        if not len(self.keys):
            return np.full(len(hashes), -1)
        leading = (hashes >> self._shift).view(np.int64)  # as numpy counts, without a copy
        at: Positions = self._starts.take(leading, mode="clip").astype(np.int64)
        found = self.keys.take(at, mode="clip")
        active = np.flatnonzero(found < hashes)
        while active.size:
            at[active] += 1
            found[active] = self.keys.take(at[active], mode="clip")
            active = active[(found[active] < hashes[active]) & (at[active] < len(self.keys))]
        at[found != hashes] = -1
        return at
