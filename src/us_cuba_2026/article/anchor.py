"""Finds the span of a passage that a few words name: the words themselves, or those at the span's two ends."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import NamedTuple

from us_cuba_2026.article.copy import CopyError
from us_cuba_2026.article.normalise import normalise
from us_cuba_2026.article.printed import Printed, at_span, cuts_no_word

Span = tuple[int, int]
LIKE = 0.6
"""How alike words must be to be shown instead of others, as ``SequenceMatcher`` measures it."""

_CUT = re.compile(r"\s*(?:\.\.\.|…)\s*")
_NO_LETTER = re.compile(r"\W")
_WORD = re.compile(r"\S+")


def spans_of(passage: Printed, words: str) -> list[Span]:
    """The spans of a passage that words name; those with the same capitals only, if there are any.

    Args:
        passage: What a copy prints of it.
        words: The words of the span; of a long span the first ones and the last ones, with ``...`` between.

    Returns:
        Their places in the normalised text. None cuts a word.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> passage = printed("It rained. The ferry sailed. Then it rained again.")
        >>> spans_of(passage, "the ferry ... rained"), spans_of(passage, "it rained"), spans_of(passage, "ferr")
        ([(8, 34)], [(26, 34)], [])
    """
    written = [words]
    found = [*_spans(passage, normalise(words))]
    if not found and len(_CUT.split(words)) == 2:
        written = _CUT.split(words)
        found = [*_spans(passage, *map(normalise, written))]
    return [span for span in found if _has_capitals_of(passage, span, written)] or found


def names_a_span(words: str) -> bool:
    """Whether words can name a span at all: all of its words, or its first and its last ones.

    Example:
        >>> [names_a_span(words) for words in ("the ferry", "the ... sailed", "a ... b ... c", "the ...", "?")]
        [True, True, False, False, False]
    """
    parts = _CUT.split(words)
    return len(parts) <= 2 and all(map(normalise, parts))


def _spans(passage: Printed, opening: str, closing: str = "") -> Iterator[Span]:
    """Spans of whole words that are the opening words, or run from there to the next closing words."""
    text = normalise(passage.text)
    for start in _occurrences(opening, text):
        after = start + len(opening)
        ends = (at + len(closing) for at in _occurrences(closing, text, after)) if closing else (after,)
        end = next((end for end in ends if cuts_no_word(passage, start, end)), None)
        if end is not None:
            yield start, end


def _occurrences(words: str, text: str, after: int = 0) -> list[int]:
    """Where words stand in a normalised text, overlaps included."""
    pattern = re.compile(f"(?={re.escape(words)})")
    return [match.start() for match in pattern.finditer(text, after)] if words else []


def _has_capitals_of(passage: Printed, span: Span, written: list[str]) -> bool:
    """Whether a span begins and ends as it was written, capitals included."""
    printed, first, last = (_NO_LETTER.sub("", text) for text in (at_span(passage, *span), written[0], written[-1]))
    return printed.startswith(first) and printed.endswith(last)


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
    spans = spans_of(passage, first if first == last else f"{first} ... {last}")
    if len(spans) != 1:
        raise CopyError(f"{passage_id} holds {len(spans)} spans from {first!r} to {last!r}: give words that name one")
    ((start, end),) = spans
    return {"passage_id": passage_id, "start": str(start), "end": str(end)}


class Near(NamedTuple):
    """Words of a copy that are like others."""

    passage_id: str
    text: str


def nearest(passages: Mapping[str, Printed], words: str) -> Near | None:
    """The words of a copy that are most like words that it lacks.

    Args:
        passages: What a copy prints of the passages.
        words: The words; of a span with ``...`` the part that is missing is looked for.

    Returns:
        As many words as those, or nothing where none are like them.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> nearest({"psg-001": printed("He said the ferries had sailed again.")}, "the ferry had sailed")
        Near(passage_id='psg-001', text='the ferries had sailed')
    """
    parts = [part for part in _CUT.split(words) if normalise(part)]
    missing = [part for part in parts if not any(spans_of(passage, part) for passage in passages.values())]
    wanted = (missing or parts or [""])[0]
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(normalise(wanted))
    count, best, most = max(1, len(wanted.split())), None, LIKE
    for passage_id, passage in passages.items():
        places = [match.span() for match in _WORD.finditer(passage.text)]
        for at in range(max(1, len(places) - count + 1)):
            text = passage.text[places[at][0] : places[min(at + count, len(places)) - 1][1]] if places else ""
            matcher.set_seq1(normalise(text))
            if matcher.real_quick_ratio() > most and matcher.quick_ratio() > most and (like := matcher.ratio()) > most:
                best, most = Near(passage_id, text), like
    return best
