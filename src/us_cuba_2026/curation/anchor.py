"""Ties records to their words: writes and removes rows of ``evidence``, from a copy of the article."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from us_cuba_2026.article.account import told
from us_cuba_2026.article.anchor import nearest, spans_of
from us_cuba_2026.article.printed import Printed, at_span
from us_cuba_2026.curation.drafts import read_drafts
from us_cuba_2026.curation.spreadsheet import read_cells
from us_cuba_2026.curation.stamp import order
from us_cuba_2026.files.all_or_nothing import write
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.canonical_csv import as_csv
from us_cuba_2026.model.package import Package
from us_cuba_2026.rules.record_tables import RECORDS

Row = dict[str, str]
COLUMNS = ("record", "words", "use", "passage", "occurrence")
"""The columns of a file of anchors; the last three may be left out."""
PRIMARY, SUPPORTING = "primary", "supporting"
REMOVE = "remove"
"""What a file of anchors has as its use where a span is to go."""
WORDS_OF = {"actors": "name", "quotes": "text", "figures": "as_stated"}
"""The column in which a record has words of the article."""
_MOST_WORDS = 12  # of a copy or a file, in a message


class Anchor(NamedTuple):
    """What is asked for: a record, its words, and where they stand if they stand in several places."""

    record: str
    words: str
    use: str = ""
    """Empty: supporting in another passage than that of the record, else primary."""
    passage: str = ""
    occurrence: str = ""
    where: str = ""
    """File and row that ask for it."""


class Anchored(NamedTuple):
    """What was changed, and what only a person can settle; a line for each."""

    done: list[str]
    left: list[str]


def read_anchors(file: Path) -> list[Anchor]:
    """Read a file of anchors, in UTF-8, as an editor or a spreadsheet saves it.

    Raises:
        UnusableError: If it cannot be read, or has other columns.
    """
    rows = read_cells(file)
    header = [name.strip() for name in rows[0][1]] if rows else []
    if not {"record", "words"} <= {*header} <= {*COLUMNS}:
        raise UnusableError(f"{file}: the header must name record and words, and may name {', '.join(COLUMNS[2:])}")
    found = []
    for number, row in rows[1:]:
        if len(row) > len(header):
            raise UnusableError(f"{file}:{number}: {len(row)} cells, but the header has {len(header)}: quote the words")
        cells = {name: cell.strip() for name, cell in zip(header, row, strict=False)}
        if any(cells.values()):
            found.append(Anchor(**({"record": "", "words": ""} | cells), where=f"{file}:{number}: "))
    return found


def anchors_of_rows(package: Package, texts: Mapping[str, Printed]) -> list[Anchor]:
    """What the words in rows ask for.

    Each record without a primary span asks for the words of the article that it has; one that rests on other words, as
    after somebody has corrected a name, for its own if they stand in its passage once.

    Args:
        package: The package.
        texts: What a copy has of its passages.
    """
    spans: dict[str, list[Row]] = {}
    for row in package.table("evidence").rows():
        spans.setdefault(row["record_id"], []).append(row)
    found = []
    for name, key in RECORDS.items():
        for row in package.table(name).rows():
            own = spans.get(row[key], [])
            words = row[WORDS_OF[name]] if name in WORDS_OF else ""
            is_resting = any(span["use"] == PRIMARY for span in own)
            if row[key] and (not is_resting or _rests_elsewhere(words, row["passage_id"], own, texts)):
                found.append(Anchor(row[key], words))
    return found


def _rests_elsewhere(words: str, home: str, own: Sequence[Row], texts: Mapping[str, Printed]) -> bool:
    """Whether words stand once in the passage of their record, and in none of its spans."""
    if not words or home not in texts or len(spans_of(texts[home], words)) != 1:
        return False
    return not any(
        int(span["start"]) <= start and end <= int(span["end"])
        for span in own
        if span["passage_id"] in texts
        for start, end in spans_of(texts[span["passage_id"]], words)
    )


def anchor_records(package: Package, texts: Mapping[str, Printed], anchors: Iterable[Anchor]) -> Anchored:
    """Tie records to their words. The same anchors a second time change nothing.

    A primary span takes the place of the one that was there. Without a passage it is looked for in the passage that the
    record's row names or, if that is empty, in all; a row takes the passage of its primary span. A span in another
    passage is a supporting one, unless it is said to be primary.

    Args:
        package: The package.
        texts: What a copy has of its passages.
        anchors: What is asked for.

    Returns:
        What was done; and what was not, with the reason.
    """
    tables = {name: package.table(name).rows() for name in RECORDS}
    records = {row[key]: row for name, key in RECORDS.items() for row in tables[name]}
    drafts = {
        draft.cells[RECORDS[name]] for name, rows in read_drafts(package).items() if name in RECORDS for draft in rows
    }
    passages = {row["passage_id"] for row in package.table("passages").rows()}
    uses = (*package.table("evidence").field("use").enum, REMOVE)
    evidence = package.table("evidence").rows()
    done, left = [], []
    for one in anchors:
        record = records.get(one.record)
        asked = one._replace(use=one.use or _use(one.passage, record["passage_id"] if record else ""))
        if record is None:
            left.append(f"{asked.where}{_no_record(asked.record, drafts)}")
        elif asked.use not in uses:
            left.append(f"{asked.where}{asked.record}: use {asked.use!r} must be one of: {', '.join(uses)}")
        elif asked.passage and asked.passage not in passages:
            left.append(f"{asked.where}{asked.record}: no passage {asked.passage}")
        elif isinstance(place := _find(asked, record["passage_id"], texts, evidence), str):
            left.append(f"{asked.where}{asked.record}: {place}")
        elif place is not None and asked.use not in (PRIMARY, REMOVE) and _rests_on(asked.record, place, evidence):
            left.append(f"{asked.where}{asked.record}: {_shown(place.text)} is its primary span")
        elif place is not None:
            done += _tie(asked, record, place, evidence)
    contents = {package.table(name).path: as_csv(package.table(name), rows) for name, rows in tables.items()}
    table = package.table("evidence")
    contents[table.path] = as_csv(table, sorted(evidence, key=partial(order, table)))
    if done:
        write(contents, replace=True)
    return Anchored(done, left)


def _use(passage: str, home: str) -> str:
    """What a span is of which nothing is said but the passage, by the passage of its record."""
    return SUPPORTING if passage and home and passage != home else PRIMARY


class _Place(NamedTuple):
    passage_id: str
    start: int
    end: int
    text: str

    @property
    def cells(self) -> Row:
        return {"passage_id": self.passage_id, "start": str(self.start), "end": str(self.end)}


def _no_record(record: str, drafts: set[str]) -> str:
    if record in drafts:
        return f"{record} is a draft: settle and accept it first; it brings its evidence"
    return f"no record {record}: add its row first" if record else "record is empty: write the id of a row"


def _find(one: Anchor, home: str, texts: Mapping[str, Printed], evidence: Sequence[Row]) -> _Place | str | None:
    """The span that an anchor names, or why there is none; nothing where a span is to go that is not there."""
    if not one.words:
        return "no words of the article: name them, in a file of anchors or behind the id"
    if one.passage and one.passage not in texts:
        return f"{one.passage} is not in the copy, or no passage of the article"
    within = one.passage or (home if one.use == PRIMARY and home in texts else "")
    places = _places({within: texts[within]} if within else texts, one.words)
    own = [row for row in evidence if row["record_id"] == one.record]
    if one.use == REMOVE:
        places = [place for place in places if any(row.items() >= place.cells.items() for row in own)]
        if not places:
            return None
    if not places:
        return _not_there(one, within, texts)
    return places[0] if len(places) == 1 and not one.occurrence else _chosen(one, places, evidence)


def _chosen(one: Anchor, places: Sequence[_Place], evidence: Sequence[Row]) -> _Place | str:
    """The one of several places that is meant: the one that is named, else the one on which the record rests."""
    if one.occurrence:
        number = int(one.occurrence) if one.occurrence.isdecimal() else 0
        is_one = 1 <= number <= len(places)
        return places[number - 1] if is_one else f"occurrence {one.occurrence!r} must be from 1 to {len(places)}"
    there = [place for place in places if one.use == PRIMARY and _rests_on(one.record, place, evidence)]
    which = "occurrence (1, 2 ...)" if len({place.passage_id for place in places}) == 1 else "passage or occurrence"
    says = f"{_shown(one.words)} stands in {_listed(places)}: write more of the words, or say which in {which}"
    return there[0] if len(there) == 1 else says


def _places(texts: Mapping[str, Printed], words: str) -> list[_Place]:
    return [
        _Place(passage_id, *span, at_span(passage, *span))
        for passage_id, passage in texts.items()
        for span in spans_of(passage, words)
    ]


def _not_there(one: Anchor, within: str, texts: Mapping[str, Printed]) -> str:
    """Why words are not found, and what may be meant."""
    elsewhere = _places(texts, one.words) if within else []
    if elsewhere:
        says = f"{_shown(one.words)} is not in {within} but in {_listed(elsewhere)}"
        says_where = "say so in passage, and in use if it is primary there"
        return f"{says}: {says_where}" if not one.passage else says
    near = nearest(texts, one.words)
    says = f"{_shown(one.words)} is not in the copy"
    return f"{says}; nearest is {_shown(near.text)} in {near.passage_id}" if near else f"{says}, nor anything like it"


def _rests_on(record: str, place: _Place, evidence: Sequence[Row]) -> bool:
    return {"record_id": record, **place.cells, "use": PRIMARY} in evidence


def _tie(one: Anchor, record: Row, place: _Place, evidence: list[Row]) -> list[str]:
    """Write or remove the row of evidence, and say what has changed."""
    at = f"{place.passage_id}, {place.start} to {place.end}: {_shown(place.text)}"
    new = {"record_id": one.record, **place.cells, "use": one.use}
    same = [row for row in evidence if row["record_id"] == one.record and row.items() >= place.cells.items()]
    gone = [row for row in evidence if row["record_id"] == one.record and row["use"] == PRIMARY]
    gone = same + [row for row in gone if one.use == PRIMARY and row not in same]
    said = []
    if one.use == REMOVE:
        said.append(f"removed the span of {one.record} in {at}")
    elif gone != [new]:
        said.append(f"{one.use} span of {one.record}: {at}")
    evidence[:] = [row for row in evidence if row not in gone] + ([] if one.use == REMOVE else [new])
    if one.use == PRIMARY and record["passage_id"] != place.passage_id:
        said.append(f"passage_id of {one.record} is now {place.passage_id}")
        record["passage_id"] = place.passage_id
    return said


def _listed(places: Sequence[_Place]) -> str:
    """Passages, with how often it is in each."""
    counts = Counter(place.passage_id for place in places)
    return ", ".join(f"{one} ({count} times)" if count > 1 else one for one, count in counts.items())


def _shown(words: str) -> str:
    return repr(told(words, _MOST_WORDS))
