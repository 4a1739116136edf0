"""A package checked by Pointblank, over polars frames of text."""

import pointblank as pb
from constraints import Table, report, tables
from text_checks import range_checks, read, reference_checks, type_check


def findings(table: Table) -> int:
    """The number of failures in one table."""
    plan = pb.Validate(data=read(table))
    for field in table.fields:
        if field.is_required:
            plan = plan.col_vals_not_null(field.name)
        if field.words:
            plan = plan.col_vals_in_set(field.name, [*field.words, *([] if field.is_required else [None])])
        if field.pattern:
            plan = plan.col_vals_regex(field.name, field.pattern, na_pass=True)
        right = type_check(field)
        for check in [*([] if right is None else [right]), *range_checks(field)]:
            plan = plan.col_vals_expr(check.fill_null(value=True))
        if field.is_unique:
            plan = plan.rows_distinct([field.name])
    for key in table.keys:
        plan = plan.rows_distinct(list(key))
    for _, check in reference_checks(table):
        plan = plan.col_vals_expr(check.fill_null(value=True))
    failed: dict[int, int | None] = plan.interrogate(collect_tbl_checked=False).n_failed()
    return sum(number or 0 for number in failed.values())  # a table without rows has no number


report(sum(map(findings, tables())))
