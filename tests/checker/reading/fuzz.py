"""Checks files of odd bytes until the time is up. A program of its own, since what it looks for may end the process.

Usage: ``python fuzz.py FOLDER SEED SECONDS``. FOLDER holds the package that was checked last. Files that were found to
end the process once are checked first.
"""

import bz2
import gzip
import json
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from us_cuba_2026.checker import validate
from us_cuba_2026.checker.on_spark import worker
from us_cuba_2026.checker.on_spark.package_check import PackageCheck
from us_cuba_2026.checker.pandera_import import pandera_alone
from us_cuba_2026.checker.reading.batches import Reading
from us_cuba_2026.model.package import Package
from us_cuba_2026.rules.dataset import dataset_rules

FIELDS: Sequence[Mapping[str, Any]] = (
    {"name": "a", "type": "string", "constraints": {"pattern": "[a-z0-9]*"}},
    {"name": "b", "type": "integer", "constraints": {"maximum": 9}},
    {"name": "c", "type": "date"},
    {"name": "d", "type": "number", "constraints": {"minimum": 0}},
)
TABLES = 24  # of a package: to start a check takes longer than to read a small file

PIECES = (
    *(b"1", b"x", b"\n", b"\n", b"\n", b",", b",", b",", b'"', b'""', b'"a\nb"', b"\r", b"\r\n", b"a,b,c,d\n"),
    *(b"k1,2,,3\n", b"\x00", b"\x1f", b" ", b"\t", b"=1", b"NA", b"-0", b"+1", b"1e999", b"INF", b"9" * 40),
    b"2026-01-01",
    *("é☃🇨🇺\ufeff\u2028\ufffd\u0301ﷺ".encode()[:size] for size in range(1, 27)),
    *(b"\xe2\x82", b"\xff", b"\xfe\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xf8", b"\x80"),
)  # fmt: skip


def text(rng: random.Random) -> bytes:
    """A table in CSV, more or less."""
    header = rng.choice([b"a,b,c,d\n", b"a,b,c,d\n", b"a,b,c,d\n", b"\xef\xbb\xbfa,b,c,d\n", b"a,b,c,d\r\n", b""])
    pieces = rng.choices(PIECES, k=rng.choice([1, 3, 10, 100]))
    return header + b"".join(piece * rng.choice([1, 1, 1, 2, 50]) for piece in pieces)


def of_bytes(*cells: bytes) -> pa.Array:
    """A column of text, whatever the bytes."""
    return pa.Array.from_buffers(pa.string(), len(cells), pa.array(cells, pa.binary()).buffers())


INF = float("inf")
VALUES: Sequence[tuple[pa.DataType, Sequence[Any]]] = (
    (pa.date32(), [2**31 - 1, -(2**31), 0, None, 2932896, 2932897, -719163]),
    *(
        (pa.timestamp(unit, zone), [10**18, -(10**15), 0, None, 10**15])
        for unit in ("ms", "us", "ns")
        for zone in (None, "UTC", "Mars/Base", "+05:30")
    ),
    (pa.float64(), [INF - INF, INF, -0.0, 1e308, 5e-324, None]),
    (pa.uint64(), [2**64 - 1, 0, None]),
    (pa.string(), ["x", None, "y" * 1000, "2026-01-01"]),
    (pa.time32("s"), [86399, 0, None]),
    (pa.list_(pa.int8()), [[1], [], None]),
    (pa.bool_(), [True, False, None]),
)
"""Types of columns, with values that few programs expect."""


def cells(rng: random.Random, height: int) -> pa.Array:
    """A column of some type."""
    if rng.random() < 0.2:
        return of_bytes(*rng.choices(PIECES, k=height))
    kind, values = rng.choice(VALUES)
    column = pa.array(rng.choices(values, k=height), kind)
    return column.dictionary_encode() if pa.types.is_string(kind) and rng.random() < 0.5 else column


def parquet(rng: random.Random) -> bytes:
    """A Parquet file of such columns."""
    height = rng.choice([0, 1, 3, 200])
    sink = pa.BufferOutputStream()
    table = pa.table({name: cells(rng, height) for name in "abcd"})
    packing = {
        "compression": rng.choice(["none", "snappy", "zstd", "gzip"]),
        "row_group_size": rng.choice([1, 7, 1000]),
    }
    pq.write_table(table, sink, use_dictionary=rng.random() < 0.5, **packing)
    return bytes(sink.getvalue())


def zstd(content: bytes) -> bytes:
    """Compressed by Zstandard."""
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(content)
    return bytes(sink.getvalue())


def spoilt(rng: random.Random, content: bytes) -> bytes:
    """Bytes with some of them changed, or cut short."""
    spoiled = bytearray(content)
    for _ in range(rng.choice([0, 1, 1, 3, 20])):
        if spoiled:
            spoiled[rng.randrange(len(spoiled))] = rng.randrange(256)
    return bytes(spoiled[: rng.randrange(len(spoiled) + 1)] if rng.random() < 0.2 else spoiled)


Make = Callable[[random.Random], bytes]
FILES: Sequence[tuple[str, Make]] = (
    (".csv", text),
    (".csv", text),
    (".csv", lambda rng: spoilt(rng, text(rng))),
    (".csv", lambda rng: bz2.compress(text(rng))),
    (".csv.gz", lambda rng: gzip.compress(text(rng), mtime=0)),
    (".csv.gz", lambda rng: spoilt(rng, gzip.compress(text(rng), mtime=0))),
    (".csv.zst", lambda rng: zstd(text(rng))),
    (".csv.zst", lambda rng: spoilt(rng, zstd(text(rng)))),
    (".parquet", parquet),
    (".parquet", lambda rng: spoilt(rng, parquet(rng))),
)
"""The ending of a name, and what makes the file."""


def stored(name: str, values: Any) -> bytes:
    """A Parquet file of one column, whose name may be bytes."""
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"a" * len(name): values}), sink)
    return bytes(sink.getvalue()).replace(b"a" * len(name), name.encode("utf-8", "surrogateescape"))


FOUND: Mapping[str, bytes] = {
    "cell.csv": b"a,b,c,d\n1,\xe2\x82",
    "quoted.csv": b'a,b,c,d\n1,"\xf0\x9f\x87',
    "wide.csv": b"a,b,c,d\n1,2,3,4,\xc3",
    "row.csv": b"a,b,c,d\n1,2,,4\n\xe2",
    "header.csv": b"a,b,c,d,\xe2\x82",
    "alone.csv": b"\xe2\x82",
    "return.csv": b"a,b,c,d\n1,2,,4\r\xe2\x82",
    "late.csv": b"a,b,c,d\n" + b"1,2,,4\n" * 200_000 + b"x,\xe2\x82",
    "packed.csv.gz": gzip.compress(b"a,b,c,d\n1,\xe2\x82", mtime=0),
    "packed.csv.zst": zstd(b"a,b,c,d\n1,\xe2\x82"),
    "name.parquet": stored("\udcaex", [1]),
    "text.parquet": stored("a", of_bytes(b"x", b"\xe2\x82")),
    "words.parquet": stored("a", of_bytes(b"x", b"\xe2\x82").dictionary_encode()),
    "day.parquet": stored("c", pa.array([2**31 - 1], pa.date32())),
    "early.parquet": stored("c", pa.array([-(2**31)], pa.date32())),
    "moment.parquet": stored("c", pa.array([2**63 - 1], pa.timestamp("us", "UTC"))),
    "milliseconds.parquet": stored("c", pa.array([-(2**63)], pa.timestamp("ms"))),
}


def check(folder: Path, files: Mapping[str, bytes], rng: random.Random) -> None:
    """Check files, each as a table, in this process and as a worker of Spark does, which must agree.

    Args:
        folder: Where to put them.
        files: The bytes of each file by its name.
        rng: Chooses the size of blocks.
    """
    resources = []
    for at, (name, content) in enumerate(files.items()):
        (folder / name).write_bytes(content)
        schema = {"fields": FIELDS, "primaryKey": ["a", "b"], "uniqueKeys": [["c"]], "missingValues": ["", "NA"]}
        schema["foreignKeys"] = [{"fields": "a", "reference": {"resource": f"t{at // 2}", "fields": "a"}}]
        resources.append({"name": f"t{at}", "path": name, "schema": schema})
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    package = Package.read(folder)
    report = validate(folder, reading=Reading(rng.choice([64, 300, 2**20]), rng.choice([1, 2**20])))
    report_of_large_blocks = validate(folder)
    check = PackageCheck(package, dataset_rules(package.tables), None, has_order=True)
    for table, content in zip(package.tables, files.values(), strict=True):
        if table.path.suffix == ".csv":
            is_text = content.decode(errors="replace").encode() == content
            assert is_text or table.name not in report.rows, f"{table.path.name} is no text, and was read"
        records = pa.Table.from_batches(worker.read_file(check.work(table), 0))
        parts = [json.loads(one["message"]) for one in records.to_pylist() if one["kind"] == worker.PART]
        assert [part["is_readable"] for part in parts] == [table.name in report_of_large_blocks.rows], table.path.name


def main() -> None:
    """Go on with new files until the time is up."""
    pandera_alone()
    folder, seed, seconds = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    check(folder, FOUND, random.Random(seed))  # noqa: S311  (the same size each time)
    end = time.monotonic() + seconds
    turn = 0
    while time.monotonic() < end:
        rng = random.Random(f"{seed} {turn}")  # noqa: S311  (the same files each time)
        kinds = [rng.choice(FILES) for _ in range(TABLES)]
        check(folder, {f"{at}{ending}": make(rng) for at, (ending, make) in enumerate(kinds)}, rng)
        turn += 1
    print(f"{turn} packages of {TABLES} tables")


if __name__ == "__main__":
    main()
