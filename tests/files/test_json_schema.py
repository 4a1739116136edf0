"""JSON Schema: the same verdict as jsonschema gives, and messages that say what to do."""

import copy
import json
import random
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry

from packages import ROOT, read_descriptor
from us_cuba_2026.files.json_schema import Fault, faults
from us_cuba_2026.model.profile import PROFILE

ODD: list[Any] = [
    *(None, True, 0, 1.0, -1, 2.5, "", "x", "data", "../up", "/etc", "http://a.example/b", [], ["x"], {}),
    *(["x", "x"], [1, 1.0, True], {"name": "x"}, [{}], {"name": "quotes", "path": "a.csv", "data": []}),
]
KEYS = ("name", "type", "scope", "enum", "primaryKey", "constraints", "data", "minLength")


def small(table: str) -> tuple[Any, Any]:
    """A descriptor with a single table of three columns, and the profile for just that."""
    descriptor, schema = read_descriptor(ROOT), json.loads((ROOT / PROFILE).read_text(encoding="utf-8"))
    descriptor["resources"] = [one for one in descriptor["resources"] if one["name"] == table]
    del descriptor["resources"][0]["schema"]["fields"][3:]
    del schema["properties"]["resources"]["allOf"]
    fields = schema["definitions"][table]["properties"]["schema"]["properties"]["fields"]
    del fields["items"][3:]
    fields["allOf"][0]["minItems"] = 3
    return descriptor, schema


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path to each value inside a value."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(one for step, inner in steps for one in places(inner, (*path, step)))]


def edited(value: Any, chance: random.Random) -> Any:
    """A copy in which one value is another, is gone, stands twice, or has one more property."""
    edit = copy.deepcopy(value)
    *path, last = chance.choice(places(value)[1:])
    holder = edit
    for step in path:
        holder = holder[step]
    match chance.randrange(4):
        case 0:
            del holder[last]
        case 1 if isinstance(holder, list):
            holder.append(holder[last])
        case 2 if isinstance(holder, dict):
            holder[chance.choice(KEYS)] = chance.choice(ODD)
        case _:
            holder[last] = chance.choice(ODD)
    return edit


@pytest.mark.slow
@pytest.mark.parametrize("table", ["quotes", "passages", "participants", "places"])
def test_same_verdict_as_jsonschema(table: str) -> None:
    """A keyword that is read in another way than by the library that knows all of JSON Schema."""
    chance, (descriptor, schema) = random.Random(table), small(table)  # noqa: S311
    judge = Draft7Validator(schema, registry=Registry())
    assert [*faults(descriptor, schema)] == [*judge.iter_errors(descriptor)] == []
    verdicts = []
    for _ in range(50):
        edit = edited(descriptor, chance)
        verdicts.append(judge.is_valid(edit))
        assert (not [*faults(edit, schema)]) is verdicts[-1], edit
    assert 5 < sum(verdicts) < 45


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"type": "integer"}, True, "must be of type integer, but is true"),
        ({"type": "integer"}, 2.0, None),
        ({"type": ["string", "object"]}, 1, "must be of type string or object, but is 1"),
        ({"const": "id"}, "ids", 'must be "id", but is "ids"'),
        ({"enum": ["a", "b"]}, ["a"], 'must be one of "a", "b", but is ["a"]'),
        ({"items": [{}, {}], "additionalItems": False}, [1, 2, 3], "must not be there: no more than 2 items"),
        ({"minLength": 2}, "a", 'must have at least 2, but is "a"'),
        ({"minLength": 2}, 1, None),
        ({"minimum": 1}, True, None),
        ({"uniqueItems": True}, ["a", "a"], 'must have each item once, but is ["a", "a"]'),
        ({"oneOf": [{"required": ["path"]}, {"required": ["data"]}]}, {}, "must have 'path' or 'data', but is {}"),
        ({"contains": {"const": 1}, "description": "must have a 1"}, [2], "must have a 1"),
        ({"if": {"const": 1}, "then": {"type": "string"}}, 1, "must be of type string, but is 1"),
        ({"if": {"const": 1}, "then": {"type": "string"}}, 2, None),
    ],
)
def test_message(schema: Any, value: Any, expected: str | None) -> None:
    """A keyword that passes what it should refuse, or refuses in words that help nobody."""
    assert [fault.message for fault in faults(value, schema)] == ([expected] if expected else [])


def test_path() -> None:
    """A fault that is reported at another place than it is."""
    schema = {"properties": {"a": {"items": {"properties": {"b": {"type": "string"}}}}}}
    assert [*faults({"a": [{}, {"b": 1}]}, schema)] == [Fault(("a", 1, "b"), "must be of type string, but is 1")]


def test_unknown_keyword() -> None:
    """A schema with a keyword that is passed over in silence, as if it constrained nothing."""
    with pytest.raises(ValueError, match="'maxItems' is not known here"):
        next(faults([], {"maxItems": 0}))
