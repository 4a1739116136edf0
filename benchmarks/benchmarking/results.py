"""What a benchmark has measured: pure functions from numbers to medians and ratios."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any, Self

REAL = "real"
"""The size of the dataset itself; all others are numbers of quotes."""


@dataclass(frozen=True)
class Runs:
    """What one contestant did in one section.

    Args:
        seconds: Wall-clock time of each run.
        peaks_mib: Most resident memory of each run.
        found: Number of findings it reported, if it says.
        note: Why it has no runs, or what went wrong.
    """

    seconds: tuple[float, ...] = ()
    peaks_mib: tuple[float, ...] = ()
    found: int | None = None
    note: str = ""

    @property
    def time(self) -> float | None:
        """Median of the times, if there are any."""
        return median(self.seconds) if self.seconds else None

    @property
    def peak(self) -> float | None:
        """The highest of the peaks, if there are any."""
        return max(self.peaks_mib, default=None)


@dataclass(frozen=True)
class Section:
    """All contestants at one size, run in turn; ratios are taken within a section only.

    Args:
        size: ``real``, or the number of quotes.
        is_broken: Whether the corpus has defects.
        rows: Number of lines of all tables, but for the headers.
        size_bytes: Size of all tables.
        when: Day of the run.
        machine: Processor, cores, memory, system.
        versions: What was run, by name.
        runs: What each contestant did.
        planted: Number of defects planted, missed and found besides, if it was asked.
    """

    size: str
    is_broken: bool
    rows: int
    size_bytes: int
    when: str
    machine: str
    versions: Mapping[str, str]
    runs: Mapping[str, Runs]
    planted: tuple[int, int, int] | None = field(default=None)

    @property
    def name(self) -> str:
        """What results are filed under."""
        return f"{self.size} {'broken' if self.is_broken else 'clean'}"

    def ratio(self, contestant: str, to: str) -> float | None:
        """How many times the time of ``to`` a contestant takes, if both have run.

        Example:
            >>> runs = {"slow": Runs((3.0, 9.0, 4.0)), "fast": Runs((2.0,))}
            >>> Section("10", False, 0, 0, "", "", {}, runs).ratio("slow", to="fast")
            2.0
        """
        times = [self.runs.get(name, Runs()).time for name in (contestant, to)]
        return None if times[0] is None or not times[1] else times[0] / times[1]

    @classmethod
    def from_json(cls, described: Mapping[str, Any]) -> Self:
        """A section from what ``to_json`` made."""
        runs = {
            name: Runs(tuple(run["seconds"]), tuple(run["peaks_mib"]), run["found"], run["note"])
            for name, run in described["runs"].items()
        }
        planted = described["planted"]
        return cls(**{**described, "runs": runs, "planted": None if planted is None else tuple(planted)})

    def to_json(self) -> dict[str, Any]:
        """The section as plain JSON."""
        described = asdict(self)
        for run in described["runs"].values():
            run["seconds"] = [round(seconds, 3) for seconds in run["seconds"]]
            run["peaks_mib"] = [round(peak, 1) for peak in run["peaks_mib"]]
        return described


def in_order(sections: Sequence[Section]) -> list[Section]:
    """Sections by size, the dataset itself first, the clean before the broken."""
    return sorted(sections, key=lambda one: (0 if one.size == REAL else int(one.size), one.is_broken))


def why_not(smaller: Runs | None, factor: float, limit: float, memory_mib: float) -> str:
    """Why a contestant should not even be tried at a size, if its runs at a smaller one tell.

    Args:
        smaller: Its runs at the next smaller size.
        factor: How many times as large this one is.
        limit: Seconds it may take.
        memory_mib: Memory of the machine.

    Returns:
        The reason; empty if there is none.

    Example:
        >>> why_not(Runs((60.0,), (500.0,)), 10, limit=500, memory_mib=16_000)
        'not run: over the limit of 500 s (60 s at the size before)'
    """
    if smaller is None or smaller.time is None or smaller.peak is None:
        return smaller.note if smaller and smaller.note.startswith(("not run", "stopped")) else ""
    if smaller.time * factor > limit:
        return f"not run: over the limit of {limit:,.0f} s ({smaller.time:,.0f} s at the size before)"
    if smaller.peak > 1024 and smaller.peak * factor > 0.9 * memory_mib:
        return f"not run: over the memory of the machine ({smaller.peak / 1024:,.1f} GiB at the size before)"
    return ""
