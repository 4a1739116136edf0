"""A package checked by Great Expectations, over pandas frames of text."""

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd
from constraints import DATETIME, INTEGER, NUMBER, Field, Table, report, tables

TYPES = {"integer": INTEGER, "number": NUMBER, "datetime": DATETIME}


def expectations(field: Field) -> list[gxe.Expectation]:
    """What is expected of one column."""
    found = [gxe.ExpectColumnValuesToNotBeNull(column=field.name)] if field.is_required else []
    if field.is_unique:
        found.append(gxe.ExpectColumnValuesToBeUnique(column=field.name))
    if field.words:
        found.append(gxe.ExpectColumnValuesToBeInSet(column=field.name, value_set=list(field.words)))
    found += [
        gxe.ExpectColumnValuesToMatchRegex(column=field.name, regex=regex)
        for regex in (field.pattern, TYPES.get(field.type))
        if regex
    ]
    if field.type == "date":
        found.append(gxe.ExpectColumnValuesToMatchStrftimeFormat(column=field.name, strftime_format="%Y-%m-%d"))
    return found


def findings(context: gx.data_context.AbstractDataContext, table: Table) -> int:
    """The number of failures in one table."""
    frame = pd.read_csv(table.path, dtype=str, keep_default_na=False, na_values=[""], on_bad_lines="skip")
    expected = [one for field in table.fields for one in expectations(field)]
    for field in table.fields:
        if field.minimum is not None or field.maximum is not None:
            frame[f"{field.name} as a number"] = pd.to_numeric(frame[field.name], errors="coerce")
            expected.append(
                gxe.ExpectColumnValuesToBeBetween(
                    column=f"{field.name} as a number", min_value=field.minimum, max_value=field.maximum
                )
            )
    for key in table.keys:
        if len(key) == 1:
            expected.append(gxe.ExpectColumnValuesToBeUnique(column=key[0]))
        else:
            expected.append(gxe.ExpectCompoundColumnsToBeUnique(column_list=list(key)))
    for reference in table.references:
        targets = pd.read_csv(reference.path, usecols=[reference.target], dtype=str, on_bad_lines="skip")
        keys = targets[reference.target].tolist()
        expected.append(gxe.ExpectColumnValuesToBeInSet(column=reference.field, value_set=keys))
    batch = (
        context.data_sources.add_pandas(table.name)
        .add_dataframe_asset(table.name)
        .add_batch_definition_whole_dataframe(table.name)
        .get_batch({"dataframe": frame})
    )
    suite = gx.ExpectationSuite(name=table.name, expectations=expected)
    results = batch.validate(suite, result_format="BASIC").results
    return sum(int(result.result.get("unexpected_count", not result.success)) for result in results)


gx_context = gx.get_context(mode="ephemeral")
gx_context.variables.progress_bars = {"globally": False}
report(sum(findings(gx_context, table) for table in tables()))
