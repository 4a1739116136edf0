"""Brings a package's files into canonical form and writes into them what follows from the others.

usage: python scripts/stamp.py [FOLDER]      (run it after every edit of a CSV or of datapackage.json)

Written are the size and hash of each file in the descriptor, and the mark of the words of the vocabulary that no row
uses.
"""

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from canonical_csv import write_rows
from complaint import complain
from us_cuba_2026.check.vocabulary import RESERVED
from us_cuba_2026.datapackage import DESCRIPTOR, Package, PackageError, Table


def stamp(folder: Path) -> list[str]:
    """Bring the files of a package into canonical form, rows in the order of their ids, and stamp its descriptor.

    Returns:
        The files that changed, relative to the folder.

    Raises:
        PackageError, OSError, ValueError: If a file cannot be read as what it should be; nothing is changed then.
    """
    tables = Package.read(folder).tables
    rows = {table.name: table.rows() for table in tables}
    mark_reserved(tables, rows)
    for table in tables:
        if table.primary_key and table.primary_key[0].endswith("_id"):
            rows[table.name].sort(key=partial(order, table))
    changed = [str(table.described["path"]) for table in tables if write_rows(table, rows[table.name])]
    file = folder / DESCRIPTOR
    before = file.read_bytes()
    descriptor = json.loads(before)
    for table, resource in zip(tables, descriptor["resources"], strict=True):
        content = table.path.read_bytes()
        resource["bytes"], resource["hash"] = len(content), f"sha256:{hashlib.sha256(content).hexdigest()}"
    after = (json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n").encode()
    if after != before:
        draft = file.with_suffix(".draft")
        draft.write_bytes(after)
        draft.replace(file)
        changed.append(DESCRIPTOR)
    return changed


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


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
    try:
        changed = stamp(folder)
    except (PackageError, OSError, ValueError) as error:
        return complain("stamp", error)
    print("\n".join(f"stamped {file}" for file in changed) or "nothing to stamp: every file is as described")
    return 0


if __name__ == "__main__":
    sys.exit(main())
