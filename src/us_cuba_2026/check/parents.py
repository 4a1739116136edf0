"""What later tables look up in those read before: whether a key is there, and some cells of its row."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from us_cuba_2026.check.keys import Columns, Hashes, KeyIndex, key_hash
from us_cuba_2026.check.rule import Rule
from us_cuba_2026.check.table_schema import known
from us_cuba_2026.datapackage import ForeignKey, Package, Table

_MANY = 1_000_000  # rows
_FEW = 8  # rows for each different cell, at least


class Parent:
    """The keys of one table, by one set of columns, and the cells that are looked up in it.

    Args:
        table: The table.
        key: The columns that foreign keys point at.
        wanted: The columns that are looked up.
    """

    def __init__(self, table: Table, key: tuple[str, ...], wanted: Sequence[str]) -> None:
        self._key = key_hash(table, key).fill_null(0)
        self._wanted = wanted
        self._hashes = Columns([np.uint64])
        self._cells: list[pl.DataFrame] = []

    def take(self, rows: pl.DataFrame) -> None:
        """See some rows."""
        self._hashes.add([rows.select(self._key).to_series().to_numpy()])
        if self._wanted:
            self._cells.append(rows.select(name for name in self._wanted if name in rows.columns))

    def finish(self) -> None:
        """All rows have been seen."""
        self._index = KeyIndex(self._hashes.columns()[0])
        cells = pl.concat(self._cells, how="diagonal") if self._cells else pl.DataFrame()
        self.cells = pl.DataFrame([_compact(cell) for cell in cells])
        self._hashes, self._cells = Columns([]), []

    def position(self, hashes: Hashes) -> pl.Series:
        """The row of each key (not its number, but its place); null where there is none."""
        at = pl.Series(np.where(hashes == 0, -1, self._index.position(hashes)))
        return at.set(at < 0, None)


def _compact(cells: pl.Series) -> pl.Series:
    """Cells in a quarter of the memory, where there are many, most of which are the same."""
    is_worth_it = len(cells) > _MANY and cells.n_unique() * _FEW <= len(cells)
    return cells.cast(pl.Categorical) if is_worth_it else cells


class Lookup:
    """What the rows of a table look up in those that have been read when this is made.

    Args:
        table: The table.
        ways: Its foreign keys with the parents that they point at.
    """

    def __init__(self, table: Table, ways: Sequence[tuple[ForeignKey, Parent]]) -> None:
        self._table = table
        self._ways = [(key, parent, parent.cells if len(key.fields) == 1 else pl.DataFrame()) for key, parent in ways]

    @property
    def columns(self) -> set[str]:
        """Names of the columns that it adds."""
        names = {f"{key.fields[0]}.{name}" for key, _, cells in self._ways for name in cells.columns}
        return names.union(known(key) for key, _, _ in self._ways)

    def add(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with what is known of the rows that they point at."""
        added: list[pl.Series] = []
        for key, parent, cells in self._ways:
            hashes = rows.select(key_hash(self._table, key.fields).fill_null(0)).to_series()
            at = parent.position(hashes.to_numpy())
            is_known = pl.select(pl.when(hashes != 0).then(at.is_not_null())).to_series()
            added.append(is_known.alias(known(key)))
            added += [cell.gather(at).cast(pl.String).alias(f"{key.fields[0]}.{cell.name}") for cell in cells]
        unseen = {column.name: column for column in reversed(added)}
        return rows.with_columns(unseen.values())


class Parents:
    """The parents of all tables of a package, as far as they have been read.

    Args:
        package: The package.
        rules: The rules that may look up cells (columns such as ``speaker_id.naming``).
    """

    def __init__(self, package: Package, rules: Sequence[Rule]) -> None:
        self._package = package
        self._rules = rules
        self._wanted = looked_up(package, rules, package.tables)
        self._read: dict[tuple[str, tuple[str, ...]], Parent] = {}
        self._reading: dict[tuple[str, tuple[str, ...]], Parent] = {}

    def start(self, table: Table, columns: Sequence[str]) -> None:
        """A table is going to be read that has these columns."""
        keys = {
            key.reference_fields: key
            for other in self._package.tables
            for key in other.foreign_keys
            if key.table == table.name and other is not table and {*key.reference_fields} <= {*columns}
        }
        self._reading = {(table.name, key): Parent(table, key, self._wanted[table.name]) for key in keys}

    def take(self, rows: pl.DataFrame) -> None:
        """Some of its rows, with what was looked up for them."""
        for parent in self._reading.values():
            parent.take(rows)

    def finish(self, later: Sequence[Table]) -> None:
        """It has been read to its end, and these are still to come: what they do not look up is given up."""
        for parent in self._reading.values():
            parent.finish()
        every = self._read | self._reading
        pointed_at = {(key.table, key.reference_fields) for table in later for key in table.foreign_keys}
        wanted = looked_up(self._package, self._rules, later)
        self._read = {key: parent for key, parent in every.items() if key in pointed_at}
        for (table, _), parent in self._read.items():
            parent.cells = parent.cells.select(name for name in wanted[table] if name in parent.cells.columns)

    def lookup(self, table: Table, columns: Sequence[str]) -> Lookup:
        """What the rows of a table that has these columns can look up by now."""
        ways = []
        for key in table.foreign_keys:
            parent = self._read.get((key.table, key.reference_fields))
            if parent and key.table != table.name and {*key.fields} <= {*columns}:
                ways.append((key, parent))
        return Lookup(table, ways)


def looked_up(package: Package, rules: Sequence[Rule], tables: Sequence[Table]) -> Mapping[str, Sequence[str]]:
    """For each table, the columns that rules on these tables look up in it, through one foreign key or several."""
    wanted: dict[str, dict[str, None]] = {table.name: {} for table in package.tables}

    def want(table: Table, path: str) -> None:
        column, _, rest = path.partition(".")
        for key in table.foreign_keys if rest else ():
            if key.fields == (column,) and key.table != table.name:
                wanted[key.table][rest] = None
                want(package.table(key.table), rest)

    for table in tables:
        for rule in rules:
            for path in rule.columns if not rule.tables or table.name in rule.tables else ():
                want(table, path)
    return {name: list(columns) for name, columns in wanted.items()}
