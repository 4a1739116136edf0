"""The constraints as polars expressions over cells as text (an empty cell is null), for contestants that take such."""

from collections.abc import Iterator

import polars as pl
from constraints import DATETIME, INTEGER, NUMBER, Field, Table


def read(table: Table) -> pl.DataFrame:
    """A table as text; cells beyond the last column are dropped."""
    return pl.read_csv(table.path, infer_schema=False, truncate_ragged_lines=True)


def type_check(field: Field) -> pl.Expr | None:
    """True where a cell is of the field's type (null where it is empty); nothing where all text is."""
    cell = pl.col(field.name)
    match field.type:
        case "integer":
            return cell.str.contains(INTEGER)
        case "number":
            return cell.str.contains(NUMBER)
        case "date":
            return pl.when(cell.is_not_null()).then(cell.str.to_date("%Y-%m-%d", strict=False).is_not_null())
        case "datetime":
            return cell.str.contains(DATETIME)
    return None


def range_checks(field: Field) -> Iterator[pl.Expr]:
    """True where a number is within its limits (null where it is empty or no number)."""
    number = pl.col(field.name).cast(pl.Float64, strict=False)
    if field.minimum is not None:
        yield number >= field.minimum
    if field.maximum is not None:
        yield number <= field.maximum


def reference_checks(table: Table) -> Iterator[tuple[str, pl.Expr]]:
    """For each foreign key its column, and true where it points at a row that exists (null where it is empty)."""
    for reference in table.references:
        targets = pl.scan_csv(reference.path, infer_schema=False, truncate_ragged_lines=True)
        keys = targets.select(reference.target).collect().to_series()
        yield reference.field, pl.col(reference.field).is_in(keys.implode())
