"""Writes a set of files all or not at all, and beside them the checksums of all that a folder holds."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from us_cuba_2026.files.all_or_nothing import Drafts, alone
from us_cuba_2026.files.errors import UnusableError

CHECKSUMS = Path("SHA256SUMS")
_LINE = re.compile("[0-9a-f]{64}  (.+)")


@contextmanager
def staged(folder: Path, force: bool) -> Iterator[Path]:
    """A new folder to write into, whose files are moved into ``folder`` at the end, or removed if anything fails.

    With them goes a file with the SHA-256 of every file, as ``sha256sum --check`` reads it; files of earlier exports
    that stay keep their checksums.

    Args:
        folder: Where the files go; made if it is not there.
        force: Whether files that are there already are replaced; what else is in the folder stays.

    Yields:
        The folder to write into.

    Raises:
        UnusableError: If a file is there already, or the folder is none.
        OSError: If something cannot be written or moved; what was there before is there again.
    """
    if folder.exists() and not folder.is_dir():
        raise UnusableError(f"{folder}: is a file; name a folder to export to")
    with Drafts(folder) as drafts:
        stage = drafts.folder / "new"
        stage.mkdir()
        yield stage
        files = files_in(stage)
        sums = {file.as_posix(): _checksum(stage / file) for file in files}
        with alone(folder, drafts.make):  # whoever comes next finds our checksums
            text = "".join(f"{sum_}  {name}\n" for name, sum_ in sorted((_listed(folder, force) | sums).items()))
            (stage / CHECKSUMS).write_text(text, encoding="utf-8", newline="\n")
            replaced = [folder / file for file in ([*files, CHECKSUMS] if force else [CHECKSUMS])]
            drafts.place({stage / file: folder / file for file in (*files, CHECKSUMS)}, replaced)


def files_in(folder: Path) -> list[Path]:
    """The files in a folder, relative to it, in alphabetical order."""
    files = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return sorted(files, key=Path.as_posix)


def _checksum(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _listed(folder: Path, force: bool) -> dict[str, str]:
    """The checksums of earlier exports by the files they are of, as far as these are there."""
    file = folder / CHECKSUMS
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines() if file.is_file() else []
    found = [line for line in lines if _LINE.fullmatch(line)]
    if len(found) < len(lines) and not force:
        raise UnusableError(f"{file}: is there already, and not of an export; give --force to replace it")
    sums = {line[66:]: line[:64] for line in found}
    return {name: sum_ for name, sum_ in sums.items() if (folder / name).is_file()}
