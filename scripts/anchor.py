"""Ties a record to its words: writes a row of data/evidence.csv from a copy of the article.

usage: python scripts/anchor.py COPY RECORD_ID FIRST_WORDS [LAST_WORDS] [--passage PASSAGE_ID] [--package FOLDER]

Without --passage the span is the record's primary one, in the passage that its row names; with it, a supporting one.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from canonical_csv import write_rows
from complaint import complain
from us_cuba_2026.article.anchor import anchor
from us_cuba_2026.article.compared import read_passages
from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.passages import ARTICLE
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import Package

TABLES = {"act": "actors", "quo": "quotes", "evt": "events", "fig": "figures"}


def passage_of(package: Package, record_id: str) -> str:
    """The passage that a record's own row names."""
    table = TABLES.get(record_id.partition("-")[0])
    for row in package.table(table).rows() if table else ():
        if next(iter(row.values())) == record_id:
            return row["passage_id"]
    raise UnusableError(f"no record {record_id}: add its row first")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("copy", type=Path, metavar="COPY", help="a copy of the article")
    parser.add_argument("record_id", metavar="RECORD_ID")
    parser.add_argument("first", metavar="FIRST_WORDS", help="words at the start of the span")
    parser.add_argument("last", nargs="?", metavar="LAST_WORDS", help="words at its end; as at the start if left out")
    parser.add_argument("--passage", metavar="PASSAGE_ID", help="passage of a supporting span")
    parser.add_argument("--package", type=Path, default=Path(), metavar="FOLDER", help="folder of the data package")
    arguments = parser.parse_args()
    try:
        package, copy = Package.read(arguments.package), Copy.read(arguments.copy)
        home = passage_of(package, arguments.record_id)
        passages = {row["passage_id"]: row for row in package.table("passages").rows()}
        passage_id = arguments.passage or home
        if passage_id not in passages:
            raise UnusableError(f"no passage {passage_id}")
        texts = read_passages(copy, [row for row in passages.values() if row["kind"] in ARTICLE]).texts
        span = anchor(passage_id, texts.get(passage_id), arguments.first, arguments.last or arguments.first)
        use = "supporting" if arguments.passage else "primary"
        new = {"record_id": arguments.record_id, **span, "use": use}
        table = package.table("evidence")
        others = [
            row
            for row in table.rows()
            if row["record_id"] != arguments.record_id
            or (row["use"] == "supporting" and any(row[key] != span[key] for key in ("passage_id", "start", "end")))
            or (row["use"] == "primary" and use == "supporting")
        ]
        rows = sorted([*others, new], key=lambda row: (row["record_id"], row["passage_id"], int(row["start"])))
        write_rows(table, rows)
    except (OSError, UnusableError) as error:
        return complain("anchor", error)
    print(f"{use} span of {arguments.record_id}: {passage_id}, {span['start']} to {span['end']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
