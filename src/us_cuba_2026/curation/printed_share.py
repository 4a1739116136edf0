"""Measures how much of its article a package prints, and what can be guessed besides, and notes it in the descriptor.

Letters are letters and digits of the article's passages, the page's furniture left out. Printed are those that a cell
holds whose place in the article the package tells. The hash of a passage confirms a guess only if all words that are
missing are right at once: with a hundred likely words for each place, six of them are a million million tries, which
take minutes, and seven a hundred times as long. The property ``printed`` of the descriptor has the numbers.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.normalise import fingerprint, normalise
from us_cuba_2026.article.passages import ARTICLE, Passage
from us_cuba_2026.curation.fingerprint import passages_of, titles_of
from us_cuba_2026.files.all_or_nothing import write
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import DESCRIPTOR, Package

MOST_GUESSED = 6  # words
RESTING = {"actors": ("actor_id", "name"), "figures": ("figure_id", "as_stated"), "quotes": ("quote_id", "text")}
"""For each table of records the id, and the cell that is words of the article within the record's own spans."""

Row = Mapping[str, str]
Stretch = tuple[str, int, int]  # passage, start and end


def article(divided: Sequence[Passage], passages: Sequence[Row]) -> dict[str, Copy]:
    """The passages of the article, each as a copy of its own.

    Raises:
        UnusableError: If the copy is another than the one that was fingerprinted.
    """
    shown = [Copy(passage.text) for passage in divided]
    rows = [(row, copy) for row, copy in zip(passages, shown, strict=False) if row["kind"] in ARTICLE]
    for row, copy in rows:
        if fingerprint(copy.normalised)[1] != row["sha256"]:
            raise UnusableError(f"{row['passage_id']} is not in the copy as fingerprinted: give the curator's own copy")
    if not rows or len(shown) != len(passages):
        raise UnusableError(f"the copy has {len(shown)} passages, the package {len(passages)}")
    return {row["passage_id"]: copy for row, copy in rows}


def stretches(tables: Mapping[str, Sequence[Row]], copies: Mapping[str, Copy]) -> Iterator[Stretch]:
    """The stretches of the article that cells print."""
    spans: dict[str, list[Stretch]] = {}
    for row in tables["evidence"]:
        spans.setdefault(row["record_id"], []).append((row["passage_id"], int(row["start"]), int(row["end"])))
    for row in tables["accounting"]:
        start = int(row["start"])
        yield row["passage_id"], start, start + len(normalise(row["text"]))
    for table, (key, column) in RESTING.items():
        for row in tables[table]:
            for passage, start, end in spans.get(row[key], ()) if row[column] else ():
                yield from _held(normalise(row[column]), passage, start, copies[passage].normalised[start:end])
    for row in tables["quotes"]:
        _, start, _ = spans[row["quote_id"]][0]
        for words in map(normalise, (row["attribution"], row["cue"])):
            places = [(abs(at - start), at) for at in _places(words, copies[row["passage_id"]])]
            if places:
                _, nearest = min(places)
                yield row["passage_id"], nearest, nearest + len(words)
    titles = {normalise(row["title"]) for row in tables["sources"]}
    yield from ((name, 0, len(copy.normalised)) for name, copy in copies.items() if copy.normalised in titles)


def _held(words: str, passage: str, start: int, span: str) -> Iterator[Stretch]:
    """Where a span holds words, or is a part of them (a surname, say)."""
    if words in span:
        at = start + span.index(words)
        yield passage, at, at + len(words)
    elif span in words:
        yield passage, start, start + len(span)


def _places(words: str, copy: Copy) -> Iterator[int]:
    """Where words stand in a passage."""
    for match in re.finditer(f"(?={re.escape(words)})", copy.normalised):
        if copy.is_at_words(match.start(), match.start() + len(words)):
            yield match.start()


def measure(tables: Mapping[str, Sequence[Row]], divided: Sequence[Passage]) -> dict[str, int]:
    """How much of an article is printed.

    Args:
        tables: The rows of a package by table.
        divided: The passages of a copy.

    Returns:
        Of the article's passages the number, that of their letters, and of those that are printed; the passages that
        lack so few words that they can be guessed, with their letters; and the fewest words that another one lacks.
    """
    copies = article(divided, tables["passages"])
    is_printed = {name: [False] * len(copy.normalised) for name, copy in copies.items()}
    for passage, start, end in stretches(tables, copies):
        if passage in is_printed:
            is_printed[passage][start:end] = [True] * (end - start)
    lacking = {name: _words_lacking(copy, is_printed[name]) for name, copy in copies.items()}
    guessed = [name for name, words in lacking.items() if 0 < words <= MOST_GUESSED]
    return {
        "passages": len(copies),
        "letters": sum(map(len, is_printed.values())),
        "printed": sum(map(sum, is_printed.values())),
        "guessed_passages": len(guessed),
        "guessed_letters": sum(is_printed[name].count(False) for name in guessed),
        "fewest_words": min((words for words in lacking.values() if words > MOST_GUESSED), default=0),
    }


def _words_lacking(copy: Copy, is_printed: Sequence[bool]) -> int:
    """How many words of a passage, between white space, are not wholly printed."""
    at, lacking = 0, 0
    for length in (len(normalise(word)) for word in copy.text.split()):
        lacking += not all(is_printed[at : at + length])
        at += length
    return lacking


def note_printed(package: Package, copy: Path) -> dict[str, int]:
    """Measure how much a package prints of its article, and note it in the descriptor.

    Args:
        package: The package.
        copy: The copy that it was fingerprinted from.

    Returns:
        The numbers, as :func:`measure` has them.

    Raises:
        UnusableError: If the copy is another one.
    """
    tables = {table.name: table.rows() for table in package.tables}
    numbers = measure(tables, passages_of(copy, Copy.read(copy).text, titles_of(package)))
    descriptor = {key: value for key, value in package.descriptor.items() if key not in ("printed", "resources")}
    descriptor |= {"printed": numbers, "resources": package.descriptor["resources"]}
    content = (json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n").encode()
    write({package.folder / DESCRIPTOR: content}, replace=True)
    return numbers
