"""CSV: the package's own files, byte for byte, if they are plain CSV; other tables and flat views in that form."""

import shutil
from pathlib import Path

from us_cuba_2026.dataframes.canonical_cells import as_canonical
from us_cuba_2026.exports.content import Content


def write(content: Content, folder: Path) -> None:
    """Write a file for each table into ``csv/``: UTF-8, LF, minimal quoting; lists have ``;`` between their items.

    An item that holds ``;`` itself stands in quotation marks, as a cell does in CSV.
    """
    (folder / "csv").mkdir()
    for part in content.parts:
        file = folder / "csv" / f"{part.name}.csv"
        if part.is_flat:
            as_canonical(part.frame).write_csv(file)
        else:
            shutil.copyfile(part.table.plain_file, file)
