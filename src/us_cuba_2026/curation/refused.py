"""Takes out of drafts what a rule would refuse, so that a person settles the article's matter and not the tool's."""

import re
from collections.abc import Mapping

from us_cuba_2026.article.rights import Prose

Row = Mapping[str, str]
_IN_PART = ("attribution", "measure", "office", "role", "title")
"""Columns of which a part does: what stands at the end of them describes."""
_BEHIND = re.compile(
    r"(?P<kept>.*[^\s,]),? (?:at|by|for|from|in|of|on|to|who|which|that|with|and(?! [A-Z])|when|after|before)\b.*"
)
_LAST_WORD = re.compile(r"[\s,;:-]+\S*$")


def without_refused(table: str, cells: Row, prose: Prose) -> dict[str, str]:
    """The cells of a draft without what a rule would refuse.

    A body is not *named* by words without a capital letter, and what is taken from the article is cut until it is no
    run of its prose.

    Args:
        table: The name of its table.
        cells: The cells.
        prose: The article's prose.

    Example:
        >>> cells = {"name": "the cabinet", "naming": "named", "identified_by": "name"}
        >>> without_refused("actors", cells, Prose({}, []))
        {'name': 'the cabinet', 'naming': 'unnamed', 'identified_by': 'description'}
    """
    kept = {**cells}
    name = kept.get("name", "")
    if table == "actors" and kept.get("naming") == "named" and name == name.lower() != name.upper():
        kept |= {"naming": "unnamed", "identified_by": "description"}
    for column in _IN_PART:
        while (cell := kept.get(column, "")) and prose.words_in(cell):
            described = _BEHIND.fullmatch(cell)
            kept[column] = described["kept"] if described else _LAST_WORD.sub("", cell)
    return kept
