"""How a source without a name is called, where the words for it are too many."""

import pytest

from us_cuba_2026.curation.proposing.sources import MOST_NAME, attribution, source_cells


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Two officials familiar with the talks in the town", "Two officials familiar with the talks"),
        ("people briefed on the plan for the dam of Oster", "people briefed on the plan"),
        ("a man close to the head of the water board", "a man close to the head"),
        ("a study published this month in the Journal of Ships", "a study"),
        ("an aide to the head of the water board", "an aide"),
        ("an aide to the head of it", "an aide to the head of it"),
    ],
)
def test_long_words_for_a_source(words: str, expected: str) -> None:
    """A source without what it knows, which is what it is known by."""
    assert attribution(words, MOST_NAME) == expected


@pytest.mark.parametrize(
    ("words", "kind", "naming"),
    [
        ("Ivo Lindqvist", "person", "named"),
        ("Ann B. Lee", "person", "named"),
        ("Lake Hospital", "organisation", "collective"),
        ("The governor's office", "organisation", "unnamed"),
        ("the energy ministry", "organisation", "named"),
        ("Their government", "government", "named"),
        ("Norland's supreme court", "organisation", "named"),
        ("the council", "organisation", "unnamed"),
        ("Norland's coast guard", "organisation", "named"),
        ("the city's health office", "organisation", "unnamed"),
        ("a council", "organisation", "unnamed"),
        ("the agency", "organisation", "unnamed"),
        ("the same ministry", "organisation", "unnamed"),
        ("the ticket office", "organisation", "unnamed"),
        ("the guild of innkeepers", "group", "collective"),
        ("Three nurses", "group", "unnamed"),
    ],
)
def test_kinds_of_sources(words: str, kind: str, naming: str) -> None:
    """A person with first name and surname who is a group, or an office that is a person."""
    cells, _ = source_cells(words)
    assert (cells["kind"], cells["naming"]) == (kind, naming)
