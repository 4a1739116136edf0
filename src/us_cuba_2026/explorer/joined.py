"""What rows that are saved from the page have beside their own cells: the columns of the flat views."""

from collections.abc import Sequence
from typing import Any

from us_cuba_2026.dataframes.canonical_cells import as_canonical
from us_cuba_2026.dataframes.flat_views import FLAT, each_once, view
from us_cuba_2026.explorer.shown import Shown
from us_cuba_2026.metadata.documentation import TableDocumentation, document
from us_cuba_2026.model.package import Package


def joined(package: Package, content: Shown) -> dict[str, dict[str, Any]]:
    """The columns that the flat views add to tables.

    Args:
        package: The package.
        content: What the page shows of it. If that is not every row, nothing is joined.

    Returns:
        By the name of a table ``columns``, the names of all columns of its view in order, ``cells``: for each added
        column the texts of its cells, in the order of the rows, and ``standing``: what ``rests_on`` means, if added.

    Example:
        >>> from us_cuba_2026.explorer.shown import shown
        >>> package = Package.read()
        >>> quotes = joined(package, shown(package))["quotes"]
        >>> quotes["columns"][:3], quotes["cells"]["speaker_naming"][:3]
        (['quote_id', 'speaker_id', 'speaker_name'], ['unnamed', 'unnamed', 'named'])
    """
    if content.left_out:
        return {}
    described = {one.name: one for one in document(package)}
    own = {table.name: {column.name for column in table.columns} for table in content.tables}
    views = {name: described[f"{name}_flat"] for name in FLAT if f"{name}_flat" in described}
    return {name: _view(package, name, own[name]) | _standing(one) for name, one in views.items()}


def _standing(documentation: TableDocumentation) -> dict[str, Any]:
    """What the column of a view means that says on whose word a row rests, if it has one."""
    field = next((field for field in documentation.fields if field.name == "rests_on"), None)
    if field is None:
        return {}
    words = {word.code: word.definition for word in field.words}
    return {"standing": {"title": field.title, "description": field.description, "words": words}}


def _view(package: Package, name: str, own: set[str]) -> dict[str, Any]:
    from us_cuba_2026.dataframes import polars_frames

    frame = as_canonical(polars_frames.flat(view(package, name), each_once(polars_frames.load)))
    cells: dict[str, Sequence[str]] = {
        column: [_text(cell) for cell in frame[column]] for column in frame.columns if column not in own
    }
    return {"columns": frame.columns, "cells": cells}


def _text(cell: Any) -> str:  # noqa: ANN401
    """A cell as text; empty if it is missing."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else str(cell)
