"""Tells by the words that report a statement, and by its own, what its speaker does in saying it."""

import re

_BY_CUE = (
    ("refuses", re.compile(r"\bden(?:y|ie)|reject|refus|turned down", re.IGNORECASE)),
    ("urges", re.compile(r"\burg|demand|call(?:s|ed|ing)? (?:for|on)\b|\bha(?:s|ve|d) asked", re.IGNORECASE)),
    ("announces", re.compile(r"announc|declar|pledg|promis|vow|threaten", re.IGNORECASE)),
    ("predicts", re.compile(r"predict|\bwarn", re.IGNORECASE)),
    ("blames", re.compile(r"accus|blam", re.IGNORECASE)),
)
_EVIL = (
    r"ignor(?:ed?|ing)|fail(?:s|ed)?|refus(?:e|es|ed)|neglect(?:s|ed)?|lied|abandon(?:s|ed)?|betray(?:s|ed)?"
    r"|ruin(?:s|ed)?|destroy(?:s|ed)|wreck(?:s|ed)|did nothing|does nothing|do nothing|stole|cheat(?:s|ed)?|covered up"
    r"|broke their|broke (?:its|his|her) (?:word|promise)|never (?:listened|asked|warned|told|came)"
    r"|let (?:us|them|it|the)"
)
"""Deeds that nobody tells of another without blame."""
_CALL = re.compile(
    r"^(?:please )?(?:open|stop|give|let|leave|keep|make|take|bring|send|show|tell|come|go|call|pay|help|put|get|do not"
    r"|don't|start|end|close|shut|free|release|listen|look|vote|stay|hold|return|build|fix|drop)"
    r" (?:the|an?|our|your|my|us|it|them|him|her|this|that|these|those|out|up|no|all|me|to|now|more|off|away|back)\b"
    r"|\bsuggest (?:that )?(?:they|you|he|she|it|the)\b",
    re.IGNORECASE,
)
"""What a statement opens with that calls on somebody to do something."""
_BLAME = re.compile(
    rf"\b(?:they|he|she|you|who|the [a-z]+)\b(?:(?!\b(?:we|I)\b)[^.;])*\b(?:{_EVIL})\b",
    re.IGNORECASE,
)
_BY_WORDS = (
    ("urges", _CALL),
    ("blames", _BLAME),
    ("announces", re.compile(r"\b(?:[Ww]e|I)(?:'ll| will| won't) (?!be able|see\b|need|know|find)")),
    ("urges", re.compile(r"\b(?:must|should|need to|has to|have to|let us|let's|please)\b", re.IGNORECASE)),
    ("aims", re.compile(r"\b(?:we|I) (?:want|hope|aim|wish|intend)\b|\bour (?:goal|aim)\b", re.IGNORECASE)),
    (
        "predicts",
        re.compile(
            r"(?<!who )\b(?:will|won't|would(?! (?:rather|like|prefer)\b)|could|may|might)\b|'ll\b", re.IGNORECASE
        ),
    ),
)
_JUDGES = re.compile(
    r"disput|contest|challeng|dismiss|estimat|assess|conclud|judg|argu|describ|\bcall|refer\w* to|painted|citing",
    re.IGNORECASE,
)

_TO_DO = re.compile(
    r"(?:told|asked|tells|asks|instruct\w+|direct\w+|advise\w+|encourage\w+|implore\w+|beg\w*|command\w+)"
    r"(?! (?:that|how|what|why|when|where|whether|if)\b)(?: (?!that\b)[\w.'’-]+){1,6}? (?:not )?to [a-z]+\b"
)
"""A verb of asking, with what somebody is to do: *told its members to stay*."""
_OWN_PLAN = re.compile(
    r"(?: in [^,.;]+?)?(?: that)? (?:he|she|they|it|we|I) (?:also |still )?"
    r"(?:(?:would|will)(?: not)? "
    r"(?!not\b|have\b|be able\b|be (?:surprised|glad|happy|grateful)\b|like\b|prefer\b|rather\b)[a-z]+"
    r"|(?:plan(?:s|ned)?|intend(?:s|ed)?) to)\b"
)
"""What a speaker says of what they are to do themselves: *said that she would stay*."""
_OWN_WISH = re.compile(
    r"(?:(?: that)? (?:he|she|they|it|we|I)|[^.;]* (?:and|but)) (?:also |only |still )?"
    r"(?:hope[sd]?|wish(?:es|ed)?|want(?:s|ed)?|would (?:like|prefer))\b"
)
_COPULA = re.compile(
    r"\b(?:was|were|is|are|be|been|being|become|became|becomes|seem(?:s|ed)|remain(?:s|ed)|look(?:s|ed)|sound(?:s|ed))"
    r"(?: (?:not|also|now|still|only|just|simply|[a-z]+ly|an?|the|more))* [\"“]$"
)
"""What stands before a quotation that says what something is: *it was \"a farce\"*."""
_VALUES = re.compile(
    r"\b(?:never|rarely|seldom) (?:[a-z]+ ){1,3}(?:like|such|so|as)\b|\btoo (?!late\b|long\b|much\b|many\b)[a-z]+\b"
    r"|\b(?:worst|best|worse|better|tougher|harder|easier|stronger|weaker|fairer)\b"
    r"|\b(?:disaster|disgrace|scandal|tragedy|triumph|shame|farce|fairy tale|nonsense|madness|insanity|mistake|miracle"
    r"|theat(?:er|re)|nightmare|outrage|insult|joke|blessing)\b"
    r"|\b(?:unfair|unacceptable|outrageous|shameful|ridiculous|terrible|wonderful|awful|excellent|reckless)\b"
)
"""Words that judge."""


def act(cue: str, words: str, before: str = "", behind: str = "") -> str:
    """A word of ``quotes.act``: what the verb tells or, of a direct quote, its words; else that something is told.

    Args:
        cue: The words that report the statement.
        words: The statement, if it is a direct quote.
        before: The words of the article before a direct quote that is no sentence by itself, with its mark.
        behind: What stands behind the cue of an indirect quote.

    Example:
        >>> act("called for", ""), act("said", "You must stop."), act("estimates", ""), act("said", "It rained.")
        ('urges', 'urges', 'assesses', 'describes')
        >>> act("told", "", behind=" them to leave"), act("said", "", behind=" he would stay")
        ('urges', 'announces')
        >>> act("said", "late, not early", before='they were "')
        'assesses'
    """
    if _TO_DO.match(f"{cue.rsplit(maxsplit=1)[-1]}{behind}" if cue else ""):
        return "urges"
    if re.search(r"\bsa(?:ys?|id)$|\badd(?:s|ed)$", cue):
        if _OWN_PLAN.match(behind):
            return "announces"
        if _OWN_WISH.match(behind):
            return "aims"
    if _COPULA.search(before):
        return "assesses"
    for place, patterns in ((cue, _BY_CUE), (words, _BY_WORDS)):
        for word, pattern in patterns:
            if pattern.search(place):
                return word
    return "assesses" if _JUDGES.search(cue) or _VALUES.search(words) else "describes"
