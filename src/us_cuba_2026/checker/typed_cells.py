"""Typed columns as the text that a CSV file would hold, so that they are judged by the very same rules."""

from collections.abc import Callable, Sequence

import polars as pl

from us_cuba_2026.model.package import Field, Table

_A_DAY = {"ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}
_MOST_DAYS = 90_000_000  # from 1970 on, or before


def as_text(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """A frame with each described column as text.

    Nulls become the missing value that a file would hold: an empty cell, if that is one. ISO 8601 dates and times
    (those with a time zone in UTC), ``INF`` and ``NaN`` are written as Table Schema writes them, years with four
    digits, and truth values in the words that their column has for them, whether they are held as such or as 1 and 0.
    Floats and decimals that are whole are written without decimals unless their column is one of numbers, and times at
    midnight in a column of dates as dates, since that is how pandas holds them.

    Args:
        frame: Columns of any type that a cell can hold.
        table: The table they are to be judged as.

    Returns:
        The described columns, as text without nulls.

    Raises:
        TypeError: If a column is of a type that no cell can hold, such as a list.

    Example:
        >>> from us_cuba_2026.model.package import Package
        >>> places = Package.read().table("places")
        >>> as_text(pl.DataFrame({"place_id": ["plc-001"], "latitude": [None], "longitude": [-1.5]}), places).row(0)
        ('plc-001', '', '-1.5')
    """
    fields = {field.name: field for field in table.fields}
    missing = missing_word(table)
    return frame.select(
        text_of(pl.col(name), dtype, fields[name], table.missing_values).fill_null(missing).alias(name)
        for name, dtype in frame.schema.items()
        if name in fields
    )


def missing_word(table: Table) -> str:
    """What a file holds where a cell is missing: nothing, if it may."""
    return "" if "" in table.missing_values else next(iter(table.missing_values), "")


def _date(cell: pl.Expr, dtype: pl.DataType, a_day: int, unit: str, write: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
    """Dates as they are written, and those beyond all calendars, over which polars crashes, as a text that is none."""
    number = cell.to_physical()
    most = min(_MOST_DAYS * a_day, 2**63 - 1)
    is_known = number.is_between(-most, most)
    known = pl.when(is_known).then(number).otherwise(0).cast(dtype)  # since null would hide it from us alone
    return pl.when(is_known).then(write(known)).when(~is_known).then(pl.format(f"1970-01-01 and {{}} {unit}", number))


def text_of(cell: pl.Expr, dtype: pl.DataType, field: Field, missing: Sequence[str]) -> pl.Expr:
    """A column of some type as text; null where it is.

    Args:
        cell: The column.
        dtype: Its type.
        field: What it is to be.
        missing: The words for missing values.

    Raises:
        TypeError: If no cell can hold that type.
    """
    kind = field.type
    if dtype in (pl.String, pl.Categorical, pl.Enum, pl.Null):
        return cell.cast(pl.String)
    if dtype.is_float():
        text = cell.cast(pl.String).replace({"inf": "INF", "-inf": "-INF"})
        whole = pl.when(cell == cell.round(0)).then(cell).cast(pl.Int128, strict=False).cast(pl.String)
        return number_text(text if kind == "number" else pl.coalesce(whole, text), field, missing)
    if dtype.is_integer() or dtype.is_decimal():
        text = cell.cast(pl.String)
        may_be_whole = dtype.is_decimal() and kind != "number"
        return number_text(text.str.replace(r"\.0+$", "") if may_be_whole else text, field, missing)
    if isinstance(dtype, pl.Datetime):
        return _date(cell, dtype, _A_DAY[dtype.time_unit], dtype.time_unit, lambda known: _moment(known, dtype, kind))
    if dtype == pl.Date:
        return _date(cell, dtype, 1, "days", lambda known: known.dt.to_string("%Y-%m-%d"))
    if dtype == pl.Boolean:
        true, false = _truth_words(field, missing) if kind == "boolean" else ("true", "false")
        return pl.when(cell).then(pl.lit(true)).when(~cell).then(pl.lit(false))
    raise TypeError(f"a column is of type {dtype}, which no cell can hold: make it text (column {field.name})")


def number_text(text: pl.Expr, field: Field, missing: Sequence[str]) -> pl.Expr:
    """A number as its column writes it: years with four digits, 1 and 0 in the words for truth.

    Args:
        text: The number in digits.
        field: The column.
        missing: The words for missing values.
    """
    if field.type == "year":
        width = pl.when(text.str.starts_with("-")).then(5).otherwise(4)
        return pl.when(text.str.contains("^-?[0-9]+$")).then(text.str.zfill(width)).otherwise(text)
    if field.type == "boolean":
        given = {*field.true_values, *field.false_values}
        words = zip(("1", "0"), _truth_words(field, missing), strict=True)
        return text.replace({number: word for number, word in words if number not in given})
    return text


def _truth_words(field: Field, missing: Sequence[str]) -> tuple[str, str]:
    """The first word for true and for false that is none for missing values."""
    right, wrong = (
        next((word for word in words if word not in missing), default)
        for words, default in ((field.true_values, "true"), (field.false_values, "false"))
    )
    return right, wrong


def _moment(cell: pl.Expr, dtype: pl.Datetime, kind: str) -> pl.Expr:
    zone = "" if dtype.time_zone is None else "Z"
    moment = cell if dtype.time_zone is None else cell.dt.convert_time_zone("UTC")
    text = moment.dt.to_string(f"%Y-%m-%dT%H:%M:%S%.f{zone}")
    if kind == "date":
        return pl.when(cell.dt.time() == pl.time(0)).then(cell.dt.to_string("%Y-%m-%d")).otherwise(text)
    return text
