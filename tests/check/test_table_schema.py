"""Types and constraints of Table Schema, on small packages of other shapes than the dataset's."""

from pathlib import Path
from typing import Any

import pytest

from packages import write_package
from us_cuba_2026.check import validate
from us_cuba_2026.datapackage import PackageError


def rejected(folder: Path, field: dict[str, Any], cells: str) -> list[str]:
    """Which of the cells (divided by spaces) a column of that description does not take, and by which rule."""
    schema = {"fields": [{"name": "key", "type": "string"}, {"name": "cell", **field}]}
    content = "key,cell\n" + "".join(f"k,{cell}\n" for cell in cells.split(" "))
    report = validate(write_package(folder, {"t": (schema, content)}))
    return [f"{finding.rule} {finding.value}" for finding in report.findings]


@pytest.mark.parametrize(
    ("type_", "good", "bad"),
    [
        ("integer", f"0 -5 +5 007 {'9' * 38} -{'0' * 50}1", f"1.0 1e3 x 0x10 1_000 --1 é 1{'0' * 38} -{'9' * 39}"),
        ("number", "0 -5 1.5 .5 5. 1e-3 INF -INF", "1;5 x 1e 0x10 inf $3"),
        ("boolean", "true false True FALSE 1 0", "yes no x T"),
        ("date", "2026-01-21 2024-02-29", "2026-1-21 2026-02-30 21.01.2026 2025-02-29 0000-01-01 2026-01-21T00:00:00"),
        (
            "datetime",
            "2026-01-21T21:00:00-05:00 2026-01-21T21:00:00Z 2026-01-21T21:00:00.5",
            "2026-01-21 2026-01-21T24:01:00 2026-02-30T00:00:00Z",
        ),
        ("year", "2026 0001", "26 x 20260"),
        ("yearmonth", "2026-01 2026-12", "2026-13 2026-00 2026"),
        ("string", "x 1 true", ""),
        ("any", "x 1 true", ""),
    ],
)  # fmt: skip
def test_types(type_: str, good: str, bad: str, tmp_path: Path) -> None:
    """A lexical form that is taken for a type it is not of, or refused though it is."""
    assert rejected(tmp_path, {"type": type_}, good) == []
    if bad:
        assert rejected(tmp_path, {"type": type_}, bad) == [f"type {cell}" for cell in bad.split(" ")]


@pytest.mark.parametrize(
    ("type_", "constraints", "cells", "expected"),
    [
        ("integer", {"minimum": 2, "maximum": 10}, "1 2 10 11", ["minimum 1", "maximum 11"]),
        ("integer", {"maximum": 9007199254740992}, "9007199254740992 9007199254740993", ["maximum 9007199254740993"]),
        ("integer", {"enum": [1, 2]}, "1 02 3", ["enum 3"]),
        ("number", {"minimum": 0.5}, "0.5 0.49", ["minimum 0.49"]),
        ("number", {"enum": [1]}, "1.0 1.5", ["enum 1.5"]),
        ("date", {"minimum": "2026-01-01"}, "2026-01-01 2025-12-31 nonsense", ["minimum 2025-12-31", "type nonsense"]),
        ("year", {"maximum": 2026}, "2026 2027", ["maximum 2027"]),
        ("string", {"pattern": "a|b"}, "a b ax xb", ["pattern ax", "pattern xb"]),
        ("string", {"minLength": 2, "maxLength": 3}, "é éé ééé éééé", ["minLength é", "maxLength éééé"]),
        ("string", {"enum": ["a", "b"]}, "a A b", ["enum A"]),
    ],
)
def test_constraints(type_: str, constraints: dict[str, Any], cells: str, expected: list[str], tmp_path: Path) -> None:
    """A limit that is off by one, compared as text, rounded, or not anchored at both ends."""
    assert rejected(tmp_path, {"type": type_, "constraints": constraints}, cells) == expected


def test_categories_are_enforced(tmp_path: Path) -> None:
    """Words of a closed list (with labels or without) that only some readers know as such."""
    assert rejected(tmp_path, {"type": "string", "categories": ["a", {"value": "b", "label": "B"}]}, "a b c") == [
        "enum c"
    ]


def test_missing_values(tmp_path: Path) -> None:
    """A declared missing value that is judged as if it were a value."""
    schema = {
        "fields": [{"name": "key", "type": "string"}, {"name": "n", "type": "integer"}],
        "missingValues": ["", "-"],
    }
    report = validate(write_package(tmp_path, {"t": (schema, "key,n\na,-\nb,\nc,x\n")}))
    assert [(finding.row, finding.rule) for finding in report.findings] == [(4, "type")]


@pytest.mark.parametrize(
    ("type_", "constraints"),
    [
        ("string", {"pattern": "("}),
        ("string", {"pattern": "a(?=b)"}),
        ("string", {"pattern": "a)|(?:b"}),
        ("string", {"pattern": "(a{1000}){1000}{1000}"}),
        ("integer", {"minimum": "x"}),
        ("integer", {"maximum": 10**400}),
        ("number", {"enum": ["x"]}),
        ("integer", {"enum": [None]}),
        ("year", {"enum": [[1]]}),
        ("date", {"minimum": "yesterday"}),
        ("boolean", {"enum": [True]}),
        ("datetime", {"minimum": "2026-01-21T21:00:00Z"}),
    ],
)
def test_unusable_constraints(type_: str, constraints: dict[str, Any], tmp_path: Path) -> None:
    """A constraint that cannot be compiled and is passed over, or crashes; the file need not even be there."""
    write_package(tmp_path, {"t": ({"fields": [{"name": "a", "type": type_, "constraints": constraints}]}, "a\n")})
    (tmp_path / "t.csv").unlink()
    with pytest.raises(PackageError, match=r"datapackage\.json: (?:field a of t|resource 1 \(t\): field 'a')"):
        validate(tmp_path)
