"""Checks a whole package: one pass over each table, then a second look at what may break the rules across rows."""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import polars as pl

from us_cuba_2026.check import compiled, reader, table_schema, vocabulary
from us_cuba_2026.check.findings import COLUMNS, Report
from us_cuba_2026.check.judge import Judge
from us_cuba_2026.check.ledger import SHOWN, Ledger
from us_cuba_2026.check.parents import Parents
from us_cuba_2026.check.rows import RestartError
from us_cuba_2026.check.rule import ROW
from us_cuba_2026.check.second_look import look_again
from us_cuba_2026.check.watch import Watch, watches
from us_cuba_2026.check.watch_evidence import LAST, EvidenceWatch
from us_cuba_2026.datapackage import Package, Table


def validate(
    path: Path | str | None = None,
    *,
    max_findings: int = SHOWN,
    findings: Path | str | None = None,
    force: bool = False,
    progress: Callable[[int], None] = reader.nothing,
    reading: reader.Reading = reader.AS_USUAL,
) -> Report:
    """Check a package: its files, its cells against Table Schema, and the dataset's own rules.

    Each table is read once, batch by batch; of its rows only hashes of keys are kept. Where these tell that a rule
    across rows may be broken, the table is read once more, to judge the suspects.

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
    check = _Check(package, reading, progress)
    with check.ahead, check.aside, Ledger(package.tables, max_findings, target, force) as ledger:
        for table in check.order:
            check.table(table, ledger)
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

    def __init__(self, package: Package, reading: reader.Reading, progress: Callable[[int], None]) -> None:
        self.package, self.reading, self.progress = package, reading, progress
        self.order = reading_order(package.tables)
        self.rows: dict[str, int] = {}
        self.columns: dict[str, set[str]] = {}
        self.vocabulary: pl.DataFrame | None = None
        self.used: dict[tuple[str, str], set[str]] = {}  # the words that occur in each field with an enum
        self.watches: list[Watch] = [*watches(self.order), EvidenceWatch({one.name: one for one in package.tables})]
        self.own_rules = compiled.own_rules()
        self.ahead, self.aside = ThreadPoolExecutor(1), ThreadPoolExecutor(1)  # read, and judge
        self.parents = Parents(package, self.own_rules)
        for table in package.tables:  # what cannot be compiled is told before anything is read
            for field in table.fields:
                list(table_schema.field_rules(table, field))

    def words_of(self, table: str, column: str) -> set[str]:
        """The words that the vocabulary has for a column."""
        words = self.vocabulary
        if words is None or not {"field", "code"} <= {*words.columns}:
            return set()
        return set(words.filter(pl.col("field").is_in([column, f"{table}.{column}"]))["code"])

    def seen_by(self, watch: Watch) -> set[str]:
        """The tables that could be read, and have the columns that a watch reads of them."""
        return {name for name, columns in watch.columns.items() if self.columns.get(name, set()) >= {*columns}}

    def table(self, table: Table, ledger: Ledger) -> None:
        """Read and judge one table."""
        try:
            self._read(table, ledger, self.reading)
        except RestartError:
            self._read(table, ledger, replace(self.reading, is_parallel=False))

    def _read(self, table: Table, ledger: Ledger, reading: reader.Reading) -> None:
        section = ledger.open(table)
        pass_ = _Pass(self, table)
        shapes: list[pl.DataFrame] = []
        scan = reader.Scan(table, shapes.append, pass_.see_cut, self.progress, reading)
        batches = scan.batches()

        def read() -> tuple[pl.DataFrame | None, list[pl.DataFrame]]:
            batch = next(batches, None)
            found = shapes.copy()
            shapes.clear()
            return batch, found

        reading_on = self.ahead.submit(read)
        while True:
            batch, on_shapes = reading_on.result()
            for found in on_shapes:
                section.add(found)
            if batch is None:
                break
            reading_on = self.ahead.submit(read)  # the next one, while this one is judged
            section.add(pass_.judge(batch))
        section.add(pass_.judged())
        if scan.is_readable:
            pass_.finish()
        else:
            pass_.forget()
            section = ledger.open(table)  # what was found until then depends on how far it was read
        for found in scan.findings():
            section.add(found)


class _Pass:
    """One pass over one table."""

    def __init__(self, check: _Check, table: Table) -> None:
        self._check, self._table = check, table
        self._judge: Judge | None = None
        self._judging: Future[pl.DataFrame] | None = None
        self._watches: list[Watch] = []
        self._columns: set[str] = set()
        self._count = 0
        self._previous: str | None = None
        self._first_key: str | None = None
        self._words: dict[str, set[str]] = {}
        self._used: dict[str, set[str]] = {}
        self._vocabulary: list[pl.DataFrame] = []
        self._cut: list[pl.DataFrame] = []
        for watch in self._all_watches():
            watch.forget(table.name)

    def _all_watches(self) -> list[Watch]:
        return [watch for watch in self._check.watches if self._table.name in watch.columns]

    def _start(self, columns: Sequence[str]) -> None:
        """Compile what applies to the columns that are there."""
        check, table = self._check, self._table
        self._columns = {*columns}
        check.parents.start(table, columns)
        known = {*columns, table_schema.PREVIOUS, *check.parents.columns(table, columns)}
        self._judge = compiled.judge_of(table, known, compiled.cues_of(check.vocabulary), check.own_rules)
        self._watches = [one for one in self._all_watches() if {*one.columns[table.name]} <= {*columns}]
        self._first_key = next((name for name in table.primary_key[:1] if name in columns), None)
        for field in table.fields:
            if field.enum and field.name in columns:
                self._words[field.name] = {*field.enum, *check.words_of(table.name, field.name)}
                self._used[field.name] = set()

    def judge(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Judge some rows in another thread, and see them.

        Returns:
            The findings on the rows before these, of which :meth:`judged` gives the last.
        """
        if self._judge is None:
            self._start(rows.columns)
        if self._first_key:
            shifted = pl.col(self._first_key).shift(1, fill_value=pl.lit(self._previous, pl.String))
            rows = rows.with_columns(shifted.alias(table_schema.PREVIOUS))
            self._previous = rows[self._first_key][-1]
        rows = self._check.parents.looked_up(self._table, rows)
        assert self._judge  # noqa: S101  (made by start)
        found = self.judged()
        self._judging = self._check.aside.submit(self._judge.findings, rows)
        self._see(rows, is_cut=False)
        return found

    def judged(self) -> pl.DataFrame:
        """The findings on the latest rows."""
        judging, self._judging = self._judging, None
        return judging.result() if judging else pl.DataFrame(schema=dict(COLUMNS))

    def see_cut(self, rows: pl.DataFrame) -> None:
        """See rows of the wrong width: of them only what the rules across rows need is kept until the end."""
        self._cut.append(rows)

    def _see(self, rows: pl.DataFrame, is_cut: bool) -> None:
        self._count += rows.height
        self._check.parents.take(rows)
        for watch in self._watches:
            watch.take(self._table.name, rows, is_cut)
        if self._table.name == "vocabulary":
            self._vocabulary.append(rows)
        for name, used in self._used.items():
            if unused := self._words[name] - used:
                used |= set(rows.filter(pl.col(name).is_in(unused))[name].unique())

    def finish(self) -> None:
        """The table has been read to its end."""
        check, name = self._check, self._table.name
        if self._judge is None:
            self._start(self._cut[0].columns if self._cut else self._table.names)
        for rows in self._cut:
            self._see(check.parents.looked_up(self._table, rows), is_cut=True)
        check.parents.finish(check.order[check.order.index(self._table) + 1 :])
        for watch in self._watches:
            watch.finish(name)
        check.rows[name], check.columns[name] = self._count, self._columns
        check.used |= {(name, column): words for column, words in self._used.items()}
        if name == "vocabulary":
            nothing = pl.DataFrame(schema=dict.fromkeys(self._columns, pl.String) | {ROW: pl.Int64})
            check.vocabulary = pl.concat([nothing, *self._vocabulary], how="diagonal").sort(ROW)

    def forget(self) -> None:
        """The table could not be read."""
        for watch in self._all_watches():
            watch.forget(self._table.name)


def reading_order(tables: Sequence[Table]) -> list[Table]:
    """The order in which tables are read: each after those its foreign keys point to.

    The vocabulary comes first, since rules are made of it; accounting and evidence last, held against all records.
    """
    rank: Mapping[str, int] = {"vocabulary": -1} | {name: at for at, name in enumerate(LAST, 1)}
    waiting = sorted(tables, key=lambda table: rank.get(table.name, 0))
    ordered: list[Table] = []
    while waiting:
        left = {table.name for table in waiting}
        free = [table for table in waiting if not left & {key.table for key in table.foreign_keys} - {table.name}]
        first = (free or waiting)[0]
        ordered.append(first)
        waiting.remove(first)
    return ordered
