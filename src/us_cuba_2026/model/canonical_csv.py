"""Writes a table of a package in the one canonical CSV form."""

import csv
import io
from collections.abc import Iterable, Mapping

from us_cuba_2026.files.all_or_nothing import write
from us_cuba_2026.model.table import Table


def as_csv(table: Table, rows: Iterable[Mapping[str, str]]) -> bytes:
    """A table as UTF-8, no BOM, LF, comma, minimal quoting, columns as described."""
    text = io.StringIO()
    writer = csv.DictWriter(text, table.names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def write_rows(table: Table, rows: Iterable[Mapping[str, str]]) -> bool:
    """Write a table in that form. True where the file changed."""
    return bool(write({table.path: as_csv(table, rows)}, replace=True))
