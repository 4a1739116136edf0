"""Excel workbook: a sheet for each table, ids linked to their rows, nothing that a spreadsheet could calculate."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from us_cuba_2026.dataframes.canonical_cells import with_iso_times, with_joined_lists
from us_cuba_2026.exports.cells import refuse_not_finite
from us_cuba_2026.exports.content import Content, Part
from us_cuba_2026.exports.extra_tables import extra_tables
from us_cuba_2026.exports.sheet_links import MOST_LINKS, Links
from us_cuba_2026.exports.sheet_sizes import LINE, heights, number_formats, width
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.package import FORMULA

if TYPE_CHECKING:
    import polars as pl
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FIRST_DAY = date(1900, 3, 1)
"""Earlier days are written as text: spreadsheets count those of 1900 in two ways, and know none before."""
LONGEST_CELL = 32_767  # UTF-16 units
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
LARGEST_INTEGER = 10**15
"""Larger whole numbers are written as text: spreadsheets keep 15 digits."""
LONGEST_SHEET_NAME = 31
_A4 = 9
_PAGE = 215  # characters that fit across a page in a size that can be read
_LONGEST_NOTE = 255  # characters of what is shown over a header, and of what heads a page
_LOOKS: dict[str, dict[str, Any]] = {
    "header": {"bold": True, "bottom": 1, "bg_color": "#E4EAF1"},
    "link": {"font_color": "#0B5394", "underline": 1},
    "guarded": {"quote_prefix": True},  # else what starts like a formula becomes one when somebody edits the cell
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "number": {"align": "right", "indent": 1, "text_wrap": False},
    "truth": {"align": "center", "text_wrap": False, "num_format": '"TRUE";"TRUE";"FALSE"'},
}
_BEWARE = {
    "links": "A link leads to a cell of a sheet, so once you sort that sheet it leads to another row: sort a copy of "
    "the sheet, or filter it, which keeps every row in its place."
}
_Form = Callable[..., "Format"]


def write(content: Content, folder: Path) -> None:
    """Write the workbook: what it is, the flat views, what every column means, the tables.

    Each sheet has a frozen header and first column, filters, widths and heights that show the text, and is printed in
    landscape, its header on every page. An id is a link to the row that it names: that of the flat view where there is
    one, until that sheet is sorted, as ``about`` says. The key of a flat view leads to the row of the table and back, a
    header to what the column means. Days are dates, truth values are truth values, times are ISO 8601 text in UTC,
    lists have ``;`` between their items (an item that holds it stands in quotation marks).

    Raises:
        PackageError: If a table or a cell is larger than a workbook can hold.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    for part in content.parts:
        refuse_not_finite(part, "a workbook")
    about, codebook = extra_tables(content, _BEWARE)
    flat = [part for part in content.parts if part.is_flat]
    parts = [about, *flat, codebook, *(part for part in content.parts if not part.is_flat)]
    book = xlsxwriter.Workbook(folder / f"{content.name}.xlsx", {"in_memory": True})
    title = content.described("title")
    book.set_properties({"title": title, "comments": content.citation, "created": _created(content)})

    @cache
    def form(*looks: str, digits: str = "") -> "Format":
        merged: dict[str, Any] = {"valign": "top", "text_wrap": True} | ({"num_format": digits} if digits else {})
        for look in looks:
            merged |= _LOOKS[look]
        return book.add_format(merged)

    names = sheet_names([part.name for part in parts])
    links = Links.to(parts, names)
    for part, name in zip(parts, names, strict=True):
        _Sheet(part, book.add_worksheet(name), links, form).write(title)
    try:
        book.close()
    except XlsxWriterException as error:
        raise PackageError(f"the workbook cannot be written: {error}") from None


def sheet_names(names: Iterable[str]) -> list[str]:
    """Names of sheets: 31 characters at most, no two alike, capitals aside.

    Example:
        >>> sheet_names(["quotes", "a" * 40, "a" * 41, "history"])[1:]
        ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa-2', 'history-2']
    """
    taken = {"history"}  # which Excel keeps for itself
    found = []
    for name in names:
        sheet, count = name[:LONGEST_SHEET_NAME], 1
        while sheet.lower() in taken:
            count += 1
            sheet = name[: LONGEST_SHEET_NAME - len(f"-{count}")] + f"-{count}"
        taken.add(sheet.lower())
        found.append(sheet)
    return found


@dataclass(frozen=True)
class _Sheet:
    """A sheet that a table is written into."""

    part: Part
    sheet: "Worksheet"
    links: Links
    form: _Form

    def write(self, title: str) -> None:
        """Write the table; the title heads each page that is printed."""
        frame = with_iso_times(with_joined_lists(self.part.frame))
        if frame.height + 1 > MOST_ROWS or frame.width > MOST_COLUMNS:
            raise PackageError(f"{self.part.name}: more than a sheet of a workbook holds; export it to another format")
        texts = [[_shown(cell) for cell in column] for column in frame]
        widths = [width(column.name, cells) for column, cells in zip(frame, texts, strict=True)]
        for at, wide in enumerate(widths):
            self.sheet.set_column(at, at, wide)
        for row, high in enumerate(heights(zip(texts, widths, strict=True)), 1):
            if high > 1:
                self.sheet.set_row(row, high * LINE)
        self._headers()
        self._columns(frame)
        self.sheet.freeze_panes(1, 1)
        self.sheet.autofilter(0, 0, frame.height, frame.width - 1)
        self._printed(title, sum(widths))

    def _headers(self) -> None:
        """Write the names of the columns; what each means is shown over it, and a click away."""
        places = self.links.of_headers(self.part)
        for at, field in enumerate(self.part.documentation.fields):
            note = shorten(field.description, _LONGEST_NOTE, placeholder=" ...")
            self._text(0, at, field.name, "header", place=places.get(field.name, ""), note=note)

    def _columns(self, frame: "pl.DataFrame") -> None:
        """Write the cells."""
        places = {name: self.links.of_cells(self.part, name) for name in frame.columns}
        count = sum(cell in places[column.name] for column in frame if places[column.name] for cell in column)
        if count + frame.width > MOST_LINKS:
            places = {name: {} for name in frame.columns}
        for at, column in enumerate(frame):
            formats = number_formats(column) if column.dtype.is_numeric() else [""] * frame.height
            targets = places[column.name]
            for row, (cell, digits) in enumerate(zip(column, formats, strict=True), 1):
                self._cell(row, at, cell, digits, targets.get(cell, ""))

    def _cell(self, row: int, at: int, cell: object, digits: str, place: str) -> None:
        """Write a cell by its type, never by what its text looks like."""
        match cell:
            case None:
                pass
            case bool():
                self.sheet.write_boolean(row, at, cell, self.form("truth"))
            case date() if cell >= FIRST_DAY:
                self.sheet.write_datetime(row, at, cell, self.form("day"))
            case float():
                self.sheet.write_number(row, at, _Exact(cell), self.form("number", digits=digits))
            case int() if abs(cell) < LARGEST_INTEGER:
                self.sheet.write_number(row, at, cell, self.form("number", digits=digits))
            case _:
                text = str(cell)
                looks = (("link",) if place else ()) + (("guarded",) if re.match(FORMULA, text) else ())
                self._text(row, at, text, *looks, place=place)

    def _text(self, row: int, at: int, cell: str, *looks: str, place: str, note: str = "") -> None:
        """Write text as text, and as a link if it leads to a place."""
        if len(cell.encode("utf-16-le")) > 2 * LONGEST_CELL:
            where = f"{self.part.name}:{row + 1}:{self.part.table.names[at]}"
            what = f"{len(cell):,} characters, but a cell of a workbook holds {LONGEST_CELL:,}"
            raise PackageError(f"{where}: {what}; export it to other formats")
        if place:
            self.sheet.write_url(row, at, place, self.form(*looks), cell, note or None)
        else:
            self.sheet.write_string(row, at, cell, self.form(*looks))

    def _printed(self, title: str, wide: int) -> None:
        """Set up the pages: as many across as the columns need to be read, the header and the first column on each."""
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        self.sheet.fit_to_pages(-(-wide // _PAGE), 0)
        self.sheet.print_across()
        self.sheet.repeat_rows(0)
        self.sheet.repeat_columns(0)
        self.sheet.hide_gridlines(0)
        self.sheet.set_header("&L&8" + shorten(title, _LONGEST_NOTE - 60, placeholder=" ...").replace("&", "&&"))
        self.sheet.set_footer("&L&8&A&R&8&P / &N")


class _Exact(float):
    """A number that is written with all its digits: the library writes 16, of which some numbers need 17."""

    def __format__(self, form: str) -> str:
        text = super().__format__(form)
        return text if float(text) == self else repr(float(self))


def _shown(cell: object) -> str | None:
    """About what a cell takes room for: a number has its thousands divided, and stands off from the next column."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell:,}  "
    return None if cell is None else str(cell)


def _created(content: Content) -> datetime:
    """When the package was made, or a fixed day, so that the same package is the same workbook."""
    try:
        return datetime.fromisoformat(content.described("created")).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return datetime(2000, 1, 1)
