"""All that the passages of an article suggest: rows of each table, with the words they rest on."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from us_cuba_2026.curation.proposing import gazetteer
from us_cuba_2026.curation.proposing.actors import Named, named
from us_cuba_2026.curation.proposing.acts import act
from us_cuba_2026.curation.proposing.claims import stance, voice
from us_cuba_2026.curation.proposing.dates import Dated, dates
from us_cuba_2026.curation.proposing.event_rows import (
    events_of,
    give_names,
    is_pronoun,
    key_of,
    last_name,
    measured_by,
    parts_of,
    relations_of,
)
from us_cuba_2026.curation.proposing.figures import quantities
from us_cuba_2026.curation.proposing.measures import measure
from us_cuba_2026.curation.proposing.occasions import occasion
from us_cuba_2026.curation.proposing.organs import organ, organ_of, owner
from us_cuba_2026.curation.proposing.parties import Parties, Party
from us_cuba_2026.curation.proposing.people import PEOPLE
from us_cuba_2026.curation.proposing.places import Located, located
from us_cuba_2026.curation.proposing.posts import body_of, owner_of, post
from us_cuba_2026.curation.proposing.proposal import Proposal
from us_cuba_2026.curation.proposing.quote_rows import complete_quotes
from us_cuba_2026.curation.proposing.quotes import DOCUMENT, Attributed, statements
from us_cuba_2026.curation.proposing.sentences import Span, Text
from us_cuba_2026.curation.proposing.sources import MOST_NAME, attribution, source_cells
from us_cuba_2026.curation.proposing.speakers import speakers
from us_cuba_2026.language.wording import Wording

_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof|Sir|Dame|Lord|Lady|Miss|Professor|Padre|Father|Sister)\.?$")
_SPEAKS_FOR = re.compile(r"\bspokes(?:man|woman|person|people)\b")
_TELLS_OF_MORE = re.compile(r",|\b(?:was|were|had|has|have|would|will|is|are|could|can|may|might)\b")
"""What between the verb and a date tells that it dates what is said: *says that it fell in May*."""
_OF_WHAT_COMES = re.compile(r"promis|threat|vow|pledg|\burg|\bask|demand|call(?:s|ed) for")
"""Verbs whose dates are those of what is to come, not of the saying."""
_OF_AGE = re.compile(r"(?:, | \(|, aged |, an? |(?:, who)? (?:is|was|will be|would be|turns|turned) )")
_IS_DATED = re.compile(r" (?:in |on |during |at (?:the )?)?")
"""What stands between a figure and a date that is its own: *$3 million in 2023 and $4 million last year*."""
_POINTING = re.compile(r"\b(?:[Tt]he|[Tt]hose|[Tt]hese|[Aa]ll|[Aa]ll the) $")
_CITES = re.compile(r"according to|citing", re.IGNORECASE)
_FROM_DOCUMENT = re.compile(rf" (?:an?|the|one|another|its|their) (?:[\w-]+ ){{0,3}}?(?:{DOCUMENT})\b")
_DEFINITE = re.compile(r"the [a-z]+")
_MAKES_SURE = frozenset(("age", "duration", "share"))
"""Kinds of figures whose units are words of the phrase."""
MOST_FROM_CUE = 45  # characters between what reports a statement and the words that date it


def proposals(
    passages: Sequence[Text],
    published: Mapping[str, str],
    wording: Wording,
    titles: frozenset[str] = frozenset(),
    deks: frozenset[str] = frozenset(),
) -> list[Proposal]:
    """Propose the actors, quotes, figures and events of an article, and what stands between them.

    Args:
        passages: Its passages, in order.
        published: For each passage the day of publication, ISO.
        wording: The words of the vocabulary for numbers and hedges.
        titles: Ids of passages that are titles.
        deks: Ids of passages that stand below titles: what they say is told again in the body.

    Returns:
        The rows, table by table.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> text = Text("psg-001", printed('"It rains," Mayor Ann Lee said on Sunday.'))
        >>> for one in proposals([text], {"psg-001": "2026-01-21"}, Wording.of([]))[:3]:
        ...     print(one.table, one.cells.get("name") or one.cells.get("text") or one.cells["date_edtf"])
        actors Ann Lee
        events 2026-01-18
        quotes It rains
    """
    actors = named(passages, titles)
    texts = {passage.passage_id: passage for passage in passages}
    made = [_actor(texts, one, actors) for one in actors]
    by_name = {one.name: proposal for one, proposal in zip(actors, made, strict=True)}
    sources: dict[str, Proposal] = {}
    quotes: list[Proposal] = []
    spoken_by: dict[str, Proposal | None] = {}
    told: dict[str, list[tuple[Attributed, Proposal]]] = {passage.passage_id: [] for passage in passages}
    dated = {
        passage.passage_id: [
            day for day in dates(passage, published[passage.passage_id]) if day.start >= passage.dateline
        ]
        for passage in passages
    }
    telling = speakers(passages, actors)
    for passage in passages:
        if passage.passage_id in titles:
            continue
        for one in statements(passage):
            called, words, is_sure = telling.of(passage, one)
            speaker = by_name[called] if called is not None else None
            if words is not None and one.subject is not None:
                speaker = _source(passage, _where(passage, words, one.subject), words, sources, actors)
            quotes.append(_quote(passage, one, speaker, is_sure, dated[passage.passage_id]))
            told[passage.passage_id].append((one, quotes[-1]))
            spoken_by[quotes[-1].key] = speaker
        telling.go_on(passage)
    figures = _counted_once(
        _once([one for passage in passages for one in _figures(passage, wording, actors)], titles, deks), texts
    )
    parties = Parties(actors, texts, telling.genders)
    drafted = [
        one
        for passage in passages
        for one in events_of(
            passage, told[passage.passage_id], dated[passage.passage_id], published[passage.passage_id], titles | deks
        )
    ]
    links: list[Proposal] = []
    spoken = {
        passage.passage_id: [
            (min([one.start, *(one.subject or ())]), speaker)
            for one, quote in told[passage.passage_id]
            if (speaker := spoken_by[quote.key]) is not None
        ]
        for passage in passages
    }
    order = [*texts]
    for passage, event, clause in sorted(drafted, key=lambda one: (order.index(one[0].passage_id), one[1].place)):
        if clause is not None:
            for speaker in [one for place, one in spoken[passage.passage_id] if place < clause.verb.start]:
                parties.hear(speaker)
            spoken[passage.passage_id] = [one for one in spoken[passage.passage_id] if one[0] >= clause.verb.start]
            taken = [
                (_proposal_of(passage, one, by_name, sources, actors), role)
                for one, role in parties.of(passage, clause)
            ]
            days = [(day.start, day.end) for day in dated[passage.passage_id]]
            is_reported = voice(passage, event.place, [one for one, _ in told[passage.passage_id]]) is not None
            give_names(passage, event, clause, taken, days, is_reported)
            links += parts_of(event, taken)
    links += _of_sayings(quotes, spoken_by, [event for _, event, _ in drafted])
    for passage in passages:
        links += relations_of(passage, [(event, clause) for own, event, clause in drafted if own is passage])
    events = _once_dated([event for _, event, _ in drafted], titles, deks)
    links = _of_events(links, events)
    for figure in figures:
        _complete(texts[figure.passage_id], figure, events, sources.values(), published, dated[figure.passage_id])
    claims = [_claim(texts[record.passage_id], record, told[record.passage_id]) for record in (*events, *figures)]
    pointing = {event.key for passage, event, clause in drafted if clause and is_pronoun(passage, clause)}
    complete_quotes(quotes, claims, links, {event.key: clause for _, event, clause in drafted}, pointing)
    _complete_roles([*made, *sources.values()], quotes, claims, [*events, *figures])
    found = [*_places(passages, events)]
    return [*made, *sources.values(), *found, *events, *quotes, *links, *figures, *claims]


def _of_sayings(
    quotes: Sequence[Proposal], spoken_by: Mapping[str, Proposal | None], events: Sequence[Proposal]
) -> Iterator[Proposal]:
    """Who speaks on an occasion, which is called after them."""
    by_key = {event.key: event for event in events}
    for quote in quotes:
        event, speaker = by_key.get(quote.cells.get("occasion_id", "")), spoken_by[quote.key]
        if event is not None and speaker is not None and not event.cells.get("title"):
            event.cells["title"] = f"{last_name(speaker)} {event.cells.get('noun') or 'statement'}"
            event.unsure.append("title")
            yield from parts_of(event, [(speaker, "agent")])
    for event in events:
        event.cells.pop("noun", None)


def _of_events(links: Sequence[Proposal], events: Sequence[Proposal]) -> list[Proposal]:
    """Links whose events are proposed, table by table."""
    keys = {one.key for one in events}
    kept = [one for one in links if {one.cells.get(at) for at in ("event_id", "from_id", "to_id")} - {None} <= keys]
    return sorted(kept, key=lambda one: one.table, reverse=True)


def _complete(
    passage: Text,
    figure: Proposal,
    events: Sequence[Proposal],
    sources: Collection[Proposal],
    published: Mapping[str, str],
    dated: Sequence[Dated],
) -> None:
    """Give a figure its event and date, whom it counts, and what it measures."""
    cells = figure.cells
    own = next((day for day in dated if _IS_DATED.fullmatch(passage.text, figure.place[1], day.start)), None)
    event = measured_by(figure, events, own.edtf if own else "")
    if event is not None:
        cells["event_id"] = event.key
        figure.unsure.append("event_id")
        if event.cells.get("date_edtf"):
            cells |= {column: event.cells[column] for column in ("date_edtf", "date_basis")}
            figure.unsure.append("date_edtf")
    if (
        cells["kind"] == "count"
        and cells.get("unit") not in ("vote", "time", "")
        and (people := _people(figure, sources))
    ):
        cells["actor_id"] = people.key
        figure.unsure.append("actor_id")
    elif "actor_id" in cells:  # the age of somebody: on the day of publication
        cells |= {"date_edtf": published[figure.passage_id], "date_basis": "relative"}
    if cells["kind"] == "count" and re.fullmatch(PEOPLE, cells.get("unit", "")):
        cells["unit"] = "person"
    if not cells.get("measure"):
        cells["measure"] = measure(passage, figure.place, cells, event.cells.get("title", "") if event else "")
        figure.unsure.append("measure")


def _complete_roles(
    actors: Sequence[Proposal], quotes: Sequence[Proposal], claims: Sequence[Proposal], records: Sequence[Proposal]
) -> None:
    """Give actors whose role neither a post nor an event tells that of a source, or of the body that somebody is of."""
    titles = {one.key: one.cells.get("title") or one.cells.get("measure", "") for one in records}
    said = {one.cells["quote_id"]: titles[one.cells["record_id"]] for one in reversed(claims)}
    for one in actors:
        if one.cells.get("role"):
            continue
        told = next(
            (said[quote.key] for quote in quotes if quote.cells["speaker_id"] == one.key and said.get(quote.key)), ""
        )
        member = next((other for other in actors if other.cells.get("affiliation_id") == one.key), None)
        one.cells["role"] = f"Source on: {told}" if told else _by_member(member, one.cells["kind"]) if member else ""
        one.unsure.append("role")


def _by_member(member: Proposal, kind: str) -> str:
    """What a body is by who is of it."""
    post = re.split(r" (?:of|for) ", member.cells.get("office", ""))[0].lower()
    name = member.cells["name"]
    body = "State" if kind == "state" else "Body"
    if post:
        return f"{body} whose {post} is {name}"
    return f"{body} to which {name if member.cells['naming'] == 'named' else 'a source'} belongs"


def _actor(texts: Mapping[str, Text], one: Named, actors: Sequence[Named]) -> Proposal:
    spans = [(at.passage_id, *texts[at.passage_id].span(at.start, at.end)) for at in one.mentions]
    exact = next((at for at, mention in enumerate(one.mentions) if _reads(texts, mention, one.name)), 0)
    spans.insert(0, spans.pop(exact))
    office = "" if _HONORIFIC.match(one.office) else one.office
    before, _, rest = office.partition(" ")
    status = before.lower() if rest and before in ("Acting", "Former", "Late") else "current" if office else ""
    office = rest if status not in ("", "current") else office
    cells = {"name": one.name, "kind": one.kind, "naming": "named", "identified_by": "name", "office": office}
    cells["office_status"] = status
    told = post(texts, actors, one)
    if one.kind == "person":
        cells["affiliation_id"] = f"named {told.body}" if told.body else ""
        if not office and told.office:
            cells["office"], cells["office_status"] = told.office, told.status
    cells["role"] = cells["office"] or told.role
    guessed = [name for name in ("office", "office_status", "affiliation_id", "role") if cells.get(name)]
    unsure = [*([] if one.is_sure else ["kind"]), *guessed]
    return Proposal("actors", f"named {one.name}", spans[0][0], cells, spans, unsure)


def _reads(texts: Mapping[str, Text], mention: tuple[str, int, int], name: str) -> bool:
    passage_id, start, end = mention
    return texts[passage_id].text[start:end] == name


def _source(
    passage: Text, subject: Span, words: str, sources: dict[str, Proposal], actors: Sequence[Named]
) -> Proposal:
    """A source without a name; the same words are the same source."""
    span = (passage.passage_id, *passage.span(*subject))
    words = _known(words, sources)
    if words in sources:
        sources[words].spans.append(span)
        return sources[words]
    cells, unsure = source_cells(words)
    start = subject[0] + max(passage.text[slice(*subject)].find(words), 0)
    if owned := owner(words):
        if body := owner_of(passage, actors, start, start + len(owned), owned):
            cells["affiliation_id"] = f"named {body}"
            unsure.append("affiliation_id")
    elif (place := organ_of(words)) and (of_whom := words[slice(*place)]):
        body_span = (start + place[0], start + place[1])
        cells |= {"affiliation_id": _source(passage, body_span, of_whom, sources, actors).key, "naming": "unnamed"}
        unsure.append("affiliation_id")
        if cells["identified_by"] == "description":
            cells["identified_by"] = "affiliation"
    elif body := body_of(passage.text, subject, passage.passage_id, actors):
        cells |= {"affiliation_id": f"named {body}", "naming": "unnamed"}
        unsure.append("affiliation_id")
        if cells["identified_by"] == "description":
            cells["identified_by"] = "affiliation"
        if _SPEAKS_FOR.search(words):
            cells["role"] = f"Speaks for {body}"
            unsure.append("role")
    sources[words] = Proposal("actors", f"source {words}", passage.passage_id, cells, [span], unsure)
    return sources[words]


def _where(passage: Text, words: str, subject: Span) -> Span:
    """Where the words for a speaker stand: before the statement, if there is only a pronoun in it."""
    if passage.text[slice(*subject)].lower() != "they":
        return subject
    at = passage.text.rindex(words, 0, subject[0])
    return at, at + len(words)


def _quote(passage: Text, one: Attributed, speaker: Proposal | None, is_sure: bool, dated: Sequence[Dated]) -> Proposal:
    words = passage.text[one.start : one.end]
    cells = {
        "speaker_id": speaker.key if speaker else "",
        "attribution": attribution(passage.text[slice(*one.subject)]) if one.subject else "",
        "form": one.form,
        "text": words if one.form == "direct" else "",
        "is_fragment": str(one.is_fragment).lower() if one.form == "direct" else "",
        "utterance_id": f"{passage.passage_id} {one.utterance}",
        "cue": passage.text[slice(*one.cue)] if one.cue else "",
    }
    before = passage.text[passage.sentence_at(one.start)[0] : one.start] if one.is_fragment else ""
    behind = passage.text[one.cue[1] : one.end] if one.cue and one.form == "indirect" else ""
    cells["act"] = act(cells["cue"], cells["text"], before, behind)
    unsure = ["act", *(["speaker_id"] if not is_sure else [])]
    for day in dated if one.cue else ():
        between = passage.text[one.cue[1] : day.start] if one.cue else ""
        if (
            0 < len(between) < MOST_FROM_CUE
            and passage.told[day.start : day.end].strip()
            and not _OF_WHAT_COMES.search(cells["cue"])
            and not _TELLS_OF_MORE.search(between)
        ):
            cells |= {"date_edtf": day.edtf, "date_basis": day.basis, "occasion_id": key_of(passage, day)}
            unsure += ["date_edtf", "occasion_id"]
            break
    if one.form == "indirect":
        unsure.append("form")
    if found := occasion(passage, one):
        cells["channel"] = found.channel
        cells.setdefault("occasion_id", f"event {passage.passage_id} said at {found.place[0]}")
        unsure += [name for name in ("channel", "occasion_id") if cells[name] and name not in unsure]
    elif one.cue and _CITES.match(passage.told, *one.cue) and _FROM_DOCUMENT.match(passage.told, one.cue[1]):
        cells["channel"] = "publication"
        unsure.append("channel")
    span = (passage.passage_id, *passage.span(one.start, one.end))
    return Proposal(
        "quotes", f"quote {passage.passage_id} {one.start} {one.cue}", passage.passage_id, cells, [span], unsure
    )


def _figures(passage: Text, wording: Wording, actors: Sequence[Named]) -> Iterator[Proposal]:
    for one in quantities(passage, wording):
        span = (passage.passage_id, *passage.span(one.start, one.end))
        key = f"figure {passage.passage_id} {one.start}"
        cells, unsure = dict(one.cells), []
        if (
            cells["kind"] not in _MAKES_SURE
            and cells["unit"]
            and not (cells["kind"] == "money" and cells["unit"] != "USD")
        ):
            unsure.append("unit")
        if cells["kind"] == "age":
            cells |= _whose(passage, one.start, actors)
        elif cells["kind"] == "count" and one.of:
            cells["measure"] = f"number of {one.of}"
            unsure.append("measure")
        yield Proposal("figures", key, passage.passage_id, cells, [span], unsure, (one.start, one.end))


def _whose(passage: Text, start: int, actors: Sequence[Named]) -> dict[str, str]:
    """Whose age a number is that stands behind a name: *Ann Lee, 67*."""
    for actor in actors:
        for mention in actor.mentions:
            is_here = actor.kind == "person" and mention.passage_id == passage.passage_id
            if is_here and _OF_AGE.fullmatch(passage.text, mention.end, start):
                return {"measure": f"age of {actor.name}", "actor_id": f"named {actor.name}"}
    return {}


def _people(figure: Proposal, sources: Collection[Proposal]) -> Proposal | None:
    """The source whose words a figure begins: *two engineers*, of *two engineers of the board*."""
    passage_id, start, end = figure.spans[0]
    for one in sources:
        if any(own[0] == passage_id and own[1] == start and end <= own[2] for own in one.spans):
            return one
    return None


def _once(figures: Sequence[Proposal], titles: frozenset[str], deks: frozenset[str]) -> list[Proposal]:
    """Figures without those of titles and deks that the body has, too.

    What a dek has in the same words is evidence of the same row. A title has its own words: it has the same figure if
    the numbers are the same.
    """
    body = [one for one in figures if one.passage_id not in titles | deks]
    in_words = {(one.cells["as_stated"].casefold(), one.cells["unit"]): one for one in reversed(body)}
    in_numbers = {number for one in body for number in _numbers(one)}
    kept = []
    for one in figures:
        same = in_words.get((one.cells["as_stated"].casefold(), one.cells["unit"]))
        if one.passage_id in deks and same is not None:
            same.spans.extend(one.spans)
        elif one.passage_id not in titles or (_numbers(one) and not _numbers(one) & in_numbers):
            kept.append(one)
    return kept


def _counted_once(figures: Sequence[Proposal], texts: Mapping[str, Text]) -> list[Proposal]:
    """Figures without those that point at a group that has been counted before: *the 17 people*."""
    kept: list[Proposal] = []
    for one in figures:
        is_pointing = one.cells["kind"] == "count" and _POINTING.search(texts[one.passage_id].text, 0, one.place[0])
        same = [
            other
            for other in kept
            if all(other.cells.get(name) == one.cells.get(name) for name in ("kind", "unit", "hedge", "value"))
            and other.cells.get("value")
            and other.cells["unit"]
        ]
        if is_pointing and len(same) == 1:
            same[0].spans.extend(one.spans)
        else:
            kept.append(one)
    return kept


def _once_dated(events: Sequence[Proposal], titles: frozenset[str], deks: frozenset[str]) -> list[Proposal]:
    """Events without those of titles and deks whose date the body has, too, or a day within it.

    What a dek has is evidence of the event in the body.
    """
    body = [event for event in events if event.passage_id not in titles | deks and "date_edtf" in event.cells]
    kept = []
    for event in events:
        edtf = event.cells.get("date_edtf", "")
        same = [one for one in body if one.cells["date_edtf"] == edtf]
        same += [one for one in body if one.cells["date_edtf"].startswith(f"{edtf}-") and event.passage_id in deks]
        if event.passage_id not in titles | deks or not same:
            kept.append(event)
        elif event.passage_id in deks:
            same[0].spans.extend(event.spans)
    return kept


def _numbers(one: Proposal) -> set[str]:
    return {one.cells[name] for name in ("value", "value_low", "value_high") if one.cells.get(name)}


def _proposal_of(
    passage: Text, one: Party, by_name: Mapping[str, Proposal], sources: dict[str, Proposal], actors: Sequence[Named]
) -> Proposal:
    """The proposal of an actor who takes part in an event; of one without a name it is made here."""
    if one.name:
        return by_name[one.name]
    words = _known(one.words, sources)
    span = (passage.passage_id, *passage.span(*one.span))
    if words in sources and (one.is_pointed or span in sources[words].spans):
        return sources[words]
    return _source(passage, one.span, words, sources, actors)


def _known(words: str, sources: Mapping[str, Proposal]) -> str:
    """The words by which a source is known already, be they longer: *the council* in Oster."""
    plain = words.casefold()
    if _DEFINITE.fullmatch(plain) and organ(words):
        called = [own for own in sources if own.casefold().endswith(plain.removeprefix("the")) and organ(own)]
        if len(called) == 1:
            return called[0]
    for own, one in sources.items():
        known = own.casefold()
        short, long = sorted((known, plain), key=len)
        if known == plain or (_DEFINITE.fullmatch(short) and re.match(rf"{re.escape(short)} (?:in|of|at)\b", long)):
            if len(plain) > len(known):
                one.cells["name"] = attribution(words, MOST_NAME)
            return own
    return words


def _places(passages: Sequence[Text], events: Sequence[Proposal]) -> Iterator[Proposal]:
    """The places of the sentences that tell of events, and their parts in these."""
    texts = {passage.passage_id: passage for passage in passages}
    kept: set[str] = set()
    areas = gazetteer.areas(passage.text for passage in passages)
    for one in located(passages):
        event = _at(texts[one.passage_id], one, events)
        if event is None:
            continue
        if one.name not in kept:
            kept.add(one.name)
            known = gazetteer.look_up(one.name, areas)
            cells = {"name": one.name} | (known.cells if known else {})
            unsure = [name for name in ("kind", "country_code") if known and not known.is_only]
            yield Proposal("places", f"place {one.name}", one.passage_id, cells, [], unsure)
        part = {"event_id": event.key, "place_id": f"place {one.name}", "role": one.role}
        key = f"{event.key} {one.name} {one.role}"
        yield Proposal("event_places", key, one.passage_id, part, [], ["role"])


def _at(passage: Text, place: Located, events: Sequence[Proposal]) -> Proposal | None:
    """The event that a place is of: the shortest whose words hold it, else the only one of its sentence."""
    first, last = passage.sentence_at(place.start)
    here = [one for one in events if one.passage_id == place.passage_id and first <= one.place[0] < last]
    name = passage.span(place.start, place.start + len(place.name))
    around = [one for one in here if one.spans[0][1] <= name[0] and name[1] <= one.spans[0][2]]
    if around:
        return min(around, key=lambda one: one.spans[0][2] - one.spans[0][1])
    return here[0] if len(here) == 1 else None


def _claim(passage: Text, one: Proposal, told: Sequence[tuple[Attributed, Proposal]]) -> Proposal:
    """Who says it: the stand of a statement, or of the article, on a figure or an event."""
    quote_of = {id(said): quote for said, quote in told}
    is_saying = one.cells.get("class") == "statement"  # which the article tells, whoever speaks
    said = None if is_saying else voice(passage, one.place, [said for said, _ in told])
    quote = quote_of[id(said)] if said is not None else None
    cells = {
        "record_id": one.key,
        "actor_id": quote.cells["speaker_id"] if quote else "",
        "quote_id": quote.key if quote else "",
        "stance": stance(passage, one.place, said, one.cells.get("status", "")),
    }
    unsure = [name for name in ("quote_id", "stance") if cells["quote_id"] or cells["stance"] != "asserts"]
    return Proposal("claims", f"claim {one.key}", passage.passage_id, cells, [], unsure)
