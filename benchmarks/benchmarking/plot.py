"""Time and memory against rows, as an SVG that is the same for the same results."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarking.contestants import CONTESTANTS, OURS
from benchmarking.results import REAL, Section, in_order

_GREY = "#808080"  # readable on white and on black


def draw(sections: Sequence[Section], file: Path) -> None:
    """Draw the clean corpora.

    Args:
        sections: The results.
        file: Where the SVG goes.
    """
    import matplotlib as mpl

    mpl.use("svg")
    style: Any = {
        "svg.hashsalt": "us-cuba-2026",
        "svg.fonttype": "none",
        "font.family": "sans-serif",
        "font.size": 9,
        "axes.spines.top": False,
        "axes.spines.right": False,
        **dict.fromkeys(("text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color"), _GREY),
    }
    with mpl.rc_context(style):
        _figure(sections).savefig(file, transparent=True, metadata={"Date": None, "Creator": None})
    lines = (line.rstrip() for line in file.read_text(encoding="utf-8").splitlines())
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _figure(sections: Sequence[Section]):  # type: ignore[no-untyped-def]  # noqa: ANN202  (matplotlib is optional)
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter, NullFormatter, NullLocator

    figure = Figure(figsize=(9, 4.2), layout="constrained")
    axes = figure.subplots(1, 2)
    clean = [one for one in in_order(sections) if one.size != REAL and not one.is_broken]
    for at, contestant in enumerate(one for one in CONTESTANTS if one.kind in ("check", "parse")):
        runs = [(int(one.size), one.runs[contestant.name]) for one in clean if contestant.name in one.runs]
        points = [(size, run.time, run.peak) for size, run in runs if run.time is not None]
        if points:
            sizes, times, peaks = zip(*points, strict=True)
            line = {
                "label": contestant.name,
                "color": f"C{at % 10}",
                "marker": "o",
                "markersize": 3,
                "linewidth": 2.5 if contestant.name == OURS else 1,
                "linestyle": ":" if contestant.kind == "parse" else "-",
            }
            axes[0].plot(sizes, times, **line)
            axes[1].plot(sizes, peaks, **line)
    for axis, label in zip(axes, ("wall-clock seconds", "peak memory, MiB"), strict=True):
        axis.set(xscale="log", yscale="log", xlabel="quotes", ylabel=label)
        axis.grid(visible=True, color=_GREY, alpha=0.3, linewidth=0.5)
        if clean:
            axis.set_xticks([int(one.size) for one in clean])
        axis.xaxis.set_minor_locator(NullLocator())
        for one in (axis.xaxis, axis.yaxis):
            one.set_minor_formatter(NullFormatter())
            one.set_major_formatter(
                FuncFormatter(lambda number, _: f"{number:,g}" if number < 1e6 else f"{number:,.0f}")
            )
    handles, labels = axes[0].get_legend_handles_labels()
    if handles:
        figure.legend(handles, labels, loc="outside lower center", ncols=4, frameon=False, fontsize=8)
    return figure
