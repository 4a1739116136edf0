"""Ties a record to a span of a passage, given a few words at the span's two ends."""

import re

from us_cuba_2026.article.copy import CopyError
from us_cuba_2026.article.normalise import normalise
from us_cuba_2026.article.printed import Printed, cuts_no_word


def anchor(passage_id: str, passage: Printed | None, first: str, last: str) -> dict[str, str]:
    """The cells of ``evidence`` for a span of a passage.

    Args:
        passage_id: Id of the passage.
        passage: What a copy has of it; nothing if it was not found.
        first: Words at the start of the span.
        last: Words at its end; the same as ``first`` for a span of these words alone.

    Returns:
        ``passage_id``, ``start`` and ``end``.

    Raises:
        CopyError: If the copy lacks the passage, or the words do not name one span of it.
    """
    if passage is None:
        raise CopyError(f"{passage_id} is not in the copy, or not as fingerprinted")
    text = normalise(passage.text)
    opening, closing = normalise(first), normalise(last)
    spans = set()
    for start in _occurrences(opening, text):
        after = start if opening == closing else start + len(opening)
        ends = (at + len(closing) for at in _occurrences(closing, text) if at >= after)
        end = next((end for end in ends if cuts_no_word(passage, start, end)), None)
        if end is not None and (opening != closing or end == start + len(opening)):
            spans.add((start, end))
    if len(spans) != 1:
        raise CopyError(f"{passage_id} holds {len(spans)} spans from {first!r} to {last!r}: give words that name one")
    ((start, end),) = spans
    return {"passage_id": passage_id, "start": str(start), "end": str(end)}


def _occurrences(words: str, text: str) -> list[int]:
    """Where words stand in a normalised text, overlaps included."""
    return [match.start() for match in re.finditer(f"(?={re.escape(words)})", text)] if words else []
