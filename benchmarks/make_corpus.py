"""Makes a synthetic package of the dataset's shape and of any size, to measure and test with.

usage: python benchmarks/make_corpus.py ROWS DIR [--defects N] [--seed S]

ROWS is the number of quotes; what comes with them is said in benchmarks/corpus/tables.py. All words are invented. The
package is valid, and the same for the same seed, byte for byte. With --defects it has N defects of every kind that can
be told from one another (benchmarks/corpus/defects.py says which), and DIR/defects.csv lists where: rule, table, row
(as a spreadsheet shows it), field.
"""

import argparse
import csv
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
from rich.console import Console
from rich.progress import track

sys.path.insert(0, str(Path(__file__).parent))
from corpus.archive import Archive
from corpus.defects import CELL_BREAK, plan
from corpus.plan import Plan
from corpus.tables import tables
from us_cuba_2026.curation.new import OF_THE_DATASET
from us_cuba_2026.curation.stamp import mark_reserved
from us_cuba_2026.files.complaint import complain
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.canonical_csv import write_rows
from us_cuba_2026.model.package import DESCRIPTOR, Package, Table
from us_cuba_2026.rules.vocabulary import RESERVED

Words = dict[str, set[str]]  # the words of each column with an enum


def make(archive: Archive, folder: Path, defects: int = 0) -> None:
    """Write a corpus as a package into a new folder.

    Args:
        archive: What to write.
        folder: The folder; it must not exist.
        defects: Number of defects of each kind.

    Raises:
        OSError: If the folder exists or cannot be written; nothing is left behind then.
        ValueError: If there is no room for so many defects.
    """
    planned = plan(archive, defects)
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
        console = Console(stderr=True)
        for name, frames in track(tables(archive).items(), "tables", console=console, disable=not console.is_terminal):
            table = package.table(name)
            table.path.parent.mkdir(exist_ok=True)
            used[name] = {field.name: set() for field in table.fields if field.enum}
            resources[name] |= write(table, planned.apply(name, frames()), used[name])
        for name in resources.keys() - used.keys() - {"vocabulary"}:
            table = package.table(name)
            table.path.parent.mkdir(exist_ok=True)
            resources[name] |= write(table, [pl.DataFrame(schema=dict.fromkeys(table.names, pl.String))], {})
        resources["vocabulary"] |= write_vocabulary(dataset, package, used, planned)
        if defects:
            write_places(folder / "defects.csv", planned, package)
        (folder / DESCRIPTOR).write_bytes((json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n").encode())
    except BaseException:
        shutil.rmtree(folder)
        raise


def write(table: Table, frames: Iterable[pl.DataFrame], used: Words) -> dict[str, Any]:
    """Write a table piece by piece, note the words that it uses, and return its size and hash for the descriptor."""
    digest, size = hashlib.sha256(), 0
    with table.path.open("wb") as file:
        for at, frame in enumerate(frames):
            text = io.BytesIO()
            frame.select(table.names).write_csv(text, include_header=at == 0, quote_style="necessary")
            content = text.getvalue().replace(CELL_BREAK.encode(), b",")
            size += file.write(content)
            digest.update(content)
            for column, words in used.items():
                words.update(frame[column].unique().drop_nulls())
    return {"bytes": size, "hash": f"sha256:{digest.hexdigest()}"}


def write_vocabulary(dataset: Package, package: Package, used: dict[str, Words], planned: Plan) -> dict[str, Any]:
    """Write the dataset's vocabulary, with the words that no row uses marked as reserved, and the planned defects."""
    rows = {table.name: _rows_that_use(used.get(table.name, {})) for table in package.tables}
    words = rows["vocabulary"] = dataset.table("vocabulary").rows()
    mark_reserved(package.tables, rows)
    table = package.table("vocabulary")
    enums = {f"{table.name}.{field.name}" for table in package.tables for field in table.fields if field.enum}
    in_use = [at for at, word in enumerate(words) if word["field"] in enums and RESERVED not in word["definition"]]
    for at in in_use[: planned.reserved]:
        words[at]["definition"] = f"{RESERVED} {words[at]['definition']}"
        planned.found("vocabulary-use", "vocabulary", at, "definition")
    for rule, field, word in planned.words:
        planned.found(rule, "vocabulary", len(words), field)
        words.append(dict.fromkeys(table.names, "") | dict(word))
    write_rows(table, words)
    content = table.path.read_bytes()
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def write_places(file: Path, planned: Plan, package: Package) -> None:
    """List where the defects are, in the order of the tables."""
    order = [table.name for table in package.tables]
    places = sorted(planned.places, key=lambda place: (order.index(place.table), place.row, place.rule))
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("rule", "table", "row", "field"))
        writer.writerows((place.rule, place.table, place.row + 2, place.field) for place in places)


def _rows_that_use(words: Words) -> list[dict[str, str]]:
    """Rows that hold each of the words in its column."""
    return [dict(zip(words, row, strict=True)) for row in zip_longest(*map(sorted, words.values()), fillvalue="")]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int, metavar="ROWS", help="number of quotes")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that does not exist yet")
    parser.add_argument("--defects", type=int, default=0, metavar="N", help="defects of every kind (default: none)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="what all choices follow from (default: 0)")
    arguments = parser.parse_args()
    if arguments.rows < 1 or arguments.defects < 0:
        parser.error("ROWS must be 1 or more, and N not negative")
    try:
        make(Archive(arguments.rows, arguments.seed), arguments.folder, arguments.defects)
    except (OSError, PackageError, ValueError) as error:
        return complain("make_corpus", error)
    print(f"{arguments.folder} made; next: us-cuba-2026 validate {arguments.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
