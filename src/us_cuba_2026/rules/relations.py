"""What is demanded of relations between events: none to itself, and no circle of those that are orders."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import polars as pl

from us_cuba_2026.checker.findings import frame_of
from us_cuba_2026.checker.hashes import SEED, Columns, different
from us_cuba_2026.checker.keys import KeyStore
from us_cuba_2026.checker.rule import ROW, Findings, Frames, GroupRule, Hashes, Member, RowRule, Suspects, Suspicion

UNORDERED = ("about", "compared_with")
"""The relations that are no orders, and may lead back."""

SENTENCE = "no event leads back to itself by relations that are orders, such as part_of or caused_by"

_PEELED = 64  # times; what is left then is judged exactly


def rules() -> Iterator[RowRule]:
    """The rules on single rows."""
    yield RowRule(
        "relation-itself",
        "an event must not be related to itself",
        "to_id",
        (pl.col("from_id") != pl.col("to_id")) | ~filled_both(),
        ("event_relations",),
    )


def filled_both() -> pl.Expr:
    """Whether a relation has both its events."""
    return (pl.col("from_id") != "") & (pl.col("to_id") != "")


def no_circle() -> GroupRule:
    """No circle of relations of one kind, if that is an order."""
    member = Member("event_relations", ("relation",), ("from_id", "to_id", "relation"))
    return GroupRule("relation-circle", SENTENCE, (member,), Suspicion.ALWAYS, _judge, suspects=CircleSuspects)


def _judge(frames: Frames) -> Findings:
    for _, rows in frames["event_relations"].filter(_is_ordered()).group_by("relation", maintain_order=True):
        edges = list(zip(rows["from_id"], rows["to_id"], strict=True))
        circle_of = circles(edges)
        is_closed = [circle_of[one] == circle_of[other] for one, other in edges]
        closed = rows.filter(pl.Series(is_closed, dtype=pl.Boolean)).select(ROW, "to_id", "from_id")
        message = pl.format("the relations lead back to {}", "from_id")
        yield "event_relations", frame_of(closed, "relation-circle", "to_id", message, pl.col("to_id"))


def _is_ordered() -> pl.Expr:
    """Whether a relation is an order between two different events (one to itself is a finding of its own)."""
    return filled_both() & (pl.col("from_id") != pl.col("to_id")) & ~pl.col("relation").is_in(UNORDERED)


def circles(edges: Iterable[tuple[str, str]]) -> Mapping[str, int]:
    """For each end of an edge a number that it has in common with those on a circle with it.

    Args:
        edges: Pairs of names, each from one to the other.

    Example:
        >>> found = circles([("a", "b"), ("b", "c"), ("c", "b")])
        >>> found["b"] == found["c"], found["a"] == found["b"]
        (True, False)
    """
    further: dict[str, list[str]] = {}
    for one, other in edges:
        further.setdefault(one, []).append(other)
        further.setdefault(other, [])
    order: dict[str, int] = {}  # in which each was reached
    component: dict[str, int] = {}
    path: list[str] = []  # reached, and in no component yet
    starts: list[str] = []  # of what may be components, each on the path
    for root, others in further.items():
        ways = [(root, iter(others))] if root not in order else []
        while ways:
            node, rest = ways[-1]
            if node not in order:
                order[node] = len(order)
                path.append(node)
                starts.append(node)
            for other in rest:
                if other not in order:
                    ways.append((other, iter(further[other])))
                    break
                if other not in component:
                    while order[starts[-1]] > order[other]:
                        starts.pop()
            else:
                ways.pop()
                if starts[-1] == node:
                    starts.pop()
                    while True:
                        last = path.pop()
                        component[last] = order[node]
                        if last == node:
                            break
    return component


class CircleSuspects(Suspects):
    """The relations that are left when those are taken away, again and again, that nothing leads to or from."""

    def __init__(self, _: KeyStore) -> None:
        self._seen = Columns(np.uint64, np.uint64, np.uint64)  # group, one end and the other

    def take(self, table: str, rows: pl.DataFrame, is_cut: bool) -> None:
        relation = pl.col("relation").hash(SEED + 1)
        ends = rows.filter(_is_ordered()).select_seq(
            self.groups(table).alias("group"),
            (pl.col("from_id").hash(SEED) + relation).alias("from"),
            (pl.col("to_id").hash(SEED) + relation).alias("to"),
        )
        self._seen.add(*(ends[name].to_numpy() for name in ends.columns))

    def groups(self, table: str) -> pl.Expr:
        return pl.col("from_id").hash(SEED) + pl.col("relation").hash(SEED + 1)

    def found(self, tables: set[str]) -> Hashes:
        group, one, other = self._seen.in_order()
        for _ in range(_PEELED):
            goes_on = np.isin(other, one) & np.isin(one, other)
            if goes_on.all():
                break
            group, one, other = group[goes_on], one[goes_on], other[goes_on]
        return different(group)
