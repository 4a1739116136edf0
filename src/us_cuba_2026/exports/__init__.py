"""Exports: a package in the formats that analysts' tools load, all of them or none."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from us_cuba_2026.files.errors import unknown
from us_cuba_2026.files.extras import needs

FORMATS: Mapping[str, str] = {
    "csv": "csv_files",
    "parquet": "parquet_files",
    "sqlite": "sqlite_database",
    "duckdb": "duckdb_database",
    "xlsx": "workbook",
    "jsonl": "jsonl_files",
    "zip": "zip_archive",
    "html": "html_page",
}
"""The formats, and the module of this folder that writes each: its ``write(content, folder)``."""


def export(
    folder: Path | str,
    formats: Iterable[str] | None = None,
    package: Path | str | None = None,
    force: bool = False,
    progress: Callable[[Sequence[str]], Iterable[str]] = iter,
) -> list[Path]:
    """Export the tables and flat views of a package, with the SHA-256 of every file in ``SHA256SUMS``.

    Formats may be added to a folder one by one: the checksums of files that are there already, and stay, stay too.
    Everything is first written elsewhere and then moved, so that a failure or a signal leaves nothing behind, and old
    files as they were.

    Args:
        folder: Where the files go; made if it is not there.
        formats: Names of formats, those of ``FORMATS``; all if nothing is given, but for the page (``html``) where the
            package lacks a table that it shows.
        package: A ``datapackage.json`` or its folder; the dataset itself if nothing is given.
        force: Whether files that are already there are replaced.
        progress: Wraps the names of the formats while they are gone through, to show how far it is.

    Returns:
        The files, relative to the folder, in alphabetical order.

    Raises:
        UnusableError: If there is no such format, or a file is there already and ``force`` is not given.
        PackageError: If the package is not valid, or holds what a format cannot.
        OSError: If a file cannot be written.
        ModuleNotFoundError: If the extra ``export`` is not installed.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     export(folder, ["parquet", "jsonl"])[-2:]
        [PosixPath('parquet/units.parquet'), PosixPath('parquet/vocabulary.parquet')]
    """
    names = list(dict.fromkeys(map(str.lower, FORMATS if formats is None else formats)))
    for name in names:
        if name not in FORMATS:
            raise unknown("no format", name, FORMATS)
    with needs("export"):
        from us_cuba_2026.checker import checked
        from us_cuba_2026.checker.plain_copies import plain_copies
        from us_cuba_2026.explorer.shown import lack
        from us_cuba_2026.exports.content import Content
        from us_cuba_2026.exports.staging import CHECKSUMS, files_in, staged

        writers = {name: import_module(f"{__name__}.{FORMATS[name]}") for name in names}
    with needs("export"), staged(Path(folder), force) as stage:
        with plain_copies(checked(package)) as plain:
            content = Content.of(plain)
            if formats is None and lack(plain):
                names.remove("html")
            for name in progress(names):
                writers[name].write(content, stage)
        return sorted([*files_in(stage), CHECKSUMS], key=Path.as_posix)
