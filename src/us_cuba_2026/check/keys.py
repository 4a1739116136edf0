"""Keys as 64-bit hashes: small enough to keep for every row, and quick to look up.

The hashes are made with a seed that is new in each process, so that nobody can write cells that share one. Two
different keys have the same hash with a chance of one in 10**19; what is *found* by hashes is confirmed on the cells.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
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

_NOTHING: Hashes = np.empty(0, np.uint64)


def key_hash(table: Table, columns: Sequence[str]) -> pl.Expr:
    """The hash of a key; null where every cell is missing. Whole numbers are hashed without leading zeros."""
    cells = [_cell_hash(table, column, SEED + at) for at, column in enumerate(columns)]
    key = cells[0] if len(cells) == 1 else pl.sum_horizontal(cells)
    return pl.when(~pl.all_horizontal(is_missing(table, column) for column in columns)).then(key)


def _cell_hash(table: Table, column: str, seed: int) -> pl.Expr:
    cell = pl.col(column)
    if table.field(column).type != "integer":
        return cell.hash(seed)
    has_zeros = cell.str.starts_with("0") & (cell.str.len_bytes() > 1)
    odd = pl.when(has_zeros | cell.str.starts_with("+") | cell.str.starts_with("-0")).then(cell)
    return pl.coalesce(odd.cast(pl.Int128, strict=False).cast(pl.String), cell).hash(seed)


def taken(hashes: pl.Series) -> Hashes:
    """The hashes that are not null."""
    array: Hashes = hashes.drop_nulls().to_numpy()
    return array


def joined(pieces: Sequence[npt.NDArray[Any]], dtype: Any = np.uint64) -> npt.NDArray[Any]:  # noqa: ANN401
    """Arrays as one."""
    return np.concatenate(pieces) if pieces else np.empty(0, dtype)


def repeated(pieces: Sequence[Hashes]) -> Hashes:
    """The hashes that occur more than once, each once."""
    found = [_NOTHING]
    for part in _parts():
        ordered = np.sort(joined([piece[part(piece)] for piece in pieces]))
        found.append(np.unique(ordered[1:][ordered[1:] == ordered[:-1]]))
    return np.concatenate(found)


def ambiguous(pieces: Sequence[tuple[Hashes, Bits]]) -> Hashes:
    """The groups (first of each pair of arrays) with more than one value (second)."""
    found = [_NOTHING]
    for part in _parts():
        chosen = [part(groups) for groups, _ in pieces]
        group = joined([groups[some] for (groups, _), some in zip(pieces, chosen, strict=True)])
        value = joined([values[some] for (_, values), some in zip(pieces, chosen, strict=True)], np.uint32)
        order = np.argsort(group)
        group, value = group[order], value[order]
        found.append(np.unique(group[1:][(group[1:] == group[:-1]) & (value[1:] != value[:-1])]))
    return np.concatenate(found)


def _parts() -> Iterator[Callable[[Hashes], npt.NDArray[np.bool_]]]:
    """Ways to choose a part of all hashes, so that what is sorted is never all of them."""
    for number in range(8):
        yield lambda hashes, number=number: (hashes >> np.uint64(61)) == number  # type: ignore[misc]


def bits(hashes: pl.Series) -> Bits:
    """Half of each hash: enough where two are compared that ought to be the same."""
    return hashes.to_numpy().astype(np.uint32)


class KeyIndex:
    """Finds the position of a key among many.

    The hashes are sorted, and their leading bits say where to start looking: a table that pandas, polars or numpy
    would build anew for each batch is built once (measured: 60 ns a key; ``searchsorted`` 220, a join 440).

    Args:
        hashes: Keys as hashes, in the order of their rows; of equal ones the first is found.
    """

    def __init__(self, hashes: Hashes) -> None:
        order = np.argsort(hashes, kind="stable").astype(np.uint32)
        ordered = hashes[order]
        is_first = np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]
        self.has_repeated = not is_first.all()
        if self.has_repeated:
            order, ordered = order[is_first], ordered[is_first]
        self.order = order
        self.keys: Hashes = np.append(ordered, np.uint64(2**64 - 1))  # the last stops the search
        bits = max(1, len(ordered).bit_length() - 2)
        self._shift = np.uint64(64 - bits)
        first = np.arange(2**bits, dtype=np.uint64) << self._shift
        self._starts = np.searchsorted(ordered, first).astype(np.uint32)

    def sorted_position(self, hashes: Hashes) -> Positions:
        """Where each hash stands in ``keys``; -1 where it does not."""
        at: Positions = self._starts[hashes >> self._shift].astype(np.int64)
        active = np.flatnonzero(self.keys[at] < hashes)
        while active.size:
            at[active] += 1
            active = active[self.keys[at[active]] < hashes[active]]
        at[(self.keys[at] != hashes) | (at >= len(self.order))] = -1
        return at

    def position(self, hashes: Hashes) -> Positions:
        """Position of each hash among those the index was made of; -1 where it is none of them."""
        at = self.sorted_position(hashes)
        if len(self.order):
            at[at >= 0] = self.order[at[at >= 0]]
        return at
