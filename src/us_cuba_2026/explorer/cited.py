"""The citations that the page holds, packed: they repeat one another line by line."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from us_cuba_2026.citation.cite import citations
from us_cuba_2026.citation.facts import Sources
from us_cuba_2026.citation.marks import inner_quotes, marked
from us_cuba_2026.explorer.dates_in_words import in_words
from us_cuba_2026.explorer.shown import Shown
from us_cuba_2026.model.package import Package, Table
from us_cuba_2026.model.stated import objects, text

MOST_NAMED = 3
"""Articles that a line names; of more it says how many they are."""

_CREATIVE_COMMONS = re.compile(r"(CC0|CC)-(?:([A-Z-]+)-)?([0-9.]+)")


def source_line(descriptor: Mapping[str, Any], sources: Sequence[Mapping[str, str]]) -> str:
    """What a picture is from: the dataset, the licence of its data, and the articles, or how many if there are many.

    Args:
        descriptor: The descriptor.
        sources: The rows of the table of sources.

    Example:
        >>> licences = [{"name": "MIT", "scope": "code"}, {"name": "CC-BY-SA-4.0", "scope": "data"}]
        >>> article = {"title": "The ferry", "publisher": "The Lake Herald", "published_at": "2031-05-02T10:00:00Z"}
        >>> source_line({"name": "lake", "version": "2.0.0", "licenses": licences}, [article])
        'lake 2.0.0, CC BY-SA 4.0, from “The ferry”, The Lake Herald, 2 May 2031'
        >>> source_line({"name": "lake", "licenses": [{"name": "ODbL-1.0"}]}, [])
        'lake, ODbL-1.0'
    """
    licences = [text(one, "name") for one in objects(descriptor, "licenses") if one.get("scope", "data") == "data"]
    name = " ".join(filter(None, (text(descriptor, "name"), text(descriptor, "version"))))
    articles = list(
        dict.fromkeys(
            ", ".join(filter(None, (_quoted(row["title"]), row["publisher"], in_words(row["published_at"][:10]))))
            for row in sources
        )
    )
    told = "; ".join(articles) if len(articles) <= MOST_NAMED else f"{len(sources)} articles"
    licence = _CREATIVE_COMMONS.sub(lambda parts: " ".join(filter(None, parts.groups())), "".join(licences[:1]))
    return ", ".join(filter(None, (name, licence, told and f"from {told}")))


def _quoted(title: str) -> str:
    """A title in quotation marks, those within it single; nothing if there is none."""
    return title and f"“{inner_quotes(title)}”"


def cited(package: Package, content: Shown) -> dict[str, Any]:
    """The citations of the dataset and of each of its rows, in every style.

    Args:
        package: The package.
        content: What the page shows of it. If that is not every row, only the dataset is cited.

    Returns:
        ``lines``, each once; ``styles``; and ``of``: for the dataset (an empty id) and each row the numbers of the
        lines of its citation in each style. Titles that are set in italics are marked.
    """
    held = {table.name: table.rows for table in content.tables}

    def read(table: Table) -> Sequence[Mapping[str, str]]:
        return held[table.name] if table.name in held else table.rows()

    ids = [] if content.left_out else [row[table.key] for table in content.tables if table.key for row in table.rows]
    lines: dict[str, int] = {}
    packed: dict[str, list[list[int]]] = {}
    styles: list[str] = []
    sources = Sources(package, read)
    for identifier in ["", *ids]:
        texts = citations(sources, identifier or None, marked)
        styles = list(texts)
        packed[identifier] = [
            [lines.setdefault(line, len(lines)) for line in text.split("\n")] for text in texts.values()
        ]
    return {"styles": styles, "lines": list(lines), "of": packed}
