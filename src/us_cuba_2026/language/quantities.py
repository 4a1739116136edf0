"""Reads a phrase that states a quantity: its numbers, and how a hedge bounds them.

The words it is read by are those of the vocabulary (``wording``); ``tokens`` takes the phrase apart, and ``numbers``
puts numbers together.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from us_cuba_2026.language.numbers import Quantity, collapsed
from us_cuba_2026.language.tokens import UnreadError, tokens_of
from us_cuba_2026.language.wording import N, Token, Wording

_EXACT, _BETWEEN, _VAGUE = "exact", "between", "vague"
_WITHOUT_LOWER_BOUND = {"almost", "at_most", "less_than"}
_WITH_LOWER_BOUND = {"at_least", "more_than"}
_TWO = Fraction(2)


class Reading(NamedTuple):
    """What a phrase says.

    Args:
        hedge: The code of the hedge.
        low: The number, or the lower of two; of a plural the least that it supports.
        high: The number, or the higher of two.
        is_part: Whether the number is a part of a whole in words, that a share has in percent.
        letter: A magnitude that might be a unit as well, as in 3m, where no currency stands by it.
        is_certain: Whether the phrase decides on the numbers too, be it that there are none.
    """

    hedge: str
    low: Fraction | None = None
    high: Fraction | None = None
    is_part: bool = False
    letter: str = ""
    is_certain: bool = True


def read(phrase: str, wording: Wording) -> Reading | None:
    """Read a phrase.

    Args:
        phrase: A phrase as an article has it.
        wording: The words to read it by.

    Returns:
        What it says; nothing where a word before the number, or anything that looks like a number, is not known.

    Example:
        >>> rows = [("over", "Above.", "figures.hedge:more_than"), ("bn", "Times 1000000000.", "")]
        >>> names = ("field", "code", "definition", "see_also")
        >>> wording = Wording.of([dict(zip(names, ("figures.as_stated", *row))) for row in rows])
        >>> read("over £2.5bn", wording)[:2]
        ('more_than', Fraction(2500000000, 1))
        >>> read("scarcely £2.5bn", wording)
    """
    try:
        tokens, has_currency = tokens_of(phrase, wording)
        words, quantities = collapsed(tokens, wording)
    except UnreadError:
        return None
    if not quantities:
        return _without_number(words, wording)
    return _with_numbers(words, quantities, "" if has_currency else _letter(tokens, wording), wording)


def stated(phrase: str, wording: Wording) -> Sequence[Fraction] | None:
    """The only number of a phrase, whatever stands around it.

    Args:
        phrase: A phrase as an article has it.
        wording: The words to read it by.

    Returns:
        The number, or none if there is surely none; nothing where that cannot be told, as of several numbers, parts of
        a whole, articles and words that look like numbers.

    Example:
        >>> rows = [{"field": "figures.as_stated", "code": "a", "definition": "One, before hundred.", "see_also": ""}]
        >>> wording = Wording.of(rows)
        >>> [stated(phrase, wording) for phrase in ("killed 32 men", "the men", "32 of 40 men", "a man")]
        [[Fraction(32, 1)], [], None, None]
    """
    try:
        tokens, _ = tokens_of(phrase, wording)
        words, quantities = collapsed(tokens, wording)
    except UnreadError:
        return None
    is_open = any(word in wording.number_words or word in wording.articles for word in words)
    if is_open or len(quantities) > 1 or any(one.is_part for one in quantities) or _letter(tokens, wording):
        return None
    return [one.value for one in quantities]


def _letter(tokens: Sequence[Token], wording: Wording) -> str:
    """A magnitude of one letter, which might be a unit as well."""
    letters = (text for text in map(str, tokens) if len(text) == 1 and wording.magnitudes.get(text, 1) > 1)
    return next(letters, "")


def as_text(number: Fraction | None) -> str | None:
    """A number in digits; nothing if that would never end.

    Example:
        >>> as_text(Fraction(11, 2)), as_text(Fraction(3, 10)), as_text(Fraction(1, 3))
        ('5.5', '0.3', None)
    """
    if number is None:
        return None
    digits = Decimal(number.numerator) / number.denominator
    return f"{digits:f}" if Fraction(digits) == number else None


def _with_numbers(
    words: Sequence[str], quantities: Sequence[Quantity], letter: str, wording: Wording
) -> Reading | None:
    """What a phrase with one or two numbers says."""
    first = words.index(N)
    cue, start = _cue_around(words, first, wording)
    before, after = _hedges_before(words[:start], wording), [*words[start + len(cue) :]]
    if before is None or N in after:
        return None
    found = before | _hedges_after(after, wording)
    if cue in wording.hedges:
        found.add(wording.hedges[cue])
    if len(found - {_EXACT}) > 1 or any(_is_number_like(word, wording) for word in after):
        return None
    hedge = next(iter(found - {_EXACT}), _EXACT)
    low, high = quantities[0], quantities[-1]
    if hedge == _VAGUE or (hedge == _BETWEEN) != (len(quantities) == 2):
        return None
    if hedge == _BETWEEN and low.scale == 1 < high.scale:  # two to three million
        low = Quantity(low.value * high.scale, high.scale, low.is_part)
    if low.value > high.value:
        return None
    return Reading(hedge, low.value, high.value, low.is_part or high.is_part, letter)


def _cue_around(words: Sequence[str], first: int, wording: Wording) -> tuple[tuple[str, ...], int]:
    """The longest hedge of which the first number is a part (or that number alone), and where it starts."""
    for cue in wording.around:
        at = first - cue.index(N)
        if at >= 0 and tuple(words[at : at + len(cue)]) == cue:
            return cue, at
    return (N,), first


def _hedges_before(words: Sequence[str], wording: Wording) -> set[str] | None:
    """The hedges that words before a number are made of; nothing if one of them is not known."""
    found = set()
    at = 0
    while at < len(words):
        ends = [end for end in range(len(words), at, -1) if tuple(words[at:end]) in wording.hedges]
        if not ends and words[at] not in wording.articles:
            return None
        found.add(wording.hedges[tuple(words[at : ends[0]])] if ends else _EXACT)
        at = ends[0] if ends else at + 1
    return found


def _hedges_after(words: list[str], wording: Wording) -> set[str]:
    """The hedges that stand further behind a number: 300 people or more. Their words are taken out."""
    found = set()
    for cue, hedge in wording.behind.items():
        if cue[0] in words:
            for at in range(len(words) - len(cue) + 1):
                if tuple(words[at : at + len(cue)]) == cue:
                    found.add(hedge)
                    del words[at : at + len(cue)]
                    break
    return found


def _is_number_like(word: str, wording: Wording) -> bool:
    """Whether a word looks like a number; plain plurals such as years do not."""
    return word in wording.number_words and wording.plurals.get(word) != _TWO


def _without_number(words: Sequence[str], wording: Wording) -> Reading | None:
    """What a phrase says that has a plural in place of a number, or a vague word at its start."""
    first = next((at for at, word in enumerate(words) if word in wording.plurals), None)
    if first is None:
        starts = (wording.hedges.get(tuple(words[:end])) for end in range(len(words), 0, -1))
        return Reading(_VAGUE, is_certain=False) if next(filter(None, starts), "") == _VAGUE else None
    before = _hedges_before(words[:first], wording)
    if before is None:
        return None
    least, end = wording.plurals[words[first]], first + 1
    while end + 1 < len(words) and words[end] in wording.multiplying and words[end + 1] in wording.plurals:
        least, end = least * wording.plurals[words[end + 1]] / _TWO, end + 2  # tens of thousands: 20 of a thousand
    hedges = before - {_EXACT}
    is_open = bool(hedges) and hedges <= _WITHOUT_LOWER_BOUND
    is_certain = is_open or hedges <= _WITH_LOWER_BOUND
    is_certain = is_certain and not any(word in wording.number_words for word in words[end:])
    return Reading(_VAGUE, None if is_open else least, is_certain=is_certain)
