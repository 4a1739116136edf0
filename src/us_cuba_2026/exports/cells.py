"""Cells in the form that a format without their type can hold."""

from typing import TYPE_CHECKING

from us_cuba_2026.exports.content import Part
from us_cuba_2026.files.errors import PackageError

if TYPE_CHECKING:
    import polars as pl


def with_iso_days(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Days as ISO 8601 text, such as ``2026-01-21``."""
    from polars import selectors

    return frame.with_columns(selectors.date().dt.strftime("%Y-%m-%d"))


def with_large_numbers(frame: "pl.DataFrame", kind: "pl.DataType | type[pl.DataType]") -> "pl.DataFrame":
    """Columns with a whole number beyond 64 bits as another type that can hold it, such as text."""
    import polars as pl
    from polars import selectors

    return frame.with_columns(selectors.by_dtype(pl.Int128).cast(kind))


def with_json_lists(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Lists as JSON arrays."""
    import polars as pl

    start, end = '{"":', "}"
    return frame.with_columns(
        pl.struct(pl.col(name).alias("")).struct.json_encode().str.strip_prefix(start).str.strip_suffix(end).alias(name)
        for name, kind in frame.schema.items()
        if isinstance(kind, pl.List)
    )


def refuse_not_finite(part: Part, what: str, *, may_be_infinite: bool = False) -> None:
    """Refuse numbers that are none, or infinite, in a format that has no sign for them.

    Raises:
        PackageError: If there is one.
    """
    from polars import selectors

    for column in part.frame.select(selectors.float()):
        wrong = column.is_nan() if may_be_infinite else ~column.is_finite()
        if wrong.any():
            row = wrong.fill_null(False).arg_true()[0] + 2
            where = f"{part.name}:{row}:{column.name}"
            raise PackageError(f"{where}: {what} cannot hold {column[row - 2]}; export it to other formats")
