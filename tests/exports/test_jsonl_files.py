"""JSON Lines: typed values that every reader gets back."""

import json
from pathlib import Path

import pandas as pd
import pytest

from exports.expected import FLAT, HOSTILE, TABLES, alone, as_text, in_duckdb, rows, with_table
from packages import copy_dataset, edit
from us_cuba_2026.exports.content import Content
from us_cuba_2026.exports.jsonl_files import write
from us_cuba_2026.files.errors import PackageError


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", TABLES)
def test_values(name: str, exported: Path) -> None:
    """A value that is lost, changed, or of another type, against Python's own reader."""
    lines = (exported / "jsonl" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    expected = [{column: as_text(value) for column, value in row.items()} for row in rows(name)]
    read = [json.loads(line) for line in lines]
    assert read == expected
    assert [[type(value) for value in row.values()] for row in read] == [
        [type(value) for value in row.values()] for row in expected
    ]


def test_text_is_plain(exported: Path) -> None:
    """Letters that are escaped, or lines that end with more than LF."""
    content = (exported / "jsonl" / "quotes_flat.jsonl").read_bytes()
    assert "José".encode() in content or "García".encode() in content
    assert b"\\u" not in content
    assert b"\r" not in content
    assert content.endswith(b"}\n")


@pytest.mark.parametrize("name", FLAT)
def test_other_readers(name: str, exported: Path) -> None:
    """A file that pandas or DuckDB reads with other columns or rows, or lists as text."""
    file, expected = exported / "jsonl" / f"{name}.jsonl", rows(name)
    frame = pd.read_json(file, lines=True)
    assert list(frame.columns) == list(expected[0])
    names = next(column for column in expected[0] if column.endswith("_names"))
    assert frame[names].tolist() == [row[names] for row in expected]
    found = in_duckdb(f"SELECT {names} FROM read_json('{file}')")
    assert found == [{names: row[names]} for row in expected]


def test_hostile_cells(tmp_path: Path) -> None:
    """Text that ends a string or a line, or is taken for something else."""
    content = "cell\n" + "".join('"' + cell.replace('"', '""') + '"\n' for cell in HOSTILE)
    package = with_table(tmp_path / "package", "more", [{"name": "cell", "type": "string"}], content)
    write(alone(package), tmp_path)
    lines = (tmp_path / "jsonl" / "more.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    assert [json.loads(line)["cell"] for line in lines] == list(HOSTILE)


@pytest.mark.slow
@pytest.mark.parametrize("number", ["NaN", "INF", "-INF"])
def test_not_finite(number: str, tmp_path: Path) -> None:
    """A number that JSON cannot hold, turned into nothing."""
    package = copy_dataset(tmp_path / "package")
    edit(package, {"table": "figures", "where": {"figure_id": "fig-002"}, "set": {"value_low": number}})
    with pytest.raises(PackageError, match="figures:3:value_low: JSON cannot hold"):
        write(Content.read(package), tmp_path)
