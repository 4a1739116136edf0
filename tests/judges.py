"""The findings of both judges on a package, ours and those of frictionless, in words that can be compared."""

import gc
import json
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from us_cuba_2026.checker import validate

THEIRS = {
    "type-error": "type",
    "unique-error": "unique",
    "extra-cell": "row-width",
    "missing-cell": "row-width",
    "hash-count": "hash",
    "byte-count": "bytes",
    "encoding-error": "encoding",
    **dict.fromkeys(("source-error", "scheme-error", "format-error", "compression-error"), "file"),
    **dict.fromkeys(("blank-header", "unmatched-header", "extra-label", "missing-label"), "columns"),
    **dict.fromkeys(("blank-label", "duplicate-label", "incorrect-label"), "columns"),
}
SHAPE = {"row-width", "blank-row"}
ON_ROWS = SHAPE | {"primary-key", "foreign-key", "unique-key"}
ON_TABLES = {"file", "encoding", "hash", "bytes"}


BEYOND_THE_STANDARD = {
    "cycle", "row-order", "line-ends", "byte-order-mark", "formula", "missing-word", "tidy-spaces", "nfc",
    "control-characters",
}  # fmt: skip
"""Rules of ours that Table Schema has not."""


def ours(folder: Path) -> set[str]:
    """What we find by the standard, as ``table:row:field:rule``, and ``@file`` where a table is several."""
    return {
        f"{one.table}:{one.row or '-'}:{one.field or '-'}:{one.rule}{f'@{one.file}' if one.file else ''}"
        for one in validate(folder).findings
        if one.rule not in BEYOND_THE_STANDARD
    }


@contextmanager
def archives_closed() -> Iterator[None]:
    """Close at the end what frictionless leaves open, before other tests are told of it."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def comparable(found: set[str]) -> set[str]:
    """Findings without the column of those on whole rows, and without what follows from another.

    Beside the wrong shape of a row nothing else counts; a key that is not of its type is compared by us alone.
    """
    parts = [one.split(":") for one in found]
    of_type = {(table, row, field) for table, row, field, rule in parts if rule == "type"}
    misshapen = {(table, row) for table, row, _, rule in parts if rule in SHAPE}
    return {
        f"{table}:{row}:{'-' if rule in ON_ROWS else field}:{rule}"
        for table, row, field, rule in parts
        if (rule in SHAPE or (table, row) not in misshapen)
        and not (rule == "primary-key" and (table, row, field) in of_type)
    }


def theirs(folder: Path) -> set[str] | str:
    """What frictionless finds, each defect once; or what becomes of a descriptor that it refuses or fails on.

    It goes on to judge the cells of a row of the wrong shape, and says beside each key that occurs again that the
    column is not unique.
    """
    from frictionless import FrictionlessException, Package

    try:
        report = Package(str(folder / "datapackage.json")).validate()
    except FrictionlessException:
        return "the descriptor is refused"
    except Exception:
        return "it fails"
    if report.errors:
        return "the descriptor is refused"
    keys = {
        one["name"]: columns(one["schema"].get("primaryKey", ()))
        for one in json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        if isinstance(one.get("schema"), dict)
    }
    found = {(task.name, *place(error)) for task in report.tasks for error in task.errors}
    found = {
        (table, row, field if field != "-" or rule != "required" else keys[table][0], rule)
        for table, row, field, rule in found
    }
    if any(rule.endswith("-error") for *_, rule in found):
        return "the descriptor is refused"

    def is_said_already(table: str, row: str, field: str, rule: str) -> bool:
        beside = {other_rule for other, other_row, _, other_rule in found if (other, other_row) == (table, row)}
        in_key = {one[3] for one in found if one[:2] == (table, row) and one[2] in keys.get(table, ())}
        is_typed = (table, row, field, "type") in found
        return (
            (rule == "required" and is_typed)
            or (rule not in SHAPE and bool(beside & SHAPE))
            or (rule == "unique" and "primary-key" in beside)
            or (rule == "primary-key" and bool(in_key & {"type", "required"}))  # the cell counts as missing there
        )

    return {":".join(one) for one in found if not is_said_already(*one)}


def columns(key: str | list[str]) -> list[str]:
    """The columns of a key, of which one may stand alone."""
    return [key] if isinstance(key, str) else key


def place(error: Any) -> tuple[str, str, str]:
    """Row, column and rule of an error of frictionless."""
    rule = THEIRS.get(error.type, error.type)
    if error.type == "constraint-error":
        named = re.search(r'constraint "(\w+)"', error.note)
        rule = named[1] if named else rule
    numbers = getattr(error, "row_numbers", None) or [getattr(error, "row_number", "-")]
    field = getattr(error, "field_name", "") or getattr(error, "label", "") or "-"
    if rule == "primary-key" and 'are all "None"' in error.note:
        rule = "required"  # as the standard has it of keys
    row = "-" if rule in ON_TABLES else str(min(numbers))
    return row, "-" if rule in ON_ROWS | ON_TABLES else field, rule
