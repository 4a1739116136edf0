"""Brings a package's files into canonical form and writes into them what follows from the others.

Written are the size and hash of each file in the descriptor, and the mark of the words of the vocabulary that no row
uses. Empty cells that follow from others are filled. What a spreadsheet has done to cells is mended where it is
certain, and told where only you can know.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from us_cuba_2026.citation.names import undivided
from us_cuba_2026.curation.follow import follow
from us_cuba_2026.curation.spreadsheet import mend, read_saved
from us_cuba_2026.files.all_or_nothing import alone, write
from us_cuba_2026.model.canonical_csv import as_csv
from us_cuba_2026.model.package import DESCRIPTOR, Package, Table
from us_cuba_2026.rules.vocabulary import RESERVED


@dataclass(frozen=True)
class Stamped:
    """What was done to a package."""

    files: list[str]
    """The files that changed, relative to the folder."""
    mended: list[str]
    open: list[str]
    """Cells that only a person can judge."""


def stamp(folder: Path) -> Stamped:
    """Bring the files of a package into canonical form, rows in the order of their ids, and stamp its descriptor.

    Raises:
        PackageError: If a file cannot be read as what it should be; nothing is changed then.
    """
    with alone(folder):
        package = Package.read(folder)
        tables = package.tables
        rows: dict[str, list[dict[str, str]]] = {}
        mended, left = [], []
        for table in tables:
            saved = read_saved(table)
            rows[table.name] = saved.rows
            if table.primary_key and table.primary_key[0].endswith("_id"):
                saved.rows.sort(key=partial(order, table))
            cells = mend(table, saved.rows, is_edited(table))
            mended += [f"{table.described['path']}: {change}" for change in (*saved.changes, *cells.changes)]
            left += [*cells.open, *undivided_authors(table, saved.rows)]
        followed = follow(package, rows)
        mended += followed.filled
        left += followed.open
        for table in tables:
            if table.primary_key and table.primary_key[0].endswith("_id"):
                rows[table.name].sort(key=partial(order, table))
        mark_reserved(tables, rows)
        contents = {table.path: as_csv(table, rows[table.name]) for table in tables}
        file = folder / DESCRIPTOR
        descriptor = json.loads(file.read_bytes())
        for table, resource in zip(tables, descriptor["resources"], strict=True):
            content = contents[table.path]
            resource["bytes"], resource["hash"] = len(content), f"sha256:{hashlib.sha256(content).hexdigest()}"
        contents[file] = (json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n").encode()
        changed = write(contents, replace=True)
        return Stamped([path.relative_to(folder).as_posix() for path in changed], mended, left)


def is_edited(table: Table) -> bool:
    """Whether a file is not the one that is described."""
    if table.hash is None or not table.path.is_file():
        return True
    algorithm, digest = table.hash
    return hashlib.new(algorithm, table.path.read_bytes()).hexdigest() != digest


def undivided_authors(table: Table, rows: Sequence[Mapping[str, str]]) -> list[str]:
    """The names of authors that are cited as they stand, since nothing says how they divide, each with its place."""
    return [
        f"{table.described['path']}:{number}:authors: {name!r} is cited undivided: write 'Family, Given' for a person, "
        "'{Name}' for an organisation"
        for number, row in enumerate(rows, 2)
        for name in undivided(row.get("authors", "") if table.name == "sources" else "")
    ]


def order(table: Table, row: Mapping[str, str]) -> list[tuple[int, str]]:
    """What the rows of a table are sorted by: the key, shorter cells first, so that ids and whole numbers ascend."""
    return [(len(row[column]), row[column]) for column in table.primary_key]


def mark_reserved(tables: Sequence[Table], rows: Mapping[str, Sequence[dict[str, str]]]) -> None:
    """Start the definition of a word with ``Reserved:`` if no row uses it, and only then."""
    used: dict[str, set[str]] = {}
    for table in tables:
        for field in table.fields:
            if field.enum:
                cells = {row[field.name] for row in rows[table.name]}
                for name in (field.name, f"{table.name}.{field.name}"):
                    used.setdefault(name, set()).update(cells)
    for word in rows.get("vocabulary", ()):
        if word["field"] in used:
            meaning = word["definition"].removeprefix(RESERVED).strip()
            mark = "" if word["code"] in used[word["field"]] else f"{RESERVED} "
            word["definition"] = mark + meaning[:1].upper() + meaning[1:]
