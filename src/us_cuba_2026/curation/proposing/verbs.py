"""Finds the verb of a clause and reads its form: what is over, goes on, is to come or is only spoken of."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_WORDS = (
    "abandon accept accuse add adopt advise affect agree aim allow announce apologize appeal appear apply appoint "
    "approve argue arrange arrest arrive attack attend award back ban bar barricade base batter bear beat become "
    "begin believe bet bind bleed block blow board bomb boost borrow bow break breed bring build burn buy call "
    "cancel capture carry catch cause celebrate challenge change charge chase choose chop claim clap clash clean "
    "clear climb close collapse collect come compete complain complete confirm confront consider contain continue "
    "contribute control cooperate cost count cover crack crash create criticize cross crush cut damage dance dare "
    "deal decide declare decline defeat defend delay deliver demand demolish demonstrate deny depend deploy "
    "derail describe deserve design destroy detain detect develop die dig discover dislike dismiss dispute "
    "dissolve divert divide do dominate donate double doubt drain draw drink drive drop drown dry ease eat elect "
    "emerge employ enact encourage end endanger endorse enforce enter erupt escape establish evacuate examine "
    "exceed exist expand expect expel expire explode export expose extend face fail fall favor fear feature feed "
    "feel fight file fill find fine finish fire fish fix flee float flood fly follow force forget form free "
    "fuel fund gain gather get give go govern grant graze grow guarantee guard halt handle happen harm harvest "
    "hate have hear help hide hire hit hold hope host hurt identify ignore import impose improve include increase "
    "inform injure insist inspect install intend interrupt introduce invade invest investigate invite involve "
    "jail jam join jump keep kidnap kill know lack land last launch lay lead leak leave lend let lift like limit "
    "link list live load lock look loot lose love lower maintain make manage march mark marry meet mine miss "
    "mount move murder name need negotiate nominate notify number obtain occupy occur offer open operate oppose "
    "order organize outlaw oversee own pack paint paralyze pardon participate pass patrol pause pay perform "
    "permit persuade pick pile place plan plant play plead please pledge plunder plunge point pollute postpone "
    "pour practice praise pray prefer prepare present preserve press pressure prevent proceed process produce "
    "promise promote prop propose prosecute protect protest prove provide publish pull pump purchase pursue push "
    "quit raid rain raise rally rank ravage reach read reappear rebuild recall receive recognize recommend "
    "reconsider record recover recruit reduce refer refuse regain regard regulate rehearse rehire reject release "
    "rely remain remove rename rent repair repeal replace replicate report represent repress require rescue "
    "resign resist resolve restart restore restrict resume retire retreat return reveal reverse review revise "
    "revive ride ring rise risk rob rule run rush sabotage sail save say scatter schedule seal search secure see "
    "seek seize sell send sentence separate serve set settle sever shake share shelter shelve shine ship shoot "
    "show shut sign sing sink sit slam slash sleep slide slow smash smuggle soar spark speak spend spill spin "
    "split sponsor spread stage stall stand start starve stay steal step stick stop store storm strand strengthen "
    "stretch strike struggle study submit succeed sue suffer suggest supply support surge surrender surround "
    "survive suspect suspend sweep swell swim switch tackle take talk target teach tear tell test testify think "
    "threaten throw tie tighten topple touch tour trace track trade train transfer transform translate transport "
    "trap travel treat trigger triple trust try tumble turn understand unveil uphold upset urge use vaccinate "
    "vanish veto view violate visit vote vow wait wake walk want warn wash watch weaken wear weather welcome "
    "widen win wipe wish withdraw withhold withstand witness wonder work worry worship wound wreck write yield "
)
_BASES = frozenset(_WORDS.split())  # fmt: skip
"""Verbs of news; others are known by their endings, or behind an auxiliary."""
_FORMS = (
    "arise/arose/arisen bear/bore/borne beat/beat/beaten become/became/become begin/began/begun bet/bet/bet "
    "bind/bound/bound bleed/bled/bled blow/blew/blown break/broke/broken breed/bred/bred "
    "bring/brought/brought build/built/built burn/burned/burned buy/bought/bought catch/caught/caught "
    "choose/chose/chosen come/came/come cost/cost/cost cut/cut/cut deal/dealt/dealt dig/dug/dug do/did/done "
    "draw/drew/drawn drink/drank/drunk drive/drove/driven eat/ate/eaten fall/fell/fallen feed/fed/fed "
    "feel/felt/felt fight/fought/fought find/found/found flee/fled/fled fly/flew/flown "
    "forbid/forbade/forbidden forget/forgot/forgotten freeze/froze/frozen get/got/got give/gave/given "
    "go/went/gone grow/grew/grown have/had/had hear/heard/heard hide/hid/hidden hit/hit/hit hold/held/held "
    "hurt/hurt/hurt keep/kept/kept know/knew/known lay/laid/laid lead/led/led leave/left/left lend/lent/lent "
    "let/let/let lose/lost/lost make/made/made mean/meant/meant meet/met/met oversee/oversaw/overseen "
    "pay/paid/paid put/put/put quit/quit/quit read/read/read rebuild/rebuilt/rebuilt ride/rode/ridden "
    "ring/rang/rung rise/rose/risen run/ran/run say/said/said see/saw/seen seek/sought/sought sell/sold/sold "
    "send/sent/sent set/set/set shake/shook/shaken shine/shone/shone shoot/shot/shot show/showed/shown "
    "shut/shut/shut sing/sang/sung sink/sank/sunk sit/sat/sat sleep/slept/slept slide/slid/slid "
    "speak/spoke/spoken spend/spent/spent spin/spun/spun split/split/split spread/spread/spread "
    "stand/stood/stood steal/stole/stolen stick/stuck/stuck strike/struck/struck swear/swore/sworn "
    "sweep/swept/swept swim/swam/swum take/took/taken teach/taught/taught tear/tore/torn tell/told/told "
    "think/thought/thought throw/threw/thrown understand/understood/understood uphold/upheld/upheld "
    "upset/upset/upset wake/woke/woken wear/wore/worn win/won/won withdraw/withdrew/withdrawn "
    "withhold/withheld/withheld withstand/withstood/withstood write/wrote/written "
)
_IRREGULAR = {base: (past, participle) for base, past, participle in (entry.split("/") for entry in _FORMS.split())}
_PASTS = {past: base for base, (past, _) in _IRREGULAR.items()}
_PARTICIPLES = {participle: base for base, (_, participle) in _IRREGULAR.items()}
ATTITUDES = frozenset((
    "fear", "hope", "want", "believe", "think", "expect", "doubt", "worry", "see", "view", "regard", "consider",
    "hate", "dislike", "wish", "love", "prefer", "trust", "like", "suspect", "feel", "seek", "aim", "favor", "oppose",
    "support",
))  # fmt: skip
"""Verbs of what somebody thinks or feels."""
_PLURAL = r"[a-z]+[^\Ws]s|people|police|women|men|children|[Tt]hey|[Ww]e"
_TWO_MEANINGS = frozenset((
    "found", "left", "lead", "read", "set", "cut", "hit", "put", "cost", "let", "felt", "bound", "saw", "shot", "split",
    "spread", "upset", "hurt", "shut", "thought", "dealt", "dug", "bore", "wound", "beat", "quit", "made", "led",
))  # fmt: skip
"""Pasts that are other words, too, or participles behind a noun."""
_NO_VERBS = frozenset((
    "united", "unprecedented", "hundred", "sacred", "naked", "wicked", "rugged", "indeed", "speed", "need", "seed",
    "feed", "breed", "reed", "weed", "shed", "bed", "red", "led", "sled", "retired", "limited", "crowded", "alleged",
    "armed", "unnamed", "unidentified", "aged", "experienced", "skilled", "so-called", "exiled", "embed", "moored",
))  # fmt: skip
_HAVE = r"has|have|had|having|hasn't|haven't|hadn't"
_BE = r"is|are|was|were|been|being|be|isn't|aren't|wasn't|weren't"
_MODAL = (
    r"will|would|shall|could|can|may|might|must|should|ought to|won't|wouldn't|couldn't|cannot|can't|mustn't|shouldn't"
)
_DO = r"do|does|did|don't|doesn't|didn't"
_ADVERB = (
    r"(?:not|never|also|already|always|again|still|long|now|then|only|just|once|first|later|since|soon|often|ever|even"
    r"|yet|all|both|each|largely|(?!reply\b|apply\b|supply\b|rely\b|ally\b|family\b|comply\b)[a-z]{2,}ly)"
)
_AUXILIARIES = re.compile(rf"\b(?:{_HAVE}|{_BE}|{_MODAL}|{_DO})\b", re.IGNORECASE)
_GROUP = re.compile(
    rf"\b(?P<aux>(?:(?:{_HAVE}|{_BE}|{_MODAL}|{_DO})\b(?: (?:(?:due|set|scheduled|expected|about|likely|going"
    rf"|supposed) )?to\b)?"
    rf"(?:,? {_ADVERB}\b(?!-))* ?)+)(?P<main>[a-z][a-z-]+)?",
)
_WORD = re.compile(r"(?<![\w'’-])[a-z][a-z-]+(?![\w'’])")
_NEGATIVE = re.compile(r"n't\b|\bnot\b|\bnever\b|\bcannot\b|\bno longer\b", re.IGNORECASE)
_BEFORE_NOUN = re.compile(
    r"(?:^|\b(?:the|an?|its|his|her|their|our|my|of|for|with|in|on|at|from|by|no|any|some|this|that|these|those|and|or"
    r"|more|most|many|several|few|two|three|four|five|six|ten|[0-9]+|very|newly|[\w.]+['’]s?)) $",
    re.IGNORECASE,
)
_REDUCED = re.compile(r" (?:by|in|on|at|from|near|to|with|over|under|during|as|after|before|for|of|through|against)\b")
_CHARGED = re.compile(r"(?:accused|suspected|convicted) of|charged with|blamed for")
"""Participles behind a noun that are never a past: *officials accused of delay*."""
_ONTO = re.compile(rf"(?:(?:{_ADVERB}|to) )+$", re.IGNORECASE)
_OPENS_OBJECT = re.compile(
    r" (?:the|an?|its|his|her|their|it|them|him|that|to|on|in|for|from|at|with|by|into|over|out|up|down|off|back"
    r"|against"
    r"|more|about|after|no|any|some|as|[0-9$]|[A-Z])"
)


class Verb(NamedTuple):
    """The verb of a clause.

    Args:
        start: Where its words start, auxiliaries included.
        end: Where they end.
        base: Its base form, such as *shut*; *be* where nothing else is told.
        form: ``past``, ``present``, ``perfect``, ``progressive``, ``future``, ``modal`` or ``participle``.
        is_passive: Whether the subject is what it is done to.
        is_negative: Whether it is told as not done.
    """

    start: int
    end: int
    base: str
    form: str
    is_passive: bool
    is_negative: bool


def verb_of(text: str, start: int = 0, stop: int | None = None, is_open: bool = False) -> Verb | None:
    """The first finite verb of a stretch of text.

    Args:
        text: The text.
        start: Where to look from.
        stop: Where to look to, or nothing: to the end.
        is_open: Whether the verb may stand first, as behind *which*.

    Example:
        >>> verb_of("The dam was not opened in May.")
        Verb(start=8, end=22, base='open', form='past', is_passive=True, is_negative=True)
        >>> verb_of("Traders fear a second dry year").base, verb_of("a second dry year")
        ('fear', None)
    """
    stop = len(text) if stop is None else stop
    found = [*_with_auxiliary(text, start, stop), *_alone(text, start, stop, is_open)]
    return min(found, default=None)


def base_of(word: str) -> str:
    """The base form of a verb in one of its other forms; the word itself where it is none of them.

    Example:
        >>> [base_of(word) for word in ("shut", "stopped", "carried", "fined", "passes", "ending", "sent")]
        ['shut', 'stop', 'carry', 'fine', 'pass', 'end', 'send']
    """
    if word in _BASES or word in _IRREGULAR:
        return word
    for known in (_PASTS, _PARTICIPLES):
        if word in known:
            return known[word]
    for ending, instead in (
        ("ied", "y"), ("ies", "y"), ("ed", ""), ("ed", "e"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"),
    ):  # fmt: skip
        stem = word.removesuffix(ending)
        if stem == word:
            continue
        for base in (stem + instead, stem[:-1] if stem[-1:] == stem[-2:-1] else stem + instead):
            if base in _BASES or base in _IRREGULAR:
                return base
    return _guessed(word)


def is_base(word: str) -> bool:
    """Whether a word is the base form of a verb of news.

    Example:
        >>> is_base("end"), is_base("Norland")
        (True, False)
    """
    return word in _BASES or word in _IRREGULAR


def present(base: str, is_plural: bool) -> str:
    """A verb in the present, as titles tell what has happened.

    Example:
        >>> present("pass", False), present("carry", False), present("shut", True), present("have", False)
        ('passes', 'carries', 'shut', 'has')
    """
    if base == "be":
        return "are" if is_plural else "is"
    if is_plural:
        return base
    if base in ("have", "do", "go"):
        return {"have": "has", "do": "does", "go": "goes"}[base]
    if re.search(r"(?:s|x|z|ch|sh|o)$", base):
        return f"{base}es"
    return f"{base[:-1]}ies" if re.search(r"[^aeiou]y$", base) else f"{base}s"


def participle(base: str) -> str:
    """The past participle of a verb.

    Example:
        >>> participle("shut"), participle("fine"), participle("carry"), participle("stop")
        ('shut', 'fined', 'carried', 'stopped')
    """
    if base in _IRREGULAR:
        return _IRREGULAR[base][1]
    if base.endswith("e"):
        return f"{base}d"
    if re.search(r"[^aeiou]y$", base):
        return f"{base[:-1]}ied"
    return f"{base}{base[-1]}ed" if re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", base) else f"{base}ed"


def past(base: str) -> str:
    """The past of a verb.

    Example:
        >>> past("take"), past("close")
        ('took', 'closed')
    """
    return _IRREGULAR[base][0] if base in _IRREGULAR else participle(base)


def _guessed(word: str) -> str:
    if word.endswith("ied"):
        return f"{word[:-3]}y"
    if word.endswith(("ed", "ing")):
        stem = word.removesuffix("ed").removesuffix("ing")
        if re.fullmatch(r"[^aeiou]+u?[aeiou][^aeiouwxy]", stem):
            return f"{stem}e"
        if stem[-1:] == stem[-2:-1] and stem[-1:] not in "lsfz":
            return stem[:-1]
        return (
            f"{stem}e"
            if re.search(r"(?:[aiou]|[^aeiou]e)[cgsvz]$|[bdt]l$|at$|[aiu]r$|nc$|[rl]v$|iz$|ut$", stem)
            else stem
        )
    return word


def _with_auxiliary(text: str, start: int, stop: int) -> Iterator[Verb]:
    for match in _GROUP.finditer(text, start, stop):
        if match["aux"] in ("be", "have", "do") and text[start : match.start()].endswith(" to "):
            continue
        words = match["aux"].lower().split()
        main, is_being = match["main"] or "", bool(re.search(rf"\b(?:{_BE})\b", match["aux"], re.IGNORECASE))
        is_perfect = re.search(rf"\b(?:{_HAVE}|{_BE})\b", match["aux"], re.IGNORECASE) is not None
        base = (_PARTICIPLES.get(main) if is_perfect else None) or base_of(main) if main else ""
        is_ing, is_done = main.endswith("ing"), bool(main) and (main.endswith("ed") or main in _PARTICIPLES)
        has = bool(re.search(rf"\b(?:{_HAVE})\b", match["aux"], re.IGNORECASE))
        is_modal = re.match(_MODAL, match["aux"], re.IGNORECASE) is not None
        is_to_come = is_being and words[-1] == "to"
        has_main = (
            is_ing
            or (is_done and main not in _NO_VERBS)
            or (not is_being and not has)
            or (is_modal and not is_being)
            or is_to_come
        )
        end = match.end() if main and has_main else match.start() + len(match["aux"].rstrip())
        base = base if has_main and main else "be" if is_being else "have"
        form = (
            "future"
            if words[0] in ("will", "won't", "shall") or is_to_come
            else "modal"
            if is_modal
            else "perfect"
            if has and (is_done or is_being)
            else "progressive"
            if is_ing and words[0] in ("is", "are", "isn't", "aren't")
            else "past"
            if words[0] in ("was", "were", "had", "did", "didn't", "wasn't", "weren't", "hadn't")
            else "present"
        )
        yield Verb(
            match.start(),
            end,
            base,
            form,
            is_being and is_done and has_main and not is_to_come,
            bool(_NEGATIVE.search(match["aux"])),
        )
        return


def _alone(text: str, start: int, stop: int, is_open: bool) -> Iterator[Verb]:
    """A verb without an auxiliary, known by its form and by what stands around it."""
    for match in _WORD.finditer(text, start, stop):
        word = match[0]
        before = _ONTO.sub("", text[start : match.start()])
        behind = text[match.end() : stop]
        if _AUXILIARIES.fullmatch(word):
            continue
        is_first = is_open and not before.strip()
        if re.search(r", $", before) and before.count(",") == 1 and word.endswith("ed") and _REDUCED.match(behind):
            continue
        if (
            (not is_first and (_BEFORE_NOUN.search(before) or not before.strip()))
            or word in _NO_VERBS
            or re.search(r"\bto $", text[start : match.start()])
        ):
            continue
        is_past = word in _PASTS or (len(word) > 3 and word.endswith("ed"))
        if is_past:
            if (word.endswith("ed") or word in _TWO_MEANINGS or word in _PARTICIPLES) and _is_reduced(
                text, match.end(), stop
            ):
                continue
            if _CHARGED.match(text, match.start()):
                yield Verb(match.start(), match.end(), base_of(word), "participle", True, False)
                return
            yield Verb(match.start(), match.end(), _PASTS.get(word) or base_of(word), "past", False, False)
            return
        if word.endswith("s") and base_of(word) in _BASES | _IRREGULAR.keys() and base_of(word) != word:
            is_noun = re.search(r"[a-z]s $", before) is not None or not (
                _OPENS_OBJECT.match(behind) or re.match(r" [a-z]+(?:s|ly)?\b", behind)
            )
            if not is_noun and re.search(r"[\w.] $", before):
                yield Verb(match.start(), match.end(), base_of(word), "present", False, False)
                return
        is_many = (
            is_first
            or re.search(rf"(?:{_PLURAL}) $", before)
            or (
                word in ATTITUDES
                and re.match(rf"\W*(?:[\w-]+ ){{0,2}}(?:{_PLURAL}) (?:in|along|of|from|at|near|on)\b", before)
            )
        )
        if word in _BASES and is_many and re.match(r" [\w$]", behind):
            yield Verb(match.start(), match.end(), word, "present", False, False)
            return


def _is_reduced(text: str, end: int, stop: int) -> bool:
    """Whether a participle only describes the noun before it, since another verb follows.

    Such is *released* in *a report released on Friday said*.
    """
    if not _REDUCED.match(text, end):
        return False
    behind = verb_of(text, end, stop)
    return behind is not None and not re.search(
        r"[,;]|\b(?:and|that|who|which|but|while|after|before|when|as|because)\b", text[end : behind.start]
    )
