"""Checks the rows of one table, batch by batch, wherever they come from: files, a DataFrame, or a worker of Spark."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

import polars as pl

from us_cuba_2026.checker.row_rules import Rules
from us_cuba_2026.checker.rule import ROW
from us_cuba_2026.checker.table_schema import PREVIOUS
from us_cuba_2026.model.package import Table


class TableCheck:
    """The rules on single rows of a table, compiled for the columns that are there, and what its rows amount to.

    Args:
        rules: The rules.
        table: The table.
        columns: Its columns that are there.
        words: The rows of the word table, if there is one.
        looked_up: Columns that batches will have besides, such as ``captain_id.rank``.
        plain: For some columns what is true of rows whose cells surely break no rule on this cell alone.
        has_order: Whether rows come in their order, as those of files do.
        once: Whether each cell is refused once.

    Example:
        >>> from us_cuba_2026.checker.rule_set import RuleSet
        >>> from us_cuba_2026.model.package import Package
        >>> places = Package.read().table("places")
        >>> check = TableCheck(Rules([places], RuleSet()), places, ["kind"], None)
        >>> rows = pl.DataFrame({ROW: [2, 3], "kind": ["country", "isle"]})
        >>> check.rows.findings(check.prepare(rows))["rule"].to_list()
        ['enum']
    """

    def __init__(
        self,
        rules: Rules,
        table: Table,
        columns: Collection[str],
        words: pl.DataFrame | None,
        *,
        looked_up: Collection[str] = (),
        plain: Mapping[str, pl.Expr] = MappingProxyType({}),
        has_order: bool = True,
        once: bool = False,
    ) -> None:
        self.columns = [name for name in table.names if name in columns]
        self._order = next((name for name in table.primary_key[:1] if has_order and name in columns), None)
        known = {*self.columns, *looked_up, *([PREVIOUS] if self._order else [])}
        self.rows = rules.row_checker(table, known, words, plain, once=once)
        """Judges rows that have been prepared."""
        self.count = 0
        """Number of rows, those of the wrong width too."""
        self.first: tuple[int, str] | None = None
        """Number and first key cell of the first row of the right width."""
        self.last: str | None = None
        """First key cell of the last such row."""
        self._listed = {name: some for name, some in rules.words(table, words).items() if name in columns}
        self.used: dict[str, set[str]] = {name: set() for name in self._listed}
        """The words that occur in each column that has a list of them."""

    def prepare(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows of the right width, each with what it is compared to in the row before."""
        if self._order is None:
            return rows
        if not rows.height:
            return rows.with_columns(pl.lit(None, pl.String).alias(PREVIOUS))
        keys = rows[self._order]
        before = pl.col(self._order).shift(1, fill_value=pl.lit(self.last, pl.String)).alias(PREVIOUS)
        self.first, self.last = self.first or (rows[ROW][0], keys[0]), keys[-1]
        return rows.with_columns_seq(before)

    def count_rows(self, rows: pl.DataFrame) -> None:
        """Count rows of whatever width, and note the words that they use."""
        self.count += rows.height
        for name, used in self.used.items():
            if unused := self._listed[name] - used:
                used.update(unused.intersection(rows[name].unique()))
