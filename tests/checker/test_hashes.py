"""Hashes in order, each once, and those that come again."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from us_cuba_2026.checker.hashes import different, in_order, order_of, twice

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
