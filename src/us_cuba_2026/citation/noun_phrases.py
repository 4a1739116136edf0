"""The article (a, an, the) that a name needs where it stands in a sentence, as English has it."""

import re
import unicodedata

_DETERMINED = re.compile(
    r"(?:an?|the|one|another|some|any|every|each|either|neither|no|this|that|his|her|its|our|their|my|your|whose)\b.*"
    r"|(?:some|any|every|no)(?:one|body)\b.*"
    r"|\S+['’]s\s.+|\S+s['’]\s(?-i:[^A-Z].*)",
    re.IGNORECASE,
)
"""Names that have a determiner: an article, a pronoun, or somebody whose they are."""

_FUNCTION_WORD = re.compile(
    r"(?:An?|The|One|Two|Three|Four|Five|Six|Some|Many|Most|Several|Few|All|Both|Other|Another|Any|Every|Each|No|This"
    r"|That|These|Those|His|Her|Its|Our|Their|Some(?:one|body)|People|Officials?)\b"
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

_NOUNS = (
    "administration|agency|alliance|army|association|authority|board|bureau|cabinet|cent(?:er|re)|chamber|club"
    "|commission|committee|confederation|council|department|embassy|federation|foundation|government|institut(?:e|ion)"
    "|junta|kingdom|leadership|league|military|ministry|navy|office|opposition|organi[sz]ation|party|regime|regulator"
    "|republic|senate|service|society|survey|treasury|union"
)
_INSTITUTION = re.compile(
    rf"(?:.+ )?(?:{_NOUNS})(?: (?:for|of|on) .+)?|(?:house|university) of .+|white house|(?:.+ )?(?:high|supreme) court"
    r"|(?:.+ )?(?:catholic|orthodox) church|u\.[ks]\.|united (?:arab emirates|kingdom|nations|states)",
    re.IGNORECASE,
)
"""Names of institutions that have the common noun for what they are, at the end or before *of*."""


def with_article(name: str, kind: str, naming: str) -> str:
    """A name with the article that it needs within a sentence.

    A person or body that is unnamed gets *a* or *an*, an institution that is named by a common noun *the*. Other names
    stand without, and groups, which are plurals.

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
    if kind == "group" or _DETERMINED.fullmatch(name):
        return name
    if naming == "named":
        return f"the {name}" if kind != "person" and _INSTITUTION.fullmatch(name) else name
    is_described = any(word[:1].islower() for word in name.split())
    is_one = kind in ("person", "organisation") and naming == "unnamed"
    return f"{_indefinite(name)} {name}" if is_one and is_described else name


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
