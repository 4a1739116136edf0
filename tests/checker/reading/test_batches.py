"""The same findings at the same rows, whatever the size of blocks and batches."""

import contextlib
import csv
import io
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from packages import copy_dataset, edit, file_of, read_descriptor, read_rows, stamp, write_package, write_rows
from us_cuba_2026.checker import prefilter, validate
from us_cuba_2026.checker.findings import Finding
from us_cuba_2026.checker.local import suspect_rows
from us_cuba_2026.checker.reading.batches import A_ROW, Reading, gathered

CELLS = (
    "",
    "x",
    "-1",
    "12345678901234567890123",
    "2026-02-30",
    "act-001",
    "evt-999",
    " é",
    "=1",
    "None",
    "e\u0301",
    "direct",
)
FIELDS: list[dict[str, Any]] = [
    {"name": "key", "type": "string", "constraints": {"pattern": "^[a-z]-[0-9]$"}},
    {"name": "up", "type": "string"},
    {"name": "n", "type": "integer", "constraints": {"minimum": 0, "unique": True}},
    {"name": "kind", "type": "string", "constraints": {"enum": ["x", "y"]}},
]
SCHEMA = {
    "fields": FIELDS,
    "primaryKey": "key",
    "uniqueKeys": [["n", "kind"]],
    "foreignKeys": [{"fields": "up", "reference": {"resource": "", "fields": "key"}}],
}
keys = st.sampled_from(["a-1", "a-2", "a-3", "b-1", "b-2", "c", "", "\ufeffa-1"])
rows = st.tuples(keys, keys, st.sampled_from(["1", "01", "2", "-1", "x", ""]), st.sampled_from(["x", "y", " x", "é\n"]))
lines = st.one_of(rows, rows, rows, rows.map(lambda row: row[:3]), st.just(("", "", "", "")))


def found(folder: Path, block: int, batch: int) -> list[Finding]:
    """What is found, read in blocks and batches of that many bytes."""
    reading = Reading(block, batch)
    return list(validate(folder, reading=reading, max_findings=10**6).findings)


@pytest.mark.slow
@given(st.lists(lines, max_size=30), st.integers(40, 300), st.integers(1, 3000))
def test_same_findings_in_any_batches(
    tmp_path_factory: pytest.TempPathFactory, content: list[tuple[str, ...]], block: int, batch: int
) -> None:
    """A finding that is lost, told twice or put at another row where one batch ends and the next begins."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("key", "up", "n", "kind"), *content])
    folder = write_package(tmp_path_factory.mktemp("batches"), {"t": (SCHEMA, text.getvalue())})
    assert found(folder, block, batch) == found(folder, 2**20, 2**25)


@pytest.mark.mostly_exhaustive
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_same_findings_in_the_dataset(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for all rules: of evidence, utterances, positions; asked of every row, or of different cells only."""
    folder = copy_dataset(tmp_path)
    choose = random.Random(seed)  # noqa: S311
    for resource in read_descriptor(folder)["resources"]:
        table = read_rows(folder, resource["name"])
        if not table:
            continue
        for _ in range(3):
            choose.choice(table)[choose.choice(list(table[0]))] = choose.choice(CELLS)
        table.insert(choose.randrange(len(table)), dict(choose.choice(table)))
        write_rows(folder, resource["name"], table)
    file = file_of(folder, "evidence")
    file.write_bytes(file.read_bytes().replace(b",primary\n", b",primary,\n", 3))
    stamp(folder)
    expected = found(folder, 2**20, 2**25)
    assert len(expected) > 20
    ways = [(3000, 500), (5000, 20_000)] if seed else [(5000, 20_000)]
    with monkeypatch.context() as patch:
        patch.setattr(suspect_rows, "AT_ONCE", 20)
        assert found(folder, *ways[0]) == expected
    for block, batch in ways[1:]:
        assert found(folder, block, batch) == expected
    monkeypatch.setattr(prefilter, "SMALL", 0)
    for block, batch in [*ways, (2**20, 2**25)] if seed else ways:
        assert found(folder, block, batch) == expected


@pytest.mark.slow
@pytest.mark.parametrize("defect", [None, "row-width", "enum"])
def test_same_findings_in_a_large_file(defect: str | None, tmp_path: Path) -> None:
    """A row number that is lost from one block to the next, in a file that is read ahead of what is judged."""
    folder = copy_dataset(tmp_path)
    actors = read_rows(folder, "actors")
    many = [actors[at % len(actors)] | {"actor_id": f"act-{at + 1:06d}", "note": "A note. " * 20} for at in range(9000)]
    write_rows(folder, "actors", actors + many)
    if defect == "enum":
        edit(folder, {"table": "actors", "where": {"actor_id": "act-008000"}, "set": {"kind": "x"}})
    if defect == "row-width":
        edit(folder, {"file": "data/actors.csv", "replace": ["act-008000,", "act-008000,,"]})
    stamp(folder)
    assert file_of(folder, "actors").stat().st_size > 2 * 2**20
    expected = found(folder, 2**21, 2**25)
    assert (defect in {one.rule for one in expected}) is (defect is not None)
    assert found(folder, 2**18, 2**20) == expected


@given(st.lists(st.integers(0, 9), max_size=12), st.integers(1, 2000), st.booleans())
def test_gathered(heights: list[int], size: int, is_broken: bool) -> None:
    """Rows that are lost, or put together beyond the size; those before an error, from which its place is told."""

    def batches() -> Iterator[pa.RecordBatch]:
        for at, height in enumerate(heights):
            yield pa.record_batch({"n": pa.array([at] * height, pa.int64())})
        if is_broken:
            raise pa.ArrowInvalid("broken off")

    tables: list[pa.Table] = []
    with pytest.raises(pa.ArrowInvalid) if is_broken else contextlib.nullcontext():
        tables.extend(gathered(batches(), size))
    rows = [number for table in tables for number in table["n"].to_pylist()]
    assert rows == [at for at, height in enumerate(heights) for _ in range(height)]
    assert all(table["n"].num_chunks <= 1 for table in tables)
    held = [table.nbytes + A_ROW * table.num_rows for table in tables]
    assert all(one >= size for one in held[:-1])
    assert all(one < size + 9 * (8 + A_ROW) for one in held)


@given(st.lists(st.booleans(), max_size=12))
def test_gathered_until_it_is_enough(enough: list[bool]) -> None:
    """Batches that are held back, or handed out early, though rows that go with them pile up or do not."""
    batch = pa.record_batch({"n": pa.array([1])})
    answers = iter(enough)
    tables = list(gathered((batch for _ in enough), 10**6, lambda: next(answers)))
    pieces = "".join("x|" if one else "x" for one in enough).removesuffix("|").split("|")
    assert [table.num_rows for table in tables] == [len(piece) for piece in pieces if piece]
