"""Whether the rows of a file are all as wide as its header: engines fill up what is missing, or pass it over."""

from typing import BinaryIO

import numpy as np

from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.package import Table, validate_command

_CHUNK = 2**22  # bytes
_COMMA, _MARK, _LINE_END, _RETURN = (ord(character) for character in ',"\n\r')


def check_rows(table: Table) -> None:
    """Refuse a table with a row that has more or fewer cells than the header, or is blank.

    Args:
        table: A table that is one plain CSV file.

    Raises:
        PackageError: If there is one, or the file cannot be read; the message names the row.

    Example:
        >>> from us_cuba_2026.model.package import Package
        >>> check_rows(Package.read().table("quotes"))
    """
    where = table.plain_file
    try:
        if where.exists() and not where.is_file():
            raise OSError(0, "not a file")
        with where.open("rb") as file:
            what = _first_odd_row(file)
    except OSError as error:
        raise PackageError(f"{where}: {error.strerror}") from None
    if what:
        raise PackageError(f"{where}: {what}; run {validate_command(table.folder)}")


def _first_odd_row(file: BinaryIO) -> str:
    """What is wrong with the first row that is not as wide as the header; nothing if all are.

    A row ends at a line end, and a cell at a comma, with an even number of quotation marks before it.
    """
    header, row = 0, 1  # cells in the header, and the number of the next row
    cells, length, is_quoted = 1, 0, False  # of the row that has begun, and whether a cell has
    while chunk := file.read(_CHUNK):
        codes = np.frombuffer(chunk, np.uint8)
        quoted = np.logical_xor.accumulate(codes == _MARK) ^ is_quoted
        is_quoted = bool(quoted[-1])
        at = np.flatnonzero(((codes == _COMMA) | (codes == _LINE_END)) & ~quoted)
        ends = np.flatnonzero(codes[at] == _LINE_END)
        widths, lengths = np.diff(ends, prepend=-1), np.diff(at[ends], prepend=-1)
        if len(ends):
            widths[0] += cells - 1
            lengths[0] += length
            header = header or int(widths[0])
            is_odd = widths != header
            if header == 1:
                is_return = np.concatenate([codes[:1] * 0, codes])[at[ends]] == _RETURN
                is_odd |= lengths == 1 + is_return
            if is_odd.any():
                first = int(is_odd.argmax())
                return _told(row + first, int(widths[first]), header)
            row += len(ends)
            cells, length = 1, -1 - int(at[ends[-1]])
        cells += len(at) - (int(ends[-1]) + 1 if len(ends) else 0)
        length += len(chunk)
    if length and row > 1 and cells != header:
        return _told(row, cells, header)
    return ""


def _told(row: int, cells: int, header: int) -> str:
    """What is said of a row."""
    if cells == header == 1:
        return f"row {row} is blank"
    return f"row {row} has {cells} cell{'s' if cells > 1 else ''}, but the header has {header}"
