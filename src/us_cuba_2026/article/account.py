"""The account of an article: each quotation, number and name in a copy, and the record or reason it went to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from us_cuba_2026.article.detect import Kind, detect
from us_cuba_2026.article.printed import CUT, Printed, starts_with, with_signs
from us_cuba_2026.language.quotation_marks import quotations

Row = Mapping[str, str]
LONGEST_TEXT = 6  # words of an item that the account repeats
LONGEST_TOLD = 400  # characters of a copy that a report shows in one place


@dataclass(frozen=True)
class Entry:
    """Something the article holds: a row of ``accounting`` without its last two columns."""

    passage_id: str
    start: int
    end: int
    kind: Kind
    text: str


@dataclass(frozen=True)
class Absent:
    """A row of ``accounting`` whose words the copy does not have where it says, and what the copy has there."""

    passage_id: str
    start: int
    end: int
    kind: str
    text: str
    copy: str


@dataclass(frozen=True)
class Account:
    """How the items of a copy are accounted for, and what is accounted for that is not there."""

    found: int
    claimed: int
    excluded: int
    open: Sequence[Entry]
    absent: Sequence[Absent]


def entries(passages: Mapping[str, Printed], words: Set[str] | None = None) -> Iterator[Entry]:
    """Every quotation, number and name in the printed text of passages.

    Args:
        passages: The passages by id.
        words: Number words of the article's language; those of the dataset if nothing is given.

    Returns:
        The items, in their order, with their spans in the normalised text of their passage.
    """
    for passage_id, passage in passages.items():
        for item in detect(passage.text, words):
            text = shortened(passage.text[item.start : item.end])
            yield Entry(passage_id, passage.before[item.start], passage.before[item.end], item.kind, text)


def shortened(text: str, most: int = LONGEST_TEXT) -> str:
    """The words of an item as printed, of a longer one the first (six).

    Example:
        >>> shortened("one two three four five six seven")
        'one two three four five six ...'
    """
    words = text.split()
    return " ".join(words if len(words) <= most else [*words[:most], "..."]).rstrip(",")


def told(text: str, most: int) -> str:
    """So many words of a copy, as a report shows them: no more than a few lines, whatever a copy takes for a word.

    Example:
        >>> told("one two three", 2)
        'one two ...'
    """
    text = shortened(text, most)
    return text if len(text) <= LONGEST_TOLD else f"{text[:LONGEST_TOLD]} ..."


def account(
    items: Sequence[Entry],
    accounting: Sequence[Row],
    records: tuple[Iterable[Row], Iterable[Row]],
    passages: Mapping[str, Printed],
) -> Account:
    """Look each item up in the account, and each row of the account in the copy.

    An item is accounted for by the rows of its passage and kind that cover all of it: two neighbouring names may be
    found as one, or one as two. It is claimed if one of them is. A row by which a record claims something where it has
    no evidence accounts for nothing; nor does one that gives a quotation to another record than a direct quote, or
    excludes what a direct quote rests on.

    Args:
        items: The items of a copy.
        accounting: Rows of ``accounting``.
        records: Rows of ``quotes``, and rows of ``evidence``.
        passages: The printed passages, by id; rows on others are not judged.

    Returns:
        How many items were found, claimed and excluded, those that are open, and the rows that are absent.
    """
    direct, spans = _grounds(records)
    rows: dict[tuple[str, str], list[Row]] = {}
    for row in accounting:
        if _counts(row, spans.get((row["record_id"], row["passage_id"]), ()), direct):
            rows.setdefault((row["passage_id"], row["kind"]), []).append(row)
    claimed, left = 0, []
    for item in items:
        covering = _covering(item, rows.get((item.passage_id, item.kind), []))
        if not covering:
            left.append(item)
        elif any(row["record_id"] for row in covering):
            claimed += 1
    quoted = {one: [*quotations(passage.text)] for one, passage in passages.items()}
    absent = [row for row in (_absent(row, passages, quoted) for row in accounting) if row is not None]
    return Account(len(items), claimed, len(items) - len(left) - claimed, left, absent)


def unfounded(
    accounting: Iterable[Row], records: tuple[Iterable[Row], Iterable[Row]], passages: Mapping[str, Printed]
) -> list[Row]:
    """The rows of an account that account for nothing: their words are not there, or their record does not rest there.

    Args:
        accounting: Rows of ``accounting``.
        records: Rows of ``quotes``, and rows of ``evidence``.
        passages: The printed passages, by id; rows on others are not judged.

    Returns:
        Those rows, in their order.
    """
    direct, spans = _grounds(records)
    quoted = {one: [*quotations(passage.text)] for one, passage in passages.items()}
    return [
        row
        for row in accounting
        if row["passage_id"] in passages
        and not (
            _counts(row, spans.get((row["record_id"], row["passage_id"]), ()), direct)
            and _absent(row, passages, quoted) is None
        )
    ]


def _grounds(records: tuple[Iterable[Row], Iterable[Row]]) -> tuple[set[str], dict[tuple[str, str], list[Row]]]:
    """The direct quotes, and the spans of each record in each passage; without an id those of direct quotes."""
    quotes, evidence = records
    direct = {row["quote_id"] for row in quotes if row["form"] == "direct"}
    spans: dict[tuple[str, str], list[Row]] = {}
    for row in evidence:
        spans.setdefault((row["record_id"], row["passage_id"]), []).append(row)
        if row["record_id"] in direct and row["use"] == "primary":
            spans.setdefault(("", row["passage_id"]), []).append(row)
    return direct, spans


def _counts(row: Row, spans: Sequence[Row], direct: Set[str]) -> bool:
    """Whether a row accounts for anything, given the spans of its record or, if it has none, of direct quotes."""
    if row["record_id"]:
        is_one = row["kind"] != "quotation" or row["record_id"] in direct
        return is_one and any(_touch(row, span) for span in spans)
    start, end = int(row["start"]), int(row["end"])
    return row["kind"] != "quotation" or not any(
        start <= int(span["start"]) and int(span["end"]) <= end for span in spans
    )


def _touch(row: Row, span: Row) -> bool:
    """Whether two spans of a passage have a letter in common."""
    return int(row["start"]) < int(span["end"]) and int(span["start"]) < int(row["end"])


def _absent(
    row: Row, passages: Mapping[str, Printed], quoted: Mapping[str, Sequence[tuple[int, int]]]
) -> Absent | None:
    """A row whose words do not stand at its place, or not as a quotation, though the passage is there."""
    passage, start, end = passages.get(row["passage_id"]), int(row["start"]), int(row["end"])
    if passage is None:
        return None
    is_quoted = row["kind"] != "quotation" or any(
        passage.before[first] < end and start < passage.before[last] for first, last in quoted[row["passage_id"]]
    )
    if is_quoted and starts_with(passage, start, end, row["text"]):
        return None
    return Absent(
        row["passage_id"], start, end, row["kind"], row["text"], told(with_signs(passage, start, end), LONGEST_TEXT)
    )


def _covering(item: Entry, rows: Sequence[Row]) -> list[Row]:
    """The rows that together cover an item from end to end; none if they leave a gap.

    A row whose text is cut, so that nobody sees all that it covers, covers nothing beyond the item.
    """
    covering, at = [], item.start
    for row in sorted(rows, key=lambda row: int(row["start"])):
        is_wider = int(row["start"]) < item.start or item.end < int(row["end"])
        if int(row["start"]) <= at < int(row["end"]) and not (is_wider and row["text"].endswith(CUT)):
            covering.append(row)
            at = int(row["end"])
    return covering if at >= item.end else []


def claimant(item: Entry, evidence: Sequence[Row], direct: Set[str], dated: Set[str]) -> str:
    """The record that may claim an item: the one of the right kind with the smallest span of evidence around it.

    A quotation belongs to the direct quote that it is; a number to a figure, else to an event with a date; a name to an
    actor whose name or description it is part of, or that is part of it.

    Args:
        item: The item.
        evidence: Rows of ``evidence``.
        direct: Ids of the direct quotes.
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
        is_quoted = record in direct and (start, end) == (item.start, item.end)
        rank = {
            ("quotation", "quo"): 0 if is_quoted else None,
            ("number", "fig"): 0 if holds else None,
            ("number", "evt"): 1 if holds and record in dated else None,
            ("name", "act"): 0,
        }.get((item.kind, table))
        if rank is not None:
            around.append((rank, end - start, record))
    return min(around)[2] if around else ""
