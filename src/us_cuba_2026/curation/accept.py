"""Moves drafts that a person has settled into the tables, with the evidence they rest on."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from us_cuba_2026.curation.drafts import FOLDER, Draft, file_of, read_drafts
from us_cuba_2026.curation.drafts import as_csv as drafts_as_csv
from us_cuba_2026.curation.edtf import date_cells
from us_cuba_2026.curation.follow import READ
from us_cuba_2026.curation.proposing.figures import values
from us_cuba_2026.curation.stamp import order
from us_cuba_2026.files.all_or_nothing import write
from us_cuba_2026.language.quantities import read
from us_cuba_2026.language.wording import Wording
from us_cuba_2026.model.canonical_csv import as_csv
from us_cuba_2026.model.package import Package, Table
from us_cuba_2026.rules.record_tables import RECORDS

_GUESSED = frozenset(("event_id", "occasion_id", "affiliation_id", "about_id"))
"""Columns that name another record and may be empty."""
_FIRST = 3
"""How many ids of rows that wait a line names."""


class Accepted(NamedTuple):
    """How many rows moved into each table, and what stays: a line for each table, and for each row that is wrong."""

    moved: dict[str, int]
    left: list[str]


def accept(package: Package) -> Accepted:
    """Move the settled drafts of a package into its tables.

    A row stays where its mark names a cell that is empty or a guess, or where it refers to a row that is not
    accepted. A date that has been corrected takes its first and last days with it, a phrase its numbers, and a claim
    is by the speaker of its quote. The evidence of a record, and what it claims in the account, moves with it; if a
    person has removed the draft of a record, its evidence goes too, and what was guessed of it in other drafts, and
    so does a primary span if the record has one by then. A draft whose row is in the table already, since a run
    before was cut short, moves no second time; one whose id another row has stays.

    Args:
        package: The package.

    Returns:
        What was done.

    Raises:
        UnusableError: If a file of drafts has not the columns of its table.
    """
    drafts = read_drafts(package)
    waiting = {draft.cells[RECORDS[name]] for name in RECORDS for draft in drafts.get(name, ())}
    drafts = _without_removed(package, drafts, waiting)
    if "claims" in drafts:
        quotes = [*package.table("quotes").rows(), *(draft.cells for draft in drafts.get("quotes", ()))]
        speakers = {row["quote_id"]: row["speaker_id"] for row in quotes}
        drafts["claims"] = [_by_speaker(draft, speakers) for draft in drafts["claims"]]
    of_records = [package.table(name) for name in drafts if len(package.table(name).primary_key) == 1]
    drafted = {_key(table, draft)[0] for table in of_records for draft in drafts[table.name]}
    there = {name: _keys(package, name) for name in (table.name for table in package.tables)}
    wording = Wording.of(package.table("vocabulary").rows())
    drafts = {
        name: _not_moved(package.table(name), [_read_again(_redated(draft), wording) for draft in rows])
        for name, rows in drafts.items()
    }
    if "evidence" in drafts:
        resting = {row["record_id"] for row in package.table("evidence").rows() if row["use"] == "primary"}
        drafts["evidence"] = [draft for draft in drafts["evidence"] if not _is_second(draft, resting)]
    settled = {name: _settled(package.table(name), rows, there[name]) for name, rows in drafts.items()}
    while True:
        known = {
            name: there[name] | {_key(package.table(name), draft) for draft in settled.get(name, ())} for name in there
        }
        records = {key[0] for name in RECORDS for key in known[name]}
        kept = {
            name: [one for one in rows if not _missing(package.table(name), one, known, records)]
            for name, rows in settled.items()
        }
        if kept == settled:
            break
        settled = kept
    moved, contents, gone = {}, {}, []
    left: list[str] = []
    for table in package.tables:
        rows = drafts.get(table.name)
        if rows is None:
            continue
        goes = settled[table.name]
        stays = [draft for draft in rows if draft not in goes and _is_of_use(draft, records, waiting)]
        if goes:
            moved[table.name] = len(goes)
            new = [*table.rows(), *(draft.cells for draft in goes)]
            contents[table.path] = as_csv(table, sorted(new, key=partial(order, table)))
        if table.name != "evidence":
            left += _told(table, stays, known, records, drafted)
        if stays:
            contents[file_of(package, table)] = drafts_as_csv(table, stays)
        else:
            gone.append(file_of(package, table))
    write(contents, replace=True)
    for file in gone:
        file.unlink()
    if (package.folder / FOLDER).is_dir() and not any((package.folder / FOLDER).iterdir()):
        (package.folder / FOLDER).rmdir()
    return Accepted(moved, left)


def _without_removed(
    package: Package, drafts: Mapping[str, Sequence[Draft]], waiting: Collection[str]
) -> dict[str, list[Draft]]:
    """The drafts without what was guessed of records whose drafts a person has removed, as their evidence tells.

    Rows that stand between two records go, and cells that may be empty are emptied.
    """
    there = {row[RECORDS[name]] for name in RECORDS for row in package.table(name).rows()}
    removed = {draft.cells["record_id"] for draft in drafts.get("evidence", ())} - there - {*waiting}
    kept: dict[str, list[Draft]] = {}
    for name, rows in drafts.items():
        table = package.table(name)
        if name != "evidence" and len(table.primary_key) > 1:
            kept[name] = [draft for draft in rows if not removed & {draft.cells[key] for key in table.primary_key}]
            continue
        optional = [field.name for field in table.fields if field.name in _GUESSED and not table.is_required(field)]
        kept[name] = [
            draft._replace(cells=draft.cells | {column: "" for column in optional if draft.cells[column] in removed})
            for draft in rows
        ]
    return kept


def _key(table: Table, draft: Draft) -> tuple[str, ...]:
    return tuple(draft.cells[name] for name in table.primary_key)


def _keys(package: Package, name: str) -> set[tuple[str, ...]]:
    table = package.table(name)
    return {tuple(row[column] for column in table.primary_key) for row in table.rows()}


def _redated(draft: Draft) -> Draft:
    """A draft with what follows from its date: ``propose`` wrote it for a date that a person may have corrected."""
    if not draft.cells.get("date_start"):
        return draft
    edtf = draft.cells["date_edtf"]
    days = date_cells(edtf) if edtf else dict.fromkeys(("date_start", "date_end", "date_precision", "date_basis"), "")
    return draft._replace(cells=draft.cells | days)


def _by_speaker(claim: Draft, speakers: Mapping[str, str]) -> Draft:
    """A claim by the speaker of its quote, or by nobody if it has none: a person may have corrected either."""
    quote = claim.cells["quote_id"]
    if quote and quote not in speakers:
        return claim
    return claim._replace(cells=claim.cells | {"actor_id": speakers.get(quote, "")})


def _read_again(draft: Draft, wording: Wording) -> Draft:
    """A draft with the numbers of its phrase, which a person may have corrected, where it is read for certain."""
    reading = read(draft.cells["as_stated"], wording) if draft.cells.get("as_stated") else None
    if reading is None or not reading.is_certain:
        return draft
    empty = dict.fromkeys(READ, "")
    return draft._replace(cells=draft.cells | empty | values(reading, draft.cells["kind"]))


def _not_moved(table: Table, rows: Sequence[Draft]) -> list[Draft]:
    """The drafts whose rows a table has not, cell for cell."""
    there = {tuple(row[name] for name in table.names) for row in table.rows()}
    return [draft for draft in rows if tuple(draft.cells[name] for name in table.names) not in there]


def _is_second(evidence: Draft, resting: set[str]) -> bool:
    """Whether evidence would be a second primary span: of a record that a person has anchored in the meantime."""
    return evidence.cells["use"] == "primary" and evidence.cells["record_id"] in resting


def _settled(table: Table, rows: Sequence[Draft], there: Collection[tuple[str, ...]]) -> list[Draft]:
    """The drafts with nothing open, of each id the first, unless the table has it."""
    first: dict[tuple[str, ...], Draft] = {}
    for draft in rows:
        first.setdefault(_key(table, draft), draft)
    return [draft for key, draft in first.items() if key not in there and not draft.open]


def _missing(table: Table, draft: Draft, known: Mapping[str, set[tuple[str, ...]]], records: set[str]) -> list[str]:
    """The ids in a draft that no row has, nor one that moves in with it."""
    record = draft.cells.get("record_id", "")
    missing = [record] if record and record not in records else []
    for key in table.foreign_keys:
        cells = tuple(draft.cells[name] for name in key.fields)
        if all(cells) and len(cells) == 1 and cells not in known[key.table or table.name]:
            missing += cells
    return missing


def _is_of_use(draft: Draft, records: set[str], waiting: set[str]) -> bool:
    """Whether a draft that stays is still of use: not the evidence of a record whose draft is gone."""
    record = draft.cells.get("record_id", "")
    return not record or record in records or record in waiting


def _told(
    table: Table,
    stays: Sequence[Draft],
    known: Mapping[str, set[tuple[str, ...]]],
    records: set[str],
    drafted: set[str],
) -> Iterator[str]:
    """Why drafts of a table stay: those that wait in a line together, each that must be corrected in one of its own."""
    to_settle, to_wait = [], []
    for draft in stays:
        name = " ".join(_key(table, draft)[:2])
        missing = [*dict.fromkeys(_missing(table, draft, known, records))]
        gone = [one for one in missing if one not in drafted]
        if draft.open:
            to_settle.append(name)
        elif _key(table, draft) in known[table.name]:
            yield f"{name}: another row has this id; take out the draft, or give it an id of its own"
        elif gone:
            which = ", ".join(gone)
            yield f"{name}: refers to {which}, which no table and no draft has: add its row, or correct this one"
        else:
            to_wait.append(name)
    for names, what in ((to_settle, "to settle"), (to_wait, "waiting for rows that are not accepted yet")):
        if names:
            more = ", ..." if len(names) > _FIRST else ""
            yield f"{FOLDER}/{table.name}.csv: {len(names)} {what}: {', '.join(names[:_FIRST])}{more}"
