"""Reads the files of a table as text cells, batch by batch, and finds what is wrong with the files themselves."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import polars as pl

from us_cuba_2026.checker.findings import PART, finding, shortened
from us_cuba_2026.checker.reading.batches import AS_USUAL, Reading
from us_cuba_2026.checker.reading.byte_stream import CountedBytes, Text
from us_cuba_2026.checker.reading.csv_rows import Cut, UnreadableError, csv_rows
from us_cuba_2026.checker.reading.parquet import parquet_rows
from us_cuba_2026.checker.rule import ROW
from us_cuba_2026.files.errors import cause
from us_cuba_2026.files.file_kinds import COMPRESSIONS, kind, seen_in
from us_cuba_2026.model.package import Table

_LONGEST_HEADER = 2**20  # bytes
_NAMED = 20  # columns of a header that one finding tells of

RULES = {
    "file": "the file of each table is there and holds at least a header",
    "bytes": "a file has the size that the descriptor gives",
    "hash": "a file has the hash that the descriptor gives",
    "encoding": "files are UTF-8",
    "line-ends": "lines end with LF alone",
    "byte-order-mark": "files start without a byte order mark",
    "csv-unclosed-quote": "each quotation mark has a partner",
    "csv-misplaced-quote": "quotation marks stand around whole cells, and are doubled within them",
    "columns": "the header names the described columns, in their order",
    "row-width": "each row has as many cells as the header",
    "blank-row": "no row is blank",
    "row-size": "no row is larger than a block",
}

Take = Callable[[pl.DataFrame], None]


def nothing(_: object) -> None:
    """Pass over what is told."""


class Scan:
    """One reading of a table from start to end.

    Args:
        table: The table.
        report: Called with findings on the shape of rows, as frames.
        progress: Called with the number of bytes of each piece that is read.
        reading: How files are read.
        only: Which of its files is read, counted from 0; all of them if nothing is given.
    """

    def __init__(
        self,
        table: Table,
        report: Take = nothing,
        progress: Callable[[int], None] = nothing,
        reading: Reading = AS_USUAL,
        *,
        only: int | None = None,
    ) -> None:
        self.table = table
        self.is_readable = True
        self.on_file: list[pl.DataFrame] = []  # findings on the files
        self.on_header: dict[int, list[pl.DataFrame]] = {}  # and on their headers
        self._report, self._progress = report, progress
        self._reading, self._only = reading, only

    def batches(self) -> Iterator[tuple[pl.DataFrame, bool]]:
        """The rows: a column of text for each described column, and row numbers in ``_row``; a frame may be empty.

        Beside each frame stands whether its rows are of the wrong width, and cut or filled up to the right one: fit to
        be pointed at, not to be judged. They come out of turn.

        A table that cannot be read to its end is not readable (``is_readable``), whatever was handed out before.
        """
        paths = self.table.described["path"]
        names = [paths] if isinstance(paths, str) else paths
        for at, (path, name) in enumerate(zip(self.table.parts, names, strict=True)):
            if self._only not in (None, at):
                continue
            self._last_row = 0
            rows = self._parquet(path, name, at) if kind(name)[0] == "parquet" else self._text(path, name, at)
            for frame, is_cut in rows:
                if self.is_readable:
                    yield frame, is_cut

    def findings(self) -> Iterator[pl.DataFrame]:
        """The findings on the files and, as far as they could be read, their headers; known at the end."""
        yield from self.on_file
        for found in self.on_header.values():
            yield from found

    def _text(self, path: Path, name: str, part: int) -> Iterator[tuple[pl.DataFrame, bool]]:
        """The rows of a CSV file."""
        algorithm, _ = self.table.hash or (None, None)
        try:
            with CountedBytes(path, algorithm, self._progress) as stored:
                text = Text(stored, name)
                yield from self._csv(text, part)
                text.drain()
                self._check_bytes(text, stored, name, part)
        except OSError as error:
            why = cause(error)
            compression = COMPRESSIONS.get(f".{kind(name)[1]}")
            if compression and not error.errno and seen_in(stored.start) != f"compressed with {compression}":
                why = f"it is not {compression}, though its name says so: correct the name, or compress the file"
            self._unreadable("file", f"{name} cannot be read: {why}", part)

    def _csv(self, text: Text, part: int) -> Iterator[tuple[pl.DataFrame, bool]]:
        head = text.first(_LONGEST_HEADER)
        names = header(head)
        if not head or not self._check_header(names, part, first_row=1):
            self.is_readable = False
            return
        is_too_long = False
        wrong = Cut(self.table, names, part * PART, self._report, self._reading.batch)
        try:
            for rows, is_cut in csv_rows(text, self.table, names, part * PART, wrong, self._reading):
                self._last_row = max([self._last_row, *rows[ROW].tail(1)])
                yield rows, is_cut
        except UnreadableError as error:
            self.is_readable, is_too_long = False, error.rule == "row-size"
            self.on_header.setdefault(part, []).append(finding(error.rule, str(error), part * PART or None))
        wrong.end()
        self._last_row = max(self._last_row, wrong.last) + is_too_long
        for rows in wrong.hand_on():
            yield rows, True

    def _parquet(self, path: Path, name: str, part: int) -> Iterator[tuple[pl.DataFrame, bool]]:
        """The rows of a Parquet file, as the text that a CSV file would hold."""
        try:
            if self.table.hash or "bytes" in self.table.described:
                with CountedBytes(path, (self.table.hash or (None,))[0], nothing) as stored:
                    stored.drain()
                    self._check_stamp(stored, part)
            for rows in parquet_rows(
                path,
                self.table,
                part * PART,
                lambda names: self._check_header(names, part, 0),
                self._report,
                self._reading,
            ):
                self._progress(0)
                yield rows, False
            self._progress(path.stat().st_size)
        except UnreadableError as error:
            self.is_readable = False
            if error.rule:  # else the columns are wrong, as has been told
                self._unreadable(error.rule, str(error), part)
        except OSError as error:
            self._unreadable("file", f"{name} cannot be read: {cause(error)}", part)

    def _unreadable(self, rule: str, message: str, part: int, value: str | None = None, row: int | None = None) -> None:
        """The table cannot be read, and what the header of this file may say does not matter."""
        self.is_readable = False
        self.on_header.pop(part, None)
        self.on_file.append(finding(rule, message, row or part * PART or None, None, value))

    def _check_bytes(self, text: Text, stored: CountedBytes, name: str, part: int) -> None:
        """What is known of a file when it has been read."""
        whole = part * PART or None
        if text.has_mark:
            message = "the file starts with a byte order mark: save it as UTF-8 without BOM"
            self.on_file.append(finding("byte-order-mark", message, whole))
        if text.bad_bytes is not None:
            message = _not_text(text)
            self._unreadable("encoding", message, part, text.bad_bytes.hex())
            return
        if text.size == 0:
            self._unreadable("file", f"{name} is empty: it needs at least the header", part)
            return
        if text.quotation.has_carriage_returns:
            message = "lines end with a carriage return: save the file with LF alone"
            self.on_file.append(finding("line-ends", message, whole))
        self._check_stamp(stored, part)
        line = text.quotation.misplaced_line
        if text.quotation.count % 2:
            message = (
                "a quotation mark here or further up has no partner, so the table was not read: close or remove it"
            )
            hint = f" (line {line} is the first in which one stands neither before nor behind a cell)" if line else ""
            self._unreadable("csv-unclosed-quote", message + hint, part, row=self._last_row)
        elif line:
            message = (
                f"a quotation mark in line {line} stands neither before nor behind a whole cell, so the table was not"
                " read: put the cell in quotation marks and double those within it"
            )
            self._unreadable("csv-misplaced-quote", message, part)

    def _check_stamp(self, stored: CountedBytes, part: int) -> None:
        """Size and hash, as the descriptor gives them."""
        self.on_file += stamp_findings(self.table, stored, part)

    def _check_header(self, names: list[str], part: int, first_row: int) -> bool:
        """Check the header; whether the columns can be told apart, so that the rows can be read."""
        row = part * PART + first_row or None
        lacking = {*self.table.names} - {*names} if len(self.table.parts) > 1 else set[str]()
        for message, field in wrong_columns(self.table, names):
            unread = ", so the table was not read: all its files need the same ones" if field in lacking else ""
            self.on_header.setdefault(part, []).append(finding("columns", message + unread, row, field))
        twice = any(count > 1 for name, count in Counter(names).items() if name in self.table.names)
        has_line_end = any(end in name for name in names for end in "\r\n")
        return is_header(self.table, names) and not (twice or lacking or has_line_end)


def stamp_findings(table: Table, stored: CountedBytes, part: int) -> Iterator[pl.DataFrame]:
    """What is wrong with size and hash of a file that has been read, as the descriptor gives them."""
    algorithm, digest = table.hash or ("", None)
    mend = "undo the change, or run us-cuba-2026 curate stamp"
    stale = f"the file is not the one that the descriptor was stamped with: {mend}"
    if digest not in (None, stored.digest):
        message = f"{stale} ({algorithm} is now {stored.digest})"
        yield finding("hash", message, part * PART or None, None, str(table.described["hash"]))
    elif table.described.get("bytes", stored.size) != stored.size:
        message = f"{stale} (bytes is now {stored.size})"
        yield finding("bytes", message, part * PART or None, None, str(table.described["bytes"]))


def _not_text(text: Text) -> str:
    """What a file is that is not UTF-8, and what to do about it."""
    match seen_in(text.start):
        case "compressed with gzip" | "compressed with zstd" as what:
            return f"the file is {what}, so the table was not read: unpack it, or name it .csv.gz or .csv.zst"
        case None:
            return f"not UTF-8 in line {text.bad_line}, so the table was not read: save the file as UTF-8"
        case what:
            return f"the file is {what}, so the table was not read: save the table as CSV in UTF-8"


def header(head: bytes) -> list[str]:
    """The cells of the first row."""
    text = io.TextIOWrapper(io.BytesIO(head), encoding="utf-8-sig", errors="ignore", newline="")
    try:
        return next(csv.reader(text), [])
    except csv.Error:  # a cell beyond any reason
        return [head.partition(b"\n")[0].decode(errors="ignore")]


def is_header(table: Table, names: Sequence[str]) -> bool:
    """Whether a first row has anything to do with the described columns."""
    described = set(table.names)
    return bool(described & set(names)) and len(names) <= 2 * len(described) + 100


def wrong_columns(table: Table, names: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """What is wrong with the names in a header, each with the column it is about."""
    if not any(name.strip() for name in names):
        yield "the first row must be the header, and it is blank", None
        return
    described, present = set(table.names), Counter(name for name in names if name.strip())
    if not is_header(table, names):
        columns = ",".join(table.names)
        yield f"this is not the header, or the cells are not divided by commas: it must be {columns}", None
        return
    if nameless := [str(at) for at, name in enumerate(names, 1) if not name.strip()]:
        first, more = ", ".join(nameless[:_NAMED]), len(nameless) - _NAMED
        which = f"column {first} has" if len(nameless) == 1 else f"columns {first} have"
        others = f" (and {more} more)" if more > 0 else ""
        yield f"{which} no name{others}: name and describe what is to stay, remove the rest", None
    twice = [name for name in table.names if present[name] > 1]
    for name in twice:
        yield "the column stands twice in the header, so the table was not read", name
    for name in table.names:
        if name not in present:
            yield "the column is missing from the header", name
    for name in present:
        if name not in described:
            yield "the column is not described: remove it or describe it", shortened(name)
    if described == set(names) and not twice and tuple(names) != table.names:
        at, name = next((at, name) for at, name in enumerate(names) if name != table.names[at])
        yield f"the columns are out of order: column {at + 1} must be {table.names[at]}", name
