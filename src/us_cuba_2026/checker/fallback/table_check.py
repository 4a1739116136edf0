"""One table, read by frictionless row by row."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from us_cuba_2026.checker.fallback.keys import References, Unique, text_of
from us_cuba_2026.checker.fallback.messages import on_cell, on_header, text_of_cell
from us_cuba_2026.checker.fallback.opening import opened, rows_of
from us_cuba_2026.checker.fallback.resources import is_grouped, is_tabular
from us_cuba_2026.checker.findings import COLUMNS, PART, shortened
from us_cuba_2026.checker.reading.byte_stream import CountedBytes
from us_cuba_2026.checker.reading.csv_rows import UnreadableError
from us_cuba_2026.checker.reading.table_reader import stamp_findings
from us_cuba_2026.files.errors import PackageError, cause
from us_cuba_2026.model.package import DESCRIPTOR, Field, Table

_MOST = 10_000  # findings that are held as Python objects
_UNREAD = ("blank-header", "unmatched-header", "duplicate-label", "incorrect-label")

Found = tuple[int | None, str | None, str, str | None, str]


class TableCheck:
    """The check of one table.

    Args:
        table: The table, which the fast path does not cover.
        references: Keeps what references need of its rows.
        take: Called with the findings, as frames.
        progress: Called with the number of bytes of each piece of a file that is read.

    Raises:
        PackageError: If its schema is not valid.
    """

    def __init__(
        self,
        table: Table,
        references: References,
        take: Callable[[pl.DataFrame], None],
        progress: Callable[[int], None],
    ) -> None:
        self.table = table
        self.count: int | None = 0
        """The rows that were read; nothing if the table could not be."""
        self._references, self._take, self._progress = references, take, progress
        self._unique = Unique(table)
        self._objects = {
            field.name: _validator(field.constraints["jsonSchema"], table.name)
            for field in table.fields
            if "jsonSchema" in field.constraints
        }
        self._grouped = [field for field in table.fields if is_grouped(field)]
        self._found: list[Found] = []

    def run(self) -> None:
        """Read all files, and report what is wrong."""
        for part, path in enumerate(self.table.parts):
            try:
                if "data" not in self.table.described:
                    self._check_file(path, part)
                if is_tabular(self.table):
                    self._check_rows(path, part)
            except UnreadableError as error:
                self._unreadable(error.rule, str(error), part)
            except OSError as error:
                self._unreadable("file", f"{path.name} cannot be read: {cause(error)}", part)
        if not is_tabular(self.table):
            self.count = None
        self._flush()

    def _check_file(self, path: Path, part: int) -> None:
        """The file is there, of the size and hash that the descriptor gives."""
        with CountedBytes(path, (self.table.hash or (None,))[0], self._progress) as stored:
            stored.drain()
        for found in stamp_findings(self.table, stored, part):
            self._take(found)

    def _check_rows(self, path: Path, part: int) -> None:
        """Header and rows of one file."""
        with opened(self.table, path) as resource:
            if resource is not None and self._header(resource, part):
                for row in rows_of(resource):
                    if self.count is not None:
                        self.count += 1
                    self._row(row, part)

    def _header(self, resource: Any, part: int) -> bool:  # noqa: ANN401
        """Report on the header; whether the columns can be told apart."""
        errors = [*resource.header.errors]
        is_readable = not any(error.type in _UNREAD for error in errors)
        row = part * PART + min(resource.dialect.header_rows or [1])
        unread = "" if is_readable else ", so the table was not read"
        for message, field in on_header(self.table, errors):
            self._report(row, field, "columns", None, message + unread)
        if not is_readable:
            self.count = None
        return is_readable

    def _row(self, row: Any, part: int) -> None:  # noqa: ANN401
        """Judge one row."""
        number = part * PART + row.row_number
        try:
            errors, names = [*row.errors], row.field_names
            kinds = {error.type for error in errors}
            if "blank-row" in kinds:
                self._report(number, None, "blank-row", None, "the row is blank: remove it")
                return
            texts = {name: text_of_cell(cell) for name, cell in zip(names, row.cells, strict=False)}
            is_cut = not kinds.isdisjoint({"extra-cell", "missing-cell"})
            self._references.take(row, number, texts, is_cut=is_cut)
            if is_cut:
                text = ",".join(map(text_of_cell, row.cells))
                message = f"has {len(row.cells)} cells, but the header has {len(names)}"
                self._report(number, None, "row-width", text, message)
                self._check_keys(row, number, texts)
                return
            for field in self._grouped:
                if row[field.name] is not None and not _is_whole(row[field.name], texts[field.name], field):
                    self._report(number, field.name, "type", texts[field.name], "must be a whole number")
            for error in errors:
                field = self.table.field(error.field_name)
                rule, message = on_cell(field, error)
                self._report(number, field.name, rule, texts.get(field.name, ""), message)
            for name, validator in self._objects.items():
                if row.get(name) is not None and not validator.is_valid(row[name]):
                    self._report(number, name, "jsonSchema", texts[name], "must match the JSON Schema of its column")
            self._check_keys(row, number, texts)
        except Exception as error:
            raise PackageError(
                f"{DESCRIPTOR}: {self.table.name[:60]}: frictionless, which checks this table, fails on row "
                f"{row.row_number} ({type(error).__name__}: {error})"[:400]
            ) from error

    def _check_keys(self, row: Any, number: int, texts: Mapping[str, str]) -> None:  # noqa: ANN401
        """Report the keys that a row before has."""
        for rule, columns, first in self._unique.again(row, _name(self.table, number)):
            message = f"the {shortened(', '.join(columns))} of row {first} must not occur again"
            self._report(number, columns[0], rule, text_of(texts, columns), message)

    def _unreadable(self, rule: str, message: str, part: int) -> None:
        self.count = None
        self._report(part * PART or None, None, rule, None, message)

    def _report(self, row: int | None, field: str | None, rule: str, value: str | None, message: str) -> None:
        self._found.append((row, field, rule, None if value is None else shortened(value), message))
        if len(self._found) >= _MOST:
            self._flush()

    def _flush(self) -> None:
        found, self._found = self._found, []
        if found:
            self._take(pl.DataFrame(found, schema=dict(COLUMNS), orient="row"))


def _is_whole(value: Any, text: str, field: Field) -> bool:  # noqa: ANN401  (a number)
    """Whether a number is whole, and written so."""
    digits = text.replace(str(field.described["groupChar"]), "")
    return Decimal(value).is_finite() and value % 1 == 0 and "." not in digits


def _name(table: Table, number: int) -> str:
    """What messages call a row."""
    row = str(number % PART)
    return row if len(table.parts) == 1 else f"{row} of {table.described['path'][number // PART]}"


def _validator(schema: Mapping[str, Any], table: str) -> Any:  # noqa: ANN401  (of jsonschema, which has no types)
    """What judges by a JSON Schema, which may refer to nothing outside of itself."""
    from jsonschema import SchemaError
    from jsonschema.validators import validator_for
    from referencing import Registry
    from referencing.exceptions import Unresolvable

    kind = validator_for(schema)
    try:
        kind.check_schema(schema)
        validator = kind(json.loads(json.dumps(schema)), registry=Registry())
        validator.is_valid({})
    except (SchemaError, Unresolvable, RecursionError) as error:
        message = " ".join(str(getattr(error, "message", error)).split())[:200]
        raise PackageError(f"{DESCRIPTOR}: {table[:60]}: jsonSchema cannot be used: {message}") from None
    return validator
