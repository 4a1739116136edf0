"""Coefficients of agreement: plain functions of numbers, none of which knows what was coded.

Codings are counts: a row for each unit, a column for each code, and in each cell how many coders gave the unit that
code. A coefficient that the codings do not determine is ``None``.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

RESAMPLES = 1000
SEED = 2026

Counts = npt.NDArray[np.float64]
"""Codings as counts, or other numbers of which each row belongs to one unit."""
Coefficient = Callable[[Counts], float | None]


def counts(codings: Sequence[Sequence[Hashable | None]], codes: Sequence[Hashable]) -> Counts:
    """Count, for each unit, how many coders gave it each code.

    Args:
        codings: For each unit, the code of each coder; ``None`` where a coder did not code it.
        codes: All codes, in their order if they have one.

    Returns:
        The counts of the units that somebody has coded.

    Example:
        >>> counts([["yes", "no"], [None, None], ["no", "no"]], ["no", "yes"]).tolist()
        [[1.0, 1.0], [2.0, 0.0]]
    """
    rows = [[sum(code == one for one in unit) for code in codes] for unit in codings]
    rows = [row for row in rows if any(row)]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(codes))


def paired(codings: Counts) -> Counts:
    """The units that two coders or more have coded.

    Example:
        >>> paired(np.array([[1.0, 0], [1, 1]])).tolist()
        [[1.0, 1.0]]
    """
    pairs: Counts = codings[codings.sum(axis=1) > 1]
    return pairs


def alpha(
    codings: Counts,
    level: Literal["nominal", "ordinal", "interval"] = "nominal",
    values: Sequence[float] | None = None,
) -> float | None:
    """Krippendorff's alpha (*Content Analysis*, 4th edition, chapter 12), by the library ``krippendorff``.

    Args:
        codings: The counts.
        level: How codes differ: at all, by their order, or by the distance of their values.
        values: The value of each code at the level ``interval``, ascending.

    Returns:
        1 for agreement throughout, 0 for what chance would give; ``None`` if every coder gave every unit one code.

    Example:
        >>> alpha(np.array([[2.0, 0], [2, 0], [0, 2], [1, 1]]))
        0.5333333333333333
    """
    from krippendorff import alpha as krippendorff_alpha

    pairs = paired(codings)
    if np.count_nonzero(pairs.sum(axis=0)) < 2:
        return None
    return float(krippendorff_alpha(value_counts=pairs, value_domain=values, level_of_measurement=level))


def percent(codings: Counts) -> float | None:
    """How many pairs of codes of a unit are the same, as a share: the mean over the units.

    Example:
        >>> percent(np.array([[2.0, 0], [1, 1]]))
        0.5
    """
    pairs = paired(codings)
    if not len(pairs):
        return None
    coders = pairs.sum(axis=1)
    return float(np.mean((pairs * (pairs - 1)).sum(axis=1) / (coders * (coders - 1))))


def ac1(codings: Counts) -> float | None:
    """Gwet's AC1 (British Journal of Mathematical and Statistical Psychology 61, 2008), for any number of coders.

    Where one code is the rule and others are rare, alpha falls low though coders hardly ever differ; AC1 does not.

    Example:
        >>> round(ac1(np.array([[2.0, 0]] * 118 + [[1, 1]] * 7)), 4)
        0.9408
    """
    used = codings[:, codings.sum(axis=0) > 0]
    agreed = percent(codings)
    if agreed is None or used.shape[1] < 2:
        return None
    shares = (used / used.sum(axis=1, keepdims=True)).mean(axis=0)
    chance = float((shares * (1 - shares)).sum()) / (used.shape[1] - 1)
    return float((agreed - chance) / (1 - chance))


def f1(sizes: Counts) -> float | None:
    """The harmonic mean of precision and recall of two sets.

    Args:
        sizes: In each row, how many items both sets hold, how many the first holds, and how many the second.

    Returns:
        Twice what both hold, by the sum of their sizes; ``None`` if both are empty.

    Example:
        >>> f1(np.array([[1.0, 2, 1], [1, 1, 2]]))
        0.6666666666666666
    """
    both, first, second = sizes.sum(axis=0)
    return float(2 * both / (first + second)) if first + second else None


def ratio(parts: Counts) -> float | None:
    """The sum of the first column by that of the second: precision, recall, or a mean.

    Example:
        >>> ratio(np.array([[1.0, 2], [1, 1]]))
        0.6666666666666666
    """
    part, whole = parts.sum(axis=0)
    return float(part / whole) if whole else None


def b_cubed(
    first: Mapping[Hashable, Hashable], second: Mapping[Hashable, Hashable]
) -> tuple[dict[Hashable, float], dict[Hashable, float]]:
    """B-cubed (Bagga and Baldwin 1998), with mentions that one side alone has (Pradhan and others, ACL 2014).

    Args:
        first: The cluster of each mention, by one coder.
        second: The same by another. A mention of both has one name in both.

    Returns:
        For each mention of the first, how much of its cluster there shares its cluster in the second (the mean is the
        precision); and for each mention of the second the same (the mean is the recall).

    Example:
        >>> precision, recall = b_cubed({"a": 1, "d": 2, "e": 2}, dict(zip("abcdef", [1, 2, 2, 3, 3, 3])))
        >>> sum(precision.values()) / 3, round(sum(recall.values()) / 6, 4)
        (1.0, 0.3889)
    """
    return _shared(first, second), _shared(second, first)


def _shared(own: Mapping[Hashable, Hashable], other: Mapping[Hashable, Hashable]) -> dict[Hashable, float]:
    members: dict[Hashable, list[Hashable]] = {}
    for mention, cluster in own.items():
        members.setdefault(cluster, []).append(mention)
    return {
        mention: sum(mention in other and other.get(one, _NOWHERE) == other[mention] for one in members[cluster])
        / len(members[cluster])
        for mention, cluster in own.items()
    }


_NOWHERE = object()


def interval(units: Counts, coefficient: Coefficient) -> tuple[float, float] | None:
    """The middle 95 percent of a coefficient over resamples of the units, always the same ones.

    Args:
        units: The numbers of each unit, as rows.
        coefficient: Makes the coefficient of such rows.

    Returns:
        Lowest and highest; ``None`` for fewer than two units, or if the coefficient is ``None`` in most resamples.

    Example:
        >>> low, high = interval(np.array([[1.0, 1], [0, 1]] * 10), ratio)
        >>> round(low, 1), round(high, 1)
        (0.3, 0.7)
    """
    if len(units) < 2:
        return None
    draws = np.random.default_rng(SEED).integers(len(units), size=(RESAMPLES, len(units)))
    found = [value for draw in draws if (value := coefficient(units[draw])) is not None]
    if len(found) * 2 <= RESAMPLES:
        return None
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high)
