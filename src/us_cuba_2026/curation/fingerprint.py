"""Writes seeds/passages.csv, and the article's fingerprint in seeds/sources.csv, from a copy of the article.

The copy itself is only read. The same copy gives the same files every time. A passage is fingerprinted twice: by its
letters and digits, and by its text as printed. The fingerprint of the source is of the article's passages alone, not
of the page's furniture.

A misprint of one copy is no fingerprint: correct your copy first where the article elsewhere shows what is meant. The
dataset's own copy has the agency in the credit psg-032 as GFTTY, and right, as GETTY, in psg-017: psg-032 is
fingerprinted as GETTY.
"""

from collections.abc import Collection
from pathlib import Path

from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.normalise import NORMALISATION, canonical, fingerprint, normalise
from us_cuba_2026.article.passages import ARTICLE, Passage, divide, words
from us_cuba_2026.files.all_or_nothing import write
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.canonical_csv import as_csv
from us_cuba_2026.model.package import Package


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


def fingerprint_article(package: Package, copy: Path, source_id: str) -> int:
    """Write the passages of a copy, and the fingerprint of its article.

    Args:
        package: The package.
        copy: A UTF-8 text with the article.
        source_id: The row of ``sources`` that it is.

    Returns:
        How many passages there are.

    Raises:
        UnusableError: If the copy cannot be read or it is not certain what its title is, or there is no such row.
    """
    text = Copy.read(copy).text
    sources, passages = package.table("sources").rows(), package.table("passages").rows()
    source = next((row for row in sources if row["source_id"] == source_id), None)
    if source is None:
        raise UnusableError(f"no row {source_id} in seeds/sources.csv: add it first")
    shown = passages_of(copy, text, titles_of(package))
    new = passage_rows(shown, source_id, first_id(passages, source_id))
    whole = "".join(normalise(passage.text) for passage in shown if passage.kind in ARTICLE)
    length, source["sha256"] = fingerprint(whole)
    source.update(length=str(length), normalisation=NORMALISATION)
    source["title"] = source["title"] or next(passage.text for passage in shown if passage.kind == "title")
    others = [row for row in passages if row["source_id"] != source_id]
    tables = (
        (package.table("passages"), sorted(others + new, key=lambda row: int(row["passage_id"][4:]))),
        (package.table("sources"), sources),
    )
    write({table.path: as_csv(table, rows) for table, rows in tables}, replace=True)
    return len(new)


def titles_of(package: Package) -> list[str]:
    """What the article of a package may be called: the titles of its sources, and its own."""
    return [*(row["title"] for row in package.table("sources").rows()), str(package.descriptor.get("title", ""))]


def passages_of(copy: Path, text: str, titles: Collection[str] = ()) -> list[Passage]:
    """The passages of a copy's text.

    Args:
        copy: The file, for messages.
        text: What it holds.
        titles: What the article may be called.

    Raises:
        UnusableError: If it is not certain what its title is.
    """
    try:
        return divide(text, titles)
    except ValueError as error:
        raise UnusableError(f"{copy}: {error}") from None
