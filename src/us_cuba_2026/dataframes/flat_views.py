"""The flat views: which columns they join to a table, and what those columns are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

from us_cuba_2026.dataframes.computed_columns import COMPUTE, COMPUTED
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.package import DESCRIPTOR, Field, Package, Table

Frame = TypeVar("Frame")
Path = str
"""Where a cell is found: ``speaker_id.name`` is the cell ``name`` of the row that ``speaker_id`` points to."""

_SPEAKER = ("name", "kind", "naming", "identified_by", "role", "country_code", "office", "office_status")
_EVENT = ("title", "kind", "class", "status")


def _looked_up(id_column: str, columns: tuple[str, ...]) -> dict[str, Path]:
    """Columns of the row that an id points to, named after both: ``speaker_id.name`` is ``speaker_name``."""
    return {f"{id_column.removesuffix('_id')}_{column}": f"{id_column}.{column}" for column in columns}


_AFFILIATION = {
    "speaker_affiliation_id": "speaker_id.affiliation_id",
    "speaker_affiliation_name": "speaker_id.affiliation_id.name",
}
_REPORTER = {"reported_by_id": "reported_in_id.speaker_id"} | {
    f"reported_by_{name}": f"reported_in_id.speaker_id.{name}" for name in ("name", "naming", "identified_by")
}
_EVENTS_LISTS = ("participant_ids", "participant_names", "participant_roles", "place_ids", "place_names", "place_roles")
_PASSAGE = {
    "paragraph": "passage_id.paragraph",
    "passage_kind": "passage_id.kind",
    "source_id": "passage_id.source_id",
    "source_title": "passage_id.source_id.title",
}


def _computed(table: str) -> dict[str, Path]:
    """The computed columns of the table itself."""
    return {field.name: field.name for field in COMPUTED[table]}


FLAT: Mapping[str, Mapping[str, Path]] = {
    "quotes": _looked_up("speaker_id", _SPEAKER)
    | _AFFILIATION
    | _REPORTER
    | _looked_up("occasion_id", ("title",))
    | _looked_up("about_id", ("name",))
    | _computed("quotes")
    | _PASSAGE,
    "events": _computed("events") | _PASSAGE,
    "figures": _looked_up("event_id", _EVENT)
    | {name: f"event_id.{name}" for name in _EVENTS_LISTS}
    | _looked_up("actor_id", ("name", "kind", "country_code"))
    | _computed("figures")
    | _PASSAGE,
    "claims": _looked_up("actor_id", ("name", "kind", "naming", "identified_by", "country_code"))
    | _looked_up("quote_id", ("form", "text", "summary", "act", "chain_ids", "chain_names"))
    | _computed("claims")
    | _PASSAGE,
}
"""For each flat view, the columns that it adds to those of its table, and where their cells are found."""


@dataclass(frozen=True)
class View:
    """A flat view: what it is as a table, the table it widens, and where each of its columns is found."""

    table: Table
    """The view as a table of its own (``quotes_flat``), its fields described; it has no file."""
    base: Table
    paths: Mapping[str, Path]
    package: Package

    def columns(self, engine: Any, load: Callable[[Table], Any]) -> dict[str, Any]:
        """The columns of the view, each found step by step from id to id.

        Args:
            engine: The module that makes columns: its ``cells``, ``column`` and ``look_up``.
            load: Makes the frame of a table.

        Returns:
            A column of that engine by name, as long as the table that is widened.
        """
        frame = each_once(load)
        columns: dict[tuple[str, str], Any] = {}

        def found(table: Table, name: str) -> Any:
            fields = {field.name: field for field in COMPUTED.get(table.name, ()) if field.name not in table.names}
            if name not in fields:
                return frame(table)[name]
            if (table.name, name) not in columns:
                for computed, values in COMPUTE[table.name](cells).items():
                    columns[table.name, computed] = engine.column(values, fields[computed])
            return columns[table.name, name]

        @cache
        def cells(table: str, name: str) -> Sequence[Any]:
            loaded: Sequence[Any] = engine.cells(frame(self.package.table(table))[name])
            return loaded

        def column(table: Table, path: Path) -> Any:
            first, _, rest = path.partition(".")
            if not rest:
                return found(table, first)
            target, key = self.target(table, first)
            return engine.look_up(frame(table)[first], frame(target)[key], column(target, rest))

        return {name: column(self.base, path) for name, path in self.paths.items()}

    def target(self, table: Table, id_column: str) -> tuple[Table, str]:
        """The table that an id points to, and the column that holds its ids."""
        for key in table.foreign_keys:
            if key.fields == (id_column,):
                return self.package.table(key.table), key.reference_fields[0]
        raise PackageError(f"{DESCRIPTOR}: {table.name} has no foreign key {id_column}, which a flat view follows")


def each_once(load: Callable[[Table], Frame]) -> Callable[[Table], Frame]:
    """The same, which loads each table of a package once however often it is asked for.

    Example:
        >>> load = each_once(lambda table: [table.name])
        >>> quotes = Package.read().table("quotes")
        >>> load(quotes) is load(quotes)
        True
    """
    frames: dict[str, Frame] = {}

    def loaded(table: Table) -> Frame:
        if table.name not in frames:
            frames[table.name] = load(table)
        return frames[table.name]

    return loaded


def view(package: Package, name: str) -> View:
    """The flat view of a table.

    Args:
        package: The package.
        name: ``quotes``, ``events``, ``figures`` or ``claims``.

    Returns:
        The view; each column that it adds stands after the id it is looked up through, its description derived from
        that of the column where it is found.

    Raises:
        UnusableError: If the package does not have a table that the view needs.
        PackageError: If a table does not have a column that the view needs.

    Example:
        >>> quotes = view(Package.read(), "quotes")
        >>> quotes.paths["speaker_affiliation_name"]
        'speaker_id.affiliation_id.name'
        >>> quotes.table.field("speaker_naming").enum
        ('collective', 'named', 'unnamed')
    """
    base = package.table(name)
    nothing = View(base, base, {}, package)
    paths = dict(_in_order(base.names, FLAT[name]))
    fields = tuple(_field(nothing, column, path) for column, path in paths.items())
    table = replace(
        base,
        name=f"{name}_flat",
        fields=fields,
        hash=None,
        described={
            "name": f"{name}_flat",
            "title": f"{base.described.get('title', name)}, joined",
            "description": f"One row is one row of `{name}`, with what its ids point to already joined. "
            f"{base.described.get('description', '')}".strip(),
        },
    )
    return View(table, base, paths, package)


def views(package: Package) -> Iterator[View]:
    """All flat views of a package."""
    return (view(package, name) for name in FLAT)


def _in_order(own: tuple[str, ...], added: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    """The columns of a table, each followed by those looked up through it; at the end those that are not looked up."""
    for column in own:
        yield column, column
        yield from ((name, path) for name, path in added.items() if path.partition(".")[0] == column)
    yield from ((name, path) for name, path in added.items() if path.partition(".")[0] not in own)


def _field(view: View, name: str, path: Path) -> Field:
    """The field of a view: that of the column where its cells are found, under its own name."""
    table, (*ids, column) = view.base, path.split(".")
    is_required = True
    for id_column in ids:
        is_required = is_required and bool(table.field(id_column).constraints.get("required"))
        table, _ = view.target(table, id_column)
    known = {field.name: field for field in (*table.fields, *COMPUTED.get(table.name, ()))}
    if column not in known:
        raise PackageError(f"{DESCRIPTOR}: {table.name} has no field {column}, which a flat view shows")
    found = known[column]
    described: dict[str, Any] = {"origin": f"{table.name}.{column}"} | dict(found.described) | {"name": name}
    if not ids:
        return Field(name, found.type, described)
    described.pop("example", None)  # that of another table's row, which none of these may point to
    described["title"] = f"{_title(view, ids)}: {found.described.get('title', column)}"
    through = ", then ".join(f"`{id_column}`" for id_column in ids)
    described["description"] = f"{found.described.get('description', '')} Looked up through {through}.".strip()
    kept = {key: value for key, value in found.constraints.items() if key not in ("unique", "required")}
    is_required = is_required and bool(found.constraints.get("required"))
    described["constraints"] = {"required": is_required} | kept
    return Field(name, found.type, described)


def _title(view: View, ids: list[str]) -> str:
    """Titles of the ids that lead to a column."""
    table, titles = view.base, []
    for id_column in ids:
        titles.append(str(table.field(id_column).described.get("title", id_column)))
        table, _ = view.target(table, id_column)
    return ", ".join(titles)
