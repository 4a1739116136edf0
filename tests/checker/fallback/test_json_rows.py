"""Tables in JSON become rows, or are refused in one line."""

from pathlib import Path
from typing import Any

import pytest

from us_cuba_2026.checker.fallback.json_rows import read, table
from us_cuba_2026.checker.reading.csv_rows import UnreadableError


@pytest.mark.parametrize(
    ("value", "dialect", "rows"),
    [
        ([], {}, [["a", "b"]]),
        ([], {"header": False}, []),
        ([["b"], [1]], {}, [["b"], [1]]),
        ([{"b": 1}, {"c": 2, "a": 3}], {}, [["a", "b", "c"], [None, 1, None], [3, None, 2]]),
        ([{"b": 1, "c": 2}], {"itemKeys": ["c"]}, [["c"], [2]]),
        ({"x": {"y": [[1]]}}, {"property": "x.y"}, [[1]]),
    ],
)
def test_table(value: Any, dialect: dict[str, Any], rows: list[list[Any]]) -> None:
    """A cell that comes under another column, or an object's key that is passed over in silence."""
    assert table(value, ["a", "b"], dialect) == rows


@pytest.mark.parametrize(
    ("value", "dialect", "says"),
    [
        ({"a": 1}, {}, "a table is a list of rows, and this is dict"),
        ({"a": 1}, {"property": "b"}, "there is no property 'b'"),
        ([1], {}, "item 1 is not a list"),
        ([{"a": 1}, [1]], {}, "item 2 is not an object"),
        ([[1], {"a": 1}], {}, "item 2 is not a list"),
    ],
)
def test_no_table(value: Any, dialect: dict[str, Any], says: str) -> None:
    """A traceback, or rows of something else, where there is no table."""
    with pytest.raises(UnreadableError, match=says):
        table(value, ["a"], dialect)


@pytest.mark.parametrize(
    ("content", "encoding", "is_lines", "says"),
    [
        (b"[1,\n2", "utf-8", False, "in line 2, since it is no JSON"),
        (b"[1]\n\n[2\n", "utf-8", True, "in line 3, since it is no JSON"),
        (b'{"a": 1, "a": 2}', "utf-8", False, "the key 'a' stands twice"),
        (b"[" * 200_000, "utf-8", False, "nested too deep"),
        (b"[NaN]", "utf-8", False, "NaN is no JSON number"),
        (b"[" + b"9" * 5000 + b"]", "utf-8", False, "too large"),
        (b"\xff", "utf-8", False, "not utf-8 at byte 0"),
        ("é".encode(), "ascii", False, "not ascii at byte 0"),
    ],
)
def test_unreadable(content: bytes, encoding: str, is_lines: bool, says: str, tmp_path: Path) -> None:
    """A file that ends the program, or is read as something else than it says."""
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(UnreadableError, match=says):
        read(tmp_path / "a.json", encoding, is_lines)
