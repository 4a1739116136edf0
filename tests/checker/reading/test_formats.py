"""Compressed files, Parquet files and tables of several files are checked like plain CSV."""

import gzip
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import us_cuba_2026 as uc
from packages import (
    copy_dataset,
    file_of,
    read_descriptor,
    read_rows,
    stamp,
    write_descriptor,
    write_package,
    write_rows,
)
from us_cuba_2026.checker import report as report_text
from us_cuba_2026.checker import validate
from us_cuba_2026.checker.findings import Finding

Place = tuple[str, str, int | None, str | None, str | None]


def places(findings: Sequence[Finding]) -> list[Place]:
    """What is found where."""
    return [(one.rule, one.table, one.row, one.field, one.value) for one in findings]


def broken(folder: Path) -> Path:
    """A copy of the dataset with defects of a cell, a key, a reference and an order."""
    copy_dataset(folder)
    events = read_rows(folder, "events")
    events[5]["kind"] = "x"
    events[9]["date_start"] = "2026-02-30"
    events[20]["passage_id"] = "psg-999"
    events.insert(60, dict(events[60]))
    write_rows(folder, "events", events)
    stamp(folder)
    return folder


def put(folder: Path, table: str, path: str | list[str]) -> None:
    """Describe a table as being at another path."""
    descriptor = read_descriptor(folder)
    resource = next(one for one in descriptor["resources"] if one["name"] == table)
    for key in ("bytes", "hash", "format", "mediatype"):
        del resource[key]
    resource["path"] = path
    write_descriptor(folder, descriptor)


def zstd(content: bytes) -> bytes:
    """Compressed by Zstandard."""
    packed = pa.BufferOutputStream()
    with pa.CompressedOutputStream(packed, "zstd") as stream:
        stream.write(content)
    return bytes(packed.getvalue())


gz = partial(gzip.compress, mtime=0)  # the same bytes in every process


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ending", "pack"), [(".gz", gzip.compress), pytest.param(".zst", zstd, marks=pytest.mark.slow)]
)
def test_compressed(ending: str, pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    """A finding that a compressed table hides, or puts at another row."""
    expected = places(validate(broken(tmp_path)).findings)
    assert {place[0] for place in expected} >= {"enum", "type", "foreign-key", "primary-key"}
    file = file_of(tmp_path, "events")
    (tmp_path / "data" / f"events.csv{ending}").write_bytes(pack(file.read_bytes()))
    file.unlink()
    put(tmp_path, "events", f"data/events.csv{ending}")
    assert places(validate(tmp_path).findings) == expected


@pytest.mark.slow
def test_parquet_of_text(tmp_path: Path) -> None:
    """A row number or verdict that a Parquet file changes."""
    expected = places(validate(broken(tmp_path)).findings)
    cells = pl.read_csv(file_of(tmp_path, "events"), infer_schema=False)
    cells.write_parquet(tmp_path / "data" / "events.parquet", row_group_size=7)
    put(tmp_path, "events", "data/events.parquet")
    assert places(validate(tmp_path).findings) == expected


@pytest.mark.slow
def test_parquet_of_types(tmp_path: Path) -> None:
    """A valid typed column that is refused for how it is written as text."""
    copy_dataset(tmp_path)
    days = [pl.col(name).str.to_date() for name in ("date_start", "date_end")]
    for table, types in (
        ("events", [*days, pl.col("kind").cast(pl.Categorical)]),
        ("quotes", [pl.col("is_fragment").replace_strict({"true": True, "false": False}), *days]),
        ("figures", [pl.col("value", "value_low", "value_high").cast(pl.Float64), *days]),
        ("passages", [pl.col("position", "words", "length").cast(pl.Int32)]),
        ("sources", [pl.col("published_at").str.to_datetime(time_zone="UTC"), pl.col("length").cast(pl.Float64)]),
    ):
        cells = pl.read_csv(file_of(tmp_path, table), infer_schema=False).with_columns(types)
        cells.write_parquet(tmp_path / f"{table}.parquet")
        put(tmp_path, table, f"{table}.parquet")
    assert places(validate(tmp_path).findings) == []


@pytest.mark.slow
def test_several_files(tmp_path: Path) -> None:
    """A finding that does not name the file its row is counted in, or a key that may come again in another file."""
    broken(tmp_path)
    header, *lines = file_of(tmp_path, "events").read_text(encoding="utf-8").splitlines(keepends=True)
    names = [f"data/events-{at}.csv" for at in range(3)]
    for name, some in zip(names, (lines[:30], lines[30:60], lines[60:]), strict=True):
        (tmp_path / name).write_text("".join([header, *some]), encoding="utf-8", newline="")
    put(tmp_path, "events", names)
    report = validate(tmp_path)
    found = {(one.rule, one.file, one.row) for one in report.findings}
    assert found >= {
        ("enum", names[0], 7), ("type", names[0], 11), ("foreign-key", names[0], 22), ("primary-key", names[2], 3),
    }  # fmt: skip
    (again,) = [one for one in report.findings if one.rule == "primary-key"]
    assert "already used in row 2 of data/events-2.csv" in again.message
    assert f"file={(tmp_path / names[2]).as_posix()},line=3,title=primary-key" in report_text.to_github(report)
    assert '"file": "data/events-2.csv"' in report_text.to_json(report)
    assert report.rows["events"] == len(lines)


def test_header_of_each_file(tmp_path: Path) -> None:
    """A file of several whose first row of data is taken for a header, in silence."""
    schema = {"fields": [{"name": "a", "type": "string"}]}
    write_package(tmp_path, {"t": (schema, "a\nx\n")})
    (tmp_path / "u.csv").write_text("y\nz\n")
    descriptor = read_descriptor(tmp_path)
    descriptor["resources"][0]["path"] = ["t.csv", "u.csv"]
    write_descriptor(tmp_path, descriptor)
    assert [(one.rule, one.file, one.row) for one in validate(tmp_path).findings] == [("columns", "u.csv", 1)]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("lacking", [0, 1])
@pytest.mark.parametrize(("table", "column"), [("quotes", "passage_id"), ("evidence", "use"), ("vocabulary", "code")])
def test_columns_of_each_file(table: str, column: str, lacking: int, tmp_path: Path) -> None:
    """A crash, or rows that are judged by half of the rules, where one file of several lacks a column."""
    copy_dataset(tmp_path)
    cells = pl.read_csv(file_of(tmp_path, table), infer_schema=False)
    names = ["one.csv", "two.csv"]
    for at, (name, half) in enumerate(zip(names, (cells[:20], cells[20:]), strict=True)):
        half.drop(column if at == lacking else []).write_csv(tmp_path / name)
    put(tmp_path, table, names)
    report = validate(tmp_path)
    (found,) = [one for one in report.findings if one.rule == "columns"]
    assert (found.table, found.file, found.field, found.row) == (table, names[lacking], column, 1)
    assert "the table was not read" in found.message
    assert table not in report.rows


def small(folder: Path, name: str, content: bytes) -> list[tuple[str, int | None]]:
    """Rule and row of what is found in a table of one column of whole numbers, that is that file."""
    schema: dict[str, Any] = {"fields": [{"name": "a", "type": "integer"}]}
    write_package(folder, {"t": (schema, "a\n")})
    (folder / name).write_bytes(content)
    descriptor = read_descriptor(folder)
    descriptor["resources"][0]["path"] = name
    write_descriptor(folder, descriptor)
    return [(one.rule, one.row) for one in validate(folder).findings]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv.gz", gz(b"a\n1\nx\n"), [("type", 3)]),
        ("a.csv.gz", gz(b"a\n1\n") + gz(b"x\n"), [("type", 3)]),
        ("a.csv.gz", gz(b"a\n1\n" * 10_000)[:-20], [("file", None)]),
        ("a.csv.gz", b"a\n1\n", [("file", None)]),
        ("a.csv.zst", b"a\n1\n", [("file", None)]),
        ("a.csv.gz", b"", [("file", None)]),
        ("a.csv.gz", gz(b"a\n\xe9\n"), [("encoding", None)]),
        ("a.csv.gz", gz(b"a\n" + b"1" * 50_000_000), [("row-size", None)]),
        ("a.parquet", b"a\n1\n", [("file", None)]),
        ("a.parquet", b"", [("file", None)]),
    ],
)
def test_spoilt_files(name: str, content: bytes, expected: list[tuple[str, int | None]], tmp_path: Path) -> None:
    """A crash on a file that is not what its name says, ends too early, or swells when it is unpacked."""
    assert small(tmp_path, name, content) == expected


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("A.CSV", bytes),
        ("A.CSV.GZ", gz),
        ("a.csv.Gz", gz),
        ("a.GZ", gz),
        ("A.CSV.ZST", zstd),
        ("a.Csv.zsT", zstd),
    ],
)
def test_endings_in_capitals(name: str, pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    """A compressed file that is said to be in another encoding, since its name is in capitals."""
    assert small(tmp_path, name, pack(b"a\n1\nx\n")) == [("type", 3)]


def test_parquet_in_capitals(tmp_path: Path) -> None:
    """A Parquet file that is read as text."""
    pl.DataFrame({"a": [1, None]}).write_parquet(tmp_path / "A.PARQUET")
    assert small(tmp_path, "A.PARQUET", (tmp_path / "A.PARQUET").read_bytes()) == [("blank-row", 3)]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv.gz", b"a\n1\n", "it is not gzip, though its name says so"),
        ("a.csv.gz", zstd(b"a\n1\n"), "it is not gzip, though its name says so"),
        ("a.csv.zst", b"a\n1\n", "it is not zstd, though its name says so"),
        ("a.csv.zst", gz(b"a\n1\n"), "it is not zstd, though its name says so"),
        ("A.CSV.GZ", b"", "is empty: it needs at least the header"),
        ("a.csv.gz", gz(b"a\n1\n" * 10_000)[:-20], "Truncated compressed stream"),
    ],
)
def test_not_compressed(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    """A library's complaint where the name of the file is wrong, or a wrong name where the file is cut short."""
    small(tmp_path, name, content)
    (found,) = validate(tmp_path).findings
    assert found.rule == "file"
    assert found.message.startswith(f"{name} ")
    assert says in found.message


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.parquet"])
def test_folder_instead_of_a_file(name: str, tmp_path: Path) -> None:
    """A folder that is said to be missing, or broken."""
    small(tmp_path, "b.csv", b"a\n")
    (tmp_path / name).mkdir()
    descriptor = read_descriptor(tmp_path)
    descriptor["resources"][0]["path"] = name
    write_descriptor(tmp_path, descriptor)
    (found,) = validate(tmp_path).findings
    assert (found.rule, found.message) == ("file", f"{name} cannot be read: it is a folder")


def test_columns_that_no_cell_can_hold(tmp_path: Path) -> None:
    """A crash on a nested column, or on one that is not described."""
    for table, rule in (
        (pa.table({"a": [[1], [2]]}), "file"),
        (pa.table({"b": [1]}), "columns"),
        (pa.table({"a": pa.array([b"\xff"]).cast(pa.string(), safe=False)}), "file"),
    ):
        file = pa.BufferOutputStream()
        pq.write_table(table, file)
        assert small(tmp_path, "a.parquet", bytes(file.getvalue()))[0][0] == rule


NULLS = {
    "fields": [
        {"name": "k", "type": "string", "constraints": {"required": True}},
        {"name": "n", "type": "integer"},
    ]
}


@pytest.mark.parametrize("missing", [["-"], ["", "-"], ["NA", "-"]])
def test_nulls_are_missing_values(missing: list[str], tmp_path: Path) -> None:
    """A null of a Parquet file that is a value, where an empty cell is one."""
    write_package(tmp_path, {"t": (NULLS | {"missingValues": missing}, "k,n\n-,1\nb,-\n")})
    expected = [("required", "t", 2, "k", "-")]
    assert places(validate(tmp_path).findings) == expected
    pl.DataFrame({"k": [None, "b"], "n": [1, None]}).write_parquet(tmp_path / "t.parquet")
    at_parquet(tmp_path)
    assert [one[:4] for one in places(validate(tmp_path).findings)] == [one[:4] for one in expected]


def test_words_for_true_and_false(tmp_path: Path) -> None:
    """A column of booleans that is judged by other words than those that the field has for them."""
    field = {"name": "b", "type": "boolean", "trueValues": ["yes", "y"], "falseValues": ["no"]}
    write_package(tmp_path, {"t": ({"fields": [field]}, "b\nyes\nno\n")})
    assert places(validate(tmp_path).findings) == []
    pl.DataFrame({"b": [True, False, None]}).write_parquet(tmp_path / "t.parquet")
    at_parquet(tmp_path)
    assert places(validate(tmp_path).findings) == [("blank-row", "t", 4, None, None)]


@pytest.mark.parametrize("nothing", ["", None])
def test_blank_rows_of_parquet(nothing: str | None, tmp_path: Path) -> None:
    """A blank row that is found in one format alone, or shifts the numbers of the rows behind it."""
    schema = {"fields": [{"name": name, "type": "string", "constraints": {"maxLength": 1}} for name in ("a", "b")]}
    write_package(tmp_path, {"t": (schema, "a,b\n1,2\n,\n3,44\n")})
    expected = [("blank-row", "t", 3, None, None), ("maxLength", "t", 4, "b", "44")]
    assert places(validate(tmp_path).findings) == expected
    cells = pl.DataFrame({"a": ["1", nothing, "3"], "b": ["2", nothing, "44"]})
    cells.write_parquet(tmp_path / "t.parquet")
    at_parquet(tmp_path)
    assert places(validate(tmp_path).findings) == expected
    assert places(uc.validate_frame("t", cells, package=tmp_path).findings) == expected
    cells.with_columns(c=pl.lit("x")).write_parquet(tmp_path / "t.parquet")
    assert {one[0] for one in places(validate(tmp_path).findings)} == {"columns", "maxLength"}


@pytest.mark.parametrize("zone", ["+05:30", "UTC", "Mars/Base", "America/Havana"])
def test_time_zones_of_parquet(zone: str, tmp_path: Path) -> None:
    """A crash over a time zone that polars does not know."""
    write_package(tmp_path, {"t": ({"fields": [{"name": "k", "type": "datetime"}]}, "k\n")})
    pq.write_table(pa.table({"k": pa.array([1, 10**15], pa.timestamp("us", zone))}), tmp_path / "t.parquet")
    at_parquet(tmp_path)
    assert places(validate(tmp_path).findings) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cells", "packing", "rule", "says"),
    [
        (["x" * 3_000_000, "y"], {}, "row-size", "a row is longer than 2,097,152 bytes"),
        (["x" * 3_000_000, "y"], {"use_dictionary": False}, "row-size", "a row is longer than 2,097,152 bytes"),
        (["x" * 3_000_000] * 9, {"row_group_size": 1}, "row-size", "a row is longer than 2,097,152 bytes"),
        (["x" * 1_000_000] * 80, {"use_dictionary": False}, "file", "bytes of k unpack to 80,000"),
        (["x" * 1_000_000] * 80, {"use_dictionary": False, "data_page_size": 2**30}, "file", "write it in smaller row"),
        (["x" * 100] * 800_000, {"use_dictionary": False}, "file", "bytes of k unpack to 83,"),
        ([b"\x00" * 1_000_000] * 80, {"use_dictionary": False}, "file", "bytes of k unpack to 80,000"),
    ],
    ids=["once", "plain", "later", "cells", "one-page", "rows", "bytes"],
)
def test_parquet_that_unpacks_to_too_much(
    cells: list[Any], packing: dict[str, Any], rule: str, says: str, tmp_path: Path
) -> None:
    """A file of some kilobytes that fills the memory before anybody looks at what it holds."""
    write_package(tmp_path, {"t": ({"fields": [{"name": "k", "type": "string"}]}, "k\n")})
    cells = [one.decode() if isinstance(one, bytes) else one for one in cells]
    pq.write_table(pa.table({"k": cells}), tmp_path / "t.parquet", compression="zstd", **packing)
    at_parquet(tmp_path)
    (found,) = validate(tmp_path).findings
    assert (found.rule, found.row) == (rule, None)
    assert says in found.message


@pytest.mark.slow
@pytest.mark.parametrize("store_schema", [True, False])
@pytest.mark.parametrize("row_group_size", [1, 1000, 10**6])
def test_parquet_of_long_cells_that_are_stored_once(row_group_size: int, store_schema: bool, tmp_path: Path) -> None:
    """A row that is lost, or numbered wrongly, where few rows are unpacked at a time."""
    field = {"name": "k", "type": "string", "constraints": {"maxLength": 20_000}}
    write_package(tmp_path, {"t": ({"fields": [field]}, "k\n")})
    words = pa.array(["x" * 20_000, "y" * 20_001, "", "z"])
    cells = pa.DictionaryArray.from_arrays(pa.array([0, 1, 2, 3, None] * 400, pa.int32()), words)
    with pq.ParquetWriter(tmp_path / "t.parquet", pa.schema({"k": cells.type}), store_schema=store_schema) as writer:
        writer.write_table(pa.table({"k": cells}), row_group_size=row_group_size)
    at_parquet(tmp_path)
    report = validate(tmp_path, max_findings=10_000)
    assert report.rows["t"] == 1200
    blank, long = ([one.row for one in report.findings if one.rule == rule] for rule in ("blank-row", "maxLength"))
    assert long == [*range(3, 2002, 5)]
    assert blank == sorted([*range(4, 2002, 5), *range(6, 2002, 5)])


def test_decimals_of_parquet(tmp_path: Path) -> None:
    """A crash over numbers that are larger than any that polars holds."""
    write_package(tmp_path, {"t": ({"fields": [{"name": "k", "type": "number"}]}, "k\n")})
    pq.write_table(pa.table({"k": pa.array([1, 2], pa.decimal256(60, 2))}), tmp_path / "t.parquet")
    at_parquet(tmp_path)
    (found,) = validate(tmp_path).findings
    assert (found.rule, found.row) == ("file", None)
    assert "make it text" in found.message


def at_parquet(folder: Path) -> None:
    """Describe the table ``t`` as a Parquet file."""
    descriptor = read_descriptor(folder)
    descriptor["resources"][0]["path"] = "t.parquet"
    write_descriptor(folder, descriptor)
