"""What a copy has instead of a passage that it lacks: the piece that stands in its place, and where that differs."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from us_cuba_2026.article.foreign import Stretch
from us_cuba_2026.article.normalise import canonical, normalise
from us_cuba_2026.article.printed import Printed, whole

PRESENT = 1_000  # letters that words may be out of place and are still held to be the same
LONGEST = 3  # times its length that what stands for a passage may have
MOST_OCCURRENCES = 20  # of known words in it that are looked at
MOST_PIECES = 12  # that a passage may be divided into, or that are looked at where a neighbour is missing


class Known(NamedTuple):
    """Printed words of a passage that a package tells: where they stand in its normalised text."""

    start: int
    end: int
    text: str


def instead(left: Sequence[Stretch], length: int, known: Sequence[Known]) -> range | None:
    """Which of the pieces between the neighbours of a passage stand where it should.

    They hold at least half of the words that are known of it, or are as long within a fifth. Of several such runs of
    pieces the one is taken that holds most for what its length differs.

    Args:
        left: The pieces of a copy, without those that are in a passage.
        length: Length of the passage.
        known: Printed words of it.

    Returns:
        The positions of the pieces, or nothing.
    """
    best, most = None, -2.0
    letters = [len(normalise(stretch.text)) for stretch in left]
    for start in range(len(left)):
        held: set[int] = set()
        total, text = 0, ""
        for end in range(start, min(start + MOST_PIECES, len(left))):
            text += " " + canonical(left[end].text)
            total += letters[end]
            held |= {at for at, one in enumerate(known) if at not in held and any(True for _ in whole(text, one.text))}
            if total > LONGEST * length:
                break
            difference = abs(total - length)
            if 2 * len(held) >= max(len(known), 2) or 5 * difference <= length:
                share = (len(held) / len(known) if known else 0.0) - difference / length
                if share > most:
                    best, most = range(start, end + 1), share
    return best


def differing(passage: Printed, length: int, known: Sequence[Known]) -> list[tuple[int, int]]:
    """Where a piece of a copy differs from the passage in whose place it stands, as narrowly as can be told.

    The words that are known of the passage are looked for in the piece, in their order. Between two of them it differs
    if another one is missing there, or there are more or fewer letters than in the passage.

    Args:
        passage: The piece.
        length: Length of the passage.
        known: Printed words of it.

    Returns:
        From where to where in the text it differs; nothing if it does not, for all that can be told.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> piece = printed("On Monday, Ann crossed the river in a boat.")
        >>> [(first, last)] = differing(piece, 35, [Known(2, 8, "Monday"), Known(8, 11, "Ann"), Known(31, 35, "boat")])
        >>> piece.text[first:last]
        'crossed the river in a'
    """
    matched = _in_order(passage, known)
    ends = Known(length, length, ""), (len(passage.text), len(passage.text))
    places = []
    before, at = 0, 0
    for one, (first, last) in [*matched, ends]:
        missing = [other for other in known if before <= other.start and other.end <= one.start]
        if missing or one.start - before != passage.before[first] - passage.before[at]:
            stretch = passage.text[at:first]
            start = at + len(stretch) - len(stretch.lstrip())
            places.append((start, max(start, at + len(stretch.rstrip()))))
        before, at = one.end, last
    return places


def _in_order(passage: Printed, known: Sequence[Known]) -> list[tuple[Known, tuple[int, int]]]:
    """The most known words that stand in a piece in their order, where they are least out of place."""
    places = [
        (one, (first, last))
        for one in sorted(known, key=lambda one: (one.start, one.end))
        for first, last in islice(whole(passage.text, one.text), MOST_OCCURRENCES)
    ]
    best: list[tuple[int, int]] = []  # for each place, the worth of the best row that ends in it, and what is before it
    for one, (first, _) in places:
        shift = passage.before[first] - one.start
        worth, previous = PRESENT - abs(shift), -1
        for at, (other, (_, end)) in enumerate(places[: len(best)]):
            if other.end <= one.start and end <= first:
                moved = abs(shift - (passage.before[places[at][1][0]] - other.start))
                if best[at][0] + PRESENT - moved > worth:
                    worth, previous = best[at][0] + PRESENT - moved, at
        best.append((worth, previous))
    at = max(range(len(best)), key=lambda at: best[at][0], default=-1)
    row = []
    while at >= 0:
        row.append(places[at])
        at = best[at][1]
    return row[::-1]
