"""Measures this package's checks beside other tools, and writes BENCHMARKS.md and benchmarks.svg.

usage: python benchmarks/benchmark.py [--sizes SIZE ...] [--rounds N] [--only NAME ...] [--limit SECONDS]

Sizes are numbers of quotes, or "real" for the dataset itself; with none, only the page and the plot are written anew.
The peers come with the extra "benchmark"; where they are missing, an environment with them is made below
build/benchmark, where the corpora go, too (9 GB for 10 million quotes). Results are kept in
benchmarks/results.json, each size for itself: a size that is measured again replaces what was known of it, so
that ratios always come from one run.
"""

import argparse
import compileall
import csv
import hashlib
import importlib.metadata
import importlib.util
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from benchmarking.contestants import CONTESTANTS, OURS, SCRIPTS, Contestant
from benchmarking.measure import Outcome, measure
from benchmarking.report import to_markdown
from benchmarking.results import REAL, Runs, Section, in_order, why_not
from corpus.archive import QUOTES, ROWS
from corpus.defects import KINDS

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "benchmark"
HERE = ROOT / "benchmarks"
RESULTS = HERE / "results.json"
SIZES = (REAL, "100000", "1000000", "10000000")
LONG = 180.0  # seconds; a contestant that takes longer runs once
DISTRIBUTIONS = (
    "frictionless", "pandera", "pandas", "polars", "duckdb", "pyarrow", "dataframely", "pointblank", "patito",
    "great-expectations",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="*", default=SIZES, metavar="SIZE", help=f"default: {' '.join(SIZES)}")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="runs of each contestant (default: 3)")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="contestants whose names hold one of these words")
    parser.add_argument("--limit", type=float, default=1800, metavar="SECONDS", help="for one run (default: 1800)")
    parser.add_argument("--work", type=Path, default=WORK, metavar="DIR", help="for corpora and the environment")
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="FILE", help=argparse.SUPPRESS)
    parser.add_argument("--output", type=Path, default=HERE, metavar="DIR", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.rounds < 1 or not all(size == REAL or (size.isdecimal() and int(size)) for size in arguments.sizes):
        parser.error("sizes are real or numbers of quotes, and there is at least one round")
    contestants = [one for one in CONTESTANTS if not arguments.only or any(word in one.name for word in arguments.only)]
    if not contestants:
        parser.error(f"no such contestant; there are: {', '.join(one.name for one in CONTESTANTS)}")
    if missing := {module for one in contestants for module in one.modules if not importlib.util.find_spec(module)}:
        if Path(sys.prefix) == arguments.work.absolute() / "environment":
            raise SystemExit(f"benchmark: {', '.join(sorted(missing))} cannot be imported")
        start_again(arguments.work.absolute())
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what runs is ended, too
    compile_all()
    sections = {one.name: one for one in read(arguments.results)}
    for section in sorted({(size, is_broken) for size in arguments.sizes for is_broken in (False, True)}, key=by_size):
        if section == (REAL, True):
            continue
        package = ROOT if section[0] == REAL else corpus(*section, arguments.work.absolute())
        measured = run(package, *section, contestants, arguments.rounds, arguments.limit, sections)
        sections[measured.name] = measured
        write([*sections.values()], arguments.results, arguments.output)
    write([*sections.values()], arguments.results, arguments.output)
    return 0


def by_size(section: tuple[str, bool]) -> tuple[int, bool]:
    """The dataset itself first, then the smaller corpora."""
    return (0 if section[0] == REAL else int(section[0]), section[1])


def start_again(work: Path) -> None:
    """Make the environment of the peers if there is none, and run this script in it."""
    environment = work / "environment"
    python = str(environment / "bin" / "python")
    if not environment.exists():
        say(f"making {environment}")
        command = [python, "-m", "pip", "install", "--quiet", "--constraint", "constraints.txt", "--editable"]
        try:
            subprocess.run([sys.executable, "-m", "venv", environment], check=True)
            subprocess.run([*command, ".[benchmark]"], cwd=ROOT, check=True)
        except BaseException:
            shutil.rmtree(environment, ignore_errors=True)
            raise
    os.execv(python, [python, *sys.argv])  # noqa: S606


def compile_all() -> None:
    """Compile byte code, which is not what is measured."""
    for folder in (ROOT / "src", SCRIPTS):
        compileall.compile_dir(folder, quiet=1)


def run(  # noqa: PLR0917
    package: Path,
    size: str,
    is_broken: bool,
    contestants: Sequence[Contestant],
    rounds: int,
    limit: float,
    sections: Mapping[str, Section],
) -> Section:
    """Measure all contestants at one size, in turn."""
    rows, size_bytes = weigh(package)
    known = in_order([one for one in sections.values() if one.is_broken == is_broken and one.size != REAL])
    smaller = [one for one in known if size != REAL and int(one.size) < int(size)]
    runs: dict[str, Runs] = {}
    for one in contestants:
        if one.kind == "load" and size != REAL:
            continue
        before = smaller[-1].runs.get(one.name) if smaller else None
        factor = rows / smaller[-1].rows if smaller else 1
        runs[one.name] = Runs(note=why_not(before, factor, limit, memory_mib()))
    for number in range(rounds + (size == REAL)):  # the first run of all fills the caches, and does not count
        for one in [one for one in contestants if one.name in runs]:
            done = runs[one.name]
            if done.note or (done.time or 0) > LONG:
                continue
            outcome = measure(command_of(one, package), limit)
            if size != REAL or number:
                runs[one.name] = added(done, outcome, limit)
            last = runs[one.name].note or f"{outcome.seconds:,.2f} s, {outcome.peak_mib:,.0f} MiB"
            say(f"{size} {'broken' if is_broken else 'clean'}, round {number + 1}: {one.name}: {last}")
    has_ours = any(one.name == OURS for one in contestants)
    planted = held_against_list(package, limit) if is_broken and has_ours else None
    versions = {"Python": platform.python_version(), "us-cuba-2026": importlib.metadata.version("us-cuba-2026")}
    for name in DISTRIBUTIONS:
        if importlib.util.find_spec(name.replace("-", "_")):
            versions[name] = importlib.metadata.version(name)
    today = time.strftime("%Y-%m-%d")
    return Section(size, is_broken, rows, size_bytes, today, machine(), versions, runs, planted)


def added(runs: Runs, outcome: Outcome, limit: float) -> Runs:
    """The runs with one more, or with why there is none."""
    lines = outcome.output.strip().splitlines() or ["no output"]
    if outcome.code is None:
        return Runs(note=f"stopped after {limit:,.0f} s")
    is_done = re.search("findings|valid", outcome.output, re.IGNORECASE) and "Traceback" not in outcome.output
    if outcome.code not in (0, 1) or not is_done:
        errors = [line for line in lines if re.match(r"[\w.]+(Error|Exception)\b", line)] or lines
        return Runs(
            note=f"failed: {errors[-1][:100].strip()}" if outcome.code > 0 else f"failed: signal {-outcome.code}"
        )
    count = re.search(r"([0-9,]+) findings?\b", lines[-1])
    found = int(count[1].replace(",", "")) if count else 0 if lines[-1].startswith("valid") else None
    return Runs((*runs.seconds, outcome.seconds), (*runs.peaks_mib, outcome.peak_mib), found)


def command_of(contestant: Contestant, package: Path) -> list[str]:
    """The command of a contestant for a package."""
    named = {"python": sys.executable, "bin": str(Path(sys.executable).parent), "package": str(package)}
    return [word.format(**named) for word in contestant.command]


def corpus(size: str, is_broken: bool, work: Path) -> Path:
    """A corpus of that size, made anew if its making has changed."""
    makers = [ROOT / "datapackage.json", HERE / "make_corpus.py", *(HERE / "corpus").glob("*.py")]
    version = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(makers))).hexdigest()[:8]
    folder = work / "corpora" / f"{size}-{'broken' if is_broken else 'clean'}-{version}"
    defects = max(1, int(size) * ROWS // QUOTES // 100 // KINDS) if is_broken else 0
    if not folder.exists():
        say(f"making {folder}")
        command = [sys.executable, str(HERE / "make_corpus.py"), size, str(folder), "--defects", str(defects)]
        subprocess.run(command, check=True, stdout=sys.stderr)
    return folder


def weigh(package: Path) -> tuple[int, int]:
    """Lines but the headers, and bytes, of all tables of a package; reading them fills the cache of the system."""
    rows = size = 0
    for resource in json.loads((package / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        with (package / resource["path"]).open("rb") as file:
            rows -= 1
            while block := file.read(2**24):
                rows += block.count(b"\n")
                size += len(block)
    return rows, size


def held_against_list(package: Path, limit: float) -> tuple[int, int, int] | None:
    """How many defects were planted, how many of them the checker missed, how many findings it has besides.

    Nothing if it could not say.
    """

    def places(file: Path) -> set[tuple[str, str, str, str]]:
        with file.open(encoding="utf-8", newline="") as lines:
            return {(row["rule"], row["table"], row["row"], row["field"]) for row in csv.DictReader(lines)}

    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "findings.csv"
        command = str(Path(sys.executable).parent / OURS.split()[0])
        outcome = measure([command, "validate", str(package), "--findings", str(listed)], limit)
        if not listed.exists():
            say(f"no list of findings: {outcome.output.strip()[-200:]}")
            return None
        planted, found = places(package / "defects.csv"), places(listed)
    return len(planted), len(planted - found), len(found - planted)


def machine() -> str:
    """Processor, cores, memory and system."""
    processor = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists() and (model := re.search(r"^model name\s*: (.+)$", information.read_text(), re.MULTILINE)):
        processor = model[1]
    return f"{processor}, {os.cpu_count()} cores, {memory_mib() / 1024:,.0f} GiB, {platform.system()}"


def memory_mib() -> float:
    """Memory of the machine."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**20


def read(file: Path) -> list[Section]:
    """The results so far."""
    if not file.exists():
        return []
    return [Section.from_json(described) for described in json.loads(file.read_text(encoding="utf-8"))]


def write(sections: Sequence[Section], results: Path, output: Path) -> None:
    """Write the results, the page and, where matplotlib is installed, the plot."""
    described = [one.to_json() for one in in_order(sections)]
    results.write_text(json.dumps(described, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (output / "BENCHMARKS.md").write_text(to_markdown(read(results)), encoding="utf-8")
    if importlib.util.find_spec("matplotlib"):
        from benchmarking.plot import draw

        draw(read(results), output / "benchmarks.svg")
    else:
        say("benchmarks.svg not drawn: it needs matplotlib, of the extra benchmark")


def say(message: str) -> None:
    """Tell the one who waits."""
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
