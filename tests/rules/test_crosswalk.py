"""Identifiers are written as their scheme writes them, and stand wherever something fits."""

import polars as pl

from us_cuba_2026.checker import frame

IDENTIFIERS = (
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
)


def test_identifiers() -> None:
    """An identifier of another scheme that passes, a right one refused, or one where it is said that nothing fits."""
    rows = [
        {"record_id": f"plc-{at:03}", "scheme": scheme, "identifier": identifier or None, "match": match}
        for at, (scheme, identifier, match, _) in enumerate(IDENTIFIERS, 1)
    ]
    cells = pl.DataFrame(rows).with_columns(checked_in=pl.lit("one/one:a.csv; other/other:b.csv"))
    found = frame("crosswalk", cells).findings
    assert {finding.rule for finding in found} == {"crosswalk-identifier"}
    refused = {finding.row for finding in found}
    for at, case in enumerate(IDENTIFIERS, 2):
        assert (at not in refused) is case[-1], case
