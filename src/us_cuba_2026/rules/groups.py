"""The group rules of this dataset: one speaker for an utterance, passages in turn, claims and evidence for records."""

from collections.abc import Iterator, Sequence
from functools import partial

import polars as pl

from us_cuba_2026.checker.findings import frame_of
from us_cuba_2026.checker.rule import ROW, Findings, Frames, GroupRule, Member, Suspicion, filled
from us_cuba_2026.model.package import Table
from us_cuba_2026.rules import evidence, nesting, own_voice, relations, revisions
from us_cuba_2026.rules.evidence_suspects import EvidenceSuspects
from us_cuba_2026.rules.record_tables import RECORDS

RULES = {
    "utterance-speaker": "the spans of one utterance have one speaker",
    "utterance-reported": "the spans of one utterance are all reported in the same statement, or all in none",
    nesting.RULE: nesting.SENTENCE,
    "claim-missing": "each event and figure has a claim: somebody, or the article itself, takes a stand on it",
    "claim-record": "a claim is on an event or figure that has evidence in the passage of the claim",
    "claim-own-voice": own_voice.SENTENCE,
    "relation-circle": relations.SENTENCE,
    "revision-record": revisions.SENTENCE,
    "passage-position": "the passages of a source are numbered 1, 2, 3 and so on",
}


def group_rules(tables: Sequence[Table]) -> Iterator[GroupRule]:
    """The group rules of those tables that are there.

    Args:
        tables: The tables of a package, or some of them.

    Example:
        >>> from us_cuba_2026.model.package import Package
        >>> rules = [rule.id for rule in group_rules(Package.read().tables)]
        >>> rules[0], rules[-1], len(rules)
        ('utterance-speaker', 'evidence-primary', 9)
    """
    by_name = {table.name: table for table in tables}
    columns = {name: {*table.names} for name, table in by_name.items()}
    own = (
        utterances(),
        nesting.in_order(),
        claimed(),
        claims_stand(),
        own_voice.own_voice(),
        relations.no_circle(),
        revisions.told(columns),
    )
    yield from (rule for rule in own if rule.taking_part(columns))
    if "passages" in by_name and {"source_id", "position"} <= {*by_name["passages"].names}:
        yield in_turn(by_name["passages"])
    if {*RECORDS, "evidence"} <= {*by_name}:
        members = tuple(
            Member(
                name,
                (RECORDS.get(name, "record_id"),),
                columns,
                is_needed=name != "accounting",
                has_missing=True,
            )
            for name, columns in evidence.COLUMNS.items()
            if name in by_name
        )
        yield GroupRule(
            "evidence-primary",
            evidence.RULES["evidence-primary"],
            members,
            Suspicion.ALWAYS,
            partial(evidence.findings, by_name),
            suspects=EvidenceSuspects,
        )


def utterances() -> GroupRule:
    """The spans of one utterance have one speaker, and are reported in the same statement or in none."""

    def judge(frames: Frames) -> Findings:
        spans = frames["quotes"].filter(filled("utterance_id"))
        message = "{} has the same utterance and another speaker"
        yield "quotes", differing(spans, "utterance-speaker", "speaker_id", message)
        message = "must be as that of {}, of the same utterance"  # who counts sources leaves out all of them or none
        yield "quotes", differing(spans, "utterance-reported", "reported_in_id", message)

    value = ("speaker_id", "reported_in_id")
    member = Member("quotes", ("utterance_id",), ("quote_id", "utterance_id", *value), value=value)
    rule = "utterance-speaker"
    return GroupRule(rule, RULES[rule], (member,), Suspicion.DIFFERENT, judge)


def differing(spans: pl.DataFrame, rule: str, column: str, message: str) -> pl.DataFrame:
    """Spans that differ in a column from the first of their utterance."""
    first = pl.struct(ROW, "quote_id", column).sort_by(ROW).first().over("utterance_id").struct
    spans = spans.select(ROW, column, first=first.field("quote_id"), other=first.field(column))
    rows = spans.filter(pl.col(column) != pl.col("other"))
    return frame_of(rows, rule, column, pl.format(message, "first"), pl.col(column))


_RECORDS = {"events": "event_id", "figures": "figure_id"}
"""The tables whose rows are claimed, with the column of their ids."""


def claimed() -> GroupRule:
    """Each event and figure has a claim."""

    def judge(frames: Frames) -> Findings:
        for table, id_column in _RECORDS.items():
            rows = frames[table].filter(pl.col(id_column) != "").select(ROW, id_column)
            message = pl.lit("has no claim: say in claims.csv who takes which stand on it, or that the article does")
            yield table, frame_of(rows, "claim-missing", id_column, message, pl.col(id_column))

    judged = (Member(table, (id_column,), (id_column,)) for table, id_column in _RECORDS.items())
    members = (*judged, Member("claims", ("record_id",), is_judged=False))
    return GroupRule("claim-missing", RULES["claim-missing"], members, Suspicion.MISSING, judge)


def claims_stand() -> GroupRule:
    """A claim is on an event or figure that has evidence in its passage; one that does not exist has none."""

    def judge(frames: Frames) -> Findings:
        rows = frames["claims"].filter((pl.col("record_id") != "") & (pl.col("passage_id") != ""))
        message = pl.format("has no evidence in {}: mend the id or the passage, or anchor the record", "passage_id")
        rows = rows.select(ROW, "record_id", "passage_id")
        yield "claims", frame_of(rows, "claim-record", "record_id", message, pl.col("record_id"))

    key = ("record_id", "passage_id")
    members = (Member("claims", key, key), Member("evidence", key, is_judged=False))
    return GroupRule("claim-record", RULES["claim-record"], members, Suspicion.MISSING, judge)


def in_turn(table: Table) -> GroupRule:
    """The passages of a source are numbered 1, 2, 3 ... in the order of their rows."""

    def judge(frames: Frames) -> Findings:
        yield table.name, positions(frames[table.name])

    member = Member(table.name, ("source_id",), ("source_id", "position"), value=("position",), has_missing=True)
    rule = "passage-position"
    return GroupRule(rule, RULES[rule], (member,), Suspicion.MISCOUNTED, judge)


def positions(frame: pl.DataFrame) -> pl.DataFrame:
    """Passages that do not have the position after that of the row before, of the same source.

    A row behind a wrong one is right if it would be right behind the row before that.
    """
    position = pl.col("position").cast(pl.Int64, strict=False)
    of_source = [position.shift(rows, fill_value=0).over("source_id") + rows for rows in (1, 2)]
    message = pl.format("must be {}, the next of its source", "expected")
    numbered = frame.sort(ROW).with_columns(rank=pl.int_range(1, pl.len() + 1).over("source_id"))
    rows = numbered.select(
        ROW,
        "position",
        is_right=(position == of_source[0]) | ((position == of_source[1]) & (pl.col("rank") > 1)),
        expected=of_source[0],
    )
    return frame_of(rows.filter(~pl.col("is_right")), "passage-position", "position", message, pl.col("position"))
