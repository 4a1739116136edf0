"""Prints what the article holds and nobody has accounted for: the curator's to-do list.

usage: python scripts/account.py COPY [--package FOLDER] [--claim]

With --claim, rows of seeds/accounting.csv are written for the items that a record's evidence already claims. The
others are printed as rows to be completed with a reason (see accounting.reason in the vocabulary), or to be coded.
"""

import argparse
import csv
import io
import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from canonical_csv import write_rows
from complaint import complain
from us_cuba_2026.article.account import Entry, account, claimant, entries
from us_cuba_2026.article.compared import read_passages
from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.detect import number_words
from us_cuba_2026.article.passages import ARTICLE
from us_cuba_2026.article.printed import Printed
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import Package


def accounting_row(item: Entry, record_id: str = "") -> dict[str, str]:
    """The row of ``accounting`` for an item."""
    return {
        "passage_id": item.passage_id,
        "start": str(item.start),
        "end": str(item.end),
        "kind": item.kind,
        "text": item.text,
        "record_id": record_id,
        "reason": "",
    }


def unaccounted(package: Package, texts: Mapping[str, Printed]) -> list[Entry]:
    """The items of passages that no row of ``accounting`` covers."""
    accounting = package.table("accounting").rows()
    records = package.table("quotes").rows(), package.table("evidence").rows()
    return [*account([*entries(texts, number_words(package))], accounting, records, texts).open]


def claim(package: Package, items: list[Entry]) -> int:
    """Write rows for the items that the evidence of a record claims, and return how many."""
    table, evidence = package.table("accounting"), package.table("evidence").rows()
    dated = frozenset(row["event_id"] for row in package.table("events").rows() if row["date_edtf"])
    claims = [accounting_row(item, claimant(item, evidence, dated)) for item in items]
    claims = [row for row in claims if row["record_id"]]
    if claims:
        rows = sorted([*table.rows(), *claims], key=lambda row: (row["passage_id"], int(row["start"]), int(row["end"])))
        write_rows(table, rows)
    return len(claims)


def todo(package: Package, items: list[Entry]) -> str:
    """The open items, passage by passage, each as a row to be completed."""
    kinds = {row["passage_id"]: row["kind"] for row in package.table("passages").rows()}
    text = io.StringIO()
    writer = csv.DictWriter(text, package.table("accounting").names, lineterminator="\n")
    passage = ""
    for item in items:
        if item.passage_id != passage:
            passage = item.passage_id
            text.write(f"# {passage}: {kinds[passage]} {list(kinds).index(passage) + 1}\n")
        writer.writerow(accounting_row(item))
    return text.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("copy", type=Path, metavar="COPY", help="a copy of the article")
    parser.add_argument("--package", type=Path, default=Path(), metavar="FOLDER", help="folder of the data package")
    parser.add_argument("--claim", action="store_true", help="write rows for what evidence claims")
    arguments = parser.parse_args()
    try:
        package, copy = Package.read(arguments.package), Copy.read(arguments.copy)
        article = [row for row in package.table("passages").rows() if row["kind"] in ARTICLE]
        texts = read_passages(copy, article).texts
        left = unaccounted(package, texts)
        if arguments.claim:
            print(f"{claim(package, left)} claimed by evidence; next: python scripts/stamp.py")
            left = unaccounted(package, texts)
    except (OSError, UnusableError) as error:
        return complain("account", error)
    print(todo(package, left) + f"{len(left)} open")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
