"""Shows a record in a reader's own copy: the passage it rests on, with its span marked."""

import re
from pathlib import Path

from us_cuba_2026.datapackage import Package, UnusableError
from us_cuba_2026.source.copy import Copy
from us_cuba_2026.source.verify import is_there, located

PLAIN = (">>>", "<<<")
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
        A heading and the marked text for each passage.

    Raises:
        UnusableError: If there is no such record, it rests on no passage, the copy has none of its passages, or the
            copy cannot be used.
    """
    data, copy = Package.read(package), Copy.read(article)
    spans = [row for row in data.table("evidence").rows() if row["record_id"] == record_id]
    table, _ = data.find(record_id)
    if not spans and table.name != "passages":
        what = "give the id of an actor, quote, event, figure or passage"
        raise UnusableError(f"{record_id} ({table.name}) has no evidence: {what}")
    passages = {row["passage_id"]: row for row in data.table("passages").rows()}
    found = located(copy, list(passages.values()))
    lengths = {passage_id: int(passages[passage_id]["length"]) for passage_id in found}
    shown: dict[str, list[tuple[int, int]]] = {record_id: []} if record_id in found else {}
    for row in sorted(spans, key=lambda row: row["use"] != "primary"):
        if is_there(row, lengths):
            place = found[row["passage_id"]]
            span = copy.original(place.start + int(row["start"]), place.start + int(row["end"]))
            shown.setdefault(row["passage_id"], []).append(span)
    if not shown:
        raise UnusableError(f"the copy does not have the words of {record_id}")
    before, after = COLOURED if is_coloured else PLAIN
    parts = []
    for passage_id, marked in shown.items():
        place = found[passage_id]
        start, end = copy.with_marks(place.start, place.start + lengths[passage_id])
        pieces, at = [], start
        for first, last in sorted(marked):
            if first >= at:
                pieces += [_printable(copy.text[at:first]), before, _printable(copy.text[first:last]), after]
                at = last
        parts.append(f"{passage_id} ({passages[passage_id]['kind']})\n{''.join(pieces)}{_printable(copy.text[at:end])}")
    return "\n\n".join(parts)


def _printable(text: str) -> str:
    """A text on one line, without characters that steer a terminal."""
    return "".join(char for char in re.sub(r"\s+", " ", text) if char.isprintable())
