"""Writes a set of files all or not at all: into a folder of their own, from which they are then moved."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from us_cuba_2026.datapackage import UnusableError

CHECKSUMS = "SHA256SUMS"


@contextmanager
def staged(folder: Path, force: bool) -> Iterator[Path]:
    """A new folder to write into, whose files are moved into ``folder`` at the end, or removed if anything fails.

    It lies in ``folder``, else in the nearest folder above that is there, so that it is on the same disk.

    Args:
        folder: Where the files go; made if it is not there.
        force: Whether files that are there already are replaced; what else is in the folder stays.

    Yields:
        The folder to write into.

    Raises:
        UnusableError: If a file is there already, or the folder is none.
        OSError: If something cannot be moved; what was there before is there again.
    """
    if folder.exists() and not folder.is_dir():
        raise UnusableError(f"{folder}: is a file; name a folder to export to")
    if not force and (folder / CHECKSUMS).exists():  # every export writes it: no need to write the rest first
        raise _already_there(folder / CHECKSUMS)
    nearest = next(place for place in (folder, *folder.absolute().parents) if place.is_dir())
    with tempfile.TemporaryDirectory(prefix=f".{folder.name[:64]}-", dir=nearest, ignore_cleanup_errors=True) as name:
        new, old = Path(name) / "new", Path(name) / "old"
        new.mkdir()
        yield new
        files = _files(new)
        for file in files:
            if not force and (folder / file).exists():
                raise _already_there(folder / file)
            if (folder / file).is_dir():
                raise UnusableError(f"{folder / file}: is a folder, where a file should go; move it away")
        with ExitStack() as undo:
            for parent in reversed([folder, *folder.absolute().parents]):
                _make(parent, undo)
            for file in files:
                for parent in reversed(file.parents):
                    _make(folder / parent, undo)
                if (folder / file).exists() or (folder / file).is_symlink():
                    _move(folder / file, old / file, undo)
                _move(new / file, folder / file, undo)
            undo.pop_all()


def write_checksums(folder: Path) -> list[Path]:
    """Write the SHA-256 of every file in a folder, as ``sha256sum --check`` reads it.

    Returns:
        The files, that of the checksums among them, relative to the folder.
    """
    lines = []
    for file in _files(folder):
        with (folder / file).open("rb") as stream:
            lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {file.as_posix()}\n")
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
    return _files(folder)


def _files(folder: Path) -> list[Path]:
    """The files in a folder, relative to it, in alphabetical order."""
    files = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return sorted(files, key=Path.as_posix)


def _make(folder: Path, undo: ExitStack) -> None:
    """Make a folder if it is not there."""
    if not folder.is_dir():
        folder.mkdir()
        undo.callback(folder.rmdir)


def _move(file: Path, to: Path, undo: ExitStack) -> None:
    """Move a file."""
    to.parent.mkdir(parents=True, exist_ok=True)
    file.replace(to)
    undo.callback(to.replace, file)


def _already_there(file: Path) -> UnusableError:
    return UnusableError(f"{file}: is there already, and nothing was written; give --force to replace it")
