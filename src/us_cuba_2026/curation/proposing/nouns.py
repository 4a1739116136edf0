"""The nouns that a number counts: how far their words reach, and what one of them is called."""

import re
from typing import NamedTuple

MOST_WORDS = 6  # of a phrase
_WORD = re.compile(r"[ \u00a0]?-?((?:[A-Z]\.)+|[^\W_][\w'’-]*|%)")
_NO_NOUNS = frozenset((
    "in", "on", "at", "to", "from", "by", "for", "with", "as", "since", "into", "over", "under", "than", "who",
    "which", "that", "where", "when", "while", "because", "if", "but", "so", "or", "is", "was", "are", "were", "be",
    "been", "being", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "should", "do",
    "does", "did", "not", "it", "they", "he", "she", "we", "you", "i", "this", "these", "those", "there", "per",
    "a", "an", "the", "last", "next", "ago", "before", "after", "during", "without", "between",
    "within", "said", "says", "say", "took", "takes", "wanted", "want", "wants", "depend", "depends", "went", "goes",
    "came", "comes", "made", "makes", "out", "up", "down", "off", "away", "its", "his", "her", "their", "against",
    "about", "across", "along", "among", "around", "below", "above", "near", "behind", "inside", "outside", "toward",
    "towards", "through", "throughout", "until", "upon", "versus", "via", "alone", "apiece", "each", "altogether",
    "more", "less", "fewer", "gets", "needs", "costs", "runs", "lives", "remains", "seems", "shows", "stays", "gives",
    "also", "still", "then", "now", "only", "just", "too", "once", "twice", "he's", "she's", "it's", "whose",
))  # fmt: skip
_ALIKE = frozenset((
    "people", "police", "cattle", "sheep", "fish", "aircraft", "personnel", "staff", "livestock", "poultry", "deer",
    "salmon", "spacecraft", "offspring", "series", "species", "troops", "kilowatt", "head", "crew", "percent",
    "hertz", "horsepower", "km", "kg", "cm", "mm", "mph", "kph", "ft", "lb", "lbs",
))  # fmt: skip
"""Nouns that are counted in the form of their singular, or have none."""
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "geese": "goose", "lives": "life", "wives": "wife", "knives": "knife", "wolves": "wolf",
    "halves": "half", "shelves": "shelf", "loaves": "loaf", "leaves": "leaf", "thieves": "thief", "calves": "calf",
    "movies": "movie", "ties": "tie", "pies": "pie", "lies": "lie", "cookies": "cookie", "rookies": "rookie",
    "crises": "crisis", "series": "series", "species": "species", "bases": "base", "cases": "case", "axes": "axe",
    "policemen": "policeman", "lbs": "lb", "potatoes": "potato", "heroes": "hero", "tomatoes": "tomato",
    "buses": "bus", "gases": "gas", "viruses": "virus", "campuses": "campus", "inches": "inch", "quizzes": "quiz",
}  # fmt: skip
_COMPOUND = re.compile(r"(?<=.)(men|women|people|children|fish|aircraft)$")
_FIRST_PLURAL = re.compile(r"([a-z]{3,})s-(?:in-law|by|general|of-)")  # mothers-in-law
_NO_PLURAL = re.compile(r"(?:ss|us|is|[’']s|as)$")
_OWNED = re.compile(
    r" of (?:its|the|their|his|her|our|them|these|those|us|which|whom|whose|all|every|each|an?)\b|[^.;:]*['’]s?\b"
)
_KINDS_OF_MEASURES = frozenset(("square", "cubic", "metric", "nautical"))
_PRONOUN = re.compile(r" of (?:them|us|which|whom|(?:these|those)(?! [a-z]+s\b))\b")
_A_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|dozens?|half|an?|the) "
_OF_THE = re.compile(
    rf" of (?:its|the|their|his|her|our|these|those)(?: (?!{_A_NUMBER})[a-z][a-z-]*)?(?: [a-z][a-z-]*s)\b(?!['’])"
)
_AND = tuple(
    re.compile(
        rf" and (?!{_A_NUMBER}|nobody|no|everybody|everyone|then|so|he|she|it|they|we )([a-z-]+{more})\b(?!['’])"
    )
    for more in ("", " [a-z-]+")
)
_OF_THEM = re.compile(r" (members|officers|workers|leaders|boats|vessels|commissioners|chiefs)\b(?!['’])")
_MEASURES = re.compile(
    r"(?:flight|pair|cup|glass|box|bag|bottle|crate|ton|tonne|pound|ounce|gallon|liter|litre|barrel|truckload|planeload"
    r"|boatload|busload|set|sheet|piece|case|acre|hectare|mile|kilometer|kilometre|foot|meter|metre|inch|kilogram|gram)"
)
_OF_WHAT = re.compile(r" of (?!(?:the|its|his|her|their|our|them|us|these|those|an?)\b)[a-z-]+\b(?!['’])")


class Counted(NamedTuple):
    """What a number counts: where its words end, and one of them in the singular; empty if nothing is counted."""

    end: int
    noun: str


def counted(text: str, number: tuple[int, int], start: int) -> Counted:
    """What is counted by a number.

    Args:
        text: The text.
        number: Where the number stands.
        start: Where its phrase starts, which has six words at most.

    Returns:
        What it counts: the words up to a plural, of which there may be two joined by *and*; those that a pronoun
        stands for are only pointed at (*four of them*).

    Example:
        >>> text = "32 old soldiers and cooks left"
        >>> counted(text, (0, 2), 0), counted("Four of them", (0, 4), 0), counted("a 12-car train", (2, 4), 2)
        (Counted(end=25, noun='cook'), Counted(end=12, noun=''), Counted(end=8, noun='car'))
    """
    end = number[1]
    most = MOST_WORDS - len(text[start:end].split())
    if (pointing := _PRONOUN.match(text, end)) and most > 1:
        return Counted(pointing.end(), "")
    if (
        (pointing := _OF_THE.match(text, end))
        and len(pointing[0].split()) <= most
        and is_plural(pointing[0].split()[-1])
    ):
        return Counted(pointing.end(), singular(pointing[0].split()[-1]))
    if text.startswith(" of ", end) and _OWNED.match(text[: end + 40], end):
        return Counted(end, "")
    at = end
    words: list[str] = []
    while (word := _WORD.match(text, at)) and len(words) < most:
        plain = word[1].lower()
        if at == end and word[0].startswith("-") and plain not in _NO_NOUNS and plain[0].isalpha():  # a 12-car train
            first = plain.split("-")[0]
            return Counted(at + 1 + len(first), singular(first))
        if plain == "of" and not words:
            pass
        elif plain in _NO_NOUNS or plain in ("of", "and") or plain[0].isdigit():
            break
        words.append(plain)
        at = word.end()
        if plain in _ALIKE and (kinds := _OF_THEM.match(text, at)) and len(words) < most:  # four crew members
            return Counted(kinds.end(), singular(kinds[1]))
        if is_plural(plain):
            for second in filter(None, (joint.match(text, at) for joint in _AND)):
                if is_plural(second[1].split()[-1]) and len(words) + 1 + len(second[1].split()) <= most:
                    return Counted(second.end(), singular(second[1].split()[-1]))
            noun = singular(plain)
            of_what = _OF_WHAT.match(text, at) if _MEASURES.fullmatch(noun) and len(words) + 2 <= most else None
            kind = f"{words[-2]}_" if words[-2:-1] and words[-2] in _KINDS_OF_MEASURES else ""
            return Counted(of_what.end() if of_what else at, f"{kind}{noun}")
    is_one = text[slice(*number)] in ("1", "one") and words and words[0] != "of"
    return Counted(end + 1 + len(words[0]), words[0]) if is_one else Counted(end, "")


def described(text: str, end: int, start: int) -> int:
    """Where the words end that say what a bare plural is of.

    Args:
        text: The text.
        end: Where the plural ends.
        start: Where its phrase starts, which has six words at most.

    Example:
        >>> text = "years of open war, then peace"
        >>> text[: described(text, 5, 0)]
        'years of open war'
    """
    most = MOST_WORDS - len(text[start:end].split())
    if not text.startswith(" of ", end) or _OWNED.match(text, end):
        return end
    at = end + len(" of")
    for _ in range(most - 1):
        word = _WORD.match(text, at)
        if word is None or word[1].lower() in _NO_NOUNS or word[1].lower() in ("of", "and"):
            break
        at = word.end()
    return at if at > end + len(" of") else end


def is_plural(word: str) -> bool:
    """Whether a word has the form of a plural; verbs may have it, too.

    Example:
        >>> [is_plural(word) for word in ("boats", "people", "glass", "firemen", "boat")]
        [True, True, False, True, False]
    """
    plain = word.lower().strip(".,;:")
    if plain in _ALIKE or plain in _IRREGULAR or _COMPOUND.search(plain) or _FIRST_PLURAL.match(plain):
        return True
    return len(plain) > 3 and plain.endswith("s") and not _NO_PLURAL.search(plain)


def singular(word: str) -> str:
    """A noun in the singular and in lower case.

    Example:
        >>> [singular(word) for word in ("Boats", "boxes", "lorries", "people", "houses", "percent", "firemen")]
        ['boat', 'box', 'lorry', 'person', 'house', 'percent', 'fireman']
    """
    plain = word.lower().strip(".,;:'’\"-")
    if plain in _IRREGULAR:
        return _IRREGULAR[plain]
    if first := _FIRST_PLURAL.match(plain):
        return first[1].replace("-", "_")
    if compound := _COMPOUND.search(plain):
        return plain[: compound.start()] + _IRREGULAR.get(compound[1], compound[1])
    if plain in _ALIKE - {"troops"} or not is_plural(plain):
        return plain
    if plain.endswith("ies") and len(plain) > 4:
        return plain[:-3] + "y"
    return plain[:-2] if re.search(r"(?:x|ch|sh|ss|zz)es$", plain) else plain[:-1]
