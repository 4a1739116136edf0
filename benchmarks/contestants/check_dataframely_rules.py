"""A package checked by dataframely with our own expressions: every rule on single rows, none that looks elsewhere.

So that the two differ in how they run the checks and not in what is checked.
"""

from collections.abc import Iterator
from typing import Any

import dataframely as dy
import polars as pl
from constraints import Table, report, tables
from text_checks import reference_checks

from us_cuba_2026.checker import table_schema, text_quality
from us_cuba_2026.checker.rule import RowRule
from us_cuba_2026.model.package import Package
from us_cuba_2026.rules import dataset, figures


def row_rules(table: Table) -> Iterator[RowRule]:
    """Our rules that a table has the columns for."""
    described = Package.read().table(table.name)
    for field in described.fields:
        yield from table_schema.field_rules(described, field)
    own = [*text_quality.row_rules(described), *dataset.row_rules()]
    own += figures.rules(None) if table.name == "figures" else ()
    names = {field.name for field in table.fields}
    for rule in own:
        if (not rule.tables or table.name in rule.tables) and names.issuperset(rule.columns):
            yield rule


def findings(table: Table) -> int:
    """The number of failures in one table."""
    key = table.keys[0]
    attributes: dict[str, Any] = {field.name: dy.String(primary_key=field.name in key) for field in table.fields}
    for at, rule in enumerate(row_rules(table)):
        attributes[f"rule_{at}"] = dy.rule()(lambda _, rule=rule: rule.right)
    for key in table.keys[1:]:
        attributes["unique_" + "_".join(key)] = dy.rule()(lambda _, key=key: pl.struct(key).is_unique())
    for name, check in reference_checks(table):
        attributes[f"reference_{name}"] = dy.rule()(lambda _, name=name, check=check: (pl.col(name) == "") | check)
    schema = type(table.name, (dy.Schema,), {"__module__": __name__, **attributes})
    frame = pl.scan_csv(table.path, infer_schema=False, truncate_ragged_lines=True, empty_string_is_null=False)
    _, failure = schema.filter(frame)  # type: ignore[attr-defined]
    return sum(failure.counts().values())


pl.Config.set_engine_affinity("streaming")
report(sum(map(findings, tables())))
