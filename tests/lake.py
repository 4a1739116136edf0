"""A package of a small article, as a curator has it after `curate fingerprint`, for tests that add rows to it."""

import tomllib
from pathlib import Path

from packages import ROOT, file_of, read_descriptor, write_descriptor, write_rows
from us_cuba_2026.curation.fingerprint import fingerprint_article
from us_cuba_2026.curation.new import new
from us_cuba_2026.model.package import Package


def lake(place: Path, article: str) -> Path:
    """Make the package in a folder of that place, with the copy beside it as ``copy.txt``; return its folder."""
    folder, copy = place / "lake", place / "copy.txt"
    new(folder, "lake", "The ferry")
    copy.write_text(article, encoding="utf-8")
    write(folder, "sources", tomllib.loads((ROOT / "tests/second/rows.toml").read_text(encoding="utf-8"))["sources"])
    fingerprint_article(Package.read(folder), copy, "src-001")
    return folder


def describe(folder: Path) -> None:
    """Fill what a new package's descriptor leaves to a person."""
    people = [{"title": "Example, Ann", "roles": ["curator"]}]
    write_descriptor(folder, read_descriptor(folder) | {"description": "What an article says.", "contributors": people})


def write(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    """Write a table; cells that are left out are empty."""
    empty = dict.fromkeys(file_of(folder, table).read_text(encoding="utf-8").splitlines()[0].split(","), "")
    write_rows(folder, table, [empty | row for row in rows])
