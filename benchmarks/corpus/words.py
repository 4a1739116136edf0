"""What a synthetic corpus is made of: invented words, and pools of texts, dates and figures made from them."""

import calendar
import random
from collections.abc import Sequence
from functools import cached_property
from itertools import product
from typing import NamedTuple

from us_cuba_2026.article.normalise import fingerprint, normalise

_SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "me", "no", "ri", "sa", "tu", "vé")
WORDS = tuple("".join(pair) for pair in product(_SYLLABLES, repeat=2))
"""Invented words of two syllables."""

POOL = 4096  # distinct texts: so few that their hashes cost nothing, so many that no cache holds them all


class Date(NamedTuple):
    """The five date columns."""

    edtf: str
    start: str
    end: str
    precision: str
    basis: str


class Figure(NamedTuple):
    """The columns of a figure that its phrase decides."""

    as_stated: str
    hedge: str
    value: str | None
    value_low: str | None
    value_high: str | None
    is_value_low_open: str | None
    is_value_high_open: str | None
    unit: str
    kind: str


class Pools:
    """Pools of cells to choose from, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    @cached_property
    def texts(self) -> Sequence[str]:
        """The words of direct quotes: 3 to 30 of them, some with marks that CSV must quote."""
        rng = random.Random(f"{self._seed} texts")  # noqa: S311  (nothing to protect)
        return [_sentence(rng, rng.randint(3, 30)).removesuffix("." if at % 3 else "") for at in range(POOL)]

    @cached_property
    def fingerprints(self) -> Sequence[tuple[int, str]]:
        """Length and SHA-256 of each of ``texts``, normalised."""
        return [fingerprint(normalise(text)) for text in self.texts]

    @cached_property
    def sentences(self) -> Sequence[str]:
        """Summaries, notes, titles: 5 to 16 words."""
        rng = random.Random(f"{self._seed} sentences")  # noqa: S311
        return [_sentence(rng, rng.randint(5, 16)) for _ in range(POOL)]

    @cached_property
    def phrases(self) -> Sequence[str]:
        """Two or three words in lower case."""
        rng = random.Random(f"{self._seed} phrases")  # noqa: S311
        return [" ".join(rng.choices(WORDS, k=rng.randint(2, 3))) for _ in range(POOL)]

    @cached_property
    def dates(self) -> Sequence[Date]:
        """Dates of every precision and basis, all of them before 2020."""
        rng = random.Random(f"{self._seed} dates")  # noqa: S311
        bases = ("inferred", "relative", "stated")
        return [Date(*_date(rng, at), bases[at // 6 % 3]) for at in range(720)]

    @cached_property
    def figures(self) -> Sequence[Figure]:
        """Figures of every hedge and kind."""
        rng = random.Random(f"{self._seed} figures")  # noqa: S311
        return [figure for _ in range(40) for figure in _figures(rng)]


def _sentence(rng: random.Random, count: int) -> str:
    words = rng.choices(WORDS, k=count)
    if count > 8:
        words[3] += ","
        words[5] = rng.choice((f'"{words[5]}"', f"“{words[5]}”", f"{words[5]}’s", words[5]))
    return " ".join(words).capitalize() + "."


def _date(rng: random.Random, at: int) -> tuple[str, str, str, str]:
    """An EDTF expression, its bounds and its precision."""
    year, month = rng.randint(1950, 2019), rng.randint(1, 12)
    last = calendar.monthrange(year, month)[1]
    first_day, last_day = f"{year}-{month:02}-01", f"{year}-{month:02}-{last}"
    match at % 6:
        case 0:
            return f"{year // 10}X", f"{year // 10}0-01-01", f"{year // 10}9-12-31", "decade"
        case 1:
            mark = rng.choice(("", "~", "?"))
            reach = mark == "~"
            return f"{year}{mark}", f"{year - reach}-01-01", f"{year + reach}-12-31", "year"
        case 2:
            return f"{year}-{month:02}", first_day, last_day, "month"
        case 3:
            return f"{year}~/{last_day}", f"{year - 1}-01-01", last_day, "interval"
        case 4:
            return f"[{first_day}..{last_day}]", first_day, last_day, "window"
        case _:
            day = f"{year}-{month:02}-{rng.randint(1, last):02}"
            return day, day, day, "day"


def bounds_open(hedge: str | None, low: str | None, high: str | None) -> tuple[str | None, str | None]:
    """Whether a hedge excludes the bounds of its figure, as the two columns say it."""
    is_open = {"more_than": "low", "almost": "high", "less_than": "high"}.get(hedge or "")
    words = {True: "true", False: "false"}
    return low and words[is_open == "low"], high and words[is_open == "high"]


def _figures(rng: random.Random) -> list[Figure]:
    """One figure for each way to state one."""
    many, few, thing = rng.randint(100, 9000), rng.randint(20, 90), rng.choice(WORDS).replace("é", "e")
    stated: list[tuple[str, str, str | None, str | None, str | None, str, str]] = [
        (f"{many:,} {thing} people", "exact", str(many), str(many), str(many), "person", "count"),
        (f"${few} million", "exact", f"{few}000000", f"{few}000000", f"{few}000000", "USD", "money"),
        (str(few), "exact", str(few), str(few), str(few), "year", "age"),
        (f"about {many} {thing}", "about", str(many), None, None, thing, "count"),
        ("almost seven decades", "almost", None, None, "7", "decade", "duration"),
        (f"more than {many:,} {thing}", "more_than", None, str(many), None, thing, "count"),
        (f"at least {few}.5 billion", "at_least", None, f"{few}500000000", None, "EUR", "money"),
        (f"less than {few} days", "less_than", None, None, str(few), "day", "duration"),
        (f"within {few} days", "at_most", None, None, str(few), "day", "duration"),
        (f"between {few} and {many} {thing}", "between", None, str(few), str(many), thing, "count"),
        (f"tens of thousands of {thing}", "vague", None, "20000", None, thing, "count"),
        (f"years of {thing}", "vague", None, "2", None, "year", "duration"),
    ]
    return [Figure(*one[:5], *bounds_open(one[1], one[3], one[4]), *one[5:]) for one in stated]
