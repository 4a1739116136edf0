"""What a worker does: reads one file, or takes the rows of a DataFrame, judges them one by one, and keeps some cells.

What goes back to Spark is one kind of record for everything (``Kept.schema``): rows with the cells and keys that are
kept of them, findings, and at the end what is to be known of the part.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import polars as pl
import pyarrow as pa

from us_cuba_2026.checker import findings, row_rules, table_schema
from us_cuba_2026.checker.findings import NAME
from us_cuba_2026.checker.pandera_import import pandera_alone
from us_cuba_2026.checker.reading import table_reader
from us_cuba_2026.checker.reading.batches import gathered
from us_cuba_2026.checker.reading.csv_rows import blank_rows, without_blank
from us_cuba_2026.checker.rule import ROW
from us_cuba_2026.checker.rule_set import RuleSet
from us_cuba_2026.checker.table_check import TableCheck
from us_cuba_2026.checker.typed_cells import as_text
from us_cuba_2026.model.package import Table

ROWS, CUT_ROWS, FINDINGS, ON_FILE, PART = "row", "cut", "finding", "file", "part"
"""Kinds of records: rows, rows of the wrong width, findings on rows, findings on a file, what is known of a part."""

FILE = "_file"
"""Column that says which file a row is from that has no number of its own."""

FOUND = ("row", *(name for name in findings.COLUMNS if name != "row"), "name", "file")

Key = tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """What Spark keeps of the rows of a table: some cells, as text, and keys, as a text that no other key has."""

    table: Table
    cells: Sequence[str]
    keys: Sequence[Key]

    def column(self, of: str | Key) -> str:
        """The name that a cell or key has in Spark, which takes dots and marks in names for its own."""
        return f"c{self.cells.index(of)}" if isinstance(of, str) else f"k{self.keys.index(of)}"

    @property
    def schema(self) -> pa.Schema:
        """The columns of the records."""
        names = ["kind", *FOUND, *map(self.column, self.cells), *map(self.column, self.keys)]
        return pa.schema([(name, pa.int64() if name == "row" else pa.string()) for name in names])

    def rows(self, rows: pl.DataFrame, kind: str) -> pl.DataFrame:
        """Rows as records; what the file lacks is null."""
        there = {*rows.columns}
        named = [pl.col(old).alias(new) for old, new in ((ROW, "row"), (NAME, "name"), (FILE, "file")) if old in there]
        cells = [pl.col(cell).alias(self.column(cell)) for cell in self.cells if cell in there]
        keys = [
            table_schema.key_identity(self.table, key).alias(self.column(key)) for key in self.keys if there >= {*key}
        ]
        return rows.select(pl.lit(kind).alias("kind"), *named, *cells, *keys)


@dataclass(frozen=True)
class Work:
    """What is to be done with a table.

    Args:
        kept: What is kept of it.
        rule_set: What it is checked by beside Table Schema.
        word_rows: The rows of the word table, if there is one.
    """

    kept: Kept
    rule_set: RuleSet
    word_rows: pl.DataFrame | None


@dataclass
class Part:
    """What is known of a part of a table when it has been read: a file, or a partition of a DataFrame.

    Args:
        is_readable: Whether it could be read to its end.
        columns: The described columns that it has; nothing if there are no rows to tell.
        rows: Number of its rows.
        first: Number and first key cell of the first row of the right width.
        last: First key cell of the last such row.
        used: The words that occur in each column that has an enum.
        at: Which file of the table it is, from 0.
    """

    is_readable: bool = True
    columns: list[str] | None = None
    rows: int = 0
    first: tuple[int, str] | None = None
    last: str | None = None
    used: dict[str, list[str]] = field(default_factory=dict)
    at: int = 0

    @classmethod
    def of(cls, message: str) -> "Part":
        """The part that a record tells of."""
        return cls(**json.loads(message))

    def record(self) -> pl.DataFrame:
        """The record that tells of it."""
        return pl.DataFrame({"kind": [PART], "message": [json.dumps(asdict(self))]})


def read_file(work: Work, at: int) -> Iterator[pa.RecordBatch]:
    """Read and judge one file of a table."""
    pandera_alone()
    shape: list[pl.DataFrame] = []
    scan = table_reader.Scan(work.kept.table, shape.append, only=at)
    check = _PartCheck(work, Part(at=at), has_order=True)
    for rows, is_cut in scan.batches():
        if rows.height:
            yield from check.see(rows, is_cut=is_cut)
        yield from check.findings(shape)
        shape.clear()
    yield from check.findings(shape)
    check.part.is_readable = scan.is_readable
    yield from check.findings(row_rules.Rules([work.kept.table], work.rule_set).on_files(scan.findings()), ON_FILE)
    yield from check.end()


def take_frame(
    work: Work, columns: Sequence[str], is_whole: bool, batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Judge the rows of a DataFrame, which come as those columns, the row's number and its file.

    Blank rows are found only where these are all its columns.
    """
    pandera_alone()
    check = _PartCheck(work, Part(columns=list(columns)), has_order=False)
    table = work.kept.table
    for batch in gathered(batch for batch in batches if batch.num_rows):
        *cells, number, file = pl.DataFrame(pl.from_arrow(batch)).get_columns()
        text = as_text(pl.DataFrame([cell.alias(name) for cell, name in zip(cells, columns, strict=True)]), table)
        text = text.with_columns(number.alias(ROW), file.replace("", None).alias(FILE))
        text = text.with_columns(row_key(table, columns).alias(NAME))
        rows, blank = without_blank(text, columns) if is_whole else (text, text[ROW].clear())
        yield from check.findings([named(blank_rows(blank), text)])
        yield from check.see(rows)
    yield from check.end()


def row_key(table: Table, columns: Sequence[str]) -> pl.Expr:
    """What a row is called that has no number: its primary key."""
    if not table.primary_key or not {*table.primary_key} <= {*columns}:
        return pl.lit(None, pl.String)
    key = table_schema.key_value(table, table.primary_key)
    return findings.shortened_cell(key.str.replace_all(table_schema.SEPARATOR, ", ", literal=True))


class _PartCheck:
    """Checks the rows of one part, and makes records of what is found and kept."""

    def __init__(self, work: Work, part: Part, has_order: bool) -> None:
        self.part = part
        self._work, self._has_order = work, has_order
        self._rows: TableCheck | None = None

    def _records(self, frame: pl.DataFrame) -> Iterator[pa.RecordBatch]:
        return arrow(frame, self._work.kept.schema)

    def findings(self, found: Iterable[pl.DataFrame], kind: str = FINDINGS) -> Iterator[pa.RecordBatch]:
        """Findings as records."""
        for frame in found:
            yield from self._records(frame.with_columns(pl.lit(kind).alias("kind")))

    def see(self, rows: pl.DataFrame, *, is_cut: bool = False) -> Iterator[pa.RecordBatch]:
        """Judge rows, but for those of the wrong width, and keep of them what is wanted."""
        check = self._rows = self._rows or TableCheck(
            row_rules.Rules([self._work.kept.table], self._work.rule_set),
            self._work.kept.table,
            rows.columns,
            self._work.word_rows,
            has_order=self._has_order,
        )
        check.count_rows(rows)
        if not is_cut:
            yield from self.findings([named(check.rows.findings(check.prepare(rows)), rows)])
        yield from self._records(self._work.kept.rows(rows, CUT_ROWS if is_cut else ROWS))

    def end(self) -> Iterator[pa.RecordBatch]:
        """The part has been read to its end."""
        if check := self._rows:
            self.part.rows, self.part.first, self.part.last = check.count, check.first, check.last
            self.part.columns = self.part.columns or check.columns
            self.part.used = {name: sorted(words) for name, words in check.used.items()}
        yield from self._records(self.part.record())


def named(found: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Findings, each once, with what their rows are called if these have no numbers of their own."""
    found = found.unique(maintain_order=True)
    if NAME not in rows.columns:
        return found
    names = rows.select(pl.col(ROW).alias("row"), pl.col(NAME).alias("name"), pl.col(FILE).alias("file"))
    return found.join(names.unique("row"), on="row", how="left", maintain_order="left")


def arrow(frame: pl.DataFrame, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """A frame in the columns and types that Spark expects; columns that it lacks are null."""
    lacking = [pl.lit(None, pl.Int64 if name == "row" else pl.String).alias(name) for name in schema.names]
    whole = frame.with_columns(one for one in lacking if one.meta.output_name() not in frame.columns)
    table: Any = whole.select(schema.names).to_arrow(compat_level=pl.CompatLevel.oldest())
    yield from table.cast(schema).to_batches()
