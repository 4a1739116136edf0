"""The profile of packages like the dataset: a JSON Schema, made from the dataset's descriptor and the standard's."""

from collections.abc import Mapping, Sequence
from typing import Any

from us_cuba_2026.model.package import Package, Table

REQUIRED = frozenset(
    {"actors", "quotes", "events", "figures", "evidence", "vocabulary", "sources", "passages", "accounting"}
)
"""The tables without which a package is of another kind; the other tables may be left out, and tables added."""

TO_FILL = "FILL IN"
"""What a text begins with that a person must fill."""

_STANDARD = "data-package-2.0"
_KEYWORDS = frozenset(
    {"allOf", "anyOf", "contains", "enum", "items", "minItems", "minLength", "minProperties", "minimum", "oneOf"}
    | {"pattern", "properties", "required", "type", "uniqueItems"}
)
"""What constrains in the standard's own schema; the rest of it explains, and is left out."""

_COMMENT = """\
Made by us-cuba-2026 curate metadata from datapackage.json and the schema of the Data Package standard: do not edit. \
The definition of data-package-2.0 is that schema without its explanations, as dplib-py has it, under this licence: \
"""


def profile(package: Package, standard: Mapping[str, Any], licence: str) -> Mapping[str, Any]:
    """The JSON Schema that the descriptor of each package of this kind keeps to.

    It needs no other file: the standard's schema, which it extends, is in it.

    Args:
        package: The dataset.
        standard: The Data Package standard's schema of version 2.0.
        licence: The text of the standard's licence.

    Returns:
        The schema, as draft 7.

    Example:
        >>> made = profile(Package.read(), {"type": "object"}, "MIT")
        >>> made["definitions"]["participants"]["properties"]["schema"]["properties"]["primaryKey"]
        {'const': ['event_id', 'actor_id', 'role']}
    """
    tables = package.tables
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": _COMMENT + " ".join(licence.split()),
        "title": "What one news article says",
        "allOf": [{"$ref": f"#/definitions/{_STANDARD}"}],
        "required": ["name", "title", "version", "resources"],
        "properties": {
            "description": _filled("must be filled in: say in a sentence or two what the article says"),
            "contributors": {
                "items": {"properties": {"title": _filled("must be filled in: a name, as Family, Given")}}
            },
            "licenses": {
                "items": {"properties": {"scope": {"enum": ["data", "code"]}}, "required": ["scope"]},
                "allOf": [_has({"scope": {"const": "data"}}, "a licence with the scope 'data'")],
            },
            "resources": {
                "items": {"allOf": [{"if": _with({"name": {"const": one.name}}), "then": _to(one)} for one in tables]},
                "allOf": [
                    _has({"name": {"const": one.name}}, f"a table {one.name!r}")
                    for one in tables
                    if one.name in REQUIRED
                ],
            },
        },
        "definitions": {table.name: _table(table) for table in tables} | {_STANDARD: _constraints(standard)},
    }


def _filled(says: str) -> Mapping[str, Any]:
    """A text that does not stand any more as ``curate new`` writes it."""
    return {"pattern": f"^(?!{TO_FILL})", "description": says}


def _table(table: Table) -> Mapping[str, Any]:
    """What the description of a table keeps to: columns and their types in order, and keys."""
    schema = table.described["schema"]
    fields = [_with({"name": {"const": field.name}, "type": {"const": field.type}}) for field in table.fields]
    too_few = {"minItems": len(fields), "description": f"must have the columns {', '.join(table.names)}"}
    demanded = {
        "fields": {"items": fields, "additionalItems": False, "allOf": [too_few]},
        "primaryKey": {"const": schema["primaryKey"]},
    }
    for kind in ("uniqueKeys", "foreignKeys"):
        if schema.get(kind):
            demanded[kind] = {"allOf": [_key(key) for key in schema[kind]]}
    missing_values = {"missingValues": {"const": schema["missingValues"]}}  # which stand for themselves if left out
    return _with({"schema": _with(demanded, missing_values)})


def _key(key: Sequence[str] | Mapping[str, Any]) -> Mapping[str, Any]:
    """That a list of keys has this one."""
    if not isinstance(key, Mapping):
        return {"contains": {"const": key}, "description": f"must have the unique key {', '.join(key)}"}
    demanded = {name: {"const": key[name]} for name in ("fields", "reference")}
    return _has(demanded, f"the key {', '.join(key['fields'])}, which refers to {key['reference']['resource']}")


def _with(demanded: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
    """An object that has these properties, and these others if it has them at all."""
    return {"properties": {**demanded, **(optional or {})}, "required": [*demanded]}


def _has(demanded: Mapping[str, Any], what: str) -> Mapping[str, Any]:
    """A list that has such an object."""
    return {"contains": _with(demanded), "description": f"must have {what}"}


def _to(table: Table) -> Mapping[str, Any]:
    """A reference to the definition of a table."""
    return {"$ref": f"#/definitions/{table.name}"}


def _constraints(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema without what only explains."""
    kept: dict[str, Any] = {}
    for keyword, wanted in schema.items():
        if keyword == "properties":
            type_first = sorted(wanted, key=lambda name: name != "type")  # it tells the forms of a field apart
            kept[keyword] = {name: _constraints(wanted[name]) for name in type_first}
        elif keyword in _KEYWORDS:
            is_schemas = isinstance(wanted, list) and keyword.endswith("Of")
            kept[keyword] = [*map(_constraints, wanted)] if is_schemas else wanted
            if isinstance(wanted, dict):
                kept[keyword] = _constraints(wanted)
    return kept
