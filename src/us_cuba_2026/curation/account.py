"""What the article holds and nobody has accounted for: the curator's to-do list.

Rows of ``accounting`` are written for the items that a record's evidence claims already. The others are shown as rows
to be completed with a reason (see ``accounting.reason`` in the vocabulary), or to be coded.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from us_cuba_2026.article.account import Entry, account, claimant, entries, unfounded
from us_cuba_2026.article.compared import read_passages
from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.detect import number_words
from us_cuba_2026.article.passages import ARTICLE
from us_cuba_2026.article.printed import Printed
from us_cuba_2026.curation.stamp import order
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.canonical_csv import write_rows
from us_cuba_2026.model.package import Package

Row = dict[str, str]
Place = tuple[str, int, int, str]


def texts_of(package: Package, copy: Path) -> Mapping[str, Printed]:
    """What a copy has of the passages of a package's articles.

    Raises:
        UnusableError: If the copy cannot be read, or a row of the package says no place where it should.
    """
    for table in (package.table("evidence"), package.table("accounting")):
        for number, row in enumerate(table.rows(), 2):
            for name in ("start", "end"):
                if not re.fullmatch("[0-9]{1,9}", row[name]):
                    where = f"{table.path}:{number}: {name} is {row[name]!r}"
                    raise UnusableError(f"{where}, but must be a whole number: correct it, or delete the row")
    article = [row for row in package.table("passages").rows() if row["kind"] in ARTICLE]
    return read_passages(Copy.read(copy), article).texts


def accounting_row(item: Entry, record_id: str = "") -> Row:
    """The row of ``accounting`` for an item."""
    return {
        "passage_id": item.passage_id,
        "start": str(item.start),
        "end": str(item.end),
        "kind": item.kind,
        "text": item.text,
        "record_id": record_id,
        "reason": "",
    }


def unaccounted(package: Package, texts: Mapping[str, Printed]) -> list[Entry]:
    """The items of passages that no row of ``accounting`` covers, with a record or a reason."""
    return _open(package, [*entries(texts, number_words(package))], package.table("accounting").rows(), texts)


class Claimed(NamedTuple):
    """What was done to the account."""

    added: list[Row]
    removed: list[Row]
    """Claims that stand for nothing any more."""
    doubtful: list[tuple[Mapping[str, str], str]]
    """Rows with a reason, which only a person may change, and what speaks against each."""


def claim(package: Package, texts: Mapping[str, Printed]) -> Claimed:
    """Bring the claims of the account in line with the evidence; rows that have a reason stay as they are.

    A claim goes if its words do not stand at its place in the copy, its record does not rest there, or a claim of the
    item as it is found now takes its place. A second run changes nothing.

    Args:
        package: The package.
        texts: What a copy has of its passages; rows on others are not judged.

    Returns:
        What was done, and what is left to a person.
    """
    table = package.table("accounting")
    before = table.rows()
    baseless = unfounded(before, _records(package), texts)
    decided = [row for row in before if row["reason"]]
    claims = _claims(package, texts, decided, [row for row in before if row not in baseless])
    places = {*map(_place, claims)}
    empty = [row for row in before if not row["reason"] and not row["record_id"] and _place(row) not in places]
    rows = sorted([*decided, *claims, *empty], key=partial(order, table))
    if rows != before:
        write_rows(table, rows)
    removed = [row for at, row in enumerate(before) if row not in rows or row in before[:at]]
    doubtful = [(row, _doubt(package, row, texts)) for row in baseless if row["reason"]]
    return Claimed([row for row in rows if row not in before], removed, doubtful)


def _claims(
    package: Package, texts: Mapping[str, Printed], decided: Sequence[Row], rows: Sequence[Row]
) -> Sequence[Row]:
    """The claims that stand, one for each place, and those of the items that are open beside them."""
    quotes, evidence = _records(package)
    direct = {row["quote_id"] for row in quotes if row["form"] == "direct"}
    dated = frozenset(row["event_id"] for row in package.table("events").rows() if row["date_edtf"])
    items = [*entries(texts, number_words(package))]
    found = {
        _place(row): row for row in (accounting_row(item, claimant(item, evidence, direct, dated)) for item in items)
    }
    taken = {_place(row) for row in decided}
    passages = {row["passage_id"] for row in package.table("passages").rows()}
    claims = {
        _place(row): row
        for row in reversed(rows)
        if row["record_id"] and not row["reason"] and _place(row) not in taken and row["passage_id"] in passages
    }
    while True:
        left = [_place(accounting_row(item)) for item in _open(package, items, [*decided, *claims.values()], texts)]
        claimed = {place: found[place] for place in left if found[place]["record_id"] and place not in taken}
        new = {place: row for place, row in claimed.items() if claims.get(place) != row}
        if not new:
            return [*claims.values()]
        claims = {
            place: row
            for place, row in claims.items()
            if place in found or not any(_overlap(place, other) for other in new)
        }
        claims |= new


def _records(package: Package) -> tuple[list[Row], list[Row]]:
    return package.table("quotes").rows(), package.table("evidence").rows()


def _open(package: Package, items: Sequence[Entry], rows: Sequence[Row], texts: Mapping[str, Printed]) -> list[Entry]:
    """The items that rows do not account for; a row that has neither a record nor a reason is none."""
    filled = [row for row in rows if row["record_id"] or row["reason"]]
    return [*account(items, filled, _records(package), texts).open]


def _doubt(package: Package, row: Mapping[str, str], texts: Mapping[str, Printed]) -> str:
    """What speaks against a row with a reason that accounts for nothing."""
    absent = account([], [row], _records(package), texts).absent
    if absent:
        has = absent[0].copy
        return f"the copy has {has!r} there" if any(map(str.isalnum, has)) else "the copy has no such words there"
    return "a direct quote rests on these words"


def _place(row: Row) -> Place:
    return row["passage_id"], int(row["start"]), int(row["end"]), row["kind"]


def _overlap(one: Place, other: Place) -> bool:
    return (one[0], one[3]) == (other[0], other[3]) and one[1] < other[2] and other[1] < one[2]


def told(row: Mapping[str, str]) -> str:
    """A row of ``accounting`` in a message: its place, what it is, and where it went.

    Example:
        >>> told(accounting_row(Entry("psg-007", 0, 7, "name", "Ann Lee"), "act-002"))
        "psg-007:0: name 'Ann Lee' (act-002)"
    """
    return f"{row['passage_id']}:{row['start']}: {row['kind']} {row['text']!r} ({row['record_id'] or row['reason']})"


def todo(package: Package, items: Sequence[Entry]) -> str:
    """The open items, passage by passage, each as a row to be completed."""
    kinds = {row["passage_id"]: row["kind"] for row in package.table("passages").rows()}
    text = io.StringIO()
    writer = csv.DictWriter(text, package.table("accounting").names, lineterminator="\n")
    passage = ""
    for item in items:
        if item.passage_id != passage:
            passage = item.passage_id
            text.write(f"# {passage}: {kinds[passage]} {list(kinds).index(passage) + 1}\n")
        writer.writerow(accounting_row(item))
    return text.getvalue()
