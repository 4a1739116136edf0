"""Proposes why an item of the account goes into no record, where a simple rule tells."""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from us_cuba_2026.article.account import Entry
from us_cuba_2026.curation.proposing.sentences import Text

_POINTS = re.compile(
    r"(?:one|two|three|four|once|twice|first|second|third|double|couple|\d+(?:st|nd|rd|th)|\d{4}s?)$", re.IGNORECASE
)
_KIND = re.compile(r"(?:single|half)$", re.IGNORECASE)
_VIEW = re.compile(r"(?:[a-z]ists?|ism|crats?|cratic|[a-z]ic)$")
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Capt|Col|Lt)\.?")
_THING = re.compile(r" |-?\d")


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
    if item.kind == "number":
        return "adjective" if _KIND.match(words) else "reference" if _POINTS.match(words) else ""
    if words in known.sources:
        return "source"
    if item.passage_id in known.titles and words not in known.anywhere:
        return "furniture"
    if _TITLE.fullmatch(words):
        return "part_of_name"
    if words in known.places:
        return "place"
    if words in known.peoples or _VIEW.search(words):
        return "adjective"
    if item.passage_id in known.titles:
        return "furniture"
    starts = {passage.span(first, first)[0] for first, _ in passage.sentences}
    if item.start in starts and " " not in words and words not in known.anywhere:
        return "ordinary_word"
    return "part_of_name" if _THING.search(words) else ""
