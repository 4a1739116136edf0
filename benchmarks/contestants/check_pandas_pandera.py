"""A package checked as one would by hand: read by pandas, judged by a Pandera schema for each table."""

import pandas as pd
import pandera.pandas as pa
from constraints import DATETIME, INTEGER, NUMBER, Field, Table, report, tables


def checks(field: Field) -> list[pa.Check]:
    """The checks of one column, over cells as text."""
    found = [pa.Check.isin(field.words)] if field.words else []
    if field.pattern:
        found.append(pa.Check.str_matches(field.pattern))
    match field.type:
        case "integer" | "number":
            found.append(pa.Check.str_matches(INTEGER if field.type == "integer" else NUMBER))
        case "date":
            found.append(
                pa.Check(lambda cells: pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce").notna(), name="date")
            )
        case "datetime":
            found.append(pa.Check.str_matches(DATETIME))
    low, high = field.minimum, field.maximum
    if low is not None:
        found.append(pa.Check(lambda cells: pd.to_numeric(cells, errors="coerce") >= low, name="minimum"))
    if high is not None:
        found.append(pa.Check(lambda cells: pd.to_numeric(cells, errors="coerce") <= high, name="maximum"))
    return found


def findings(table: Table) -> int:
    """The number of failures in one table."""
    frame = pd.read_csv(table.path, dtype=str, keep_default_na=False, na_values=[""], on_bad_lines="skip")
    columns = {field.name: checks(field) for field in table.fields}
    for reference in table.references:
        targets = pd.read_csv(reference.path, usecols=[reference.target], dtype=str, on_bad_lines="skip")
        keys = set(targets[reference.target])
        columns[reference.field].append(pa.Check(lambda cells, keys=keys: cells.isin(keys), name="foreign key"))
    schema = pa.DataFrameSchema(
        {
            field.name: pa.Column(nullable=not field.is_required, unique=field.is_unique, checks=columns[field.name])
            for field in table.fields
        },
        checks=[
            pa.Check(lambda rows, key=key: ~rows.duplicated(list(key)), name=f"unique {key}") for key in table.keys
        ],
    )
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return len(errors.failure_cases)
    return 0


report(sum(map(findings, tables())))
