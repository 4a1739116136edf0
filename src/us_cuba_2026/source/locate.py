"""Finds the passages of an article in a reader's copy, by their fingerprints alone."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from us_cuba_2026.source.copy import Copy
from us_cuba_2026.source.normalise import fingerprint

Outcome = Literal["exact", "moved", "lost"]


class Found(NamedTuple):
    """A passage in a copy: where it starts in the normalised copy, and whether that is its place in the article."""

    start: int
    outcome: Outcome


def locate(copy: Copy, passages: Sequence[Mapping[str, str]]) -> dict[str, Found]:
    """Find each passage: a window of its length, from the start of a word to the end of one, with its hash.

    A passage is looked for first where the one before it ends. It is *exact* if its place among the passages that
    were found is that of the article beyond doubt, else *moved*: beyond doubt means that it belongs to every longest
    sequence of found passages that stand in the article's order (of two that have changed places, none does).

    Args:
        copy: The copy.
        passages: Rows of ``passages`` of one article, in its order.

    Returns:
        The passages that were found, by id; those that are not among them are lost.
    """
    starts: dict[str, int] = {}
    expected = 0
    for passage in passages:
        start = next(_windows(copy, passage, expected), None)
        if start is not None:
            starts[passage["passage_id"]] = start
            expected = start + int(passage["length"])
    unmistakable = in_every_longest_run(list(starts.values()))
    return {
        passage_id: Found(start, "exact" if is_in_place else "moved")
        for (passage_id, start), is_in_place in zip(starts.items(), unmistakable, strict=True)
    }


def _windows(copy: Copy, passage: Mapping[str, str], expected: int) -> Iterator[int]:
    """Where the passage stands in the copy: first from the expected place on, then before it."""
    length, sha256 = int(passage["length"]), passage["sha256"]
    at = bisect_left(copy.starts, expected)
    for start in (*copy.starts[at:], *copy.starts[:at]):
        if start + length in copy.ends and fingerprint(copy.normalised[start : start + length])[1] == sha256:
            yield start


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
