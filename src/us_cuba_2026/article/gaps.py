"""Finds a passage that whole blocks interrupt: an advertisement, a photograph, the header of a page."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.normalise import fingerprint

MOST_GAPS = 3
LONGEST_GAP = 4  # blocks
MOST_STARTS = 40  # blocks that a passage may start with
MOST_TRIED = 50_000  # blocks of a way, in all ways that are tried for a passage

_Way = tuple[tuple[int, int], ...]


def interrupted(copy: Copy, starts: Sequence[int], taken: Collection[int], wanted: tuple[int, str]) -> _Way | None:
    """Find a passage in whole blocks that do not all follow one another.

    At most three groups of at most four blocks each may stand between its pieces. Few groups are tried before many.

    Args:
        copy: The copy.
        starts: Which blocks the passage may start with.
        taken: Which blocks belong to other passages, and can only stand between its pieces.
        wanted: Length and SHA-256 of the passage.

    Returns:
        Where its pieces stand in the normalised text, or nothing.
    """
    length, sha256 = wanted
    ways = (
        way
        for gaps in range(1, MOST_GAPS + 1)
        for start in starts[:MOST_STARTS]
        for way in _ways(copy, taken, start, length, gaps)
    )
    for way in islice(ways, MOST_TRIED):
        if way and fingerprint("".join(copy.normalised[first:last] for first, last in way))[1] == sha256:
            return way
    return None


def _ways(copy: Copy, taken: Collection[int], at: int, length: int, gaps: int) -> Iterator[_Way]:
    """Pieces that together are as long as wanted, from one block on, with so many gaps; an empty one for each try."""
    first, left = copy.parts[at].start, length
    while at < len(copy.parts) and at not in taken and left > 0:
        yield ()
        left -= copy.parts[at].end - copy.parts[at].start
        piece = (first, copy.parts[at].end)
        if left == 0 and gaps == 0:
            yield (piece,)
        at += 1
        for start in range(at + 1, min(at + LONGEST_GAP + 1, len(copy.parts))) if gaps and left > 0 else ():
            for rest in _ways(copy, taken, start, left, gaps - 1):
                yield (piece, *rest) if rest else ()
