"""Makes a synthetic package of the dataset's shape and of any size, to measure and test with.

usage: python scripts/make_corpus.py ROWS DIR [--seed S]

ROWS is the number of quotes; what comes with them is said in scripts/corpus/tables.py. All words are invented. The
package is valid, and the same for the same seed, byte for byte.
"""

import argparse
import hashlib
import io
import json
import shutil
import sys
from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path
from typing import Any

import polars as pl

sys.path.insert(0, str(Path(__file__).parent))
from canonical_csv import write_rows
from corpus.archive import Archive
from corpus.tables import tables
from new_package import OF_THE_DATASET
from stamp import mark_reserved
from us_cuba_2026.package import DESCRIPTOR, Package, PackageError, Table

Words = dict[str, set[str]]  # the words of each column with an enum


def make(archive: Archive, folder: Path) -> None:
    """Write a corpus as a package into a new folder.

    Args:
        archive: What to write.
        folder: The folder; it must not exist.

    Raises:
        OSError: If the folder exists or cannot be written; nothing is left behind then.
    """
    dataset = Package.read()
    title = f"Synthetic corpus of {archive.quotes:,} quotes (seed {archive.seed})"
    descriptor = {key: value for key, value in dataset.descriptor.items() if key not in OF_THE_DATASET}
    descriptor |= {"name": f"{descriptor['name']}-corpus", "title": title, "version": "0.1.0"}
    folder.mkdir(parents=True)
    try:
        (folder / DESCRIPTOR).write_text(json.dumps(descriptor), encoding="utf-8")
        package = Package.read(folder)
        resources = {resource["name"]: resource for resource in descriptor["resources"]}
        used: dict[str, Words] = {}
        for name, frames in tables(archive).items():
            table = package.table(name)
            table.path.parent.mkdir(exist_ok=True)
            used[name] = {field.name: set() for field in table.fields if field.enum}
            resources[name] |= write(table, frames(), used[name])
        resources["vocabulary"] |= write_vocabulary(dataset, package, used)
        (folder / DESCRIPTOR).write_bytes((json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n").encode())
    except BaseException:
        shutil.rmtree(folder)
        raise


def write(table: Table, frames: Iterable[pl.DataFrame], used: Words) -> dict[str, Any]:
    """Write a table piece by piece, note the words that it uses, and return its size and hash for the descriptor."""
    digest, size = hashlib.sha256(), 0
    with table.path.open("wb") as file:
        for at, frame in enumerate(frames):
            content = io.BytesIO()
            frame.select(table.names).write_csv(content, include_header=at == 0, quote_style="necessary")
            size += file.write(content.getbuffer())
            digest.update(content.getbuffer())
            for column, words in used.items():
                words.update(frame[column].unique().drop_nulls())
    return {"bytes": size, "hash": f"sha256:{digest.hexdigest()}"}


def write_vocabulary(dataset: Package, package: Package, used: dict[str, Words]) -> dict[str, Any]:
    """Write the dataset's vocabulary, with the words that no row uses marked as reserved."""
    rows = {table.name: _rows_that_use(used.get(table.name, {})) for table in package.tables}
    rows["vocabulary"] = dataset.table("vocabulary").rows()
    mark_reserved(package.tables, rows)
    table = package.table("vocabulary")
    write_rows(table, rows["vocabulary"])
    content = table.path.read_bytes()
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _rows_that_use(words: Words) -> list[dict[str, str]]:
    """Rows that hold each of the words in its column."""
    return [dict(zip(words, row, strict=True)) for row in zip_longest(*map(sorted, words.values()), fillvalue="")]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int, metavar="ROWS", help="number of quotes")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that does not exist yet")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="what all choices follow from (default: 0)")
    arguments = parser.parse_args()
    if arguments.rows < 1:
        parser.error("ROWS must be 1 or more")
    try:
        make(Archive(arguments.rows, arguments.seed), arguments.folder)
    except (OSError, PackageError) as error:
        print(f"make_corpus: {error}", file=sys.stderr)
        return 2
    print(f"{arguments.folder} made; next: us-cuba-2026 validate {arguments.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
