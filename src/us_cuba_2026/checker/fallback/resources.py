"""A table in the words of frictionless: its schema, its dialect, and one resource for each of its files."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from us_cuba_2026.checker.fallback import json_rows
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.files.file_kinds import kind
from us_cuba_2026.model.coverage import COMPRESSIONS, FIELDS_MATCH, fields_match, media_format
from us_cuba_2026.model.package import DESCRIPTOR, Field, Table
from us_cuba_2026.model.table import categories

_SCHEMA_2 = "https://datapackage.org/profiles/2.0/tableschema.json"  # which frictionless has with it
_OF_CSV = {
    "delimiter": "delimiter",
    "quoteChar": "quote_char",
    "doubleQuote": "double_quote",
    "escapeChar": "escape_char",
    "skipInitialSpace": "skip_initial_space",
}
_OF_ALL = ("header", "headerRows", "headerJoin", "headerCase", "commentRows", "commentChar", "skipBlankRows")
_JSON = ("json", "jsonl", "ndjson")
_TABULAR = ("csv", "tsv", "xlsx", "parquet", "inline")
_COMPRESSED = re.compile(rf"\.({'|'.join(COMPRESSIONS)})$")
_LINE_ENDS = ("\n", "\r\n", "\r", "")
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


def format_of(table: Table) -> str:
    """The format of a table's files: what the descriptor says, else what their name ends in, else a media type."""
    resource = table.described
    if "data" in resource and not isinstance(resource["data"], str):
        return "inline"
    name = "" if "data" in resource else str(resource.get("innerpath") or table.path.name).lower()
    if kind(name)[0] == "parquet":
        return "parquet"
    plain = _COMPRESSED.sub("", name)
    ending = PurePosixPath(plain).suffix.removeprefix(".")
    format_ = str(resource.get("format") or media_format(resource, plain) or ending).lower()
    return {"": "csv", "txt": "csv", "dat": "csv", "tab": "tsv"}.get(format_, format_)


def compression_of(table: Table, path: Path) -> str:
    """How a file of a table is compressed: what the descriptor says, else what its name ends in; empty if it is not."""
    by_name = _COMPRESSED.search(path.name.lower())
    return str(table.described.get("compression") or (by_name[1] if by_name else ""))


def is_tabular(table: Table) -> bool:
    """Whether a resource is a table at all; of others only the file is checked."""
    resource = table.described
    says_so = resource.get("type") == "table" or resource.get("profile") == "tabular-data-resource"
    if table.fields or says_so:
        return True
    is_text = not resource.get("format") and not re.search(
        r"\.(?:csv|tsv|tab)$", _COMPRESSED.sub("", table.path.name.lower())
    )
    return format_of(table) in _TABULAR and not (is_text and format_of(table) == "csv")


def schema_of(table: Table) -> Any:  # noqa: ANN401  (a frictionless.Schema; nothing if the table has none)
    """The schema of a table, with what frictionless would pass over made what it does judge.

    Keys are judged elsewhere; categories become a list of words; a pattern holds from end to end.

    Raises:
        PackageError: If frictionless, which knows all types, refuses it.
    """
    from frictionless import FrictionlessException, Schema

    if not table.fields:
        return None
    schema = table.described["schema"]
    null = table.described.get("dialect", {}).get("nullSequence")
    missing = [*table.missing_values, *([null] if isinstance(null, str) and null else [])]
    described = {
        "$schema": _SCHEMA_2,
        "fields": [_field(table, field) for field in table.fields],
        "missingValues": missing,
        "fieldsMatch": fields_match(schema) if fields_match(schema) in FIELDS_MATCH else "exact",
    }
    where = _where(table)
    try:
        made = Schema.from_descriptor(described)
    except FrictionlessException as error:
        notes = "; ".join(reason.note for reason in error.reasons) or error.error.note
        raise PackageError(
            f"{where}: frictionless, which checks this table, refuses its schema: {_line(notes)}"
        ) from None
    for field in [*made.fields]:
        if field.type in ("datetime", "time"):
            kind: Any = type(field)
            made.set_field(_in_utc(kind).from_descriptor(field.to_descriptor()))
    for field in made.fields:
        _check_constraints(field, f"{where}: field {field.name[:60]!r}")
    return made


@cache
def _in_utc(kind: Any) -> Any:  # noqa: ANN401  (a type of frictionless.Field)
    """Reads moments without an offset as UTC, so that they can be compared with those that have one."""

    class InUtc(kind):  # type: ignore[misc]
        @classmethod
        def metadata_select_class(cls, _: str | None) -> Any:  # noqa: ANN401
            return cls  # else frictionless makes copies of the type it knows

        def create_value_reader(self) -> Any:  # noqa: ANN401
            read = super().create_value_reader()

            def read_in_utc(cell: Any) -> Any:  # noqa: ANN401
                moment = read(cell)
                has_none = isinstance(moment, datetime | time) and moment.tzinfo is None
                return moment.replace(tzinfo=UTC) if has_none else moment

            return read_in_utc

    return InUtc


def _field(table: Table, field: Field) -> Mapping[str, Any]:
    """A field without what frictionless does not know, or what is judged elsewhere."""
    described = {key: value for key, value in field.described.items() if key not in ("example", "categories")}
    known = ("unique", "jsonSchema", "required")
    constraints = {key: value for key, value in field.constraints.items() if key not in known}
    if table.is_required(field):
        constraints["required"] = True
    if "enum" not in constraints and field.enum:
        constraints["enum"] = [*categories(field.described)]
    if "pattern" in constraints:
        constraints["pattern"] = rf"(?:{constraints['pattern']})(?!\n)"
    return described | {"constraints": constraints, "type": "number" if is_grouped(field) else field.type}


def is_grouped(field: Field) -> bool:
    """Whether digits of whole numbers are grouped, which frictionless knows of numbers only."""
    return field.type == "integer" and bool(field.described.get("groupChar"))


def _check_constraints(field: Any, where: str) -> None:  # noqa: ANN401  (a frictionless.Field)
    """Bounds and words are of the field's type, and patterns can be read, since frictionless would fail on each row."""
    try:
        read = field.create_value_reader()
        for key, value in field.constraints.items():
            values = value if key == "enum" else [value] if key in _BOUNDS else []
            if wrong := next((repr(one) for one in values if read(one) is None), None):
                raise PackageError(f"{where}: {key} {wrong[:60]} is not of type {field.type}")
        field.create_cell_reader()
    except (re.error, OverflowError, RecursionError) as error:
        raise PackageError(f"{where}: the pattern is no regular expression: {_line(str(error))}") from None


def dialect_of(table: Table) -> Any:  # noqa: ANN401  (a frictionless.Dialect)
    """How the files are to be read: as the descriptor says, else as the standard does; nothing is guessed.

    Raises:
        PackageError: If nothing here reads it so.
    """
    from frictionless import Dialect

    given = dialect_described(table)
    described = {
        key: given[key] for key in _OF_ALL if given.get(key, "") != "" or (key == "headerJoin" and key in given)
    }
    if given.get("caseSensitiveHeader") is False:
        described["headerCase"] = False
    format_ = format_of(table)
    if format_ == "xlsx":
        described["excel"] = {"sheet": given.get("sheetName") or given.get("sheetNumber") or given.get("sheet") or 1}
    dialect = Dialect.from_descriptor(described)
    if format_ in ("csv", "tsv"):
        if given.get("lineTerminator", "") not in _LINE_ENDS:
            terminator = repr(given["lineTerminator"])[:40]
            raise PackageError(
                f"{_where(table)}: lines that end with {terminator} are not read here; use {_LINE_ENDS[0]!r}"
            )
        usual = {"delimiter": "\t" if format_ == "tsv" else ",", "quote_char": '"', "skip_initial_space": False}
        named = {
            name: given[key] for key, name in _OF_CSV.items() if given.get(key, "") != "" or key == "quoteChar" in given
        }
        dialect.add_control(_as_written()(**usual | named))
    return dialect


def dialect_described(table: Table) -> Mapping[str, Any]:
    """The dialect as the descriptor has it, whether it is written as the standard or as frictionless does."""
    given = {key: value for key, value in table.described.get("dialect", {}).items() if value is not None}
    for group in ("csv", "excel", "json"):
        given |= given[group] if isinstance(given.get(group), dict) else {}
    return given


@cache
def _as_written() -> Any:  # noqa: ANN401  (a type of frictionless.formats.CsvControl)
    """Reads quotation marks by the letter: frictionless passes over one without a partner, and the rows behind it."""
    from frictionless.formats import CsvControl

    class AsWritten(CsvControl):
        def to_python(self) -> Any:  # noqa: ANN401  (a csv.Dialect)
            config = super().to_python()  # type: ignore[no-untyped-call]
            config.strict, config.quotechar = True, config.quotechar or None
            return config

    return AsWritten


def resource_of(table: Table, path: Path, schema: Any) -> Any:  # noqa: ANN401  (both of frictionless)
    """One file of a table, which is not compressed, or has been unpacked.

    Raises:
        UnreadableError: If it is JSON and cannot be read.
    """
    from frictionless.resources import TableResource

    described, format_, dialect = table.described, format_of(table), dialect_of(table)
    encoding = str(described.get("encoding") or "utf-8")
    source: dict[str, Any] = {"path": str(path.absolute()), "format": format_, "encoding": encoding}
    if format_ in (*_JSON, "inline"):
        value = described["data"] if format_ == "inline" else json_rows.read(path, encoding, format_ != "json")
        source = {"data": json_rows.table(value, table.names, dialect_described(table)), "format": "inline"}
    elif "data" in described:
        source = {"data": str(described["data"]).encode(), "format": format_, "encoding": "utf-8"}
    return TableResource(name="table", schema=schema, dialect=dialect, **source)


def require_readable(table: Table) -> None:
    """Refuse a table that nothing here reads, before anything is read.

    Raises:
        PackageError: If its schema is not valid, or its dialect or format is none that is read.
    """
    schema_of(table)
    if not is_tabular(table):
        return
    dialect_of(table)
    if format_of(table) not in (*_TABULAR, *_JSON):
        what = f"tables in {table.path.name[-60:]!r} are not read here"
        raise PackageError(f"{_where(table)}: {what}; use CSV, JSON or .xlsx")


def _where(table: Table) -> str:
    return f"{DESCRIPTOR}: {table.name[:60]}"


def _line(text: str) -> str:
    return " ".join(text.split())[:300]
