"""Group rules of every kind of suspicion, run by the engines that there are: the same groups are judged."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from us_cuba_2026.checker.findings import frame_of
from us_cuba_2026.checker.keys import Keys, KeyStore
from us_cuba_2026.checker.local.group_suspects import suspects_of
from us_cuba_2026.checker.local.suspect_rows import suspect_groups
from us_cuba_2026.checker.rule import ROW, Findings, Frames, GroupRule, Member, Suspects, Suspicion
from us_cuba_2026.model.package import Field, Table

FIELDS = tuple(Field(name, "string", {}) for name in ("key", "value", "kind"))
ONE, OTHER = (
    Table(name, Path(f"{name}.csv"), {"path": f"{name}.csv"}, FIELDS, ("",), None, (), (), ()) for name in "ab"
)
TABLES = {"a": ONE, "b": OTHER}
COLUMNS = {name: {"key", "value", "kind"} for name in TABLES}

Row = tuple[str, str, str]

rows = st.lists(
    st.tuples(st.sampled_from(["", "1", "2", "3", "4"]), st.sampled_from(["", "1", "2", "3"]), st.sampled_from("xy")),
    max_size=12,
)


def judge(frames: Frames) -> Findings:
    """A judgement that finds every row that it is given."""
    for table, frame in frames.items():
        yield table, frame_of(frame.select(ROW, "key"), "id", "key", pl.lit("."), pl.col("key"))


def rule(suspicion: Suspicion, *members: Member) -> GroupRule:
    """A rule that is broken by all groups that are suspect."""
    return GroupRule("id", "a sentence", members, suspicion, judge)


def see(kept: list[Keys], suspects: Suspects, table: str, rows: pl.DataFrame, *, is_cut: bool = False) -> None:
    """Have some rows seen by all that keep anything of them."""
    for keys in kept:
        keys.take(rows, is_cut=is_cut)
    suspects.take(table, rows, is_cut)


def suspect(given: GroupRule, tables: dict[str, Sequence[Row]], batch: int = 3) -> set[str]:
    """The keys of the rows that the local engine would have judged, the table's name before each."""
    store = KeyStore(TABLES)
    seen = suspects_of([given], store)
    frames = {}
    for table, rows in tables.items():
        frame = pl.DataFrame(rows, schema=dict.fromkeys(("key", "value", "kind"), pl.String), orient="row")
        frames[table] = frame
        if table in given.columns:
            kept = store.of(table, COLUMNS[table])
            for some in frame.iter_slices(batch):
                see(kept, seen[0][1], table, some)
            seen[0][1].finish(table)
    return {
        f"{table}{key}"
        for one in suspect_groups(seen, COLUMNS)
        for table, group in one.groups.items()
        for key in frames[table].filter(group.is_in(pl.Series(one.suspects).implode()))["key"]
    }


MEMBER = Member("a", ("key",), ("key",), ("value",))


@given(rows, rows)
def test_repeated_in_several_tables(here: list[Row], there: list[Row]) -> None:
    """A key that is repeated in another table, unseen; an empty one that is called repeated; one that is filtered."""
    given = rule(
        Suspicion.REPEATED, Member("a", ("key",), ("key",)), Member("b", ("key",), ("key",), where=("kind", "x"))
    )
    keys = [("a", row[0]) for row in here] + [("b", row[0]) for row in there if row[2] == "x"]
    cells = [key for _, key in keys]
    assert suspect(given, {"a": here, "b": there}) == {f"{t}{key}" for t, key in keys if key and cells.count(key) > 1}


@given(rows, rows)
def test_missing(here: list[Row], there: list[Row]) -> None:
    """A row that points at none, unseen; one that points at a row that does not take part."""
    pointed_at = Member("b", ("key",), where=("kind", "x"), is_judged=False)
    keys = {row[0] for row in there if row[2] == "x"}
    expected = {f"a{row[1]}" for row in here if row[1] and row[1] not in keys}
    given = rule(Suspicion.MISSING, Member("a", ("value",), ("key",)), pointed_at)
    found = suspect(given, {"a": [(row[1], row[1], row[2]) for row in here], "b": there})
    assert found == expected


@given(rows)
def test_missing_in_its_own_table(here: list[Row]) -> None:
    """A table that points at itself, of which one member hides the other."""
    given = rule(Suspicion.MISSING, Member("a", ("value",), ("key",)), Member("a", ("key",), is_judged=False))
    keys = {row[0] for row in here}
    assert suspect(given, {"a": here}) == {f"a{row[0]}" for row in here if row[1] and row[1] not in keys}


@given(rows, rows)
def test_different(here: list[Row], there: list[Row]) -> None:
    """Rows of a group with different values that stand far apart, or in different tables."""
    given = rule(Suspicion.DIFFERENT, MEMBER, Member("b", ("key",), ("key",), ("value",), is_judged=False))
    both = [*here, *there]
    expected = {f"a{key}" for key, *_ in here if key and len({row[1] for row in both if row[0] == key}) > 1}
    assert suspect(given, {"a": here, "b": there}) == expected


@given(rows)
def test_miscounted(here: list[Row]) -> None:
    """Rows that are not numbered in turn, in a group without a key too."""
    member = Member("a", ("key",), ("key",), ("value",), has_missing=True)
    values = {key: [row[1] for row in here if row[0] == key] for key, *_ in here}
    expected = {f"a{key}" for key, some in values.items() if some != [str(at + 1) for at in range(len(some))]}
    assert suspect(rule(Suspicion.MISCOUNTED, member), {"a": here}) == expected


def test_rows_of_the_wrong_width_come_out_of_turn() -> None:
    """A row of the wrong width whose number is held against those that happened to be read before it."""
    ((given, seen),) = suspects_of([rule(Suspicion.MISCOUNTED, MEMBER)], KeyStore(TABLES))
    frame = pl.DataFrame({"key": ["p", "q"], "value": ["1", "1"], "kind": ["", ""]})
    seen.take("a", frame, False)
    seen.take("a", frame[:1].with_columns(value=pl.lit("2")), True)
    seen.finish("a")
    (one,) = suspect_groups([(given, seen)], COLUMNS)
    assert frame.filter(one.groups["a"].is_in(pl.Series(one.suspects).implode()))["key"].to_list() == ["p"]


@pytest.mark.parametrize(
    ("links", "expected"), [("12 23 31 41", "123"), ("11", "1"), ("12 2", ""), ("1 2", ""), ("12 12 21", "12")]
)
def test_circle(links: str, expected: str) -> None:
    """A circle that is not found, or a row that leads into one and is judged, where keys are not repeated."""
    here = [(one[0], one[1:], "") for one in links.split()]
    assert suspect(rule(Suspicion.CIRCLE, MEMBER), {"a": here}) == {f"a{key}" for key in expected}


@given(rows)
def test_always(here: list[Row]) -> None:
    """A group that is left out although every one is to be judged."""
    assert suspect(rule(Suspicion.ALWAYS, MEMBER), {"a": here}) == {f"a{row[0]}" for row in here if row[0]}


def test_whole_rows_alone() -> None:
    """A row of the wrong width that takes part although only whole ones do."""
    given = rule(Suspicion.ALWAYS, Member("a", ("key",), ("key",), is_whole=True))
    for is_cut, count in ((True, 0), (False, 1)):
        store = KeyStore(TABLES)
        ((_, seen),) = suspects_of([given], store)
        frame = pl.DataFrame({"key": ["p"], "value": ["1"], "kind": [""]})
        see(store.of("a", COLUMNS["a"]), seen, "a", frame, is_cut=is_cut)
        seen.finish("a")
        assert len(suspect_groups([(given, seen)], COLUMNS)) == count


@pytest.mark.parametrize(("is_needed", "count"), [(True, 0), (False, 1)])
def test_table_that_could_not_be_read(is_needed: bool, count: int) -> None:
    """A rule that is left out for want of a table that it can do without, or is judged without one that it needs."""
    given = rule(Suspicion.REPEATED, MEMBER, Member("b", ("key",), ("key",), is_needed=is_needed))
    store = KeyStore(TABLES)
    ((_, seen),) = suspects_of([given], store)
    rows = pl.DataFrame({"key": ["p", "p"], "value": ["1", "1"], "kind": ["", ""]})
    see(store.of("a", COLUMNS["a"]), seen, "a", rows)
    seen.finish("a")
    assert len(suspect_groups([(given, seen)], {"a": COLUMNS["a"]})) == count
