"""Tells bodies that are known without a proper name, since there is just one of them: *the transport ministry*."""

import re

_OF_A_COUNTRY = (
    r"government|ministry|parliament|cabinet|army|navy|air force|military|coast guard|treasury|central bank"
    r"|(?:supreme|constitutional|federal) court"
)
"""Bodies of which a country has one."""
_ALONE = rf"{_OF_A_COUNTRY}|council|legislature|municipality|(?:high|appeals?) court"
"""Bodies of which a country, a region or a town has one."""
_OF_A_KIND = (
    r"authority|office|department|agency|commission|administration|inspectorate|service|directorate|police"
    r"|prosecutor's office|bureau"
)
"""Bodies of which one is meant where a word tells which."""
_WHOSE = r"(?:[Tt]he )?(?:[\w.-]+ ){0,2}?[\w.-]+['’]s?"
_ORGAN = re.compile(
    rf"(?:(?P<owner>[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|(?P<whose>{_WHOSE})) |[Tt]he )"
    rf"(?:(?P<which>(?:[a-z-]+ ){{1,3}})(?:{_OF_A_KIND}|{_ALONE})|(?P<alone>{_ALONE})|(?(whose)(?:{_OF_A_KIND})|(?!)))"
)
_OF_WHAT = re.compile(
    rf"\b(?:of|at|for|from|in) (?P<organ>the (?:(?:[a-z-]+ ){{1,3}}(?:{_OF_A_KIND}|{_ALONE})|{_ALONE}))$"
)
_NATIONAL = re.compile(
    rf"(?:{_OF_A_COUNTRY})$|\b(?:national|federal) "
    r"|^[A-Z][\w.-]*(?: [A-Z][\w.-]*)*['’]s? (?!.*(?:council|municipality)$)"
)
_PRONOUN = re.compile(r"(?:its|their|his|her) ", re.IGNORECASE)
_NO_BODY = frozenset((
    "of", "for", "in", "at", "and", "or", "from", "new", "other", "same", "own", "ticket", "box", "head", "main",
    "home", "back", "front", "law", "corner", "room", "train", "bus", "ferry", "phone", "mail", "church", "memorial",
    "sales",
    "customer", "delivery", "sunday", "evening", "daily",
))  # fmt: skip
"""Words before *office* or *service* that make a place or a thing of them, or tell one body from another."""


def organ(words: str) -> str:
    """What a body is called that words name without a proper name; nothing where they name none.

    Args:
        words: The words.

    Example:
        >>> organ("the transport ministry"), organ("Its coast guard"), organ("Norland's police")
        ('the transport ministry', 'coast guard', "Norland's police")
        >>> organ("its office"), organ("a ministry"), organ("the company")
        ('', '', '')
    """
    found = _ORGAN.fullmatch(words)
    if found is None or _NO_BODY & {*(found["which"] or "").split()}:
        return ""
    pronoun = _PRONOUN.match(words)
    return words[pronoun.end() :] if pronoun else words


def is_national(words: str) -> bool:
    """Whether words for a body make plain that it is one of a country, and not of a town or of anybody.

    Args:
        words: The words.

    Example:
        >>> is_national("the transport ministry"), is_national("Norland's water authority")
        (True, True)
        >>> is_national("the city's health office"), is_national("the council")
        (False, False)
    """
    return _NATIONAL.search(words) is not None


def owner(words: str) -> str:
    """Of whom a body is, by the words before it, or nothing.

    Args:
        words: The words for the body.

    Example:
        >>> owner("Norland's police"), owner("the transport ministry")
        ("Norland's", '')
    """
    found = _ORGAN.fullmatch(words)
    return (found["owner"] or "") if found else ""


def organ_of(words: str) -> tuple[int, int] | None:
    """Where the body stands that somebody is of, in the words for them: *an official at the transport ministry*.

    Args:
        words: The words.

    Example:
        >>> "an official at the transport ministry"[slice(*organ_of("an official at the transport ministry"))]
        'the transport ministry'
    """
    found = _OF_WHAT.search(words)
    return found.span("organ") if found else None
