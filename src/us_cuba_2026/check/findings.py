"""What a check found, and what it all amounts to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LONGEST_VALUE = 200  # characters of a cell that a finding repeats


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong, and where.

    Args:
        rule: Id of the rule that is broken.
        table: Name of the table.
        row: Row as a spreadsheet shows it (the header is row 1); nothing for a finding on the whole table.
        field: Name of the column; nothing for a finding on whole rows.
        value: The cell as it stands in the file, shortened; nothing where there is no single cell.
        message: What is wrong and what to do, as a sentence.
    """

    table: str
    row: int | None
    field: str | None
    rule: str
    value: str | None
    message: str


@dataclass(frozen=True)
class Report:
    """The outcome of checking a package.

    Args:
        package: Folder of the package.
        files: File of each table.
        rows: Number of data rows of each table that could be read.
        findings: Everything that is wrong: the table with most findings first, then by row.
        seconds: How long the check took.
    """

    package: Path
    files: Mapping[str, Path]
    rows: Mapping[str, int]
    findings: Sequence[Finding]
    seconds: float

    @property
    def is_valid(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def worst_first(findings: Sequence[Finding], tables: Sequence[str]) -> list[Finding]:
    """Findings in reporting order: the table with most of them first (else as described), then row, column, rule."""
    counts = {table: sum(finding.table == table for finding in findings) for table in tables}
    order = {table: at for at, table in enumerate(sorted(tables, key=lambda table: -counts[table]))}
    return sorted(set(findings), key=lambda one: (order[one.table], one.row or 0, one.field or "", one.rule))


def shortened(value: str) -> str:
    """A cell for a finding: at most 200 characters, the rest counted."""
    left_out = len(value) - LONGEST_VALUE
    return value if left_out <= 0 else f"{value[:LONGEST_VALUE]}... ({left_out} more characters)"
