"""Cells in the form that a format without their type can hold."""

from typing import TYPE_CHECKING

from us_cuba_2026.datapackage import PackageError
from us_cuba_2026.frames.views import LIST_DELIMITER
from us_cuba_2026.publish.export.content import Part

if TYPE_CHECKING:
    import polars as pl


def with_iso_times(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Times as ISO 8601 text in UTC, such as ``2026-01-22T02:00:00Z``."""
    import polars as pl
    from polars import selectors

    return frame.with_columns(selectors.datetime().dt.strftime("%Y-%m-%dT%H:%M:%S%.fZ").cast(pl.String))


def with_iso_days(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Days as ISO 8601 text, such as ``2026-01-21``."""
    from polars import selectors

    return frame.with_columns(selectors.date().dt.strftime("%Y-%m-%d"))


def with_joined_lists(part: Part) -> "pl.DataFrame":
    """Lists as text, their items divided by ``;``; missing where there are none.

    Raises:
        PackageError: If an item holds that character.
    """
    import polars as pl
    from polars import selectors

    lists = part.frame.select(selectors.list())
    for column in lists:
        if column.explode().str.contains(LIST_DELIMITER, literal=True).any():
            where = f"{part.name}.{column.name}"
            raise PackageError(f"{where}: an item holds {LIST_DELIMITER!r}, which divides the items of a list in text")
    filled = (pl.when(pl.col(name).list.len() > 0).then(pl.col(name)).alias(name) for name in lists.columns)
    return part.frame.with_columns(filled).with_columns(pl.col(lists.columns).list.join(LIST_DELIMITER))


def with_json_lists(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Lists as JSON arrays."""
    import polars as pl

    start, end = '{"":', "}"
    return frame.with_columns(
        pl.struct(pl.col(name).alias("")).struct.json_encode().str.strip_prefix(start).str.strip_suffix(end).alias(name)
        for name, kind in frame.schema.items()
        if isinstance(kind, pl.List)
    )


def refuse_not_finite(part: Part, what: str) -> None:
    """Refuse numbers that are none, or infinite, in a format that has no sign for them.

    Raises:
        PackageError: If there is one.
    """
    from polars import selectors

    for column in part.frame.select(selectors.float()):
        if not column.is_finite().all():
            row = column.is_finite().fill_null(True).not_().arg_true()[0] + 2
            raise PackageError(f"{part.name}:{row}:{column.name}: {what} cannot hold {column[row - 2]}")
