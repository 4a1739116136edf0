"""The codebook: every table, column and word, as Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from us_cuba_2026.metadata.agreement import readers
from us_cuba_2026.metadata.documentation import FieldDocumentation, TableDocumentation, document
from us_cuba_2026.model.package import Package


@dataclass(frozen=True)
class Column:
    """A column, and how much of it the data fill."""

    field: FieldDocumentation
    filled: int
    """Rows in which it is filled (a list: in which it has an item)."""
    uses: Mapping[str, int]
    """Rows that hold each of its words."""
    example: str


@dataclass(frozen=True)
class Section:
    """A table or flat view with its columns and number of rows."""

    table: TableDocumentation
    columns: Sequence[Column]
    rows: int
    is_flat: bool


def sections(package: Package) -> list[Section]:
    """The tables and flat views of a package, their documentation beside what the data hold.

    Raises:
        PackageError: If a file of the package cannot be used.
    """
    from us_cuba_2026.dataframes import pandas_frames
    from us_cuba_2026.dataframes.flat_views import each_once, views

    load = each_once(pandas_frames.load)
    flat = {view.table.name: view for view in views(package)}
    found = []
    for documentation in document(package):
        view = flat.get(documentation.name)
        frame = pandas_frames.flat(view, load) if view else load(documentation.table)
        columns = []
        for field in documentation.fields:
            cells = frame[field.name]
            is_filled = cells.map(len) > 0 if field.type == "list" else cells.notna()
            has_words = bool(field.words) and field.type != "list"
            uses = {str(word): int(count) for word, count in cells.value_counts().items()} if has_words else {}
            first = cells[is_filled].iloc[0] if is_filled.any() else ""
            shown = ";".join(first) if field.type == "list" else str(first)
            columns.append(Column(field, int(is_filled.sum()), uses, field.example or shown))
        found.append(Section(documentation, columns, len(frame), view is not None))
    return found


def codebook(package: Package, rules: Mapping[str, str]) -> str:
    """The codebook of a package as Markdown, with an anchor for each column (``#quotes.form``).

    Args:
        package: The package.
        rules: The id of each rule that the package is checked with, and what it demands.

    Returns:
        The text.

    Raises:
        PackageError: If a file of the package cannot be used.

    Example:
        >>> codebook(Package.read(), {}).splitlines()[2].rpartition(" ")[0]
        '# Codebook of us-cuba-2026'
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("us_cuba_2026.metadata", "."),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  (Markdown: ``cell`` and ``prose`` do the escaping)
    )
    environment.filters |= {"cell": cell, "code": code, "prose": prose, "share": share, "row_count": row_count}
    template = environment.get_template("codebook.md.jinja")
    return template.render(
        descriptor=package.descriptor, sections=sections(package), rules=rules, readers=readers(package)
    )


def cell(text: str) -> str:
    """Text for a cell of a Markdown table, in which nothing ends the cell or starts a tag."""
    return prose(text).replace("|", r"\|")


def code(text: str) -> str:
    """Text for a code span in a cell of a Markdown table."""
    return "`" + " ".join(text.replace("`", "'").split()).replace("|", r"\|") + "`"


def prose(text: str) -> str:
    """Text of ours for a line of Markdown: code spans stay, tags and line breaks do not."""
    return " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")


def row_count(count: int) -> str:
    """How many rows there are.

    Example:
        >>> row_count(1), row_count(1200)
        ('1 row', '1,200 rows')
    """
    return f"{count:,} row{'' if count == 1 else 's'}"


def share(part: int, whole: int) -> str:
    """How much of a column is filled.

    Example:
        >>> share(2, 3), share(0, 0), share(199, 200)
        ('67 %', '0 %', '99 %')
    """
    percent = 100 * part / whole if whole else 0
    return f"{min(round(percent), 99 if part < whole else 100)} %"
