"""How much of a file is read, and how many of its rows are judged, at a time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

BLOCK = 2**21  # small blocks are quicker: they stay in cache
BATCH = 10 * 2**20  # so few that the batches on their way fit in memory
A_ROW = 64  # bytes that a row takes besides its cells: its number, and what may be said about it
A_CELL = 16  # bytes that a cell takes in a frame besides its text


@dataclass(frozen=True)
class Reading:
    """How files are read; it changes what a check costs, and what it finds only of rows that are larger than a block.

    Args:
        block: Bytes that are parsed at a time, and so the size of the largest row.
        batch: Bytes of rows that are judged at a time, about.
    """

    block: int = BLOCK
    batch: int = BATCH


AS_USUAL = Reading()


def gathered(batches: Iterable[Any], size: int = BATCH, is_enough: Callable[[], bool] = lambda: False) -> Iterator[Any]:
    """Batches of rows in Arrow, put together until they hold so many bytes.

    Args:
        batches: ``pyarrow.RecordBatch`` of one schema.
        size: Bytes.
        is_enough: Asked after each batch whether those until then are put together for another reason.

    Yields:
        Tables (``pyarrow.Table``); if the batches break off with an error, first what came before it.
    """
    import pyarrow as pa

    waiting: list[Any] = []
    held = 0
    error: Exception | None = None
    try:
        for batch in batches:
            waiting.append(batch)
            held += batch.nbytes + A_ROW * batch.num_rows
            if held >= size or is_enough():
                yield pa.Table.from_batches(waiting).combine_chunks()
                waiting, held = [], 0
    except Exception as broken_off:
        error = broken_off
    if waiting:
        yield pa.Table.from_batches(waiting).combine_chunks()
    if error:
        raise error


def compact(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with a copy of their text: what a filter leaves holds on to the text of all rows it was taken from."""
    return pl.DataFrame(pl.from_arrow(rows.to_arrow(compat_level=pl.CompatLevel.oldest())))
