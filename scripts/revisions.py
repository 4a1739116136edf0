"""Writes data/revisions.csv: what changed in the data since the last release, cell by cell, and why.

usage: python scripts/revisions.py      (run it after every edit of data/ or seeds/, after `curate stamp`)

What changed is found by comparing with metadata/released.json; why, you say in data/revisions.toml. Revisions of
earlier releases stay as they are.
"""

import argparse
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from us_cuba_2026.curation.stamp import stamp
from us_cuba_2026.files.complaint import complain
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.canonical_csv import write_rows
from us_cuba_2026.model.package import Package, Table

REASONS = "data/revisions.toml"
RELEASED = "metadata/released.json"

Row = Mapping[str, str]
Rows = Mapping[str, Mapping[str, Row]]
"""For each record the rows that are about it, by the key of the row; of each the cells that are filled."""


@dataclass(frozen=True)
class Difference:
    """A cell, or the rows of a table that are about one record, before and now.

    Args:
        record_id: The record.
        field: ``table.column``, or the table where whole rows came, went or changed.
        old: The cell; of rows, those that are gone or changed, as JSON.
        new: The cell; of rows, those that came or changed, as JSON.
    """

    record_id: str
    field: str
    old: str
    new: str

    @property
    def selectors(self) -> Sequence[str]:
        """How a reason may name it, the nearest first."""
        table = self.field.partition(".")[0]
        column = [self.field] if table != self.field else []
        words = [f"{self.record_id.partition(':')[0]}:*"] if table == "vocabulary" else []
        own = [f"{self.record_id} {self.field}", *column, f"{self.record_id} {table}", self.record_id]
        return [*dict.fromkeys(own), *words, table]


class RevisionError(ValueError):
    """What keeps the revisions from being written, one line each."""


def is_revised(table: Table) -> bool:
    """Whether changes of a table are listed: not of the list itself, nor of what coders delivered."""
    return table.name != "revisions" and not str(table.described["path"]).startswith("data/reliability/")


def revisions(released: Mapping[str, Any], package: Package, reasons: Mapping[str, Any]) -> Sequence[Row]:
    """The rows of the table: those of earlier releases, and those since the last one.

    Args:
        released: The record of the last release.
        package: The package as it is now.
        reasons: Why, as the file of reasons has it.

    Raises:
        RevisionError: If a change has no reason, or a reason no change.
    """
    version = package.descriptor["version"]
    earlier = [
        row for row in package.table("revisions").rows() if numbers(row["version"]) <= numbers(released["version"])
    ]
    found = [*differences(released["tables"], package)]
    if not found:
        return earlier
    if numbers(version) <= numbers(released["version"]):
        raise RevisionError(f"{version} is released: raise the version of datapackage.json")
    if reasons.get("version") != version:
        raise RevisionError(f"{REASONS}: must be of version {version}: empty it of reasons that are released")
    named = dict(by_selector(reasons))
    used: set[str] = set()
    rows, without = [], []
    for each in found:
        selector = next((selector for selector in each.selectors if selector in named), None)
        if selector is None:
            without.append(f"{REASONS}: no reason for {each.record_id} {each.field}")
        else:
            used.add(selector)
            told = {"record_id": each.record_id, "field": each.field, "old": each.old, "new": each.new}
            rows.append({"version": version, **told, **named[selector]})
    unused = [f"{REASONS}: nothing changed in {selector}" for selector in named if selector not in used]
    if without or unused:
        raise RevisionError("\n".join([*without, *unused]))
    return [*earlier, *rows]


def by_selector(reasons: Mapping[str, Any]) -> Iterator[tuple[str, Row]]:
    """For each selector the cells that its reason fills.

    Raises:
        RevisionError: If two reasons have the same selector, or one lacks something.
    """
    seen: set[str] = set()
    for reason in reasons.get("reason", ()):
        told = {key: str(reason.get(key) or reasons.get(key) or "") for key in ("date", "coder_id")}
        told["reason"] = str(reason.get("reason", ""))
        for key, cell in told.items():
            if not cell:
                raise RevisionError(f"{REASONS}: {key} missing for {', '.join(reason.get('of', ['?']))}")
        for selector in reason["of"]:
            if selector in seen:
                raise RevisionError(f"{REASONS}: two reasons for {selector}")
            seen.add(selector)
            yield selector, told


def differences(tables: Mapping[str, Any], package: Package) -> Iterator[Difference]:
    """What differs between the tables of the last release and those of a package."""
    for table in filter(is_revised, package.tables):
        released = tables.get(table.name, {"columns": [], "rows": {}})
        columns = [name for name, _ in released["columns"]]
        old = by_record(table, (dict(zip(columns, cells, strict=True)) for cells in released["rows"].values()))
        new = by_record(table, table.rows())
        names = [*dict.fromkeys((*columns, *table.names))]
        for record in dict.fromkeys((*new, *old)):
            yield from record_differences(table, names, record, old.get(record, {}), new.get(record, {}))
    gone = [name for name in tables if name not in {table.name for table in package.tables}]
    if gone:
        raise RevisionError(f"table {gone[0]} is gone: say in this script what its rows were about")


def record_differences(
    table: Table, names: Iterable[str], record: str, old: Mapping[str, Row], new: Mapping[str, Row]
) -> Iterator[Difference]:
    """What differs in the rows of a table that are about one record."""
    if has_names(table) and old and new:
        [before], [now] = old.values(), new.values()
        for name in names:
            if before.get(name, "") != now.get(name, ""):
                yield Difference(record, f"{table.name}.{name}", before.get(name, ""), now.get(name, ""))
    elif old != new:
        gone = [row for key, row in old.items() if new.get(key) != row]
        came = [row for key, row in new.items() if old.get(key) != row]
        yield Difference(record, table.name, as_json(gone), as_json(came))


def by_record(table: Table, rows: Iterable[Row]) -> Rows:
    """The rows of a table, each with the cells that are filled, by the record that they are about and by their key."""
    found: dict[str, dict[str, Row]] = {}
    for row in rows:
        key = [row[column] for column in table.primary_key]
        record = ":".join(key) if has_names(table) else key[0]
        about = () if has_names(table) else table.primary_key[:1]
        cells = {column: cell for column, cell in row.items() if cell and column not in about}
        found.setdefault(record, {})[" ".join(key)] = cells
    return found


def has_names(table: Table) -> bool:
    """Whether each row of a table is a record of its own: it has an id, or is a word, known as `field:code`."""
    return len(table.primary_key) == 1 or table.name == "vocabulary"


def as_json(rows: Sequence[Row]) -> str:
    """Rows as one cell."""
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def numbers(version: str) -> tuple[int, ...]:
    """The three numbers of a version."""
    return tuple(map(int, version.split(".")))


def read_revisions(folder: Path) -> Sequence[Row]:
    """The revisions as they must be, of the package in a folder.

    Raises:
        RevisionError: If a change has no reason, or a reason no change.
        PackageError: If a file cannot be used.
    """
    released = json.loads((folder / RELEASED).read_text(encoding="utf-8"))
    reasons = tomllib.loads((folder / REASONS).read_text(encoding="utf-8"))
    return revisions(released, Package.read(folder), reasons)


def main() -> int:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    folder = Path(__file__).parents[1]
    try:
        rows = read_revisions(folder)
        write_rows(Package.read(folder).table("revisions"), rows)
        stamp(folder)
    except RevisionError as error:
        print(error, file=sys.stderr)
        return 1
    except (PackageError, OSError, ValueError) as error:
        return complain("revisions", error)
    print(f"{len(rows):,} revisions in data/revisions.csv")
    return 0


if __name__ == "__main__":
    sys.exit(main())
