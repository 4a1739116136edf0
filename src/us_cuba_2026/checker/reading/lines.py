"""Finds the line of a file on which a cell begins: rows and lines differ behind a cell that holds line ends."""

import csv
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from us_cuba_2026.checker.reading.batches import BLOCK
from us_cuba_2026.checker.reading.blocks import RowTooLongError, blocks, row_ends
from us_cuba_2026.checker.reading.byte_stream import Tally, Text
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
    if kind(file.name) != ("csv", "") or not wanted:
        return found
    names: list[str] = []
    row, line = 1, 1  # at the start of the block
    with suppress(OSError, RowTooLongError), Tally(file, None, lambda _: None) as stored:
        for block in blocks(Text(stored, file.name), BLOCK):
            starts = sorted({0, *row_ends(block).tolist(), len(block)})
            if row == 1:
                names = _cells(block[: starts[1]].removeprefix(b"\xef\xbb\xbf"))
            for here in [one for one in wanted if row <= one < row + len(starts) - 1]:
                start, end = starts[here - row : here - row + 2]
                first = line + block.count(b"\n", 0, start)
                for column in wanted.pop(here):
                    before = _cells(block[start:end])[: names.index(column)] if column in names else []
                    found[here, column] = first + sum(cell.count("\n") for cell in before)
            if not wanted:
                break
            row, line = row + len(starts) - 1, line + block.count(b"\n")
    return found


def _cells(row: bytes) -> list[str]:
    """The cells of a row; none if they are larger than Python reads."""
    with suppress(csv.Error):
        return next(csv.reader([row.decode(errors="replace")]), [])
    return []
