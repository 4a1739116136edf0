"""Tables of any form as plain CSV files, for all that reads no other: loaders, exports, citations, verification."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.files.extras import needs
from us_cuba_2026.model.package import Package, Table, validate_command

_PASSED_OVER = ("byte-order-mark", "line-ends", "bytes", "hash")  # findings that change no cell


@contextmanager
def plain_copies(package: Package, names: Collection[str] | None = None) -> Iterator[Package]:
    """A package of which each table is one plain CSV file: its own, or a copy for as long as it is needed.

    Args:
        package: The package.
        names: The tables that are needed; all of them if nothing is given.

    Yields:
        The package; without the resources that are no tables, if all are needed.

    Raises:
        UnusableError: If there is no such table.
        PackageError: If a table that is needed cannot be read as it is described, or is none.
        ModuleNotFoundError: If there is something to copy, and the extra ``check`` is not installed.

    Example:
        >>> with plain_copies(Package.read()) as package:
        ...     package.table("quotes").plain_file.name
        'quotes.csv'
    """
    needed = package.tables if names is None else [package.table(name) for name in names]
    others = {table.name for table in needed if not table.is_plain}
    if not others:
        yield package
        return
    with needs("check"):
        from us_cuba_2026.checker.fallback.resources import is_tabular
    tables = [table for table in package.tables if names is not None or is_tabular(table)]
    with TemporaryDirectory() as folder:
        yield replace(
            package,
            tables=tuple(
                _copied(table, Path(folder) / f"{at}.csv") if table.name in others else table
                for at, table in enumerate(tables)
            ),
        )


def _copied(table: Table, file: Path) -> Table:
    """A table with a plain copy of it."""
    with needs("check"):
        from us_cuba_2026.checker.fallback.plain_rows import write_plain
        from us_cuba_2026.checker.fallback.resources import is_tabular, require_readable

    if not table.uncovered:
        return _scanned(table, file)
    require_readable(table)
    if not is_tabular(table):
        table.require_covered("loaded or exported")
    return write_plain(table, file)


def _scanned(table: Table, file: Path) -> Table:
    """A table that the fast path reads, such as a compressed one, Parquet, or several files."""
    import polars as pl

    from us_cuba_2026.checker.findings import PART
    from us_cuba_2026.checker.reading.table_reader import Scan
    from us_cuba_2026.checker.rule import ROW

    found: list[pl.DataFrame] = []
    scan, counts = Scan(table, found.append), [0] * len(table.parts)
    empty = "" if len(table.names) == 1 else None  # a cell alone stands in quotation marks, lest its row be blank
    with file.open("wb") as stream:
        pl.DataFrame(schema=dict.fromkeys(table.names, pl.String)).write_csv(stream)
        for rows, is_cut in scan.batches():
            if is_cut or not {*table.names} <= {*rows.columns}:
                continue
            rows.select(pl.col(table.names).replace("", empty)).write_csv(stream, include_header=False)
            for part, count in rows.group_by(pl.col(ROW) // PART).len().iter_rows():
                counts[part] += count
    for some in [*found, *scan.findings()]:
        if (wrong := some.filter(~pl.col("rule").is_in(_PASSED_OVER))).is_empty():
            continue
        first = wrong.row(0, named=True)
        part, row = divmod(first["row"] or 0, PART)
        place = f"{table.parts[part]}: " + (f"row {row}: " if row else "")
        column = f"{first['field']}: " if first["field"] else ""
        raise PackageError(f"{place}{column}{first['message']}; run {validate_command(table.folder)}")
    return replace(table, copy=file, copied_rows=tuple(counts))
