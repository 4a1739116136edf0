"""A package checked by patito, over polars frames of text."""

from typing import Any

import patito as pt
import polars as pl
from constraints import Table, report, tables
from text_checks import range_checks, read, reference_checks, type_check


def findings(table: Table) -> int:
    """The number of failures in one table: of columns and constraints, for patito counts no rows."""
    references = list(reference_checks(table))
    annotations: dict[str, Any] = {}
    fields: dict[str, Any] = {}
    for field in table.fields:
        right = type_check(field)
        checks = [*([] if right is None else [right]), *range_checks(field)]
        checks += [check for name, check in references if name == field.name]
        checks += [pl.struct(key).is_unique() for key in table.keys if key[0] == field.name]
        if field.words:
            checks.append(pl.col(field.name).is_in(field.words))
        annotations[field.name] = str if field.is_required else str | None
        fields[field.name] = pt.Field(
            pattern=field.pattern,
            unique=field.is_unique,
            constraints=[check.fill_null(value=True) for check in checks] or None,
        )
    model = type(table.name, (pt.Model,), {"__module__": __name__, "__annotations__": annotations, **fields})
    try:
        model.validate(read(table))  # type: ignore[attr-defined]
    except pt.exceptions.DataFrameValidationError as error:
        return len(error.errors())
    return 0


report(sum(map(findings, tables())))
