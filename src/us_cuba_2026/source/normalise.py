"""The one normalisation under which copies of an article are compared."""

import hashlib
import re
import unicodedata

NORMALISATION = "nfkc-casefold-alnum/1"
"""Name and version of the normalisation, as written in ``sources.normalisation``."""

_LINK_TARGET = re.compile(r"\]\([^()\s]*\)")
_NOT_LETTER_OR_DIGIT = re.compile(r"[\W_]+")


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
    text = _LINK_TARGET.sub("]", text)
    return _NOT_LETTER_OR_DIGIT.sub("", unicodedata.normalize("NFKC", text).casefold())


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
