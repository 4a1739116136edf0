"""Follows the quotation marks of a CSV text: they stand around a whole cell, and are doubled within it.

So says RFC 4180 (2.5 to 2.7); programs differ in how they read anything else.
"""

import numpy as np
import numpy.typing as npt

_MARK, _RETURN = ord('"'), ord("\r")
_BESIDE = np.zeros(256, np.bool_)  # what may stand before a mark that opens a cell, and behind one that closes it
_BESIDE[list(b',\r\n"')] = True  # of two in a row, the first closes the cell and the second opens it again

Positions = npt.NDArray[np.intp]


class Quotation:
    r"""What is known of the quotation marks of a text that is seen block by block.

    Example:
        >>> text = Quotation()
        >>> text.follow(b'a,b\n1,"2,', lines=0)
        >>> text.follow(b'3" or 4\n', lines=1)
        >>> text.count, text.misplaced_line
        (2, 2)
    """

    def __init__(self) -> None:
        self.count = 0
        self.misplaced_line = 0
        """Line of the first mark that stands wrong; 0 if there is none."""
        self.has_carriage_returns = False
        """Whether carriage returns stand outside of quoted cells, where they end a row."""
        self._last = b"\n"  # the first cell stands as one behind a line end does
        self._is_mark = np.empty(0, np.bool_)  # used again and again: new memory costs as much as the look

    def follow(self, block: bytes, lines: int) -> None:
        """See the next bytes, before which there are so many line ends."""
        if not block:
            return
        codes = np.frombuffer(block, np.uint8)
        marks = self._marks(codes) if b'"' in block else np.empty(0, np.intp)
        if not self.misplaced_line and (len(marks) or self._last == b'"'):
            wrong = self._wrong(codes, marks)
            if len(wrong):
                self.misplaced_line = 1 + lines + block[: wrong.min()].count(b"\n")
        if not self.has_carriage_returns and b"\r" in block:
            before = self.count + np.searchsorted(marks, np.flatnonzero(codes == _RETURN))
            self.has_carriage_returns = bool((before % 2 == 0).any())
        self.count += len(marks)
        self._last = block[-1:]

    def _marks(self, codes: npt.NDArray[np.uint8]) -> Positions:
        if len(self._is_mark) < len(codes):
            self._is_mark = np.empty(len(codes), np.bool_)
        return np.flatnonzero(np.equal(codes, _MARK, out=self._is_mark[: len(codes)]))

    def _wrong(self, codes: npt.NDArray[np.uint8], marks: Positions) -> Positions:
        """The marks that neither open a cell nor close one; 0 also stands for the last one of the block before."""
        is_open = self.count % 2
        outside = marks.copy()
        outside[is_open::2] -= 1  # what stands before a mark that opens a cell
        outside[1 - is_open :: 2] += 1  # and behind one that closes it, if that is in this block
        wrong = marks[~_BESIDE.take(codes.take(outside, mode="clip"))]
        is_behind_cell = self._last == b'"' and not is_open
        opens_at_once = not is_open and len(marks) > 0 and marks[0] == 0
        if (is_behind_cell and not _BESIDE[codes[0]]) or (opens_at_once and not _BESIDE[self._last[0]]):
            return np.append(0, wrong)
        return wrong
