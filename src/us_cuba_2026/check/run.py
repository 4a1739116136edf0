"""Checks a whole package: one pass over each table, then the rules that need all of it."""

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from us_cuba_2026.check import dates, evidence, figures, reader, rules, table_schema, vocabulary, whole_table
from us_cuba_2026.check.findings import Finding, Report, worst_first
from us_cuba_2026.check.judge import Judge
from us_cuba_2026.check.reader import ROW
from us_cuba_2026.check.rule import Rule
from us_cuba_2026.datapackage import Package, Table


def validate(path: Path | str | None = None) -> Report:
    """Check a package: its files, its cells against Table Schema, and the dataset's own rules.

    Args:
        path: A ``datapackage.json`` or the folder that holds it; the dataset itself if nothing is given.

    Returns:
        The report, with all findings.

    Raises:
        PackageError: If the descriptor cannot be used.

    Example:
        >>> validate().is_valid
        True
    """
    started = time.perf_counter()
    package = Package.read(path)
    check = _Check(package)
    for table in check.order:
        check.table(table)
    check.found += whole_table.findings(check.order, check.frames)
    check.found += evidence.findings(check.frames)
    check.found += vocabulary.findings(package, check.frames.get("vocabulary", pl.DataFrame()), check.used)
    names = [table.name for table in package.tables]
    return Report(
        package=package.folder,
        files={table.name: table.path for table in package.tables},
        rows={name: check.rows[name] for name in names if name in check.rows},
        findings=worst_first(check.found, names),
        seconds=time.perf_counter() - started,
    )


class _Check:
    """What is known so far while the tables of a package are read one after the other."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.order = _parents_first(package.tables)
        self.field_rules = {
            table.name: [rule for field in table.fields for rule in table_schema.field_rules(table, field)]
            for table in package.tables
        }
        self.found: list[Finding] = []
        self.rows: dict[str, int] = {}
        self.frames: dict[str, pl.DataFrame] = {}  # the columns of each table that later tables and rules need
        self.used: dict[tuple[str, str], set[str]] = {}  # the words that occur in each field with an enum
        self.own_rules = [*rules.rules(), *dates.rules(), *evidence.rules()]
        self.looked_up = _looked_up(package, self.own_rules)

    def table(self, table: Table) -> None:
        """Read and judge one table."""
        if not reader.check_bytes(table, self.found.append):
            return
        names = reader.header(table.path)
        if not reader.check_header(table, names, self.found.append):
            return
        columns = [name for name in table.names if name in names]
        lookups = list(self._lookups(table, columns))
        known = {*columns, table_schema.PREVIOUS, *(column for _, frame in lookups for column in frame.columns)}
        judge = Judge(table.name, [rule for rule in self._rules(table) if known.issuperset(rule.columns)])
        needed = [
            *whole_table.columns_needed(self.order, table),
            *evidence.COLUMNS.get(table.name, ()),
            *(vocabulary.COLUMNS if table.name == "vocabulary" else ()),
            *self.looked_up[table.name],
        ]
        kept = [ROW, *(name for name in dict.fromkeys(needed) if name in known)]
        first_key = next((name for name in table.primary_key[:1] if name in columns), None)
        words: dict[str, set[str]] = {field.name: set() for field in table.fields if field.enum and field.name in names}
        pieces: list[pl.DataFrame] = []
        previous: str | None = None
        try:
            for batch in reader.batches(table, names, self.found.append):
                rows = batch.rows
                if first_key:
                    shifted = pl.col(first_key).shift(1, fill_value=pl.lit(previous, pl.String))
                    rows = rows.with_columns(shifted.alias(table_schema.PREVIOUS))
                    previous = rows[first_key][-1] if rows.height else previous
                for column, frame in lookups:
                    rows = rows.join(frame, on=column, how="left", maintain_order="left")
                if batch.is_whole:
                    self.found += judge.findings(rows)
                pieces.append(rows.select(kept))
                for name, found in words.items():
                    found.update(rows[name].unique())
        except reader.UnreadableError:
            return
        nothing = pl.DataFrame(schema=dict.fromkeys(kept, pl.String) | {ROW: pl.Int64})
        self.frames[table.name] = pl.concat([nothing, *pieces]).sort(ROW)
        self.rows[table.name] = self.frames[table.name].height
        self.used |= {(table.name, name): found for name, found in words.items()}

    def _rules(self, table: Table) -> Iterator[Rule]:
        """The rules that apply to a table, as far as its columns are there."""
        yield from self.field_rules[table.name]
        for key in table.foreign_keys:
            parent = self.frames.get(key.table)
            if key.table != table.name and parent is not None and set(key.reference_fields) <= set(parent.columns):
                target = self.package.table(key.table)
                keys = parent.select(table_schema.key_value(target, key.reference_fields)).to_series()
                yield table_schema.foreign_key_rule(table, key, keys)
        if order := table_schema.order_rule(table):
            yield order
        yield from rules.text_rules(table)
        yield from (rule for rule in self.own_rules if not rule.tables or table.name in rule.tables)
        if table.name == "figures":
            yield from figures.rules(self._cues())

    def _cues(self) -> Mapping[str, str] | None:
        """The hedge that each cue of the vocabulary stands for, if there is a vocabulary."""
        words = self.frames.get("vocabulary", pl.DataFrame())
        if not {"field", "code", "see_also"} <= set(words.columns):
            return None
        cues = words.filter(
            (pl.col("field") == "figures.as_stated") & pl.col("see_also").str.starts_with("figures.hedge:")
        )
        return dict(zip(cues["code"], cues["see_also"].str.replace("figures.hedge:", "", literal=True), strict=True))

    def _lookups(self, table: Table, columns: Sequence[str]) -> Iterator[tuple[str, pl.DataFrame]]:
        """For each foreign key, the looked-up cells of the rows it can point to, named ``column.cell``."""
        for key in table.foreign_keys:
            parent = self.frames.get(key.table)
            if parent is None or len(key.fields) > 1 or key.fields[0] not in columns:
                continue
            column, target = key.fields[0], key.reference_fields[0]
            wanted = [name for name in self.looked_up[key.table] if name in parent.columns]
            if target in parent.columns and wanted:
                renamed = (pl.col(name).alias(f"{column}.{name}") for name in wanted)
                yield column, parent.select(pl.col(target).alias(column), *renamed).unique(column, keep="first")


def _looked_up(package: Package, own_rules: Sequence[Rule]) -> Mapping[str, Sequence[str]]:
    """For each table, the columns that rules on other tables look up in it, through one foreign key or several."""
    wanted: dict[str, dict[str, None]] = {table.name: {} for table in package.tables}

    def want(table: Table, path: str) -> None:
        column, _, rest = path.partition(".")
        for key in table.foreign_keys if rest else ():
            if key.fields == (column,) and key.table != table.name:
                wanted[key.table][rest] = None
                want(package.table(key.table), rest)

    for table in package.tables:
        for rule in own_rules:
            for path in rule.columns if not rule.tables or table.name in rule.tables else ():
                want(table, path)
    return {name: list(columns) for name, columns in wanted.items()}


def _parents_first(tables: Sequence[Table]) -> list[Table]:
    """The tables in an order in which each comes after those its foreign keys point to; the vocabulary first."""
    waiting = sorted(tables, key=lambda table: table.name != "vocabulary")
    ordered: list[Table] = []
    while waiting:
        left = {table.name for table in waiting}
        free = [table for table in waiting if not left & {key.table for key in table.foreign_keys} - {table.name}]
        ordered += free or waiting[:1]
        waiting = [table for table in waiting if table.name not in {done.name for done in ordered}]
    return ordered
