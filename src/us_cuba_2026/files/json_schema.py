"""Checks a JSON value against a JSON Schema: the part of draft 7 that profiles of Data Packages use.

``jsonschema`` knows all of it, and is the judge of the tests; but it takes longer than the check of the dataset.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

Schema = Mapping[str, Any]

_TYPES: Mapping[str, tuple[type, ...]] = {
    "array": (list,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "object": (dict,),
    "string": (str,),
}
_FOR: Mapping[str, type | tuple[type, ...]] = {
    "contains": list,
    "items": list,
    "minItems": list,
    "uniqueItems": list,
    "minProperties": dict,
    "properties": dict,
    "required": dict,
    "pattern": str,
    "minLength": str,
    "minimum": (int, float),
}
"""What a value must be for a keyword to say something of it."""

_SAYS_NOTHING = frozenset(
    {"$comment", "$schema", "default", "definitions", "description", "examples", "format", "title"}
)
_SAID_WITH_ANOTHER = frozenset({"additionalItems", "then"})
_LONGEST = 60  # characters of a value that a message repeats


@dataclass(frozen=True)
class Fault:
    """One thing in which a value is not as its schema demands.

    Args:
        path: The keys and positions that lead to it.
        message: What it must be, as the end of a sentence.
    """

    path: tuple[str | int, ...]
    message: str


def faults(value: Any, schema: Schema, root: Schema | None = None) -> Iterator[Fault]:
    """Whatever is wrong with a value.

    Only references within the schema itself are followed, and none in the value: it is data. Where a schema explains
    itself by a ``description`` that starts with *must*, that is the message.

    Args:
        value: What ``json.loads`` gives.
        schema: A JSON Schema of draft 7.
        root: The schema that references lead into; the same if it is not given.

    Yields:
        The faults.

    Raises:
        ValueError: If the schema has a keyword that is not known here.

    Example:
        >>> schema = {"properties": {"size": {"type": "integer"}}, "required": ["name"]}
        >>> [fault.message for fault in faults({"size": "2"}, schema)]
        ['must be of type integer, but is "2"', "must have 'name'"]
    """
    root = schema if root is None else root
    found = _told(value, schema, root)
    own = schema.get("description", "")
    if not own.startswith("must "):
        yield from found
    elif next(found, None):
        yield Fault((), own)


def _told(value: Any, schema: Schema, root: Schema) -> Iterator[Fault]:
    """What the keywords of a schema find, each in its own words."""
    for keyword, wanted in schema.items():
        if keyword not in _SAYS_NOTHING and keyword not in _SAID_WITH_ANOTHER:
            is_for = _FOR.get(keyword, object)
            if isinstance(value, is_for) and not (is_for == (int, float) and isinstance(value, bool)):
                yield from _by_keyword(value, keyword, wanted, schema, root)


def _by_keyword(value: Any, keyword: str, wanted: Any, schema: Schema, root: Schema) -> Iterator[Fault]:
    """What one keyword finds."""
    match keyword:
        case "$ref":
            yield from faults(value, root["definitions"][wanted.removeprefix("#/definitions/")], root)
        case "allOf":
            for one in wanted:
                yield from faults(value, one, root)
        case "properties":
            for key in wanted:
                if key in value:
                    yield from _below(key, faults(value[key], wanted[key], root))
        case "items":
            yield from _items(value, wanted, schema.get("additionalItems", True), root)
        case "if":
            if _is_right(value, wanted, root):
                yield from faults(value, schema.get("then", {}), root)
        case "required":
            yield from (Fault((), f"must have {key!r}") for key in wanted if key not in value)
        case _:
            if message := _must(value, keyword, wanted, root):
                yield Fault((), f"must {message}, but is {_shown(value)}")


def _must(value: Any, keyword: str, wanted: Any, root: Schema) -> str | None:
    """What a value must be that is not as a keyword demands which has one answer for all of it."""
    match keyword:
        case "anyOf":
            return None if any(_is_right(value, one, root) for one in wanted) else _one_of(wanted)
        case "oneOf":
            return None if sum(_is_right(value, one, root) for one in wanted) == 1 else _one_of(wanted)
        case "contains":
            return None if any(_is_right(one, wanted, root) for one in value) else "have another item"
        case "type":
            names = [wanted] if isinstance(wanted, str) else wanted
            return None if any(_is_of(value, name) for name in names) else f"be of type {' or '.join(names)}"
        case "const":
            return None if value == wanted else f"be {_shown(wanted)}"
        case "enum":
            return None if value in wanted else f"be one of {', '.join(map(_shown, wanted))}"
        case "pattern":
            return None if re.search(wanted, value) else f"match {wanted}"
        case "minItems" | "minProperties" | "minLength":
            return None if len(value) >= wanted else f"have at least {wanted}"
        case "minimum":
            return None if value >= wanted else f"be at least {wanted}"
        case "uniqueItems":
            texts = [json.dumps(one, sort_keys=True) for one in value]
            return None if not wanted or len({*texts}) == len(texts) else "have each item once"
    raise ValueError(f"JSON Schema's {keyword!r} is not known here")


def _items(value: list[Any], wanted: Any, further: bool, root: Schema) -> Iterator[Fault]:
    """What is wrong with the items of a list: each has its own schema, or all have the same."""
    of_each = wanted if isinstance(wanted, list) else [wanted] * len(value)
    for at, (item, schema) in enumerate(zip(value, of_each, strict=False)):
        yield from _below(at, faults(item, schema, root))
    if not further and len(value) > len(of_each):
        yield Fault((len(of_each),), f"must not be there: no more than {len(of_each)} items")


def _below(step: str | int, found: Iterator[Fault]) -> Iterator[Fault]:
    """The same faults, seen from what holds the value."""
    return (replace(fault, path=(step, *fault.path)) for fault in found)


def _is_right(value: Any, schema: Schema, root: Schema) -> bool:
    """Whether nothing is wrong; of an object with another name or type than a schema is for, that is told at once."""
    if isinstance(value, dict):
        for key, one in schema.get("properties", {}).items():
            if key in value and value[key] not in one.get("enum", [one.get("const", value[key])]):
                return False
    return next(faults(value, schema, root), None) is None


def _is_of(value: Any, type_: str) -> bool:
    """Whether a value is of one of JSON's types."""
    if isinstance(value, bool):
        return type_ == "boolean"
    return isinstance(value, _TYPES[type_]) or (type_ == "integer" and isinstance(value, float) and value.is_integer())


def _one_of(schemas: list[Schema]) -> str:
    """What a value must be that may be one of several things."""
    keys = [key for schema in schemas for key in schema.get("required", ())]
    return f"have {' or '.join(map(repr, keys))}" if keys else "be of one of the forms that the schema names"


def _shown(value: Any) -> str:
    """A value for a message."""
    if isinstance(value, list | dict) and len(value) > 3:
        return "a long list" if isinstance(value, list) else "an object"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
