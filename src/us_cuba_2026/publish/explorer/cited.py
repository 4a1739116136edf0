"""The citations that the page holds, packed: they repeat one another line by line."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from us_cuba_2026.datapackage import Package, Table
from us_cuba_2026.publish.cite import citations
from us_cuba_2026.publish.explorer.shown import Shown


@dataclass(frozen=True)
class _Held(Table):
    """A table whose rows are in memory already."""

    held: Sequence[dict[str, str]] = ()

    def rows(self) -> list[dict[str, str]]:
        """The rows that are held."""
        return list(self.held)


def cited(package: Package, content: Shown) -> dict[str, Any]:
    """The citations of the dataset and of each of its rows, in every style.

    Args:
        package: The package.
        content: What the page shows of it. If that is not every row, only the dataset is cited.

    Returns:
        ``lines``, each once; ``styles``; and ``of``: for the dataset (an empty id) and each row the numbers of the
        lines of its citation in each style.
    """
    tables = {table.name: table for table in content.tables}
    held = replace(
        package,
        tables=tuple(
            _Held(
                **{field.name: getattr(table, field.name) for field in fields(table)},
                held=[dict(row) for row in tables[table.name].rows],
            )
            for table in package.tables
            if table.name in tables
        ),
    )
    ids = [] if content.left_out else [row[table.key] for table in content.tables if table.key for row in table.rows]
    lines: dict[str, int] = {}
    packed: dict[str, list[list[int]]] = {}
    styles: list[str] = []
    for identifier in ["", *ids]:
        texts = citations(held, identifier or None)
        styles = list(texts)
        packed[identifier] = [
            [lines.setdefault(line, len(lines)) for line in text.split("\n")] for text in texts.values()
        ]
    return {"styles": styles, "lines": list(lines), "of": packed}
