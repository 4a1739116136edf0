"""The keys of tables as hashes, and where each stands."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from us_cuba_2026.checker.hashes import SEED, Positions, SortedKeys, order_of
from us_cuba_2026.checker.rule import Hashes
from us_cuba_2026.checker.table_schema import is_missing
from us_cuba_2026.model.package import Table


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


class KeyIndex:
    """Finds the position of a key among many that are in any order.

    Args:
        hashes: Keys as hashes, in the order of their rows; of equal ones the first is found.
    """

    def __init__(self, hashes: Hashes) -> None:
        self._order = order_of(hashes).astype(np.uint32)
        self._sorted = SortedKeys(hashes.take(self._order))

    def position(self, hashes: Hashes) -> Positions:
        """Position of each hash among those the index was made of; -1 where it is none of them."""
        at = self._sorted.position(hashes)
        is_there = at >= 0
        if is_there.all():
            return self._order[at].astype(np.int64)
        at[is_there] = self._order[at[is_there]]
        return at
