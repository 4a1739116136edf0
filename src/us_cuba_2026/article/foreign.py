"""The words of a copy that are not the article's: those that touch a passage, and those between passages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from us_cuba_2026.article.confirm import Spans, text_of
from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.furniture import is_credit
from us_cuba_2026.article.passages import words


class Stretch(NamedTuple):
    """A piece of one block that is in no passage: where it stands in the normalised text, and its words."""

    first: int
    last: int
    text: str


class Foreign(NamedTuple):
    """Words between the passages of an article: the passage they stand behind, how many they are, and what they say."""

    after: str
    words: int
    text: str


def stretches(copy: Copy, found: Iterable[Spans]) -> list[Stretch]:
    """What is left of a copy without the passages that were found in it, block by block.

    Args:
        copy: The copy.
        found: Where passages stand.

    Returns:
        The pieces in their order.
    """
    left: list[Stretch] = []
    at = 0
    for first, last in [*sorted(span for spans in found for span in spans), (len(copy.normalised),) * 2]:
        if at < first:
            left += _divided(copy, at, first)
        at = max(at, last)
    return left


def _divided(copy: Copy, first: int, last: int) -> Iterator[Stretch]:
    """A piece of the normalised text, block by block."""
    for part in copy.parts[copy.part_at(first) : copy.part_at(last - 1) + 1]:
        span = max(first, part.start), min(last, part.end)
        yield Stretch(*span, " ".join(text_of(copy, (span,)).split()))


def without_credits(left: Sequence[Stretch], captions: Iterable[Spans]) -> list[Stretch]:
    """The pieces without the credits directly behind a caption, whosever they are: they do not change what it says."""
    ends = {spans[-1][1] for spans in captions}
    return [stretch for stretch in left if not (stretch.first in ends and is_credit(stretch.text))]


def beside(copy: Copy, spans: Spans, left: Sequence[Stretch]) -> tuple[str, str]:
    """The foreign words that stand directly before and behind a passage in the same block."""
    first, last = spans[0][0], spans[-1][1]
    start, end = copy.part_at(first), copy.part_at(last - 1)
    before = (one.text for one in left if one.last == first and copy.part_at(one.first) == start)
    behind = (one.text for one in left if one.first == last and copy.part_at(one.first) == end)
    return next(before, ""), next(behind, "")


def between(left: Sequence[Stretch], found: Mapping[str, Spans]) -> list[Foreign]:
    """The foreign words between the first and the last passage of an article.

    Args:
        left: What no passage has.
        found: Where the passages of the article stand.

    Returns:
        The pieces in their order, each with the passage that it stands behind (or within).
    """
    starts = sorted((first, passage_id) for passage_id, spans in found.items() for first, _ in spans)
    end = max((spans[-1][1] for spans in found.values()), default=0)
    result = []
    for stretch in left:
        after = [passage_id for first, passage_id in starts if first < stretch.first]
        if after and stretch.first < end:
            result.append(Foreign(after[-1], words(stretch.text), stretch.text))
    return result
