"""What an export must hold, row by row, and the tools that read it."""

import json
import shutil
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

import us_cuba_2026 as uc
from packages import ROOT, copy_dataset, read_descriptor, read_rows, write_descriptor
from us_cuba_2026.exports.content import Content

NAME = "us-cuba-2026"
RESOURCES = {resource["name"]: resource for resource in read_descriptor(ROOT)["resources"]}
FLAT = ("quotes_flat", "events_flat", "figures_flat", "claims_flat")
TABLES = (*RESOURCES, *FLAT)
KEYS = {name: RESOURCES[name.removesuffix("_flat")]["schema"]["primaryKey"] for name in TABLES}
HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://example.org/", "<script>alert(1)</script>",
    "it's \"quoted\"; DROP TABLE actors; --", "a;b", "é漢🇨🇺", " spaces ", "two\nlines", "_x0041_", "1e5",
    "0012", "TRUE",
)  # fmt: skip


@cache
def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a table as typed values, read from its CSV without the code under test; of a flat view by ours.

    They are not to be changed.
    """
    if name in FLAT:
        view: Any = name.removesuffix("_flat")
        return uc.flat(view, engine="polars").to_dicts()
    types = {field["name"]: field["type"] for field in RESOURCES[name]["schema"]["fields"]}
    convert: dict[str, Any] = {
        "string": str, "integer": int, "number": float, "boolean": {"true": True, "false": False}.__getitem__,
        "date": date.fromisoformat, "datetime": lambda cell: datetime.fromisoformat(cell).astimezone(UTC),
    }  # fmt: skip
    return [
        {column: convert[types[column]](cell) if cell else None for column, cell in row.items()}
        for row in read_rows(ROOT, name)
    ]


def as_text(value: Any) -> Any:
    """Days and times as a format without such types holds them."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, date) else value


def stored(value: Any) -> Any:
    """A value as SQLite holds it."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return int(value) if isinstance(value, bool) else as_text(value)


def with_table(folder: Path, name: str, fields: list[dict[str, Any]], content: str, **schema: Any) -> Path:
    """A copy of the dataset with one table more."""
    copy_dataset(folder)
    descriptor = read_descriptor(folder)
    resource = {"name": name, "path": "data/more.csv", "schema": {"fields": fields} | schema}
    descriptor["resources"].append(resource)
    write_descriptor(folder, descriptor)
    (folder / "data" / "more.csv").write_bytes(content.encode())
    return folder


def alone(package: Path) -> Content:
    """The content of a package with one table more, without the others."""
    content = Content.read(package)
    return Content(content.package, [table for table in content.documentation if table.name == "more"])


def in_duckdb(sql: str, file: Path | None = None) -> list[dict[str, Any]]:
    """The rows that a query yields in DuckDB, of a database or of the files that it names."""
    with duckdb.connect(file or ":memory:", read_only=file is not None) as connection:
        found = connection.execute(sql)
        columns = [column[0] for column in found.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def program(name: str) -> str:
    """The path of a program, or a skip that names it."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"needs {name}, which is not installed")
    return path
