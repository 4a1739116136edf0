"""Two tables that formats of one file hold besides: what this is, and what every column means."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from us_cuba_2026.exports.content import Content, Part
from us_cuba_2026.metadata.codebook import row_count
from us_cuba_2026.metadata.documentation import TableDocumentation
from us_cuba_2026.model.package import Field, Table
from us_cuba_2026.model.stated import one_line


def extra_tables(content: Content, beware: Mapping[str, str] | None = None) -> list[Part]:
    """The tables ``about`` and ``codebook``; the first also tells what to beware of in a format."""
    return [_about(content, beware or {}), _codebook(content)]


def _about(content: Content, beware: Mapping[str, str]) -> Part:
    """What this is, a property a row."""
    about = {
        "title": content.described("title"),
        "description": content.described("description"),
        "version": content.described("version"),
        "licence": " ".join(filter(None, content.licence)),
        "rights": content.described("rights"),
        "how to cite": "\n".join(content.references),
        **beware,
    }
    for part in sorted(content.parts, key=lambda part: not part.is_flat):
        about[f"table {part.name}"] = f"{part.documentation.one_row} {row_count(part.frame.height)}."
    fields = {"property": "What is told.", "value": "What it is."}
    description = "What this is, its licence, how to cite it, and its tables."
    return _part("about", description, fields, ("property",), [row for row in about.items() if row[1]])


def _codebook(content: Content) -> Part:
    """What every column means, a column a row."""
    fields = {
        "table": "Name of the table.",
        "column": "Name of the column.",
        "title": "Title of the column.",
        "type": "Type of its cells.",
        "required": "Whether every cell is filled.",
        "description": "What the column means.",
        "words": "The words that its cells may hold, or that its coding rules are about, each with its definition.",
    }
    rows = (
        (
            table.name, field.name, one_line(field.title), field.type, field.is_required, one_line(field.description),
            "\n".join(f"{word.code}: {one_line(word.definition)}" for word in field.words) or None,
        )
        for table in content.documentation
        for field in table.fields
    )  # fmt: skip
    return _part("codebook", "One row is a column of a table.", fields, ("table", "column"), rows)


def _part(
    name: str, description: str, columns: Mapping[str, str], key: tuple[str, ...], rows: Iterable[tuple[Any, ...]]
) -> Part:
    """A table that is no resource of the package: its columns by name with their descriptions, and its rows."""
    import polars as pl

    types = {column: "boolean" if column == "required" else "string" for column in columns}
    fields = tuple(
        Field(column, types[column], {"name": column, "title": column.capitalize(), "description": text})
        for column, text in columns.items()
    )
    schema = {column: pl.Boolean if kind == "boolean" else pl.String for column, kind in types.items()}
    described = {"name": name, "title": name.capitalize(), "description": description}
    table = Table(name, Path(), described, fields, ("",), None, key, (), ())
    return Part(TableDocumentation(table, {}, {}), False, pl.DataFrame(list(rows), schema, orient="row"))
