"""Tells who takes part in an event, by the words of its clause: named actors, and people or bodies without a name."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from us_cuba_2026.curation.proposing.actors import Named
from us_cuba_2026.curation.proposing.bodies import ANY_FIRM, bodies, firm_meant
from us_cuba_2026.curation.proposing.clauses import Clause
from us_cuba_2026.curation.proposing.events import class_of, done
from us_cuba_2026.curation.proposing.kinds import BODY_NOUN
from us_cuba_2026.curation.proposing.names import peoples_of
from us_cuba_2026.curation.proposing.parts import MET, part_of_object, part_of_subject, takes_object
from us_cuba_2026.curation.proposing.people import PEOPLE
from us_cuba_2026.curation.proposing.proposal import Proposal
from us_cuba_2026.curation.proposing.sentences import Span, Text
from us_cuba_2026.curation.proposing.sources import source_cells

_BODIES = (
    rf"{BODY_NOUN}|government|ministry|department|parliament|cabinet|police|army|navy|air force|military|courts?"
    rf"|coalition|party"
    r"|opposition|administration|regime|compan(?:y|ies)|firms?|banks?|unions?|villages|towns|cities|authorities"
    r"|regulators?|operators?|groups?|agenc(?:y|ies)|committees?|councils?|boards?|commissions?|leagues?|teams?|clubs?"
    r"|schools|hospitals|authority|office|league|association|federation|institute|foundation|university|hospital|school"
    r"|museum|service|inspectorate|fire service|coast guard|health service|movement"
)
_HEAD = re.compile(
    rf"(?:(?:(?:the|an?|its|his|her|their|our|some|many|several|most|all|both|no|another|one|more than|about|around"
    rf"|nearly|at"
    r" least|up to|[A-Z][\w.]*['’]s?|[\w.]+['’]s?|[0-9][0-9,.]*(?: (?:million|thousand))?|(?:dozens|scores|hundreds"
    r"|thousands|millions|crowds|groups?|number|many|most|none|one|some|two|three|four|five|all|both|half"
    r"|several) of(?: the)?|[A-Za-z]+) )"
    rf"(?:(?!(?:of|from|in|to|for|with|on|at|by|against|between|over|under|about|among|than) )[\w-]+ ){{0,3}}?)?"
    rf"(?P<head>{PEOPLE}|{_BODIES})(?![\w'’-])",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"(?: (?:and|or) (?:(?!(?:of|from|in|to|for|with|on|at|by)\b)[\w-]+ ){{0,2}}?(?:{PEOPLE}))?"
    r"(?:,? (?:who|whose|which|that|accused|led|in|at|of|from|for|along|near|with|on|near|familiar|briefed)\b.*)?",
    re.DOTALL,
)
_GOVERNS = re.compile(r" (?:who|whose|which|that|it|he|she|they|we|there)\b.*|,(?!\d).*", re.DOTALL)
_GOES_ON = re.compile(r" (?:of|in|at|from|an?)\b|,| [$£€]?[0-9]")
"""What may stand behind a name that words begin with: *the Lake Guild of Oster*, *fined the guild $2,000*."""
_BODY_HEAD = re.compile(r"[Tt]he (?:group|agency|organi[sz]ation|union|party|board|court|council)")
_RULE = re.compile(
    r"[Tt]h(?:e|at) (?:(?:current|present|[Cc]ommunist|[Ss]ocialist|ruling|[A-Z][a-z]+ist) )?"
    r"(government|administration|regime)"
)
_HOW_MANY = (
    r"(?:(?:the|some|many|most|several|(?:(?:more than|about|some|nearly) )?(?:dozens|hundreds|thousands|tens of"
    r" thousands|millions) of|[0-9][0-9,.]*(?: million)?) )?"
)
_OF_THEM = re.compile(r"(?:[0-9]+|two|three|four|five|six|seven|eight|nine|ten|dozens|some|several|most) of them")
_AND = re.compile(r",? and |, ")
_OPENS_NOUN = re.compile(
    r"(?:the|an?|its|his|her|their|some|many|several|[0-9][0-9,.]*|two|three|four|five|six|seven|eight|nine|ten) ",
    re.IGNORECASE,
)
_PRONOUNS = {"he": "male", "she": "female", "it": "body", "they": "group"}
_OBJECT = re.compile(
    r"(?:[^,;:|]|,(?=\d))*?(?=$|,(?!\d)|[;:|]| (?:on|in|at|during|after|before|since|by|for|from|to|into|over|as"
    r"|until|last|this|next)\b)"
)
_BY = re.compile(
    r"\bby ((?:[^,;:|]|,(?=\d))+?)(?=$|,(?!\d)|[;:|]"
    r"| (?:on|in|at|during|after|before|since|for|from|to|into|last|this|next)\b)"
)
_WITH = re.compile(
    r"\bwith ((?:[^,;:|]|,(?=\d))+?)(?=$|,(?!\d)|[;:|]"
    r"| (?:on|in|at|during|after|before|since|for|from|to|into|last|this|next)\b)"
)
_UP_TO = r"((?:[^,;:|]|,(?=\d))+?)(?=$|,(?!\d)|[;:|]| (?:on|in|at|during|after|before|since|for|last|this|next|when)\b)"
_BESIDE = (
    (re.compile(rf"\b(?:outside|against) {_UP_TO}"), frozenset(("protest", "rally", "march", "demonstrate")), "target"),
    (re.compile(rf"\bfrom {_UP_TO}"), frozenset(("buy", "purchase", "acquire", "borrow", "rent")), "partner"),
    (re.compile(rf"\bto {_UP_TO}"), frozenset(("sell", "lend", "lease")), "partner"),
)
"""Who is beside the object of a verb, and with which part: *bought the mill from Lake Power*."""
MOST_NAME = 7  # words
_ADVERBS = re.compile(r"(?: (?:now|also|still|then|already|later|soon|instead|again|once|[a-z]+ly))+$")
_DAY = re.compile(
    r" (?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|in (?:May|June|July|[A-Z][a-z]+(?:ary|ber|ch|il|st))"
    r"|(?:last|this) (?:week|month|year|[A-Z][a-z]+))"
    r"(?: (?:morning|afternoon|evening|night))?$"
)


def _owner_at(passage: Text, span: Span) -> Span:
    """The words for an owner where the words name a thing by its owner: *Lake Power* of *Lake Power's offices*."""
    owned = re.search(r"['’]s? (?=[a-z])", passage.text[slice(*span)])
    return (span[0], span[0] + owned.start()) if owned else span


class Party(NamedTuple):
    """Who stands in a clause: a named actor, or words for one without a name.

    Args:
        name: The name of the actor, or nothing.
        words: The words for one without a name, or nothing.
        span: Where they stand.
        is_pointed: Whether a pronoun stands there.
    """

    name: str
    words: str
    span: Span
    is_pointed: bool = False


class Parties:
    """Those who take part in the events of an article, as its passages are read in order.

    Args:
        actors: The actors that the article names.
        passages: The passages, by id.
        genders: Of named persons *male* or *female*, where that is known.
    """

    def __init__(self, actors: Sequence[Named], passages: Mapping[str, Text], genders: Mapping[str, str]) -> None:
        self._actors = actors
        self._passages = passages
        self._bodies = bodies(actors)
        self._peoples = [one for one in peoples_of([*passages.values()]) if one.endswith("s")]
        self._genders = genders
        self._last: dict[str, Party] = {}
        self._people: list[Party] = []

    def hear(self, speaker: Proposal) -> None:
        """Take in who has spoken: a pronoun may stand for them."""
        how, _, words = speaker.key.partition(" ")
        name, words = (words, "") if how == "named" else ("", words)
        self._note(Party(name, words, (0, 0), True), speaker.cells["kind"])

    def _note(self, party: Party, kind: str) -> None:
        if kind == "person":
            self._people.append(party)
        else:
            self._last["group" if kind == "group" else "body"] = party

    def of(self, passage: Text, clause: Clause) -> list[tuple[Party, str]]:
        """Who has which part in the event that a clause tells.

        Args:
            passage: The passage.
            clause: The clause.
        """
        verb, kind = clause.verb, class_of(passage, clause)
        base, length = done(verb.base, passage.text[verb.end : clause.end])
        rest = (verb.end + length, clause.end)
        part = part_of_subject(kind, verb, base, passage.text[slice(*rest)])
        subject = clause.subject if clause.subject and not self._is_expletive(passage, clause) else None
        found = [(one, part) for one in self.all_of(passage, subject)] if subject else []
        if verb.is_passive:
            if by := _BY.search(passage.text, *rest):
                found += [(one, "agent") for one in self.all_of(passage, by.span(1))]
        elif takes_object(verb, kind) and (direct := _OBJECT.match(passage.text, *rest)) and direct[0].strip():
            found += [(one, part_of_object(base)) for one in self.all_of(passage, direct.span())]
        elif takes_object(verb, kind) and clause.undergoes:
            found += [(one, part_of_object(base)) for one in self.all_of(passage, clause.undergoes)]
        if base in MET and takes_object(verb, kind) and (other := _WITH.search(passage.text, *rest)):
            found += [(one, "partner") for one in self.all_of(passage, other.span(1))]
        for pattern, verbs, role in _BESIDE:
            if base in verbs and (other := pattern.search(passage.text, *rest)):
                found += [(one, role) for one in [self.party(passage, _owner_at(passage, other.span(1)))] if one]
        unique: dict[tuple[str, str], tuple[Party, str]] = {}
        for one, role in found:
            unique.setdefault((one.name, one.words), (one, role))
        return [*unique.values()]

    def _is_expletive(self, passage: Text, clause: Clause) -> bool:
        """Whether a subject stands for nobody: *it is in the interest of all*."""
        words = passage.text[slice(*clause.subject)].lower() if clause.subject else ""
        return words == "it" and clause.verb.base in ("be", "seem", "appear", "rain", "snow", "happen")

    def all_of(self, passage: Text, span: Span) -> list[Party]:
        """All whom the words of a subject or an object name: *Ann Lee and her allies* are two.

        Args:
            passage: The passage.
            span: Where they stand.
        """
        pieces = self._pieces(passage, span)
        known = dict(self._last), [*self._people]
        found = [self.party(passage, piece) for piece in pieces] if len(pieces) > 1 else []
        if found and all(found):
            return [one for one in found if one is not None]
        self._last, self._people = known
        return [one for one in [self.party(passage, span) or next(iter(found), None)] if one is not None]

    def _pieces(self, passage: Text, span: Span) -> list[Span]:
        """The parts of a list each of which has a name or an article of its own."""
        named = [
            (at.start, at.end)
            for actor in self._actors
            for at in actor.mentions
            if at.passage_id == passage.passage_id and span[0] <= at.start and at.end <= span[1]
        ]
        joints = [
            joint.span()
            for joint in _AND.finditer(passage.told, *span)
            if not any(first <= joint.start() < last for first, last in named)
        ]
        starts, ends = [span[0], *(last for _, last in joints)], [*(first for first, _ in joints), span[1]]
        pieces = [*zip(starts, ends, strict=True)]
        is_apart = (
            bool(joints)
            and "and" in passage.told[slice(*joints[-1])]
            and all(
                any(first <= at < last for at, _ in named) or _OPENS_NOUN.match(passage.text, first, last)
                for first, last in pieces
            )
        )
        return pieces if is_apart else [span]

    def party(self, passage: Text, span: Span) -> Party | None:
        """Whom the words of a subject or an object name, nothing if that is no actor.

        Args:
            passage: The passage.
            span: Where they stand.
        """
        first, last = span
        while first < last and passage.text[first] in " ,":
            first += 1
        words = _ADVERBS.sub("", _DAY.sub("", passage.text[first:last].rstrip(" ,")))
        if only := re.match(r"[Oo]nly (?=[0-9])", words):
            first, words = first + only.end(), words[only.end() :]
        found = self._found(passage, words, first)
        if found is not None:
            kind = next((one.kind for one in self._actors if one.name == found.name), "")
            self._note(found, kind or source_cells(found.words)[0]["kind"])
        return found

    def _found(self, passage: Text, words: str, start: int) -> Party | None:
        if self._peoples and (people := re.fullmatch(rf"{_HOW_MANY}(?:{'|'.join(self._peoples)})", words)):
            return Party("", people[0], (start, start + len(words)))
        if _OF_THEM.fullmatch(words):
            return Party("", words, (start, start + len(words)))
        if words.lower() in _PRONOUNS:
            last = self._meant(words.lower())
            return last._replace(span=(start, start + len(words)), is_pointed=True) if last else None
        plain = _GOVERNS.sub("", words)
        end = start + len(plain)
        for actor in self._actors:
            for at in actor.mentions:
                if at.passage_id == passage.passage_id and start <= at.start and at.end <= start + len(words):
                    is_head = at.end == end or (
                        at.start <= start + len("the ") and _GOES_ON.match(passage.text, at.end)
                    )
                    is_apposed = at.end == start + len(words) and passage.text[: at.start].endswith(", ")
                    if (is_head or is_apposed) and not re.search(
                        r"\b(?:of|in|at|from|with|for|to|by) (?:the )?$", passage.text[start : at.start]
                    ):
                        return Party(actor.name, "", (at.start, at.end))
        known = re.fullmatch(r"[Tt]he ([a-z]+)", plain)
        if known and known[1] in ANY_FIRM and (firm := firm_meant(passage, start, self._actors)):
            return Party(firm, "", (start, end))
        if known and known[1] not in ANY_FIRM and known[1] in self._bodies:
            return Party(self._bodies[known[1]], "", (start, end))
        if (rule := _RULE.fullmatch(plain)) and (government := self._government(passage, start, rule[1])):
            return Party(government, "", (start, end))
        if _BODY_HEAD.fullmatch(plain):
            named = self._last_body(passage, start)
            if named is not None:
                return Party(named, "", (start, end))
        head = _HEAD.match(plain)
        if head is None or not _BEHIND.fullmatch(plain, head.end()):
            return None
        is_long = len(plain.split()) > MOST_NAME or re.match(r" (?:of|from|for) [a-z]+ing\b", plain[head.end() :])
        name = head[0] if is_long else plain
        if len(name.split()) > MOST_NAME or re.search(r"\d{4}", name):
            return None
        if article := re.match(
            r"the (?=[0-9]|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)", name, re.IGNORECASE
        ):
            name, start = name[article.end() :], start + article.end()
        return Party("", name, (start, start + len(name)))

    def _meant(self, pronoun: str) -> Party | None:
        """The last of those for whom a pronoun can stand."""
        if pronoun in ("it", "they"):
            return self._last.get(_PRONOUNS[pronoun])
        gender = _PRONOUNS[pronoun]
        return next((one for one in reversed(self._people) if self._genders.get(one.name, gender) == gender), None)

    def _government(self, passage: Text, stop: int, noun: str) -> str | None:
        """The government that a noun points to: the one named last, by that noun or, of a regime, by another."""
        order = [*self._passages]
        here = order.index(passage.passage_id), stop
        is_called = noun == "administration"
        named = [
            ((order.index(at.passage_id), at.start), one.name)
            for one in self._actors
            if one.kind == "government" and one.name.lower().endswith(" administration") is is_called
            for at in one.mentions
            if self._passages[at.passage_id].told[at.start : at.end].strip()
        ]
        before = [one for one in named if one[0] < here]
        only = {name for _, name in named}
        return max(before)[1] if before else only.pop() if len(only) == 1 else None

    def _last_body(self, passage: Text, stop: int) -> str | None:
        """The organisation that has been named last, in the passage or before it."""
        here = [
            (at.start, actor.name)
            for actor in self._actors
            if actor.kind == "organisation"
            for at in actor.mentions
            if at.passage_id == passage.passage_id and at.start < stop
        ]
        if here:
            return max(here)[1]
        before = self._last.get("body")
        is_named = before is not None and any(
            one.name == before.name and one.kind == "organisation" for one in self._actors
        )
        return before.name if before is not None and is_named else None
