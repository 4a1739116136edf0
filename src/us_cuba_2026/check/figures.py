"""The rules of figures: from the phrase as stated to the hedge and the bounds.

The words that decide the hedge are rows of the vocabulary (field ``figures.as_stated``); the hedge each stands for is
in its ``see_also``.
"""

from collections.abc import Iterator, Mapping

import polars as pl

from us_cuba_2026.check.rule import Rule, filled

_TO_NINETEEN = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_WORDS: Mapping[str, float] = (
    {word: float(number) for number, word in enumerate(_TO_NINETEEN, 1)}
    | {word: 10.0 * tens for tens, word in enumerate(_TENS, 2)}
    | {
        f"{ten}-{_TO_NINETEEN[unit - 1]}": 10.0 * tens + unit
        for tens, ten in enumerate(_TENS, 2)
        for unit in range(1, 10)
    }
)
"""The whole numbers from 1 to 99 in words."""
SCALES: Mapping[str, float] = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
UNITS_OF_TIME = ("hour", "day", "week", "month", "year", "decade", "century")

_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))  # the first that fits is taken
_SCALES = "|".join(SCALES)
_NUMBER = rf"([0-9][0-9,]*(?:\.[0-9]+)?|\b(?:{_WORDS})\b)(?:[ -](?:{_SCALES})\b)?"
_FILLED: Mapping[str, tuple[bool, bool, bool]] = {  # value, value_low, value_high
    "exact": (True, True, True),
    "about": (True, False, False),
    "almost": (False, False, True),
    "less_than": (False, False, True),
    "at_most": (False, False, True),
    "more_than": (False, True, False),
    "at_least": (False, True, False),
    "between": (False, True, True),
}


def numbers(phrase: pl.Expr) -> pl.Expr:
    """The numbers in a phrase, in digits or in words, with their scale, as a list.

    Example:
        >>> frame = pl.DataFrame({"as_stated": ["$3 million", "nearly 70-year", "almost seven decades", "years"]})
        >>> frame.select(numbers(pl.col("as_stated")))["as_stated"].to_list()
        [[3000000.0], [70.0], [7.0], []]
    """
    found = phrase.str.to_lowercase().str.extract_all(_NUMBER)
    one = pl.element()
    digits = one.str.extract(r"^([0-9][0-9,.]*)").str.replace_all(",", "").cast(pl.Float64, strict=False)
    word = one.str.extract(rf"^({_WORDS})\b").replace_strict(NUMBER_WORDS, default=None, return_dtype=pl.Float64)
    scale = one.str.extract(rf"({_SCALES})$").replace_strict(SCALES, default=1.0, return_dtype=pl.Float64)
    return found.list.eval(pl.coalesce(digits, word) * scale)


def vague_low(phrase: pl.Expr) -> pl.Expr:
    """The least that a phrase without a number supports: two of a plural, two tens of a scale; null if open."""
    phrase = phrase.str.to_lowercase()
    of = rf"\b({_SCALES})s(?: of ({_SCALES})s)?\b"
    first, second = (
        phrase.str.extract(of, group).replace_strict(SCALES, default=None, return_dtype=pl.Float64) for group in (1, 2)
    )
    scale = first * second.fill_null(1.0)
    plural = "|".join(UNITS_OF_TIME).replace("century", "centurie")
    return (
        pl.when(phrase.str.contains(r"\bwithin\b"))
        .then(None)
        .when(phrase.str.contains(r"\btens of\b"))
        .then(scale * 20)
        .when(scale.is_not_null())
        .then(scale * 2)
        .when(phrase.str.contains(rf"\b(?:{plural})s\b"))
        .then(2.0)
    )


def rules(cues: Mapping[str, str] | None) -> Iterator[Rule]:
    """The rules of figures.

    Args:
        cues: The hedge that each cue in ``figures.as_stated`` stands for, such as ``{"almost": "almost"}``; nothing
            where they are not known, and the hedges cannot be judged.
    """
    value, low, high = (pl.col(name).cast(pl.Float64, strict=False) for name in ("value", "value_low", "value_high"))
    phrase, hedge = pl.col("as_stated"), pl.col("hedge")
    ordered = ~(low > high).fill_null(False) & ~(low > value).fill_null(False) & ~(value > high).fill_null(False)
    yield Rule("figure-bounds", "must not be above the value or the upper bound", "value_low", ordered)
    yield Rule(
        "figure-hedge", "which of value, value_low and value_high are filled must fit the hedge", "hedge", _fits(hedge)
    )
    same = (value == low) & (value == high)
    yield Rule("figure-exact", "must equal both bounds of an exact figure", "value", (hedge != "exact") | same)
    expected = hedge if cues is None else _hedge(phrase, cues)
    yield Rule(
        "figure-phrase", "must be the hedge that the phrase expresses", "hedge", hedge == expected, expected=expected
    )
    found, sentence = numbers(phrase), "must be what the phrase states, by the rules in the vocabulary"
    for column, stated, number, hedges in (
        ("value", value, found.list.first(), ["exact", "about"]),
        ("value_low", low, found.list.first(), ["more_than", "at_least", "between"]),
        ("value_high", high, found.list.last(), ["almost", "less_than", "at_most", "between"]),
        ("value_low", low, vague_low(phrase), ["vague"]),
    ):
        is_judged = (hedge == expected) & hedge.is_in(hedges) & (filled(column) | (hedge == "vague"))
        stands_for = pl.coalesce(number.cast(pl.String), pl.lit("empty"))
        yield Rule("figure-number", sentence, column, ~is_judged | stated.eq_missing(number), expected=stands_for)
    is_code = pl.col("unit").str.contains("^[A-Z]{3}$")
    yield Rule(
        "figure-unit",
        "money must have an ISO 4217 code as its unit, and nothing else may",
        "unit",
        (pl.col("kind") == "money") == is_code,
        ("figures",),
    )
    yield Rule(
        "figure-age",
        "an age must name its actor",
        "actor_id",
        (pl.col("kind") != "age") | filled("actor_id"),
        ("figures",),
    )


def _fits(hedge: pl.Expr) -> pl.Expr:
    """Whether just the columns that a hedge calls for are filled; of a vague figure only the lower bound may be."""
    fits = (hedge == "vague") & ~filled("value") & ~filled("value_high")
    for word, wanted in _FILLED.items():
        columns = zip(("value", "value_low", "value_high"), wanted, strict=True)
        fits = fits | ((hedge == word) & pl.all_horizontal(filled(column) == want for column, want in columns))
    return fits | ~hedge.is_in([*_FILLED, "vague"])


def _hedge(phrase: pl.Expr, cues: Mapping[str, str]) -> pl.Expr:
    """The hedge that a phrase expresses: vague without a number, else by its longest cue, else exact."""
    has_number = numbers(phrase).list.len() > 0
    expected = pl.lit("exact")
    for cue in sorted(cues, key=len):
        if cues[cue] != "vague":
            is_there = phrase.str.to_lowercase().str.contains(rf"\b{_escaped(cue)}\b")
            expected = pl.when(is_there).then(pl.lit(cues[cue])).otherwise(expected)
    return pl.when(has_number).then(expected).otherwise(pl.lit("vague"))


def _escaped(text: str) -> str:
    """A text as a regular expression for itself."""
    return "".join(f"\\x{{{ord(character):x}}}" for character in text)
