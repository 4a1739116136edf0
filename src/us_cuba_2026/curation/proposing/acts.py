"""Tells by the words that report a statement, and by its own, what its speaker does in saying it."""

import re

_BY_CUE = (
    ("refuses", re.compile(r"\bden(?:y|ie)|reject|refus|turned down", re.IGNORECASE)),
    ("urges", re.compile(r"\burg|demand|call(?:s|ed|ing)? (?:for|on)\b|\bha(?:s|ve|d) asked", re.IGNORECASE)),
    ("announces", re.compile(r"announc|declar|pledg|promis|vow|threaten", re.IGNORECASE)),
    ("predicts", re.compile(r"predict|\bwarn", re.IGNORECASE)),
    ("blames", re.compile(r"accus|blam", re.IGNORECASE)),
)
_BY_WORDS = (
    ("urges", re.compile(r"\b(?:must|should|need to|has to|have to|let us|let's|please)\b", re.IGNORECASE)),
    ("aims", re.compile(r"\b(?:we|I) (?:want|hope|aim|wish|intend)\b|\bour (?:goal|aim)\b", re.IGNORECASE)),
    ("predicts", re.compile(r"\b(?:will|won't|would|could|may|might)\b|'ll\b", re.IGNORECASE)),
)
_JUDGES = re.compile(r"estimat|assess|conclud|judg|argu|describ|\bcall|refer\w* to|painted|citing", re.IGNORECASE)


def act(cue: str, words: str) -> str:
    """A word of ``quotes.act``: what the verb tells or, of a direct quote, its words; else that something is told.

    Args:
        cue: The words that report the statement.
        words: The statement, if it is a direct quote.

    Example:
        >>> act("called for", ""), act("said", "You must stop."), act("estimates", ""), act("said", "It rained.")
        ('urges', 'urges', 'assesses', 'describes')
    """
    for place, patterns in ((cue, _BY_CUE), (words, _BY_WORDS)):
        for word, pattern in patterns:
            if pattern.search(place):
                return word
    return "assesses" if _JUDGES.search(cue) else "describes"
