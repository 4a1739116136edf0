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
from us_cuba_2026.checker.keys import Keys, KeyStore
from us_cuba_2026.checker.rule import Hashes, Suspects, filled
from us_cuba_2026.rules.evidence import words_length
from us_cuba_2026.rules.record_tables import RECORDS

_Lengths = npt.NDArray[np.int32]

_RECORD = pl.col("record_id").hash(SEED)
_HOME = pl.col("passage_id").hash(SEED + 1)
_MOST_CLAIMS = 32  # of one record in one passage that are held against each span; what is left is judged exactly


class _Records:
    """What is known of the records of one table besides their ids, in the order of its rows.

    Args:
        keys: Their ids.
        is_whole: Whether their words are all of their primary span, as those of a direct quote are.
    """

    def __init__(self, keys: Keys, *, is_whole: bool) -> None:
        self._keys, self._is_whole = keys, is_whole
        keys.keep_positions()
        self._kept = Columns(np.uint32) if is_whole else Columns(np.uint32, np.int32)
        self.is_read = False

    def take(self, home: Bits, length: _Lengths) -> None:
        """See some rows: their passage, and the length of the article's words in them; -1 where there are none."""
        if self._is_whole:
            self._kept.add(np.where(length < 0, home, _with_length(home, length)))
        else:
            self._kept.add(home, length)

    def finish(self) -> None:
        """All rows have been seen: make room for what their evidence tells."""
        self._expected, *lengths = self._kept.give_up()  # of the primary span: its passage, with its length if known
        self._has_primary = np.zeros(len(self._expected), np.bool_)
        if lengths:
            self._length = lengths[0]
            self._longest = np.zeros_like(self._length)  # of the spans of its evidence so far
        self.is_read = True

    def see(self, spans: pl.DataFrame) -> tuple[pl.DataFrame, Hashes]:
        """Hold spans against the records; returns those of records that are not here, and suspects among the others."""
        record = spans["record"].to_numpy()
        at = self._keys.position(record)
        is_here = at >= 0
        length = _short(spans["end"] - spans["start"])
        is_primary = spans["is_primary"].to_numpy() & is_here
        to, of, home = at[is_primary], record[is_primary], bits(spans["home"])[is_primary]
        is_right = self._expected[to] == home
        if self._is_whole:
            is_right |= self._expected[to] == _with_length(home, length[is_primary])
        else:
            np.maximum.at(self._longest, at[is_here], length[is_here])
        is_wrong = self._has_primary[to] | ~is_right
        self._has_primary[to] = True
        return spans.filter(pl.Series(~is_here)), joined([of[is_wrong], twice(in_order(of))])

    def found(self) -> Hashes:
        """The records without primary evidence, or with words that are longer than all of their evidence."""
        is_wrong = ~self._has_primary
        if not self._is_whole:
            is_wrong |= self._length > self._longest
        return self._keys.of_rows(is_wrong)


def _with_length(home: Bits, length: _Lengths) -> Bits:
    """A passage and the length of a span there, as one hash."""
    hashed: Bits = home ^ ((length.astype(np.uint32) + np.uint32(1)) * np.uint32(0x9E3779B1))  # the golden ratio
    return hashed


@dataclass
class _Claims:
    """What is known of all claims on items, in the order of the hashes of record and passage."""

    places: SortedKeys
    record: Hashes
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    is_touched: npt.NDArray[np.bool_]


class EvidenceSuspects(Suspects):
    """Each record has its evidence, each direct quote is its words, each claim stands where its record has evidence.

    Args:
        store: Keeps the ids of records.
    """

    def __init__(self, store: KeyStore) -> None:
        self._records = {
            table: _Records(store.keys(table, (column,)), is_whole=table == "quotes")
            for table, column in RECORDS.items()
        }
        self._is_evidence_seen = False
        self._late: list[Hashes] = []
        self._seen_claims = Columns(np.uint64, np.uint64, np.int32, np.int32)  # place, record, start and end of each
        self._claims: _Claims | None = None
        self._suspects: list[Hashes] = []
        self._untouched: list[Hashes] = []  # records that claim what their evidence does not touch

    def take(self, table: str, rows: pl.DataFrame, is_cut: bool) -> None:
        if table in RECORDS:
            self._take_records(table, rows)
        elif table == "accounting":
            self._take_claims(_spans(rows.filter(filled("record_id"))))
        else:
            self._take_evidence(_spans(rows, is_primary=pl.col("use") == "primary"))

    def finish(self, table: str) -> None:
        if table in RECORDS and not self._is_evidence_seen:
            self._records[table].finish()
        elif table == "evidence":
            self._is_evidence_seen = True
            self._suspects += [records.found() for records in self._records.values() if records.is_read]
            self._records = {}
            claims = self._known_claims()
            self._untouched.append(claims.record[~claims.is_touched])
            self._claims = None

    def _take_records(self, table: str, rows: pl.DataFrame) -> None:
        if self._is_evidence_seen:  # a table that is read behind evidence, against which it was not held
            self._late.append(rows.filter(filled(RECORDS[table])).select_seq(self.groups(table)).to_series().to_numpy())
            return
        home, length = rows.select_seq(_HOME, words_length(table).cast(pl.Int32).alias("length"))
        self._records[table].take(bits(home), length.to_numpy())

    def _take_claims(self, rows: pl.DataFrame) -> None:
        """Keep claims; that their records exist is told by the evidence that touches them."""
        if self._is_evidence_seen:  # evidence that came before was not held against them
            self._late.append(rows["record"].to_numpy())
        self._seen_claims.add(
            rows["place"].to_numpy(), rows["record"].to_numpy(), _short(rows["start"]), _short(rows["end"])
        )

    def _take_evidence(self, rows: pl.DataFrame) -> None:
        self._is_evidence_seen = True
        self._touch(rows)
        for records in self._records.values():
            if records.is_read:
                rows, suspects = records.see(rows)
                self._suspects.append(suspects)
        self._suspects.append(rows["record"].to_numpy())

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
        untouched = self._untouched if "accounting" in tables else []
        return different(joined([*self._suspects, *self._late, *untouched]))


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
