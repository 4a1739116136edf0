"""Tells who is meant where a statement names its speaker by a name, a pronoun or not at all."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from us_cuba_2026.curation.proposing.actors import Named
from us_cuba_2026.curation.proposing.quotes import Attributed
from us_cuba_2026.curation.proposing.sentences import Span, Text
from us_cuba_2026.curation.proposing.sources import source_cells

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
_OWNED = re.compile(r"\b(?:his|her)\b")
_BEING_TOLD = re.compile(r", | (?:[a-z]+ly )?(?:[a-z]{3,}(?:ed|es|s)|is|was|has|had|who|whose)\b")
_NOT_TELLING = re.compile(r"(?:\b(?:his|her) (?:[a-z-]+ ){1,3}[a-z]+,|\b(?:of|for|to|with|by|from|at|against|and)) $")
_NOUN = re.compile(r"(?:[Tt]he|[Tt]hat|[Tt]his|[Aa]n?)(?: [a-z-]+)? ([a-z]+)")
_DESCRIBED = re.compile(
    r"\b(?:the|that|this|his|her|its|their|[\w.]+'s?) (?:[a-z-]+ ){0,3}?([a-z]+),? $", re.IGNORECASE
)
"""What stands before the name of whom it describes: the manager, Ivo Lind."""
_ANOTHERS = re.compile(r"[a-z] (?:for|of|to|with|from|at|by|in)(?: the)? (?:(?:[A-Z][a-z]*\.?|president|mayor) )?$")
_OF_A_BODY = re.compile(r"(?:of|at|from) (?:the )?(?:[A-Z&][\w.'’-]*\s?)+")
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
    _genders: Mapping[str, str] = field(default_factory=dict)
    _described: Mapping[str, str] = field(default_factory=dict)

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
            return (people[-1] if people else None), None, False
        for actor in self.actors:
            for mention in actor.mentions:
                if mention.passage_id == passage.passage_id and _is_subject(
                    passage.text, one.subject, mention.start, mention.end
                ):
                    return actor.name, None, one.is_sure
        if (noun := _NOUN.fullmatch(words)) and noun[1].lower() in self._described:
            return self._described[noun[1].lower()], None, False
        return None, (None if _POINTING.match(words) else words), one.is_sure

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
            if names and not _OPENING_PRONOUN.search(passage.told, first, min(names)[0]):
                self._topic = min(names)[1], None

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

    def _fits(self, name: str | None, gender: str) -> bool:
        return not gender or self._genders.get(name or "", gender) == gender


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
    only = {noun: next(iter(names)) for noun, names in described.items() if len(names) == 1}
    return Speakers(actors, _genders=genders, _described=only)


def _is_subject(text: str, subject: Span, start: int, end: int) -> bool:
    """Whether a name is what a subject ends with: *Norland's prime minister, Karin Voss*, but not *a U.S. official*.

    Nor is it where another speaks for it: *a spokeswoman for Ms. Lee*.
    """
    behind = text[end : subject[1]].strip(" ,.")
    is_last = subject[0] <= start and end <= subject[1] and (not behind or _OF_A_BODY.fullmatch(behind) is not None)
    return is_last and not _ANOTHERS.search(text, subject[0], start)
