"""Tells by its verbs whether what is dated has happened, goes on, is planned or only spoken of."""

import re
from itertools import pairwise

from us_cuba_2026.curation.proposing.sentences import Span, Text

_NOT = re.compile(r"\b(?:has not|have not|hasn't|haven't|did not|didn't|never|failed to|refused to)\b")
_PLANNED = re.compile(r"\b(?:will|is to|are to|plans? to|intends?|is due|are due|is set|are set|scheduled)\b")
_HYPOTHETICAL = re.compile(r"\b(?:could|may|might|would|should|must|if|unless|ought|expects?|wants?)\b")
_CLAUSE = re.compile(r"[;:]|, (?:and|but|while|when|which|who|where)\b")


def status(passage: Text, place: Span, edtf: str, day: str = "") -> str:
    """A word of ``events.status``, by the verbs of the clause that a date stands in.

    Args:
        passage: The passage.
        place: Where the date stands.
        edtf: The date: what it started lasts, if it goes on to publication.
        day: The day of publication: what has its window from then on, or is told of a later day, is to come.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> text = Text("psg-001", printed("It opened in 2019; it will close in 2031."))
        >>> [status(text, (place, place + 4), "") for place in (13, 36)]
        ['occurred', 'planned']
    """
    if re.fullmatch(r"[^/]+/[0-9]{4}-[0-9]{2}-[0-9]{2}", edtf):
        return "ongoing"
    if day and edtf.startswith(f"[{day}"):
        return "planned"
    first, last = passage.sentence_at(place[0])
    cuts = [first, *(match.start() for match in _CLAUSE.finditer(passage.text, first, last)), last]
    clause = next(passage.text[start:end] for start, end in pairwise(cuts) if start <= place[0] < end)
    for word, pattern in (("not_occurred", _NOT), ("planned", _PLANNED), ("hypothetical", _HYPOTHETICAL)):
        if pattern.search(clause):
            return word
    return "planned" if day and edtf.lstrip("[").replace("X", "0") > day else "occurred"
