"""Tables and flat views as polars DataFrames, with the types that match those of pandas."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from us_cuba_2026.dataframes.cell_errors import wrong_cell
from us_cuba_2026.dataframes.flat_views import View
from us_cuba_2026.dataframes.row_width import check_rows
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.lexical import INFINITE, PATTERNS, truth_words
from us_cuba_2026.model.package import Field, Table


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
    if keys.dtype.is_integer():  # of which some may be beyond 64 bits
        keys = keys.cast(ids.dtype, strict=False)
    parent = pl.DataFrame([keys.alias("key"), cells.alias("cell")])
    return pl.DataFrame([ids.alias("key")]).join(parent, on="key", how="left", maintain_order="left")["cell"]


def moment(text: pl.Expr) -> pl.Expr:
    """A text as a date and time of the years 1 to 9999 in UTC, which is meant if it names no offset; else null."""
    is_local = ~text.str.contains(r"(?:Z|[+-][0-9]{2}:[0-9]{2})$")
    offset = pl.when(is_local).then(text + "+00:00").otherwise(text.str.replace("Z$", "+00:00"))
    utc = offset.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%:z", time_zone="UTC", strict=False)
    return pl.when(utc.dt.year().is_between(1, 9999)).then(utc)


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
            right, wrong = truth_words(field.described)
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
