"""Proposes actors: who is named, with every place where a name stands; a later surname is the same person."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from us_cuba_2026.article.detect import Item, detect
from us_cuba_2026.curation.proposing.gazetteer import look_up
from us_cuba_2026.curation.proposing.sentences import Text

TITLES = re.compile(
    r"^(?:(?:Acting|Vice|Deputy|Former|Late|Prime|First|Foreign|Interior|Defense|Finance|Chief|Police|Fire|Treasury"
    r"|State|County|City|Town|District|Transport|Health|Education|Justice|Labou?r|Energy|Environment|Agriculture|Trade"
    r"|Economy|Culture|Housing|Water|Planning|Industry|Tourism|Fisheries|Home|Assistant|Associate|Senior|Lieutenant"
    r"|Lt\.?|Brigadier|Major|Retired|House|Senate|Majority|Minority)\s+){0,3}"
    r"(?:Presidents?|Assembly(?:man|woman|member)|Council Member|Councilmember|Selectman|Selectwoman|Assessor|Auditor"
    r"|Attorney(?! General)|Manager|Clerk|Speaker|Leader|Whip|Director|Trooper|Officer|Coach|Provost|Reverend|Rev\.?"
    r"|Pastor|Attorney General|Solicitor General|Surgeon General|Secretary General|Chief Executive|Chief|Superintendent"
    r"|Detective|Comptroller|Treasurer|Prime Minister|Minister|Secretary of State|Secretary|Chancellor|Premier|Mayor"
    r"|Senator|Sen\.?|Governor|Gov\.?|Rep\.?|Representative|Congressman|Congresswoman|Councilman|Councilwoman|Alderman"
    r"|General|Gen\.?|Colonel|Col\.?|Captain|Capt\.?|Major|Lieutenant|Lt\.?|Sergeant|Admiral|Judge|Justice|Professor"
    r"|Prof\.?|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Miss|Sir|Dame|Lord|Lady|King|Queen|Prince|Princess|Pope|Cardinal|Bishop"
    r"|Archbishop|Father|Sister|Rabbi|Imam|Ambassador|Chairman|Chairwoman|Commissioner|Councillor|Councilor|Inspector"
    r"|Sheriff|Marshal)\s+(?=\w)(?!of\b)"
)
_PARTISAN = re.compile(
    r"(?:Republican|Conservative|Labou?r|Liberal|Independent|Unionist|Tory|[A-Z][a-z]+crat|[A-Z][a-z]+ist)$"
)
"""What a person is who is named behind it: Democrat Ann Lee."""
_ABBREVIATED_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Capt|Col|Lt)$")
_TITLE_WITHOUT_DOT = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Capt|Col|Lt)\.? $")
BODIES = (
    "administration|government|regime|military|army|navy|air force|police|intelligence|parliament|congress|cabinet"
    "|ministry|department|court|council|board|guard|union|party|embassy|coast guard|water board|coalition"
)
_BODY = re.compile(rf" (?:{BODIES})\b(?!-)")
_OWN_BODY = re.compile(rf"'s? (?:[a-z]+ ){{0,2}}(?:{BODIES})\b(?!-)")
_STATE_BODIES = frozenset(("administration", "government", "regime"))
_ORGANISATION = re.compile(
    r"\b(?:Academy|Administration|Agency|Airlines?|Airways|Alliance|Army|Assembly|Associates|Association|Authority|Bank"
    r"|Board|Brothers|Bureau|Capital|Center|Centre|Chamber|Charity|Church|Club|Coalition|College|Commission|Committee"
    r"|Community|Company|Congress|Consortium|Cooperative|Corp|Corporation|Council|Court|Department|Exchange|Federation"
    r"|Force|Forces|Foundation|Front|Fund|Group|Guard|Guild|Holdings|Hospital|House|Inc|Industries|Initiative|Institute"
    r"|Laborator(?:y|ies)|League|Limited|Lines?|LLC|LLP|Ltd|Ministry|Mission|Motors|Movement|Museum|Nations?|Navy"
    r"|Network|Observatory|Office|Organi[sz]ation|Parliament|Partners|Partnership|Party|Pharmaceuticals|PLC|Police"
    r"|Press|Project|Opera|Orchestra|Philharmonic|Symphony|Ballet|Choir|Railways?|Regiment|Research|School|Senate"
    r"|Services?|Society|Staff|Studios?|Survey|Syndicate|Systems|Technologies|Theater|Theatre|Times|Tribunal|Trust"
    r"|Union|University|Ventures|Workers|Works)\b"
)
FIRM = re.compile(
    r"(?:^Radio |\b(?:Aerospace|Beverages?|Breweries|Brewery|Broadcasting|Chemicals?|Construction|Dairy|Electric"
    r"|Electronics|Energy|Engineering|Farms|Financial|Foods|Hydro|Insurance|Investments|Logistics|Media|Mining"
    r"|Petroleum|Pharma|Power|Properties|Publishing|Realty|Records|Robotics|Seafoods|Securities|Shipping|Software|Solutions"
    r"|Steel|Stores|Telecom|Television)$)"
)
"""What the names of firms end with that have no word such as *Company*."""
INCORPORATED = re.compile(r" (?:Inc|Incorporated|Corp|Limited|LLC|LLP|Ltd|PLC|plc)$")
_SHIP = (
    r"boat|vessel|ship|trawler|ferry|tanker|freighter|steamer|steamship|steamboat|schooner|yacht|tug|tugboat|barge"
    r"|submarine|frigate|destroyer|cruiser|warship|liner|lifeboat|sailboat|speedboat|icebreaker|dredger|minesweeper"
    r"|ketch|locomotive|train|airliner|jet|plane|helicopter|spacecraft|probe|satellite|rocket|telescope"
)
_A_CRAFT = re.compile(
    rf"(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) (?:[\w-]+ ){{0,3}}?(?:{_SHIP})|\b(?:[Tt]he|[Aa]n?) \d+-[a-z]+),? $"
    r"|\b(?:MV|MS|SS|HMS|USS) $"
)
_CALLED_CRAFT = re.compile(rf", (?:the|an?) (?:[\w-]+ ){{0,4}}?(?:{_SHIP})\b")
ROLE = (
    r"president|chief executive|executive director|director|manager|chairman|chairwoman|chair|chief|head|minister"
    r"|secretary|spokesman|spokeswoman|spokesperson|coordinator|commissioner|mayor|governor|chancellor|treasurer|editor"
    r"|superintendent|principal|dean|captain|coach|curator|inspector|engineer|prosecutor|owner|founder|attorney|lawyer"
    r"|economist|scientist|analyst|professor|historian|senator|premier|commander|officer|warden|ambassador|envoy|leader"
    r"|[a-z]+(?:ologist|etrician|iatrician|iatrist)|physician|surgeon|doctor|nurse|midwife|pharmacist|teacher|architect"
)
"""What a person may be in a body, in small letters."""
_IN_ROLE = re.compile(
    rf"(?:\b(?:[Ii]ts|[Tt]heir|[Tt]he|an?|\S+'s?)(?: [\w-]+){{0,3}}? |\b[a-z]+ |^|\. )(?P<role>(?:{ROLE})), $"
    rf"|\b(?:[a-z]+ )?(?P<before>(?:{ROLE})) $",
    re.IGNORECASE,
)
"""What stands before a person by what that person is: *its president, Ann Lee*; *hospital director Ann Lee*."""
_THING = re.compile(
    r"\b(?:Airport|Arena|Avenue|Bay|Beach|Borough|Bridge|Building|Canal|Cape|Capitol|Castle|Cathedral|Cemetery|Coast"
    r"|County|Creek|Dam|Desert|District|Falls|Forest|Gulf|Harbor|Harbour|Heights|Hill|Hills|Hotel|Island|Islands|Lake"
    r"|Memorial|Monument|Mount|Mountain|Mountains|Ocean|Palace|Park|Peninsula|Plaza|Point|Port|Prefecture|Province"
    r"|Ridge|River|Road|Rock|Sea|Sierra|Square|Stadium|Station|Strait|Street|Tower|Township|Valley|Village|Wall|Cup"
    r"|Prize|War|Act|Treaty|Day|Plan|North|South|East|West)\b"
)
_OF_MANY = re.compile(r"\b(?:People|Women|Men|Children)$")
_HEAD = re.compile(
    r"(?:[A-Z][a-z]+ )*?(?:Administration|Agency|Alliance|Association|Board|Bureau|Campaign|Center|Centre"
    r"|Coalition|Commission|Committee|Council|Department|Federation|Foundation|Fund|Institute|Ministry|Office"
    r"|Organi[sz]ation|School|Society|Union)\b"
)
"""What a name starts with that goes on with *for* or *and*: the Institute for Peace."""
_FIELD = re.compile(
    r"(?:Agriculture|Commerce|Co-?operation|Culture|Customs|Defen[cs]e|Development|Education|Employment|Energy"
    r"|Environment|Finance|Fisheries|Forestry|Human|Immigration|Industry|Infrastructure|Innovation|Labou?r|Medicine"
    r"|Prevention|Research|Rights|Safety|Science|Security|Services|Social|Sports?|Technology|Tourism|Trade|Transport"
    r"|Welfare)\b"
)
_ENDS_BODY = re.compile(
    r"\b(?:Agency|Authority|Board|Bureau|Centre|Center|Commission|Committee|Council|Department|Institute|Ministry"
    r"|Office|Service|Services|Society)$"
)
WORKERS = (
    r"Workers|Employees|Teachers|Drivers|Miners|Farmers|Growers|Laborers|Labourers|Officers|Operators|Makers|Hands"
)
_OF_WORKERS = re.compile(rf"(?:[A-Z][\w-]+ ){{0,2}}(?:{WORKERS})(?:'s?)? {_ORGANISATION.pattern}")
"""The rest of the name of a body that unites those of several trades."""
_REST = re.compile(r"-[a-z]+")
_NUMBERED = re.compile(r" (?:Local|Lodge|Chapter|Branch|Battalion|Squadron|Troop)$")
"""What the name of a body ends with that has a number of its own: Dock Workers Local 14."""
_OWN_NUMBER = re.compile(r" (?:No\. )?[1-9]\d{0,4}\b(?![,.]\d)")
_KIN = re.compile(
    r"\b(?:son|daughter|husband|wife|brother|sister|father|mother|uncle|aunt|cousin|nephew|niece|grandson|granddaughter"
    r"|fianc[eé]e?|widow|widower),? $"
)
BODY_NOUN = (
    "regulator|agency|company|firm|group|charity|union|bank|broker|brokerage|consultancy|watchdog|operator|retailer"
    "|maker|manufacturer|developer|startup|start-up|newspaper|website|think tank|utility|airline|party|platform"
    "|nonprofit|publisher|broadcaster|carrier|supplier|contractor|lender|insurer"
)
_A_BODY = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[a-z]+'s) (?:[a-z-]+ ){{0,3}}?(?:{BODY_NOUN}|club|association|network),? $"
)
_OF = re.compile(r"\b(?:for|of|at|from|with|by|in) $")
_CALLED = re.compile(
    rf", (?:the|an?) (?:[\w-]+ ){{0,3}}?(?:{BODY_NOUN})(?=[,.;]| (?:that|which|based|in|for|with|run|owned|behind)\b)"
)
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
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|across|around|from|outside|inside|off|through|throughout|toward|towards|into|along|of|to|via"
    r"|MPs? for|member for)(?: the| downtown| northern| southern| eastern| western| central)?\s+$",
    re.IGNORECASE,
)
_PAPER = re.compile(r"\b(?:Journal|Review|Post|Herald|Gazette|Magazine|News|Bulletin|Letters)\b")
_AT = re.compile(
    r"\b(in|at|near|across|outside|inside|off|throughout|from|to|toward|towards|into)"
    r"(?: the| downtown| northern| southern| eastern| western| central)? $",
    re.IGNORECASE,
)
_PLACE_OF = re.compile(
    r"(?:\b(in|at|near|outside|from|to|toward|into) )?\b[Tt]he (?:[a-z]+ )?"
    r"(?:port|city|town|village|district|province|region|county|island|harbou?r|suburb) of $"
)
"""What stands before the name of a place that is called what it is: *the port of Oster*."""
_WHERE = re.compile(r"\b(?:in|near|outside|inside|across|off|between|(?:north|south|east|west)\w* of|[a-z]+ from) $")
"""Words before a place only."""
_ONE_OF_SERIES = r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)" + (
    r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,2}"
)
_SERIES = re.compile(
    rf"(?<![\w.])(?:(?:{_ONE_OF_SERIES}, )*{_ONE_OF_SERIES} (?:and|or) |(?:{_ONE_OF_SERIES}, )+{_ONE_OF_SERIES}, and )$"
)
"""Names before another one, each joined to the next."""
_OF_A_VIEW = re.compile(r"(?:[a-z]ist|ists|ism|crats?|cratic)$")
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?) $")
_OF_A_STATE = re.compile(
    r"'s? (?:[a-z]+ ){0,2}(?:government|army|military|navy|parliament|ministry|(?:prime |foreign )?minister|president"
    r"|chancellor|economy|constitution|people|troops|border|king|queen|rulers|leadership"
    r"|coast(?:al)? (?:guard|authority)|central bank|supreme court|exports?|imports?|currency|independence)\b"
)
_STATE_ACRONYM = re.compile(r"(?:U\.S\.(?:A\.)?|U\.K\.|E\.U\.|U\.A\.E\.)")
_VERB = re.compile(
    r" (?:has|have|had|is|was|would|will|could|can|cannot|may|might|must|should|did|does|do|says?|said|wants?|held"
    r"|holds|lost|kept|took|takes|went|sent|gave|made|makes|sees|saw|let|began|won|fell"
    r"|[a-z]{3,}(?:ed|es|s))\b(?! of\b)"
)
_ACTS = re.compile(
    r" (?:(?:has|had|have) [a-z]+ed|(?:will|would|could|may|might) (?!be\b|have\b)[a-z]+|wants"
    r"|[a-z]{3,}ed (?:its|the|a|an|to|that))\b"
)
"""A verb that a state may have, and a place has not."""
_WHEN = re.compile(
    r"(?:Last|Next|This|On|By|Early|Late|Every|One|Each) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February"
    r"|March|April|May|June|July|August|September|October|November|December)"
)
_WHO = re.compile(r", (?:which|who) (?:[a-z]{3,}ed|had|have|has|lost|took|won|say|want|came|were|are)\b")
_IS_FIRM = re.compile(r", which\b|, whose (?:chairman|chairwoman|chief executive|shares|board|directors?|president)\b")
"""What stands behind the name of a body and not of a person: Moe Hill, which closed in May."""
_DESCRIBED = re.compile(r", (?:an?|the|who|whose|aged|its|their|his|her)\b|, [1-9][0-9]?,")
"""What stands behind the full name of a person, and not behind a surname after the first word of a sentence."""
_AGED = re.compile(r", (?:aged )?[1-9][0-9](?:,| years old| and\b)")
_JOINED = re.compile(r"\b(?:of|and)\b")
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


class _Name(NamedTuple):
    """A capitalised run of words that may be a name, without titles and adjectives before it."""

    at: int
    start: int
    end: int
    text: str
    office: str
    was_first: bool


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
    runs = [run for at, passage in enumerate(passages) for run in _runs(passages, at)]
    alone = frozenset(run.text for run in runs)
    whole = frozenset(run.text for run in runs if not run.was_first)
    peoples = _peoples(alone)
    found = [_without_title(passages[run.at].text, run, alone, whole, peoples) for run in runs]
    body = [name for name in found if passages[name.at].passage_id not in titles]
    states = frozenset(peoples.values()) | _states(passages, body)
    elsewhere = frozenset(name.text for name in found if not name.was_first)
    places = _places(passages, body)
    reported_from = frozenset(_of_dateline(passage) for passage in passages)
    known: dict[str, Named] = {}
    for is_guess in (False, True):
        surnames = frozenset(part for one in known.values() if one.kind == "person" for part in _parts(one.name))
        for name in body:
            kind = _kind(passages[name.at].text, name, places, states, peoples, elsewhere)
            is_from_there = kind is not None and kind[0] == "person" and name.text.casefold() in reported_from
            if kind is None or is_from_there:
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


def _of_dateline(passage: Text) -> str:
    """The place that a report is from, in small letters: nobody of that name is a person."""
    return re.split(r"[,(—–]|--?(?:\s|$)", passage.text[: passage.dateline])[0].strip().casefold()


def places_of(passages: Sequence[Text]) -> frozenset[str]:
    """Names that stand behind words such as *in* in most places: where something is."""
    return _places(passages, [run for at in range(len(passages)) for run in _runs(passages, at)])


class Located(NamedTuple):
    """A place that a text says something is at, comes from or goes to.

    Args:
        name: Its name.
        role: A word of ``event_places.role``.
        passage_id: The passage.
        start: Where the name stands in the text.
    """

    name: str
    role: str
    passage_id: str
    start: int


def located(passages: Sequence[Text]) -> Iterator[Located]:
    """The places of passages, each time that one is told as where something is, comes from or goes to.

    Args:
        passages: The passages, in order.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> text = Text("psg-001", printed("A boat left for Halvik in May, sailed from Oster and lay in Halvik."))
        >>> [one[:2] for one in located([text])]
        [('Oster', 'from'), ('Halvik', 'at')]
    """
    places = places_of(passages)
    for at, passage in enumerate(passages):
        for run in _runs(passages, at):
            if passage.text.startswith(("'s ", "' "), run.end):  # from Oster's barges
                continue
            start = _first_of_series(passage.text, run.start, run.text)
            told = _AT.search(passage.text, 0, start) or _PLACE_OF.search(passage.text, 0, run.start)
            is_body = (
                _ORGANISATION.search(run.text)
                or _PAPER.search(run.text)
                or _OF_A_VIEW.search(run.text)
                or run.text.isupper()
                or is_demonym(run.text)  # papers in English
            )
            if run.text in places and told is not None and not is_body:
                word = (told[1] or "").lower()
                role = word if word in ("from", "to") else "to" if word in ("toward", "towards", "into") else "at"
                yield Located(run.text, role, passage.passage_id, run.start)


def peoples_of(passages: Sequence[Text]) -> Mapping[str, str]:
    """Words made from the name of a state, such as *Cuban*, each with that name."""
    return _peoples(frozenset(run.text for at in range(len(passages)) for run in _runs(passages, at)))


def _order(passages: Sequence[Text], passage_id: str) -> int:
    return next(at for at, passage in enumerate(passages) if passage.passage_id == passage_id)


def _runs(passages: Sequence[Text], at: int) -> Iterator[_Name]:
    """The capitalised runs of words of a passage that may be names."""
    text = passages[at].text
    firsts = {start for start, _ in passages[at].sentences}
    opening = passages[at].dateline
    items = detect(text)
    numbers = {item.start for item in items if item.kind == "number"}
    whole = _whole(text, [item for item in items if item.start not in numbers])
    for item in (part for one in whole for part in _apart(text, one)):
        start, words = max(item.start, opening), text[max(item.start, opening) : item.end]
        if not words or re.search(r"\bI\b", words) or _WHEN.fullmatch(words):  # Then I; Last Sunday
            continue
        if item.kind == "name" and not re.search(r"\d", words):
            was_first = start in firsts or (start - 1 in firsts and text[start - 1] in "\"'(")
            number = _OWN_NUMBER.match(text, item.end) if _NUMBERED.search(words) else None
            end = number.end() if number else item.end
            yield _Name(at, start, end, text[start:end], "", was_first)


def _whole(text: str, items: Sequence[Item]) -> Iterator[Item]:
    """Items with those names as one that a sign divides: Lee & Moe, the Growers' Union."""
    names = [item for item in items if item.kind == "name"]
    at = 0
    while at < len(names):
        first = last = names[at]
        while at + 1 < len(names) and _is_joint(text, first, last, names[at + 1]):
            at += 1
            word = _REST.match(text, names[at].end)  # Co-operation
            last = names[at]._replace(end=word.end() if word else names[at].end)
        yield Item(first.start, last.end, "name")
        at += 1


def _apart(text: str, item: Item) -> Iterator[Item]:
    """A name without the body that a person is of, and that body: Ann Lee of the names *Ann Lee of Lake School*."""
    at = text.find(" of ", item.start, item.end)
    before = text[item.start : max(at, item.start)]
    person = before
    while title := TITLES.match(person):
        person = person[title.end() :]
    is_thing = _ORGANISATION.search(person) or _THING.search(person) or _PAPER.search(person)
    is_titled = person != before and TITLES.match(f"{person} of") is None  # no Lord Mayor of Halvik
    is_named = is_titled or (_is_full(person) and _ORGANISATION.search(text, at + len(" of "), item.end))
    if at > 0 and is_named and not is_thing:
        yield Item(item.start, at, item.kind)
        yield Item(at + len(" of "), item.end, item.kind)
    else:
        yield item


def _is_joint(text: str, first: Item, one: Item, other: Item) -> bool:
    """Whether a name goes on with another: the first of them tells whether *for* or *and* may stand between."""
    between = text[one.end : other.start]
    if between == " & ":
        return True
    if _HEAD.match(text, first.start, first.end) and between in (" for ", " on ", " for the ", " on the ", " of the "):
        return True
    if between == " in " and first.end != one.end and _HEAD.match(text, first.start, first.end):
        return True
    if between == " and " and _HEAD.match(text, first.start, first.end):
        return _FIELD.match(text, other.start) is not None
    has_article = re.search(r"\b[Tt]he $", text[: first.start]) or text.startswith("The ", first.start)
    is_trade = " " not in text[first.start : first.end] and _OF_WORKERS.match(text, other.start) is not None
    if between == " and " and has_article and is_trade:
        return True
    if between == " and " and has_article and " " in text[first.start : first.end].removeprefix("The "):
        return _ENDS_BODY.search(text, other.start, other.end) is not None  # Search and Rescue Board
    is_of_many = between == "' " and text[one.end - 1] == "s"
    is_of_many = is_of_many or (between == "'s " and _OF_MANY.search(text, one.start, one.end) is not None)
    return is_of_many and _ORGANISATION.match(text, other.start) is not None


def _without_title(
    text: str, run: _Name, alone: frozenset[str], whole: frozenset[str], peoples: Mapping[str, str]
) -> _Name:
    """A run without what stands before the name: a title, the people it belongs to, the first word of a sentence."""
    start, office = run.start, ""
    is_whole = run.text in whole or _DESCRIBED.match(text, run.end) is not None
    while True:
        first, _, rest = text[start : run.end].partition(" ")
        if title := TITLES.match(text[start : run.end]):
            office, start = title[0].strip(), start + title.end()
        elif rest and (
            (_PARTISAN.match(first) and _is_of_a_person(rest))
            or (first in peoples and (" " in rest or TITLES.match(rest)))
            or (run.was_first and start == run.start and rest in alone and first not in alone and not is_whole)
        ):
            start += len(first) + 1
        else:
            break
    if not office and (title := _TITLE_WITHOUT_DOT.search(text, 0, start)):
        office = title[0].strip()
    return _Name(run.at, start, run.end, text[start : run.end], office, run.was_first and start == run.start)


def _is_of_a_person(words: str) -> bool:
    """Whether words are a title and a name, or first name and surname."""
    is_body = _ORGANISATION.search(words) or _THING.search(words) or _JOINED.search(words)
    return TITLES.match(words) is not None or (_is_full(words) and not is_body)


_DEMONYM = re.compile(r"(?:[a-z]{2}(?:ese|ish|ian)|[bceikly]an)$")
"""What most words for a people end with, and few names of states."""
_OF_A_PEOPLE = re.compile(r"[aeiou]?(?:n|ns|an|ans|ian|ians|ish|ese|ic|er|ers|i|is|ers)")


def _peoples(names: frozenset[str]) -> dict[str, str]:
    """Words made from the name of a state, such as *Cuban*, each with that name."""
    single = {name for name in names if " " not in name and "." not in name}
    return {
        other: one
        for one in single
        for other in single
        for stem in (one, one.rstrip("aeiouy"))
        if len(stem) > 2
        and other != one
        and len(other) > len(one)
        and other.startswith(stem)
        and _OF_A_PEOPLE.fullmatch(other[len(stem) :])
    }


def is_demonym(word: str) -> bool:
    """Whether a word is likely one for a people or a language: it ends as these do, and is no place that is known.

    Example:
        >>> is_demonym("Norlandish"), is_demonym("Oster")
        (True, False)
    """
    return _DEMONYM.search(word) is not None and look_up(word) is None


def _states(passages: Sequence[Text], names: Sequence[_Name]) -> frozenset[str]:
    """Names with a government, an army, a prime minister of their own."""
    return frozenset(name.text for name in names if _OF_A_STATE.match(passages[name.at].text, name.end))


def _places(passages: Sequence[Text], names: Sequence[_Name]) -> frozenset[str]:
    """Names that stand behind words such as *in* in most places: where something is."""
    count: Counter[str] = Counter()
    where: Counter[str] = Counter()
    for name in names:
        count[name.text] += 1
        text = passages[name.at].text
        where[name.text] += bool(_LOCATIVE.search(text, 0, _first_of_series(text, name.start, name.text)))
    return frozenset(name for name in count if 2 * where[name] >= count[name] and not is_demonym(name))


def _first_of_series(text: str, start: int, name: str) -> int:
    """Where the first name stands of those that a name is the last of: *in Oster, Lakeside and Halvik*."""
    series = _SERIES.search(text, 0, start) if " " not in name or look_up(name) else None
    return series.start() if series and _WHERE.search(text, 0, series.start()) else start


def _kind(
    text: str,
    name: _Name,
    places: frozenset[str],
    states: frozenset[str],
    peoples: Mapping[str, str],
    elsewhere: frozenset[str],
) -> tuple[str, int, bool] | None:
    """The kind of actor that a name is, where it ends, and whether that is a guess; nothing if it is none."""
    body = _BODY.match(text, name.end) or _OWN_BODY.match(text, name.end)
    if body and name.text not in elsewhere and name.was_first:
        body = None
    if body and not _OF_A_VIEW.search(name.text):
        return _kind_of_body(body[0]), body.end(), False
    is_described = name.office or _IN_ROLE.search(text, 0, name.start) or _AGED.match(text, name.end)
    if name.text in peoples or (_OF_A_VIEW.search(name.text) and not (" " in name.text and is_described)):
        return None
    if _ABBREVIATED_TITLE.search(name.text) and text.startswith(".", name.end):  # Republican Gov. Ann Lee
        return None
    is_person = _is_full(name.text) and not _JOINED.search(name.text) and not _ARTICLE.search(text, 0, name.start)
    kind, is_guess = "", False
    if is_craft(text, name.start, name.end):
        kind = ""
    elif _ORGANISATION.search(name.text):
        kind = "organisation" if " " in name.text else ""
    elif is_person and FIRM.search(name.text):
        kind = "organisation"
    elif is_person and _IN_ROLE.search(text, 0, name.start):
        kind = "person"
    elif _THING.search(name.text):
        kind = ""
    elif _STATE_ACRONYM.fullmatch(name.text) or name.text in states:
        kind = "state"
    elif " & " in name.text or _is_called_body(text, name):
        kind = "organisation"
    elif re.fullmatch(r"(?:[A-Z]\.){2,}|[A-Z]{3,6}", name.text):
        kind, is_guess = "" if text[name.end :].startswith("-") else "organisation", True
    elif name.office or _AGED.match(text, name.end) or _KIN.search(text, 0, name.start):
        kind = "person"
    elif is_person and _IS_FIRM.match(text, name.end):
        kind = "organisation"
    elif is_person:
        is_subject = _VERB.match(text, name.end) or (
            text.startswith(",", name.end) and not _WHERE.search(text, 0, name.start)
        )
        kind = "person" if is_subject or name.text not in places else ""
    elif " " in name.text and _ARTICLE.search(text, 0, name.start) and _WHO.match(text, name.end):
        kind, is_guess = "group", True
    elif " " not in name.text and name.text in elsewhere:
        is_acting = _VERB if name.text not in places else _ACTS
        is_where = _WHERE.search(text, 0, _first_of_series(text, name.start, name.text))
        if is_where or is_demonym(name.text):  # every furnace in Oster employed a man
            return None
        kind, is_guess = "state" if is_acting.match(text, name.end) else "", True
    return (kind, name.end, is_guess) if kind else None


def is_craft(text: str, start: int, end: int) -> bool:
    """Whether a name is that of a ship or the like: *the ferry Sandpiper*; *the Moe, a tug*.

    Example:
        >>> is_craft("The ferry Anna sank.", 10, 14), is_craft("Then Anna sank.", 5, 9)
        (True, False)
    """
    return _A_CRAFT.search(text, 0, start) is not None or _CALLED_CRAFT.match(text, end) is not None


def _is_called_body(text: str, name: _Name) -> bool:
    """Whether a name stands beside what says that it is a body, or with an article of its own: The Port Ledger."""
    has_own_article = text[: name.start].endswith(" The ") and text[: name.start - 5][-1:] not in ".?!\"'"
    described = _A_BODY.search(text, 0, name.start)
    is_of_a_body = described and _OF.search(text, 0, described.start())  # a spokesman for the agency, Ann Lee
    return has_own_article or bool((described and not is_of_a_body) or _CALLED.match(text, name.end))


def _keep(
    known: dict[str, Named], passage: Text, name: _Name, kind: tuple[str, int, bool], peoples: Mapping[str, str]
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


def _kind_of_body(words: str) -> str:
    return "government" if words.rsplit(maxsplit=1)[-1] in _STATE_BODIES else "organisation"


def head_of(name: str) -> str:
    """What a body is called without its name, in small letters; nothing where the name does not tell.

    Example:
        >>> head_of("Lake Bureau of Dam Safety"), head_of("Moe & Lind"), head_of("Norland's water board")
        ('bureau', '', 'board')
    """
    own = re.split(r" (?:of|for|in|on|at)\b", name)[0]
    last = re.search(r"\w+$", own) if not INCORPORATED.search(own) else None
    is_body = last is not None and (_ORGANISATION.search(last[0]) or re.fullmatch(BODIES, last[0]))
    return last[0].lower() if last and is_body else ""


def _is_full(name: str) -> bool:
    """Whether a name has a first name and a surname, or an initial."""
    words = name.split()
    return 1 < len(words) < 5 and all(
        re.fullmatch(r"(?:[A-Z]\.)+|[^\W\d_][\w'’-]*|de|del|da|van|von", one) for one in words
    )


def _complete(known: dict[str, Named], passages: Sequence[Text], found: Sequence[_Name]) -> None:
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
    acting = {name.text for name in found if _VERB.match(passages[name.at].text, name.end)}
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


def _latest(owners: Sequence[Named], places: Mapping[str, int], name: _Name) -> Named | None:
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
