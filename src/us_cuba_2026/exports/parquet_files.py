"""Parquet: true types, with what each table and column means in the schema."""

from pathlib import Path
from typing import TYPE_CHECKING

from us_cuba_2026.exports.cells import with_large_numbers
from us_cuba_2026.exports.content import Content, Part
from us_cuba_2026.metadata.documentation import FieldDocumentation
from us_cuba_2026.model.stated import one_line

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa


def write(content: Content, folder: Path) -> None:
    """Write a file for each table into ``parquet/``.

    A field with a closed list of words is a dictionary, a list is a list of strings, a day is a date, a time is in UTC,
    a column with a whole number beyond 64 bits is one of decimals.
    The schema holds name, title, version and licence of the package, the table's description, and each column's.
    """
    import polars as pl
    from pyarrow import parquet

    (folder / "parquet").mkdir()
    for part in content.parts:
        frame = with_large_numbers(part.frame, pl.Decimal(38, 0))
        table = frame.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(_schema(content, part))
        parquet.write_table(table, folder / "parquet" / f"{part.name}.parquet", compression="zstd")


def _schema(content: Content, part: Part) -> "pa.Schema":
    """The types of a table's columns, and the words that go with them."""
    import pyarrow as pa

    about = {
        "name": content.name,
        "title": content.described("title"),
        "version": content.described("version"),
        "licence": " ".join(filter(None, content.licence)),
        "citation": content.citation,
        "table": part.name,
        "description": one_line(f"{part.documentation.one_row} {part.documentation.usage}"),
    }
    fields = [
        pa.field(
            field.name,
            _type(field, part.frame.schema[field.name]),
            nullable=not field.is_required,
            metadata={"title": one_line(field.title), "description": one_line(field.description)},
        )
        for field in part.documentation.fields
    ]
    return pa.schema(fields, metadata={key: value for key, value in about.items() if value})


def _type(field: FieldDocumentation, held: "pl.DataType") -> "pa.DataType":
    """The Arrow type of a field, which polars holds in a type of its own."""
    import polars as pl
    import pyarrow as pa

    if held == pl.Int128:
        return pa.decimal128(38, 0)

    if field.is_closed and field.type == "string":
        return pa.dictionary(pa.int32(), pa.string())
    types = {
        "integer": pa.int64(),
        "year": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "datetime": pa.timestamp("us", "UTC"),
        "list": pa.list_(pa.string()),
    }
    return types.get(field.type, pa.string())
