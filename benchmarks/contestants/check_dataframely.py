"""A package checked by dataframely; with "typed" as second argument polars reads the types, and stops at a bad cell."""

import sys
from typing import Any

import dataframely as dy
import polars as pl
from constraints import DATETIME, Field, Table, report, tables
from text_checks import reference_checks, type_check

IS_TYPED = sys.argv[2:] == ["typed"]
TYPES = {"integer": pl.Int64, "number": pl.Float64, "date": pl.Date}


def column(table: Table, field: Field) -> Any:  # noqa: ANN401, PLR0911
    """A column with its constraints."""
    is_key = field.name in table.keys[0]
    described = {"nullable": not (field.is_required or is_key), "primary_key": is_key, "unique": field.is_unique}
    if field.words:
        return dy.Enum(field.words, **described)
    match field.type:
        case "integer":
            low, high = (None if limit is None else int(limit) for limit in (field.minimum, field.maximum))
            return dy.Int64(min=low, max=high, **described)
        case "number":
            return dy.Float64(min=field.minimum, max=field.maximum, **described)
        case "date" if IS_TYPED:
            return dy.Date(**described)
        case "date":  # polars casts no text to dates
            return dy.String(check=lambda _: type_check(field), **described)
        case "datetime":
            return dy.String(regex=DATETIME, **described)
    return dy.String(regex=field.pattern, **described)


def findings(table: Table) -> int:
    """The number of failures in one table."""
    attributes: dict[str, Any] = {field.name: column(table, field) for field in table.fields}
    for key in table.keys[1:]:
        attributes["unique_" + "_".join(key)] = dy.rule()(lambda _, key=key: pl.struct(key).is_unique())
    for name, check in reference_checks(table):
        attributes[f"reference_{name}"] = dy.rule()(lambda _, check=check: check)
    schema = type(table.name, (dy.Schema,), {"__module__": __name__, **attributes})
    if IS_TYPED:
        types = {f.name: pl.Enum(f.words) if f.words else TYPES.get(f.type, pl.String) for f in table.fields}
        frame = pl.scan_csv(table.path, schema=types)
    else:
        frame = pl.scan_csv(table.path, infer_schema=False, truncate_ragged_lines=True)
    _, failure = schema.filter(frame, cast=not IS_TYPED)  # type: ignore[attr-defined]
    return sum(failure.counts().values())


pl.Config.set_engine_affinity("streaming")
report(sum(map(findings, tables())))
