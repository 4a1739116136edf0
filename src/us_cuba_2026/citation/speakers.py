"""What speakers are called: in full, and as guides ask in the text, where a person's family name is enough."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from us_cuba_2026.citation.names import divide
from us_cuba_2026.citation.noun_phrases import with_article
from us_cuba_2026.model.stated import one_line

_NO_FAMILY_NAME_LAST = frozenset({
    "CHN", "ERI", "ETH", "HKG", "HUN", "IDN", "ISL", "JPN", "KHM", "KOR",
    "MAC", "MMR", "MNG", "MYS", "PRK", "SGP", "TWN", "VNM",
})  # fmt: skip
"""Countries where the family name may stand first, or people may have none: their names are not divided."""

_POINTING_BACK = re.compile(
    r"(?:these|those|this|that|such|both|his|her|its|our|their|my|the (?:same|latter|former))\b.*"
    r"|he|she|it|they|we|I|the (?:people|persons?|m[ae]n|wom[ae]n|officials?|officers?|sources?|spokes\w+)",
    re.IGNORECASE,
)
"""Names of unnamed speakers that mean nothing outside of their place in the article."""


@dataclass(frozen=True)
class Speaker:
    """Somebody on whose word something rests."""

    name: str
    short: str
    """As the text of a paper names them: the family name of a person, unless others share it."""


def speakers(actors: Iterable[Mapping[str, str]], is_english: bool = True) -> dict[str, Speaker]:
    """What each actor is called who may speak, with *a*, *an* or *the* where a sentence needs it.

    Whoever the article calls only by a word that points back (*these people*) is named by what the table of actors
    says of them.

    Args:
        actors: The rows of the table of actors.
        is_english: Whether their names are; other names get no article.

    Returns:
        The speakers by the id of the actor.

    Example:
        >>> person = {"kind": "person", "naming": "named"}
        >>> known = speakers([
        ...     person | {"actor_id": "act-1", "name": "Ann de la Rue"},
        ...     {"actor_id": "act-2", "name": "these people", "kind": "group", "naming": "unnamed", "role": "Guards"},
        ... ])
        >>> known["act-1"].short, known["act-2"].name
        ('de la Rue', 'unnamed people [guards]')
    """
    rows = [{column: one_line(cell) for column, cell in row.items()} for row in actors]
    last = {row.get("actor_id", ""): _family(row) for row in rows if _is_named_person(row)}
    shared = Counter(name.casefold() for name in last.values())
    found = {}
    for row in rows:
        actor, name = row.get("actor_id", ""), _name(row, rows)
        if is_english and name == row.get("name"):
            name = with_article(name, row.get("kind", ""), row.get("naming", ""))
        is_enough = actor in last and shared[last[actor].casefold()] == 1
        found[actor] = Speaker(name, last[actor] if is_enough else name)
    return found


def _is_named_person(row: Mapping[str, str]) -> bool:
    return row.get("kind") == "person" and row.get("naming") == "named"


def _family(row: Mapping[str, str]) -> str:
    """A person's family name with its particle, or the whole name where nothing tells which part that is."""
    name = row.get("name", "")
    return name if row.get("country_code") in _NO_FAMILY_NAME_LAST else divide(name).last


def _name(row: Mapping[str, str], rows: Iterable[Mapping[str, str]]) -> str:
    """A name that can stand alone."""
    name, role = row.get("name", ""), row.get("role", "")
    if row.get("naming", "named") == "named" or not _POINTING_BACK.fullmatch(name):
        return name
    first = role.partition(" ")[0]
    is_name = any(re.split(r"['’]", first)[0] in one.get("name", "").split() for one in rows)
    role = role if is_name or not first[1:].islower() else role[0].lower() + role[1:]
    kind = row.get("kind")
    who = "unnamed people" if kind == "group" else f"an unnamed {kind or 'source'}"
    return f"{who} [{role}]" if role else who
