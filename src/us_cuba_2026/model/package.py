"""Where the files are: the descriptor, its tables, fields, keys."""

import os
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from us_cuba_2026.files.errors import PackageError, UnusableError, unknown
from us_cuba_2026.model.descriptor import DESCRIPTOR, check_references, expect, load, table_of
from us_cuba_2026.model.missing_row import hint
from us_cuba_2026.model.table import FORMULA, Field, ForeignKey, Table

__all__ = [
    "DESCRIPTOR",
    "FORMULA",
    "Field",
    "ForeignKey",
    "Package",
    "Read",
    "Table",
    "dataset_folder",
    "validate_command",
]

Read = Callable[[Table], Sequence[Mapping[str, str]]]
"""Gives the rows of a table: from its file, or from memory where many are looked for."""


@dataclass(frozen=True)
class Package:
    """A data package: a folder, its descriptor and its tables."""

    folder: Path
    descriptor: Mapping[str, Any]
    tables: tuple[Table, ...]
    file: Path | None = None
    """The file that the descriptor was read from."""

    def table(self, name: str) -> Table:
        """The table of that name.

        Raises:
            UnusableError: If the package has no such table; the message names those it has.
        """
        for table in self.tables:
            if table.name == name:
                return table
        raise unknown("no table", name, [table.name for table in self.tables])

    def covered(self, needed: Iterable[str] = (), what: str = "") -> Self:
        """The tables that the fast path covers, without their references to others.

        Args:
            needed: Names of tables that must be among them.
            what: What can be done only with those, for the message.

        Raises:
            UnusableError: If one of these is not covered, or there is no such table.
        """
        for name in needed:
            self.table(name).require_covered(what)
        tables = [table for table in self.tables if not table.uncovered]
        names = {table.name for table in tables}
        if len(tables) == len(self.tables):
            return self
        return replace(self, tables=tuple(table.referring_to(names) for table in tables))

    def find(self, row_id: str, read: Read = Table.rows) -> tuple[Table, Mapping[str, str]]:
        """The row of that id, and its table, which has a key of one column.

        Raises:
            UnusableError: If there is none; the message says which may be meant.

        Example:
            >>> table, row = Package.read().find("plc-004")
            >>> table.name, row["name"]
            ('places', 'Havana')
        """
        keyed = {}
        for table in self.tables:
            if len(table.primary_key) == 1:
                key, rows = table.primary_key[0], read(table)
                for row in rows:
                    if row[key] == row_id:
                        return table, row
                keyed[table.name] = key, rows
            elif table.name == row_id.lstrip("#"):
                others = " or ".join(dict.fromkeys(key.table for key in table.foreign_keys))
                raise UnusableError(
                    f"rows of {table.name} have no id of their own"
                    + (f": give that of a row of {others}" * bool(others))
                )
        raise UnusableError(f"no record {row_id[:60]!r}: {hint(row_id, keyed)}")

    @classmethod
    def read(cls, path: Path | str | None = None) -> Self:
        """Read the descriptor of a package; its data files are not touched.

        Args:
            path: A ``datapackage.json`` or the folder that holds it; the dataset itself if nothing is given.

        Returns:
            The package.

        Raises:
            PackageError: If there is no usable descriptor, or a path in it leaves the folder.

        Example:
            >>> Package.read().table("participants").primary_key
            ('event_id', 'actor_id', 'role')
        """
        file = dataset_folder() if path is None else Path(path)
        file = file / DESCRIPTOR if os.path.isdir(file) else file  # noqa: PTH112  (is_dir fails on a path too long)
        descriptor = load(file)
        folder = file.parent
        resources = expect(descriptor, "resources", list, str(file))
        tables = tuple(table_of(folder, resource, f"{file}: resource {at}") for at, resource in enumerate(resources, 1))
        if not tables:
            raise PackageError(f"{file}: no resources; describe at least one table")
        check_references(tables, file)
        return cls(folder, descriptor, tables, file)


def dataset_folder() -> Path:
    """The folder of the dataset itself: inside the installed package, or the repository in a development install."""
    installed = Path(__file__).parents[1] / "dataset"
    return installed if installed.is_dir() else Path(__file__).parents[3]


def validate_command(folder: Path) -> str:
    """The command that checks the package of a folder, to be named in messages.

    Example:
        >>> validate_command(dataset_folder()), validate_command(Path("my boats"))
        ('us-cuba-2026 validate', "us-cuba-2026 validate 'my boats'")
    """
    return shlex.join(["us-cuba-2026", "validate", *([] if folder == dataset_folder() else [str(folder)])])
