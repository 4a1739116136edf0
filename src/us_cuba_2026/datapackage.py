"""Where the files are: the descriptor, its tables, fields, keys."""

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from us_cuba_2026.descriptor import DESCRIPTOR, check_references, expect, load, table_of
from us_cuba_2026.table import Field, ForeignKey, PackageError, Table, UnusableError

__all__ = [
    "DESCRIPTOR",
    "Field",
    "ForeignKey",
    "Package",
    "PackageError",
    "Table",
    "UnusableError",
    "dataset_folder",
    "validate_command",
]


@dataclass(frozen=True)
class Package:
    """A data package: a folder, its descriptor and its tables."""

    folder: Path
    descriptor: Mapping[str, Any]
    tables: tuple[Table, ...]

    def table(self, name: str) -> Table:
        """The table of that name.

        Raises:
            UnusableError: If the package has no such table; the message names those it has.
        """
        for table in self.tables:
            if table.name == name:
                return table
        raise UnusableError(f"no table {name!r}; there are: {', '.join(table.name for table in self.tables)}")

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
        return cls(folder, descriptor, tables)


def dataset_folder() -> Path:
    """The folder of the dataset itself: inside the installed package, or the repository in a development install."""
    installed = Path(__file__).parent / "dataset"
    return installed if installed.is_dir() else Path(__file__).parents[2]


def validate_command(folder: Path) -> str:
    """The command that checks the package of a folder, to be named in messages.

    Example:
        >>> validate_command(dataset_folder()), validate_command(Path("my boats"))
        ('us-cuba-2026 validate', "us-cuba-2026 validate 'my boats'")
    """
    return shlex.join(["us-cuba-2026", "validate", *([] if folder == dataset_folder() else [str(folder)])])
