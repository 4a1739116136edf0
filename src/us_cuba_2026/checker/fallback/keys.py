"""Keys of tables that frictionless reads: which occur again, and which point at no row."""

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from us_cuba_2026.checker.group_rules import keys as keys_of
from us_cuba_2026.model.package import Table

Columns = tuple[str, ...]


def key_of(row: Mapping[str, Any], columns: Columns) -> Hashable | None:
    """The cells of a key, as values that can be compared; nothing where all of them, or a column, are missing.

    Example:
        >>> key_of({"a": 1, "b": None}, ("a", "b")), key_of({"a": None}, ("a",)), key_of({"a": [1]}, ("a",))
        ((1, None), None, ('[1]',))
    """
    cells = [row.get(column) for column in columns]
    if all(cell is None for cell in cells) or not {*columns} <= {*row}:
        return None
    return tuple(json.dumps(one, sort_keys=True, default=str) if isinstance(one, list | dict) else one for one in cells)


class Unique:
    """The keys of one table that must not occur again.

    Args:
        table: The table.
    """

    def __init__(self, table: Table) -> None:
        self._seen: list[tuple[str, Columns, dict[Hashable, str]]] = [
            (rule, columns, {}) for rule, columns in keys_of(table)
        ]

    def again(self, row: Mapping[str, Any], name: str) -> Iterator[tuple[str, Columns, str]]:
        """The keys of a row that a row before has: the rule, the columns, and what that row is called."""
        for rule, columns, seen in self._seen:
            key = key_of(row, columns)
            if key is not None and (first := seen.setdefault(key, name)) != name:
                yield rule, columns, first


class References:
    """What is kept of a table for references from and to it.

    Args:
        own: The columns of its foreign keys.
        referred: The columns that foreign keys of any table refer to.
    """

    def __init__(self, own: Iterable[Columns], referred: Iterable[Columns]) -> None:
        self.there: dict[Columns, set[Hashable]] = {columns: set() for columns in referred}
        self.rows: dict[Columns, dict[Hashable, list[tuple[int, str]]]] = {columns: {} for columns in own}
        """The rows of each key, and how the key is written there."""

    def take(self, row: Mapping[str, Any], number: int, texts: Mapping[str, str], *, is_cut: bool) -> None:
        """See a row; one of the wrong width can be pointed at, but is not judged."""
        for columns, there in self.there.items():
            if (key := key_of(row, columns)) is not None:
                there.add(key)
        for columns, rows in {} if is_cut else self.rows.items():
            if (key := key_of(row, columns)) is not None:
                rows.setdefault(key, []).append((number, text_of(texts, columns)))

    def dangling(self, columns: Columns, there: set[Hashable]) -> Iterator[tuple[int, str]]:
        """The rows whose key is not there, and how it is written."""
        for key, rows in self.rows[columns].items():
            if key not in there:
                yield from rows


def text_of(texts: Mapping[str, str], columns: Sequence[str]) -> str:
    """A key as a finding shows it."""
    return ", ".join(texts.get(column, "") for column in columns)
