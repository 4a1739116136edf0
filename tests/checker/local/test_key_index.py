"""Keys as hashes: equal keys share one, however they are written and whichever way they are looked for."""

from pathlib import Path

import numpy as np
import polars as pl
from hypothesis import example, given
from hypothesis import strategies as st

from us_cuba_2026.checker.local.key_index import (
    KeyIndex,
    KeysInTurn,
    different,
    in_order,
    is_odd,
    key_hash,
    order_of,
    twice,
)
from us_cuba_2026.model.package import Field, Table

FIELDS = (Field("name", "string", {}), Field("number", "integer", {}))
TABLE = Table("t", Path("t.csv"), {"path": "t.csv"}, FIELDS, ("",), None, (), (), ())
KEY = ("name", "number")
numbers = st.sampled_from(["", "0", "00", "-0", "+0", "7", "07", "+7", "-7", "-07", "10", "x", "0x", "1 "])


@given(st.lists(st.tuples(st.sampled_from(["", "a"]), numbers), min_size=1))
def test_numbers_that_need_no_look(keys: list[tuple[str, str]]) -> None:
    """A number with a sign or a zero in front that is taken for one that has none, and hashed as it is written."""
    rows = pl.DataFrame(keys, schema=dict.fromkeys(KEY, pl.String), orient="row")
    look = is_odd(TABLE, KEY)
    assert look is not None
    if not rows.select(look).item():
        simple, careful = (rows.select(key_hash(TABLE, KEY, has_odd=odd)).to_series() for odd in (False, True))
        assert simple.equals(careful, null_equal=True)


@given(st.lists(st.integers(0, 2**64 - 1), max_size=40), st.lists(st.integers(0, 2**64 - 1), max_size=10))
def test_position(keys: list[int], others: list[int]) -> None:
    """A key that is found at another place than its first, or one that is not there and is found."""
    wanted = [*keys, *others, 0, 2**64 - 1]
    found = KeyIndex(np.array(keys, np.uint64)).position(np.array(wanted, np.uint64))
    assert found.tolist() == [keys.index(key) if key in keys else -1 for key in wanted]


hashes = st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 99) | st.sampled_from([2**63, 2**63 + 1]), max_size=60)


@example([3, 2, 1])
@given(hashes)
def test_order(keys: list[int]) -> None:
    """Hashes out of order since they share their leading bits; of equal ones the first not first; one that is lost."""
    array = np.array(keys, np.uint64)
    assert order_of(array).tolist() == sorted(range(len(keys)), key=keys.__getitem__)
    assert in_order(array).tolist() == sorted(keys)
    assert different(array).tolist() == sorted({*keys})
    assert {*twice(in_order(array)).tolist()} == {key for key in keys if keys.count(key) > 1}


@st.composite
def asked_in_turn(draw: st.DrawFn) -> tuple[list[int], list[int], list[list[int]]]:
    """Different keys, places at which some of them start, and what is asked for: runs of them, repeated, and others."""
    keys = draw(st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=30, unique=True))
    starts = draw(st.lists(st.integers(0, len(keys) - 1), max_size=3))
    runs = st.tuples(st.sampled_from([0, *starts]) | st.integers(0, len(keys) - 1), st.integers(1, 30))
    in_turn = runs.map(lambda run: keys[run[0] :][: run[1]])
    in_turn = st.tuples(in_turn, st.integers(1, 3)).map(lambda run: [key for key in run[0] for _ in range(run[1])])
    others = st.lists(st.integers(0, 2**64 - 1) | st.sampled_from(keys), max_size=3)
    batches = draw(st.lists(st.lists(in_turn | others, max_size=4), max_size=5))
    return keys, starts, [[key for part in batch for key in part] for batch in batches]


@given(asked_in_turn())
def test_position_in_turn(asked: tuple[list[int], list[int], list[list[int]]]) -> None:
    """A key that is said to stand where the order of those before it, or the start of a table, led to expect it."""
    keys, starts, batches = asked
    index = KeysInTurn(np.array(keys, np.uint64), starts)
    for batch in batches:
        found = index.position(np.array(batch, np.uint64)).tolist()
        assert found == [keys.index(key) if key in keys else -1 for key in batch]


def test_no_index_for_keys_in_turn() -> None:
    """An index of all records, made although evidence follows their order: time and memory for nothing."""
    keys = np.arange(100, dtype=np.uint64) * 7
    index = KeysInTurn(keys, [0, 60])
    for start, end in ((0, 30), (29, 60), (60, 100), (0, 5), (5, 60)):
        assert index.position(np.repeat(keys[start:end], 2)).tolist() == [*np.repeat(np.arange(start, end), 2)]
    assert index._index is None
