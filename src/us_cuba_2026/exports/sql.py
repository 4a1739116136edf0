"""The tables of a package as SQL: keys, constraints and words, in what the databases have in common."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from us_cuba_2026.exports.content import Part
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.package import Field
from us_cuba_2026.model.stated import one_line


@dataclass(frozen=True)
class Dialect:
    """Where a database differs: its types, and what it needs a check for."""

    types: Mapping[str, str]
    """The column type for each Table Schema type; any other is text."""
    checks: Mapping[str, str]
    """A condition that every cell of a Table Schema type meets; ``{}`` is the column."""
    has_enums: bool
    large: str
    """The column type for whole numbers of which one is beyond 64 bits; no checks compare them if it is text."""
    ending: str = ""
    """What stands after the columns."""


def create_table(part: Part, others: Mapping[str, Part], dialect: Dialect) -> str:
    """The statement that makes a table, with its keys and constraints, and each column's description as a comment.

    Patterns are left out, since the databases read regular expressions each in their own way.

    Args:
        part: The table.
        others: All tables by name, those that its foreign keys point to among them.
        dialect: The database.

    Returns:
        The statement.

    Raises:
        PackageError: If a foreign key points at columns that are no key.
    """
    lines = [(_column(part, field, dialect), field.described.get("description", "")) for field in part.table.fields]
    lines += [(line, "") for line in _keys(part, others)]
    text = [f"CREATE TABLE {quoted(part.name)} ( -- {one_line(str(part.table.described.get('description', '')))}"]
    for at, (line, comment) in enumerate(lines, 1):
        comma = "," if at < len(lines) else ""
        text.append(f"  {line}{comma}" + (f" -- {one_line(str(comment))}" if comment else ""))
    return "\n".join([*text, f") {dialect.ending}".rstrip()])


def parents_first(parts: Sequence[Part]) -> list[Part]:
    """Tables in an order in which each comes after those its foreign keys point to, circles aside."""
    waiting, ordered = list(parts), list[Part]()
    while waiting:
        left = {part.name for part in waiting}
        free = [part for part in waiting if not left & {key.table for key in part.table.foreign_keys} - {part.name}]
        ordered += free or waiting
        waiting = [part for part in waiting if part not in ordered] if free else []
    return ordered


def quoted(name: str) -> str:
    """A name, safe in SQL.

    Example:
        >>> print(quoted('odd " name'))
        "odd "" name"
    """
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text, safe in SQL.

    Example:
        >>> print(text("it's"))
        'it''s'
    """
    return "'" + value.replace("\0", "").replace("'", "''") + "'"


def _column(part: Part, field: Field, dialect: Dialect) -> str:
    """Name, type and constraints of a column."""
    import polars as pl

    is_enum = bool(field.enum) and field.type == "string" and dialect.has_enums
    kind = (
        f"ENUM ({', '.join(map(text, field.enum))})"
        if is_enum
        else dialect.types.get(field.type, dialect.types["string"])
    )
    is_large = part.frame.schema[field.name] == pl.Int128
    words = [quoted(field.name), dialect.large if is_large else kind]
    if part.table.is_required(field):
        words.append("NOT NULL")
    if field.constraints.get("unique") and part.table.primary_key != (field.name,):
        words.append("UNIQUE")
    if not (is_large and dialect.large == dialect.types["string"]):
        words += (f"CHECK ({condition})" for condition in _conditions(field, is_enum, dialect))
    return " ".join(words)


def _conditions(field: Field, is_enum: bool, dialect: Dialect) -> Iterator[str]:
    """What every cell of a column meets, or is missing."""
    name = quoted(field.name)
    if field.type in dialect.checks:
        yield dialect.checks[field.type].format(name)
    if field.enum and not is_enum:
        yield f"{name} IN ({', '.join(_literal(field, word) for word in field.enum)})"
    if field.type != "datetime":  # whose bounds may be written in any offset from UTC
        for key, sign in {"minimum": ">=", "maximum": "<="}.items():
            if key in field.constraints:
                yield f"{name} {sign} {_literal(field, field.constraints[key])}"
    for key, sign in {"minLength": ">=", "maxLength": "<="}.items():
        if key in field.constraints:
            yield f"length({name}) {sign} {int(field.constraints[key])}"


def _literal(field: Field, value: str | float) -> str:
    """A value of a field's constraints."""
    try:
        match field.type:
            case "integer" | "year":
                return str(int(value))
            case "number":
                return repr(float(value)).replace("inf", "9e999").replace("nan", "NULL")
            case "boolean":
                return "TRUE" if str(value) in field.true_values else "FALSE"
            case _:
                return text(str(value))
    except ValueError:
        raise PackageError(
            f"{field.name}: {str(value)[:40]!r} in its constraints is not of type {field.type}"
        ) from None


def _keys(part: Part, others: Mapping[str, Part]) -> Iterator[str]:
    """The keys of a table."""
    table = part.table
    if table.primary_key:
        yield f"PRIMARY KEY ({_columns(table.primary_key)})"
    yield from (f"UNIQUE ({_columns(key)})" for key in table.unique_keys if key != table.primary_key)
    for key in table.foreign_keys:
        target = others[key.table].table
        alone = {(field.name,) for field in target.fields if field.constraints.get("unique")}
        if tuple(key.reference_fields) not in {target.primary_key, *target.unique_keys, *alone}:
            where = f"{key.table} ({', '.join(key.reference_fields)})"
            raise PackageError(
                f"foreign key of {part.name} points at {where}, which is no key: a database refuses that"
            )
        yield (
            f"FOREIGN KEY ({_columns(key.fields)}) REFERENCES {quoted(key.table)} ({_columns(key.reference_fields)})"
        )


def _columns(names: Sequence[str]) -> str:
    return ", ".join(map(quoted, names))
