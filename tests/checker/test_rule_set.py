"""Rules that a user hands in are judged like the dataset's own."""

from pathlib import Path

import polars as pl

from packages import write_package
from us_cuba_2026.checker import validate
from us_cuba_2026.checker.rule import RowRule

LENGTH = {"fields": [{"name": "boat", "type": "string"}, {"name": "length", "type": "number"}]}


def test_own_row_rule(tmp_path: Path) -> None:
    """A rule of the user's own that is not judged, or is judged on tables that lack its column."""
    package = write_package(
        tmp_path,
        {"boats": (LENGTH, "boat,length\na,12\nb,0\nc,7\n"), "crews": ({"fields": [{"name": "boat"}]}, "boat\na\n")},
    )
    positive = RowRule("length", "must be more than 0", "length", pl.col("length").cast(pl.Float64, strict=False) > 0)
    found = validate(package, rules=[positive]).findings
    assert [(one.table, one.rule, one.row, one.field, one.value) for one in found] == [
        ("boats", "length", 3, "length", "0")
    ]
    assert validate(package).is_valid


def test_own_rule_for_one_table(tmp_path: Path) -> None:
    """A rule that is judged on tables it is not for."""
    tables = dict.fromkeys(("boats", "wrecks"), (LENGTH, "boat,length\nb,0\n"))
    positive = RowRule("length", "must be more than 0", "length", pl.col("length") != "0", ("boats",))
    found = validate(write_package(tmp_path, tables), rules=[positive]).findings
    assert [(one.table, one.row) for one in found] == [("boats", 2)]
