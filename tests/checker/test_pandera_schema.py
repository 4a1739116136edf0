"""Tables as Pandera schemas: what the checks say of a file, said of typed columns, and each bad cell once."""

import random
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.errors
import polars as pl
import pytest

import us_cuba_2026 as uc
from odd_frames import TABLES, odd_data
from packages import write_package
from us_cuba_2026.checker import validate
from us_cuba_2026.files.errors import PackageError, UnusableError

BACKENDS = ("pandas", "polars")


def package_of(folder: Path, field: dict[str, Any], *cells: str, **schema: Any) -> Path:
    """A package of one column."""
    described = {"fields": [{"name": "key"}, {"name": "cell", **field}], **schema}
    return write_package(folder, {"t": (described, "key,cell\n" + "".join(f'k,"{cell}"\n' for cell in cells))})


def failures(schema: Any, frame: Any) -> list[tuple[str, str, int | None]]:
    """Column, check and row of what a schema finds."""
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        rows = cases.to_dict("records") if isinstance(cases, pd.DataFrame) else cases.to_dicts()
        return [(row["column"], str(row["check"]), row["index"]) for row in rows]
    return []


@pytest.mark.mostly_slow
@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        ("(?:a+)+", "a" * 40, "a" * 40 + "!"),
        ("(?:a|a)*b", "a" * 40 + "b", "a" * 40),
        ("(?:.*a){12}", "a" * 20, "b" * 40),
        (r"\p{Lu}\p{Ll}+", "Жар", "жар"),
        ("[[:alpha:]]+", "abc", "ab1"),
        (r"\d+", "12", "12a"),
        ("(?i)abc", "aBC", "abcd"),
        ("a|b", "b", "ab"),
        ("^a$|^b$", "a", "a\n"),
        ("", "", "x"),
        ("é|漢", "漢", "e"),
        (r"[\w&&[^\d]]+", "ab", "a1"),
    ],
)
def test_patterns(pattern: str, right: str, wrong: str, backend: Any, tmp_path: Path) -> None:
    """A pattern that the schema reads otherwise than the checks, or that never comes to an end."""
    package = package_of(tmp_path, {"constraints": {"pattern": pattern}}, right, wrong, missingValues=["-"])
    assert [one.row for one in validate(package).findings if one.rule == "pattern"] == [3]
    frame = uc.load("t", backend, package)  # type: ignore[call-overload]
    assert failures(uc.pandera_schema("t", backend, package=package), frame) == [("cell", "pattern", 1)]


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(
    "pattern",
    [
        "(?=a)",
        "(?<!a)b",
        r"(a)\1",
        r"(?P=name)",
        "(",
        "a)|(?:b",
        "(a{1000}){1000}{1000}",
        "[z-a]",
        "*",
        "(?x)a #",
        "\\",
    ],
)
def test_unusable_patterns(pattern: str, backend: Any, tmp_path: Path) -> None:
    """A traceback out of an engine of regular expressions, or a pattern that is passed over."""
    package = package_of(tmp_path, {"constraints": {"pattern": pattern}})
    with pytest.raises(PackageError, match=r"datapackage\.json: field cell of t: |table t can be checked, but not"):
        uc.pandera_schema("t", backend, package=package)


@pytest.mark.mostly_slow
@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(
    ("type_", "constraints", "right", "wrong"),
    [
        ("integer", {"minimum": "5"}, "5", "4"),
        ("integer", {"maximum": "+5"}, "5", "6"),
        ("integer", {"maximum": 2**70}, str(2**70), str(2**70 + 1)),
        ("integer", {"enum": ["007", str(10**30)]}, "7", "8"),
        ("number", {"minimum": "-.5", "maximum": "1e1"}, "10", "10.01"),
        ("number", {"maximum": "INF"}, "INF", ""),
        ("number", {"enum": ["0.50", 1]}, "1.0", "0.51"),
        ("year", {"minimum": "0999"}, "0999", "0998"),
        ("year", {"enum": ["-0044"]}, "-0044", "0044"),
        ("date", {"minimum": "0999-12-31"}, "1000-01-01", "0999-12-30"),
        ("date", {"enum": ["2026-01-21"]}, "2026-01-21", "2026-01-22"),
        ("yearmonth", {"maximum": "2026-02"}, "2026-02", "2026-03"),
        ("yearmonth", {"enum": ["2026-02"]}, "2026-02", "2026-03"),
        ("any", {"enum": [1, "b"]}, "1", "2"),
        ("any", {"minLength": 2}, "éé", "é"),
        ("string", {"enum": ["a", "bc"], "minLength": 2}, "bc", "a"),
        ("string", {"enum": ["a", "B"], "pattern": "[a-z]"}, "a", "B"),
    ],
)
def test_constraints(  # noqa: PLR0917
    type_: str, constraints: dict[str, Any], right: str, wrong: str, backend: Any, tmp_path: Path
) -> None:
    """A limit that the schema reads otherwise than the checks, or that ends it with an error of a library's own."""
    field = {"type": type_, "constraints": constraints | {"required": wrong == ""}}
    package = package_of(tmp_path, field, right, wrong)
    (finding,) = (one for one in validate(package).findings if one.field == "cell")
    frame = uc.load("t", backend, package)  # type: ignore[call-overload]
    rule = "not_nullable" if finding.rule == "required" else finding.rule
    assert failures(uc.pandera_schema("t", backend, package=package), frame) == [("cell", rule, 1)]


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(
    ("field", "cells"),
    [
        ({"type": "string", "categories": ["low", "high"], "categoriesOrdered": True}, ["high", "low", ""]),
        ({"type": "string", "constraints": {"enum": [1, "1", 2]}}, ["1", "2"]),
        ({"type": "integer"}, [str(2**63), "-1", ""]),
        ({"type": "integer"}, ["9" * 38, "+5"]),
        ({"type": "date"}, ["0001-01-01", "9999-12-31", ""]),
        ({"type": "datetime"}, ["0001-01-01T00:00:00", "2026-01-21T21:00:00-05:00"]),
        ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, ["yes", "no", ""]),
        ({"type": "yearmonth", "constraints": {"enum": ["2026-01"]}}, ["2026-01", ""]),
    ],
)
def test_types(field: dict[str, Any], cells: list[str], backend: Any, tmp_path: Path) -> None:
    """A column as it is loaded that the schema takes for one of another type."""
    package = package_of(tmp_path, field, *cells)
    frame = uc.load("t", backend, package)  # type: ignore[call-overload]
    assert failures(uc.pandera_schema("t", backend, package=package), frame) == []


def with_cell(frame: Any, column: str, cell: Any) -> Any:
    """A frame with another cell in its second row, and a column of text if it must be."""
    if isinstance(frame, pd.DataFrame):
        cells = frame[column].astype(object)
        cells.iloc[1] = cell
        dtype = frame[column].dtype
        return frame.assign(**{column: cells if isinstance(cell, str) and dtype != "string" else cells.astype(dtype)})
    dtype = pl.String if isinstance(cell, str) else frame.schema[column]
    is_second = pl.int_range(pl.len()) == 1
    return frame.with_columns(pl.when(is_second).then(pl.lit(cell)).otherwise(pl.col(column).cast(dtype)).alias(column))


@pytest.mark.mostly_slow
@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(
    ("table", "column", "cell"),
    [
        ("places", "latitude", "north"), ("places", "latitude", 91.0), ("places", "place_id", None),
        ("places", "place_id", "plc-001"), ("places", "place_id", "plc-1"), ("places", "kind", "isle"),
        ("quotes", "is_fragment", "perhaps"), ("events", "date_start", "yesterday"), ("quotes", "attribution", None),
        ("passages", "position", 0), ("passages", "position", "first"), ("actors", "country_code", "NA"),
    ],
)  # fmt: skip
def test_one_failure_for_a_cell(table: Any, column: str, cell: Any, backend: Any) -> None:
    """A bad cell that is reported by its type, by every check on it, and by every cell of its row."""
    frame = with_cell(uc.load(table, backend), column, cell)
    assert [name for name, _, _ in failures(uc.pandera_schema(table, backend), frame)] == [column]


@pytest.mark.parametrize("backend", BACKENDS)
def test_one_failure_for_a_key(backend: Any) -> None:
    """A key that occurs again and is reported with its first row, for each of its columns, or as two rules."""
    for table in ("participants", "places"):
        frame = uc.load(table, backend)
        again = (
            pl.concat([frame, frame[:1]]) if backend == "polars" else pd.concat([frame, frame[:1]], ignore_index=True)
        )
        assert [(name, row) for _, name, row in failures(uc.pandera_schema(table, backend), again)] == [
            ("primary-key", len(frame))
        ]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("backend", BACKENDS)
def test_key_that_is_not_there(backend: Any) -> None:
    """A traceback, or several failures, for a column of a key that a frame lacks."""
    for table, column in (("places", "place_id"), ("participants", "role"), ("participants", "event_id")):
        frame = uc.load(table, backend)  # type: ignore[call-overload]
        lacking = frame.drop(column) if backend == "polars" else frame.drop(columns=column)
        assert [check for _, check, _ in failures(uc.pandera_schema(table, backend), lacking)] == [
            "column_in_dataframe"
        ]


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("data", [None, [], {"a": [1]}, "x", pd.Series([1]), pl.Series([1]), 5, object()])
def test_no_frame(data: Any, backend: Any) -> None:
    """A traceback out of Pandera for what is no frame at all."""
    with pytest.raises(TypeError, match=rf"^places: a value of type \w+ is no table of {backend}: give a DataFrame$"):
        uc.pandera_schema("places", backend).validate(data)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_odd_frames(seed: int) -> None:
    """A traceback out of Pandera or of a library for a frame of odd types, names or cells."""
    choose = random.Random(seed)  # noqa: S311
    outcomes: set[str] = set()
    for _ in range(50):
        table = choose.choice([*TABLES.values()])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            data = odd_data(choose, table)
            backend: Any = "pandas" if isinstance(data, pd.DataFrame) else "polars"
            try:
                uc.pandera_schema(table.name, backend).validate(data, lazy=choose.random() < 0.5)
            except (pandera.errors.SchemaError, pandera.errors.SchemaErrors):
                outcomes.add("found")
            except (TypeError, UnusableError) as error:
                outcomes.add("told" if str(error).startswith(f"{table.name}: ") else repr(error))
    assert outcomes == {"found", "told"}


def test_introspection() -> None:
    """A schema that no longer says what its columns are, for those who ask it."""
    for backend, whole in (("pandas", "Int64"), ("polars", "Int64")):
        of = uc.pandera_schema("passages", backend)  # type: ignore[arg-type]
        assert str(of.columns["position"].dtype) == whole
        assert not of.columns["position"].nullable
        assert [check.name for check in of.columns["passage_id"].checks] == ["pattern", "primary-key"]
    assert uc.pandera_schema("events").columns["date_start"].checks[0].name == "date"
