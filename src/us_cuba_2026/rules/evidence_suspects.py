"""The watch on evidence and accounting: what of each record is kept while the tables stream by.

Of a record its id and passage are kept as hashes, with the length of its words of the article; evidence and accounting
come last and are held against them as they are read, so that of their own rows almost nothing is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from us_cuba_2026.checker.findings import Findings, Frames
from us_cuba_2026.checker.local.group_suspects import Case, Watch
from us_cuba_2026.checker.local.key_index import (
    SEED,
    Bits,
    Columns,
    Hashes,
    KeysInTurn,
    SortedKeys,
    bits,
    different,
    in_order,
    joined,
    twice,
)
from us_cuba_2026.checker.local.rising import Rising, are_apart
from us_cuba_2026.checker.rule import filled
from us_cuba_2026.model.package import Table
from us_cuba_2026.rules import evidence
from us_cuba_2026.rules.evidence import COLUMNS, RECORDS, words_length

_RECORD = pl.col("record_id").hash(SEED)
_HOME = pl.col("passage_id").hash(SEED + 1)
_MOST_CLAIMS = 32  # of one record in one passage that are held against each span; what is left is judged exactly


@dataclass
class _Records:
    """What is known of all records, in the order of their rows."""

    ids: KeysInTurn
    home: Bits
    length: npt.NDArray[np.int32]
    """Length of the article's words in each; -1 where there are none."""
    is_whole: npt.NDArray[np.bool_]
    """Whether these words are all of its primary span, as those of a direct quote are."""
    longest: npt.NDArray[np.int32]
    """Length of the longest span of its evidence so far."""
    has_primary: npt.NDArray[np.bool_]


@dataclass
class _Claims:
    """What is known of all claims on items, in the order of the hashes of record and passage."""

    places: SortedKeys
    record: Hashes
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    is_touched: npt.NDArray[np.bool_]


class EvidenceWatch(Watch):
    """Each record has its evidence, each direct quote is its words, each claim stands where its record has evidence."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.columns = {name: columns for name, columns in COLUMNS.items() if name in tables}
        self._tables = tables
        self._seen = Columns(np.uint64, np.uint32, np.int32, np.bool_)  # id, passage, length of words, are they all
        self._starts: dict[str, int] = {}  # where the records of each table begin
        self._orders: dict[str, Rising] = {}
        self._late: list[Hashes] = []
        self._records: _Records | None = None
        self._seen_claims = Columns(np.uint64, np.uint64, np.int32, np.int32)  # place, record, start and end of each
        self._claims: _Claims | None = None
        self._suspects: list[Hashes] = []

    def take(self, table: str, rows: pl.DataFrame, is_cut: bool) -> None:
        if table in RECORDS:
            self._take_records(table, rows)
        elif table == "accounting":
            self._take_claims(_spans(rows.filter(filled("record_id"))))
        else:
            self._take_evidence(_spans(rows, is_primary=pl.col("use") == "primary"))

    def _take_records(self, table: str, rows: pl.DataFrame) -> None:
        column = RECORDS[table]
        if (rows[column] == "").any():
            rows = rows.select(COLUMNS[table]).filter(filled(column))
        if not rows.height:
            return
        order = self._orders.setdefault(table, Rising(column))
        length = words_length(table).cast(pl.Int32).alias("length")
        look = order.look.alias("is_rising")
        ids, home, length_, is_rising = rows.select_seq(pl.col(column).hash(SEED), _HOME, length, look)
        if self._records is not None:  # a table that is read too late for what this watch keeps
            self._late.append(ids.to_numpy())
            return
        order.see(rows, is_rising[0])
        self._starts.setdefault(table, self._seen.size)
        is_whole = np.full(rows.height, table == "quotes")
        self._seen.add(ids.to_numpy(), bits(home), length_.to_numpy(), is_whole)

    def _known(self) -> _Records:
        """All records that were seen before evidence; what they were kept in is given up."""
        if self._records is None:
            ids, home, length, is_whole = self._seen.give_up()
            places = KeysInTurn(ids, tuple(self._starts.values()))
            self._records = _Records(places, home, length, is_whole, np.zeros_like(length), np.zeros_like(is_whole))
        return self._records

    def _take_claims(self, rows: pl.DataFrame) -> None:
        """Keep claims; that their records exist is told by the evidence that touches them."""
        if self._claims:  # evidence that came before was not held against them
            self._late.append(rows["record"].to_numpy())
        self._seen_claims.add(
            rows["place"].to_numpy(), rows["record"].to_numpy(), _short(rows["start"]), _short(rows["end"])
        )

    def _take_evidence(self, rows: pl.DataFrame) -> None:
        records = self._known()
        record = rows["record"].to_numpy()
        at = records.ids.position(record)
        is_primary = rows["is_primary"].to_numpy() & (at >= 0)
        to, of = at[is_primary], record[is_primary]
        length = _short(rows["end"] - rows["start"])
        np.maximum.at(records.longest, at[at >= 0], length[at >= 0])
        whole = np.where(records.is_whole[to], records.length[to], -1)
        is_wrong = records.has_primary[to] | (records.home[to] != bits(rows["home"])[is_primary])
        is_wrong |= (whole >= 0) & (whole != length[is_primary])
        records.has_primary[to] = True
        again = of[:0] if (to[1:] > to[:-1]).all() else twice(in_order(of))
        self._suspects.append(different(joined([record[at < 0], of[is_wrong], again])))
        self._touch(rows)

    def _known_claims(self) -> _Claims:
        """All claims that were seen before evidence; what they were kept in is given up."""
        if self._claims is None:
            places, record, start, end = self._seen_claims.in_order()
            self._claims = _Claims(SortedKeys(places), record, start, end, np.zeros(len(record), np.bool_))
        return self._claims

    def _touch(self, hashes: pl.DataFrame) -> None:
        """Mark the claims that the evidence touches."""
        claims = self._known_claims()
        places = claims.places.keys
        at = claims.places.position(hashes["place"].to_numpy())
        rows = np.flatnonzero(at >= 0)
        at = at[rows]
        start, end = (_short(hashes[name])[rows] for name in ("start", "end"))
        place = hashes["place"].to_numpy()[rows]
        for _ in range(_MOST_CLAIMS):  # claims in the same place stand one after the other
            if not at.size:
                break
            touches = (claims.start[at] < end) & (start < claims.end[at])
            claims.is_touched[at[touches]] = True
            at = at + 1
            goes_on = at < len(places)
            goes_on[goes_on] = places[at[goes_on]] == place[goes_on]
            at, start, end, place = at[goes_on], start[goes_on], end[goes_on], place[goes_on]

    def case(self, read: set[str]) -> Case | None:
        if not read.issuperset((*RECORDS, "evidence")):
            return None
        records = self._known()
        is_wrong = ~records.has_primary | (records.length > records.longest)
        suspects = [*self._suspects, records.ids.keys[is_wrong]]
        if "accounting" in read:
            claims = self._known_claims()
            suspects.append(claims.record[~claims.is_touched])
        are_distinct = are_apart([*self._orders.values()]) or not records.ids.has_repeated
        if self._late or not are_distinct:
            suspects += [records.ids.keys, *self._late]
        groups = {name: pl.col(RECORDS.get(name, "record_id")).hash(SEED) for name in self.columns if name in read}
        found = different(joined(suspects))

        def judge(frames: Frames) -> Findings:
            return evidence.findings(self._tables, frames)

        columns: dict[str, Sequence[str]] = {name: self.columns[name] for name in groups}
        return Case(groups, columns, found, judge) if len(found) else None


def _spans(rows: pl.DataFrame, **named: pl.Expr) -> pl.DataFrame:
    """The hashes of record, home and both together, and the start and end, of rows that have these."""
    span = pl.col("start", "end").cast(pl.Int64, strict=False)
    spans = rows.select_seq(_RECORD.alias("record"), _HOME.alias("home"), span, **named)
    if spans["start"].null_count() or spans["end"].null_count():
        spans = spans.drop_nulls(["start", "end"])
    return spans.with_columns_seq((pl.col("record") + pl.col("home")).alias("place"))


def _short(positions: pl.Series) -> npt.NDArray[np.int32]:
    """Positions in half the memory; where one is too large for it, fewer spans touch each other than do."""
    short: npt.NDArray[np.int32] = np.clip(positions.to_numpy(), 0, 2**31 - 1).astype(np.int32)
    return short
