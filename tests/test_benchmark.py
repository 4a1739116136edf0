"""The benchmark measures what it says, and its page says what was measured."""

import dataclasses
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the benchmark measures memory as POSIX systems do", allow_module_level=True)

import benchmark
from benchmarking import contestants, measure, report, results
from packages import ROOT

BENCHMARKS = ROOT / "benchmarks"
RESULTS = BENCHMARKS / "results.json"
OURS, FRICTIONLESS = "us-cuba-2026 validate", "frictionless validate"


def section(size: str, **runs: tuple[float, ...]) -> results.Section:
    """A section with some times."""
    names = {"ours": OURS, "frictionless": FRICTIONLESS, "parse": "parse only: DuckDB", "patito": "patito"}
    made = {names[name]: results.Runs(times, (100.0,) * len(times)) for name, times in runs.items()}
    return results.Section(size, False, 1000, 10**6, "2026-01-01", "a machine", {"Python": "3"}, made)


def test_ratio_is_of_medians() -> None:
    """A ratio of means, of the last runs, or upside down."""
    assert section("10", ours=(2.0, 100.0, 1.0), frictionless=(6.0, 7.0)).ratio(FRICTIONLESS, to=OURS) == 3.25
    assert section("10", ours=(2.0,)).ratio(FRICTIONLESS, to=OURS) is None


def test_results_survive_json() -> None:
    """Something that is lost between the run and the page."""
    one = section("10", ours=(1.5, 2.5))
    assert results.Section.from_json(json.loads(json.dumps(one.to_json()))) == one


@pytest.mark.parametrize(
    ("smaller", "reason"),
    [
        (None, ""),
        ((60.0, 100.0), ""),
        ((61.0, 100.0), "not run: over the limit of 600 s (61 s at the size before)"),
        ((1.0, 2000.0), "not run: over the memory of the machine (2.0 GiB at the size before)"),
        ((1.0, 1000.0), ""),  # mostly what it needs at any size
    ],
)
def test_hopeless_runs_are_not_tried(smaller: tuple[float, float] | None, reason: str) -> None:
    """Hours spent, or a machine brought down, for a run whose end could be foreseen."""
    runs = smaller and results.Runs((smaller[0],), (smaller[1],))
    assert results.why_not(runs or None, 10, limit=600, memory_mib=16_000) == reason


def test_what_was_not_run_before_is_not_run_now() -> None:
    """A contestant that was too slow for a small corpus and is tried on a large one."""
    assert results.why_not(results.Runs(note="not run: x"), 10, limit=1, memory_mib=1) == "not run: x"


def test_targets() -> None:
    """A target called reached though it is not, or the other way round."""
    million = section("1000000", ours=(2.0,), frictionless=(49.0,), patito=(1.0,))
    ten_million = section("10000000", ours=(2.0,), frictionless=(90.0,), patito=(3.0,), parse=(0.5,))
    reached = {sentence: (answer, measured) for sentence, answer, measured in report.targets([million, ten_million])}
    assert reached[f"1,000,000 quotes: at least 25 times as fast as `{FRICTIONLESS}`"] == ("**no**", "24.50 times")
    assert reached[f"10,000,000 quotes: at least 40 times as fast as `{FRICTIONLESS}`"] == ("yes", "45.00 times")
    assert reached["10,000,000 quotes: at most 3 times the fastest that only parses"] == ("**no**", "4.00 times")
    peers = [value for sentence, value in reached.items() if "fastest peer, which" in sentence]
    assert peers == [("**no**", "2.00 times"), ("yes", "0.67 times")]
    assert reached["10,000,000 quotes, clean: peak memory under 1.25 GiB"] == ("yes", "100.00 MiB")
    assert reached["10,000,000 quotes, broken: peak memory under 1.25 GiB"] == ("not measured", "")


def test_page_names_what_did_not_run() -> None:
    """A contestant that vanishes from the page since it failed."""
    one = section("10", ours=(1.0,))
    runs = {**one.runs, "patito": results.Runs(note="failed: x")}
    page = report.to_markdown([dataclasses.replace(one, runs=runs)])
    assert "| patito | failed: x |" in page
    assert f"| {OURS} | 1.00 | 1.00 - 1.00 | 100 | 1.00 |" in page


def test_measures_time_memory_and_code() -> None:
    """A process that is measured with its parent's memory, or whose exit code or output is lost."""
    ballast = bytearray(300 * 2**20)  # which Linux would count to the process that is started
    code = "import sys, time; x = bytearray(100 * 2**20); time.sleep(0.2); print('done'); sys.exit(3)"
    outcome = measure.measure([sys.executable, "-c", code], 60)
    assert (outcome.code, outcome.output) == (3, "done\n")
    assert outcome.seconds > 0.2
    assert 100 < outcome.peak_mib < 200
    assert ballast


def test_keeps_both_ends_of_what_is_said() -> None:
    """A verdict that is lost among many findings."""
    outcome = measure.measure([sys.executable, "-c", "print('first' + 'x' * 10**6 + 'last')"], 60)
    assert outcome.output.startswith("first")
    assert outcome.output.endswith("last\n")
    assert len(outcome.output) < 10**5


def test_ends_what_takes_too_long() -> None:
    """A benchmark that waits for ever."""
    outcome = measure.measure([sys.executable, "-c", "import time; time.sleep(60)"], 0.5)
    assert outcome.code is None


@pytest.mark.parametrize(
    ("code", "output", "expected"),
    [
        (0, "12 findings\n", (12, "")),
        (1, "not valid: 1,234 findings (5 rows in 1 tables, 0.4 s)\n", (1234, "")),
        (0, "valid: 7,106 rows in 11 tables, 0.5 s\n", (0, "")),
        (1, "│ accounting │ INVALID │\n", (None, "")),
        (1, "Traceback (most recent call last):\nKeyError: 'findings'\n", (None, "failed: KeyError: 'findings'")),
        (-9, "", (None, "failed: signal 9")),
        (
            1,
            "polars.exceptions.ComputeError: bad\n\nConsider this\n",
            (None, "failed: polars.exceptions.ComputeError: bad"),
        ),
        (2, "us-cuba-2026: no such package\n", (None, "failed: us-cuba-2026: no such package")),
        (None, "", (None, "stopped after 60 s")),
    ],
)
def test_failures_are_no_runs(code: int | None, output: str, expected: tuple[int | None, str]) -> None:
    """A crash that counts as a fast run."""
    runs = benchmark.added(results.Runs(), measure.Outcome(1.0, 10.0, code, output), 60)
    assert (runs.found, runs.note) == expected
    assert bool(runs.seconds) == (not runs.note)


def test_contestants_are_there() -> None:
    """A contestant whose script has another name, or two of the same name."""
    names = [one.name for one in contestants.CONTESTANTS]
    assert len({*names}) == len(names)
    for one in contestants.CONTESTANTS:
        for word in one.command:
            assert not word.endswith(".py") or Path(word).is_file(), word


def test_page_is_up_to_date() -> None:
    """Results that were measured, and a page that shows others."""
    page = (BENCHMARKS / "BENCHMARKS.md").read_text(encoding="utf-8")
    assert report.to_markdown(benchmark.read(RESULTS)) == page


@pytest.mark.slow
def test_plot_is_up_to_date(tmp_path: Path) -> None:
    """Results that were measured, and a plot that shows others."""
    pytest.importorskip("matplotlib", reason="needs matplotlib, of the extra benchmark")
    from benchmarking.plot import draw

    draw(benchmark.read(RESULTS), tmp_path / "benchmarks.svg")
    assert (tmp_path / "benchmarks.svg").read_bytes() == (BENCHMARKS / "benchmarks.svg").read_bytes()


@pytest.mark.slow
def test_whole_run(tmp_path: Path) -> None:
    """A benchmark that breaks on the way from the corpus to the page."""
    script = BENCHMARKS / "benchmark.py"
    parse = "parse only: polars, streaming"
    command = [sys.executable, str(script), "--sizes", "real", "400", "--rounds", "2", "--only", OURS, parse]
    places = ["--results", tmp_path / "results.json", "--output", tmp_path, "--work", tmp_path / "work"]
    subprocess.run([*command, *map(str, places)], check=True, capture_output=True, timeout=120)
    sections = benchmark.read(tmp_path / "results.json")
    assert [one.name for one in sections] == ["real clean", "400 clean", "400 broken"]
    for one in sections:
        assert {name: len(run.seconds) for name, run in one.runs.items()} == {OURS: 2, parse: 2}
        assert (one.runs[OURS].found == 0) != one.is_broken
    page = (tmp_path / "BENCHMARKS.md").read_text(encoding="utf-8")
    assert "## 400 quotes, broken" in page
    assert (tmp_path / "benchmarks.svg").exists() == bool(importlib.util.find_spec("matplotlib"))
