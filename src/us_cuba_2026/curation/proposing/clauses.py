"""Takes sentences apart into clauses: subject, verb, and what the verb takes, without the words that report them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from us_cuba_2026.curation.proposing.quotes import Attributed
from us_cuba_2026.curation.proposing.sentences import Span, Text
from us_cuba_2026.curation.proposing.verbs import Verb, base_of, is_base, verb_of

_REPORT = "|"
"""What stands in place of words that report."""
_CUT = re.compile(
    r"\|+|;|:(?!\d)|(?<=\s)[-—–](?=\s)|, (?:[a-z]{2,}ly )?(?!during|including|according|following|regarding|excluding"
    r"|concerning)[a-z]{2,}ing\b|,? (?:and|but|or|so|yet|nor)\b|,? (?:while|whereas|because|although|though|unless|if"
    r"|when|until|after|before|since|once|as|where|whereby)\b|,? (?:that|which|who|whom|whose)\b|,(?= )"
    r"|(?<=[a-z]{3}) (?=(?:it|he|she|they|we) (?:[a-z]+ed|had|has|have|took|made|gave|won|lost|sent)\b)"
)
"""Where a clause may end and another begin; it does where the words on both sides have a verb of their own."""
_JOINTS = re.compile(
    r"\W*(?:(?:and|but|or|so(?! far)|yet|nor|while|whereas|because|although|though|unless|if|when|until|since|once"
    r"|(?:[\w-]+ (?:years?|months?|weeks?|days?|hours?|minutes?) )?(?:after|before)|as|where|that)\b\s*)*",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r"unless|because|although|though|if|when|until|while|whereas|whose")
_RELATIVE = re.compile(r"that|which|who|whom")
_OF_NOUN = re.compile(r" |,? whom")
_ADVERBIAL = re.compile(
    r"(?:In|On|At|During|By|After|Before|Since|Under|Despite|For|With|From|As|Earlier|Later|Last|This|Next|Over|Across"
    r"|Until|Near|Outside|Instead|Meanwhile|Separately|However|Still|Also|Now|Then|So far)\b[^,;|]*?,\s(?:however, )?"
    r"|(?:(?:This|Last|Next) (?:spring|summer|autumn|fall|winter|week|weekend|month|year)"
    r"|On (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s",
    re.IGNORECASE,
)
"""Words on where and when at the head of a clause."""
_TO_COME = re.compile(r" (?P<verb>to (?P<be>be )?(?P<main>[a-z]+))\b")
_DESCRIBED = re.compile(r", (?:the|an?|its|his|her|their) [^,;|]*, $")
"""What describes who speaks, before a name: *, the mayor of Oster, Ivo Brandt said*."""
_OCCASION = re.compile(r"(?: (?:in|at|on|during) (?:an?|the|his|her|its|their) [^,;|]{,40}?)? that\b")
_TO_DO = re.compile(r" ([a-z]+)\b")
_HEARER = re.compile(r" [^,;:|]{1,60}? that\b")
"""Who is told: *told its crew in May that*."""
_NOUN_BEFORE = re.compile(r"(?!(?:that|said|if|when|as|because|whether|while)$)[a-z]+$")
_PROMISES = re.compile(r"promis|\bvow|threat|pledg|\bplan|agree|offer")
_CALLS_ON = re.compile(r"accus|\burg|\bask|call(?:s|ed)? on|\bbeg|\bpress")
_CALLED_ON = re.compile(
    r" (?:on )?(?P<who>(?:(?!(?:to|of|for|that|not)\b)[\w.'’-]+ ){1,6}?)"
    r"(?:(?P<not>not )?(?P<to>to (?P<be>be )?(?P<main>[a-z]+))|of (?P<ing>[a-z]+ing))\b"
)
"""Who is called on to do something, or accused of it: *urged the board to open the gate*."""
_AGED = re.compile(r", (?:aged )?[1-9][0-9],?$")
_SAID_TOO = re.compile(r"(?<=\band )(?:also )?(?:said|says|added)(?: that)?\b")
"""A second verb that reports what the first one's speaker says: *confirmed that it met and said it would go on*."""
_BARE_SUBJECT = re.compile(r"[A-Za-z0-9$]")


class Clause(NamedTuple):
    """A clause of the article's own words or of a reported sentence.

    Args:
        start: Where it starts: with its subject, or with its verb where the subject stands in another clause.
        end: Where it ends.
        subject: Where its subject stands, be it in another clause; nothing where none is told.
        verb: Its verb.
        sentence: The sentence that it is of.
        joint: What joins it to what stands before it: *unless*, *which*.
        undergoes: Of a relative clause with a subject of its own what it is of: *the men it dismissed*.
    """

    start: int
    end: int
    subject: Span | None
    verb: Verb
    sentence: Span
    joint: str
    undergoes: Span | None = None


def clauses(passage: Text, told: Sequence[Attributed]) -> Iterator[Clause]:
    """The clauses of a passage that have a verb, in their order.

    Args:
        passage: The passage.
        told: Its statements: the words that report them are no clauses.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> from us_cuba_2026.curation.proposing.quotes import statements
        >>> text = Text("psg-001", printed("The army shut the dam on May 3, and two gates have been stuck, it said."))
        >>> for one in clauses(text, [*statements(text)]):
        ...     print(text.text[slice(*one.subject)], "-", one.verb.base, "-", text.text[one.start : one.end])
        The army - shut - The army shut the dam on May 3
        two gates - stick - two gates have been stuck
    """
    for sentence in passage.sentences:
        words = _without_reports(passage, sentence, told)
        promised = {one.cue[1]: one.subject for one in told if one.cue and _PROMISES.search(passage.text, *one.cue)}
        calling = frozenset(one.cue[1] for one in told if one.cue and _CALLS_ON.search(passage.text, *one.cue))
        yield from _of_sentence(words, sentence, promised, calling)


def _without_reports(passage: Text, sentence: Span, told: Sequence[Attributed]) -> str:
    """The text with blanks in place of quotations, and marks in place of the words that report in a sentence."""
    words = passage.told
    for one in told:
        if one.cue is None or not sentence[0] <= one.cue[0] < sentence[1]:
            continue
        first, last = one.cue
        if one.subject is not None and sentence[0] <= one.subject[0]:
            between = (one.subject[1], first) if one.subject[1] <= first else (last, one.subject[0])
            if verb_of(words, *between, is_open=True) is None:
                first, last = min(first, one.subject[0]), max(last, one.subject[1])
        if aside := _DESCRIBED.search(words, sentence[0], first):
            first = aside.start()
        behind = _OCCASION.match(words, last, sentence[1])
        if behind is None and words[first:last].endswith("told"):
            behind = _HEARER.match(words, last, sentence[1])
        if behind:
            last = behind.end()
        words = f"{words[:first]}{_REPORT * (last - first)}{words[last:]}"
    return _SAID_TOO.sub(lambda said: _REPORT * len(said[0]), words)


def _of_sentence(
    words: str, sentence: Span, promised: Mapping[int, Span | None], calling: frozenset[int]
) -> Iterator[Clause]:
    """The clauses of a sentence; of what is promised the subject is whoever promises it, of a call whom it is on."""
    subject: Span | None = None
    for first, last, before in _pieces(words, sentence):
        if first in calling and (called := _CALLED_ON.match(words, first, last)):
            subject = _trimmed(words, *called.span("who"))
            deed = _called_for(called)
            yield Clause(deed.start, _end(words, deed.end, last), subject, deed, sentence, before)
            continue
        verb = _verb(words, first, last, before)
        if verb is None:
            subject = _trimmed(words, first, last) or subject
            continue
        opening = _JOINTS.match(words, first, verb.start)
        begin = opening.end() if opening else first
        joint = f"{before} {words[first:begin]}".lower()
        behind = _ADVERBIAL.match(words, begin, verb.start)
        own = _trimmed(words, behind.end() if behind else begin, verb.start)
        if _RELATIVE.fullmatch(joint.strip(" ,")) and own is None:
            stop = first - len(before)
            if aged := _AGED.search(words, sentence[0], stop):  # Ann Lee, 57, who works here
                stop = aged.start()
            own, begin = _trimmed(words, _start_of_noun(words, sentence[0], stop), stop), verb.start
        elif own is None:
            inherited = promised.get(first, subject) if before == _REPORT else subject
            own, begin = (None if verb.form == "participle" else inherited), verb.start
        else:
            subject = own
        end = _end(words, verb.end, last)
        while begin < verb.start and words[begin] in f" ,;:.{_REPORT}\"'":
            begin += 1
        undergoes = None
        if own is not None and _OF_NOUN.fullmatch(before) and not verb.is_passive:
            stop = first - len(before)
            undergoes = _trimmed(words, _start_of_noun(words, sentence[0], stop), stop)
        yield Clause(begin, end, own, verb, sentence, joint, undergoes)


def _end(words: str, start: int, stop: int) -> int:
    """Where the words of a clause end, without signs."""
    while stop > start and words[stop - 1] in f" ,;:.{_REPORT}!?-\"'":
        stop -= 1
    return stop


def _called_for(called: re.Match[str]) -> Verb:
    """What somebody is called on to do, or accused of."""
    word = "to" if called["to"] else "ing"
    form = "modal" if called["to"] else "progressive"
    return Verb(
        *called.span(word), base_of(called["main"] or called["ing"]), form, bool(called["be"]), bool(called["not"])
    )


def _verb(words: str, first: int, last: int, joint: str) -> Verb | None:
    """The verb of a piece; of one behind words that report also what is promised: *to open the dam*."""
    if joint == _REPORT and (to_come := _TO_COME.match(words, first, last)):
        return Verb(
            to_come.start("verb"), to_come.end(), base_of(to_come["main"]), "future", bool(to_come["be"]), False
        )
    if ing := re.search(r"([a-z]{2,}ing)$", joint):
        return Verb(first - len(ing[1]), first, base_of(ing[1]), "participle", False, False)
    is_open = joint == "," or _RELATIVE.fullmatch(joint.strip(" ,")) is not None
    return verb_of(words, first, last, is_open)


def _pieces(words: str, sentence: Span) -> Iterator[tuple[int, int, str]]:
    """The pieces of a sentence, each with at most one verb, and the joint before it."""
    start, joint = sentence[0], ""
    for cut in _CUT.finditer(words, *sentence):
        if cut.start() < start:
            continue
        is_report = cut[0].startswith(_REPORT)
        if is_report or _divides(words, start, cut, joint, sentence[1]):
            if cut.start() > start:
                yield start, cut.start(), joint
            start, joint = cut.end(), _REPORT if is_report else cut[0]
    yield start, sentence[1], joint


def _divides(words: str, start: int, cut: re.Match[str], joint: str, stop: int) -> bool:
    """Whether there is a verb on either side of a joint."""
    is_subordinate = _SUBORDINATE.fullmatch(cut[0].strip(" ,")) is not None and words[start : cut.start()].strip()
    is_inserted = re.fullmatch(r", wh(?:ich|o)", cut[0]) is not None and words[start : cut.start()].strip()
    if not is_subordinate and not is_inserted and _verb(words, start, cut.start(), joint) is None:
        return False
    if cut[0] == "," and re.fullmatch(r", wh(?:ich|o)", joint):  # the board, which met, left
        after = verb_of(words, cut.end(), stop, is_open=True)
        return after is not None and not words[cut.end() : after.start].strip()
    if cut[0] == " ":  # the men it dismissed
        return _NOUN_BEFORE.search(words, start, cut.start()) is not None
    if cut[0].endswith("ing"):
        return True
    behind = _CUT.search(words, cut.end(), stop)
    is_open = _RELATIVE.fullmatch(cut[0].strip(" ,")) is not None
    while behind is not None and behind[0].strip() in (",", "and", "or"):
        if verb_of(words, cut.end(), behind.start(), is_open) is not None:
            return True
        behind = _CUT.search(words, behind.end(), stop)
    return verb_of(words, cut.end(), behind.start() if behind else stop, is_open) is not None


def _trimmed(words: str, start: int, stop: int) -> Span | None:
    while start < stop and words[start] in " ,;:.|\"'()-":
        start += 1
    while stop > start and words[stop - 1] in " ,;:|\"'()-":
        stop -= 1
    return (start, stop) if _BARE_SUBJECT.search(words, start, stop) else None


def _start_of_noun(words: str, start: int, stop: int) -> int:
    """Where the noun starts that a relative clause is of: behind the last verb, preposition or joint."""
    found = [
        match.end()
        for match in re.finditer(
            r"[,;:|]|\b(?:of|by|to|in|on|for|with|from|at|and|that|as|into|told|said)\b(?= )", words[start:stop]
        )
    ]
    first = start + (found[-1] if found else 0)
    if (to_do := _TO_DO.match(words, first, stop)) and words[:first].endswith(" to") and is_base(to_do[1]):
        first = to_do.end()
    verb = verb_of(words, first, stop)
    return verb.end if verb else first
