"""What is demanded of places: coordinates come in pairs, and lie in the country that the place is said to be in."""

from collections.abc import Iterator
from importlib.resources import files

import polars as pl

from us_cuba_2026.checker.rule import RowRule, filled

PER_DEGREE = 2
ROWS, COLUMNS = 180 * PER_DEGREE, 360 * PER_DEGREE
LAND = "land"


def rules() -> Iterator[RowRule]:
    """The rules of places."""
    yield RowRule(
        "place-coordinates",
        "latitude and longitude must be both filled or both empty",
        "latitude",
        filled("latitude") == filled("longitude"),
        ("places",),
    )
    yield RowRule(
        "place-country",
        "the coordinates lie in another country: mend them, or the code",
        "country_code",
        in_country(),
        ("places",),
        unless=~filled("latitude"),
    )


def in_country() -> pl.Expr:
    """Whether coordinates lie in the country that the code names, or so near to it that a map cannot tell.

    ``countries.csv`` (``scripts/countries.py``) has for each country the cells of a grid of half a degree that it
    touches, and those beside them. It is silent at sea, on land that no code stands for, and where the code is of no
    country that it has.

    Example:
        >>> havana = {"latitude": ["23.1"] * 3, "longitude": ["-82.4"] * 3, "country_code": ["CUB", "USA", ""]}
        >>> pl.DataFrame(havana).select(in_country()).to_series().to_list()
        [True, False, None]
    """
    runs = pl.read_csv((files(__package__) / "countries.csv").read_bytes())
    land = _cells(runs.filter(pl.col("country") == LAND), pl.lit(0))
    held = runs.filter(pl.col("country") != LAND).sort("country")
    held_by = _cells(held, pl.col("country").rank("dense") - 1)
    codes = held["country"].unique(maintain_order=True)

    latitude, longitude = (pl.col(name).cast(pl.Float64, strict=False) for name in ("latitude", "longitude"))
    row = ((latitude + 90) * PER_DEGREE).floor().clip(upper_bound=ROWS - 1)
    column = ((longitude + 180) * PER_DEGREE).floor() % COLUMNS
    is_on_earth = latitude.is_between(-90, 90) & longitude.is_between(-180, 180)
    cell = pl.when(is_on_earth).then(row * COLUMNS + column).cast(pl.UInt32)
    country = pl.col("country_code").replace_strict(codes, range(len(codes)), default=None, return_dtype=pl.UInt32)
    is_own = (cell + country * (ROWS * COLUMNS)).is_in(held_by)
    return pl.when(is_own).then(True).when(cell.is_in(land) & country.is_not_null()).then(False)


def _cells(runs: pl.DataFrame, number: pl.Expr) -> pl.Series:
    """The cells of runs, all in one list, each with the number of its country before it."""
    first = (number.cast(pl.UInt32) * ROWS + pl.col("row").cast(pl.UInt32)) * COLUMNS
    columns = pl.int_ranges(pl.col("first"), pl.col("last") + 1, dtype=pl.UInt32)
    return runs.select((first + columns).explode()).to_series().implode()
