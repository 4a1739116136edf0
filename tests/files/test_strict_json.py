"""JSON is read by the letter of its standard: what a fast reader passes over is found, and told with its place."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from us_cuba_2026.files.strict_json import JsonError, loads

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()
)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12)


@given(VALUES, st.booleans())
def test_whatever_json_writes(value: Any, is_ascii: bool) -> None:
    """A text that is right and refused, or of which another value is read."""
    assert loads(json.dumps(value, ensure_ascii=is_ascii)) == value


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ('{"a": 1, "b": [{}], "a": 2}', "the key 'a' stands twice in one object"),
        (r'{"a": 1, "\u0061": 2}', "the key 'a' stands twice in one object"),
        ("NaN", "NaN is no JSON number"),
        ("-Infinity", "-Infinity is no JSON number"),
        ("1e999", "the number 1e999... is too large"),
        ("9" * 1001, "is too large"),
        ("9" * 5000, "is too large"),
        ("0." + "1" * 1000, "is too large"),
        (r'"\ud800"', "holds half a character"),
        (r'"\uDFFF"', "holds half a character"),
        ('"\ud800"', "holds half a character"),
        (r'{"\ud800": 1}', "holds half a character"),
    ],
)
def test_what_python_would_read(wrong: str, says: str) -> None:
    """A text that is no JSON, or that two programs read as two values, and is taken; or a place that is not its own."""
    for before, behind in (("", ""), ("\n [1, ", "]"), ('{"key": "a \\" b",\n  "other": ', "}")):
        with pytest.raises(JsonError) as error:
            loads(before + wrong + behind)
        assert says in str(error.value)
        line, column = error.value.line, error.value.column
        place = (before + wrong + behind).splitlines()[line - 1][column - 1 :]
        assert line == before.count("\n") + 1
        assert place[0] in wrong


def test_what_looks_wrong() -> None:
    """A character that JSON writes as two halves, or a name of a number within a text, which is refused."""
    assert loads(r'["\ud83d\ude00", "NaN", "\\ud800", {"a": {"a": 1}}]') == ["😀", "NaN", r"\ud800", {"a": {"a": 1}}]
    assert loads("9" * 1000) == int("9" * 1000)
    assert math.isclose(loads("1.5e308"), 1.5e308)
