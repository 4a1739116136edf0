"""Keys as hashes: equal keys share one, however they are written and whichever way they are looked for."""

from pathlib import Path

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from us_cuba_2026.checker.keys import Keys, is_odd, key_hash, keys_of
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
    """A key that is found at another place than its first, or behind a row without one; or that is not there."""
    kept = Keys(TABLE, ("name",))
    kept.keep_positions()
    names = ["", *map(str, keys)]
    for some in pl.DataFrame({"name": names}).iter_slices(3):
        kept.take(some)
    wanted = [*map(str, [*keys, *others, 0])]
    found = kept.position(keys_of(pl.DataFrame({"name": wanted}), TABLE, ("name",)).to_numpy())
    assert found.tolist() == [names.index(key) if key in names else -1 for key in wanted]
