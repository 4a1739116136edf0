"""What is said of an id that no row has: it must lead to the row that was meant."""

import pytest

from packages import ROOT
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.missing_row import hint
from us_cuba_2026.model.package import Package

BOATS = [
    {"boat_id": one, "name": name, "berth": berth}
    for one, name, berth in [("b-2", "Ada", "N1"), ("b-10", "Bo", ""), ("b-11", "Cy", "N1"), ("b-30", "Bo", "N1")]
]
CREWS = [{"crew": "Night watch", "boat_id": "b-2"}, {"crew": "c-7", "boat_id": "b-10"}]
HARBOUR = {"boats": ("boat_id", BOATS), "crews": ("crew", CREWS), "empty": ("id", [])}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("B-2", "did you mean b-2?"),
        ("b002", "did you mean b-2?"),
        ("night-watch", "did you mean Night watch?"),
        ("N1", "it is the berth of b-2, b-11 and b-30"),
        ("Bo", "it is the name of b-10 and b-30"),
        ("b-1", "the ids of boats go from b-2 to b-30"),
        ("b-31", "the ids of boats go from b-2 to b-30"),
        ("b-12", "did you mean b-11 or b-10?"),
        ("b-300", "the ids of boats go from b-2 to b-30"),
        ("boats", "the ids of boats go from b-2 to b-30"),
        ("Nightwatch crew", "did you mean Night watch?"),
        ("empty", "an id looks like b-2"),
        ("", "an id looks like b-2"),
        ("\u2603", "an id looks like b-2"),
    ],
)
def test_hint(asked: str, says: str) -> None:
    """Ids that only look alike, where the number, the table or another column tells what was meant."""
    assert hint(asked, HARBOUR) == says


def test_many_rows_have_the_value() -> None:
    """A hint as long as the table."""
    rows = [{"id": f"r-{at}", "kind": "x"} for at in range(9)]
    assert hint("x", {"rows": ("id", rows)}) == "it is the kind of r-0, r-1, r-2 and 6 more"


def test_no_rows() -> None:
    """A package without a row, of which no id can be shown."""
    assert hint("x", {}) == hint("x", {"empty": ("id", [])}) == "there are no rows"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("utt-005", "it is the utterance_id of quo-005 and quo-006"),
        ("Trump", "it is the name of act-011"),
        ("ev-011", r"did you mean evt-011\?"),
        ("quo-999", "the ids of quotes go from quo-001 to quo-0"),
    ],
)
def test_dataset(asked: str, says: str) -> None:
    """A hint at tables or columns that the reader cannot mean."""
    with pytest.raises(UnusableError, match=f"^no record '{asked}': {says}"):
        Package.read(ROOT).find(asked)
