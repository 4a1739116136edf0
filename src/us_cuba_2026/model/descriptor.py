"""Reads a descriptor, and refuses in one line what is malformed or leaves the package."""

import codecs
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from us_cuba_2026.files import file_kinds, strict_json
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.coverage import FIELDS_MATCH, OTHER_TYPES, TYPES, fields_match, of_field, uncovered
from us_cuba_2026.model.table import Field, ForeignKey, Table, categories

DESCRIPTOR = "datapackage.json"
LARGEST_DESCRIPTOR = 16 * 2**20  # bytes; a larger one is a mistake or an attack
LONGEST_NAME = 1000  # characters; findings repeat names

_CONSTRAINTS: Mapping[str, tuple[type, ...]] = {
    "required": (bool,),
    "unique": (bool,),
    "enum": (list,),
    "pattern": (str,),
    "minimum": (int, float, str),
    "maximum": (int, float, str),
    "minLength": (int,),
    "maxLength": (int,),
    "exclusiveMinimum": (int, float, str),
    "exclusiveMaximum": (int, float, str),
    "jsonSchema": (dict,),
}
_FIELD: Mapping[str, type] = {"format": str, "decimalChar": str, "groupChar": str, "bareNumber": bool}
_DIALECT: Mapping[str, type | tuple[type, ...]] = {
    "header": bool,
    "headerRows": list,
    "headerJoin": str,
    "headerCase": bool,
    "caseSensitiveHeader": bool,
    "commentRows": list,
    "commentChar": str,
    "skipBlankRows": bool,
    "delimiter": str,
    "lineTerminator": str,
    "quoteChar": str,
    "doubleQuote": bool,
    "escapeChar": str,
    "nullSequence": str,
    "skipInitialSpace": bool,
    "property": str,
    "itemType": str,
    "itemKeys": list,
    "sheetName": str,
    "sheetNumber": int,
    "table": str,
}
_HASHES = {name for name in hashlib.algorithms_guaranteed if not name.startswith("shake")}  # of a fixed length
_ORDERED = ("date", "datetime", "integer", "number", "year", "yearmonth")
_TEXT = ("any", "string")


def load(file: Path) -> Mapping[str, Any]:
    """The descriptor's JSON object."""
    try:
        if file.exists() and not file.is_file():
            raise PackageError(f"{file}: not a file that can be read as a descriptor")
        with file.open("rb") as stream:
            raw = stream.read(LARGEST_DESCRIPTOR + 1)
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or "not a path"
        raise PackageError(f"{file}: {what}; give a folder with a {DESCRIPTOR}, or that file") from None
    if len(raw) > LARGEST_DESCRIPTOR:
        raise PackageError(f"{file}: larger than {LARGEST_DESCRIPTOR} bytes, so it is not read as a descriptor")
    if what := _something_else(file, raw):
        raise PackageError(f"{file}: this is {what}, not a descriptor; give {_descriptor_beside(file)}")
    try:
        descriptor = strict_json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        what = f" (this is {kind})" if (kind := file_kinds.seen_in(raw)) else ""
        raise PackageError(f"{file}: not UTF-8 at byte {error.start}{what}; save it as UTF-8") from None
    except strict_json.JsonError as error:
        place = f":{error.line}:{error.column}" if error.line else ""
        raise PackageError(f"{file}{place}: {error}") from None
    if not isinstance(descriptor, dict):
        raise PackageError(f"{file}: a descriptor is a JSON object, this is {type(descriptor).__name__}")
    return descriptor


def _something_else(file: Path, raw: bytes) -> str | None:
    """What a file is that somebody took for a descriptor; nothing if it may be one."""
    what = file_kinds.seen_in(raw)
    if what and not what.startswith("text"):
        return what
    start = raw.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
    is_table = file_kinds.kind(file.name)[0] == "parquet" or file.suffix.lower() in (".csv", ".tsv", ".tab", ".txt")
    return "a table" if is_table and start not in (b"{", b"[") else None


def _descriptor_beside(file: Path) -> str:
    """What to give instead of a file that is none."""
    beside = file.parent / DESCRIPTOR
    return str(beside) if beside.is_file() else f"the {DESCRIPTOR} that describes it, or the folder of that"


def expect(holder: Mapping[str, Any], key: str, kind: type | tuple[type, ...], where: str) -> Any:
    """A property that must be there and be of that kind."""
    value = holder.get(key)
    kinds = kind if isinstance(kind, tuple) else (kind,)
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        names = " or ".join(one.__name__ for one in kinds)
        found = f"is {json.dumps(value, default=str)[:60]}" if key in holder else "is missing"
        raise PackageError(f"{where}: {key} must be of type {names}, but {found}")
    return value


def table_of(folder: Path, resource: Any, where: str) -> Table:
    """One resource as a table, whether the fast path covers it or not."""
    if not isinstance(resource, dict):
        raise PackageError(f"{where}: a resource is a JSON object")
    name = expect(resource, "name", str, where)
    where = f"{where} ({name[:60]})"
    if len(name) > LONGEST_NAME:
        raise PackageError(f"{where}: a name must have at most {LONGEST_NAME} characters")
    resource = resource | {
        key: _referred(folder, resource[key], f"{where}: {key}")
        for key in ("schema", "dialect")
        if isinstance(resource.get(key), str)
    }
    if resource.get("compression") == "no":  # as version 4 of frictionless wrote in every descriptor
        resource = resource | {"compression": ""}
    reasons = uncovered(resource)
    path, *further_paths = _files(folder, resource, where)
    if not reasons:
        _check_format(resource, path.name, where)
    _check_dialect(resource, where)
    if "bytes" in resource:
        expect(resource, "bytes", int, where)
    schema = expect(resource, "schema", dict, where) if resource.get("schema") is not None else {}
    if fields_match(schema) not in FIELDS_MATCH:
        modes = ", ".join(FIELDS_MATCH)
        raise PackageError(f"{where}: fieldsMatch {str(schema['fieldsMatch'])[:40]!r} is not one of {modes}")
    described = expect(schema, "fields", list, f"{where}: schema") if schema else []
    fields = tuple(_field(field, f"{where}: field {at}") for at, field in enumerate(described, 1))
    names = [field.name for field in fields]
    if (not fields and resource.get("schema") is not None) or len(set(names)) < len(names):
        raise PackageError(f"{where}: a table needs fields, and each field a name of its own")
    unique = schema.get("uniqueKeys", [])
    if not isinstance(unique, list):
        raise PackageError(f"{where}: uniqueKeys must be a list of keys")
    return Table(
        name=name,
        path=path,
        described=resource,
        fields=fields,
        missing_values=missing_values(schema.get("missingValues", [""]), f"{where}: missingValues"),
        hash=_hash(resource, where),
        primary_key=_key(schema["primaryKey"], names, f"{where}: primaryKey") if schema.get("primaryKey") else (),
        unique_keys=tuple(_key(key, names, f"{where}: uniqueKeys") for key in unique),
        foreign_keys=tuple(_foreign_key(key, name, names, where) for key in _list(schema, "foreignKeys", where)),
        further_paths=tuple(further_paths),
        folder=folder,
        uncovered=reasons,
    )


def _referred(folder: Path, path: str, where: str) -> Mapping[str, Any]:
    """The JSON object that a schema or dialect refers to, in a file of the package."""
    file = _inside(folder, path, where)
    if not file.exists():
        raise PackageError(f"{where}: the package has no file {path[:80]!r}")
    return load(file)


def _files(folder: Path, resource: Mapping[str, Any], where: str) -> Sequence[Path]:
    """The files of a resource; for data in the descriptor, that."""
    if resource.get("data") is None:
        return [_inside(folder, path, where) for path in _paths(resource, where)]
    if "path" in resource:
        raise PackageError(f"{where}: path and data exclude each other: leave one out")
    if key := next((key for key in ("bytes", "hash") if key in resource), None):
        raise PackageError(f"{where}: {key} is that of a file; leave it out, since the data stand in the descriptor")
    expect(resource, "data", (list, dict, str), where)
    return [folder / DESCRIPTOR]


def _paths(resource: Mapping[str, Any], where: str) -> Sequence[str]:
    """The paths of a resource, which may be several files that are one table."""
    described = expect(resource, "path", (str, list), where)
    paths = [described] if isinstance(described, str) else _strings(described, f"{where}: path")
    if not paths or len(set(paths)) < len(paths):
        raise PackageError(f"{where}: path must name at least one file, and each only once")
    if len(paths) > 1 and (key := next((key for key in ("bytes", "hash") if key in resource), None)):
        raise PackageError(f"{where}: {key} of several files is not supported, since it has no agreed meaning")
    if len({file_kinds.kind(path) for path in paths}) > 1:
        raise PackageError(f"{where}: path names files of several formats; use one")
    return paths


def _check_format(resource: Mapping[str, Any], name: str, where: str) -> None:
    """Format, compression and encoding are what the name of the file tells and the checks can read."""
    format_, compression = file_kinds.kind(name)
    for key, value in (("format", format_), ("encoding", "utf-8"), ("compression", compression)):
        if key in resource and str(resource[key]).lower().replace("utf8", "utf-8") != value:
            raise PackageError(f"{where}: {key} {str(resource[key])[:40]!r} is not supported; use {value or 'none'}")


def _check_dialect(resource: Mapping[str, Any], where: str) -> None:
    """The dialect is an object, and what changes how a file is read is of the right kind."""
    dialect = expect(resource, "dialect", dict, where) if "dialect" in resource else {}
    for key, kind in _DIALECT.items():
        if dialect.get(key) is not None:
            expect(dialect, key, kind, f"{where}: dialect")
    for key in ("headerRows", "commentRows"):
        if not all(type(row) is int and row > 0 for row in dialect.get(key) or []):
            raise PackageError(f"{where}: dialect: {key} must be a list of row numbers")
    for key in ("delimiter", "quoteChar", "escapeChar"):
        if len(dialect.get(key) or "x") != 1:
            raise PackageError(f"{where}: dialect: {key} {dialect[key][:40]!r} must be a single character")


def _inside(folder: Path, path: str, where: str) -> Path:
    """The file of a relative POSIX path that stays inside the folder, links followed."""
    relative = PurePosixPath(path)
    if (
        not path.isprintable()
        or not path
        or "\\" in path
        or ":" in path
        or relative.is_absolute()
        or ".." in relative.parts
    ):
        raise PackageError(f"{where}: path {path[:80]!r} must be a relative path inside the package's folder")
    file = folder / relative
    try:
        inside = file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        inside = False
    if not inside:
        raise PackageError(f"{where}: path {path[:80]!r} leads out of the package's folder")
    return file


def _field(described: Any, where: str) -> Field:
    """One field, refused if it is malformed; what only frictionless knows is left to that."""
    if not isinstance(described, dict):
        raise PackageError(f"{where}: a field is a JSON object")
    name = expect(described, "name", str, where)
    where = f"{where} ({name[:60]!r})"
    if len(name) > LONGEST_NAME:
        raise PackageError(f"{where}: a name must have at most {LONGEST_NAME} characters")
    type_ = described.get("type", "any")
    if type_ not in (known := sorted((*TYPES, *OTHER_TYPES))):
        raise PackageError(f"{where}: type {str(type_)[:60]!r} is not one of {', '.join(known)}")
    for key, kind in _FIELD.items():
        if key in described:
            expect(described, key, kind, where)
    for key in ("trueValues", "falseValues"):
        if key in described:
            _strings(described[key], f"{where}: {key}")
    if "missingValues" in described:
        missing_values(described["missingValues"], f"{where}: missingValues")
    _check_constraints(described, where)
    return Field(name, type_, described)


def _check_constraints(described: Mapping[str, Any], where: str) -> None:
    """The constraints of a field are known, and of the right kinds."""
    constraints = expect(described, "constraints", dict, where) if "constraints" in described else {}
    type_ = described.get("type", "any")
    words_of = {str, int, float} | ({bool} if type_ == "boolean" else set())
    is_other = any(of_field(described))
    for key in constraints:
        if key not in _CONSTRAINTS:
            raise PackageError(f"{where}: constraint {key[:60]!r} is not one of {', '.join(_CONSTRAINTS)}")
        value = expect(constraints, key, _CONSTRAINTS[key], where)
        types = {"minimum": _ORDERED, "maximum": _ORDERED, "minLength": _TEXT, "maxLength": _TEXT}.get(key, TYPES)
        if type_ not in types and not is_other:
            raise PackageError(f"{where}: {key} is not for type {type_}; leave it out")
        if key in ("minLength", "maxLength") and value < 0:
            raise PackageError(f"{where}: {key} must not be negative, but is {value}")
        if key == "enum" and not (value and (is_other or all(type(word) in words_of for word in value))):
            raise PackageError(f"{where}: enum must be a list of texts or numbers, and at least one")
    words = [*categories(described, where)]
    if words and not all(word in words for word in constraints.get("enum", [])):
        raise PackageError(f"{where}: enum must be words of categories")


def missing_values(value: Any, where: str) -> tuple[str, ...]:
    """The words for missing values, which may come with labels.

    Example:
        >>> missing_values(["", {"value": "-99", "label": "not asked"}], "missingValues")
        ('', '-99')
    """
    if not isinstance(value, list):
        raise PackageError(f"{where} must be a list of strings")
    return _strings([item.get("value") if isinstance(item, dict) else item for item in value], where)


def _strings(value: Any, where: str) -> tuple[str, ...]:
    """A list of strings."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise PackageError(f"{where} must be a list of strings")
    return tuple(value)


def _hash(resource: Mapping[str, Any], where: str) -> tuple[str, str] | None:
    """Algorithm and digest of a file's described hash; without an algorithm it is MD5, says the standard."""
    if "hash" not in resource:
        return None
    algorithm, _, digest = ("md5:" + expect(resource, "hash", str, where)).rpartition(":")
    algorithm = algorithm.removeprefix("md5:") or "md5"
    if algorithm not in _HASHES:
        raise PackageError(f"{where}: hash by {algorithm[:40]!r} is not supported; use sha256")
    return algorithm, digest.lower()


def _list(holder: Mapping[str, Any], key: str, where: str) -> Sequence[Any]:
    """An optional list."""
    return expect(holder, key, list, where) if key in holder else []


def _key(key: Any, names: Sequence[str], where: str) -> tuple[str, ...]:
    """The columns of a key, given as one name or a list of names."""
    columns = (key,) if isinstance(key, str) else tuple(key) if isinstance(key, list) else ()
    if not columns:
        raise PackageError(f"{where}: a key needs at least one field")
    for column in columns:
        if column not in names:
            raise PackageError(f"{where}: {str(column)[:60]!r} is not a field of the table")
    return columns


def _foreign_key(described: Any, table: str, names: Sequence[str], where: str) -> ForeignKey:
    """One foreign key; a reference without a table is to the table itself."""
    where = f"{where}: foreignKeys"
    if not isinstance(described, dict):
        raise PackageError(f"{where}: a foreign key is a JSON object")
    fields = _key(expect(described, "fields", (str, list), where), names, where)
    reference = expect(described, "reference", dict, where)
    if "package" in reference:
        raise PackageError(f"{where}: a key of another package cannot be looked up; leave it out")
    target = reference.get("resource") or table
    columns = expect(reference, "fields", (str, list), where)
    columns = [columns] if isinstance(columns, str) else columns
    return ForeignKey(fields, str(target), _strings(columns, f"{where}: fields of the reference"))


def check_references(tables: Sequence[Table], file: Path) -> None:
    """Names are unique, and each foreign key points at columns that exist."""
    by_name = {table.name: table for table in tables}
    if len(by_name) < len(tables):
        raise PackageError(f"{file}: two resources have the same name")
    for table in tables:
        for key in table.foreign_keys:
            target = by_name.get(key.table)
            if target is None or not set(key.reference_fields) <= set(target.names):
                raise PackageError(f"{file}: foreign key of {table.name} points at {key.table[:60]}, which lacks it")
            if len(key.fields) != len(key.reference_fields):
                raise PackageError(f"{file}: foreign key of {table.name} to {key.table} has sides of unequal length")
