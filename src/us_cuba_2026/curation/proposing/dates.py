"""Proposes dates: what a passage says of days, months and years, in EDTF, counted from the day of publication."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from us_cuba_2026.curation.proposing.calendar import (
    day_of,
    month_back,
    month_end,
    month_of,
    week_back,
    weekday_of,
)
from us_cuba_2026.curation.proposing.sentences import Text

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:1[0-9]|20|21)[0-9]{2}"
_OR_YEAR = rf"(?:{_YEAR}|(?:last|this|next) year)"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_TO = r"(?:-| to | through | until )"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SMALL = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_COUNTED = re.compile(
    r"\s(?!(?:and|or|to|in|on|at|by|as|when|that|with|for|but|after|before|from|the|a|an|it|its|he|"
    r"she|they|was|were|is|has|had|have|who|which|while|because|over|under|into|election|war|storm|"
    r"vote|season|census|flood|deal|protests?|invasion|report|budget|championships?|elections|games|talks|"
    r"hearings|finals|playoffs|results|earnings|polls|primaries|riots|fires|floods)\b)[a-z]+s\b"
)
_NAMED = re.compile(rf"(?<=[a-z,;] )(?!{_MONTH} |{_WEEKDAY} )[A-Z][\w'’-]*[a-z] $")
_ABOUT = re.compile(r"\b(?:about|around|circa|c\.) $", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|won't|'ll|would|shall|next(?! to\b| door\b)|plans?|planned|due|expect(?:s|ed)|scheduled|set (?:for|to)"
    r"|must|can|could|may|might|hopes?|wants?|begins|starts|takes effect|expires|resumes|to be"
    r"|(?:is|are|was|were) to)\b"
    r"|\b(?:until|by|before)(?=(?: |$)"
    rf"(?:(?:the|early|late|mid|end|middle|start|next|of)[ -])*(?:{_MONTH}|{_WEEKDAY}|[0-9]|$))"
)
"""Words of a sentence that looks ahead."""
_SURELY = re.compile(
    r"\b(?:will|won't|'ll|shall|next|plans|expects|hopes?|wants?|begins|starts|takes effect|expires|resumes"
    r"|(?:is|are) to|(?:is|are)(?: \w+)? (?:due|expected|scheduled|set (?:for|to)|planned))$"
)
"""Those of these words that count from publication; a *would* may count from a day that is told of."""
_TENSE = re.compile(
    rf"(?P<ahead>{_AHEAD.pattern})|(?<!\bbe )\b(?:[a-z]{{2,}}ed|was|were|had|did|said|told|says|took|went|came|made|met"
    r"|won|lost|held|found|struck|hit|began|fell|rose|broke|gave|left|led|sent|shot|stood|wrote|saw|became|got|ran"
    r"|set out)\b"
)
_SINCE = re.compile(r"\b[Ss]ince (?:the |early |mid-|late |about |around )*$")
_MOST = re.compile(r"\b(?:first|last|only|most|least|worst|best|record|time|times|[a-z]{3,}est)\b[^.,;:]{0,30}$")
"""What stands before *since* where that does not say for how long: the first since 2011."""
_DECIDED = re.compile(
    r"\b(?:vot|decid|agre|pledg|promis|vow|offer|threaten|order|prepar)e?d to [a-z]+\b[^,;:]*$"
    r"|\b(?:expect(?:s|ing)?|await(?:s|ing)?|plan(?:s|ning)?)\b[^,;:]*$"
)
"""What stands before a month that is to come: *voted to end births in May*; *is expecting a child in June*."""
_NEXT, _LAST = re.compile(r"\b[Nn]ext $"), re.compile(r"\b[Ll]ast $")
_OF_DECADE = re.compile(r"\b[Aa]n? (?:early |mid-|late )?$")


class Dated(NamedTuple):
    """A date of a passage.

    Args:
        start: Where its words start in the text.
        end: Where they end.
        edtf: What they say.
        basis: A word of ``date_basis``.
        is_sure: Whether nothing was guessed.
    """

    start: int
    end: int
    edtf: str
    basis: str
    is_sure: bool


class _Place(NamedTuple):
    """Words that date something, with the sentence that they stand in and the day of publication."""

    match: re.Match[str]
    sentence: tuple[int, int]
    day: date

    @property
    def before(self) -> str:
        """The sentence up to the words."""
        return self.match.string[self.sentence[0] : self.match.start()]

    @property
    def told(self) -> str:
        """How their verb looks on: *ahead*, *perhaps* ahead, or *back*; empty if none is there."""
        text = self.before
        tenses = [*_TENSE.finditer(text)]
        if not tenses:
            text = self.match.string[self.match.end() : self.sentence[1]]
            tenses = [one for one in _TENSE.finditer(text) if one[0].lower() != "next"][:1]
        if not tenses:
            return ""
        if tenses[-1]["ahead"] is None:
            return "back"
        return "ahead" if _SURELY.search(text, 0, tenses[-1].end()) else "perhaps"

    @property
    def is_ahead(self) -> bool:
        """Whether that verb looks ahead."""
        return self.told in ("ahead", "perhaps")

    def year_of(self, month: int, number: int = 0) -> int:
        """The year of a month, or of a day of it, without one: ahead, back or, where nothing tells, of publication."""
        own, publication = (month, number), (self.day.month, self.day.day if number else 0)
        told = self.told
        if told == "back":
            return self.day.year - (own > publication)
        is_near = 0 < (month - self.day.month) % 12 <= 6  # nearer than the one before
        is_next = told == "ahead" or (told == "perhaps" and is_near)
        return self.day.year + (is_next and own < publication)


Found = tuple[str, bool] | None
"""An EDTF date and whether it is certain; nothing if the words give none."""


def dates(passage: Text, published: str) -> Iterator[Dated]:
    """The dates of a passage; those that count from a day count from publication, also where somebody says them.

    Args:
        passage: The passage.
        published: Day of publication, ISO.

    Returns:
        Them in their order.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> text = Text("psg-001", printed("It rained in May 1999, since 2014, last week and on Sunday."))
        >>> [one.edtf for one in dates(text, "2026-01-21")]
        ['1999-05', '2014/2026-01-21', '[2026-01-11..2026-01-18]', '2026-01-18']
    """
    day = date.fromisoformat(published[:10])
    taken: list[tuple[int, int]] = []
    found: list[Dated] = []
    for basis, rules in (("stated", _STATED), ("relative", _RELATIVE)):
        text = passage.text
        for pattern, judge in rules:
            for match in pattern.finditer(text):
                start, end = match.start("month" if judge is _month else 0), match.end()
                if any(start < last and first < end for first, last in taken):
                    continue
                judged = judge(_Place(match, passage.sentence_at(start), day))
                if judged is not None and not (judge is _near and not passage.told[start:end].strip()):
                    taken.append((start, end))
                    edtf, is_sure = _lasting(judged, text[:start], day)
                    is_said = basis == "relative" and not passage.told[start:end].strip()
                    is_sure = is_sure and not is_said  # counted from the day on which it was said
                    found.append(Dated(start, end, edtf, basis, is_sure))
    yield from sorted(found)


def _lasting(judged: tuple[str, bool], before: str, day: date) -> tuple[str, bool]:
    """A date as the start of what lasts to publication, where it is one that *since* stands before."""
    edtf, is_sure = judged
    since = _SINCE.search(before)
    if since is None or "/" in edtf or edtf.startswith("[") or _MOST.search(before[: since.start()]):
        return edtf, is_sure
    return f"{edtf}/{day.isoformat()}", is_sure


def _one_day(place: _Place) -> Found:
    """March 3, 1998; Jan. 3; 20 March; 20 March last year."""
    match, day = place.match, place.day
    month, number = month_of(match["month"]), int(re.sub(r"\D", "", match["day"]))
    if match["year"]:
        shift = {"last": -1, "this": 0, "next": 1}.get(match["year"].split()[0])
        stated = day_of(int(match["year"]) if shift is None else day.year + shift, month, number)
        return (stated, True) if stated else None
    guess = day_of(place.year_of(month, number), month, number)
    return (guess, guess[:4] == str(day.year)) if guess else None


def _days(place: _Place) -> Found:
    """March 3-5; from Jan. 30 to Feb. 2, 2014."""
    match = place.match
    year = int(match["year"] or place.year_of(month_of(match["month"]), int(match["day"])))
    first = day_of(year, month_of(match["month"]), int(match["day"]))
    last = day_of(year, month_of(match["month2"] or match["month"]), int(match["day2"]))
    return (f"{first}/{last}", bool(match["year"])) if first and last and first < last else None


def _year_through(place: _Place) -> Found:
    """The year through May: twelve months."""
    month = month_of(place.match["month"])
    year = int(place.match["year"] or place.day.year - (month > place.day.month))
    first = f"{year}-01" if month == 12 else f"{year - 1}-{month + 1:02d}"
    return f"{first}/{year}-{month:02d}", bool(place.match["year"])


def _part_of_year(place: _Place) -> Found:
    """The first half of 2031; the third quarter of 2014."""
    number = ("first", "second", "third", "fourth").index(place.match["which"].lower())
    months = 6 if place.match["part"] == "half" else 3
    if number * months >= 12:
        return None
    year = place.match["year"]
    return f"{year}-{number * months + 1:02d}/{year}-{(number + 1) * months:02d}", True


def _month_of_year(place: _Place) -> Found:
    return f"{place.match['year']}-{month_of(place.match['month']):02d}", True


def _years(place: _Place) -> Found:
    """1998 to 2004; between 1998 and 2004; 2014-17."""
    first, last = place.match["first"], place.match["last"]
    last = first[:2] + last if len(last) == 2 else last
    return (f"{first}/{last}", True) if first < last else None


def _decade(place: _Place) -> Found:
    if _OF_DECADE.search(place.before):  # a 1950s car: what kind of car, not when
        return None
    return f"{place.match['century'] or '19'}{place.match['ten']}X", True


def _end_of_year(place: _Place) -> Found:
    """By the end of 2027: from publication."""
    year = place.match["year"]
    return (f"[{place.day.isoformat()}..{year}-12-31]", False) if int(year) >= place.day.year else (year, True)


def _end_of_month(place: _Place) -> Found:
    """By the end of May: from publication, if that is a month to come."""
    month = month_of(place.match["month"])
    end = month_end(place.day.replace(day=1, month=month))
    return (f"[{place.day.isoformat()}..{end}]", True) if month >= place.day.month else (end[:7], False)


def _until_end(place: _Place) -> Found:
    """Until the end of May: from publication, if that is a month to come."""
    month = month_of(place.match["month"])
    end = month_end(place.day.replace(day=1, month=month))
    return (f"{place.day.isoformat()}/{end}", False) if month >= place.day.month else (end[:7], False)


def _months(place: _Place) -> Found:
    """Between March and June; from November to May 2014."""
    first, last = month_of(place.match["month"]), month_of(place.match["month2"])
    stated = place.match["year"]
    year = int(stated or place.day.year - (last > place.day.month and not place.is_ahead))
    return f"{year - (first > last)}-{first:02d}/{year}-{last:02d}", stated is not None


def _year(place: _Place) -> Found:
    if _COUNTED.match(place.match.string, place.match.end()) or _NAMED.search(
        place.match.string[: place.match.start()]
    ):
        return None
    return place.match["year"] + ("~" if _ABOUT.search(place.before) else ""), True


def _month(place: _Place) -> Found:
    """In May; last May; early May."""
    month, day = month_of(place.match["month"]), place.day
    before = place.match.string[: place.match.start("month")]
    if _NEXT.search(before):
        return f"{day.year + (month <= day.month)}-{month:02d}", True
    if _LAST.search(before):
        return f"{day.year - (month >= day.month)}-{month:02d}", True
    if _DECIDED.search(place.before) or _SINCE.search(before):
        is_past = month <= day.month or _SINCE.search(before) is not None
        return f"{day.year - (is_past and month > day.month)}-{month:02d}", month <= day.month
    year = place.year_of(month)
    return f"{year}-{month:02d}", year == day.year and month <= day.month


def _by_end(place: _Place) -> Found:
    end = month_end(place.day) if place.match["unit"] == "month" else f"{place.day.year}-12-31"
    return f"[{place.day.isoformat()}..{end}]", True


def _by_end_of_next_year(place: _Place) -> Found:
    return f"[{place.day.isoformat()}..{place.day.year + 1}-12-31]", True


def _ago(place: _Place) -> Found:
    """Three years ago: a year; two weeks ago: within that week."""
    words, unit, day = place.match["many"].lower(), place.match["unit"].lower(), place.day
    many = int(words) if words.isdigit() else _SMALL.get(words, 0)
    if not many or many > 900:
        return None
    if unit == "day":
        return (day - timedelta(many)).isoformat(), True
    if unit == "week":
        return week_back(day, many), False
    if unit == "month":
        return month_back(day, many), False
    return f"{day.year - many * (10 if unit == 'decade' else 1):04d}", False


def _stretch(place: _Place) -> Found:
    """Last, this or the next week, month or year."""
    back = {"last": 1, "this": 0, "next": -1}[place.match["which"].lower()]
    unit = place.match["unit"].lower()
    if unit == "year":
        return str(place.day.year - back), True
    return (month_back(place.day, back) if unit == "month" else week_back(place.day, back)), True


def _weekend(place: _Place) -> Found:
    sunday = place.day - timedelta((place.day.weekday() + 1) % 7 or 7)
    return f"[{(sunday - timedelta(1)).isoformat()}..{sunday.isoformat()}]", False


def _weekday(place: _Place) -> Found:
    """Sunday: the last one before publication or that day itself; the next one where the verb looks ahead."""
    back = (place.day.weekday() - weekday_of(place.match["day"])) % 7
    which = (place.match["which"] or "").lower()
    if which == "last":
        return (place.day - timedelta(back or 7)).isoformat(), False
    if which == "next" or (back and place.is_ahead):
        return (place.day + timedelta(7 - back)).isoformat(), False
    return (place.day - timedelta(back)).isoformat(), bool(back) and not which


def _near(place: _Place) -> Found:
    shift = {"yesterday": -1, "tomorrow": 1}.get(place.match["what"].lower(), 0)
    return (place.day + timedelta(shift)).isoformat(), True


_STATED: tuple[tuple[re.Pattern[str], Callable[[_Place], Found]], ...] = (
    (
        re.compile(
            rf"\b(?:from |between )?(?P<month>{_MONTH}) (?P<day>[0-3]?[0-9])(?:{_TO}| and )(?:(?P<month2>{_MONTH}) )?"
            rf"(?P<day2>[0-3]?[0-9])(?![0-9:])(?:,? (?P<year>{_YEAR})\b)?"
        ),
        _days,
    ),
    (
        re.compile(
            rf"\b(?:{_WEEKDAY}, )?(?P<month>{_MONTH}) (?P<day>{_DAY})(?![0-9,.]?[0-9]|:|\w)"
            rf"(?:,? (?P<year>{_OR_YEAR})\b)?"
        ),
        _one_day,
    ),
    (
        re.compile(
            rf"\b(?:{_WEEKDAY},? )?(?:the )?(?<![.,$£€])(?P<day>{_DAY})(?: of)? (?P<month>{_MONTH})\b"
            rf"(?:,? (?P<year>{_OR_YEAR})\b)?"
        ),
        _one_day,
    ),
    (
        re.compile(
            rf"\byear (?:through|to|that ended|ended|ending)(?: in)? (?P<month>{_MONTH})(?![\w.]* [0-9]{{1,2}}\b)"
            rf"(?: (?P<year>{_YEAR})\b)?"
        ),
        _year_through,
    ),
    (
        re.compile(
            rf"\b(?P<which>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)[ -](?P<part>half|quarter)(?: of)? (?P<year>{_YEAR})\b"
        ),
        _part_of_year,
    ),
    (
        re.compile(
            rf"\b[Uu]ntil (?:at least |about )?(?:the )?end of (?P<month>{_MONTH})(?![\w.]* [0-9])(?!\w)",
        ),
        _until_end,
    ),
    (
        re.compile(
            rf"\b(?:[Ff]rom|[Bb]etween) (?:early |mid-|late )?(?P<month>{_MONTH}) (?:to|and|through|until) "
            rf"(?:early |mid-|late )?(?P<month2>{_MONTH})(?:,| of)?(?![\w.]* [0-9]{{1,2}}\b)(?: (?P<year>{_YEAR}))?\b"
        ),
        _months,
    ),
    (re.compile(rf"\b(?P<month>{_MONTH})(?:,| of)? (?P<year>{_YEAR})\b"), _month_of_year),
    (
        re.compile(rf"\b(?:from |between )?(?P<first>{_YEAR}){_TO}(?P<last>{_YEAR})\b"),
        _years,
    ),
    (re.compile(rf"\bbetween (?P<first>{_YEAR}) and (?P<last>{_YEAR})\b"), _years),
    (re.compile(rf"\b(?P<first>{_YEAR})[-/](?P<last>[0-9]{{2}})\b(?![-/])"), _years),
    (re.compile(r"(?:\b(?P<century>1[0-9]|20)|['’])(?P<ten>[0-9])0s\b"), _decade),
    (re.compile(rf"\b[Bb]y (?:the )?end of (?P<year>{_YEAR})\b"), _end_of_year),
    (re.compile(rf"\b[Bb]y (?:the )?end of (?P<month>{_MONTH})(?![\w.]* [0-9])(?!\w)"), _end_of_month),
    (re.compile(rf"(?<![\w$£€,.-])(?P<year>{_YEAR})(?![\w%]|[,.][0-9]|-(?!year))"), _year),
    (
        re.compile(
            r"\b(?i:in|since|last|next|this|by|until|during|of|through|from|an?|the|his|her|its|their|early|late|mid)"
            rf"[ -](?P<month>{_MONTH})(?![\w.]* [0-9])(?![\w'’]| (?!I\b)[A-Z])"
        ),
        _month,
    ),
)
_RELATIVE: tuple[tuple[re.Pattern[str], Callable[[_Place], Found]], ...] = (
    (re.compile(r"\b[Bb]y (?:the )?end of next year\b"), _by_end_of_next_year),
    (re.compile(r"\b[Bb]y (?:the )?end of (?:the|this) (?P<unit>year|month)\b"), _by_end),
    (re.compile(r"\b[Bb]y (?:the )?(?P<unit>year|month)[ -]end\b"), _by_end),
    (
        re.compile(r"\b(?P<many>[Aa]n?|[Oo]ne|[A-Za-z]+|[0-9]+) (?P<unit>day|week|month|year|decade)s? ago\b"),
        _ago,
    ),
    (re.compile(r"\b(?P<which>last|this|next) (?P<unit>week|month|year)\b(?!['’-])", re.IGNORECASE), _stretch),
    (re.compile(r"\b(?:last|over the|at the) weekend\b", re.IGNORECASE), _weekend),
    (
        re.compile(
            rf"(?<!following )(?<!previous )(?<!Black )(?<!Good )(?<!Bloody )(?<!Super )(?<!Ash )(?<!Palm )(?<!Easter )"
            rf"(?<!\b[Aa] )\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his) )?(?P<day>{_WEEKDAY})\b(?!s)"
            r"(?! (?:Times|Post|Mirror|Night|Club))"
        ),
        _weekday,
    ),
    (
        re.compile(r"\b(?P<what>yesterday|today|tomorrow|tonight|this (?:morning|afternoon|evening))\b", re.IGNORECASE),
        _near,
    ),
)
