"""What makes the filter cheap changes nothing of what it stops."""

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packages import write_package
from us_cuba_2026.checker import validate
from us_cuba_2026.checker.local import references
from us_cuba_2026.checker.prefilter import SMALL, Prefilter
from us_cuba_2026.checker.row_checker import RowChecker
from us_cuba_2026.checker.row_rules import Rules
from us_cuba_2026.checker.rule import RowRule
from us_cuba_2026.checker.table_schema import PREVIOUS, known
from us_cuba_2026.model.package import Package
from us_cuba_2026.rules.dataset import dataset_rules

PACKAGE = Package.read()
RULES = Rules(PACKAGE.tables, dataset_rules(PACKAGE.tables))
TABLES = [table.name for table in PACKAGE.tables]
DATES = [
    "1961", "1961-04", "1961-04-17", "1961-04-31", "2026-01-21", "2026-01-22", "2030-02-30", "196X", "202X", "1961~",
    "1961-04-17?", "1961/1962", "1961-04-17/1961-04-19", "1961-04-19/1961-04-17", "[1961-04-17..1961-04-19]",
    "[2026-01-20..2027-01-01]", "2026/2027", "1961-04-17/", "[1961..1962]", "1/9999", "0[2030-01-01", "20261-01-01",
    "2025", "2025-12~", "2025-1", "197X",
]  # fmt: skip
WORDS = ["day", "interval", "window", "month", "year", "decade", "stated", "occurred", "alleged", "unnamed", "named"]
CELLS = [
    "", "plain", "Two words", "two  spaces", " lead", "=1+1", "-3", "+4", "caf\u00e9", "cafe\u0301", "\u201cso\u201d",
    "soft\u00adhyphen", "no\u00a0break", "line\nbreak", "\u0301", "a\u0341", "\ufb01", "\u2011", "\u2028", "quo-001",
    "quo-01", "quo-001 ", "act-0007", "evt-010\n", "NA", "0", "12", "99999999999999999999", "true", "false", "x " * 70,
    "x" * 130, "direct", "indirect", *WORDS, *DATES,
]  # fmt: skip


@cache
def judge(name: str) -> RowChecker:
    """The rules of a table, where all that can be looked up is."""
    return RULES.row_checker(PACKAGE.table(name), set(columns(name)), None)


def columns(name: str) -> Sequence[str]:
    """The columns that a batch of a table can have."""
    table = PACKAGE.table(name)
    looked_up = references.looked_up(PACKAGE, RULES.own, PACKAGE.tables)
    names = [*table.names, PREVIOUS]
    for key in table.foreign_keys:
        names += [known(key), *(f"{key.fields[0]}.{column}" for column in looked_up[key.table])]
    return list(dict.fromkeys(names))


def rows(name: str, seed: int, height: int) -> pl.DataFrame:
    """Rows of cells that are right, wrong and odd, with dates that agree more often than chance has it."""
    chance = random.Random(seed)  # noqa: S311
    frame: dict[str, list[object]] = {}
    for column in columns(name):
        pool = DATES if "date" in column or column.endswith("published_at") else CELLS
        pool = [*chance.sample(pool, k=min(len(pool), chance.choice([2, 8, 60]))), *chance.choices(CELLS, k=2)]
        frame[column] = chance.choices(pool, k=height)
        if column.startswith("_known"):
            frame[column] = chance.choices([True, True, None, False], k=height)
    if "date_edtf" in frame:
        for at in range(0, height, 2):
            start, end = chance.choices(DATES, k=2)
            edtf, word = chance.choice([
                (start, "day"), (f"{start}/{end}", "interval"), (f"[{start}..{end}]", "window"), (end, "day"),
            ])  # fmt: skip
            frame["date_edtf"][at], frame["date_precision"][at] = edtf, word
            frame["date_start"][at], frame["date_end"][at] = start, chance.choice([start, end])
    return pl.DataFrame(frame, schema_overrides={name: pl.String for name in frame if not name.startswith("_known")})


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=6)
@given(seed=st.integers(0, 2**32))
def test_unless_spares_only_right_rows(name: str, seed: int) -> None:
    """A cheap condition that spares a row which its rule would have found."""
    batch = rows(name, seed, 300)
    wrong = batch.select(
        (rule.unless & ~rule.right).fill_null(False).any().alias(name)
        for name, rule in judge(name).rules.items()
        if rule.unless is not None
    )
    assert [name for name in wrong.columns if wrong[name].item()] == []


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=2)
@given(seed=st.integers(0, 2**32))
def test_same_suspects(name: str, seed: int) -> None:
    """A plan for many rows by which rows get lost, or are held back for nothing."""
    every = list(judge(name).rules.values())
    prefilter = Prefilter(every)
    for turn in range(3):  # what is remembered of one batch must not tell on the next
        batch = rows(name, seed + turn, SMALL + 200).with_row_index()
        right = pl.all_horizontal(pl.lit(True), *(rule.right.fill_null(True) for rule in every))
        assert prefilter.suspects(batch)["index"].to_list() == batch.filter(~right)["index"].to_list()


@pytest.mark.parametrize("different", [20, 2 * SMALL])
def test_what_is_not_spared_is_judged(different: int) -> None:
    """Rows that the cheap condition leaves over, judged by the wrong cells or not at all, many different or few."""
    rule = RowRule(
        "even", "must be even", "a", pl.col("a").cast(pl.Int64) % 2 == 0, unless=pl.col("a").str.ends_with("0")
    )
    batch = pl.DataFrame({"a": [str(at % different) for at in range(2 * SMALL)]}).with_row_index()
    odd = batch.filter(batch["index"] % 2 == 1)
    assert Prefilter([rule]).suspects(batch).equals(odd)


def test_unless_with_a_column_that_is_not_there() -> None:
    """A crash where the cheap condition reads a column that the file lacks, though the rule does not."""
    rule = RowRule("short", "must be short", "a", pl.col("a").str.len_bytes() < 3, unless=pl.col("b") == "")
    batch = pl.DataFrame({"a": ["x", "xxx"] * SMALL})
    assert Prefilter([rule]).suspects(batch).height == SMALL


def test_few_cells_beside_a_rule_that_mixes_them() -> None:
    """Columns judged row by row for the sake of the one rule that reads them together with another."""
    asked: list[int] = []

    def is_short(cells: pl.Series) -> pl.Series:
        asked.append(len(cells))
        return cells.str.len_bytes() < 5

    rules = [
        RowRule("a", "must be short", "a", pl.col("a").map_batches(is_short)),
        RowRule("b", "must be short", "b", pl.col("b").map_batches(is_short)),
        RowRule("differ", "must differ", "a", pl.col("a") != pl.col("b")),
    ]
    height = range(2 * SMALL)
    cells = {
        "a": ["x", "x7", *(f"{at % 200}" for at in height)],
        "b": ["xxxxx", "x7", *(f"x{at % 199}" for at in height)],
    }
    suspects = Prefilter(rules).suspects(pl.DataFrame(cells).with_row_index())
    assert suspects["index"].to_list() == [0, 1]
    assert max(asked) <= 202


@pytest.mark.mostly_slow
@pytest.mark.parametrize("bad", ["p-1", "p-\u0301", "p-001 "])
@pytest.mark.parametrize("is_known", [True, False])
def test_what_points_at_right_keys_is_spared(tmp_path: Path, bad: str, is_known: bool) -> None:
    """An id that is wrong in both tables, or points nowhere, and is told in one of them only."""
    pattern = {"constraints": {"pattern": "^p-[0-9]{3,}$"}}
    parent: dict[str, Any] = {"fields": [{"name": "p_id", "type": "string", **pattern}], "primaryKey": ["p_id"]}
    key = {"fields": ["p_id"], "reference": {"resource": "parents", "fields": ["p_id"]}}
    child: dict[str, Any] = {"fields": [{"name": "n", "type": "string"}, {"name": "p_id", "type": "string", **pattern}]}
    ids = [f"p-{at:05d}" for at in range(2 * SMALL)]
    parents = "\n".join(["p_id", *ids, *([bad] if is_known else [])])
    children = "\n".join(["n,p_id", *(f"x,{one}" for one in ids), f"x,{bad}", "x,"])
    tables = {"parents": (parent, parents + "\n"), "children": (child | {"foreignKeys": [key]}, children + "\n")}
    report = validate(write_package(tmp_path, tables))
    told = {(one.table, one.row) for one in report.findings if one.rule == "pattern"}
    place = 2 * SMALL + 2
    assert told == ({("parents", place), ("children", place)} if is_known else {("children", place)})
    assert {one.row for one in report.findings if one.table == "children"} == {place}
