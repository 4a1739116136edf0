"""Identifiers are written as their scheme writes them, and stand wherever something fits."""

import polars as pl
import pytest

from us_cuba_2026.checker import frame


@pytest.mark.parametrize(
    ("scheme", "identifier", "match", "is_right"),
    [
        ("wikidata", "Q241", "exact", True),
        ("wikidata", "241", "exact", False),
        ("wikidata", "Q0241", "exact", False),
        ("geonames", "3562981", "close", True),
        ("geonames", "Q241", "close", False),
        ("iso_3166", "CUB", "exact", True),
        ("iso_3166", "CU", "exact", False),
        ("plover", "SANCTION", "broad", True),
        ("plover", "hypothetical", "close", True),
        ("plover", "Sanction", "broad", False),
        ("plover", "163", "broad", False),
        ("plover", "", "none", True),
        ("plover", "", "close", False),
        ("plover", "SANCTION", "none", False),
    ],
)
def test_identifiers(scheme: str, identifier: str, match: str, is_right: bool) -> None:
    """An identifier of another scheme that passes, a right one refused, or one where it is said that nothing fits."""
    row = {"record_id": "plc-001", "scheme": scheme, "identifier": identifier or None, "match": match}
    cells = pl.DataFrame(
        [row | {"checked_in": "one/one:a.csv; other/other:b.csv"}], schema_overrides={"identifier": pl.String}
    )
    found = [finding.rule for finding in frame("crosswalk", cells).findings]
    assert found == ([] if is_right else ["crosswalk-identifier"])
