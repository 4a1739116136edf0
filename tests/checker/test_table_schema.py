"""Types and constraints of Table Schema, on small packages of other shapes than the dataset's."""

from pathlib import Path
from typing import Any

import pytest

from packages import write_package
from us_cuba_2026.checker import validate
from us_cuba_2026.files.errors import PackageError


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


@pytest.mark.mostly_slow
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
    ("pattern", "says"),
    [
        ("é☃[a", "unclosed character class (character 3)"),
        (r"a\Z", "unrecognized escape sequence (character 2)"),
        (r"\i\c*", "unrecognized escape sequence (character 1)"),
        (r"\p{IsBasicLatin}", "Unicode property not found (character 1)"),
        ("a{5,2}", "invalid repetition count range, the start must be <= the end (character 2)"),
        ("a)|(?:b", "unopened group (character 2)"),
        ("a{1000000}", "Compiled regex exceeds size limit of 10485760 bytes"),
        ("a\nb[", "unclosed character class (line 2, character 2)"),
    ],
)
def test_patterns_of_other_engines(pattern: str, says: str, tmp_path: Path) -> None:
    """A pattern that other programs take, refused without what is wrong with it, and where."""
    field = {"name": "a", "type": "string", "constraints": {"pattern": pattern}}
    write_package(tmp_path, {"t": ({"fields": [field]}, "a\n")})
    with pytest.raises(PackageError) as error:
        validate(tmp_path)
    assert f"field a of t: pattern {pattern!r}" in str(error.value)
    assert says in str(error.value)


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("type_", "constraints", "cell", "says"),
    [
        ("string", {"enum": [f"word {at}" for at in range(2000)]}, "x", "one of the 2,000 words that datapackage.json"),
        ("integer", {"enum": [*range(9999)]}, "-1", "one of the 9,999 words that datapackage.json"),
        ("string", {"enum": ["x" * 5000]}, "y", "one of the 1 words that datapackage.json"),
        ("string", {"pattern": "x" * 5000}, "y", "x... (4800 more characters)"),
        ("number", {"minimum": "1" + "0" * 300}, "1", "0... (101 more characters)"),
        ("string", {"minLength": 10**300}, "x", "0... (101 more characters)"),
        ("string", {"enum": ["a", "b"]}, "x", "must be one of: a, b"),
    ],
)
def test_what_findings_repeat_is_short(
    type_: str, constraints: dict[str, Any], cell: str, says: str, tmp_path: Path
) -> None:
    """A list or a pattern that each of a million findings holds."""
    field = {"name": "a", "type": type_, "constraints": constraints}
    report = validate(write_package(tmp_path, {"t": ({"fields": [field]}, f"a\n{cell}\n{cell}\n")}))
    assert [one.row for one in report.findings] == [2, 3]
    assert all(says in one.message and len(one.message) < 2100 for one in report.findings)


def test_keys_of_many_columns_are_short(tmp_path: Path) -> None:
    """The names of all columns of a key in each finding on it."""
    names = [f"{'x' * 900}{at}" for at in range(20)]
    cells = ",".join("1" for _ in names)
    own = {"fields": [{"name": name, "type": "string"} for name in names], "primaryKey": names}
    foreign = {"fields": names, "reference": {"resource": "u", "fields": names}}
    header = ",".join(names)
    tables = {
        "t": (own | {"foreignKeys": [foreign]}, f"{header}\n{cells}\n{cells}\n"),
        "u": (own, f"{header}\n"),
    }
    report = validate(write_package(tmp_path, tables))
    assert {one.rule for one in report.findings} == {"primary-key", "foreign-key"}
    assert all("more characters)" in one.message and len(one.message) < 300 for one in report.findings)


@pytest.mark.parametrize("constraints", [{"maxLength": 10**30}, {"maxLength": 2**32}, {"minLength": 0}])
def test_lengths_beyond_all_cells(constraints: dict[str, Any], tmp_path: Path) -> None:
    """A limit that is larger than what an engine holds, and ends the check."""
    assert rejected(tmp_path, {"type": "string", "constraints": constraints}, "a") == []


@pytest.mark.parametrize(
    ("type_", "constraints"),
    [
        ("string", {"pattern": "("}),
        ("string", {"pattern": "a)|(?:b"}),
        ("string", {"pattern": "(a{1000}){1000}{1000}"}),
        ("integer", {"minimum": "x"}),
        ("integer", {"maximum": 10**400}),
        ("number", {"enum": ["x"]}),
        ("integer", {"enum": [None]}),
        ("year", {"enum": [[1]]}),
        ("date", {"minimum": "yesterday"}),
    ],
)
def test_unusable_constraints(type_: str, constraints: dict[str, Any], tmp_path: Path) -> None:
    """A constraint that cannot be compiled and is passed over, or crashes; the file need not even be there."""
    write_package(tmp_path, {"t": ({"fields": [{"name": "a", "type": type_, "constraints": constraints}]}, "a\n")})
    (tmp_path / "t.csv").unlink()
    with pytest.raises(PackageError, match=r"datapackage\.json: (?:field a of t|resource 1 \(t\): field 1 \('a'\))"):
        validate(tmp_path)
