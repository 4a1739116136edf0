"""Ties a record to a span of a passage, given a few words at the span's two ends."""

import re
from collections.abc import Mapping

from us_cuba_2026.source.copy import Copy, CopyError
from us_cuba_2026.source.locate import Found
from us_cuba_2026.source.normalise import fingerprint, normalise


def anchor(copy: Copy, passage: Mapping[str, str], found: Found | None, first: str, last: str) -> dict[str, str]:
    """The cells of ``evidence`` for a span of a passage.

    Args:
        copy: A copy of the article.
        passage: The row of ``passages``.
        found: Where the passage stands in the copy.
        first: Words at the start of the span.
        last: Words at its end; the same as ``first`` for a span of these words alone.

    Returns:
        ``passage_id``, ``start``, ``end`` and ``sha256``.

    Raises:
        CopyError: If the copy lacks the passage, or the words do not name one span of it.
    """
    name = passage["passage_id"]
    if found is None:
        raise CopyError(f"{name} is not in the copy, or not as fingerprinted")
    text = copy.normalised[found.start : found.start + int(passage["length"])]
    at_start, at_end = normalise(first), normalise(last)
    starts = [match.start() for match in re.finditer(f"(?={re.escape(at_start)})", text)] if at_start else []
    starts = [start for start in starts if found.start + start in copy.starts]
    spans = set()
    for start in starts:
        after = start if at_start == at_end else start + len(at_start)
        ends = [after + match.end(1) for match in re.finditer(f"(?=({re.escape(at_end)}))", text[after:])]
        spans |= {(start, end) for end in [end for end in ends if found.start + end in copy.ends][:1]}
    if len(spans) != 1:
        raise CopyError(f"{name} holds {len(spans)} spans from {first!r} to {last!r}: give words that name one")
    ((start, end),) = spans
    _, sha256 = fingerprint(text[start:end])
    return {"passage_id": name, "start": str(start), "end": str(end), "sha256": sha256}
