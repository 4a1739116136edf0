"""The pictures of the worked analysis, as SVG files that are the same for the same data."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

import us_cuba_2026 as uc

INK, FAINT, PAPER = "#222222", "#6b6b6b", "#ffffff"
COLOURS = {
    "article": "#4d4d4d", "named": "#0072b2", "collective": "#56b4e9", "unnamed": "#d55e00", "nobody": PAPER,
}  # fmt: skip
"""Told apart by people who see few colours (Okabe and Ito), and in print; orange stands for the least known."""

WORDS = {
    "article": "the article's own word", "named": "a named source", "collective": "a kind of people (collective)",
    "unnamed": "unnamed sources alone", "nobody": "nobody: it is only doubted",
}  # fmt: skip
STYLE: Any = {
    "svg.hashsalt": "us-cuba-2026", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 9,
    "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False, "axes.edgecolor": FAINT,
    "hatch.linewidth": 1.1, "ytick.left": False, "xtick.color": FAINT, "xtick.labelcolor": INK, "text.color": INK,
}  # fmt: skip
WIDTH, RIGHT, TOP, BOTTOM = 9.0, 0.2, 0.95, 1.15
"""Inches: the width of a picture, and what lies right of its axes, above and below them."""

PUBLISHED, DAY = pd.Timestamp("2026-01-21"), pd.Timedelta(days=1)
NEW_YEAR, FEBRUARY = pd.Timestamp("2026-01-01"), pd.Timestamp("2026-02-01")


def draw_sourcing(statements: pd.DataFrame, counts: pd.DataFrame, file: Path) -> None:
    """Draw every statement where it stands in the article, in the row of its speaker.

    Args:
        statements: One row for each statement, as ``worked_analysis.statements`` gives them.
        counts: Sources and statements of each naming.
        file: Where the SVG goes.
    """
    speakers = statements.drop_duplicates("speaker_id")
    names = [*speakers["speaker"]]
    headings = {
        naming: f"{naming}: {told['statements']} statements, {told['sources']} sources"
        for naming, told in counts.iterrows()
    }
    rows: dict[str, float] = {}
    heights: dict[str, float] = {}
    for naming in headings:
        heights[naming] = len(rows) + 1.6 * len(heights)
        for speaker in speakers.loc[speakers["naming"] == naming, "speaker_id"]:
            rows[speaker] = len(rows) + 1.6 * len(heights) - 0.6
    last = int(statements["paragraph"].max())
    beside = statements.groupby(["speaker_id", "paragraph"])["utterance_id"]
    shifts = 0.6 * (
        beside.cumcount() - (beside.transform("size") - 1) / 2
    )  # several in one paragraph stand side by side
    places = {
        one.utterance_id: (one.paragraph + shift, rows[one.speaker_id])
        for one, shift in zip(statements.itertuples(), shifts, strict=True)
    }
    with mpl.rc_context(STYLE):
        unnamed, everyone = counts.loc["unnamed", "statements"], counts["statements"].sum()
        figure, (axis,) = _figure(
            max(rows.values()) * 0.215,
            f"{unnamed} of {everyone} statements come from sources that the article does not name",
            "Each mark is one statement, however many spans of quotation it has. A diamond is a statement that reaches "
            "the article\nonly through another one: it is joined to that one, takes its colour, and is not counted.",
            labels=_column([*names, *(f"{told}  " for told in headings.values())]),
        )
        for one in statements.itertuples():
            at, colour, is_reported = places[one.utterance_id], COLOURS[one.rests_on], not pd.isna(one.within)
            if is_reported:
                axis.plot(
                    *zip(at, places[one.within], strict=True),
                    color=colour,
                    linewidth=1.1,
                    linestyle=(0, (2, 1.5)),
                    zorder=1,
                )
            axis.plot(*at, **_mark(is_reported, colour if one.is_direct else PAPER, colour))
        for naming, height in heights.items():
            look: dict[str, Any] = {"va": "center", "ha": "right", "color": _dark(naming)}
            axis.text(-0.35, height, headings[naming], weight="bold", **look)
            own = counts.loc[naming, "in_own_words"] or "none"
            axis.text(last + 0.5, height, f"{own} in the speaker's own words", **look)
        axis.set_yticks([*rows.values()], [speakers.set_index("speaker_id")["speaker"][one] for one in rows])
        axis.hlines([*rows.values()], 0, last + 1, color=FAINT, alpha=0.2, linewidth=0.8, zorder=0)
        axis.set(xlim=(0, last + 1), ylim=(max(rows.values()) + 0.7, -0.7), xlabel="paragraph of the article")
        axis.set_xticks([1, *range(5, last - 1, 5), last])
        _legend(
            figure,
            [
                Line2D([], [], **_mark(False, INK, INK), label="with words of the speaker's own"),
                Line2D([], [], **_mark(False, PAPER, INK), label="in other words only"),
                Line2D([], [], **_mark(True, PAPER, INK), label="reported within another statement"),
            ],
        )
        _save(figure, file)


def draw_classes(events: pd.DataFrame, columns: Sequence[str], lines: Sequence[str], file: Path) -> None:
    """Draw every event as a square, by class and status, in the colour of whose word it rests on.

    Args:
        events: The flat view of events, with ``standing`` and ``is_part``.
        columns: The statuses from left to right.
        lines: The classes from top to bottom.
        file: Where the SVG goes.
    """
    across, step = 6, 8.1
    groups: Mapping[tuple[str, str], pd.DataFrame] = dict(list(events.groupby(["class", "status"], observed=True)))
    ranks = {name: rank for rank, name in enumerate(COLOURS)}
    real = sum(len(groups.get(("happening", status), ())) for status in ("occurred", "ongoing"))
    tall = {name: max(-(-len(groups.get((name, status), "1")) // across) for status in columns) for name in lines}
    tops = {name: sum(tall[other] + 1 for other in lines[:at]) for at, name in enumerate(lines)}
    high, wide = tops[lines[-1]] + tall[lines[-1]], len(columns) * step - 1.5
    with mpl.rc_context(STYLE):
        figure, (axis,) = _figure(
            (WIDTH - 1.1 - RIGHT) * high / wide,
            f"{real} of {len(events)} events are happenings that are told as real",
            "Each square is one event, in the colour of the best known on whose word it rests, through the whole chain "
            "of attribution.\nThe others are plans, possibilities, states, attitudes and statements: filter before you "
            "count.",
            labels=1.1,
            top=1.2,
        )
        for (name, status), group in groups.items():
            left, top = columns.index(status) * step, tops[name]
            for at, one in enumerate(sorted(group.itertuples(), key=lambda one: (ranks[one.standing], one.event_id))):
                corner, edge = (left + at % across + 0.08, top + at // across + 0.08), _edge(one.standing)
                axis.add_patch(Rectangle(corner, 0.84, 0.84, facecolor=COLOURS[one.standing], edgecolor=edge))
                if one.is_part:
                    axis.plot(corner[0] + 0.42, corner[1] + 0.42, marker="o", markersize=3.5, color=PAPER)
        for name in lines:
            for column, status in enumerate(columns):
                number = len(groups.get((name, status), ()))
                look = {"weight": "bold"} if number else {"color": FAINT}
                axis.text(column * step - 0.3, tops[name] + 0.5, str(number), ha="right", va="center", **look)
        axis.set_yticks([tops[name] + 0.5 for name in lines], lines)
        axis.set_xticks(
            [column * step for column in range(len(columns))], [one.replace("_", " ") for one in columns], ha="left"
        )
        axis.xaxis.tick_top()
        axis.tick_params(length=0, labelsize=10)
        axis.spines["bottom"].set_visible(False)
        axis.set(xlim=(-1.5, wide - 1.5), ylim=(high, 0))
        squares = [
            Patch(facecolor=colour, edgecolor=_edge(name), label=WORDS[name]) for name, colour in COLOURS.items()
        ]
        dot = Line2D(
            [],
            [],
            marker="o",
            linestyle="",
            markersize=3.5,
            color=PAPER,
            markeredgecolor=FAINT,
            label="with a dot: part of another event",
        )
        _legend(figure, [*squares, dot])
        _save(figure, file)


def draw_timeline(events: pd.DataFrame, of: int, file: Path) -> None:
    """Draw every dated event, as exact as its date.

    Args:
        events: The dated events in order, with ``standing``.
        of: How many events there are, dated or not.
        file: Where the SVG goes.
    """
    first = pd.Timestamp(f"{events['date_start'].min().year - 3}-01-01")
    titles = [_told(title, status) for title, status in zip(events["title"], events["status"], strict=True)]
    ends = [first, NEW_YEAR, FEBRUARY, pd.Timestamp("2027-01-01")]
    with mpl.rc_context(STYLE):
        figure, axes = _figure(
            len(events) * 0.215,
            f"The article dates {len(events)} of its {of} events",
            "Each as exact as the article is: nothing is placed on a day that the text does not give. The three scales "
            "differ.",
            labels=_column(titles),
            top=0.75,
            widths=(1.3, 1.45, 0.6),
        )
        for axis, start, end in zip(axes, ends, ends[1:], strict=False):
            axis.hlines(range(len(events)), start, end, color=FAINT, alpha=0.2, linewidth=0.8, zorder=0)
            axis.set(xlim=(start, end), ylim=(len(events) - 0.4, -0.6))
            axis.set_yticks([])
            for at, one in enumerate(events.itertuples()):
                if one.date_start < end and one.date_end >= start:
                    _draw_date(axis, at, one, one.date_end < end)
        axes[1].axvline(PUBLISHED + DAY / 2, color=INK, linewidth=1, linestyle=(0, (1, 2)))
        axes[1].text(PUBLISHED + 0.8 * DAY, -0.35, "published", va="center", fontsize=8, color=FAINT)
        axes[0].set_yticks(range(len(events)), titles)
        years = [pd.Timestamp(f"{year}-01-01") for year in range(first.year // 10 * 10 + 10, 2026, 20)]
        days = [NEW_YEAR + at * DAY for at in (0, 7, 14, 21, 28)]
        months = [pd.Timestamp(f"2026-{month:02}-01") for month in (4, 7, 10)]
        axes[0].set_xticks(years, [f"{one:%Y}" for one in years])
        axes[1].set_xticks([one + DAY / 2 for one in days], [str(one.day) for one in days])
        axes[2].set_xticks(months, [f"{one:%b}" for one in months])
        for axis, name in zip(axes, ("before 2026", "January 2026, by day", "later in 2026"), strict=True):
            axis.set_xlabel(name)
        _legend(
            figure,
            [
                Line2D([], [], marker="D", linestyle="", markersize=6, color=INK, label="that day"),
                Patch(facecolor=INK, label="from end to end"),
                Patch(facecolor=PAPER, edgecolor=INK, hatch="/////", label="some day within it"),
                Line2D([], [], marker=">", linestyle="", markersize=6, color=INK, label="goes on at publication"),
                Patch(facecolor=_pale(INK), label="pale: bounds inferred"),
                *(
                    Patch(facecolor=colour, label=WORDS[name])
                    for name, colour in COLOURS.items()
                    if name in {*events["standing"]}
                ),
            ],
            columns=4,
        )
        _save(figure, file)


def _draw_date(axis: Any, at: int, one: Any, is_last: bool) -> None:
    """Draw one date, or the part of it in these axes: a bar from its first to its last possible day, or a diamond."""
    full = COLOURS[one.standing]
    colour = _pale(full) if one.date_basis == "inferred" else full
    if one.date_precision == "day":
        axis.plot(one.date_start + DAY / 2, at, marker="D", markersize=6, color=colour)
        return
    if one.date_precision == "interval":
        look: dict[str, Any] = {"facecolor": colour}
    else:
        look = {"facecolor": PAPER, "edgecolor": colour, "hatch": "/////", "linewidth": 0.9}
    axis.barh(at, one.date_end + DAY - one.date_start, left=one.date_start, height=0.5, **look)
    if one.status == "ongoing" and is_last:
        axis.plot(one.date_end + 2 * DAY, at, marker=">", markersize=6, color=full)


def _pale(colour: str) -> str:
    """A colour halfway to that of the paper."""
    red, green, blue = ((part + 1.2) / 2.2 for part in to_rgb(colour))
    return to_hex((red, green, blue))


def _told(title: str, status: str) -> str:
    """What an event is called, and that it is not real if it is not."""
    return title if status in ("occurred", "ongoing") else f"{title} ({status.replace('_', ' ')})"


def _mark(is_reported: bool, face: str, edge: str) -> dict[str, Any]:
    """How a statement is marked."""
    shape = {"marker": "D", "markersize": 5.5} if is_reported else {"marker": "o", "markersize": 7}
    return shape | {
        "linestyle": "",
        "markeredgewidth": 1.7,
        "markerfacecolor": face,
        "markeredgecolor": edge,
        "clip_on": False,
    }


def _edge(standing: str) -> str:
    """The outline of a square, which only an empty one needs."""
    return INK if standing == "nobody" else COLOURS[standing]


def _dark(naming: str) -> str:
    """The colour of a naming, dark enough for text."""
    return {"collective": "#1b6d9c", "unnamed": "#a84a00"}.get(naming, COLOURS[naming])


def _column(labels: Sequence[str]) -> float:
    """The inches that a column of labels takes."""
    return 0.3 + 0.067 * max(map(len, labels))


def _figure(
    height: float,
    title: str,
    subtitle: str,
    *,
    labels: float,
    top: float = TOP,
    widths: Sequence[float] = (1,),
) -> tuple[Figure, Any]:
    """A figure around axes of that height in inches, and the axes from left to right."""
    whole = height + top + BOTTOM
    figure = Figure(figsize=(WIDTH, whole), facecolor=PAPER)
    figure.text(0.1 / WIDTH, 1 - 0.1 / whole, title, va="top", fontsize=13, weight="bold")
    figure.text(0.1 / WIDTH, 1 - 0.4 / whole, subtitle, va="top", color=FAINT, linespacing=1.35)
    figure.subplots_adjust(
        left=labels / WIDTH, right=1 - RIGHT / WIDTH, bottom=BOTTOM / whole, top=1 - top / whole, wspace=0.06
    )
    return figure, figure.subplots(1, len(widths), width_ratios=widths, squeeze=False)[0]


def _legend(figure: Figure, handles: Sequence[Any], columns: int = 3) -> None:
    """The legend at the bottom, and the credit below it."""
    whole = figure.get_figheight()
    figure.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0.06 / WIDTH, 0.32 / whole),
        ncols=columns,
        frameon=False,
        borderaxespad=0,
        fontsize=8.5,
    )
    figure.text(0.1 / WIDTH, 0.07 / whole, _credit(), va="bottom", fontsize=7, color=FAINT)


def _credit() -> str:
    """What the pictures show, and of which article: they may be shown without the page."""
    article = uc.sources().iloc[0]
    return (
        "Data: us-cuba-2026, CC BY 4.0. What one article says, not what is true:\n"
        f"“{article['title']}”, {article['publisher']}, {PUBLISHED.day} {PUBLISHED:%B %Y}"
    )


def _save(figure: Figure, file: Path) -> None:
    """Write an SVG without a date, and with line ends of one kind."""
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    lines = (line.rstrip() for line in file.read_text(encoding="utf-8").splitlines())
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
