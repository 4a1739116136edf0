"""Says what a figure measures, by the words around its phrase."""

import re
from collections.abc import Mapping

from us_cuba_2026.curation.proposing.sentences import Span, Text

_OF = re.compile(
    r" of ((?:[\w.$'’-]+ ){0,5}?[\w'’-]+)(?=$|[,.;:]| (?:in|on|at|to|from|by|since|that|which|who|and|for|last"
    r"|this|a|is|are|was|were|has|have|had|depend|live)\b)"
)
_CHANGE = re.compile(
    r"\b(?P<what>(?:[\w'’-]+ ){0,2}[\w'’-]+) (?:has |have |had )?(?P<verb>rose|risen|fell|fallen|dropped"
    r"|increased|decreased|grew|grown"
    r"|declined|climbed|jumped|surged|plunged|shrank)(?: by)? $"
)
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
MOST = 5  # words


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
    before = text[: place[0]]
    match cells["kind"]:
        case "share":
            if change := _CHANGE.search(before):
                return f"{_NOUNS[change['verb']]} of {_lower(change['what'])}"
            inside = re.search(r" of (.+)$", cells["as_stated"])
            return f"share of {inside[1] if inside else of}" if inside or of else ""
        case "money":
            if of:
                return f"worth of {of}"
            sentence = text[slice(*passage.sentence_at(place[0]))]
            word = next((word for pattern, word in _MONEY if pattern.search(sentence)), "sum")
            return f"{word}: {event}" if event else ""
        case "duration":
            if not event:
                return ""
            if _UNTIL.match(cells["as_stated"]):
                return f"time until {event}"
            return f"time since {event}" if _AGO.match(text, place[1]) else f"length of {event}"
        case "count" if cells.get("unit") not in ("", "person", None):
            return f"number of {cells['unit'].replace('_', ' ')}s" if not cells["unit"].endswith("s") else ""
        case "rate":
            return f"rate: {event}" if event else ""
    return ""


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}" if words[1:2].islower() else words
