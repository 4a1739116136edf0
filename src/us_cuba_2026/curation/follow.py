"""Fills empty cells that follow from others: ids, passages, speakers, bounds of dates, numbers of phrases.

What a person has written is never replaced, but for the days of a date that has been corrected since they were filled;
a cell that would have to be guessed stays empty, and is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from us_cuba_2026.curation.edtf import date_cells, stale_cells
from us_cuba_2026.curation.ids import fresh_ids, highest, prefix_of
from us_cuba_2026.curation.proposing.figures import values
from us_cuba_2026.language.quantities import read
from us_cuba_2026.language.wording import Wording
from us_cuba_2026.model.package import Package, Table
from us_cuba_2026.rules.record_tables import RECORDS

Row = dict[str, str]
Cell = tuple[str, str]
_OF_A_WORD = frozenset(("field", "code", "definition", "see_also"))
READ = ("hedge", "value", "value_low", "value_high", "is_value_low_open", "is_value_high_open")
"""Columns of a figure that follow from its phrase."""
_OF_A_DATE = ("date_start", "date_end", "date_precision")
_UTTERANCE = "utterance_id"


class Followed(NamedTuple):
    """What was filled, and what only a person can fill, each with its place."""

    filled: list[str]
    open: list[str]


class _Known(NamedTuple):
    """What cells follow from: other tables, and the ids that there are."""

    spans: Mapping[str, Sequence[Row]]
    """The evidence of each record, the primary first."""
    quotes: Mapping[str, Row]
    wording: Wording
    ids: Mapping[str, Iterator[str]]


def follow(package: Package, rows: Mapping[str, Sequence[Row]]) -> Followed:
    """Fill empty cells that follow from others, and those that follow from a date as it was before.

    Args:
        package: The package.
        rows: The rows of its tables, by table, in the order of the files; they are changed.

    Returns:
        What was done.

    Example:
        >>> package = Package.read()
        >>> row = dict.fromkeys(package.table("events").names, "") | {"event_id": "evt-001", "date_edtf": "1961"}
        >>> follow(package, {"events": [row]}).filled, row["date_end"]
        (['data/events.csv: evt-001: date_start, date_end, date_precision follow from date_edtf'], '1961-12-31')
    """
    filled, open_ = [], []
    known = _known(package, rows)
    for table in package.tables:
        for row in rows.get(table.name, ()):
            said = [*_dated_anew(row)]
            for source, cells in _following(table, row, known):
                new = {name: cell for name, cell in cells.items() if row.get(name) == "" and cell}
                row.update(new)
                if new:
                    said.append(f"{', '.join(new)} {'follow' if len(new) > 1 else 'follows'} from {source}")
            where = f"{table.described['path']}: {' '.join(row[name] for name in table.primary_key)}"
            filled += [f"{where}: {what}" for what in said]
            open_ += [f"{where}: {name}: {says}" for name, says in _open(table, row, rows, known)]
    return Followed(filled, open_)


def _dated_anew(row: Row) -> Iterator[str]:
    """Renew the days and the precision of a date that has been corrected; say what they were."""
    new = stale_cells(row) if row.get("date_edtf") and all(row.get(name) for name in _OF_A_DATE) else {}
    if new:
        before = ", ".join(row[name] for name in new)
        row.update(new)
        yield f"{', '.join(new)} ({before}) are now {', '.join(new.values())}, as date_edtf has it"


def _known(package: Package, rows: Mapping[str, Sequence[Row]]) -> _Known:
    spans: dict[str, list[Row]] = {}
    for row in sorted(rows.get("evidence", ()), key=lambda row: row.get("use") != "primary"):
        spans.setdefault(row.get("record_id", ""), []).append(row)
    quotes = {row.get("quote_id", ""): row for row in rows.get("quotes", ())}
    wording = Wording.of(row for row in rows.get("vocabulary", ()) if row.keys() >= _OF_A_WORD)
    return _Known(spans, quotes, wording, _ids(package, rows))


def _ids(package: Package, rows: Mapping[str, Sequence[Row]]) -> Mapping[str, Iterator[str]]:
    """Fresh ids for each column that lacks some; none where the descriptor does not tell how they are written."""
    lacking = [
        (table, column)
        for table in package.tables
        for column in (*_key(table), *((_UTTERANCE,) if _UTTERANCE in table.names else ()))
        if any(row.get(column) == "" and any(row.values()) for row in rows.get(table.name, ()))
    ]
    numbers = highest(package, rows) if lacking else {}
    prefixes = {column: prefix_of(table, column) for table, column in lacking}
    return {column: fresh_ids(prefix, numbers) for column, prefix in prefixes.items() if prefix}


def _key(table: Table) -> list[str]:
    """The column of a table's own ids, if it has them."""
    return [name for name in table.primary_key if len(table.primary_key) == 1 and name.endswith("_id")]


def _following(table: Table, row: Row, known: _Known) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The cells that follow, with what from."""
    for name in _key(table):
        if not row[name] and any(row.values()) and name in known.ids:
            yield "the ids before", {name: next(known.ids[name])}
    if table.name in RECORDS:
        primary = [one for one in known.spans.get(row.get(RECORDS[table.name], ""), ()) if one.get("use") == "primary"]
        yield "its evidence", {"passage_id": primary[0].get("passage_id", "") if primary else ""}
    if table.name == "claims":
        quote = known.quotes.get(row.get("quote_id", ""), {})
        yield "quote_id", {"actor_id": quote.get("speaker_id", "")}
        yield "the evidence of its record", {"passage_id": _passage_of_claim(row, quote, known)}
    if row.get("date_edtf") and any(row.get(name) == "" for name in _OF_A_DATE):
        yield "date_edtf", _agreeing(row, date_cells(row["date_edtf"]))
    if row.get("as_stated") and any(row.get(name) == "" for name in READ):
        reading = read(row["as_stated"], known.wording)
        if reading and reading.is_certain:
            yield "as_stated", _agreeing(row, values(reading, row.get("kind", "")))
    if table.name == "quotes" and row.get("cue") and row.get("form") == "":
        yield "text", {"form": "direct" if row.get("text") else "indirect"}
    if table.name == "actors" and row.get("naming") == "named":
        yield "naming", {"identified_by": "name"}
    if row.get("form") == "direct" and row.get("text", "")[:1].islower():
        yield "text", {"is_fragment": "true"}
    if row.get(_UTTERANCE) == "" and row.get("speaker_id") and row.get("passage_id") and _UTTERANCE in known.ids:
        yield "the ids before", {} if _beside(row, known) else {_UTTERANCE: next(known.ids[_UTTERANCE])}


def _agreeing(row: Row, cells: Mapping[str, str]) -> Mapping[str, str]:
    """Cells that were read together, where none of them differs from what a person has written."""
    together = (*cells, *(READ if "hedge" in cells else ()))
    return cells if all(row.get(name, "") in ("", cells.get(name)) for name in together) else {}


def _passage_of_claim(row: Row, quote: Row, known: _Known) -> str:
    """The passage in which somebody says it, if the record has evidence there; without a quote, where it rests."""
    passages = [span.get("passage_id", "") for span in known.spans.get(row.get("record_id", ""), ())]
    if quote:
        return quote.get("passage_id", "") if quote.get("passage_id") in passages else ""
    return passages[0] if passages and not row.get("quote_id") else ""


def _beside(row: Row, known: _Known) -> list[Row]:
    """The other quotes of a speaker in the same passage: one attribution may cover them."""
    same = ("speaker_id", "passage_id")
    return [one for one in known.quotes.values() if one is not row and all(one.get(name) == row[name] for name in same)]


def claim_without_passage(row: Mapping[str, str], quotes: Mapping[str, Mapping[str, str]]) -> str:
    """What a claim lacks whose passage does not follow: evidence of its record where it is said.

    Args:
        row: The claim.
        quotes: The rows of ``quotes``, by id.

    Example:
        >>> claim = {"record_id": "evt-002", "quote_id": "quo-024"}
        >>> claim_without_passage(claim, {"quo-024": {"passage_id": "psg-011"}})
        'anchor evt-002 in psg-011, where quo-024 is'
    """
    quote = row.get("quote_id", "")
    place = quotes.get(quote, {}).get("passage_id", "")
    return f"anchor {row['record_id']}{f' in {place}, where {quote} is' if place else ''}"


def _open(table: Table, row: Row, rows: Mapping[str, Sequence[Row]], known: _Known) -> Iterator[Cell]:
    """The cells that would have to be guessed, and what to do."""
    if table.name in RECORDS and row.get("passage_id") == "":
        yield "passage_id", "anchor the record, or write its passage"
    if table.name == "claims" and row.get("passage_id") == "" and row.get("record_id"):
        yield "passage_id", f"is empty: {claim_without_passage(row, known.quotes)}"
    if row.get("as_stated") and row.get("hedge") == "":
        reading = read(row["as_stated"], known.wording)
        if reading is None or not reading.is_certain:
            yield "as_stated", f"{row['as_stated']!r} is not read for certain: write hedge and numbers"
        else:
            cells = ", ".join(f"{name} {cell}" for name, cell in values(reading, row.get("kind", "")).items())
            yield (
                "as_stated",
                f"{row['as_stated']!r} reads as {cells}: empty the numbers that you wrote, or write hedge",
            )
    if row.get("form") == "direct" and row.get("is_fragment") == "":
        yield "is_fragment", "write false if the words are a sentence by themselves, else true"
    if row.get(_UTTERANCE) == "" and (others := _beside(row, known) if row.get("speaker_id") else []):
        ids = ", ".join(dict.fromkeys(one[_UTTERANCE] for one in others if one.get(_UTTERANCE)))
        which = f"{ids} if one attribution covers both" if ids else "the same in each that one attribution covers"
        yield _UTTERANCE, f"write {which}, else an id that no quote has"
