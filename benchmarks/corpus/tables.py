"""The tables of a synthetic corpus, each made from the numbers of its rows.

An archive codes the quotes of many articles, so quotes dominate; it meets the same actors again and again. For each
article: 40 quotes, 10 passages, 4 events, 2 figures, 6 claims (one for each event and figure), 6 participants, 2 places
of events, 2 relations of events, 1 actor, 1 place with its identifier elsewhere (and a few actors and places to begin
with), 48 spans of evidence (a primary one for each record, as the rules demand, and one more), 26 accounting entries.
The last article may have fewer quotes.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

import numpy as np
import polars as pl

from corpus import spans
from corpus.archive import (
    CLAIMS,
    EVENT_PLACES,
    EVENT_RELATIONS,
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
_EVENT_CLASSES = (*["happening"] * 5, "state", "state", "attitude", "statement")
_ROLES = (
    "agent", "beneficiary", "holder", "participant", "partner", "preventer", "shown", "subject", "supporter", "target",
    "victim",
)  # fmt: skip
_STATUS = (*["occurred"] * 5, *["ongoing"] * 3, "planned", "not_occurred", "hypothetical")
_STANCES = (
    "accuses", "allows", "asserts", "denies", "doubts", "estimates", "expects", "intends", "judges", "refuses", "urges",
    "wants",
)  # fmt: skip
_PLACE_ROLES = ("at", "at", "from", "to")
_OFFICE_STATUS = ("current", "current", "former", "acting", "deposed", "late")
_CHANNELS = ("broadcast", "publication", "social_media", "speech", "statement")
_ACTS = ("aims", "announces", "assesses", "blames", "describes", "predicts", "refuses", "urges")
_IDENTIFIED_BY = ("name", "affiliation", "name", "description", "name")  # after NAMING
_CUES = ("said", "says", "stated", "has said", "wrote", "according to")
_COUNTRIES = tuple(f"X{first}{second}" for first in "ABCD" for second in "ABCDEFGHIJ")  # codes that ISO leaves to users
_KINDS = ("person", "person", "organisation", "group", "government", "person", "group", "person", "state", "person")


def tables(archive: Archive) -> Mapping[str, Callable[[], Iterator[pl.DataFrame]]]:
    """For each table but the vocabulary, what makes its rows, stretch by stretch; an empty cell is null."""
    articles = archive.articles
    made: Mapping[str, tuple[Callable[[Archive, Numbers], pl.DataFrame], int, int]] = {
        "actors": (actors, archive.actors, 1),
        "quotes": (quotes, archive.quotes, QUOTES),
        "events": (events, articles * EVENTS, EVENTS),
        "figures": (figures, articles * FIGURES, FIGURES),
        "claims": (claims, articles * CLAIMS, CLAIMS),
        "participants": (participants, articles * PARTICIPANTS, PARTICIPANTS),
        "event_places": (event_places, articles * EVENT_PLACES, EVENT_PLACES),
        "event_relations": (event_relations, articles * EVENT_RELATIONS, EVENT_RELATIONS),
        "places": (places, articles + FIRST_PLACES, 1),
        "crosswalk": (crosswalk, articles + FIRST_PLACES, 1),
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
            "identified_by": pl.Series(_IDENTIFIED_BY).gather(rows % len(NAMING)),
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
            "reported_in_id": archive.ids("quo", rows - 1, rows % 10 == 9),  # both are indirect
            "occasion_id": archive.ids(
                "evt",
                rows // QUOTES * EVENTS + archive.pick("occasion", rows, EVENTS),
                archive.pick("said", rows, 6) < 1,
            ),
            "about_id": archive.ids(
                "act", archive.pick("of whom", rows, archive.actors), archive.pick("is of one", rows, 2) < 1
            ),
            "act": archive.word("act", rows, _ACTS),
            "cue": archive.word("cue", rows, _CUES),
            "channel": archive.word("channel", rows, _CHANNELS, 30),
            "audience": archive.word("audience", rows, ("private", "public"), 20),
            **archive.dates("quotes", rows),
            "passage_id": archive.ids("psg", archive.paragraph(rows, QUOTES)),
            "note": archive.text("sentences", "quote note", rows, 20),
        }
    )


def events(archive: Archive, rows: Numbers) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "event_id": archive.ids("evt", rows),
            "title": archive.text("phrases", "event title", rows).str.to_titlecase(),
            "summary": archive.text("sentences", "event summary", rows),
            "kind": archive.word("event kind", rows, _EVENT_KINDS),
            "class": archive.word("event class", rows, _EVENT_CLASSES),
            "status": archive.word("status", rows, _STATUS),
            **archive.dates("events", rows),
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
            "passage_id": archive.ids("psg", archive.paragraph(rows, FIGURES)),
            "note": archive.text("sentences", "figure note", rows, 20),
        }
    )


def claims(archive: Archive, rows: Numbers) -> pl.DataFrame:
    """One for each event and figure; every second one is made in a quote, the others by the article itself."""
    article, at = rows // CLAIMS, rows % CLAIMS
    is_event = at < EVENTS
    event, figure = article * EVENTS + at, article * FIGURES + at - EVENTS
    records = archive.ids("evt", event).zip_with(pl.Series(is_event), archive.ids("fig", figure))
    quote = article * QUOTES + archive.pick("claimed in", rows, QUOTES // 10) * 10
    is_said = (rows % 2 == 0) & (quote < archive.quotes)
    told = np.where(is_event, archive.paragraph(event, EVENTS), archive.paragraph(figure, FIGURES))
    return pl.DataFrame(
        {
            "claim_id": archive.ids("clm", rows),
            "record_id": records,
            "actor_id": archive.ids("act", archive.speakers(quote), is_said),
            "quote_id": archive.ids("quo", quote, is_said),
            "stance": archive.word("stance", rows, _STANCES),
            "passage_id": archive.ids("psg", told),
            "note": archive.text("sentences", "claim note", rows, 20),
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


def event_places(archive: Archive, rows: Numbers) -> pl.DataFrame:
    """One place for every second event."""
    return pl.DataFrame(
        {
            "event_id": archive.ids("evt", rows * 2),
            "place_id": archive.ids("plc", archive.pick("where", rows, archive.articles + FIRST_PLACES)),
            "role": archive.word("place role", rows, _PLACE_ROLES),
        }
    )


def event_relations(archive: Archive, rows: Numbers) -> pl.DataFrame:
    """The last two events of an article are parts of the first, or come after it."""
    article, at = rows // EVENT_RELATIONS, rows % EVENT_RELATIONS
    return pl.DataFrame(
        {
            "from_id": archive.ids("evt", article * EVENTS + EVENTS - EVENT_RELATIONS + at),
            "to_id": archive.ids("evt", article * EVENTS),
            "relation": archive.word("relation", rows, ("part_of", "caused_by", "follows")),
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


def crosswalk(archive: Archive, rows: Numbers) -> pl.DataFrame:
    """The identifier of each place."""
    return pl.DataFrame(
        {
            "record_id": archive.ids("plc", rows),
            "scheme": pl.repeat("geonames", len(rows), eager=True),
            "identifier": pl.Series(archive.pick("identifier", rows, 10_000_000) + 1).cast(pl.String),
            "match": archive.word("match", rows, ("exact", "exact", "close", "broad", "narrow")),
            "checked_in": pl.repeat("synthetic/one:places.csv; synthetic/other:places.csv", len(rows), eager=True),
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
