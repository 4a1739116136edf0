"""Records the tables of a release, and tells which version the next one must have.

usage: python scripts/release.py      (run it when a version is published; it writes metadata/released.json)

Versions follow the rules of the Data Package recipe "Data Package version": incompatible changes are major, added data
minor, corrections patch. Tests compare the working tree with the record, so that no change goes out under an old
version, unnamed in CHANGELOG.md, without a reason in data/revisions.csv, or under an id that meant something else
before.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from revisions import numbers, read_revisions
from us_cuba_2026.files.all_or_nothing import write
from us_cuba_2026.files.complaint import complain
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.package import Package, Table

RECORD = "metadata/released.json"
MAJOR, MINOR, PATCH = 0, 1, 2
_LIST_OF_TEXTS = re.compile(r"\[\n((?: *\"[^\n]*\",?\n)+) *\]")


@dataclass(frozen=True)
class Change:
    """One difference to the last release: the part of the version it asks for, what it is about, and what it is."""

    part: int
    subject: str
    what: str


def record(package: Package, before: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
    """What is kept of a release: its version, columns, the cells of each row by key, and the ids that are gone."""
    tables = {
        table.name: {
            "columns": [[field.name, field.type] for field in table.fields],
            "words": {field.name: list(field.enum) for field in table.fields if field.enum},
            "rows": {key(table, row): [row[name] for name in table.names] for row in table.rows()},
        }
        for table in package.tables
        if table.name != "revisions"  # which are made from this record
    }
    retired = sorted({*(before or {}).get("retired", ()), *gone(before or {}, tables)})
    made_by = "scripts/release.py"
    return {"made_by": made_by, "version": package.descriptor["version"], "retired": retired, "tables": tables}


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    """What differs between the record of the last release and that of the working tree."""
    old, new = before["tables"], now["tables"]
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in new:
            yield Change(MAJOR, name, "table removed")
        elif name not in old:
            yield Change(MINOR, name, "table added")
        else:
            yield from table_changes(name, old[name], new[name])


def table_changes(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """What differs in one table."""
    if old["columns"] != new["columns"]:
        yield Change(MAJOR, name, "columns changed")
    for column, words in old["words"].items():
        if lost := sorted(set(words) - set(new["words"].get(column, ()))):
            yield Change(MAJOR, f"{name}.{column}", f"words removed: {', '.join(lost)}")
    for column, words in new["words"].items():
        if added := sorted(set(words) - set(old["words"].get(column, ()))):
            yield Change(MINOR, f"{name}.{column}", f"words added: {', '.join(added)}")
    for row, cells in old["rows"].items():
        if row not in new["rows"]:
            yield Change(MAJOR if is_id(row) else PATCH, row, f"{name}: row removed")
        elif cells != new["rows"][row] and old["columns"] == new["columns"]:
            yield Change(PATCH, row, f"{name}: value changed")
    yield from (Change(MINOR, row, f"{name}: row added") for row in new["rows"] if row not in old["rows"])


def complaints(before: Mapping[str, Any], now: Mapping[str, Any], changelog: str) -> Iterator[str]:
    """What is wrong with the version, the ids or the changelog of the working tree, one line each."""
    found = list(changes(before, now))
    for row in sorted(set(before["retired"]) & {row for table in now["tables"].values() for row in table["rows"]}):
        yield f"{row} was retired and must not be used again: give the row a new id"
    if not found:
        return
    least = next_version(before["version"], min(change.part for change in found))
    if numbers(now["version"]) < numbers(least):
        worst = min(found, key=lambda change: change.part)
        reason = f"{worst.subject}: {worst.what}; changes in all: {len(found)}"
        yield f"version {now['version']} must be at least {least} after {before['version']} ({reason})"
    section = re.search(rf"^## {re.escape(now['version'])}\b(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    told = section[1] if section else ""
    for change in found:
        if not change.what.endswith("row added") and change.subject.split(" ")[0] not in told:
            yield f"CHANGELOG.md, {now['version']}: name {change.subject} ({change.what})"


def next_version(version: str, part: int) -> str:
    """The version after this one, if a change of that part is in it."""
    found = numbers(version)
    return ".".join(map(str, (*found[:part], found[part] + 1, *(0 for _ in found[part + 1 :]))))


def gone(before: Mapping[str, Any], tables: Mapping[str, Any]) -> Iterator[str]:
    """The ids of the last release that no row has any more."""
    here = {row for table in tables.values() for row in table["rows"]}
    for table in before.get("tables", {}).values():
        yield from (row for row in table["rows"] if is_id(row) and row not in here)


def key(table: Table, row: Mapping[str, str]) -> str:
    """The key of a row as one text."""
    return " ".join(row[column] for column in table.primary_key)


def as_json(kept: Mapping[str, Any]) -> str:
    """A record as text, with the cells of a row in one line."""
    text = json.dumps(kept, indent=1, ensure_ascii=False) + "\n"
    return _LIST_OF_TEXTS.sub(lambda found: "[" + ", ".join(map(str.strip, found[1].split(",\n"))) + "]", text)


def is_id(key: str) -> bool:
    """Whether a key is one id, which other tables and citations may point to."""
    return re.fullmatch(r"[a-z]+-[0-9]+", key) is not None


def main() -> int:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    folder = Path(__file__).parents[1]
    file = folder / RECORD
    try:
        before = json.loads(file.read_text(encoding="utf-8")) if file.exists() else None
        package = Package.read(folder)
        now = record(package, before)
        wrong = list(complaints(before, now, (folder / "CHANGELOG.md").read_text(encoding="utf-8"))) if before else []
        if before and [*package.table("revisions").rows()] != [*read_revisions(folder)]:
            wrong.append("data/revisions.csv is behind: run scripts/revisions.py")
    except (PackageError, OSError, ValueError) as error:
        return complain("release", error)
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    write({file: as_json(now).encode()}, replace=True)
    print(f"recorded {now['version']} in {RECORD}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
