"""Reads again, as text, the rows of the suspect groups of group rules, and has them judged exactly."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import polars as pl

from us_cuba_2026.checker.local.threads import ahead
from us_cuba_2026.checker.reading.batches import Reading, compact
from us_cuba_2026.checker.reading.table_reader import Scan
from us_cuba_2026.checker.rule import ROW, Findings, GroupRule, Hashes, Suspects, Suspicion
from us_cuba_2026.model.package import Package

_Chosen = list[tuple[int, "SuspectGroups", pl.Series]]
_Rows = list[dict[str, list[pl.DataFrame]]]

AT_ONCE = 1_000_000  # groups of rows that are held in memory


@dataclass(frozen=True)
class SuspectGroups:
    """The suspect groups of a rule.

    Args:
        rule: The rule.
        groups: For each table whose rows are judged the groups of its rows, as hashes.
        cells: For each the columns that are to be read.
        suspects: The groups to judge.
    """

    rule: GroupRule
    groups: Mapping[str, pl.Expr]
    cells: Mapping[str, Sequence[str]]
    suspects: Hashes

    @property
    def is_divisible(self) -> bool:
        """Whether the groups can be judged some at a time; those of a circle cannot."""
        return self.rule.suspicion != Suspicion.CIRCLE


def suspect_groups(rules: Sequence[tuple[GroupRule, Suspects]], tables: Mapping[str, set[str]]) -> list[SuspectGroups]:
    """The suspect groups of those rules that have any.

    Args:
        rules: The rules, each with what has seen all rows.
        tables: The columns of each table that could be read.
    """
    found = []
    for rule, suspects in rules:
        members = rule.taking_part(tables)
        if members and len(groups := suspects.found({one.table for one in members})):
            cells = {one.table: one.cells for one in members if one.is_judged}
            found.append(SuspectGroups(rule, {name: suspects.groups(name) for name in cells}, cells, groups))
    return found


def judge_suspects(package: Package, suspects: Sequence[SuspectGroups], reading: Reading) -> Findings:
    """Judge suspect groups, so many at a time that they fit in memory.

    Args:
        package: The package.
        suspects: What to judge.
        reading: How files are read.

    Yields:
        The name of a table, and findings on it.
    """
    turns = -(-sum(len(one.suspects) for one in suspects) // AT_ONCE)
    for turn in range(turns):
        chosen = []
        for one in suspects:
            groups = one.suspects
            if one.is_divisible:
                groups = groups[groups % np.uint64(turns) == turn]
            elif turn:
                continue
            chosen.append((one, pl.Series(groups).implode()))
        rows = [{name: _nothing(cells) for name, cells in one.cells.items()} for one, _ in chosen]
        for table in package.tables:
            here = [(at, *one) for at, one in enumerate(chosen) if table.name in one[0].cells]

            def take(frame: pl.DataFrame, name: str = table.name, here: _Chosen = here, rows: _Rows = rows) -> None:
                for at, one, groups in here:
                    mine = frame.filter(one.groups[name].is_in(groups))
                    if mine.height:
                        rows[at][name].append(compact(mine.select(ROW, *one.cells[name])))

            if here:
                with ThreadPoolExecutor(1) as thread:
                    for frame, _ in ahead(Scan(table, reading=reading).batches(), thread):
                        take(frame)
        for (one, _), frames in zip(chosen, rows, strict=True):
            yield from one.rule.judge({name: pl.concat(some).sort(ROW) for name, some in frames.items()})


def _nothing(columns: Sequence[str]) -> list[pl.DataFrame]:
    return [pl.DataFrame(schema={ROW: pl.Int64} | dict.fromkeys(columns, pl.String))]
