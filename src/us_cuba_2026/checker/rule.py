"""What a rule is: an id, a sentence, and an expression that is true of every right row."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

ROW = "_row"
"""Column that holds the number of each row as a spreadsheet shows it (the header is row 1)."""


@dataclass(frozen=True)
class Rule:
    """A condition on single rows, over cells as text (an empty cell is an empty string).

    Args:
        id: Short name, the same in reports, tests and fixtures.
        sentence: What must be so, as a sentence for the report.
        field: The column that a finding points at.
        right: Boolean expression, true (or null: not to be judged) where the row is right. A column named
            ``speaker_id.naming`` is the cell ``naming`` of the row that ``speaker_id`` points to.
        tables: Names of the tables it is for; every table that has the columns if empty.
        expected: Text expression for what the cell should be, if that can be said.
        unless: Expression that is cheap and true only of rows that are surely right: they need no further look.
    """

    id: str
    sentence: str
    field: str
    right: pl.Expr
    tables: tuple[str, ...] = ()
    expected: pl.Expr | None = None
    unless: pl.Expr | None = None

    @property
    def columns(self) -> Sequence[str]:
        """The columns the rule reads."""
        return self.right.meta.root_names()

    @property
    def name(self) -> str:
        """The rule at its column: what a Pandera check is called."""
        return f"{self.id}:{self.field}"


def filled(column: str) -> pl.Expr:
    """True where a cell is not empty."""
    return pl.col(column) != ""
