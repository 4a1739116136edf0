"""Watches on rules across rows: what they have looked at again is what may break the rule, and no more."""

from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from us_cuba_2026.checker.group_rules import Unique
from us_cuba_2026.checker.local import group_suspects as module
from us_cuba_2026.checker.local.group_suspects import Uniqueness
from us_cuba_2026.checker.local.key_index import Hashes, in_order
from us_cuba_2026.model.package import Field, Table

FIELDS = (Field("group", "string", {}), Field("n", "string", {}))
TABLE = Table("t", Path("t.csv"), {"path": "t.csv"}, FIELDS, ("",), None, (), (), ())
Key = tuple[str, str]

keys = st.tuples(st.sampled_from(["", "a", "b", "c", "aa"]), st.sampled_from(["", "1", "2", "3", "4", "5", "6"]))
ordered = st.lists(keys, max_size=30).map(lambda rows: sorted(rows, key=lambda key: (len(key[0]), key[0])))


def suspects(rows: list[Key], cuts: list[int], key: tuple[str, ...]) -> set[Key]:
    """The rows that a watch on a unique key has looked at again, given batches that end at the cuts."""
    watch = Uniqueness(Unique(TABLE, "primary-key", key))
    bounds = [0, *sorted(min(cut, len(rows)) for cut in cuts), len(rows)]
    for start, end in pairwise(bounds):
        watch.take(
            "t", pl.DataFrame(rows[start:end], schema=dict.fromkeys(("group", "n"), pl.String), orient="row"), False
        )
    watch.finish("t")
    case = watch.case({"t"})
    if case is None:
        return set()
    frame = pl.DataFrame(rows, schema=["group", "n"], orient="row")
    return {*frame.filter(case.groups["t"].is_in(pl.Series(case.suspects).implode())).rows()}


@pytest.mark.parametrize("key", [("group",), ("group", "n")])
@given(
    rows=st.lists(keys, max_size=30) | ordered, cuts=st.lists(st.integers(0, 30), max_size=4), longest=st.integers(0, 9)
)
def test_repeated_keys(key: tuple[str, ...], rows: list[Key], cuts: list[int], longest: int) -> None:
    """A key that is repeated unseen: in a batch, across batches, where rows are not in order, or in a long run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_LONGEST_RUN", longest)
        found = suspects(rows, cuts, key)
    cells = [row[: len(key)] for row in rows if any(row[: len(key)])]
    assert found == {row for row in rows if cells.count(row[: len(key)]) > 1}


def test_keys_repeated_in_a_long_run() -> None:
    """A key that is repeated some batches later, with rows of the same group in all of them."""
    rows = [("a", number) for number in "1231"]
    assert suspects(rows, [1, 2, 3], ("group", "n")) == {("a", "1")}


def test_long_run_is_not_compared_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time that grows with the square of the rows where all are of one group."""
    monkeypatch.setattr(module, "_LONGEST_RUN", 3)
    watch = Uniqueness(Unique(TABLE, "primary-key", ("group", "n")))
    compared: list[int] = []

    def counted(hashes: Hashes) -> Hashes:
        compared.append(len(hashes))
        return in_order(hashes)

    monkeypatch.setattr(module, "in_order", counted)
    for number in range(9):
        watch.take("t", pl.DataFrame({"group": ["a"], "n": [str(number)]}), False)
    assert compared == [1, 2, 3, 4]
