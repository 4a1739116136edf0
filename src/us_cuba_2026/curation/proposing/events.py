"""Tells by its verbs whether what is dated has happened, goes on, is planned or only spoken of."""

import re
from itertools import pairwise

from us_cuba_2026.curation.proposing.sentences import Span, Text

_NOT = re.compile(r"\b(?:has not|have not|hasn't|haven't|did not|didn't|never|failed to|refused to)\b")
_PLANNED = re.compile(r"\b(?:will|is to|are to|plans? to|intends?|is due|are due|is set|are set|scheduled)\b")
_HYPOTHETICAL = re.compile(r"\b(?:could|may|might|would|should|must|if|unless|ought|expects?|wants?)\b")
_KINDS = tuple(
    (kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for kind, words in (
        ("commemoration", r"memorial|anniversary|commemorat\w+|vigil|funeral"),
        ("protest", r"protest\w*|demonstrat(?:ed|ors?|ions?)|march(?:ed|ers)|on strike|strikers|walkout"),
        ("repression", r"jail(?:ed|ing)?|imprison\w*|censor\w*|dissidents?"),
        (
            "military",
            r"troops|soldiers|missiles?|bomb(?:ed|ing)s?|invasion|invaded|airstrikes?|navy|warships?|army|raid",
        ),
        ("sanction", r"sanctions?|embargo|tariffs?|visa bans?"),
        ("aid", r"relief supplies|humanitarian aid|donat\w+"),
        ("negotiation", r"talks|negotiat\w+|ceasefire|treaty|summit"),
        ("humanitarian", r"kill(?:ed|ing)|injured|wounded|drowned|starv\w+|hunger|evacuat\w+|homeless|dead|died in"),
        (
            "communication",
            r"published|posted|broadcast|speech|interview|wrote|letter|reports? (?:from|said|found|by)|study",
        ),
        ("biography", r"was born|were born|married|graduated|retired|grew up"),
        (
            "politics",
            r"elect(?:ed|ions?)|vot(?:e|ed|es|ing)|lawsuit|sued|court|parliament|congress|legislature|ballots?"
            r"|resign(?:ed|s)|appointed|ordered|licen[cs]es?|referendum|bill|coalition|took office|took power|in power"
            r"|trial|verdict|jury",
        ),
        (
            "economy",
            r"built|opened|closed|sold|bought|prices?|factory|produc\w+|spent|invest\w+|profits?|jobs?|workers|harvest|mill"
            r"|mine|plant|company|bank|loan|market|output|exports?|imports?|drought|repairs?|construction|costs?",
        ),
    )
)
"""Words that tell of a kind; the first that fits, in the order of the coding manual."""
_CLAUSE = re.compile(r"[;:]|, (?:and|but|while|when|which|who|where)\b")


def kind(passage: Text, place: Span) -> str:
    """A word of ``events.kind``, by the words of the sentence that a date stands in; nothing where none tells.

    Args:
        passage: The passage.
        place: Where the date stands.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> kind(Text("psg-001", printed("The board voted in May to end the talks.")), (19, 22))
        'negotiation'
    """
    sentence = passage.told[slice(*passage.sentence_at(place[0]))]
    return next((word for word, pattern in _KINDS if pattern.search(sentence)), "")


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
