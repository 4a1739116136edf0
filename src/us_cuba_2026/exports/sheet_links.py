"""Where the cells of a workbook lead: an id to the row that it names, a header to what the column means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from us_cuba_2026.exports.content import Part

MOST_LINKS = 65_530
"""How many links a sheet can hold; those of a sheet that had more are left out."""


@dataclass(frozen=True)
class Links:
    """The sheets of a workbook, and where in them the rows are."""

    sheets: Mapping[str, str]
    """Name of the sheet for each table."""
    parts: Mapping[str, Part]

    @classmethod
    def to(cls, parts: Sequence[Part], sheets: Sequence[str]) -> "Links":
        """The links to these tables, in sheets of these names."""
        names = [part.name for part in parts]
        return cls(dict(zip(names, sheets, strict=True)), dict(zip(names, parts, strict=True)))

    def of_cells(self, part: Part, column: str) -> Mapping[object, str]:
        """For each cell of a column that leads somewhere, where.

        A reference leads to the row of the flat view where there is one, else of the table; the key of a flat view to
        the row of the table, and back. In any column whose name ends with ``_id``, an id of whichever table is found.
        """
        match part.name, column:
            case "about", "property":
                return {f"table {name}": self._place(name) for name in self.parts}
            case "codebook", "table":
                return {name: self._place(name) for name in self.parts}
        if part.table.primary_key == (column,):
            return self._rows.get(part.name.removesuffix("_flat") if part.is_flat else f"{part.name}_flat", {})
        for key in part.table.foreign_keys:
            if key.fields == (column,):
                target = self._fullest(key.table)
                return self._rows.get(target, {}) if key.reference_fields == self._key(target) else {}
        return self._ids if column.endswith("_id") else {}

    def of_headers(self, part: Part) -> Mapping[str, str]:
        """For each column, the row of the codebook that says what it means."""
        return {
            column: self._place("codebook", row) for (table, column), row in self._defined.items() if table == part.name
        }

    @cached_property
    def _defined(self) -> Mapping[tuple[str, str], int]:
        """The rows of the codebook."""
        codebook = self.parts["codebook"].frame
        return {pair: row for row, pair in enumerate(codebook.select("table", "column").iter_rows(), 1)}

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[object, str]]:
        """For each table with a key of one column, where the row of each key is."""
        return {
            name: {cell: self._place(name, row) for row, cell in enumerate(part.frame[part.table.primary_key[0]], 1)}
            for name, part in self.parts.items()
            if len(part.table.primary_key) == 1 and name != "about"
        }

    @cached_property
    def _ids(self) -> Mapping[object, str]:
        """Where the row of each id is, of all tables; of those that share an id, the first table."""
        found: dict[object, str] = {}
        for name in self._rows:
            if not self.parts[name].is_flat:
                places = self._rows[self._fullest(name)].items()
                found = {cell: place for cell, place in places if isinstance(cell, str)} | found
        return found

    def _fullest(self, table: str) -> str:
        """The flat view of a table; the table itself if there is none."""
        view = self.parts.get(f"{table}_flat")
        return f"{table}_flat" if view is not None and view.is_flat else table

    def _key(self, table: str) -> tuple[str, ...]:
        return self.parts[table].table.primary_key if table in self.parts else ()

    def _place(self, table: str, row: int = 0) -> str:
        """A row of a table as the address of its first cell."""
        return f"internal:'{self.sheets[table]}'!A{row + 1}"
