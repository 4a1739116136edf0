"""Proposes claims: in whose voice a figure or an event is told, and which stand that voice takes."""

import re
from collections.abc import Sequence

from us_cuba_2026.curation.proposing.quotes import Attributed
from us_cuba_2026.curation.proposing.sentences import Span, Text

_STANCES = (
    ("accuses", re.compile(r"accus|blam", re.IGNORECASE)),
    ("denies", re.compile(r"\bden(?:y|ie)|disput|contest|dismiss", re.IGNORECASE)),
    ("refuses", re.compile(r"reject|refus|turned down", re.IGNORECASE)),
    ("urges", re.compile(r"\burg|demand|call(?:s|ed) (?:for|on)|\bask", re.IGNORECASE)),
    ("intends", re.compile(r"vow|promis|pledg|threaten", re.IGNORECASE)),
    ("estimates", re.compile(r"estimat|assess|conclud", re.IGNORECASE)),
    ("expects", re.compile(r"predict", re.IGNORECASE)),
)
"""What the verb that reports a statement tells of its stand."""
_ALLOWS = re.compile(r"\b(?:could|may|might)\b")
_EXPECTS = re.compile(r"\b(?:will|would|is expected|are expected|is due|are due)\b")
_AND_THAT = re.compile(r"[\"'’”,]* and that\b")
"""What goes on with a statement behind a few words of it that are quoted: *said it was "sorry" and that*."""
_REST = re.compile(r"[,;.:]|\b(?:that|which|who|and|but|if|when)\b")
MOST_TO_MODAL = 60  # letters between a verb of what may be and what it governs


def voice(passage: Text, place: Span, told: Sequence[Attributed]) -> Attributed | None:
    """The statement in which something is told; nothing where the article tells it itself.

    What stands amid an indirect statement is told in it, as its evidence has it; what describes who speaks is not.

    Args:
        passage: The passage.
        place: Where the thing is told.
        told: The statements of the passage.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> from us_cuba_2026.curation.proposing.quotes import statements
        >>> text = Text("psg-001", printed("Ann Lee, 67, said that 20 came. Forty left. Some 30 stay, police said."))
        >>> told = [*statements(text)]
        >>> for words in ("67", "20", "Forty", "30"):
        ...     start = text.text.index(words)
        ...     found = voice(text, (start, start + len(words)), told)
        ...     print(words, found and text.text[slice(*found.subject)])
        67 None
        20 Ann Lee
        Forty None
        30 police
    """
    for one in told:
        if one.form == "direct" and one.start <= place[0] < one.end:
            return one
    sentence = passage.sentence_at(place[0])
    governing = [one for one in told if one.cue is not None and sentence[0] <= one.cue[0] < sentence[1]]
    before = [one for one in governing if one.cue is not None and one.cue[1] <= place[0]]
    is_reported = before and before[-1].form == "indirect" and place[0] < before[-1].end
    if before and (is_reported or place[0] < before[-1].start < sentence[1]):
        return before[-1]
    if before and before[-1].is_fragment and _AND_THAT.match(passage.text, before[-1].end, place[0]):
        return before[-1]
    if before:  # said Ann Lee, 67: what describes the speaker
        return None
    for one in governing:
        ends = max(one.cue[1] if one.cue else 0, one.subject[1] if one.subject else 0)
        starts = min(one.cue[0] if one.cue else 0, one.subject[0] if one.subject else len(passage.text))
        is_last = not passage.told[ends : sentence[1]].strip(" .,;!?\"'")
        if is_last and place[1] <= starts and passage.told[:starts].rstrip().endswith((",", "-")):
            return one
    return next((one for one in told if one.form == "indirect" and one.start <= place[0] < one.end), None)


_OF_WHAT_IS_OPEN = frozenset(("urges", "intends", "expects", "allows"))
"""Stands that nobody takes on what has happened or goes on."""


def stance(passage: Text, place: Span, one: Attributed | None, status: str = "") -> str:
    """A word of ``claims.stance``: what the verb of a statement tells, or a verb of what may be.

    Args:
        passage: The passage.
        place: Where the thing is told.
        one: The statement in which it is told; nothing if that is none.
        status: Of an event the word of ``events.status``.
    """
    found = _stance(passage, place, one)
    return "asserts" if found in _OF_WHAT_IS_OPEN and status in ("occurred", "ongoing") else found


def _stance(passage: Text, place: Span, one: Attributed | None) -> str:
    cue = passage.text[slice(*one.cue)] if one is not None and one.cue is not None else ""
    for word, pattern in _STANCES:
        if pattern.search(cue):
            return word
    first = passage.sentence_at(place[0])[0]
    if one is not None and one.cue is not None and one.cue[1] <= place[0]:
        first = max(first, one.cue[1])
    clause = passage.text[max(first, place[0] - MOST_TO_MODAL) : place[0]]
    clause += " | " + _REST.split(passage.text[place[1] : place[1] + MOST_TO_MODAL // 2])[0]
    if _ALLOWS.search(clause):
        return "allows"
    return "expects" if _EXPECTS.search(clause) else "asserts"
