"""What is said of a cell that cannot be loaded."""

from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.package import Field, Table, validate_command


def wrong_cell(table: Table, field: Field, row: int, cell: str) -> PackageError:
    """A cell that is not of its declared type, or none of the words that its field may hold.

    Args:
        table: The table.
        field: The column.
        row: The row, counted from 0 without the header.
        cell: The cell.
    """
    words = field.enum if field.type == "string" else ()
    what = f"must be one of: {', '.join(words)}" if words else f"is not of type {field.type}"
    hint = f"run {validate_command(table.folder)}"
    return PackageError(f"{table.place(row)}:{field.name}: {cell[:60]!r} {what}; {hint}")
