"""What to say of an id that no row has: which was meant, or where to look."""

import re
from collections.abc import Mapping, Sequence

_ID = re.compile(r"(.*?)-?(\d+)")
_SHOWN = 3
_ALMOST_ALL = 0.9
"""The likeness of two ids of which one has a letter more."""

Keyed = Mapping[str, tuple[str, Sequence[Mapping[str, str]]]]
"""By the name of a table its key, which is one column, and its rows."""


def hint(row_id: str, tables: Keyed) -> str:
    """A hint at the row that was meant by an id that is not there.

    Args:
        row_id: The id.
        tables: The tables that have a key of one column.

    Returns:
        The ids that it may stand for, the rows that have it in another column, or the ids that its table has.

    Example:
        >>> rows = [{"quote_id": f"quo-00{at}", "utterance_id": f"utt-00{at // 2}"} for at in range(1, 5)]
        >>> tables = {"quotes": ("quote_id", rows)}
        >>> hint("QUO-1", tables), hint("utt-001", tables)
        ('did you mean quo-001?', 'it is the utterance_id of quo-002 and quo-003')
        >>> hint("quo-012", tables)
        'the ids of quotes go from quo-001 to quo-004'
    """
    from difflib import get_close_matches

    by_table = {name: [row[key] for row in rows] for name, (key, rows) in tables.items()}
    ids = [one for own in by_table.values() for one in own]
    if same := [one for one in ids if _plain(one) == _plain(row_id)]:
        return _meant(same)
    if by_table.get(row_id):
        return _span(row_id, by_table[row_id], row_id)
    if holders := _holders(row_id, tables):
        return holders
    for name, own in by_table.items():
        if _parted(row_id)[0] in {_parted(one)[0] for one in own}:
            return _meant(get_close_matches(row_id, own, 1, _ALMOST_ALL)) or _span(name, own, row_id)
    number = _parted(row_id)[1]
    alike = [one for one in ids if number is not None and _parted(one)[1] == number]
    near = get_close_matches(row_id, alike, 1, 0.8) or get_close_matches(row_id, ids, _SHOWN)
    return _meant(near) or (f"an id looks like {ids[0]}" if ids else "there are no rows")


def _meant(ids: Sequence[str]) -> str:
    return f"did you mean {' or '.join(ids[:_SHOWN])}?" if ids else ""


def _holders(value: str, tables: Keyed) -> str:
    """The rows that have a value in another column than their key, those of the first table that has any."""
    for key, rows in tables.values():
        for column in rows[0] if value and rows else ():
            found = [row[key] for row in rows if row[column] == value] if column != key else []
            if found:
                more = [f"{len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
                return f"it is the {column} of {_listed([*found[:_SHOWN], *more])}"
    return ""


def _span(table: str, ids: Sequence[str], row_id: str) -> str:
    """From where to where the ids of a table go, or the nearest of them if the one that is asked for lies between."""
    numbered = sorted((number, one) for one in ids for _, number in [_parted(one)] if number is not None)
    wanted = _parted(row_id)[1]
    if wanted is not None and numbered and numbered[0][0] < wanted < numbered[-1][0]:
        return _meant([one for _, one in sorted(numbered, key=lambda pair: abs(pair[0] - wanted))[:2]])
    first, last = (numbered[0][1], numbered[-1][1]) if numbered else (ids[0], ids[-1])
    return f"the ids of {table} go from {first} to {last}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _parted(row_id: str) -> tuple[str, int | None]:
    """What an id begins with, and its number: ``quo`` and 6 of ``quo-006``."""
    match = _ID.fullmatch(row_id.casefold())
    return (match[1], int(match[2])) if match else (row_id.casefold(), None)


def _plain(text: str) -> str:
    """An id without case, marks and leading zeros."""
    return re.sub(r"(?<!\d)0+(?=\d)|[\W_]", "", text.casefold())
