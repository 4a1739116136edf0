"""Reads again, as text, the rows that may break a rule across rows, and judges them exactly."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import polars as pl

from us_cuba_2026.checker.findings import Findings
from us_cuba_2026.checker.local.group_suspects import Case
from us_cuba_2026.checker.local.threads import ahead
from us_cuba_2026.checker.reading.batches import Reading, compact
from us_cuba_2026.checker.reading.table_reader import Scan
from us_cuba_2026.checker.rule import ROW
from us_cuba_2026.model.package import Package

_Chosen = list[tuple[int, Case, pl.Series]]
_Rows = list[dict[str, list[pl.DataFrame]]]

AT_ONCE = 1_000_000  # groups of rows that are held in memory


def look_again(package: Package, cases: Sequence[Case], reading: Reading) -> Findings:
    """Judge the suspects, so many at a time that they fit in memory.

    Args:
        package: The package.
        cases: What to look at.
        reading: How files are read.

    Yields:
        The name of a table, and findings on it.
    """
    turns = -(-sum(len(case.suspects) for case in cases) // AT_ONCE)
    for turn in range(turns):
        chosen = []
        for case in cases:
            suspects = case.suspects
            if case.is_divisible:
                suspects = suspects[suspects % np.uint64(turns) == turn]
            elif turn:
                continue
            chosen.append((case, pl.Series(suspects).implode()))
        rows = [{name: _nothing(case.columns[name]) for name in case.groups} for case, _ in chosen]
        for table in package.tables:
            here = [(at, *one) for at, one in enumerate(chosen) if table.name in one[0].groups]

            def take(frame: pl.DataFrame, name: str = table.name, here: _Chosen = here, rows: _Rows = rows) -> None:
                for at, case, suspects in here:
                    mine = frame.filter(case.groups[name].is_in(suspects))
                    if mine.height:
                        rows[at][name].append(compact(mine.select(ROW, *case.columns[name])))

            if here:
                with ThreadPoolExecutor(1) as thread:
                    for frame, _ in ahead(Scan(table, reading=reading).batches(), thread):
                        take(frame)
        for (case, _), frames in zip(chosen, rows, strict=True):
            yield from case.judge({name: pl.concat(some).sort(ROW) for name, some in frames.items()})


def _nothing(columns: Sequence[str]) -> list[pl.DataFrame]:
    return [pl.DataFrame(schema={ROW: pl.Int64} | dict.fromkeys(columns, pl.String))]
