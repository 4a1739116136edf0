"""The rules across rows, as groups of rows that have to come together to be judged; what judges them is not new."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl

from us_cuba_2026.checker import group_rules
from us_cuba_2026.checker.findings import Findings, Frames
from us_cuba_2026.checker.on_spark.worker import Key
from us_cuba_2026.checker.row_checker import Judge
from us_cuba_2026.checker.table_schema import foreign_key_rule, known
from us_cuba_2026.model.package import Table
from us_cuba_2026.rules import evidence

AGAIN, NOT_THERE, DIFFERS, CIRCLE, ALWAYS = "again", "not there", "differs", "circle", "always"
"""When a group has to be judged: several rows, no row to point at, several values, links that go on; or in any case."""


@dataclass(frozen=True)
class Side:
    """How the rows of one table take part.

    Args:
        table: Name of the table.
        group: What rows of a group have in common: a cell as it stands, or a key.
        cells: What the judge reads of them.
        is_judged: Whether they are judged, or only there to be pointed at.
        is_whole: Whether only rows of the right width take part.
        is_needed: Whether nothing can be judged without this table.
        value: The cell that is the same in all rows of a right group.
        parent: The key of the row that a row is linked to, if links are to be followed.
    """

    table: str
    group: str | Key
    cells: Sequence[str] = ()
    is_judged: bool = True
    is_whole: bool = False
    is_needed: bool = True
    value: str | None = None
    parent: Key = ()

    @property
    def columns(self) -> set[str]:
        """The columns that have to be there."""
        return {*self.cells, *((self.group,) if isinstance(self.group, str) else self.group)}


@dataclass(frozen=True)
class Scope:
    """A rule across rows: which rows are a group, when it is suspicious, and who judges it.

    Args:
        sides: The tables that take part.
        suspicious: When a group has to be judged.
        judge: Judges whole groups, given by table as text cells with row numbers.
    """

    sides: Sequence[Side]
    suspicious: str
    judge: Callable[[Frames], Findings]


def scopes(order: Sequence[Table], has_order: bool) -> Iterator[Scope]:
    """The rules across the rows of tables, which the local engine reads in that order.

    Args:
        order: The tables.
        has_order: Whether rows have an order; without it the positions of passages cannot be judged.
    """
    for rule in group_rules.rules(order):
        name = rule.table.name
        match rule:
            case group_rules.Unique():
                yield Scope([Side(name, rule.key, rule.key)], AGAIN, rule.judge)
            case group_rules.Reference():
                own = Side(name, rule.key.fields, tuple(dict.fromkeys(rule.key.fields)), is_whole=not rule.is_late)
                pointed_at = Side(rule.key.table, rule.key.reference_fields, is_judged=False)
                judge = rule.judge if rule.is_late else partial(_dangling, rule)
                yield Scope([own, pointed_at], NOT_THERE, judge)
            case group_rules.NoCircle():
                ids, parent = rule.key.reference_fields, rule.key.fields
                side = Side(name, ids, tuple(dict.fromkeys((*ids, *parent))), parent=parent)
                yield Scope([side], CIRCLE, rule.judge)
            case group_rules.OneSpeaker():
                side = Side(name, "utterance_id", ("utterance_id", "speaker_id"), value="speaker_id")
                yield Scope([side], DIFFERS, rule.judge)
            case group_rules.Numbered() if has_order:
                yield Scope([Side(name, "source_id", ("source_id", "position"))], ALWAYS, rule.judge)
    by_name = {table.name: table for table in order}
    if {*evidence.RECORDS, "evidence"} <= {*by_name}:
        resting = [
            Side(name, evidence.RECORDS.get(name, "record_id"), columns, is_needed=name != "accounting")
            for name, columns in evidence.COLUMNS.items()
            if name in by_name
        ]
        yield Scope(resting, ALWAYS, partial(evidence.findings, by_name))


def _dangling(rule: group_rules.Reference, frames: Frames) -> Findings:
    """Judge rows that point at none of a table that is read before: as locally, by the rule on single rows."""
    name = rule.table.name
    judge = Judge(name, [foreign_key_rule(rule.table, rule.key)])
    yield name, judge.findings(frames[name].with_columns(pl.lit(False).alias(known(rule.key))))
