"""Writes a table of a package in the one canonical CSV form (used by the other scripts)."""

import csv
import io
from collections.abc import Iterable, Mapping

from us_cuba_2026.datapackage import Table


def write_rows(table: Table, rows: Iterable[Mapping[str, str]]) -> bool:
    """Write a table: UTF-8, no BOM, LF, comma, minimal quoting, columns as described. True where the file changed."""
    text = io.StringIO()
    writer = csv.DictWriter(text, table.names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    content = text.getvalue().encode()
    if table.path.exists() and table.path.read_bytes() == content:
        return False
    table.path.parent.mkdir(parents=True, exist_ok=True)
    draft = table.path.with_suffix(".draft")
    draft.write_bytes(content)
    draft.replace(table.path)
    return True
