"""The rows of one file as frames of text cells, with the numbers that a spreadsheet shows."""

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import polars as pl

from us_cuba_2026.checker.findings import COLUMNS, frame_of
from us_cuba_2026.checker.local.threads import ahead
from us_cuba_2026.checker.reading.batches import A_CELL, A_ROW, Reading, gathered
from us_cuba_2026.checker.reading.blocks import RowTooLongError, blocks
from us_cuba_2026.checker.reading.byte_stream import Text
from us_cuba_2026.checker.rule import ROW
from us_cuba_2026.model.package import Table

_MOST_CUT = 4096  # rows of the wrong width held as Python objects
_BLOCKS_AHEAD = 8  # so many that the parser need not wait while the thread that reads waits for Python


class UnreadableError(Exception):
    """A file could be read no further; ``rule`` is the id of the rule it breaks."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


class Cut:
    """Takes the rows of the wrong width: reports them, and holds them, cut or filled up to the right one.

    Args:
        table: The table.
        names: Its columns, as the header names them.
        offset: What is added to row numbers.
        report: Called with the findings.
        most: Bytes of rows and findings that are held, about.
    """

    def __init__(
        self,
        table: Table,
        names: Sequence[str],
        offset: int,
        report: Callable[[pl.DataFrame], None],
        most: int,
    ) -> None:
        self._columns = columns_of(table, names)
        self._described = [name for name in self._columns if name in table.names]
        self._offset, self._report, self._most = offset, report, most
        self._texts: list[tuple[int, str, int]] = []  # rows that have not been taken to pieces
        self._text_size = 0  # bytes of these
        self._frames: list[pl.DataFrame] = []
        self._size = 0  # bytes of what these were made of
        self._in_block = 0  # of the wrong width, in the block that is parsed
        self.before = 0  # rows in the blocks before
        self.numbers: list[int] = []  # those that no batch has been numbered around yet
        self.last = 0

    def take(self, row: Any) -> str:  # noqa: ANN401  (pyarrow.csv.InvalidRow)
        """What pyarrow calls with a row of the wrong width."""
        number = self.before + row.number
        self.numbers.append(number)
        self._in_block += 1
        self._texts.append((number, row.text, row.actual_columns))
        self._text_size += len(row.text)
        if len(self._texts) >= _MOST_CUT or self._text_size >= self._most:
            self._report_all()
        return "skip"

    def is_full(self) -> bool:
        """Whether so much has been reported that it must be handed on."""
        return self._size >= self._most

    def hand_on(self) -> Sequence[pl.DataFrame]:
        """The rows that have been reported, and are not held any longer; an empty frame if all of many were blank."""
        frames, is_full = self._frames, self.is_full()
        self._frames, self._size = [], 0
        nothing = pl.DataFrame(schema={ROW: pl.Int64} | dict.fromkeys(self._described, pl.String))
        return frames or ([nothing] if is_full else [])

    def go_on(self, count: int) -> None:
        """A block has been parsed, in which there were so many other rows."""
        self.before += self._in_block + count
        self._in_block = 0

    def blank(self, numbers: pl.Series) -> None:
        """Report rows of the right width that are blank, if there are any."""
        if len(numbers):
            self.last = max(self.last, int(numbers[-1]))
            self._report(blank_rows(numbers))

    def end(self) -> None:
        """There are no more rows."""
        if self._texts:
            self._report_all()

    def _report_all(self) -> None:
        width = len(self._columns)
        cells = [_cells(text, width) for _, text, _ in self._texts]
        rows = pl.DataFrame(
            {
                ROW: [number + self._offset for number, _, _ in self._texts],
                "_text": [text for _, text, _ in self._texts],
                "_width": [count for _, _, count in self._texts],
                "_is_blank": [not any(_cells(text, None)) for _, text, _ in self._texts],
            },
            schema={ROW: pl.Int64, "_text": pl.String, "_width": pl.Int64, "_is_blank": pl.Boolean},
        )
        self._size += self._text_size + len(self._texts) * (A_ROW + A_CELL * width)
        self._texts, self._text_size = [], 0
        self.last = max(self.last, int(rows[ROW].max() or 0))  # type: ignore[arg-type]
        cut = pl.DataFrame(cells, schema=dict.fromkeys(self._columns, pl.String), orient="row")
        self._report(blank_rows(rows.filter("_is_blank")[ROW]))
        message = pl.format("has {} cells, but the header has {}", "_width", pl.lit(width))
        findings = frame_of(rows.filter(~pl.col("_is_blank")), "row-width", "", message, pl.col("_text"))
        self._report(findings.with_columns(pl.lit(None, pl.String).alias("field")))
        is_blank = pl.all_horizontal(pl.col(name) == "" for name in self._columns)
        cut = cut.insert_column(0, rows[ROW]).filter(~is_blank).select(ROW, *self._described)
        if cut.height:
            self._frames.append(cut)


def _cells(text: str, width: int | None) -> list[str]:
    """The cells of a row; with a width, as many as that."""
    try:
        cells = next(csv.reader([text]), [])
    except csv.Error:  # a cell beyond any reason
        cells = [text]
    return cells if width is None else (cells + [""] * width)[:width]


def blank_rows(numbers: pl.Series) -> pl.DataFrame:
    """A finding for each row number."""
    nothing = [pl.lit(None, pl.String).alias(name) for name in ("field", "value")]
    found = numbers.to_frame("row").with_columns(
        *nothing, pl.lit("blank-row").alias("rule"), pl.lit("the row is blank: remove it").alias("message")
    )
    return found.select(COLUMNS.keys())


def without_blank(rows: pl.DataFrame, columns: Sequence[str]) -> tuple[pl.DataFrame, pl.Series]:
    """The rows that are not blank in all of these columns, and the numbers of those that are."""
    if not columns or not (rows[columns[0]] == "").any():
        return rows, rows[ROW].clear()
    is_blank = rows.select(pl.all_horizontal(pl.col(name) == "" for name in columns)).to_series()
    return rows.filter(~is_blank), rows[ROW].filter(is_blank)


def columns_of(table: Table, names: Sequence[str]) -> list[str]:
    """Names for the columns of a file: those described keep theirs."""
    return [name if name in table.names else f"_{at}" for at, name in enumerate(names)]


def csv_rows(  # noqa: PLR0917
    text: Text, table: Table, names: Sequence[str], offset: int, cut: Cut, reading: Reading
) -> Iterator[tuple[pl.DataFrame, bool]]:
    """The rows that are not blank, each frame with whether they are of the wrong width, and cut or filled up.

    A frame is empty where so much has been reported of blank rows that it must be handed on.

    Blocks are read in a thread of their own. pyarrow is not given the file: it would read on in a thread that Python
    does not know, and a process that ends meanwhile (after Ctrl-C, say) would hang or crash.

    Raises:
        UnreadableError: If a row is larger than a block, or this is no CSV.
    """
    import pyarrow as pa

    columns = columns_of(table, names)
    described = [name for name in columns if name in table.names]
    try:
        with ThreadPoolExecutor(1) as thread:
            texts = ahead(blocks(text, reading.block), thread, _BLOCKS_AHEAD)
            next_row = 2
            for batch in gathered(_parsed(texts, columns, cut), reading.batch, cut.is_full):
                frame = pl.DataFrame(pl.from_arrow(batch))
                numbers = row_numbers(next_row, frame.height, cut.numbers)
                next_row, cut.numbers = cut.before + 1, []
                frame.insert_column(0, numbers + offset if offset else numbers)
                frame, blank = without_blank(frame, columns)
                cut.blank(blank)
                if frame.height or len(blank):
                    yield frame if described == columns else frame.select(ROW, *described), False
                for rows in cut.hand_on():
                    yield rows, True
    except RowTooLongError:
        message = f"a row is longer than {reading.block:,} bytes, so the table was not read"
        raise UnreadableError("row-size", message) from None
    except pa.ArrowInvalid as error:
        raise UnreadableError("file", f"not read, since it is no CSV: {error}") from None


def _parsed(texts: Iterable[bytes], columns: Sequence[str], cut: Cut) -> Iterator[Any]:
    """The rows of the right width of each block, if it has any (``pyarrow.RecordBatch``)."""
    import pyarrow as pa
    import pyarrow.csv as pacsv

    parse = pacsv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=cut.take)
    convert = pacsv.ConvertOptions(
        column_types=dict.fromkeys(columns, pa.string()),
        strings_can_be_null=False,
        check_utf8=False,  # it has been checked already
    )
    for at, block in enumerate(texts):
        if at > 0 and block.startswith(codecs.BOM_UTF8):  # which is dropped from what pyarrow takes for a file
            block = codecs.BOM_UTF8 + block  # noqa: PLW2901
        read = pacsv.ReadOptions(use_threads=False, block_size=len(block) + 1, column_names=columns, skip_rows=at == 0)
        source = pa.BufferReader(block)
        try:
            rows = pacsv.read_csv(source, read_options=read, parse_options=parse, convert_options=convert)
        except pa.ArrowInvalid as error:
            if "Could not skip initial" in str(error):  # a header without a line end, hence no rows
                return
            raise
        cut.go_on(rows.num_rows + (at == 0))
        # Of a list, even an empty one, pyarrow makes an array only after it has imported pandas.
        nothing = [pa.nulls(0, field.type) for field in rows.schema]
        (batch,) = rows.to_batches() or [pa.RecordBatch.from_arrays(nothing, schema=rows.schema)]
        yield batch


def row_numbers(first: int, height: int, wrong: Sequence[int]) -> pl.Series:
    """Numbers for the rows of a batch, from the first free one on, without those of rows that were left out."""
    numbers = pl.Series(ROW, np.arange(first, first + height + len(wrong)), dtype=pl.Int64)
    return numbers.filter(~numbers.is_in(list(wrong))).head(height) if wrong else numbers
