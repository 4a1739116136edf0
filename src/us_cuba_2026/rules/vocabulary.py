"""The rules of the vocabulary: it agrees with the enums of the descriptor, and with what the tables use."""

from collections.abc import Iterator, Mapping, Set

import polars as pl

from us_cuba_2026.checker.findings import finding
from us_cuba_2026.checker.rule import ROW
from us_cuba_2026.model.package import Package, Table

COLUMNS = ("field", "code", "definition", "see_also")
RESERVED = "Reserved:"
"""What the definition of a word starts with that no row uses yet."""

RULES = {
    "vocabulary-field": "each word of the vocabulary belongs to a field that exists",
    "vocabulary-enum": "a field's enum and its words in the vocabulary are the same",
    "vocabulary-use": "each word is used by a row or marked as reserved, and not both",
    "see-also": "see_also names a word of the vocabulary",
}

Place = tuple[str, str]  # table and column


def enum_words(table: Table, words: pl.DataFrame | None) -> Mapping[str, frozenset[str]]:
    """The words of each field with an enum: its own, and those that the vocabulary has for it.

    Args:
        table: The table.
        words: The vocabulary; nothing if there is none.
    """
    found = {field.name: {*field.enum} for field in table.fields if field.enum}
    places = {place: name for name in found for place in (name, f"{table.name}.{name}")}
    if words is not None and {"field", "code"} <= {*words.columns}:
        for place, code in zip(words["field"], words["code"], strict=True):
            if place in places:
                found[places[place]].add(code)
    return {name: frozenset(words_of_field) for name, words_of_field in found.items()}


def findings(package: Package, words: pl.DataFrame, used: Mapping[Place, Set[str]]) -> Iterator[pl.DataFrame]:
    """Judge the vocabulary.

    Args:
        package: The package.
        words: The vocabulary, with the columns ``COLUMNS`` and row numbers.
        used: The words that occur in each field with an enum, for the tables that could be read.

    Returns:
        The findings on the table ``vocabulary``, as frames.
    """
    if not words.columns or not set(COLUMNS) <= set(words.columns):
        return
    enums = _enums(package)
    defined = {(row["field"], row["code"]): row for row in words.iter_rows(named=True)}
    fields = {name for table in package.tables for column in table.names for name in (column, f"{table.name}.{column}")}
    for (field, code), row in defined.items():
        here = enums.get(field, {})

        def found(rule: str, column: str, message: str, row: Mapping[str, str] = row) -> pl.DataFrame:
            return finding(rule, message, int(row[ROW]), column, row[column])

        if field not in fields:
            yield found("vocabulary-field", "field", "is not a column of the package, or of a table of it")
        if any(code not in enum for enum in here.values()):
            yield found("vocabulary-enum", "code", f"is not in the enum of {field}: add it there or remove it here")
        if here and all(place in used for place in here):
            is_used = any(code in used[place] for place in here)
            if is_used and row["definition"].startswith(RESERVED):
                yield found("vocabulary-use", "definition", f"is used by a row: drop {RESERVED!r}")
            if not is_used and not row["definition"].startswith(RESERVED):
                yield found(
                    "vocabulary-use", "definition", f"no row uses {code}: start with {RESERVED!r}, or remove it"
                )
        if row["see_also"] and tuple(row["see_also"].split(":", 1)) not in defined:
            yield found("see-also", "see_also", "must be field:code of a word of the vocabulary")
    for table in package.tables:
        for column in table.fields:
            qualified = f"{table.name}.{column.name}"
            for word in column.enum:
                if (qualified, word) not in defined and (column.name, word) not in defined:
                    message = f"is in the enum of {qualified}, but not in the vocabulary: define it"
                    yield finding("vocabulary-enum", message, None, "code", word)


def _enums(package: Package) -> Mapping[str, Mapping[Place, Set[str]]]:
    """The enums that a field name of the vocabulary (``table.column``, or the column alone) stands for."""
    enums: dict[str, dict[Place, Set[str]]] = {}
    for table in package.tables:
        for field in table.fields:
            if field.enum:
                for name in (f"{table.name}.{field.name}", field.name):
                    enums.setdefault(name, {})[table.name, field.name] = frozenset(field.enum)
    return enums
