"""The keys of tables as hashes, kept once for all that count them or look them up, and where each stands."""

from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from weakref import WeakValueDictionary

import numpy as np
import numpy.typing as npt
import polars as pl

from us_cuba_2026.checker.hashes import SEED, Columns, Positions, SortedKeys, order_of, taken, twice
from us_cuba_2026.checker.rule import Hashes, Key
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


def keys_of(rows: pl.DataFrame, table: Table, columns: Sequence[str]) -> pl.Series:
    """The hashes of the keys of some rows; null where every cell is missing."""
    odd = is_odd(table, columns)
    has_odd = odd is not None and bool(rows.height and rows.select_seq(odd).item())
    return rows.select_seq(key_hash(table, columns, has_odd=has_odd)).to_series()


def _with_key(keys: Hashes) -> Hashes:
    """The keys of rows that have one."""
    some: Hashes = keys[keys != 0]
    return some


def takes_part(where: tuple[str, str]) -> pl.Expr:
    """Which rows have the cell that all rows have that take part."""
    column, cell = where
    return pl.col(column) == cell


class Keys:
    """The keys of the rows of one table, by some of its columns; 0 where a row has none, if that is kept.

    When one of its results is asked for the table must have been read to its end.

    Args:
        table: The table.
        columns: The columns of the key.
        where: A column, and the cell that it holds in all rows that count; every row does if nothing is given.
        is_whole: Whether only rows of the right width count.
        has_missing: Whether rows without a key are kept.
    """

    def __init__(
        self,
        table: Table,
        columns: Key,
        where: tuple[str, str] | None = None,
        *,
        is_whole: bool = False,
        has_missing: bool = False,
    ) -> None:
        self._table, self._columns, self._where = table, columns, where
        self._is_whole, self._has_missing = is_whole, has_missing
        self._kept = Columns(np.uint64)
        self._has_positions = False
        self._order: npt.NDArray[np.uint32] | None = None

    @property
    def columns(self) -> set[str]:
        """The columns that are read."""
        return {*self._columns, *(self._where or ())[:1]}

    def keep_positions(self) -> None:
        """Keep which row each key is of; to be called before the keys are used."""
        self._has_positions = True

    def take(self, rows: pl.DataFrame, *, is_cut: bool = False) -> None:
        """See some rows, which have the right width or were cut to it."""
        if is_cut and self._is_whole:
            return
        if self._where:
            rows = rows.filter(takes_part(self._where))
        keys = keys_of(rows, self._table, self._columns)
        is_kept = self._has_missing or self._has_positions
        self._kept.add(keys.fill_null(0).to_numpy() if is_kept else taken(keys))

    def finish(self) -> None:
        """Make now what keys are looked up in, since another thread is going to ask."""
        _ = self._lookup

    @cached_property
    def in_order(self) -> Hashes:
        """The keys in order."""
        if self._has_positions:
            (hashes,) = self._kept.give_up()
            self._order = order_of(hashes).astype(np.uint32)
            ordered: Hashes = hashes.take(self._order)
        else:
            (ordered,) = self._kept.in_order()
        return ordered

    @cached_property
    def _lookup(self) -> SortedKeys:
        return SortedKeys(self.in_order)

    @property
    def present(self) -> Hashes:
        """The keys in order, without those of rows that have none, unless these are a group too."""
        keys = self.in_order
        return keys if self._has_missing else _with_key(keys)

    @property
    def repeated(self) -> Hashes:
        """The keys that occur again, in order."""
        return twice(self.present)

    def are_there(self, hashes: Hashes) -> npt.NDArray[np.bool_]:
        """Whether some row has each key."""
        return self._lookup.position(hashes) >= 0

    def position(self, hashes: Hashes) -> Positions:
        """The row of each key (not its number, but its place, of equal ones the first); -1 where there is none."""
        at = self._lookup.position(hashes)
        assert self._order is not None  # noqa: S101  (positions are kept)
        is_there = at >= 0
        if is_there.all():
            return self._order[at].astype(np.int64)
        at[is_there] = self._order[at[is_there]]
        return at

    def of_rows(self, chosen: npt.NDArray[np.bool_]) -> Hashes:
        """The keys of some rows, which is told of each."""
        keys = self.in_order
        assert self._order is not None  # noqa: S101  (positions are kept)
        return _with_key(keys[chosen[self._order]])


class KeyStore:
    """The keys of tables that anybody wants: they are kept once, and given up when nobody holds them any more.

    Args:
        tables: The tables by name.

    Example:
        >>> from us_cuba_2026.model.package import Package
        >>> store = KeyStore({"places": Package.read().table("places")})
        >>> one, other = (store.keys("places", ("place_id",)) for _ in range(2))
        >>> one is other
        True
        >>> for keys in store.of("places", {"place_id"}):
        ...     keys.take(pl.DataFrame({"place_id": ["plc-001", "plc-002", "plc-001"]}))
        >>> len(one.repeated)
        1
    """

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.tables = tables
        self._wanted: WeakValueDictionary[tuple[str, *tuple[object, ...]], Keys] = WeakValueDictionary()

    def keys(
        self,
        table: str,
        columns: Key,
        where: tuple[str, str] | None = None,
        *,
        is_whole: bool = False,
        has_missing: bool = False,
    ) -> Keys:
        """The keys of a table by some columns (see :class:`Keys`); to be asked for before it is read."""
        wanted = table, columns, where, is_whole, has_missing
        keys = self._wanted.get(wanted)
        if keys is None:
            keys = Keys(self.tables[table], columns, where, is_whole=is_whole, has_missing=has_missing)
            self._wanted[wanted] = keys
        return keys

    def of(self, table: str, columns: Set[str]) -> list[Keys]:
        """The keys that are wanted of a table that is going to be read and has these columns."""
        return [keys for (name, *_), keys in self._wanted.items() if name == table and keys.columns <= columns]
