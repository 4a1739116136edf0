"""Memory stays bounded: a check keeps hashes of keys, and a batch at a time of everything else."""

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import make_corpus
from corpus.archive import Archive
from packages import file_of, read_descriptor, write_descriptor, write_package

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no resource.getrusage to tell a peak of memory"),
]

ROOM = 350 * 2**20  # bytes that any check may take beyond what the smallest takes; measured: less than 260 MiB
SMALL, LARGE = 20_000, 80_000  # quotes: many batches of the size below
NOTE = " ".join(["It rains."] * 240)  # makes the data much larger than what is kept of it, about 200 bytes a quote
MOST = 0.5  # of the additional bytes; measured: a tenth to a fifth, and more than all of them if batches are kept

CHECK = """
import sys
from us_cuba_2026.checker import validate
from us_cuba_2026.checker.reading.batches import Reading
package, findings = sys.argv[1:]
sys.exit(not validate(package, findings=findings or None, reading=Reading(block=2**20, batch=2**20)).is_valid)
"""
PEAK = """
import resource, subprocess, sys
code = subprocess.run([sys.executable, *sys.argv[1:]]).returncode
unit = 1 if sys.platform == "darwin" else 1024
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit)
"""
"""Starts the check, since a process counts as its own the memory of that which started it."""


AS_USUAL = """
import sys
from us_cuba_2026.checker import validate
report = validate(sys.argv[1])
print(*report.rows.values(), report.counts.get("t", {}), file=sys.stderr)
sys.exit(not report.is_valid)
"""


def table(folder: Path, columns: int, name: str, **constraints: object) -> Path:
    """A package of one table of text without its file; the path of that."""
    fields = [{"name": f"c{at}", "type": "string", "constraints": constraints} for at in range(columns)]
    write_descriptor(folder, {"resources": [{"name": "t", "path": name, "schema": {"fields": fields}}]})
    return folder / name


def rows(columns: int, row: bytes, count: int) -> Callable[[Path], None]:
    """What makes a CSV file in which one row stands again and again."""
    header = ",".join(f"c{at}" for at in range(columns)).encode() + b"\n"

    def make(folder: Path) -> None:
        table(folder, columns, "t.csv").write_bytes(header + row * count)

    return make


def every_row_wrong(folder: Path) -> None:
    """Short rows with a finding each."""
    table(folder, 1, "t.csv", maxLength=0).write_bytes(b"c0\n" + b"1\n" * 1_500_000)


def long_list(folder: Path) -> None:
    """A closed list of many words, and cells that are none of them."""
    words = [f"word {at}" for at in range(200_000)]
    table(folder, 1, "t.csv", enum=words).write_bytes(b"c0\n" + b"x\n" * 100_000)


def stored_once(height: int, columns: int, as_categories: bool = False) -> Callable[[Path], None]:
    """What makes a Parquet file of some bytes in which a long cell is stored once, and stands in every row."""
    words = pa.DictionaryArray.from_arrays(pa.array([0] * height, pa.int8()), pa.array(["x" * 40_000]))

    def make(folder: Path) -> None:
        path = table(folder, columns, "t.parquet")
        cells = pa.table({f"c{at}": words for at in range(columns)})
        with pq.ParquetWriter(path, cells.schema, compression="zstd", store_schema=as_categories) as writer:
            writer.write_table(cells)
        assert path.stat().st_size < 2000 * columns

    return make


def unpacking(cells: list[str], **packing: Any) -> Callable[[Path], None]:
    """What makes a Parquet file of some bytes that unpack to many times as many."""

    def make(folder: Path) -> None:
        path = table(folder, 1, "t.parquet")
        pq.write_table(pa.table({"c0": cells}), path, compression="zstd", use_dictionary=False, **packing)
        assert path.stat().st_size < 100_000

    return make


@cache
def corpus(folder: Path, quotes: int) -> Path:
    """A valid corpus with long notes."""
    package = folder / str(quotes)
    make_corpus.make(Archive(quotes, 0), package)
    file = file_of(package, "quotes")
    text = pl.read_csv(file, infer_schema=False).with_columns(note=pl.lit(NOTE))
    text.write_csv(file, quote_style="necessary", null_value="")
    descriptor = read_descriptor(package)
    for resource in descriptor["resources"]:
        del resource["bytes"], resource["hash"]
    write_descriptor(package, descriptor)
    return package


def spoil(package: Path, way: str) -> None:
    """Describe the quotes so that no row is right, or take a column from their header, or leave them as they are."""
    descriptor = read_descriptor(package)
    quotes = next(one for one in descriptor["resources"] if one["name"] == "quotes")
    identifier = quotes["schema"]["fields"][0]
    identifier["constraints"] |= {"maxLength": 1 if way == "every quote broken" else 99}
    write_descriptor(package, descriptor)
    header, _, rows = file_of(package, "quotes").read_bytes().partition(b"\n")
    names = [field["name"].encode() for field in quotes["schema"]["fields"]]
    header = b",".join(names[:-1] if way == "every quote too wide" else names)
    file_of(package, "quotes").write_bytes(header + b"\n" + rows)


def size(package: Path) -> int:
    """The bytes of a package."""
    return sum(file.stat().st_size for file in package.rglob("*.csv"))


def peak(package: Path, findings: Path | str) -> tuple[int, int]:
    """The exit code and the largest memory, in bytes, of a check in a process of its own."""
    command = [sys.executable, "-c", PEAK, "-c", CHECK, str(package), str(findings)]
    code, memory = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return int(code), int(memory)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the corpora lie."""
    return tmp_path_factory.mktemp("memory")


def usual_peak(package: Path) -> tuple[int, str]:
    """The largest memory of a check as users run it, and what it found."""
    command = [sys.executable, "-c", PEAK, "-W", "ignore", "-c", AS_USUAL, str(package)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout.split()[1]), done.stderr


@pytest.fixture(scope="module")
def smallest(tmp_path_factory: pytest.TempPathFactory) -> int:
    """The memory that a check of one row takes."""
    folder = tmp_path_factory.mktemp("smallest")
    table(folder, 1, "t.csv").write_bytes(b"c0\n1\n")
    return usual_peak(folder)[0]


@pytest.mark.mostly_exhaustive
@pytest.mark.parametrize(
    ("make", "finds"),
    [
        (rows(18, b"1\n", 1_000_000), "1000000 {'row-width': 1000000}"),
        (rows(18, b"1,2,3\n", 1_000_000), "1000000 {'row-width': 1000000}"),
        (rows(2, b"1,2,3\n", 1_500_000), "1500000 {'row-width': 1500000}"),
        (rows(18, b"\n", 1_500_000), "0 {'blank-row': 1500000}"),
        (rows(1, b"\n", 4_000_000), "0 {'blank-row': 4000000}"),
        (rows(18, b"," * 17 + b"\n", 1_000_000), "0 {'blank-row': 1000000}"),
        (rows(1, b"\r", 4_000_000), "0 {'blank-row': 4000000}"),
        (every_row_wrong, "1500000 {'maxLength': 1500000}"),
        (long_list, "100000 {'enum': 100000}"),
        (stored_once(2**14, 1), "16384 {}"),
        (stored_once(2**14, 1, as_categories=True), "16384 {}"),
        (stored_once(2**13, 2), "8192 {}"),
        (unpacking(["x" * 10_000] * 30_000), "{'file': 1}"),
        (unpacking(["x" * 10_000] * 30_000, data_page_size=2**30, write_batch_size=10**6), "{'file': 1}"),
        (unpacking(["x" * 20_000_000] * 20), "{'file': 1}"),
        (unpacking(["x" * 3_000_000] * 20), "{'row-size': 1}"),
    ],
    ids=[
        *("narrow", "three-of-18", "wide", "blank", "blank-of-1", "commas", "returns", "every-row", "list"),
        *("once", "categories", "two-columns", "pages", "one-page", "cells", "long-cells"),
    ],
)
def test_memory_that_a_few_bytes_ask_for(
    make: Callable[[Path], None], finds: str, smallest: int, tmp_path: Path
) -> None:
    """A file that takes many times its size: rows, findings or cells that pile up, or are unpacked all at once."""
    make(tmp_path)
    memory, found = usual_peak(tmp_path)
    assert found.strip() == finds
    assert memory < smallest + ROOM


@pytest.mark.exhaustive
@pytest.mark.parametrize(("way", "on_header"), [("valid", 0), ("every quote broken", 0), ("every quote too wide", 1)])
def test_memory_grows_by_less_than_the_data(way: str, on_header: int, folder: Path, tmp_path: Path) -> None:
    """Rows that pile up in memory while a table is read, or that findings hold on to."""
    peaks = []
    for quotes in (SMALL, LARGE):
        package = corpus(folder, quotes)
        spoil(package, way)
        findings = tmp_path / f"{quotes}.csv"
        code, memory = peak(package, findings if way != "valid" else "")
        assert code == (way != "valid")
        peaks.append(memory)
        if way != "valid":
            with findings.open("rb") as lines:
                assert sum(1 for _ in lines) == 1 + quotes + on_header
    added = size(corpus(folder, LARGE)) - size(corpus(folder, SMALL))
    assert (peaks[1] - peaks[0]) / added < MOST


def test_second_look_keeps_the_suspects_alone(tmp_path: Path) -> None:
    """Some rows that are looked at again, and hold on to the text of all rows that stood beside them."""
    names = ("key", "note")
    schema = {"fields": [{"name": name, "type": "string"} for name in names], "primaryKey": list(names)}
    peaks, sizes = [], []
    for height in (SMALL, LARGE):
        keys = (f"k{at if at % 50 else 0}" for at in range(height))
        text = "".join(["key,note\n", *(f"{key},{NOTE}\n" for key in keys)])
        package = tmp_path / str(height)
        package.mkdir()
        write_package(package, {"t": (schema, text)})
        code, memory = peak(package, "")
        assert code == 1
        peaks.append(memory)
        sizes.append(len(text))
    assert (peaks[1] - peaks[0]) / (sizes[1] - sizes[0]) < MOST
