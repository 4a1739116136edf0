"""How far two coders find the same units: the same spans, and the same mentions of one actor."""

from collections.abc import Hashable, Iterator, Mapping, Sequence

import numpy as np

from us_cuba_2026.reliability.alignment import Pair, Unit, align
from us_cuba_2026.reliability.coefficients import Counts, b_cubed, f1, ratio
from us_cuba_2026.reliability.measured import judged, measured

Row = dict[str, str]

MARKED = ("quotes", "events", "figures", "actors")
"""The tables whose units are compared by their spans."""


def unitising(own: Sequence[Unit], other: Sequence[Unit], records: Mapping[str, str]) -> Iterator[Row]:
    """How far two coders mark the same spans, and put mentions of actors together in the same way.

    Args:
        own: The units of the one.
        other: Those of the other.
        records: The record that each unit stands for in its coder's own tables.

    Yields:
        Rows of ``agreement``: for each table that both have marked precision, recall and F1; B-cubed for actors.
    """
    for table in MARKED:
        ones = [unit for unit in own if unit.table == table]
        others = [unit for unit in other if unit.table == table]
        if not ones or not others:
            continue
        pairs = align(ones, others)
        for name, agreed in (("exact", [pair for pair in pairs if pair.share == 1]), ("overlap", pairs)):
            sizes = _by_passage([pair.first for pair in agreed], ones, others)
            marked = len(ones) + len(others) - len(agreed)
            yield measured(table, f"precision_{name}", marked, sizes[:, :2], ratio)
            yield measured(table, f"recall_{name}", marked, sizes[:, [0, 2]], ratio)
            yield judged(measured(table, f"f1_{name}", marked, sizes, f1))
        if table == "actors":
            yield from _mentions(ones, others, pairs, records)


def _by_passage(*parts: Sequence[Unit]) -> Counts:
    """How many units of each part each passage has."""
    passages = sorted({unit.passage_id for part in parts for unit in part})
    return np.array([[float(sum(unit.passage_id == one for unit in part)) for part in parts] for one in passages])


def _mentions(
    ones: Sequence[Unit], others: Sequence[Unit], pairs: Sequence[Pair], records: Mapping[str, str]
) -> Iterator[Row]:
    names: dict[str, str] = {pair.second.unit_id: pair.first.unit_id for pair in pairs}
    first: dict[Hashable, Hashable] = {unit.unit_id: records[unit.unit_id] for unit in ones}
    second: dict[Hashable, Hashable] = {names.get(unit.unit_id, unit.unit_id): records[unit.unit_id] for unit in others}
    precision, recall = b_cubed(first, second)
    passages = sorted({unit.passage_id for unit in (*ones, *others)})
    sums = dict.fromkeys(passages, np.zeros(4))
    for unit in ones:
        sums[unit.passage_id] = sums[unit.passage_id] + [precision[unit.unit_id], 1, 0, 0]
    for unit in others:
        sums[unit.passage_id] = sums[unit.passage_id] + [0, 0, recall[names.get(unit.unit_id, unit.unit_id)], 1]
    yield from b_cubed_rows("actors", len(ones) + len(others) - len(pairs), np.array([*sums.values()]))


def b_cubed_rows(field: str, units: int, sums: Counts) -> Iterator[Row]:
    """The rows of B-cubed.

    Args:
        field: The table or field whose clusters are compared.
        units: How many are in clusters.
        sums: In each row, the precisions and how many they are, the recalls and how many they are.

    Yields:
        Precision, recall, and their F1.
    """

    def both(rows: Counts) -> float | None:
        precision, recall = ratio(rows[:, :2]), ratio(rows[:, 2:])
        if precision is None or recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    yield measured(field, "b_cubed_precision", units, sums[:, :2], ratio)
    yield measured(field, "b_cubed_recall", units, sums[:, 2:], ratio)
    yield judged(measured(field, "b_cubed_f1", units, sums, both))
