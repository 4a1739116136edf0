"""Tables and flat views as polars DataFrames, with the types that match those of pandas."""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from us_cuba_2026.checker.moments import moment
from us_cuba_2026.dataframes.cell_errors import wrong_cell
from us_cuba_2026.dataframes.row_width import check_rows
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.lexical import INFINITE, PATTERNS
from us_cuba_2026.model.package import Field, Table

if TYPE_CHECKING:
    from us_cuba_2026.dataframes.flat_views import View


def load(table: Table) -> pl.DataFrame:
    """A table with its declared types.

    Raises:
        PackageError: If the file cannot be read, or a cell is not of its type.
    """
    where = table.plain_file
    check_rows(table)
    try:
        texts = pl.read_csv(where, infer_schema=False).fill_null("")
    except (OSError, pl.exceptions.PolarsError) as error:
        raise PackageError(f"{where}: {str(error).strip().splitlines()[0]}") from None
    if texts.columns != list(table.names):
        raise PackageError(f"{where}: the header must be {','.join(table.names)}")
    missing = _list(table.missing_values)
    texts = texts.select(pl.when(~pl.col(name).is_in(missing)).then(pl.col(name)).alias(name) for name in table.names)
    return pl.DataFrame([_typed(texts[field.name], field, table) for field in table.fields])


def flat(view: "View", load: Callable[[Table], pl.DataFrame] = load) -> pl.DataFrame:
    """A flat view with its declared types.

    Args:
        view: The view.
        load: Makes the frame of a table, for a caller who has it already.

    Raises:
        PackageError: If a file cannot be read, or a cell is not of its type.
    """
    columns = view.columns(sys.modules[__name__], load)
    lists = [field.name for field in view.table.fields if field.type == "list"]
    return pl.DataFrame(columns).with_columns(pl.col(lists).fill_null([]))


def cells(column: pl.Series) -> Sequence[Any]:
    """The cells of a column as Python's own values; nothing for a missing one."""
    return column.to_list()


def column(values: Sequence[Any], field: Field) -> pl.Series:
    """A column of Python's own values with its declared type; of a list, of lists of text."""
    kinds: dict[str, pl.DataType] = {"list": pl.List(pl.String), "integer": pl.Int64(), "boolean": pl.Boolean()}
    return pl.Series(values, dtype=kinds.get(field.type, pl.String()))


def look_up(ids: pl.Series, keys: pl.Series, cells: pl.Series) -> pl.Series:
    """The cells of the rows that ids point to; missing where an id does not point to any."""
    if keys.dtype.is_integer():  # of which some may be beyond 64 bits
        keys = keys.cast(ids.dtype, strict=False)
    parent = pl.DataFrame([keys.alias("key"), cells.alias("cell")])
    return pl.DataFrame([ids.alias("key")]).join(parent, on="key", how="left", maintain_order="left")["cell"]


def _typed(texts: pl.Series, field: Field, table: Table) -> pl.Series:
    """A column of text as its declared type."""
    cell = pl.col(field.name)
    typed = texts.to_frame().select(_convert(cell, field).alias(field.name)).to_series()
    if field.type == "integer" and typed.null_count() > texts.null_count():  # perhaps since one is beyond 64 bits
        typed = texts.to_frame().select(_formed(cell, field).cast(pl.Int128, strict=False)).to_series()
    wrong = typed.is_null() & texts.is_not_null()
    if wrong.any():
        row = wrong.arg_true()[0]
        raise wrong_cell(table, field, row, texts[row])
    return typed


def _convert(text: pl.Expr, field: Field) -> pl.Expr:
    """A column of text as its declared type; null where a cell is not of it."""
    if field.enum and field.type == "string":
        return text.cast(pl.Enum(field.enum), strict=False)
    formed = _formed(text, field)
    match field.type:
        case "integer" | "year":
            return formed.cast(pl.Int64, strict=False)
        case "number":
            number = formed.cast(pl.Float64, strict=False)
            return pl.when(text.is_in(_list(INFINITE)) | number.is_infinite().not_()).then(number)
        case "boolean":
            right, wrong = field.true_values, field.false_values
            return pl.when(text.is_in(_list(right))).then(True).when(text.is_in(_list(wrong))).then(False)
        case "date":
            return formed.str.to_date("%Y-%m-%d", strict=False)
        case "datetime":
            return moment(formed)
        case _:
            return formed


def _formed(text: pl.Expr, field: Field) -> pl.Expr:
    """A cell, if it has the form of its type; else null."""
    if field.type not in PATTERNS:
        return text
    return pl.when(text.str.contains(f"^(?:{PATTERNS[field.type]})$")).then(text)


def _list(words: Sequence[str]) -> pl.Series:
    """Words, for ``is_in``; there may be none."""
    return pl.Series(words, dtype=pl.String).implode()
