"""The two forms under which copies of an article are compared: what all share, and what is printed.

Passages are found by their *normalised* text, letters and digits alone, and confirmed by their *canonical* text, in
which only kinds of quotation marks, apostrophes, dashes, white space and invisible characters are alike.
"""

import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

NORMALISATION = "nfkc-casefold-alnum/2"
"""Name and version of both forms, as written in ``sources.normalisation``."""

INVISIBLE = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a\u202c\u2060-\u2064\u2066\u2068\u2069\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e01ef"
)
"""Characters that show nothing (soft hyphen, zero width, direction of embedded text), as a class of a pattern.

Overrides, and embeddings from right to left, are not among them: they change what is read.
"""
DASHES = "\\-\u058a\u2010-\u2015\u2212\u02d7\u2e3a\u2e3b"
"""Dashes of every kind, as a class of a pattern."""

RAISED = "\u00b2\u00b3\u00b9\u00aa\u00ba\u2070-\u208e\u2120\u2122\u2460-\u24ff\u3251-\u325f\u32b1-\u32bf"
"""Characters above or below the line or in a circle, as a class of a pattern: to NFKC, 3² is 32."""

_NOT_LETTER_OR_DIGIT = re.compile(r"[\W_]+")
_UNSEEN = re.compile(f"[{INVISIBLE}]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_APOSTROPHES = str.maketrans("\u00b4\u02bc", "''")  # to NFKC the first is a space with an accent, the other a letter
_QUOTATION_MARKS = str.maketrans(
    "\u201c\u201d\u201e\u201f\u00ab\u00bb\u301d\u301e\u301f\u275d\u275e\u2e42"
    "\u2018\u2019\u201a\u201b\u2039\u203a`\u275b\u275c",
    '"' * 12 + "'" * 9,
)
_RAISED = re.compile(f"([{RAISED}]+)")
_DASHES = re.compile(f"[{DASHES}]+")
_SPACE_AT_DASH = re.compile(f"(?<![{DASHES}]) (?=[{DASHES}])|(?<=[{DASHES}]) (?![{DASHES}])")


def _visible(text: str) -> str:
    return _UNSEEN.sub("", text).translate(_APOSTROPHES)


def _compatible(text: str) -> str:
    """A visible text in NFKC, with one kind of apostrophe where NFKC sees a letter."""
    return unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)


def fold(text: str) -> str:
    """A text in NFKC and casefolded, without invisible characters; all marks are still there."""
    return _compatible(_visible(text)).casefold()


def normalise(text: str) -> str:
    """Reduce a text to what every copy of it shares: its letters and digits.

    Invisible characters are dropped, then Unicode NFKC and case folding (The Unicode Standard, chapter 3, D145) are
    applied, and only letters and digits are kept; punctuation and spaces fall away.

    Args:
        text: Any text, such as one passage of an article.

    Returns:
        The normalised text, without any white space.

    Example:
        >>> normalise("“It’s 25 ½,” she said.")
        'its2512shesaid'
    """
    return _NOT_LETTER_OR_DIGIT.sub("", fold(text))


def letters_alone(text: str) -> str:
    """The letters and digits of a text without their accents.

    Example:
        >>> letters_alone("Más, 1st")
        'mas1st'
    """
    return normalise(_ACCENTS.sub("", unicodedata.normalize("NFD", text)))


def canonical(text: str) -> str:
    r"""A text as it is printed, in the one form that its copies share whatever their layout.

    Unicode NFKC is applied, but for what is raised, lowered or circled. Quotation marks of every kind become ``"``
    (two single ones, too), single ones and apostrophes ``'``, dashes of every kind ``-`` (two or three of one kind,
    too). Invisible characters are dropped, runs of white space are one space, and there is none at the ends and
    beside a dash. Everything else stays: capitals, signs, every other mark. What is canonical already stays as it is.

    Args:
        text: Any text, such as one passage of an article or a cell.

    Returns:
        The canonical text; its :func:`normalise` is that of the text.

    Example:
        >>> canonical("“It’s  just\u00adthat — \n$1,000”")
        '"It\'s justthat-$1,000"'
    """
    pieces = _RAISED.split(_visible(text))
    pieces[::2] = map(_compatible, pieces[::2])
    text = "".join(pieces).translate(_QUOTATION_MARKS).replace("''", '"')
    text = _DASHES.sub(lambda run: "-" if len(run[0]) <= 3 and len(set(run[0])) == 1 else run[0], text)
    return _SPACE_AT_DASH.sub("", " ".join(text.split()))


def letters_before(printed: str) -> list[int]:
    """For each character of a canonical text, and for its end, how many characters of the normalised text precede it.

    Args:
        printed: A text that :func:`canonical` has returned, or a slice of one.

    Returns:
        One number more than there are characters.

    Example:
        >>> letters_before('"No," he')
        [0, 0, 1, 2, 2, 2, 2, 3, 4]
    """
    return list(accumulate((len(normalise(char)) for char in printed), initial=0))


def printed_span(before: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Where a span of the normalised text stands in the canonical text, from its first letter or digit to its last.

    Args:
        before: What :func:`letters_before` says of the canonical text.
        start: Where the span starts in the normalised text.
        end: Where it ends, behind its start.

    Returns:
        Start and end in the canonical text. Marks at the edges are outside of it.

    Example:
        >>> printed = canonical("“No,” he said.")
        >>> first, last = printed_span(letters_before(printed), 0, 4)
        >>> printed[first:last]
        'No," he'
    """
    return bisect_right(before, start) - 1, bisect_left(before, end)


def fold_with_positions(text: str) -> tuple[str, list[int]]:
    """Normalise a text and keep, for each character, the position in the text that it comes from.

    Characters that NFKC may compose are normalised together, as one cluster, and share the position of its start.

    Args:
        text: Any text.

    Returns:
        What :func:`normalise` returns, and a list of as many positions.

    Example:
        >>> fold_with_positions("“Más, a")
        ('mása', [1, 2, 3, 6])
    """
    characters: list[str] = []
    positions: list[int] = []

    def take(cluster: str, start: int) -> None:
        for character in _NOT_LETTER_OR_DIGIT.sub("", _compatible(cluster).casefold()):
            characters.append(character)
            positions.append(start)

    cluster, start = "", 0
    for at, original in enumerate(text):
        if not (character := _visible(original)):
            continue
        if cluster and _is_boundary(cluster, character):
            take(cluster, start)
            cluster = ""
        if not cluster:
            start = at
        cluster += character
    take(cluster, start)
    return "".join(characters), positions


def _is_boundary(cluster: str, character: str) -> bool:
    """Whether NFKC leaves the cluster alone when the character follows it."""
    if cluster.isascii() and character.isascii():
        return True
    if unicodedata.combining(unicodedata.normalize("NFKC", character)[:1] or character):
        return False
    together = unicodedata.normalize("NFKC", cluster + character)
    return together == unicodedata.normalize("NFKC", cluster) + unicodedata.normalize("NFKC", character)


def fingerprint(normalised: str) -> tuple[int, str]:
    """Length in characters and SHA-256 (hexadecimal, of the UTF-8 bytes) of a normalised text.

    Args:
        normalised: A text that :func:`normalise` has returned, or a slice of one.

    Returns:
        The length and the hash, as they stand in ``passages.length`` and ``passages.sha256``.

    Example:
        >>> fingerprint("abc")
        (3, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    """
    return len(normalised), hashlib.sha256(normalised.encode()).hexdigest()
