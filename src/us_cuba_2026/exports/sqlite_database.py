"""SQLite: one file with keys, constraints and comments, and beside it the metadata that Datasette shows."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from us_cuba_2026.citation.facts import objects, one_line, text
from us_cuba_2026.exports.cells import (
    refuse_not_finite,
    with_iso_days,
    with_iso_times,
    with_json_lists,
    with_large_numbers,
)
from us_cuba_2026.exports.content import Content, Part
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


def write(content: Content, folder: Path) -> None:
    """Write the database, and its metadata as ``datasette --metadata`` reads it.

    Tables are strict (SQLite 3.37 or newer), days and times ISO 8601 text, truth values 0 and 1, lists JSON arrays. A
    column with a whole number beyond 64 bits is text. Flat views are tables of their own.

    Raises:
        PackageError: If SQLite refuses a table.
    """
    parts = [*content.parts, *extra_tables(content)]
    others = {part.name: part for part in parts}
    with closing(sqlite3.connect(folder / f"{content.name}.sqlite", isolation_level=None)) as database:
        try:
            database.execute("PRAGMA foreign_keys = OFF")  # rows may point to later ones; all are checked at the end
            database.execute("BEGIN")
            for part in parts:
                database.execute(create_table(part, others, _DIALECT))
                places = ", ".join("?" * len(part.table.fields))
                database.executemany(f"INSERT INTO {quoted(part.name)} VALUES ({places})", _rows(part).iter_rows())  # noqa: S608
            for table, row, target, _ in database.execute("PRAGMA foreign_key_check"):
                raise PackageError(f"{table}:{row + 1}: points to a row that {target} lacks")
            database.execute("COMMIT")
        except sqlite3.Error as error:
            raise PackageError(f"SQLite refuses a table: {error}") from None
    metadata = json.dumps(_metadata(content, parts), indent=2, ensure_ascii=False) + "\n"
    (folder / f"{content.name}.metadata.json").write_text(metadata, encoding="utf-8", newline="\n")


def _rows(part: Part) -> "pl.DataFrame":
    """The rows in the types that SQLite has."""
    import polars as pl
    from polars import selectors

    refuse_not_finite(part, "SQLite", may_be_infinite=True)
    plain = with_iso_times(with_iso_days(with_json_lists(with_large_numbers(part.frame, pl.String))))
    return plain.with_columns(selectors.enum().cast(pl.String), selectors.boolean().cast(pl.Int64))


def _metadata(content: Content, parts: list[Part]) -> dict[str, Any]:
    """Titles, descriptions and licence for Datasette, which shows them beside the tables."""
    name, address = content.licence
    source, *_ = [*objects(content.package.descriptor, "sources"), dict[str, Any]()]
    about = {
        "title": content.described("title"),
        "description": content.described("description"),
        "license": name,
        "license_url": _on_the_web(address),
        "source": text(source, "title"),
        "source_url": _on_the_web(text(source, "path")),
    }
    about = {key: value for key, value in about.items() if value}
    tables = {
        part.name: {
            "title": one_line(part.documentation.title),
            "description": one_line(f"{part.documentation.one_row} {part.documentation.usage}"),
            "columns": {field.name: one_line(field.description) for field in part.documentation.fields},
        }
        for part in parts
    }
    return about | {"databases": {content.name: about | {"tables": tables}}}


def _on_the_web(address: str) -> str:
    """An address that can be shown as a link; empty if it is none, such as one that would run a script."""
    return address if address.startswith(("https://", "http://")) else ""
