"""What is demanded of claims on single rows: a claim in a quote is by its speaker, one without a quote by nobody."""

from collections.abc import Iterator

import polars as pl

from us_cuba_2026.checker.rule import RowRule, filled


def rules() -> Iterator[RowRule]:
    """The rules of claims."""
    yield RowRule(
        "claim-voice",
        "actor and quote must be both filled or, where the article speaks in its own voice, both empty",
        "quote_id",
        filled("actor_id") == filled("quote_id"),
        ("claims",),
    )
    yield RowRule(
        "claim-speaker",
        "a claim made in a quote must be that of its speaker",
        "actor_id",
        ~filled("actor_id") | (pl.col("actor_id") == pl.col("quote_id.speaker_id")),
        ("claims",),
    )
