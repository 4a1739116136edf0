"""Reads and writes the tables of a package in the one canonical CSV form (used by the other scripts)."""

import csv
import io
from pathlib import Path

from us_cuba_2026.package import Package


def read_rows(folder: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table as text; an absent file has none.

    Raises:
        ValueError: If the file is not UTF-8 CSV with the described columns and as many cells in each row.
    """
    described = Package.read(folder).table(table)
    if not described.path.exists():
        return []
    where = described.described["path"]
    try:
        with described.path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file, strict=True)
    except (csv.Error, UnicodeDecodeError, ValueError) as error:
        raise ValueError(f"{where}: {error}") from None
    if sorted(header) != sorted(described.names):
        raise ValueError(f"{where}: the header must name {', '.join(described.names)}")
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise ValueError(f"{where}:{number}: {len(row)} cells, but the header has {len(header)}")
    return [dict(zip(header, row, strict=True)) for row in rows]


def write_rows(folder: Path, table: str, rows: list[dict[str, str]]) -> bool:
    """Write a table: UTF-8, no BOM, LF, comma, minimal quoting, columns as described. True where the file changed."""
    described = Package.read(folder).table(table)
    text = io.StringIO()
    writer = csv.DictWriter(text, described.names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    content = text.getvalue().encode()
    if described.path.exists() and described.path.read_bytes() == content:
        return False
    described.path.parent.mkdir(parents=True, exist_ok=True)
    draft = described.path.with_suffix(".draft")
    draft.write_bytes(content)
    draft.replace(described.path)
    return True
