"""What other readers take an empty cell for: each call of the README, run with the real tool on every table."""

import csv
import json
import os
import re
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from html import unescape
from pathlib import Path
from types import NoneType
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pytest

import us_cuba_2026 as uc
from exports.expected import program
from packages import ROOT, read_descriptor
from us_cuba_2026.explorer import PANDAS_CALL

SECTION = (
    (ROOT / "README.md").read_text(encoding="utf-8").partition("### With nothing of ours")[2].partition("\n## ")[0]
)
CALLS: dict[str, list[str]] = {
    tool: re.findall(r"`([^`]+)`", call)
    for tool, call in re.findall(r"^\| ([^|]+) \| [^|]+ \| (.+) \|$", SECTION, re.MULTILINE)
    if tool != "with"
}
"""The calls that the README gives for each tool; the first reads ``data/quotes.csv``."""

FILES = {resource["name"]: resource["path"] for resource in read_descriptor(ROOT)["resources"]}
Table = list[dict[str, Any]]


def test_page_gives_the_same_call(html: str) -> None:
    """A call on the page that reads the file otherwise than the one that is tried here."""
    assert CALLS["pandas"] == [PANDAS_CALL.format("data/quotes.csv")]
    assert CALLS["pandas"][0] in unescape(html)


def plain(path: str) -> list[dict[str, str]]:
    """The rows of a file as Python's own reader has them, all text."""
    with (ROOT / path).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def call(tool: str, path: str = "data/quotes.csv", at: int = 0) -> str:
    """A call of the README, for the file of another table."""
    found = CALLS[tool][at]
    assert "data/quotes.csv" in found
    return found.replace("data/quotes.csv", path)


def compare(found: Mapping[str, Table]) -> None:
    """Whether the same cells are missing in every table, and the text cells are the same."""
    assert list(found) == list(FILES)
    for name, rows in found.items():
        expected = plain(FILES[name])
        missing = [[column for column, cell in row.items() if cell is None] for row in rows]
        assert missing == [[column for column, cell in row.items() if not cell] for row in expected], name
        texts = [
            field["name"] for field in described(name) if field["type"] == "string" and "edtf" not in field["name"]
        ]
        for row, wanted in zip(rows, expected, strict=True):
            assert {text: row[text] for text in texts if isinstance(row[text], str)} == {
                text: wanted[text] for text in texts if isinstance(row[text], str)
            }, name


def described(name: str) -> list[dict[str, Any]]:
    """The fields of a table."""
    (resource,) = (one for one in read_descriptor(ROOT)["resources"] if one["name"] == name)
    fields: list[dict[str, Any]] = resource["schema"]["fields"]
    return fields


def records(frame: pd.DataFrame) -> Table:
    """The rows of a DataFrame, with nothing for a missing cell."""
    return [
        {str(name): None if pd.isna(cell) else cell for name, cell in row.items()} for row in frame.to_dict("records")
    ]


def by_r(call_of: Mapping[str, str]) -> Mapping[str, Table]:
    """The tables as R has them, all columns as text."""
    reads = ", ".join(f"{name} = {call}" for name, call in call_of.items())
    script = f"""
        found <- list({reads})
        found <- lapply(found, function(table) as.data.frame(lapply(table, as.character)))
        cat(jsonlite::toJSON(found, na = "null"))
    """
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    result = subprocess.run(
        [program("Rscript"), "-e", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if "there is no package called" in result.stderr:
        pytest.skip(f"needs an R library: {result.stderr.strip().splitlines()[-1]}")
    assert result.returncode == 0, result.stderr
    found: Mapping[str, Table] = json.loads(result.stdout)
    return found


def test_all_tools_are_here() -> None:
    """A row of the README's table that nobody runs; Excel is not to be had here, and its row has no call."""
    assert set(CALLS) == {
        "pandas", "polars", "DuckDB", "sqlite3", "base R", "readr", "LibreOffice", "Excel", "our library",
    }  # fmt: skip
    assert CALLS["Excel"] == [".xlsx"]


@pytest.mark.slow
def test_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell that pandas takes for missing, or for there, though it is not."""
    monkeypatch.chdir(ROOT)
    read = {name: eval(call("pandas", path), {"pd": pd}) for name, path in FILES.items()}  # noqa: S307
    compare({name: records(frame) for name, frame in read.items()})
    assert str(read["quotes"]["is_fragment"].dtype) == "boolean"
    assert str(read["quotes"]["date_start"].dtype) == "string"
    assert not [name for name in read["quotes"] if str(read["quotes"][name].dtype) == "object"]


@pytest.mark.slow
def test_polars(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for polars, and a day that stays text."""
    monkeypatch.chdir(ROOT)
    read = {name: eval(call("polars", path), {"pl": pl}) for name, path in FILES.items()}  # noqa: S307
    compare({name: frame.to_dicts() for name, frame in read.items()})
    assert read["events"]["date_start"].dtype == pl.Date
    assert read["quotes"]["is_fragment"].dtype == pl.Boolean


@pytest.mark.slow
def test_duckdb(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for DuckDB."""
    monkeypatch.chdir(ROOT)
    read = {name: pl.read_database(call("DuckDB", path), duckdb.connect()) for name, path in FILES.items()}
    compare({name: frame.to_dicts() for name, frame in read.items()})
    assert read["events"]["date_start"].dtype == pl.Date


def test_sqlite3(tmp_path: Path) -> None:
    """A README that promises missing cells where ``.import`` gives empty text, or an update that does not mend it."""
    command = [program("sqlite3"), str(tmp_path / "cuba.sqlite"), call("sqlite3"), CALLS["sqlite3"][1]]
    subprocess.run(command, cwd=ROOT, check=True)
    with closing(sqlite3.connect(tmp_path / "cuba.sqlite")) as database:
        database.row_factory = sqlite3.Row
        rows = [dict(row) for row in database.execute("SELECT * FROM quotes")]
    expected = plain(FILES["quotes"])
    assert rows == [{**row, "text": row["text"] or None} for row in expected]
    assert any(row["text"] is None for row in rows)


@pytest.mark.slow
def test_base_r() -> None:
    """A cell that ``read.csv`` takes for missing, or for there, though it is not."""
    compare(by_r({name: call("base R", path) for name, path in FILES.items()}))


@pytest.mark.slow
def test_base_r_without_options() -> None:
    """A README that warns of what R no longer does."""
    (default,) = by_r({"figures": "read.csv('data/figures.csv')"}).values()
    assert default[0]["note"] != "" == default[0]["date_edtf"]
    assert default[0]["value"] is None
    script = f"cat(sapply({call('base R')}[c('date_start', 'is_fragment')], class))"
    result = subprocess.run([program("Rscript"), "-e", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout == "character character"


@pytest.mark.slow
def test_readr() -> None:
    """The same as for base R, with readr."""
    compare(by_r({name: call("readr", path).replace(")", ", show_col_types = FALSE)") for name, path in FILES.items()}))


@pytest.mark.slow
def test_libreoffice(tmp_path: Path) -> None:
    """A cell that a spreadsheet fills, or a letter that it reads in another encoding."""
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = call("LibreOffice").split()
    for name in ("quotes", "actors", "events"):
        command = [program(words[0]), profile, *words[1:-1], FILES[name], "--outdir", str(tmp_path)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=180)
        header, *cells = openpyxl.load_workbook(tmp_path / f"{name}.xlsx").active.values
        expected = plain(FILES[name])
        assert [[cell is None for cell in row] for row in cells] == [
            [not cell for cell in row.values()] for row in expected
        ]
        texts = [header.index(column) for column in ("note", "passage_id", "attribution", "name") if column in header]
        assert texts
        for row, wanted in zip(cells, expected, strict=True):
            assert [row[at] or "" for at in texts] == [wanted[header[at]] for at in texts]
        days = [row[header.index("date_start")] for row in cells] if "date_start" in header else []
        assert {type(day) for day in days} <= {datetime, NoneType}


@pytest.mark.slow
def test_our_library() -> None:
    """A cell that our own loader takes for missing, or for there, though it is not."""
    compare({name: records(eval(CALLS["our library"][-1].replace("quotes", name), {"uc": uc})) for name in FILES})  # noqa: S307
