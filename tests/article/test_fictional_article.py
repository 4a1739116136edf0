"""The fictional article and its package, from which the tests make what is altered and forged."""

from pathlib import Path

import pytest

from editions import RECORDS, fictional
from fictional_package import COPY
from packages import read_rows
from us_cuba_2026.article.verify import verify
from us_cuba_2026.checker import validate


@pytest.mark.slow
def test_package(fictional_package: Path) -> None:
    """A package that is altered and forged in the tests, and was neither valid nor proved before."""
    assert validate(fictional_package).findings == []
    assert verify(COPY, fictional_package).is_proved


def test_places(fictional_package: Path) -> None:
    """A place of the article that names a passage, record or cell that is not there, or words that stand elsewhere."""
    edition = fictional(fictional_package)
    rows = {row[key]: row for table, key in RECORDS.items() for row in read_rows(fictional_package, table)}
    assert set(edition.home) == set(rows)
    for name, place in edition.places.items():
        assert edition.text.count(place.before + place.words + place.after) == 1, name
        assert place.passage in {row["passage_id"] for row in edition.passages}, name
        assert place.gone <= set(rows), name
        for record, column in place.cells:
            assert rows[record]["passage_id"] == place.passage, name
            assert rows[record][column], name
