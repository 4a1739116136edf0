"""What is demanded of actors: an office has a status, an unnamed actor has none, a named one a proper name."""

from collections.abc import Iterator

import polars as pl

from us_cuba_2026.checker.rule import RowRule, filled
from us_cuba_2026.language.scripts import ALPHABETS, CAPITAL_OR_OTHER


def rules() -> Iterator[RowRule]:
    """The rules of actors."""
    is_named = pl.col("naming") == "named"
    yield RowRule(
        "actor-office",
        "office and office_status must be both filled or both empty",
        "office_status",
        filled("office") == filled("office_status"),
        ("actors",),
    )
    yield RowRule(
        "actor-identified",
        "an actor is identified by name if it is named, and only then",
        "identified_by",
        is_named == (pl.col("identified_by") == "name"),
        ("actors",),
    )
    yield RowRule(
        "actor-unnamed-office",
        "only a named actor can hold an office: an unnamed one is never narrowed",
        "office",
        is_named | ~filled("office"),
        ("actors",),
    )
    yield RowRule(
        "actor-proper-name",
        "a named actor has a proper name, with a capital letter where the script has any",
        "name",
        ~is_named | ~pl.col("name").str.contains(ALPHABETS) | pl.col("name").str.contains(CAPITAL_OR_OTHER),
        ("actors",),
    )
