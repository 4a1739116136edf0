"""The cells of records that are the article's words, and whether a passage has them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from us_cuba_2026.article.normalise import canonical, normalise
from us_cuba_2026.article.printed import Printed, at_span, place_of, stands, whole

Row = Mapping[str, str]

CELLS: Mapping[str, Sequence[str]] = {
    "actors": ("name",),
    "quotes": ("text", "cue", "attribution"),
    "events": (),
    "figures": ("as_stated",),
}
"""The columns of records that are the article's words. The first is what the record itself says."""

DESCRIBED = frozenset({"unnamed", "collective"})
"""Words of ``actors.naming`` for actors whose name is the article's description."""

_LETTER = re.compile(r"[^\W_]")
_POSSESSIVE = re.compile(r"'s?(?=[\W_]*$)")


class Wording(NamedTuple):
    """A cell that is the article's words: its column, what it says, whether it is a proper name."""

    column: str
    says: str
    is_proper: bool


class Rests(NamedTuple):
    """What a record rests on: its primary span, all its spans, and whether another quotation starts where it ends."""

    primary: Row
    spans: Sequence[Row]
    goes_on: bool


def worded(table: str, row: Row) -> Iterator[Wording]:
    """The cells of a record that are the article's words.

    Args:
        table: Name of its table.
        row: The record.

    Returns:
        The cells that are filled, and the text of a direct quote.
    """
    for column in CELLS[table]:
        if row[column] or (column == "text" and row["form"] == "direct"):
            yield Wording(column, row[column], table == "actors" and row["naming"] not in DESCRIBED)


def holds(wording: Wording, rests: Rests, passages: Mapping[str, Printed]) -> bool:
    """Whether the copy has the words of a cell where the record says they are, with marks, signs and capitals.

    The text of a direct quote is its primary span, between quotation marks; cue and attribution stand in the passage;
    the phrase of a figure and the description of an actor stand in one of their spans. A proper name, which other words
    of the article may complete, has a word in common with one (see :func:`is_of_article` for the others).

    Args:
        wording: The cell.
        rests: What the record rests on.
        passages: The printed passages; that of the primary span is among them.

    Returns:
        Whether it does.
    """
    primary = rests.primary
    passage, start, end = passages[primary["passage_id"]], int(primary["start"]), int(primary["end"])
    if wording.column == "text":
        place = place_of(passage, start, end, wording.says)
        return place is not None and _is_quoted(passage.text, *place, rests.goes_on)
    if wording.column in ("cue", "attribution"):
        return stands(passage, 0, passage.before[-1], wording.says)
    return stands_in_spans(wording, rests.spans, passages)


def stands_in_spans(wording: Wording, spans: Sequence[Row], passages: Mapping[str, Printed]) -> bool:
    """Whether a name or phrase stands in one of the spans of its record that are in printed passages."""
    own = [
        (passages[span["passage_id"]], int(span["start"]), int(span["end"]))
        for span in spans
        if span["passage_id"] in passages
    ]
    if wording.is_proper:
        words = {*_plain_words(wording.says)}
        return any(words & {*_plain_words(at_span(*span))} for span in own)
    return any(stands(*span, form) for span in own for form in _forms(wording))


def is_of_article(name: str, passages: Iterable[Printed]) -> bool:
    """Whether each word of a proper name is printed somewhere in the article, with its marks and capitals.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> passages = [printed("Mayor Ann left."), printed("The Lee brothers stayed.")]
        >>> [is_of_article(name, passages) for name in ("Ann Lee", "Bob Lee", "ann Lee", "Ann! Lee")]
        [True, False, False, False]
    """
    texts = [passage.text for passage in passages]
    return all(any(any(True for _ in whole(text, word)) for text in texts) for word in canonical(name).split())


def is_left(wording: Wording, text: str) -> bool:
    """Whether the words of a cell stand in a piece of a copy that has taken the place of a passage.

    Args:
        wording: The cell.
        text: The piece, in canonical form.

    Returns:
        Whether they do; of a proper name it cannot be told.
    """
    return wording.is_proper or any(True for form in _forms(wording) for _ in whole(text, canonical(form)))


def _forms(wording: Wording) -> tuple[str, ...]:
    """The words of a cell; a description may also start a sentence."""
    says = wording.says
    return (says, says[:1].upper() + says[1:]) if wording.column == "name" else (says,)


def _is_quoted(text: str, first: int, last: int, goes_on: bool) -> bool:
    """Whether what stands there is between quotation marks; a comma or full stop may come before the closing one."""
    opening = text[first - 1] if first else ""
    if opening not in ('"', "'") or (first > 1 and _LETTER.match(text[first - 2])):
        return False
    if opening == '"' and text.count('"', 0, first) % 2 == 0:  # it closes another quotation
        return False
    at = last + 1 if text[last : last + 1] in (",", ".") else last
    is_closed = text[at : at + 1] == opening and not _LETTER.match(text[at + 1 : at + 2])
    return goes_on or is_closed or _LETTER.search(text, last) is None


def _plain_words(text: str) -> list[str]:
    """The words of a text without case, marks and possessive endings."""
    parts = (normalise(_POSSESSIVE.sub("", word)) for word in canonical(text).replace("-", " ").split())
    return [part for part in parts if part]
