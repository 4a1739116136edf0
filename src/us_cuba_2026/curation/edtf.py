"""What follows from a date: its first and last day, and how precise it is."""

import polars as pl

from us_cuba_2026.rules.dates import bounds, precision


def date_cells(edtf: str) -> dict[str, str]:
    """The cells that follow from ``date_edtf``; none where it is empty, or not of the subset.

    Args:
        edtf: A date such as ``1961``, ``196X`` or ``[2026-01-11..2026-01-18]``.

    Example:
        >>> date_cells("2024-02")
        {'date_start': '2024-02-01', 'date_end': '2024-02-29', 'date_precision': 'month'}
    """
    column = pl.lit(edtf)
    first, last = bounds(column)
    found = pl.select(first.alias("date_start"), last.alias("date_end"), precision(column).alias("date_precision"))
    cells: dict[str, str | None] = found.row(0, named=True)
    days = [_is_day(cells["date_start"]), _is_day(cells["date_end"])]
    return {name: cell for name, cell in cells.items() if cell} if all(days) else {}


def _is_day(text: str | None) -> bool:
    return text is not None and pl.select(pl.lit(text).str.to_date("%Y-%m-%d", strict=False)).item() is not None
