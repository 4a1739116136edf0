"""Benchmark results as a page of Markdown."""

from collections.abc import Iterator, Mapping, Sequence

from benchmarking.contestants import CONTESTANTS, DATAFRAMELY_RULES, FRICTIONLESS, OURS, PANDAS, Contestant
from benchmarking.results import REAL, Runs, Section, in_order

_HEAD = """\
<!-- made by benchmarks/benchmark.py from benchmarks/results.json; do not edit -->
# Benchmarks

How long it takes to check a package of the dataset's shape, and how much memory, beside other tools. Reproduce it
with `python benchmarks/benchmark.py`; `--sizes`, `--rounds` and `--only` make it shorter.

- Each contestant runs as a process of its own, from start to exit. All run in turn, round after round; byte code is
  compiled and files are read once before. Shown are medians of as many runs as stand behind them, and the largest
  resident memory of the process. What takes more than three minutes runs once; what a table does not name was not run.
- *Times ours* compares within one table, hence within one run on one machine, and nowhere else.
- Corpora are made by `benchmarks/make_corpus.py`: for each quote two to three rows in other tables. The broken ones
  have as many defects as a hundredth of their rows, of all kinds.
- Every contestant is given the constraints of `datapackage.json`: required, type, enum, pattern, limits, unique,
  primary and foreign keys. Only `{ours}` also checks all of the dataset's own rules; what others leave out is
  said below.

![Time and memory against rows](benchmarks.svg)
"""


def to_markdown(sections: Sequence[Section]) -> str:
    """The page."""
    ordered = in_order(sections)
    lines = [_HEAD.format(ours=OURS)]
    setting = _setting(ordered[0]) if ordered else ""
    is_one = all(_setting(section) == setting for section in ordered)
    lines += [f"All of it on {setting}", ""] if is_one else []
    for section in ordered:
        lines += _section(section, "" if is_one else f" On {_setting(section)}")
    lines += ["## What is left unchecked", ""]
    lines += _table(
        ("contestant", "does not check"), [(one.name, one.unchecked) for one in CONTESTANTS if one.kind == "check"][1:]
    )
    lines += ["## What must be reached", "", "Each ratio is taken within one of the tables above.", ""]
    lines += _table(("target", "reached", "measured"), list(targets(ordered)))
    return "\n".join(lines).rstrip() + "\n"


def _setting(section: Section) -> str:
    """The machine and the versions."""
    versions = ", ".join(f"{name} {version}" for name, version in section.versions.items())
    return f"{section.machine}; with {versions}."


def _section(section: Section, setting: str) -> Iterator[str]:
    if section.size == REAL:
        yield "## The dataset itself"
    else:
        yield f"## {int(section.size):,} quotes, {'broken' if section.is_broken else 'clean'}"
    yield ""
    yield f"{section.rows:,} lines, {section.size_bytes / 1e6:,.1f} MB; measured on {section.when}.{setting}"
    yield ""
    yield from _contestants(section, ("check", "parse"), OURS)
    yield from _contestants(section, ("load",), PANDAS)
    if section.planted:
        planted, missed, besides = section.planted
        yield f"Of {planted:,} findings that `{OURS}` must make, it missed {missed:,}; it made {besides:,} besides."
        yield ""


def _contestants(section: Section, kinds: Sequence[str], reference: str) -> Iterator[str]:
    """The table of the contestants of some kinds, if there are any."""
    named: Mapping[str, Contestant] = {one.name: one for one in CONTESTANTS}
    runs = {name: run for name, run in section.runs.items() if name in named and named[name].kind in kinds}
    times = f"times {'ours' if reference == OURS else reference}"
    head = ("contestant", "median s", "from - to", "peak MiB", times, "findings", "runs")
    if runs:
        yield from _table(head, [_row(section, name, run, reference) for name, run in runs.items()])


def _row(section: Section, name: str, run: Runs, reference: str) -> Sequence[str]:
    if run.time is None or run.peak is None:
        return (name, run.note, "", "", "", "", "")
    return (
        name,
        f"{run.time:,.2f}",
        f"{min(run.seconds):,.2f} - {max(run.seconds):,.2f}",
        f"{run.peak:,.0f}",
        _number(section.ratio(name, to=reference)),
        "" if run.found is None else f"{run.found:,}",
        str(len(run.seconds)),
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join('---' for _ in head)}|"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _number(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:,.2f}"


def targets(sections: Sequence[Section]) -> Iterator[tuple[str, str, str]]:
    """Each target, whether it is reached, and what was measured."""
    for size, times in ((10**6, 25), (10**7, 40)):
        faster = _ratio(sections, str(size), (FRICTIONLESS,))
        yield _target(f"{size:,} quotes: at least {times} times as fast as `{FRICTIONLESS}`", faster, at_least=times)
    parsing = _ratio(sections, str(10**7), _names("parse"))
    slower = None if parsing is None else 1 / parsing
    yield _target(f"{10**7:,} quotes: at most 3 times the fastest that only parses", slower, at_most=3)
    peers = [name for name in _names("check") if name != OURS]
    for size in (10**6, 10**7):
        for names, what in (([DATAFRAMELY_RULES], DATAFRAMELY_RULES), (peers, "the fastest peer, which checks less")):
            faster = _ratio(sections, str(size), names)
            slower = None if faster is None else 1 / faster
            yield _target(f"{size:,} quotes: not slower than {what}", slower, at_most=1)
    for is_broken in (False, True):
        section = _find(sections, str(10**7), is_broken)
        peak = section.runs.get(OURS, Runs()).peak if section else None
        what = "broken" if is_broken else "clean"
        yield _target(f"{10**7:,} quotes, {what}: peak memory under 1.25 GiB", peak, at_most=1280, unit=" MiB")
    faster = _ratio(sections, REAL, (FRICTIONLESS,))
    sentence = f"the dataset itself: at most 0.65 times `{FRICTIONLESS}`, as whole processes"
    yield _target(sentence, None if faster is None else 1 / faster, at_most=0.65)
    for section in sections:
        if section.planted:
            planted, missed, besides = section.planted
            is_reached = "yes" if missed == besides == 0 else "**no**"
            sentence = f"{int(section.size):,} quotes: each planted defect found at its place, none besides"
            yield sentence, is_reached, f"{planted - missed:,} of {planted:,}, {besides:,} besides"


def _target(
    sentence: str, measured: float | None, *, at_least: float = 0, at_most: float = float("inf"), unit: str = ""
) -> tuple[str, str, str]:
    """A target, whether it is reached, and what was measured."""
    if measured is None:
        return sentence, "not measured", ""
    is_reached = at_least <= measured <= at_most
    return sentence, "yes" if is_reached else "**no**", f"{measured:,.2f}{unit or ' times'}"


def _names(kind: str) -> list[str]:
    return [one.name for one in CONTESTANTS if one.kind == kind]


def _ratio(sections: Sequence[Section], size: str, others: Sequence[str]) -> float | None:
    """How many times our time the fastest of the others takes on a clean package of that size."""
    section = _find(sections, size, is_broken=False)
    ratios = [ratio for name in others if section and (ratio := section.ratio(name, to=OURS)) is not None]
    return min(ratios, default=None)


def _find(sections: Sequence[Section], size: str, is_broken: bool) -> Section | None:
    return next((one for one in sections if (one.size, one.is_broken) == (size, is_broken)), None)
