"""The account of an article: each quotation, number and name in a copy, and the record or reason it went to."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from us_cuba_2026.source.copy import Copy
from us_cuba_2026.source.detect import Kind, detect
from us_cuba_2026.source.locate import Found
from us_cuba_2026.source.passages import ARTICLE

Row = Mapping[str, str]
LONGEST_TEXT = 6  # words of an item that the account repeats


@dataclass(frozen=True)
class Entry:
    """Something the article holds: a row of ``accounting`` without its last two columns."""

    passage_id: str
    start: int
    end: int
    kind: Kind
    text: str


@dataclass(frozen=True)
class Account:
    """How the items of a copy are accounted for."""

    found: int
    claimed: int
    excluded: int
    open: Sequence[Entry]


def entries(
    copy: Copy, found: Mapping[str, Found], passages: Sequence[Row], words: Set[str] | None = None
) -> Iterator[Entry]:
    """Every quotation, number and name in the passages of the article that a copy has.

    Args:
        copy: The copy.
        found: Where the passages stand in it.
        passages: Rows of ``passages``.
        words: Number words of the article's language; those of the dataset if nothing is given.

    Returns:
        The items, in the order of the article, with their spans in the normalised text of their passage.
    """
    for passage in passages:
        place = found.get(passage["passage_id"])
        if place is None or passage["kind"] not in ARTICLE:
            continue
        start, end = copy.with_marks(place.start, place.start + int(passage["length"]))
        text = copy.text[start:end]
        for item in detect(text, words):
            first, last = (bisect_left(copy.positions, start + at) - place.start for at in (item.start, item.end))
            yield Entry(passage["passage_id"], first, last, item.kind, shortened(text[item.start : item.end]))


def shortened(text: str) -> str:
    """The words of an item as printed, of a longer one the first six.

    Example:
        >>> shortened("one two three four five six seven")
        'one two three four five six ...'
    """
    words = text.split()
    return " ".join(words if len(words) <= LONGEST_TEXT else [*words[:LONGEST_TEXT], "..."]).rstrip(",")


def account(items: Sequence[Entry], accounting: Sequence[Row]) -> Account:
    """Look each item up in the account.

    An item is accounted for by the rows of its passage and kind that cover all of it: in a copy with another layout
    (buttons gone, say) two neighbouring names may be found as one, or one as two. It is claimed if one of them is.

    Args:
        items: The items of a copy.
        accounting: Rows of ``accounting``.

    Returns:
        How many items were found, claimed and excluded, and those that are open.
    """
    rows: dict[tuple[str, str], list[Row]] = {}
    for row in accounting:
        rows.setdefault((row["passage_id"], row["kind"]), []).append(row)
    claimed, left = 0, []
    for item in items:
        covering = _covering(item, rows.get((item.passage_id, item.kind), []))
        if not covering:
            left.append(item)
        elif any(row["record_id"] for row in covering):
            claimed += 1
    return Account(len(items), claimed, len(items) - len(left) - claimed, left)


def _covering(item: Entry, rows: Sequence[Row]) -> list[Row]:
    """The rows that together cover an item from end to end; none if they leave a gap."""
    covering, at = [], item.start
    for row in sorted(rows, key=lambda row: int(row["start"])):
        if int(row["start"]) <= at < int(row["end"]):
            covering.append(row)
            at = int(row["end"])
    return covering if at >= item.end else []


def claimant(item: Entry, evidence: Sequence[Row], dated: frozenset[str]) -> str:
    """The record that may claim an item: the one of the right kind with the smallest span of evidence around it.

    A quotation belongs to the quote that it is; a number to a figure, else to an event with a date; a name to an actor
    whose name or description it is part of, or that is part of it.

    Args:
        item: The item.
        evidence: Rows of ``evidence``.
        dated: Ids of the events that have a date.

    Returns:
        The record's id, or nothing if none has evidence there.
    """
    around = []
    for row in evidence:
        start, end, record = int(row["start"]), int(row["end"]), row["record_id"]
        if row["passage_id"] != item.passage_id or end <= item.start or item.end <= start:
            continue
        table = record.partition("-")[0]
        holds = start <= item.start and item.end <= end
        rank = {
            ("quotation", "quo"): 0 if (start, end) == (item.start, item.end) else None,
            ("number", "fig"): 0 if holds else None,
            ("number", "evt"): 1 if holds and record in dated else None,
            ("name", "act"): 0,
        }.get((item.kind, table))
        if rank is not None:
            around.append((rank, end - start, record))
    return min(around)[2] if around else ""
