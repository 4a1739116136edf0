"""Which unit of one coder is which of another: the rule of ``data/reliability/alignment.csv``.

Two units can be the same if they are of one table and one passage, and the letters that they share are at least half
of the longer one. Of all such pairs, the one with the largest share is taken first, and neither of its units again.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple


class Unit(NamedTuple):
    """A span of the normalised text of a passage that a coder has marked, and what for."""

    unit_id: str
    table: str
    passage_id: str
    start: int
    end: int


class Pair(NamedTuple):
    """Two units that are one, and which share of the longer one they have in common."""

    first: Unit
    second: Unit
    share: Fraction


def share(first: Unit, second: Unit) -> Fraction:
    """The letters that two units have in common, as a share of the longer one.

    Example:
        >>> share(Unit("unt-1", "quotes", "psg-001", 0, 10), Unit("unt-2", "quotes", "psg-001", 4, 12))
        Fraction(3, 5)
    """
    if (first.table, first.passage_id) != (second.table, second.passage_id):
        return Fraction(0)
    common = min(first.end, second.end) - max(first.start, second.start)
    return Fraction(max(common, 0), max(first.end - first.start, second.end - second.start))


def align(first: Sequence[Unit], second: Sequence[Unit]) -> list[Pair]:
    """The pairs of units that are one, each unit in one pair at most.

    Args:
        first: The units of one coder.
        second: Those of another.

    Returns:
        The pairs, in the order of the first coder's units.

    Example:
        >>> one = [Unit("unt-1", "quotes", "psg-001", 0, 10)]
        >>> [pair.second.unit_id for pair in align(one, [one[0]._replace(unit_id="unt-2", end=12)])]
        ['unt-2']
    """
    taken: set[Unit] = set()
    pairs = []
    for pair in sorted(_candidates(first, second), key=_order):
        if taken.isdisjoint((pair.first, pair.second)):
            taken |= {pair.first, pair.second}
            pairs.append(pair)
    places = {unit: at for at, unit in enumerate(first)}
    return sorted(pairs, key=lambda pair: places[pair.first])


def _order(pair: Pair) -> tuple[Fraction, int, Sequence[str], Sequence[str]]:
    """The largest share first; among equals the nearer starts, then the order of the ids."""
    return -pair.share, abs(pair.first.start - pair.second.start), pair.first.unit_id, pair.second.unit_id


def _candidates(first: Iterable[Unit], second: Iterable[Unit]) -> Iterator[Pair]:
    places: dict[tuple[str, str], list[Unit]] = {}
    for unit in second:
        places.setdefault((unit.table, unit.passage_id), []).append(unit)
    for one in first:
        for other in places.get((one.table, one.passage_id), ()):
            if (part := share(one, other)) >= Fraction(1, 2):
                yield Pair(one, other, part)
