"""Reads a phrase that states a quantity, by the words that the vocabulary has for numbers and hedges.

Those words are rows of the vocabulary (field ``figures.as_stated``), in any language. What a row stands for is told by
how its definition starts, or by the hedge that its ``see_also`` names:

========================== ======================================================== ================================
definition starts with     the word is                                              so that this is read
========================== ======================================================== ================================
``The number 7``, ``1/2``  a number, or a part of a whole                           twenty-five, half of them
``Times 1000000``          a magnitude; a unit if it is times 1                     2.5 million, £2bn, two dozen, 5km
``At least 2000``          a plural that stands without a number                    thousands of people, years
``One, before``            an article                                               a dozen, a hundred
``Adds``                   between two numbers that are added                       two hundred and five
``Multiplies``             between two that are multiplied                          a quarter of a million
anything, and see_also     a hedge, with ``N`` for the number if not right before it over 300, N or more, N to N
anything, and no see_also  what looks like a number and is not read                 first, a couple
========================== ======================================================== ================================
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import prod
from typing import NamedTuple

FIELD, HEDGE = "figures.as_stated", "figures.hedge:"
N = "N"
"""Stands for a number in the code of a hedge, and in a phrase once it is read."""

_MINUS, _RANGE = "\N{MINUS SIGN}", "-"
_LONGEST_NUMBER = 30  # digits and marks
_LONGEST_RUN = 12  # words
_ADDS = Fraction(-1)
"""Stands for a word that adds, among numbers and the negatives of magnitudes."""
_NONE, _ONE, _TWO = Fraction(0), Fraction(1), Fraction(2)
_EXACT, _BETWEEN, _VAGUE = "exact", "between", "vague"
_WITHOUT_LOWER_BOUND = {"almost", "at_most", "less_than"}
_WITH_LOWER_BOUND = {"at_least", "more_than"}
_MEANING = re.compile(
    r"(The number|Times|At least) (-?\d{1,30}(?:/[1-9]\d?|\.\d{1,9})?)(?![\d/])|(One, before|Adds|Multiplies)\b"
)
_CURRENCIES = "".join(char for char in map(chr, range(0x3000)) if unicodedata.category(char) == "Sc")
_PARTS = "".join(char for char in map(chr, range(0x80, 0x2190)) if 0 < unicodedata.numeric(char, 0) < 1)
_TOKEN = re.compile(
    rf"(?P<currency>(?<!\w)[A-Za-z]{{0,3}}[{_CURRENCIES}])|(?P<digits>\d+(?:[.,:/'’]\d+)*[{_PARTS}]?|[{_PARTS}])"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<mark>\S)"
)
_DIGITS = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_DECIMALS_OR_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－", _RANGE))
_NO_PART = frozenset(",.;:!?()[]{}\"“”„«»'‘’…%‰°/&")
"""Marks that say nothing of a number."""

Token = str | Fraction


class Quantity(NamedTuple):
    """A number in a phrase."""

    value: Fraction
    scale: Fraction = Fraction(1)
    """The magnitude that all of it is a multiple of: of 2.5 million a million."""
    is_part: bool = False
    """Whether it is a part of a whole: half, two thirds."""


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


class _UnreadError(Exception):
    """Something that looks like a number cannot be read."""


@dataclass(frozen=True, eq=False)
class Wording:
    """The words that a vocabulary has for quantities, in lower case."""

    numbers: Mapping[str, Fraction]
    magnitudes: Mapping[str, Fraction]
    plurals: Mapping[str, Fraction]
    hedges: Mapping[tuple[str, ...], str]
    articles: frozenset[str]
    adding: frozenset[str]
    multiplying: frozenset[str]
    others: frozenset[str]
    """Those that look like numbers and are not read."""

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, str]]) -> "Wording":
        """The wording of a vocabulary.

        Args:
            rows: Rows of ``vocabulary``, with the columns field, code, definition and see_also.

        Example:
            >>> row = {"field": "figures.as_stated", "code": "dozen", "definition": "Times 12.", "see_also": ""}
            >>> Wording.of([row]).magnitudes
            {'dozen': Fraction(12, 1)}
        """
        valued: dict[str, dict[str, Fraction]] = {"The number": {}, "Times": {}, "At least": {}}
        plain: dict[str, set[str]] = {"One, before": set(), "Adds": set(), "Multiplies": set(), "": set()}
        hedges = {}
        for row in rows:
            if row["field"] != FIELD:
                continue
            meaning = _MEANING.match(row["definition"])
            if meaning and meaning[1]:
                valued[meaning[1]][row["code"].lower()] = Fraction(meaning[2])
            elif row["see_also"].startswith(HEDGE):
                hedges[_cue(row["code"])] = row["see_also"].removeprefix(HEDGE)
            else:
                plain[meaning[3] if meaning else ""].add(row["code"].lower())
        numbers, magnitudes, plurals = valued.values()
        articles, adding, multiplying, others = map(frozenset, plain.values())
        return cls(numbers, magnitudes, plurals, hedges, articles, adding, multiplying, others)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that is known."""
        of_hedges = (word for cue in self.hedges for word in cue)
        return self.number_words.union(self.magnitudes, self.articles, self.adding, self.multiplying, of_hedges)

    @cached_property
    def number_words(self) -> frozenset[str]:
        """The words that are a number by themselves or look like one, which abbreviations and articles do not."""
        magnitudes = filter(self.is_magnitude, self.magnitudes)
        return self.others.union(map(str, self.whole), map(str, self.parts), magnitudes, self.plurals)

    def is_magnitude(self, token: Token) -> bool:
        """Whether a word can stand for a number without one before it: hundred, but not bn."""
        return isinstance(token, str) and len(token) > 3 and self.magnitudes.get(token, 0) > 1

    @cached_property
    def parts(self) -> Mapping[Token, Fraction]:
        """What part of a whole a word stands for, in the singular or plural."""
        singular: dict[Token, Fraction] = {word: value for word, value in self.numbers.items() if 0 < value < 1}
        return {f"{word}s": value for word, value in singular.items()} | singular

    @cached_property
    def whole(self) -> Mapping[Token, Fraction]:
        """What whole number a word stands for."""
        return {word: value for word, value in self.numbers.items() if value.denominator == 1}

    @cached_property
    def around(self) -> Sequence[tuple[str, ...]]:
        """The hedges of which the number is a part, longest first."""
        return sorted((cue for cue in self.hedges if N in cue), key=len, reverse=True)

    @cached_property
    def behind(self) -> Mapping[tuple[str, ...], str]:
        """What hedges have behind their only number, if that is more than a word."""
        return {cue[1:]: self.hedges[cue] for cue in self.around if cue.index(N) == 0 and N not in cue[1:] and cue[2:]}


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
        tokens, has_currency = _tokens(phrase, wording)
        words, quantities = _collapsed(tokens, wording)
    except _UnreadError:
        return None
    if not quantities:
        return _without_number(words, wording)
    letters = (text for text in map(str, tokens) if len(text) == 1 and wording.magnitudes.get(text, 1) > 1)
    return _with_numbers(words, quantities, "" if has_currency else next(letters, ""), wording)


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


def _cue(code: str) -> tuple[str, ...]:
    """The words of a hedge, as they come out of a phrase."""
    found = [match[0] for match in re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\S", code.translate(_DASHES))]
    words = [word if word == N else word.lower().replace("’", "'") for word in found if word not in _NO_PART]
    is_kept = [word != _RANGE or words[at - 1 : at + 2] == [N, _RANGE, N] for at, word in enumerate(words)]
    return tuple(word for word, is_there in zip(words, is_kept, strict=True) if is_there)


def _tokens(phrase: str, wording: Wording) -> tuple[list[Token], bool]:
    """The words and numbers in digits of a phrase, and whether it names a currency by its sign.

    Raises:
        _UnreadError: If digits and letters stand together that are not known, or a word is not in Latin letters.
    """
    matches = list(_TOKEN.finditer(phrase.translate(_DASHES)))
    tokens: list[Token] = []
    for at, match in enumerate(matches):
        text, kind = match[0].lower().replace("’", "'"), match.lastgroup
        before = matches[at - 1] if at and matches[at - 1].end() == match.start() else None
        if kind == "digits":
            if before and before.lastgroup == "word":
                raise _UnreadError
            tokens.append(_in_digits(text))
        elif kind == "word":
            is_unit = before is not None and before.lastgroup == "digits"
            known = wording.magnitudes if is_unit else wording.words
            if text not in known and (is_unit or not all(map(_is_latin, text))):
                raise _UnreadError
            tokens.append(text)
        elif text == _RANGE:
            tokens += _dash(before, match, matches[at + 1 : at + 2], wording)
        elif kind == "mark" and text not in _NO_PART:
            tokens.append(text)
    return tokens, any(match.lastgroup == "currency" for match in matches)


def _dash(before: re.Match[str] | None, dash: re.Match[str], after: list[re.Match[str]], wording: Wording) -> list[str]:
    """What a dash is: a minus, the middle of a range, or nothing between words."""
    if not after or after[0].lastgroup not in ("digits", "currency"):
        return []
    if before is None:
        return [_MINUS if after[0].start() == dash.end() else _RANGE]
    if before.lastgroup == "word" and before[0].lower() not in wording.magnitudes:
        raise _UnreadError
    return [_RANGE]


def _is_latin(char: str) -> bool:
    return char == "'" or (char.isalpha() and (char.isascii() or unicodedata.name(char, "").startswith("LATIN")))


def _in_digits(text: str) -> Fraction:
    """A number in digits: 1,000, 2.5, 5½, 1/3; not 1.000, which is one or a thousand.

    Raises:
        _UnreadError: If it can be read in two ways, or in none.
    """
    part = Fraction(0)
    if text[-1] in _PARTS:
        part, text = Fraction(unicodedata.numeric(text[-1])).limit_denominator(10), text[:-1] or "0"
    if len(text) > _LONGEST_NUMBER:
        raise _UnreadError
    if re.fullmatch(r"\d+/\d+", text):
        above, below = map(int, text.split("/"))
        if not part and 0 < above < below <= 10:
            return Fraction(above, below)
    if not _DIGITS.fullmatch(text) or _DECIMALS_OR_THOUSANDS.fullmatch(text):
        raise _UnreadError
    return Fraction((text.replace(".", "") if text.count(".") > 1 else text).replace(",", "")) + part


def _collapsed(tokens: Sequence[Token], wording: Wording) -> tuple[list[str], list[Quantity]]:
    """The words of a phrase with ``N`` for each quantity, and the quantities.

    Raises:
        _UnreadError: If number words stand together that make no number.
    """
    words: list[str] = []
    quantities = []
    at = 0
    while at < len(tokens):
        found = _quantity(tokens, at, wording)
        if found:
            quantities.append(found[0])
            words.append(N)
            at = found[1]
        else:
            words.append(str(tokens[at]))
            at += 1
    return words, quantities


def _quantity(tokens: Sequence[Token], at: int, wording: Wording) -> tuple[Quantity, int] | None:
    """The quantity that starts at a token, and where it ends; nothing if none does."""
    token = tokens[at]
    if token == _MINUS or (isinstance(token, str) and wording.magnitudes.get(token, 0) < 0):
        found = _quantity(tokens, at + 1, wording) if at + 1 < len(tokens) else None
        return found and (found[0]._replace(value=-found[0].value), found[1])
    head = _head(tokens, at, wording)
    if head is None:
        return None
    value, scale, end = head
    following = [*tokens[end : end + 3], "", "", ""]
    if part := wording.parts.get(following[0]):
        if value == 1 and part != Fraction(1, 2) and following[1] not in ("", *wording.multiplying):
            raise _UnreadError  # a third term, a quarter century
        return _part_of(tokens, end + 1, value * part, wording)
    if following[0] in wording.adding and scale == 1:
        many = _ONE if following[1] in wording.articles else wording.whole.get(following[1])
        if many and (part := wording.parts.get(following[2])):  # two and a half
            value, scale, end = value + many * part, _ONE, end + 3
        elif part := wording.parts.get(following[1]):
            value, scale, end = value + part, _ONE, end + 2
    while end < len(tokens) and (times := wording.magnitudes.get(str(tokens[end]), _NONE)) > 0:
        value, scale, end = value * times, scale * times, end + 1
    return Quantity(value, scale), end


def _head(tokens: Sequence[Token], at: int, wording: Wording) -> tuple[Fraction, Fraction, int] | None:
    """The first part of a quantity: a number in digits or in words, its magnitude, and where it ends."""
    token = tokens[at]
    if isinstance(token, Fraction):
        follower = tokens[at + 1] if at + 1 < len(tokens) else None
        if isinstance(follower, Fraction) and token.denominator == 1 and 0 < follower < 1:  # 5 1/2
            return token + follower, _ONE, at + 2
        return token, _ONE, at + 1
    if token in wording.parts:
        return _ONE, _ONE, at
    if token in wording.articles:
        follower = tokens[at + 1] if at + 1 < len(tokens) else ""
        if follower in wording.parts:
            return _ONE, _ONE, at + 1
        return _number_in_words(tokens, at + 1, wording) if wording.is_magnitude(follower) else None
    return _number_in_words(tokens, at, wording)


def _part_of(tokens: Sequence[Token], at: int, part: Fraction, wording: Wording) -> tuple[Quantity, int]:
    """A part of a whole, or of a magnitude that follows: half a million, three quarters of a million."""
    following = at + (at < len(tokens) and tokens[at] in wording.multiplying)
    following += following < len(tokens) and tokens[following] in wording.articles
    if following < len(tokens) and wording.is_magnitude(tokens[following]):
        whole = _number_in_words(tokens, following, wording)
        if whole:
            return Quantity(part * whole[0], whole[1]), whole[2]
    return Quantity(part, is_part=True), at


def _number_in_words(tokens: Sequence[Token], at: int, wording: Wording) -> tuple[Fraction, Fraction, int] | None:
    """A whole number in words, the magnitude that it is a multiple of, and where it ends.

    Raises:
        _UnreadError: If the words make no number: nineteen eighty-four.
    """
    run: list[Fraction] = []
    for token in map(str, tokens[at : at + _LONGEST_RUN]):
        if wording.is_magnitude(token):
            run.append(-wording.magnitudes[token])
        elif token in wording.whole:
            run.append(wording.whole[token])
        elif run and token in wording.adding:
            run.append(_ADDS)
        else:
            break
    for end in range(len(run), 0, -1):
        is_cut = end < len(run) and run[end] != _ADDS
        if not is_cut and run[end - 1] != _ADDS and (value := _composed(run[:end])) is not None:
            scale = prod(-one for one in run[1:end]) if all(one < 0 for one in run[1:end]) else 1
            return value, Fraction(scale if run[0] >= 0 else value), at + end
    if run:
        raise _UnreadError
    return None


def _composed(run: Sequence[Fraction]) -> Fraction | None:
    """What number words make together, each a number or the negative of a magnitude; nothing if they make none."""
    terms: list[Fraction] = []
    group: Fraction | None = None
    for at, one in enumerate(run):
        if one == _ADDS:
            is_right = run[at - 1] < 0
        elif one >= 0:
            is_right = group is None or _is_added(group, one)
            group = (group or 0) + one
        elif one > -1000:
            is_right = group is None or 0 < group < 100
            group = (1 if group is None else group) * -one
        elif group is None and terms:  # a thousand million
            is_right = run[at - 1] > one
            terms[-1] *= -one
        else:
            terms.append((1 if group is None else group) * -one)
            is_right = group != 0 and (len(terms) == 1 or terms[-1] < terms[-2])
            group = None
        if not is_right:
            return None
    return sum(terms, group or Fraction(0))


def _is_added(group: Fraction, number: Fraction) -> bool:
    """Whether a number may stand behind another one: two hundred and five, twenty-five."""
    is_behind_hundreds = group >= 100 and group % 100 == 0 and number < 100
    return is_behind_hundreds or (group % 100 in range(20, 100, 10) and 0 < number < 10)


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
