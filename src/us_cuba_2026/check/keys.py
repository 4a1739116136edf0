"""Keys as 64-bit hashes: small enough to keep for every row, and quick to look up.

The hashes are made with a seed that is new in each process, so that nobody can write cells that share one. Two
different keys have the same hash with a chance of one in 10**19; what is *found* by hashes is confirmed on the cells.
"""

import secrets
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from us_cuba_2026.check.table_schema import is_missing
from us_cuba_2026.datapackage import Table

SEED = secrets.randbits(62)

Hashes = npt.NDArray[np.uint64]
Bits = npt.NDArray[np.uint32]
Positions = npt.NDArray[np.int64]

_MOST = np.uint64(2**64 - 1)
_PARTS = 8
_MANY = 2**22  # keys for which a place to start is shared by more of them, to save memory
_SMALLEST, _LARGEST = 2**10, 2**20  # rows of a block


class Store:
    """Hashes, and numbers that belong to them, kept while a table streams by and had in order once it has.

    They are divided by the leading bits of the hashes, and each part is given up when it has been put in order: so that
    never all are there twice.

    Args:
        types: The types of the columns, of which the first are the hashes.
    """

    def __init__(self, *types: npt.DTypeLike) -> None:
        self._types = types
        self._parts = [Columns(types) for _ in range(_PARTS)]

    def __len__(self) -> int:
        return sum(part.size for part in self._parts)

    def add(self, *columns: npt.NDArray[Any]) -> None:
        """Add some rows."""
        number = (columns[0] >> np.uint64(61)).astype(np.uint8)
        order = np.argsort(number, kind="stable")
        ends = np.cumsum(np.bincount(number, minlength=_PARTS))
        columns = tuple(column[order] for column in columns)
        for part, start, end in zip(self._parts, [0, *ends[:-1]], ends, strict=True):
            part.add([column[start:end] for column in columns])

    def take_over(self, other: "Store") -> None:
        """Add the rows of another one of the same types; they are given up there on the way."""
        for at, part in enumerate(other._parts):
            self._parts[at].add(part.columns())
            other._parts[at] = Columns(self._types)

    def in_order(self) -> Iterator[tuple[npt.NDArray[Any], ...]]:
        """The rows in the order of their hashes, part by part; they are given up on the way.

        Rows of equal hashes come in any order. Polars sorts, in a quarter of the time that numpy takes.
        """
        for at, part in enumerate(self._parts):
            columns = part.columns()
            self._parts[at] = Columns(self._types)
            if len(columns) == 1:
                yield (pl.Series(columns[0]).sort().to_numpy(),)
            else:
                order = pl.Series(columns[0]).arg_sort().to_numpy()
                yield tuple(column[order] for column in columns)

    def sorted(self) -> tuple["SortedKeys", list[npt.NDArray[Any]]]:
        """The hashes in order, and the other columns in that order; they are given up on the way."""
        columns = [np.empty(len(self) + (not at), one) for at, one in enumerate(self._types)]
        done = 0
        for part in self.in_order():
            for column, values in zip(columns, part, strict=True):
                column[done : done + len(values)] = values
            done += len(part[0])
        columns[0][done] = _MOST
        return SortedKeys(columns[0]), columns[1:]


class Columns:
    """Columns of numbers that grow by blocks.

    Args:
        types: The types of the columns.
    """

    def __init__(self, types: Sequence[npt.DTypeLike]) -> None:
        self.size = 0
        self._types = types
        self._blocks: list[list[npt.NDArray[Any]]] = []
        self._free = 0  # rows of the last block

    def add(self, columns: Sequence[npt.NDArray[Any]]) -> None:
        """Add some rows."""
        done, height = 0, len(columns[0])
        while done < height:
            if not self._free:
                self._free = min(max(self.size, _SMALLEST), _LARGEST)
                self._blocks.append([np.empty(self._free, one) for one in self._types])
            count = min(self._free, height - done)
            for kept, column in zip(self._blocks[-1], columns, strict=True):
                start = len(kept) - self._free
                kept[start : start + count] = column[done : done + count]
            self._free -= count
            self.size += count
            done += count

    def columns(self) -> list[npt.NDArray[Any]]:
        """Each column as one array."""
        columns = [np.empty(self.size, one) for one in self._types]
        done = 0
        for block in self._blocks:
            count = min(len(block[0]), self.size - done)
            for column, values in zip(columns, block, strict=True):
                column[done : done + count] = values[:count]
            done += count
        return columns


def key_hash(table: Table, columns: Sequence[str], *, has_odd: bool = True) -> pl.Expr:
    """The hash of a key; null where every cell is missing. Whole numbers are hashed without leading zeros.

    Args:
        table: The table.
        columns: The columns of the key.
        has_odd: Whether whole numbers may be written in more than one way (:func:`is_odd`): to look takes time.
    """
    hash_ = _cell_hash if has_odd else lambda _, column, seed: pl.col(column).hash(seed)
    cells = [hash_(table, column, SEED + at) for at, column in enumerate(columns)]
    key = cells[0] if len(cells) == 1 else pl.sum_horizontal(cells)
    return pl.when(~pl.all_horizontal(is_missing(table, column) for column in columns)).then(key)


def is_odd(table: Table, columns: Sequence[str]) -> pl.Expr | None:
    """Whether a whole number of a key may be written in more than one way; nothing if none is in the key.

    What sorts before 1 starts with a sign or a zero.
    """
    numbers = [pl.col(name) for name in columns if table.field(name).type == "integer"]
    odd = [(cell < "1") & (cell != "0") & (cell != "") for cell in numbers]
    return pl.any_horizontal(odd).any() if odd else None


def _cell_hash(table: Table, column: str, seed: int) -> pl.Expr:
    cell = pl.col(column)
    if table.field(column).type != "integer":
        return cell.hash(seed)
    has_zeros = cell.str.starts_with("0") & (cell.str.len_bytes() > 1)
    odd = pl.when(has_zeros | cell.str.starts_with("+") | cell.str.starts_with("-0")).then(cell)
    return pl.coalesce(odd.cast(pl.Int128, strict=False).cast(pl.String), cell).hash(seed)


def taken(hashes: pl.Series) -> Hashes:
    """The hashes that are not null."""
    array: Hashes = (hashes.drop_nulls() if hashes.null_count() else hashes).to_numpy()
    return array


def joined(pieces: Sequence[Hashes]) -> Hashes:
    """Arrays as one."""
    return np.concatenate(pieces) if pieces else np.empty(0, np.uint64)


def repeated(hashes: Store) -> Hashes:
    """The hashes that occur more than once, each once; the store is empty afterwards."""
    return joined([np.unique(part[1:][part[1:] == part[:-1]]) for (part,) in hashes.in_order()])


def ambiguous(pairs: Store) -> Hashes:
    """The groups (first column) with more than one value (second)."""
    found = [group[1:][(group[1:] == group[:-1]) & (value[1:] != value[:-1])] for group, value in pairs.in_order()]
    return np.unique(joined(found))


def bits(hashes: pl.Series) -> Bits:
    """Half of each hash: enough where two are compared that ought to be the same."""
    return hashes.to_numpy().astype(np.uint32)


class SortedKeys:
    """Finds keys among many that are sorted.

    Their leading bits say where to start looking: a table that pandas, polars or numpy would build anew for each batch
    is built once (measured: 10 to 60 ns a key; ``searchsorted`` 220, a join 440).

    Args:
        keys: Hashes in order, and after them the largest that there is, which ends a search.
    """

    def __init__(self, keys: Hashes) -> None:
        self.keys: Hashes = keys[:-1]
        self._and_end = keys
        bits = max(1, len(self.keys).bit_length() - 2 * (len(self.keys) > _MANY))
        self._shift = np.uint64(64 - bits)
        self._starts = np.zeros(2**bits + 1, np.uint32)
        for at in range(0, len(self.keys), _LARGEST):  # sorted keys are counted ten times as fast as they are searched
            leading = (self.keys[at : at + _LARGEST] >> self._shift).astype(np.int64)
            counts = np.bincount(leading - leading[0])
            self._starts[leading[0] + 1 :][: len(counts)] += counts.astype(np.uint32)
        np.cumsum(self._starts, out=self._starts)

    @property
    def has_repeated(self) -> bool:
        """Whether two keys are the same."""
        return bool((self.keys[1:] == self.keys[:-1]).any())

    def position(self, hashes: Hashes) -> Positions:
        """Where each hash stands in ``keys``, of equal ones the first; -1 where it does not."""
        leading = (hashes >> self._shift).view(np.int64)  # as numpy counts, without a copy
        at: Positions = self._starts.take(leading, mode="clip").astype(np.int64)
        found = self._and_end.take(at, mode="clip")
        active = np.flatnonzero(found < hashes)
        while active.size:
            at[active] += 1
            found[active] = self._and_end.take(at[active], mode="clip")
            active = active[found[active] < hashes[active]]
        at[(found != hashes) | (at >= len(self.keys))] = -1
        return at


class KeyIndex:
    """Finds the position of a key among many that are in any order.

    Args:
        hashes: Keys as hashes, in the order of their rows; of equal ones the first is found.
    """

    def __init__(self, hashes: Hashes) -> None:
        self._order: Bits = pl.Series(hashes).arg_sort().to_numpy()
        keys = np.empty(len(hashes) + 1, np.uint64)
        np.take(hashes, self._order, out=keys[:-1])
        keys[-1] = _MOST
        self._sorted = SortedKeys(keys)
        if self._sorted.has_repeated:
            self._order = np.argsort(hashes, kind="stable").astype(np.uint32)

    def position(self, hashes: Hashes) -> Positions:
        """Position of each hash among those the index was made of; -1 where it is none of them."""
        at = self._sorted.position(hashes)
        is_there = at >= 0
        if is_there.all():
            return self._order[at].astype(np.int64)
        at[is_there] = self._order[at[is_there]]
        return at
