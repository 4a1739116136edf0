"""The rules of figures: from the phrase as stated to the hedge and the bounds.

What a phrase says is read by the words of the vocabulary (see ``us_cuba_2026.language.quantities``); where that cannot
be told, nothing is demanded.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

import polars as pl

from us_cuba_2026.checker.rule import RowRule, filled
from us_cuba_2026.language.quantities import as_text, read, stated
from us_cuba_2026.language.wording import Wording

_REMEMBERED = 2**16
"""Phrases that are read once for all rules: more than a batch has."""
_READING = pl.Struct(
    {
        "hedge": pl.String,
        "low": pl.String,
        "high": pl.String,
        "letter": pl.String,
        "is_part": pl.Boolean,
        "is_certain": pl.Boolean,
        "stated": pl.List(pl.Float64),
    }
)
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


def readings(phrase: pl.Expr, wording: Wording | None) -> pl.Expr:
    """What phrases say, each different one read once: a struct of hedge, numbers in digits, and what qualifies them.

    Of a phrase that is not read as a whole, ``stated`` has the only number, if that can be told.

    Args:
        phrase: The phrases.
        wording: The words to read them by; nothing is read without.

    Example:
        >>> words = Wording.of([])
        >>> read_phrase = readings(pl.col("as_stated"), words).struct
        >>> frame = pl.DataFrame({"as_stated": ["1,000 people", "scarcely 30"]})
        >>> frame.select(read_phrase.field("hedge", "low")).rows()
        [('exact', '1000'), (None, None)]
    """
    return phrase.map_batches(_Reader(wording), return_dtype=_READING)


class _Reader:
    """Reads phrases; many rules ask for the same ones, one after the other."""

    def __init__(self, wording: Wording | None) -> None:
        self._wording = wording
        self._last = pl.Series([], dtype=pl.String), pl.Series([], dtype=_READING)

    def __call__(self, phrases: pl.Series) -> pl.Series:
        before, readings_before = self._last
        if phrases.equals(before):
            return readings_before
        distinct = phrases.drop_nulls().unique()
        cells = [_cells(phrase, self._wording) for phrase in distinct]
        read_ones = pl.DataFrame({"phrase": distinct, "reading": pl.Series(cells, dtype=_READING)})
        asked = phrases.alias("phrase").to_frame()
        found = asked.join(read_ones, on="phrase", how="left", maintain_order="left")["reading"].alias(phrases.name)
        self._last = phrases, found
        return found


@lru_cache(_REMEMBERED)
def _cells(phrase: str, wording: Wording | None) -> dict[str, str | bool | list[float] | None] | None:
    if wording is None:
        return None
    reading = read(phrase, wording)
    numbers = stated(phrase, wording) if reading is None or not reading.is_certain else None
    only = None if numbers is None else [float(number) for number in numbers]
    if reading is None:
        return {"stated": only}
    low, high = as_text(reading.low), as_text(reading.high)
    is_certain = reading.is_certain and (low, high).count(None) == (reading.low, reading.high).count(None)
    return {
        "hedge": reading.hedge,
        "low": low,
        "high": high,
        "letter": reading.letter,
        "is_part": reading.is_part,
        "is_certain": is_certain,
        "stated": only,
    }


def rules(wording: Wording | None) -> Iterator[RowRule]:
    """The rules of figures.

    Args:
        wording: The words of the vocabulary that phrases are read by; nothing where they are not known, and phrases
            cannot be judged.
    """
    value, low, high = (pl.col(name).cast(pl.Float64, strict=False) for name in ("value", "value_low", "value_high"))
    hedge = pl.col("hedge")
    ordered = ~(low > high).fill_null(False) & ~(low > value).fill_null(False) & ~(value > high).fill_null(False)
    yield RowRule("figure-bounds", "must not be above the value or the upper bound", "value_low", ordered)
    yield RowRule(
        "figure-hedge", "which of value, value_low and value_high are filled must fit the hedge", "hedge", _fits(hedge)
    )
    for bound, excluding in (("low", ["more_than"]), ("high", ["almost", "less_than"])):
        is_open, cell = pl.col(f"is_value_{bound}_open"), f"value_{bound}"
        yield RowRule(
            "figure-open",
            "must say of a bound that there is whether the phrase excludes it: more than, almost and less than do",
            f"is_value_{bound}_open",
            pl.when(filled(cell)).then((is_open == "true") == hedge.is_in(excluding)).otherwise(is_open == ""),
        )
    same = (value == low) & (value == high)
    yield RowRule("figure-exact", "must equal both bounds of an exact figure", "value", (hedge != "exact") | same)
    reading = readings(pl.col("as_stated"), wording).struct
    expected = reading.field("hedge")
    yield RowRule(
        "figure-phrase", "must be the hedge that the phrase expresses", "hedge", hedge == expected, expected=expected
    )
    first, last, letter = (reading.field(name) for name in ("low", "high", "letter"))
    is_unit = (letter != "") & pl.col("unit").str.to_lowercase().str.starts_with(letter)
    is_share = reading.field("is_part") & (pl.col("kind") == "share")
    is_clear = reading.field("is_certain") & ~is_unit & ~is_share
    sentence = "must be what the phrase states, by the rules in the vocabulary"
    for column, given, number, hedges in (
        ("value", value, first, ["exact", "about"]),
        ("value_low", low, first, ["more_than", "at_least", "between"]),
        ("value_high", high, last, ["almost", "less_than", "at_most", "between"]),
        ("value_low", low, first, ["vague"]),
    ):
        is_judged = is_clear & (hedge == expected) & hedge.is_in(hedges) & (filled(column) | (hedge == "vague"))
        right = ~is_judged | given.eq_missing(number.cast(pl.Float64))
        yield RowRule("figure-number", sentence, column, right, expected=pl.coalesce(number, pl.lit("empty")))
    only = reading.field("stated")
    are_stated = (bound.is_null() | only.list.contains(bound) for bound in (value, low, high))
    yield RowRule(
        "figure-stated",
        "must state the number that is coded",
        "as_stated",
        pl.all_horizontal(are_stated) | (pl.col("kind") == "share"),
    )
    is_code = pl.col("unit").str.contains("^[A-Z]{3}$")
    yield RowRule(
        "figure-unit",
        "money must have an ISO 4217 code as its unit, and nothing else may",
        "unit",
        (pl.col("kind") == "money") == is_code,
        ("figures",),
    )
    yield RowRule(
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
