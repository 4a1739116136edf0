"""Checks a whole package: one pass over each table, then a second look at what may break the rules across rows."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from us_cuba_2026.checker import closed_lists, row_rules, table_schema
from us_cuba_2026.checker.findings import Report
from us_cuba_2026.checker.findings_store import SHOWN, Ledger
from us_cuba_2026.checker.group_rules import reading_order
from us_cuba_2026.checker.local.group_suspects import Watch, watches
from us_cuba_2026.checker.local.references import Lookup, Parents, ParentsByKey
from us_cuba_2026.checker.local.suspect_rows import look_again
from us_cuba_2026.checker.local.threads import Aside, ahead
from us_cuba_2026.checker.reading import table_reader
from us_cuba_2026.checker.reading.batches import AS_USUAL, Reading
from us_cuba_2026.checker.row_checker import Docket
from us_cuba_2026.model.package import Package, Table
from us_cuba_2026.rules import vocabulary
from us_cuba_2026.rules.evidence_suspects import EvidenceWatch


def validate(
    path: Path | str | None = None,
    *,
    max_findings: int = SHOWN,
    findings: Path | str | None = None,
    force: bool = False,
    progress: Callable[[int], None] = table_reader.nothing,
    reading: Reading = AS_USUAL,
) -> Report:
    """Check a package: its files, its cells against Table Schema, and the dataset's own rules.

    Each table is read once, batch by batch; of its rows only hashes of keys are kept, and the cells that rows of other
    tables look up. Where these tell that a rule across rows may be broken, the table is read again, to judge the
    suspects.

    Args:
        path: A ``datapackage.json`` or the folder that holds it; the dataset itself if nothing is given.
        max_findings: How many findings of each rule the report holds; all are counted.
        findings: File to write all findings to: ``.csv``, ``.jsonl`` or ``.parquet``.
        force: Whether that file may be replaced if it is there.
        progress: Called with the number of bytes of each piece of a file that is read for the first time.
        reading: How files are read.

    Returns:
        The report.

    Raises:
        UnusableError: If the descriptor cannot be used, or the findings cannot be written.

    Example:
        >>> validate().is_valid
        True
    """
    started = time.perf_counter()
    package = Package.read(path)
    target = None if findings is None else Path(findings)
    with (
        ThreadPoolExecutor(1) as reads,
        ThreadPoolExecutor(1) as judges,
        ThreadPoolExecutor(1) as watchers,
        Ledger(package.tables, max_findings, target, force) as ledger,
    ):
        check = _Check(package, Aside(judges), Aside(watchers))
        check.judge(ahead(pieces(check.order, reading, progress), reads), ledger)
        for table in package.tables:
            ledger.sections[table.name].add(closed_lists.findings(table))
        cases = [case for watch in check.watches if (case := watch.case(check.seen_by(watch)))]
        for name, found in look_again(package, cases, reading):
            ledger.sections[name].add(found)
        if check.vocabulary is not None:
            for found in vocabulary.findings(package, check.vocabulary, check.used):
                ledger.sections["vocabulary"].add(found)
        ledger.write()
        return Report(
            package=package.folder,
            files={table.name: table.path for table in package.tables},
            rows={table.name: check.rows[table.name] for table in package.tables if table.name in check.rows},
            findings=ledger.shown(),
            seconds=time.perf_counter() - started,
            counts=ledger.counts(),
        )


class _Check:
    """What is known so far while the tables of a package are read one after the other."""

    def __init__(self, package: Package, judging: Aside, watching: Aside) -> None:
        self.judging, self.watching = judging, watching
        self.order = reading_order(package.tables)
        self.rows: dict[str, int] = {}
        self.columns: dict[str, set[str]] = {}
        self.vocabulary: pl.DataFrame | None = None
        self.used: dict[tuple[str, str], set[str]] = {}  # the words that occur in each field with an enum
        self.watches: list[Watch] = [*watches(self.order), EvidenceWatch({one.name: one for one in package.tables})]
        self.rules = row_rules.Rules(package.tables)  # what cannot be compiled is told before anything is read
        self.parents = Parents(package, self.rules.own)
        self.finishing: set[str] = set()  # tables that have been read, of which not all is known yet

    def seen_by(self, watch: Watch) -> set[str]:
        """The tables that could be read, and have the columns that a watch reads of them."""
        return {name for name, columns in watch.columns.items() if self.columns.get(name, set()) >= {*columns}}

    def judge(self, pieces: Iterable["_Piece"], ledger: Ledger) -> None:
        """Have all pieces judged and seen."""
        pass_: _Pass | None = None
        for piece in pieces:
            table = piece.scan.table
            if pass_ is None:
                pass_ = _Pass(self, table)
                ledger.open(table)
            for found in piece.shapes:
                ledger.sections[table.name].add(found)
            if piece.rows is not None and piece.rows.is_empty():
                continue
            if piece.rows is not None:
                rows = pass_.prepare(piece.rows, piece.is_cut)
                if not piece.is_cut:
                    self.judging.call(partial(pass_.findings, rows), ledger.sections[table.name].add)
                self.watching.call(partial(pass_.see, rows, piece.is_cut), table_reader.nothing)
                continue
            if piece.scan.is_readable:
                pass_.start(table.names)
                self.judging.call(pass_.last_findings, ledger.sections[table.name].add)
                self.finishing.add(table.name)
                self.watching.call(pass_.finish, table_reader.nothing)
            else:
                self.judging.settle()
                ledger.open(table)  # what was found until then depends on how far it was read
            for found in piece.scan.findings():
                ledger.sections[table.name].add(found)
            pass_ = None
        self.judging.settle()
        self.watching.settle()


@dataclass
class _Piece:
    """What is read of a table at a time; at its end no rows."""

    scan: table_reader.Scan
    shapes: list[pl.DataFrame]
    rows: pl.DataFrame | None = None
    is_cut: bool = False


def pieces(tables: Sequence[Table], reading: Reading, progress: Callable[[int], None]) -> Iterator[_Piece]:
    """Read tables, one after the other."""
    for table in tables:
        shapes: list[pl.DataFrame] = []
        scan = table_reader.Scan(table, shapes.append, progress, reading)
        for rows, is_cut in scan.batches():
            yield _Piece(scan, shapes.copy(), rows, is_cut)
            shapes.clear()
        yield _Piece(scan, shapes)


class _Pass:
    """One pass over one table."""

    def __init__(self, check: _Check, table: Table) -> None:
        self._check, self._table = check, table
        self._docket: Docket | None = None  # made when the columns are known
        self._lookup = Lookup(table, ())
        self._parents: ParentsByKey = {}
        self._watches: list[Watch] = []
        self._columns: set[str] = set()
        self._count = 0
        self._previous: str | None = None
        self._first_key: str | None = None
        self._words: Mapping[str, frozenset[str]] = {}
        self._used: dict[str, set[str]] = {}
        self._vocabulary: list[pl.DataFrame] = []

    def start(self, columns: Sequence[str]) -> None:
        """Compile what applies to the columns that are there, unless it has been."""
        check, table = self._check, self._table
        if self._docket is not None:
            return
        if check.finishing & {"vocabulary", *(key.table for key in table.foreign_keys)}:
            check.watching.settle()
        self._columns = {*columns}
        self._lookup = check.parents.lookup(table, columns)
        self._parents = check.parents.start(table, {*columns, *self._lookup.columns})
        known = {*columns, table_schema.PREVIOUS, *self._lookup.columns}
        self._docket = Docket(check.rules.judge(table, known, row_rules.cues_of(check.vocabulary), self._lookup.plain))
        watches = [watch for watch in check.watches if table.name in watch.columns]
        self._watches = [watch for watch in watches if {*watch.columns[table.name]} <= {*columns}]
        self._first_key = next((name for name in table.primary_key[:1] if name in columns), None)
        words = vocabulary.enum_words(table, check.vocabulary)
        self._words = {name: words[name] for name in words if name in columns}
        self._used = {name: set() for name in self._words}

    def prepare(self, rows: pl.DataFrame, is_cut: bool) -> pl.DataFrame:
        """The rows with what is known of others."""
        self.start(rows.columns)
        if self._first_key and not is_cut:
            shifted = pl.col(self._first_key).shift(1, fill_value=pl.lit(self._previous, pl.String))
            rows = rows.with_columns_seq(shifted.alias(table_schema.PREVIOUS))
            self._previous = rows[self._first_key][-1]
        return self._lookup.add(rows)

    def findings(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Findings on these rows and those before them; called in a thread for that."""
        assert self._docket  # noqa: S101  (made by prepare)
        return self._docket.findings(rows)

    def last_findings(self) -> pl.DataFrame:
        """Findings on rows that have not been judged; called in the same thread."""
        assert self._docket  # noqa: S101  (made by start)
        return self._docket.rest()

    def see(self, rows: pl.DataFrame, is_cut: bool) -> None:
        """Keep what the rules across rows need of rows, which have the right width or were cut to it.

        Called in another thread for that, which has seen all rows when the table is finished.
        """
        self._count += rows.height
        for parent in self._parents.values():
            parent.take(rows)
        for watch in self._watches:
            watch.take(self._table.name, rows, is_cut)
        if self._table.name == "vocabulary":
            self._vocabulary.append(rows)
        for name, used in self._used.items():
            if unused := self._words[name] - used:
                used |= set(rows[name].filter(rows[name].is_in(list(unused))).unique())

    def finish(self) -> None:
        """The table has been read to its end; called where its rows were seen."""
        check, name = self._check, self._table.name
        check.parents.finish(self._parents, check.order[check.order.index(self._table) + 1 :])
        for watch in self._watches:
            watch.finish(name)
        check.rows[name], check.columns[name] = self._count, self._columns
        check.used |= {(name, column): words for column, words in self._used.items()}
        if name == "vocabulary":
            check.vocabulary = vocabulary.put_together(self._vocabulary, self._columns)
        check.finishing.discard(name)
