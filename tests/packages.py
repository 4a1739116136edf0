"""Copies of the dataset for tests, and edits that break them."""

import csv
import hashlib
import io
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
ARTICLE = Path(os.environ.get("US_CUBA_2026_ARTICLE", ROOT.parent / "shared" / "seeds" / "wsj-2026-01-21.txt"))

ANOTHER_KIND = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json"}
"""What a descriptor says of itself that does not name the dataset's profile, which would refuse much at once."""

Row = dict[str, str]


def article() -> str:
    """The article's text, or a skip that says how to get it."""
    if not ARTICLE.is_file():
        pytest.skip("needs a copy of the article: save it as UTF-8 text and name it in US_CUBA_2026_ARTICLE")
    return ARTICLE.read_text(encoding="utf-8")


def copy_dataset(folder: Path) -> Path:
    """A copy of the dataset's files in a new folder."""
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copy(ROOT / "datapackage.json", folder)
    return folder


def read_descriptor(folder: Path) -> dict[str, Any]:
    """The descriptor of a package as plain JSON."""
    descriptor: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return descriptor


def write_descriptor(folder: Path, descriptor: Mapping[str, Any]) -> None:
    """Write a descriptor."""
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


def file_of(folder: Path, table: str) -> Path:
    """The CSV file of a table, found without the code under test."""
    paths: dict[str, str] = {resource["name"]: resource["path"] for resource in read_descriptor(folder)["resources"]}
    return folder / paths[table]


def files(folder: Path) -> dict[str, bytes]:
    """The bytes of every file of a package."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def read_rows(folder: Path, table: str) -> list[Row]:
    """The rows of a table."""
    with file_of(folder, table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(folder: Path, table: str, rows: Sequence[Row]) -> None:
    """Write the rows of a table, as they are; of one without rows the header stays."""
    text = io.StringIO()
    header = list(rows[0]) if rows else file_of(folder, table).read_text(encoding="utf-8").splitlines()[0].split(",")
    writer = csv.DictWriter(text, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    file_of(folder, table).write_bytes(text.getvalue().encode())


def drop_column(folder: Path, table: str, column: str) -> None:
    """Write a table without one of its columns."""
    file, text = file_of(folder, table), io.StringIO()
    with file.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    at = header.index(column)
    csv.writer(text, lineterminator="\n").writerows(row[:at] + row[at + 1 :] for row in (header, *rows))
    file.write_bytes(text.getvalue().encode())
    stamp(folder)


def stamp(folder: Path) -> None:
    """Give the descriptor the size and hash of the files as they are."""
    descriptor = read_descriptor(folder)
    for resource in descriptor["resources"]:
        file = folder / resource["path"]
        if file.is_file():
            content = file.read_bytes()
            resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    write_descriptor(folder, descriptor)


def find(rows: Sequence[Row], where: Mapping[str, str]) -> int:
    """Position of the last row that has these cells."""
    return max(at for at, row in enumerate(rows) if where.items() <= row.items())


def edit(folder: Path, change: Mapping[str, Any]) -> None:
    """Make one recorded edit.

    ``table`` and ``where`` name a row, whose cells get ``set``; ``copy`` instead puts a copy of the row with these
    cells after it, and ``move`` puts it first. ``file`` with ``replace`` (``latin``: written as Latin-1; ``times``: so
    often) or ``prefix`` edits bytes; ``remove`` takes the file away. ``descriptor`` is a path into the descriptor,
    where ``value`` is put.
    """
    if "descriptor" in change:
        descriptor = read_descriptor(folder)
        *path, last = change["descriptor"]
        target: Any = descriptor
        for step in path:
            is_name = isinstance(target, list) and isinstance(step, str)
            target = next(item for item in target if item["name"] == step) if is_name else target[step]
        target[last] = change["value"]
        write_descriptor(folder, descriptor)
    elif "file" in change:
        file = folder / change["file"]
        content = file.read_bytes()
        if change.get("remove"):
            file.unlink()
            return
        if "replace" in change:
            old, new = change["replace"]
            assert old.encode() in content, f"{old!r} is not in {file.name}"
            encoded = new.encode("latin-1" if change.get("latin") else "utf-8") * change.get("times", 1)
            content = content.replace(old.encode(), encoded, 1)
        file.write_bytes(change.get("prefix", "").encode() + content)
    else:
        rows = read_rows(folder, change["table"])
        at = find(rows, change["where"])
        if "copy" in change:
            rows.insert(at + 1, rows[at] | change["copy"])
        elif change.get("move"):
            rows.insert(0, rows.pop(at))
        else:
            rows[at] |= change["set"]
        write_rows(folder, change["table"], rows)


def written(field: Mapping[str, Any], cell: str) -> str:
    """A cell as pages write it for people."""
    match field.get("type"):
        case "boolean":
            return {"true": "yes", "false": "no"}.get(cell, cell)
        case "integer" | "number" if cell:
            whole, mark, rest = cell.partition(".")
            return f"{int(whole):,}{mark}{rest}"
    return cell.replace("_", " ") if cell in field.get("constraints", {}).get("enum", ()) else cell


def write_package(folder: Path, tables: Mapping[str, tuple[Mapping[str, Any], str]]) -> Path:
    """A small package: for each table its Table Schema and its CSV."""
    resources = []
    for name, (schema, content) in tables.items():
        (folder / f"{name}.csv").write_bytes(content.encode())
        resources.append({"name": name, "path": f"{name}.csv", "schema": schema})
    write_descriptor(folder, {"resources": resources})
    return folder
