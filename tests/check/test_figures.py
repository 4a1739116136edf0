"""Reading numbers and bounds out of phrases."""

import polars as pl
import pytest

from us_cuba_2026.check.figures import numbers, vague_low


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("$3 million", [3e6]),
        ("more than 1,000 political prisoners", [1000]),
        ("nearly 70-year", [70]),
        ("almost seven decades", [7]),
        ("Two protests", [2]),
        ("between 2.5 and 3 million", [2.5, 3e6]),
        ("twenty thousand people", [20_000]),
        ("someone", []),
        ("decades of pressure", []),
        ("tens of thousands", []),
        ("two-hundred men", [200]),
        ("seventeen", [17]),
        ("twenty-five thousand", [25_000]),
        ("sixty-nine of ninety", [69, 90]),
        ("65", [65]),
    ],
)
def test_numbers(phrase: str, expected: list[float]) -> None:
    """A number that is missed, cut at its comma, taken from inside a word, or without its scale."""
    assert pl.DataFrame({"p": [phrase]}).select(numbers(pl.col("p")))["p"].to_list() == [expected]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("tens of thousands of Cubans", 20_000),
        ("thousands of people", 2000),
        ("hundreds of thousands", 200_000),
        ("dozens", 24),
        ("decades of pressure", 2),
        ("years of intense pressure", 2),
        ("within weeks", None),
        ("many people", None),
    ],
)
def test_vague_low(phrase: str, expected: float | None) -> None:
    """A lower bound that the written rule does not give."""
    assert pl.DataFrame({"p": [phrase]}).select(vague_low(pl.col("p"))).item() == expected
