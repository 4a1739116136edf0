"""Proposes figures: each quantity with its phrase, and what the words of the vocabulary make of it."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from us_cuba_2026.article.detect import detect
from us_cuba_2026.article.printed import stands
from us_cuba_2026.curation.proposing import money
from us_cuba_2026.curation.proposing.dates import dates
from us_cuba_2026.curation.proposing.nouns import counted, described, is_plural, singular
from us_cuba_2026.curation.proposing.pointing import RATIO, is_tally, points
from us_cuba_2026.curation.proposing.sentences import Span, Text
from us_cuba_2026.language.quantities import Reading, as_text, read
from us_cuba_2026.language.wording import Wording

_UNITS = "second|minute|hour|day|night|week|fortnight|month|year|decade|century"
_TIME = re.compile(rf"(?:{_UNITS}|centurie)s?", re.IGNORECASE)
_TIME_BEHIND = re.compile(rf"(?: an? | of an? | of th[eo]se | |-)({_TIME.pattern})\b", re.IGNORECASE)
_RATE = re.compile(rf"(?: an? | per |/| each | every )(?!while)({_UNITS}|[a-z]{{3,}})\b")
_RATES = re.compile(
    rf"(?:{_UNITS}|head|person|share|barrel|ton|tonne|seat|night|unit|gallon|liter|litre|acre|hectare|mile)"
)
_AGO = re.compile(r" (?:ago|earlier|later|before|after|of|that|who|which|from)\b")
_WITH_UNIT = re.compile(r"\d+[CF]|(?!(?:480|720|1080|1440|2160)p)\d[\d,.]*p")
"""Degrees, or pence, but no lines of a screen."""
_PENCE = re.compile(r"(?<=\d)p(?=[ -])")
_OF_MONEY = re.compile(r" (?:in|of|out of) every [$£€]([0-9][0-9.,]*)\b")
_PERCENT = re.compile(r" ?(?:%|pc\b|per ?cent\b(?:age points?)?|-percent\b|percentage points?\b)")
_WHOSE = r"(?:the|its|their|his|her|our|all)"
_OF_SHARE = re.compile(
    rf" of (?:{_WHOSE} )?(?!(?:{_WHOSE}|an?|every|each|what|which|whom|whose)\b)(?!\S*['’])[a-z-]+\b"
    r"(?: [a-z-]+s\b(?![\w'’-]))?"
)
"""What a share is of, in a word or two."""
_HALF_THE = re.compile(rf" {_WHOSE} [a-z-]+\b(?!['’])")
_JOINT = re.compile(
    r"\s|-|\sto\s|-to-|\sor\s|\sand\s|\sand an?\s|\san?\s|\sof\s|\sof an?\s"
    r"|(?P<unit>%|p|\spercent|\sper cent)?\s?(?:to|and|or|-)\s?(?P<sign>[A-Z]{0,2}[$£€¥₹])?"
)
"""What may stand within one quantity: 3 million, tens of thousands, 40 to 50, $30 million to $35 million."""
_FROM = re.compile(r"\bfrom (?:[\w$£€¥₹]+ )?$")
_AGE = re.compile(
    r"(?<![0-9])(?:, (?:(?:both|now|then) )?|\()$|\b(?:aged|at age|at the age of|turn(?:s|ed)|I am|I'm|[Hh]e's|[Ss]he's"
    r"|(?:[Hh]e|[Ss]he|who) (?:is|was|will be|would be)|[A-Z]\w+ (?:is|will be)) $"
)
_AGED = re.compile(
    r"(?: years?[ -]old|-years?-old)\b|(?=[,.;)\"'?!]|$| and | when | at the time| by then| in \d{4}| (?:this|next) )"
)
_OF_A_THING = re.compile(
    r" (?:[A-Z][\w'-]* )*(?:Bridge|Building|Dam|Hotel|Theat(?:er|re)|Church|Cathedral|Stadium|Tower|Mill|Museum|School"
    r"|Bank|Treaty|Act|Club|Company|Prize)\b"
    r"|(?: [a-z-]+)? (?:bridge|building|dam|hotel|theat(?:er|re)|church|cathedral|stadium|tower|mill|museum|school|bank"
    r"|treaty|law|club|company|firm|house|ship|ferry|steamer|vessel|factory|plant|tree|tradition|regime|dispute"
    r"|war|conflict"
    r"|rule|business|institution|newspaper|pipeline|reactor|embargo|ban|agreement|contract|lease|record)\b"
)
"""What is so old and nobody: its age is a duration."""
_WITH_AGES = re.compile(r"\b(?:aged|[Aa]ges) $")
_PERSONS_OF = re.compile(
    r"(?P<one>\ban? (?:[a-z-]+ ){0,2}(?:boy|girl|man|woman|child|youth|lad|lass|teenager|toddler|widow|widower)"
    r" of )$|\b(?:boys|girls|men|women|children|youths|teenagers|toddlers) of $",
    re.IGNORECASE,
)
_MORE_AGES = re.compile(r", | and |, and | or ")
_OF_AGE = re.compile(
    r"\b(?:children|people|men|women|adults|anyone|everyone|those|residents|girls|boys|kids|teenagers|voters|workers"
    r"|patients|seniors|citizens|players|students|drivers) (?:who are )?$",
    re.IGNORECASE,
)
_NO_MORE = re.compile(
    r"(?=[,.;:)\"'?!]|$| (?:and|or|who|in|at|from|pay|will|were|are|was|is|have|had|can|may|must|with)\b)"
)
_BEHIND = re.compile(r"(?:-odd|-plus|\+)(?= )| or (?:more|less|fewer|so|thereabouts)\b")
_MEASURES_OF_PARTS = (
    r"mile|kilomet(?:er|re)|met(?:er|re)|foot|inch|yard|ton|tonne|kilogram|pound|gallon|lit(?:er|re)|acre|hectare"
    r"|barrel"
    r"|degree|millimet(?:er|re)|centimet(?:er|re)|ounce|gram"
)
_A_MEASURE = re.compile(rf"\ban? ({_UNITS}|{_MEASURES_OF_PARTS})\b")
_FOR_A_TIME = re.compile(
    r"\b(?:[Ff]or|[Ii]n) (?P<time>an? (?P<unit>week|fortnight|month|year|decade|century))\b"
    r"(?=[.,;:)\"]|$| (?:and|but|after|in|than)\b)"
)
_DURING = re.compile(r"(?<!for )(?<!just )(?<!well )(?<!lasted )(?<!took )\bover $", re.IGNORECASE)
_GROUP = re.compile(
    r"\ban? (?:[a-z-]+ )?(crew|staff|team|squad|crowd|panel|jury|cast|pool|group|fleet|force|population|class"
    r"|circulation|factor|workforce|audience|congregation|convoy|membership) of $",
    re.IGNORECASE,
)
_OF_PEOPLE = frozenset((
    "crew", "staff", "team", "squad", "crowd", "panel", "jury", "cast", "population", "class", "workforce", "audience",
    "congregation", "membership",
))  # fmt: skip
_MAGNITUDE = re.compile(r"\bmagnitude(?: of |[ -])$", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:[~<>≤≥≈]|[^.,;:!?\"()\s-]+ )+$")
_JOINING = re.compile(r"of|an?|the|per|each|every|in|and|or|to|for|their|its|his|her", re.IGNORECASE)
MOST_PHRASE = 6  # words, by the coding manual
_MOST_BEFORE, _MOST_LETTERS = 4, 60  # of a hedge


class Proposed(NamedTuple):
    """A quantity of a passage.

    Args:
        start: Where its phrase starts in the text.
        end: Where it ends.
        cells: The cells of ``figures`` that follow from the phrase.
        of: What is counted, as printed.
    """

    start: int
    end: int
    cells: dict[str, str]
    of: str = ""


class _Number(NamedTuple):
    """A number, with the hedge and the currency before it."""

    text: str
    first: int
    last: int
    start: int
    currency: str | None
    """Of money the ISO code, empty where it is not known."""

    @property
    def words(self) -> str:
        return self.text[self.first : self.last]


def quantities(passage: Text, wording: Wording) -> Iterator[Proposed]:
    """The quantities of a passage; dates, ordinals and numbers that point at something are none.

    Args:
        passage: The passage.
        wording: The words of the vocabulary for numbers and hedges.

    Returns:
        Them in their order.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> from us_cuba_2026.model.package import Package
        >>> wording = Wording.of(Package.read().table("vocabulary").rows())
        >>> text = Text("psg-001", printed("At 6 p.m. nearly 40 boats, one in five, lay there for more than a week."))
        >>> [(one.cells["as_stated"], one.cells["kind"]) for one in quantities(text, wording)]
        [('nearly 40 boats', 'count'), ('one in five', 'share'), ('more than a week', 'duration')]
    """
    text = passage.text
    dated = [(one.start, one.end) for one in dates(passage, "2000-01-01")]
    items = [(item.start, item.end) for item in detect(text, wording.number_words) if item.kind == "number"]
    items = [(first, last - bool(_WITH_UNIT.fullmatch(text, first, last))) for first, last in items]
    items = [one for one in items if not any(first < one[1] and one[0] < last for first, last in dated)]
    found: list[Proposed] = []
    before = 0
    for first, last in _joined(text, items, wording):
        number = _number(text, (first, last), before, wording)
        before = last
        if (found and first < found[-1].end) or points(text, (first, last), wording):
            continue
        proposed = _proposed(number, wording)
        if proposed is not None:
            proposed = _shortened(proposed, text, last)
            is_quoted = _is_quoted(passage, first)
            same = [one for one in found if _is_quoted(passage, one.start) is is_quoted]
            found.append(_as_age_before(text, _as_before(proposed, same), found))
    taken = [(one.start, one.end) for one in found]
    found += [
        one
        for one in _measures(text, wording)
        if not any(one.start < last and first < one.end for first, last in taken)
    ]
    yield from (one for one in sorted(found) if _can_be_proved(passage, one))


def _can_be_proved(passage: Text, one: Proposed) -> bool:
    """Whether a phrase is words of their own in the article, as a record's must be: the 5 of *a 5-2 vote* is none."""
    return stands(passage.printed, *passage.span(one.start, one.end), one.cells["as_stated"])


def _shortened(one: Proposed, text: str, number: int) -> Proposed:
    """A figure whose phrase has so many words as it may, without those at its end that join; its number stays whole."""
    words = [*re.finditer(r"\S+", text[one.start : one.end])]
    if len(words) <= MOST_PHRASE:
        return one
    kept = words[:MOST_PHRASE]
    while _JOINING.fullmatch(kept[-1][0]):
        kept.pop()
    end = one.start + kept[-1].end()
    if end < number:
        return one
    return one._replace(end=end, cells=one.cells | {"as_stated": text[one.start : end]})


def _is_quoted(passage: Text, place: int) -> bool:
    return any(first <= place < last for first, last in passage.quoted)


def _as_before(one: Proposed, before: Sequence[Proposed]) -> Proposed:
    """A part of what was counted before (*twenty of them*) with the unit that it was counted in, by the same voice."""
    is_part = re.search(r" of (?:them|these|those|whom|which)$", one.cells["as_stated"]) and not one.cells["unit"]
    if not is_part or not before or before[-1].cells["kind"] not in ("count", "duration"):
        return one
    return one._replace(cells=one.cells | {name: before[-1].cells[name] for name in ("kind", "unit")})


def _as_age_before(text: str, one: Proposed, before: Sequence[Proposed]) -> Proposed:
    """A bare number that goes on with a list of ages (*aged 4, 7 and 9*) as an age."""
    if not before or before[-1].cells["kind"] != "age" or not re.search(r"\d$", before[-1].cells["as_stated"]):
        return one
    goes_on = _MORE_AGES.fullmatch(text, before[-1].end, one.start) and _AGED.match(text, one.end)
    if not goes_on or not re.fullmatch(r"\d{1,2}", one.cells["as_stated"]):
        return one
    return one._replace(cells=one.cells | {"kind": "age", "unit": before[-1].cells["unit"]})


def _joined(text: str, items: Sequence[Span], wording: Wording) -> list[Span]:
    """Number words that make one quantity; of those that stand together the most that can be read."""
    joined: list[Span] = []
    at = 0
    while at < len(items):
        end = at + 1
        while end < len(items) and _JOINT.fullmatch(text, items[end - 1][1], items[end][0]):
            if _TIME.fullmatch(text[slice(*items[end])]) or is_tally(text, items[end]):
                break
            end += 1
        while end > at + 1 and not _is_one(text, items[at][0], items[end - 1][1], wording):
            end -= 1
        joined.append((items[at][0], items[end - 1][1]))
        at = end
    return joined


def _is_one(text: str, first: int, last: int, wording: Wording) -> bool:
    """Whether words can be read as one quantity; *from $5 to $6* is two."""
    if _FROM.search(text, 0, first) and re.search(r"[$£€¥₹%]|per ?cent|\dp\b", text[first:last]):
        return False
    if re.search(r"[$£€¥₹]", text[first:last]) and ("%" in text[first:last] or money.before(text, first) is None):
        return False
    between = text[:first].lower().endswith(("between ", "between $", "between £", "between €", "between the ages of "))
    if " and " in text[first:last] and not between and re.search(r"\d", text[first:last]):
        return False
    return read(f"{'between ' if between else ''}{_PENCE.sub('', text[first:last])}", wording) is not None


def _number(text: str, number: Span, after: int, wording: Wording) -> _Number:
    """A number with its currency, and the longest run of words before it, after another number, that hedges it."""
    first, last = number
    amount = money.before(text, first)
    at = amount[0] if amount else first
    if minus := re.search(r"(?<![\w-])-$", text[:at]):
        at = minus.start()
    start = at
    starts_with = text[first:last].lower().split("-")[0].split()[0]
    is_of_one = starts_with in wording.parts or wording.is_magnitude(starts_with)
    before = _words_before(text, at, after)
    start = next((place for place in before if read(_PENCE.sub("", text[place:last]), wording)), at)
    if start == at and is_of_one:  # several hundred
        start = next((place for place in before if _is_vague(text[place:at], wording)), at)
    if start < at and re.search(r"\b[Tt]he $", text[start:at]):  # under the 95 percent that is needed
        start = at
    if not is_of_one and re.fullmatch(r"an? ", text[start:at], re.IGNORECASE):
        start = at
    return _Number(text, first, last, start, amount[1] if amount else None)


def _is_vague(words: str, wording: Wording) -> bool:
    """Whether words say how many without any bound: several, a few."""
    reading = read(words.strip(), wording)
    return reading is not None and reading.hedge == "vague" and reading.low is None


def _words_before(text: str, stop: int, after: int) -> Sequence[int]:
    """Where the words right before a place start, at most so many, of the same clause; the farthest first."""
    before = _CLAUSE.search(text, max(after, stop - _MOST_LETTERS), stop)
    first = before.start() if before else stop
    return [match.start() for match in re.finditer(r"[~<>≤≥≈]|\b[\w'’]+(?= )", text[:stop]) if match.start() >= first][
        -_MOST_BEFORE:
    ]


def _proposed(number: _Number, wording: Wording) -> Proposed | None:
    """The phrase around a number, and its cells."""
    text, first, last, start, currency = number
    for judge in (_tallied, _ratio, _aged, _money, _percent, _time):
        found = judge(number, wording)
        if found is not None:
            return found
    if currency is not None:
        return None
    reading = read(number.words, wording)
    if reading is not None and reading.is_part:
        if part := re.match(rf" an? ([a-z]+)\b| of an? ({_MEASURES_OF_PARTS})\b", text[last:]):  # half a mile
            return _cells(
                text, (start, last + part.end()), (first, last), "count", singular(part[1] or part[2]), wording
            )
        of = _HALF_THE.match(text, last) or _OF_SHARE.match(text, last)
        return _cells(text, (start, of.end() if of else last), (first, last), "share", "percent", wording)
    behind = _BEHIND.match(text, last)
    last = behind.end() if behind else last
    if degrees := re.match(r" ?°? ?[CF]\b", text[last:]):
        return _cells(text, (start, last + degrees.end()), (first, last), "count", "degree", wording)
    end, noun = counted(text, (first, last), start)
    if noun and (rate := _RATE.match(text, end)) and _RATES.fullmatch(rate[1]):
        return _cells(text, (start, rate.end()), (first, last), "rate", f"{noun}_per_{rate[1]}", wording)
    if end == last and (group := _GROUP.search(text, 0, start)):
        unit = "person" if group[1].lower() in _OF_PEOPLE else ""
        return _cells(text, (group.start(), last), (first, last), "count", unit, wording)
    if not noun and (magnitude := _MAGNITUDE.search(text, 0, start)):
        return _cells(text, (magnitude.start(), last), (first, last), "count", "magnitude", wording)
    if behind := _BEHIND.match(text, end):
        end = behind.end()
    found = _cells(text, (start, end), (first, last), "count", noun, wording)
    is_told = found is not None and noun and not text[last:end].startswith("-")
    return found._replace(of=text[last:end].strip().removeprefix("of ")) if found and is_told else found


def _tallied(number: _Number, wording: Wording) -> Proposed | None:
    """How many stood on one side of a vote."""
    text, first, last, _, _ = number
    if not is_tally(text, (first, last)):
        return None
    unit = "vote" if re.search(r"\bvot(?:e[ds]?|ing)\b", text[max(first - _MOST_LETTERS, 0) : last]) else ""
    return _cells(text, (first, last), (first, last), "count", unit, wording)


def _ratio(number: _Number, wording: Wording) -> Proposed | None:
    """One in ten, $3 of every $10: a share."""
    text, _, last, start, currency = number
    if currency is not None and (whole := _OF_MONEY.match(text, last)):
        part, of = read(text[start:last], wording), read(whole[1], wording)
        if part is None or of is None or part.low is None or not of.low:
            return None
        share = Fraction(100) * part.low / of.low
        cells = values(part._replace(low=share, high=share), "share")
        end = whole.end()
        return Proposed(start, end, {"as_stated": text[start:end], "kind": "share", "unit": "percent", **cells})
    joint = RATIO.match(text, last)
    if joint is None:
        return None
    part, of = read(number.words, wording), read(joint["whole"], wording)
    end = joint.end()
    if part is None or of is None or not part.low or not of.low or part.hedge != "exact" or part.low >= of.low:
        return None
    if _TIME_BEHIND.match(text, end):
        return None
    hedged = read(text[start:last], wording) or part
    of_what, noun = counted(text, joint.span("whole"), start)
    share = Fraction(100) * part.low / of.low
    reading = hedged._replace(low=share, high=share, is_part=False)
    phrase = text[start : of_what if noun else end]
    cells = {"as_stated": phrase, "kind": "share", "unit": "percent", **values(reading, "share")}
    return Proposed(start, start + len(phrase), cells)


def _aged(number: _Number, wording: Wording) -> Proposed | None:
    """How old a person is."""
    text, first, last, start, currency = number
    if currency is not None:
        return None
    old = re.match(r"[ -](year|month|week|day)s?[ -]olds?\b", text[last:])
    if old is not None:
        kind = "duration" if _OF_A_THING.match(text, last + old.end()) else "age"
        return _cells(text, (start, last + old.end()), (first, last), kind, old[1], wording)
    if under := re.search(r"\b(under|over|below|above|between) the ages? of $", text[:first], re.IGNORECASE):
        reading = read(f"{under[1]} {number.words}", wording)
        if reading is not None:
            cells = {"as_stated": text[under.start() : last], "kind": "age", "unit": "year", **values(reading, "age")}
            return Proposed(under.start(), last, cells)
    unit = _TIME_BEHIND.match(text, last)
    end, each = (unit.end(), singular(unit[1])) if unit else (last, "year")
    if _WITH_AGES.search(text, 0, start):
        return _cells(text, (start, end), (first, last), "age", each, wording)
    if (persons := _PERSONS_OF.search(text, 0, start)) and _NO_MORE.match(text, end):
        return _cells(text, (persons.start() if persons["one"] else start, end), (first, last), "age", each, wording)
    if start == first and _AGE.search(text, 0, first) and _AGED.match(text, last):
        is_name = text[first:last][:1].isdigit() or re.search(
            r"(?:am|'m|is|was|aged|age|of|turns|turned|'s) $", text[:first]
        )
        if is_name and re.fullmatch(r"\d{1,3}|[A-Za-z-]+", text[first:last]):
            return _cells(text, (first, last), (first, last), "age", "year", wording)
    if start < first and _OF_AGE.search(text, 0, start) and _NO_MORE.match(text, last):
        return _cells(text, (start, last), (first, last), "age", "year", wording)
    return None


def _money(number: _Number, wording: Wording) -> Proposed | None:
    """An amount of money, or a price for each of something."""
    text, first, last, start, currency = number
    end = last
    if currency is None:
        word = money.behind(text, last)
        if word is None:
            return None
        end, currency = word
    if (rate := _RATE.match(text, end)) and not _AGO.match(text, rate.end()):
        unit = f"{currency.lower()}_per_{rate[1]}" if currency else ""
        return _cells(text, (start, rate.end()), (first, last), "rate", unit, wording)
    if every := re.match(r" (?:of|on|for|in) (?:every|each|the) (?:dollar|euro|pound)\b", text[end:]):
        return _cells(text, (start, end + every.end()), (first, last), "rate", "", wording)
    return _cells(text, (start, end), (first, last), "money", currency, wording)


def _percent(number: _Number, wording: Wording) -> Proposed | None:
    """A share in percent, with what it is of, if that is a word or two."""
    text, first, last, start, _ = number
    sign = _PERCENT.match(text, last)
    if sign is None:
        return None
    of = _OF_SHARE.match(text, sign.end())
    return _cells(text, (start, of.end() if of else sign.end()), (first, last), "share", "percent", wording)


def _time(number: _Number, wording: Wording) -> Proposed | None:
    """A duration; of years without a number the phrase says of what they are."""
    text, first, last, start, _ = number
    own = number.words.rsplit(" ", 1)[-1]
    if _TIME.fullmatch(own) and is_plural(own):
        end = described(text, last, start) if start == first else last
        return _cells(text, (start, end), (first, last), "duration", singular(own), wording)
    unit = _TIME_BEHIND.match(text, last)
    if unit is None:
        return None
    if over := _DURING.search(text, 0, first):
        start = over.end()
    if (rate := _RATE.match(text, unit.end())) and re.fullmatch(_UNITS, rate[1]):  # six days a week
        each = f"{singular(unit[1])}_per_{rate[1]}"
        return _cells(text, (start, rate.end()), (first, last), "rate", each, wording)
    return _cells(text, (start, unit.end()), (first, last), "duration", singular(unit[1]), wording)


def _measures(text: str, wording: Wording) -> Iterator[Proposed]:
    """Measures without a number word that are hedged, or last: more than a week, nearly a mile, for a decade."""
    for match in _FOR_A_TIME.finditer(text):
        cells = {"as_stated": text[match.start("time") : match.end()], "kind": "duration", "unit": match["unit"]}
        one = Reading("exact", Fraction(1), Fraction(1))
        yield Proposed(match.start("time"), match.end(), cells | values(one, "duration"))
    for match in _A_MEASURE.finditer(text):
        if match[0].startswith("a second") and not text.startswith((".", ",", ";"), match.end()):
            continue
        for start in _words_before(text, match.start(), 0):
            reading = read(f"{text[start : match.start()]}one", wording)
            if reading is not None and reading.hedge not in ("exact", "vague"):
                is_time = _TIME.fullmatch(match[1])
                kind = "duration" if is_time else "count"
                cells = {
                    "as_stated": text[start : match.end()],
                    "kind": kind,
                    "unit": match[1],
                    **values(reading, kind),
                }
                yield Proposed(start, match.end(), cells)
                break


def _cells(text: str, span: Span, number: Span, kind: str, unit: str, wording: Wording) -> Proposed | None:
    """The cells of a phrase; nothing where the words of the vocabulary read no quantity in it."""
    reading = read(text[slice(*span)], wording) or read(_PENCE.sub("", text[span[0] : number[1]]), wording)
    if reading is None and _is_vague(text[span[0] : number[0]], wording):
        reading = Reading("vague")
    reading = reading or read(text[slice(*number)], wording)
    if reading is None:
        return None
    cells = {"as_stated": text[slice(*span)], "kind": kind, "unit": unit, **values(reading, kind)}
    return Proposed(*span, cells)


_BOUNDS = {
    "exact": ("value", "value_low", "value_high"),
    "about": ("value",),
    "almost": ("value_high",),
    "less_than": ("value_high",),
    "at_most": ("value_high",),
    "more_than": ("value_low",),
    "at_least": ("value_low",),
    "between": ("value_low", "value_high"),
    "vague": ("value_low",),
}
_OPEN = frozenset(("almost", "less_than", "more_than"))


def values(reading: Reading, kind: str) -> dict[str, str]:
    """The hedge of a reading, and the cells that its numbers fill, by the rules of the vocabulary.

    Args:
        reading: What a phrase says.
        kind: The kind of figure: a share in words is in percent.

    Returns:
        The cells by their columns; whether bounds are open is told, too.

    Example:
        >>> values(Reading("more_than", Fraction(1000), Fraction(1000)), "count")
        {'hedge': 'more_than', 'value_low': '1000', 'is_value_low_open': 'true'}
    """
    factor = Fraction(100) if reading.is_part and kind == "share" else Fraction(1)
    cells = {"hedge": reading.hedge}
    for column in _BOUNDS[reading.hedge]:
        number = reading.high if column == "value_high" else reading.low
        shown = None if number is None else as_text(number * factor) or _rounded(number * factor, kind)
        if shown is not None:
            cells[column] = shown
            if column != "value":
                cells[f"is_{column}_open"] = "true" if reading.hedge in _OPEN else "false"
    return cells


def _rounded(number: Fraction, kind: str) -> str | None:
    """A share that has no end in decimals, such as a third, in percent with two of them."""
    return f"{float(number):.2f}" if kind == "share" else None
