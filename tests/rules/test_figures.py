"""The rules of figures demand what the phrase says, and nothing where that cannot be told."""

import polars as pl
import pytest

from us_cuba_2026.checker import frame

COLUMNS = ("as_stated", "hedge", "value", "value_low", "value_high", "unit", "kind")
PEOPLE: tuple[str | None, ...] = ("person", "count")
Figure = tuple[str | None, ...]


ON_PHRASES = ("figure-phrase", "figure-number", "figure-hedge", "figure-exact")


def demands(*figures: Figure, rules: tuple[str, ...] = ON_PHRASES) -> dict[Figure, dict[str, str]]:
    """What the rules on phrases find in figures: by figure the columns of the findings, and what is expected there."""
    filled = [dict(zip(COLUMNS, (*one, *PEOPLE)[: len(COLUMNS)], strict=True)) for one in figures]
    ids = [f"fig-{at:03}" for at in range(len(figures))]
    rows = pl.DataFrame(filled, schema=dict.fromkeys(COLUMNS, pl.String)).with_columns(
        pl.Series("figure_id", ids), measure=pl.lit("x"), passage_id=pl.lit("x")
    )
    report = frame("figures", rows, max_findings=1000)
    found: dict[Figure, dict[str, str]] = {one: {} for one in figures}
    for finding in report.findings:
        if finding.rule in rules:
            assert finding.row
            expected = finding.message.partition("expected ")[2].rstrip(")")
            found[figures[finding.row - 2]][finding.field or ""] = expected
    return found


EXACT = (
    ("£2bn", "2000000000", "2"),
    ("$3 million", "3000000", "3"),
    ("three hundred thousand", "300000", "300"),
    ("5½ years", "5.5", "5"),
    ("minus 5", "-5", "5"),
    ("a dozen", "12", "1"),
    ("half a million", "500000", "1000000"),
    ("32 soldiers", "32", "33"),
)


def test_exact() -> None:
    """A right number that is refused, or a wrong one that is demanded or let through."""
    expected: dict[Figure, dict[str, str]] = {}
    for phrase, right, wrong in EXACT:
        expected |= {(phrase, "exact", right, right, right): {}, (phrase, "exact", *[wrong] * 3): {"value": right}}
    assert demands(*expected) == expected


HEDGED: tuple[tuple[str, Figure], ...] = (
    ("over 300", ("more_than", None, "300", None)),
    ("up to 300", ("at_most", None, None, "300")),
    ("fewer than 300", ("less_than", None, None, "300")),
    ("around 300", ("about", "300", None, None)),
    ("300 to 400", ("between", None, "300", "400")),
    ("two to three million", ("between", None, "2000000", "3000000")),
    ("300 or more", ("at_least", None, "300", None)),
    ("almost seven decades", ("almost", None, None, "7")),
    ("tens of thousands of Cubans", ("vague", None, "20000", None)),
    ("within weeks", ("vague", None, None, None)),
)


def test_hedged() -> None:
    """A hedge that has to be coded as exact, or a number of it that is not looked at."""
    expected: dict[Figure, dict[str, str]] = {}
    for phrase, cells in HEDGED:
        expected |= {(phrase, *cells): {}, (phrase, "exact", "300", "300", "300"): {"hedge": str(cells[0])}}
        for at, (column, cell) in enumerate(zip(COLUMNS[2:5], cells[1:], strict=True), 1):
            if cell:
                expected[phrase, *cells[:at], "77", *cells[at + 1 :]] = {column: cell}
    assert demands(*expected) == expected


def test_silent() -> None:
    """A demand made of a phrase that cannot be read."""
    phrases = ("scarcely 30", "a couple of days", "300 из 400", "9/11", "third term", "1.000", "王")
    codings = (("exact", "7", "7", "7"), ("about", "7", None, None), ("vague", None, "7", None))
    expected: dict[Figure, dict[str, str]] = {(phrase, *cells): {} for phrase in phrases for cells in codings}
    assert demands(*expected) == expected


def test_magnitude_that_is_a_unit() -> None:
    """Three metres that must be three million, or the other way round."""
    expected: dict[Figure, dict[str, str]] = {
        ("a 3m wall", "exact", "3", "3", "3", "metre", "length"): {},
        ("3m people", "exact", "3", "3", "3"): {"value": "3000000"},
        ("£3m", "exact", "3", "3", "3", "GBP", "money"): {"value": "3000000"},
    }
    assert demands(*expected) == expected


def test_share() -> None:
    """Half that cannot be 50 percent, or an hour's half that is let through as something else."""
    expected: dict[Figure, dict[str, str]] = {
        ("half of voters", "exact", "50", "50", "50", "percent", "share"): {},
        ("50% of voters", "exact", "50", "50", "50", "percent", "share"): {},
        ("half an hour", "exact", "5", "5", "5", "hour", "duration"): {"value": "0.5"},
    }
    assert demands(*expected) == expected


def test_number_without_an_end() -> None:
    """A third that is refused since no cell can hold all its digits."""
    expected: dict[Figure, dict[str, str]] = {
        ("two-thirds", "exact", "0.67", "0.67", "0.67"): {},
        ("two-thirds", "about", "0.67", None, None): {"hedge": "exact"},
    }
    assert demands(*expected) == expected


@pytest.mark.slow
def test_many_phrases() -> None:
    """Phrases that are mixed up when each different one is read once."""
    numbers = [str(number % 997) for number in range(5000)]
    cells = {"as_stated": [f"over {number} people" for number in numbers], "hedge": "more_than", "value_low": numbers}
    rows = pl.DataFrame(cells).with_columns(
        *(pl.lit("x").alias(name) for name in ("figure_id", "measure", "passage_id", "unit")),
        pl.lit("count").alias("kind"),
        *(pl.lit(None, pl.String).alias(name) for name in ("value", "value_high")),
    )
    wrong = rows.with_row_index().with_columns(
        value_low=pl.when(pl.col("index") == 4321).then(pl.lit("1")).otherwise("value_low")
    )
    found = frame("figures", wrong.drop("index")).findings
    assert [finding.row for finding in found if finding.rule == "figure-number"] == [4323]


STATED: dict[Figure, bool] = {
    ("killed 32 soldiers", "exact", "32", "32", "32"): True,
    ("killed 32 soldiers", "exact", "23", "23", "23"): False,
    ("scarcely 30", "almost", None, None, "30"): True,
    ("scarcely 30", "almost", None, None, "40"): False,
    ("Cuban soldiers", "exact", "32", "32", "32"): False,
    ("Cuban soldiers", "vague", None, "32", None): False,
    ("Cuban soldiers", "vague", None, None, None): True,
    ("many soldiers", "vague", None, "900", None): False,
    ("a fortnight", "exact", "1", "1", "1"): True,
    ("third term", "exact", "3", "3", "3"): True,
    ("6 feet 2", "exact", "6.17", "6.17", "6.17"): True,
    ("one litre in five", "exact", "20", "20", "20", "percent", "share"): True,
    ("300 из 400", "exact", "0.75", "0.75", "0.75"): True,
    ("王", "exact", "7", "7", "7"): True,
}


def test_stated() -> None:
    """A number that its phrase does not have and that is let through, or one refused where that cannot be told."""
    found = demands(*STATED, rules=("figure-stated",))
    assert found == {figure: {} if is_right else {"as_stated": ""} for figure, is_right in STATED.items()}
