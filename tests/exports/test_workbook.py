"""The workbook, as openpyxl and its bare XML show it: typed cells, filters, and nothing that calculates."""

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from exports.expected import HOSTILE, NAME, RESOURCES, TABLES, alone, as_text, rows, with_table
from packages import copy_dataset, edit
from us_cuba_2026.exports.content import Content
from us_cuba_2026.exports.workbook import LARGEST_INTEGER, LONGEST_CELL, sheet_names, write
from us_cuba_2026.files.errors import PackageError


@pytest.fixture(scope="session")
def book(exported: Path) -> Any:
    """The workbook; not to be changed."""
    return openpyxl.load_workbook(exported / f"{NAME}.xlsx")


def shown(value: Any) -> Any:
    """A value as a sheet holds it."""
    if isinstance(value, list):
        return ";".join(value) or None
    if isinstance(value, date) and not isinstance(value, datetime) and value >= date(1900, 3, 1):
        return datetime(value.year, value.month, value.day)
    return as_text(value)


def sheet_of(folder: Path, content: str, **field: Any) -> Any:
    """The sheet of a table of one column, exported from a package that has it."""
    package = with_table(folder / "package", "more", [{"name": "cell", **field}], "cell\n" + content)
    write(alone(package), folder)
    return openpyxl.load_workbook(folder / f"{NAME}.xlsx")["more"]


def test_sheets(book: Any) -> None:
    """A table without its sheet, or the first sheet not that which says what this is."""
    assert tuple(book.sheetnames) == ("about", "codebook", *TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_values(name: str, book: Any) -> None:
    """A cell that is lost, changed, or of another type."""
    header, *cells = book[name].iter_rows(values_only=True)
    expected = rows(name)
    assert header == tuple(expected[0])
    assert cells == [tuple(map(shown, row.values())) for row in expected]


@pytest.mark.parametrize("name", ["about", "codebook", *TABLES])
def test_sheet_is_ready_to_use(name: str, book: Any) -> None:
    """A header that scrolls away, a table without filters, or a column too narrow for its header or very wide."""
    sheet = book[name]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == sheet.dimensions
    alike = sheet.column_dimensions.values()  # one for columns side by side that are
    widths = [column.width for column in alike for _ in range(column.min, column.max + 1)]
    for cell, width in zip(sheet[1], widths, strict=True):
        assert cell.font.bold
        assert len(cell.value) + 3 <= width <= 62
    for column in sheet.iter_cols(min_row=2):
        longest = max(len(str(cell.value or "")) for cell in column)
        assert all(cell.alignment.wrap_text for cell in column if cell.value is not None) or longest <= 60


def test_codebook(book: Any) -> None:
    """A column of a table without its row, or without its words."""
    header, *found = book["codebook"].iter_rows(values_only=True)
    assert header == ("table", "column", "title", "type", "required", "description", "words")
    expected = [
        (name, field["name"], field["title"], field["type"], field["constraints"]["required"], field["description"])
        for name, resource in RESOURCES.items()
        for field in resource["schema"]["fields"]
    ]
    assert [row[:6] for row in found[: len(expected)]] == expected
    words = next(row[6] for row in found if row[:2] == ("quotes", "form"))
    assert [line.partition(": ")[0] for line in words.splitlines()] == ["direct", "indirect"]
    assert {row[0] for row in found} == set(TABLES)


def test_about(book: Any) -> None:
    """A workbook passed on without its licence, version or how to cite it."""
    about = dict(list(book["about"].iter_rows(values_only=True))[1:])
    assert list(about)[:6] == ["title", "description", "version", "licence", "rights", "how to cite"]
    assert [key.removeprefix("table ") for key in about if key.startswith("table ")] == list(TABLES)


def test_nothing_calculates(exported: Path) -> None:
    """A formula, a link, a macro or another file's content, in the bare XML."""
    with zipfile.ZipFile(exported / f"{NAME}.xlsx") as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert not any(tag in content for tag in (b"<f>", b"<f ", b"<hyperlink", b"externalLink", b"vbaProject"))


def test_hostile_cells(tmp_path: Path) -> None:
    """Text that is taken for a formula, link or number."""
    content = "".join('"' + cell.replace('"', '""') + '"\n' for cell in HOSTILE)
    sheet = sheet_of(tmp_path, content, type="string")
    for cell, expected in zip(sheet["A"][1:], HOSTILE, strict=True):
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert cell.value == expected
    with zipfile.ZipFile(tmp_path / f"{NAME}.xlsx") as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_days(tmp_path: Path) -> None:
    """Days before March 1900, which spreadsheets do not know or count in two ways, shifted or lost."""
    sheet = sheet_of(tmp_path, "0033-04-03\n1899-12-31\n1900-02-28\n1900-03-01\n2026-01-21\n", type="date")
    assert [cell.value for cell in sheet["A"][1:]] == [
        "0033-04-03", "1899-12-31", "1900-02-28", datetime(1900, 3, 1), datetime(2026, 1, 21),
    ]  # fmt: skip
    assert sheet["A6"].number_format == "yyyy-mm-dd"


def test_whole_numbers(tmp_path: Path) -> None:
    """Digits that a spreadsheet would turn into zeros."""
    sheet = sheet_of(tmp_path, f"{LARGEST_INTEGER - 1}\n{LARGEST_INTEGER}\n-9007199254740993\n", type="integer")
    found = [cell.value for cell in sheet["A"][1:]]
    assert found == [LARGEST_INTEGER - 1, str(LARGEST_INTEGER), "-9007199254740993"]


@pytest.mark.parametrize("letter", ["x", "😀"])
def test_long_cells(letter: str, tmp_path: Path) -> None:
    """A long cell that is cut without a word; some letters count twice."""
    most = 2 * LONGEST_CELL // len(letter.encode("utf-16-le"))
    sheet = sheet_of(tmp_path / "right", letter * most + "\n", type="string")
    assert sheet["A2"].value == letter * most
    with pytest.raises(PackageError, match=r"more:2:cell: [\d,]+ characters, but a cell of a workbook holds 32,767"):
        sheet_of(tmp_path / "wrong", letter * (most + 1) + "\n", type="string")


def test_not_finite(tmp_path: Path) -> None:
    """A number that a sheet cannot hold: a traceback."""
    package = copy_dataset(tmp_path / "package")
    edit(package, {"table": "figures", "where": {"figure_id": "fig-002"}, "set": {"value_low": "INF"}})
    with pytest.raises(PackageError, match="figures:3:value_low: a workbook cannot hold inf"):
        write(Content.read(package), tmp_path)


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that fall off the end of a sheet."""
    monkeypatch.setattr("us_cuba_2026.exports.workbook.MOST_ROWS", 36)
    with pytest.raises(PackageError, match="more than a sheet of a workbook holds"):
        write(Content.read(), tmp_path)


def test_sheet_names() -> None:
    """Names that Excel refuses: too long, alike, or its own."""
    names = ["a" * 31, "A" * 32, "a" * 33, "History", "history-2"]
    found = sheet_names(names)
    assert len({name.lower() for name in found} | {"history"}) == len(names) + 1
    assert max(map(len, found)) == 31
