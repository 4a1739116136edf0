"""What a spreadsheet does to a table is undone where that is certain, and told where only a person can know."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commands import curate
from packages import copy_dataset, file_of, files, write_package
from us_cuba_2026.checker import validate
from us_cuba_2026.curation.spreadsheet import mend
from us_cuba_2026.model.package import Package


def american(cell: str) -> str:
    """A cell as a spreadsheet of the United States shows it."""
    day = re.fullmatch(r"(\d{4})-0?(\d+)-0?(\d+)", cell)
    return f"{day[2]}/{day[3]}/{day[1]}" if day else cell.upper() if cell in ("true", "false") else cell


def british(cell: str) -> str:
    """The same of the United Kingdom."""
    return re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3/\2/\1", american(cell) if cell in ("true", "false") else cell)


def german(cell: str) -> str:
    """The same of Germany, where a comma begins decimals."""
    cell = re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3.\2.\1", cell)
    return re.sub(r"^(-?\d+)\.(\d+)$", r"\1,\2", cell).upper() if re.fullmatch(r"-?[\d.]+|true|false", cell) else cell


SAVED: dict[str, tuple[Callable[[str], str], dict[str, Any], str, str]] = {
    "Excel, United States": (american, {"lineterminator": "\r\n"}, "utf-8-sig", ""),
    "LibreOffice, United Kingdom": (british, {"quoting": csv.QUOTE_ALL}, "utf-8", ""),
    "Excel, Germany": (german, {"delimiter": ";", "lineterminator": "\r\n"}, "utf-8-sig", ""),
    "Excel, Germany, mark named": (german, {"delimiter": ";"}, "utf-8", "sep=;\n"),
    "Excel, as Unicode text": (american, {"delimiter": "\t", "lineterminator": "\r\n"}, "utf-16", ""),
    "Numbers": (str, {"lineterminator": "\r\n"}, "utf-8", ""),
}


@pytest.mark.slow
@pytest.mark.parametrize("program", SAVED)
def test_saved_by_a_spreadsheet(program: str, tmp_path: Path) -> None:
    """A table that was opened, saved and stamped, and is not what it was."""
    shown, form, encoding, before = SAVED[program]
    folder = copy_dataset(tmp_path)
    original = files(folder)
    for table in ("events", "figures", "places", "quotes", "sources"):
        file = file_of(folder, table)
        rows = [*csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))]
        text = io.StringIO()
        csv.writer(text, **{"lineterminator": "\n", **form}).writerows(
            [*([shown(cell) for cell in row] + ["", ""] for row in rows), [""] * (len(rows[0]) + 2)]
        )
        file.write_bytes((before + text.getvalue()).encode(encoding))
    assert not validate(folder).is_valid
    result = curate("stamp", folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert files(folder) == original
    assert "mended data/quotes.csv: 1 blank row removed\n" in result.stdout
    if shown is not str:
        assert re.search(r"mended data/quotes.csv: is_fragment: 'FALSE' is now 'false' \(\d+ cells\)\n", result.stdout)
    if "delimiter" in form:
        assert f"mended data/places.csv: {form['delimiter']!r} between cells is now ','\n" in result.stdout


def mended(tmp_path: Path, field: dict[str, Any], *cells: str) -> tuple[list[str], list[str], list[str]]:
    """The cells of a column after mending, what was changed, and what is open."""
    write_package(tmp_path, {"t": ({"fields": [{"name": "c", **field}]}, "c\n")})
    rows = [{"c": cell} for cell in cells]
    result = mend(Package.read(tmp_path).table("t"), rows, is_edited=True)
    return [row["c"] for row in rows], result.changes, result.open


BOOLEAN = {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]}
CENTURIES = {"type": "date", "constraints": {"minimum": "2000-01-01"}}
EDTF = {"type": "string", "constraints": {"pattern": r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"}}
WORDS = {"type": "string", "constraints": {"enum": ["direct", "indirect"]}}


@pytest.mark.parametrize(
    ("field", "cell", "is_now"),
    [
        (BOOLEAN, "TRUE", "true"),
        (BOOLEAN, "False", "false"),
        (BOOLEAN, "1", "true"),
        (BOOLEAN, "0.0", "false"),
        ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, "YES", "yes"),
        ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, "FALSE", "no"),
        ({"type": "date"}, "13/01/2026", "2026-01-13"),
        ({"type": "date"}, "1/13/2026", "2026-01-13"),
        ({"type": "date"}, "11/11/2026", "2026-11-11"),
        ({"type": "date"}, "11.01.2026", "2026-01-11"),
        ({"type": "date"}, "2026/1/11", "2026-01-11"),
        ({"type": "date"}, "11-Jan-2026", "2026-01-11"),
        ({"type": "date"}, "January 11, 2026", "2026-01-11"),
        ({"type": "date"}, "13/01/2026 0:00", "2026-01-13"),
        (CENTURIES, "11-Jan-26", "2026-01-11"),
        (EDTF, "1/13/2026", "2026-01-13"),
        ({"type": "datetime"}, "2026-01-21 21:00:00-05:00", "2026-01-21T21:00:00-05:00"),
        ({"type": "integer"}, "12.0", "12"),
        ({"type": "integer"}, "1,234,567", "1234567"),
        ({"type": "integer"}, " 12 ", "12"),
        ({"type": "integer"}, "1\N{NO-BREAK SPACE}234", "1234"),
        ({"type": "number"}, "19,43", "19.43"),
        ({"type": "number"}, "1.234.567,5", "1234567.5"),
        ({"type": "number"}, "1,234.5", "1234.5"),
        ({"type": "number"}, "1'234.5", "1234.5"),
        ({"type": "number"}, "\N{MINUS SIGN}82,5", "-82.5"),
        ({"type": "number", "constraints": {"maximum": 90}}, "23,113", "23.113"),
        (WORDS, "Direct", "direct"),
        (WORDS, "INDIRECT ", "indirect"),
    ],
)
def test_certain(field: dict[str, Any], cell: str, is_now: str, tmp_path: Path) -> None:
    """A cell with one meaning that is left as a spreadsheet made it, given another one, or changed without a word."""
    assert mended(tmp_path, field, cell) == ([is_now], [f"c: {cell!r} is now {is_now!r}"], [])


@pytest.mark.parametrize(
    ("field", "cell", "says"),
    [
        ({"type": "date"}, "01/11/2026", "may be 2026-11-01 or 2026-01-11: write the one it is"),
        ({"type": "date"}, "3-4-2026", "may be 2026-04-03 or 2026-03-04: write the one it is"),
        ({"type": "date"}, "11-Jan-26", "may be 2026-01-11 or 1926-01-11: write the one it is"),
        ({"type": "date"}, "31/02/2026", "must be a day that exists, as YYYY-MM-DD"),
        ({"type": "date"}, "Jan-26", "must be a day that exists, as YYYY-MM-DD"),
        (EDTF, "01/11/2026", "may be 2026-11-01 or 2026-01-11: write the one it is"),
        (BOOLEAN, "WAHR", "must be true or false"),
        (BOOLEAN, "maybe", "must be true or false"),
        ({"type": "number"}, "1,234", "may be 1234 or 1.234: write the one it is"),
        ({"type": "integer"}, "1.234E+15", "must be a whole number of at most 38 digits"),
        ({"type": "number"}, "5%", "must be a number with a decimal point"),
        ({"type": "integer", "constraints": {"enum": [1, 2]}}, "one", "must be one of: 1, 2"),
        ({"type": "string"}, "01/11/2026", "may be a spreadsheet's reading of other words: write those, if so"),
        ({"type": "string"}, "11-Jan", "may be a spreadsheet's reading of other words: write those, if so"),
        ({"type": "string"}, "#NAME?", "may be a spreadsheet's reading of other words: write those, if so"),
        ({"type": "string"}, "1.2E+10", "may be a spreadsheet's reading of other words: write those, if so"),
    ],
)
def test_not_certain(field: dict[str, Any], cell: str, says: str, tmp_path: Path) -> None:
    """A guess, or silence, where only a person can know what stood there."""
    assert mended(tmp_path, field, "", cell) == (["", cell], [], [f"t.csv:3:c: {cell!r} {says}"])


@pytest.mark.parametrize(
    ("cells", "are_now"),
    [
        (["1/13/2026", "1/11/2026"], ["2026-01-13", "2026-01-11"]),
        (["13/1/2026", "1/11/2026"], ["2026-01-13", "2026-11-01"]),
        (["13/1/2026", "1/13/2026", "1/11/2026"], ["2026-01-13", "2026-01-13", "1/11/2026"]),
        (["13.1.2026", "1/11/2026"], ["2026-01-13", "1/11/2026"]),
    ],
)
def test_one_order_of_day_and_month(cells: list[str], are_now: list[str], tmp_path: Path) -> None:
    """Days that are asked about although others show the order of the file, or are read in another one."""
    assert mended(tmp_path, {"type": "date"}, *cells)[0] == are_now


@pytest.mark.parametrize("cell", ["Jan. 11", "2026-01-11", "1/2", "three-fifths", "E-7", "AT&T", "#1"])
def test_ordinary_words(cell: str, tmp_path: Path) -> None:
    """Words that a person has written, taken for those of a spreadsheet."""
    assert mended(tmp_path, {"type": "string"}, cell) == ([cell], [], [])


def test_all_that_is_certain_is_written(tmp_path: Path) -> None:
    """A file that stays as it is for one cell that is open, or an exit code that says that all is done."""
    fields = [{"name": "id", "type": "string"}, {"name": "day", "type": "date"}, {"name": "is", **BOOLEAN}]
    folder = write_package(
        tmp_path, {"t": ({"fields": fields, "primaryKey": "id"}, "id;day;is\na;01/11/2026;TRUE\nb;2026-01-11;\n")}
    )
    result = curate("stamp", folder)
    assert result.returncode == 1
    left = "left to you: t.csv:2:day: '01/11/2026' may be 2026-11-01 or 2026-01-11: write the one it is"
    assert result.stdout.splitlines() == [
        "mended t.csv: ';' between cells is now ','",
        "mended t.csv: is: 'TRUE' is now 'true'",
        "stamped t.csv",
        "stamped datapackage.json",
        left,
    ]
    assert (folder / "t.csv").read_text() == "id,day,is\na,01/11/2026,true\nb,2026-01-11,\n"
    (folder / "t.csv").write_text("id,day,is\na,2026-01-11,true\nb,2026-01-11,\n")
    assert curate("stamp", folder).returncode == 0
    assert validate(folder).is_valid


def test_words_are_asked_about_once(tmp_path: Path) -> None:
    """A question that comes again at every stamp although the cell is as it should be."""
    folder = write_package(tmp_path, {"t": ({"fields": [{"name": "score", "type": "string"}]}, "score\n1/2/2026\n")})
    assert curate("stamp", folder).returncode == 1
    result = curate("stamp", folder)
    assert (result.returncode, result.stdout) == (0, "nothing to stamp: every file is as described\n")


@pytest.mark.slow
def test_links_and_modes_are_kept(tmp_path: Path) -> None:
    """A table that was a link to the place where it is kept, and is now a second file; one that others may not read."""
    folder = copy_dataset(tmp_path)
    kept = folder / "kept.csv"
    link = file_of(folder, "places")
    kept.write_bytes(link.read_bytes().replace(b"\n", b"\r\n"))
    kept.chmod(0o640)
    link.unlink()
    try:
        link.symlink_to(kept)
    except OSError:
        pytest.skip("this system makes no symbolic links")
    (folder / "datapackage.json").chmod(0o664)
    mode = kept.stat().st_mode
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8")) | {"keywords": ["rain"]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    other = (folder / "datapackage.json").stat().st_mode
    assert curate("stamp", folder).returncode == 0
    assert link.is_symlink()
    assert b"\r" not in kept.read_bytes()
    assert kept.stat().st_mode == mode
    assert (folder / "datapackage.json").stat().st_mode == other
