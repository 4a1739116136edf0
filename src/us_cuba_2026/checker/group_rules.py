"""The group rules that the descriptor amounts to: keys, references and circles."""

from collections.abc import Iterator, Sequence

import polars as pl

from us_cuba_2026.checker.findings import frame_of, row_names, shortened
from us_cuba_2026.checker.rule import ROW, Findings, Frames, GroupRule, Key, Member, Suspicion
from us_cuba_2026.checker.rule_set import RuleSet
from us_cuba_2026.checker.table_schema import SEPARATOR, foreign_key_rule, key_identity, key_value
from us_cuba_2026.model.package import ForeignKey, Table

RULES = {
    "primary-key": "no two rows have the same primary key",
    "unique": "no two rows have the same value in a column that is described as unique",
    "unique-key": "no two rows have the same values in the columns of a unique key",
    "foreign-key": "a reference points at a row that exists",
    "cycle": "no row is its own ancestor",
}

_VALUE = pl.col("value").str.replace_all(SEPARATOR, ", ", literal=True)


def group_rules(order: Sequence[Table], rule_set: RuleSet) -> Iterator[GroupRule]:
    """All group rules of tables: those of their descriptor, and those handed in that are for columns they have.

    Args:
        order: The tables, in the order in which they are read (:func:`reading_order`).
        rule_set: The rules handed in.

    Example:
        >>> from us_cuba_2026.model.package import Package
        >>> [rule.id for rule in group_rules([Package.read().table("places")], RuleSet())]
        ['primary-key']
    """
    described = {table.name: {*table.names} for table in order}
    of_descriptor = descriptor_rules(order)
    yield from (rule for rule in of_descriptor if rule_set.no_circles or rule.suspicion != Suspicion.CIRCLE)
    yield from (rule for rule in rule_set.group_rules if rule.taking_part(described))


def descriptor_rules(order: Sequence[Table]) -> Iterator[GroupRule]:
    """The group rules of tables, as their descriptor has them.

    Args:
        order: The tables, in the order in which they are read (:func:`reading_order`).

    Example:
        >>> from us_cuba_2026.model.package import Package
        >>> [rule.id for rule in descriptor_rules([Package.read().table("actors")])]
        ['primary-key', 'foreign-key', 'cycle']
    """
    known = {table.name for table in order}
    read: set[str] = set()
    for table in order:
        for rule, key in keys(table):
            yield unique(table, rule, key)
        for foreign in table.foreign_keys:
            if foreign.table in known:
                yield reference(table, foreign, is_late=foreign.table not in read)
            if foreign.table == table.name:
                yield no_circle(table, foreign)
        read.add(table.name)


def unique(table: Table, rule: str, key: Key) -> GroupRule:
    """No two rows of a table have the same key."""

    def judge(frames: Frames) -> Findings:
        yield table.name, duplicates(table, rule, key, frames[table.name])

    return GroupRule(rule, RULES[rule], (Member(table.name, key, cells=key),), Suspicion.REPEATED, judge)


def reference(table: Table, key: ForeignKey, *, is_late: bool) -> GroupRule:
    """A foreign key points at a row that exists.

    Args:
        table: The table with the foreign key.
        key: The foreign key.
        is_late: Whether the table that it points at is read later, or is the same. If it is not, this is a rule on
            single rows too, and rows of the wrong width are not judged.
    """
    rule = foreign_key_rule(table, key)

    def judge(frames: Frames) -> Findings:
        yield table.name, dangling(table, key, frames[table.name], is_whole=is_late)

    own = Member(table.name, key.fields, cells=tuple(dict.fromkeys(key.fields)), is_whole=not is_late)
    pointed_at = Member(key.table, key.reference_fields, is_judged=False)
    row_rule = None if is_late else rule
    return GroupRule(rule.id, RULES[rule.id], (own, pointed_at), Suspicion.MISSING, judge, row_rule)


def no_circle(table: Table, key: ForeignKey) -> GroupRule:
    """No row is its own ancestor by way of a foreign key to its own table."""

    def judge(frames: Frames) -> Findings:
        yield table.name, circles(table, key, frames[table.name])

    cells = tuple(dict.fromkeys((*key.reference_fields, *key.fields)))
    member = Member(table.name, key.reference_fields, cells, value=key.fields)
    return GroupRule("cycle", RULES["cycle"], (member,), Suspicion.CIRCLE, judge)


def reading_order(tables: Sequence[Table], rule_set: RuleSet) -> list[Table]:
    """The order in which tables are read: each after those its foreign keys point to.

    The word table comes first, since rules are made of it; last those that the rules hold against all others.

    Args:
        tables: The tables.
        rule_set: The rules handed in.

    Example:
        >>> from us_cuba_2026.model.package import Package
        >>> [table.name for table in reading_order(Package.read().tables, RuleSet(read_last=("figures",)))][-1]
        'figures'
    """
    rank = {name: at for at, name in enumerate(rule_set.read_last, start=1)}
    if rule_set.word_table:
        rank[rule_set.word_table.table] = -1
    waiting = sorted(tables, key=lambda table: rank.get(table.name, 0))
    ordered: list[Table] = []
    while waiting:
        left = {table.name for table in waiting}
        free = [table for table in waiting if not left & {key.table for key in table.foreign_keys} - {table.name}]
        first = (free or waiting)[0]
        ordered.append(first)
        waiting.remove(first)
    return ordered


def keys(table: Table) -> list[tuple[str, tuple[str, ...]]]:
    """The keys of a table, each with the id of its rule."""
    found = [("primary-key", table.primary_key)] if table.primary_key else []
    found += [("unique-key", key) for key in table.unique_keys if key != table.primary_key]
    unique = [field.name for field in table.fields if field.constraints.get("unique")]
    return found + [("unique", (name,)) for name in unique if (name,) != table.primary_key]


def duplicates(table: Table, rule: str, columns: tuple[str, ...], frame: pl.DataFrame) -> pl.DataFrame:
    """Keys that occur a second time; the first row that has one is right."""
    key, value = key_identity(table, columns), key_value(table, columns)
    keyed = frame.select(ROW, key=key, value=value, name=row_names(table, frame)).drop_nulls("key")
    first = pl.struct(ROW, "name").sort_by(ROW).first().over("key")
    again = keyed.filter(pl.col("key").is_duplicated()).with_columns(first=first)
    rows = again.filter(pl.col(ROW) != pl.col("first").struct.field(ROW))
    what = pl.lit(f"duplicate {shortened(', '.join(columns))}: already used in row ")
    message = pl.concat_str(what, pl.col("first").struct.field("name"))
    return frame_of(rows, rule, columns[0], message, _VALUE)


def dangling(table: Table, key: ForeignKey, frame: pl.DataFrame, *, is_whole: bool) -> pl.DataFrame:
    """Rows whose foreign key is known to point at none; a finding has the whole key, or its first cell."""
    rule = foreign_key_rule(table, key)
    own = key_value(table, key.fields)
    value = own.str.replace_all(SEPARATOR, ", ", literal=True) if is_whole else pl.col(rule.field)
    rows = frame.filter(own.is_not_null()).select(ROW, pl.exclude(ROW))
    return frame_of(rows, rule.id, rule.field, pl.lit(rule.sentence), value)


def circles(table: Table, key: ForeignKey, frame: pl.DataFrame) -> pl.DataFrame:
    """Rows that are their own ancestors."""
    rows = frame.select(ROW, value=key_value(table, key.fields), id=key_value(table, key.reference_fields))
    rows = rows.sort(ROW).drop_nulls("id").unique("id", keep="first", maintain_order=True).drop_nulls()
    links = rows.filter(pl.col("value").is_in(rows["id"].implode())).select("id", ancestor="value")
    for _ in range(links.height.bit_length() + 1):  # each round doubles the distance; only circles never end
        further = links.rename({"id": "ancestor", "ancestor": "further"})
        links = links.join(further, on="ancestor").select("id", ancestor="further")
    circle = rows.filter(pl.col("id").is_in(links["ancestor"].implode()))
    message = pl.lit("the chain leads back to this row: break it")
    return frame_of(circle, "cycle", key.fields[0], message, _VALUE)
