"""Proposes the rows of events: the events themselves, who takes part in them, and how one stands to another."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from us_cuba_2026.curation.proposing.claims import voice
from us_cuba_2026.curation.proposing.clauses import Clause, clauses
from us_cuba_2026.curation.proposing.dates import Dated
from us_cuba_2026.curation.proposing.events import (
    class_of,
    is_event,
    kind,
    role_of,
    status,
    status_of,
    title_of,
    told_kind,
)
from us_cuba_2026.curation.proposing.occasions import occasion
from us_cuba_2026.curation.proposing.proposal import Proposal
from us_cuba_2026.curation.proposing.quotes import Attributed
from us_cuba_2026.curation.proposing.sentences import Span, Text

_LINKS = (
    (re.compile(r"\bbecause\b"), "caused_by", False),
    (re.compile(r"\b(?:after|since)\b"), "follows", False),
    (re.compile(r"\bbefore\b"), "follows", True),
    (re.compile(r", (?:[a-z]+ly )?[a-z]+ing\s*$"), "caused_by", True),
)
"""What joins two clauses, and how the first stands to the second, or the second to the first."""
_PRONOUN = re.compile(
    r"\b(?:i|we|you|he|she|it|they|us|me|my|our|your|this|that|these|those|there|who|which|what|all|some|one|nothing"
    r"|every(?:thing|one|body)|some(?:body|one)|others?)\b",
    re.IGNORECASE,
)


def key_of(passage: Text, day: Dated) -> str:
    """The key of the event that a date tells of."""
    return f"event {passage.passage_id} {day.start}"


def events_of(
    passage: Text,
    told: Sequence[tuple[Attributed, Proposal]],
    dated: Sequence[Dated],
    day: str,
    short: frozenset[str],
) -> Iterator[tuple[Text, Proposal, Clause | None]]:
    """The events of a passage: one for each date, for each clause, and for each occasion on which something is said.

    Clauses of direct quotes are among them whose subject is no pronoun.

    Args:
        passage: The passage.
        told: Its statements, with their rows.
        dated: Its dates.
        day: The day of publication.
        short: Passages that tell in short what the body tells: there, events have dates.

    Returns:
        Them, each with the passage as it tells its clause, and that clause; those of occasions, and of dates without a
        clause, have none.
    """
    said = {quote.cells["occasion_id"]: one for one, quote in told if "occasion_id" in quote.cells}
    statements_ = [one for one, _ in told]
    spoken = [*_spoken(passage, statements_)]
    every = [*clauses(passage, statements_)]
    known = [one for one in every if is_event(passage, one)]
    ends = {one.start: _with_condition(passage, one, every) for one in known} | {
        own.start: own.end for _, own in spoken
    }
    texts = dict.fromkeys((one.start for one in known), passage) | {own.start: text for text, own in spoken}
    known += [own for _, own in spoken]
    rest = [*known]
    for one in dated:
        key = key_of(passage, one)
        clause = min(
            (own for own in known if own.start <= one.start < own.end),
            key=lambda own: own.end - own.start,
            default=None,
        )
        cells = {"date_edtf": one.edtf, "date_basis": one.basis}
        unsure = ["date_edtf"] if not one.is_sure else []
        place = (one.start, one.end)
        if key in said:
            guessed = {"class": "statement", "status": "occurred", "kind": "communication"}
            held = said.pop(key)
            if found := occasion(passage, held):
                cells["noun"] = found.noun
            clause, stretch = None, _telling(passage, held, one.end)
        elif clause is not None:
            rest = [own for own in rest if own is not clause]
            guessed = _guessed(texts[clause.start], clause, one.edtf, day, statements_)
            stretch = (clause.start, ends[clause.start])
        elif one.basis == "relative" and not passage.told[one.start : one.end].strip():
            continue  # "He left on Sunday": a day that somebody speaks of
        else:
            guessed, stretch = {"class": "happening", "status": status(passage, place, one.edtf, day)}, None
            if told_kind := kind(passage, place):
                guessed["kind"] = told_kind
        span = (passage.passage_id, *passage.span(*(stretch or passage.sentence_at(one.start))))
        event = Proposal("events", key, passage.passage_id, cells | guessed, [span], [*unsure, *guessed], place)
        yield texts[clause.start] if clause else passage, event, clause
    if passage.passage_id in short:
        return
    for key, held in said.items():
        found = occasion(passage, held)
        if found is None:
            continue
        cells = {"class": "statement", "status": "occurred", "kind": "communication", "noun": found.noun}
        span = (passage.passage_id, *passage.span(*_telling(passage, held, found.place[1], found.place[0])))
        event = Proposal("events", key, passage.passage_id, cells, [span], ["class", "status", "kind"], found.place)
        yield passage, event, None
    for clause in rest:
        held_on = _fronted(passage, clause, known, dated)
        guessed = held_on | _guessed(texts[clause.start], clause, "", day, statements_)
        span = (passage.passage_id, *passage.span(clause.start, ends[clause.start]))
        place = (clause.verb.start, clause.verb.end)
        key = f"event {passage.passage_id} {clause.verb.start} {clause.verb.base}"
        unsure = [name for name in guessed if name != "date_basis"]
        yield texts[clause.start], Proposal("events", key, passage.passage_id, guessed, [span], unsure, place), clause


def _spoken(passage: Text, told: Sequence[Attributed]) -> Iterator[tuple[Text, Clause]]:
    """The clauses of direct quotes that tell an event of a noun: whom a pronoun means, a quotation seldom tells."""
    for quote in told:
        if quote.form == "direct" and not quote.is_fragment:
            spoken = passage.within((quote.start, quote.end))
            for clause in clauses(spoken, []):
                subject = spoken.told[slice(*clause.subject)].strip() if clause.subject else ""
                if subject and not _PRONOUN.search(subject) and is_event(spoken, clause):
                    yield spoken, clause


def _with_condition(passage: Text, clause: Clause, every: Sequence[Clause]) -> int:
    """Where a clause ends, with a condition that it is hung onto: *prices rise if the mill shuts*."""
    for one in every:
        between = passage.told[clause.end : one.start]
        if clause.end <= one.start and one.joint.strip(" ,") == "if" and between.strip(" ,") == "if":
            return one.end
    return clause.end


def _guessed(passage: Text, clause: Clause, edtf: str, day: str, told: Sequence[Attributed]) -> dict[str, str]:
    cells = {"class": class_of(passage, clause), "status": status_of(passage, clause, edtf, day)}
    said = voice(passage, (clause.verb.start, clause.verb.end), told)
    is_told_back = said is not None and said.form == "indirect" and clause.verb.form == "past"
    if is_told_back and cells["class"] != "happening" and cells["status"] == "occurred":
        cells["status"] = "ongoing"  # people said that it was weak: then, and still
    is_said = cells["class"] == "statement"
    cells["kind"] = "communication" if is_said else kind(passage, (clause.start, clause.end), clause=True)
    return cells


def _fronted(passage: Text, clause: Clause, known: Sequence[Clause], dated: Sequence[Dated]) -> dict[str, str]:
    """The date at the head of a sentence, for a clause that is hung onto its first one: *In May the dam broke, and*."""
    first = min(known, key=lambda own: (own.sentence != clause.sentence, own.start))
    if first is clause or first.sentence != clause.sentence or not re.match(r",? (?:and|but)\b", clause.joint):
        return {}
    head = first.subject[0] if first.subject else first.start
    day = next((one for one in dated if clause.sentence[0] <= one.start and one.end <= head), None)
    return {"date_edtf": day.edtf, "date_basis": day.basis} if day else {}


def _telling(passage: Text, one: Attributed, end: int, start: int | None = None) -> Span:
    """The words that report a statement, up to the words on when or where."""
    places = [end, *(one.cue or ()), *(one.subject or ())] + ([start] if start is not None else [])
    first = passage.sentence_at(one.cue[0] if one.cue else one.start)[0]
    return max(min(places), first), max(places)


def give_names(
    passage: Text,
    event: Proposal,
    clause: Clause,
    taken: Sequence[tuple[Proposal, str]],
    without: Sequence[Span],
    is_reported: bool,
) -> None:
    """Give an event its title, and those who take part their roles, where they have none.

    Args:
        passage: The passage.
        event: The event.
        clause: Its clause.
        taken: Who takes part, with the part.
        without: Where dates stand: these are told in cells of their own.
        is_reported: Whether a statement tells it, and not the article itself.
    """
    subject = passage.told[slice(*clause.subject)].strip() if clause.subject else ""
    first = next((one for one, role in taken if role in ("agent", "holder", "subject") or clause.verb.is_passive), None)
    if first is not None and _is_of_state(first) and not told_kind(passage, (clause.start, clause.end)):
        event.cells["kind"] = "politics" if event.cells["class"] != "statement" else event.cells["kind"]
    is_named = first is not None and first.cells["kind"] == "person" and first.cells["naming"] == "named"
    if is_pronoun(passage, clause) or is_named:
        subject = last_name(first) if first else ""
    elif first is not None and first.cells["naming"] != "named":
        subject = f"{subject[:1].lower()}{subject[1:]}"
    event.cells["title"] = title_of(passage, clause, subject, event.cells["status"], without)
    event.unsure.append("title")
    acting = next((last_name(one) for one, role in taken if role == "agent"), "")
    for one, role in taken:
        is_told_of = event.cells["status"] == "occurred" and event.cells["class"] == "happening"
        if one.cells["naming"] == "collective" and one.cells["kind"] == "group" and is_told_of:
            one.cells["naming"] = "unnamed"  # those who have done it, and no others
        if not one.cells.get("role"):
            one.cells["role"] = role_of(passage, clause, role, acting, without, is_reported)
            one.unsure.append("role")


_OFFICE_OF_STATE = re.compile(
    r"\b(?:[Mm]inister|[Pp]resident$|[Gg]overnor|[Ss]enator|[Mm]ayor|[Pp]remier|[Cc]hancellor)\b"
)


def _is_of_state(one: Proposal) -> bool:
    """Whether an actor is a state, a government or somebody who holds an office of one."""
    return one.cells["kind"] in ("state", "government") or bool(_OFFICE_OF_STATE.search(one.cells.get("office", "")))


def is_pronoun(passage: Text, clause: Clause) -> bool:
    """Whether the subject of a clause is a pronoun."""
    subject = passage.told[slice(*clause.subject)].strip() if clause.subject else ""
    return subject.lower() in ("he", "she", "it", "they", "who", "which", "that")


def last_name(one: Proposal) -> str:
    """What an actor is called in short: a person by the surname."""
    is_person = one.cells["kind"] == "person" and one.cells["naming"] == "named"
    return one.cells["name"].split()[-1] if is_person else one.cells["name"]


def parts_of(event: Proposal, taken: Sequence[tuple[Proposal, str]]) -> Iterator[Proposal]:
    """The rows of those who take part in an event."""
    for one, role in taken:
        cells = {"event_id": event.key, "actor_id": one.key, "role": role}
        yield Proposal("participants", f"{event.key} {one.key}", event.passage_id, cells, [], ["role"])


def relations_of(passage: Text, drafted: Sequence[tuple[Proposal, Clause | None]]) -> Iterator[Proposal]:
    """How the events of two clauses of one sentence stand to each other, where a word between them tells it."""
    clauses_ = sorted(
        ((clause, event) for event, clause in drafted if clause is not None), key=lambda one: one[0].start
    )
    for (before, earlier), (clause, event) in pairwise(clauses_):
        if before.sentence != clause.sentence or earlier is event:
            continue
        for pattern, relation, is_turned in _LINKS:
            if pattern.search(clause.joint):
                first, second = (event, earlier) if is_turned else (earlier, event)
                cells = {"from_id": first.key, "to_id": second.key, "relation": relation}
                key = f"{first.key} {second.key}"
                yield Proposal("event_relations", key, event.passage_id, cells, [], ["relation"])
                break


def measured_by(figure: Proposal, events: Sequence[Proposal], edtf: str = "") -> Proposal | None:
    """The event whose clause holds a figure: the shortest that does, of several the one with the figure's own date."""
    if figure.cells["kind"] == "age":
        return None
    passage_id, start, end = figure.spans[0]
    around = [
        (own[2] - own[1], one.cells.get("date_edtf", "") != edtf, at)
        for at, one in enumerate(events)
        for own in one.spans[:1]
        if own[0] == passage_id and own[1] <= start and end <= own[2]
    ]
    return events[min(around)[-1]] if around else None
