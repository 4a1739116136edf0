"""Shows a record in a reader's own copy: what it is, and the passages it rests on, with its spans marked."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from us_cuba_2026.article.compared import read_passages
from us_cuba_2026.article.confirm import text_of
from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.furniture import locate_furniture
from us_cuba_2026.article.normalise import fold_with_positions
from us_cuba_2026.article.passages import ARTICLE
from us_cuba_2026.article.verify import COLUMNS, JUDGED
from us_cuba_2026.checker import checked
from us_cuba_2026.checker.plain_copies import plain_copies
from us_cuba_2026.citation.facts import Sources
from us_cuba_2026.citation.in_text import locator
from us_cuba_2026.citation.records import passages
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import Package, Table

PLAIN = (">>>", "<<<")
_SUGGESTED = 4
_ELSE = "run verify without --show to see what differs"
COLOURED = ("\x1b[7m", "\x1b[0m")


def show(article: Path | str, record_id: str, package: Path | str | None = None, is_coloured: bool = False) -> str:
    """The passages of a copy that a record has evidence in, the primary one first, with the spans marked.

    A passage is shown itself, with no mark.

    Args:
        article: A file with the reader's copy.
        record_id: Id of an actor, quote, event, figure or passage.
        package: A package; the dataset itself if nothing is given.
        is_coloured: Whether to mark by reversed colours, as a terminal shows them, or by ``>>>`` and ``<<<``.

    Returns:
        A line on what the record is, as its citation has it, then for each passage a heading and the marked text.

    Raises:
        UnusableError: If there is no such record, it rests on no passage, the copy has none of its passages, or the
            copy cannot be used.
    """
    copy = Copy.read(article)
    with plain_copies(checked(package, columns=COLUMNS, judged_elsewhere=JUDGED)) as data:
        table, row = data.find(record_id)
        spans = [row for row in data.table("evidence").rows() if row["record_id"] == record_id]
        rows = data.table("passages").rows()
        about = Sources(data).record(record_id).note
        if not spans and table.name != "passages":
            raise UnusableError(f"{record_id} ({table.name}) has no evidence of its own: {_instead(data, table, row)}")
    texts = _texts(copy, rows)
    marked: dict[str, list[tuple[int, int]]] = {record_id: []} if table.name == "passages" else {}
    uses: dict[str, list[str]] = {}
    for row in sorted(spans, key=lambda row: row["use"] != "primary"):
        marked.setdefault(row["passage_id"], []).append((int(row["start"]), int(row["end"])))
        uses.setdefault(row["passage_id"], []).append(row["use"])
    if not {*marked} & {*texts}:
        raise UnusableError(f"the copy does not have the words of {record_id}: {_ELSE}")
    marks = COLOURED if is_coloured else PLAIN
    places = {one: locator([place]) for one, (_, place) in passages(rows).items()}
    shown = [
        ", ".join([f"{places[one]} ({one})", *dict.fromkeys(uses.get(one, ()))])
        + "\n"
        + (_marked(texts[one], spans, marks) if one in texts else f"The copy does not have it: {_ELSE}.")
        for one, spans in marked.items()
    ]
    return "\n\n".join([_printable(about), *shown])


def _instead(data: Package, table: Table, row: Mapping[str, str]) -> str:
    """What to show in place of a row without evidence: that which it points to, or else that which is tied to it."""
    resting = {one["record_id"] for one in data.table("evidence").rows()}
    resting |= {one["passage_id"] for one in data.table("passages").rows()}
    ids = [cell for cell in row.values() if cell in resting]
    how = "which it points to"
    if not ids:
        how = "which other tables tie to it"
        keys = [(one, key.fields[0]) for one in data.tables for key in one.foreign_keys if key.table == table.name]
        pointing = [other for one, column in keys for other in one.rows() if other[column] == row[table.primary_key[0]]]
        ids = [cell for other in pointing for cell in other.values() if cell in resting]
    *others, last = [*dict.fromkeys(ids)][:_SUGGESTED] or ["an actor, quote, event, figure or passage"]
    return f"show {' or '.join(filter(None, [', '.join(others), last]))}" + (f", {how}" if ids else "")


def _texts(copy: Copy, rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The passages that a copy has, as it has them."""
    article = [row for row in rows if row["kind"] in ARTICLE]
    found, _, _ = read_passages(copy, article)
    spans = {one: place.spans for one, place in found.items()}
    spans |= locate_furniture(copy, [row for row in rows if row["kind"] not in ARTICLE], spans)
    return {one: text_of(copy, pieces) for one, pieces in spans.items()}


def _marked(text: str, spans: Sequence[tuple[int, int]], marks: tuple[str, str]) -> str:
    """A text with marks before and behind spans of its letters and digits."""
    positions = fold_with_positions(text)[1]
    pieces, at = "", 0
    for start, end in sorted(spans):
        first, last = positions[start], positions[end - 1] + 1
        if first >= at:
            pieces += _printable(text[at:first]) + marks[0] + _printable(text[first:last]) + marks[1]
            at = last
    return pieces + _printable(text[at:])


def _printable(text: str) -> str:
    """A text on one line, without characters that steer a terminal."""
    return "".join(char for char in re.sub(r"\s+", " ", text) if char.isprintable())
