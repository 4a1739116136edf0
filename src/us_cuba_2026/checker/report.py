"""A report as text, as JSON, or as annotations for GitHub."""

import io
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from us_cuba_2026.checker.findings import Finding, Report
from us_cuba_2026.checker.reading.lines import Place, lines_of

if TYPE_CHECKING:
    from rich.text import Text

NARROWEST = 60  # columns of a terminal, below which tables would be cut


def to_json(report: Report) -> str:
    """The report as one JSON object, with the keys in the order of the design.

    Args:
        report: The report.

    Returns:
        JSON with ``valid``, ``package``, ``tables`` (rows of each), ``seconds``, ``counts`` (for each table how often
        each rule is broken), ``shown`` (how many of these findings follow) and ``findings``; a finding has a ``file``
        only where its table is several files.
    """
    names = ("rule", "table", "row", "field", "value", "message")
    findings = [
        {name: getattr(finding, name) for name in names} | ({"file": finding.file} if finding.file else {})
        for finding in report.findings
    ]
    head = {"valid": report.is_valid, "package": str(report.package), "tables": dict(report.rows)}
    counted = {"seconds": round(report.seconds, 3), "counts": report.counts, "shown": len(findings)}
    return json.dumps(head | counted | {"findings": findings}, indent=2)


def to_github(report: Report) -> str:
    """The report as workflow commands, which GitHub shows as annotations on the lines of the files.

    The escapes are those of the workflow command toolkit: ``%``, line ends, and in properties ``:`` and ``,``.

    Returns:
        One line for each finding, or one notice if there is none.
    """
    if report.is_valid:
        return f"::notice title=us-cuba-2026::{_escaped(summary(report))}"
    lines = []
    places = _places(report)
    for finding in report.findings:
        line = places.get((_file(report, finding), finding.row or 1, finding.field), finding.row or 1)
        place = f"file={_property(_shown(report, finding))},line={line}"
        lines.append(f"::error {place},title={_property(finding.rule)}::{_escaped(_message(finding))}")
    lines += [
        f"::notice title={_property(rule)}::{_count(count, 'finding')}, {shown:,} shown"
        for rule, count, shown in cut(report)
    ]
    return "\n".join(lines)


def to_text(report: Report, is_terminal: bool) -> str:
    """The report for a reader: a table of the tables, then the findings, then the sum of it.

    Colours and lines are for terminals only (colours not where ``NO_COLOR`` is set); everything from the package is
    shown as it is, without control characters.

    Args:
        report: The report.
        is_terminal: Whether it goes to a terminal.

    Returns:
        The text, without a line end.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=io.StringIO(), force_terminal=is_terminal, highlight=False, soft_wrap=True)
    console.width = max(console.width, NARROWEST)
    overview = Table(box=box.SIMPLE if console.is_terminal else None, pad_edge=False)
    overview.add_column("table")
    overview.add_column("rows", justify="right")
    overview.add_column("findings", justify="right")
    for name in report.files:
        count = sum(report.counts.get(name, {}).values())
        rows = f"{report.rows[name]:,}" if name in report.rows else "not read"
        overview.add_row(Text(_printable(name)), rows, Text(f"{count:,}", style="red" if count else "green"))
    with console.capture() as printed:
        console.print(overview)
        console.print()
        console.print(*_lines(report), sep="\n")
    return printed.get().rstrip("\n")


def _lines(report: Report) -> "Iterator[Text]":
    """The findings and the sum of them, in colours."""
    from rich.text import Text

    for finding in report.findings:
        place = ":".join(str(part) for part in (_shown(report, finding), finding.row, finding.field) if part)
        line = Text(_printable(place), style="bold").append(f"  {finding.rule}  ", style="red")
        yield line.append(_printable(_message(finding)), style="default not bold")
    for rule, count, shown in cut(report):
        yield Text(f"{rule}: {_count(count, 'finding')}, {shown:,} shown", style="red")
    yield Text(summary(report), style="bold green" if report.is_valid else "bold red")


def summary(report: Report) -> str:
    """The report in one line."""
    rows = f"{_count(sum(report.rows.values()), 'row')} in {_count(len(report.rows), 'table')}"
    checked = f"{rows} of {_printable(str(report.package))}, {report.seconds:.1f} s"
    if report.is_valid and (empty := [_printable(name) for name, count in report.rows.items() if not count]):
        return f"valid, though without a row in {', '.join(empty)}: {checked}"
    return f"valid: {checked}" if report.is_valid else f"not valid: {_count(report.total, 'finding')} ({checked})"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _message(finding: Finding) -> str:
    """The message, led by the column and the cell it is about."""
    cell = f"{finding.value!r} " if finding.value is not None else ""
    column = f"{finding.field}: " if finding.field else ""
    return f"{column}{cell}{finding.message}"


def cut(report: Report) -> Iterator[tuple[str, int, int]]:
    """The rules of which not all findings are shown: how many there are, and how many are shown."""
    counts: Counter[str] = Counter()
    for rules in report.counts.values():
        counts.update(rules)
    shown = Counter(finding.rule for finding in report.findings)
    yield from ((rule, count, shown[rule]) for rule, count in sorted(counts.items()) if count > shown[rule])


def _file(report: Report, finding: Finding) -> Path:
    """The file of a finding."""
    return report.files[finding.table] if finding.file is None else report.package / finding.file


def _places(report: Report) -> Mapping[tuple[Path, int, str | None], int]:
    """The line on which each cell that findings are shown of begins."""
    wanted: dict[Path, list[Place]] = {}
    for finding in report.findings:
        if finding.row and finding.row > 1:
            wanted.setdefault(_file(report, finding), []).append((finding.row, finding.field))
    return {(file, *place): line for file, places in wanted.items() for place, line in lines_of(file, places).items()}


def _shown(report: Report, finding: Finding) -> str:
    """The file of a finding as the reader would type it: relative to the working folder if it lies in it."""
    path = Path(os.path.normpath(_file(report, finding)))
    with suppress(ValueError, OSError):  # it lies elsewhere, or the working folder is gone
        path = path.relative_to(Path.cwd())
    return path.as_posix()


def _printable(text: str) -> str:
    """A text without characters that steer a terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
