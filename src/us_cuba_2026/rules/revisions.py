"""What is demanded of revisions: each changes something, of a record that is there or that a revision took away."""

from collections.abc import Container, Iterator

import polars as pl

from us_cuba_2026.checker.findings import frame_of
from us_cuba_2026.checker.rule import ROW, Findings, Frames, GroupRule, Member, RowRule, Suspicion

SENTENCE = "a revision is of a record that is there, or that a revision took away"

TABLES = {
    "actors": "actor_id",
    "quotes": "quote_id",
    "events": "event_id",
    "figures": "figure_id",
    "claims": "claim_id",
    "places": "place_id",
    "passages": "passage_id",
    "sources": "source_id",
}
"""The tables whose rows have ids, with the column of these."""


def rules() -> Iterator[RowRule]:
    """The rules on single rows."""
    yield RowRule(
        "revision-change",
        "old and new must differ",
        "new",
        pl.col("old") != pl.col("new"),
        ("revisions",),
    )


def told(tables: Container[str]) -> GroupRule:
    """Each revision is of a record that is there or was taken away; words of the vocabulary are not looked up.

    Args:
        tables: The tables of the package: of those with ids, each must be readable, or the rule does not judge.

    Example:
        >>> [member.table for member in told({"actors", "quotes", "revisions"}).members]
        ['revisions', 'actors', 'quotes']
    """
    key = ("record_id",)
    judged = Member("revisions", key, ("record_id", "field", "new"))
    there = (Member(table, (column,), is_judged=False) for table, column in TABLES.items() if table in tables)
    return GroupRule("revision-record", SENTENCE, (judged, *there), Suspicion.MISSING, _judge)


def _judge(frames: Frames) -> Findings:
    rows = frames["revisions"].filter(pl.col("record_id").str.contains("^[a-z]+-[0-9]+$"))
    taken = rows.filter(pl.col("field").is_in([*TABLES]) & (pl.col("new") == ""))
    wrong = rows.join(taken, on="record_id", how="anti").select(ROW, "record_id")
    message = pl.lit("no row has this id, and no revision took one away: mend the id, or say what became of the row")
    yield "revisions", frame_of(wrong, "revision-record", "record_id", message, pl.col("record_id"))
