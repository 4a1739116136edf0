"""Reads a CSV file as text cells, batch by batch, and finds what is wrong with the file itself."""

import codecs
import csv
import hashlib
import io
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import polars as pl

from us_cuba_2026.check.findings import Finding, shortened
from us_cuba_2026.datapackage import Table

ROW = "_row"
"""Column that holds the number of each row as a spreadsheet shows it (the header is row 1)."""

BLOCK = 2**24  # bytes read at a time: bounds the memory of a batch and the size of one row
_LONGEST_HEADER = 2**20  # bytes

RULES = {
    "file": "the file of each table is there and holds at least a header",
    "bytes": "a file has the size that the descriptor gives",
    "hash": "a file has the hash that the descriptor gives",
    "encoding": "files are UTF-8",
    "line-ends": "lines end with LF alone",
    "byte-order-mark": "files start without a byte order mark",
    "unclosed-quote": "each quotation mark has a partner",
    "columns": "the header names the described columns, in their order",
    "row-width": "each row has as many cells as the header",
    "blank-row": "no row is blank",
    "row-size": "no row is larger than a batch",
}

Report = Callable[[Finding], None]


class UnreadableError(Exception):
    """A file could be read no further; the finding has been reported."""


def check_bytes(table: Table, report: Report) -> bool:
    """Check a file as bytes: that it is there, its size, hash, encoding, byte order mark, line ends, quotation marks.

    Args:
        table: The table.
        report: Called with each finding.

    Returns:
        Whether the rows can be read.
    """

    def found(rule: str, message: str, value: str | None = None) -> None:
        report(Finding(table.name, None, None, rule, None if value is None else shortened(value), message))

    path = table.described["path"]
    algorithm, described_digest = table.hash or ("sha256", None)
    size, digest = 0, hashlib.new(algorithm, usedforsecurity=False)
    decoder = codecs.getincrementaldecoder("utf-8")()
    quotation_marks, lines, has_carriage_returns = 0, 1, False
    try:
        if table.path.exists() and not table.path.is_file():
            raise OSError(0, "not a file")
        with table.path.open("rb") as file:
            while block := file.read(BLOCK):
                if size == 0:
                    if block.startswith(codecs.BOM_UTF8):
                        found("byte-order-mark", "the file starts with a byte order mark: save it as UTF-8 without BOM")
                    has_carriage_returns = b"\r" in block.partition(b"\n")[0]
                decoder.decode(block)
                size += len(block)
                digest.update(block)
                quotation_marks += block.count(b'"')
                lines += block.count(b"\n")
                has_carriage_returns = has_carriage_returns or b"\r\n" in block
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        line = lines + error.object[: error.start].count(b"\n")
        message = f"not UTF-8 in line {line}, so the table was not read: save the file as UTF-8"
        found("encoding", message, error.object[error.start : error.end].hex())
        return False
    except OSError as error:
        found("file", f"{path} cannot be read: {error.strerror}")
        return False
    if size == 0:
        found("file", f"{path} is empty: it needs at least the header")
        return False
    if has_carriage_returns:
        found("line-ends", "lines end with a carriage return: save the file with LF alone")
    stale = "the file is not the one that the descriptor was stamped with: undo the change, or stamp it"
    if described_digest not in (None, digest.hexdigest()):
        found("hash", f"{stale} ({algorithm} is now {digest.hexdigest()})", str(table.described["hash"]))
    elif table.described.get("bytes", size) != size:
        found("bytes", f"{stale} (bytes is now {size})", str(table.described["bytes"]))
    if quotation_marks % 2:
        message = "a quotation mark here or further up has no partner, so the table was not read: close or remove it"
        report(Finding(table.name, _last_row(table), None, "unclosed-quote", None, message))
        return False
    return True


def _last_row(table: Table) -> int | None:
    """The last row of a file, which an open quotation mark makes swallow all that follows it."""
    last = None
    with suppress(UnreadableError):
        for batch in batches(table, header(table.path), lambda finding: None):
            last = max(batch.rows[ROW], default=last)
    return last


def header(path: Path) -> list[str]:
    """The cells of the first row."""
    with path.open("rb") as file:
        text = file.read(_LONGEST_HEADER).decode("utf-8-sig", errors="ignore")
    try:
        return next(csv.reader(io.StringIO(text, newline="")), [])
    except csv.Error:  # a cell beyond any reason
        return []


def check_header(table: Table, names: list[str], report: Report) -> bool:
    """Check the header against the described columns.

    Returns:
        Whether the columns can be told apart, so that the rows can be read.
    """

    def found(message: str, field: str | None = None) -> None:
        report(Finding(table.name, 1, None if field is None else shortened(field), "columns", None, message))

    if not any(names):
        found("the first row must be the header, and it is blank")
        return False
    described, present = set(table.names), Counter(names)
    if not described & set(names) or len(names) > 2 * len(described) + 100:
        found(f"this is not the header, or the cells are not divided by commas: it must be {','.join(table.names)}")
        return False
    unusable = [name for name in table.names if present[name] > 1]
    for name in unusable:
        found("the column stands twice in the header, so the table was not read", name)
    for name in table.names:
        if name not in present:
            found("the column is missing from the header", name)
    for name in present:
        if name not in described:
            found("the column is not described: remove it or describe it", name)
    if described == set(names) and not unusable and tuple(names) != table.names:
        at, name = next((at, name) for at, name in enumerate(names) if name != table.names[at])
        found(f"the columns are out of order: column {at + 1} must be {table.names[at]}", name)
    return not unusable and not any("\n" in name for name in names)  # rows are counted from the second line on


class Batch(NamedTuple):
    """Some rows of a table: a column of text for each described column, and their numbers in ``_row``."""

    rows: pl.DataFrame
    is_whole: bool
    """False for rows of the wrong width, cut or filled up to it: fit to be pointed at, not to be judged."""


def batches(table: Table, names: list[str], report: Report, block: int = BLOCK) -> Iterator[Batch]:
    """The data rows, batch by batch; rows of the wrong width are reported and come last.

    Args:
        table: The table.
        names: The columns, as the header names them.
        report: Called with each finding on the shape of a row.
        block: Bytes per batch.

    Returns:
        The batches.

    Raises:
        UnreadableError: If a row is larger than a batch.
    """
    import pyarrow as pa
    import pyarrow.csv as pacsv

    wrong: dict[int, list[str]] = {}

    def blank_row(number: int) -> None:
        report(Finding(table.name, number, None, "blank-row", None, "the row is blank: remove it"))

    def wrong_width(row: pacsv.InvalidRow) -> str:
        try:
            cells = next(csv.reader([row.text]), [])
        except csv.Error:  # a cell beyond any reason
            cells = [row.text]
        wrong[row.number] = (cells + [""] * len(names))[: len(names)]
        if not any(cells):
            blank_row(row.number)
            return "skip"
        message = f"has {row.actual_columns} cells, but the header has {row.expected_columns}"
        report(Finding(table.name, row.number, None, "row-width", shortened(row.text), message))
        return "skip"

    columns = [name if name in table.names else f"_{at}" for at, name in enumerate(names)]
    described = [name for name in columns if name in table.names]
    blank = pl.all_horizontal(pl.col(name) == "" for name in columns)
    try:
        reader = pacsv.open_csv(
            table.path,
            read_options=pacsv.ReadOptions(use_threads=False, block_size=block, column_names=columns, skip_rows=1),
            parse_options=pacsv.ParseOptions(
                newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=wrong_width
            ),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False
            ),
        )
        next_row = 2
        for batch in reader:
            frame = pl.DataFrame(pl.from_arrow(batch))
            frame = frame.with_columns(_row_numbers(next_row, frame.height, wrong))
            next_row = frame[ROW][-1] + 1 if frame.height else next_row
            for row in frame.filter(blank)[ROW]:
                blank_row(row)
            yield Batch(frame.filter(~blank).select(ROW, *described), is_whole=True)
    except pa.ArrowInvalid as error:
        if "Could not skip initial" in str(error):  # a header without a line end, hence no rows
            return
        if "straddling" in str(error):
            rule, message = "row-size", f"a row is longer than {block:,} bytes, so the table was not read"
        else:
            rule, message = "file", f"not read, since it is no CSV: {error}"
        report(Finding(table.name, None, None, rule, None, message))
        raise UnreadableError from error
    if wrong:
        rows = pl.DataFrame(list(wrong.values()), schema=dict.fromkeys(columns, pl.String), orient="row")
        numbered = rows.with_columns(pl.Series(ROW, list(wrong), pl.Int64)).filter(~blank)
        yield Batch(numbered.select(ROW, *described), is_whole=False)


def _row_numbers(first: int, height: int, wrong: Collection[int]) -> pl.Series:
    """Numbers for the rows of a batch, from the first free one on, without those of rows that were left out."""
    numbers = pl.int_range(first, first + height + len(wrong), eager=True).alias(ROW)
    return numbers.filter(~numbers.is_in(list(wrong))).head(height)
