"""Dates and times as text, for polars."""

import polars as pl


def moment(text: pl.Expr) -> pl.Expr:
    """A text as a date and time of the years 1 to 9999 in UTC, which is meant if it names no offset; else null.

    Example:
        >>> pl.select(moment(pl.lit("2026-01-21T10:00:00+02:00"))).item().isoformat()
        '2026-01-21T08:00:00+00:00'
    """
    is_local = ~text.str.contains(r"(?:Z|[+-][0-9]{2}:[0-9]{2})$")
    offset = pl.when(is_local).then(text + "+00:00").otherwise(text.str.replace("Z$", "+00:00"))
    utc = offset.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%:z", time_zone="UTC", strict=False)
    return pl.when(utc.dt.year().is_between(1, 9999)).then(utc)
