"""What tables and fields mean: the descriptor's words and the vocabulary's definitions, put together."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from us_cuba_2026.checker.plain_copies import plain_copies
from us_cuba_2026.dataframes.computed_columns import WORDS
from us_cuba_2026.dataframes.flat_views import FLAT, views
from us_cuba_2026.files.errors import UnusableError, unknown
from us_cuba_2026.metadata.agreement import agreements
from us_cuba_2026.metadata.outside_terms import OutsideTerm, outside_term
from us_cuba_2026.model.package import Field, Package, Table
from us_cuba_2026.model.stated import objects

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Word:
    """A word of the vocabulary: one that a field may hold, or a phrase that a coding rule is about."""

    code: str
    definition: str
    includes: str
    excludes: str


@dataclass(frozen=True)
class FieldDocumentation:
    """What a column is; printed, it is a page of text."""

    table: str
    name: str
    title: str
    description: str
    type: str
    is_required: bool
    constraints: Sequence[str]
    """What its cells must be beyond their type, each in a few words."""
    example: str
    words: Sequence[Word]
    is_closed: bool
    """Whether its cells hold these words and no others; else they are what its coding rules are about."""
    origin: str
    """For a column of a flat view, the ``table.column`` that its cells come from; else, or if they are made, empty."""
    agreement: str
    """How far blind coders agreed on it or its origin, in a sentence; empty if it was not compared."""
    term: OutsideTerm | None = None
    """The term of another vocabulary that it stands for."""

    def __str__(self) -> str:
        lines = [f"{self.table}.{self.name}: {self.title}", self.description]
        lines += [f"Type: {self.type}, {'always filled' if self.is_required else 'may be empty'}."]
        lines += [f"Example: {self.example}"] if self.example else []
        lines += [self.agreement] if self.agreement else []
        lines += [f"Outside term: {self.term}."] if self.term else []
        lines += [f"  {word.code}: {word.definition}" for word in self.words]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """The same as notebooks show it."""
        head, *lines = str(self).splitlines()
        lines = lines[: len(lines) - len(self.words)]
        words = "".join(
            f"<dt><code>{escape(one.code)}</code></dt><dd>{escape(one.definition)}</dd>" for one in self.words
        )
        text = "".join(f"<p>{escape(line)}</p>" for line in lines)
        return f"<h4>{escape(head)}</h4>{text}" + (f"<dl>{words}</dl>" if words else "")


@dataclass(frozen=True)
class TableDocumentation:
    """What a table is: its words, its keys and its fields."""

    table: Table
    words: Mapping[str, Sequence[Word]]
    agreements: Mapping[str, str]
    """How far blind coders agreed, for each table and ``table.column`` that was compared."""

    @property
    def name(self) -> str:
        """Name of the table."""
        return self.table.name

    @property
    def title(self) -> str:
        """Title of the table."""
        return str(self.table.described.get("title", self.name))

    @property
    def one_row(self) -> str:
        """What one row is: the first sentence of the description."""
        return str(self.table.described.get("description", "")).partition(". ")[0].removesuffix(".") + "."

    @property
    def usage(self) -> str:
        """What to beware of: the rest of the description."""
        return str(self.table.described.get("description", "")).partition(". ")[2]

    @property
    def term(self) -> OutsideTerm | None:
        """The term of another vocabulary that its rows stand for."""
        return outside_term(self.table.described)

    @property
    def agreement(self) -> str:
        """How far blind coders agreed on what its rows are, in a sentence; empty if it was not compared."""
        return self.agreements.get(self.name, "")

    @cached_property
    def fields(self) -> Sequence[FieldDocumentation]:
        """The documentation of its fields, in the order of the columns."""
        return [self._field(field) for field in self.table.fields]

    def _field(self, field: Field) -> FieldDocumentation:
        origin = str(field.described.get("origin", ""))
        place = origin or f"{self.name}.{field.name}"
        is_own = place.removesuffix(f".{field.name}") == self.name.removesuffix("_flat")
        agreement = self.agreements.get(place, "")
        return FieldDocumentation(
            table=self.name,
            name=field.name,
            title=str(field.described.get("title", field.name)),
            description=str(field.described.get("description", "")),
            type=field.type,
            is_required=self.table.is_required(field),
            constraints=list(_constraints(self.table, field)),
            example=str(field.described.get("example", "")),
            words=self.words.get(place) or self.words.get(place.partition(".")[2], ()),
            is_closed=bool(field.enum),
            origin=origin,
            agreement=agreement if is_own else agreement.replace("Agreement", f"Agreement on {origin}", 1),
            term=outside_term(field.described),
        )


def document(package: Package) -> list[TableDocumentation]:
    """The documentation of a package: its tables, then its flat views, where it is of the dataset's kind.

    Raises:
        UnusableError: If the vocabulary cannot be read, or the package lacks what a flat view needs.

    Example:
        >>> quotes = document(Package.read())[1]
        >>> [word.code for word in quotes.fields[3].words]
        ['direct', 'indirect']
    """
    words: dict[str, list[Word]] = {}
    if all(table.name != "vocabulary" for table in package.tables):
        return [TableDocumentation(table, words, {}) for table in package.tables]
    for row in package.table("vocabulary").rows():
        word = Word(row["code"], row["definition"], row["includes"], row["excludes"])
        words.setdefault(row["field"], []).append(word)
    for column, made in WORDS.items():
        words[column] = [Word(code, definition, "", "") for code, definition in made.items()]
    tables: Iterable[Table] = (*package.tables, *(view.table for view in views(package)))
    agreed = agreements(package)
    return [TableDocumentation(table, words, agreed) for table in tables]


def field(table: str, name: str = "") -> FieldDocumentation:
    """What a column of the dataset means: its description, type, example, and the definition of each of its words.

    Args:
        table: Name of a table, or of a flat view such as ``quotes_flat``.
        name: Name of the column: of the table, or of its flat view. It may stand behind the table's, as in
            ``figures.hedge``.

    Returns:
        The documentation; ``print`` it, or read its attributes.

    Raises:
        UnusableError: If there is no such table or column; the message names those there are.

    Example:
        >>> print(field("event_places", "place_id"))
        event_places.place_id: Place
        The place. Format: an id. Points to `places`.
        Type: string, always filled.
        Example: plc-008
        Outside term: much like [sem:hasPlace](http://semanticweb.cs.vu.nl/2009/11/sem/hasPlace).
    """
    tables = {one.name: one for one in document(Package.read())}
    if not name:
        table, _, name = str(table).partition(".")
    if table not in tables:
        raise unknown("no table", table, tables)
    fields = {one.name: one for one in tables[table].fields}
    view = tables.get(f"{table}_flat")
    if name not in fields and view is not None:
        fields |= {one.name: one for one in view.fields if one.name not in fields}
    if name not in fields:
        if not name:
            raise UnusableError(f"{table} is a table: name one of its fields, too; there are: {', '.join(fields)}")
        raise unknown(f"no field of {table}", name, fields)
    return fields[name]


def describe(package: Path | str | None = None) -> "pd.DataFrame":
    """What tables there are: one row for each, those that an analyst needs first.

    First stand the tables whose files lie with that of the first one, then the flat views, then other tables: in the
    dataset those of the article itself (``seeds``) and of the study of coders (``data/reliability``).

    Args:
        package: A ``datapackage.json`` or its folder; the dataset itself if nothing is given.

    Returns:
        A frame of pandas: ``table``, ``rows``, ``columns``, ``key`` and ``one_row``, which says what one row is, of a
        flat view the call that gives it, and of other tables the folder. It is shown whole, as wide as the terminal.

    Raises:
        UnusableError: If the package or a table cannot be read.

    Example:
        >>> describe()[["table", "rows", "key"]].head(2)
            table  rows       key
        0  actors    65  actor_id
        1  quotes    36  quote_id
    """
    from us_cuba_2026.dataframes.whole_frame import WholeFrame

    _refuse_table(package)
    found = Package.read(package)
    folders = {one.get("name"): _folder(one.get("path")) for one in objects(found.descriptor, "resources")}
    with plain_copies(found) as read:
        counts = {table.name: len(table.rows()) for table in read.tables}
        flat = [*views(read)] if {*FLAT} <= {*counts} else []
        first = folders.get(read.tables[0].name, "") if read.tables else ""
        listed = [(table, counts[table.name], folders.get(table.name, "")) for table in read.tables]
        rows = [
            *((table, count, "") for table, count, path in listed if path == first),
            *((one.table, counts[one.base.name], f" (a view: flat({one.base.name!r}))") for one in flat),
            *((table, count, f" (in the folder {path or '.'})") for table, count, path in listed if path != first),
        ]
    return WholeFrame(
        [
            {
                "table": table.name,
                "rows": count,
                "columns": len(table.fields),
                "key": ", ".join(table.primary_key),
                "one_row": TableDocumentation(table, {}, {}).one_row.removeprefix("One row is ").removesuffix(".")
                + where,
            }
            for table, count, where in rows
        ],
        columns=["table", "rows", "columns", "key", "one_row"],
    )


def _folder(path: object) -> str:
    """The folder of a file, or of the first of several; nothing if it is in none.

    Example:
        >>> _folder("data/actors.csv"), _folder(["data/a/1.csv", "data/b/2.csv"]), _folder("actors.csv"), _folder(None)
        ('data', 'data/a', '', '')
    """
    first = path[0] if isinstance(path, list) and path else path
    return str(PurePosixPath(first).parent) if isinstance(first, str) and "/" in first else ""


def _refuse_table(package: Path | str | None) -> None:
    """Tell whoever gives the name of a table, where a package is wanted, what lists and explains its columns."""
    if not isinstance(package, str) or os.path.exists(package):  # noqa: PTH110  (Path.exists fails on a path too long)
        return
    loads = {table.name: f"load({table.name!r})" for table in Package.read().tables}
    loads |= {f"{name}_flat": f"flat({name!r})" for name in FLAT}
    if package in loads:
        columns = f"us_cuba_2026.{loads[package]}.columns"
        raise UnusableError(
            f"{package} is a table, not a package: {columns} lists its columns, and us_cuba_2026.field({package!r}, "
            "COLUMN) explains one"
        )


def _constraints(table: Table, field: Field) -> Iterator[str]:
    """What a field's constraints and keys demand beyond its type."""
    if field.name in table.primary_key:
        yield "the key" if len(table.primary_key) == 1 else "part of the key"
    elif field.constraints.get("unique"):
        yield "unique"
    for key in table.foreign_keys:
        if key.fields == (field.name,):
            yield f"one of `{key.table}.{key.reference_fields[0]}`"
    for name, words in {"minimum": "at least", "maximum": "at most"}.items():
        if name in field.constraints:
            yield f"{words} {field.constraints[name]}"
    if field.enum:
        yield f"one of {len(field.enum)} words"
    elif "pattern" in field.constraints:
        yield f"pattern `{field.constraints['pattern']}`"
