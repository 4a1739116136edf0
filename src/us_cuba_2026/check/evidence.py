"""The rules of evidence and accounting that hold without the article: spans, primary evidence, quotes, claims."""

from collections.abc import Iterator, Mapping

import polars as pl

from us_cuba_2026.check.findings import Finding, shortened
from us_cuba_2026.check.reader import ROW
from us_cuba_2026.check.rule import Rule, filled
from us_cuba_2026.source.normalise import fingerprint, normalise

RECORDS: Mapping[str, str] = {"actors": "actor_id", "quotes": "quote_id", "events": "event_id", "figures": "figure_id"}
"""The tables whose rows are records, with the column of their ids."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    **{table: (column, "passage_id") for table, column in RECORDS.items()},
    "quotes": ("quote_id", "passage_id", "form", "text"),
    "evidence": ("record_id", "passage_id", "start", "end", "sha256", "use"),
    "accounting": ("record_id", "passage_id", "start", "end"),
}
"""The columns of each table that these rules read."""

RULES = {
    "record": "evidence and accounting name records that exist",
    "evidence-primary": "each record has one primary span of evidence, in the passage that its row names",
    "evidence-quote": "the primary span of a direct quote is its words: same length, same fingerprint",
    "account-claim": "a record that claims an item has evidence there",
}

Frames = Mapping[str, pl.DataFrame]


def rules() -> Iterator[Rule]:
    """The rules on single rows."""
    start, end, length = (pl.col(name).cast(pl.Int64, strict=False) for name in ("start", "end", "passage_id.length"))
    yield Rule(
        "span",
        "must be after the start, and not beyond the length of the passage",
        "end",
        (start < end) & (end <= length),
        ("evidence", "accounting"),
    )
    yield Rule(
        "account-entry",
        "an item must have either the record that claims it or the reason why none does",
        "reason",
        filled("record_id") != filled("reason"),
        ("accounting",),
    )


def findings(frames: Frames) -> Iterator[Finding]:
    """Judge evidence and accounting against the records.

    Args:
        frames: The columns ``COLUMNS`` of the tables that could be read, with row numbers.

    Returns:
        The findings.
    """
    complete = {name for name, columns in COLUMNS.items() if name in frames and {*columns} <= {*frames[name].columns}}
    if not complete >= {*RECORDS, "evidence"}:
        return
    records = pl.concat(
        frames[table].select(ROW, record_id=column, home="passage_id", table=pl.lit(table))
        for table, column in RECORDS.items()
    ).filter(filled("record_id"))
    evidence = _with_spans(frames["evidence"])
    tables = {"evidence": evidence}
    if "accounting" in complete:
        tables["accounting"] = _with_spans(frames["accounting"]).filter(filled("record_id"))
    for name, rows in tables.items():
        for row in rows.join(records, on="record_id", how="anti").iter_rows(named=True):
            value = shortened(row["record_id"])
            yield Finding(name, row[ROW], "record_id", "record", value, "is no actor, quote, event or figure")
    yield from _primary(records, evidence)
    yield from _quotes(frames["quotes"], evidence)
    if "accounting" in tables:
        yield from _claims(tables["accounting"].join(records, on="record_id", how="semi"), evidence)


def _with_spans(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with its spans as numbers; rows without proper ones (which is a finding of its own) left out."""
    return frame.with_columns(pl.col("start", "end").cast(pl.Int64, strict=False)).drop_nulls(["start", "end"])


def _primary(records: pl.DataFrame, evidence: pl.DataFrame) -> Iterator[Finding]:
    """Records without a primary span; primary spans that are one too many or in another passage."""
    primary = evidence.filter(pl.col("use") == "primary")
    for row in records.join(primary, on="record_id", how="anti").iter_rows(named=True):
        message = "has no primary span of evidence: anchor it"
        yield Finding(
            row["table"], row[ROW], RECORDS[row["table"]], "evidence-primary", shortened(row["record_id"]), message
        )
    again = pl.col(ROW) != pl.col(ROW).min().over("record_id")
    for row in primary.filter(again).iter_rows(named=True):
        message = f"{row['record_id']} has another primary span already: make this one supporting"
        yield Finding("evidence", row[ROW], "use", "evidence-primary", row["use"], message)
    elsewhere = primary.filter(~again).join(records.unique("record_id", keep="first"), on="record_id")
    for row in elsewhere.filter(pl.col("passage_id") != pl.col("home")).iter_rows(named=True):
        message = f"the primary span must be in {row['home']}, the passage that the record names"
        yield Finding("evidence", row[ROW], "passage_id", "evidence-primary", row["passage_id"], message)


def _quotes(quotes: pl.DataFrame, evidence: pl.DataFrame) -> Iterator[Finding]:
    """Direct quotes whose words are not those of their primary span."""
    spans = evidence.filter(pl.col("use") == "primary").select("record_id", "start", "end", "sha256")
    direct = quotes.filter((pl.col("form") == "direct") & filled("text"))
    for row in direct.join(spans, left_on="quote_id", right_on="record_id").iter_rows(named=True):
        if fingerprint(normalise(row["text"])) != (row["end"] - row["start"], row["sha256"]):
            message = "are not the words that the primary span of evidence has: correct them, or anchor the quote anew"
            yield Finding("quotes", row[ROW], "text", "evidence-quote", shortened(row["text"]), message)


def _claims(claims: pl.DataFrame, evidence: pl.DataFrame) -> Iterator[Finding]:
    """Items whose record has no evidence that touches them."""
    pairs = claims.join(evidence.rename({ROW: "_evidence"}), on=["record_id", "passage_id"], suffix="_evidence")
    touching = pairs.filter((pl.col("start") < pl.col("end_evidence")) & (pl.col("start_evidence") < pl.col("end")))
    for row in claims.join(touching, on=ROW, how="anti").iter_rows(named=True):
        message = f"has no evidence in {row['passage_id']} where the item stands"
        yield Finding("accounting", row[ROW], "record_id", "account-claim", shortened(row["record_id"]), message)
