"""Parquet: true types and documented columns, for every reader."""

from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from pyarrow import parquet

from exports.expected import NAME, RESOURCES, TABLES, in_duckdb, rows
from us_cuba_2026.metadata.documentation import document
from us_cuba_2026.model.package import Package

TYPES = {
    "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
    "datetime": pa.timestamp("us", "UTC"), "list": pa.list_(pa.field("element", pa.string())),
}  # fmt: skip


@pytest.mark.parametrize("table", document(Package.read()), ids=lambda table: table.name)
def test_schema(table: Any, exported: Path) -> None:
    """A column of another type than declared, or without its words, as pyarrow reads them."""
    schema = parquet.read_schema(exported / "parquet" / f"{table.name}.parquet")
    assert schema.names == [field.name for field in table.fields]
    for field in table.fields:
        column = schema.field(field.name)
        words = pa.dictionary(pa.int32(), pa.string())
        assert column.type == (words if table.table.field(field.name).enum else TYPES[field.type])
        assert column.nullable is not field.is_required
        assert column.metadata[b"description"].decode() == " ".join(field.description.split())
    assert schema.metadata[b"name"].decode() == NAME
    assert schema.metadata[b"licence"].startswith(b"CC-BY-4.0 https://")
    assert {b"title", b"version", b"citation", b"table", b"description"} < set(schema.metadata)


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", TABLES)
def test_values(name: str, exported: Path) -> None:
    """A value that is lost or changed, as DuckDB and pyarrow read it."""
    file, expected = exported / "parquet" / f"{name}.parquet", rows(name)
    assert parquet.read_table(file).to_pylist() == expected
    columns = "* EXCLUDE (published_at)" if name == "sources" else "*"  # for times DuckDB needs one more library
    expected = [{column: cell for column, cell in row.items() if column != "published_at"} for row in expected]
    assert in_duckdb(f"SELECT {columns} FROM '{file}'") == expected


@pytest.mark.parametrize("name", RESOURCES)
def test_frames(name: str, exported: Path) -> None:
    """A file that pandas or polars opens with other rows, or words as plain text in pandas."""
    file, expected = exported / "parquet" / f"{name}.parquet", rows(name)
    frame = pd.read_parquet(file)
    assert frame.shape == (len(expected), len(RESOURCES[name]["schema"]["fields"]))
    for field in RESOURCES[name]["schema"]["fields"]:
        assert ("categories" in field) == isinstance(frame[field["name"]].dtype, pd.CategoricalDtype)
    assert pl.read_parquet(file).to_dicts() == expected
