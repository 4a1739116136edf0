"""Checks a package's files on Spark, with the outcome that the local engine has."""

import io
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa

from us_cuba_2026.checker import SHOWN
from us_cuba_2026.checker import findings as finding
from us_cuba_2026.checker.fallback.package_check import FallbackCheck
from us_cuba_2026.checker.findings import Report
from us_cuba_2026.checker.findings_store import FindingsStore
from us_cuba_2026.checker.on_spark import worker
from us_cuba_2026.checker.on_spark.package_check import PackageCheck
from us_cuba_2026.checker.on_spark.session import arrow_alone, session
from us_cuba_2026.checker.on_spark.tables import ddl, take
from us_cuba_2026.checker.profiles import OwnRules, rules_of
from us_cuba_2026.model.package import Package, Table
from us_cuba_2026.model.profile import check_profile

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def validate(
    path: Path | str | None = None,
    *,
    rules: OwnRules = (),
    text_quality: bool = False,
    max_findings: int = SHOWN,
    findings: Path | str | None = None,
    force: bool = False,
) -> Report:
    """Check a package as :func:`us_cuba_2026.checker.validate` does, with the same report, on Spark.

    Each file is read by one worker: a table that is to be read by many must be many files. Every worker must see the
    files under the same path. What frictionless checks, it checks on the driver, as the local engine does.

    Args:
        path: A ``datapackage.json`` or the folder that holds it; the dataset itself if nothing is given.
        rules: As for the local engine; what they hold goes to the workers.
        text_quality: As for the local engine.
        max_findings: How many findings of each rule the report holds; all are counted.
        findings: File to write all findings to: ``.csv``, ``.jsonl`` or ``.parquet``.
        force: Whether that file may be replaced if it is there.

    Returns:
        The report.

    Raises:
        UnusableError: If the descriptor cannot be used, the findings cannot be written, or Spark does not start.

    Example:
        >>> validate("million").is_valid  # doctest: +SKIP
        True
    """
    started = time.perf_counter()
    whole = Package.read(path)
    check_profile(whole)
    rule_set = rules_of(whole, rules, text_quality)
    package, fallback = whole.covered(), FallbackCheck(whole, rule_set)
    check = PackageCheck(package, rule_set, rule_set.read_words(package), has_order=True)
    target = None if findings is None else Path(findings)
    with FindingsStore(whole.tables, max_findings, target, force) as store, session() as spark:
        for table in package.tables:
            store.open(table).add(check.rules.on_description(table))
        seen = take({table.name: read(spark, check, table) for table in package.tables})
        for found in _streamed(check.findings(seen)):
            for (name,), some in found.group_by("table", maintain_order=True):
                store.sections[str(name)].add(some.select(finding.COLUMNS.keys()))
        for name, found in check.summary(seen):
            store.sections[name].add(found)
        for one in seen.values():
            one.records.unpersist()
        rows = {name: one.count for name, one in seen.items() if one.is_readable} | {**fallback.run(store)}
        return fallback.report(store, rows, started)


def read(spark: "SparkSession", check: PackageCheck, table: Table) -> tuple[worker.Kept, "DataFrame"]:
    """The files of a table, to be read by a worker each."""
    paths = [part.absolute() for part in table.parts]  # a worker may run in another folder
    work = check.work(replace(table, path=paths[0], further_paths=tuple(paths[1:])))

    def read_parts(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for part in batch.column(0).to_pylist():
                yield from worker.read_file(work, part)

    parts = spark.range(0, len(paths), 1, len(paths))
    with arrow_alone():
        return work.kept, parts.mapInArrow(read_parts, ddl(work.kept.schema))


def _streamed(frames: Iterable["DataFrame"]) -> Iterator[pl.DataFrame]:
    """Findings, batch by batch, as the bytes of Arrow's own format: by rows it would take much longer."""
    if not (frames := [*frames]):  # frictionless checks all tables
        return
    every = reduce(lambda one, other: one.unionAll(other), frames)
    with arrow_alone():
        packed = every.mapInArrow(_packed, "batch binary")
    for row in packed.hint("rebalance").toLocalIterator():  # one partition after the other, so that they must be few
        yield pl.read_ipc(io.BytesIO(row["batch"]))


def _packed(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """On a worker: each batch as one cell."""
    for batch in batches:
        if batch.num_rows:
            sink = io.BytesIO()
            with pa.ipc.new_file(sink, batch.schema) as writer:
                writer.write_batch(batch)
            yield pa.RecordBatch.from_pydict({"batch": [sink.getvalue()]}, schema=pa.schema([("batch", pa.binary())]))
