"""Excel workbook: a sheet for each table, nothing in it that a spreadsheet could take for a formula or a link."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from us_cuba_2026.exports.cells import refuse_not_finite, with_iso_times, with_joined_lists
from us_cuba_2026.exports.content import Content, Part
from us_cuba_2026.exports.extra_tables import extra_tables
from us_cuba_2026.files.errors import PackageError

if TYPE_CHECKING:
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
_WIDEST, _WIDE = 60, 40  # characters; in a column wider than the second, text is wrapped
_LOOKED_AT = 1000  # rows that the width of a column is judged by


def write(content: Content, folder: Path) -> None:
    """Write the workbook: what it is, the codebook, the tables, the flat views.

    Each sheet has a frozen header and first column, filters, and widths that fit. Days are dates, truth values are
    truth values, times are ISO 8601 text in UTC, lists have ``;`` between their items (an item that holds it stands in
    quotation marks).

    Raises:
        PackageError: If a table or a cell is larger than a workbook can hold.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    parts = [*extra_tables(content), *content.parts]
    book = xlsxwriter.Workbook(folder / f"{content.name}.xlsx", {"in_memory": True})
    book.set_properties(
        {"title": content.described("title"), "comments": content.citation, "created": _created(content)}
    )
    formats = {
        "header": book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
        "plain": book.add_format({"valign": "top"}),
        "wrapped": book.add_format({"valign": "top", "text_wrap": True}),
        "day": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"}),
    }
    for part, name in zip(parts, sheet_names([part.name for part in parts]), strict=True):
        _Sheet(part, book.add_worksheet(name), formats).write()
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
    formats: Mapping[str, "Format"]

    def write(self) -> None:
        """Write the table."""
        refuse_not_finite(self.part, "a workbook")
        frame = with_iso_times(with_joined_lists(self.part))
        if frame.height + 1 > MOST_ROWS or frame.width > MOST_COLUMNS:
            raise PackageError(f"{self.part.name}: more than a sheet of a workbook holds; export it to another format")
        for at, column in enumerate(frame):
            longest = max((len(line) for cell in column.head(_LOOKED_AT) for line in _lines(cell)), default=0)
            width = max(len(column.name) + 3, longest) + 1  # the button of the filter covers three characters
            self.sheet.set_column(at, at, min(width, _WIDEST))
            self._text(0, at, column.name, "header")
            for row, cell in enumerate(column, 1):
                self._cell(row, at, cell, "wrapped" if width > _WIDE else "plain")
        self.sheet.freeze_panes(1, 1)
        self.sheet.autofilter(0, 0, frame.height, frame.width - 1)

    def _cell(self, row: int, at: int, cell: object, form: str) -> None:
        """Write a cell by its type, never by what its text looks like."""
        match cell:
            case None:
                pass
            case bool():
                self.sheet.write_boolean(row, at, cell, self.formats[form])
            case date() if cell >= FIRST_DAY:
                self.sheet.write_datetime(row, at, cell, self.formats["day"])
            case float():
                self.sheet.write_number(row, at, _Exact(cell), self.formats[form])
            case int() if abs(cell) < LARGEST_INTEGER:
                self.sheet.write_number(row, at, cell, self.formats[form])
            case _:
                self._text(row, at, str(cell), form)

    def _text(self, row: int, at: int, cell: str, form: str) -> None:
        """Write text as text."""
        if len(cell.encode("utf-16-le")) > 2 * LONGEST_CELL:
            where = f"{self.part.name}:{row + 1}:{self.part.table.names[at]}"
            what = f"{len(cell):,} characters, but a cell of a workbook holds {LONGEST_CELL:,}"
            raise PackageError(f"{where}: {what}; export it to other formats")
        self.sheet.write_string(row, at, cell, self.formats[form])


class _Exact(float):
    """A number that is written with all its digits: the library writes 16, of which some numbers need 17."""

    def __format__(self, form: str) -> str:
        text = super().__format__(form)
        return text if float(text) == self else repr(float(self))


def _lines(cell: object) -> Sequence[str]:
    """The lines of a cell as shown."""
    return [] if cell is None else str(cell).splitlines()


def _created(content: Content) -> datetime:
    """When the package was made, or a fixed day, so that the same package is the same workbook."""
    try:
        return datetime.fromisoformat(content.described("created")).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return datetime(2000, 1, 1)
