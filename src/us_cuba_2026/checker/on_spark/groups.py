"""Rules across rows on Spark: it finds the suspicious groups and brings their rows together; workers judge them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa

from us_cuba_2026.checker.findings import NAME
from us_cuba_2026.checker.on_spark.scopes import AGAIN, ALWAYS, CIRCLE, DIFFERS, NOT_THERE, Scope, Side
from us_cuba_2026.checker.on_spark.session import arrow_alone
from us_cuba_2026.checker.on_spark.tables import FOUND_SCHEMA, Seen, ddl
from us_cuba_2026.checker.on_spark.worker import FILE, ROWS, arrow, named
from us_cuba_2026.checker.rule import ROW

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

AT_ONCE = 100_000  # rows that a worker judges at a time, about
FEW = 100_000  # groups that are sent to every worker rather than sorted; links of rows that one worker follows


def across(seen: Mapping[str, Seen], every: Sequence[Scope]) -> Iterator["DataFrame"]:
    """Judge the rules across rows.

    Args:
        seen: The tables that could be read, by name.
        every: The rules.

    Yields:
        Findings, as :data:`~us_cuba_2026.checker.on_spark.tables.FOUND_SCHEMA` has them.
    """
    can = [
        one
        for one in every
        if all(not side.is_needed or (side.table in seen and _has(seen[side.table], side)) for side in one.sides)
    ]
    judged = [*_always(seen, can), *_suspects(seen, can), *_circles(seen, can)]
    if judged:
        rows = sum(one.count for one in seen.values())
        yield _judged(reduce(_union, judged), can, rows // AT_ONCE + 1)


def _union(one: "DataFrame", other: "DataFrame") -> "DataFrame":
    return one.unionAll(other)


def _has(one: Seen, side: Side) -> bool:
    """Whether a table has the columns of a side."""
    return side.columns <= one.columns


def _takes_part(one: Seen, side: Side) -> "Column":
    """Whether a row takes part."""
    from pyspark.sql import functions as F  # noqa: N812

    group = F.col(one.kept.column(side.group)).isNotNull()
    return group & (F.col("kind") == ROWS) if side.is_whole else group


def _parts(
    seen: Mapping[str, Seen], chosen: Mapping[int, Scope], entry: Callable[[int, Seen, Side], "Column"]
) -> Iterator["DataFrame"]:
    """Each row of each table once for each group that it takes part in: a struct for each (``entry``), in columns."""
    from pyspark.sql import functions as F  # noqa: N812

    for one in seen.values():
        entries = [
            F.when(_takes_part(one, side), entry(at, one, side))
            for at, scope in chosen.items()
            for side in scope.sides
            if side.table == one.table.name and _has(one, side) and (side.is_judged or entry is _to_compare)
        ]
        if entries:
            row = [F.lit(one.table.name).alias("table"), *map(F.col, ("row", "name", "file"))]
            several = one.rows.select(*row, F.explode(F.array(*entries)).alias("part")).where("part is not null")
            yield several.select("table", "row", "name", "file", "part.*")


def _to_judge(at: int, one: Seen, side: Side) -> "Column":
    """What of a row its judge needs."""
    from pyspark.sql import functions as F  # noqa: N812

    cells = F.array(*(F.col(one.kept.column(cell)) for cell in side.cells)).cast("array<string>")
    return F.struct(F.lit(at).alias("scope"), F.col(one.kept.column(side.group)).alias("group"), cells.alias("cells"))


def _to_compare(at: int, one: Seen, side: Side) -> "Column":
    """What of a row tells whether its group is suspicious."""
    from pyspark.sql import functions as F  # noqa: N812

    value = F.col(one.kept.column(side.value)) if side.value else F.lit(None).cast("string")
    group = F.col(one.kept.column(side.group))
    return F.struct(
        F.lit(at).alias("scope"), group.alias("group"), F.lit(side.is_judged).alias("is_judged"), value.alias("value")
    )


def _always(seen: Mapping[str, Seen], can: Sequence[Scope]) -> Iterator["DataFrame"]:
    """The rows of groups that are judged in any case."""
    chosen = {at: scope for at, scope in enumerate(can) if scope.suspicious == ALWAYS}
    yield from _parts(seen, chosen, _to_judge)


def _suspects(seen: Mapping[str, Seen], can: Sequence[Scope]) -> Iterator["DataFrame"]:
    """The rows of suspicious groups."""
    from pyspark.sql import functions as F  # noqa: N812

    chosen = {at: scope for at, scope in enumerate(can) if scope.suspicious in (AGAIN, NOT_THERE, DIFFERS)}
    parts = list(_parts(seen, chosen, _to_compare))
    if not parts:
        return
    judged = F.sum(F.col("is_judged").cast("long"))
    groups = (
        reduce(_union, parts)
        .groupBy("scope", "group")
        .agg(
            judged.alias("judged"),
            F.count("*").alias("all"),
            F.min("value").alias("least"),
            F.max("value").alias("most"),
        )
    )

    def of(suspicious: str) -> "Column":
        return F.col("scope").isin([at for at, scope in chosen.items() if scope.suspicious == suspicious])

    is_suspicious = (
        (of(AGAIN) & (F.col("judged") > 1))
        | (of(NOT_THERE) & (F.col("judged") == F.col("all")))
        | (of(DIFFERS) & (F.col("least") != F.col("most")))
    )
    suspects = groups.where(is_suspicious).select("scope", "group").localCheckpoint()
    counts = {row["scope"]: row["count"] for row in suspects.groupBy("scope").count().collect()}
    found = {at: scope for at, scope in chosen.items() if at in counts}
    if sum(counts.values()) <= FEW:
        suspects = F.broadcast(suspects)
    for part in _parts(seen, found, _to_judge):
        yield part.join(suspects, ["scope", "group"], "left_semi").select(part.columns)


def _circles(seen: Mapping[str, Seen], can: Sequence[Scope]) -> Iterator["DataFrame"]:
    """The rows that may be their own ancestors, few enough to be followed by one worker."""
    from pyspark.sql import functions as F  # noqa: N812

    for at, scope in enumerate(can):
        if scope.suspicious != CIRCLE:
            continue
        (side,) = scope.sides
        one = seen[side.table]
        own, parent = (F.col(one.kept.column(key)) for key in (side.group, side.parent))
        first = one.rows.where(own.isNotNull()).groupBy(own.alias("id")).agg(F.min_by(parent, "row").alias("further"))
        links = first.where(F.col("further").isNotNull()).localCheckpoint()
        count = links.count()
        for _ in range(count.bit_length() + 1):  # each round doubles the distance; only circles never end
            if count <= FEW:
                break
            next_links = links.select(F.col("id").alias("further"), F.col("further").alias("furthest"))
            links = links.join(next_links, "further").select("id", F.col("furthest").alias("further")).localCheckpoint()
            count = links.count()
        if count:
            for part in _parts({one.table.name: one}, {at: scope}, _to_judge):
                linked = part.join(links.select(F.col("id").alias("group")), "group", "left_semi")
                yield linked.select(part.columns).withColumn("group", F.lit(""))  # all of them one group


def _judged(rows: "DataFrame", every: Sequence[Scope], buckets: int) -> "DataFrame":
    """Findings on the rows of whole groups, judged bucket by bucket."""
    from pyspark.sql import functions as F  # noqa: N812

    def judge(bucket: pa.Table) -> pa.Table:
        return judge_bucket(bucket, every)

    bucket = F.pmod(F.hash("scope", "group"), F.lit(buckets))
    with arrow_alone():
        return rows.groupBy(bucket.alias("bucket")).applyInArrow(judge, ddl(FOUND_SCHEMA))


def judge_bucket(bucket: pa.Table, every: Sequence[Scope]) -> pa.Table:
    """On a worker: judge whole groups of rows, of several rules."""
    rows = pl.DataFrame(pl.from_arrow(bucket)).rename({"row": ROW, "name": NAME, "file": FILE})
    found: list[pa.RecordBatch] = []
    for (at,), part in rows.group_by("scope"):
        scope = every[int(str(at))]
        frames = {side.table: _frame(part, side) for side in scope.sides if side.is_judged}
        for table, one in scope.judge(frames):
            record = named(one, frames[table]).with_columns(pl.lit(table).alias("table"))
            found += arrow(record, FOUND_SCHEMA)
    return pa.Table.from_batches(found, FOUND_SCHEMA)


def _frame(rows: pl.DataFrame, side: Side) -> pl.DataFrame:
    """The rows of one table, as its judge takes them."""
    cells = [pl.col("cells").list.get(at).alias(name) for at, name in enumerate(side.cells)]
    frame = rows.filter(pl.col("table") == side.table).select(ROW, NAME, FILE, *cells).sort(ROW)
    return frame.drop(NAME, FILE) if frame[NAME].is_null().all() else frame
