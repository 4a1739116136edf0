"""The words and the numbers in digits of a phrase that states a quantity."""

import re
import unicodedata
from fractions import Fraction

from us_cuba_2026.language.wording import DASHES, NO_PART, RANGE, Token, Wording

MINUS = "\N{MINUS SIGN}"
_LONGEST_NUMBER = 30  # digits and marks
_CURRENCIES = "".join(char for char in map(chr, range(0x3000)) if unicodedata.category(char) == "Sc")
_PARTS = "".join(char for char in map(chr, range(0x80, 0x2190)) if 0 < unicodedata.numeric(char, 0) < 1)
_TOKEN = re.compile(
    rf"(?P<currency>(?<!\w)[A-Za-z]{{0,3}}[{_CURRENCIES}])|(?P<digits>\d+(?:[.,:/'’]\d+)*[{_PARTS}]?|[{_PARTS}])"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<mark>\S)"
)
_DIGITS = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_DECIMALS_OR_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


class UnreadError(Exception):
    """Something that looks like a number cannot be read."""


def tokens_of(phrase: str, wording: Wording) -> tuple[list[Token], bool]:
    """The words and numbers in digits of a phrase, and whether it names a currency by its sign.

    Raises:
        UnreadError: If digits and letters stand together that are not known, or a word is not in Latin letters.
    """
    matches = list(_TOKEN.finditer(phrase.translate(DASHES)))
    tokens: list[Token] = []
    for at, match in enumerate(matches):
        text, kind = match[0].lower().replace("’", "'"), match.lastgroup
        before = matches[at - 1] if at and matches[at - 1].end() == match.start() else None
        if kind == "digits":
            if before and before.lastgroup == "word":
                raise UnreadError
            tokens.append(_in_digits(text))
        elif kind == "word":
            is_unit = before is not None and before.lastgroup == "digits"
            known = wording.magnitudes if is_unit else wording.words
            if text not in known and (is_unit or not all(map(_is_latin, text))):
                raise UnreadError
            tokens.append(text)
        elif text == RANGE:
            tokens += _dash(before, match, matches[at + 1 : at + 2], wording)
        elif kind == "mark" and text not in NO_PART:
            tokens.append(text)
    return tokens, any(match.lastgroup == "currency" for match in matches)


def _dash(before: re.Match[str] | None, dash: re.Match[str], after: list[re.Match[str]], wording: Wording) -> list[str]:
    """What a dash is: a minus, the middle of a range, or nothing between words."""
    if not after or after[0].lastgroup not in ("digits", "currency"):
        return []
    if before is None:
        return [MINUS if after[0].start() == dash.end() else RANGE]
    if before.lastgroup == "word" and before[0].lower() not in wording.magnitudes:
        raise UnreadError
    return [RANGE]


def _is_latin(char: str) -> bool:
    return char == "'" or (char.isalpha() and (char.isascii() or unicodedata.name(char, "").startswith("LATIN")))


def _in_digits(text: str) -> Fraction:
    """A number in digits: 1,000, 2.5, 5½, 1/3; not 1.000, which is one or a thousand.

    Raises:
        UnreadError: If it can be read in two ways, or in none.
    """
    part = Fraction(0)
    if text[-1] in _PARTS:
        part, text = Fraction(unicodedata.numeric(text[-1])).limit_denominator(10), text[:-1] or "0"
    if len(text) > _LONGEST_NUMBER:
        raise UnreadError
    if re.fullmatch(r"\d+/\d+", text):
        above, below = map(int, text.split("/"))
        if not part and 0 < above < below <= 10:
            return Fraction(above, below)
    if not _DIGITS.fullmatch(text) or _DECIMALS_OR_THOUSANDS.fullmatch(text):
        raise UnreadError
    return Fraction((text.replace(".", "") if text.count(".") > 1 else text).replace(",", "")) + part
