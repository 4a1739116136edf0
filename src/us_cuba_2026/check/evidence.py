"""The rules of evidence and accounting that hold without the article: spans, primary evidence, quotes, claims."""

from collections.abc import Iterator, Mapping

import polars as pl

from us_cuba_2026.check.findings import Findings, Frames, frame_of
from us_cuba_2026.check.normalised import normalised
from us_cuba_2026.check.rule import ROW, Rule, filled
from us_cuba_2026.datapackage import Table
from us_cuba_2026.source.normalise import fingerprint

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


def findings(tables: Mapping[str, Table], frames: Frames) -> Findings:
    """Judge evidence and accounting against the records.

    Args:
        tables: The tables by name.
        frames: The columns ``COLUMNS`` of the records and their evidence and, if there is any, accounting: all rows
            of the records to be judged, with row numbers.

    Yields:
        The name of a table, and findings on it.
    """
    records = pl.concat(
        frames[table].select(ROW, record_id=column, home="passage_id", table=pl.lit(table))
        for table, column in RECORDS.items()
    ).filter(filled("record_id"))
    evidence = _with_spans(frames["evidence"])
    resting = {"evidence": evidence}
    if "accounting" in frames:
        resting["accounting"] = _with_spans(frames["accounting"]).filter(filled("record_id"))
    unknown = pl.lit("is no actor, quote, event or figure")
    for name, rows in resting.items():
        orphans = rows.join(records, on="record_id", how="anti", maintain_order="left").select(ROW, "record_id")
        yield name, frame_of(orphans, "record", "record_id", unknown, pl.col("record_id"))
    yield from _primary(tables["evidence"], records, evidence)
    yield "quotes", _quotes(frames["quotes"], evidence)
    if "accounting" in resting:
        yield "accounting", _claims(resting["accounting"].join(records, on="record_id", how="semi"), evidence)


def _with_spans(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with its spans as numbers; rows without proper ones (which is a finding of its own) left out."""
    return frame.with_columns(pl.col("start", "end").cast(pl.Int64, strict=False)).drop_nulls(["start", "end"])


def _primary(table: Table, records: pl.DataFrame, evidence: pl.DataFrame) -> Findings:
    """Records without a primary span; primary spans that are one too many or in another passage."""
    primary = evidence.filter(pl.col("use") == "primary")
    without = records.join(primary, on="record_id", how="anti").select(ROW, "record_id", "table")
    message = pl.lit("has no primary span of evidence: anchor it")
    for name, column in RECORDS.items():
        rows = without.filter(pl.col("table") == name)
        yield name, frame_of(rows, "evidence-primary", column, message, pl.col("record_id"))
    is_again = pl.col(ROW) != pl.col(ROW).min().over("record_id")
    again = primary.filter(is_again).select(ROW, "record_id", "use")
    message = pl.concat_str("record_id", pl.lit(" has another primary span already: make this one supporting"))
    yield table.name, frame_of(again, "evidence-primary", "use", message, pl.col("use"))
    elsewhere = primary.filter(~is_again).join(records.unique("record_id", keep="first"), on="record_id")
    elsewhere = elsewhere.filter(pl.col("passage_id") != pl.col("home")).select(ROW, "passage_id", "home")
    message = pl.concat_str(
        pl.lit("the primary span must be in "), "home", pl.lit(", the passage that the record names")
    )
    yield table.name, frame_of(elsewhere, "evidence-primary", "passage_id", message, pl.col("passage_id"))


def _quotes(quotes: pl.DataFrame, evidence: pl.DataFrame) -> pl.DataFrame:
    """Direct quotes whose words are not those of their primary span, or of each of them."""
    span = pl.struct(pl.col("end") - pl.col("start"), "sha256")
    spans = evidence.filter(pl.col("use") == "primary").group_by("record_id")
    prints = spans.agg(print=span.first(), is_one=span.n_unique() == 1)
    direct = quotes.filter((pl.col("form") == "direct") & filled("text"))
    pairs = direct.join(prints, left_on="quote_id", right_on="record_id").select(ROW, "text", "print", "is_one")
    own = [fingerprint(words) for words in normalised(pairs["text"])]
    own_prints = pl.DataFrame(own, schema={"end": pl.Int64, "sha256": pl.String}, orient="row").to_struct("own")
    wrong = pairs.filter(~pl.col("is_one") | (pl.col("print") != own_prints))
    message = "are not the words that the primary span of evidence has: correct them, or anchor the quote anew"
    return frame_of(wrong, "evidence-quote", "text", pl.lit(message), pl.col("text"))


def _claims(claims: pl.DataFrame, evidence: pl.DataFrame) -> pl.DataFrame:
    """Items whose record has no evidence that touches them.

    Of the spans that begin before the end of an item, one touches it if that which reaches furthest does.
    """
    place = ["record_id", "passage_id"]
    spans = evidence.sort("start").select(*place, "start", furthest=pl.col("end").cum_max().over(place))
    held = claims.sort("end").join_asof(
        spans,
        left_on="end",
        right_on="start",
        by=place,
        strategy="backward",
        allow_exact_matches=False,
        check_sortedness=False,  # polars cannot tell within groups
        suffix="_of_evidence",
    )
    is_touched = (pl.col("furthest") > pl.col("start")).fill_null(False)
    wrong = held.filter(~is_touched).sort(ROW).select(ROW, "record_id", "passage_id")
    message = pl.concat_str(pl.lit("has no evidence in "), "passage_id", pl.lit(" where the item stands"))
    return frame_of(wrong, "account-claim", "record_id", message, pl.col("record_id"))
