"""Checks single rows: the prefilter holds back those that break a rule, and Pandera says which rule and why."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import polars as pl

from us_cuba_2026.checker.findings import COLUMNS, frame_of, shortened_cell
from us_cuba_2026.checker.pandera_import import as_set_up
from us_cuba_2026.checker.prefilter import Prefilter
from us_cuba_2026.checker.reading.batches import compact
from us_cuba_2026.checker.rule import ROW, RowRule

_TOGETHER = 10_000  # rows
_MOST_TOGETHER = 2**15  # of which Pandera holds some copies


class RowChecker:
    """The rules of one table, for any number of batches.

    A batch is first filtered by the conditions of all rules. The rows that fail, and only those, are put to a Pandera
    schema whose checks are the same conditions. So a clean table costs one pass and no schema, and every finding is
    Pandera's.

    Args:
        table: Name of the table.
        rules: The rules that apply to it.
        silent: Ids of rules on single cells: rules on several cells of a row are silent where one of these has been
            refused by such a rule, since what they would find there is a consequence.
        once: Whether a cell is refused by one rule alone.
    """

    def __init__(
        self, table: str, rules: Sequence[RowRule], *, silent: Collection[str] = (), once: bool = False
    ) -> None:
        self.table, self._silent, self._once = table, silent, once
        self.rules = _by_name(rules)
        self._prefilter = Prefilter(rules)

    @cached_property
    def schema(self) -> Any:  # noqa: ANN401  (pandera.polars.DataFrameSchema)
        """The rules as a Pandera schema over cells as text, compiled when the first row is held back."""
        import pandera.polars as pa

        columns: dict[str, list[pa.Check]] = {}
        across: list[pa.Check] = []
        for name, rule in self.rules.items():
            check = pa.Check(_selects(rule.right), name=name, error=rule.sentence)
            (columns.setdefault(rule.field, []) if list(rule.columns) == [rule.field] else across).append(check)
        described = {column: pa.Column(pl.String, checks=checks, name=column) for column, checks in columns.items()}
        return pa.DataFrameSchema(described, checks=across, name=self.table)

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
        return self._prefilter.suspects(batch)

    def findings_among(self, suspects: pl.DataFrame) -> pl.DataFrame:
        """Judge the suspects of a batch, or of several; see :meth:`findings`."""
        found = [self._findings_among(some) for some in suspects.iter_slices(_MOST_TOGETHER)]
        return pl.concat([pl.DataFrame(schema=dict(COLUMNS)), *found])

    def _findings_among(self, suspects: pl.DataFrame) -> pl.DataFrame:
        found = []
        failed = self._failed(suspects)
        if not failed or _is_right(failed.values()).any():
            raise RuntimeError(
                f"rows of {self.table} were held back, but Pandera finds nothing wrong with some of them"
            )
        for name, is_right in self._without_consequences(failed).items():
            rule = self.rules[name]
            message = pl.lit(rule.sentence)
            if (expected := rule.expectation) is not None:
                better = pl.concat_str(message, pl.lit(" (expected "), shortened_cell(expected), pl.lit(")"))
                message = pl.coalesce(better, message)
            rows = suspects.filter(~is_right).select(ROW, pl.exclude(ROW))
            found.append(frame_of(rows, rule.id, rule.field, message, pl.col(rule.field)))
        return pl.concat(found)

    def _without_consequences(self, failed: Mapping[str, pl.Series]) -> Mapping[str, pl.Series]:
        """What failed, without what follows from something else."""
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

    def _failed(self, suspects: pl.DataFrame) -> dict[str, pl.Series]:
        """For each broken rule, by name, which rows are right."""
        with as_set_up():
            import pandera.polars as pa
            from pandera.config import ValidationDepth, config_context

            try:
                with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
                    self.schema.validate(suspects, lazy=True)
            except pa.errors.SchemaErrors as errors:
                return {error.check.name: error.check_output.to_series() for error in errors.schema_errors}
        return {}


def _is_on_one_cell(rule: RowRule) -> bool:
    """Whether a rule reads the cell that it points at, and no other."""
    return {*rule.columns} == {rule.field}


def _is_on_one_row(rule: RowRule) -> bool:
    """Whether a rule reads several cells of a row, and none that was looked up elsewhere."""
    return not _is_on_one_cell(rule) and not any("." in name or name.startswith("_") for name in rule.columns)


def _is_right(checks: Iterable[pl.Series]) -> pl.Series:
    """Which rows pass all checks; what cannot be told (null) passes."""
    return pl.select(pl.all_horizontal(one.fill_null(True) for one in checks)).to_series()


class SuspectBuffer:
    """Has the suspects of several batches judged together: Pandera takes as long over a few rows as over thousands.

    Args:
        checker: What judges them.
    """

    def __init__(self, checker: RowChecker) -> None:
        self._checker = checker
        self._waiting: list[pl.DataFrame] = []
        self._count = 0

    def findings(self, batch: pl.DataFrame) -> pl.DataFrame:
        """The findings on this batch and those before it, once there are many suspects; until then none."""
        suspects = self._checker.suspects(batch)
        if suspects.height:
            self._waiting.append(compact(suspects))
            self._count += suspects.height
        return self.rest() if self._count >= _TOGETHER else pl.DataFrame(schema=dict(COLUMNS))

    def rest(self) -> pl.DataFrame:
        """The findings on all suspects that have not been judged."""
        waiting, self._waiting, self._count = self._waiting, [], 0
        return self._checker.findings_among(pl.concat(waiting) if waiting else pl.DataFrame())


def _selects(condition: pl.Expr) -> Callable[[Any], Any]:
    """What every check does: select its condition from the data.

    A closure, since Pandera makes deep copies of checks, and a closure is copied without what it holds.
    """
    return lambda data: data.lazyframe.select(condition)


def _by_name(rules: Sequence[RowRule]) -> dict[str, RowRule]:
    """The rules by a name of their own: a second rule of the same id and column gets a number."""
    named: dict[str, RowRule] = {}
    seen: Counter[str] = Counter()
    for rule in rules:
        seen[rule.name] += 1
        named[rule.name if seen[rule.name] == 1 else f"{rule.name}#{seen[rule.name]}"] = rule
    return named
