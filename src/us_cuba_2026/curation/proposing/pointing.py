"""Tells numbers that state no quantity: those that rank, point at something, name it, or tell the time."""

import re

from us_cuba_2026.curation.proposing.nouns import counted
from us_cuba_2026.curation.proposing.sentences import Span
from us_cuba_2026.language.quantities import read
from us_cuba_2026.language.wording import Wording

_UNREAD = re.compile(r"(?:first|second|once|twice|single|double|one|couple|umpteen)", re.IGNORECASE)
_POINTING = re.compile(r"\b(?:the|these|those|our|other|whose)\s$", re.IGNORECASE)
_SMALL = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten)", re.IGNORECASE)
_HYPHENED = re.compile(
    r"-(?!(?:way|fold|sided|party|state|off|on|to|time|stop|man|woman|person|size|liner|hit|trick|upmanship|armed|eyed"
    r"|legged|piece|horse|and|or|a|in|by|for)\b)[a-z]"
)
"""A noun that a number counts, be it one or pointed at: a one-seat edge, the two-term governor, no two-party system."""
_TIME = re.compile(r" (?:seconds|minutes|hours|days|nights|weeks|months|years|decades)\b")
_NUMBERED = re.compile(
    r"(?:\b(?:No\.|Nos\.|[Nn]umber)|#|\b(?:Chapter|Section|Article|Route|Highway|Interstate|Flight|Room|Gate|Line|Page"
    r"|Title|Unit|Level|Phase|Stage|Category|Group|Grade|Resolution|Apartment|Suite|Block|Pier|Platform|Bus|Track|Type"
    r"|Form|Terminal|Exit|Part|Act|Volume|Issue|Day|Week|Round|Division|Area|Zone|District|Ward|Precinct|Local))\s?$"
)
_NAMED = re.compile(r"(?<=[a-z,;] )(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][\w-]*[a-z] $")
_ADDRESS = re.compile(
    r" (?:[NSEW]\. )?(?:[A-Z0-9][\w.'’-]* ){1,3}"
    r"(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Drive|Lane|Boulevard|Blvd\.|Way|Square)"
)
_CLOCK = re.compile(r"(?:[:.]\d\d)?\s?(?:[ap]\.?m\b|o['’]clock|GMT|noon|midnight)", re.IGNORECASE)
_FROM_AN_HOUR = re.compile(
    r"\b(?:starts?|started|begins?|began) at (?:1[0-2]|[1-9])(?=[.,;:!?\"')]|$| (?:and|on|in)\b)"
)
_TIMED = re.compile(r"\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\b|GMT)|\d{1,2}:\d\d|\d+(?:st|nd|rd|th)|\d{1,2}(?:am|pm)")
RATIO = re.compile(
    r"(?: [a-z]+)? (?:(?:in every|out of every|out of|of every)|in(?! (?:1[89]|20)[0-9]{2}\b(?! [a-z]{3,}s\b)))"
    r" (?P<whole>[a-z]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\b"
)
"""What stands behind the first number of a ratio: one in five, one liter in every five."""
_AWAY = re.compile(r" [a-z]+s (?:ago|earlier|hence)\b")
_SCORE = re.compile(r"\d{1,3}-\d{1,3}(?!\d|-| ?(?:%|percent|per cent)| [a-z-]+s\b)")
_TALLY = re.compile(
    r"(?:\b(?:vot(?:e|ed|es|ing)|rul(?:ed|es|ing)|approv(?:ed|es|ing)|reject(?:ed|s|ing)|confirm(?:ed|s|ing)"
    r"|passed|adopted|acquitted|convicted)(?: (?!for\b)[\w'’]+){0,3} )?"
    rf"(?P<score>(?<!\d){_SCORE.pattern}|(?<=\bvoted )\d{{1,3}} to \d{{1,3}}\b)"
    r"(?: (?:\w+ )?(?:vote|votes|ruling|decision|majority|opinion|verdict)\b)?"
)
_A_PART = re.compile(r"\b(?:an?|one|two|three|four|five|six|seven|eight|nine|[0-9]+)[ -]$", re.IGNORECASE)
_NO_NOUN = re.compile(
    r"[.,;:)\"]|$| (?:of|the|when|in|on|by|after|since|from|to|and|or|but|as|this|last|at|over|for|while|more|less"
    r"|fewer)\b"
)
_HEDGED = re.compile(
    r"\b(?:about|almost|around|roughly|nearly|approximately|over|under|than|least|most|up to|just) (?:an?|one) $",
    re.IGNORECASE,
)
_NO_HALF = re.compile(
    r"\b(?:first|second|other|better|latter|this|that|top|bottom|front|back|opening|the)\s$", re.IGNORECASE
)
_HALF_WORD = re.compile(r"-(?:time|brother|sister|hearted|baked|mast|way|past|century)|\spast\b")
_RECENT = re.compile(r"\b(?:recent|those|these|early|later|previous|coming|following|the|his|her|their|school)\s$")
_WHICH = re.compile(
    r"\b(?:the|its|our|these|those|his|her|their) (?:[a-z]+ )?(?:[a-z]+(?:est|ing|al|y)|worst|best|first|last) $"
)
"""What tells which of several spans of time is meant: *one of the busiest months*."""
_RECENTLY = re.compile(r" (?:ago|later|earlier|before|after|old|to come)\b")


def points(text: str, number: Span, wording: Wording) -> bool:
    """Whether a number states no quantity.

    Args:
        text: The text.
        number: Where the number stands.
        wording: The words of the vocabulary for numbers.

    Example:
        >>> words = Wording.of([])
        >>> points("Route 9 was shut", (6, 7), words), points("at 6 p.m.", (3, 4), words)
        (True, True)
        >>> points("9 boats", (0, 1), words)
        False
    """
    first, last = number
    words = text[first:last].lower()
    own = re.split(r"[\s-]", words)[-1]
    if own in wording.parts and ((reading := read(words, wording)) is None or reading.is_part):
        return _ranks(text, first, last, words)
    if own in wording.plurals and words == own:  # years
        return bool(_RECENT.search(text, 0, first) or _RECENTLY.match(text, last) or _WHICH.search(text, 0, first))
    if _UNREAD.fullmatch(words):
        ratio = RATIO.match(text, last)
        is_ratio = ratio is not None and read(ratio["whole"], wording) is not None  # no old one in these hills
        return not (words == "one" and (is_ratio or _HYPHENED.match(text, last)))
    if _POINTING.search(text, 0, first) and _SMALL.fullmatch(words):
        return not (_TIME.match(text, last) or _HYPHENED.match(text, last))
    if re.search(r"(?<!\w)['’]$", text[:first]) and re.fullmatch(r"\d\d", words):  # '76
        return True
    if _NUMBERED.search(text, 0, first) or _ADDRESS.match(text, last) or _AWAY.match(text, last):
        return True
    if any(one.end() == last for one in _FROM_AN_HOUR.finditer(text, 0, last + 4)):
        return True
    if _TIMED.fullmatch(words) or (re.fullmatch(r"\d{1,2}(?:[:.]\d\d)?", words) and _CLOCK.match(text, last)):
        return True
    if re.fullmatch(r"\d{1,2}", words) and re.match(r"\. [a-z]|\) [a-z]", text[last : last + 3]):
        return True  # of a list
    if is_tally(text, number):
        return False
    if any(
        match.start() <= first and last <= match.end() for match in _SCORE.finditer(text, max(0, first - 4), last + 30)
    ):
        return not re.search(r"[$£€¥]\s?$|\b(?:aged|[Aa]ges) $", text[:first])
    counts = bool(counted(text, number, first).noun)
    if re.fullmatch(r"\d{4}s?", words) or _NAMED.search(text, 0, first):
        return (
            not counts
            and not re.match(r"\s?(?:%|per|[$£€])", text[last:])
            and not re.search(r"[$£€¥]\s?$", text[:first])
        )
    return False


def is_tally(text: str, number: Span) -> bool:
    """Whether a number is one side of a vote, both of which are counts; the score of a game is none.

    Args:
        text: The text.
        number: Where the number stands.

    Example:
        >>> is_tally("They voted 5-4.", (11, 12)), is_tally("They won 5-4.", (9, 10))
        (True, False)
    """
    return any(
        match.start("score") <= number[0] and number[1] <= match.end("score") and match[0] != match["score"]
        for match in _TALLY.finditer(text, max(0, number[0] - 60), number[1] + 40)
    )


def _ranks(text: str, first: int, last: int, words: str) -> bool:
    """Whether words such as *third*, *quarter* and *half* are no part of a whole."""
    if words == "half":
        is_cut = text[:first].endswith(" in ") and not text.startswith((" a ", " an "), last)
        return is_cut or bool(_NO_HALF.search(text, 0, first) or _HALF_WORD.match(text, last))
    is_counted = _A_PART.search(text, 0, first) or re.search(r"[\s-]", words)
    if words.endswith("s"):
        return not is_counted
    is_of = text.startswith("-", last) or _HEDGED.search(text, 0, first) or "-" in words or _NO_NOUN.match(text, last)
    return not (is_counted and is_of)
