"""Defects for a synthetic corpus: for each rule of the checker, what breaks it and nothing else.

A defect has a stretch of its table for itself, so that no two of them meet. Where one cannot be had without another
(a position that stands twice is also out of sequence), both are listed.
"""

from collections.abc import Callable, Mapping

import numpy as np

from corpus.archive import (
    ACCOUNTED,
    CLAIMS,
    EVENT_RELATIONS,
    EVENTS,
    FIGURES,
    FIRST_ACTORS,
    FIRST_PLACES,
    PARAGRAPH_LENGTH,
    PARTICIPANTS,
    PASSAGES,
    QUOTES,
    Archive,
)
from corpus.plan import Plan
from corpus.words import bounds_open

CELL_BREAK = "\ue000"
"""Stands in a cell for a comma that is to be written without quotation marks, so that the row gets a cell too many."""

LEFT_OUT: Mapping[str, str] = {
    "byte-order-mark": "of a whole file",
    "bytes": "of a whole file",
    "columns": "of a whole file",
    "encoding": "the file cannot be read, so that nothing else in it would be found",
    "file": "the file cannot be read, so that nothing else in it would be found",
    "hash": "of a whole file",
    "line-ends": "of a whole file",
    "maxLength": "no field of the descriptor has this constraint",
    "minLength": "no field of the descriptor has this constraint",
    "csv-misplaced-quote": "the file cannot be read, so that nothing else in it would be found",
    "row-size": "the file cannot be read, so that nothing else in it would be found",
    "csv-unclosed-quote": "the file cannot be read, so that nothing else in it would be found",
    "revision-change": "no corpus has a past",
    "revision-record": "no corpus has a past",
    "unique": "only primary keys are described as unique, and those have a rule of their own",
}
"""The rules that no defect is planted for, and why."""

Plant = Callable[[Plan, int], None]
"""Plants one defect in a stretch of a table, given by its number."""


def plan(archive: Archive, count: int) -> Plan:
    """Choose where the defects go.

    Args:
        archive: The archive.
        count: How many of each kind.

    Returns:
        The plan. Of the words of the vocabulary only as many are wrongly reserved as there are.

    Raises:
        ValueError: If a table is too small for so many.
    """
    planned = Plan(archive)
    rng = np.random.default_rng(archive.seed)
    stretches = _stretches(archive)
    if count > (room := _room(archive)):
        enough = archive
        while _room(enough) < count:
            enough = Archive(enough.quotes * 2, archive.seed)
        has = f"{archive.quotes:,} quotes have room for {room:,} of each kind of defect"
        raise ValueError(f"{has}; for {count:,} make {enough.quotes:,} quotes")
    for name, (first, end) in stretches.items():
        plants = PLANTS[name]
        numbers = rng.permutation(end - first)[: len(plants) * count] + first
        for at, number in enumerate(numbers.tolist()):
            plants[at % len(plants)](planned, number)
    for at in range(count):
        _plant_words(planned, at)
    planned.reserved = count
    return planned


def _room(archive: Archive) -> int:
    """How many defects of each kind have a stretch for themselves."""
    return min((end - first) // len(PLANTS[name]) for name, (first, end) in _stretches(archive).items())


def _stretches(archive: Archive) -> Mapping[str, tuple[int, int]]:
    """For each kind of stretch the number of the first and the one after the last."""
    return {
        "ten quotes": (0, archive.quotes // 10),
        "two actors": (FIRST_ACTORS // 2, archive.actors // 2),
        "figure": (0, archive.articles * FIGURES),
        "three participants": (0, archive.articles * PARTICIPANTS // 3),
        "place": (0, archive.articles + FIRST_PLACES),
        "place's identifier": (0, archive.articles + FIRST_PLACES),
        "article's claims": (0, archive.articles),
        "article's relations": (0, archive.articles),
        "article's evidence": (0, archive.articles),
        "article's passages": (0, archive.articles),
        "article's accounting": (1, archive.articles),
    }


def _cells(rule: str, table: str, rows: int, at: int, field: str, **cells: str | None) -> Plant:
    """A defect in the row ``at`` of each stretch of so many rows."""

    def plant(planned: Plan, number: int) -> None:
        row = number * rows + at
        planned.set(table, row, **cells)
        planned.found(rule, table, row, field)

    return plant


def _quote(rule: str, at: int, field: str, **cells: str | None) -> Plant:
    """A defect in one of each ten quotes."""
    return _cells(rule, "quotes", 10, at, field, **cells)


def _date(rule: str, field: str, edtf: str, *cells: str | None) -> Plant:
    """A defect in the date of a quote; the cells are start, end, precision, basis."""
    columns = ("date_start", "date_end", "date_precision", "date_basis")
    return _quote(rule, _DIRECT, field, date_edtf=edtf, **dict(zip(columns, cells, strict=True)))


def _figure(rule: str, field: str, as_stated: str, *cells: str | None) -> Plant:
    """A defect in a figure; the cells are hedge, value, lower and upper bound, unit, kind, actor."""
    columns = ("hedge", "value", "value_low", "value_high", "unit", "kind", "actor_id")
    named = dict(zip(columns, cells, strict=True))
    low, high = bounds_open(named["hedge"], named["value_low"], named["value_high"])
    is_open = {"is_value_low_open": low, "is_value_high_open": high}
    return _cells(rule, "figures", 1, 0, field, as_stated=as_stated, **named, **is_open)


def _actor(rule: str, field: str, naming: str, *cells: str | None) -> Plant:
    """A defect in an actor; the cells are name, office, office_status."""
    columns = ("name", "office", "office_status")
    identified_by = "name" if naming == "named" else "description"
    named = {"naming": naming, "identified_by": identified_by}
    return _cells(rule, "actors", 2, 0, field, **named, **dict(zip(columns, cells, strict=True)))


def _office_and_identified(planned: Plan, number: int) -> None:
    """An actor with half an office, and another who has a name and is known by something else."""
    _actor("actor-office", "office_status", "named", "Bade", "Bade", None)(planned, number)
    known = {"naming": "named", "name": "Bade", "identified_by": "knowledge"}
    _cells("actor-identified", "actors", 2, 1, "identified_by", **known)(planned, number)


def _supporting(rule: str, field: str | None, **cells: str | None) -> Plant:
    """A defect in the one supporting span of each article."""

    def plant(planned: Plan, number: int) -> None:
        row = planned.archive.evidence_row("evt", number * EVENTS) + 1
        planned.set("evidence", row, **cells)
        planned.found(rule, "evidence", row, field)

    return plant


def _quote_length(planned: Plan, number: int) -> None:
    """A quotation of 61 words, with evidence that fits it."""
    quote, words = number * 10 + _DIRECT, ["a"] * 61
    start = int(planned.archive.span("quo", np.array([quote]))[0][0])
    planned.set("quotes", quote, text=" ".join(words))
    planned.set("evidence", planned.archive.evidence_row("quo", quote), end=str(start + len(words)))
    planned.found("quote-length", "quotes", quote, "text")


def _quote_marks(planned: Plan, number: int) -> None:
    """The words of a quote within quotation marks."""
    quote, archive = number * 10 + _DIRECT, planned.archive
    text = archive.pools.texts[int(archive.pick("text", np.array([quote]), len(archive.pools.texts))[0])]
    planned.set("quotes", quote, text=f"“{text}”")
    planned.found("quote-marks", "quotes", quote, "text")


def _unnamed_speaker(planned: Plan, number: int) -> None:
    """A speaker who has no name, under other words than its own."""
    quote = number * 10 + _INDIRECT
    planned.set("quotes", quote, speaker_id=planned.archive.id("act", 1), attribution="Xylem Y")
    planned.found("quote-unnamed-speaker", "quotes", quote, "attribution")


def _utterance_speaker(planned: Plan, number: int) -> None:
    """Another speaker in the second span of an utterance, one with a name."""
    quote = number * 10 + 1
    speaker = 0 if planned.archive.speakers(np.array([quote]))[0] else 2
    planned.set("quotes", quote, speaker_id=planned.archive.id("act", speaker))
    planned.found("utterance-speaker", "quotes", quote, "speaker_id")


def _utterance_reported(planned: Plan, number: int) -> None:
    """The second span of an utterance, as if somebody else reported it, and the first by nobody."""
    planned.set("quotes", number * 10 + 1, reported_in_id=planned.archive.id("quo", number * 10 + _INDIRECT))
    planned.found("utterance-reported", "quotes", number * 10 + 1, "reported_in_id")


def _report_passage(planned: Plan, number: int) -> None:
    """A statement that another one reports a passage behind it."""
    quote = number * 10 + _INDIRECT
    planned.set("quotes", quote, reported_in_id=planned.archive.id("quo", quote + 6))
    planned.found("report-passage", "quotes", quote, "reported_in_id")


def _row_width(planned: Plan, number: int) -> None:
    """A quote with a cell too many."""
    quote = number * 10 + _INDIRECT
    planned.set("quotes", quote, note=f"bade{CELL_BREAK}bade")
    planned.found("row-width", "quotes", quote, None)


def _row_order(planned: Plan, number: int) -> None:
    """Two indirect quotes in each other's place."""
    first, second = number * 10 + 5, number * 10 + 6
    planned.copy("quotes", first, second)
    planned.copy("quotes", second, first)
    planned.found("row-order", "quotes", second, "quote_id")


def _evidence_primary(planned: Plan, number: int) -> None:
    """A quote whose only span is called supporting."""
    quote = number * 10 + _INDIRECT
    planned.set("evidence", planned.archive.evidence_row("quo", quote), use="supporting")
    planned.found("evidence-primary", "quotes", quote, "quote_id")


def _cycle(planned: Plan, number: int) -> None:
    """Two actors who belong to each other."""
    for actor, other in ((number * 2, number * 2 + 1), (number * 2 + 1, number * 2)):
        planned.set("actors", actor, affiliation_id=planned.archive.id("act", other))
        planned.found("cycle", "actors", actor, "affiliation_id")


def _primary_key(planned: Plan, number: int) -> None:
    """The same part in the same event twice."""
    planned.copy("participants", number * 3 + 1, number * 3)
    planned.found("primary-key", "participants", number * 3 + 1, "event_id")


def _unique_key(planned: Plan, number: int) -> None:
    """A passage in the position of the one before."""
    row = number * PASSAGES + PASSAGES - 1
    planned.set("passages", row, position=str(PASSAGES - 1))
    planned.found("unique-key", "passages", row, "source_id")
    planned.found("passage-position", "passages", row, "position")


def _claim(planned: Plan, article: int, at: int, **cells: str | None) -> int:
    """Change one of an article's claims, made in its first quote unless the cells say otherwise; which row it is."""
    archive, quote = planned.archive, article * QUOTES
    speaker = archive.id("act", int(archive.speakers(np.array([quote]))[0]))
    said = {"actor_id": speaker, "quote_id": archive.id("quo", quote)}
    planned.set("claims", article * CLAIMS + at, **said | cells)
    return article * CLAIMS + at


def _claim_missing(planned: Plan, number: int) -> None:
    """A figure whose claim is on an event instead."""
    archive = planned.archive
    home = archive.id("psg", int(archive.paragraph(np.array([number * EVENTS]), EVENTS)[0]))
    _claim(planned, number, EVENTS, record_id=archive.id("evt", number * EVENTS), passage_id=home)
    planned.found("claim-missing", "figures", number * FIGURES, "figure_id")


def _claim_own_voice(planned: Plan, number: int) -> None:
    """An event that the article claims itself, with the first word of a quote for its evidence."""
    archive, quote = planned.archive, np.array([number * QUOTES])
    start = int(archive.span("quo", quote)[0][0])
    planned.set("evidence", archive.evidence_row("evt", number * EVENTS), start=str(start), end=str(start + 1))
    planned.set("quotes", int(quote[0]), occasion_id=None)  # else it may be the act of saying, which may rest there
    row = _claim(planned, number, 0, actor_id=None, quote_id=None)
    planned.found("claim-own-voice", "claims", row, "passage_id")


def _claim_record(planned: Plan, number: int) -> None:
    """A claim in a passage that says nothing of its event."""
    row = _claim(planned, number, 2, passage_id=planned.archive.id("psg", number * PASSAGES))
    planned.found("claim-record", "claims", row, "record_id")


def _claim_speaker(planned: Plan, number: int) -> None:
    """A claim in a quote, of somebody who does not speak there."""
    speaker = planned.archive.speakers(np.array([number * QUOTES]))[0]
    row = _claim(planned, number, 0, actor_id=planned.archive.id("act", int(speaker == 0)))
    planned.found("claim-speaker", "claims", row, "actor_id")


def _claim_voice(planned: Plan, number: int) -> None:
    """A claim in a quote, of nobody."""
    planned.found("claim-voice", "claims", _claim(planned, number, 0, actor_id=None), "quote_id")


def _relation_circle(planned: Plan, number: int) -> None:
    """Two events that are parts of each other."""
    events = [planned.archive.id("evt", number * EVENTS + EVENTS - EVENT_RELATIONS + at) for at in (0, 1)]
    for at in (0, 1):
        row = number * EVENT_RELATIONS + at
        planned.set("event_relations", row, to_id=events[1 - at], relation="part_of")
        planned.found("relation-circle", "event_relations", row, "to_id")


def _relation_itself(planned: Plan, number: int) -> None:
    """An event that is related to itself."""
    row = number * EVENT_RELATIONS
    event = planned.archive.id("evt", number * EVENTS + EVENTS - EVENT_RELATIONS)
    planned.set("event_relations", row, to_id=event)
    planned.found("relation-itself", "event_relations", row, "to_id")


def _figure_open(planned: Plan, number: int) -> None:
    """A bound that the phrase leaves out, and that is said to be in."""
    stated = ("more than 1,000 people", "more_than", None, "1000", None, *_COUNT)
    _figure("figure-open", "is_value_low_open", *stated)(planned, number)
    planned.set("figures", number, **{**planned.cells["figures"][number], "is_value_low_open": "false"})


def _account_claim(planned: Plan, number: int) -> None:
    """A quotation that is claimed by an actor who stands in another article."""
    planned.set("accounting", number * ACCOUNTED, record_id=planned.archive.id("act", 0))
    planned.found("account-claim", "accounting", number * ACCOUNTED, "record_id")


def _plant_words(planned: Plan, at: int) -> None:
    """Words to append to the vocabulary."""
    code, reserved = f"invented {at}", "Reserved: invented."
    for rule, found, field, see_also in (
        ("vocabulary-enum", "code", "places.kind", ""),
        ("vocabulary-field", "field", "places.sort", ""),
        ("see-also", "see_also", "figures.as_stated", f"figures.kind:{code}"),
    ):
        planned.words.append(
            (rule, found, {"field": field, "code": code, "definition": reserved, "see_also": see_also})
        )


_DIRECT, _INDIRECT = 4, 2  # the fifth of ten quotes is direct, the third indirect; neither shares an utterance
_UNKNOWN = "999999999999"
_YEAR = ("2001-01-01", "2001-12-31")
_COUNT = ("person", "count", None)
_TIME = ("year", "duration", None)

PLANTS: Mapping[str, tuple[Plant, ...]] = {
    "ten quotes": (
        _quote("required", _INDIRECT, "act", act=None),
        _quote("missing-word", _INDIRECT, "note", note="None"),
        _quote("control-characters", _INDIRECT, "note", note="Bade\nbade."),
        _quote("tidy-spaces", _DIRECT, "note", note="Bade  bade."),
        _quote("nfc", _DIRECT, "note", note="Bade\u0301."),
        _quote("formula", _DIRECT, "note", note="=1+1"),
        _quote("pattern", _INDIRECT, "cue", cue="bade bade bade bade bade"),
        _quote("enum", _INDIRECT, "channel", channel="telepathy"),
        _quote("type", _DIRECT, "is_fragment", is_fragment="maybe"),
        _quote("foreign-key", _INDIRECT, "about_id", about_id=f"act-{_UNKNOWN}"),
        _quote("quote-fragment", _DIRECT, "is_fragment", is_fragment=None),
        _quote("quote-text", _INDIRECT, "text", text="Bade bade"),
        _quote("quote-summary", _INDIRECT, "summary", summary=None),
        _quote("evidence-quote", _DIRECT, "text", text="Bade bade"),
        _quote("quote-words", _INDIRECT, "cue", cue="b" * (PARAGRAPH_LENGTH + 1)),
        _date("date-complete", "date_edtf", "2001", *_YEAR, "year", None),
        _date("date-bounds", "date_start", "2001", "2001-01-02", "2001-12-31", "year", "stated"),
        _date("date-order", "date_edtf", "2002/2001", "2002-01-01", "2001-12-31", "interval", "stated"),
        _date("date-precision", "date_precision", "2001", *_YEAR, "day", "stated"),
        _date("date-published", "date_edtf", "2999", "2999-01-01", "2999-12-31", "year", "stated"),
        _quote_length,
        _quote_marks,
        _unnamed_speaker,
        _utterance_speaker,
        _utterance_reported,
        _report_passage,
        _row_width,
        _row_order,
        _evidence_primary,
    ),
    "two actors": (
        _office_and_identified,
        _actor("actor-proper-name", "name", "named", "bade bade", None, None),
        _actor("actor-unnamed-office", "office", "collective", "bade people", "Bade", "late"),
        _cycle,
    ),
    "figure": (
        _figure("evidence-words", "as_stated", f"years of {'b' * 200}", "vague", None, "2", None, *_TIME),
        _figure("figure-age", "actor_id", "65", "exact", "65", "65", "65", "year", "age", None),
        _figure("figure-bounds", "value_low", "between 32 and 30 people", "between", None, "32", "30", *_COUNT),
        _figure("figure-exact", "value", "32 people", "exact", "32", "31", "32", *_COUNT),
        _figure("figure-hedge", "hedge", "more than 1,000 people", "more_than", None, "1000", "2000", *_COUNT),
        _figure("figure-number", "value", "32 people", "exact", "33", "33", "33", *_COUNT),
        _figure("figure-phrase", "hedge", "about 32 people", "exact", "32", "32", "32", *_COUNT),
        _figure("figure-stated", "as_stated", "killed 32 people", "exact", "23", "23", "23", *_COUNT),
        _figure("figure-unit", "unit", "32", "exact", "32", "32", "32", "dollar", "money", None),
        _figure_open,
    ),
    "three participants": (_primary_key,),
    "place": (
        _cells("maximum", "places", 1, 0, "latitude", latitude="91", longitude="0"),
        _cells("place-coordinates", "places", 1, 0, "latitude", latitude="1", longitude=None),
        _cells("place-country", "places", 1, 0, "country_code", country_code="CUB", latitude="48.9", longitude="2.3"),
    ),
    "article's claims": (_claim_missing, _claim_own_voice, _claim_record, _claim_speaker, _claim_voice),
    "article's relations": (_relation_circle, _relation_itself),
    "place's identifier": (
        _cells("crosswalk-identifier", "crosswalk", 1, 0, "identifier", identifier="Q1"),
        _cells("crosswalk-sources", "crosswalk", 1, 0, "checked_in", checked_in="synthetic/one:places.csv"),
    ),
    "article's evidence": (
        _supporting("span", "end", end="999999"),
        _supporting("record", "record_id", record_id=f"fig-{_UNKNOWN}"),
        _supporting("blank-row", None, record_id=None, passage_id=None, start=None, end=None, use=None),
    ),
    "article's passages": (
        _cells("minimum", "passages", PASSAGES, 4, "words", words="0"),
        _cells("passage-position", "passages", PASSAGES, 9, "position", position=str(PASSAGES + 1)),
        _unique_key,
    ),
    "article's accounting": (
        _account_claim,
        _cells("account-entry", "accounting", ACCOUNTED, 0, "reason", reason="slogan"),
        _cells("account-text", "accounting", ACCOUNTED, 0, "text", text="bade"),
    ),
}
"""For each kind of stretch what can be planted in one."""

KINDS = sum(map(len, PLANTS.values())) + 5  # those of the vocabulary, and the second of two in one stretch
