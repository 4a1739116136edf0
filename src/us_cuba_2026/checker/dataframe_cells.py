"""What people have in memory as a table, whatever library holds it, as the text that a CSV file would hold."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from us_cuba_2026.checker.rule import ROW
from us_cuba_2026.checker.typed_cells import missing_word, number_text, text_of
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import Field, Table

FIRST_ROW = 2  # as in a file, where the header is row 1

if TYPE_CHECKING:
    import pandas as pd

_KINDS = "a DataFrame of pandas or polars, a LazyFrame, an Arrow table or a list of dicts"
_MOST_BITS = 14_000  # of a whole number: Python writes no longer ones
_MOST_SECONDS = 9 * 10**12  # from 1970 on: beyond all calendars
_MOST_PLACES = 400  # before the decimal point, up to which a number is written without an exponent

Columns = Sequence[tuple[str, Any]]
"""The columns of a table: the name of each, and its cells in the form of the library that holds them."""


def columns_of(data: Any, table: Table) -> Columns:  # noqa: ANN401
    """The columns of a table that somebody has in memory.

    Args:
        data: The table.
        table: What it is to be. An index of pandas with the name of one of its columns counts as that column.

    Returns:
        The columns, in their order.

    Raises:
        UnusableError: If it is no table, or two columns have one name.

    Example:
        >>> from us_cuba_2026.model.package import Package
        >>> columns_of([{"name": "Cuba"}, {"kind": "country"}], Package.read().table("places"))
        [('name', ['Cuba', None]), ('kind', [None, 'country'])]
    """
    columns = _columns(data, table)
    for name, count in Counter(name for name, _ in columns).items():
        if count > 1:
            raise UnusableError(f"{table.name}: two columns of the frame have the same name, {name[:60]!r}")
    return columns


def _columns(data: Any, table: Table) -> Columns:  # noqa: ANN401
    import pandas as pd
    import pyarrow as pa

    if isinstance(data, pl.LazyFrame):
        try:
            data = data.collect()
        except (pl.exceptions.PolarsError, OSError) as error:
            raise UnusableError(f"{table.name}: the LazyFrame cannot be collected: {first_line(error)}") from None
    if isinstance(data, pl.DataFrame):
        return [(one.name, one) for one in data]
    if isinstance(data, pd.DataFrame):
        return _of_pandas(data, table)
    if isinstance(data, pa.RecordBatchReader):
        data = data.read_all()
    if isinstance(data, pa.Table | pa.RecordBatch):
        return [(name, data.column(at)) for at, name in enumerate(data.schema.names)]
    if isinstance(data, list | tuple) and all(isinstance(row, Mapping) for row in data):
        names = dict.fromkeys(name for row in data for name in row)
        return [(_name(name), [row.get(name) for row in data]) for name in names]
    what = f"a value of type {type(data).__name__}"
    if isinstance(data, list | tuple):
        what = f"a {type(data).__name__} of other things than dicts"
    raise UnusableError(f"{table.name}: {what} is no table: give {_KINDS}")


def _of_pandas(data: "pd.DataFrame", table: Table) -> Columns:
    """The columns of a DataFrame, an index that is one of them included, which stands where it ought to."""
    columns = [(_name(name), data.iloc[:, at]) for at, name in enumerate(data.columns)]
    present = {name for name, _ in columns}
    levels = {name: at for at, name in enumerate(data.index.names) if isinstance(name, str) and name not in present}
    for at, name in enumerate(table.names):
        if name in levels:
            columns.insert(at, (name, data.index.get_level_values(levels[name]).to_series()))
    return columns


def as_cells(columns: Columns, table: Table) -> pl.DataFrame:
    """The described columns of a table as text, with row numbers in ``_row``.

    Args:
        columns: Its columns (:func:`columns_of`).
        table: What it is to be.

    Raises:
        UnusableError: If a cell is of a kind that no cell of a table can be; the message names the column.

    Example:
        >>> from us_cuba_2026.model.package import Package
        >>> as_cells([("latitude", [1.5, None])], Package.read().table("places")).rows()
        [(2, '1.5'), (3, '')]
    """
    fields = {field.name: field for field in table.fields}
    cells = [text_of_column(column, fields[name], table) for name, column in columns if name in fields]
    missing = missing_word(table)
    return (
        pl.DataFrame([cell.fill_null(missing) for cell in cells])
        .with_columns(pl.int_range(FIRST_ROW, FIRST_ROW + pl.len(), dtype=pl.Int64).alias(ROW))
        .select(ROW, pl.exclude(ROW))
    )


def text_of_column(column: Any, field: Field, table: Table) -> pl.Series:  # noqa: ANN401
    """A column as text, null where a cell is missing.

    Args:
        column: The column, in the form of the library that holds it.
        field: What it is to be.
        table: The table of the field.

    Raises:
        UnusableError: If a cell is of a kind that no cell of a table can be.
    """
    where = f"{table.name}: column {field.name}"
    try:
        cells = _as_series(column, field, table).alias(field.name)
        text = text_of(pl.col(field.name), cells.dtype, field, table.missing_values)
        return cells.to_frame().select(text.alias(field.name)).to_series()
    except MemoryError:
        raise
    except UnicodeError:
        what = "holds half a character (a lone surrogate), which UTF-8 cannot hold: remove it"
        raise UnusableError(f"{where} {what}") from None
    except Exception as error:  # of whatever library holds it
        raise UnusableError(f"{where} cannot be read: {first_line(error)}") from None


def _as_series(column: Any, field: Field, table: Table) -> pl.Series:  # noqa: ANN401
    """A column in polars: of the type that it has, or as text where it holds Python's own objects."""
    import pandas as pd
    import pyarrow as pa

    if isinstance(column, pl.Series):
        return _from_objects(column.to_list(), field, table) if column.dtype == pl.Object else column
    if isinstance(column, pd.Series):
        return _from_pandas(column, field, table)
    if isinstance(column, pa.Array | pa.ChunkedArray):
        if pa.types.is_timestamp(column.type) and column.type.tz:  # whose name polars may not know
            column = column.cast(pa.timestamp(column.type.unit, "UTC"))
        if not _is_known(column.type):
            raise TypeError(f"it is of type {column.type}, which no cell can hold: make it text")
        return pl.Series(pl.from_arrow(column))
    return _from_objects(column, field, table)


def _is_known(dtype: Any) -> bool:  # noqa: ANN401  (pyarrow.DataType)
    """Whether a type of Arrow is one of those that cells have."""
    import pyarrow as pa

    if pa.types.is_dictionary(dtype):
        return _is_known(dtype.value_type)
    tests = ("boolean", "integer", "floating", "string", "large_string", "string_view", "date", "timestamp", "null")
    return pa.types.is_decimal128(dtype) or any(getattr(pa.types, f"is_{test}")(dtype) for test in tests)


def _from_pandas(column: "pd.Series[Any]", field: Field, table: Table) -> pl.Series:
    import pandas as pd
    import pyarrow as pa

    dtype = column.dtype
    if isinstance(dtype, pd.ArrowDtype):
        return _as_series(pa.array(column), field, table)
    if isinstance(dtype, pd.CategoricalDtype):
        words = _as_series(dtype.categories.to_series(), field, table)
        at = pl.Series(column.cat.codes.to_numpy(), dtype=pl.Int64)
        return words.gather(pl.select(pl.when(at >= 0).then(at)).to_series())
    if isinstance(dtype, pd.DatetimeTZDtype):
        return _times(column.dt.tz_convert("UTC").dt.tz_localize(None)).dt.replace_time_zone("UTC")
    if isinstance(dtype, np.dtype) and dtype.kind == "M":
        return _times(column)
    if isinstance(dtype, np.dtype) and dtype.kind in "biuf" and dtype.itemsize <= 8:
        return pl.Series(column.to_numpy(), nan_to_null=True)
    if isinstance(dtype, pd.StringDtype) or hasattr(dtype, "numpy_dtype"):  # those of pandas that know missing values
        return pl.Series(pl.from_pandas(column.reset_index(drop=True)))
    return _from_objects(column.astype(object).tolist(), field, table)


def _times(column: "pd.Series[Any]") -> pl.Series:
    """Times without a zone; those too far off for polars as far off as they can be."""
    times = column.to_numpy()
    if np.datetime_data(times.dtype)[0] == "s":
        seconds = np.clip(times.view("int64"), -_MOST_SECONDS, _MOST_SECONDS)
        times = np.where(np.isnat(times), np.datetime64("NaT", "ms"), (seconds * 1000).view("datetime64[ms]"))
    return pl.Series(times)


def _from_objects(values: Sequence[Any], field: Field, table: Table) -> pl.Series:
    """Python's own objects as text: those of each kind as a column of their own, then all put together.

    Raises:
        TypeError: If one is of a kind that no cell can be.
    """
    import pandas as pd

    kinds: dict[str, list[Any]] = {}
    for at, value in enumerate(values):
        if value is None or value is pd.NA or value is pd.NaT:
            continue
        try:
            kind, plain = _kind(value, field)
        except (ArithmeticError, TypeError):  # such as a time that is no time of UTC
            what = f"a value of type {type(value).__name__}"
            raise TypeError(f"it holds {what} (row {at + FIRST_ROW}), which no cell can hold") from None
        if kind:
            kinds.setdefault(kind, [None] * len(values))[at] = plain
    texts = [pl.Series([None] * len(values), dtype=pl.String)]
    for kind, plains in kinds.items():
        column, cell = pl.Series(field.name, plains, _TYPES[kind]), pl.col(field.name)
        if kind == "digits":
            text = number_text(cell, field, table.missing_values)
        else:
            text = text_of(cell, column.dtype, field, table.missing_values)
        texts.append(column.to_frame().select(text).to_series())
    return pl.select(pl.coalesce(texts)).to_series()


_TYPES: Mapping[str, Any] = {
    "text": pl.String,
    "digits": pl.String,
    "truth": pl.Boolean,
    "float": pl.Float64,
    "day": pl.Date,
    "time": pl.Datetime("us"),
    "moment": pl.Datetime("us", "UTC"),
}


def _kind(value: Any, field: Field) -> tuple[str, Any]:  # noqa: ANN401
    """The kind of one of Python's objects, and the object as polars takes it; no kind where it is missing.

    Raises:
        TypeError, ArithmeticError: If no cell can hold it.
    """
    if isinstance(value, np.generic):
        value = float(value) if isinstance(value, np.floating) else value.item()
    match value:
        case None:  # what numpy has for a time that is none
            return "", None
        case str():
            return "text", str.__str__(value)
        case bool():
            return "truth", value
        case int():
            if value.bit_length() > _MOST_BITS:
                raise OverflowError
            return "digits", str(int(value))
        case float():
            return ("", None) if isnan(value) else ("float", value)
        case Decimal():
            return _decimal(value, field)
        case datetime():
            if hasattr(value, "to_pydatetime"):  # of pandas, which knows shorter times
                value = value.to_pydatetime(warn=False)
            return ("time", value) if value.tzinfo is None else ("moment", value.astimezone(UTC))
        case date():
            return "day", value
        case _:
            raise TypeError


def _decimal(value: Decimal, field: Field) -> tuple[str, Any]:
    """The same for a decimal number."""
    if value.is_nan():
        return "", None
    if value.is_infinite():
        return "text", "INF" if value > 0 else "-INF"
    if abs(value.adjusted()) > _MOST_PLACES:
        return "digits", str(value)
    is_whole = field.type != "number" and value == value.to_integral_value()
    return "digits", str(int(value)) if is_whole else format(value, "f")


def _name(name: object) -> str:
    """The name of a column, fit to be printed."""
    return str(name).encode(errors="backslashreplace").decode()


def first_line(error: BaseException) -> str:
    """The first line of what an error says."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
