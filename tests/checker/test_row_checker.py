"""Pandera judges what the filter holds back, and the two agree."""

from itertools import pairwise
from typing import Any
from unittest.mock import Mock

import polars as pl
import pytest

from us_cuba_2026.checker import row_checker as judging
from us_cuba_2026.checker.row_checker import RowChecker, SuspectBuffer
from us_cuba_2026.checker.rule import ROW, RowRule


def findings(judge: RowChecker, batch: pl.DataFrame) -> set[tuple[str, int, str]]:
    """RowRule, row and message of each finding."""
    return set(judge.findings(batch).select("rule", "row", "message").rows())


def test_filter_and_pandera_agree() -> None:
    """A row that the filter passes though a check fails, or the other way round."""
    batch = pl.DataFrame({"a": ["x", "y", "", "xx"], "b": ["x", "x", "x", ""], ROW: [2, 3, 4, 5]})
    rules = [
        RowRule("starts-with-x", "must start with x", "a", pl.col("a").str.starts_with("x")),
        RowRule("same", "must equal b", "a", pl.col("a") == pl.col("b"), expected=pl.col("b")),
        RowRule("same", "must not be longer than b", "a", pl.col("a").str.len_chars() <= pl.col("b").str.len_chars()),
    ]
    assert findings(RowChecker("t", rules), batch) == {
        ("starts-with-x", 3, "must start with x"),
        ("starts-with-x", 4, "must start with x"),
        ("same", 3, "must equal b (expected x)"),
        ("same", 4, "must equal b (expected x)"),
        ("same", 5, "must equal b (expected )"),
        ("same", 5, "must not be longer than b"),
    }


def test_null_is_not_judged() -> None:
    """A condition that cannot be told (null) and is taken for a defect."""
    rule = RowRule("small", "must be small", "a", pl.col("a").cast(pl.Int64, strict=False) < 5)
    batch = pl.DataFrame({"a": ["x", "3"], ROW: [2, 3]})
    judge = RowChecker("t", [rule])
    assert findings(judge, batch) == set()
    judge.schema.validate(batch, lazy=True)  # the schema by itself says the same


def test_null_beside_a_defect() -> None:
    """A condition that cannot be told, taken for a defect in a row that another rule holds back."""
    rules = [
        RowRule("small", "must be small", "a", pl.col("a").cast(pl.Int64, strict=False) < 5),
        RowRule("short", "must be short", "a", pl.col("a").str.len_chars() < 2),
    ]
    batch = pl.DataFrame({"a": ["xx", "7", "3"], ROW: [2, 3, 4]})
    found = findings(RowChecker("t", rules), batch)
    assert {(rule, row) for rule, row, _ in found} == {("short", 2), ("small", 3)}


def test_what_follows_from_a_refused_cell() -> None:
    """A bad cell that is told again by rules that read it with others, or a rule that is silent where it can judge."""
    rules = [
        RowRule("pair", "must be both filled", "b", (pl.col("a") == "") == (pl.col("b") == "")),
        RowRule("length", "must be short", "a", pl.col("a").str.len_chars() < 3),
        RowRule("word", "must be x", "a", (pl.col("a") == "") | (pl.col("a") == "x")),
        RowRule("elsewhere", "must not be y there", "a", (pl.col("a.there") != "y") | (pl.col("a") == "x")),
    ]
    cells = {"a": ["x", "y", "yyy", "x", "y"], "b": ["x", "", "", "", "x"], "a.there": ["x", "x", "x", "y", "y"]}
    batch = pl.DataFrame({**cells, ROW: range(2, 7)})

    def told(**how: Any) -> list[tuple[int, str]]:
        return sorted(RowChecker("t", rules, **how).findings(batch).select("row", "rule").rows())

    everything = [
        (3, "pair"), (3, "word"), (4, "length"), (4, "pair"), (4, "word"), (5, "pair"), (6, "elsewhere"), (6, "word"),
    ]  # fmt: skip
    assert told() == everything
    assert told(silent=["type"]) == everything
    follows = [(3, "pair"), (4, "pair")]
    assert told(silent=["word"]) == [one for one in everything if one not in follows]
    assert told(silent=["word"], once=True) == [(3, "word"), (4, "length"), (5, "pair"), (6, "word")]


@pytest.mark.parametrize("cells", [["x"], ["x", "y"]])
def test_filter_that_pandera_contradicts(cells: list[str]) -> None:
    """A row held back in which Pandera finds nothing, passed over in silence, be it beside one with a defect."""
    judge = RowChecker("t", [RowRule("never", "never", "a", pl.col("a") == "x")])
    judge._prefilter._rules = [RowRule("always", "always", "a", pl.lit(False))]
    with pytest.raises(RuntimeError, match="held back"):
        judge.findings(pl.DataFrame({"a": cells, ROW: range(2, 2 + len(cells))}))


@pytest.mark.parametrize(("together", "trials"), [(10_000, 1), (3, 2), (1, 3)])
def test_buffer(together: int, trials: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Suspects that are lost or told twice between batches, or for each of which Pandera is called anew."""
    monkeypatch.setattr(judging, "_TOGETHER", together)
    judge = RowChecker("t", [RowRule("small", "must be small", "a", pl.col("a") == "x")])
    check = Mock(wraps=judge._failed)
    monkeypatch.setattr(judge, "_failed", check)
    rows = pl.DataFrame({"a": [*"xyyxzyxy"], ROW: range(2, 10)})
    buffer, found = SuspectBuffer(judge), []
    for start, end in pairwise([0, 3, 4, 5, 8]):
        found.append(buffer.findings(rows[start:end]))
    found.append(buffer.rest())
    assert pl.concat(found)["row"].to_list() == [3, 4, 6, 7, 9]
    assert check.call_count == trials
    assert not buffer.rest().height
