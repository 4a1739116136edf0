"""The tables of a synthetic corpus that hold spans: evidence and accounting."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from corpus.archive import EVENTS, FIGURES, PASSAGES, QUOTES, Archive, Numbers
from us_cuba_2026.rules.normalised_length import normalised_length

_REASONS = ("adjective", "furniture", "ordinary_word", "part_of_name", "place", "reference", "slogan", "source")


def evidence(archive: Archive) -> Iterator[pl.DataFrame]:
    """In the order of the ids: actors, events (the first of each article has two spans), figures, quotes."""
    for rows in archive.chunks(archive.actors):
        yield _primary(archive, "act", rows, archive.actor_passage(rows))
    for rows in archive.chunks(archive.articles * EVENTS, EVENTS):
        first = rows[rows % EVENTS == 0]
        start = 3600 + archive.pick("again", first, 100)
        again = _spans(archive, "evt", first, archive.paragraph(first, EVENTS) + 3, (start, start + 40), "supporting")
        primary = _primary(archive, "evt", rows, archive.paragraph(rows, EVENTS))
        yield pl.concat([primary, again]).sort("record_id", "passage_id")
    for rows in archive.chunks(archive.articles * FIGURES, FIGURES):
        yield _primary(archive, "fig", rows, archive.paragraph(rows, FIGURES))
    for rows in archive.chunks(archive.quotes, QUOTES):
        yield _primary(archive, "quo", rows, archive.paragraph(rows, QUOTES))


def _primary(archive: Archive, prefix: str, rows: Numbers, passages: Numbers) -> pl.DataFrame:
    return _spans(archive, prefix, rows, passages, archive.span(prefix, rows), "primary")


def _spans(  # noqa: PLR0917
    archive: Archive, prefix: str, rows: Numbers, passages: Numbers, span: tuple[Numbers, Numbers], use: str
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "record_id": archive.ids(prefix, rows),
            "passage_id": archive.ids("psg", passages),
            "start": pl.Series(span[0]).cast(pl.String),
            "end": pl.Series(span[1]).cast(pl.String),
            "use": pl.repeat(use, len(rows), eager=True),
        }
    )


def accounting(archive: Archive, articles: Numbers) -> pl.DataFrame:
    """Each direct quote and each figure, claimed; and in each paragraph something excluded."""
    quotes = np.arange(articles[0] * QUOTES, min((articles[-1] + 1) * QUOTES, archive.quotes))
    quotes = quotes[archive.is_direct(quotes)]
    figures = np.arange(articles[0] * FIGURES, (articles[-1] + 1) * FIGURES)
    paragraphs = (articles[:, None] * PASSAGES + np.arange(2, PASSAGES)).ravel()
    quoted = {
        "passage": archive.paragraph(quotes, QUOTES),
        "start": archive.span("quo", quotes)[0],
        "kind": pl.repeat("quotation", len(quotes), eager=True),
        "text": archive.text("accounted", "text", quotes),
        "record_id": archive.ids("quo", quotes),
        "end": archive.span("quo", quotes)[1],
    }
    stated = {
        "passage": archive.paragraph(figures, FIGURES),
        "start": archive.span("fig", figures)[0],
        "kind": pl.repeat("number", len(figures), eager=True),
        "text": archive.text("as_stated", "figure", figures),
        "record_id": archive.ids("fig", figures),
    }
    left_out = {
        "passage": paragraphs,
        "start": 3200 + archive.pick("excluded", paragraphs, 100),
        "kind": archive.word("excluded kind", paragraphs, ("name", "name", "number")),
        "text": archive.text("phrases", "accounted", paragraphs),
        "reason": archive.word("reason", paragraphs, _REASONS),
    }
    rows = pl.concat([pl.DataFrame(part) for part in (quoted, stated, left_out)], how="diagonal")
    end = pl.coalesce("end", pl.col("start") + normalised_length(pl.col("text")))
    rows = rows.with_columns(end=end).sort("passage", "start")
    return rows.select(
        archive.ids("psg", rows["passage"].to_numpy()).alias("passage_id"),
        pl.col("start", "end").cast(pl.String),
        "kind",
        "text",
        "record_id",
        "reason",
    )
