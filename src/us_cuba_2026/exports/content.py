"""What is exported: the tables and flat views of a package, with their rows and their words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from us_cuba_2026.citation.cite import citations
from us_cuba_2026.dataframes.flat_views import FLAT, each_once, view
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.metadata.documentation import TableDocumentation, document
from us_cuba_2026.model.package import FORMULA, Package, Table
from us_cuba_2026.model.stated import objects, text

if TYPE_CHECKING:
    import polars as pl

_NOT_OF_WINDOWS = r"(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))"
_TABLE_NAME = re.compile(_NOT_OF_WINDOWS + r"[a-z][a-z0-9_.-]{0,63}", re.IGNORECASE)
_PACKAGE_NAME = re.compile(_NOT_OF_WINDOWS + r"[a-z0-9][a-z0-9_.-]{0,63}", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A table or flat view: what it is, and its rows."""

    documentation: TableDocumentation
    is_flat: bool
    frame: "pl.DataFrame"

    @property
    def name(self) -> str:
        """Name of the table or view, fit to be that of a file, a table of a database, or a sheet if it is cut."""
        return self.documentation.name

    @property
    def table(self) -> Table:
        """The table, or the view as a table of its own."""
        return self.documentation.table


@dataclass(frozen=True)
class Content:
    """What is exported of a package."""

    package: Package
    documentation: Sequence[TableDocumentation]

    @classmethod
    def read(cls, path: Path | str | None = None) -> Self:
        """Read what a package is; its rows are read when they are asked for.

        Args:
            path: A ``datapackage.json`` or the folder that holds it; the dataset itself if nothing is given.

        Raises:
            PackageError: If the package lacks what the flat views need, or a name in it cannot be that of a file, or
                stands for something else in a format.

        Example:
            >>> content = Content.read()
            >>> content.name, len(content.documentation)
            ('us-cuba-2026', 26)
        """
        return cls.of(Package.read(path))

    @classmethod
    def of(cls, package: Package) -> Self:
        """What is exported of a package whose tables are plain CSV files, as :meth:`read` tells."""
        documentation = document(package)
        _check_names(documentation)
        return cls(package, documentation)

    @cached_property
    def parts(self) -> Sequence[Part]:
        """The tables, then the flat views, with their rows."""
        from us_cuba_2026.dataframes import polars_frames

        joined = {one.name for one in self.documentation} - {table.name for table in self.package.tables}
        load = each_once(polars_frames.load)
        flat = {f"{name}_flat": view(self.package, name) for name in FLAT if f"{name}_flat" in joined}
        return [
            Part(one, True, polars_frames.flat(flat[one.name], load))
            if one.name in flat
            else Part(one, False, load(one.table))
            for one in self.documentation
        ]

    @property
    def name(self) -> str:
        """Name of the package, fit to be that of a file."""
        name = self.described("name")
        return name if _PACKAGE_NAME.fullmatch(name) else "dataset"

    def described(self, key: str) -> str:
        """A property of the package that is text, on one line; empty if it is not there."""
        return text(self.package.descriptor, key)

    @property
    def licence(self) -> tuple[str, str]:
        """Name and address of the data's licence, empty if none is given."""
        licences = objects(self.package.descriptor, "licenses")
        for licence in [one for one in licences if one.get("scope") == "data"] + licences:
            return text(licence, "name"), text(licence, "path")
        return "", ""

    @property
    def citation(self) -> str:
        """How to cite the package and the articles it was made from, in APA style, on a line."""
        return " ".join(self.references)

    @property
    def references(self) -> list[str]:
        """The references to the package and to the articles it was made from, in APA style."""
        return citations(self.package)["apa"].splitlines()


def _check_names(documentation: Sequence[TableDocumentation]) -> None:
    """Refuse what a file system, a database or a spreadsheet would take for something else, or for the same."""
    seen = {"about", "codebook"}  # the extra tables
    for table in documentation:
        if not _TABLE_NAME.fullmatch(table.name):
            raise PackageError(
                f"table {table.name[:60]!r} cannot be exported: its name must be a letter, then letters, digits, "
                "'_', '.' or '-', 64 at most"
            )
        if table.name.lower() in seen:
            raise PackageError(f"table {table.name} cannot be exported: another has that name, capitals aside")
        seen.add(table.name.lower())
        columns = [column.name for column in table.fields]
        for column in columns:
            if re.match(FORMULA, column):
                raise PackageError(f"column {table.name}.{column[:60]!r} cannot be exported: it starts like a formula")
        if len({column.casefold() for column in columns}) < len(columns):
            raise PackageError(f"table {table.name} cannot be exported: two columns have one name, capitals aside")
