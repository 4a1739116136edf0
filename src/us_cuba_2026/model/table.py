"""What a table is: its file, its fields and its keys, as Table Schema describes them."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from us_cuba_2026.files.errors import PackageError, cause
from us_cuba_2026.files.file_kinds import kind

FORMULA = r"^[=+\-@\t\r]"
"""The start of what a spreadsheet takes for a formula, as a regular expression."""


csv.field_size_limit(2**31 - 1)  # Python's own limit, of 131,072 characters a cell, is none of CSV


@dataclass(frozen=True)
class Field:
    """One column, as Table Schema describes it. ``described`` is the descriptor's own object."""

    name: str
    type: str
    described: Mapping[str, Any]

    @property
    def constraints(self) -> Mapping[str, Any]:
        """The field's constraints, empty if there are none."""
        constraints: Mapping[str, Any] = self.described.get("constraints", {})
        return constraints

    @property
    def enum(self) -> tuple[str, ...]:
        """The closed list of words the field may hold (``enum``, else ``categories``), empty if it is open."""
        words = (str(word) for word in self.constraints.get("enum", categories(self.described)))
        return tuple(dict.fromkeys(words))  # 1 and "1" are one word in a cell


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose cells must occur as a key of another (or the same) table."""

    fields: tuple[str, ...]
    table: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One resource of a package: its file and its Table Schema."""

    name: str
    path: Path
    described: Mapping[str, Any]
    fields: tuple[Field, ...]
    missing_values: tuple[str, ...]
    hash: tuple[str, str] | None
    """Algorithm and digest of the file, if described."""
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]
    further_paths: tuple[Path, ...] = ()
    """The other files of a table that is several."""
    folder: Path = Path()
    """The folder of its package."""

    @property
    def parts(self) -> tuple[Path, ...]:
        """All files of the table."""
        return (self.path, *self.further_paths)

    @property
    def plain_file(self) -> Path:
        """The file of a table that is one plain CSV file, as those that are loaded whole must be.

        Raises:
            PackageError: If the table is several files, compressed, or of another format.
        """
        if self.further_paths or kind(self.path.name) != ("csv", ""):
            raise PackageError(f"{self.path}: is to be one plain CSV file here; unpack it")
        return self.path

    def is_required(self, field: Field) -> bool:
        """Whether each cell of a field must be filled: it says so, or belongs to the primary key."""
        return bool(field.constraints.get("required")) or field.name in self.primary_key

    def field(self, name: str) -> Field:
        """The field of that name."""
        return next(field for field in self.fields if field.name == name)

    def rows(self) -> list[dict[str, str]]:
        """The rows as text cells; none if there is no file. For tables that fit in memory many times over.

        Raises:
            PackageError: If the file is not UTF-8 CSV with the described columns and as many cells in each row.
        """
        where = self.plain_file
        if not where.exists():
            return []
        try:
            text = where.read_bytes().decode("utf-8-sig")
        except OSError as error:
            raise PackageError(f"{where}: {cause(error)}") from None
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise PackageError(f"{where}:{line}: not UTF-8; save the file as UTF-8") from None
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            header, *rows = [*lines] or [[]]
        except csv.Error as error:
            raise PackageError(f"{where}:{lines.line_num}: not CSV: {error}") from None
        if sorted(header) != sorted(self.names):
            raise PackageError(f"{where}: the header must name {', '.join(self.names)}")
        for number, row in enumerate(rows, 2):
            if len(row) != len(header):
                raise PackageError(f"{where}:{number}: {len(row)} cells, but the header has {len(header)}")
        return [dict(zip(header, row, strict=True)) for row in rows]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(field.name for field in self.fields)


def categories(described: Mapping[str, Any], where: str = "") -> tuple[Any, ...]:
    """The values of a field's categories, which may come with labels."""
    categories = described.get("categories", [])
    if not isinstance(categories, list):
        raise PackageError(f"{where}: categories must be a list")
    return tuple(item.get("value") if isinstance(item, dict) else item for item in categories)
