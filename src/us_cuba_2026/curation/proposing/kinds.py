"""Tells which kind of actor a name is, by the words in it and beside it."""

import re
from collections.abc import Mapping, Sequence

from us_cuba_2026.curation.proposing.names import JOINED, OF_A_VIEW, ORGANISATION, THING, Name, is_demonym, is_full
from us_cuba_2026.curation.proposing.places import WHERE, first_of_series
from us_cuba_2026.curation.proposing.sentences import Text

_ABBREVIATED_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Capt|Col|Lt)$")
BODIES = (
    "administration|government|regime|military|army|navy|air force|police|intelligence|parliament|congress|cabinet"
    "|ministry|department|court|council|board|guard|union|party|embassy|coast guard|water board|coalition"
)
_BODY = re.compile(rf" (?:{BODIES})\b(?!-)")
_OWN_BODY = re.compile(rf"'s? (?:[a-z]+ ){{0,2}}(?:{BODIES})\b(?!-)")
_STATE_BODIES = frozenset(("administration", "government", "regime"))
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
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?) $")
_OF_A_STATE = re.compile(
    r"'s? (?:[a-z]+ ){0,2}(?:government|army|military|navy|parliament|ministry|(?:prime |foreign )?minister|president"
    r"|chancellor|economy|constitution|people|troops|border|king|queen|rulers|leadership"
    r"|coast(?:al)? (?:guard|authority)|central bank|supreme court|exports?|imports?|currency|independence)\b"
)
_STATE_ACRONYM = re.compile(r"(?:U\.S\.(?:A\.)?|U\.K\.|E\.U\.|U\.A\.E\.)")
VERB = re.compile(
    r" (?:has|have|had|is|was|would|will|could|can|cannot|may|might|must|should|did|does|do|says?|said|wants?|held"
    r"|holds|lost|kept|took|takes|went|sent|gave|made|makes|sees|saw|let|began|won|fell"
    r"|[a-z]{3,}(?:ed|es|s))\b(?! of\b)"
)
_ACTS = re.compile(
    r" (?:(?:has|had|have) [a-z]+ed|(?:will|would|could|may|might) (?!be\b|have\b)[a-z]+|wants"
    r"|[a-z]{3,}ed (?:its|the|a|an|to|that))\b"
)
"""A verb that a state may have, and a place has not."""
_WHO = re.compile(r", (?:which|who) (?:[a-z]{3,}ed|had|have|has|lost|took|won|say|want|came|were|are)\b")
_IS_FIRM = re.compile(r", which\b|, whose (?:chairman|chairwoman|chief executive|shares|board|directors?|president)\b")
"""What stands behind the name of a body and not of a person: Moe Hill, which closed in May."""
_AGED = re.compile(r", (?:aged )?[1-9][0-9](?:,| years old| and\b)")


def states_among(passages: Sequence[Text], names: Sequence[Name]) -> frozenset[str]:
    """Names with a government, an army, a prime minister of their own."""
    return frozenset(name.text for name in names if _OF_A_STATE.match(passages[name.at].text, name.end))


def kind_of(
    text: str,
    name: Name,
    places: frozenset[str],
    states: frozenset[str],
    peoples: Mapping[str, str],
    elsewhere: frozenset[str],
) -> tuple[str, int, bool] | None:
    """The kind of actor that a name is, where it ends, and whether that is a guess; nothing if it is none."""
    body = _BODY.match(text, name.end) or _OWN_BODY.match(text, name.end)
    if body and name.text not in elsewhere and name.was_first:
        body = None
    if body and not OF_A_VIEW.search(name.text):
        return _kind_of_body(body[0]), body.end(), False
    is_described = name.office or _IN_ROLE.search(text, 0, name.start) or _AGED.match(text, name.end)
    if name.text in peoples or (OF_A_VIEW.search(name.text) and not (" " in name.text and is_described)):
        return None
    if _ABBREVIATED_TITLE.search(name.text) and text.startswith(".", name.end):  # Republican Gov. Ann Lee
        return None
    is_person = is_full(name.text) and not JOINED.search(name.text) and not _ARTICLE.search(text, 0, name.start)
    kind, is_guess = "", False
    if is_craft(text, name.start):
        kind = ""
    elif ORGANISATION.search(name.text):
        kind = "organisation" if " " in name.text else ""
    elif is_person and FIRM.search(name.text):
        kind = "organisation"
    elif is_person and _IN_ROLE.search(text, 0, name.start):
        kind = "person"
    elif THING.search(name.text):
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
        is_subject = VERB.match(text, name.end) or (
            text.startswith(",", name.end) and not WHERE.search(text, 0, name.start)
        )
        kind = "person" if is_subject or name.text not in places else ""
    elif " " in name.text and _ARTICLE.search(text, 0, name.start) and _WHO.match(text, name.end):
        kind, is_guess = "group", True
    elif " " not in name.text and name.text in elsewhere:
        is_acting = VERB if name.text not in places else _ACTS
        is_where = WHERE.search(text, 0, first_of_series(text, name.start, name.text))
        if is_where or is_demonym(name.text):  # every furnace in Oster employed a man
            return None
        kind, is_guess = "state" if is_acting.match(text, name.end) else "", True
    return (kind, name.end, is_guess) if kind else None


def is_craft(text: str, start: int) -> bool:
    """Whether a name is that of a ship or the like: *the ferry Sandpiper*.

    Example:
        >>> is_craft("The ferry Anna sank.", 10), is_craft("Then Anna sank.", 5)
        (True, False)
    """
    return _A_CRAFT.search(text, 0, start) is not None


def _is_called_body(text: str, name: Name) -> bool:
    """Whether a name stands beside what says that it is a body, or with an article of its own: The Port Ledger."""
    has_own_article = text[: name.start].endswith(" The ") and text[: name.start - 5][-1:] not in ".?!\"'"
    described = _A_BODY.search(text, 0, name.start)
    is_of_a_body = described and _OF.search(text, 0, described.start())  # a spokesman for the agency, Ann Lee
    return has_own_article or bool((described and not is_of_a_body) or _CALLED.match(text, name.end))


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
    is_body = last is not None and (ORGANISATION.search(last[0]) or re.fullmatch(BODIES, last[0]))
    return last[0].lower() if last and is_body else ""
