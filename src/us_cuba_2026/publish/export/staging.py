"""Writes a set of files all or not at all: into a folder of their own, from which they are then moved."""

import hashlib
import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from us_cuba_2026.datapackage import UnusableError

CHECKSUMS = "SHA256SUMS"
_LINE = re.compile("[0-9a-f]{64}  (.+)")


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
    nearest = next(place for place in (folder, *folder.absolute().parents) if place.is_dir())
    with tempfile.TemporaryDirectory(prefix=f".{folder.name[:64]}-", dir=nearest, ignore_cleanup_errors=True) as name:
        new, old = Path(name) / "new", Path(name) / "old"
        new.mkdir()
        yield new
        files = _files(new)
        for file in files:
            if not force and (folder / file).exists() and file.name != CHECKSUMS:  # to which lines are added
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


def write_checksums(stage: Path, folder: Path, force: bool) -> list[Path]:
    """Write the SHA-256 of every file, as ``sha256sum --check`` reads it, with those of earlier exports.

    Args:
        stage: The folder of the new files, where the checksums are written.
        folder: Where they go; files that are there already, and stay, keep their checksums.
        force: Whether a file of that name with anything else in it is replaced.

    Returns:
        The new files, that of the checksums among them, relative to the folder.

    Raises:
        UnusableError: If there is such a file, and ``force`` is not given.
    """
    lines = _checksums(folder / CHECKSUMS, force)
    for file in _files(stage):
        with (stage / file).open("rb") as stream:
            lines[file.as_posix()] = f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {file.as_posix()}\n"
    text = "".join(lines[name] for name in sorted(lines))
    (stage / CHECKSUMS).write_text(text, encoding="utf-8", newline="\n")
    return _files(stage)


def _checksums(file: Path, force: bool) -> dict[str, str]:
    """The lines of earlier exports by the files they are of, as far as these are there."""
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines() if file.is_file() else []
    found = [match for line in lines if (match := _LINE.fullmatch(line))]
    if len(found) < len(lines) and not force:
        raise _already_there(file)
    return {match[1]: f"{match[0]}\n" for match in found if (file.parent / match[1]).is_file()}


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
