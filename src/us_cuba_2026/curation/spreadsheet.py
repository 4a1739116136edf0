"""Undoes what a spreadsheet does to a table when it saves it, where that is certain."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from us_cuba_2026.checker.table_schema import WHAT, field_rules
from us_cuba_2026.files.errors import UnusableError, cause
from us_cuba_2026.model.package import Field, Table

Row = dict[str, str]
_NUMERIC = re.compile(r"([0-9]{1,4})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{1,2})(?: 0?0:00(?::00)?)?")
_NAMED = re.compile(r"(?:([0-9]{1,2})[ -]([A-Z][a-z]{2,8})[ -]|([A-Z][a-z]{2,8}) ([0-9]{1,2}), )([0-9]{4}|[0-9]{2})")
_MADE_OF_WORDS = re.compile(
    r"[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})|[0-9]{1,2}-[A-Z][a-z]{2}(?:-[0-9]{2})?|[A-Z][a-z]{2}-[0-9]{2}"
    r"|[0-9](?:\.[0-9]+)?E[+-]?[0-9]{2,3}|#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NUM!|NULL!)|#{3,}"
)
"""What a spreadsheet shows in place of words such as ``Jan. 11`` that it takes for a day, a number or a formula."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Saved:
    """A table as it was read."""

    rows: list[Row]
    changes: list[str]
    """What is not as the canonical form has it, and was read all the same."""


def read_saved(table: Table) -> Saved:
    """Read a table, also if a spreadsheet has saved it in a form of its own.

    Args:
        table: The table.

    Returns:
        Its rows, without those that are blank.

    Raises:
        PackageError: If it cannot be read for certain, as ``Table.rows`` says it.
    """
    content = table.plain_file.read_bytes() if table.plain_file.exists() else b""
    is_utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    changes = ["UTF-16 is now UTF-8"] if is_utf_16 else []
    if content.startswith(b"\xef\xbb\xbf"):
        changes.append("the byte-order mark is gone")
    with suppress(UnicodeDecodeError, csv.Error):
        text = content.decode("utf-16" if is_utf_16 else "utf-8-sig")
        named = re.match(r"sep=(.)\r?\n", text)
        for mark in named[1] if named else ",;\t":
            rows = _rows(table, text[named.end() if named else 0 :], mark)
            if rows is None:
                continue
            if mark != ",":
                changes.append(f"{mark!r} between cells is now ','")
            if "\r\n" in text:
                changes.append("lines end with LF now")
            filled = [row for row in rows if any(row.values()) or len(table.names) == 1]
            if len(filled) < len(rows):
                changes.append(f"{_count(len(rows) - len(filled), 'blank row')} removed")
            return Saved(filled, changes)
    return Saved(table.rows(), [])


def _rows(table: Table, text: str, mark: str) -> list[Row] | None:
    """The rows of a text whose cells have a mark between them; none if the header or a row is not as it should be."""
    header, *rows = [*csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)] or [[]]
    names = [*header]
    while names and not names[-1]:
        names.pop()
    if sorted(names) != sorted(table.names):
        return None
    width = len(names)
    if any(len(row) != len(header) or any(row[width:]) for row in rows if row or width > 1):
        return None
    return [dict(zip(names, row or [""], strict=False)) for row in rows]


def read_cells(file: Path) -> list[tuple[int, list[str]]]:
    r"""The rows of a CSV file of no table, such as one of drafts, also if a spreadsheet has saved it.

    Args:
        file: The file.

    Returns:
        For each row that is not blank, the line on which it ends, and its cells.

    Raises:
        UnusableError: If it cannot be read, or is neither UTF-8 nor UTF-16, or no CSV.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "a.csv")
        ...     _ = file.write_bytes(b"\xef\xbb\xbfa;b\r\n1;2,5\r\n;\r\n")
        ...     read_cells(file)
        [(1, ['a', 'b']), (2, ['1', '2,5'])]
    """
    try:
        content = file.read_bytes()
        is_utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = content.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableError(f"{file}: not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise UnusableError(f"{file}: {cause(error)}") from None
    mark = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        return [(reader.line_num, row) for row in reader if any(row)]
    except csv.Error as error:
        raise UnusableError(f"{file}:{reader.line_num}: not CSV: {error}") from None


@dataclass(frozen=True)
class Mended:
    """What was done to cells, and what was not."""

    changes: list[str]
    open: list[str]
    """Cells that only a person can judge, each with its place."""


def mend(table: Table, rows: Sequence[Row], is_edited: bool) -> Mended:
    """Give cells that are not of their column's type the one value that they can mean; say where there are several.

    Args:
        table: The table.
        rows: Its rows in the order of the file; they are changed.
        is_edited: Whether the file has changed since it was described: words that look like a spreadsheet's reading of
            other words are asked about only then.

    Returns:
        What was changed, and what is open.

    Raises:
        PackageError: If the descriptor cannot be used.

    Example:
        >>> from us_cuba_2026.model.package import Package
        >>> quotes = [{"is_fragment": "TRUE"}, {"is_fragment": "TRUE"}, {"is_fragment": "perhaps"}]
        >>> mended = mend(Package.read().table("quotes"), quotes, is_edited=True)
        >>> mended.changes, quotes[0]
        (["is_fragment: 'TRUE' is now 'true' (2 cells)"], {'is_fragment': 'true'})
        >>> mended.open
        ["data/quotes.csv:4:is_fragment: 'perhaps' must be true or false"]
    """
    changes, open_ = [], []
    fields = [field for field in table.fields if rows and field.name in rows[0]]
    wrong = {field.name: _wrong(table, field, [row[field.name] for row in rows]) for field in fields}
    day_first = _day_first([cell for cells in wrong.values() for cell in cells])
    for field in fields:
        name, cells = field.name, Counter(row[field.name] for row in rows)
        meant = {cell: _meant(table, field, cell, day_first) for cell in wrong[name]}
        for cell, values in meant.items():
            if len(values) == 1:
                count = f" ({_count(cells[cell], 'cell')})" if cells[cell] > 1 else ""
                changes.append(f"{name}: {cell!r} is now {values[0]!r}{count}")
        for number, row in enumerate(rows, 2):
            cell = row[name]
            where = f"{table.described['path']}:{number}:{name}: {cell!r}"
            if len(meant.get(cell, ())) == 1:
                row[name] = meant[cell][0]
            elif cell in meant and len(meant[cell]) > 1:
                open_.append(f"{where} may be {' or '.join(meant[cell])}: write the one it is")
            elif cell in meant and field.type in WHAT:
                open_.append(f"{where} must be {_accepted(field)}")
            elif is_edited and field.type in ("string", "any") and _MADE_OF_WORDS.fullmatch(cell):
                open_.append(f"{where} may be a spreadsheet's reading of other words: write those, if so")
    return Mended(changes, open_)


def _accepted(field: Field) -> str:
    """What a cell of a field must be, in words."""
    if field.type == "boolean":
        return " or ".join([*_words(field, "true"), *_words(field, "false")])
    return f"one of: {', '.join(field.enum)}" if field.enum else WHAT[field.type]


def _words(field: Field, meaning: str) -> list[str]:
    """The words of a column for true or false."""
    return [str(word) for word in field.described.get(f"{meaning}Values", [meaning])]


def _wrong(table: Table, field: Field, cells: Sequence[str]) -> list[str]:
    """Those of the cells, each once, that are not as the field demands; whether they are filled is not asked here."""
    rules = [rule for rule in field_rules(table, field) if rule.id != "required"]
    filled = pl.DataFrame({field.name: list(dict.fromkeys(cells))}, {field.name: pl.String})
    if not rules:
        return []
    return filled.filter(~pl.all_horizontal(rule.right.fill_null(True) for rule in rules))[field.name].to_list()


def _meant(table: Table, field: Field, cell: str, day_first: bool | None) -> list[str]:
    """What a cell can have been before a spreadsheet saved it, as far as the field takes it."""
    values = list(dict.fromkeys(_candidates(field, " ".join(cell.split()), day_first)))
    wrong = {*_wrong(table, field, values)} if values else set()
    return [value for value in values if value not in wrong]


def _candidates(field: Field, cell: str, day_first: bool | None) -> Iterator[str]:
    """What a cell can mean as a value of a field, whether or not the field takes it."""
    yield cell
    match field.type:
        case "boolean":
            for meaning, number in (("true", "1"), ("false", "0")):
                word = _words(field, meaning)[0]
                if cell.casefold() in (meaning, word.casefold(), number, f"{number}.0"):
                    yield word
        case "integer" | "year":
            yield from (re.sub(r"\.0+$", "", number) for number in _numbers(cell))
        case "number":
            yield from _numbers(cell)
        case "datetime":
            yield cell.replace(" ", "T", 1)
        case "date" | "string" if not field.enum:
            yield from (day.isoformat() for day in _days(cell, day_first))
    yield from (word for word in field.enum if word.casefold() == cell.casefold())


def _numbers(cell: str) -> Iterator[str]:
    """The numbers that a text can mean: a comma or stop within it may divide thousands, or begin decimals."""
    plain = cell.replace("\N{MINUS SIGN}", "-").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    for thousands, decimals in ((",", "."), (".", ","), (" ", ","), (" ", "."), ("'", ".")):
        grouped = rf"[+-]?(?:[0-9]{{1,3}}(?:{re.escape(thousands)}[0-9]{{3}})+|[0-9]+)(?:{re.escape(decimals)}[0-9]+)?"
        if re.fullmatch(grouped, plain):
            yield plain.replace(thousands, "").replace(decimals, ".")


def _day_first(cells: Sequence[str]) -> bool | None:
    """Whether days stand before months in the cells of a file that one spreadsheet has saved; none if open."""
    found = [match for cell in cells if (match := _NUMERIC.fullmatch(cell)) and len(match[1]) < 3 and match[2] == "/"]
    orders = [order for order in (True, False) if all(any(_read(match, order)) for match in found)]
    return orders[0] if len(orders) == 1 else None


def _days(cell: str, day_first: bool | None) -> Iterator[date]:
    """The days that a text can mean."""
    if match := _NAMED.fullmatch(cell):
        month = (match[2] or match[3]).lower()
        if month[:3] in _MONTHS:
            yield from _on(match[5], _MONTHS.index(month[:3]) + 1, int(match[1] or match[4]))
    elif match := _NUMERIC.fullmatch(cell):
        if len(match[1]) > 2:
            yield from _on(match[1], int(match[3]), int(match[4])) if len(match[1]) == 4 else ()
        elif match[2] == ".":
            yield from _read(match, day_first=True)
        else:
            for order in (True, False) if day_first is None else (day_first,):
                yield from _read(match, order)


def _read(match: re.Match[str], day_first: bool) -> Iterator[date]:
    """The days that a numeric date can be, read in one order."""
    day, month = (match[1], match[3]) if day_first else (match[3], match[1])
    return _on(match[4], int(month), int(day))


def _on(year: str, month: int, day: int) -> Iterator[date]:
    """The day of that year, or of a year of two digits in this century or the last, if there is such a day."""
    for century in ("",) if len(year) == 4 else ("20", "19"):
        with suppress(ValueError):
            yield date(int(century + year), month, day)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number > 1 else ''}"
