"""JSON Lines: an object a row, with typed values, ``null`` for what is missing, and arrays for lists."""

from pathlib import Path

from us_cuba_2026.dataframes.canonical_cells import with_iso_times
from us_cuba_2026.exports.cells import refuse_not_finite, with_large_numbers
from us_cuba_2026.exports.content import Content


def write(content: Content, folder: Path) -> None:
    """Write a file for each table into ``jsonl/``: UTF-8, LF; days and times are ISO 8601 text.

    A column with a whole number beyond 64 bits is text, since most readers hold no such numbers.

    Raises:
        PackageError: If a number is infinite or none, for which JSON has no sign.
    """
    import polars as pl

    (folder / "jsonl").mkdir()
    for part in content.parts:
        refuse_not_finite(part, "JSON")
        with_large_numbers(with_iso_times(part.frame), pl.String).write_ndjson(folder / "jsonl" / f"{part.name}.jsonl")
