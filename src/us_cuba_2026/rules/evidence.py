"""The rules of evidence and accounting that hold without the article: spans, primary evidence, quotes, claims."""

from collections.abc import Iterator, Mapping

import polars as pl

from us_cuba_2026.checker.findings import frame_of
from us_cuba_2026.checker.rule import ROW, Findings, Frames, RowRule, filled
from us_cuba_2026.model.package import Table
from us_cuba_2026.rules.normalised_length import normalised_length
from us_cuba_2026.rules.record_tables import RECORDS

WORDS: Mapping[str, tuple[str, pl.Expr]] = {
    "actors": ("name", pl.col("naming").is_in(["collective", "unnamed"])),
    "quotes": ("text", pl.col("form") == "direct"),
    "figures": ("as_stated", pl.lit(True)),
}
"""The cell of a record that is words of the article within its evidence, and in which rows it is."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    **{table: (column, "passage_id") for table, column in RECORDS.items()},
    "actors": ("actor_id", "passage_id", "naming", "name"),
    "quotes": ("quote_id", "passage_id", "form", "text"),
    "figures": ("figure_id", "passage_id", "as_stated"),
    "evidence": ("record_id", "passage_id", "start", "end", "use"),
    "accounting": ("record_id", "passage_id", "start", "end"),
}
"""The columns of each table that these rules read."""

_MOST_LETTERS_OF_A_BYTE = 6  # U+FDFA, of three bytes, is eighteen letters in NFKC

RULES = {
    "record": "evidence and accounting name records that exist",
    "evidence-primary": "each record has one primary span of evidence, in the passage that its row names",
    "evidence-quote": "the primary span of a direct quote is as long as its words: as many letters and digits",
    "evidence-words": "the article's words in an actor or a figure are no longer than the longest span of its evidence",
    "account-claim": "a record that claims an item has evidence there",
}


def rules() -> Iterator[RowRule]:
    """The rules on single rows."""
    start, end, length = (pl.col(name).cast(pl.Int64, strict=False) for name in ("start", "end", "passage_id.length"))
    yield RowRule(
        "span",
        "must be after the start, and not beyond the length of the passage",
        "end",
        (start < end) & (end <= length),
        ("evidence", "accounting"),
    )
    yield RowRule(
        "account-entry",
        "an item must have either the record that claims it or the reason why none does",
        "reason",
        filled("record_id") != filled("reason"),
        ("accounting",),
    )

    text = pl.col("text")
    is_cut, letters = text.str.ends_with(" ..."), normalised_length(text)
    yield RowRule(
        "account-text",
        "must have as many letters and digits as the span has, or fewer if it is cut (and ends with ' ...')",
        "text",
        (start >= end) | pl.when(is_cut).then(letters < end - start).otherwise(letters == end - start),
        ("accounting",),
    )
    for column in ("attribution", "cue"):
        yield RowRule(
            "quote-words",
            "must not be longer than the passage of the quote, whose words it is",
            column,
            normalised_length(pl.col(column)) <= length,
            ("quotes",),
            unless=pl.col(column).str.len_bytes() * _MOST_LETTERS_OF_A_BYTE <= length,
        )


def words_length(table: str) -> pl.Expr:
    """How many letters and digits the article's words in each record of a table have; -1 where there are none."""
    if table not in WORDS:
        return pl.lit(-1, pl.Int64)
    column, is_printed = WORDS[table]
    return pl.when(is_printed & filled(column)).then(normalised_length(pl.col(column))).otherwise(-1)


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
    for name in WORDS.keys() - {"quotes"}:
        yield name, _words(name, frames[name], evidence)
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
    """Direct quotes whose words are not as long as their primary span, or as each of them."""
    length = pl.col("end") - pl.col("start")
    spans = evidence.filter(pl.col("use") == "primary").group_by("record_id")
    lengths = spans.agg(shortest=length.min(), longest=length.max())
    own = words_length("quotes")
    pairs = quotes.filter(own >= 0).join(lengths, left_on="quote_id", right_on="record_id")
    wrong = pairs.filter((pl.col("shortest") != own) | (pl.col("longest") != own))
    message = pl.format(
        "must have as many letters and digits as the primary span of evidence ({}, not {}): "
        "correct the words, or anchor the quote anew",
        "longest",
        own,
    )
    return frame_of(wrong, "evidence-quote", "text", message, pl.col("text"))


def _words(table: str, records: pl.DataFrame, evidence: pl.DataFrame) -> pl.DataFrame:
    """Records whose words are longer than each span of their evidence."""
    column, _ = WORDS[table]
    own = words_length(table)
    longest = evidence.group_by("record_id").agg(longest=(pl.col("end") - pl.col("start")).max())
    pairs = records.join(longest.filter(pl.col("longest") > 0), left_on=RECORDS[table], right_on="record_id")
    message = pl.format(
        "has {} letters and digits, but the longest span of its evidence has {}: "
        "shorten it to words that stand together there, or anchor the record anew",
        own,
        "longest",
    )
    wrong = pairs.filter(own > pl.col("longest"))
    return frame_of(wrong, "evidence-words", column, message, pl.col(column))


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
