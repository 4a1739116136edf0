"""When tests are tried: always, on each change, or each week."""

from typing import cast

import pytest

import conftest


class Item:
    """A test as pytest collects it, as far as its marks go."""

    def __init__(self, nodeid: str, *marks: str) -> None:
        self.nodeid, self.marks = nodeid, {*marks}

    def get_closest_marker(self, name: str) -> str | None:
        """A mark, if the test has it."""
        return name if name in self.marks else None

    def add_marker(self, name: str) -> None:
        """Give the test a mark."""
        self.marks.add(name)


def tiers(*items: Item) -> list[str]:
    """When each test is tried."""
    conftest.pytest_collection_modifyitems(cast("list[pytest.Item]", [*items]))
    return ["exhaustive" if "exhaustive" in one.marks else "slow" if "slow" in one.marks else "fast" for one in items]


def test_first_cases_are_fast() -> None:
    """All cases of a test left to CI, or of a second test in the same file taken for further cases of the first."""
    items = [Item(f"test_file.py::test_{name}[{at}]", "mostly_slow") for name in "ab" for at in range(3)]
    assert tiers(*items) == ["fast", "slow", "slow"] * 2


def test_every_tenth_slow_case_is_tried_on_each_change() -> None:
    """A test of which CI tries no case, or every one; a fast case that is left to each week."""
    items = [Item(f"test_file.py::test_a[{at}]", "slow", "mostly_exhaustive") for at in range(21)]
    assert [at for at, tier in enumerate(tiers(*items)) if tier == "slow"] == [0, 10, 20]
    assert tiers(*[Item(f"test_file.py::test_a[{at}]", "mostly_exhaustive") for at in range(3)]) == ["fast"] * 3


def test_exhaustive_tests_are_slow() -> None:
    """An exhaustive test that is tried each time, since only slow ones are left out."""
    item = Item("test_file.py::test_a", "exhaustive")
    assert tiers(item) == ["exhaustive"]
    assert "slow" in item.marks
