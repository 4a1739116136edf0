"""Whatever the checks call valid is valid everywhere: loaded, checked again, exported, read back, cited and stamped."""

import csv
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, event, given, settings

import us_cuba_2026 as uc
from packages import copy_dataset, edit, write_package
from us_cuba_2026.checker import validate
from us_cuba_2026.curation.stamp import stamp
from us_cuba_2026.dataframes.canonical_cells import with_joined_lists
from us_cuba_2026.exports import FORMATS
from us_cuba_2026.exports.content import Content
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.package import Package
from valid_packages import Small, small_packages

OTHERS = ("csv", "parquet", "sqlite", "duckdb", "xlsx", "jsonl", "zip")
"""The formats that hold any table; the page of HTML shows the dataset."""


def loaded(package: Path, engine: Any) -> Any:
    """The table of a small package."""
    name: Any = "t"
    return uc.load(name, engine, package)


def plain(frame: Any) -> list[list[Any]]:
    """The rows of either kind of frame as plain values, None where a cell is missing."""
    if isinstance(frame, pl.DataFrame):
        return [list(row) for row in frame.rows()]
    return [[_plain(cell) for cell in row] for row in frame.astype(object).to_numpy().tolist()]


def _plain(cell: Any) -> Any:
    if pd.isna(cell):
        return None
    if isinstance(cell, pd.Timestamp):
        return cell.to_pydatetime() if cell.tzinfo else cell.date()
    return cell


def exported(package: Path, folder: Path, formats: Sequence[str] = OTHERS) -> None:
    """The tables of a package in formats that hold any table."""
    content = Content.read(package)
    for name in formats:
        import_module(f"us_cuba_2026.exports.{FORMATS[name]}").write(content, folder)


def read_back(package: Path, folder: Path) -> Iterator[tuple[str, pd.DataFrame]]:
    """What pandas reads of an export, by format; columns of text as text, where it would guess."""
    table = Package.read(package).table("t")
    missing = [""] if "" in table.missing_values else []
    texts = {one.name: str for one in table.fields if one.type in ("string", "any", "yearmonth")}
    words = {one.name: str for one in table.fields if one.type == "boolean"}
    file, book = folder / "csv" / "t.csv", folder / "dataset.xlsx"
    if not {"99", "0.0"} & {*table.missing_values}:  # which pandas would find in other numbers, too
        yield "csv", pd.read_csv(file, dtype=texts | words, keep_default_na=False, na_values=missing)
    yield "csv as text", pd.read_csv(file, dtype=str, keep_default_na=False, na_values=[])
    yield "parquet", pd.read_parquet(folder / "parquet" / "t.parquet")
    yield "xlsx", pd.read_excel(book, sheet_name="t", dtype=texts, keep_default_na=False, na_values=[""])
    yield "jsonl", pd.read_json(folder / "jsonl" / "t.jsonl", lines=True, dtype=False, precise_float=True)
    with closing(sqlite3.connect(folder / "dataset.sqlite")) as database:
        yield "sqlite", pd.read_sql("select * from t", database)


def holds_everywhere(package: Path, folder: Path) -> None:
    """Let all parts judge a package that the checks call valid."""
    frames = {engine: loaded(package, engine) for engine in ("pandas", "polars")}
    assert plain(frames["pandas"]) == plain(frames["polars"])
    for engine, frame in frames.items():
        assert list(uc.validate_frame("t", frame, package=package).findings) == [], engine
        uc.pandera_schema("t", engine, package=package).validate(frame, lazy=True)  # type: ignore[arg-type]
    exported(package, folder)
    for name, frame in read_back(package, folder):
        if len(frame.columns):  # of no rows, JSON Lines tell no columns
            assert list(uc.validate_frame("t", frame, package=package).findings) == [], name
    for row_id in (None, *([row[0] for row in plain(frames["polars"])][:1])):
        assert uc.cite(row_id, package=package)
    before = plain(frames["polars"])
    stamp(package)
    assert validate(package).is_valid
    assert plain(loaded(package, "polars")) == before


def judged(small: Small) -> None:
    """Let all parts judge a small package, if the checks call it valid."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pandas, on what it guesses
        package = write_package(Path(folder), {"t": (small.schema, small.content)})
        (Path(folder) / "out").mkdir()
        try:
            is_valid = validate(package, text_quality=True).is_valid  # as all that read a package ask
        except PackageError:  # for constraints that cannot be used
            is_valid = False
        event(f"valid: {is_valid}")
        if is_valid:
            holds_everywhere(package, Path(folder) / "out")


@pytest.mark.slow
@settings(deadline=None, max_examples=12, derandomize=True)
@given(small=small_packages())
def test_small_packages(small: Small) -> None:
    """A cell, a constraint or a word for missing values that one part reads otherwise than the checks."""
    judged(small)


@pytest.mark.exhaustive
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(small=small_packages())
def test_many_small_packages(small: Small) -> None:
    """The same, of rarer meetings."""
    judged(small)


ENDS: Mapping[str, tuple[dict[str, Any], list[str]]] = {
    "years": ({"type": "year"}, ["0001", "0026", "0476", "0999", "1000", "-0044", "-0753", "0000"]),
    "signs": ({"type": "integer"}, ["+5", "+0", "-0", "-007", "+007", "0" * 60 + "9", "+" + "9" * 18]),
    "beyond 64 bits": (
        {"type": "integer"},
        [str(2**63), str(-(2**63) - 1), "9" * 38, f"-{'9' * 38}", "+" + "8" * 20, "1"],
    ),
    "not quite": ({"type": "integer"}, [str(2**63 - 1), str(-(2**63)), str(2**53 + 1), "9" * 15, "9" * 16, ""]),
    "numbers": (
        {"type": "number"},
        ["1.7976931348623157e308", "2.3e-308", "1e-400", ".1", "5.", "+1E3", "0.30000000000000004"],
    ),
    "bounds of whole numbers": (
        {"type": "integer", "constraints": {"minimum": "+1", "maximum": "99999999999999999999"}},
        ["1", "+1", "007", "99999999999999999999", "5", "99"],
    ),
    "bounds of numbers": (
        {"type": "number", "constraints": {"minimum": "-.5", "maximum": "1e1"}},
        ["-0.5", "10", "1e1", "+.5", "-5e-1", "0"],
    ),
    "bounds without end": (
        {"type": "number", "constraints": {"minimum": "-INF", "maximum": "INF"}},
        ["1e308", "0", ""],
    ),
    "bounds of years": (
        {"type": "year", "constraints": {"minimum": "-0044", "maximum": "0999"}},
        ["0999", "-0044", "0001", "0000", "0500"],
    ),
    "bounds of days": ({"type": "date", "constraints": {"minimum": "0999-01-01"}}, ["0999-01-01", "9999-12-31"]),
    "words of numbers": (
        {"type": "number", "constraints": {"enum": ["1", "2.50", "1e3"]}},
        ["1.0", "2.5", "1000"],
    ),
    "words twice": ({"type": "string", "constraints": {"enum": [1, "1", 2.0]}}, ["1", "2.0", ""]),
    "days": ({"type": "date"}, ["0001-01-01", "0999-12-31", "1582-10-10", "1677-09-20", "1900-02-28", "9999-12-31"]),
    "moments": (
        {"type": "datetime"},
        ["0001-01-01T00:00:00", "9999-12-31T23:59:59.999999", "2026-01-21T21:00:00.1234567891-05:30", ""],
    ),
    "truth": ({"type": "boolean"}, ["true", "False", "TRUE", "1", "0", ""]),
    "other truth": ({"type": "boolean", "trueValues": ["yes", "1"], "falseValues": ["no"]}, ["yes", "1", "no", ""]),
    "truth upside down": ({"type": "boolean", "trueValues": ["0"], "falseValues": ["1"]}, ["0", "1", ""]),
    "months": ({"type": "yearmonth", "constraints": {"enum": ["0999-12", "2026-01"]}}, ["0999-12", "2026-01", ""]),
    "any words": ({"type": "any", "constraints": {"enum": [1, "b"]}}, ["1", "b", ""]),
    "ordered words": ({"type": "string", "categories": ["low", "high"], "categoriesOrdered": True}, ["high", "low"]),
    "quoted words": ({"type": "string", "constraints": {"enum": ["it's", 'a "b"', "c;d", "e,f"]}}, ["it's", 'a "b"']),
}


@pytest.mark.mostly_slow
@pytest.mark.parametrize("kind", ENDS)
def test_ends_of_what_is_valid(kind: str, tmp_path: Path) -> None:
    """A kind of cell that only some of the parts take."""
    field, cells = ENDS[kind]
    key = {"name": "key_id", "type": "string"}
    schema = {"fields": [key, {"name": "c", **field}], "primaryKey": "key_id"}
    package = write_package(
        tmp_path, {"t": (schema, Small(schema, [[f"k{at}", cell] for at, cell in enumerate(cells)]).content)}
    )
    assert list(validate(package).findings) == []
    (tmp_path / "out").mkdir()
    holds_everywhere(package, tmp_path / "out")


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("missing", "type_", "cells"),
    [
        (["", "99"], "number", ["99.0", "99", "99.00", "9.9e1", "990e-1"]),
        (["", "-9.0"], "number", ["-9", "-9.0", "-9.00", "-09"]),
        (["n/a", "1e3"], "number", ["1000", "1e3", "n/a", "1000.0"]),
        (["", "-999"], "integer", ["-998", "-999", "999", ""]),
        (["", "0"], "boolean", ["false", "0", "true", "1"]),
        (["", "1900"], "year", ["1899", "1900", ""]),
        (["", "1900-01-01"], "date", ["1900-01-01", "1900-01-02", ""]),
        (["-"], "string", ["-", "x", "x-", "y"]),
        ([], "string", ["x", "y"]),
    ],
)
def test_words_for_missing_values(missing: list[str], type_: str, cells: list[str], tmp_path: Path) -> None:
    """A word for missing values that one part finds in other cells than the others do."""
    fields = [{"name": "key_id", "type": "string"}, {"name": "c", "type": type_}]
    schema = {"fields": fields, "primaryKey": "key_id", "missingValues": missing}
    rows = [[f"k{at}", cell] for at, cell in enumerate(cells)]
    package = write_package(tmp_path, {"t": (schema, Small(schema, rows).content)})
    assert list(validate(package).findings) == []
    assert [row[1] is None for row in plain(loaded(package, "pandas"))] == [cell in missing for cell in cells]
    (tmp_path / "out").mkdir()
    holds_everywhere(package, tmp_path / "out")


@pytest.mark.mostly_slow
@pytest.mark.parametrize("length", [32_767, 32_768, 131_072, 131_073, 1_000_000])
def test_long_cells(length: int, tmp_path: Path) -> None:
    """A cell that is too long for Python's reader of CSV, or that a workbook cannot hold and does not say so."""
    schema = {"fields": [{"name": "key_id"}, {"name": "name"}], "primaryKey": "key_id"}
    package = write_package(tmp_path, {"t": (schema, f"key_id,name\nk1,{'x' * length}\n")})
    assert validate(package).is_valid
    for engine in ("pandas", "polars"):
        assert uc.validate_frame("t", loaded(package, engine), package=package).is_valid
        assert len(plain(loaded(package, engine))[0][1]) == length
    (tmp_path / "out").mkdir()
    exported(package, tmp_path / "out", [name for name in OTHERS if name != "xlsx"])
    holds = f"t:2:name: {length:,} characters, but a cell of a workbook holds 32,767; export it to other formats"
    with pytest.raises(PackageError, match=holds) if length > 32_767 else nullcontext():
        exported(package, tmp_path / "out", ["xlsx"])
    assert "k1" in uc.cite("k1", package=package)
    stamp(package)
    assert validate(package).is_valid


@pytest.mark.parametrize(
    "content",
    [
        "key_id,c\nk1,1\nk2\n", "key_id,c\nk1\n", "key_id,c\nk1,1\n\nk2,2\n", "key_id,c\nk1,1\n\n",
        "key_id,c\nk1,1,\n", "key_id,c\n\nk1,1\n", 'key_id,c\n"k\n1"\n', "key_id,c\nk1,1\nk2",
    ],
)  # fmt: skip
def test_rows_of_another_shape(content: str, tmp_path: Path) -> None:
    """A row that the checks refuse and a loader fills up or passes over."""
    for names in (["key_id", "c"], ["key_id"]):
        text = content if len(names) > 1 else content.replace(",c", "").replace(",1", "").replace(",2", "")
        package = write_package(tmp_path, {"t": ({"fields": [{"name": name} for name in names]}, text)})
        rules = {one.rule for one in validate(package).findings}
        what = r"t\.csv: row \d (?:is blank|has \d cells?, but the header has \d); run "
        if {"row-width", "blank-row"} & rules:
            for engine in ("pandas", "polars"):
                with pytest.raises(PackageError, match=what):
                    loaded(package, engine)
        elif not rules:
            assert plain(loaded(package, "pandas")) == plain(loaded(package, "polars"))


def test_keys_beyond_64_bits(tmp_path: Path) -> None:
    """A key that is held in another type than what points to it, so that databases or joins refuse both."""
    large = str(2**70)
    whole = {"type": "integer"}
    parents: dict[str, Any] = {"fields": [{"name": "id", **whole}, {"name": "of", **whole}], "primaryKey": "id"}
    parents |= {"foreignKeys": [{"fields": "of", "reference": {"fields": "id"}}]}
    children: dict[str, Any] = {"fields": [{"name": "parent", **whole}]}
    children |= {"foreignKeys": [{"fields": "parent", "reference": {"resource": "t", "fields": "id"}}]}
    package = write_package(
        tmp_path, {"t": (parents, f"id,of\n2,+1\n1,\n{large},2\n"), "u": (children, "parent\n1\n002\n")}
    )
    assert list(validate(package).findings) == []
    (tmp_path / "out").mkdir()
    exported(package, tmp_path / "out")
    with duckdb.connect(tmp_path / "out" / "dataset.duckdb") as database:
        assert database.execute("select id from t join u on parent = id order by id").fetchall() == [(1,), (2,)]
        assert database.execute("select max(id) from t").fetchall() == [(2**70,)]
    with closing(sqlite3.connect(tmp_path / "out" / "dataset.sqlite")) as lite:
        assert lite.execute("select id from t join u on parent = id order by id").fetchall() == [("1",), ("2",)]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", ["U.S.; America", ";", '"U.S."; "A"', "a;b;c", 'the "U.S."', "x;"])
def test_names_with_what_divides_lists(name: str, tmp_path: Path) -> None:
    """A name that stops an export, or that reads as two."""
    package = copy_dataset(tmp_path / "package")
    edit(package, {"table": "actors", "where": {"actor_id": "act-001"}, "set": {"name": name}})
    stamp(package)
    part = next(part for part in Content.read(package).parts if part.name == "events_flat")
    texts = with_joined_lists(part.frame)["participant_names"]
    for items, text in zip(part.frame["participant_names"], texts, strict=True):
        assert (next(csv.reader([text or ""], delimiter=";"), [])) == items.to_list()
    assert name in {item for items in part.frame["participant_names"] for item in items}
