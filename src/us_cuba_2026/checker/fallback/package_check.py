"""The tables of a package that the fast path does not cover, and the references from and to them."""

import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import polars as pl

from us_cuba_2026.checker.fallback.keys import Columns, References
from us_cuba_2026.checker.fallback.resources import is_tabular, require_readable, schema_of
from us_cuba_2026.checker.fallback.table_check import TableCheck
from us_cuba_2026.checker.findings import COLUMNS, FILE, FRICTIONLESS, OWN, Report
from us_cuba_2026.checker.findings_store import FindingsStore
from us_cuba_2026.checker.reading.batches import AS_USUAL, Reading
from us_cuba_2026.checker.reading.table_reader import Scan, nothing
from us_cuba_2026.checker.rule import ROW
from us_cuba_2026.checker.rule_set import RuleSet
from us_cuba_2026.checker.table_schema import foreign_key_rule
from us_cuba_2026.model.package import ForeignKey, Package, Table


class FallbackCheck:
    """The check of what the fast path does not cover; without such tables it does nothing.

    Args:
        package: The whole package.

    Raises:
        PackageError: If nothing here reads such a table, or its schema is not valid.
        UnusableError: If a rule is for such a table: then it would be passed over.
    """

    def __init__(self, package: Package, rule_set: RuleSet) -> None:
        self._package, self._rule_set = package, rule_set
        self._others = [table for table in package.tables if table.uncovered]
        for table in self._others:
            if rule := next(_rules_on(table, rule_set), None):
                table.require_covered(f"by the rule {rule}")
            require_readable(table)

    def run(
        self, store: FindingsStore, reading: Reading = AS_USUAL, progress: Callable[[int], None] = nothing
    ) -> Mapping[str, int]:
        """Read the tables, and judge them.

        Args:
            store: Takes the findings.
            reading: How files of other tables are read, which references are from or to.
            progress: Called with the number of bytes of each piece that is read.

        Returns:
            How many rows each table has that could be read.
        """
        rows: dict[str, int] = {}
        held: dict[str, References] = {}
        for table in self._others:
            held[table.name] = self._references(table)
            check = TableCheck(table, held[table.name], store.open(table).add, progress)
            check.run()
            if check.count is None:
                del held[table.name]
            else:
                rows[table.name] = check.count
        for table in self._package.tables:
            for key in self._keys_across(table):
                for name in (table.name, key.table):
                    if name not in held and not self._package.table(name).uncovered:
                        self._read(self._package.table(name), reading, held)
                if table.name in held and key.table in held:
                    there = held[key.table].there[key.reference_fields]
                    found = _findings(table, key, held[table.name], there)
                    store.sections[table.name].add(found)
        return rows

    def report(self, store: FindingsStore, rows: Mapping[str, int], started: float) -> Report:
        """Write the findings of all tables, and report on them.

        Args:
            store: Holds the findings.
            rows: How many rows each table has that could be read.
            started: When the check began, as ``time.perf_counter`` counts, in seconds.

        Returns:
            The report; it says which engine judged each table, why the others were left to frictionless, and what is
            therefore not judged.
        """
        store.write()
        tables = self._package.tables
        unjudged = ("its text quality is not judged",) if self._rule_set.text_quality else ()
        return Report(
            package=self._package.folder,
            files={table.name: table.path for table in tables},
            rows={table.name: rows[table.name] for table in tables if table.name in rows},
            findings=store.shown(),
            seconds=time.perf_counter() - started,
            counts=store.counts(),
            engines={table.name: _engine(table) for table in tables},
            reasons={table.name: (*unjudged, *table.uncovered) for table in self._others},
            keys={table.name: table.primary_key for table in tables},
        )

    def _keys_across(self, table: Table) -> list[ForeignKey]:
        """The foreign keys of a table that the fast path cannot judge."""
        return [key for key in table.foreign_keys if table.uncovered or self._package.table(key.table).uncovered]

    def _references(self, table: Table) -> References:
        """What is to be kept of a table."""
        referred: set[Columns] = {
            key.reference_fields
            for other in self._package.tables
            for key in self._keys_across(other)
            if key.table == table.name
        }
        return References({key.fields for key in self._keys_across(table)}, referred)

    def _read(self, table: Table, reading: Reading, held: dict[str, References]) -> None:
        """Hold the keys of a table that the fast path covers, as frictionless reads their cells, if it can be read."""
        references = self._references(table)
        columns = sorted({name for key in (*references.there, *references.rows) for name in key})
        schema = schema_of(table)

        def reader(name: str) -> Callable[[str], Any]:
            read = schema.get_field(name).create_cell_reader()
            return cache(lambda cell: read(cell)[0])

        readers = {name: reader(name) for name in columns}
        scan = Scan(table, reading=reading)
        for rows, is_cut in scan.batches():
            if not {*columns} <= {*rows.columns}:
                return
            for number, *cells in rows.select(ROW, *columns).iter_rows():
                texts = dict(zip(columns, cells, strict=True))
                row = {name: readers[name](cell) for name, cell in texts.items()}
                references.take(row, number, texts, is_cut=is_cut)
        if scan.is_readable:
            held[table.name] = references


def _rules_on(table: Table, rule_set: RuleSet) -> Iterator[str]:
    """The rules beside Table Schema that are for a table."""
    for rule in rule_set.row_rules:
        columns = {name.partition(".")[0] for name in rule.columns}
        if table.name in rule.tables or (not rule.tables and columns <= {*table.names}):
            yield rule.id
    for group in rule_set.group_rules:
        if any(member.table == table.name for member in group.members):
            yield group.id
    if rule_set.word_table and rule_set.word_table.table == table.name:
        yield "that reads its words"


def _engine(table: Table) -> str:
    if not table.uncovered:
        return OWN
    return FRICTIONLESS if is_tabular(table) else FILE


def _findings(table: Table, key: ForeignKey, own: References, there: set[Any]) -> pl.DataFrame:
    """Rows whose foreign key points at none."""
    rule = foreign_key_rule(table, key)
    found = [(row, rule.field, rule.id, value[:200], rule.sentence) for row, value in own.dangling(key.fields, there)]
    return pl.DataFrame(found, schema=dict(COLUMNS), orient="row")
