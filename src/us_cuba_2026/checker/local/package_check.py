"""Checks a whole package: one pass over each table, then the suspect groups of group rules are judged."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from us_cuba_2026.checker import SHOWN, row_rules
from us_cuba_2026.checker.fallback.package_check import FallbackCheck
from us_cuba_2026.checker.findings import Report
from us_cuba_2026.checker.findings_store import FindingsStore
from us_cuba_2026.checker.group_rules import group_rules, reading_order
from us_cuba_2026.checker.keys import Keys, KeyStore
from us_cuba_2026.checker.local.group_suspects import suspects_of
from us_cuba_2026.checker.local.references import Lookup, Parents, ParentsByKey
from us_cuba_2026.checker.local.suspect_rows import judge_suspects, suspect_groups
from us_cuba_2026.checker.local.threads import Background, ahead
from us_cuba_2026.checker.profiles import OwnRules, rules_of
from us_cuba_2026.checker.reading import table_reader
from us_cuba_2026.checker.reading.batches import AS_USUAL, Reading
from us_cuba_2026.checker.row_checker import SuspectBuffer
from us_cuba_2026.checker.rule import Suspects
from us_cuba_2026.checker.rule_set import RuleSet, put_together
from us_cuba_2026.checker.table_check import TableCheck
from us_cuba_2026.model.package import Package, Table
from us_cuba_2026.model.profile import check_profile


def validate(
    path: Path | str | None = None,
    *,
    rules: OwnRules = (),
    text_quality: bool = False,
    max_findings: int = SHOWN,
    findings: Path | str | None = None,
    force: bool = False,
    progress: Callable[[int], None] = table_reader.nothing,
    reading: Reading = AS_USUAL,
) -> Report:
    """Check a package: its files, its cells against Table Schema, and the rules of the profile that it names, if any.

    Each table is read once, batch by batch; of its rows only hashes of keys are kept, and the cells that rows of other
    tables look up. Where these tell that a group rule may be broken, the table is read again, to judge the
    suspects.

    Args:
        path: A ``datapackage.json`` or the folder that holds it; the dataset itself if nothing is given.
        rules: Rules of your own, besides those of the profile that the package names; or all that it is checked by.
        text_quality: Whether text must be tidy: its spaces, Unicode, words read as missing, and the order of rows.
            A package of this dataset's kind is always checked so.
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

        A rule of your own on single rows, and one on rows together:

        >>> from us_cuba_2026.checker import GroupRule, Member, RowRule, Suspicion, frame_of
        >>> size = RowRule("size", "must have a name of 13 letters", "name", pl.col("name").str.len_chars() < 14)
        >>> def judge(frames):
        ...     rows = frames["trips"].filter(pl.col("boat").is_duplicated())
        ...     yield "trips", frame_of(rows, "one-trip", "boat", pl.lit("has several trips"), pl.col("boat"))
        >>> boats = Member("trips", key=("boat",), cells=("boat",))
        >>> one_trip = GroupRule("one-trip", "a boat has one trip", (boats,), Suspicion.REPEATED, judge)
        >>> validate(rules=[size, one_trip]).is_valid
        False
    """
    started = time.perf_counter()
    whole = Package.read(path)
    check_profile(whole)
    rule_set = rules_of(whole, rules, text_quality)
    package, fallback = whole.covered(), FallbackCheck(whole, rule_set)
    target = None if findings is None else Path(findings)
    with (
        ThreadPoolExecutor(1) as reads,
        ThreadPoolExecutor(1) as judges,
        ThreadPoolExecutor(1) as keepers,
        FindingsStore(whole.tables, max_findings, target, force) as store,
    ):
        check = _Check(package, rule_set, Background(judges), Background(keepers))
        check.judge(ahead(pieces(check.order, reading, progress), reads), store)
        for table in package.tables:
            store.sections[table.name].add(check.rules.on_description(table))
        for name, found in judge_suspects(package, suspect_groups(check.groups, check.columns), reading):
            store.sections[name].add(found)
        if check.rule_set.word_table and check.words is not None:
            for found in check.rule_set.word_table.findings(package, check.words, check.used):
                store.sections[check.rule_set.word_table.table].add(found)
        rows = {**check.rows, **fallback.run(store, reading, progress)}
        return fallback.report(store, rows, started)


class _Check:
    """What is known so far while the tables of a package are read one after the other."""

    def __init__(self, package: Package, rule_set: RuleSet, judging: Background, keeping: Background) -> None:
        self.judging, self.keeping = judging, keeping
        self.rule_set = rule_set
        self.word_table = rule_set.word_table.table if rule_set.word_table else None
        self.order = reading_order(package.tables, rule_set)
        self.rows: dict[str, int] = {}
        self.columns: dict[str, set[str]] = {}
        self.words: pl.DataFrame | None = None  # the rows of the word table
        self.used: dict[tuple[str, str], set[str]] = {}  # the words that occur in each field with an enum
        self.keys = KeyStore({table.name: table for table in package.tables})
        self.groups = suspects_of(group_rules(self.order, rule_set), self.keys)
        self.rules = row_rules.Rules(package.tables, rule_set)  # what cannot be compiled is told before reading
        self.parents = Parents(package, self.rules.own, self.keys)
        self.finishing: set[str] = set()  # tables that have been read, of which not all is known yet

    def judge(self, pieces: Iterable["_Piece"], store: FindingsStore) -> None:
        """Have all pieces judged and seen."""
        pass_: _Pass | None = None
        for piece in pieces:
            table = piece.scan.table
            if pass_ is None:
                pass_ = _Pass(self, table)
                store.open(table)
            for found in piece.shapes:
                store.sections[table.name].add(found)
            if piece.rows is not None and piece.rows.is_empty():
                continue
            if piece.rows is not None:
                rows = pass_.prepare(piece.rows, piece.is_cut)
                if not piece.is_cut:
                    self.judging.call(partial(pass_.findings, rows), store.sections[table.name].add)
                self.keeping.call(partial(pass_.see, rows, piece.is_cut), table_reader.nothing)
                continue
            if piece.scan.is_readable:
                pass_.start(table.names)
                self.judging.call(pass_.last_findings, store.sections[table.name].add)
                self.finishing.add(table.name)
                self.keeping.call(pass_.finish, table_reader.nothing)
            else:
                self.judging.settle()
                store.open(table)  # what was found until then depends on how far it was read
            for found in self.rules.on_files(piece.scan.findings()):
                store.sections[table.name].add(found)
            pass_ = None
        self.judging.settle()
        self.keeping.settle()


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
        self._rows: TableCheck | None = None  # made when the columns are known
        self._buffer: SuspectBuffer | None = None
        self._lookup = Lookup(table, (), ())
        self._parents: ParentsByKey = {}
        self._keys: list[Keys] = []
        self._suspects: list[Suspects] = []
        self._columns: set[str] = set()
        self._kept: list[pl.DataFrame] = []  # all rows, of the word table

    def start(self, columns: Sequence[str]) -> None:
        """Compile what applies to the columns that are there, unless it has been."""
        check, table = self._check, self._table
        if self._rows is not None:
            return
        if check.finishing & {check.word_table, *(key.table for key in table.foreign_keys)}:
            check.keeping.settle()
        self._columns = {*columns}
        self._lookup = check.parents.lookup(table, columns)
        self._parents = check.parents.start(table, {*columns, *self._lookup.columns})
        plain, looked_up = self._lookup.plain, self._lookup.columns
        self._rows = TableCheck(check.rules, table, columns, check.words, looked_up=looked_up, plain=plain)
        self._buffer = SuspectBuffer(self._rows.rows)
        read = [(rule.columns.get(table.name, ()), suspects) for rule, suspects in check.groups]
        self._suspects = [suspects for names, suspects in read if names and {*names} <= {*columns}]
        self._keys = check.keys.of(table.name, {*columns})

    def prepare(self, rows: pl.DataFrame, is_cut: bool) -> pl.DataFrame:
        """The rows with what is known of others."""
        self.start(rows.columns)
        assert self._rows  # noqa: S101  (made by start)
        return self._lookup.add(rows if is_cut else self._rows.prepare(rows))

    def findings(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Findings on these rows and those before them; called in a thread for that."""
        assert self._buffer  # noqa: S101  (made by prepare)
        return self._buffer.findings(rows)

    def last_findings(self) -> pl.DataFrame:
        """Findings on rows that have not been judged; called in the same thread."""
        assert self._buffer  # noqa: S101  (made by start)
        return self._buffer.rest()

    def see(self, rows: pl.DataFrame, is_cut: bool) -> None:
        """Keep what group rules need of rows, which have the right width or were cut to it.

        Called in another thread for that, which has seen all rows when the table is finished.
        """
        assert self._rows  # noqa: S101  (made by prepare)
        self._rows.count_rows(rows)
        for keys in self._keys:
            keys.take(rows, is_cut=is_cut)
        for parent in self._parents.values():
            parent.take(rows)
        for suspects in self._suspects:
            suspects.take(self._table.name, rows, is_cut)
        if self._table.name == self._check.word_table:
            self._kept.append(rows)

    def finish(self) -> None:
        """The table has been read to its end; called where its rows were seen."""
        check, name = self._check, self._table.name
        assert self._rows  # noqa: S101  (made by start)
        self._keys = []  # they are kept by those who want them
        for suspects in reversed(self._suspects):  # those of the dataset give up more than those of the descriptor
            suspects.finish(name)
        check.parents.finish(self._parents, check.order[check.order.index(self._table) + 1 :])
        check.rows[name], check.columns[name] = self._rows.count, self._columns
        check.used |= {(name, column): words for column, words in self._rows.used.items()}
        if name == check.word_table:
            check.words = put_together(self._kept, self._columns)
        check.finishing.discard(name)
