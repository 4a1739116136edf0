"""The citations that the page holds, packed: they repeat one another line by line."""

from collections.abc import Mapping, Sequence
from typing import Any

from us_cuba_2026.citation.cite import citations
from us_cuba_2026.citation.facts import Sources
from us_cuba_2026.explorer.shown import Shown
from us_cuba_2026.model.package import Package, Table


def cited(package: Package, content: Shown) -> dict[str, Any]:
    """The citations of the dataset and of each of its rows, in every style.

    Args:
        package: The package.
        content: What the page shows of it. If that is not every row, only the dataset is cited.

    Returns:
        ``lines``, each once; ``styles``; and ``of``: for the dataset (an empty id) and each row the numbers of the
        lines of its citation in each style.
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
        texts = citations(sources, identifier or None)
        styles = list(texts)
        packed[identifier] = [
            [lines.setdefault(line, len(lines)) for line in text.split("\n")] for text in texts.values()
        ]
    return {"styles": styles, "lines": list(lines), "of": packed}
