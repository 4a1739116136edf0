"""Tells at what, or as what, something is said: *in a statement*, *at a news conference*."""

import re
from typing import NamedTuple

from us_cuba_2026.curation.proposing.quotes import Attributed
from us_cuba_2026.curation.proposing.sentences import Span, Text

_CHANNELS = {
    "statement": "statement", "communique": "statement", "press release": "statement", "news release": "statement",
    "speech": "speech", "address": "speech", "news conference": "speech", "press conference": "speech",
    "briefing": "speech", "rally": "speech", "hearing": "speech", "sermon": "speech", "lecture": "speech",
    "post": "social_media", "tweet": "social_media",
    "broadcast": "broadcast", "radio interview": "broadcast", "television interview": "broadcast",
    "report": "publication", "letter": "publication", "open letter": "publication", "article": "publication",
    "op-ed": "publication", "editorial": "publication", "memo": "", "video": "", "email": "",
}  # fmt: skip
"""What is held or issued, with its word of ``quotes.channel``."""
_NOUN = "|".join(sorted(_CHANNELS, key=len, reverse=True))
_OCCASION = re.compile(
    rf"\b(?:in|at|on|during) (?:an?|the|his|her|its|their) (?:[\w.'’-]+ ){{0,4}}?(?P<noun>{_NOUN})\b(?! which )",
    re.IGNORECASE,
)
_MOST_BEHIND = 30  # letters between who speaks and the occasion


class Occasion(NamedTuple):
    """What something is said at, or issued as.

    Args:
        place: Where its words stand.
        noun: What it is called.
        channel: A word of ``quotes.channel``, or nothing.
    """

    place: Span
    noun: str
    channel: str


def occasion(passage: Text, one: Attributed) -> Occasion | None:
    """The occasion on which a statement is made, if its sentence names one beside the words that report it.

    Args:
        passage: The passage.
        one: The statement.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> from us_cuba_2026.curation.proposing.quotes import statements
        >>> text = Text("psg-001", printed('"We stop," Ann Lee said at a news conference in Oster.'))
        >>> occasion(text, next(statements(text))).noun
        'news conference'
    """
    if one.cue is None:
        return None
    sentence = passage.sentence_at(one.cue[0])
    ends = max(one.cue[1], one.subject[1] if one.subject else 0)
    starts = min(one.cue[0], one.subject[0] if one.subject and one.subject[0] >= sentence[0] else one.cue[0])
    found = _OCCASION.search(passage.told, one.cue[1], sentence[1])
    if found is not None and found.start() - ends > _MOST_BEHIND:
        found = None
    if found is None and (first := _OCCASION.match(passage.told, sentence[0])) and first.end() <= starts:
        found = first
    if found is None:
        return None
    noun = found["noun"].lower()
    return Occasion(found.span(), noun, _CHANNELS[noun])
