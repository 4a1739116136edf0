"""Finds every quotation, number and proper name in a text, so that the account of an article can be complete.

The detector knows no article. It errs on the side of finding too much: what is no number or name after all (a word at
the start of a sentence, say) is excluded by the curator with a reason.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["quotation", "number", "name"]

_QUOTATION = re.compile(r"“([^“”]*)”|\"([^\"“”]*)\"")
_SCALES = "hundred|thousand|million|billion|trillion"
_NUMBER_WORDS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|third|quarter|single|double|"
    f"first|second|once|twice|dozen|{_SCALES}"
)
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_LONG_MONTHS = "January|February|March|April|June|July|August|September|October|November|December"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_DATE = rf"(?:{_LONG_MONTHS}|(?:{_MONTHS})\.?)(?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?|{_DAYS}"
_PLURALS = "tens|dozens|hundreds|thousands|millions|billions|hours|days|weeks|months|years|decades|centuries"
_NUMBER = re.compile(
    rf"\b(?:{_DATE})(?!\w)"
    rf"|(?<![\w-])\d(?:[\d,.:]*\d)?(?:st|nd|rd|th|s)?\b"
    rf"|(?<![\w-])(?i:{_NUMBER_WORDS}|{_PLURALS})\b"
)
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_CAPITALISED = rf"(?:(?:{_CAPITAL}\.)+|{_CAPITAL}[^\W\d_]*(?:['’][^\W\d_]{{2,}})?(?:-(?:{_CAPITAL}[^\W\d_]*|\d+))*)"
_FIRST = re.compile(_CAPITAL)
_WORD = re.compile(r"\w+")
_NAME = re.compile(rf"(?<![\w'’]){_CAPITALISED}(?:(?:\s+(?:de|del|of|da|van|von)\s+|\s+|/){_CAPITALISED})*")
_FUNCTION_WORDS = frozenset((
    "A", "After", "All", "An", "And", "As", "At", "But", "By", "For", "From", "He", "His", "How", "I", "If", "In",
    "Instead", "It", "Its", "Many", "On", "Or", "Our", "Over", "She", "Some", "That", "The", "Their", "There", "These",
    "They", "This", "Those", "To", "We", "What", "When", "Where", "While", "Who", "Why", "With", "You", "Your",
))  # fmt: skip
_NOT_NAMES = re.compile(rf"(?:{_DATE})$")
_LINK_TARGET = re.compile(r"\]\([^()\s]*\)")


class Item(NamedTuple):
    """Something that must be accounted for, and where it stands in the text."""

    start: int
    end: int
    kind: Kind


def detect(text: str) -> list[Item]:
    r"""Find every quotation, number and proper name.

    A quotation is what stands between a pair of double quotation marks. A number is one in digits or in words, a
    plural that stands for one (tens, decades), or a day or month of the calendar. A name is a run of capitalised
    words, joined by ``of`` or ``de`` if need be, without function words at the start of a sentence, and outside of
    words that are all in capitals for emphasis within a quotation.

    Args:
        text: A passage as a copy has it.

    Returns:
        The items by where they start.

    Example:
        >>> text = 'In May, Ann de Vries said "no" to two of the Bay of Fundy\'s boats.'
        >>> for item in detect(text):
        ...     print(item.kind, text[item.start : item.end])
        number May
        name Ann de Vries
        quotation no
        number two
        name Bay of Fundy
    """
    text = _LINK_TARGET.sub(lambda match: "]" + " " * (len(match[0]) - 1), text)
    return sorted([*_quotations(text), *_numbers(text), *_names(text)])


def _quotations(text: str) -> Iterator[Item]:
    for match in _QUOTATION.finditer(text):
        group = 1 if match[1] is not None else 2
        if match[group].strip():
            yield Item(*match.span(group), "quotation")


def _numbers(text: str) -> Iterator[Item]:
    for match in _NUMBER.finditer(text):
        yield Item(*match.span(), "number")


def _names(text: str) -> Iterator[Item]:
    shouted = [span for quotation in _quotations(text) for span in _capitals(text, quotation)]
    for match in _NAME.finditer(text):
        start, end = match.span()
        while (word := _WORD.match(text, start, end)) and word[0] in _FUNCTION_WORDS:
            following = _FIRST.search(text, word.end(), end)
            start = following.start() if following else end
        is_date = _NOT_NAMES.match(text[start:end].rstrip("."))
        if start < end and not is_date and not any(first <= start < last for first, last in shouted):
            yield Item(start, end, "name")


def _capitals(text: str, quotation: Item) -> Iterator[tuple[int, int]]:
    """Runs of two or more words in capitals in a quotation: emphasis, not names."""
    for match in re.finditer(r"\b[A-Z]{2,}(?:\s+[A-Z]{2,})+\b", text[quotation.start : quotation.end]):
        yield quotation.start + match.start(), quotation.start + match.end()
