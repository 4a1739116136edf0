"""The words that a vocabulary has for quantities, in any language.

They are rows of the vocabulary (field ``figures.as_stated``). What a row stands for is told by
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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

FIELD, HEDGE = "figures.as_stated", "figures.hedge:"
N = "N"
"""Stands for a number in the code of a hedge, and in a phrase once it is read."""

RANGE = "-"
"""Stands for every dash."""

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－", RANGE))
NO_PART = frozenset(",.;:!?()[]{}\"“”„«»'‘’…%‰°/&")
"""Marks that say nothing of a number."""

Token = str | Fraction
_MEANING = re.compile(
    r"(The number|Times|At least) (-?\d{1,30}(?:/[1-9]\d?|\.\d{1,9})?)(?![\d/])|(One, before|Adds|Multiplies)\b"
)


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


def _cue(code: str) -> tuple[str, ...]:
    """The words of a hedge, as they come out of a phrase."""
    found = [match[0] for match in re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\S", code.translate(DASHES))]
    words = [word if word == N else word.lower().replace("’", "'") for word in found if word not in NO_PART]
    is_kept = [word != RANGE or words[at - 1 : at + 2] == [N, RANGE, N] for at, word in enumerate(words)]
    return tuple(word for word, is_there in zip(words, is_kept, strict=True) if is_there)
