"""Drafts: rows beside a package, in a folder of their own, that a person settles before they move in."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from us_cuba_2026.curation.spreadsheet import read_cells
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import Package, Table

FOLDER = "drafts"
MARK = "settle"
"""The column that names what a person must settle: a cell to be filled, or one with ``?`` behind it to be confirmed."""


class Draft(NamedTuple):
    """The draft of a row: its cells, and what its mark names."""

    cells: dict[str, str]
    mark: str

    @property
    def open(self) -> list[str]:
        """What is not settled: cells that are empty still, and guesses whose mark stands."""
        return [name for name in self.mark.split() if name.endswith("?") or not self.cells.get(name)]


def file_of(package: Package, table: Table) -> Path:
    """The file of a table's drafts."""
    return package.folder / FOLDER / f"{table.name}.csv"


def read_drafts(package: Package) -> dict[str, list[Draft]]:
    """The drafts of a package by table; tables without any are left out.

    Raises:
        UnusableError: If a file of drafts has not the columns of its table.
    """
    found = {}
    for table in package.tables:
        file = file_of(package, table)
        if not file.is_file():
            continue
        (_, header), *lines = read_cells(file) or [(1, [])]
        if {*header} != {MARK, *table.names}:
            raise UnusableError(f"{file}: the header must name {', '.join((MARK, *table.names))}")
        for number, line in lines:
            if len(line) != len(header):
                raise UnusableError(f"{file}:{number}: must have as many cells as the header")
        rows = [dict(zip(header, line, strict=True)) for _, line in lines]
        found[table.name] = [Draft({name: row[name] for name in table.names}, row[MARK]) for row in rows]
    return found


def as_csv(table: Table, drafts: Sequence[Draft]) -> bytes:
    """The file of a table's drafts: its own columns behind the mark."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([MARK, *table.names])
    writer.writerows([draft.mark, *(draft.cells[name] for name in table.names)] for draft in drafts)
    return text.getvalue().encode()


def mark(table: Table, cells: Mapping[str, str], unsure: Sequence[str]) -> str:
    """What a person must settle of a row: required cells that are empty, and guesses."""
    empty = [field.name for field in table.fields if table.is_required(field) and not cells[field.name]]
    guessed = [f"{name}?" for name in unsure if cells.get(name)]
    return " ".join([*empty, *guessed])
