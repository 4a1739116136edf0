"""Tables and flat views as pandas DataFrames."""

import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from us_cuba_2026.dataframes.cell_errors import wrong_cell
from us_cuba_2026.dataframes.flat_views import View
from us_cuba_2026.dataframes.row_width import check_rows
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.lexical import INFINITE, PATTERNS
from us_cuba_2026.model.package import Field, Table


def load(table: Table) -> pd.DataFrame:
    """A table with its declared types.

    Raises:
        PackageError: If the file cannot be read, or a cell is not of its type.
    """
    where = table.plain_file
    check_rows(table)
    try:
        texts = pd.read_csv(where, dtype="string", encoding="utf-8", keep_default_na=False, na_values=[])
    except (OSError, ValueError) as error:
        raise PackageError(f"{where}: {str(error).strip().splitlines()[-1]}") from None
    if list(texts.columns) != list(table.names):
        raise PackageError(f"{where}: the header must be {','.join(table.names)}")
    missing = list(table.missing_values)  # which pandas itself would find in other numbers, too
    return pd.DataFrame(
        {one.name: _typed(texts[one.name].mask(texts[one.name].isin(missing)), one, table) for one in table.fields}
    )


def flat(view: View, load: Callable[[Table], pd.DataFrame] = load) -> pd.DataFrame:
    """A flat view with its declared types.

    Args:
        view: The view.
        load: Makes the frame of a table, for a caller who has it already.

    Raises:
        PackageError: If a file cannot be read, or a cell is not of its type.
    """
    columns = view.columns(sys.modules[__name__], load)
    for field in view.table.fields:
        if field.type == "list":
            columns[field.name] = columns[field.name].map(lambda items: items if isinstance(items, list) else [])
    return pd.DataFrame(columns)


def cells(column: "pd.Series[Any]") -> Sequence[Any]:
    """The cells of a column as Python's own values; nothing for a missing one."""
    values: list[Any] = column.astype(object).where(column.notna(), None).tolist()
    return values


def column(values: Sequence[Any], field: Field) -> "pd.Series[Any]":
    """A column of Python's own values with its declared type; of a list, of lists."""
    kinds = {"list": object, "integer": "Int64", "boolean": "boolean"}
    return pd.Series(values, dtype=kinds.get(field.type, "string"))


def look_up(ids: "pd.Series[Any]", keys: "pd.Series[Any]", cells: "pd.Series[Any]") -> "pd.Series[Any]":
    """The cells of the rows that ids point to; missing where an id does not point to any."""
    at = pd.Index(keys).get_indexer(ids)
    return cells.reset_index(drop=True).reindex(at).set_axis(ids.index)


def _typed(texts: "pd.Series", field: Field, table: Table) -> "pd.Series":
    """A column of text as its declared type."""
    try:
        return _convert(texts, field)
    except (ValueError, OverflowError):
        right, wrong = 0, len(texts)  # so many rows are right; among so many, one is wrong
        while wrong - right > 1:
            middle = (right + wrong) // 2
            try:
                _convert(texts.iloc[:middle], field)
                right = middle
            except (ValueError, OverflowError):
                wrong = middle
        raise wrong_cell(table, field, right, str(texts.iloc[right])) from None


def _convert(texts: "pd.Series", field: Field) -> "pd.Series":
    if field.enum and field.type == "string":
        if not texts.dropna().isin(field.enum).all():
            raise ValueError(f"not a word of {field.name}")
        return texts.astype(pd.CategoricalDtype(list(field.enum), ordered=field.is_ordered))
    if field.type in PATTERNS and not texts.dropna().str.fullmatch(PATTERNS[field.type]).all():
        raise ValueError(f"not of the form of {field.type}")
    match field.type:
        case "integer" | "year":
            return _whole_numbers(texts.str.removeprefix("+"))
        case "number":
            numbers = texts.astype("Float64")
            if (numbers.abs().eq(np.inf) & ~texts.isin(INFINITE)).any():
                raise OverflowError("beyond the largest number")
            return numbers
        case "boolean":
            right, wrong = field.true_values, field.false_values
            words = dict.fromkeys(right, True) | dict.fromkeys(wrong, False)
            if not set(texts.dropna().unique()) <= set(words):
                raise ValueError("not a truth value")
            return texts.map(words).astype("boolean")
        case "date":
            return _times(texts, "s")
        case "datetime":
            parts = texts.str.extract(f"^{PATTERNS['datetime']}$")
            local, sign, hours, minutes = (parts[group] for group in parts.columns)
            east = (sign + hours).astype("Float64").fillna(0) * 60 + (sign + minutes).astype("Float64").fillna(0)
            offset = pd.Series(east.to_numpy(float).astype("timedelta64[m]"), index=texts.index)
            times: pd.Series = _times(local, "us") - offset
            if ((times < _FIRST) | (times > _LAST)).any():
                raise OverflowError("not in the years 1 to 9999 of UTC")
            return times.dt.tz_localize("UTC")
        case _:
            return texts


_FIRST, _LAST = np.datetime64("0001-01-01T00:00:00", "us"), np.datetime64("9999-12-31T23:59:59.999999", "us")


def _whole_numbers(texts: "pd.Series") -> "pd.Series":
    """Whole numbers; Python's own in a column that holds one beyond 64 bits."""
    try:
        return texts.astype("Int64")
    except (ValueError, OverflowError):
        numbers = [None if pd.isna(text) else int(Decimal(text)) for text in texts]
        is_large = any(number is not None and not -(2**63) <= number < 2**63 for number in numbers)
        return pd.Series(numbers, texts.index, object if is_large else "Int64")


def _times(texts: "pd.Series", unit: str) -> "pd.Series":
    """Times by numpy, since pandas before 3 knows none outside the years 1678 to 2261."""
    times = texts.to_numpy(object, na_value="NaT").astype("str").astype(f"datetime64[{unit}]")
    return pd.Series(times, index=texts.index)
