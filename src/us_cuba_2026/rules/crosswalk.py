"""What is demanded of the crosswalk: identifiers that are written as their scheme writes them, and two sources."""

from collections.abc import Iterator, Mapping

import polars as pl

from us_cuba_2026.checker.rule import RowRule, filled

PATTERNS: Mapping[str, str] = {
    "geonames": "^[1-9][0-9]*$",
    "iso_3166": "^[A-Z]{3}$",
    "plover": "^(?:[A-Z]+|[a-z]+)$",
    "wikidata": "^Q[1-9][0-9]*$",
}
"""How the identifiers of each scheme are written."""


def rules() -> Iterator[RowRule]:
    """The rules of the crosswalk."""
    scheme, identifier = pl.col("scheme"), pl.col("identifier")
    is_written = ~scheme.is_in([*PATTERNS])
    for name, pattern in PATTERNS.items():
        is_written = is_written | ((scheme == name) & identifier.str.contains(pattern))
    has_none = pl.col("match") == "none"
    yield RowRule(
        "crosswalk-identifier",
        "must be written as its scheme writes identifiers, and empty where the match is none, there alone",
        "identifier",
        pl.when(filled("identifier")).then(is_written & ~has_none).otherwise(has_none),
        ("crosswalk",),
    )
    yield RowRule(
        "crosswalk-sources",
        "must name two sources, divided by a semicolon and a space",
        "checked_in",
        pl.col("checked_in").str.contains("^[^;]*[^; ]; [^; ]"),
        ("crosswalk",),
    )
