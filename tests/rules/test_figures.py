"""The rules of figures demand what the phrase says, and nothing where that cannot be told."""

import polars as pl
import pytest

from us_cuba_2026.checker import frame

COLUMNS = ("as_stated", "hedge", "value", "value_low", "value_high", "unit", "kind")
Cells = tuple[str | None, ...]


def demands(*cells: str | None, unit: str = "person", kind: str = "count") -> dict[str, str]:
    """What the rules on phrases find in a figure: the column of each finding, and what is expected there."""
    given = dict.fromkeys(["figure_id", "measure", "passage_id"], "x") | dict(
        zip(COLUMNS, (*cells, unit, kind), strict=True)
    )
    report = frame("figures", pl.DataFrame([given], schema=dict.fromkeys(given, pl.String)))
    rules = ("figure-phrase", "figure-number", "figure-hedge", "figure-exact")
    found = [finding for finding in report.findings if finding.rule in rules]
    return {finding.field or "": finding.message.partition("expected ")[2].rstrip(")") for finding in found}


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("phrase", "right", "wrong"),
    [
        ("£2bn", "2000000000", "2"),
        ("$3 million", "3000000", "3"),
        ("three hundred thousand", "300000", "300"),
        ("5½ years", "5.5", "5"),
        ("minus 5", "-5", "5"),
        ("a dozen", "12", "1"),
        ("half a million", "500000", "1000000"),
        ("32 soldiers", "32", "33"),
    ],
)
def test_exact(phrase: str, right: str, wrong: str) -> None:
    """A right number that is refused, or a wrong one that is demanded or let through."""
    assert demands(phrase, "exact", right, right, right) == {}
    assert demands(phrase, "exact", wrong, wrong, wrong) == {"value": right}


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("phrase", "cells"),
    [
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
    ],
)
def test_hedged(phrase: str, cells: Cells) -> None:
    """A hedge that has to be coded as exact, or a number of it that is not looked at."""
    assert demands(phrase, *cells) == {}
    assert demands(phrase, "exact", "300", "300", "300") == {"hedge": cells[0]}
    for at, (column, cell) in enumerate(zip(COLUMNS[2:5], cells[1:], strict=True), 1):
        if cell:
            assert demands(phrase, *cells[:at], "77", *cells[at + 1 :]) == {column: cell}


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    "phrase", ["scarcely 30", "a couple of days", "300 из 400", "9/11", "third term", "1.000", "王"]
)
@pytest.mark.parametrize("cells", [("exact", "7", "7", "7"), ("about", "7", None, None), ("vague", None, "7", None)])
def test_silent(phrase: str, cells: Cells) -> None:
    """A demand made of a phrase that cannot be read."""
    assert demands(phrase, *cells) == {}


def test_magnitude_that_is_a_unit() -> None:
    """Three metres that must be three million, or the other way round."""
    assert demands("a 3m wall", "exact", "3", "3", "3", unit="metre", kind="length") == {}
    assert demands("3m people", "exact", "3", "3", "3") == {"value": "3000000"}
    assert demands("£3m", "exact", "3", "3", "3", unit="GBP", kind="money") == {"value": "3000000"}


def test_share() -> None:
    """Half that cannot be 50 percent, or an hour's half that is let through as something else."""
    assert demands("half of voters", "exact", "50", "50", "50", unit="percent", kind="share") == {}
    assert demands("50% of voters", "exact", "50", "50", "50", unit="percent", kind="share") == {}
    assert demands("half an hour", "exact", "5", "5", "5", unit="hour", kind="duration") == {"value": "0.5"}


def test_number_without_an_end() -> None:
    """A third that is refused since no cell can hold all its digits."""
    assert demands("two-thirds", "exact", "0.67", "0.67", "0.67") == {}
    assert demands("two-thirds", "about", "0.67", None, None) == {"hedge": "exact"}


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
