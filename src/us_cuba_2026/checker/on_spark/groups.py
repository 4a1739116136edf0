"""Group rules on Spark: it finds the suspect groups and brings their rows together; workers judge them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa

from us_cuba_2026.checker.findings import NAME
from us_cuba_2026.checker.on_spark.session import arrow_alone
from us_cuba_2026.checker.on_spark.tables import FOUND_SCHEMA, Seen, ddl
from us_cuba_2026.checker.on_spark.worker import FILE, ROWS, arrow, named
from us_cuba_2026.checker.rule import ROW, GroupRule, Member, Suspicion

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

AT_ONCE = 100_000  # rows that a worker judges at a time, about
_BY_COUNT = (Suspicion.REPEATED, Suspicion.MISSING, Suspicion.DIFFERENT)
FEW = 100_000  # groups that are sent to every worker rather than sorted; links of rows that one worker follows


def across(seen: Mapping[str, Seen], every: Sequence[GroupRule]) -> Iterator["DataFrame"]:
    """Judge group rules.

    Args:
        seen: The tables that could be read, by name.
        every: The rules.

    Yields:
        Findings, as :data:`~us_cuba_2026.checker.on_spark.tables.FOUND_SCHEMA` has them.
    """
    columns = {name: one.columns for name, one in seen.items()}
    can = [rule for rule in every if rule.taking_part(columns)]
    judged = [*_always(seen, can), *_suspects(seen, can), *_circles(seen, can)]
    if judged:
        rows = sum(one.count for one in seen.values())
        yield _judged(reduce(_union, judged), can, rows // AT_ONCE + 1)


def _union(one: "DataFrame", other: "DataFrame") -> "DataFrame":
    return one.unionAll(other)


def _group(one: Seen, member: Member) -> "Column":
    """The group that a row belongs to; null where it belongs to none."""
    from pyspark.sql import functions as F  # noqa: N812

    group = F.col(one.kept.column(member.key))
    return F.coalesce(group, F.lit("")) if member.has_missing else group


def _takes_part(one: Seen, member: Member) -> "Column":
    """Whether a row takes part."""
    from pyspark.sql import functions as F  # noqa: N812

    takes_part = _group(one, member).isNotNull()
    if member.is_whole:
        takes_part &= F.col("kind") == ROWS
    if member.where:
        column, cell = member.where
        takes_part &= F.col(one.kept.column(column)) == cell
    return takes_part


def _parts(
    seen: Mapping[str, Seen], chosen: Mapping[int, GroupRule], entry: Callable[[int, Seen, Member], "Column"]
) -> Iterator["DataFrame"]:
    """Each row of each table once for each group that it takes part in: a struct for each (``entry``), in columns."""
    from pyspark.sql import functions as F  # noqa: N812

    for one in seen.values():
        entries = [
            F.when(_takes_part(one, member), entry(at, one, member))
            for at, rule in chosen.items()
            for member in rule.taking_part({name: seen_.columns for name, seen_ in seen.items()})
            if member.table == one.table.name and (member.is_judged or entry is _to_compare)
        ]
        if entries:
            row = [F.lit(one.table.name).alias("table"), *map(F.col, ("row", "name", "file"))]
            several = one.rows.select(*row, F.explode(F.array(*entries)).alias("part")).where("part is not null")
            yield several.select("table", "row", "name", "file", "part.*")


def _to_judge(at: int, one: Seen, member: Member) -> "Column":
    """What of a row its judge needs."""
    from pyspark.sql import functions as F  # noqa: N812

    cells = F.array(*(F.col(one.kept.column(cell)) for cell in member.cells)).cast("array<string>")
    return F.struct(F.lit(at).alias("rule"), _group(one, member).alias("group"), cells.alias("cells"))


def _to_compare(at: int, one: Seen, member: Member) -> "Column":
    """What of a row tells whether its group is suspect."""
    from pyspark.sql import functions as F  # noqa: N812

    cells = [F.col(one.kept.column(name)) for name in member.value]
    value = F.to_json(F.array(*cells)) if cells else F.lit(None).cast("string")
    return F.struct(
        F.lit(at).alias("rule"),
        _group(one, member).alias("group"),
        F.lit(member.is_judged).alias("is_judged"),
        value.alias("value"),
    )


def _always(seen: Mapping[str, Seen], can: Sequence[GroupRule]) -> Iterator["DataFrame"]:
    """The rows of groups that are judged in any case."""
    chosen = {at: rule for at, rule in enumerate(can) if rule.suspicion in (Suspicion.ALWAYS, Suspicion.MISCOUNTED)}
    yield from _parts(seen, chosen, _to_judge)


def _suspects(seen: Mapping[str, Seen], can: Sequence[GroupRule]) -> Iterator["DataFrame"]:
    """The rows of suspect groups."""
    from pyspark.sql import functions as F  # noqa: N812

    chosen = {at: rule for at, rule in enumerate(can) if rule.suspicion in _BY_COUNT}
    parts = list(_parts(seen, chosen, _to_compare))
    if not parts:
        return
    judged = F.sum(F.col("is_judged").cast("long"))
    groups = (
        reduce(_union, parts)
        .groupBy("rule", "group")
        .agg(
            judged.alias("judged"),
            F.count("*").alias("all"),
            F.min("value").alias("least"),
            F.max("value").alias("most"),
        )
    )

    def of(suspicion: Suspicion) -> "Column":
        return F.col("rule").isin([at for at, rule in chosen.items() if rule.suspicion == suspicion])

    is_suspect = (
        (of(Suspicion.REPEATED) & (F.col("judged") > 1))
        | (of(Suspicion.MISSING) & (F.col("judged") == F.col("all")))
        | (of(Suspicion.DIFFERENT) & (F.col("least") != F.col("most")))
    )
    suspects = groups.where(is_suspect).select("rule", "group").localCheckpoint()
    counts = {row["rule"]: row["count"] for row in suspects.groupBy("rule").count().collect()}
    found = {at: rule for at, rule in chosen.items() if at in counts}
    if sum(counts.values()) <= FEW:
        suspects = F.broadcast(suspects)
    for part in _parts(seen, found, _to_judge):
        yield part.join(suspects, ["rule", "group"], "left_semi").select(part.columns)


def _circles(seen: Mapping[str, Seen], can: Sequence[GroupRule]) -> Iterator["DataFrame"]:
    """The rows that may be their own ancestors, few enough to be followed by one worker."""
    from pyspark.sql import functions as F  # noqa: N812

    for at, rule in enumerate(can):
        if rule.suspicion != Suspicion.CIRCLE:
            continue
        (member,) = rule.members
        one = seen[member.table]
        own, parent = (F.col(one.kept.column(key)) for key in (member.key, member.value))
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
            for part in _parts({one.table.name: one}, {at: rule}, _to_judge):
                linked = part.join(links.select(F.col("id").alias("group")), "group", "left_semi")
                yield linked.select(part.columns).withColumn("group", F.lit(""))  # all of them one group


def _judged(rows: "DataFrame", every: Sequence[GroupRule], buckets: int) -> "DataFrame":
    """Findings on the rows of whole groups, judged bucket by bucket."""
    from pyspark.sql import functions as F  # noqa: N812

    def judge(bucket: pa.Table) -> pa.Table:
        return judge_bucket(bucket, every)

    bucket = F.pmod(F.hash("rule", "group"), F.lit(buckets))
    with arrow_alone():
        return rows.groupBy(bucket.alias("bucket")).applyInArrow(judge, ddl(FOUND_SCHEMA))


def judge_bucket(bucket: pa.Table, every: Sequence[GroupRule]) -> pa.Table:
    """On a worker: judge whole groups of rows, of several rules."""
    rows = pl.DataFrame(pl.from_arrow(bucket)).rename({"row": ROW, "name": NAME, "file": FILE})
    found: list[pa.RecordBatch] = []
    for (at,), part in rows.group_by("rule"):
        rule = every[int(str(at))]
        frames = {member.table: _frame(part, member) for member in rule.members if member.is_judged}
        for table, one in rule.judge(frames):
            record = named(one, frames[table]).with_columns(pl.lit(table).alias("table"))
            found += arrow(record, FOUND_SCHEMA)
    return pa.Table.from_batches(found, FOUND_SCHEMA)


def _frame(rows: pl.DataFrame, member: Member) -> pl.DataFrame:
    """The rows of one table, as its judge takes them."""
    cells = [pl.col("cells").list.get(at).alias(name) for at, name in enumerate(member.cells)]
    frame = rows.filter(pl.col("table") == member.table).select(ROW, NAME, FILE, *cells).sort(ROW)
    return frame.drop(NAME, FILE) if frame[NAME].is_null().all() else frame
