"""Finds the names in a text: runs of capitalised words, without titles and adjectives before them."""

import re
from collections.abc import Iterator, Mapping, Sequence
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
_TITLE_WITHOUT_DOT = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Capt|Col|Lt)\.? $")
ORGANISATION = re.compile(
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
THING = re.compile(
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
_OF_WORKERS = re.compile(rf"(?:[A-Z][\w-]+ ){{0,2}}(?:{WORKERS})(?:'s?)? {ORGANISATION.pattern}")
"""The rest of the name of a body that unites those of several trades."""
_TRADE = re.compile(r"(?!(?:Bronx|Congo|Crown|Gambia|Hague|Kremlin|Pentagon|Vatican)$)[A-Z][a-z]+(?<!s)")
"""A word behind *the* that may be a name's first: few with an article of their own are whole names in the singular."""
_REST = re.compile(r"-[a-z]+")
_NUMBERED = re.compile(r" (?:Local|Lodge|Chapter|Branch|Battalion|Squadron|Troop)$")
"""What the name of a body ends with that has a number of its own: Dock Workers Local 14."""
_OWN_NUMBER = re.compile(r" (?:No\. )?[1-9]\d{0,4}\b(?![,.]\d)")
PAPER = re.compile(r"\b(?:Journal|Review|Post|Herald|Gazette|Magazine|News|Bulletin|Letters)\b")
OF_A_VIEW = re.compile(r"(?:[a-z]ist|ists|ism|crats?|cratic)$")
_WHEN = re.compile(
    r"(?:Last|Next|This|On|By|Early|Late|Every|One|Each) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February"
    r"|March|April|May|June|July|August|September|October|November|December)"
)
_DESCRIBED = re.compile(r", (?:an?|the|who|whose|aged|its|their|his|her)\b|, [1-9][0-9]?,")
"""What stands behind the full name of a person, and not behind a surname after the first word of a sentence."""
JOINED = re.compile(r"\b(?:of|and)\b")


class Name(NamedTuple):
    """A capitalised run of words that may be a name, without titles and adjectives before it."""

    at: int
    start: int
    end: int
    text: str
    office: str
    was_first: bool


def peoples_of(passages: Sequence[Text]) -> Mapping[str, str]:
    """Words made from the name of a state, such as *Cuban*, each with that name."""
    return peoples_among(frozenset(run.text for at in range(len(passages)) for run in runs_of(passages, at)))


def runs_of(passages: Sequence[Text], at: int) -> Iterator[Name]:
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
            yield Name(at, start, end, text[start:end], "", was_first)


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
    is_thing = ORGANISATION.search(person) or THING.search(person) or PAPER.search(person)
    is_titled = person != before and TITLES.match(f"{person} of") is None  # no Lord Mayor of Halvik
    is_named = is_titled or (is_full(person) and ORGANISATION.search(text, at + len(" of "), item.end))
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
    if between == " and " and has_article and _names_a_trade(text, first, other):
        return True
    if between == " and " and has_article and " " in text[first.start : first.end].removeprefix("The "):
        last = text[first.start : first.end].rsplit(" ", 1)[-1]
        is_body = ORGANISATION.search(last) or THING.search(last)
        return not is_body and _ENDS_BODY.search(text, other.start, other.end) is not None  # Search and Rescue Board
    is_of_many = between == "' " and text[one.end - 1] == "s"
    is_of_many = is_of_many or (between == "'s " and _OF_MANY.search(text, one.start, one.end) is not None)
    return is_of_many and ORGANISATION.match(text, other.start) is not None


def _names_a_trade(text: str, first: Item, other: Item) -> bool:
    """Whether a word is the first of those whom a body unites: *the Quarry and Allied Workers' Union*."""
    word = text[first.start : first.end]
    if " " in word or ORGANISATION.search(word):
        return False
    if _OF_WORKERS.match(text, other.start):
        return text.startswith("Allied ", other.start) or _TRADE.fullmatch(word) is not None
    return _TRADE.fullmatch(word) is not None and _ENDS_BODY.search(text, other.start, other.end) is not None


def without_title(
    text: str, run: Name, alone: frozenset[str], whole: frozenset[str], peoples: Mapping[str, str]
) -> Name:
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
    return Name(run.at, start, run.end, text[start : run.end], office, run.was_first and start == run.start)


def _is_of_a_person(words: str) -> bool:
    """Whether words are a title and a name, or first name and surname."""
    is_body = ORGANISATION.search(words) or THING.search(words) or JOINED.search(words)
    return TITLES.match(words) is not None or (is_full(words) and not is_body)


_DEMONYM = re.compile(r"(?:[a-z]{2}(?:ese|ish|ian)|[bceikly]an)$")
"""What most words for a people end with, and few names of states."""
_OF_A_PEOPLE = re.compile(r"[aeiou]?(?:n|ns|an|ans|ian|ians|ish|ese|ic|er|ers|i|is|ers)")


def peoples_among(names: frozenset[str]) -> dict[str, str]:
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


def is_full(name: str) -> bool:
    """Whether a name has a first name and a surname, or an initial."""
    words = name.split()
    return 1 < len(words) < 5 and all(
        re.fullmatch(r"(?:[A-Z]\.)+|[^\W\d_][\w'’-]*|de|del|da|van|von", one) for one in words
    )
