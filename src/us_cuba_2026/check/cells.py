"""Typed columns as the text that a CSV file would hold, so that they are judged by the very same rules."""

from collections.abc import Callable

import polars as pl

from us_cuba_2026.datapackage import Field, Table

_A_DAY = {"ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}
_MOST_DAYS = 90_000_000  # from 1970 on, or before


def as_text(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """A frame with each described column as text.

    Nulls become the missing value that a file would hold: an empty cell, if that is one. ``true`` and ``false``, ISO
    8601 dates and times (those with a time zone in UTC), ``INF`` and ``NaN`` are written as Table Schema writes them,
    and booleans in the words that their column has for them. Floats in a column described as whole numbers are written
    as such where they are whole, and times at midnight in a column of dates as dates, since that is how pandas holds
    them.

    Args:
        frame: Columns of any type that a cell can hold.
        table: The table they are to be judged as.

    Returns:
        The described columns, as text without nulls.

    Raises:
        TypeError: If a column is of a type that no cell can hold, such as a list.

    Example:
        >>> from us_cuba_2026.datapackage import Package
        >>> places = Package.read().table("places")
        >>> as_text(pl.DataFrame({"place_id": ["plc-001"], "latitude": [None], "longitude": [-1.5]}), places).row(0)
        ('plc-001', '', '-1.5')
    """
    fields = {field.name: field for field in table.fields}
    missing = "" if "" in table.missing_values else next(iter(table.missing_values), "")
    return frame.select(
        _text(pl.col(name), dtype, fields[name]).fill_null(missing).alias(name)
        for name, dtype in frame.schema.items()
        if name in fields
    )


def _date(cell: pl.Expr, dtype: pl.DataType, a_day: int, unit: str, write: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
    """Dates as they are written, and those beyond all calendars, over which polars crashes, as a text that is none."""
    number = cell.to_physical()
    most = min(_MOST_DAYS * a_day, 2**63 - 1)
    is_known = number.is_between(-most, most)
    known = pl.when(is_known).then(number).otherwise(0).cast(dtype)  # since null would hide it from us alone
    return pl.when(is_known).then(write(known)).when(~is_known).then(pl.format(f"1970-01-01 and {{}} {unit}", number))


def _text(cell: pl.Expr, dtype: pl.DataType, field: Field) -> pl.Expr:
    kind = field.type
    if dtype == pl.String:
        return cell
    if dtype.is_float():
        text = cell.cast(pl.String).replace({"inf": "INF", "-inf": "-INF"})
        whole = pl.when(cell == cell.round(0)).then(cell).cast(pl.Int64, strict=False).cast(pl.String)
        return pl.coalesce(whole, text) if kind in ("integer", "year") else text
    if isinstance(dtype, pl.Datetime):
        return _date(cell, dtype, _A_DAY[dtype.time_unit], dtype.time_unit, lambda known: _moment(known, dtype, kind))
    if dtype == pl.Date:
        return _date(cell, dtype, 1, "days", lambda known: known.dt.to_string("%Y-%m-%d"))
    if dtype == pl.Boolean and kind == "boolean":
        true, false = (next(iter(field.described.get(f"{word}Values", ())), word) for word in ("true", "false"))
        return pl.when(cell).then(pl.lit(true)).when(~cell).then(pl.lit(false))
    if dtype.is_integer() or dtype.is_decimal() or dtype in (pl.Boolean, pl.Categorical, pl.Enum, pl.Null):
        return cell.cast(pl.String)
    raise TypeError(f"a column is of type {dtype}, which no cell can hold: make it text")


def _moment(cell: pl.Expr, dtype: pl.Datetime, kind: str) -> pl.Expr:
    zone = "" if dtype.time_zone is None else "Z"
    moment = cell if dtype.time_zone is None else cell.dt.convert_time_zone("UTC")
    text = moment.dt.to_string(f"%Y-%m-%dT%H:%M:%S%.f{zone}")
    if kind == "date":
        return pl.when(cell.dt.time() == pl.time(0)).then(cell.dt.to_string("%Y-%m-%d")).otherwise(text)
    return text
