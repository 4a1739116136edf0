"""Finds the passages of an article in a reader's copy, by their fingerprints alone."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from us_cuba_2026.article.confirm import Spans, could_be
from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.gaps import interrupted
from us_cuba_2026.article.normalise import fingerprint

Row = Mapping[str, str]
MOST_WINDOWS = 20  # of a passage that are weighed up


class Found(NamedTuple):
    """Where a passage stands in the normalised copy, and whether that is its place in the article beyond doubt."""

    spans: Spans
    is_in_place: bool


def locate(copy: Copy, passages: Sequence[Row]) -> dict[str, Found]:
    """Find each passage: a window of its length, from the start of a word to the end of one, with its hash.

    A passage is looked for first where the one before it ends. Of several windows the first is taken that is printed as
    the passage was and has its blocks for itself, else one that has either. A passage that is in no window may be
    interrupted by whole blocks. It is in its place if that is its place in the article beyond doubt: if it belongs to
    every longest sequence of found passages that stand in the article's order (of two that have changed places, none
    does).

    Args:
        copy: The copy.
        passages: Rows of ``passages`` of one article, in its order.

    Returns:
        The passages that were found, by id, in the order of the article.
    """
    windows: dict[str, Spans] = {}
    expected = 0
    for passage in passages:
        window = _best_window(copy, passage, expected, windows)
        if window is not None:
            windows[passage["passage_id"]] = (window,)
            expected = window[1]
    found = windows | _interrupted(copy, passages, windows)
    in_order = {row["passage_id"]: found[row["passage_id"]] for row in passages if row["passage_id"] in found}
    unmistakable = in_every_longest_run([spans[0][0] for spans in in_order.values()])
    return {
        one: Found(spans, is_in_place) for (one, spans), is_in_place in zip(in_order.items(), unmistakable, strict=True)
    }


def _best_window(copy: Copy, passage: Row, expected: int, others: Mapping[str, Spans]) -> tuple[int, int] | None:
    """The best of the windows that overlap no other passage: printed as the passage was, and alone in its blocks."""
    best, most = None, -1
    for start in islice(_windows(copy, passage, expected), MOST_WINDOWS):
        end = start + int(passage["length"])
        if any(start < last and first < end for spans in others.values() for first, last in spans):
            continue
        is_alone = copy.starts_block(start) and copy.ends_block(end)
        marks = 2 * could_be(copy, ((start, end),), passage["text_sha256"]) + is_alone
        if marks > most:
            best, most = (start, end), marks
        if marks == 3:
            break
    return best


def _windows(copy: Copy, passage: Row, expected: int) -> Iterator[int]:
    """Where the passage stands in the copy: first from the expected place on, then before it."""
    length, sha256 = int(passage["length"]), passage["sha256"]
    at = bisect_left(copy.starts, expected)
    for start in (*copy.starts[at:], *copy.starts[:at]):
        if start + length in copy.ends and fingerprint(copy.normalised[start : start + length])[1] == sha256:
            yield start


def _interrupted(copy: Copy, passages: Sequence[Row], windows: Mapping[str, Spans]) -> dict[str, Spans]:
    """The passages that are in no window, but between their neighbours in whole blocks."""
    taken = {at for spans in windows.values() for at in _blocks_of(copy, spans)}
    are_in_place = in_every_longest_run([spans[0][0] for spans in windows.values()])
    in_place = {one: windows[one] for one, is_in_place in zip(windows, are_in_place, strict=True) if is_in_place}
    found: dict[str, Spans] = {}
    for passage, (after, before) in zip(passages, neighbours(passages, in_place, len(copy.normalised)), strict=True):
        if passage["passage_id"] in windows or (after, before) == (0, len(copy.normalised)):
            continue
        starts = [at for at, part in enumerate(copy.parts) if after <= part.start < before and at not in taken]
        way = interrupted(copy, starts, taken, (int(passage["length"]), passage["sha256"]))
        if way is not None:
            found[passage["passage_id"]] = way
            taken |= _blocks_of(copy, way)
    return found


def _blocks_of(copy: Copy, spans: Spans) -> set[int]:
    """Which blocks a passage stands in."""
    return {at for first, last in spans for at in range(copy.part_at(first), copy.part_at(last - 1) + 1)}


def neighbours(passages: Sequence[Row], found: Mapping[str, Spans], length: int) -> list[tuple[int, int]]:
    """For each passage, where its neighbours that were found end and start in a copy of that length.

    Args:
        passages: Rows of ``passages`` in the order of the article.
        found: Where those stand that were found.
        length: Length of the normalised copy: where the last passage has to end.

    Returns:
        As many pairs; 0 and the length where there is no neighbour.
    """
    spans = [found.get(passage["passage_id"]) for passage in passages]
    afters, befores = [0], [length]
    for one in spans[:-1]:
        afters.append(one[-1][1] if one else afters[-1])
    for one in reversed(spans[1:]):
        befores.append(one[0][0] if one else befores[-1])
    return [*zip(afters, reversed(befores), strict=True)]


def in_every_longest_run(numbers: Sequence[int]) -> list[bool]:
    """For each number, whether it belongs to every longest increasing subsequence.

    It does if it belongs to one (the longest run that ends in it and the longest that starts in it together are as
    long as the longest), and is the only one of those at its place in the run.

    Args:
        numbers: Numbers without repetition.

    Returns:
        As many answers.

    Example:
        >>> in_every_longest_run([1, 3, 2, 4])
        [True, False, False, True]
    """
    ending = _longest_ending(numbers)
    starting = _longest_ending([-number for number in reversed(numbers)])[::-1]
    longest = max(ending, default=0)
    places = [at if at + rest - 1 == longest else 0 for at, rest in zip(ending, starting, strict=True)]
    return [place > 0 and places.count(place) == 1 for place in places]


def _longest_ending(numbers: Sequence[int]) -> list[int]:
    """Length of the longest increasing subsequence that ends in each number (patience sorting)."""
    tails: list[int] = []
    lengths = []
    for number in numbers:
        at = bisect_left(tails, number)
        tails[at : at + 1] = [number]
        lengths.append(at + 1)
    return lengths
