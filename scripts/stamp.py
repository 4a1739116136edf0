"""Brings a package's files into canonical form and writes their size and hash into its descriptor.

usage: python scripts/stamp.py [FOLDER]      (run it after every edit of a CSV or of datapackage.json)
"""

import hashlib
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from canonical_csv import write_rows
from us_cuba_2026.package import DESCRIPTOR, Package, PackageError


def stamp(folder: Path) -> list[str]:
    """Bring the files of a package into canonical form and stamp its descriptor.

    Returns:
        The files that changed, relative to the folder.

    Raises:
        PackageError, OSError, ValueError: If a file cannot be read as what it should be; nothing is changed then.
    """
    tables = Package.read(folder).tables
    rows = {table.name: table.rows() for table in tables}
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


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
    try:
        changed = stamp(folder)
    except (PackageError, OSError, ValueError) as error:
        print(f"stamp: {error}", file=sys.stderr)
        return 2
    print("\n".join(f"stamped {file}" for file in changed) or "nothing to stamp: every file is as described")
    return 0


if __name__ == "__main__":
    sys.exit(main())
