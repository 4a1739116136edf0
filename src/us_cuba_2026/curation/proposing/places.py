"""Finds places: names that stand where something is, comes from or goes to."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from us_cuba_2026.curation.proposing.gazetteer import look_up
from us_cuba_2026.curation.proposing.names import OF_A_VIEW, ORGANISATION, PAPER, Name, is_demonym, runs_of
from us_cuba_2026.curation.proposing.sentences import Text

_LOCATIVE = re.compile(
    r"\b(?:in|at|near|across|around|from|outside|inside|off|through|throughout|toward|towards|into|along|of|to|via"
    r"|MPs? for|member for)(?: the| downtown| northern| southern| eastern| western| central)?\s+$",
    re.IGNORECASE,
)
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
WHERE = re.compile(r"\b(?:in|near|outside|inside|across|off|between|(?:north|south|east|west)\w* of|[a-z]+ from) $")
"""Words before a place only."""
_ONE_OF_SERIES = r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)" + (
    r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,2}"
)
_SERIES = re.compile(
    rf"(?<![\w.])(?:(?:{_ONE_OF_SERIES}, )*{_ONE_OF_SERIES} (?:and|or) |(?:{_ONE_OF_SERIES}, )+{_ONE_OF_SERIES}, and )$"
)
"""Names before another one, each joined to the next."""


def places_of(passages: Sequence[Text]) -> frozenset[str]:
    """Names that stand behind words such as *in* in most places: where something is."""
    return places_among(passages, [run for at in range(len(passages)) for run in runs_of(passages, at)])


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

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> text = Text("psg-001", printed("A boat left for Halvik in May, sailed from Oster and lay in Halvik."))
        >>> [one[:2] for one in located([text])]
        [('Oster', 'from'), ('Halvik', 'at')]
    """
    places = places_of(passages)
    for at, passage in enumerate(passages):
        for run in runs_of(passages, at):
            if passage.text.startswith(("'s ", "' "), run.end):  # from Oster's barges
                continue
            start = first_of_series(passage.text, run.start, run.text)
            told = _AT.search(passage.text, 0, start) or _PLACE_OF.search(passage.text, 0, run.start)
            is_body = (
                ORGANISATION.search(run.text)
                or PAPER.search(run.text)
                or OF_A_VIEW.search(run.text)
                or run.text.isupper()
                or is_demonym(run.text)  # papers in English
            )
            if run.text in places and told is not None and not is_body:
                word = (told[1] or "").lower()
                role = word if word in ("from", "to") else "to" if word in ("toward", "towards", "into") else "at"
                yield Located(run.text, role, passage.passage_id, run.start)


def places_among(passages: Sequence[Text], names: Sequence[Name]) -> frozenset[str]:
    """Names that stand behind words such as *in* in most places: where something is."""
    count: Counter[str] = Counter()
    where: Counter[str] = Counter()
    for name in names:
        count[name.text] += 1
        text = passages[name.at].text
        where[name.text] += bool(_LOCATIVE.search(text, 0, first_of_series(text, name.start, name.text)))
    return frozenset(name for name in count if 2 * where[name] >= count[name] and not is_demonym(name))


def first_of_series(text: str, start: int, name: str) -> int:
    """Where the first name stands of those that a name is the last of: *in Oster, Lakeside and Halvik*."""
    series = _SERIES.search(text, 0, start) if " " not in name or look_up(name) else None
    return series.start() if series and WHERE.search(text, 0, series.start()) else start
