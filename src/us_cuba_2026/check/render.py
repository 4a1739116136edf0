"""A report as text, as JSON, or as annotations for GitHub."""

import json
import os
from pathlib import Path
from typing import TextIO

from us_cuba_2026.check.findings import Finding, Report


def to_json(report: Report) -> str:
    """The report as one JSON object, with the keys in the order of the design.

    Args:
        report: The report.

    Returns:
        JSON with ``valid``, ``package``, ``tables`` (rows of each), ``seconds`` and ``findings``.
    """
    findings = [
        {name: getattr(finding, name) for name in ("rule", "table", "row", "field", "value", "message")}
        for finding in report.findings
    ]
    head = {"valid": report.is_valid, "package": str(report.package), "tables": dict(report.rows)}
    return json.dumps(head | {"seconds": round(report.seconds, 3), "findings": findings}, indent=2)


def to_github(report: Report) -> str:
    """The report as workflow commands, which GitHub shows as annotations on the lines of the files.

    The escapes are those of the workflow command toolkit: ``%``, line ends, and in properties ``:`` and ``,``.

    Returns:
        One line for each finding, or one notice if there is none.
    """
    if report.is_valid:
        return f"::notice title=us-cuba-2026::{_escaped(summary(report))}"
    lines = []
    for finding in report.findings:
        place = f"file={_property(_shown(report, finding.table))},line={finding.row or 1}"
        lines.append(f"::error {place},title={_property(finding.rule)}::{_escaped(_message(finding))}")
    return "\n".join(lines)


def to_text(report: Report, stream: TextIO) -> None:
    """Print the report for a reader: a table of the tables, then the findings, then the sum of it.

    Colours and lines are for terminals only (and not where ``NO_COLOR`` is set); everything from the package is shown
    as it is, without control characters.

    Args:
        report: The report.
        stream: Where to print.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream, highlight=False, soft_wrap=True)
    overview = Table(box=box.SIMPLE if console.is_terminal else None, pad_edge=False)
    overview.add_column("table")
    overview.add_column("rows", justify="right")
    overview.add_column("findings", justify="right")
    for name in report.files:
        count = sum(finding.table == name for finding in report.findings)
        rows = f"{report.rows[name]:,}" if name in report.rows else "not read"
        overview.add_row(Text(_printable(name)), rows, Text(f"{count:,}", style="red" if count else "green"))
    console.print(overview)
    console.print()
    for finding in report.findings:
        place = ":".join(str(part) for part in (_shown(report, finding.table), finding.row, finding.field) if part)
        line = Text(_printable(place), style="bold").append(f"  {finding.rule}  ", style="red")
        console.print(line.append(_printable(_message(finding)), style="default not bold"))
    console.print(Text(summary(report), style="bold green" if report.is_valid else "bold red"))


def summary(report: Report) -> str:
    """The report in one line."""
    rows = f"{sum(report.rows.values()):,} rows in {len(report.rows)} tables, {report.seconds:.1f} s"
    if report.is_valid:
        return f"valid: {rows}"
    count = len(report.findings)
    return f"not valid: {count:,} {'finding' if count == 1 else 'findings'} ({rows})"


def _message(finding: Finding) -> str:
    """The message, led by the column and the cell it is about."""
    cell = f"{finding.value!r} " if finding.value is not None else ""
    column = f"{finding.field}: " if finding.field else ""
    return f"{column}{cell}{finding.message}"


def _shown(report: Report, table: str) -> str:
    """The file of a table as the reader would type it: relative to the working folder if it lies in it."""
    path, here = report.files[table].absolute(), Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else Path(os.path.normpath(path))).as_posix()


def _printable(text: str) -> str:
    """A text without characters that steer a terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
