"""Tells which post a person has and of which body somebody is, where the words beside a name or in it say so."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from us_cuba_2026.curation.proposing.actors import Named
from us_cuba_2026.curation.proposing.bodies import bodies
from us_cuba_2026.curation.proposing.kinds import BODY_NOUN, ROLE
from us_cuba_2026.curation.proposing.sentences import Text

_OWNER = r"(?:[Ii]ts|[Tt]heir|[Tt]he|whose|[\w.&-]+'s?)"
_WHICH = r"(?:(?:last|first|only|sole|new|newest|longtime|permanent|current) )*"
"""Words that tell which one of several, or for how long, and are no part of a post."""
_ONE_WORD = (
    r"(?!(?:its|their|the|whose|who|an?|and|or|but|of|by|with|for|to|his|her|that|as|from|said|says|told|retired"
    r"|last|first|only|sole|new|newest|longtime|permanent|current)\b)[a-z-]+ "
)
_OF_RANK = (
    "judge|justice|magistrate|general|admiral|colonel|major|sergeant|diplomat|ambassador|lawmaker|legislator"
    "|congressman|congresswoman|councilman|councilwoman|councillor|mediator|prosecutor|senator|police officer"
)
"""Posts that somebody who is retired has had."""
_SPOKES = r"spokes(?:man|woman|person)"
_BEFORE = re.compile(
    rf"(?<!\bretired )\b(?:(?P<owner>{_OWNER}) )?{_WHICH}(?P<office>(?:{_ONE_WORD}){{0,2}}?(?:{ROLE})),? "
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?$"
)
"""What stands before a name: *its president, Ann Lee*; *Norland's prime minister Ann Lee*."""
_BEFORE_OF = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) {_WHICH}(?P<office>(?:{_ONE_WORD}){{0,2}}?(?:{ROLE}))"
    r" (?:of|for|at) (?P<what>(?:[\w.&'’-]+ ){0,4}[\w.&'’-]+), (?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?$"
)
"""*The mayor of Oster, Ann Lee*; *a spokeswoman for the guild, Ann Lee*."""
_BEHIND = re.compile(
    rf",(?: \d+,)? (?:(?:(?P<owner>its|their|(?:the )?(?:[\w.&-]+ ){{0,4}}?[\w.&-]+'s?)|the|an?|who is|whose) )?"
    rf"(?:(?P<status>former |onetime |acting |late |then )?{_WHICH}"
    rf"(?P<office>(?:{_ONE_WORD}){{0,2}}?(?:{ROLE}|{_OF_RANK}|member|engineer|researcher|fellow|lecturer))"
    rf"|retired (?P<rank>(?:{_ONE_WORD}){{0,2}}?(?:{_OF_RANK})))"
    r"(?: (?P<joint>of|at|for|with|in) (?P<what>[^,.;]+)|(?=[,.;]|$| (?:and|who|whose)\b))"
)
"""What stands behind it: *Ann Lee, head of the Lake Guild*; *Ann Lee, the guild's head*."""
_ARTICLE = re.compile(r"(?:the|its|their) ")
_GOES_ON = re.compile(r" (?:who|whose|and|said|says|told|was|is|has|had|on|in|by)\b")
MOST_OF = 4  # words for what a post is of
_WORD = r"(?:(?:[A-Z]\.)+|[\w&'’-]+)"
_PHRASE = rf"(?P<what>(?:(?!who\b|whose\b|that\b|which\b|and\b|said\b|says\b|was\b|is\b|had\b|has\b){_WORD} ?){{1,8}}?)"
_DESCRIBED = re.compile(
    rf",(?: \d+,)? (?:(?:an?|the|one of the) {_PHRASE}(?=[,.;]| ?(?:who|whose|that|which|and)\b)"
    r"|who (?P<does>(?:now |also )?"
    r"(?!(?:is|was|has|does|says|tells|asks|adds|insists|argues|claims|declines|dies|speaks)\b)"
    r"[a-z]{2,}s [^,.;]+|has [a-z]+(?:ed|en|un|ld|pt|ght) (?!that\b|to\b)[^,.;]+))"
)
"""What tells who somebody is that has no post: *Ann Lee, 71, a retired nurse*; *Ann Lee, who runs the guild*."""
_DESCRIBED_BEFORE = re.compile(rf"(?:^|[.;] |, )(?:[Aa]n?|[Tt]he) {_PHRASE}, $")
_AT_HEAD = re.compile(
    r"\b(?:(?:runs|leads|heads|chairs|directs|manages|represents|owns|works (?:for|at)|belongs to|volunteers (?:for|at)"
    r"|teaches at|sits on) (?:the )?)"
)
"""Verbs of one who is of the body that they govern."""
_ENDS_LOOSE = re.compile(r"(?: (?:of|at|for|with|in|on|by|to|from|and|or|the|an?|its|his|her|their|across|near|as))+$")
MOST_DESCRIPTION = 8  # words
_MEMBERS = frozenset(("member", "researcher", "fellow", "lecturer", "engineer"))
"""Who belongs to a body and has no post of its own there."""
_OF = re.compile(r"\b(?:of|for|from|at|with) (?:the )?$")
_NOUN = re.compile(r"\b(?:of|for|from|at|with) the ([a-z]+)$")
_WITHOUT_BODY = re.compile(
    r"\b(?:familiar|briefed|all(?:y|ies)|friends?|supporters?|guests?|visitors?|critics?|opponents?|report|reports"
    r"|study|review|close)\b"
)
_STATUS = frozenset(("former", "acting", "late"))
_SPOKEN_FOR = ("organisation", "government")
_BODIES = (*_SPOKEN_FOR, "state", "group")


class Post(NamedTuple):
    """What is told of somebody.

    Args:
        office: The post, with that of which it is one; empty where none is told.
        status: A word of ``actors.office_status``, if there is a post.
        body: The name of the actor that somebody is of, or nothing.
        role: Who somebody is, in a line: the post, or what else the words beside the name say.
    """

    office: str = ""
    status: str = ""
    body: str = ""
    role: str = ""


def post(passages: Mapping[str, Text], actors: Sequence[Named], one: Named) -> Post:
    """The post of a named person, and the body that it is of, at the first of its mentions that tells of any.

    Where none tells of a post, and of a named body, the words beside the name tell who or what it is.

    Args:
        passages: The passages of an article, by id.
        actors: Whom it names.
        one: The person.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> from us_cuba_2026.curation.proposing.actors import named
        >>> text = Text("psg-001", printed("Lake Guild denied it. Its president, Ann Lee, left."))
        >>> actors = named([text])
        >>> post({"psg-001": text}, actors, actors[1])
        Post(office='President of Lake Guild', status='current', body='Lake Guild', role='President of Lake Guild')
        >>> text = Text("psg-001", printed("Ann Lee, 71, a retired nurse who sails, and Bo Ray, who is ill, left."))
        >>> [post({"psg-001": text}, named([text]), one).role for one in named([text])]
        ['Retired nurse', '']
    """
    told = _held(passages, actors, one) if one.kind == "person" else Post()
    return told._replace(role=told.office) if told.office else _described(passages, actors, one, told.body)


def _held(passages: Mapping[str, Text], actors: Sequence[Named], one: Named) -> Post:
    """The post that a person holds."""
    known = bodies(actors)
    for at in one.mentions:
        passage = passages[at.passage_id]
        text = passage.text
        if told := _BEFORE_OF.search(text, 0, at.start):
            body, words = _of_what(passage, actors, told.start("what"), told["what"])
            return _post(told["office"], "", body, words, passages, actors)
        if told := _BEFORE.search(text, 0, at.start):
            owner, office = told["owner"] or "", told["office"].split()
            body = owner_of(passage, actors, told.start(), told.end("owner"), owner)
            if not body and len(office) > 1 and office[0] in known:  # federation spokesman Ann Lee
                body = known[office[0]]
                office = office[1:]
            if not body and re.fullmatch(_SPOKES, office[-1]):
                body = _last_body(passage, actors, told.start(), _SPOKEN_FOR)
            return _post(" ".join(office), "", body, "", passages, actors)
        if told := _BEHIND.match(text, at.end):
            body, words, status = "", "", (told["status"] or "").strip()
            if told["owner"]:  # the company's director for the north
                body = owner_of(passage, actors, told.start("owner"), told.end("owner"), told["owner"])
            if told["what"]:
                body_of_what, words = _of_what(passage, actors, told.start("what"), told["what"])
                body = body or body_of_what
            office, status = (told["rank"], "former") if told["rank"] else (told["office"], status)
            status = "former" if status == "onetime" else status
            return _post(office, status, body, words, passages, actors, told["joint"] if words else "")
    return Post()


def _described(passages: Mapping[str, Text], actors: Sequence[Named], one: Named, body: str) -> Post:
    """Who somebody is that holds no post, by the words beside the name."""
    for at in one.mentions:
        text = passages[at.passage_id].text
        told = _DESCRIBED.match(text, at.end)
        if told is None and text.startswith(",", at.end):
            told = _DESCRIBED_BEFORE.search(text, 0, at.start)
        if told is None:
            continue
        groups = told.groupdict()
        if groups.get("does") and (head := _AT_HEAD.search(groups["does"])):
            body = body or _whose(passages[at.passage_id], actors, told.start("does") + head.end())
        words = " ".join((groups["what"] or groups["does"]).split()[:MOST_DESCRIPTION])
        return Post("", "", body, _sentence_case(_ENDS_LOOSE.sub("", words)))
    return Post("", "", body)


def _whose(passage: Text, actors: Sequence[Named], start: int) -> str:
    """The body that words behind a verb name, be it as the one of which something is: *leads the guild's committee*."""
    if named_ := next(_starting(actors, passage.passage_id, start), ""):
        return named_
    noun = re.match(r"([a-z]+)(?='s | |$|[,.;])", passage.text[start:])
    return bodies(actors).get(noun[1], "") if noun else ""


def _of_what(passage: Text, actors: Sequence[Named], start: int, words: str) -> tuple[str, str]:
    """The body that a post is of, or the words for what it is of that is none: *mayor of Oster*."""
    article = _ARTICLE.match(words)
    plain = words[article.end() :] if article else words
    named_ = next(_starting(actors, passage.passage_id, start + len(words) - len(plain)), "")
    noun = re.match(r"[a-z]+(?= who\b| and\b|$)", plain)
    body = named_ or (bodies(actors).get(noun[0], "") if noun else "")
    if body:
        return body, ""
    if article and article[0] in ("its ", "their "):
        body = _last_body(passage, actors, start)
    plain = _GOES_ON.split(plain)[0]
    return body, f"{'the ' if article else ''}{plain}" if len(plain.split()) <= MOST_OF else ""


def _post(
    office: str,
    status: str,
    body: str,
    of_what: str,
    passages: Mapping[str, Text],
    actors: Sequence[Named],
    joint: str = "",
) -> Post:
    first, _, rest = office.partition(" ")
    if first in _STATUS and rest:
        office, status = rest, first
    if office.split()[-1] in _MEMBERS:
        return Post("", "", body)
    organisations = [actor for actor in actors if actor.name == body and actor.kind == "organisation"]
    spans = [at for actor in organisations for at in actor.mentions]
    has_article = any(passages[at.passage_id].text[: at.start].endswith((" the ", "The ")) for at in spans)
    word = joint or ("for" if re.fullmatch(_SPOKES, office.split()[-1]) else "of")
    of_what = of_what or f"{'the ' if has_article else ''}{body}"
    told = f"{office} {word} {of_what}" if of_what.strip() else office
    return Post(_sentence_case(told), status if status in _STATUS else "current", body)


def _sentence_case(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def body_of(text: str, span: tuple[int, int], passage_id: str, actors: Sequence[Named]) -> str:
    """The actor that a source without a name is of: *a spokeswoman for the Lake Guild*; empty where none is told.

    Args:
        text: The passage.
        span: Where the words for the source stand in it.
        passage_id: The passage's id.
        actors: Whom the article names.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> from us_cuba_2026.curation.proposing.actors import named
        >>> text = Text("psg-001", printed("The Lake Guild left. Two officials of the guild said so."))
        >>> body_of(text.text, (21, 47), "psg-001", named([text]))
        'Lake Guild'
    """
    words = text[slice(*span)]
    if _WITHOUT_BODY.search(words):
        return ""
    for actor in actors:
        for mention in actor.mentions:
            is_inside = mention.passage_id == passage_id and span[0] < mention.start and mention.end <= span[1]
            if is_inside and _OF.search(text, span[0], mention.start):
                return actor.name
            is_before = mention.passage_id == passage_id and span[0] <= mention.start and mention.end < span[1]
            is_before = is_before and re.fullmatch(r"(?:[A-Za-z]?[a-z]+ )*", text[span[0] : mention.start]) is not None
            if is_before and re.match(r"(?:'s?)? (?:[a-z]+ )*officials?$", text[mention.end : span[1]]):
                governments = [
                    one.name for one in actors if one.kind == "government" and one.name.startswith(actor.name)
                ]
                return next(iter(governments), "") if actor.kind == "person" else actor.name
    noun = _NOUN.search(words)
    return bodies(actors).get(noun[1], "") if noun else ""


def _starting(actors: Sequence[Named], passage_id: str, place: int) -> Iterator[str]:
    """The actors of whom a mention starts at a place."""
    for actor in actors:
        if any(mention.passage_id == passage_id and mention.start == place for mention in actor.mentions):
            yield actor.name


def _last_named(
    passage: Text, actors: Sequence[Named], stop: int, kinds: Collection[str] = _BODIES
) -> list[tuple[int, str]]:
    """The bodies that a passage names before a place, with where."""
    return [
        (mention.start, actor.name)
        for actor in actors
        if actor.kind in kinds
        for mention in actor.mentions
        if mention.passage_id == passage.passage_id and mention.start < stop
    ]


def _last_body(passage: Text, actors: Sequence[Named], stop: int, kinds: Collection[str] = _BODIES) -> str:
    """The body that a passage has named last before a place, be it by what it is called without its name."""
    named = _last_named(passage, actors, stop, kinds)
    for noun, name in bodies(actors).items():
        named += [(match.start(), name) for match in re.finditer(rf"\b[Tt]he {noun}\b", passage.text[:stop])]
    return max(named)[1] if named else ""


def owner_of(passage: Text, actors: Sequence[Named], start: int, end: int, owner: str) -> str:
    """Whose something is by what stands before it: *its*, *the bureau's* or a name; empty where that is no actor.

    Args:
        passage: The passage.
        actors: Whom the article names.
        start: Where the words stand that tell it.
        end: Where they end.
        owner: These words.
    """
    if owner == "whose":
        stop = len(passage.text[:start].rstrip(" ,"))
        return next(
            (
                one.name
                for one in actors
                for at in one.mentions
                if at.passage_id == passage.passage_id and at.end == stop
            ),
            "",
        )
    if owner in ("Its", "its", "Their", "their"):
        return _last_body(passage, actors, start)
    if not owner.endswith(("'", "s")) or "'" not in owner:
        return ""
    stop = passage.text.rindex("'", start, end)
    for actor in actors:
        if any(mention.passage_id == passage.passage_id and mention.end == stop for mention in actor.mentions):
            return actor.name
    noun = owner.partition("'")[0].lower().removeprefix("the ")
    named = _last_named(passage, actors, start, _SPOKEN_FOR) if re.fullmatch(BODY_NOUN, noun) else []
    return bodies(actors).get(noun) or (max(named)[1] if named else "")
