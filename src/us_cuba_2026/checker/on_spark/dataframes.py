"""Checks tables that are DataFrames of Spark, by the same rules as files."""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa

from us_cuba_2026.checker import findings
from us_cuba_2026.checker.findings import NAME
from us_cuba_2026.checker.on_spark import worker
from us_cuba_2026.checker.on_spark.package_check import PackageCheck
from us_cuba_2026.checker.on_spark.session import arrow_alone
from us_cuba_2026.checker.on_spark.tables import FOUND_SCHEMA, ddl, take
from us_cuba_2026.checker.profiles import OwnRules, rules_of
from us_cuba_2026.checker.reading import table_reader
from us_cuba_2026.checker.rule import ROW
from us_cuba_2026.checker.typed_cells import as_text
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import Package, Table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def spark(
    tables: Mapping[str, "DataFrame"],
    *,
    package: Path | str | None = None,
    rules: OwnRules = (),
    text_quality: bool = False,
) -> "DataFrame":
    """Check DataFrames of Spark as tables of the dataset, each typed or as text, on the workers that hold them.

    All rules are judged that the tables allow: a reference to a table that is not given is not judged, nor is what
    would be looked up there; a group rule needs all its tables, but for those that it can do without. Rows of Spark
    have no order, so rules on the order of rows are not judged, and which of several rows of a group counts as the
    first is left open.

    Args:
        tables: The DataFrames by the name of the table.
        package: The package that describes the tables; the dataset itself if nothing is given.
        rules: Rules of your own, as for files.
        text_quality: Whether text must be tidy, as for files.

    Returns:
        The findings: ``table``, ``row`` (always null), ``field``, ``rule``, ``value`` and ``message`` as in a report,
        ``key``, the primary key of the row, and ``file``, the file it was read from if Spark knows it. They are judged
        when this is called, and held by Spark as long as the DataFrame is there.

    Raises:
        UnusableError: If there is no such table, or a column is of a type that no cell can hold.

    Example:
        >>> found = spark({"places": session.read.parquet("places")})  # doctest: +SKIP
        >>> found.groupBy("table", "rule").count().show()  # doctest: +SKIP
    """
    from pyspark.sql import functions as F  # noqa: N812

    if not tables:
        raise UnusableError("no table is given to be checked")
    described = Package.read(package).covered(tables, "as a DataFrame")
    texts = {name: _Columns(described.table(name), data) for name, data in tables.items()}
    rule_set = rules_of(described, rules, text_quality)
    given = texts.get(rule_set.word_table.table) if rule_set.word_table else None
    words = given.collected() if given else rule_set.read_words(described)
    check = PackageCheck(described, rule_set, words, has_order=False)
    work = {name: check.work(described.table(name)) for name, one in texts.items() if one.names}
    alone: list[tuple[str, pl.DataFrame]] = [(name, found) for name, one in texts.items() for found in one.wrong()]
    alone += [(name, check.rules.on_description(described.table(name))) for name in texts]
    frames: list[DataFrame] = []
    if work:
        seen = take({name: (one.kept, texts[name].judged(one)) for name, one in work.items()})
        frames += check.findings(seen)
        if given and words is not None:
            alone += [(name, worker.named(found, words)) for name, found in check.summary(seen)]
    records = [one.with_columns(pl.lit(name).alias("table")) for name, one in alone]
    whole = [batch for record in records for batch in worker.arrow(record, FOUND_SCHEMA)]
    session = next(iter(tables.values())).sparkSession
    frames.append(session.createDataFrame(pa.Table.from_batches(whole, FOUND_SCHEMA), ddl(FOUND_SCHEMA)))
    every = reduce(lambda one, other: one.unionAll(other), frames)
    shown = (F.lit(None).cast("bigint").alias("row") if name == "row" else name for name in findings.COLUMNS)
    found = every.select("table", *shown, F.col("name").alias("key"), "file").localCheckpoint()
    if work:
        for one in seen.values():
            one.records.unpersist()
    return found


class _Columns:
    """The described columns of a DataFrame, by position: names may be whatever Spark takes for more than a name."""

    def __init__(self, table: Table, data: "DataFrame") -> None:
        from pyspark.errors import PySparkException

        self._table, self._all = table, data.columns
        if len(set(self._all)) < len(self._all):
            raise UnusableError(f"{table.name}: two columns of the frame have the same name")
        places = {name: f"i{at}" for at, name in enumerate(self._all)}
        self.names = [name for name in self._all if name in table.names]
        self._data = data.toDF(*places.values()).select(*(places[name] for name in self.names))
        try:
            self._text(pl.DataFrame(pl.from_arrow(self._data.limit(0).toArrow())))
        except (TypeError, pa.ArrowException, pl.exceptions.PolarsError, PySparkException) as error:
            raise UnusableError(f"{table.name}: {str(error).splitlines()[0]}") from None

    def _text(self, frame: pl.DataFrame) -> pl.DataFrame:
        return as_text(frame.rename(dict(zip(frame.columns, self.names, strict=True))), self._table)

    def wrong(self) -> Iterator[pl.DataFrame]:
        """What is wrong with the names."""
        for message, field in table_reader.wrong_columns(self._table, self._all):
            yield findings.finding("columns", message, None, field)

    def collected(self) -> pl.DataFrame:
        """All rows as text, with numbers that mean nothing, and what they are called."""
        rows = self._text(pl.DataFrame(pl.from_arrow(self._data.toArrow()))).with_row_index(ROW, offset=1)
        name = worker.row_key(self._table, self.names).alias(NAME)
        return rows.with_columns(pl.col(ROW).cast(pl.Int64), name, pl.lit(None, pl.String).alias(worker.FILE))

    def judged(self, work: worker.Work) -> "DataFrame":
        """The rows, to be judged where they are."""
        from pyspark.errors import AnalysisException
        from pyspark.sql import functions as F  # noqa: N812

        names, is_whole = self.names, len(self.names) == len(self._all)

        def judge(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            return worker.take_frame(work, names, is_whole, batches)

        number = F.monotonically_increasing_id().alias("row")
        try:
            rows = self._data.select("*", number, F.input_file_name().alias("file"))
        except AnalysisException:  # rows of several sources
            rows = self._data.select("*", number, F.lit("").alias("file"))
        with arrow_alone():
            return rows.mapInArrow(judge, ddl(work.kept.schema))
