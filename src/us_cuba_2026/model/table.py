"""What a table is: its file, its fields and its keys, as Table Schema describes them."""

import csv
import io
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Self

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

    @property
    def is_ordered(self) -> bool:
        """Whether the words of its closed list have an order."""
        return bool(self.described.get("categoriesOrdered"))

    @property
    def true_values(self) -> tuple[str, ...]:
        """The words for true.

        Example:
            >>> Field("is_open", "boolean", {"trueValues": ["yes"]}).true_values
            ('yes',)
        """
        return tuple(self.described.get("trueValues", ("true", "True", "TRUE", "1")))

    @property
    def false_values(self) -> tuple[str, ...]:
        """The words for false.

        Example:
            >>> Field("is_open", "boolean", {"trueValues": ["yes"]}).false_values
            ('false', 'False', 'FALSE', '0')
        """
        return tuple(self.described.get("falseValues", ("false", "False", "FALSE", "0")))


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
    uncovered: tuple[str, ...] = ()
    """What of it the fast path does not cover: then frictionless checks it."""
    copy: Path | None = None
    """A plain CSV file of the same rows, where its own files are not that."""
    copied_rows: tuple[int, ...] = ()
    """How many rows of the copy come from each of its files."""

    @property
    def parts(self) -> tuple[Path, ...]:
        """All files of the table."""
        return (self.path, *self.further_paths)

    def referring_to(self, names: Collection[str]) -> Self:
        """The table with only those references that are to tables of these names."""
        return replace(self, foreign_keys=tuple(key for key in self.foreign_keys if key.table in names))

    def require_covered(self, what: str) -> None:
        """Refuse a table that the fast path does not cover.

        Args:
            what: What can be done only with those that it does, such as "loaded or exported".

        Raises:
            PackageError: If it does not; the message says why.
        """
        if self.uncovered:
            more = f" and {len(self.uncovered) - 1} more" if len(self.uncovered) > 1 else ""
            why = f"{self.uncovered[0]}{more}"
            raise PackageError(f"table {self.name[:60]} can be checked, but not {what} ({why})")

    @property
    def is_plain(self) -> bool:
        """Whether the table is one plain CSV file, which needs no copy to be loaded."""
        return not (self.uncovered or self.further_paths or kind(self.path.name) != ("csv", ""))

    @property
    def plain_file(self) -> Path:
        """The table as one plain CSV file: its own, or a copy.

        Raises:
            PackageError: If its own files are not that, and there is no copy.
        """
        if self.copy is not None:
            return self.copy
        self.require_covered("loaded or exported")
        if not self.is_plain:
            raise PackageError(f"{self.path}: is to be one plain CSV file here; unpack it")
        return self.path

    def place(self, row: int) -> str:
        """Where a row is, by its file and number; rows are counted from 0 without the header.

        Example:
            >>> table = Table("a", Path("a.csv"), {}, (), (), None, (), (), (), (Path("b.csv"),), copied_rows=(2, 1))
            >>> table.place(1), table.place(2)
            ('a.csv:3', 'b.csv:2')
        """
        for path, count in zip(self.parts, self.copied_rows, strict=False):
            if row < count:
                return f"{path}:{row + 2}"
            row -= count
        return f"{self.path}:{row + 2}"

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
            is_divided = sorted(re.split("[;\t|]", ",".join(header))) == sorted(self.names)
            mend = "; a spreadsheet has put other marks between its cells: run us-cuba-2026 curate stamp"
            names = ", ".join(self.names)
            raise PackageError(f"{where}: the header must name {names}{mend if is_divided else ''}")
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
