"""The rows of a Parquet file as frames of text cells, a few at a time: some bytes of it may stand for gigabytes."""

import errno
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import polars as pl

from us_cuba_2026.checker.reading.batches import A_CELL, Reading, gathered
from us_cuba_2026.checker.reading.csv_rows import UnreadableError, blank_rows, row_numbers, without_blank
from us_cuba_2026.checker.typed_cells import as_text
from us_cuba_2026.model.package import Table

_MOST_ROWS = 2**16  # that are unpacked at a time
_LARGEST = 2**26  # bytes to which a column of a row group may be unpacked, however small it is stored
_MOST_UNPACKED = 100  # times the stored size, to which a larger one may be unpacked


def parquet_rows(  # noqa: PLR0917
    path: Path,
    table: Table,
    offset: int,
    check_columns: Callable[[list[str]], bool],
    report: Callable[[pl.DataFrame], None],
    reading: Reading,
) -> Iterator[pl.DataFrame]:
    """The rows of a Parquet file as the text that a CSV file would hold, numbered as if there were a header.

    Blank rows are reported instead, unless the file has columns that are not described, and hence are not read; a frame
    may be empty for that.

    Raises:
        UnreadableError: If it is no Parquet file, a column holds what no cell can, or it unpacks to too much.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        if path.exists() and not path.is_file():
            raise OSError(errno.EISDIR, "it is a folder" if path.is_dir() else "it is not a file")
        with pq.ParquetFile(path, pre_buffer=False, buffer_size=2**20) as file:
            names = file.schema_arrow.names
            if not check_columns(names):
                raise UnreadableError("", "")
            described = [name for name in names if name in table.names]
            as_text(_in_polars(file.schema_arrow.empty_table().select(described)), table)  # else no need to read it
            next_row = offset + 2
            for batch in gathered(_batches(path, file, described, reading), reading.batch):
                batch.validate(full=True)
                frame = as_text(_in_polars(batch), table)
                numbers = row_numbers(next_row, frame.height, ())
                next_row += frame.height
                frame = frame.select(numbers, *described)
                if max(frame.select(pl.col(described).str.len_bytes().max().fill_null(0)).row(0)) > reading.block:
                    raise _too_long(reading)
                if len(names) == len(described):
                    frame, blank = without_blank(frame, described)
                    report(blank_rows(blank))
                yield frame
    except MemoryError:
        raise
    except (pa.ArrowException, ValueError) as error:  # names of columns that are not UTF-8 are a plain ValueError
        raise UnreadableError("file", f"not read, since it is no usable Parquet file: {error}") from None
    except (TypeError, pl.exceptions.PolarsError) as error:
        raise UnreadableError("file", f"not read: {error}") from None


def _too_long(reading: Reading) -> UnreadableError:
    return UnreadableError("row-size", f"a row is longer than {reading.block:,} bytes, so the table was not read")


def _batches(path: Path, file: Any, columns: Sequence[str], reading: Reading) -> Iterator[Any]:  # noqa: ANN401
    """The rows, so many at a time (``pyarrow.RecordBatch``) as fit in memory when they are unpacked."""
    import pyarrow as pa

    sizes = [_rows_at_once(path, file, group, columns, reading) for group in range(file.num_row_groups)]
    for size, groups in groupby(range(len(sizes)), key=sizes.__getitem__):
        for batch in file.iter_batches(batch_size=size, row_groups=[*groups], columns=columns, use_threads=True):
            cells = [one.dictionary_decode() if pa.types.is_dictionary(one.type) else one for one in batch.columns]
            yield pa.RecordBatch.from_arrays(cells, names=batch.schema.names)


def _rows_at_once(path: Path, file: Any, group: int, columns: Sequence[str], reading: Reading) -> int:  # noqa: ANN401
    """How many rows of a row group are unpacked at a time, as a power of two: told by what is known before.

    A cell that is stored once may stand in every row: it counts for each of them.

    Raises:
        UnreadableError: If the row group unpacks to so much that a part of it would not fit in memory.
    """
    described = file.metadata.row_group(group)
    count = max(1, described.num_rows)
    a_row, repeated = A_CELL * len(columns), []
    for name in columns:
        column = described.column(file.schema_arrow.names.index(name))
        size = max(0, column.total_uncompressed_size)
        if size > max(_LARGEST, _MOST_UNPACKED * column.total_compressed_size):
            stored = f"{column.total_compressed_size:,} bytes of {name} unpack to {size:,}"
            raise UnreadableError("file", f"not read, since {stored}: write it in smaller row groups, or as CSV")
        a_row += -(-size // count)
        if column.physical_type == "BYTE_ARRAY" and size * min(count, _MOST_ROWS) > reading.batch:
            repeated.append(name)
    if repeated:
        longest = _longest(path, group, repeated)
        if max(longest) > reading.block:
            raise _too_long(reading)
        a_row += sum(longest)
    rows = max(1, min(_MOST_ROWS, reading.batch // a_row))
    return 1 << (rows.bit_length() - 1)


def _longest(path: Path, group: int, columns: Sequence[str]) -> list[int]:
    """The bytes of the longest cell of each column that is stored once for several rows."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    with pq.ParquetFile(path, pre_buffer=False, buffer_size=2**20, read_dictionary=columns) as file:
        first = next(file.iter_batches(batch_size=1, row_groups=[group], columns=columns), None)
        cells = [] if first is None else first.columns
        words = [one.dictionary if pa.types.is_dictionary(one.type) else one for one in cells]
        return [pc.max(pc.binary_length(one)).as_py() or 0 for one in words] or [0]


def _in_polars(batch: Any) -> pl.DataFrame:  # noqa: ANN401  (pyarrow.Table)
    """A batch in polars, with moments in UTC, since polars does not know every name that a time zone may have.

    Raises:
        TypeError: If polars cannot hold a column.
    """
    import pyarrow as pa

    columns = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if pa.types.is_decimal256(column.type):
            raise TypeError(f"a column is of type {column.type}, which no cell can hold: make it text")
        has_zone = pa.types.is_timestamp(column.type) and column.type.tz
        columns[name] = column.cast(pa.timestamp(column.type.unit, "UTC")) if has_zone else column
    return pl.DataFrame(pl.from_arrow(pa.table(columns)))
