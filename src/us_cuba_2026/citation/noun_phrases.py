"""The article (a, an, the) that a name needs where it stands in a sentence, as English has it."""

import re
import unicodedata
from itertools import pairwise

_DETERMINED = re.compile(
    r"(?:an?|the|one|another|some|any|every|each|either|neither|no|this|that|his|her|its|our|their|my|your|whose)\b.*"
    r"|(?:some|any|every|no)(?:one|body)\b.*"
    r"|\S+['’]s\s.+|\S+s['’]\s(?-i:[^A-Z].*)",
    re.IGNORECASE,
)
"""Names that have a determiner: an article, a pronoun, or somebody whose they are."""

_FUNCTION_WORD = re.compile(
    r"(?:An?|The|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Some|Many|Most|Several|Few|All|Both"
    r"|Other|Another|Any|Every|Each|No|This|That|These|Those|His|Her|Its|Our|Their|Some(?:one|body)|People|Officials?)\b"
)
"""Words that have a capital only at the start of a sentence."""

_SPELLED = re.compile(r"(?:[A-Z]\.)+|[A-Z]{1,3}|[B-DF-HJ-NP-TV-Z]{4,}")
"""Words that are read letter by letter; longer ones with a vowel are read as words (*NATO*)."""

_VOWEL_LETTERS = frozenset("AEFHILMNORSX")
"""Letters whose names begin with a vowel."""

_AN = re.compile(r"hour|hono|honest|heir|(?:8|11|18)(?!\d)|8\d+|[aeiou]", re.IGNORECASE)
_NO_VOWEL = re.compile(
    r"eu|ewe|one\b|once\b|ubi|uga|ukr|unan|uni(?!n|m[ap]|d)|ur[aiou]|us[aeu]|uta|ute|uti|uto|uz", re.IGNORECASE
)
"""Beginnings with a vowel that are spoken with *y* or *w*."""

_QUANTITY = re.compile(
    r"(?:all|almost|about|around|both|dozens?|few|half|many|more|most|nearly|over|several|up)\b", re.IGNORECASE
)
"""Beginnings of names that say how many there are, so that they need no article."""

_AFTER_HEAD = re.compile(
    r"\s(?:about|across|against|along|among|around|at|behind|between|by|close|familiar|for|from|in|inside|near|of|on|over"
    r"|than|that|to|under|which|who|with|within)\b"
)
"""Words that stand behind the noun that says what somebody is."""

_PLURAL = re.compile(r".*(?:[^sui]s|(?:^|\W|wo|[a-z])men|people|children|folk)", re.IGNORECASE)
_PARTICIPLE = re.compile(r".+ed|held|hurt|known|left|seen|sent|taken")
_MASS = re.compile(
    r"(?:.*\W)?(?:academia|business|clergy|enforcement|industry|intelligence|labou?r|leadership|management|media|military"
    r"|opposition|personnel|police|press|public|security|civil society|staff|youth)",
    re.IGNORECASE,
)
"""Nouns of many people that are not counted."""

_BODIES = (
    "administration|agency|alliance|army|association|authority|board|bureau|cabinet|cent(?:er|re)|chamber|choir|club"
    "|coalition|commission|committee|confederation|conference|consortium|corps|council|delegation|department|embassy"
    "|ensemble|federation|foundation|front|fund|gallery|government|guild|inspectorate|institut(?:e|ion)|junta|kingdom"
    "|leadership|league|legislature|military|militia|ministry|movement|museum|navy|office|opposition|orchestra"
    "|organi[sz]ation|party|philharmonic|presidency|regime|registry|regulator|republic|secretariat|senate|service|society"
    "|survey|symphony|theat(?:er|re)|treasury|tribunal|trust|union"
)
"""What an institution may be; its name has *the*, whatever stands before."""

_BODIES_OF_SOMETHING = (
    "argus|assembly|chronicle|congress|courier|crescent|cross|gazette|guard|herald|inquirer|journal|observer|parliament"
    "|telegraph|times|tribune"
)
"""The same of words that are a name by themselves, as in *Parliament*."""

_HOUSES = "academy|bank|church|clinic|college|court|hospital|librar(?:y|ies)|police|prison|school|university|zoo"
"""What an institution may be whose name has no article behind the name of a place or person (*Dunmore University*)."""

_ADJECTIVE = (
    r"(?:central|constitutional|criminal|children['’]s|federal|general|imperial|international|municipal|national|public"
    r"|regional|royal|state|supreme|world|cuban|german|[a-z]+(?:ian|ish|ese|ean|ican))"
)
_INSTITUTION = re.compile(
    rf"(?:.+ )?(?:{_BODIES})(?: (?:for|of|on|in|to|against) .+)?|.+ (?:{_BODIES_OF_SOMETHING})"
    rf"|(?:{_ADJECTIVE} )+(?:{_HOUSES})|(?:{_ADJECTIVE} )*(?:assembly|house|{_HOUSES}) of .+"
    r"|white house|(?:.+ )?(?:high|supreme) court|(?:.+ )?(?:catholic|orthodox) church|u\.[ks]\."
    r"|united (?:arab emirates|kingdom|nations|states)",
    re.IGNORECASE,
)
"""Names of institutions that have the common noun for what they are, at the end or before *of*."""


def with_article(name: str, kind: str, naming: str) -> str:
    """A name with the article that it needs within a sentence.

    Whoever is unnamed gets *a* or *an* if the name is that of one person or body: of a person or organisation, or with
    a noun that is singular and can be counted (*crowd*, unlike *villagers* and *police*). An institution that is named
    by a common noun gets *the*. Other names stand without.

    Args:
        name: The name of an actor.
        kind: Its kind, a word of ``actors.kind``.
        naming: Its naming, a word of ``actors.naming``.

    Example:
        >>> with_article("official who worked on the issue", "person", "unnamed")
        'an official who worked on the issue'
        >>> with_article("U.S. official", "person", "unnamed"), with_article("FBI agent", "person", "unnamed")
        ('a U.S. official', 'an FBI agent')
        >>> with_article("State Department", "organisation", "named"), with_article("NATO", "organisation", "named")
        ('the State Department', 'NATO')
    """
    if naming != "named" and _FUNCTION_WORD.match(name):
        name = name[0].lower() + name[1:]
    if _DETERMINED.fullmatch(name):
        return name
    if naming == "named":
        return f"the {name}" if kind not in ("person", "group") and _INSTITUTION.fullmatch(name) else name
    is_described = any(word[:1].islower() for word in name.split())
    return f"{_indefinite(name)} {name}" if is_described and _is_one(name, kind, naming) else name


def _is_one(name: str, kind: str, naming: str) -> bool:
    """Whether a name is that of one person or body, and of a kind that can be counted.

    Example:
        >>> [name for name in ("crowd", "crew of men", "crews", "men left behind", "police") if _is_one(name, "", "")]
        ['crowd', 'crew of men']
    """
    words = _AFTER_HEAD.split(name, maxsplit=1)[0].split()
    plurals = [word for word, after in pairwise(words) if _PLURAL.fullmatch(word) and _PARTICIPLE.fullmatch(after)]
    head = plurals[0] if plurals else words[-1]
    if _QUANTITY.match(name) or _MASS.fullmatch(" ".join(words)):
        return kind == "person"
    return kind == "person" or (kind == "organisation" and naming == "unnamed") or not _PLURAL.fullmatch(head)


def _indefinite(name: str) -> str:
    """The indefinite article, by how the first word sounds.

    Example:
        >>> [_indefinite(name) for name in ("hour", "European", "one-time aide", "unidentified man", "8-year-old")]
        ['an', 'a', 'a', 'an', 'an']
    """
    first = re.split(r"[\s-]", name, maxsplit=1)[0]
    if _SPELLED.fullmatch(first):
        return "an" if first[0] in _VOWEL_LETTERS else "a"
    plain = unicodedata.normalize("NFKD", name)
    return "an" if _AN.match(plain) and not _NO_VOWEL.match(plain) else "a"
