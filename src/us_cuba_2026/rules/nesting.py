"""A statement that another one reports stands in the passage of that one, or behind it."""

import numpy as np
import polars as pl

from us_cuba_2026.checker.findings import frame_of
from us_cuba_2026.checker.hashes import SEED, Columns, SortedKeys, different
from us_cuba_2026.checker.keys import KeyStore
from us_cuba_2026.checker.rule import ROW, Findings, Frames, GroupRule, Hashes, Member, Suspects, Suspicion, filled

RULE = "report-passage"
SENTENCE = "a statement that another one reports stands in the passage of that one, or in a later one"

_IS_PRIMARY = ("use", "primary")


def in_order() -> GroupRule:
    """A statement stands nowhere before the one that reports it, whose passage is that of its primary evidence."""
    members = (
        Member("quotes", ("reported_in_id",), ("reported_in_id", "passage_id"), value=("passage_id",)),
        Member("evidence", ("record_id",), ("record_id", "passage_id"), value=("passage_id",), where=_IS_PRIMARY),
    )
    return GroupRule(RULE, SENTENCE, members, Suspicion.DIFFERENT, _judge, suspects=NestingSuspects)


def _judge(frames: Frames) -> Findings:
    outer = frames["evidence"].unique("record_id", keep="first", maintain_order=True)
    outer = outer.select(reported_in_id="record_id", place="passage_id")
    rows = frames["quotes"].filter(filled("reported_in_id")).join(outer, on="reported_in_id", maintain_order="left")
    this, that = (
        pl.col(name).str.extract("([0-9]+)$").cast(pl.Int128, strict=False) for name in ("passage_id", "place")
    )
    message = pl.format(
        "{} reports it in {}, behind it: what stands before is told without it", "reported_in_id", "place"
    )
    wrong = rows.filter(this < that).select(ROW, "reported_in_id", message=message)
    yield "quotes", frame_of(wrong, RULE, "reported_in_id", pl.col("message"), pl.col("reported_in_id"))


class NestingSuspects(Suspects):
    """The statements that report one of another passage: of those that report none, nothing is kept."""

    def __init__(self, _: KeyStore) -> None:
        self._inner = Columns(np.uint64, np.uint64)  # the statement that reports it, and its own passage
        self._outer = Columns(np.uint64, np.uint64)  # a statement that reports another, and its passage
        self._reported: tuple[SortedKeys, Hashes] | None = None

    def take(self, table: str, rows: pl.DataFrame, is_cut: bool) -> None:
        if table == "quotes":
            self._inner.add(*self._places(table, rows.filter(filled("reported_in_id"))))
            return
        inner, _ = self._seen()
        outer, passage = self._places(table, rows.filter(pl.col(_IS_PRIMARY[0]) == _IS_PRIMARY[1]))
        is_reporting = inner.position(outer) >= 0
        self._outer.add(outer[is_reporting], passage[is_reporting])

    def _places(self, table: str, rows: pl.DataFrame) -> tuple[Hashes, Hashes]:
        group, passage = rows.select_seq(self.groups(table).alias("group"), pl.col("passage_id").hash(SEED))
        return group.to_numpy(), passage.to_numpy()

    def _seen(self) -> tuple[SortedKeys, Hashes]:
        """All statements that are reported, in the order of those that report them."""
        if self._reported is None:
            outer, passage = self._inner.in_order()
            self._reported = SortedKeys(outer), passage
        return self._reported

    def groups(self, table: str) -> pl.Expr:
        return pl.col("reported_in_id" if table == "quotes" else "record_id").hash(SEED)

    def found(self, tables: set[str]) -> Hashes:
        inner, passage = self._seen()
        outer, place = self._outer.give_up()
        told = pl.DataFrame({"outer": inner.keys, "passage": passage})
        apart = told.join(pl.DataFrame({"outer": outer, "place": place}), on="outer").filter(
            pl.col("passage") != pl.col("place")
        )
        return different(apart["outer"].to_numpy())
