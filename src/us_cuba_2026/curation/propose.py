"""Proposes rows for what a copy of an article holds, as drafts; what the package has already is not proposed again."""

from collections.abc import Mapping, Sequence

from us_cuba_2026.article.account import Entry, claimant
from us_cuba_2026.article.detect import detect
from us_cuba_2026.article.printed import Printed
from us_cuba_2026.article.rights import Prose
from us_cuba_2026.curation.account import accounting_row, unaccounted
from us_cuba_2026.curation.drafts import FOLDER, Draft, as_csv, file_of, mark, read_drafts
from us_cuba_2026.curation.edtf import date_cells, until
from us_cuba_2026.curation.ids import fresh_ids, highest
from us_cuba_2026.curation.proposing.names import peoples_of
from us_cuba_2026.curation.proposing.places import places_of
from us_cuba_2026.curation.proposing.proposal import Proposal
from us_cuba_2026.curation.proposing.proposals import proposals
from us_cuba_2026.curation.proposing.reasons import Known, reason, starts_of
from us_cuba_2026.curation.proposing.sentences import Text
from us_cuba_2026.curation.refused import without_refused
from us_cuba_2026.files.all_or_nothing import write
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.language.wording import Wording
from us_cuba_2026.model.package import Package, Table
from us_cuba_2026.rules.record_tables import RECORDS

Row = dict[str, str]
_PREFIXES = {"actors": "act", "quotes": "quo", "events": "evt", "figures": "fig", "claims": "clm", "places": "plc"}
_POINTING = (
    "affiliation_id", "speaker_id", "occasion_id", "about_id", "actor_id", "quote_id", "record_id", "event_id",
    "place_id", "from_id", "to_id",
)  # fmt: skip
"""Columns by which proposals name other proposals."""


def propose(package: Package, texts: Mapping[str, Printed]) -> dict[str, int]:
    """Write drafts for what a copy holds and the package has not.

    Args:
        package: The package, with its passages.
        texts: What a copy has of them.

    Returns:
        How many rows are proposed for each table.

    Raises:
        UnusableError: If there are drafts already, which somebody may be working on, or no passages.
    """
    if any(read_drafts(package).values()):
        raise UnusableError(f"{package.folder / FOLDER}: has drafts; settle them (curate update), or remove the folder")
    if not texts:
        raise UnusableError("no passage is in the copy: run us-cuba-2026 curate fingerprint first, with this copy")
    passages = [Text(passage_id, printed) for passage_id, printed in texts.items()]
    kinds = {row["passage_id"]: row["kind"] for row in package.table("passages").rows()}
    titles, deks = (frozenset(one for one, kind in kinds.items() if kind == wanted) for wanted in ("title", "dek"))
    wording = Wording.of(package.table("vocabulary").rows())
    published = _published(package)
    made = _new_ones(package, proposals(passages, published, wording, titles, deks))
    end_on_publication(made, published)
    drafts = _drafts(package, made, Prose({one: text for one, text in texts.items() if one not in titles}, []))
    evidence = [*package.table("evidence").rows(), *(draft.cells for draft in drafts["evidence"])]
    quotes = [*package.table("quotes").rows(), *(draft.cells for draft in drafts.get("quotes", ()))]
    direct = frozenset(row["quote_id"] for row in quotes if row["form"] == "direct")
    dated = frozenset(draft.cells["event_id"] for draft in drafts.get("events", ()))
    known = Known(places_of(passages), peoples_of(passages), _sources(package), titles, _anywhere(passages, titles))
    by_id = {passage.passage_id: passage for passage in passages}
    accounting = package.table("accounting")
    drafts["accounting"] = [
        Draft(cells, mark(accounting, cells, ["reason"]) if cells["record_id"] or cells["reason"] else "reason")
        for cells in (
            _accounted(item, claimant(item, evidence, direct, dated), by_id[item.passage_id], known)
            for item in unaccounted(package, texts)
        )
    ]
    (package.folder / FOLDER).mkdir(exist_ok=True)
    contents = {
        file_of(package, table): as_csv(table, drafts[table.name]) for table in package.tables if drafts.get(table.name)
    }
    write(contents, replace=True)
    return {name: len(rows) for name, rows in drafts.items()}


def _accounted(item: Entry, record: str, passage: Text, known: Known) -> Row:
    """The row of ``accounting`` for an item: the record that claims it, or a reason, or neither."""
    return accounting_row(item, record) | {"reason": "" if record else reason(item, passage, known)}


def _published(package: Package) -> dict[str, str]:
    """For each passage the day on which its article was published."""
    sources = package.table("sources")
    days = {row["source_id"]: row["published_at"][:10] for row in sources.rows()}
    for source_id, day in days.items():
        if not date_cells(day):
            what = f"{sources.path}: {source_id}: published_at must say when, such as 2026-01-21T09:00:00-05:00"
            raise UnusableError(f"{what}: days such as 'Sunday' are reckoned from it")
    return {row["passage_id"]: days[row["source_id"]] for row in package.table("passages").rows()}


def _sources(package: Package) -> frozenset[str]:
    """The words of authors and publishers."""
    rows = package.table("sources").rows()
    return frozenset(
        name.strip() for row in rows for column in ("authors", "publisher") for name in row[column].split(";") if name
    )


def _anywhere(passages: Sequence[Text], titles: frozenset[str]) -> frozenset[str]:
    """Names that stand elsewhere than at the start of a sentence, outside of titles."""
    found = set()
    for passage in passages:
        starts = {*starts_of(passage)}
        found |= {
            passage.text[item.start : item.end]
            for item in detect(passage.text)
            if item.kind == "name" and item.start not in starts and passage.passage_id not in titles
        }
    return frozenset(found)


def _new_ones(package: Package, made: Sequence[Proposal]) -> list[Proposal]:
    """The proposals whose words no record of the same table rests on."""
    spans: dict[str, list[tuple[str, int, int]]] = {table: [] for table in RECORDS}
    tables = {prefix: table for table, prefix in _PREFIXES.items()}
    for row in package.table("evidence").rows():
        table = tables.get(row["record_id"].partition("-")[0])
        if table:
            spans[table].append((row["passage_id"], int(row["start"]), int(row["end"])))
    names = {table: {row["name"].casefold() for row in package.table(table).rows()} for table in ("actors", "places")}
    new = [
        one
        for one in made
        if one.cells.get("name", "").casefold() not in names.get(one.table, ())
        and (one.table == "actors" or not any(_touch(own, span) for own in one.spans[:1] for span in spans[one.table]))
    ]
    keys = {one.key for one in new}
    named = ("record_id", "event_id", "from_id", "to_id")
    return [one for one in new if one.table == "figures" or {one.cells.get(name) for name in named} - {None} <= keys]


def _touch(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def end_on_publication(made: Sequence[Proposal], published: Mapping[str, str]) -> None:
    """Keep the dates of what has occurred, goes on, was counted or said within the days up to publication.

    Of a period that is not over then, what has occurred keeps the part up to it; a date that is yet to come is none.

    Args:
        made: The proposals, which are changed.
        published: For each passage the day on which its article was published.
    """
    status = {one.key: one.cells.get("status", "") for one in made if one.table == "events"}
    for one in made:
        edtf = one.cells.get("date_edtf", "")
        event = one.key if one.table == "events" else one.cells.get("event_id", "")
        told = "occurred" if one.table == "quotes" else status.get(event) if one.table in ("events", "figures") else ""
        if not edtf or told not in ("occurred", "ongoing"):
            continue
        day = published[one.passage_id]
        if date_cells(edtf).get("date_start", "") > day:
            del one.cells["date_edtf"]
            one.cells.pop("date_basis", None)
        elif told == "occurred" and (past := until(edtf, day)) != edtf:
            one.cells["date_edtf"] = past
            one.unsure += [] if "date_edtf" in one.unsure else ["date_edtf"]  # or an interval, of what recurred


def _drafts(package: Package, made: Sequence[Proposal], prose: Prose) -> dict[str, list[Draft]]:
    """Proposals as drafts with ids, and the evidence that they rest on."""
    ids = {row["name"]: row["actor_id"] for row in package.table("actors").rows()}
    ids = {f"{how} {name}": actor for name, actor in ids.items() for how in ("named", "source")}
    ids |= {f"place {row['name']}": row["place_id"] for row in package.table("places").rows()}
    numbers = highest(package, {table.name: table.rows() for table in package.tables})
    fresh = {table: fresh_ids(prefix, numbers) for table, prefix in _PREFIXES.items()}
    for one in made:
        if one.table in fresh:
            ids[one.key] = next(fresh[one.table])
    utterances = fresh_ids("utt", numbers)
    spoken: dict[str, str] = {}
    drafts: dict[str, list[Draft]] = {name: [] for name in (*dict.fromkeys(one.table for one in made), "evidence")}
    for one in made:
        table = package.table(one.table)
        cells = {"passage_id": one.passage_id} | one.cells | date_cells(one.cells.get("date_edtf", ""))
        cells |= {name: ids.get(cells[name], "") for name in _POINTING if name in cells}
        if one.table in fresh:
            cells[table.primary_key[0]] = ids[one.key]
        if one.table == "quotes":
            said = cells["utterance_id"]
            spoken[said] = spoken.get(said) or next(utterances)
            cells["utterance_id"] = spoken[said]
        allowed = _allowed(table, cells)
        cells = without_refused(one.table, allowed, prose)
        changed = [name for name in cells if cells[name] != allowed[name] and name not in one.unsure]
        marked = " ".join([*_demanded(one.table, cells), mark(table, cells, [*one.unsure, *changed])]).strip()
        drafts[one.table].append(Draft(cells, marked))
        rows = [(ids[one.key], *span) for span in one.spans]
        for at, (record, passage_id, start, end) in enumerate(dict.fromkeys(rows)):
            use = "supporting" if at else "primary"
            span = {"passage_id": passage_id, "start": str(start), "end": str(end)}
            drafts["evidence"].append(Draft({"record_id": record, **span, "use": use}, ""))
    return drafts


def _demanded(table: str, cells: Mapping[str, str]) -> list[str]:
    """Cells that are empty, and that the rules demand of this row, not its column of every row."""
    demanded = {
        "summary": cells.get("form") == "indirect",
        "actor_id": (table == "claims" and cells["quote_id"]) or (table == "figures" and cells["kind"] == "age"),
    }
    return [name for name, is_demanded in demanded.items() if is_demanded and not cells[name]]


def _allowed(table: Table, cells: Mapping[str, str]) -> Row:
    """The cells that a table has columns for, with those words only that its lists have."""
    return {
        field.name: cells.get(field.name, "") if not field.enum or cells.get(field.name) in field.enum else ""
        for field in table.fields
    }
