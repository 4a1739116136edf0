"""Coefficients of agreement, against published examples, second implementations and what must always hold."""

from collections.abc import Hashable, Sequence
from itertools import combinations, permutations
from math import isclose, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from us_cuba_2026.reliability.coefficients import ac1, alpha, b_cubed, counts, f1, interval, percent, ratio

KRIPPENDORFF = [
    (1, 1, None, 1),
    (2, 2, 3, 2),
    (3, 3, 3, 3),
    (3, 3, 3, 3),
    (2, 2, 2, 2),
    (1, 2, 3, 4),
    (4, 4, 4, 4),
    (1, 1, 2, 1),
    (2, 2, 2, 2),
    (None, 5, 5, 5),
    (None, None, 1, 1),
    (None, 3, None, None),
]
"""Four observers, twelve units, five values: Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011), C."""

Codings = Sequence[Sequence[int | None]]
some_codings = st.lists(st.lists(st.sampled_from([1, 2, 3, 7, None]), min_size=3, max_size=3), min_size=1, max_size=12)


def counted(codings: Codings) -> np.ndarray:
    """The counts of codings, and of the codes that occur in them, in their order."""
    return counts(codings, sorted({code for unit in codings for code in unit if code is not None}))


def alpha_by_pairs(codings: Codings, level: str) -> float:
    """Alpha by its definition, from pairs of values: what is within units, by what is within all units together."""
    units = [[value for value in unit if value is not None] for unit in codings]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]

    def distance(one: int, other: int) -> float:
        if level == "ordinal":
            low, high = sorted((one, other))
            between = sum(low <= value <= high for value in values)
            return (between - (values.count(low) + values.count(high)) / 2) ** 2 if low != high else 0
        return (one - other) ** 2 if level == "interval" else float(one != other)

    within = sum(sum(distance(*pair) for pair in permutations(unit, 2)) / (len(unit) - 1) for unit in units)
    overall = sum(distance(*pair) for pair in permutations(values, 2)) / (len(values) - 1) if len(values) > 1 else 0
    return 1 - within / overall if overall else nan


@pytest.mark.parametrize(("level", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_as_published(level: str, value: float) -> None:
    """An alpha that differs from the one that Krippendorff works out by hand, at any level of measurement."""
    codings = counted(KRIPPENDORFF)
    found = alpha(codings, level, [1, 2, 3, 4, 5] if level == "interval" else None)  # type: ignore[arg-type]
    assert found == pytest.approx(value, abs=5e-4)


@given(some_codings)
def test_alpha_by_definition(codings: Codings) -> None:
    """An alpha that is not the one of the definition: codes out of order, missing ones counted, units lost."""
    rows = counted(codings)
    values = sorted({code for unit in codings for code in unit if code is not None})
    for level in ("nominal", "ordinal", "interval"):
        expected = alpha_by_pairs(codings, level)
        found = alpha(rows, level, values if level == "interval" else None)
        assert (found is None) == np.isnan(expected)
        assert found is None or isclose(found, expected, abs_tol=1e-9)


def test_ac1_as_published() -> None:
    """An AC1 that differs from those of Gwet's examples (package irrCAC): many coders with gaps, and two coders."""
    assert ac1(counted(KRIPPENDORFF)) == pytest.approx(0.77544, abs=5e-6)
    table = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]  # cont3x3abstractors
    pairs = [(row, column) for row in range(3) for column in range(3) for _ in range(table[row][column])]
    assert ac1(counted(pairs)) == pytest.approx(0.84933, abs=5e-6)
    assert percent(counted(pairs)) == pytest.approx(0.89)


def ac1_of_two(codings: Sequence[tuple[int, int]]) -> float:
    """AC1 of two coders by Gwet's first formula, from the shares of each code on both sides."""
    codes = sorted({code for unit in codings for code in unit})
    agreed = sum(one == other for one, other in codings) / len(codings)
    means = [sum((one == code) + (other == code) for one, other in codings) / 2 / len(codings) for code in codes]
    chance = sum(mean * (1 - mean) for mean in means) / (len(codes) - 1)
    return (agreed - chance) / (1 - chance)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=15))
def test_ac1_of_two_coders(codings: Sequence[tuple[int, int]]) -> None:
    """An AC1 for many coders that is another for two."""
    found = ac1(counted(codings))
    if len({code for unit in codings for code in unit}) < 2:
        assert found is None
    else:
        assert found is not None
        assert isclose(found, ac1_of_two(codings), abs_tol=1e-9)


@given(some_codings)
def test_percent_by_pairs(codings: Codings) -> None:
    """A percentage that counts pairs with a code that is missing."""
    pairs = [[*combinations([code for code in unit if code is not None], 2)] for unit in codings]
    shares = [sum(one == other for one, other in unit) / len(unit) for unit in pairs if unit]
    found = percent(counted(codings))
    assert (found is None) == (not shares)
    assert found is None or isclose(found, sum(shares) / len(shares), abs_tol=1e-9)


@given(st.lists(st.sampled_from([1, 2, 3]), min_size=2, max_size=12))
def test_agreement_throughout(codes: list[int]) -> None:
    """Coders who never differ, and do not have full agreement; or who use one code alone, and have any."""
    rows = counted([(code, code) for code in codes])
    expected = 1 if len({*codes}) > 1 else None
    assert (alpha(rows), ac1(rows), percent(rows)) == (expected, expected, 1)


def mean(shares: dict[Hashable, float]) -> float:
    """The mean over all mentions."""
    return sum(shares.values()) / len(shares)


def clusters(*members: str) -> dict[Hashable, Hashable]:
    """The cluster of each mention, from the mentions of each cluster."""
    return {mention: at for at, cluster in enumerate(members) for mention in cluster}


@pytest.mark.parametrize(
    ("response", "key", "precision", "recall"),
    [
        (("12345", "6789abc"), ("12345", "67", "89abc"), 0.76, 1),  # Bagga and Baldwin 1998, the first response
        (("1234589abc", "67"), ("12345", "67", "89abc"), 0.58, 1),  # and the second
        (("a", "de"), ("a", "bc", "def"), 1, 7 / 18),  # TC-A-2 of the CoNLL reference scorer: mentions are missing
        (("ab", "cd", "fghi"), ("abc", "defg"), 0.5, 35 / 12 / 7),  # Pradhan and others 2014: some are added, too
    ],
)
def test_b_cubed_as_published(response: Sequence[str], key: Sequence[str], precision: float, recall: float) -> None:
    """A B-cubed that differs from the published examples."""
    found = b_cubed(clusters(*response), clusters(*key))
    assert (mean(found[0]), mean(found[1])) == pytest.approx((precision, recall), abs=5e-3)


some_clusters = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3), min_size=1)


@given(some_clusters, some_clusters)
def test_b_cubed_by_sets(first: dict[Hashable, Hashable], second: dict[Hashable, Hashable]) -> None:
    """A B-cubed that is not the one of the definition, by sets: a sum over pairs of clusters."""

    def sets(clustered: dict[Hashable, Hashable]) -> list[set[Hashable]]:
        return [{one for one in clustered if clustered[one] == name} for name in {*clustered.values()}]

    precision, recall = b_cubed(first, second)
    by_sets = sum(len(one & other) ** 2 / len(one) for one in sets(first) for other in sets(second))
    assert isclose(sum(precision.values()), by_sets, abs_tol=1e-9)
    assert recall == b_cubed(second, first)[0]


def test_f1_is_the_harmonic_mean() -> None:
    """An F1 that is another mean of precision and recall, or that has a value where nothing was found by anybody."""
    sizes = np.array([[3.0, 4, 5], [1, 4, 1]])
    precision, recall = ratio(sizes[:, :2]), ratio(sizes[:, [0, 2]])
    assert precision is not None
    assert recall is not None
    assert f1(sizes) == pytest.approx(2 / (1 / precision + 1 / recall))
    assert (f1(np.zeros((3, 3))), ratio(np.zeros((3, 2)))) == (None, None)


def test_interval_of_a_share() -> None:
    """An interval that is none of 95 percent (of a share, it is known), or that differs from run to run."""
    units = np.array([[1.0, 1]] * 80 + [[0, 1]] * 20)
    found = interval(units, ratio)
    assert found == pytest.approx((0.8 - 1.96 * 0.04, 0.8 + 1.96 * 0.04), abs=0.015)
    assert found == interval(units, ratio)
    assert interval(units[:1], ratio) is None
    assert interval(np.array([[2.0, 0]] * 9), alpha) is None
