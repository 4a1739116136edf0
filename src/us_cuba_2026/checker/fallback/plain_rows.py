"""The rows of a table that frictionless reads, written as one plain CSV file, its values as the fast path has them."""

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from us_cuba_2026.checker.fallback.messages import on_cell, on_header, text_of_cell
from us_cuba_2026.checker.fallback.opening import opened, rows_of
from us_cuba_2026.checker.reading.csv_rows import UnreadableError
from us_cuba_2026.files.errors import PackageError, cause
from us_cuba_2026.model.coverage import OTHER_TYPES
from us_cuba_2026.model.package import Field, Table, validate_command

_MISSING = r"\N"  # where an empty text is a word of its own
_SHAPE = {"extra-cell": "has a cell too many", "missing-cell": "lacks cells", "blank-row": "is blank"}
_KEPT = ("example", "rdfType", "categories", "categoriesOrdered", "title", "description")


def write_plain(table: Table, file: Path) -> Table:
    """Write a table as one plain CSV file.

    Args:
        table: A table that the fast path does not cover.
        file: The file that is written.

    Returns:
        The table as that file has it: types that no cell of the fast path is of are text, and formats are the usual.

    Raises:
        PackageError: If a file cannot be read, or a row or cell of it is not as described.
    """
    missing = _missing_word(table)
    counts: list[int] = []
    fields = tuple(map(_plain, table.fields))
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        for path in table.parts:
            counts.append(0)
            try:
                with opened(table, path) as resource:
                    if not counts[1:]:
                        fields = fields or tuple(Field(name, "any", {"name": name}) for name in _labels(resource))
                        writer.writerow([field.name for field in fields])
                    for row in () if resource is None else _right_rows(table, path, resource):
                        writer.writerow(_texts(table, path, row, fields, missing))
                        counts[-1] += 1
            except (UnreadableError, OSError) as error:
                why = cause(error) if isinstance(error, OSError) else str(error)
                raise PackageError(f"{path}: {why}; run {validate_command(table.folder)}") from None
    return replace(
        table, fields=fields, missing_values=(missing,), hash=None, uncovered=(), copy=file, copied_rows=tuple(counts)
    )


def _plain(field: Field) -> Field:
    """A field as the plain file has it."""
    described = {"name": field.name} | {key: field.described[key] for key in _KEPT if key in field.described}
    if field.type in OTHER_TYPES:
        return Field(field.name, "string", described | {"type": "string"})
    constraints = {"constraints": field.constraints} if field.constraints else {}
    return Field(field.name, field.type, described | {"type": field.type} | constraints)


def _missing_word(table: Table) -> str:
    """What stands for a missing value: nothing, unless that may be a text."""
    for field in table.fields:
        words = field.described.get("missingValues")
        own = [one.get("value") if isinstance(one, dict) else one for one in words or ()]
        if field.type in ("string", "any") and "" not in (table.missing_values if words is None else own):
            return _MISSING
    return ""


def _labels(resource: Any) -> list[str]:  # noqa: ANN401
    """The columns of a table without a schema."""
    return [] if resource is None else [*resource.schema.field_names]


def _right_rows(table: Table, path: Path, resource: Any) -> Any:  # noqa: ANN401  (rows of frictionless)
    """The rows, if header, shape and types are right; what else is wrong is not asked for where a table is loaded."""
    for message, column in on_header(table, [*resource.header.errors]):
        raise _wrong(table, path, f"{column}: {message}" if column else message)
    for row in rows_of(resource):
        for error in row.errors:
            if error.type in _SHAPE:
                raise _wrong(table, path, f"row {row.row_number} {_SHAPE[error.type]}")
            field = table.field(error.field_name)
            rule, message = on_cell(field, error)
            if rule == "type" or (rule == "enum" and field.type == "string"):
                cell = text_of_cell(error.cell)[:60]
                raise _wrong(table, path, f"row {row.row_number}: {field.name}: {cell!r} {message}")
        yield row


def _texts(table: Table, path: Path, row: Any, fields: tuple[Field, ...], missing: str) -> list[str]:  # noqa: ANN401
    """The cells of a row as text."""
    cells = dict(zip(row.field_names, row.cells, strict=False))
    texts = []
    types = {field.name: field.type for field in table.fields}
    for field in fields:
        value = row[field.name] if field.name in cells else None
        text = missing if value is None else _text(types.get(field.name, "any"), value, cells[field.name])
        if value is not None and text == missing:
            raise _wrong(table, path, f"row {row.row_number}: {field.name}: {text!r} stands for a missing value here")
        texts.append(text)
    return texts


def _text(type_: str, value: Any, cell: object) -> str:  # noqa: ANN401
    """A value as the fast path has it in a cell; of a type that it does not know, what stands in the file."""
    write = _WRITTEN.get(type_)
    return write(value) if write else text_of_cell(cell)


def _number(value: Any) -> str:  # noqa: ANN401  (int, float or Decimal)
    number = Decimal(value)
    if number.is_finite():
        return str(value)
    return "NaN" if number.is_nan() else "INF" if number > 0 else "-INF"


def _moment(value: datetime) -> str:
    offset = value.utcoffset()
    return value.isoformat() if offset is None else value.replace(tzinfo=None).isoformat() + _offset(value)


def _offset(value: datetime) -> str:
    return "Z" if value.tzinfo == UTC else value.strftime("%z")[:3] + ":" + value.strftime("%z")[3:5]


_WRITTEN: Mapping[str, Callable[[Any], str]] = {
    "boolean": lambda value: json.dumps(bool(value)),
    "date": date.isoformat,
    "datetime": _moment,
    "integer": lambda value: str(int(value)),
    "number": _number,
    "string": str,
    "year": lambda value: f"{value:04}",
    "yearmonth": lambda value: f"{value.year:04}-{value.month:02}",
}


def _wrong(table: Table, path: Path, what: str) -> PackageError:
    return PackageError(f"{path}: {what}; run {validate_command(table.folder)}")
