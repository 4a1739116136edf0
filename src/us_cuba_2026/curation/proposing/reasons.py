"""Proposes why an item of the account goes into no record, where a simple rule tells."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from us_cuba_2026.article.account import Entry
from us_cuba_2026.article.normalise import printed_span
from us_cuba_2026.curation.proposing.kinds import is_craft
from us_cuba_2026.curation.proposing.names import is_demonym
from us_cuba_2026.curation.proposing.sentences import Text

_POINTS = re.compile(
    r"(?:one|two|three|four|once|twice|first|second|third|double|couple|\d+(?:st|nd|rd|th)|\d{4}s?)$", re.IGNORECASE
)
_KIND = re.compile(r"(?:single|half)$", re.IGNORECASE)
_OF_A_SCORE = re.compile(r"\d+-\d+(?= [a-z])")
"""Numbers that a hyphen makes one word, before what they tell the kind of: *a 5-2 decision*."""
_VIEW = re.compile(r"(?:[a-z]ists?|ism|crats?|cratic|[a-z]ic)$")
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Capt|Col|Lt)\.?")
_THING = re.compile(r" |-?\d")
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?) $")
_NOUN = re.compile(r" [a-z]{3,}(?<!ed)(?<!was)(?<!has)\b(?! of\b)")
"""What a name tells the kind of, behind an article: *the Oster company*."""
_ENDS = re.compile(r"[.?!]['\")]* (?=[A-Z])|, ['\"](?=[A-Z])")


class Known(NamedTuple):
    """What is known of the names of an article.

    Args:
        places: Names that stand mostly behind words such as *in*.
        peoples: Words made from the names of states, such as *Cuban*.
        sources: The words of its authors and its publisher.
        titles: Ids of passages that are titles.
        anywhere: Names that stand elsewhere than at the start of a sentence.
    """

    places: Collection[str]
    peoples: Mapping[str, str]
    sources: Collection[str]
    titles: Collection[str]
    anywhere: Collection[str]


def starts_of(passage: Text) -> Iterator[int]:
    """Where sentences start, also within quotations."""
    yield from (first for first, _ in passage.sentences)
    for first, last in passage.quoted:
        yield first
        yield from (match.end() for match in _ENDS.finditer(passage.text, first, last))


def reason(item: Entry, passage: Text, known: Known) -> str:
    """A word of ``accounting.reason`` for an item that no record claims; nothing where no rule tells.

    Args:
        item: The item.
        passage: Its passage.
        known: What is known of names.
    """
    words = item.text
    if item.kind == "quotation":
        return "slogan"
    if item.start < passage.span(passage.dateline, passage.dateline)[0]:
        is_agency = f"({words})" in passage.text[: passage.dateline]
        return "source" if item.kind == "number" or is_agency or words in known.sources else "place"
    first, last = printed_span(passage.printed.before, item.start, item.end)
    if item.kind == "number":
        if any(one.start() <= first and last <= one.end() for one in _OF_A_SCORE.finditer(passage.text)):
            return "adjective"
        return "adjective" if _KIND.match(words) else "reference" if _POINTS.match(words) else ""
    if words in known.sources:
        return "source"
    if item.passage_id in known.titles and words not in known.anywhere:
        return "furniture"
    if _TITLE.fullmatch(words):
        return "part_of_name"
    if is_craft(passage.text, first):
        return "part_of_name"
    if " " not in words and _ARTICLE.search(passage.text, 0, first) and _NOUN.match(passage.text, last):
        return "adjective"
    if words in known.places:
        return "place"
    if words in known.peoples or _VIEW.search(words) or is_demonym(words):
        return "adjective"
    if item.passage_id in known.titles:
        return "furniture"
    starts = {passage.span(first, first)[0] for first in starts_of(passage)}
    if item.start in starts and " " not in words and words not in known.anywhere:
        return "ordinary_word"
    return "part_of_name" if _THING.search(words) else ""
