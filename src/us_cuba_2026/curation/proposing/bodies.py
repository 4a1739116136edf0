"""Tells what bodies are called without their names: *the union*, *the company*."""

import re
from collections.abc import Mapping, Sequence

from us_cuba_2026.curation.proposing.actors import Named
from us_cuba_2026.curation.proposing.kinds import FIRM, INCORPORATED, head_of
from us_cuba_2026.curation.proposing.names import WORKERS
from us_cuba_2026.curation.proposing.sentences import Text

_OF_WORKERS = re.compile(rf"\b(?:{WORKERS}|Labou?r|Trades?|Brotherhood|Teamsters)\b")
_UNITES = frozenset((
    "alliance", "association", "brotherhood", "coalition", "confederation", "congress", "council", "federation",
    "guild", "league", "local", "organization", "union", "workers",
))  # fmt: skip
_FIRMS = frozenset((
    "bank", "broadcaster", "brokerage", "carrier", "chain", "company", "contractor", "developer", "firm", "insurer",
    "lender", "maker", "manufacturer", "operator", "publisher", "retailer", "startup", "start-up", "supplier",
    "utility", "airline", "grocer", "brewer", "grower", "producer", "shipper",
))  # fmt: skip
"""What a body is called that is a company, too."""
_HEADS_OF_FIRMS = frozenset((
    "airlines", "airways", "bank", "brothers", "company", "corporation", "holdings", "industries", "limited", "line",
    "lines", "motors", "partners", "railways", "studios", "systems", "technologies", "works", "group",
))  # fmt: skip
"""What the names of firms end with."""
ANY_FIRM = frozenset(("airline", "carrier", "company", "firm", "maker", "manufacturer", "operator"))
"""What one firm or another may be called, even where its name does not tell that it is one."""


def bodies(actors: Sequence[Named]) -> Mapping[str, str]:
    """What bodies are called without their names, each with the one that it can be: *the bureau*.

    Args:
        actors: Whom an article names.

    Example:
        >>> bodies([Named(name, "organisation") for name in ("Lake Guild", "Salt Union", "Sea Union")])
        {'guild': 'Lake Guild'}
        >>> bodies([Named("Miners' Congress", "organisation")])
        {'congress': "Miners' Congress", 'union': "Miners' Congress"}
    """
    found: dict[str, set[str]] = {}
    for one in actors:
        for noun in nouns_of(one) if one.kind == "organisation" else ():
            found.setdefault(noun, set()).add(one.name)
    return {noun: next(iter(names)) for noun, names in found.items() if len(names) == 1}


def nouns_of(one: Named) -> Sequence[str]:
    """What one body may be called without its name, by the end of that name and the words beside it.

    Args:
        one: The body.

    Example:
        >>> nouns_of(Named("Moe Steel", "organisation"))
        ['company', 'firm']
    """
    head = head_of(one.name)
    nouns = dict.fromkeys([*([head] if head else []), *one.nouns])
    if _OF_WORKERS.search(one.name) and head in _UNITES:
        nouns["union"] = None
    is_firm = head in _HEADS_OF_FIRMS or INCORPORATED.search(one.name) or (FIRM.search(one.name) and not head)
    if is_firm or " & " in one.name or not _FIRMS.isdisjoint(nouns):
        nouns |= dict.fromkeys(("company", "firm"))
    return [*nouns]


def firm_meant(passage: Text, stop: int, actors: Sequence[Named]) -> str | None:
    """The firm that *the company* means at a place: the last that its passage has named, else the only one before.

    A body whose name does not tell what it is may be one.

    Args:
        passage: The passage.
        stop: Where the words stand.
        actors: Whom the article names.

    Example:
        >>> from us_cuba_2026.article.printed import printed
        >>> from us_cuba_2026.curation.proposing.actors import named
        >>> text = Text("psg-001", printed("Moe Steel, the firm, lost money. The company sued Lind Steel."))
        >>> firm_meant(text, 33, named([text]))
        'Moe Steel'
    """
    firms = [
        one
        for one in actors
        if one.kind == "organisation" and (not head_of(one.name) or not ANY_FIRM.isdisjoint(nouns_of(one)))
    ]
    before = [
        (at.passage_id, at.start, one.name)
        for one in firms
        for at in one.mentions
        if (at.passage_id, at.start) < (passage.passage_id, stop)
    ]
    here = [one for one in before if one[0] == passage.passage_id]
    only = {name for _, _, name in before}
    return max(here)[2] if here else only.pop() if len(only) == 1 else None
