"""What the article says in its own voice stands somewhere outside the words and statements of others."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from us_cuba_2026.checker.findings import frame_of
from us_cuba_2026.checker.hashes import SEED, Columns, SortedKeys, different, joined
from us_cuba_2026.checker.keys import KeyStore
from us_cuba_2026.checker.rule import ROW, Findings, Frames, GroupRule, Hashes, Member, Suspects, Suspicion, filled

_AT_ONCE = 500_000  # spans of quotes

SENTENCE = "what the article claims in its own voice has evidence there outside what it reports of others"


def own_voice() -> GroupRule:
    """A claim of the article's own has evidence in its passage that no quote's evidence covers.

    The event as which something was said may rest within the evidence of what was said there: its attribution.
    """
    members = (
        Member("quotes", ("passage_id",), ("quote_id", "passage_id", "occasion_id")),
        Member("claims", ("passage_id",), ("record_id", "quote_id", "passage_id")),
        Member("evidence", ("passage_id",), ("record_id", "passage_id", "start", "end")),
    )
    return GroupRule("claim-own-voice", SENTENCE, members, Suspicion.ALWAYS, _judge, suspects=OwnVoiceSuspects)


def _judge(frames: Frames) -> Findings:
    numbers = pl.col("start", "end").cast(pl.Int64, strict=False)
    spans = frames["evidence"].with_columns(numbers).drop_nulls(["start", "end"])  # rows of frames have no number
    occasions = frames["quotes"].select("quote_id", "occasion_id")
    quoted = spans.join(occasions, left_on="record_id", right_on="quote_id").drop("record_id")
    own = frames["claims"].filter(~filled("quote_id") & filled("record_id"))
    resting = spans.join(own, on=["record_id", "passage_id"], how="semi")
    told = resting.join(occasions, left_on="record_id", right_on="occasion_id", how="semi")
    others = (
        told.join(quoted, on="passage_id", suffix="_quoted")
        .filter(
            pl.col("occasion_id").ne_missing(pl.col("record_id"))
            & (pl.col("start_quoted") <= pl.col("start"))
            & (pl.col("end") <= pl.col("end_quoted"))
        )
        .select(resting.columns)
    )
    outside = told.join(others, on=resting.columns, how="anti")
    resting = resting.join(outside, on=["passage_id", "record_id"], how="anti")
    covered = _covered(resting.select("passage_id", "record_id", "start", "end"), quoted, "passage_id", "record_id")
    wrong = own.join(covered, on=["passage_id", "record_id"], how="semi", maintain_order="left")
    message = pl.format(
        "all evidence of {} in this passage is within what somebody says there: name who, or leave what is the "
        "article's own out of the quote's evidence",
        "record_id",
    )
    rows = wrong.select(ROW, "record_id", "passage_id")
    yield "claims", frame_of(rows, "claim-own-voice", "passage_id", message, pl.col("passage_id"))


def _covered(spans: pl.DataFrame, quoted: pl.DataFrame, place: str, record: str) -> pl.DataFrame:
    """The places and records all of whose spans are within a quoted one of the same place."""
    furthest = quoted.sort("start").select(place, "start", furthest=pl.col("end").cum_max().over(place))
    held = spans.sort("start").join_asof(
        furthest,
        on="start",
        by=place,
        strategy="backward",
        check_sortedness=False,  # polars cannot tell within groups
    )
    is_within = (pl.col("furthest") >= pl.col("end")).fill_null(False)
    return held.group_by(place, record).agg(is_within.all().alias("is_within")).filter("is_within")


class OwnVoiceSuspects(Suspects):
    """The passages of the article's own claims that are covered: of other passages no span is kept."""

    def __init__(self, store: KeyStore) -> None:
        self._quotes = store.keys("quotes", ("quote_id",))
        self._own = Columns(np.uint64, np.uint64)  # record in its passage, and the passage
        self._is_quotes_read = False
        self._known: tuple[SortedKeys, SortedKeys] | None = None
        self._quoted = Columns(np.uint64, np.int32, np.int32)  # passage, start and end
        self._resting = Columns(np.uint64, np.uint64, np.int32, np.int32)  # passage, record in it, start and end
        self._suspects = joined([])

    def take(self, table: str, rows: pl.DataFrame, is_cut: bool) -> None:
        place = self.groups(table)
        if table == "claims":
            own = rows.filter(~filled("quote_id")).select_seq(record=_record() + place, place=place)
            self._own.add(own["record"].to_numpy(), own["place"].to_numpy())
        elif table == "evidence":
            self._take_evidence(rows, place)

    def _take_evidence(self, rows: pl.DataFrame, place: pl.Expr) -> None:
        if self._known is None:
            record, passage = map(different, self._own.give_up())
            self._known = SortedKeys(record), SortedKeys(passage)
        own, places = self._known
        span = pl.col("start", "end").cast(pl.Int32, strict=False)
        spans = rows.select_seq(
            pl.col("record_id").hash(SEED).alias("quote"),
            (_record() + place).alias("record"),
            place.alias("place"),
            span,
        ).drop_nulls()
        spans = spans.filter(pl.Series(places.position(spans["place"].to_numpy()) >= 0))
        quote, record_, place_, start, end = (spans[name].to_numpy() for name in spans.columns)
        is_own = own.position(record_) >= 0
        is_quoted = self._quotes.are_there(quote) if self._is_quotes_read else np.ones_like(is_own)
        self._quoted.add(place_[is_quoted], start[is_quoted], end[is_quoted])
        self._resting.add(place_[is_own], record_[is_own], start[is_own], end[is_own])

    def finish(self, table: str) -> None:
        self._is_quotes_read |= table == "quotes"
        if table == "evidence":
            self._suspects = different(joined([*self._covered()]))

    def _covered(self) -> Iterator[Hashes]:
        """The covered passages, some at a time: to sort and join all spans takes several times their memory."""
        quoted = dict(zip(("place", "start", "end"), self._quoted.give_up(), strict=True))
        resting = dict(zip(("place", "record", "start", "end"), self._resting.give_up(), strict=True))
        parts = np.uint64(1 + len(quoted["place"]) // _AT_ONCE)
        for part in range(int(parts)):
            some, others = (
                pl.DataFrame({name: column[spans["place"] % parts == part] for name, column in spans.items()})
                for spans in (resting, quoted)
            )
            yield _covered(some, others, "place", "record")["place"].to_numpy()

    def groups(self, table: str) -> pl.Expr:
        return pl.col("passage_id").hash(SEED)

    def found(self, tables: set[str]) -> Hashes:
        return self._suspects


def _record() -> pl.Expr:
    """A record, to be told from others in its passage."""
    return pl.col("record_id").hash(SEED + 1)
