"""The tables of a synthetic corpus, each made from the numbers of its rows.

An archive codes the quotes of many articles, so quotes dominate; it meets the same actors again and again. For each
article: 40 quotes, 10 passages, 4 events, 6 participants, 2 figures, 1 actor, 1 place (and a few actors and places to
begin with), 48 spans of evidence (a primary one for each record, as the rules demand, and one more), 26 accounting
entries. The last article may have fewer quotes.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

import numpy as np
import polars as pl

from corpus import spans
from corpus.archive import (
    EVENTS,
    FIGURES,
    FIRST_PLACES,
    NAMING,
    PARAGRAPH_LENGTH,
    PARTICIPANTS,
    PASSAGES,
    QUOTES,
    Archive,
    Numbers,
    only,
)  # fmt: skip

_HEADS = ("kicker", "dek", "byline", "dateline", "caption", "credit", "footer")
_EVENT_KINDS = (
    "aid", "biography", "commemoration", "communication", "economy", "humanitarian", "military", "negotiation",
    "politics", "protest", "repression", "sanction",
)  # fmt: skip
_ROLES = ("agent", "beneficiary", "participant", "partner", "subject", "supporter", "target", "victim")
_STATUS = (*["occurred"] * 5, *["ongoing"] * 3, "planned", "alleged", "denied", "hypothetical")
_OFFICE_STATUS = ("current", "current", "former", "acting", "deposed", "late")
_CHANNELS = ("assessment", "private", "public", "social_media", "statement")
_CUES = ("said", "says", "stated", "has said", "wrote", "according to")
_COUNTRIES = tuple(f"X{first}{second}" for first in "ABCD" for second in "ABCDEFGHIJ")  # codes that ISO leaves to users
_KINDS = ("person", "person", "organisation", "group", "government", "person", "group", "person", "group", "person")


def tables(archive: Archive) -> Mapping[str, Callable[[], Iterator[pl.DataFrame]]]:
    """For each table but the vocabulary, what makes its rows, stretch by stretch; an empty cell is null."""
    articles = archive.articles
    made: Mapping[str, tuple[Callable[[Archive, Numbers], pl.DataFrame], int, int]] = {
        "actors": (actors, archive.actors, 1),
        "quotes": (quotes, archive.quotes, QUOTES),
        "events": (events, articles * EVENTS, EVENTS),
        "figures": (figures, articles * FIGURES, FIGURES),
        "participants": (participants, articles * PARTICIPANTS, PARTICIPANTS),
        "places": (places, articles + FIRST_PLACES, 1),
        "sources": (sources, articles, 1),
        "passages": (passages, articles * PASSAGES, PASSAGES),
        "accounting": (spans.accounting, articles, 1),
    }

    def rows_of(table: str) -> Callable[[], Iterator[pl.DataFrame]]:
        rows, count, per_article = made[table]
        return lambda: (rows(archive, numbers) for numbers in archive.chunks(count, per_article))

    return {table: rows_of(table) for table in made} | {"evidence": lambda: spans.evidence(archive)}


def actors(archive: Archive, rows: Numbers) -> pl.DataFrame:
    has_office = (rows % 10 == 0) | (rows % 10 == 2)  # named
    return pl.DataFrame(
        {
            "actor_id": archive.ids("act", rows),
            "name": archive.names.gather(rows),
            "kind": pl.Series(_KINDS).gather(rows % len(_KINDS)),
            "naming": pl.Series(NAMING).gather(rows % len(NAMING)),
            "role": archive.text("sentences", "actor role", rows),
            "affiliation_id": archive.ids(
                "act", archive.pick("affiliation", rows, 1 << 62) % np.maximum(rows, 1), (rows > 0) & (rows % 3 == 0)
            ),
            "country_code": archive.word("actor country", rows, _COUNTRIES, 60),
            "office": only(archive.text("phrases", "office", rows), has_office),
            "office_status": only(archive.word("office status", rows, _OFFICE_STATUS), has_office),
            "passage_id": archive.ids("psg", archive.actor_passage(rows)),
            "note": archive.text("sentences", "actor note", rows, 20),
        }
    )


def quotes(archive: Archive, rows: Numbers) -> pl.DataFrame:
    is_direct = archive.is_direct(rows)
    speakers = archive.speakers(rows)
    is_pronoun = (speakers % 5 % 2 == 0) & (archive.pick("pronoun", rows, 4) == 0)  # of a named speaker
    return pl.DataFrame(
        {
            "quote_id": archive.ids("quo", rows),
            "speaker_id": archive.ids("act", speakers),
            "attribution": archive.names.gather(speakers).zip_with(
                pl.Series(~is_pronoun), archive.word("which pronoun", rows, ("he", "she", "they"))
            ),
            "form": pl.Series(["indirect", "direct"]).gather(is_direct.astype(np.int64)),
            "text": only(archive.text("texts", "text", rows), is_direct),
            "summary": archive.text("sentences", "quote summary", rows),
            "is_fragment": only(archive.word("is_fragment", rows, ("false", "false", "true")), is_direct),
            "utterance_id": archive.ids("utt", rows - (rows + 9) // 10),
            "cue": archive.word("cue", rows, _CUES),
            "channel": archive.word("channel", rows, _CHANNELS, 30),
            **archive.dates("quotes", rows),
            "event_id": archive.ids("evt", rows // QUOTES * EVENTS + archive.pick("about", rows, EVENTS)),
            "passage_id": archive.ids("psg", archive.paragraph(rows, QUOTES)),
            "note": archive.text("sentences", "quote note", rows, 20),
        }
    )


def events(archive: Archive, rows: Numbers) -> pl.DataFrame:
    status = archive.word("status", rows, _STATUS)
    is_asserted = (archive.pick("is asserted", rows, 10) < 3) | (status == "alleged").to_numpy()
    return pl.DataFrame(
        {
            "event_id": archive.ids("evt", rows),
            "title": archive.text("phrases", "event title", rows).str.to_titlecase(),
            "summary": archive.text("sentences", "event summary", rows),
            "kind": archive.word("event kind", rows, _EVENT_KINDS),
            "status": status,
            **archive.dates("events", rows),
            "place_id": archive.ids(
                "plc",
                archive.pick("where", rows, archive.articles + FIRST_PLACES),
                archive.pick("placed", rows, 10) < 4,
            ),
            "parent_event_id": archive.ids("evt", rows - rows % EVENTS, rows % EVENTS > 1),
            "asserted_by_id": archive.ids("act", archive.pick("asserted by", rows, archive.actors), is_asserted),
            "passage_id": archive.ids("psg", archive.paragraph(rows, EVENTS)),
            "note": archive.text("sentences", "event note", rows, 20),
        }
    )


def figures(archive: Archive, rows: Numbers) -> pl.DataFrame:
    at = archive.pick("figure", rows, len(archive.pools.figures))
    stated = zip(archive.pools.figures[0]._fields, zip(*archive.pools.figures, strict=True), strict=True)
    return pl.DataFrame(
        {
            "figure_id": archive.ids("fig", rows),
            "measure": archive.text("phrases", "measure", rows),
            **{name: pl.Series(values, dtype=pl.String).gather(at) for name, values in stated},
            **archive.dates("figures", rows),
            "event_id": archive.ids("evt", rows // FIGURES * EVENTS, rows % 3 > 0),
            "actor_id": archive.ids("act", archive.pick("whose", rows, archive.actors)),
            "asserted_by_id": archive.ids("act", archive.pick("stated by", rows, archive.actors), rows % 5 == 0),
            "passage_id": archive.ids("psg", archive.paragraph(rows, FIGURES)),
            "note": archive.text("sentences", "figure note", rows, 20),
        }
    )


def participants(archive: Archive, rows: Numbers) -> pl.DataFrame:
    """Two actors in each event of an even number, one in the others."""
    event = rows // 3 * 2 + (rows % 3 == 2)
    low = archive.pick("takes part", event, archive.actors - 1)
    high = low + 1 + archive.pick("takes part, too", event, 1 << 62) % (archive.actors - 1 - low)
    return pl.DataFrame(
        {
            "event_id": archive.ids("evt", event),
            "actor_id": archive.ids("act", np.where(rows % 3 == 1, high, low)),
            "role": archive.word("part", rows, _ROLES),
        }
    )


def places(archive: Archive, rows: Numbers) -> pl.DataFrame:
    has_point = rows % 2 == 0
    latitude = pl.Series((archive.pick("latitude", rows, 18_000_000) - 9_000_000) / 100_000)
    longitude = pl.Series((archive.pick("longitude", rows, 36_000_000) - 18_000_000) / 100_000)
    return pl.DataFrame(
        {
            "place_id": archive.ids("plc", rows),
            "name": archive.text("phrases", "place", rows).str.to_titlecase(),
            "kind": archive.word("place kind", rows, ("bay", "city", "country", "mountains", "region")),
            "country_code": archive.word("place country", rows, _COUNTRIES),
            "latitude": only(latitude.cast(pl.String), has_point),
            "longitude": only(longitude.cast(pl.String), has_point),
        }
    )


def sources(archive: Archive, rows: Numbers) -> pl.DataFrame:
    days = [f"{date(2025, 1, 1) + timedelta(day)}T12:00:00Z" for day in range(365)]
    return pl.DataFrame(
        {
            "source_id": archive.ids("src", rows),
            "title": archive.text("sentences", "source title", rows),
            "publisher": pl.repeat("Synthetic Press", len(rows), eager=True),
            "authors": archive.names.gather(rows - rows % 5),
            "published_at": archive.word("published", rows, days),
            "language": pl.repeat("en", len(rows), eager=True),
            "url": pl.repeat(None, len(rows), dtype=pl.String, eager=True),
            "rights": pl.repeat("Invented: nobody's.", len(rows), eager=True),
            "normalisation": pl.repeat("nfkc-casefold-alnum/2", len(rows), eager=True),
            "sha256": archive.text("sha256", "source sha256", rows),
            "length": pl.repeat(str(8 * PARAGRAPH_LENGTH + 160), len(rows), eager=True),
        }
    )


def passages(archive: Archive, rows: Numbers) -> pl.DataFrame:
    article, at = rows // PASSAGES, rows % PASSAGES
    kinds = ("title", *_HEADS, "paragraph")
    kind = np.where(at == 0, 0, np.where(at == 1, 1 + article % len(_HEADS), len(kinds) - 1))
    length = np.where(at < 2, 80, PARAGRAPH_LENGTH)
    return pl.DataFrame(
        {
            "passage_id": archive.ids("psg", rows),
            "source_id": archive.ids("src", article),
            "position": pl.Series(at + 1).cast(pl.String),
            "kind": pl.Series(kinds).gather(kind),
            "words": pl.Series(length // 5).cast(pl.String),
            "length": pl.Series(length).cast(pl.String),
            "sha256": archive.text("sha256", "passage sha256", rows),
            "text_sha256": archive.text("sha256", "passage text_sha256", rows),
        }
    )
