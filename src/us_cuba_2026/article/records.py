"""Judges each record by a copy: the passage it rests on, its spans, and its cells that are the article's words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from us_cuba_2026.article.account import told
from us_cuba_2026.article.cells import CELLS, Rests, holds, is_left, is_of_article, stands_in_spans, worded
from us_cuba_2026.article.passages import ARTICLE
from us_cuba_2026.article.printed import Printed, cuts_no_word, with_signs
from us_cuba_2026.rules.record_tables import RECORDS

Outcome = Literal["exact", "moved", "changed", "lost", "unproved"]
Row = Mapping[str, str]
LONGEST_COPY = 12  # words of the copy that are set beside a cell


@dataclass(frozen=True)
class Cell:
    """A cell that is not the article's words: what it says, and what the copy says where the record rests."""

    record: str
    table: str
    column: str
    says: str
    copy: str


@dataclass(frozen=True)
class Held:
    """What a copy has of the passages: their outcomes, the printed text of those found, and what others became.

    Args:
        kinds: Kind of each passage.
        outcomes: Outcome of each passage of the article.
        printed: The passages that were found by their letters.
        instead: The canonical text of what stands in the place of others.
    """

    kinds: Mapping[str, str]
    outcomes: Mapping[str, Outcome]
    printed: Mapping[str, Printed]
    instead: Mapping[str, str]

    @cached_property
    def is_complete(self) -> bool:
        """Whether all passages of the article were found, so that a word which none has is not the article's."""
        return self.outcomes.keys() == self.printed.keys()


@dataclass(frozen=True)
class Judged:
    """Outcome of a record, the reason if it is not exact, its cells that do not hold, and how many do."""

    outcome: Outcome
    reason: str
    cells: Sequence[Cell] = ()
    verbatim: int = 0


def judge_records(tables: Mapping[str, Sequence[Row]], held: Held) -> dict[str, Judged]:
    """Judge all records.

    Args:
        tables: The rows of the tables of records and of ``evidence``.
        held: What the copy has.

    Returns:
        The outcome of each record by its id.
    """
    spans: dict[str, list[Row]] = {}
    for row in tables["evidence"]:
        spans.setdefault(row["record_id"], []).append(row)
    direct = {row["quote_id"] for row in tables["quotes"] if row["form"] == "direct"}
    starts = frozenset(
        (row["passage_id"], row["start"])
        for row in tables["evidence"]
        if row["use"] == "primary" and row["record_id"] in direct
    )
    return {
        row[column]: _judge(table, row, spans.get(row[column], []), held, starts)
        for table, column in RECORDS.items()
        for row in tables[table]
    }


def _judge(table: str, row: Row, spans: Sequence[Row], held: Held, starts: Collection[tuple[str, str]]) -> Judged:
    """The outcome of one record."""
    primaries = [span for span in spans if span["use"] == "primary"]
    if len(primaries) != 1:
        return Judged("unproved", f"has {len(primaries) or 'no'} primary span{'s'[: len(primaries)]} of evidence")
    (primary,) = primaries
    passage_id = primary["passage_id"]
    if passage_id != row["passage_id"]:
        return Judged("unproved", f"its primary span is in {passage_id}, but its row names {row['passage_id']}")
    if held.kinds[passage_id] not in ARTICLE:
        kind = held.kinds[passage_id]
        return Judged("unproved", f"rests on {passage_id}, a {kind}, which belongs to the page and is not proved")
    rests = Rests(primary, spans, (passage_id, primary["end"]) in starts)
    if passage_id in held.printed:
        return _in_passage(table, row, rests, held)
    if passage_id in held.instead:
        return _in_other_words(table, row, rests, held)
    return Judged("lost", f"{passage_id} is not in the copy")


def _in_passage(table: str, row: Row, rests: Rests, held: Held) -> Judged:
    """The outcome of a record whose passage has all its letters."""
    primary, spans, _ = rests
    passage_id = primary["passage_id"]
    outcome, passage = held.outcomes[passage_id], held.printed[passage_id]
    copy = told(with_signs(passage, int(primary["start"]), int(primary["end"])), LONGEST_COPY)
    cells = [*worded(table, row)]
    wrong = [
        Cell(row[RECORDS[table]], table, cell.column, cell.says, copy)
        for cell in cells
        if not holds(cell, rests, held.printed)
        or (cell.is_proper and held.is_complete and not is_of_article(cell.says, held.printed.values()))
    ]
    verbatim = len(cells) - len(wrong)
    if wrong:
        return Judged("changed", _says(wrong), wrong, verbatim)
    for span in spans:
        other = held.printed.get(span["passage_id"])
        if other is not None and not cuts_no_word(other, int(span["start"]), int(span["end"])):
            place = f"{span['passage_id']}, {span['start']} to {span['end']}"
            return Judged("changed", f"its {span['use']} span, {place}, starts or ends within a word", (), verbatim)
    if outcome == "exact":
        return Judged("exact", "", (), verbatim)
    if outcome == "moved":
        return Judged("moved", f"{passage_id} stands elsewhere in the copy", (), verbatim)
    return Judged("changed", f"its own words stand unchanged, but {passage_id} is changed", (), verbatim)


def _in_other_words(table: str, row: Row, rests: Rests, held: Held) -> Judged:
    """The outcome of a record in whose passage's place something else stands."""
    passage_id = rests.primary["passage_id"]
    own, text = CELLS[table][:1], held.instead[passage_id]
    cells = [*worded(table, row)]
    wrong = [
        Cell(row[RECORDS[table]], table, cell.column, cell.says, "")
        for cell in cells
        if not is_left(cell, text)
        and (cell.column not in ("name", "as_stated") or not stands_in_spans(cell, rests.spans, held.printed))
    ]
    verbatim = len(cells) - len(wrong)
    if wrong and wrong[0].column in own:
        return Judged("lost", f"its words are not in what stands for {passage_id}", wrong, verbatim)
    if wrong:
        return Judged("changed", f"{_says(wrong)} in what stands for {passage_id}", wrong, verbatim)
    if any(cell.column in own and not cell.is_proper for cell in cells):
        return Judged("changed", f"its own words stand unchanged, but {passage_id} is changed", (), verbatim)
    unknown = f"{passage_id} is changed, and no cell tells whether its own words still stand"
    return Judged("changed", unknown, (), verbatim)


def _says(wrong: Sequence[Cell]) -> str:
    """What cells say, and what the copy says."""
    return "; ".join(
        f"{cell.column} says “{cell.says}”, " + (f"the copy “{cell.copy}”" if cell.copy else "which is not")
        for cell in wrong
    )
