"""Finds the line of a file on which a cell begins: rows and lines differ behind a cell that holds line ends."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from us_cuba_2026.checker.reading.batches import BLOCK
from us_cuba_2026.checker.reading.blocks import RowTooLongError, blocks, row_ends
from us_cuba_2026.checker.reading.byte_stream import CountedBytes, Text
from us_cuba_2026.files.file_kinds import kind

Place = tuple[int, str | None]
"""Row as a spreadsheet shows it, and column; no column stands for the row as a whole."""


def lines_of(file: Path, places: Iterable[Place]) -> Mapping[Place, int]:
    r"""The line on which each cell begins, for a plain CSV file; it is read as far as the last of them.

    Args:
        file: The file.
        places: The cells.

    Returns:
        The lines, counted from 1, of those that are there.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder, "t.csv")
        ...     _ = file.write_text('a,b\n"x\ny",1\n2,3\n')
        ...     lines_of(file, [(2, "a"), (2, "b"), (3, None)])
        {(2, 'a'): 2, (2, 'b'): 3, (3, None): 4}
    """
    wanted: dict[int, list[str | None]] = {}
    for row, column in places:
        wanted.setdefault(row, []).append(column)
    found: dict[Place, int] = {}
    for here, names, text, first in _rows(file, wanted):
        for column in wanted[here]:
            before = _cells(text)[: names.index(column)] if column in names else []
            found[here, column] = first + sum(cell.count("\n") for cell in before)
    return found


def keys_of(file: Path, rows: Iterable[int], columns: Sequence[str]) -> Mapping[int, str]:
    r"""What the cells of a key say in some rows of a plain CSV file; it is read as far as the last of them.

    Args:
        file: The file.
        rows: The rows, as a spreadsheet shows them.
        columns: The columns of the key.

    Returns:
        The cells, with a space between, of those rows that have them all.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder, "t.csv")
        ...     _ = file.write_text('a,b\nx,1\n,2\ny,3\n')
        ...     keys_of(file, [2, 3, 4], ["a"])
        {2: 'x', 4: 'y'}
    """
    found = {}
    for row, names, text, _ in _rows(file, {*rows}):
        cells = dict(zip(names, _cells(text), strict=False))
        key = [cells.get(column, "") for column in columns]
        if key and all(key):
            found[row] = " ".join(key)
    return found


def _rows(file: Path, wanted: Iterable[int]) -> Iterator[tuple[int, list[str], bytes, int]]:
    """Rows of a plain CSV file: the number, the names of the columns, the text, and the line on which it begins."""
    left = {*wanted}
    if kind(file.name) != ("csv", "") or not left:
        return
    names: list[str] = []
    row, line = 1, 1  # at the start of the block
    with suppress(OSError, RowTooLongError), CountedBytes(file, None, lambda _: None) as stored:
        for block in blocks(Text(stored, file.name), BLOCK):
            starts = sorted({0, *row_ends(block).tolist(), len(block)})
            if row == 1:
                names = _cells(block[: starts[1]].removeprefix(b"\xef\xbb\xbf"))
            for here in sorted(one for one in left if row <= one < row + len(starts) - 1):
                start, end = starts[here - row : here - row + 2]
                left.remove(here)
                yield here, names, block[start:end], line + block.count(b"\n", 0, start)
            if not left:
                break
            row, line = row + len(starts) - 1, line + block.count(b"\n")


def _cells(row: bytes) -> list[str]:
    """The cells of a row; none if they are larger than Python reads."""
    with suppress(csv.Error):
        return next(csv.reader([row.decode(errors="replace")]), [])
    return []
