"""A compressed file as it was before it was compressed."""

import bz2
import gzip
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from us_cuba_2026.checker.reading.csv_rows import UnreadableError
from us_cuba_2026.files.errors import cause

_LARGEST = 2**28  # bytes to which any file may be unpacked
_MOST_UNPACKED = 100  # times the stored size, to which a larger one may be
_CHUNK = 2**20  # bytes
_OPEN: dict[str, Any] = {"gz": gzip.open, "bz2": bz2.open, "xz": lzma.open}
_BROKEN = (EOFError, OSError, RuntimeError, NotImplementedError, lzma.LZMAError, zipfile.BadZipFile, zlib.error)


@contextmanager
def unpacked(path: Path, compression: str, innerpath: str | None) -> Iterator[Path]:
    """A file without its compression, for as long as it is needed.

    Args:
        path: The file.
        compression: ``zip``, ``gz``, ``bz2``, ``xz`` or ``zst``; empty if it is not compressed.
        innerpath: Which file of an archive is meant, if it holds several.

    Raises:
        UnreadableError: If it is not compressed so, breaks off, unpacks to far more than it holds, or is an archive
            without that file.
    """
    if not compression:
        yield path
        return
    with TemporaryDirectory() as folder:
        file = Path(folder) / "unpacked"
        try:
            with ExitStack() as stack, file.open("wb") as target:
                _copy(path, _opened(path, compression, innerpath, stack), target)
        except _BROKEN as error:
            why = cause(error) if isinstance(error, OSError) else " ".join(str(error).split())[:200]
            raise UnreadableError("file", f"{path.name} cannot be unpacked as {compression}: {why}") from None
        yield file


def require_moderate(path: Path) -> None:
    """Refuse a workbook that unpacks to far more than it holds, as no table does.

    Raises:
        UnreadableError: If it does, or is no archive.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(one.file_size for one in archive.infolist())
    except _BROKEN as error:
        raise UnreadableError("file", f"{path.name} cannot be read: {' '.join(str(error).split())[:200]}") from None
    if size > _most(path):
        raise _too_much(path)


def _copy(path: Path, source: IO[bytes], target: IO[bytes]) -> None:
    """Copy what is in a compressed file, as long as it is not far more than the file holds."""
    left = _most(path)
    while block := source.read(_CHUNK):
        left -= len(block)
        if left < 0:
            raise _too_much(path)
        target.write(block)


def _most(path: Path) -> int:
    """The bytes to which a file may be unpacked."""
    return max(_LARGEST, _MOST_UNPACKED * path.stat().st_size)


def _too_much(path: Path) -> UnreadableError:
    stored, most = path.stat().st_size, _most(path)
    message = f"not read, since {path.name} of {stored:,} bytes unpacks to more than {most:,}: store it unpacked"
    return UnreadableError("file", message)


def _opened(path: Path, compression: str, innerpath: str | None, stack: ExitStack) -> IO[bytes]:
    """What is in a compressed file."""
    source: IO[bytes]
    if compression == "zip":
        archive = stack.enter_context(zipfile.ZipFile(path))
        source = archive.open(
            _member(path, [one.filename for one in archive.infolist() if not one.is_dir()], innerpath)
        )
    elif compression == "zst":
        import pyarrow as pa

        source = pa.CompressedInputStream(pa.OSFile(str(path)), "zstd")
    else:
        source = _OPEN[compression](path)
    return stack.enter_context(source)


def _member(path: Path, names: list[str], innerpath: str | None) -> str:
    """Which file of an archive is the table."""
    if innerpath in names or (innerpath is None and len(names) == 1):
        return innerpath or names[0]
    there = ", ".join(names)[:200] or "no file"
    what = "name one of them as innerpath of the resource" if innerpath is None else f"but not {innerpath[:60]!r}"
    raise UnreadableError("file", f"{path.name} holds {there}: {what}")
