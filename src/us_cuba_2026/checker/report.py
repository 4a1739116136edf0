"""A report as text, as JSON, or as annotations for GitHub."""

import io
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from unicodedata import combining, east_asian_width

from us_cuba_2026.checker.findings import FILE, FRICTIONLESS, OWN, Finding, Report
from us_cuba_2026.checker.reading.lines import Place, keys_of, lines_of

_REASONS = 3  # of each table, named in the text
NARROWEST = 60  # columns of a terminal, below which tables would be cut
_HEADER = ("table", "rows", "findings", "checked by")
MOST_BYTES = 64 * 2**20
"""Of a file that is read once more for the keys of rows: a larger one takes longer than a reader waits."""
_LONGEST_KEY = 60  # characters
_NUMBERS = (1, 2)  # columns of it that are numbers

Line = list[tuple[str, str]]
"""Pieces of a line, each with its style on a terminal."""


def to_json(report: Report) -> str:
    """The report as one JSON object, with the keys in the order of the design.

    Args:
        report: The report.

    Returns:
        JSON with ``valid``, ``package``, ``tables`` (rows of each), ``engines`` (what judged each), ``reasons`` (why
        some were judged by frictionless), ``seconds``, ``counts`` (for each table how often
        each rule is broken), ``shown`` (how many of these findings follow) and ``findings``; a finding has a ``file``
        only where its table is several files.
    """
    names = ("rule", "table", "row", "field", "value", "message")
    findings = [
        {name: getattr(finding, name) for name in names} | ({"file": finding.file} if finding.file else {})
        for finding in report.findings
    ]
    head = {"valid": report.is_valid, "package": str(report.package), "tables": dict(report.rows)}
    head["engines"] = {name: report.engines.get(name, OWN) for name in report.files}
    head["reasons"] = {name: [*reasons] for name, reasons in report.reasons.items()}
    counted = {"seconds": round(report.seconds, 3), "counts": report.counts, "shown": len(findings)}
    return json.dumps(head | counted | {"findings": findings}, indent=2)


def to_github(report: Report) -> str:
    """The report as workflow commands, which GitHub shows as annotations on the lines of the files.

    The escapes are those of the workflow command toolkit: ``%``, line ends, and in properties ``:`` and ``,``.

    Returns:
        One line for each finding, or one notice if there is none; before them one for each table that frictionless
        checked.
    """
    engines = [f"::notice title=us-cuba-2026::{_escaped(line)}" for line in _engines(report)]
    if report.is_valid:
        return "\n".join([*engines, f"::notice title=us-cuba-2026::{_escaped(summary(report))}"])
    lines = engines
    places = _places(report)
    for finding in report.findings:
        row = 1 if _file(report, finding).suffix.lower() in (".json", ".xlsx") else finding.row or 1
        line = places.get((_file(report, finding), row, finding.field), row)
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
    overview, lines = [*_overview(report)], [*_lines(report)]
    if is_terminal:
        return _in_colours(overview, lines)
    return "\n".join([*_aligned(overview), "", *("".join(text for text, _ in line) for line in lines)])


def _overview(report: Report) -> Iterator[Sequence[str]]:
    """The table of the tables, as rows of cells, the header first."""
    yield _HEADER if report.reasons else _HEADER[:-1]
    for name in report.files:
        engine = report.engines.get(name, OWN)
        rows = f"{report.rows[name]:,}" if name in report.rows else "no table" if engine == FILE else "not read"
        cells = _printable(name), rows, f"{sum(report.counts.get(name, {}).values()):,}", engine
        yield cells if report.reasons else cells[:-1]


def _lines(report: Report) -> Iterator[Line]:
    """The findings and the sum of them."""
    yield from ([(_printable(line), "")] for line in _engines(report))
    keys = _keys(report)
    for finding in report.findings:
        place = ":".join(str(part) for part in (_shown(report, finding), finding.row, finding.field) if part)
        key = keys.get((_file(report, finding), finding.row), "")
        told = f"{key[:_LONGEST_KEY]}: {_message(finding)}" if key else _message(finding)
        yield [(_printable(place), "bold"), (f"  {finding.rule}  ", "bold red"), (_printable(told), "")]
    for rule, count, shown in cut(report):
        yield [(f"{rule}: {_count(count, 'finding')}, {shown:,} shown", "red")]
    yield [(summary(report), "bold green" if report.is_valid else "bold red")]


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows as lines, their cells below each other; a wide character takes two places."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = []
        for at, (cell, width) in enumerate(zip(row, widths, strict=True)):
            space = " " * (width - _width(cell))
            cells.append(space + cell if at in _NUMBERS else cell + space)
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    """How many places a text takes."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _in_colours(overview: Sequence[Sequence[str]], lines: Sequence[Line]) -> str:
    """The report for a terminal; only there is rich worth the time that it takes to import."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=io.StringIO(), force_terminal=True, highlight=False, soft_wrap=True)
    console.width = max(console.width, NARROWEST)
    header, *rows = overview
    table = Table(box=box.SIMPLE, pad_edge=False)
    for at, name in enumerate(header):
        table.add_column(name, justify="right" if at in _NUMBERS else "left")
    for name, count, found, *engine in rows:
        table.add_row(Text(name), count, Text(found, style="green" if found == "0" else "red"), *engine)
    with console.capture() as printed:
        console.print(table)
        console.print()
        console.print(*(Text.assemble(*line) for line in lines), sep="\n")
    return printed.get().rstrip("\n")


def _engines(report: Report) -> Iterator[str]:
    """What judged the tables that the fast path does not cover, and why."""
    for name, reasons in report.reasons.items():
        named = "; ".join(reasons[:_REASONS])
        more = f"; and {len(reasons) - _REASONS} more" if len(reasons) > _REASONS else ""
        if report.engines[name] == FRICTIONLESS:
            yield f"{name}: checked by {FRICTIONLESS}, since the fast path does not cover it: {named}{more}"
        else:
            yield f"{name}: not a table, so only its file was checked"


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


def _keys(report: Report) -> Mapping[tuple[Path, int | None], str]:
    """The keys of the rows that findings are shown of, by which a reader knows them; not those that are wrong."""
    wanted: dict[tuple[Path, tuple[str, ...]], set[int]] = {}
    for finding in report.findings:
        file, key = _file(report, finding), (*report.keys.get(finding.table, ()),)
        is_own = report.engines.get(finding.table, OWN) == OWN
        if finding.row and finding.row > 1 and is_own and key and finding.field not in key and _is_small(file):
            wanted.setdefault((file, key), set()).add(finding.row)
    return {(file, row): one for (file, key), rows in wanted.items() for row, one in keys_of(file, rows, key).items()}


def _is_small(file: Path) -> bool:
    """Whether a file is read once more for its keys."""
    with suppress(OSError):
        return file.stat().st_size <= MOST_BYTES
    return False


def _places(report: Report) -> Mapping[tuple[Path, int, str | None], int]:
    """The line on which each cell that findings are shown of begins."""
    wanted: dict[Path, list[Place]] = {}
    for finding in report.findings:
        if finding.row and finding.row > 1 and report.engines.get(finding.table, OWN) == OWN:
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
