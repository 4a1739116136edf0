"""The watch on evidence and accounting: what of each record is kept while the tables stream by.

Of a record its id, its passage and, of a direct quote, the fingerprint of its words are kept as hashes; evidence and
accounting come last and are held against them as they are read, so that of their own rows almost nothing is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from us_cuba_2026.check import evidence
from us_cuba_2026.check.evidence import COLUMNS, RECORDS
from us_cuba_2026.check.keys import SEED, Bits, Hashes, KeyIndex, bits, joined
from us_cuba_2026.check.rule import filled
from us_cuba_2026.check.watch import Case, Findings, Frames, Watch
from us_cuba_2026.datapackage import Table
from us_cuba_2026.source.normalise import normalise_all

LAST = ("accounting", "evidence")
"""The tables to be read after all records, in this order."""

_RECORD = pl.col("record_id").hash(SEED)
_PLACE = _RECORD + pl.col("passage_id").hash(SEED + 1)
_PRINT = pl.col("sha256").hash(SEED) + pl.col("length").hash(SEED + 1)


@dataclass
class _Records:
    """What is known of all records, in the order of the sorted hashes of their ids."""

    index: KeyIndex
    home: Bits
    print: Bits
    """Fingerprint of the words of a direct quote; 0 for all other records."""
    has_primary: npt.NDArray[np.bool_]


class _Piece(NamedTuple):
    """What is kept of some records while they stream by."""

    record: Hashes
    home: Bits
    print: Bits


class EvidenceWatch(Watch):
    """Each record has its evidence, each direct quote is its words, each claim stands where its record has evidence."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.columns = {name: columns for name, columns in COLUMNS.items() if name in tables}
        self._tables = tables
        self._pieces: dict[str, list[_Piece]] = {name: [] for name in RECORDS}
        self._records: _Records | None = None
        self._repeated = False
        self._claims: list[pl.DataFrame] = []
        self._claim_index: KeyIndex | None = None
        self._suspects: dict[str, list[Hashes]] = {name: [] for name in LAST}
        self._out_of_turn: set[str] = set()

    def forget(self, table: str) -> None:
        if table in RECORDS:
            self._pieces[table] = []
            return
        self._suspects[table] = []
        if table == "accounting":
            self._claims, self._claim_index = [], None
        elif self._records:
            self._records.has_primary[:] = False
            if self._claim_index:
                self._is_touched[:] = False

    def take(self, table: str, rows: pl.DataFrame, is_cut: bool) -> None:
        if table in RECORDS:
            self._take_records(table, rows)
            return
        if self._records is None:
            self._records = self._gathered()
        of_table = rows.select(COLUMNS[table])
        spans = of_table.with_columns(pl.col("start", "end").cast(pl.Int64, strict=False)).drop_nulls(["start", "end"])
        if table == "accounting":
            self._take_claims(spans.filter(filled("record_id")))
        else:
            self._take_evidence(spans)

    def _take_records(self, table: str, rows: pl.DataFrame) -> None:
        if self._records is not None:  # a table that is read too late for what this watch keeps
            self._out_of_turn.add(table)
        column = RECORDS[table]
        rows = rows.select(COLUMNS[table]).filter(filled(column))
        kept = rows.select(pl.col(column).hash(SEED), pl.col("passage_id").hash(SEED + 1))
        words = _prints(rows) if table == "quotes" else np.zeros(rows.height, np.uint32)
        self._pieces[table].append(_Piece(kept.to_series(0).to_numpy(), bits(kept.to_series(1)), words))

    def _gathered(self) -> _Records:
        """All records by the hash of their id; the pieces they were kept in are given up."""
        pieces = [piece for some in self._pieces.values() for piece in some]
        self._pieces = {name: [] for name in RECORDS}
        home = joined([piece.home for piece in pieces], np.uint32)
        words = joined([piece.print for piece in pieces], np.uint32)
        ids = [piece.record for piece in pieces]
        pieces.clear()
        index = KeyIndex(joined(ids))
        self._repeated = index.has_repeated
        home, words = home[index.order], words[index.order]
        return _Records(index, home, words, np.zeros(len(index.order), np.bool_))

    def _take_claims(self, rows: pl.DataFrame) -> None:
        assert self._records  # noqa: S101  (made by take)
        start, end = (pl.col(name).clip(0, 2**31 - 1).cast(pl.Int32) for name in ("start", "end"))
        claims = rows.select(place=_PLACE, record=_RECORD, start=start, end=end)
        is_known = self._records.index.sorted_position(claims["record"].to_numpy()) >= 0
        self._suspects["accounting"].append(np.unique(claims["record"].to_numpy()[~is_known]))
        self._claims.append(claims.filter(is_known))

    def _take_evidence(self, rows: pl.DataFrame) -> None:
        records = self._records
        assert records  # noqa: S101  (made by take)
        length = (pl.col("end") - pl.col("start")).alias("length")
        hashes = rows.with_columns(length).select(
            record=_RECORD, place=_PLACE, home=pl.col("passage_id").hash(SEED + 1), words=_PRINT,
            is_primary=pl.col("use") == "primary", start="start", end="end",
        )  # fmt: skip
        record = hashes["record"].to_numpy()
        at = records.index.sorted_position(record)
        is_primary = hashes["is_primary"].to_numpy() & (at >= 0)
        to, of = at[is_primary], record[is_primary]
        words = records.print[to]
        is_wrong = records.has_primary[to] | (records.home[to] != bits(hashes["home"])[is_primary])
        is_wrong |= (words != 0) & (words != bits(hashes["words"])[is_primary])
        records.has_primary[to] = True
        order = np.sort(to)
        again = records.index.keys[order[1:][order[1:] == order[:-1]]]
        self._suspects["evidence"] += [np.unique(record[at < 0]), np.unique(of[is_wrong]), np.unique(again)]
        self._touch(hashes)

    def _touch(self, hashes: pl.DataFrame) -> None:
        """Mark the claims that the evidence touches."""
        if not self._claims:
            return
        if self._claim_index is None or len(self._claims) > 1:
            claims = pl.concat(self._claims).sort("place")
            self._claims = [claims]
            self._claim_index = KeyIndex(claims["place"].to_numpy())
            self._start, self._end = claims["start"].to_numpy(), claims["end"].to_numpy()
            self._place, self._is_touched = claims["place"].to_numpy(), np.zeros(claims.height, np.bool_)
        at = self._claim_index.position(hashes["place"].to_numpy())
        rows = np.flatnonzero(at >= 0)
        at = at[rows]
        start, end = hashes["start"].to_numpy()[rows], hashes["end"].to_numpy()[rows]
        place = hashes["place"].to_numpy()[rows]
        while at.size:  # claims in the same place stand one after the other
            touches = (self._start[at] < end) & (start < self._end[at])
            self._is_touched[at[touches]] = True
            at = at + 1
            goes_on = at < len(self._place)
            goes_on[goes_on] = self._place[at[goes_on]] == place[goes_on]
            at, start, end, place = at[goes_on], start[goes_on], end[goes_on], place[goes_on]

    def case(self, read: set[str]) -> Case | None:
        if not read.issuperset((*RECORDS, "evidence")):
            return None
        if self._records is None:
            self._records = self._gathered()
        records = self._records
        suspects: list[Any] = [*self._suspects["evidence"], records.index.keys[:-1][~records.has_primary]]
        if "accounting" in read and self._claims:
            suspects += self._suspects["accounting"]
            self._touch(pl.DataFrame(schema={"place": pl.UInt64, "start": pl.Int64, "end": pl.Int64}))
            suspects.append(self._claims[0]["record"].to_numpy()[~self._is_touched])
        if self._out_of_turn or self._repeated:
            suspects = [
                records.index.keys[:-1],
                *(piece.record for pieces in self._pieces.values() for piece in pieces),
            ]
            suspects += self._suspects["evidence"] + self._suspects["accounting"]
        groups = {name: pl.col(RECORDS.get(name, "record_id")).hash(SEED) for name in self.columns if name in read}
        found = np.unique(joined(suspects))

        def judge(frames: Frames) -> Findings:
            return evidence.findings(self._tables, frames)

        columns: dict[str, Sequence[str]] = {name: self.columns[name] for name in groups}
        return Case(groups, columns, found, judge) if len(found) else None


def _prints(quotes: pl.DataFrame) -> Bits:
    """The fingerprint of the words of each direct quote, as a hash; 0 for the others."""
    is_direct = quotes.select((pl.col("form") == "direct") & filled("text")).to_series()
    texts = normalise_all(quotes["text"].filter(is_direct).to_list())
    digests = [sha256(text.encode()).hexdigest() for text in texts]
    lengths = pl.Series("length", list(map(len, texts)), pl.Int64)
    found = pl.DataFrame([lengths, pl.Series("sha256", digests, pl.String)]).select(_PRINT)
    hashes = np.zeros(quotes.height, np.uint32)
    hashes[is_direct.to_numpy()] = bits(found.to_series())
    return hashes
