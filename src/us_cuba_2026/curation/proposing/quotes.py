"""Proposes quotes: who is reported as saying what, with the words that report it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from us_cuba_2026.curation.proposing.sentences import CUE, Span, Text
from us_cuba_2026.curation.proposing.verbs import verb_of

_DIVIDER = re.compile(
    r"[,;:(]|(?<=\w) -|\b(?:that|which|whom|who|whose|when|while|and|but|as|because|although|though|if|before|after"
    r"|since|where)\b"
)
_ENDS_SUBJECT = re.compile(
    r"(?:[,;:()\"-]|(?<![A-Z])(?<!\bDr)(?<!\bM[rs])(?<!\bMrs)(?<!\bSt)(?<!\b[A-Z][a-z][a-z])\.)(?:\s|$)|\b(?:(?:it|they"
    r"|he|she|we|there)(?= [a-z])|who|that|which|in|at|(?<!briefed )on|(?<!close )to|as|during|when|while|after|before"
    r"|(?<!familiar )with|by|last|this|from)\b"
)
DOCUMENT = r"report|study|paper|survey|analysis|review|audit|assessment|article|poll|census"
_MADE = r" (?:published|released|issued|written|prepared|compiled|conducted|done|carried out|posted)"
_DOCUMENT = re.compile(
    rf" (?:an?|the|one|another|its|their) (?:[\w-]+ ){{0,3}}?(?:{DOCUMENT})"
    rf"(?:(?P<how>{_MADE}(?: [\w.'’-]+){{0,7}}?)? by (?P<who>[A-Z]|the |an? |two |three |[a-z]+s\b)|(?P<made>{_MADE}))"
)
"""What is cited that somebody has made: *a report published in May by the guild*."""
_APPOSED = re.compile(r", (?:[^\W\d_a-z][\w.'’-]*(?: (?:de|del|da|van|von|bin))?(?: |\b)){1,4}(?=[,.;]|$)")
_ABBREVIATED = re.compile(r"(?:\b(?:[JS]r|Inc|Corp|Co|Ltd|No|St)|\b[A-Z]|[A-Z]\.[A-Z])\.$")
_FIRST_NAME = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*(?: |\b))+")
_INSERTED = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*\s?){1,5}, [^,]+, ")
_RELATIVE = re.compile(
    r", (?:who|whose|whom|which)\b(?:(?!, (?:and|but|or|so|while)\b|, (?:who|whose|whom|which)\b)[^;:])*,\s*$"
)
"""A clause on who is named before it, up to the verb: Ann Lee, who came on Friday and stayed, said."""
_APPOSITION = re.compile(
    r"(?<=[\w.]), (?:the|an?|[Ii]ts|his|her|their|one of|(?:[a-z-]+ ){1,3}(?:of|at|for|in)) [^,;:\"]*,\s*$"
)
"""What is said of who is named before it, up to the verb: Moe Steel, the firm that has run it since May, said."""
_CLAUSE = re.compile(r" (?:he|she|they|it|we|I|there)\b (?![.,;])")
_AUXILIARY = (
    r"(?:was|were|is|are|had|has|have|would|will|could|can|may|might|must|should|did|does|do|wasn't|didn't|won't"
    r"|wouldn't|couldn't|hadn't|hasn't|haven't|doesn't|don't)"
)
_PREDICATE = re.compile(rf" {_AUXILIARY}\b")
"""What makes a clause of the words behind a verb: *said the board was late*, but not *said the head of the board*."""
_OF_VERB = re.compile(
    rf" {_AUXILIARY}(?: (?:not|already|never|long|since|also|always|often|just|once|first|later|again|ever"
    r"|all|both|each|[a-z]+ly))*$"
)
"""What of a verb stands before the word that reports: *the board had already*."""
_RESTRICTIVE = re.compile(r",? (?:who|whose|whom)(?: (?!(?:and|but|when|while|as|although|though)\b)[^\s,;:()]+)+ $")
"""A clause that tells which one is meant, without commas: *a man who saw it said*."""
_SAYS_WHO = re.compile(r"\bwho (?:[a-z]+ly )?[a-z]+ (?:that )?(?:[A-Z]\S* )+$|\b(?:he|she|they|it|we|I) $")
"""A relative clause in which another one reports: *a man who thought Lee said*."""
_AND = re.compile(r"\b(?:and|but|then)(?: (?:also|later|then))* $")
_IRREGULAR = (
    r"took|went|came|made|met|won|lost|held|began|fell|rose|gave|left|sent|stood|sat|saw|became|got|ran"
    r"|spoke|threw|drew|laid|paid|put|set|shook"
)
_FIRST_VERB = re.compile(
    rf"(?<!^the)(?<!^an)(?<!^a)(?<!^his)(?<!^her)(?<!^its) "
    rf"(?:{_AUXILIARY}|(?!(?:briefed|named|called|based|aged|detained|charged|elected|appointed|retired|armed)\b)"
    rf"[a-z]{{2,}}ed|{_IRREGULAR})\b",
    re.IGNORECASE,
)
_NOT_SAID = re.compile(
    rf"\b(?:{_AUXILIARY} not|[a-z]+n't|cannot)(?: yet| even)? $"
    r"|\b(?:declin|refus|fail)(?:e[ds]?|ed|s|ing) to $|\b(?:[Nn]obody|[Nn]o one|[Nn]either)\b[^,;:]*$"
)
"""What stands before a verb where nothing is said."""
_NOT_SAID_OF = re.compile(r"\b(?:declin|refus)(?:es?|ed|ing) to\b")
_ADVERBS = re.compile(
    r"^(?:but|and|so|yet|then|later|still|often|now|also|meanwhile|instead|on [a-z]+day(?: (?:morning|afternoon|evening"
    r"|night))?|(?:last|this) (?:week|month|year))(?:\s+|$)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)$|\A(?:[Hh]e|[Ss]he|[Tt]hey)\b")
_GOES_ON = re.compile(r",? ?(?:and|or|but|nor|that|to)\b")
_SHOWN = re.compile(r"\b(?:reads?|reading|labell?ed|marked|named|dubbed|titled|nicknamed) \W*$")
_HALF = frozenset((",", "?", "!", "-"))
"""What a quotation ends with after which the sentence goes on."""
_PARTICIPLE = re.compile(r"ing$")
_BEEN_TOLD = re.compile(
    r"\b(?:is|was|are|were|been|be|being)(?: [a-z]+ly)? (?:told|asked|warned|urged|blamed|accused)$"
)
MADE_BY = re.compile(
    r"(?:[a-z-]+ ){0,3}[a-z-]+"
    r"(?P<made> (?P<who>(?:[Tt]he [a-z]|[Ii]ts [a-z]|(?:[Tt]he )?[A-Z])[\w.&'-]*(?: [\w.&'-]+){0,3}?)"
    r" (?:had |has )?(?:released|published|issued|compiled|collected|provided|gathered|filed|posted|shared|supplied"
    r"|kept|made public))"
)
"""A clause on whose something is that is cited: *figures the board released*."""
_OWN_CLAUSE = re.compile(rf" (?:his|her|their|its|my|our) (?:(?!who\b)[^,;:\"])+? (?:[a-z]{{2,}}ed|{_IRREGULAR}) ")
"""A sentence behind a verb that reports it: *said her brother lost the boat*, but not *said her brother, Ivo Lind*."""
_OF_SPEAKER = re.compile(
    r", (?:(?:[1-9][0-9]|aged [1-9][0-9])(?=[, ]|$)|who\b|whose\b|which\b|an? |the |one of |[\w.&'-]+'s? )[^;:\"]*"
)
"""What describes who speaks, beside the name: the article's own."""
_IS_VERB = re.compile(
    rf"(?:{_AUXILIARY}|[a-z]{{2,}}ed|took|went|came|made|met|won|lost|held|left|gave|sat|stood|ran)\b"
)
_BEING = re.compile(r"\b(?:is|was|are|were|been|be) $")
_OPENS = frozenset((",", ":", "-"))
MOST_SUBJECT = 12  # words


class Attributed(NamedTuple):
    """A quotation or a reported sentence, and who is said to have said it.

    Args:
        start: Where its words start in the text of the passage.
        end: Where they end.
        form: ``direct`` or ``indirect``.
        is_fragment: Of a direct one, whether it is no sentence by itself.
        cue: Where the words stand that report it; nothing if they are those of the quotation before.
        subject: Where that is named who said it.
        utterance: Number of the utterance within the passage.
        is_sure: Whether nothing was guessed.
    """

    start: int
    end: int
    form: str
    is_fragment: bool
    cue: Span | None
    subject: Span | None
    utterance: int
    is_sure: bool


def statements(passage: Text) -> Iterator[Attributed]:
    """The quotations that somebody is reported as saying, and the sentences that report without any.

    Args:
        passage: The passage.

    Returns:
        Them in their order; terms in quotation marks that nobody is reported as saying are left out.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> text = Text("psg-001", printed('"We stop," Ann Lee, the mayor, said. "You go on."'))
        >>> for one in statements(text):
        ...     print(text.text[one.start : one.end], one.utterance, text.text[slice(*one.subject)])
        We stop 0 Ann Lee
        You go on. 0 Ann Lee
    """
    utterances: dict[Span | None, int] = {}
    last: tuple[Span, Span | None] | None = None
    for sentence in passage.sentences:
        own = [span for span in passage.quoted if sentence[0] <= span[0] < sentence[1]]
        if not own:
            yield from _indirect(passage, sentence, utterances)
        reported: tuple[Span, Span | None] | None = None
        for span in own:
            found = _reported(passage, sentence, own, span)
            between = passage.told[own[own.index(span) - 1][1] + 1 : span[0] - 1] if span is not own[0] else ""
            if found is None and reported is not None and _GOES_ON.match(between) and not _SHOWN.search(between):
                found = reported  # that it is "late" and will stay "so"
            reported = found
            is_alone = not passage.told[sentence[0] : sentence[1]].strip(" \"'.,?!")
            is_sure = True
            if found is None and is_alone and last is not None:
                found, is_sure = last, True
            if found is None and is_alone and _speaks(passage, span):
                yield Attributed(*_words(passage.text, span), "direct", False, None, None, _next(utterances), False)
            if found is None:
                continue
            cue, subject = found
            number = utterances.setdefault(cue, len(utterances))
            last = found
            yield Attributed(
                *_words(passage.text, span),
                "direct",
                _is_fragment(passage, sentence, span),
                cue,
                subject,
                number,
                is_sure,
            )


def _speaks(passage: Text, span: Span) -> bool:
    """Whether a quotation without words that report it is a sentence of some words, and no sign or title."""
    words = passage.text[slice(*span)]
    return words[:1].isupper() and words.rstrip("'")[-1:] in ".?!" and len(words.split()) > 3


def _next(utterances: dict[Span | None, int]) -> int:
    """The number of an utterance that nothing reports."""
    return utterances.setdefault((-1, len(utterances)), len(utterances))


def _words(text: str, span: Span) -> Span:
    """A quotation without the comma at its end."""
    first, last = span
    return first, last - 1 if text[last - 1] == "," else last


def _is_fragment(passage: Text, sentence: Span, span: Span) -> bool:
    """Whether a quotation is no sentence by itself: none that starts one, or stands behind a comma or colon."""
    before = passage.text[sentence[0] : span[0] - 1].rstrip()
    words = passage.text[span[0] : span[1]]
    if not words[:1].isupper() and not (before[-1:] in _OPENS and _reported_before(passage, sentence, span)):
        return True
    return (bool(before.strip("\"'( ")) and before[-1:] not in _OPENS) or len(words.split()) < 2


def _reported_before(passage: Text, sentence: Span, span: Span) -> bool:
    """Whether a quotation goes on after words like *he said,*."""
    return any(one[1] < span[0] for one in passage.quoted if one[0] >= sentence[0]) and bool(
        CUE.search(passage.told, sentence[0], span[0])
    )


def _reported(passage: Text, sentence: Span, own: Sequence[Span], span: Span) -> tuple[Span, Span | None] | None:
    """The words that report a quotation in its own sentence, and their subject."""
    at = own.index(span)
    before = (own[at - 1][1] + 1 if at else sentence[0]), max(span[0] - 1, sentence[0])
    behind = min(span[1] + 1, sentence[1]), (own[at + 1][0] - 1 if at + 1 < len(own) else sentence[1])
    ends = passage.text[max(span[1] - 1, 0)], passage.text[span[1] + 1 : span[1] + 2]
    goes_on = ends[0] in _HALF or ends[1] == ","
    hangs_on = re.match(r"\s*(?:and|but|then)\b", passage.told[behind[0] : behind[1]]) is not None
    if goes_on and not hangs_on and (found := _behind(passage, behind)):
        return found
    if found := _before(passage, sentence, before):
        return found
    if goes_on or span[1] + 1 < sentence[1]:
        found = _behind(passage, behind)
        if found and (goes_on or passage.told[behind[0] : found[0][0]].strip() == ""):
            return found
    return None


def _behind(passage: Text, place: Span) -> tuple[Span, Span | None] | None:
    """The first words that report behind a quotation."""
    match = CUE.search(passage.told, *place)
    if match is None:
        return None
    subject = passage.told[place[0] : match.start()]
    if match[0].lower().startswith(("according", "in the")) or not subject.strip(" \"',;"):
        return match.span(), _after(passage, match.end(), place[1])
    return match.span(), _subject_before(passage, place[0], match.start())


def _after(passage: Text, start: int, stop: int) -> Span | None:
    """What is named behind a verb, up to the next clause."""
    if document := _DOCUMENT.match(passage.told, start, stop):
        if document["who"] is None:
            return _trimmed(passage, start, document.start("made"))
        start = document.start("who")
    end = _ENDS_SUBJECT.search(passage.told, start, stop)
    last = end.start() if end else stop
    named = _APPOSED.match(passage.told, last, stop)
    if (
        named
        and not re.match(r", (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", named[0])
        and not re.search(r"[A-Z]", passage.told[start:last])
    ):  # said the manager, Ivo Maric
        last = named.end()
    return _trimmed(passage, start, last)


def _before(passage: Text, sentence: Span, place: Span) -> tuple[Span, Span | None] | None:
    """The last words that report before a quotation."""
    matches = [*CUE.finditer(passage.told, *place)]
    if not matches:
        return None
    matches = [one for one in matches if not _BEEN_TOLD.search(passage.told, place[0], one.end())] or matches
    match = matches[-1]
    if _SHOWN.search(passage.told, match.end(), place[1]):
        return None
    cue = match.span()
    if match[0].lower().startswith(("according", "in the")):
        return cue, _after(passage, match.end(), place[1])
    is_being = _BEING.search(passage.told, sentence[0], cue[0])
    if _PARTICIPLE.search(match[0]) and not is_being:  # whose subject is that of the verb before it
        for other in CUE.finditer(passage.told, sentence[0], cue[0]):
            found = _behind(passage, (_quote_before(passage, other.start(), sentence[0]), sentence[1]))
            if found:
                return found
    subject = _subject_before(passage, place[0], cue[0])
    if subject is None and place[0] > sentence[0]:  # called it "late" and insisted
        earlier = _before(passage, sentence, (sentence[0], _start_of_quote(passage, place[0])))
        subject = earlier[1] if earlier else None
    return cue, subject


def _start_of_quote(passage: Text, end: int) -> int:
    """Where the quotation starts behind whose closing mark a place is."""
    return max((first - 1 for first, last in passage.quoted if last < end), default=end)


def _quote_before(passage: Text, place: int, start: int) -> int:
    """Where the words after the last quotation before a place start."""
    return max([start, *(one[1] + 1 for one in passage.quoted if one[1] < place)])


def _subject_before(passage: Text, start: int, stop: int) -> Span | None:
    """What is named right before a verb: behind the last comma or joining word, or before an inserted description."""
    is_hung_on = _AND.search(passage.told, start, stop) is not None
    if is_hung_on and (first := CUE.search(passage.told, start, stop)) and first.start() > start:
        return _subject_before(passage, start, first.start())
    if relative := _RELATIVE.search(passage.told, start, stop):
        stop = relative.start()
    apposed = _APPOSITION.search(passage.told, start, stop)
    if apposed and re.search(r"(?:^|[\s\"])[A-Z][\w.'&-]*$", passage.told[start : apposed.start()]):
        stop = apposed.start()
    restrictive = _RESTRICTIVE.search(passage.told, start, stop)
    if restrictive and restrictive.start() > start and not _SAYS_WHO.search(passage.told, start, stop):
        stop = restrictive.start()
    divided = [match.span() for match in _DIVIDER.finditer(passage.told, start, stop)]
    firsts, lasts = [start, *(last for _, last in divided)], [*(first for first, _ in divided), stop]
    spans = [_trimmed(passage, first, last) for first, last in zip(firsts, lasts, strict=True)]
    named = [span for span in spans if span and re.search(r"[A-Za-z]", passage.told[slice(*span)])]
    if not named:
        return None
    pronoun = _PRONOUN.search(passage.told[slice(*named[-1])])
    if pronoun and not (is_hung_on and pronoun.start()):
        return named[-1][0] + pronoun.start(), named[-1][0] + pronoun.end()
    is_inserted = passage.told[start:stop].rstrip().endswith((",", ")"))
    if is_inserted and len(named) > 1 and not _is_full_name(passage.text[slice(*named[-1])]):
        return named[-2]
    if is_hung_on and len(named) > 1 and _IS_VERB.match(passage.told, *named[-1]):  # Ann Lee, left in May and said
        return named[-2]
    if is_hung_on and verb_of(passage.told, *named[-1]) is None:  # he met two owners and the crew, and said
        acting = [(span, verb) for span in named[:-1] if (verb := verb_of(passage.told, *span))]
        return (_trimmed(passage, acting[-1][0][0], acting[-1][1].start) or named[-1]) if acting else named[-1]
    found = _without_verb(passage.told, named[-1], is_hung_on)
    if not re.search(r"[A-Za-z]", passage.told[slice(*found)]):  # reports from 2012 and 2018 had said
        worded = [span for span in named[:-1] if re.search(r"[A-Za-z]{2}", passage.told[slice(*span)])]
        return (worded[-1][0], found[1]) if worded else found
    return found


def _without_verb(told: str, span: Span, is_hung_on: bool) -> Span:
    """A subject without what belongs to its verb, or to the verb that this one hangs on: *she rose and said*."""
    words = told[slice(*span)]
    found = (_FIRST_VERB if is_hung_on else _OF_VERB).search(words)
    return (span[0], span[0] + found.start()) if found and found.start() else span


def _is_full_name(text: str) -> bool:
    return bool(re.fullmatch(r"(?:[^\W\d_a-z][\w.'’-]*\s?){2,4}(?:(?:of|at|from) (?:[A-Z&][\w.'’-]*\s?)+)?", text))


def _trimmed(passage: Text, first: int, last: int) -> Span | None:
    """A span without white space and marks at its ends; nothing if it is empty or longer than a name can be."""
    words = passage.told[first:last]
    lead = len(words) - len(words.lstrip(" \"',;:-"))
    first, last = first + lead, last - (len(words) - len(words.rstrip(" \"',;:-")))
    adverb = _ADVERBS.match(passage.told[first:last])
    first += adverb.end() if adverb else 0
    if passage.told[first:last].endswith(".") and not _ABBREVIATED.search(passage.told, first, last):
        last -= 1
    if first >= last or len(passage.told[first:last].split()) > MOST_SUBJECT:
        return None
    return first, last


_UNTRUE = (
    r"(?:[a-z]+ly )?(?:an? )?(?:false|untrue|wrong|baseless|unfounded|groundless|inaccurate|misleading|exaggerated"
    r"|absurd|nonsense|propaganda|lies?|fabrications?|invent(?:ed|ions?)|slander|fiction|rumors?|hoax|distort(?:ed|ions?))"
)
_TOLD = (
    r"(?:[\w'’-]+ ){1,4}?(?:counts?|claims?|figures?|numbers?|accounts?|findings?|estimates?|versions?|accusations?"
    r"|charges?|assertions?|allegations?|conclusions?|descriptions?|tall(?:y|ies))\b"
)
_WHAT = r"(?:[\w'’-]+ ?)"
_REPORTS = re.compile(
    r"\b(?:have|has|had) reported\b|(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bits )(?<!\bof )"
    r"(?<!\bown )\b(?:(?:have|has|had) )?(?:(?:[a-z]+ly|long|also|now|then|still|often|once|later) )?"
    r"(?:sa(?:ys?|id)|told|stated|announce[sd]?|declare[sd]?|disputed?|disputes"
    rf"|(?:contest(?:s|ed)|challeng(?:es|ed))(?= {_TOLD})|argued?|argues|claim(?:s|ed)|cautioned"
    r"|complained|pledged|insists?|insisted|acknowledged|admitted|conceded|recall(?:s|ed)?|warn(?:s|ed)?|urged"
    r"|concluded|estimates?|estimated"
    rf"|call(?:s|ed)(?= {_WHAT}{{1,6}} (?:{_UNTRUE})\b)|dismiss(?:es|ed)(?= {_WHAT}{{1,8}} as (?:{_UNTRUE})\b)"
    r"|(?:instruct|direct|advise|encourage|implore|beg|command)(?:s|e?d|ged)(?= [^,;.]{1,40} (?:not )?to [a-z])"
    r"|assessed|denied|denies|reject(?:s|ed)|turned down|vow(?:s|ed)|promise[sd]|threaten(?:s|ed)|accuse[sd]?|call(?:s"
    r"|ed) for|demand(?:s|ed)|ask(?:s|ed)(?= (?:the|its|his|her|their|[A-Z])[^,;.]{0,40} (?:for|(?<!not )to)\b)"
    r"|confirm(?:s|ed)|disclosed|noted|(?:f(?:inds?|ound)|answered|countered|repeated|replied|responded|explained"
    r"|testified|wrote|added)(?= that\b)|predict(?:s|ed)?|point(?:s|ed) out|painted)\b(?!-)|\b[Aa]ccording to\b"
    r"|(?<=, )citing\b"
)
"""The narrower list for sentences without a quotation: words that hardly mean anything else."""
_NOBODY = re.compile(r"(?:none|no|neither|nobody)\b", re.IGNORECASE)
_HUNG_ON = re.compile(r"\b(?:and|or) (?:then |also |later )?$")
_PASSIVE = re.compile(r"\b(?:is|was|are|were|be|been|being)(?: [a-z]+ly)? $")
_PARTICIPLE_OF = re.compile(r"\b(?:of|officials|people) $")


def _is_passive(before: str, cue: str) -> bool:
    """Whether a verb reports nothing: people were admitted; officials accused of fraud."""
    if _PASSIVE.search(before):
        return not re.match(r"sa(?:ys?|id)", cue)
    return bool(_PARTICIPLE_OF.search(before)) and cue in ("accused", "told", "estimated")


def _is_inverted(passage: Text, sentence: Span, cue: Span) -> bool:
    """Whether the subject stands behind the verb: *the gates are shut, said Ann Lee*, but not *Ann Lee, 67, said*."""
    if _INSERTED.fullmatch(passage.told, sentence[0], cue[0]) or _CLAUSE.match(passage.told, cue[1]):
        return False
    if _OWN_CLAUSE.match(passage.told, cue[1]):
        return False
    described = _RELATIVE.search(passage.told, sentence[0], cue[0])
    if described and verb_of(passage.told, sentence[0], described.start()) is None:
        ends = passage.told.index(",", described.start() + 1)
        if verb_of(passage.told, ends, cue[0], is_open=True) is None:  # a man, who saw it, said a boat was lost
            return False
    behind = _after(passage, cue[1], sentence[1])
    if behind and _PREDICATE.search(passage.told, *behind):
        return False
    is_behind = passage.told[: cue[0]].endswith(", ") and not passage.told.startswith((" that", ","), cue[1])
    return is_behind and not passage.told[slice(*cue)].endswith(("told", "accused", "urged", "warned"))


def _indirect(passage: Text, sentence: Span, utterances: dict[Span | None, int]) -> Iterator[Attributed]:
    """A sentence that reports without quoting, once for each verb that reports."""
    for match in _REPORTS.finditer(passage.told, *sentence):
        cue = match.span()
        if _HUNG_ON.search(passage.told, sentence[0], cue[0]) and _REPORTS.search(passage.told, sentence[0], cue[0]):
            continue  # declared a strike and promised pay: one utterance
        before = passage.told[sentence[0] : cue[0]]
        if _is_passive(before, match[0]) or _NOT_SAID.search(before):
            continue
        if match[0].lower().startswith("according"):
            subject = _after(passage, match.end(), sentence[1])
        elif match[0] == "citing":
            first = _FIRST_NAME.match(passage.told, *sentence)
            if first is None or first[0].strip() in ("A", "An", "The") or _NOT_SAID_OF.search(before):
                continue
            subject = _trimmed(passage, *first.span())
        elif _is_inverted(passage, sentence, cue) and (behind := _after(passage, cue[1], sentence[1])):
            subject = behind
        else:
            subject = _subject_before(passage, sentence[0], cue[0])
        if subject is not None and _NOBODY.match(passage.told, *subject):
            continue
        if subject is not None and subject[1] <= cue[0] and _REPORTS.search(passage.told, *subject):
            continue  # officials said the board rejects it: what is said, and no second statement
        number = utterances.setdefault(cue, len(utterances))
        start, end = _without_description(passage, sentence, cue, subject)
        yield Attributed(start, end, "indirect", False, cue, subject, number, subject is not None)


_IN_ANOTHER = re.compile(
    r"\b(?:sa(?:ys?|id)|add(?:s|ed)|told [^,;]+|claim(?:s|ed)|insist(?:s|ed)|argue[sd]?|testified|wrote|acknowledged"
    r"|confirmed|denied|complained)\b[^;:]* that (?:the |its |their )?$"
)
"""What stands before the subject of a verb that reports within what another one does."""


def _without_description(passage: Text, sentence: Span, cue: Span, subject: Span | None) -> Span:
    """A sentence that reports, without what describes who speaks where that stands at its start or end."""
    start, end = sentence[0], sentence[1] - (passage.text[sentence[1] - 1 : sentence[1]] == ".")
    if subject is None:
        return start, end
    if subject[1] <= cue[0] and _IN_ANOTHER.search(passage.told, sentence[0], subject[0]):
        return subject[0], end  # she said that the guild had told its members to stay
    if subject[1] < cue[0] and verb_of(passage.told, subject[1], cue[0], is_open=True) is not None:
        start = cue[0]  # of an act told before it: *closed the port and promised help*
    is_first = not passage.told[start : subject[0]].strip()
    if is_first and subject[1] < cue[0] and _OF_SPEAKER.fullmatch(passage.told[subject[1] : cue[0]].rstrip(" ,")):
        return cue[0], end
    document = _DOCUMENT.match(passage.told, cue[1], end)
    if document and cue[1] <= subject[0] and (document["how"] or document["made"]):
        return start, document.start("how" if document["how"] else "made")
    cited = MADE_BY.fullmatch(passage.told, *subject)
    if cited and cue[1] <= subject[0]:
        return start, cited.start("made")
    if cue[1] <= subject[0] and _OF_SPEAKER.fullmatch(passage.told[subject[1] : end]):
        return start, subject[1]
    return start, end
