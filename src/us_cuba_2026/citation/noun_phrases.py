"""The article (a, an, the) that a name needs where it stands in a sentence, as English has it."""

import re
import unicodedata

_DETERMINED = re.compile(
    r"(?:an?|the|one|another|some|any|every|each|either|neither|no|this|that|his|her|its|our|their|my|your|whose)\b.*"
    r"|(?:some|any|every|no)(?:one|body)\b.*"
    r"|\S+(?:['’]s|s['’])\s.+",
    re.IGNORECASE,
)
"""Names that have a determiner: an article, a pronoun, or somebody whose they are."""

_SPELLED = re.compile(r"(?:[A-Z]\.)+|[A-Z]{1,3}|[B-DF-HJ-NP-TV-Z]{4,}")
"""Words that are read letter by letter; longer ones with a vowel are read as words (*NATO*)."""

_VOWEL_LETTERS = frozenset("AEFHILMNORSX")
"""Letters whose names begin with a vowel."""

_AN = re.compile(r"hour|hono|honest|heir|(?:8|11|18)(?!\d)|8\d+|[aeiou]", re.IGNORECASE)
_NO_VOWEL = re.compile(
    r"eu|ewe|one\b|once\b|ubi|uga|ukr|unan|uni(?!n|m[ap]|d)|ur[aiou]|us[aeu]|uta|ute|uti|uto|uz", re.IGNORECASE
)
"""Beginnings with a vowel that are spoken with *y* or *w*."""

_INSTITUTION = re.compile(
    r"(?:.+ )?(?:administration|agency|army|authority|bureau|cabinet|commission|committee|council|department|embassy"
    r"|government|junta|leadership|military|ministry|navy|opposition|party|regime|senate|treasury)"
    r"|(?:administration|agency|bureau|committee|council|department|government|house|ministry|office|university) "
    r"(?:for|of) .+"
    r"|white house|supreme court|(?:.+ )?(?:catholic|orthodox) church|u\.s\.|u\.k\.|(?:.+ )?(?:republic|kingdom)"
    r"|united \w+",
    re.IGNORECASE,
)
"""Names of institutions that end in, or begin with, the common noun for what they are."""


def with_article(name: str, kind: str, naming: str) -> str:
    """A name with the article that it needs within a sentence.

    Somebody unnamed gets *a* or *an*, an institution that is named by a common noun *the*. Other names, and groups,
    which are plurals, stand without.

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
    if kind == "group" or _DETERMINED.fullmatch(name):
        return name
    if naming == "named":
        return f"the {name}" if kind != "person" and _INSTITUTION.fullmatch(name) else name
    is_described = any(word[:1].islower() for word in name.split())
    return f"{_indefinite(name)} {name}" if naming == "unnamed" and is_described else name


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
