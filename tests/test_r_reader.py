"""The reader for R: what it makes of the tables, and what it refuses."""

import gzip
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from exports.expected import program
from packages import ROOT, copy_dataset, find, read_descriptor, read_rows, write_descriptor, write_rows

DUMP = """
suppressWarnings(Sys.setlocale("LC_CTYPE", "C.UTF-8"))
arguments <- commandArgs(trailingOnly = TRUE)
source(arguments[1])
column <- function(cells) {
  told <- list(label = attr(cells, "label"), description = attr(cells, "description"))
  c(list(class = class(cells)[1], levels = levels(cells), cells = as.character(cells)), told)
}
read <- read_us_cuba_2026(arguments[2])
writeLines(jsonlite::toJSON(lapply(read, lapply, column), auto_unbox = FALSE, na = "null", null = "null"), arguments[3])
"""
"""Writes all that R read as JSON."""

CLASSES = {"integer": "integer", "number": "numeric", "boolean": "logical", "date": "Date", "datetime": "POSIXct"}
"""What R calls a column of each type; of any other it is text."""


def rscript(script: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    """Run R, or skip where it or its library for JSON is missing."""
    command = [program("Rscript"), "-e", script, *map(str, arguments)]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    if "install.packages(" in result.stderr:
        pytest.skip(f"needs a library of R: {result.stderr.strip()}")
    return result


def read_by_r(package: Path, folder: Path) -> dict[str, Any]:
    """All tables of a package as R has them."""
    result = rscript(DUMP, ROOT / "R" / "read_us_cuba_2026.R", package, folder / "read.json")
    assert result.returncode == 0, result.stderr
    read: dict[str, Any] = json.loads((folder / "read.json").read_text(encoding="utf-8"))
    return read


def as_text(cell: str, kind: str) -> Any:
    """A cell as R prints it, numbers apart."""
    match kind, cell:
        case _, "":
            return None
        case "boolean", _:
            return cell.upper()
        case (("integer" | "number"), _):
            return float(cell)
    return cell


@pytest.mark.slow
def test_every_cell(tmp_path: Path) -> None:
    """A table, a cell, a level, a label or a description that R loses, or a column of the wrong class."""
    read = read_by_r(ROOT, tmp_path)
    resources = read_descriptor(ROOT)["resources"]
    assert list(read) == [resource["name"] for resource in resources]
    for resource in resources:
        rows, table = read_rows(ROOT, resource["name"]), read[resource["name"]]
        assert list(table) == [field["name"] for field in resource["schema"]["fields"]]
        for field in resource["schema"]["fields"]:
            column, kind = table[field["name"]], field["type"]
            words = field.get("categories")
            of_words = "ordered" if field.get("categoriesOrdered") else "factor"
            assert column["class"] == [of_words if words else CLASSES.get(kind, "character")], field["name"]
            assert column["levels"] == words
            assert column["label"] == [field["title"]]
            assert column["description"] == [field["description"]]
            if kind == "datetime":
                continue
            is_number = kind in ("integer", "number")
            cells = [None if cell is None else float(cell) if is_number else cell for cell in column["cells"]]
            assert cells == [as_text(row[field["name"]], kind) for row in rows], field["name"]


@pytest.mark.slow
def test_tables_are_described() -> None:
    """A table of which R does not say what one row is."""
    script = 'source("R/read_us_cuba_2026.R"); cuba <- read_us_cuba_2026("."); cat(jsonlite::toJSON(lapply(cuba, '
    script += 'function(table) c(attr(table, "label"), attr(table, "description")))))'
    result = rscript(script)
    assert result.returncode == 0, result.stderr
    told = {one["name"]: [one["title"], one["description"]] for one in read_descriptor(ROOT)["resources"]}
    assert json.loads(result.stdout) == told


def test_exported_folder(tmp_path: Path) -> None:
    """A folder of exported CSV files that R refuses without the call that reads them."""
    (tmp_path / "quotes_flat.csv").write_text("quote_id\nquo-001\n", encoding="utf-8")
    result = rscript(f'source("R/read_us_cuba_2026.R"); read_us_cuba_2026("{tmp_path.as_posix()}")')
    assert result.returncode == 1
    assert 'has none: read.csv(FILE, na.strings = "") reads' in " ".join(result.stderr.split())


@pytest.mark.slow
def test_merge(tmp_path: Path) -> None:
    """A call for joining tables that joins them on whatever columns they share."""
    (call,) = re.findall(r"`(merge\(.*?\))`", (ROOT / "README.md").read_text(encoding="utf-8").replace("\n", " "))
    result = rscript(f'source("R/read_us_cuba_2026.R"); cuba <- read_us_cuba_2026("."); cat(nrow({call}))')
    assert result.returncode == 0, result.stderr
    assert result.stdout == str(len(read_rows(ROOT, "participants")))


@pytest.mark.slow
def test_times_are_in_utc(tmp_path: Path) -> None:
    """A time whose offset is dropped: the article would be published five hours too early."""
    (published,) = read_by_r(ROOT, tmp_path)["sources"]["published_at"]["cells"]
    assert published == "2026-01-22 02:00:00"


@pytest.mark.slow
def test_several_files(tmp_path: Path) -> None:
    """A table in two files, one compressed, of which one is left out or read as bytes, or whose labels are lost."""
    folder = copy_dataset(tmp_path)
    descriptor, rows = read_descriptor(folder), read_rows(folder, "actors")
    header, *lines = (folder / "data" / "actors.csv").read_text(encoding="utf-8").splitlines()
    for name, part, write in (("a.csv", lines[:40], bytes), ("b.csv.gz", lines[40:], gzip.compress)):
        (folder / "data" / name).write_bytes(write("\n".join([header, *part, ""]).encode()))
    descriptor["resources"][0]["path"] = ["data/a.csv", "data/b.csv.gz"]
    write_descriptor(folder, descriptor)
    read = read_by_r(folder, tmp_path)["actors"]
    assert read["kind"]["cells"] == [row["kind"] for row in rows]
    assert read["kind"]["label"] == ["Kind"]


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("column", "where", "value", "says"),
    [
        ("events.date_start", {"event_id": "evt-011"}, "2026-02-30", "of type date"),
        ("events.date_start", {"event_id": "evt-011"}, "2026-01-03 or so", "of type date"),
        ("events.class", {"event_id": "evt-011"}, "happenings", "one of attitude, happening, state, statement"),
        ("figures.value", {"figure_id": "fig-002"}, "thirty-two", "of type number"),
        ("figures.is_value_low_open", {"figure_id": "fig-002"}, "no", "of type boolean"),
        ("evidence.start", {"record_id": "act-002"}, "1.5", "of type integer"),
        ("sources.published_at", {}, "2026-01-21", "of type datetime"),
    ],
)
def test_wrong_cell(column: str, where: dict[str, str], value: str, says: str, tmp_path: Path) -> None:
    """A cell that is not of its type and becomes NA, as if the article did not state it."""
    folder = copy_dataset(tmp_path)
    table, _, field = column.partition(".")
    rows = read_rows(folder, table)
    at = find(rows, where)
    rows[at][field] = value
    write_rows(folder, table, rows)
    result = rscript(DUMP, ROOT / "R" / "read_us_cuba_2026.R", folder, tmp_path / "read.json")
    assert result.returncode == 1
    assert f'{table}.csv: row {at + 2}, {field}: "{value}" is not {says}' in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("call", "says"),
    [
        ('read_us_cuba_2026("nowhere")', "nowhere is not there: give the folder that holds datapackage.json"),
        ('read_us_cuba_2026(".", "quote")', "no table quote; there are: actors, quotes, events"),
    ],
)
def test_wrong_call(call: str, says: str) -> None:
    """A name that is not there and gives an error of R's own, or nothing."""
    result = rscript(f'source("R/read_us_cuba_2026.R"); {call}')
    assert result.returncode == 1
    assert says in " ".join(result.stderr.split())


@pytest.mark.slow
def test_missing_file_and_header(tmp_path: Path) -> None:
    """A table whose file is gone or has other columns, read as if that were right."""
    folder = copy_dataset(tmp_path)
    events = folder / "data" / "events.csv"
    events.write_text(
        events.read_text(encoding="utf-8").replace("event_id,title", "event_id,name", 1), encoding="utf-8"
    )
    arguments = (ROOT / "R" / "read_us_cuba_2026.R", folder, tmp_path / "read.json")
    assert "data/events.csv: the header must be event_id, title" in " ".join(rscript(DUMP, *arguments).stderr.split())
    events.unlink()
    assert "events.csv is not there" in rscript(DUMP, *arguments).stderr


def test_readme_example(tmp_path: Path) -> None:
    """Lines in the README that R refuses, an RDS file without factors, or labels that filtering keeps after all."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```r\n(.*?)```", readme, re.DOTALL)
    shutil.copytree(ROOT / "R", copy_dataset(tmp_path) / "R")
    result = rscript(f"""
        setwd("{tmp_path.as_posix()}")
        {example}
        filtered <- subset(cuba$figures, kind == "count")
        stopifnot(nrow(filtered) > 0, is.null(attr(filtered$hedge, "label")))
        stopifnot(!is.null(attr(cuba$figures$hedge, "label")))
        cat(levels(readRDS("us-cuba-2026.rds")$claims$stance)[1:2], class(cuba$events$date_start))
    """)
    assert result.returncode == 0, result.stderr
    assert result.stdout.endswith("accuses allows Date")
    assert "government" in result.stdout
    assert "How exact the phrase is" in result.stdout
    assert "value_high only, and open." in result.stdout


@pytest.mark.slow
def test_labels_in_spss_and_stata(tmp_path: Path) -> None:
    """A file for SPSS or Stata that has lost the labels of columns, the words of codes or a date."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    spss, stata = re.findall(r"`(haven::write_\w+\(.*?\))`", readme)
    result = rscript(f"""
        if (!requireNamespace("haven", quietly = TRUE)) stop("install.packages('haven')")
        source("R/read_us_cuba_2026.R")
        cuba <- read_us_cuba_2026(".")
        setwd("{tmp_path.as_posix()}")
        {spss}
        {stata}
        for (file in list(haven::read_sav("figures.sav"), haven::read_dta("figures.dta"))) {{
          words <- attr(file$hedge, "labels")
          stopifnot(attr(file$hedge, "label") == "Hedge", identical(names(words), levels(cuba$figures$hedge)))
          stopifnot(identical(as.character(haven::as_factor(file$hedge)), as.character(cuba$figures$hedge)))
          stopifnot(identical(as.numeric(file$date_start), as.numeric(cuba$figures$date_start)))
          stopifnot(identical(as.numeric(file$value), as.numeric(cuba$figures$value)))
        }}
    """)
    assert result.returncode == 0, result.stderr
