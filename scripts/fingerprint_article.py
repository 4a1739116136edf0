"""Writes seeds/passages.csv, and the article's fingerprint in seeds/sources.csv, from a copy of the article.

usage: python scripts/fingerprint_article.py COPY [--source SOURCE_ID] [--package FOLDER]

The copy itself is only read. The same copy gives the same files every time. A passage is fingerprinted twice: by its
letters and digits, and by its text as printed. The fingerprint of the source is of the article's passages alone, not
of the page's furniture.

A misprint of one copy is no fingerprint: correct your copy first where the article elsewhere shows what is meant. The
dataset's own copy has the agency in the credit psg-032 as GFTTY, and right, as GETTY, in psg-017: psg-032 is
fingerprinted as GETTY.
"""

import argparse
import sys
from pathlib import Path

from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.normalise import NORMALISATION, canonical, fingerprint, normalise
from us_cuba_2026.article.passages import ARTICLE, Passage, divide, words
from us_cuba_2026.files.all_or_nothing import write
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import Package

sys.path.insert(0, str(Path(__file__).parent))
from canonical_csv import as_csv
from complaint import complain


def first_id(passages: list[dict[str, str]], source_id: str) -> int:
    """The number of a source's first passage id: the one it has, or the next that was never given out."""
    numbers = {row["source_id"]: int(row["passage_id"].removeprefix("psg-")) for row in reversed(passages)}
    highest = max((int(row["passage_id"].removeprefix("psg-")) for row in passages), default=0)
    return numbers.get(source_id, highest + 1)


def passage_rows(passages: list[Passage], source_id: str, first: int) -> list[dict[str, str]]:
    """The rows of ``passages`` for one copy; ``first`` is the number of the first id."""
    rows = []
    for position, passage in enumerate(passages, 1):
        length, sha256 = fingerprint(normalise(passage.text))
        rows.append(
            {
                "passage_id": f"psg-{first + position - 1:03d}",
                "source_id": source_id,
                "position": str(position),
                "kind": passage.kind,
                "words": str(words(passage.text)),
                "length": str(length),
                "sha256": sha256,
                "text_sha256": fingerprint(canonical(passage.text))[1],
            }
        )
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("copy", type=Path, metavar="COPY", help="UTF-8 text file with the article")
    parser.add_argument("--source", default="src-001", metavar="SOURCE_ID", help="row of seeds/sources.csv")
    parser.add_argument("--package", type=Path, default=Path(), metavar="FOLDER", help="folder of the data package")
    arguments = parser.parse_args()
    try:
        text = Copy.read(arguments.copy).text
        package = Package.read(arguments.package)
        sources, passages = package.table("sources").rows(), package.table("passages").rows()
        source = next((row for row in sources if row["source_id"] == arguments.source), None)
        if source is None:
            raise ValueError(f"no row {arguments.source} in seeds/sources.csv: add it first")
        shown = divide(text)
        new = passage_rows(shown, arguments.source, first_id(passages, arguments.source))
    except (OSError, UnusableError, ValueError) as error:
        return complain("fingerprint_article", error)
    whole = "".join(normalise(passage.text) for passage in shown if passage.kind in ARTICLE)
    length, source["sha256"] = fingerprint(whole)
    source.update(length=str(length), normalisation=NORMALISATION)
    others = [row for row in passages if row["source_id"] != arguments.source]
    tables = (
        (package.table("passages"), sorted(others + new, key=lambda row: int(row["passage_id"][4:]))),
        (package.table("sources"), sources),
    )
    write({table.path: as_csv(table, rows) for table, rows in tables}, replace=True)
    print(f"{len(new)} passages of {arguments.source} fingerprinted; next: python scripts/stamp.py")
    return 0


if __name__ == "__main__":
    sys.exit(main())
