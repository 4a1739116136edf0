"""Says what a figure measures, by the words around its phrase."""

import re
from collections.abc import Mapping

from us_cuba_2026.curation.proposing.sentences import Span, Text
from us_cuba_2026.curation.proposing.verbs import verb_of

_OF = re.compile(
    r" of ((?:[\w.$'’-]+ ){0,5}?[\w'’-]+)(?=$|[,.;:]| (?:in|on|at|to|from|by|since|that|which|who|and|for|last"
    r"|this|a|is|are|was|were|has|have|had|depend|live)\b)"
)
_CHANGE = re.compile(
    r"(?P<what>[\w$.'’ -]+?) (?:has |have |had )?(?P<verb>rose|risen|fell|fallen|dropped|increased|decreased|grew|grown"
    r"|declined|climbed|jumped|surged|plunged|shrank)(?: by)? (?:[a-z]+ )?$"
)
_TO_LEVEL = re.compile(rf"{_CHANGE.pattern[:-1]}[^;:.]*?,? (?:to|at) (?:[a-z]+ )?$")
"""What stands before the level that something has come to: *prices rose 9 percent, to $3 a ton*."""
_STARTS_CLAUSE = re.compile(
    r".*(?:[,;:]|\b(?:that|which|who|whose|when|while|and|but|as|because|although|though|if|after|before|since|where"
    r"|said|says)\b) ?",
    re.DOTALL,
)
_STARTS_WHOLE = re.compile(_STARTS_CLAUSE.pattern.replace("|and", ""), re.DOTALL)
_IS_NAME = re.compile(
    r"[A-Z]\w*[^s\W] (?:[a-z]+ed|fell|rose|grew|lost|made|paid|spent|bought|sold|will|would|has|had|is|was)\b"
)
"""A word with a capital before its verb, behind which no plural has told that it is none: *Norland lost*."""
_MORE_OF_NOUN = re.compile(
    r" (?:at|in|on|for|from|by|to|with|this|last|since|during|across|over|under|among)\b.*", re.DOTALL
)
"""What follows a noun that stands alone without it: *prices at the auction*."""
_OPENS = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_NO_SUBJECT = re.compile(r"(?:it|they|he|she|we|I|there|this|these|those|one|some|many|both|[0-9].*)", re.IGNORECASE)
_LASTED = re.compile(
    r"(?P<what>[\w'’ -]+?) (?:has |have |had |will |would )?(?:lasted|lasts|last|took|takes)(?: for)? (?:[a-z]+ )?$"
)
_FOR = re.compile(r"(?P<what>[\w'’ -]+) for (?:(?:about|nearly|almost|more|at|over|roughly|around|the|some) )*$")
_KIND_OF = re.compile(r"-[a-z]+ ([a-z]+)\b")
"""What a duration is told of as its kind: *a nine-day strike*."""
_NOUNS = {
    "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "dropped": "fall", "increased": "rise",
    "decreased": "fall", "grew": "growth", "grown": "growth", "declined": "fall", "climbed": "rise", "jumped": "rise",
    "surged": "rise", "plunged": "fall", "shrank": "fall",
}  # fmt: skip
_UNTIL = re.compile(r"within |in (?:the )?(?:next|coming) ", re.IGNORECASE)
_AGO = re.compile(r" ago\b")
_MONEY = tuple(
    (re.compile(rf"\b(?:{verbs})\b"), words)
    for verbs, words in (
        ("fined", "fine"),
        ("costs?|costing", "cost"),
        ("bought|buys?|purchased|sold|sells?|acquired", "price"),
        ("lent|lends?|loaned|borrowed|loans?", "loan"),
        ("invest(?:ed|s|ing)?", "investment"),
        ("spent|spends?|spending", "spending"),
        ("paid|pays?|paying", "payment"),
        ("raised|raises?", "sum raised"),
        ("donated|donates?", "donation"),
        ("owes?|owed|debts?", "debt"),
        ("lost|loses?|losing|losses", "loss"),
    )
)
_HEDGES = r"(?:(?:about|around|nearly|almost|roughly|some|over|up|to|at|least|most|more|than|between|from) )*"
_PUT_AT = re.compile(
    rf"\b(?:put|puts|estimate[sd]?|value[sd]?|price[sd]?) (?P<what>(?:the |its |their )?[a-z][\w'’ -]*?) at {_HEDGES}$"
)
"""Words that say what an amount is of: *put the cost of the repair at $3 million*."""
_SUM_OF = re.compile(
    rf"\b(?:an?|the|its|their|his|her) (?P<what>(?:[a-z-]+ ){{0,2}}(?:budget|debt|deficit|donation|fee|fine|fund|gift"
    rf"|grant|income|investment|loan|loss|payment|price|profit|reward|salary|subsidy|surplus|tax|turnover))"
    rf" of {_HEDGES}$"
)
"""A sum that is called by a noun: *a loss of $3 million*."""
_AUXILIARIES = re.compile(
    r"(?: (?:has|have|had|will|would|could|can|may|might|was|were|is|are|been|be|already|also))+$"
)
MOST, MOST_CLAUSE = 5, 8  # words


def measure(passage: Text, place: Span, cells: Mapping[str, str], title: str) -> str:
    """What is measured, in few words; empty where the text does not tell it in a way that can be read.

    Args:
        passage: The passage.
        place: Where the phrase of the figure stands.
        cells: Its cells.
        title: The title of the event that it belongs to, or nothing.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> text = Text("psg-001", printed("The port handles 40 percent of the grain exports."))
        >>> measure(text, (17, 27), {"kind": "share", "as_stated": "40 percent"}, "")
        'share of the grain exports'
    """
    text, of = passage.told, ""
    if (found := _OF.match(text, place[1])) and len(found[1].split()) <= MOST:
        of = found[1]
    event = re.sub(rf" ?{re.escape(cells['as_stated'])}$| lasting$", "", title)
    first = event.partition(" ")[0]
    if re.search(
        rf"(?<![\w.])(?:{re.escape(first.lower())}|(?:[Tt]he|[Aa]n?|[Ss]ome) {re.escape(first.lower())})\b", text
    ):
        event = f"{event[:1].lower()}{event[1:]}"
    before = _lowered(text[passage.sentence_at(place[0])[0] : place[0]])
    match cells["kind"]:
        case "share":
            if change := _CHANGE.search(before):
                what = _noun(change["what"])
                return f"{_NOUNS[change['verb']]} of {what}" if what else ""
            inside = re.search(r" of (.+)$", cells["as_stated"])
            return f"share of {inside[1] if inside else of}" if inside or of else ""
        case "money":
            named = _PUT_AT.search(before) or _SUM_OF.search(before)
            return _OPENS.sub("", named["what"]) if named else f"worth of {of}" if of else _of_money(before)
        case "duration":
            return _of_time(before, text[place[1] :], cells["as_stated"], event)
        case "count" if cells.get("unit") not in ("", "person", None):
            return f"number of {cells['unit'].replace('_', ' ')}s" if not cells["unit"].endswith("s") else ""
        case "rate" if level := _TO_LEVEL.search(before):
            return _noun(level["what"])
    return ""


def _noun(words: str) -> str:
    """The subject that words end with, without what follows its noun; empty where that is none that can be read."""
    last = _MORE_OF_NOUN.sub("", _STARTS_CLAUSE.sub("", words).strip())
    return "" if _NO_SUBJECT.fullmatch(last) or len(last.split()) > MOST else _OPENS.sub("", last)


def _of_money(before: str) -> str:
    """What an amount is by the last verb before it, and whose: *cost of a ferry*."""
    found = [(match.end(), match.start(), word) for pattern, word in _MONEY for match in pattern.finditer(before)]
    if not found:
        return ""
    _, start, word = max(found)
    subject = _AUXILIARIES.sub("", before[:start].rstrip())
    plain = _MORE_OF_NOUN.sub("", _STARTS_CLAUSE.sub("", subject).strip()).removesuffix("'s")
    is_subject = (
        plain and not _NO_SUBJECT.fullmatch(plain) and len(plain.split()) <= MOST and word in ("cost", "loss", "debt")
    )
    return f"{word} of {plain}" if is_subject else word


def _of_time(before: str, behind: str, phrase: str, event: str) -> str:
    """What lasts: the subject of *lasted*, a clause before *for*, or what a hyphen joins the time to."""
    if kind := _KIND_OF.match(f"-{phrase.partition('-')[2]}{behind}") if "-" in phrase else None:
        return f"length of {kind[1]}"
    if event and _UNTIL.match(phrase):
        return f"time until {event}"
    if event and _AGO.match(behind):
        return f"time since {event}"
    if lasted := _LASTED.search(before):
        what = _noun(lasted["what"])
        return f"length of {what}" if what else ""
    if told := _FOR.search(before):
        clause = _STARTS_CLAUSE.sub("", told["what"]).strip()
        whole = _STARTS_WHOLE.sub("", told["what"]).strip()
        both = whole.rpartition(" and ")[0]
        if both and clause == whole.rpartition(" and ")[2] and verb_of(both) is None:  # Norland and Sudmark had
            clause = whole
        opens = clause.partition(" ")[0]
        is_clause = verb_of(clause, 0, len(clause)) is not None and not _NO_SUBJECT.fullmatch(opens)
        if is_clause and 1 < len(clause.split()) <= MOST_CLAUSE and verb_of(opens, 0, len(opens)) is None:
            return f"time that {clause}"
    return ""


def _lowered(sentence: str) -> str:
    """A sentence without the capital of its first word, unless that is likely a name's."""
    word = re.match(r"[A-Z][a-z]*(?= [a-z])", sentence)
    return f"{sentence[0].lower()}{sentence[1:]}" if word and not _IS_NAME.match(sentence) else sentence
