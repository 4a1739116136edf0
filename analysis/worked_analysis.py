"""A worked analysis: who is quoted and through whom, events by class and status, the timeline.

usage: python analysis/worked_analysis.py      (needs the extra `analysis`; makes pictures and tables again)
"""

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

import us_cuba_2026 as uc

FOLDER = Path(__file__).parent
NAMING = ("named", "collective", "unnamed")
STANDING = ("article", *NAMING, "nobody")
"""On whose word an event may rest, the best known first; on nobody's if all who speak of it doubt or deny it."""

CLASSES = ("happening", "state", "attitude", "statement")
STATUSES = ("occurred", "ongoing", "planned", "hypothetical", "not_occurred")


def statements(quotes: pd.DataFrame) -> pd.DataFrame:
    """One row for each statement: the spans of one utterance are one, in its speaker's own words if any of them is.

    Args:
        quotes: The flat view of quotes.

    Returns:
        ``utterance_id``, ``speaker_id``, ``speaker``, ``naming``, ``is_direct``, ``paragraph``, ``rests_on`` (the
        naming of the least known in its chain of attribution) and ``within``, the statement that reports it, if one
        does.

    Example:
        >>> found = statements(uc.flat("quotes"))
        >>> found.query("speaker == 'Trump administration'")[["naming", "rests_on", "within"]].values.tolist()
        [['named', 'unnamed', 'utt-002']]
    """
    utterance_of = quotes.set_index("quote_id")["utterance_id"]
    spans = quotes.assign(is_direct=quotes["form"] == "direct", within=quotes["reported_in_id"].map(utterance_of))
    return (
        spans.groupby("utterance_id", sort=False)
        .agg(
            speaker_id=("speaker_id", "first"),
            speaker=("speaker_name", "first"),
            naming=("speaker_naming", "first"),
            is_direct=("is_direct", "any"),
            paragraph=("paragraph", "first"),
            rests_on=("rests_on", "first"),
            within=("within", "first"),
        )
        .reset_index()
    )


def sourcing(found: pd.DataFrame) -> pd.DataFrame:
    """How many sources and statements of each naming there are; what another statement reports is counted apart.

    Args:
        found: The statements.

    Returns:
        A row for each naming: ``sources``, ``statements``, how many of them are ``in_own_words``, and how many more
        ``through_another`` source there are.

    Example:
        >>> sourcing(statements(uc.flat("quotes"))).loc["unnamed", "statements"].item()
        15
    """
    reported = found["within"].notna()
    own = found[~reported].groupby("naming", observed=False)
    table = own.agg(
        sources=("speaker_id", "nunique"), statements=("speaker_id", "size"), in_own_words=("is_direct", "sum")
    )
    table["through_another"] = found[reported].groupby("naming", observed=False).size()
    return table.reindex(NAMING)


def standing(events: pd.DataFrame) -> pd.Series:
    """On whose word each event rests, as a word of ``STANDING``."""
    return events["rests_on"].astype("string").fillna("nobody")


def classes(events: pd.DataFrame) -> pd.DataFrame:
    """How many events there are of each class and status.

    Args:
        events: The flat view of events.

    Returns:
        A row for each class, a column for each status.

    Example:
        >>> classes(uc.flat("events")).loc["attitude", "ongoing"].item()
        11
    """
    table = pd.crosstab(events["class"].astype(str), events["status"].astype(str))
    return table.reindex(index=CLASSES, columns=STATUSES, fill_value=0).rename_axis(index="class", columns="status")


def rests_on(events: pd.DataFrame) -> pd.DataFrame:
    """How many events of each status rest on whose word.

    Args:
        events: The flat view of events.

    Returns:
        A row for each status, a column for each word of ``STANDING``.

    Example:
        >>> rests_on(uc.flat("events")).loc["planned", "article"].item()
        0
    """
    table = pd.crosstab(events["status"].astype(str), standing(events))
    return table.reindex(index=STATUSES, columns=STANDING, fill_value=0).rename_axis(index="status", columns="rests on")


def parts(relations: pd.DataFrame) -> set[str]:
    """The events that are part of another one, and would count twice beside it.

    Args:
        relations: The table of relations between events.

    Example:
        >>> "evt-042" in parts(uc.event_relations())
        True
    """
    return {*relations.loc[relations["relation"] == "part_of", "from_id"]}


def dated(events: pd.DataFrame) -> pd.DataFrame:
    """The events that the article dates, in the order of their first possible day, then of their last.

    Args:
        events: The flat view of events.

    Example:
        >>> dated(uc.flat("events")).iloc[0]["date_edtf"]
        '1956'
    """
    return events.dropna(subset=["date_start", "date_end"]).sort_values(["date_start", "date_end", "event_id"])


def by_coder(found: pd.DataFrame, events: pd.DataFrame, codes: pd.DataFrame) -> pd.DataFrame:
    """What the counts would be by the codes that blind coders gave: whether a finding hangs on one reading.

    Args:
        found: The statements.
        events: The flat view of events.
        codes: The table of blind coders' codes.

    Returns:
        A row for the published data and for each coder: the statements of each naming, and as ``real`` the happenings
        that occurred or are ongoing, among the events that all of them coded.

    Example:
        >>> by_coder(statements(uc.flat("quotes")), uc.flat("events"), uc.codes()).iloc[0].to_dict()
        {'named': 10, 'collective': 3, 'unnamed': 15, 'real': 37}
    """
    own = found[found["within"].isna()]
    rows = {
        "actors.naming": own.drop_duplicates("speaker_id").set_index("speaker_id")["naming"],
        "events.class": events.set_index("event_id")["class"],
        "events.status": events.set_index("event_id")["status"],
    }
    coded = {
        field: codes[codes["field"] == field]
        .pivot(index="record_id", columns="coder_id", values="code")
        .reindex(published.index)
        .assign(published=published.astype("string"))
        for field, published in rows.items()
    }
    named = coded["actors.naming"].loc[own["speaker_id"]]
    by_all = coded["events.class"].notna().all(axis=1)  # rounds differ in the events that there were to code
    happened = coded["events.status"].isin(["occurred", "ongoing"])
    real = ((coded["events.class"] == "happening") & happened)[by_all]
    counts = pd.DataFrame({word: (named == word).sum() for word in NAMING} | {"real": real.sum()})
    return counts.reindex(["published", *(coder for coder in counts.index if coder != "published")]).rename_axis(
        "coder"
    )


def report(quotes: pd.DataFrame, events: pd.DataFrame, codes: pd.DataFrame) -> list[str]:
    """The tables of the page, as texts.

    Args:
        quotes: The flat view of quotes.
        events: The flat view of events.
        codes: The table of blind coders' codes.

    Example:
        >>> print(report(uc.flat("quotes"), uc.flat("events"), uc.codes())[0])
        36 quotes are 30 statements; 2 of them reach us only through another.
    """
    found, on_time = statements(quotes), dated(events)
    precisions = on_time["date_precision"].astype(str).value_counts().sort_index()
    texts = (
        f"{len(quotes)} quotes are {len(found)} statements; {found['within'].notna().sum()} of them reach us only "
        "through another.",
        sourcing(found).to_string(),
        classes(events).to_string(),
        rests_on(events).to_string(),
        f"{len(on_time)} of {len(events)} events are dated: "
        + ", ".join(f"{number} by {precision}" for precision, number in precisions.items()),
        by_coder(found, events, codes).to_string(),
    )
    return ["\n".join(line.rstrip() for line in text.splitlines()) for text in texts]


def with_tables(page: str, tables: Iterable[str]) -> str:
    r"""The page with these tables in its blocks of text, in order.

    Args:
        page: The page, in Markdown.
        tables: As many texts as the page has blocks.

    Example:
        >>> with_tables("```text\nold\n```\n", ["new"])
        '```text\nnew\n```\n'
    """
    texts = iter(tables)
    return re.sub(r"(?<=^```text\n).*?(?=\n```$)", lambda _: next(texts), page, flags=re.DOTALL | re.MULTILINE)


def draw(folder: Path) -> None:
    """Draw the pictures: ``sourcing.svg``, ``classes.svg`` and ``timeline.svg``.

    Args:
        folder: Where they go.
    """
    from pictures import draw_classes, draw_sourcing, draw_timeline

    found, events = statements(uc.flat("quotes")), uc.flat("events")
    told = events.assign(standing=standing(events), is_part=events["event_id"].isin(parts(uc.event_relations())))
    draw_sourcing(found, sourcing(found), folder / "sourcing.svg")
    draw_classes(told, STATUSES, CLASSES, folder / "classes.svg")
    draw_timeline(dated(told), len(told), folder / "timeline.svg")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    tables = report(uc.flat("quotes"), uc.flat("events"), uc.codes())
    print("\n\n".join(tables))
    page = FOLDER / "README.md"
    page.write_text(with_tables(page.read_text(encoding="utf-8"), tables), encoding="utf-8", newline="\n")
    draw(FOLDER)
    return 0


if __name__ == "__main__":
    sys.exit(main())
