"""Tells what the clause of an event is: a happening, a state or an attitude; over, going on, planned or spoken of."""

import re
from collections.abc import Sequence
from itertools import pairwise

from us_cuba_2026.curation.proposing.clauses import Clause
from us_cuba_2026.curation.proposing.sentences import Span, Text
from us_cuba_2026.curation.proposing.verbs import ATTITUDES, Verb, base_of, participle, past, present

_NOT = re.compile(r"\b(?:has not|have not|hasn't|haven't|did not|didn't|never|failed to|refused to)\b")
_PLANNED = re.compile(r"\b(?:will|is to|are to|plans? to|intends?|is due|are due|is set|are set|scheduled)\b")
_HYPOTHETICAL = re.compile(r"\b(?:could|may|might|would|should|must|if|unless|ought|expects?|wants?)\b")
_KINDS = tuple(
    (kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for kind, words in (
        ("commemoration", r"memorial|anniversary|commemorat\w+|vigil|funeral"),
        ("protest", r"protest\w*|demonstrat(?:ed|ors?|ions?)|march(?:ed|ers)|strikes?|strikers|walkouts?"),
        (
            "repression",
            r"jail(?:ed|ing)?|imprison\w*|censor\w*|dissidents?|detain\w*|arrest(?:s|ed|ing)?|political prisoners",
        ),
        (
            "military",
            r"troops|soldiers|missiles?|bomb(?:ed|ing)s?|invasion|invaded|airstrikes?|navy|warships?|army|raid",
        ),
        ("sanction", r"sanctions?|embargo|tariffs?|visa bans?"),
        (
            "aid",
            r"relief (?:supplies|effort)|humanitarian aid|donat\w+|sen(?:t|ds?|ding) (?:[\w-]+ ){0,3}?(?:aid|food"
            r"|medicines?|tents|blankets|rescuers|firefighters|(?:rescue|relief|cleanup|medical) [a-z]+)",
        ),
        ("negotiation", r"talks|negotiat\w+|ceasefire|treaty|summit"),
        (
            "humanitarian",
            r"kill(?:ed|ing)(?! (?:[\w,-]+ (?:of )?)?(?:fish|birds|cattle|sheep|animals|trees|bees|livestock|crops))"
            r"|injured|wounded|drowned|starv\w+|hunger|evacuat\w+|homeless|dead|died in|hospitals?"
            r"|from (?:their )?homes"
            r"|(?:residents|families|evacuees|refugees|villagers) [^,;]*\b(?:return(?:ed|ing)?|go home)\b",
        ),
        (
            "communication",
            r"published|posted|broadcast|speech|interview|wrote|letter|study"
            r"|reports? (?:from|said|found|by|exist)|(?:an?|the|its) report\b",
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
            r"built|opened|closed|sold|bought|prices?|factory|produc\w+|spent|invest\w+|profits?|jobs?|workers|harvest"
            r"|mill|mine|plant|company|bank|loan|market|output|exports?|imports?|drought|repairs?|construction|costs?",
        ),
    )
)
"""Words that tell of a kind; the first that fits, in the order of the coding manual."""
_OF_STATE = re.compile(
    r"\b(?:governments?|minist(?:ers?|ry)|presidents?|mayors?|officials?|parties|party|lawmakers?|senators?|councils?"
    r"|campaign|polic(?:y|ies)|inquiry|investigations?|judges?|law|laws|rule|regime|state|federal|leaders?|opposition"
    r"|authorit(?:y|ies)|accus\w+|fined?|strategy|allies)\b",
    re.IGNORECASE,
)
"""Words of politics, where no other kind is told."""
_CLAUSE = re.compile(r";|:(?!\d)|, (?:and|but|while|when|which|who|where)\b")


def kind(passage: Text, place: Span, clause: bool = False) -> str:
    """A word of ``events.kind``, by the words of the sentence that a date stands in; nothing where none tells.

    Args:
        passage: The passage.
        place: Where the date stands.
        clause: Whether the place is a clause, by whose words alone the kind is told.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> kind(Text("psg-001", printed("The board voted in May to end the talks.")), (19, 22))
        'negotiation'
    """
    if clause:
        told = told_kind(passage, place)
        return told or ("politics" if _OF_STATE.search(passage.told[slice(*place)]) else "economy")
    return told_kind(passage, passage.sentence_at(place[0]))


def told_kind(passage: Text, place: Span) -> str:
    """A word of ``events.kind`` for which there is a word in some place; nothing where there is none.

    Args:
        passage: The passage.
        place: The place.
    """
    words = passage.told[slice(*place)]
    return next((word for word, pattern in _KINDS if pattern.search(words)), "")


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


_STATES = frozenset(
    (
        "be",
        "have",
        "depend",
        "remain",
        "exist",
        "lack",
        "contain",
        "belong",
        "live",
        "stand",
        "last",
        "own",
        "need",
        "rely",
        "stay",
        "include",
        "cost",
        "handle",
    )
)
_TO = re.compile(r" to (?:be )?(?P<base>[a-z]+)\b")
_PLANS = frozenset(
    (
        "prepare",
        "plan",
        "intend",
        "decide",
        "agree",
        "vow",
        "promise",
        "pledge",
        "threaten",
        "schedule",
        "propose",
        "aim",
    )
)
_DOES = frozenset(("opt", "choose", "try", "attempt", "manage", "begin", "start", "continue", "help", "move", "rush"))
"""Verbs of what is done with another: *she opted to sell the mill*."""
_LEFT_UNDONE = frozenset(("fail", "refuse", "decline"))
_IF = re.compile(r"\b(?:unless|if)\b")
_GOES_ON = re.compile(r"\b(?:since|still|for (?:years|decades|months|weeks|the past)|long)\b")
_IDENTITY = re.compile(r" (?:the|an?|one of|among|(?:the )?[0-9]|only|just|part of|by far)\b")
MOST_TITLE = 7  # words
_FUNCTION = frozenset((
    "of", "in", "on", "at", "to", "from", "by", "for", "with", "as", "into", "over", "under", "than", "and", "or",
    "but", "that", "which", "who", "its", "his", "her", "their", "near", "about", "more", "after", "before",
    "since", "during", "until", "outside", "against", "through", "between", "while", "when", "where", "because",
    "only", "all", "no", "any", "some", "every", "not", "also", "nearly", "almost", "around", "least", "most", "up",
    "other", "new", "two", "three",
))  # fmt: skip
_PREPOSITION = re.compile(
    r"(?:of|in|on|at|to|from|by|for|with|as|into|over|during|after|before|since|until|outside|against|near"
    r"|through|between)$"
)


_NAMELESS = re.compile(
    r"(?:ask|insist|request|want|wish|prefer)\b[^,;]* not (?:to )?be (?:named|identified|quoted)\b"
    r"|(?:authorize|allow|permit) to (?:speak|comment|discuss|talk)\b"
)
"""What only tells why somebody has no name in the article."""


def is_event(passage: Text, clause: Clause) -> bool:
    """Whether a clause tells an event: not what somebody is called, or what only says who speaks.

    Args:
        passage: The passage.
        clause: One of its clauses.
    """
    verb, text = clause.verb, passage.told
    rest = text[verb.end : clause.end]
    subject = text[slice(*clause.subject)] if clause.subject else ""
    if verb.base == "be" and (_IDENTITY.match(rest) or not re.sub(r"\band$", "", rest.strip(" .,\"'")).strip(" .,\"'")):
        return False
    if (verb.base == "speak" and "condition of anonymity" in rest) or _NAMELESS.match(f"{verb.base}{rest}"):
        return False
    if re.search(r"\bif\s*$", clause.joint):
        return False
    if verb.base == "cite" and verb.form == "participle":
        return False
    if re.search(r",? who$", subject) or re.match(
        r"(?:at|in|from|with|for|by|including|indicating|as|last|next)\b", subject
    ):
        return False
    if verb.base in _LEFT_UNDONE and re.match(
        r" (?:to (?:comment|describe|elaborate|say|give|discuss)|comment)\b", rest
    ):
        return False
    return bool(subject) or verb.form in ("participle", "future")


def class_of(passage: Text, clause: Clause) -> str:
    """A word of ``events.class``, by the verb of a clause.

    Args:
        passage: The passage.
        clause: One of its clauses.
    """
    verb = clause.verb
    if verb.base in ATTITUDES and not verb.is_passive and not (verb.base in ("see", "seek") and verb.form == "past"):
        return "attitude"
    if verb.base in _ALLEGED and verb.is_passive and not re.search(r"\bby\b", passage.told[verb.end : clause.end]):
        return "statement"  # by nobody who is named
    if _feels(verb, passage.told[verb.end : clause.end]):
        return "attitude"
    is_kept = (
        verb.is_passive
        and verb.form in ("present", "perfect")
        and not re.search(r"\bby\b", passage.told[verb.end : clause.end])
    )
    return (
        "state"
        if verb.base in _STATES or (is_kept and _GOES_ON.search(passage.told[clause.start : clause.end]))
        else "happening"
    )


_FEELS = re.compile(
    r" (?:(?:not|still|also|very|more|so|too|increasingly|[a-z]+ly) )*(?:eager|keen|afraid|willing|unwilling|reluctant"
    r"|anxious|hopeful|optimistic|pessimistic|skeptical|sceptical|wary|angry|proud|fearful|confident|glad|grateful)\b"
)
"""What is behind *be* where somebody thinks or feels."""
_ALLEGED = frozenset(("accuse", "suspect", "blame"))
_MOVED = frozenset(("worry", "convince", "concern", "disappoint", "frighten", "alarm", "determine", "outrage"))
"""Verbs whose participles tell what somebody thinks or feels, where nobody is told who has done it."""


def _feels(verb: Verb, rest: str) -> bool:
    """Whether a verb with what stands behind it tells what somebody thinks or feels."""
    if verb.base == "be":
        return _FEELS.match(rest) is not None
    if verb.is_passive:
        return verb.base in _MOVED and not re.search(r"\bby\b", rest)
    is_looking = verb.base == "look" and re.match(r" to [a-z]+\b", rest) is not None
    return is_looking or (verb.base == "reject" and verb.form == "present")


def done(base: str, rest: str) -> tuple[str, int]:
    """What is, or is not, to be done by who plans, threatens or fails to do it, and how long the words for it are.

    Args:
        base: The verb of a clause.
        rest: What stands behind it.

    Example:
        >>> done("threaten", " to sue the board"), done("see", " the board")
        (('sue', 7), ('see', 0))
    """
    to = _TO.match(rest) if base in _PLANS | _LEFT_UNDONE | _DOES else None
    return (base_of(to["base"]), to.end()) if to else (base, 0)


_NONE = re.compile(r"(?:(?P<who>nobody|no one|none)|no|neither)\b(?! longer)\s*", re.IGNORECASE)
"""A subject that tells that something is not so: *no terms were agreed*."""


def status_of(passage: Text, clause: Clause, edtf: str = "", day: str = "") -> str:
    """A word of ``events.status``, by the form of the verb of a clause.

    Args:
        passage: The passage.
        clause: One of its clauses.
        edtf: The date that stands in it, if one does.
        day: The day of publication.
    """
    verb = clause.verb
    rest = passage.told[verb.end : clause.end]
    is_to = _TO.match(rest) is not None
    subject = passage.told[slice(*clause.subject)] if clause.subject else ""
    if verb.is_negative or _NONE.match(subject) or (verb.base in _LEFT_UNDONE and is_to):
        return "not_occurred"
    if verb.form == "modal" or _IF.search(clause.joint):
        return "hypothetical"
    if verb.form == "future" or (verb.base in _PLANS and is_to):
        return "planned"
    first, _, last = edtf.partition("/")
    if day and first.lstrip("[").replace("X", "0") > day and verb.form != "past":
        return "planned"
    if day and last > day and verb.form == "perfect":  # has been shut until May
        return "ongoing"
    if verb.form in ("present", "progressive"):
        return "ongoing"
    words = passage.told[clause.start : clause.end]
    is_lasting = class_of(passage, clause) != "happening" or _GOES_ON.search(words)
    return "ongoing" if verb.form == "perfect" and is_lasting else "occurred"


def title_of(passage: Text, clause: Clause, subject: str, status: str, without: Sequence[Span] = ()) -> str:
    """A short name of what a clause tells, as a headline has it.

    What has happened or goes on is in the present; what is planned has *to*; of what is only spoken of, or did not
    happen, the thing is named.

    Args:
        passage: The passage.
        clause: One of its clauses.
        subject: Who acts; empty where that is not told.
        status: A word of ``events.status``.
        without: What stands in the clause and is told in other cells: dates.

    Returns:
        Seven words at most.
    """
    verb = clause.verb
    if none := _NONE.match(subject):
        subject = f"{'somebody ' if none['who'] else ''}{subject[none.end() :]}"
    rest = _object(passage, (verb.end, clause.end), without)
    if clause.undergoes and not rest.strip():
        rest = f" {passage.told[slice(*clause.undergoes)]}"
    head = _short(subject, 4 if rest.strip() else MOST_TITLE - 2)
    is_plural = _is_plural(head) or " and " in head
    is_passive = verb.is_passive
    base, length = done(verb.base, rest)
    rest = rest[length:]
    if is_passive:
        words = {
            "planned": f"to be {participle(base)}",
            "hypothetical": f"being {participle(base)}",
            "not_occurred": f"being {participle(base)}",
        }.get(status, participle(base))
    elif status == "planned":
        words = f"to {base}"
    elif status in ("hypothetical", "not_occurred"):
        words = _ing(base)
    else:
        words = present(base, is_plural or not head)
    if not head and not is_passive:
        words = words if status == "planned" else _ing(base)
    left = MOST_TITLE - len(re.findall(r"\w+", f"{head} {words}"))
    told = " ".join(filter(None, (head, words, _cut(rest, left))))
    return f"{told[:1].upper()}{told[1:]}"


def role_of(
    passage: Text, clause: Clause, role: str, others: str, without: Sequence[Span] = (), is_reported: bool = False
) -> str:
    """What somebody does in an article, by the clause of an event: *Shut the dam*; *Detained by police*.

    Args:
        passage: The passage.
        clause: The clause.
        role: The part in the event.
        others: Who acts, where somebody else is acted on.
        without: What stands in the clause and is told in other cells: dates.
        is_reported: Whether only a statement tells it.

    Returns:
        Nothing where the words behind the verb point at something else: *bought it*.
    """
    verb = clause.verb
    rest = _object(passage, (verb.end, clause.end), without)
    if role == "partner" or (not verb.is_passive and _POINTS.match(rest)):
        return ""
    if role in ("target", "victim", "beneficiary") and not verb.is_passive:
        away = _AWAY.search(rest)
        by = f" by {_short(others, 4)}" if others else f" {_cut(away[0], 4)}" if away else ""
        told = f"{participle(verb.base)}{by}"
    elif verb.is_passive:
        told = f"{participle(verb.base)} {_cut(rest, MOST_TITLE - 1)}"
    else:
        words = passage.text[verb.start : verb.end]
        words = past(verb.base) if verb.form in ("past", "perfect") and not verb.is_negative else words
        words = present(verb.base, True) if verb.form == "progressive" else words
        if is_reported and verb.form in ("past", "perfect") and not verb.is_negative:
            words = f"said to have {participle(verb.base)}"
        told = f"{words} {_cut(rest, MOST_TITLE - len(words.split()))}"
    told = told.strip()
    return f"{told[:1].upper()}{told[1:]}"


_POINTS = re.compile(r" (?:it|them|him|her|this|that|so)\b(?!-)")
_AWAY = re.compile(r" from (?:their|its|his|her) [a-z]+$")


def _object(passage: Text, span: Span, without: Sequence[Span]) -> str:
    """What stands behind a verb, without quotations and dates."""
    text = passage.told[span[0] : span[1]]
    for place in without:
        if span[0] <= place[0] and place[1] <= span[1]:
            first, last = place[0] - span[0], place[1] - span[0]
            last += len(part[0]) if (part := _PART_OF_DAY.match(text, last)) else 0
            before = _BEFORE_DATE.sub(" ", text[:first])
            text = f"{before:{first}}{' ' * (last - first)}{text[last:]}"
    return _ENDS_OBJECT.split(re.sub(r"\s+", " ", _TIME_OF_DAY.sub("", text)).rstrip())[0]


_TIME_OF_DAY = re.compile(
    r" (?:(?:at|by|until|from|after|before|around) )?\d{1,2}(?::\d\d(?: ?[ap]\.?m\b\.?)?| ?[ap]\.?m\b\.?)(?!\w)"
)
_PART_OF_DAY = re.compile(r" (?:morning|afternoon|evening|night)\b")
_BEFORE_DATE = re.compile(r" (?:on|in|at|by|from|since|until|during|of)(?: the| a| about| early| late)? ?$")
_ENDS_OBJECT = re.compile(r",(?!\d)|:(?!\d)|[;()\"]| but\b| and (?:[a-z]+ly )?(?=[a-z]+ed\b)")


def _short(words: str, most: int) -> str:
    """A subject without its article, and without additions if it is long."""
    words = re.sub(r"^(?:the|an?|its|his|her|their|some)\s+", "", words.strip(), flags=re.IGNORECASE)
    words = re.split(r",(?!\d)| (?:who|which|that|there)\b", words)[0]
    if len(words.split()) > most:
        words = re.split(r" (?:of|at|in|from|for|with|along|on|between|accused|run|led)\b", words)[0]
    return " ".join(words.split()[-most:])


def _cut(words: str, most: int) -> str:
    """The first of some words, without articles, up to the end of a phrase."""
    plain = [word for word in words.split() if word.lower() not in ("the", "a", "an", "already", "also")]
    kept: list[str] = []
    for word in plain:
        if len(re.findall(r"\w+", " ".join([*kept, word]))) > most:
            break
        kept.append(word)
    if len(kept) < len(plain) and not _PREPOSITION.fullmatch(plain[len(kept)].lower()):
        places = [at for at, word in enumerate(kept) if at and _PREPOSITION.fullmatch(word.lower())]
        kept = kept[: places[-1]] if places else kept
    while kept and kept[-1].lower().strip(",") in _FUNCTION:
        kept.pop()
    if kept and re.search(r"['’]s?$", kept[-1]):
        kept.pop()
    while kept and kept[-1].lower().strip(",") in _FUNCTION:
        kept.pop()
    return " ".join(kept).strip(" ,.")


def _ing(base: str) -> str:
    """The form of a verb that names what is done."""
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe")) and base != "be":
        return f"{base[:-1]}ing"
    return f"{base}{base[-1]}ing" if re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", base) else f"{base}ing"


def _is_plural(words: str) -> bool:
    last = re.split(r" (?:of|at|in|from|for|with|along|on)\b", words)[0].split()[-1:]
    return (
        bool(last)
        and re.fullmatch(r"people|[Pp]olice|[Oo]thers|men|women|children|troops|[a-z-]+[^s'’iu]s|[Tt]hey|we", last[0])
        is not None
    )
