"""DuckDB: one file with true types, keys, constraints and comments."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from us_cuba_2026.exports.cells import with_large_numbers
from us_cuba_2026.exports.content import Content, Part
from us_cuba_2026.exports.extra_tables import extra_tables
from us_cuba_2026.exports.sql import Dialect, create_table, parents_first, quoted, text
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.stated import one_line

if TYPE_CHECKING:
    import polars as pl

_DIALECT = Dialect(
    types={
        "string": "VARCHAR",
        "integer": "BIGINT",
        "year": "BIGINT",
        "number": "DOUBLE",
        "boolean": "BOOLEAN",
        "date": "DATE",
        "datetime": "TIMESTAMPTZ",
        "list": "VARCHAR[]",
    },
    checks={},
    has_enums=True,
    large="HUGEINT",
)
STORAGE = "STORAGE_VERSION 'v1.0.0', BLOCK_SIZE 16384"
"""A form that DuckDB 1.1 and newer read (2.0 by itself writes one that 1.x cannot), in the smallest blocks there are: a
small table and each of its keys take at least one, of 256 KiB by default."""
_DEEPEST = 1000  # rows that point to one another in a chain


def write(content: Content, folder: Path) -> None:
    """Write the database.

    A field with a closed list of words is an ``ENUM``, a list ``VARCHAR[]``, a time ``TIMESTAMPTZ``; whole numbers are
    ``BIGINT``, or ``HUGEINT`` where one is beyond 64 bits. Where rows point to rows of the same table, those pointed to
    come first; elsewhere rows keep their order.

    Raises:
        PackageError: If DuckDB refuses a table.
    """
    import duckdb
    import polars as pl

    parts = [*content.parts, *extra_tables(content)]
    others = {part.name: part for part in parts}
    dialect = _DIALECT
    if any(pl.Int128 in part.frame.dtypes for part in parts):  # keys must be of one type with what they point to
        dialect = replace(_DIALECT, types={**_DIALECT.types, "integer": _DIALECT.large})
    file = folder / f"{content.name}.duckdb"
    with duckdb.connect(config={"threads": 1}) as database:
        try:
            database.execute(f"ATTACH {text(str(file))} AS exported ({STORAGE})")
            database.execute("USE exported")
            for part in parents_first(parts):
                database.execute(create_table(part, others, dialect))
                for rows in _generations(part):
                    database.register("rows of one generation", with_large_numbers(rows, pl.Decimal(38, 0)).to_arrow())
                    database.execute(f'INSERT INTO {quoted(part.name)} SELECT * FROM "rows of one generation"')  # noqa: S608
                for comment in _comments(part):
                    database.execute(comment)
            database.execute("USE memory")
            database.execute("DETACH exported")
        except duckdb.Error as error:
            raise PackageError(f"DuckDB refuses a table: {str(error).splitlines()[0]}") from None


def _generations(part: Part) -> Iterator["pl.DataFrame"]:
    """The rows in batches, each after the rows that it points to: DuckDB checks a batch against those before it.

    Raises:
        PackageError: If rows point to one another in a circle, or in a chain that is too long.
    """
    import polars as pl

    keys = [key for key in part.table.foreign_keys if key.table == part.name]
    waiting = part.frame
    for _ in range(_DEEPEST):
        is_free = pl.repeat(True, waiting.height, eager=True)
        for key in keys:
            targets = waiting.select(
                pl.col(own).cast(waiting.schema[name], strict=False).alias(name)
                for own, name in zip(key.reference_fields, key.fields, strict=True)
            )
            held = waiting.with_row_index("_row").join(targets.unique(), on=list(key.fields), how="semi")["_row"]
            is_free &= ~pl.int_range(waiting.height, eager=True).is_in(held.implode())
        yield waiting.filter(is_free)
        waiting = waiting.filter(~is_free)
        if waiting.is_empty():
            return
        if not is_free.any():
            break
    raise PackageError(
        f"{part.name}: rows point to one another in a circle or a chain over {_DEEPEST}: DuckDB cannot load them"
    )


def _comments(part: Part) -> Iterator[str]:
    """The statements that say what a table and its columns are."""
    name, words = quoted(part.name), part.documentation
    yield f"COMMENT ON TABLE {name} IS {text(one_line(f'{words.one_row} {words.usage}'))}"
    for field in words.fields:
        yield f"COMMENT ON COLUMN {name}.{quoted(field.name)} IS {text(one_line(field.description))}"
