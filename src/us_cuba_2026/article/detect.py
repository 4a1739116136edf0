"""Finds every quotation, number and proper name in a text, so that the account of an article can be complete.

The detector knows no article. It errs on the side of finding too much: what is no number or name after all (a word at
the start of a sentence, say) is excluded by the curator with a reason.
"""

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator, Sequence, Set
from functools import cache
from typing import Literal, NamedTuple

from us_cuba_2026.language.quotation_marks import quotations
from us_cuba_2026.language.wording import Wording
from us_cuba_2026.model.package import Package

Kind = Literal["quotation", "number", "name"]

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_LONG_MONTHS = "January|February|March|April|June|July|August|September|October|November|December"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_DATE = rf"(?:{_LONG_MONTHS}|(?:{_MONTHS})\.?)(?:\s+\d{{1,2}}(?![,.]\d{{3}}))?(?:,?\s+\d{{4}})?|{_DAYS}"
_ATTACHED = r"[\dA-Za-zÀ-ÖØ-öø-ÿ]*"
_PARTS = "¼-¾⅐-⅞"
_NUMBER = re.compile(
    rf"\b(?:{_DATE})(?!\w)"
    r"|(?<!\d)\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)"
    rf"|\d{_ATTACHED}(?:[,.:/⁄'’]\d{_ATTACHED})*[{_PARTS}]?|[{_PARTS}]"
)
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")

_CASES = (char for char in map(chr, range(0x1F000)) if unicodedata.category(char) in ("Lu", "Lt"))
_CAPITAL = f"[{''.join(_CASES)}]"
_CAPITALISED = (
    rf"(?:(?:{_CAPITAL}\.)+|{_CAPITAL}\d+(?!\w)"
    rf"|{_CAPITAL}[^\W\d_]*(?:['’][^\W\d_]{{2,}})?(?:-(?:{_CAPITAL}[^\W\d_]*|\d+))*)"
)
_FIRST = re.compile(_CAPITAL)
_FIRST_WORD = re.compile(r"\w+")
_NAME = re.compile(
    rf"(?<!\w)(?<!{_CAPITAL}['’]){_CAPITALISED}(?:(?:\s+(?:de|del|of|da|van|von)\s+|\s+|/){_CAPITALISED})*"
)
_FUNCTION_WORDS = frozenset((
    "A", "After", "All", "An", "And", "As", "At", "But", "By", "For", "From", "He", "His", "How", "I", "If", "In",
    "Instead", "It", "Its", "Many", "On", "Or", "Our", "Over", "She", "Some", "That", "The", "Their", "There", "These",
    "They", "This", "Those", "To", "We", "What", "When", "Where", "While", "Who", "Why", "With", "You", "Your",
))  # fmt: skip
_NOT_NAMES = re.compile(rf"(?:{_DATE})$")
_SHOUTED = re.compile(r"\b[A-Z]{2,}(?:\s+[A-Z]{2,})+\b")


class Item(NamedTuple):
    """Something that must be accounted for, and where it stands in the text."""

    start: int
    end: int
    kind: Kind


def number_words(package: Package) -> Set[str]:
    """The number words of a package's vocabulary, in lower case; those of the dataset's own if it has none.

    Args:
        package: The package.

    Raises:
        PackageError: If the vocabulary cannot be read.

    Example:
        >>> sorted(number_words(Package.read()))[:3]
        ['billion', 'billions', 'centuries']
    """
    rows = [row for table in package.tables if table.name == "vocabulary" for row in table.rows()]
    return Wording.of(rows).number_words or _words_of_the_dataset()


@cache
def _words_of_the_dataset() -> Set[str]:
    return Wording.of(Package.read().table("vocabulary").rows()).number_words


def detect(text: str, words: Set[str] | None = None) -> list[Item]:
    r"""Find every quotation, number and proper name.

    A quotation is what stands between a pair of quotation marks of any kind, or one that its paragraph does not close
    or open. A number is one in digits, with what is attached to it (2bn, 10am, 1950s), a number word, or a day or month
    of the calendar. A name is a run of capitalised words, joined by ``of`` or ``de`` if need be, without function words
    at the start of a sentence, and outside of words that are all in capitals for emphasis within a quotation; in a
    script without capitals there are none to be found.

    Args:
        text: A passage as a copy has it, or in canonical form.
        words: Number words in lower case (see :func:`number_words`); those of the dataset if nothing is given.

    Returns:
        The items by where they start.

    Example:
        >>> text = 'In May, Ann de Vries said "no" to two of the Bay of Fundy\'s 5km plans.'
        >>> for item in detect(text):
        ...     print(item.kind, text[item.start : item.end])
        number May
        name Ann de Vries
        quotation no
        number two
        name Bay of Fundy
        number 5km
    """
    quoted = [Item(*span, "quotation") for span in quotations(text)]
    names = list(_names(text, quoted))
    numbers = [item for item in _numbers(text) if not _is_in_name(item, text, names)]
    return sorted(
        [*quoted, *names, *numbers, *_number_words(text, _words_of_the_dataset() if words is None else words)]
    )


def _numbers(text: str) -> Iterator[Item]:
    """Numbers in digits, days and months."""
    for match in _NUMBER.finditer(text):
        yield Item(*match.span(), "number")


def _number_words(text: str, words: Set[str]) -> Iterator[Item]:
    """Numbers in words; those that a hyphen joins are one."""
    start = end = -1
    for match in _WORD.finditer(text):
        if match[0].lower() in words:
            if start >= 0 and text[end : match.start()] != "-":
                yield Item(start, end, "number")
                start = -1
            start, end = match.start() if start < 0 else start, match.end()
    if start >= 0:
        yield Item(start, end, "number")


def _names(text: str, quoted: Sequence[Item]) -> Iterator[Item]:
    shouted = [span for quotation in quoted for span in _capitals(text, quotation)]
    for match in _NAME.finditer(text):
        start, end = match.span()
        while (word := _FIRST_WORD.match(text, start, end)) and word[0] in _FUNCTION_WORDS:
            following = _FIRST.search(text, word.end(), end)
            start = following.start() if following else end
        is_date = _NOT_NAMES.match(text[start:end].rstrip("."))
        if start < end and not is_date and not any(first <= start < last for first, last in shouted):
            yield Item(start, end, "name")


def _is_in_name(number: Item, text: str, names: Sequence[Item]) -> bool:
    """Whether a number in digits is a part of a name: AK-47, G7."""
    before = bisect(names, number.start, key=lambda name: name.start)
    return before > 0 and number.start < names[before - 1].end and text[number.start].isdecimal()


def _capitals(text: str, quotation: Item) -> Iterator[tuple[int, int]]:
    """Runs of two or more words in capitals in a quotation: emphasis, not names."""
    for match in _SHOUTED.finditer(text[quotation.start : quotation.end]):
        yield quotation.start + match.start(), quotation.start + match.end()
