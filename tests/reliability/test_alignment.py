"""Which unit of one coder is which of another."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from us_cuba_2026.reliability.alignment import Unit, align, share


def units(name: str, *spans: tuple[int, int]) -> list[Unit]:
    """Quotes of one passage."""
    return [Unit(f"{name}-{at}", "quotes", "psg-001", start, end) for at, (start, end) in enumerate(spans)]


def paired(first: Sequence[Unit], second: Sequence[Unit]) -> list[tuple[str, str]]:
    """The ids of what was aligned."""
    return [(pair.first.unit_id, pair.second.unit_id) for pair in align(first, second)]


@pytest.mark.parametrize(
    ("first", "second", "part"),
    [
        ((0, 10), (0, 10), 1),
        ((0, 10), (0, 20), Fraction(1, 2)),  # just half of the longer one: one unit
        ((0, 10), (0, 21), None),  # just less
        ((0, 10), (5, 15), Fraction(1, 2)),
        ((0, 10), (6, 16), None),
        ((0, 10), (10, 20), None),  # they touch
        ((3, 4), (0, 20), None),  # within, and too short
    ],
)
def test_half_of_the_longer_one(first: tuple[int, int], second: tuple[int, int], part: Fraction | None) -> None:
    """Spans that are taken for one though they share less than half, or for two though they share half."""
    found = [pair.share for pair in align(units("a", first), units("b", second))]
    assert found == ([] if part is None else [part])


def test_other_table_or_passage() -> None:
    """A quote that is aligned with an event, or with a quote of another passage, on the same letters."""
    (unit,) = units("a", (0, 10))
    assert align([unit], [unit._replace(table="events"), unit._replace(passage_id="psg-002")]) == []


def test_largest_share_first() -> None:
    """Units that are paired in their order, so that a nearer one goes away alone."""
    first, second = units("a", (0, 20), (2, 20)), units("b", (2, 20), (0, 14))
    assert paired(first, second) == [("a-0", "b-1"), ("a-1", "b-0")]


def test_spans_that_are_marked_twice() -> None:
    """Two events in one clause that are both paired with one of the other coder."""
    first, second = units("a", (0, 9), (0, 9)), units("b", (0, 9), (0, 9), (0, 9))
    assert paired(first, second) == [("a-0", "b-0"), ("a-1", "b-1")]


spans = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 12)).map(lambda one: (one[0], sum(one))), max_size=8)


def by_rule(first: Sequence[Unit], second: Sequence[Unit]) -> list[Fraction]:
    """The shares that the written rule gives: again and again the best pair of those that are left."""
    left = [*first], [*second]
    shares = []
    while left[0] and left[1]:
        one, other = max(product(*left), key=lambda pair: (share(*pair), -abs(pair[0].start - pair[1].start)))
        if share(one, other) * 2 < 1:
            break
        shares.append(share(one, other))
        left[0].remove(one)
        left[1].remove(other)
    return sorted(shares)


@given(spans, spans)
def test_one_to_one(own: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    """A unit in two pairs, a pair that shares less than half, or one that the written rule does not give."""
    first, second = units("a", *own), units("b", *other)
    pairs = align(first, second)
    assert len({pair.first for pair in pairs}) == len({pair.second for pair in pairs}) == len(pairs)
    assert all(pair.share * 2 >= 1 for pair in pairs)
    assert {unit[3:] for unit in first} & {unit[3:] for unit in second} == {
        pair.first[3:] for pair in pairs if pair.share == 1
    }
    if len({share(*pair) for pair in product(first, second)}) == len(first) * len(second):  # no ties
        assert sorted(pair.share for pair in pairs) == by_rule(first, second)


@given(spans, spans)
def test_from_either_side(own: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    """An alignment that depends on which coder comes first, where no two pairs are equally good."""
    first, second = units("a", *own), units("b", *other)
    shares = [share(*pair) for pair in product(first, second)]
    if len({*shares}) == len(shares):
        assert sorted(paired(first, second)) == sorted((one, two) for two, one in paired(second, first))
