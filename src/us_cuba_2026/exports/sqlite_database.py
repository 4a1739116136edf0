"""SQLite: one file with keys, constraints and comments, and beside it the metadata that Datasette shows."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from us_cuba_2026.dataframes.canonical_cells import with_iso_times
from us_cuba_2026.exports.cells import (
    refuse_not_finite,
    with_iso_days,
    with_json_lists,
    with_large_numbers,
)
from us_cuba_2026.exports.content import Content, Part
from us_cuba_2026.exports.datasette_metadata import metadata
from us_cuba_2026.exports.extra_tables import extra_tables
from us_cuba_2026.exports.sql import Dialect, create_table, quoted
from us_cuba_2026.files.errors import PackageError

if TYPE_CHECKING:
    import polars as pl

_DIALECT = Dialect(
    types={"string": "TEXT", "integer": "INTEGER", "year": "INTEGER", "number": "REAL", "boolean": "INTEGER"},
    checks={"boolean": "{} IN (0, 1)", "date": "date({0}, '+0 days') IS {0}", "list": "json_valid({})"},
    has_enums=False,
    large="TEXT",
    ending="STRICT",
)

_NOT_OURS = {
    "tables with _fts in their names": "Full-text indexes, which SQLite keeps in tables of their own: quotes_fts (with "
    "quotes_fts_data and so on) is that of quotes, and finds rows by MATCH."
}
"""What whoever lists the tables sees besides those of the dataset."""


def write(content: Content, folder: Path) -> None:
    """Write the database, and its metadata as ``datasette --metadata`` reads it.

    Tables are strict (SQLite 3.37 or newer), days and times ISO 8601 text, truth values 0 and 1, lists JSON arrays. A
    column with a whole number beyond 64 bits is text. Flat views are tables of their own. ``quotes_fts`` is
    the full-text index of ``quotes`` (FTS5), which takes no notice of case and accents.

    Raises:
        PackageError: If SQLite refuses a table.
    """
    parts = [*content.parts, *extra_tables(content, _NOT_OURS)]
    others = {part.name: part for part in parts}
    with closing(sqlite3.connect(folder / f"{content.name}.sqlite", isolation_level=None)) as database:
        try:
            database.execute("PRAGMA foreign_keys = OFF")  # rows may point to later ones; all are checked at the end
            database.execute("BEGIN")
            for part in parts:
                database.execute(create_table(part, others, _DIALECT))
                places = ", ".join("?" * len(part.table.fields))
                database.executemany(f"INSERT INTO {quoted(part.name)} VALUES ({places})", _rows(part).iter_rows())  # noqa: S608
            for statement in _text_indexes(parts):
                database.execute(statement)
            for table, row, target, _ in database.execute("PRAGMA foreign_key_check"):
                raise PackageError(f"{table}:{row + 1}: points to a row that {target} lacks")
            database.execute("COMMIT")
        except sqlite3.Error as error:
            raise PackageError(f"SQLite refuses a table: {error}") from None
    described = json.dumps(metadata(content, parts), indent=2, ensure_ascii=False) + "\n"
    (folder / f"{content.name}.metadata.json").write_text(described, encoding="utf-8", newline="\n")


def _rows(part: Part) -> "pl.DataFrame":
    """The rows in the types that SQLite has."""
    import polars as pl
    from polars import selectors

    refuse_not_finite(part, "SQLite", may_be_infinite=True)
    plain = with_iso_times(with_iso_days(with_json_lists(with_large_numbers(part.frame, pl.String))))
    return plain.with_columns(selectors.enum().cast(pl.String), selectors.boolean().cast(pl.Int64))


def _text_indexes(parts: Sequence[Part]) -> Iterator[str]:
    """The statements that make a full-text index of each table that holds texts, unless its name is taken."""
    taken = {part.name.lower() for part in parts}
    for part in parts:
        index = f"{part.name}_fts"
        if (columns := _texts(part)) and not any(name.startswith(index.lower()) for name in taken):
            names = ", ".join(map(quoted, columns))
            options = f"content={quoted(part.name)}, tokenize='unicode61 remove_diacritics 2'"
            yield f"CREATE VIRTUAL TABLE {quoted(index)} USING fts5({names}, {options})"
            yield f"INSERT INTO {quoted(index)} ({quoted(index)}) VALUES ('rebuild')"  # noqa: S608


def _texts(part: Part) -> list[str]:
    """The columns that hold texts: words with spaces between them, not of a closed list."""
    import polars as pl

    found = []
    for field in part.table.fields:
        column = part.frame[field.name]
        column = column.explode() if column.dtype == pl.List else column
        if not field.enum and column.dtype == pl.String and column.str.contains(" ", literal=True).any():
            found.append(field.name)
    return found
