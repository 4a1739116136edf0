"""What a coder delivers, as rows of the tables ``units`` and ``codes``, or what is wrong with it."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from us_cuba_2026.article.anchor import names_a_span, spans_of
from us_cuba_2026.article.printed import Printed
from us_cuba_2026.files.errors import UnusableError, cause
from us_cuba_2026.model.package import Package
from us_cuba_2026.reliability.coded import SETS, Coded, columns
from us_cuba_2026.reliability.published import codes
from us_cuba_2026.rules.record_tables import RECORDS

Row = dict[str, str]

MARKS = "units.csv"
MARK_COLUMNS = ("table", "id", "passage_id", "words", "occurrence")


class DeliveryError(UnusableError):
    """What a coder delivered cannot be used. The message has a line for each fault: file, row, column and value."""


def read_units(folder: Path, texts: Mapping[str, Printed], coder_id: str, first: int) -> list[Row]:
    """The spans that a coder has marked, as rows of ``units``: places in the normalised text, and no words.

    Args:
        folder: The folder that the coder delivered.
        texts: What each passage of the article prints.
        coder_id: Who the coder is.
        first: Number of the first unit.

    Returns:
        The rows, in the order of the article. Records are numbered in that order: a coder's own ids may be words of it.

    Raises:
        DeliveryError: If a row names no span of the article.
    """
    faults: list[str] = []
    found: dict[tuple[str, str, str, int, int], None] = {}
    for number, row in _rows(folder / MARKS, MARK_COLUMNS):
        if row["table"] not in RECORDS:
            faults.append(f"{MARKS}:{number}:table: {row['table']!r}: write one of {', '.join(RECORDS)}")
        elif not row["id"]:
            faults.append(f"{MARKS}:{number}:id: empty: give the unit an id of your own")
        elif isinstance(place := _place(texts.get(row["passage_id"]), row), str):
            faults.append(f"{MARKS}:{number}:{place}")
        else:
            found[row["passage_id"], row["table"], row["id"], *place] = None
    if faults:
        raise DeliveryError("\n".join(faults))
    spans = sorted(found, key=lambda span: (span[0], span[3], span[4], [*RECORDS].index(span[1]), span[2]))
    numbers: dict[str, dict[str, int]] = {table: {} for table in RECORDS}
    for _, table, record, _, _ in spans:
        numbers[table].setdefault(record, len(numbers[table]) + 1)
    return [
        {
            "unit_id": f"unt-{number:03d}",
            "coder_id": coder_id,
            "table": table,
            "record": f"{table}-{numbers[table][record]}",
            "passage_id": passage_id,
            "start": str(start),
            "end": str(end),
        }
        for number, (passage_id, table, record, start, end) in enumerate(spans, first)
    ]


def _place(passage: Printed | None, row: Row) -> tuple[int, int] | str:
    """Where the words of a row stand in the normalised text of a passage, or what is wrong with the row."""
    if passage is None:
        return f"passage_id: {row['passage_id']!r}: no passage of the article has this id"
    if not names_a_span(row["words"]):
        return f"words: {row['words']!r}: copy the words, or the first and the last ones with ... between"
    spans = spans_of(passage, row["words"])
    if not spans:
        return f"words: {row['words']!r}: not in {row['passage_id']}; copy the words as the article prints them"
    if not row["occurrence"] and len(spans) > 1:
        return f"occurrence: empty, but {row['words']!r} stands {len(spans)} times in {row['passage_id']}: say which"
    which = row["occurrence"] or "1"
    if not which.isdecimal() or not 1 <= int(which) <= len(spans):
        return f"occurrence: {which!r}: write a number from 1 to {len(spans)}"
    return spans[int(which) - 1]


def read_codes(folder: Path, package: Package, fields: Mapping[str, Coded], coder_id: str) -> list[Row]:
    """The codes that a coder has given to the published units, as rows of ``codes``.

    Args:
        folder: The folder that the coder delivered.
        package: The package whose units were coded.
        fields: What is compared.
        coder_id: Who the coder is.

    Returns:
        The rows, by table, record and field.

    Raises:
        DeliveryError: If a row is none of a published unit, a unit has no row, or a cell holds what it cannot hold.
    """
    ids = {name: _ids(package, name, key) for name, key in (*RECORDS.items(), ("places", "place_id"))}
    faults: list[str] = []
    tables: dict[str, list[Row]] = {}
    for name, key in RECORDS.items():
        tables[name], wrong = _taken(folder, package, name, columns(fields, name), ids)
        delivered = {row[key] for row in tables[name]}
        faults += [*wrong, *(f"{name}.csv: {one} has no row" for one in sorted(ids[name] - delivered))]
    for name in [field.table for field in fields.values() if field.level == "set"]:
        tables[name], wrong = _taken(folder, package, name, SETS[name][1], ids)
        faults += wrong
    if faults:
        raise DeliveryError("\n".join(faults))
    return list(codes(tables, fields, coder_id))


def _ids(package: Package, name: str, key: str) -> set[str]:
    return {row[key] for row in package.table(name).rows()}


def _taken(
    folder: Path, package: Package, name: str, names: Sequence[str], ids: Mapping[str, set[str]]
) -> tuple[list[Row], list[str]]:
    """The rows of a delivered table, and what is wrong with them."""
    owners = ids.get(name) or ids["events"] | (ids["figures"] if name == "claims" else set())
    key = RECORDS[name] if name in RECORDS else SETS[name][0]
    rows, faults = [], []
    for number, row in _rows(folder / f"{name}.csv", (key, *names)):
        rows.append(row)
        wrong = [] if row[key] in owners else [f"{key}: {row[key]!r}: no published unit has this id"]
        wrong += [fault for column in names if (fault := _fault(package, name, column, row, ids))]
        faults += [f"{name}.csv:{number}:{fault}" for fault in wrong]
    return rows, faults


def _fault(package: Package, name: str, column: str, row: Row, ids: Mapping[str, set[str]]) -> str:
    """What is wrong with a cell, with its column and value; nothing if it can be what it is. Case is put right."""
    table = package.table(name)
    field, cell = table.field(column), row[column]
    if field.type == "boolean":
        cell = row[column] = cell.casefold()
    if not cell:
        return f"{column}: empty: each row needs one" if table.is_required(field) else ""
    words = ("false", "true") if field.type == "boolean" else field.enum
    targets = [key.table for key in table.foreign_keys if key.fields == (column,)]
    if words and cell not in words:
        return f"{column}: {cell!r}: write one of {', '.join(words)}"
    if targets and cell not in ids[targets[0]]:
        return f"{column}: {cell!r}: no row of {targets[0]} has this id"
    if field.type in {"number", "integer"} and not _is_number(cell):
        return f"{column}: {cell!r}: write a number, with a point and without other marks"
    if field.type == "date" and not _is_day(cell):
        return f"{column}: {cell!r}: write a day like 2026-01-31"
    return ""


def _is_number(cell: str) -> bool:
    try:
        return Decimal(cell).is_finite()
    except InvalidOperation:
        return False


def _is_day(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


def _rows(file: Path, names: Sequence[str]) -> Iterator[tuple[int, Row]]:
    """The rows of a file with the numbers that a spreadsheet shows, without those that are empty throughout."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise DeliveryError(f"{file}: not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise DeliveryError(f"{file}: {cause(error)}") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    missing = [name for name in names if name not in (reader.fieldnames or ())]
    if missing:
        raise DeliveryError(f"{file}: no column {missing[0]}; keep the header as it was")
    for number, row in enumerate(reader, 2):
        cells = {name: (row[name] or "").strip() for name in names}
        if any(cells.values()):
            yield number, cells
