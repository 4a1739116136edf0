"""Drafts a claim for each event and figure that rests on words and that nobody claims: whoever tells it there."""

from collections.abc import Collection, Mapping, Sequence

from us_cuba_2026.article.normalise import printed_span
from us_cuba_2026.article.printed import Printed
from us_cuba_2026.curation.drafts import FOLDER, Draft, as_csv, file_of, mark, read_drafts
from us_cuba_2026.curation.ids import fresh_ids, highest
from us_cuba_2026.curation.proposing.claims import stance, voice
from us_cuba_2026.curation.proposing.quotes import Attributed, statements
from us_cuba_2026.curation.proposing.sentences import Text
from us_cuba_2026.files.all_or_nothing import write
from us_cuba_2026.model.package import Package
from us_cuba_2026.rules.record_tables import RECORDS

Row = Mapping[str, str]
CLAIMED = ("events", "figures")
"""Tables whose records need a claim."""


def draft_claims(package: Package, texts: Mapping[str, Printed]) -> list[str]:
    """Write drafts of claims on the events and figures of the tables that have none, beside what is drafted already.

    Args:
        package: The package.
        texts: What a copy has of its passages.

    Returns:
        The ids of the records that a claim is drafted for.

    Raises:
        UnusableError: If a file of drafts has not the columns of its table.
    """
    table = package.table("claims")
    drafts = read_drafts(package).get("claims", [])
    claimed = {row["record_id"] for row in (*table.rows(), *(draft.cells for draft in drafts))}
    spans = primary_spans(package)
    records = [
        spans[row[RECORDS[name]]]
        for name in CLAIMED
        for row in package.table(name).rows()
        if row[RECORDS[name]] in spans and row[RECORDS[name]] not in claimed
    ]
    records = [span for span in records if span["passage_id"] in texts]
    if not records:
        return []
    quotes = package.table("quotes").rows()
    ids = fresh_ids("clm", highest(package, {one.name: one.rows() for one in package.tables}))
    for span in records:
        cells = dict.fromkeys(table.names, "") | {"claim_id": next(ids), "record_id": span["record_id"]}
        cells |= _told(Text(span["passage_id"], texts[span["passage_id"]]), span, quotes, spans)
        unsure = ["quote_id", "stance"] if cells["quote_id"] or cells["stance"] != "asserts" else []
        wanted = "actor_id " if cells["quote_id"] and not cells["actor_id"] else ""
        drafts.append(Draft(cells, f"{wanted}{mark(table, cells, unsure)}".strip()))
    (package.folder / FOLDER).mkdir(exist_ok=True)
    write({file_of(package, table): as_csv(table, drafts)}, replace=True)
    return [span["record_id"] for span in records]


def claimed_by_others(package: Package, records: Collection[str]) -> list[str]:
    """Those of some events and figures that somebody claims, and not the article: it may tell them, too.

    Args:
        package: The package.
        records: Their ids.
    """
    claims = [*package.table("claims").rows(), *(draft.cells for draft in read_drafts(package).get("claims", []))]
    own = {row["record_id"] for row in claims if not row["quote_id"]}
    return sorted({row["record_id"] for row in claims if row["record_id"] in {*records} - own})


def primary_spans(package: Package) -> dict[str, Row]:
    """The row of evidence that each record rests on, by the record's id."""
    return {row["record_id"]: row for row in package.table("evidence").rows() if row["use"] == "primary"}


def _told(passage: Text, span: Row, quotes: Sequence[Row], spans: Mapping[str, Row]) -> dict[str, str]:
    """Who tells what a span has, and how."""
    place = printed_span(passage.printed.before, int(span["start"]), int(span["end"]))
    said = voice(passage, place, [*statements(passage)])
    quote = _around(span, quotes, spans) or (_reported(passage, said, quotes) if said is not None else {})
    return {
        "actor_id": quote.get("speaker_id", ""),
        "quote_id": quote.get("quote_id", ""),
        "stance": stance(passage, place, said if quote else None),
        "passage_id": passage.passage_id,
    }


def _around(span: Row, quotes: Sequence[Row], spans: Mapping[str, Row]) -> Row:
    """The quote with the smallest span that holds all of another, if one does."""
    around = []
    for quote in quotes:
        own = spans.get(quote["quote_id"], {})
        if own and own["passage_id"] == span["passage_id"]:
            first, last = int(own["start"]), int(own["end"])
            if first <= int(span["start"]) and int(span["end"]) <= last:
                around.append((last - first, quote["quote_id"], quote))
    return min(around)[2] if around else {}


def _reported(passage: Text, said: Attributed, quotes: Sequence[Row]) -> Row:
    """The quote that has the words which report a statement."""
    cue = passage.text[slice(*said.cue)] if said.cue else ""
    here = [row for row in quotes if row["passage_id"] == passage.passage_id and row["cue"] == cue != ""]
    return here[0] if here else {}
