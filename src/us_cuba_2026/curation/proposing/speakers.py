"""Tells who is meant where a statement names its speaker by a name, a pronoun or not at all."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from us_cuba_2026.curation.proposing.actors import Named
from us_cuba_2026.curation.proposing.bodies import ANY_FIRM, bodies, firm_meant
from us_cuba_2026.curation.proposing.people import GROUPS
from us_cuba_2026.curation.proposing.quotes import MADE_BY, Attributed
from us_cuba_2026.curation.proposing.sentences import Span, Text
from us_cuba_2026.curation.proposing.sources import source_cells
from us_cuba_2026.curation.proposing.verbs import verb_of

_PRONOUN = re.compile(r"(?:he|she)$", re.IGNORECASE)
_OPENING_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b")
_POINTING = re.compile(
    r"(?:they|it|these people|the (?:officials?|people|spokes\w+|sources?)|others?|both|all)$", re.IGNORECASE
)
_MALE = re.compile(
    r"\b(?:Mr\.?|Sir|Lord|King|Prince|Father|Padre|(?i:son|brother|husband|father|grandson|grandfather|uncle|nephew"
    r"|chairman|spokesman|congressman|councilman|alderman|businessman|fisherman))(?:,| of)? $"
)
_FEMALE = re.compile(
    r"\b(?:Ms\.?|Mrs\.?|Miss|Dame|Lady|Queen|Princess|(?i:daughter|sister|wife|mother|granddaughter|grandmother|aunt"
    r"|niece|widow|chairwoman|spokeswoman|congresswoman|councilwoman|businesswoman|actress))(?:,| of)? $"
)
_LINKED = re.compile(r"\b(?:[Hh]e|[Ss]he|His|Her)\b")
"""What goes on with whom an article was about before."""
_OPENING = re.compile(r"(?:He|She)\b")
_OWNED = re.compile(r"\b(?:his|her)\b")
_BEING_TOLD = re.compile(r", | (?:[a-z]+ly )?(?:[a-z]{3,}(?:ed|es|s)|is|was|has|had|who|whose)\b")
_NOT_TELLING = re.compile(r"(?:\b(?:his|her) (?:[a-z-]+ ){1,3}[a-z]+,|\b(?:of|for|to|with|by|from|at|against|and)) $")
_HIS = re.compile(r"(?:[Hh]is|[Hh]er) (?:[a-z-]+ ){1,3}(?:at [A-Z]\w+ )?$")
"""What makes a name that of somebody else than before: *her colleague Ann Lee*."""
_NOUN = re.compile(r"(?:[Tt]he|[Tt]hat|[Tt]his|[Aa]n?)(?: [a-z-]+)? ([a-z]+)")
_GROUP = re.compile(
    rf"(?:(?:the|some|many|several|most|all|both|[0-9][0-9,.]*|two|three|four|five|six|seven|eight|nine|ten) )?"
    rf"(?:(?!(?:and|or|of|in|at|from|for|to|by|with)\b)[\w-]+ )?{GROUPS}"
    r"(?: (?:of|in|at|from|on|along) (?:the )?[\w'’-]+(?: [\w'’-]+){0,2})?",
    re.IGNORECASE,
)
_BODY = re.compile(r"[Tt]he ([a-z]+)")
_DESCRIBED = re.compile(
    r"\b(?:the|that|this|his|her|its|their|[\w.]+'s?) (?:[a-z-]+ ){0,3}?([a-z]+),? $", re.IGNORECASE
)
"""What stands before the name of whom it describes: the manager, Ivo Lind."""
_ANOTHERS = re.compile(r"[a-z] (?:for|of|to|with|from|at|by|in)(?: the)? (?:(?:[A-Z][a-z]*\.?|president|mayor) )?$")
_OF_A_BODY = re.compile(r"(?:of|at|from|in) (?:the )?(?:[A-Z&][\w.'’-]*\s?)+")
"""What may stand behind the name of who speaks: Ann Lee of Lake School."""
_TITLE_NOUNS = {
    "justice": "judge", "gov": "governor", "sen": "senator", "prof": "professor", "dr": "doctor", "gen": "general",
    "col": "colonel", "capt": "captain", "lt": "lieutenant", "rep": "representative", "sgt": "sergeant",
}  # fmt: skip
"""What a title is called that is not written out before a name."""
_MOST_BEFORE = 60  # letters of a description
MOST_FROM_START = 45  # letters of a sentence before the name that it is about


@dataclass
class Speakers:
    """Who has spoken, and whom an article is about, as its passages are read in order.

    Args:
        actors: The actors that the article names.
    """

    actors: Sequence[Named]
    _topic: tuple[str | None, str | None] = (None, None)
    _read: tuple[str, int] = ("", 0)
    genders: dict[str, str] = field(default_factory=dict)
    _described: Mapping[str, str] = field(default_factory=dict)
    _bodies: Mapping[str, str] = field(default_factory=dict)
    _body: tuple[str, str] = ("", "")
    _last_of: dict[str, str] = field(default_factory=dict)
    """Of either gender the person who spoke last."""

    def of(self, passage: Text, one: Attributed) -> tuple[str | None, str | None, bool]:
        """Who says a statement; statements are to be asked for in their order.

        A pronoun is the person named since the statement before, else whom the sentences before were about, be it since
        they open with that name, be it since that person spoke.

        Args:
            passage: The passage.
            one: The statement.

        Returns:
            The name of an actor, or the words of a source without one, or neither; and whether that is certain.
        """
        place = one.subject[0] if one.subject else one.start
        before = self._read if self._read[0] == passage.passage_id else (passage.passage_id, 0)
        name, source, is_sure = self._told(passage, one, (before[1], place))
        if name is not None:
            self._body = passage.passage_id, name
            words = passage.text[slice(*one.subject)] if one.subject else ""
            if _PRONOUN.match(words):
                self.genders.setdefault(name, "female" if words.lower() == "she" else "male")
            self._last_of[self.genders.get(name, "")] = name
        if source is not None and source_cells(source)[0]["kind"] == "person":
            self._topic = None, source
        elif any(actor.name == name and actor.kind == "person" for actor in self.actors):
            self._topic = name, None
        elif one.subject is not None and one.form == "indirect":
            return name, source, is_sure  # of a body: whom its sentence names may be whom the next is about
        self._read = (
            passage.passage_id,
            max(one.end, one.cue[1] if one.cue else 0, one.subject[1] if one.subject else 0),
        )
        return name, source, is_sure

    def _told(self, passage: Text, one: Attributed, since: Span) -> tuple[str | None, str | None, bool]:
        if one.subject is None:
            self._follow(passage, since, "")
            return *self._topic, False
        words = passage.text[slice(*one.subject)]
        if _PRONOUN.match(words):
            gender = "female" if words.lower() == "she" else "male"
            people = [*self._people(passage, since, gender)]
            if people and since[0]:
                return people[-1], None, False
            self._follow(passage, since, gender)
            if introduced := self._introduced(passage, since, gender):
                return introduced, None, False
            if self._topic != (None, None) and self._fits(self._topic[0], gender):
                return *self._topic, False
            return (people[-1] if people else self._last_of.get(gender) or self._only(gender)), None, False
        for actor in self.actors:
            for mention in actor.mentions:
                if mention.passage_id == passage.passage_id and _is_subject(
                    passage.text, one.subject, mention.start, mention.end
                ):
                    return actor.name, None, one.is_sure
        if words in ("It", "it") and self._body[0] == passage.passage_id and self._is_body(self._body[1]):
            return self._body[1], None, False
        body = _BODY.fullmatch(words)
        if body and body[1] in ANY_FIRM and (firm := firm_meant(passage, one.subject[0], self.actors)):
            return firm, None, False
        if body and body[1] not in ANY_FIRM and body[1] in self._bodies:
            return self._bodies[body[1]], None, False
        if (noun := _NOUN.fullmatch(words)) and noun[1].lower() in self._described:
            return self._described[noun[1].lower()], None, False
        if words in ("They", "they"):
            return None, self._group(passage, one.subject[0]), False
        if cited := MADE_BY.fullmatch(words):
            start = one.subject[0] + cited.start("who")
            return self._maker(passage, (start, one.subject[0] + cited.end("who"))), None, False
        return None, (None if _POINTING.match(words) else words), one.is_sure

    def _group(self, passage: Text, stop: int) -> str | None:
        """The people whom the sentence before is about, without a name; nothing if it is about others."""
        before = [span for span in passage.sentences if span[1] <= stop]
        if not before:
            return None
        first, last = before[-1]
        verb = verb_of(passage.told, first, last)
        words = passage.text[first : verb.start].strip() if verb else ""
        return words if _GROUP.fullmatch(words) else None

    def _maker(self, passage: Text, who: Span) -> str | None:
        """The actor of whom something is that is cited: *figures the board released*."""
        for actor in self.actors:
            if any(at.passage_id == passage.passage_id and who[0] <= at.start < who[1] for at in actor.mentions):
                return actor.name
        body = _BODY.fullmatch(passage.text, *who)
        return self._bodies.get(body[1]) if body else None

    def go_on(self, passage: Text) -> None:
        """Take in what is left of a passage: whom its sentences are about, behind its last statement."""
        start = self._read[1] if self._read[0] == passage.passage_id else 0
        self._follow(passage, (start, len(passage.text)), "")

    def _follow(self, passage: Text, since: Span, gender: str) -> None:
        """Take as topic whom the sentences of a place open with; one that opens with a pronoun goes on."""
        for first, last in passage.sentences:
            if first < since[0] or first >= since[1]:
                continue
            opening = (first, min(first + MOST_FROM_START, last, since[1]))
            names = [
                (mention.start, actor.name)
                for actor in self.actors
                if actor.kind == "person" and self._fits(actor.name, gender)
                for mention in actor.mentions
                if mention.passage_id == passage.passage_id
                and opening[0] <= mention.start < opening[1]
                and passage.told[mention.start : mention.end].strip()
            ]
            if not names and self._topic == (None, None):
                names = self._late(passage, (first, last))
            before = passage.told[first : min(names)[0]] if names else ""
            if names and (not _OPENING_PRONOUN.search(before) or _HIS.fullmatch(before)):
                self._topic = min(names)[1], None

    def _late(self, passage: Text, sentence: Span) -> list[tuple[int, str]]:
        """The one person whom a sentence is about behind words on where or when: *In May, in Oster, Ann Lee left*."""
        found = [
            (mention.start, mention.end, actor.name)
            for actor in self.actors
            if actor.kind == "person"
            for mention in actor.mentions
            if mention.passage_id == passage.passage_id and sentence[0] <= mention.start < sentence[1]
        ]
        if len({name for _, _, name in found}) != 1:
            return []
        start, end, name = min(found)
        is_subject = passage.told[:start].endswith(", ") and _BEING_TOLD.match(passage.told, end)
        return [(start, name)] if is_subject else []

    def _introduced(self, passage: Text, since: Span, gender: str) -> str | None:
        """The last person whom a passage is about and none before it was, where it does not go on with another."""
        told = passage.told
        found = sorted(
            (mention.start, mention.end, actor.name)
            for actor in self.actors
            if actor.kind == "person" and self._fits(actor.name, gender)
            for mention in actor.mentions
            if mention.passage_id == passage.passage_id and since[0] <= mention.start < since[1]
        )
        names = {name for _, _, name in found}
        if not found or self._topic[0] in names or _LINKED.search(told, *since):
            return None
        if _OWNED.search(told, found[0][1], since[1]):
            return None
        subjects = [
            name
            for start, end, name in found
            if _BEING_TOLD.match(told, end) and not _NOT_TELLING.search(told, since[0], start)
        ]
        return subjects[-1] if subjects else None

    def _people(self, passage: Text, place: Span, gender: str) -> Iterator[str]:
        """The persons whom the article itself names within a place of a passage, in order."""
        found = [
            (mention.start, actor.name)
            for actor in self.actors
            if actor.kind == "person" and self._fits(actor.name, gender)
            for mention in actor.mentions
            if mention.passage_id == passage.passage_id
            and place[0] <= mention.start < place[1]
            and passage.told[mention.start : mention.end].strip()
        ]
        for _, name in sorted(found):
            yield name

    def _only(self, gender: str) -> str | None:
        """The one person who is known to be of a gender."""
        found = [name for name, own in self.genders.items() if own == gender]
        return found[0] if len(found) == 1 else None

    def _is_body(self, name: str) -> bool:
        return any(actor.name == name and actor.kind not in ("person", "group") for actor in self.actors)

    def _fits(self, name: str | None, gender: str) -> bool:
        return not gender or self.genders.get(name or "", gender) == gender


def speakers(passages: Sequence[Text], actors: Sequence[Named]) -> Speakers:
    """Those who may speak in an article.

    Args:
        passages: Its passages.
        actors: The actors that they name.
    """
    texts: Mapping[str, str] = {passage.passage_id: passage.text for passage in passages}
    genders: dict[str, str] = {}
    described: dict[str, set[str]] = {}
    for actor in actors:
        for mention in actor.mentions:
            before = texts[mention.passage_id][: mention.start]
            if actor.kind == "person" and (description := _DESCRIBED.search(before[-_MOST_BEFORE:])):
                described.setdefault(description[1].lower(), set()).add(actor.name)
            if actor.kind == "person" and actor.office:
                title = actor.office.split()[-1].strip(".").lower()
                described.setdefault(_TITLE_NOUNS.get(title, title), set()).add(actor.name)
            if _MALE.search(before):
                genders.setdefault(actor.name, "male")
            elif _FEMALE.search(before):
                genders.setdefault(actor.name, "female")
    for passage in passages:
        for name, gender in _followed(passage, actors):
            genders.setdefault(name, gender)
    only = {noun: next(iter(names)) for noun, names in described.items() if len(names) == 1}
    return Speakers(actors, genders=genders, _described=only, _bodies=bodies(actors))


def _followed(passage: Text, actors: Sequence[Named]) -> Iterator[tuple[str, str]]:
    """The genders of persons, by the pronoun behind a sentence that names one alone: *Lee left. She* is she."""
    for (first, last), (behind, _) in pairwise(passage.sentences):
        pronoun = _OPENING.match(passage.told, behind)
        named = {
            actor.name
            for actor in actors
            if actor.kind == "person"
            for mention in actor.mentions
            if mention.passage_id == passage.passage_id and first <= mention.start < last
        }
        opens = any(
            mention.passage_id == passage.passage_id and mention.start == first
            for actor in actors
            if actor.name in named
            for mention in actor.mentions
        )
        if pronoun and opens and len(named) == 1:
            yield named.pop(), "male" if pronoun[0] == "He" else "female"


def _is_subject(text: str, subject: Span, start: int, end: int) -> bool:
    """Whether a name is what a subject ends with: *Norland's prime minister, Karin Voss*, but not *a U.S. official*.

    Nor is it where another speaks for it: *a spokeswoman for Ms. Lee*.
    """
    behind = text[end : subject[1]].strip(" ,.")
    is_first = subject[0] <= start or start < subject[0] < end  # the Search *and Rescue Board*
    is_last = is_first and end <= subject[1] and (not behind or _OF_A_BODY.fullmatch(behind) is not None)
    return is_last and not _ANOTHERS.search(text, subject[0], start)
