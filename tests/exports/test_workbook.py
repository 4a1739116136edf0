"""The workbook, as openpyxl and its bare XML show it: typed cells, filters, and nothing that calculates."""

import math
import textwrap
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import us_cuba_2026 as uc
from exports.expected import FLAT, HOSTILE, KEYS, NAME, RESOURCES, TABLES, alone, as_text, rows, with_table
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


@pytest.mark.slow
def test_sheets(book: Any) -> None:
    """A table without its sheet, the first sheet not that which says what this is, or joined tables hard to find."""
    assert tuple(book.sheetnames) == ("about", *FLAT, "codebook", *RESOURCES)


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLES)
def test_values(name: str, book: Any) -> None:
    """A cell that is lost, changed, or of another type."""
    header, *cells = book[name].iter_rows(values_only=True)
    expected = rows(name)
    assert header == tuple(expected[0]) if expected else len(header) == len(RESOURCES[name]["schema"]["fields"])
    assert cells == [tuple(map(shown, row.values())) for row in expected]


@pytest.mark.mostly_slow
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
        assert len(cell.value) + 3 <= width <= 122
    for column, width in zip(sheet.iter_cols(min_row=2), widths, strict=True):
        for cell in column:
            if isinstance(cell.value, datetime):
                continue  # of one length, less than that of any header
            shown_as = f"{cell.value:,}" if type(cell.value) in (int, float) else str(cell.value or "")
            if not cell.alignment.wrap_text:
                assert len(shown_as) < width
            elif len(shown_as) > width:
                height = sheet.row_dimensions[cell.row].height or 15
                least = sum(len(textwrap.wrap(line, int(width * 1.12))) or 1 for line in shown_as.splitlines())
                assert height >= min(15 * least, 405), f"{cell.coordinate} is cut"
    assert max((one.height or 15 for one in sheet.row_dimensions.values()), default=15) <= 409


@pytest.mark.parametrize("name", ["about", "codebook", *TABLES])
def test_pages(name: str, book: Any) -> None:
    """Pages in portrait, too small to be read, or without the header and the id of the row."""
    sheet = book[name]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
    alike = sheet.column_dimensions.values()
    across = sum(int(column.width) * (column.max - column.min + 1) for column in alike)
    assert int(sheet.page_setup.fitToHeight) == 0
    assert int(sheet.page_setup.fitToWidth or 1) == math.ceil(across / 215)
    assert "Cuba" in sheet.oddHeader.left.text
    assert "&P" in str(sheet.oddFooter.right.text)


def led_to(book: Any, cell: Any) -> Any:
    """The cell that a link leads to."""
    sheet, _, place = cell.hyperlink.location.rpartition("!")
    return book[sheet.strip("'")][place]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", TABLES)
def test_ids_are_links_to_their_rows(name: str, book: Any) -> None:
    """A key or reference that leads nowhere, or to another row."""
    sheet = book[name]
    schema = RESOURCES[name.removesuffix("_flat")]["schema"]
    targets = {key["fields"][0]: key["reference"]["resource"] for key in schema.get("foreignKeys", ())}
    if (other := name.removesuffix("_flat") if name in FLAT else f"{name}_flat") in TABLES:
        targets[KEYS[name][0]] = other
    for column in sheet.iter_cols():
        header, *cells = column
        target = targets.get(header.value, "")
        full = f"{target}_flat" if f"{target}_flat" in FLAT and [header.value] != KEYS[name] else target
        for cell in cells:
            if target and cell.value is not None:
                place = led_to(book, cell)
                assert (place.parent.title, place.value) == (full, cell.value)
            elif cell.hyperlink:
                assert header.value.endswith("_id")
                assert led_to(book, cell).value == cell.value
    if name == "claims":
        assert all(cell.hyperlink for cell in sheet["B"][1:])  # of whichever table the record is


@pytest.mark.parametrize("name", TABLES)
def test_headers_lead_to_what_they_mean(name: str, book: Any) -> None:
    """A header whose meaning must be looked for, or that leads to that of another column."""
    for cell in book[name][1]:
        table, column, *_, description, _ = (each.value for each in book["codebook"][led_to(book, cell).row])
        assert (table, column) == (name, cell.value)
        assert description.startswith(cell.hyperlink.tooltip.removesuffix(" ..."))
        assert len(cell.hyperlink.tooltip) <= 255


def test_more_links_than_a_sheet_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells that are lost with their links: the library leaves out what is beyond the limit."""
    monkeypatch.setattr("us_cuba_2026.exports.workbook.MOST_LINKS", 100)
    content = Content.read()
    few = [one for one in content.documentation if one.name in ("events", "actors", "participants", "event_relations")]
    write(Content(content.package, few), tmp_path)
    book = openpyxl.load_workbook(tmp_path / f"{NAME}.xlsx")
    header, *cells = book["participants"].iter_rows(values_only=True)
    assert [dict(zip(header, row, strict=True)) for row in cells] == rows("participants")
    assert not any(cell.hyperlink for cell in book["participants"]["A"][1:])
    assert all(cell.hyperlink for cell in book["event_relations"]["A"][1:])


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("kind", "cells", "forms"),
    [
        ("number", "0.5\n0.333\n1\n", ["0.000"] * 3),
        ("number", "3000000\n32\n0.25\n", ["#,##0", "#,##0", "#,##0.00"]),
        ("number", "23.13302\n-82.5\n", ["0.00000"] * 2),
        ("number", "1e-9\n2\n", ["General"] * 2),
        ("integer", "1959\n2026\n", ["0"] * 2),
        ("integer", "10000\n-7\n", ["#,##0"] * 2),
        ("boolean", "true\nfalse\n", ['"TRUE";"TRUE";"FALSE"'] * 2),
    ],
)
def test_number_formats(kind: str, cells: str, forms: list[str], tmp_path: Path) -> None:
    """Digits that are cut or made up, points that do not stand under one another, a year with its thousands divided."""
    assert [cell.number_format for cell in sheet_of(tmp_path, cells, type=kind)["A"][1:]] == forms


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
    """A workbook passed on without its licence, version or how to cite it, or without a way to its sheets."""
    about = dict(list(book["about"].iter_rows(values_only=True))[1:])
    assert list(about)[:7] == ["title", "description", "version", "licence", "rights", "how to cite", "links"]
    assert "once you sort that sheet it leads to another row" in about["links"]
    assert about["how to cite"] == uc.cite().rstrip("\n"), "a reference a line"
    assert [key.removeprefix("table ") for key in about if key.startswith("table ")] == [*FLAT, *RESOURCES]
    for cell in book["about"]["A"][8:]:
        assert cell.value == f"table {led_to(book, cell).parent.title}"


def test_nothing_calculates(exported: Path) -> None:
    """A formula, a link out of the workbook, a macro or another file's content, in the bare XML."""
    with zipfile.ZipFile(exported / f"{NAME}.xlsx") as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert not any(tag in content for tag in (b"<f>", b"<f ", b'"External"', b"externalLink", b"vbaProject"))


def test_hostile_cells(tmp_path: Path) -> None:
    """Text that is taken for a formula, link or number."""
    content = "".join('"' + cell.replace('"', '""') + '"\n' for cell in HOSTILE)
    sheet = sheet_of(tmp_path, content, type="string")
    for cell, expected in zip(sheet["A"][1:], HOSTILE, strict=True):
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert cell.value == expected
        assert cell.quotePrefix is expected.startswith(("=", "+", "-", "@"))  # it stays text when somebody edits it
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
