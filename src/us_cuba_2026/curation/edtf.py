"""What follows from a date: its first and last day, and how precise it is."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

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
    return {**_cells(edtf)}


@lru_cache(2**12)
def _cells(edtf: str) -> Mapping[str, str]:
    column = pl.lit(edtf)
    first, last = bounds(column)
    found = pl.select(first.alias("date_start"), last.alias("date_end"), precision(column).alias("date_precision"))
    cells: dict[str, str | None] = found.row(0, named=True)
    days = [_is_day(cells["date_start"]), _is_day(cells["date_end"])]
    return {name: cell for name, cell in cells.items() if cell} if all(days) else {}


def _is_day(text: str | None) -> bool:
    return text is not None and pl.select(pl.lit(text).str.to_date("%Y-%m-%d", strict=False)).item() is not None


def until(edtf: str, day: str) -> str:
    """What is left of a date up to a day: of what has occurred by then, a period that is not over has no more.

    Args:
        edtf: A date.
        day: The day, ISO.

    Example:
        >>> [until(edtf, "2026-01-21") for edtf in ("2026", "2026-01/2026-03", "202X", "2025", "2026-02")]
        ['[2026-01-01..2026-01-21]', '2026-01/2026-01-21', '[2020-01-01..2026-01-21]', '2025', '2026-02']
        >>> until("2026-01", "2026-01-01")
        '2026-01-01'
    """
    days = date_cells(edtf)
    if not days or not days["date_start"] <= day < days["date_end"]:
        return edtf
    if days["date_start"] == day:
        return day
    return f"{edtf.partition('/')[0]}/{day}" if "/" in edtf else f"[{days['date_start']}..{day}]"


def stale_cells(row: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row that follow from another date than the one it has now, with what follows from this one.

    They are stale if they agree with each other, as they do where they were filled from a date, and two or more of them
    do not follow from ``date_edtf``: where one does not, either may be what a person has just corrected.

    Args:
        row: A row with the columns of a date.

    Example:
        >>> before = {"date_start": "2031-01-01", "date_end": "2031-12-31", "date_precision": "year"}
        >>> stale_cells(before | {"date_edtf": "2031-05-04"})
        {'date_start': '2031-05-04', 'date_end': '2031-05-04', 'date_precision': 'day'}
        >>> stale_cells(before | {"date_edtf": "2031", "date_end": "2031-06-30"})
        {}
    """
    new = date_cells(row["date_edtf"])
    own = {name: row.get(name, "") for name in new}
    changed = {name: cell for name, cell in new.items() if own[name] != cell}
    return changed if len(changed) > 1 and _are_of_a_date(own) else {}


def _are_of_a_date(cells: Mapping[str, str]) -> bool:
    """Whether first day, last day and precision are those of some date of the subset."""
    start, end, precision = cells["date_start"], cells["date_end"], cells["date_precision"]
    if not (_is_day(start) and _is_day(end)) or start > end:
        return False
    middle = date.fromordinal((date.fromisoformat(start).toordinal() + date.fromisoformat(end).toordinal()) // 2)
    point = middle.isoformat()[: {"day": 10, "month": 7, "year": 4, "decade": 3}.get(precision, 0)]
    dates = {"interval": [f"{start}/{end}"], "window": [f"[{start}..{end}]"], "decade": [f"{point}X", f"{point}X~"]}
    return any(date_cells(edtf) == cells for edtf in dates.get(precision, [point, f"{point}~"]))
