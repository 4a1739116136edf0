"""CSV: canonical bytes, and flat views that every reader opens without options."""

import csv
import io
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import us_cuba_2026 as uc
from exports.expected import FLAT, RESOURCES, TABLES, in_duckdb, rows
from packages import ROOT, copy_dataset, edit, read_rows
from us_cuba_2026.exports.content import Content
from us_cuba_2026.exports.csv_files import write


@pytest.mark.slow
@pytest.mark.parametrize("name", RESOURCES)
def test_canonical_bytes(name: str, exported: Path) -> None:
    """A table that is not byte for byte the package's own."""
    assert (exported / "csv" / f"{name}.csv").read_bytes() == (ROOT / RESOURCES[name]["path"]).read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("name", FLAT)
def test_flat_views_are_canonical_too(name: str, exported: Path) -> None:
    """A flat view in another form of CSV, or whose own columns read otherwise than in their table."""
    content = (exported / "csv" / f"{name}.csv").read_bytes()
    read = list(csv.reader(io.StringIO(content.decode(), newline="")))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(read)
    assert content == text.getvalue().encode()
    own = read_rows(ROOT, name.removesuffix("_flat"))
    flat = [dict(zip(read[0], row, strict=True)) for row in read[1:]]
    assert [{column: row[column] for column in own[0]} for row in flat] == own


@pytest.mark.slow
@pytest.mark.parametrize("name", FLAT)
def test_flat_views_as_text(name: str, exported: Path) -> None:
    """A looked-up cell or list that is lost or changed, against Python's own reader."""
    with (exported / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    for row, expected in zip(read, rows(name), strict=True):
        for column, cell in row.items():
            value = expected[column]
            if isinstance(value, list):
                assert cell.split(";") == value or (cell, value) == ("", [])
            elif isinstance(value, float):
                assert float(cell) == value
            else:
                assert cell == ("" if value is None else str(value).lower() if value in (True, False) else str(value))


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLES)
def test_readers_without_options(name: str, exported: Path) -> None:
    """A file that pandas, polars or DuckDB reads with other columns, rows or missing cells."""
    file, expected = exported / "csv" / f"{name}.csv", rows(name)
    columns = csv.DictReader(file.read_text(encoding="utf-8").splitlines()).fieldnames or ()
    filled = {column: sum(row[column] not in (None, []) for row in expected) for column in columns}
    assert pd.read_csv(file).notna().sum().to_dict() == filled
    assert pl.read_csv(file, infer_schema_length=None).count().row(0, named=True) == filled
    counts = ", ".join(f'count("{column}") AS "{column}"' for column in filled)
    assert in_duckdb(f"SELECT {counts} FROM '{file}'") == [filled]


def test_list_delimiter_in_an_item(tmp_path: Path) -> None:
    """A name with a semicolon, which would read as two names, or stops the export."""
    package = copy_dataset(tmp_path / "package")
    edit(package, {"table": "actors", "where": {"actor_id": "act-001"}, "set": {"name": "U.S.; America"}})
    write(Content.read(package), tmp_path)
    with (tmp_path / "csv" / "events_flat.csv").open(encoding="utf-8", newline="") as lines:
        cells = [row["participant_names"] for row in csv.DictReader(lines)]
    expected = uc.flat("events", "polars", package)["participant_names"].to_list()
    assert [next(csv.reader([cell], delimiter=";"), []) for cell in cells] == expected
    assert any('"U.S.; America"' in cell for cell in cells)
