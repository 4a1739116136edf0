"""Proposes actors: who is named, with every place where a name stands; a later surname is the same person."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from us_cuba_2026.curation.proposing.kinds import BODY_NOUN, FIRM, INCORPORATED, VERB, head_of, kind_of, states_among
from us_cuba_2026.curation.proposing.names import Name, peoples_among, runs_of, without_title
from us_cuba_2026.curation.proposing.places import places_among
from us_cuba_2026.curation.proposing.sentences import Text

_BODY_NOUNS = (
    rf"{BODY_NOUN}|chain|club|fund|grocer|league|network|association|cooperative|center|institute|school|hospital"
)
_BODY_BEFORE = re.compile(rf"\b(?P<noun>{_BODY_NOUNS}),? $")
"""What stands before the name of a body by what it is: *the brewer Moe Hill*."""
_BODY_BEHIND = re.compile(
    rf", (?:the|an?|its|one of) (?:[\w'-]+ ){{0,4}}?(?P<noun>{_BODY_NOUNS})"
    r"(?=[,.;]| (?:that|which|whose|based|in|of|for|with|run|owned|founded|behind)\b)"
)
"""What stands behind it: *Moe Hill, the Oster brewer that owns it*."""
_FOR_SHORT = re.compile(
    r"(?: \(|, (?:or )?(?P<known>(?:(?:better |also |commonly |widely )?known (?:as|by its initials,?)|called"
    r"|abbreviated (?:as|to))? ?)(?:the )?)(?P<short>(?:[A-Z]\.){2,}|[A-Z]{2,7})(?=[),.;]|(?<=\.)(?:[\s)]|$))"
)
"""What stands behind the name of a body that says what it is called for short: *Lake Guild, known as L.G.*"""


class Mention(NamedTuple):
    """A place where an actor is named."""

    passage_id: str
    start: int
    end: int


@dataclass
class Named:
    """A named actor.

    Args:
        name: The longest name printed.
        kind: A word of ``actors.kind``.
        mentions: Where it is named, in order.
        office: The title before the name, if there is one.
        is_sure: Whether nothing was guessed.
        nouns: What stands beside the name of a body and says what it is: *the brewer Moe Hill*.
    """

    name: str
    kind: str
    mentions: list[Mention] = field(default_factory=list)
    office: str = ""
    is_sure: bool = True
    nouns: list[str] = field(default_factory=list)


def named(passages: Sequence[Text], titles: frozenset[str] = frozenset()) -> list[Named]:
    """The actors that passages name.

    Args:
        passages: The passages, in order.
        titles: Ids of passages whose words have capitals whatever they are: there only known names count.

    Returns:
        The actors in the order of their first mention.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> text = printed("Mayor Ann Lee met the Lake Guild. Lee said no.")
        >>> [(one.name, one.kind, len(one.mentions)) for one in named([Text("psg-001", text)])]
        [('Ann Lee', 'person', 2), ('Lake Guild', 'organisation', 1)]
    """
    runs = [run for at, passage in enumerate(passages) for run in runs_of(passages, at)]
    alone = frozenset(run.text for run in runs)
    whole = frozenset(run.text for run in runs if not run.was_first)
    peoples = peoples_among(alone)
    found = [without_title(passages[run.at].text, run, alone, whole, peoples) for run in runs]
    body = [name for name in found if passages[name.at].passage_id not in titles]
    states = frozenset(peoples.values()) | states_among(passages, body)
    elsewhere = frozenset(name.text for name in found if not name.was_first)
    places = places_among(passages, body)
    known: dict[str, Named] = {}
    for is_guess in (False, True):
        surnames = frozenset(part for one in known.values() if one.kind == "person" for part in _parts(one.name))
        for name in body:
            kind = kind_of(passages[name.at].text, name, places, states, peoples, elsewhere)
            if kind is None:
                continue
            if kind[2] is is_guess and not (is_guess and name.text in surnames):
                _keep(known, passages[name.at], name, kind, peoples)
    _complete(known, passages, found)
    texts = {passage.passage_id: passage.text for passage in passages}
    for one in known.values():
        one.nouns = [*_nouns_beside(texts, one)] if one.kind == "organisation" else []
        one.mentions = sorted(
            {*one.mentions}, key=lambda mention: (_order(passages, mention.passage_id), mention.start)
        )
    return sorted(
        (one for one in known.values() if one.mentions),
        key=lambda one: (_order(passages, one.mentions[0].passage_id), one.mentions[0].start),
    )


def _order(passages: Sequence[Text], passage_id: str) -> int:
    return next(at for at, passage in enumerate(passages) if passage.passage_id == passage_id)


def _keep(
    known: dict[str, Named], passage: Text, name: Name, kind: tuple[str, int, bool], peoples: Mapping[str, str]
) -> None:
    """Enter a name as the actor that it is."""
    full = passage.text[name.start : kind[1]]
    key = full
    if kind[0] == "government":  # Cuba's government, the Cuban regime
        of = re.sub(r"'s?$", "", full.rsplit(" ", 1)[0])
        key = f"government of {peoples.get(of, of)}" if of in peoples or of in peoples.values() else full
    one = known.setdefault(key, Named(full, kind[0], office=name.office, is_sure=not kind[2]))
    one.office = one.office or name.office
    one.mentions.append(Mention(passage.passage_id, name.start, kind[1]))


def _complete(known: dict[str, Named], passages: Sequence[Text], found: Sequence[Name]) -> None:
    """Give each actor the places where only a part of its name stands, and drop names that are a part of another."""
    persons = [one for one in known.values() if one.kind == "person"]
    for one in persons:
        by_surname = [other for other in persons if other is not one and one.name in _parts(other.name) - {other.name}]
        longer = by_surname or _called_by_first_name(one.name, persons)
        if longer:
            longer[0].mentions += one.mentions
            longer[0].office = longer[0].office or one.office
            known.pop(one.name, None)
    for one in persons:
        other = _before_marriage(one, persons, passages)
        if other is not None and one.name in known:
            other.mentions += known.pop(one.name).mentions
    owners: dict[str, list[Named]] = {}
    shorts: dict[str, Named] = {}
    for one in known.values():
        for part in _parts(one.name) if one.kind == "person" else {one.name}:
            owners.setdefault(part, []).append(one)
    for one in known.values():
        short = one.name.split()[0]
        is_firm = one.kind == "organisation" and " " in one.name and (FIRM.search(one.name) or not head_of(one.name))
        is_named_alone = INCORPORATED.search(one.name) or all(not other.is_sure for other in owners.get(short, ()))
        if is_firm and is_named_alone:
            owners[short] = [one]  # Moe, of Moe Steel
            shorts[short] = one
    texts = {passage.passage_id: passage.text for passage in passages}
    for one in [*known.values()]:
        for short in _abbreviated(texts, one):
            owners[short] = [one]
            shorts[short] = one
    for short, one in shorts.items():
        if short in known and known[short] is not one:
            one.mentions += known.pop(short).mentions
    places = {passage.passage_id: at for at, passage in enumerate(passages)}
    acting = {name.text for name in found if VERB.match(passages[name.at].text, name.end)}
    for name in found:
        passage_id = passages[name.at].passage_id
        familiar = _called_by_first_name(name.text, persons) if name.text in acting else ()
        owner = _latest(owners.get(name.text, familiar), places, name)
        is_inside = any(
            mention.passage_id == passage_id and mention.start <= name.start < mention.end
            for one in known.values()
            for mention in one.mentions
        )
        if owner is not None and not is_inside:
            owner.mentions.append(Mention(passage_id, name.start, name.end))


def _nouns_beside(texts: Mapping[str, str], one: Named) -> Iterator[str]:
    """What is said beside the name of a body that it is."""
    for at in one.mentions:
        text = texts[at.passage_id]
        for told in (_BODY_BEFORE.search(text, 0, at.start), _BODY_BEHIND.match(text, at.end)):
            if told is not None:
                yield told["noun"]


def _abbreviated(texts: Mapping[str, str], one: Named) -> Iterator[str]:
    """What an article says behind the name of a body that it is called for short."""
    if one.kind in ("person", "state"):
        return
    for at in one.mentions:
        told = _FOR_SHORT.match(texts[at.passage_id], at.end)
        if told is not None and (told["known"] or _is_of_initials(told["short"], one.name)):
            yield told["short"]


def _is_of_initials(short: str, name: str) -> bool:
    """Whether letters are those that the words of a name start with, in order; not all of them need stand for one.

    Example:
        >>> _is_of_initials("N.L.F.G.", "Norland League for Good"), _is_of_initials("LGA", "Lake Guild")
        (True, False)
    """
    initials = iter(word[0].upper() for word in re.split(r"[\s-]+", name) if word)
    return all(letter in initials for letter in short.replace(".", ""))


def _called_by_first_name(name: str, persons: Sequence[Named]) -> Sequence[Named]:
    """The one person whose first name a word is: Sir Ivo, of Sir Ivo Lind; nobody if there are several."""
    found = [one for one in persons if one.name != name and one.name.split()[0] == name]
    return found if len(found) == 1 else ()


def _before_marriage(one: Named, persons: Sequence[Named], passages: Sequence[Text]) -> Named | None:
    """Of whom a name is the one at birth: *Ann Mary Lee was born*, in an article on Ann Smith."""
    at = one.mentions[0]
    text = next(passage.text for passage in passages if passage.passage_id == at.passage_id)
    if not text.startswith(" was born", at.end) and not text[: at.start].endswith("born "):
        return None
    first = one.name.split()[0]
    before = [other for other in persons if other is not one and other.name.split()[0] == first]
    return before[0] if len(before) == 1 else None


def _latest(owners: Sequence[Named], places: Mapping[str, int], name: Name) -> Named | None:
    """Of those who have a name in common the one who was named last before a place, else the first of all."""
    before = [
        ((places[mention.passage_id], mention.start), at)
        for at, one in enumerate(owners)
        for mention in one.mentions
        if (places[mention.passage_id], mention.start) < (name.at, name.start)
    ]
    return owners[max(before)[1] if before else 0] if owners else None


def _parts(name: str) -> frozenset[str]:
    """The forms by which a person is named again: surname, and the name itself."""
    words = name.split()
    return frozenset((name, words[-1], " ".join(words[1:]) or name))
