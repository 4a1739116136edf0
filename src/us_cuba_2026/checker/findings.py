"""What a check found, and what it all amounts to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from us_cuba_2026.checker.rule import ROW
from us_cuba_2026.model.package import Table

LONGEST_VALUE = 200  # characters of a cell that a finding repeats

PART = 1 << 40
"""Row numbers of the second file of a table start here, those of the third at twice that, and so on."""

NAME = "_name"
"""Column that says what each row is called, where rows have no numbers that mean anything."""

COLUMNS: Mapping[str, type[pl.DataType]] = {
    "row": pl.Int64,
    "field": pl.String,
    "rule": pl.String,
    "value": pl.String,
    "message": pl.String,
}
"""The columns of findings on one table, as a frame: so they are made and kept, whatever their number."""

OWN = "us-cuba-2026"
"""The engine that judges whatever the fast path covers: this checker itself."""

FRICTIONLESS = "frictionless"
"""The engine that judges all other tables."""

FILE = "file alone"
"""Of a resource that is no table, only the file is checked."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, and where.

    Args:
        table: Name of the table.
        row: Row as a spreadsheet shows it (the header is row 1); nothing for a finding on the whole table.
        field: Name of the column; nothing for a finding on whole rows.
        rule: Id of the rule that is broken.
        value: The cell as it stands in the file, shortened; nothing where there is no single cell.
        message: What is wrong and what to do, as a sentence.
        file: The file that the row is counted in, as the descriptor names it; nothing where a table is one file.
    """

    table: str
    row: int | None
    field: str | None
    rule: str
    value: str | None
    message: str
    file: str | None = None


@dataclass(frozen=True, repr=False)
class Report:
    """The outcome of checking a package; printed or shown, it is the text that the command prints.

    Args:
        package: Folder of the package.
        files: File of each table, the first one if it has several; of a DataFrame the name of its table.
        rows: Number of data rows of each table that could be read.
        findings: What is wrong: the table with most findings first, then by file and row. Of each rule only the
            first so many; ``counts`` has them all.
        seconds: How long the check took.
        counts: For each table, how often each rule is broken.
        engines: What judged each table, where not all of them were judged by this checker itself.
        reasons: What the fast path does not cover of the tables that frictionless judged.
        keys: The columns of each table's primary key, by which a reader is told which row is meant.
    """

    package: Path
    files: Mapping[str, Path]
    rows: Mapping[str, int]
    findings: Sequence[Finding]
    seconds: float
    counts: Mapping[str, Mapping[str, int]]
    engines: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, Sequence[str]] = field(default_factory=dict)
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def __repr__(self) -> str:
        from us_cuba_2026.checker.report import to_text

        return to_text(self, is_terminal=False)

    @property
    def is_valid(self) -> bool:
        """Whether nothing was found."""
        return not self.total

    @property
    def total(self) -> int:
        """Number of all findings, shown or not."""
        return sum(sum(rules.values()) for rules in self.counts.values())


def finding(
    rule: str, message: str, row: int | None = None, field: str | None = None, value: str | None = None
) -> pl.DataFrame:
    """A single finding as a frame."""
    cells = [row, field, rule, None if value is None else shortened(value), message]
    return pl.DataFrame([cells], schema=dict(COLUMNS), orient="row")


def frame_of(rows: pl.DataFrame, rule: str, field: str, message: pl.Expr, value: pl.Expr) -> pl.DataFrame:
    """A finding for each row of a frame that has row numbers in its first column."""
    return rows.select(
        pl.nth(0).cast(pl.Int64).alias("row"),
        pl.lit(field).alias("field"),
        pl.lit(rule).alias("rule"),
        shortened_cell(value).alias("value"),
        message.alias("message"),
    )


def shortened(value: str) -> str:
    """A cell for a finding: at most 200 characters, the rest counted."""
    left_out = len(value) - LONGEST_VALUE
    return value if left_out <= 0 else f"{value[:LONGEST_VALUE]}... ({left_out} more characters)"


def shortened_cell(cell: pl.Expr) -> pl.Expr:
    """The same for a column."""
    left_out = cell.str.len_chars().cast(pl.Int64) - LONGEST_VALUE
    short = pl.concat_str(
        cell.str.slice(0, LONGEST_VALUE), pl.lit("... ("), left_out.cast(pl.String), pl.lit(" more characters)")
    )
    return pl.when(left_out > 0).then(short).otherwise(cell)


def row_names(table: Table, rows: pl.DataFrame) -> pl.Expr:
    """What messages call each row: its name if it has one, else its number, and the file if there are several."""
    if NAME in rows.columns:
        return pl.col(NAME).fill_null("without a key")
    number = (pl.col(ROW) % PART).cast(pl.String)
    if len(table.parts) == 1:
        return number
    paths = list(table.described["path"])
    file = (pl.col(ROW) // PART).replace_strict(range(len(paths)), paths, default=None, return_dtype=pl.String)
    return pl.concat_str(number, pl.lit(" of "), file)
