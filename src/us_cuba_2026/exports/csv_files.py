"""CSV: the package's own files, byte for byte, if they are plain CSV; other tables and flat views in that form."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from us_cuba_2026.exports.cells import with_iso_times, with_joined_lists
from us_cuba_2026.exports.content import Content, Part

if TYPE_CHECKING:
    import polars as pl


def write(content: Content, folder: Path) -> None:
    """Write a file for each table into ``csv/``: UTF-8, LF, minimal quoting; lists have ``;`` between their items.

    An item that holds ``;`` itself stands in quotation marks, as a cell does in CSV.
    """
    (folder / "csv").mkdir()
    for part in content.parts:
        file = folder / "csv" / f"{part.name}.csv"
        if part.is_flat:
            _as_canonical(part).write_csv(file)
        else:
            shutil.copyfile(part.table.plain_file, file)


def _as_canonical(part: Part) -> "pl.DataFrame":
    """Cells as the package's own files write them: whole numbers without a decimal point."""
    import polars as pl
    from polars import selectors

    numbers = selectors.float().cast(pl.String).str.strip_suffix(".0")
    return with_iso_times(with_joined_lists(part)).with_columns(numbers)
