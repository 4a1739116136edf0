"""Memory stays bounded: a check keeps hashes of keys, and a batch at a time of everything else."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import polars as pl
import pytest

import make_corpus
from corpus.archive import Archive
from packages import file_of, read_descriptor, write_descriptor, write_package

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no resource.getrusage to tell a peak of memory"),
]

SMALL, LARGE = 20_000, 80_000  # quotes: many batches of the size below
NOTE = " ".join(["It rains."] * 240)  # makes the data much larger than what is kept of it, about 200 bytes a quote
MOST = 0.5  # of the additional bytes; measured: a tenth to a fifth, and more than all of them if batches are kept

CHECK = """
import sys
from us_cuba_2026.check import validate
from us_cuba_2026.check.batches import Reading
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
