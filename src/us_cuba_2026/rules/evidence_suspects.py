"""The records whose evidence or accounting is suspect: what of each is kept while the tables stream by.

Of a record its id and passage are kept as hashes, with the length of its words of the article; evidence and accounting
come last and are held against them as they are read, so that of their own rows almost nothing is kept.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from us_cuba_2026.checker.hashes import (
    SEED,
    Bits,
    Columns,
    SortedKeys,
    bits,
    different,
    in_order,
    joined,
    twice,
)
from us_cuba_2026.checker.rule import Hashes, Suspects, filled
from us_cuba_2026.rules.evidence import COLUMNS, words_length
from us_cuba_2026.rules.record_tables import RECORDS

_RECORD = pl.col("record_id").hash(SEED)
_HOME = pl.col("passage_id").hash(SEED + 1)
_MOST_CLAIMS = 32  # of one record in one passage that are held against each span; what is left is judged exactly


@dataclass
class _Records:
    """What is known of all records, in the order of the hashes of their ids."""

    ids: SortedKeys
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


class EvidenceSuspects(Suspects):
    """Each record has its evidence, each direct quote is its words, each claim stands where its record has evidence."""

    def __init__(self) -> None:
        self._seen = Columns(np.uint64, np.uint32, np.int32, np.bool_)  # id, passage, length of words, are they all
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
        length = words_length(table).cast(pl.Int32).alias("length")
        ids, home, length_ = rows.select_seq(pl.col(column).hash(SEED), _HOME, length)
        if self._records is not None:  # a table that is read behind evidence, against which it was not held
            self._late.append(ids.to_numpy())
            return
        is_whole = np.full(rows.height, table == "quotes")
        self._seen.add(ids.to_numpy(), bits(home), length_.to_numpy(), is_whole)

    def _known(self) -> _Records:
        """All records that were seen before evidence; what they were kept in is given up."""
        if self._records is None:
            ids, home, length, is_whole = self._seen.in_order()
            longest, has_primary = np.zeros_like(length), np.zeros_like(is_whole)
            self._records = _Records(SortedKeys(ids), home, length, is_whole, longest, has_primary)
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
        self._suspects.append(different(joined([record[at < 0], of[is_wrong], twice(in_order(of))])))
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

    def groups(self, table: str) -> pl.Expr:
        return pl.col(RECORDS.get(table, "record_id")).hash(SEED)

    def found(self, tables: set[str]) -> Hashes:
        records = self._known()
        is_wrong = ~records.has_primary | (records.length > records.longest)
        suspects = [*self._suspects, records.ids.keys[is_wrong]]
        if "accounting" in tables:
            claims = self._known_claims()
            suspects.append(claims.record[~claims.is_touched])
        if self._late or records.ids.has_repeated:
            suspects += [records.ids.keys, *self._late]
        return different(joined(suspects))


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
