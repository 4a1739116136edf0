"""Files as bytes and rows: what is wrong with them is told with the row a spreadsheet shows."""

import bz2
import csv
import gzip
import io
import lzma
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import ANY

import pytest
from hypothesis import given
from hypothesis import strategies as st

from us_cuba_2026.checker.findings import Finding
from us_cuba_2026.checker.findings_store import Section
from us_cuba_2026.checker.reading import csv_rows as reading_rows
from us_cuba_2026.checker.reading.batches import Reading
from us_cuba_2026.checker.reading.csv_rows import Cut
from us_cuba_2026.checker.reading.table_reader import Scan, nothing
from us_cuba_2026.checker.rule import ROW
from us_cuba_2026.model.package import Field, Table

cells = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


def table(path: Path) -> Table:
    """A table of three columns of text."""
    fields = tuple(Field(name, "string", {}) for name in ("a", "b", "c"))
    return Table("rows", path, {"path": path.name}, fields, ("",), None, (), (), ())


def read(path: Path, content: bytes, block: int = 2**20) -> tuple[list[tuple[Any, ...]], list[Finding]]:
    """Whole rows, with their numbers last, and findings."""
    path.write_bytes(content)
    described = table(path)
    section = Section(described, shown=1000)
    scan = Scan(described, section.add, reading=Reading(block, batch=1))
    rows: list[tuple[Any, ...]] = []
    for batch, is_cut in scan.batches():
        if not is_cut:
            rows += batch.select(*[name for name in batch.columns if name != ROW], ROW).rows()
    if not scan.is_readable:
        section, rows = Section(described, shown=1000), []
    for found in scan.findings():
        section.add(found)
    return rows, list(section.shown())


def rules(found: list[Finding]) -> list[tuple[str, int | None]]:
    """Rule and row of each finding."""
    return [(finding.rule, finding.row) for finding in found]


@given(st.lists(st.tuples(cells, cells, cells).filter(any), max_size=30), st.sampled_from(["\n", "\r\n"]))
def test_reads_what_csv_writes(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], end: str) -> None:
    """A cell or a row number that gets lost between Python's CSV writer and our reader, in blocks of any size."""
    text = io.StringIO()
    csv.writer(text, lineterminator=end).writerows([("a", "b", "c"), *rows])
    path = tmp_path_factory.mktemp("rows") / "rows.csv"
    line_ends = [] if end == "\n" else [Finding("rows", None, None, "line-ends", None, ANY)]
    for block in (200, 2**20):
        assert read(path, text.getvalue().encode(), block) == (
            [(*row, at) for at, row in enumerate(rows, 2)],
            line_ends,
        )


def test_row_numbers_skip_nothing(tmp_path: Path) -> None:
    """Row numbers that drift after a row that was left out, or after a line break in a cell."""
    content = b'a,b,c\n1,2\n1,"x\ny",3\n\n1,2,3,4\n1,2,3\n'
    for block in (16, 2**20):
        rows, found = read(tmp_path / "rows.csv", content, block)
        assert rows == [("1", "x\ny", "3", 3), ("1", "2", "3", 6)]
        assert sorted(rules(found)) == [("blank-row", 4), ("row-width", 2), ("row-width", 5)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", [("file", None)]),
        (b"\n", [("columns", 1)]),
        (b"\na,b,c\n1,2,3\n", [("columns", 1)]),
        (b"a;b;c\n1;2;3\n", [("columns", 1)]),
        (b"a,b,c,\n1,2,3,\n", [("columns", 1)]),
        (b"a,b,c" + b"," * 400_000 + b"\n", [("columns", 1)]),
        (b"a,b,_row\n1,2,3\n", [("columns", 1)] * 2),
        (b"a,b,c\r\n1,2,3\r\n", [("line-ends", None)]),
        (b"a,b,c\r1,2,3\r", [("line-ends", None)]),
        (b"a,b,c\n1,2,3\n1,2,3\r\n", [("line-ends", None)]),
        (b"a,b,c\n1,2,3," + b"x" * 200_000 + b"\n", [("row-width", 2)]),
        (b"a,b,c", []),
        (b"a,b,c\n", []),
        (b"\xef\xbb\xbfa,b,c\n1,2,3\n", [("byte-order-mark", None)]),
        ("a,b,c\n1,é,3\n".encode("latin-1"), [("encoding", None)]),
        ("a,b,c\n1,2,3\n".encode("utf-16"), [("encoding", None)]),
        (b'a,b,c\n1,"2,3\n1,2,3\n', [("csv-unclosed-quote", 2)]),
        (b'a,b,c\n1,2,3\n1,2,"3\n1,2,3\n', [("csv-unclosed-quote", 3)]),
        (b'a,b,c\n1,"2"2,3\n1,2,3\n', [("csv-misplaced-quote", None)]),
        (b'a,b,c\n1,2"2,3\n1,2",3\n', [("csv-misplaced-quote", None)]),
        (b'a,b,c\n1, "2",3\n', [("csv-misplaced-quote", None)]),
        (b'a,b,c\n1,"2" ,3\n', [("csv-misplaced-quote", None)]),
        (b'"a",b,"c"\n"1","2 ""x"" ""","y"""\n"",2,"3"', []),
        (b'\xef\xbb\xbf"a",b,c\n1,2,3\n', [("byte-order-mark", None)]),
        (b"a,b,c\n1,2,3\n1,2,3\r1,2,3\n", [("line-ends", None)]),
        (b"a,b,c\n1,2,3\r", [("line-ends", None)]),
        (b'a,b,c\n1,"2\r\n\r",3\n', []),
        (b"a,b\n1,2\n", [("columns", 1)]),
        (b"a,b,c,d\n1,2,3,4\n", [("columns", 1)]),
        (b"a,c,b\n1,2,3\n", [("columns", 1)]),
        (b"a,b,b\n1,2,3\n", [("columns", 1), ("columns", 1)]),
        (b'a,b,"c\nd"\n1,2,3\n', [("columns", 1), ("columns", 1)]),
        (b"a,b,c\n,,\n", [("blank-row", 2)]),
        (b"a,b,c\n,,,\n", [("blank-row", 2)]),
    ],
)
def test_file_findings(content: bytes, expected: list[tuple[str, int | None]], tmp_path: Path) -> None:
    """A defect of the file that is passed over, told twice, or crashes."""
    _, found = read(tmp_path / "rows.csv", content)
    assert rules(found) == expected


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (b"a,b,c,", "column 4 has no name"),
        (b"a,,b,c", "column 2 has no name"),
        (b",a,b,c", "column 1 has no name"),
        (b'a,b,c,"",x', "column 4 has no name"),
        (b"a,b,c,  ,", "columns 4, 5 have no name"),
        (
            b"a,b,c" + b"," * 30,
            f"columns {', '.join(map(str, range(4, 24)))} have no name (and 10 more)",
        ),
        ("a,b,c,\u00a0".encode(), "column 4 has no name"),
    ],
)
def test_columns_without_a_name(header: bytes, says: str, tmp_path: Path) -> None:
    """A column that is not described, and of which nobody can tell which it is."""
    _, found = read(tmp_path / "rows.csv", header + b"\n")
    (one,) = [one for one in found if "no name" in one.message]
    assert (one.rule, one.row, one.field) == ("columns", 1, None)
    assert one.message.startswith(says)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xb5", "the file is a zip archive, as spreadsheets are,"),
        (
            gzip.compress(b"a,b,c\n1,2,3\n", mtime=0),
            "the file is compressed with gzip, so the table was not read: unpack it",
        ),
        (bz2.compress(b"a,b,c\n1,2,3\n"), "the file is compressed with bzip2,"),
        (lzma.compress(b"a,b,c\n1,2,3\n"), "the file is compressed with xz,"),
        (b"\x28\xb5\x2f\xfd\x00\x58\x81", "the file is compressed with zstd, so the table was not read: unpack it"),
        ("a,b,c\n1,2,3\n".encode("utf-16"), "the file is text in UTF-16,"),
        ("a,b,c\n1,2,é\n".encode("utf-16-le"), "the file is text in UTF-16,"),
        (b"PAR1\x15\x04\x15\xf8\xff", "the file is a Parquet file,"),
        (b"SQLite format 3\x00\x10\x00\xff", "the file is a database of SQLite,"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "the file is a document of Microsoft Office,"),
        (b"%PDF-1.7\n%\xb5\xb5", "the file is a PDF document,"),
        (b"a,b,c\n1,2,\xe9\n", "not UTF-8 in line 2,"),
    ],
)
def test_what_a_file_is_that_is_no_text(content: bytes, says: str, tmp_path: Path) -> None:
    """A hint at an encoding where the file is no text at all."""
    _, found = read(tmp_path / "rows.csv", content)
    assert rules(found) == [("encoding", None)]
    assert found[0].message.startswith(says)


def test_encoding_names_the_line(tmp_path: Path) -> None:
    """A hint at the wrong line of a file in another encoding."""
    _, found = read(tmp_path / "rows.csv", b"a,b,c\n1,2,3\n1,\xe9,3\n")
    assert "line 3" in found[0].message


@pytest.mark.parametrize(
    "content",
    [b'a,b,c\n1,"2\nx",3\n1,2"x,3\n1,2"x,3\n', b'a,b,c\n1,"2\n"x,3\n1,2,3\n1,"2" or,3\n'],
    ids=["open", "close"],
)
def test_misplaced_quote_names_the_line(content: bytes, tmp_path: Path) -> None:
    """A hint at the wrong line of a file in which programs see different cells."""
    line = 1 + content[: content.index(b"x,")].count(b"\n")
    _, found = read(tmp_path / "rows.csv", content)
    assert f"line {line} " in found[0].message


@pytest.mark.parametrize("block", [2**20, 60])
def test_unclosed_quote_names_its_row(block: int, tmp_path: Path) -> None:
    """A mark without a partner that is told of the row before it, if what follows does not fit in a block."""
    content = b"a,b,c\n" + b"1,2,3\n" * 20 + b'1,"2,3\n' + b"1,2,3\n" * 100
    _, found = read(tmp_path / "t.csv", content, block=block)
    assert rules(found) == [("csv-unclosed-quote", 22)]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_line_end_within_a_header_cell(end: str, tmp_path: Path) -> None:
    """Rows that are numbered wrongly, or one too many, since the header is taken to end within a cell."""
    rows, found = read(tmp_path / "t.csv", f'a,b,c,"x{end}y"\n1,2,3,4\n'.encode())
    assert not rows
    assert {one.rule for one in found} == {"columns"}


@pytest.mark.parametrize("limit", [10, 10**6])
def test_header_beyond_any_reason(limit: int, tmp_path: Path) -> None:
    """A header that is told otherwise, or called blank, since somebody else set Python's limit to cells."""
    before = csv.field_size_limit(limit)
    try:
        _, found = read(tmp_path / "t.csv", b"x" * 1000 + b"\n1\n")
    finally:
        csv.field_size_limit(before)
    assert rules(found) == [("columns", 1)]
    assert "this is not the header" in found[0].message


def test_missing_file(tmp_path: Path) -> None:
    """A missing file that ends in a traceback."""
    scan = Scan(table(tmp_path / "rows.csv"))
    assert list(scan.batches()) == []
    assert not scan.is_readable
    assert [found["rule"].item() for found in scan.findings()] == ["file"]


def test_row_larger_than_a_block(tmp_path: Path) -> None:
    """A giant cell that fills the memory instead of being refused."""
    _, found = read(tmp_path / "rows.csv", b"a,b,c\n1,2," + b"x" * 5000 + b"\n", block=100)
    assert rules(found) == [("row-size", None)]


@given(st.lists(st.integers(1, 5), max_size=40), st.integers(20, 200), st.integers(1, 100), st.integers(1, 4))
def test_rows_of_the_wrong_width(
    tmp_path_factory: pytest.TempPathFactory, widths: list[int], block: int, batch: int, most: int
) -> None:
    """Rows of the wrong width that are lost, told at another row, cut wrongly, or kept until the file ends."""
    path = tmp_path_factory.mktemp("reader") / "t.csv"
    lines = [[f"{at}{cell}" for cell in "vwxyz"[:width]] for at, width in enumerate(widths)]
    path.write_text("\n".join(map(",".join, [["a", "b", "c"], *lines])) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading_rows, "_MOST_CUT", most)
        scan = Scan(table(path), reading=Reading(block, batch))
        frames = list(scan.batches())
    read_ = {row[0]: (row[1:], is_cut) for frame, is_cut in frames for row in frame.rows()}
    assert read_ == {at: ((*line, "", "")[:3], len(line) != 3) for at, line in enumerate(lines, 2)}


@pytest.mark.parametrize(("most_rows", "most_bytes"), [(2, 10**6), (100, len("1,2") * 2)])
def test_rows_of_the_wrong_width_are_handed_on(
    most_rows: int, most_bytes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows of the wrong width that pile up while a file is read in which there is no other."""
    monkeypatch.setattr(reading_rows, "_MOST_CUT", most_rows)
    cut = Cut(table(tmp_path / "t.csv"), ["a", "b", "c"], 0, nothing, most_bytes)
    row = SimpleNamespace(number=2, text="1,2", actual_columns=2)
    cut.take(row)
    assert not cut.hand_on()
    cut.take(row)
    assert cut.is_full() == (most_rows > 2)
    assert [frame.height for frame in cut.hand_on()] == [2]
    assert not cut.is_full()
    assert not cut.hand_on()


def test_marks_within_a_file(tmp_path: Path) -> None:
    """A byte order mark that is lost from the first cell of a block, where it is a mistake in the cell."""
    lines = ["a,b,c", *("\ufeff1,2,3" for _ in range(50))]
    rows, _ = read(tmp_path / "t.csv", "\n".join(lines).encode(), block=40)
    assert [row[0] for row in rows] == ["\ufeff1"] * 50


@pytest.mark.slow
def test_process_that_ends_while_reading(tmp_path: Path) -> None:
    """A process that hangs or crashes at its end, after an error elsewhere or Ctrl-C, since a thread still reads."""
    path = tmp_path / "t.csv"
    path.write_text("a,b,c\n" + "1,2,3\n" * 500_000, encoding="utf-8")
    code = f"""
import time
from pathlib import Path
from test_table_reader import Reading, Scan, table
slowly = lambda size: time.sleep(0.01)
batches = Scan(table(Path({str(path)!r})), progress=slowly, reading=Reading(2**16, batch=1)).batches()
for _ in range(18):
    next(batches)
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=50, cwd=Path(__file__).parent)
