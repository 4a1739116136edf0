"""The one normalisation under which copies of an article are compared."""

import hashlib
import re
import unicodedata

NORMALISATION = "nfkc-casefold-alnum/1"
"""Name and version of the normalisation, as written in ``sources.normalisation``."""

_LINK_TARGET = re.compile(r"\]\([^()\s]*\)")
_NOT_LETTER_OR_DIGIT = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """A text without the targets of Markdown links, in NFKC and casefolded; all marks are still there."""
    return unicodedata.normalize("NFKC", _LINK_TARGET.sub("]", text)).casefold()


def normalise(text: str) -> str:
    """Reduce a text to what every copy of it shares: its letters and digits.

    The targets of Markdown links are dropped, then Unicode NFKC and case folding (The Unicode Standard, chapter 3,
    D145) are applied, and only letters and digits are kept; markup, punctuation and spaces fall away.

    Args:
        text: Any text, such as one passage of an article.

    Returns:
        The normalised text, without any white space.

    Example:
        >>> normalise("“It’s [25](#) ½,” she said.")
        'its2512shesaid'
    """
    return _NOT_LETTER_OR_DIGIT.sub("", fold(text))


def fold_with_positions(text: str) -> tuple[str, list[int]]:
    """Normalise a text and keep, for each character, the position in the text that it comes from.

    Characters that NFKC may compose are normalised together, as one cluster, and share the position of its start.

    Args:
        text: Any text.

    Returns:
        What :func:`normalise` returns, and a list of as many positions.

    Example:
        >>> fold_with_positions("“Más, [a](#)")
        ('mása', [1, 2, 3, 7])
    """
    characters: list[str] = []
    positions: list[int] = []

    def take(cluster: str, start: int) -> None:
        for character in _NOT_LETTER_OR_DIGIT.sub("", unicodedata.normalize("NFKC", cluster).casefold()):
            characters.append(character)
            positions.append(start)

    dropped = {at for match in _LINK_TARGET.finditer(text) for at in range(match.start() + 1, match.end())}
    cluster, start = "", 0
    for at, character in enumerate(text):
        if at in dropped:
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
