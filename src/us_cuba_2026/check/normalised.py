"""A column of texts normalised (see ``source.normalise``), by their bytes where they hold but common letters."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import polars as pl

from us_cuba_2026.source.normalise import normalise

_TOGETHER = 2**16  # bytes that are normalised at a time: so few that they stay in the processor's cache
_PRINTED_MARKS = "‘’“”–—"  # no step joins them with what stands beside, just as an apostrophe
_PRINTED = b"\xe2\x80"  # how all these start in UTF-8
_LATIN = (0xC2, 0xC3)  # the first byte, in UTF-8, of characters of Latin-1 that are not in ASCII
_LETTER, _MARK = 1, 2

Codes = npt.NDArray[np.uint8]
Positions = npt.NDArray[np.intp]


def normalised(texts: pl.Series) -> pl.Series:
    """Each text as ``source.normalise.normalise`` returns it.

    They are normalised together, with line ends between them, which no step moves or joins with what stands beside.

    Args:
        texts: Texts, none of them null.

    Returns:
        The normalised texts.

    Example:
        >>> normalised(pl.Series(["“It’s [25](#) ½,”", "", "“Más”, she said."])).to_list()
        ['its2512', '', 'másshesaid']
    """
    joined: bytes = texts.str.join("\n").cast(pl.Binary).item()
    if joined.count(b"\n") >= len(texts):  # there are line ends in them, or there is no text
        return pl.Series([normalise(text) for text in texts], dtype=pl.String)
    return _lines(b"\n".join(_normalised(piece) for piece in _pieces(joined)))


def _pieces(lines: bytes) -> Iterator[bytes]:
    """Lines, some at a time, without the line end behind the last."""
    start = 0
    while (end := lines.find(b"\n", start + _TOGETHER)) >= 0:
        yield lines[start:end]
        start = end + 1
    yield lines[start:]


def _normalised(lines: bytes) -> bytes:
    """Each line normalised: all at once if their characters are common ones, else one by one."""
    simple = _by_bytes(lines)
    if simple is not None:
        return simple
    return b"\n".join(normalise(line.decode()).encode() for line in lines.split(b"\n"))


def _by_bytes(lines: bytes) -> bytes | None:
    """Lines normalised, if each character is one of Latin-1 or a printed mark, and so is what becomes of it."""
    if b"]" in lines and b"](" in lines:  # may be a link, whose target is dropped
        return None
    tables = _tables()
    codes = np.frombuffer(lines, np.uint8)
    starts = np.flatnonzero(codes >= _LATIN[0])  # of characters that are not in ASCII
    is_long = codes[starts] > _LATIN[1]
    long, short = starts[is_long], starts[~is_long]
    kind = tables.kind[codes[short] - _LATIN[0], codes[short + 1]]
    third = codes.take(long + 2, mode="clip")  # if they have one
    is_printed = (codes[long] == _PRINTED[0]) & (codes[long + 1] == _PRINTED[1]) & tables.is_printed[third]
    if not (kind.all() and is_printed.all()):
        return None
    marks = short[kind == _MARK]
    if len(marks) or len(long):
        codes = codes.copy()
        for at in (marks, marks + 1, long, long + 1, long + 2):
            codes[at] = ord("'")
        lines = codes.tobytes()
    return lines.translate(tables.becomes, tables.dropped)


@dataclass(frozen=True)
class _Tables:
    """What becomes of single bytes, where all others of their characters are ASCII, letters of Latin-1 or marks."""

    becomes: bytes
    dropped: bytes
    kind: npt.NDArray[np.uint8]
    """Of a character of Latin-1, by its first byte (from 0xC2 on) and its second one."""
    is_printed: npt.NDArray[np.bool_]
    """Whether a byte is the last one of a printed mark."""


@cache
def _tables() -> _Tables:
    becomes, dropped = bytearray(range(256)), bytearray()
    for code in range(0x80):
        alone = normalise(chr(code))
        if alone:
            becomes[code] = ord(alone)
        elif chr(code) != "\n":
            dropped.append(code)
    kind = np.zeros((len(_LATIN), 256), np.uint8)
    for code in range(0x80, 0x100):
        first, second = chr(code).encode()
        letter = normalise(chr(code)).encode()
        if not letter:
            kind[first - _LATIN[0], second] = _MARK
        elif first == letter[0] == _LATIN[1] and len(letter) == len(_LATIN):
            kind[first - _LATIN[0], second] = _LETTER
            becomes[second] = letter[1]
    is_printed = np.zeros(256, np.bool_)
    is_printed[[mark.encode()[2] for mark in _PRINTED_MARKS]] = True
    return _Tables(bytes(becomes), bytes(dropped), kind, is_printed)


def _lines(text: bytes) -> pl.Series:
    """The lines of a text as a column."""
    import pyarrow as pa

    ends = np.flatnonzero(np.frombuffer(text + b"\n", np.uint8) == ord("\n"))
    offsets = np.zeros(len(ends) + 1, np.int64)
    offsets[1:] = ends - np.arange(len(ends))  # without the line ends
    buffers = pa.py_buffer(offsets), pa.py_buffer(text.replace(b"\n", b""))
    return pl.Series(pa.LargeStringArray.from_buffers(len(ends), *buffers))
