"""A table's rules as a Pandera schema, and the verdict on a batch of its rows."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Self

import polars as pl

from us_cuba_2026.checker.findings import COLUMNS, frame_of, shortened_cell
from us_cuba_2026.checker.prefilter import Sift
from us_cuba_2026.checker.reading.batches import compact
from us_cuba_2026.checker.rule import ROW, Rule

_TOGETHER = 10_000  # rows
_MOST_TOGETHER = 2**15  # of which Pandera holds some copies


class Judge:
    """The rules of one table, compiled to a Pandera schema once, for any number of batches.

    A batch is first filtered by the conditions of all the schema's checks, which each check hands over when it is
    called with a recorder in place of the data; Pandera then judges the rows that fail, and only those. So a clean
    batch costs one pass, and every verdict is Pandera's.

    Args:
        table: Name of the table.
        rules: The rules that apply to it.
        silent: Ids of rules on single cells: rules on several cells of a row are silent where one of these has been
            refused by such a rule, since what they would find there is a consequence.
        once: Whether a cell is refused by one rule alone.
    """

    def __init__(self, table: str, rules: Sequence[Rule], *, silent: Collection[str] = (), once: bool = False) -> None:
        import pandera.polars as pa

        self.table, self._silent, self._once = table, silent, once
        self.rules = _by_name(rules)
        columns: dict[str, list[pa.Check]] = {}
        across: list[pa.Check] = []
        conditions: list[pl.Expr] = []
        for name, rule in self.rules.items():
            function = _selects(rule.right)
            check = pa.Check(function, name=name, error=rule.sentence)
            (columns.setdefault(rule.field, []) if list(rule.columns) == [rule.field] else across).append(check)
            conditions.append(function(_Recorder()))
        described = {column: pa.Column(pl.String, checks=checks, name=column) for column, checks in columns.items()}
        self.schema = pa.DataFrameSchema(described, checks=across, name=table)
        self._sift = Sift(list(self.rules.values()), conditions)

    def findings(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Judge a batch of text cells with row numbers (column ``_row``).

        Returns:
            The findings, as a frame with the columns ``findings.COLUMNS``.

        Raises:
            RuntimeError: If Pandera passes a row that the filter has stopped: a mistake in this program.
        """
        return self.findings_among(self.suspects(batch))

    def suspects(self, batch: pl.DataFrame) -> pl.DataFrame:
        """The rows of a batch that break a rule."""
        return self._sift.suspects(batch)

    def findings_among(self, suspects: pl.DataFrame) -> pl.DataFrame:
        """Judge the suspects of a batch, or of several; see :meth:`findings`."""
        found = [self._findings_among(some) for some in suspects.iter_slices(_MOST_TOGETHER)]
        return pl.concat([pl.DataFrame(schema=dict(COLUMNS)), *found])

    def _findings_among(self, suspects: pl.DataFrame) -> pl.DataFrame:
        found = []
        failed = self._verdict(suspects)
        if not failed or _is_right(failed.values()).any():
            raise RuntimeError(
                f"rows of {self.table} were held back, but Pandera finds nothing wrong with some of them"
            )
        for name, is_right in self._told(failed).items():
            rule = self.rules[name]
            message = pl.lit(rule.sentence)
            if rule.expected is not None:
                better = pl.concat_str(message, pl.lit(" (expected "), shortened_cell(rule.expected), pl.lit(")"))
                message = pl.coalesce(better, message)
            rows = suspects.filter(~is_right).select(ROW, pl.exclude(ROW))
            found.append(frame_of(rows, rule.id, rule.field, message, pl.col(rule.field)))
        return pl.concat(found)

    def _told(self, failed: Mapping[str, pl.Series]) -> Mapping[str, pl.Series]:
        """The verdicts without those that follow from others."""
        if not self._silent:
            return failed
        told: dict[str, pl.Series] = {}
        refused: dict[str, list[pl.Series]] = {}  # cells, by column
        for name, rule in sorted(self.rules.items(), key=lambda one: not _is_on_one_cell(one[1])):
            if name in failed:
                columns = {*rule.columns} if self._once or _is_on_one_row(rule) else set()
                said = [cells for column in columns for cells in refused.get(column, ())]
                told[name] = pl.select(pl.any_horizontal(failed[name].fill_null(True), *said)).to_series()
                if _is_on_one_cell(rule) and (self._once or rule.id in self._silent):
                    refused.setdefault(rule.field, []).append(~told[name])
        return told

    def _verdict(self, suspects: pl.DataFrame) -> dict[str, pl.Series]:
        """For each broken rule, by name, which rows are right."""
        import pandera.polars as pa
        from pandera.config import ValidationDepth, config_context

        try:
            with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
                self.schema.validate(suspects, lazy=True)
        except pa.errors.SchemaErrors as errors:
            return {error.check.name: error.check_output.to_series() for error in errors.schema_errors}
        return {}


def _is_on_one_cell(rule: Rule) -> bool:
    """Whether a rule reads the cell that it points at, and no other."""
    return {*rule.columns} == {rule.field}


def _is_on_one_row(rule: Rule) -> bool:
    """Whether a rule reads several cells of a row, and none that was looked up elsewhere."""
    return not _is_on_one_cell(rule) and not any("." in name or name.startswith("_") for name in rule.columns)


def _is_right(verdicts: Iterable[pl.Series]) -> pl.Series:
    """Which rows no verdict finds wrong; what cannot be told (null) is not wrong."""
    return pl.select(pl.all_horizontal(one.fill_null(True) for one in verdicts)).to_series()


class Docket:
    """Has the suspects of several batches judged together: Pandera takes as long over a few rows as over thousands.

    Args:
        judge: Who judges them.
    """

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._waiting: list[pl.DataFrame] = []
        self._count = 0

    def findings(self, batch: pl.DataFrame) -> pl.DataFrame:
        """The findings on this batch and those before it, once there are many suspects; until then none."""
        suspects = self._judge.suspects(batch)
        if suspects.height:
            self._waiting.append(compact(suspects))
            self._count += suspects.height
        return self.rest() if self._count >= _TOGETHER else pl.DataFrame(schema=dict(COLUMNS))

    def rest(self) -> pl.DataFrame:
        """The findings on all suspects that have not been judged."""
        waiting, self._waiting, self._count = self._waiting, [], 0
        return self._judge.findings_among(pl.concat(waiting) if waiting else pl.DataFrame())


class _Recorder:
    """Stands in for a check's data and hands back what the check selects from it."""

    @property
    def lazyframe(self) -> Self:
        return self

    def select(self, condition: pl.Expr) -> pl.Expr:
        return condition


def _selects(condition: pl.Expr) -> Callable[[Any], Any]:
    """What every check does: select its condition from the data (Pandera's, or the recorder).

    A closure, since Pandera makes deep copies of checks, and a closure is copied without what it holds.
    """
    return lambda data: data.lazyframe.select(condition)


def _by_name(rules: Sequence[Rule]) -> dict[str, Rule]:
    """The rules by a name of their own: a second rule of the same id and column gets a number."""
    named: dict[str, Rule] = {}
    seen: Counter[str] = Counter()
    for rule in rules:
        seen[rule.name] += 1
        named[rule.name if seen[rule.name] == 1 else f"{rule.name}#{seen[rule.name]}"] = rule
    return named
