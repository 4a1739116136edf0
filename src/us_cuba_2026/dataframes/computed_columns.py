"""Columns that no file holds: computed from the tables, so that the flat views can show them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from us_cuba_2026.model.package import Field

Cells = Callable[[str, str], Sequence[Any]]
"""The cells of a column, given the names of its table and its own; nothing stands for a missing one."""

Columns = Mapping[str, Sequence[Any]]
"""Columns by name, each as long as the table that gets them."""

LIST_DELIMITER = ";"
"""What stands between the items of a list in a text cell."""

THE_ARTICLE = "the article"
"""What a claimant is called where the article speaks in its own voice, and no actor's id stands."""

ARTICLE = "article"
"""What a claim rests on that the article makes in its own voice."""

CONTESTING = frozenset({"denies", "doubts", "refuses"})
"""The stances that are no support."""

WISHES = frozenset({"urges", "wants"})
"""The stances that are support only of what nobody tells of otherwise."""

_STANDING = (ARTICLE, "named", "collective", "unnamed")
"""On whose word something may rest, the best known first."""


def _field(name: str, kind: str, title: str, description: str, example: str, *, origin: str = "", **more: Any) -> Field:
    """A computed column; without an origin its cells are made, and are those of no other column."""
    more["origin"] = origin
    described = {"name": name, "title": title, "description": description, "type": kind, "example": example}
    return Field(name, kind, described | more | {"constraints": {"required": False}})


def _list(name: str, title: str, description: str, example: str, origin: str) -> Field:
    return _field(name, "list", title, description, example, origin=origin, itemType="string", delimiter=LIST_DELIMITER)


def _month() -> Field:
    return _field(
        "date_month",
        "string",
        "Month",
        "Month of the date, for counting by month; filled only where its first and last day are in one month. "
        "`date_start` of a year or a decade is its first day, and would be counted as January. Format: `YYYY-MM`.",
        "2026-01",
    )


def _participants(of: str) -> tuple[Field, ...]:
    return (
        _list(
            "participant_ids",
            "Participants",
            f"Actors that take part in {of}, in the order of `participants`; an actor with two roles stands twice. "
            "Format: a list of ids.",
            "act-001;act-006",
            "participants.actor_id",
        ),
        _list(
            "participant_names",
            "Names of the participants",
            f"Names of the actors that take part in {of}, item by item as in `participant_ids`. Format: a list.",
            "U.S.;Cuban government",
            "actors.name",
        ),
        _list(
            "participant_roles",
            "Roles of the participants",
            f"Parts that the actors have in {of}, item by item as in `participant_ids`. Format: a list of words of "
            "the vocabulary (`participants.role`).",
            "agent;target",
            "participants.role",
        ),
    )


_PARTICIPANTS = _participants("the event")
_PLACES = (
    _list(
        "place_ids",
        "Places",
        "Places of the event, in the order of `event_places`. Format: a list of ids.",
        "plc-003;plc-002",
        "event_places.place_id",
    ),
    _list(
        "place_names",
        "Names of the places",
        "Names of the places of the event, item by item as in `place_ids`. Format: a list.",
        "Venezuela;Cuba",
        "places.name",
    ),
    _list(
        "place_roles",
        "Roles of the places",
        "Parts that the places have in the event, item by item as in `place_ids`. Format: a list of words of the "
        "vocabulary (`event_places.role`).",
        "from;to",
        "event_places.role",
    ),
)
_RELATIONS = (
    _list(
        "related_ids",
        "Related events",
        "Events that this one is related to, in the order of `event_relations`; those that are related to this one are "
        "told in their own rows. Format: a list of ids.",
        "evt-001;evt-011",
        "event_relations.to_id",
    ),
    _list(
        "related_titles",
        "Titles of the related events",
        "Titles of the events that this one is related to, item by item as in `related_ids`. Format: a list.",
        "End of Communist rule in Cuba;U.S. raid in Caracas removes Maduro",
        "events.title",
    ),
    _list(
        "relations",
        "Relations",
        "How this event stands to each of `related_ids`, item by item: this one is part of that one, is caused by it, "
        "and so on. Format: a list of words of the vocabulary (`event_relations.relation`).",
        "means_to;caused_by",
        "event_relations.relation",
    ),
)


def _claims(what: str) -> tuple[Field, ...]:
    return (
        _list(
            "claim_ids",
            "Claims",
            f"Claims on the {what}, in the order of `claims`. Format: a list of ids.",
            "clm-001;clm-002",
            "claims.claim_id",
        ),
        _list(
            "claimant_names",
            "Names of the claimants",
            "Whose claims these are, item by item as in `claim_ids`; `the article` where it speaks in its own voice. "
            "Format: a list.",
            "people familiar with the matter;Rubio",
            "actors.name",
        ),
        _list(
            "claim_stances",
            "Stances",
            "The stand that each claim takes, item by item as in `claim_ids`. Format: a list of words of the "
            "vocabulary (`claims.stance`).",
            "asserts;wants",
            "claims.stance",
        ),
        _field(
            "rests_on",
            "string",
            "Rests on",
            f"How well known the best known are on whose word the {what} rests: `article` if the article says so in "
            "its own voice, else `named`, `collective` or `unnamed`, each claim taken with the chain of attribution "
            "through which it reaches the reader (`claims_flat.rests_on`). `unnamed` means: on unnamed sources alone. "
            "Title and dek count only for what no paragraph or caption tells. A claim that denies, doubts or refuses "
            "is no support, and one that urges or wants is only if there is no other; empty if none is. Format: a "
            "word.",
            "unnamed",
        ),
    )


_CHAIN = (
    _list(
        "chain_ids",
        "Chain of attribution",
        "Through whom the statement reaches the article: its speaker, who reports it, who reports that, and so on "
        "(`reported_in_id`). Format: a list of ids.",
        "act-003;act-007",
        "",
    ),
    _list(
        "chain_names",
        "Names in the chain of attribution",
        "Names of the actors in the chain of attribution, item by item as in `chain_ids`. Format: a list.",
        "Trump administration;people familiar with the matter",
        "actors.name",
    ),
)
_RESTS_ON = _field(
    "rests_on",
    "string",
    "Rests on",
    "How well known the least known in the chain of attribution is: a statement that reaches the article only through "
    "an unnamed source rests on that source. Format: a word.",
    "unnamed",
)
_QUOTES_CLAIMS = (
    _list(
        "claim_record_ids",
        "What it takes a stand on",
        "Events and figures on which the statement takes a stand, in the order of `claims`. Format: a list of ids.",
        "evt-001;evt-002",
        "claims.record_id",
    ),
    _list(
        "claim_record_names",
        "Names of what it takes a stand on",
        "Titles of these events and measures of these figures, item by item as in `claim_record_ids`. Format: a list.",
        "End of Communist rule in Cuba;Search for Cuban insiders",
        "events.title",
    ),
    _list(
        "claim_stances",
        "Stances",
        "The stand that is taken on each, item by item as in `claim_record_ids`. Format: a list of words of the "
        "vocabulary (`claims.stance`).",
        "asserts;asserts",
        "claims.stance",
    ),
)
_OF_CLAIMS = (
    _field(
        "record_name",
        "string",
        "Name of the event or figure",
        "Title of the event, or measure of the figure, that the claim is on. Format: free text.",
        "Search for Cuban insiders",
        origin="events.title",
    ),
    _field(
        "record_class",
        "string",
        "Class of the event",
        "Class of the event that the claim is on; empty for a figure. Format: a word of the vocabulary "
        "(`events.class`).",
        "happening",
        origin="events.class",
    ),
    _field(
        "record_status",
        "string",
        "Status of the event",
        "Status of the event that the claim is on; empty for a figure. Format: a word of the vocabulary "
        "(`events.status`).",
        "ongoing",
        origin="events.status",
    ),
    *_participants("the event that the claim is on, or that the figure measures"),
    _field(
        "claimant_name",
        "string",
        "Name of the claimant",
        "Name of the actor whose claim it is; `the article` where it speaks in its own voice. Format: free text.",
        "Trump",
        origin="actors.name",
    ),
    _field(
        "rests_on",
        "string",
        "Rests on",
        "On whose word the claim rests: `article` if the article says so in its own voice (title and dek make no claim "
        "on what a paragraph or caption tells), else how well known the least known in the chain of attribution is "
        "(`quotes_flat.rests_on`). Format: a word.",
        "unnamed",
    ),
    _field(
        "is_contesting",
        "boolean",
        "Contests",
        "Whether the claim denies, doubts or refuses: it is no support of the event or figure. Format: `true` or "
        "`false`.",
        "false",
    ),
)

COMPUTED: Mapping[str, tuple[Field, ...]] = {
    "passages": (
        _field(
            "paragraph",
            "integer",
            "Paragraph",
            "Number of the paragraph, counted from 1 among the paragraphs of its source; empty for a title, caption or "
            "other passage that is no paragraph. Format: a whole number.",
            "5",
            origin="passages.position",
        ),
    ),
    "quotes": (*_CHAIN, _RESTS_ON, *_QUOTES_CLAIMS, _month()),
    "events": (*_PARTICIPANTS, *_PLACES, *_RELATIONS, *_claims("event"), _month()),
    "figures": (*_claims("figure"), _month()),
    "claims": _OF_CLAIMS,
}
"""The computed columns of each table that has any; they are made before other tables look them up in it."""

_IN_CHAIN = {
    "named": "Everybody in the chain of attribution is named.",
    "collective": "Somebody in the chain of attribution is meant in general, and nobody is unnamed.",
    "unnamed": "Somebody in the chain of attribution is unnamed.",
}
_OWN_VOICE = {ARTICLE: "The article says so in its own voice."}
_OF_RECORDS = _OWN_VOICE | {
    "named": "Not in the article's own voice, but through a chain of attribution that is all named.",
    "collective": "At best through a chain in which somebody is meant in general, and nobody is unnamed.",
    "unnamed": "Only through chains of attribution in which somebody is unnamed.",
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "quotes_flat.rests_on": _IN_CHAIN,
    "events_flat.rests_on": _OF_RECORDS,
    "figures_flat.rests_on": _OF_RECORDS,
    "claims_flat.rests_on": _OWN_VOICE | _IN_CHAIN,
}
"""The words that made columns may hold, each with its definition; those of other columns are in the vocabulary."""


def of_passages(cells: Cells) -> Columns:
    """The number of each paragraph in its source."""
    sources, positions, kinds = (cells("passages", name) for name in ("source_id", "position", "kind"))
    numbers: list[int | None] = [None] * len(kinds)
    counts: dict[Any, int] = {}
    for at in sorted(range(len(kinds)), key=lambda at: positions[at] or 0):
        if kinds[at] == "paragraph":
            numbers[at] = counts[sources[at]] = counts.get(sources[at], 0) + 1
    return {"paragraph": numbers}


def of_quotes(cells: Cells) -> Columns:
    """The chain of attribution of each quote, what it takes a stand on, and its month."""
    ids = cells("quotes", "quote_id")
    chains, standing = _chains(cells), _standing_of_quotes(cells)
    names = _names(cells)
    claims = _grouped(
        cells("claims", "quote_id"),
        cells("claims", "record_id"),
        [names.get(record) for record in cells("claims", "record_id")],
        cells("claims", "stance"),
    )
    return {
        "chain_ids": [chains[id_] for id_ in ids],
        "chain_names": [[names.get(actor) for actor in chains[id_]] for id_ in ids],
        "rests_on": [standing[id_] for id_ in ids],
        **_lists(ids, claims, ("claim_record_ids", "claim_record_names", "claim_stances")),
        "date_month": _months(cells, "quotes"),
    }


def of_events(cells: Cells) -> Columns:
    """Who takes part in each event, where it is, what it is related to, who claims it, and its month."""
    ids = cells("events", "event_id")
    return {
        **_taking_part(cells, ids),
        **_linked(cells, ids, ("event_places", "event_id", "place_id", "role"), _PLACES),
        **_linked(cells, ids, ("event_relations", "from_id", "to_id", "relation"), _RELATIONS),
        **_claims_on(cells, ids),
        "date_month": _months(cells, "events"),
    }


def of_figures(cells: Cells) -> Columns:
    """Who claims each figure, and its month."""
    return {**_claims_on(cells, cells("figures", "figure_id")), "date_month": _months(cells, "figures")}


def of_claims(cells: Cells) -> Columns:
    """What each claim is on, who takes part in that, whose it is, and on whose word it rests."""
    names, records = _names(cells), cells("claims", "record_id")
    measured = dict(zip(cells("figures", "figure_id"), cells("figures", "event_id"), strict=True))
    events = cells("events", "event_id")
    classes, statuses = (dict(zip(events, cells("events", name), strict=True)) for name in ("class", "status"))
    return {
        "record_name": [names.get(record) for record in records],
        "record_class": [classes.get(record) for record in records],
        "record_status": [statuses.get(record) for record in records],
        **_taking_part(cells, [measured.get(record, record) for record in records]),
        "claimant_name": _claimants(cells),
        "rests_on": _standing_of_claims(cells),
        "is_contesting": [None if stance is None else stance in CONTESTING for stance in cells("claims", "stance")],
    }


COMPUTE: Mapping[str, Callable[[Cells], Columns]] = {
    "passages": of_passages,
    "quotes": of_quotes,
    "events": of_events,
    "figures": of_figures,
    "claims": of_claims,
}
"""What computes the columns of each table."""

_Groups = Mapping[Any, Sequence[tuple[Any, ...]]]


def _grouped(keys: Sequence[Any], *columns: Sequence[Any]) -> _Groups:
    """The cells of rows by their key, in order; rows without a key are left out."""
    groups: dict[Any, list[tuple[Any, ...]]] = {}
    for key, *cells in zip(keys, *columns, strict=True):
        if key is not None:
            groups.setdefault(key, []).append(tuple(cells))
    return groups


def _lists(ids: Iterable[Any], groups: _Groups, names: Sequence[str]) -> Columns:
    """For each id the cells of its rows, one list for each column."""
    rows = [groups.get(id_, ()) for id_ in ids]
    return {name: [[cells[at] for cells in some] for some in rows] for at, name in enumerate(names)}


def _linked(cells: Cells, ids: Iterable[Any], link: tuple[str, str, str, str], fields: Sequence[Field]) -> Columns:
    """For each id what a table links it to: the ids there, their names, and the roles; by table and columns."""
    table, key, to, role = link
    names, others = _names(cells), cells(table, to)
    groups = _grouped(cells(table, key), others, [names.get(other) for other in others], cells(table, role))
    return _lists(ids, groups, [field.name for field in fields])


def _taking_part(cells: Cells, event_ids: Iterable[Any]) -> Columns:
    """Who takes part in each event."""
    return _linked(cells, event_ids, ("participants", "event_id", "actor_id", "role"), _PARTICIPANTS)


def _names(cells: Cells) -> Mapping[str, Any]:
    """What actors, places, events and figures are called, by their ids."""
    named = {"actors": "name", "places": "name", "events": "title", "figures": "measure"}
    return {
        id_: name
        for table, column in named.items()
        for id_, name in zip(cells(table, f"{table[:-1]}_id"), cells(table, column), strict=True)
    }


def _chains(cells: Cells) -> Mapping[Any, Sequence[Any]]:
    """For each quote its speaker, who reports it, who reports that, and so on; a circle is left where it closes."""
    ids = cells("quotes", "quote_id")
    speakers = dict(zip(ids, cells("quotes", "speaker_id"), strict=True))
    reported_in = {
        id_: other
        for id_, other in zip(ids, cells("quotes", "reported_in_id"), strict=True)
        if other is not None and other in speakers
    }
    chains = {}
    for id_ in ids:
        chain = {id_: None}
        further = reported_in.get(id_)
        while further is not None and further not in chain:
            chain[further] = None
            further = reported_in.get(further)
        chains[id_] = [speakers[one] for one in chain]
    return chains


def _standing_of_quotes(cells: Cells) -> Mapping[Any, str | None]:
    """How well known the least known in the chain of attribution of each quote is."""
    naming = dict(zip(cells("actors", "actor_id"), cells("actors", "naming"), strict=True))
    return {
        id_: max((naming[one] for one in chain if naming.get(one) in _STANDING), key=_STANDING.index, default=None)
        for id_, chain in _chains(cells).items()
    }


def _standing_of_claims(cells: Cells) -> Sequence[str | None]:
    """On whose word each claim rests."""
    standing = _standing_of_quotes(cells)
    return [ARTICLE if id_ is None else standing.get(id_) for id_ in cells("claims", "quote_id")]


def _claimants(cells: Cells) -> Sequence[Any]:
    """Name of the actor whose claim each is."""
    names = _names(cells)
    return [THE_ARTICLE if id_ is None else names.get(id_) for id_ in cells("claims", "actor_id")]


def _claims_on(cells: Cells, ids: Sequence[Any]) -> Columns:
    """The claims on each event or figure, and on whose word it rests."""
    stances, records = cells("claims", "stance"), cells("claims", "record_id")
    claims = _grouped(records, cells("claims", "claim_id"), _claimants(cells), stances)
    supports = _grouped(records, stances, _standing_of_claims(cells))
    rests_on = [_best_known(supports.get(id_, ())) for id_ in ids]
    return {**_lists(ids, claims, ("claim_ids", "claimant_names", "claim_stances")), "rests_on": rests_on}


def _best_known(claims: Sequence[tuple[Any, ...]]) -> str | None:
    """On whose word rests what these stances are taken on, given on whose word each rests."""
    told = [word for stance, word in claims if word and stance not in CONTESTING | WISHES]
    wished = [word for stance, word in claims if word and stance in WISHES]
    return min(told or wished, key=_STANDING.index, default=None)


def _months(cells: Cells, table: str) -> Sequence[str | None]:
    """The month of each date that is within one."""
    bounds = zip(cells(table, "date_start"), cells(table, "date_end"), strict=True)
    months = [(start and start.isoformat()[:7], end and end.isoformat()[:7]) for start, end in bounds]
    return [first if first == last else None for first, last in months]
