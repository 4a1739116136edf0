"""Which cells are compared between coders, and at which level: read off the descriptor.

Words, truth values and ids of records are compared by whether they are the same, and words that have an order by their
distance in it; numbers by their distance; dates by whether there is one, and by the days that two have in common. Texts
in a coder's own words are not compared.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from us_cuba_2026.model.package import Field, Package, Table
from us_cuba_2026.rules.record_tables import RECORDS

Level = Literal["nominal", "ordinal", "interval", "date", "cluster", "set"]

SETS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "participants": ("event_id", ("actor_id", "role")),
    "event_places": ("event_id", ("place_id", "role")),
    "event_relations": ("from_id", ("to_id", "relation")),
    "claims": ("record_id", ("actor_id", "quote_id", "stance")),
}
"""The tables that give a record a set of tuples: the record's column, and those of a tuple."""

GROUPING = frozenset({"quotes.utterance_id"})
"""The fields whose cells put rows together, and say nothing by themselves."""

OPEN = frozenset({"actors.country_code", "figures.unit"})
"""The fields that are compared by whether they are the same, though their words are not listed."""

BETWEEN = "|"
"""What stands between the cells of a tuple."""


class Coded(NamedTuple):
    """A field that is compared."""

    table: str
    name: str
    level: Level
    words: tuple[str, ...]
    """The words that its cells may hold; empty if they are not listed."""

    @property
    def field(self) -> str:
        """Its table and its name."""
        return f"{self.table}.{self.name}"


def coded_fields(package: Package) -> dict[str, Coded]:
    """The fields of a package that are compared between coders.

    Args:
        package: The package.

    Returns:
        The fields by ``table.column``. A set goes by its last column, and its level is ``set``.

    Example:
        >>> fields = coded_fields(Package.read())
        >>> [fields[name].level for name in ("quotes.act", "figures.value", "events.date_start", "participants.role")]
        ['nominal', 'interval', 'date', 'set']
        >>> fields["actors.identified_by"].level, fields["actors.identified_by"].words
        ('ordinal', ('name', 'office', 'affiliation', 'knowledge', 'description'))
    """
    fields = [one for table in package.tables if table.name in RECORDS for one in _of(table)]
    for table in package.tables:
        if table.name in SETS:
            last = table.field(SETS[table.name][1][-1])
            fields.append(Coded(table.name, last.name, "set", last.enum))
    return {one.field: one for one in fields}


def _of(table: Table) -> Iterator[Coded]:
    ids = {key.fields[0] for key in table.foreign_keys if len(key.fields) == 1} - {"passage_id"}
    for field in table.fields:
        if level := _level(table, field, ids):
            words = ("false", "true") if field.type == "boolean" else field.enum
            yield Coded(table.name, field.name, level, words)


def _level(table: Table, field: Field, ids: set[str]) -> Level | None:
    name = f"{table.name}.{field.name}"
    if name in GROUPING:
        return "cluster"
    if field.is_ordered:
        return "ordinal"
    if field.enum or field.type == "boolean" or field.name in ids or name in OPEN:
        return "nominal"
    if field.type in {"number", "integer"}:
        return "interval"
    return "date" if field.name == "date_start" else None


def columns(fields: Mapping[str, Coded], table: str) -> list[str]:
    """The columns that a coder fills in a table of units: those that are compared, and the last day beside the first.

    Example:
        >>> columns(coded_fields(Package.read()), "figures")[:3]
        ['hedge', 'value', 'value_low']
    """
    names = []
    for field in fields.values():
        if field.table == table and field.level != "set":
            names += [field.name, "date_end"] if field.level == "date" else [field.name]
    return names
