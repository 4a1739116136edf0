"""Tables and flat views as polars DataFrames, with the types that match those of pandas."""

import sys
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from us_cuba_2026.datapackage import Field, PackageError, Table
from us_cuba_2026.frames.views import View
from us_cuba_2026.frames.wrong import wrong_cell


def load(table: Table) -> pl.DataFrame:
    """A table with its declared types.

    Raises:
        PackageError: If the file cannot be read, or a cell is not of its type.
    """
    where = table.plain_file
    try:
        texts = pl.read_csv(where, infer_schema=False).fill_null("")
    except (OSError, pl.exceptions.PolarsError) as error:
        raise PackageError(f"{where}: {str(error).strip().splitlines()[0]}") from None
    if texts.columns != list(table.names):
        raise PackageError(f"{where}: the header must be {','.join(table.names)}")
    texts = texts.with_columns(
        pl.when(~pl.col(name).is_in(list(table.missing_values))).then(pl.col(name)).alias(name) for name in table.names
    )
    typed = texts.select(_convert(pl.col(field.name), field).alias(field.name) for field in table.fields)
    for field in table.fields:
        wrong = typed[field.name].is_null() & texts[field.name].is_not_null()
        if wrong.any():
            row = wrong.arg_true()[0]
            raise wrong_cell(table, field, row, texts[field.name][row])
    return typed


def flat(view: View) -> pl.DataFrame:
    """A flat view with its declared types.

    Raises:
        PackageError: If a file cannot be read, or a cell is not of its type.
    """
    columns = view.columns(sys.modules[__name__])
    lists = [field.name for field in view.table.fields if field.type == "list"]
    return pl.DataFrame(columns).with_columns(pl.col(lists).fill_null([]))


def look_up(ids: pl.Series, keys: pl.Series, cells: pl.Series) -> pl.Series:
    """The cells of the rows that ids point to; missing where an id does not point to any."""
    parent = pl.DataFrame([keys.alias("key"), cells.alias("cell")])
    return pl.DataFrame([ids.alias("key")]).join(parent, on="key", how="left", maintain_order="left")["cell"]


def _convert(text: pl.Expr, field: Field) -> pl.Expr:
    """A column of text as its declared type; null where a cell is not of it."""
    if field.enum and field.type == "string":
        return text.cast(pl.Enum(field.enum), strict=False)
    match field.type:
        case "integer" | "year":
            return text.cast(pl.Int64, strict=False)
        case "number":
            return text.cast(pl.Float64, strict=False)
        case "boolean":
            right = field.described.get("trueValues", ["true", "True", "TRUE", "1"])
            wrong = field.described.get("falseValues", ["false", "False", "FALSE", "0"])
            return pl.when(text.is_in(right)).then(True).when(text.is_in(wrong)).then(False)
        case "date":
            return text.str.to_date("%Y-%m-%d", strict=False)
        case "datetime":
            is_local = ~text.str.contains(r"(?:Z|[+-][0-9]{2}:[0-9]{2})$")
            offset = pl.when(is_local).then(text + "+00:00").otherwise(text.str.replace("Z$", "+00:00"))
            return offset.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%:z", time_zone="UTC", strict=False)
        case _:
            return text


def _with_paragraphs(passages: pl.DataFrame, table: Callable[[str], pl.DataFrame]) -> pl.DataFrame:
    """Passages with the number of each paragraph in its source."""
    is_paragraph = pl.col("kind") == "paragraph"
    number = is_paragraph.cast(pl.Int64).cum_sum().over("source_id", order_by="position")
    return passages.with_columns(paragraph=pl.when(is_paragraph).then(number))


def _with_participants(events: pl.DataFrame, table: Callable[[str], pl.DataFrame]) -> pl.DataFrame:
    """Events with the ids, names and roles of the actors that take part in them."""
    actors = table("actors").select("actor_id", participant_names="name")
    parts = table("participants").join(actors, on="actor_id", how="left", maintain_order="left")
    lists = parts.group_by("event_id").agg(
        pl.col("actor_id").alias("participant_ids"),
        pl.col("participant_names"),
        pl.col("role").cast(pl.String).alias("participant_roles"),
    )
    return events.join(lists, on="event_id", how="left", maintain_order="left")


COMPUTE: Mapping[str, Callable[..., Any]] = {"passages": _with_paragraphs, "events": _with_participants}
