"""What later tables look up in those read before: whether a key is there, and some cells of its row."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set

import numpy as np
import polars as pl

from us_cuba_2026.checker.hashes import Positions
from us_cuba_2026.checker.keys import Keys, KeyStore, key_hash
from us_cuba_2026.checker.plain_patterns import plain_pattern
from us_cuba_2026.checker.rule import Hashes, RowRule
from us_cuba_2026.checker.table_schema import known
from us_cuba_2026.model.package import ForeignKey, Package, Table


class Cells:
    """A column of which many rows hold the same: each different cell is kept once.

    Example:
        >>> cells = Cells()
        >>> cells.take(pl.Series(["named", "unnamed", "named"]))
        >>> cells.finish()
        >>> cells.at(np.array([2, 1, 3])).to_list()
        ['named', 'unnamed', None]
    """

    def __init__(self) -> None:
        self._type = pl.Categorical(pl.Categories.random())
        self._parts: list[pl.Series] = []

    def take(self, cells: pl.Series) -> None:
        """See some rows."""
        self._parts.append(cells.cast(self._type))

    def finish(self) -> None:
        """All rows have been seen."""
        self._cells = pl.concat([*self._parts, pl.Series([None], dtype=self._type)], rechunk=True)
        self._parts = []

    def at(self, positions: Positions) -> pl.Series:
        """The cells of some rows; null behind the last one."""
        return self._cells[positions].cast(pl.String)


class Parent:
    """What is looked up in one table by one of its keys: whether a row has it, and some cells of that row.

    Args:
        table: The table.
        key: The columns that foreign keys point at.
        keys: The keys of its rows, which are seen apart from the cells.
        wanted: The columns that are looked up.
    """

    def __init__(self, table: Table, key: tuple[str, ...], keys: Keys, wanted: Sequence[str]) -> None:
        is_plain = plain_pattern(table, table.field(key[0]))
        self.pattern = None if is_plain is None else _pattern(table, key)
        """The pattern of the key that rows point at, if all keys match it, and that is easily told."""
        self._is_plain = pl.lit(False) if is_plain is None else is_plain.all()
        self.keys = keys
        keys.keep_positions()
        self.count = 0
        self.cells = {name: Cells() for name in wanted}

    def take(self, rows: pl.DataFrame) -> None:
        """See some rows."""
        self.count += rows.height
        if self.pattern is not None and not rows.select_seq(self._is_plain).item():
            self.pattern = None
        for name, cells in self.cells.items():
            cells.take(rows[name])

    def finish(self) -> None:
        """All rows have been seen."""
        self.keys.finish()
        for cells in self.cells.values():
            cells.finish()

    def position(self, hashes: Hashes) -> Positions:
        """The row of each key (not its number, but its place); behind the last one where there is none."""
        starts = np.flatnonzero(hashes[1:] != hashes[:-1]) + 1
        if 2 * len(starts) >= len(hashes):
            return self._position(hashes)
        starts = np.append(0, starts)  # rows that point at the same one stand together: one look for each
        lengths = np.diff(starts, append=len(hashes))
        return np.repeat(self._position(hashes[starts]), lengths)

    def _position(self, hashes: Hashes) -> Positions:
        at = self.keys.position(hashes)
        is_nowhere = (hashes == 0) | (at < 0)
        if is_nowhere.any():
            at[is_nowhere] = self.count
        return at


class Lookup:
    """What the rows of a table look up in those that have been read when this is made.

    Args:
        table: The table.
        ways: Its foreign keys with the parents that they point at.
        paths: The cells that are looked up, such as ``captain_id.rank``.
    """

    def __init__(self, table: Table, ways: Sequence[tuple[ForeignKey, Parent]], paths: Collection[str]) -> None:
        self._table = table
        self._ways = list({known(key): (key, parent) for key, parent in ways}.values())
        self._hashes = [key_hash(table, key.fields).fill_null(0).alias(known(key)) for key, _ in self._ways]
        self._cells = [  # those of now: another table that ends meanwhile gives up what no later one looks up
            {path: cells for name, cells in parent.cells.items() if (path := f"{key.fields[0]}.{name}") in paths}
            if len(key.fields) == 1
            else {}
            for key, parent in self._ways
        ]

    @property
    def columns(self) -> set[str]:
        """Names of the columns that it adds."""
        return {known(key) for key, _ in self._ways}.union(*self._cells)

    @property
    def plain(self) -> Mapping[str, pl.Expr]:
        """For each column that points at keys of its own pattern, which are all right: what is true where it does."""
        if self._table.missing_values != ("",):
            return {}
        return {
            key.fields[0]: pl.col(known(key)).fill_null(True)
            for key, parent in self._ways
            if parent.pattern and parent.pattern == _pattern(self._table, key.fields)
        }

    def add(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with what is known of the rows that they point at."""
        if not self._ways:
            return rows
        added: dict[str, pl.Series] = {}
        for (_, parent), wanted, pointers in zip(self._ways, self._cells, rows.select_seq(self._hashes), strict=True):
            at = parent.position(pointers.to_numpy())
            is_known = pl.Series(at < parent.count)
            added.setdefault(pointers.name, is_known if is_known.all() else is_known.set(pointers == 0, None))
            for path, cells in wanted.items():
                added.setdefault(path, cells.at(at))
        return rows.with_columns_seq(**added)


def _pattern(table: Table, key: tuple[str, ...]) -> str | None:
    """The pattern of a key of one column of text, in which keys that are the same are written alike."""
    field = table.field(key[0])
    return field.constraints.get("pattern") if len(key) == 1 and field.type == "string" else None


ParentsByKey = Mapping[tuple[str, tuple[str, ...]], Parent]
"""Parents by the name of their table and the columns of their key."""


class Parents:
    """The parents of all tables of a package, as far as they have been read.

    Args:
        package: The package.
        rules: The rules that may look up cells (columns such as ``captain_id.rank``).
        store: Keeps the keys.
    """

    def __init__(self, package: Package, rules: Sequence[RowRule], store: KeyStore) -> None:
        self._package, self._store = package, store
        self._rules = rules
        self._wanted = looked_up(package, rules, package.tables)
        self._read: ParentsByKey = {}

    def start(self, table: Table, columns: Set[str]) -> ParentsByKey:
        """The keys to be seen of a table that is going to be read and has these columns, with those of its lookup."""
        keys = {
            key.reference_fields: key
            for other in self._package.tables
            for key in other.foreign_keys
            if key.table == table.name and other is not table and {*key.reference_fields} <= columns
        }
        wanted = [name for name in self._wanted[table.name] if name in columns]
        return {(table.name, key): Parent(table, key, self._store.keys(table.name, key), wanted) for key in keys}

    def finish(self, seen: ParentsByKey, later: Sequence[Table]) -> None:
        """All rows have been seen, and these tables are still to come: what they do not look up is given up."""
        for parent in seen.values():
            parent.finish()
        every = {**self._read, **seen}
        pointed_at = {(key.table, key.reference_fields) for table in later for key in table.foreign_keys}
        wanted = looked_up(self._package, self._rules, later)
        self._read = {key: parent for key, parent in every.items() if key in pointed_at}
        for (table, _), parent in self._read.items():
            parent.cells = {name: cells for name, cells in parent.cells.items() if name in wanted[table]}

    def lookup(self, table: Table, columns: Sequence[str]) -> Lookup:
        """What the rows of a table that has these columns can look up by now."""
        ways = []
        for key in table.foreign_keys:
            parent = self._read.get((key.table, key.reference_fields))
            if parent and key.table != table.name and {*key.fields} <= {*columns}:
                ways.append((key, parent))
        return Lookup(table, ways, {*_paths(self._rules, table), *self._wanted[table.name]})


def _paths(rules: Sequence[RowRule], table: Table) -> Iterator[str]:
    """The columns that rules on a table read, those of other tables among them."""
    for rule in rules:
        if not rule.tables or table.name in rule.tables:
            yield from rule.columns


def looked_up(package: Package, rules: Sequence[RowRule], tables: Sequence[Table]) -> Mapping[str, Sequence[str]]:
    """For each table, the columns that rules on these tables look up in it, through one foreign key or several."""
    wanted: dict[str, dict[str, None]] = {table.name: {} for table in package.tables}

    def want(table: Table, path: str) -> None:
        column, _, rest = path.partition(".")
        for key in table.foreign_keys if rest else ():
            if key.fields == (column,) and key.table != table.name:
                wanted[key.table][rest] = None
                want(package.table(key.table), rest)

    for table in tables:
        for path in _paths(rules, table):
            want(table, path)
    return {name: list(columns) for name, columns in wanted.items()}
