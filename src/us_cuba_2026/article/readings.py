"""The canonical texts that a piece of a copy may stand for, where its layout leaves open what is printed."""

import re
from collections.abc import Iterator
from itertools import product

from us_cuba_2026.article.normalise import DASHES, canonical

MOST_AMBIGUOUS = 12  # places of a passage that are tried, each both ways

_LETTER = r"[^\W\d_]"
_HYPHEN_AT_LINE_END = rf"(?<={_LETTER})[{DASHES}\u00ad][^\S\n]*\n\s*(?={_LETTER})"
_DROP_CAP = rf"(?:\A|\n[^\S\n]*\n)[^\w\s]{{0,3}}{_LETTER}(?P<gap>\s+)(?={_LETTER})"
_AMBIGUOUS = re.compile(f"{_HYPHEN_AT_LINE_END}|{_DROP_CAP}")


def ambiguous(text: str) -> list[tuple[int, int]]:
    r"""Where the layout of a text leaves open what is printed.

    That is a dash (or a soft hyphen) at the end of a line between two letters, which may have come in as the word was
    divided; and the white space behind a lone capital at the start of a block, which may be an initial of several
    lines, if a lower-case letter follows.

    Args:
        text: A piece of the cleaned text of a copy.

    Returns:
        The places, from the first to the last.

    Example:
        >>> ambiguous("I t rained in the moun-\ntains.")
        [(1, 2), (22, 24)]
    """
    places = []
    for match in _AMBIGUOUS.finditer(text):
        start, end = match.span("gap") if match["gap"] else match.span()
        if not match["gap"] or (text[start - 1].isupper() and text[end].islower()):
            places.append((start, end))
    return places


def canonical_readings(text: str) -> Iterator[str]:
    r"""The canonical texts that a piece of a copy may stand for.

    Args:
        text: A piece of the cleaned text of a copy.

    Returns:
        Each reading once for each way to read the ambiguous places, the plainest first: words joined where they may
        be. Nothing at all if there are more than ``MOST_AMBIGUOUS`` of them.

    Example:
        >>> list(canonical_readings("I t left by the off-\nramp."))[:3]
        ['It left by the offramp.', 'It left by the off-ramp.', 'I t left by the offramp.']
    """
    places = ambiguous(text)
    if len(places) > MOST_AMBIGUOUS:
        return
    starts, ends = [0, *(end for _, end in places)], [*(start for start, _ in places), len(text)]
    pieces = [canonical(text[start:end]) for start, end in zip(starts, ends, strict=True)]
    separators = [("", " ") if text[start].isspace() else ("", "-") for start, _ in places]
    for chosen in product(*separators):
        yield "".join(part for pair in zip(pieces, [*chosen, ""], strict=True) for part in pair)
