"""A file as a stream of bytes that is checked while it is read: size, hash, encoding, line ends, quotation marks."""

import codecs
import errno
import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from us_cuba_2026.checker.reading.csv_quoting import Quotation
from us_cuba_2026.files.file_kinds import COMPRESSIONS, kind

_CHUNK = 2**20  # bytes
_START = 16  # bytes
_LINE_END = ord("\n")


class CountedBytes(io.RawIOBase):
    """A file as it is stored, its size and hash known when it has been read.

    Args:
        path: The file.
        algorithm: Name of the hash; none if it is not asked for.
        progress: Called with the number of bytes of each piece that is read.
    """

    def __init__(self, path: Path, algorithm: str | None, progress: Callable[[int], None]) -> None:
        if path.exists() and not path.is_file():
            raise OSError(errno.EISDIR, "it is a folder" if path.is_dir() else "it is not a file")
        self._file = path.open("rb")
        self._digest = hashlib.new(algorithm, usedforsecurity=False) if algorithm else None
        self._progress = progress
        self.size = 0
        self.start = b""
        """Its first bytes, which tell what it is."""

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int | None = -1) -> bytes:
        """Read so many bytes, fewer only at the end."""
        block = self._file.read(-1 if size is None else size)
        self.start = self.start or block[:_START]
        self.size += len(block)
        if self._digest:
            self._digest.update(block)
        self._progress(len(block))
        return block

    def drain(self) -> None:
        """Read what is left."""
        while self.read(_CHUNK):
            pass

    def close(self) -> None:
        """Close the file."""
        if hasattr(self, "_file"):  # else it could not be opened, and what was begun of this is closed all the same
            self._file.close()
        super().close()

    @property
    def digest(self) -> str:
        """The hash of what was read."""
        return self._digest.hexdigest() if self._digest else ""


class Text:
    """The bytes of a text file, decompressed if its name ends in ``.gz`` or ``.zst``, and checked on the way.

    Only whole characters are handed on. Bytes that are not UTF-8 end it: ``bad_bytes`` and ``bad_line`` then say which
    and where.

    Args:
        stored: The file as it is stored.
        name: Its name.
    """

    def __init__(self, stored: CountedBytes, name: str) -> None:
        self._stored = stored
        compression = COMPRESSIONS.get(f".{kind(name)[1]}")
        self._source: Any = stored
        if compression:
            import pyarrow as pa

            self._source = pa.CompressedInputStream(pa.PythonFile(stored, mode="r"), compression)
        self._ahead = b""
        self._is_end = np.empty(_CHUNK // 8, np.bool_)  # used again and again: new memory costs as much as the look
        self._tail = b""  # the start of a character whose end has not been read, so that it waits
        self.start = b""
        """The first bytes, which tell what it is if it is no text."""
        self.size = 0
        self.lines = 0
        self.quotation = Quotation()
        self.has_mark = False
        self.bad_bytes: bytes | None = None
        self.bad_line = 0

    def first(self, size: int) -> bytes:
        """The first bytes, which are read again afterwards."""
        while len(self._ahead) < size and (block := self._checked(size - len(self._ahead))):
            self._ahead += block
        return self._ahead

    def read(self, size: int) -> bytes:
        """Read so many bytes, or some fewer; none at the end."""
        if self._ahead:
            block, self._ahead = self._ahead[:size], self._ahead[size:]
            return block
        return self._checked(size)

    @property
    def marks(self) -> int:
        """Quotation marks in the bytes that have been read."""
        return self.quotation.count - self._ahead.count(b'"')

    def drain(self) -> None:
        """Read what is left."""
        while self.read(_CHUNK):
            pass
        self._stored.drain()

    def _checked(self, size: int) -> bytes:
        """The next bytes, of characters that are there as a whole and are UTF-8: engines crash over anything else."""
        while self.bad_bytes is None and (block := self._source.read(size)):
            self.start = self.start or block[:_START]
            whole: bytes = self._tail + block
            cut = _whole_characters(whole)
            known, self._tail = whole[:cut], whole[cut:]
            try:  # quicker than bytes.decode
                pl.Series([known], dtype=pl.Binary).cast(pl.String)
            except pl.exceptions.ComputeError:
                self._spoil(whole)
                return b""
            if known:
                self._count(known)
                return known
        if self.bad_bytes is None and self._tail:
            self._spoil(self._tail)
        return b""

    def _count(self, block: bytes) -> None:
        if self.size == 0:
            self.has_mark = block.startswith(codecs.BOM_UTF8)
        self.quotation.follow(block.removeprefix(codecs.BOM_UTF8) if self.size == 0 else block, self.lines)
        self.size += len(block)
        for start in range(0, len(block), len(self._is_end)):  # quicker than bytes.count
            codes = np.frombuffer(block, np.uint8, min(len(self._is_end), len(block) - start), start)
            self.lines += int(np.count_nonzero(np.equal(codes, _LINE_END, out=self._is_end[: len(codes)])))

    def _spoil(self, rest: bytes) -> None:
        """Note where the text stops being UTF-8."""
        try:
            rest.decode()
        except UnicodeDecodeError as error:
            self.bad_bytes = rest[error.start : error.end]
            self.bad_line = 1 + self.lines + rest[: error.start].count(b"\n")
        self.size += len(rest)


def _whole_characters(block: bytes) -> int:
    """How many of the bytes belong to characters that are there as a whole."""
    for back in range(1, min(4, len(block)) + 1):
        byte = block[-back]
        if byte < 0x80:
            return len(block)
        if byte >= 0xC0:
            length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return len(block) - back if length > back else len(block)
    return len(block)
