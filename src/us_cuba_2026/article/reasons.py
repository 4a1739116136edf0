"""Says in one line why a passage is not exact, with the copy's own words where they differ."""

from collections.abc import Sequence

from us_cuba_2026.article.account import told
from us_cuba_2026.article.nearest import Known, differing
from us_cuba_2026.article.printed import Printed, starts_with, with_signs
from us_cuba_2026.article.readings import MOST_AMBIGUOUS, ambiguous

MOVED = "is whole, but not in its place among the other passages"
LOST = "nothing in the copy stands where it should, between its neighbours"
OTHER_ARTICLE = "its passages together are not the article that was fingerprinted"
MARKS = (">>>", "<<<")
AROUND = 5  # words that are shown on either side of what differs
LONGEST = 40  # words of a place that differs


def other_length(had: int, wanted: int) -> str:
    """The reason for a source whose passages are not all of it."""
    return f"its passages have {had:,} letters together, but the article that was fingerprinted has {wanted:,}"


def other_title(says: str, copy: str) -> str:
    """The reason for a source whose title is not the one that the copy has."""
    return f"its title says “{told(says, LONGEST)}”, the copy “{told(copy, LONGEST)}”"


def foreign_words(before: str, behind: str) -> str:
    """The reason for a passage with words in its block that are not the article's."""
    words = [
        f"{where} it: {marked(told(text, LONGEST))}" for where, text in (("before", before), ("behind", behind)) if text
    ]
    return f"words that are not the article's stand in its block, {' and '.join(words)}"


def other_marks(text: str, passage: Printed, known: Sequence[Known]) -> str:
    """The reason for a passage that has its letters, but is printed otherwise: other marks, signs or capitals.

    Args:
        text: What the copy has, as it is.
        passage: The same, canonical.
        known: Printed words of the passage.

    Returns:
        The reason; with the known words that are printed otherwise, if there are any.
    """
    if len(ambiguous(text)) > MOST_AMBIGUOUS:
        return f"more than {MOST_AMBIGUOUS} words are divided at line ends: what is printed there cannot be told"
    wrong = [one for one in known if not starts_with(passage, one.start, one.end, one.text)]
    wanted = "; ".join(f"{marked(with_signs(passage, one.start, one.end))} for “{one.text}”" for one in wrong[:3])
    return "has its letters, but other marks, signs or capitals" + (f": {wanted}" if wanted else "")


def other_words(passage: Printed, length: int, known: Sequence[Known]) -> str:
    """The reason for a passage in whose place other words stand: how many letters, and where they differ.

    Args:
        passage: What stands there.
        length: Length of the passage.
        known: Printed words of it.

    Returns:
        The reason, with the copy's own words.
    """
    had = passage.before[-1]
    letters = f"{had} letters where the article has {length}" if had != length else f"{had} letters as in the article"
    places = differing(passage, length, known)
    if not places:
        return f"{letters}, but others; the words that are known of it all stand: {told(passage.text, LONGEST)}"
    pieces = [_piece(passage.text, first, last) for first, last in places]
    return f"{letters}; what differs is marked: {' '.join(pieces)}"


def _piece(text: str, first: int, last: int) -> str:
    """A place in a text marked, with a few words around it."""
    before, behind = text[:first].split(), text[last:].split()
    parts = [
        *(["..."] if len(before) > AROUND else []),
        *before[-AROUND:],
        marked(told(text[first:last], LONGEST)),
        *behind[:AROUND],
        *(["..."] if len(behind) > AROUND else []),
    ]
    return " ".join(parts)


def marked(text: str) -> str:
    """Words that differ.

    Example:
        >>> marked("three")
        '>>>three<<<'
    """
    return text.join(MARKS)
