"""Cuts a CSV text into blocks of whole rows, so that each can be parsed without those before it."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from us_cuba_2026.checker.reading.byte_stream import Text

_MARK, _LINE_END, _RETURN = (ord(character) for character in '"\n\r')
MOST_ROWS = 2**17  # of a block
_NEAR = 2**12  # bytes from the end of a block, in which a row mostly ends


class RowTooLongError(Exception):
    """A row is longer than a block."""


def blocks(text: Text, size: int) -> Iterator[bytes]:
    """The text in blocks, each of which but the last ends where a row does.

    Args:
        text: The text.
        size: Bytes that are read at a time; a block holds as many, and the start of its first row, or fewer where rows
            are very short.

    Yields:
        The blocks.

    Raises:
        RowTooLongError: If so many bytes hold no end of a row.
    """
    start = b""  # of a row whose end has not been read
    while block := text.read(size):
        if block.endswith(b"\r"):
            block += text.read(1)  # which tells whether it is the end of a row, or half of one
        end = _last_row_end(block, is_quoted=text.marks % 2 == 1)
        if end:
            yield from _pieces(b"".join((start, memoryview(block)[:end])))
            start = block[end:]
            continue
        start += block
        if len(start) > size:
            raise RowTooLongError
    if start:
        yield from _pieces(start)


def _pieces(block: bytes) -> Iterator[bytes]:
    """A block, cut into several if it holds so many rows that they would take much more memory than their bytes."""
    if block.count(b"\n") + block.count(b"\r") <= MOST_ROWS:
        yield block
        return
    for start, end in pairwise([0, *row_ends(block)[MOST_ROWS - 1 :: MOST_ROWS].tolist(), len(block)]):
        if start < end:
            yield block[start:end]


def row_ends(block: bytes) -> npt.NDArray[np.intp]:
    r"""Behind the end of each row of a block that starts where a row does; the last row may have none.

    Example:
        >>> row_ends(b'1,2\n"3\n",4\r\n5,6').tolist()
        [4, 12]
    """
    codes = np.frombuffer(block, np.uint8)
    is_end = codes == _LINE_END
    is_end[:-1] |= (codes[:-1] == _RETURN) & (codes[1:] != _LINE_END)
    ends = np.flatnonzero(is_end)
    marks = np.flatnonzero(codes == _MARK)
    outside: npt.NDArray[np.intp] = ends[np.searchsorted(marks, ends) % 2 == 0] + 1
    return outside


def _last_row_end(block: bytes, *, is_quoted: bool) -> int:
    r"""Behind the last end of a row in a block; 0 if there is none.

    A row ends with a line end, or a carriage return, with an even number of quotation marks before it.

    Args:
        block: The block.
        is_quoted: Whether its end is within a quoted cell.

    Example:
        >>> _last_row_end(b'1,2\n3,"4\n', is_quoted=True)
        4
    """
    for window in (_NEAR, len(block)):
        first = max(0, len(block) - window)
        codes = np.frombuffer(block, np.uint8, offset=first)
        is_end = codes == _LINE_END
        is_end[:-1] |= codes[:-1] == _RETURN  # the last byte may be half of an end
        ends = np.flatnonzero(is_end)
        marks = np.flatnonzero(codes == _MARK)
        behind = len(marks) - np.searchsorted(marks, ends)
        outside = ends[behind % 2 == is_quoted]
        if len(outside):
            return first + int(outside[-1]) + 1
    return 0
