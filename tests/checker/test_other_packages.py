"""Packages of other people's kind, valid and broken, with frictionless as the judge beside ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from judges import archives_closed, comparable, ours, theirs
from made_packages import PACKAGES, made

pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"  # frictionless leaves archives open
)


@pytest.fixture(scope="module", autouse=True)
def _archives_closed() -> Iterator[None]:
    """Tell no other test of the archives that frictionless leaves open."""
    with archives_closed():
        yield


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", PACKAGES)
def test_valid(name: str, tmp_path: Path) -> None:
    """A refusal of something valid."""
    described = PACKAGES[name]
    folder = made(tmp_path, described, "valid")
    assert ours(folder) == set()
    expected = described.get("theirs")
    assert theirs(folder) == (expected if isinstance(expected, str) else set(described.get("theirs_if_valid", [])))


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", PACKAGES)
def test_broken(name: str, tmp_path: Path) -> None:
    """A defect that is passed over, pointed at in another place, or found where there is none."""
    described = PACKAGES[name]
    folder = made(tmp_path, described, "broken")
    found = ours(folder)
    assert found == set(described["findings"])
    expected = described.get("theirs")
    assert ("why" in described) == (expected is not None)
    judged = theirs(folder)
    if isinstance(expected, list):
        assert judged == set(expected) != comparable(found)
    else:
        assert judged == (expected or comparable(found))
