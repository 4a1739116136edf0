"""Cells as text, as the package's own files write them: what a CSV file holds of a table or flat view."""

from typing import TYPE_CHECKING

from us_cuba_2026.dataframes.computed_columns import LIST_DELIMITER

if TYPE_CHECKING:
    import polars as pl


def with_iso_times(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Times as ISO 8601 text in UTC, such as ``2026-01-22T02:00:00Z``."""
    import polars as pl
    from polars import selectors

    return frame.with_columns(selectors.datetime().dt.strftime("%Y-%m-%dT%H:%M:%S%.fZ").cast(pl.String))


def with_joined_lists(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Lists as text, their items divided by ``;``; missing where there are none.

    An item that holds that character is put in quotation marks, and those within it are doubled, as in CSV.
    """
    import polars as pl
    from polars import selectors

    lists = frame.select(selectors.list()).columns
    item = pl.element()
    quoted = pl.format('"{}"', item.str.replace_all('"', '""', literal=True))
    is_plain = ~item.str.contains(f'{LIST_DELIMITER}|^"')
    filled = (pl.when(pl.col(name).list.len() > 0).then(pl.col(name)).alias(name) for name in lists)
    texts = pl.col(lists).list.eval(pl.when(is_plain).then(item).otherwise(quoted)).list.join(LIST_DELIMITER)
    return frame.with_columns(filled).with_columns(texts)


def as_canonical(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Cells as the package's own files write them: whole numbers without a decimal point."""
    import polars as pl
    from polars import selectors

    numbers = selectors.float().cast(pl.String).str.strip_suffix(".0")
    return with_iso_times(with_joined_lists(frame)).with_columns(numbers)
