"""Which resources the fast path covers, and what of the others it does not: those are checked by frictionless."""

import codecs
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from us_cuba_2026.files import file_kinds

TYPES = ("any", "boolean", "date", "datetime", "integer", "number", "string", "year", "yearmonth")
"""The Table Schema types that the fast path knows."""

OTHER_TYPES = ("array", "duration", "geojson", "geopoint", "list", "object", "time")
"""Those that it leaves to frictionless."""

FIELDS_MATCH = ("exact", "equal", "subset", "superset", "partial")
MEDIA_TYPES: Mapping[str, str] = {
    "application/json": "json",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "ndjson",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "text/tab-separated-values": "tsv",
}
"""The formats that a media type may tell of, where the name of a file says nothing."""
MUTE_ENDINGS = ("", "dat", "data", "txt")
"""The endings that say nothing of a format."""
COMPRESSIONS = ("zip", "gz", "bz2", "xz", "zst")

RESERVED_STARTS = ("_", "*", "^")
"""Names of our own columns, and what polars reads as a selection of columns."""

_DIALECT: Mapping[str, Any] = {
    "header": True,
    "headerRows": [1],
    "headerJoin": " ",
    "headerCase": True,
    "caseSensitiveHeader": True,
    "commentRows": [],
    "commentChar": "",
    "skipBlankRows": False,
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "escapeChar": "",
    "nullSequence": "",
    "skipInitialSpace": False,
}
"""What changes how a CSV file is read, and the value at which it changes nothing."""

_FIELD: Mapping[str, Any] = {"format": "default", "decimalChar": ".", "groupChar": "", "bareNumber": True}
_MORE_CONSTRAINTS = ("exclusiveMinimum", "exclusiveMaximum", "jsonSchema")
_WRITTEN_IN_SEVERAL_WAYS = ("boolean", "datetime", "number")
_BEYOND_RUST = re.compile(
    r"\(\?(?:[=!>(]|<[=!]|P=)|\\[1-9]|(?:(?<!\\)[*+?]|\{[0-9,]+\})\+"
)  # look-around, references back, possessive


def uncovered(resource: Mapping[str, Any]) -> tuple[str, ...]:
    """What of a resource the fast path does not cover.

    Args:
        resource: The resource as the descriptor has it, with schema and dialect in place.

    Returns:
        The reasons in words; none if the fast path covers it, or if it is so malformed that it is refused.

    Example:
        >>> uncovered({"path": "boats.csv", "schema": {"fields": [{"name": "id", "type": "integer"}]}})
        ()
        >>> uncovered({"path": "boats.csv", "dialect": {"delimiter": ";"}, "schema": {"fields": [{"name": "id"}]}})
        ("dialect: delimiter ';'",)
    """
    return tuple(dict.fromkeys([*_of_file(resource), *_of_dialect(resource.get("dialect")), *_of_schema(resource)]))


def _of_file(resource: Mapping[str, Any]) -> Iterator[str]:
    """Data, format, compression and encoding."""
    if "data" in resource:
        yield "its data stand in the descriptor"
        return
    path = resource.get("path")
    paths = [one for one in (path if isinstance(path, list) else [path]) if isinstance(one, str)]
    for name in paths:
        plain = name.lower().removesuffix(f".{file_kinds.kind(name)[1]}")
        if what := file_kinds.unread(name):
            yield f"the file is {what} (.{plain.rpartition('.')[2]})"
        elif media_format(resource, plain):
            yield f"mediatype {_short(resource['mediatype'])}"
        elif plain.endswith((".tsv", ".tab")) and "delimiter" not in _dict(resource.get("dialect")):
            yield "cells are divided by tabs (.tsv)"
    kinds = {file_kinds.kind(name) for name in paths} or {("csv", "")}
    (format_, compression), *_ = kinds
    given = resource.get("format")
    if format_ == "csv" and isinstance(given, str) and given.lower() != "csv":
        yield f"format {_short(given)}"
    given = resource.get("compression")
    if given in COMPRESSIONS and given != compression and format_ == "csv":
        yield f"compression {given}"
    encoding = resource.get("encoding", "utf-8")
    if isinstance(encoding, str) and _codec(encoding) not in ("utf-8", None):
        yield f"encoding {encoding}"


def media_format(resource: Mapping[str, Any], name: str) -> str:
    """The format that the media type of a resource tells, where neither its format nor the name of its file does.

    Example:
        >>> media_format({"mediatype": "application/json"}, "boats"), media_format({}, "boats")
        ('json', '')
    """
    ending = PurePosixPath(name.lower()).suffix.removeprefix(".")
    media = str(resource.get("mediatype", "")).partition(";")[0].strip().lower()
    return "" if resource.get("format") or ending not in MUTE_ENDINGS else MEDIA_TYPES.get(media, "")


def _of_dialect(dialect: Any) -> Iterator[str]:
    for key, value in _dict(dialect).items():
        if isinstance(value, dict):  # as frictionless groups them
            yield from (f"dialect: {key}" for _ in [value] if value)
        elif key in _DIALECT and value not in (_DIALECT[key], None):
            yield f"dialect: {key} {_short(value)}"


def _of_schema(resource: Mapping[str, Any]) -> Iterator[str]:
    schema = resource.get("schema")
    if schema is None:
        yield "it has no schema"
        return
    schema = _dict(schema)
    match = fields_match(schema)
    if match in FIELDS_MATCH and match != "exact":
        yield f"fieldsMatch {match}"
    fields = [field for field in _list(schema.get("fields")) if isinstance(field, dict)]
    in_keys = _in_keys(schema)
    for field in fields:
        name = field.get("name")
        reasons = [*of_field(field)]
        type_ = field.get("type")
        if type_ in _WRITTEN_IN_SEVERAL_WAYS and (name in in_keys or _dict(field.get("constraints")).get("unique")):
            reasons.append(f"a key of type {type_}, whose values can be written in several ways")
        yield from (f"field {str(name)[:60]}: {reason}" for reason in reasons)


def of_field(field: Mapping[str, Any]) -> Iterator[str]:
    """What of a field the fast path does not cover.

    Example:
        >>> [*of_field({"name": "when", "type": "date", "format": "%d/%m/%Y"})]
        ["format '%d/%m/%Y'"]
    """
    name, type_ = field.get("name"), field.get("type", "any")
    if isinstance(name, str) and (not name.isprintable() or not name.strip() or name.startswith(RESERVED_STARTS)):
        yield "a name that the fast path keeps for itself, or that is not printable"
    if type_ in OTHER_TYPES:
        yield f"type {type_}"
    for key, value in _FIELD.items():
        if key in field and isinstance(field[key], type(value)) and field[key] != value:
            yield f"{key} {_short(field[key])}"
    if isinstance(field.get("missingValues"), list):
        yield "missingValues of its own"
    constraints = _dict(field.get("constraints"))
    for key in _MORE_CONSTRAINTS:
        if key in constraints:
            yield f"constraint {key}"
    compared = {"boolean": {"enum"}, "datetime": {"enum", "minimum", "maximum"}}
    if isinstance(type_, str) and compared.get(type_, set()) & {*constraints}:
        yield f"constraints on values of type {type_}"
    pattern = constraints.get("pattern")
    if isinstance(pattern, str) and _BEYOND_RUST.search(pattern):
        yield "a pattern that looks around or back"


def fields_match(schema: Mapping[str, Any]) -> Any:
    """How the fields of a schema are matched with the columns; the standard writes it as a list of one word.

    Example:
        >>> fields_match({"fieldsMatch": ["subset"]}), fields_match({})
        ('subset', 'exact')
    """
    match = schema.get("fieldsMatch", "exact")
    return match[0] if isinstance(match, list) and len(match) == 1 else match


def _in_keys(schema: Mapping[str, Any]) -> set[str]:
    """The columns that are in keys, but for those malformed."""
    foreign = (_dict(key).get("fields") for key in _list(schema.get("foreignKeys")))
    keys: Iterable[Any] = [schema.get("primaryKey"), *_list(schema.get("uniqueKeys")), *foreign]
    return {name for key in keys for name in ([key] if isinstance(key, str) else _list(key)) if isinstance(name, str)}


def _codec(encoding: str) -> str | None:
    """The name of an encoding by which Python knows it; nothing if it does not, or if it is none of text."""
    try:
        io.TextIOWrapper(io.BytesIO(), encoding)
        return codecs.lookup(encoding).name
    except (LookupError, ValueError):
        return None


def _short(value: Any) -> str:
    return repr(value)[:40]


def _dict(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
