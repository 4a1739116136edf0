"""What the page shows of a package: its tables, their columns, and what each id is called."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from us_cuba_2026.citation.records import chain, passages
from us_cuba_2026.dataframes.computed_columns import THE_ARTICLE
from us_cuba_2026.explorer.dates_in_words import in_words
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.metadata.documentation import TableDocumentation, document
from us_cuba_2026.model.package import Package

LARGEST_TABLE = 1000
"""Rows of a table that the page holds; more would make it too large to open."""

LONGEST_SHORT = 30
"""Characters of a cell that needs no wide column."""

RECORDS: Mapping[str, Sequence[str]] = {
    "quotes": ("quote_id", "speaker_id", "form", "act", "text", "summary", "passage_id"),
    "events": ("event_id", "title", "kind", "class", "status", "date_edtf", "passage_id"),
    "figures": ("figure_id", "measure", "as_stated", "hedge", "value_low", "value_high", "unit", "passage_id"),
    "actors": ("actor_id", "name", "kind", "naming", "role", "country_code", "office", "passage_id"),
}
"""The tables that have a view of their own, and the columns that are seen there at first."""

GIVES_WAY: Mapping[str, Sequence[Sequence[str]]] = {
    "quotes": (["passage_id"], ["act"], ["form"]),
    "events": (["passage_id"], ["class"], ["kind"], ["date_edtf"]),
    "figures": (["passage_id"], ["hedge"], ["unit"], ["value_low", "value_high"]),
    "actors": (["passage_id"], ["office"], ["country_code"]),
    "claims": (["note"], ["passage_id"], ["quote_id"]),
    "accounting": (["start", "end"], ["kind"]),
}
"""The columns that give way where the window has no room, some together, the first first; then from the right."""

NEEDED = (
    *RECORDS,
    "claims",
    "participants",
    "event_places",
    "event_relations",
    "places",
    "evidence",
    "sources",
    "passages",
    "accounting",
)

IN_FILES_ALONE = ("vocabulary", "revisions", "units", "alignment", "codes", "agreement", "adjudication")
"""Tables that the page does not show: it tells what follows from them, at the words and the columns."""

_ANSWERS = {"true": "yes", "false": "no"}
_WHOLE_PART = re.compile(r"^-?\d+")
_BEFORE_THOUSANDS = re.compile(r"\B(?=(\d{3})+$)")
_LABELS = {
    "quotes": ("quote_id", "text", "summary"),
    "events": ("event_id", "title"),
    "figures": ("figure_id", "measure"),
    "actors": ("actor_id", "name"),
    "places": ("place_id", "name"),
    "sources": ("source_id", "title"),
}
"""For each table the id, and the columns that say what a row is called: the first of them that is filled."""


@dataclass(frozen=True)
class Column:
    """A column as the page shows it."""

    name: str
    title: str
    description: str
    words: Mapping[str, str]
    """Definition of each word that its cells may hold."""
    type: str
    table: str
    """The table that its ids point to; empty if they are no ids."""
    form: str
    """How its cells are set: ``said``, ``prose``, ``linked``, ``short`` or ``short passage``."""
    is_main: bool
    is_required: bool
    yields: int = 0
    """When it gives way where there is no room, from 1 on; 0 is behind those that have a number."""
    empty: str = ""
    """What an empty cell stands for, if not for what is not stated."""

    def written(self, value: str) -> str:
        """A cell as it is written for people: a word without underscores, a number with commas, yes or no.

        An empty one is what it stands for, if it stands for anything.

        Example:
            >>> column = Column("n", "", "", {"at_most": "No more."}, "number", "", "short", True, False)
            >>> column.written("-1234567.5000"), column.written("at_most"), column.written("not_a_word")
            ('-1,234,567.5000', 'at most', 'not_a_word')
        """
        if not value:
            return self.empty
        if value in self.words:
            return value.replace("_", " ")
        if self.type in ("integer", "number"):
            return _WHOLE_PART.sub(lambda whole: _BEFORE_THOUSANDS.sub(",", whole[0]), value)
        return _ANSWERS.get(value, value) if self.type == "boolean" else value


@dataclass(frozen=True)
class ShownTable:
    """A table as the page shows it."""

    name: str
    title: str
    one_row: str
    usage: str
    key: str
    """The column that names a row; empty if more than one does."""
    keys: Sequence[str]
    """The columns that tell a row from others."""
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, str]]
    total: int
    """Rows that the table has; the page may hold fewer."""


@dataclass(frozen=True)
class Shown:
    """What the page shows of a package."""

    tables: Sequence[ShownTable]
    labels: Mapping[str, str]
    """What each id is called, and each date in words."""
    published: str
    """Day of publication of the first source; empty if there is none."""
    through: Mapping[str, Sequence[Mapping[str, str]]]
    """For each quote that others report: the quotes through which it is known, the nearest to its speaker first."""

    @property
    def left_out(self) -> Sequence[ShownTable]:
        """The tables of which the page does not hold every row."""
        return [table for table in self.tables if len(table.rows) < table.total]


def lack(package: Package) -> str:
    """What a package lacks that the page shows, as a sentence; empty if nothing.

    Args:
        package: The package.

    Example:
        >>> lack(Package.read())
        ''
    """
    tables = {table.name: table for table in package.tables}
    for name in (*NEEDED, "vocabulary"):
        if name not in tables:
            return f"no table {name}, which the page shows: describe it"
    for name, columns in RECORDS.items():
        missing = [column for column in columns if column not in tables[name].names]
        if missing:
            return f"{name}: no column {missing[0]}, which the page shows: describe it"
    return ""


def shown(package: Package) -> Shown:
    """What the page shows of a package: of each table that has any the first thousand rows, and what proves them.

    Raises:
        PackageError: If a file cannot be used, or a table or column that the page needs is not described.
    """
    if lacking := lack(package):
        raise PackageError(lacking)
    documentation = {table.name: table for table in document(package)}
    every = {name: documentation[name].table.rows() for name in NEEDED}
    others = (table.name for table in package.tables if table.name not in (*NEEDED, *IN_FILES_ALONE))
    every |= {name: some for name in others if (some := documentation[name].table.rows())}
    rows = {name: table[:LARGEST_TABLE] for name, table in every.items()}
    held = {row["passage_id"] for row in rows["passages"]}
    records = {row[documentation[name].table.names[0]] for name in RECORDS for row in rows[name]}
    rows["evidence"] = [row for row in every["evidence"] if row["passage_id"] in held and row["record_id"] in records]
    rows["accounting"] = [row for row in every["accounting"] if row["passage_id"] in held]
    tables = [_table(documentation[name], rows[name], len(every[name])) for name in every]
    published = next((row["published_at"][:10] for row in rows["sources"]), "")
    return Shown(tables, _labels(rows), published, _through(rows["quotes"]))


def _table(documentation: TableDocumentation, rows: Sequence[Mapping[str, str]], total: int) -> ShownTable:
    table = documentation.table
    targets = {key.fields[0]: key.table for key in table.foreign_keys if len(key.fields) == 1}
    yields = {name: at for at, names in enumerate(GIVES_WAY.get(table.name, ()), start=1) for name in names}
    columns = [
        Column(
            name=field.name,
            title=field.title,
            description=field.description,
            words={word.code: word.definition for word in field.words} if field.is_closed else {},
            type=field.type,
            table=targets.get(field.name, ""),
            form=_form(field.name, targets, rows),
            is_main=field.name in RECORDS.get(table.name, table.names),
            is_required=field.is_required,
            yields=yields.get(field.name, 0),
            empty=THE_ARTICLE if (table.name, field.name) == ("claims", "actor_id") else "",
        )
        for field in documentation.fields
    ]
    key = table.primary_key[0] if len(table.primary_key) == 1 else ""
    return ShownTable(
        table.name,
        documentation.title,
        documentation.one_row,
        documentation.usage,
        key,
        table.primary_key,
        columns,
        rows,
        total,
    )


def _form(column: str, targets: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> str:
    """How the cells of a column are set, by what is in them."""
    longest = max((len(row[column]) for row in rows), default=0)
    if column == "text":
        return "said prose"
    if column in targets:
        return "linked" if targets[column] != "passages" else "short passage"
    return "prose" if longest > LONGEST_SHORT else "short"


def _through(rows: Sequence[Mapping[str, str]]) -> dict[str, Sequence[Mapping[str, str]]]:
    """The quotes through which each quote is known, one in another."""
    quotes = {row["quote_id"]: row for row in rows}
    chains = {quote: chain(quotes, quote)[1:] for quote in quotes}
    return {quote: others for quote, others in chains.items() if others}


def _labels(rows: Mapping[str, Sequence[Mapping[str, str]]]) -> dict[str, str]:
    """What each id is called: a name, a title, the words said, the number of a paragraph; and each date in words."""
    labels: dict[str, str] = {}
    for table, (key, *columns) in _LABELS.items():
        for row in rows[table]:
            labels[row[key]] = next((row[column] for column in columns if row[column]), row[key])
    dates = {row["date_edtf"] for table in rows.values() for row in table if row.get("date_edtf")}
    labels |= {date: in_words(date) for date in sorted(dates)}
    return labels | {passage: name for passage, (_, name) in passages(rows["passages"]).items()}
