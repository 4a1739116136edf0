"""The quantities in a phrase: numbers in digits and in words, with their magnitudes and parts."""

from collections.abc import Sequence
from fractions import Fraction
from math import prod
from typing import NamedTuple

from us_cuba_2026.language.tokens import MINUS, UnreadError
from us_cuba_2026.language.wording import N, Token, Wording

_LONGEST_RUN = 12  # words
_ADDS = Fraction(-1)
"""Stands for a word that adds, among numbers and the negatives of magnitudes."""
_NONE, _ONE = Fraction(0), Fraction(1)


class Quantity(NamedTuple):
    """A number in a phrase."""

    value: Fraction
    scale: Fraction = Fraction(1)
    """The magnitude that all of it is a multiple of: of 2.5 million a million."""
    is_part: bool = False
    """Whether it is a part of a whole: half, two thirds."""


def collapsed(tokens: Sequence[Token], wording: Wording) -> tuple[list[str], list[Quantity]]:
    """The words of a phrase with ``N`` for each quantity, and the quantities.

    Raises:
        UnreadError: If number words stand together that make no number.
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
    if token == MINUS or (isinstance(token, str) and wording.magnitudes.get(token, 0) < 0):
        found = _quantity(tokens, at + 1, wording) if at + 1 < len(tokens) else None
        return found and (found[0]._replace(value=-found[0].value), found[1])
    head = _head(tokens, at, wording)
    if head is None:
        return None
    value, scale, end = head
    following = [*tokens[end : end + 3], "", "", ""]
    if part := wording.parts.get(following[0]):
        if value == 1 and part != Fraction(1, 2) and following[1] not in ("", *wording.multiplying):
            raise UnreadError  # a third term, a quarter century
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
        UnreadError: If the words make no number: nineteen eighty-four.
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
        raise UnreadError
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
