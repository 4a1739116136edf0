"""What a worker does: reads one file, or takes the rows of a DataFrame, judges them one by one, and keeps some cells.

What goes back to Spark is one kind of record for everything (``Kept.schema``): rows with the cells and keys that are
kept of them, findings, and at the end what is to be known of the part.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from us_cuba_2026.checker.row_checker import Judge
from us_cuba_2026.checker.rule import ROW
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
        cues: The words that figures are read by, where there is a vocabulary.
        words: The words to look for in each column that has an enum.
    """

    kept: Kept
    cues: row_rules.Cues | None
    words: Mapping[str, frozenset[str]]


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
    sight = _Sight(work, Part(at=at), is_ordered=True)
    for rows, is_cut in scan.batches():
        if rows.height:
            yield from sight.see_cut(rows) if is_cut else sight.see(rows)
        yield from sight.findings(shape)
        shape.clear()
    yield from sight.findings(shape)
    sight.part.is_readable = scan.is_readable
    yield from sight.findings(scan.findings(), ON_FILE)
    yield from sight.end()


def take_frame(
    work: Work, columns: Sequence[str], is_whole: bool, batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Judge the rows of a DataFrame, which come as those columns, the row's number and its file.

    Blank rows are found only where these are all its columns.
    """
    pandera_alone()
    sight = _Sight(work, Part(columns=list(columns)), is_ordered=False)
    table = work.kept.table
    for batch in gathered(batch for batch in batches if batch.num_rows):
        *cells, number, file = pl.DataFrame(pl.from_arrow(batch)).get_columns()
        text = as_text(pl.DataFrame([cell.alias(name) for cell, name in zip(cells, columns, strict=True)]), table)
        text = text.with_columns(number.alias(ROW), file.replace("", None).alias(FILE))
        text = text.with_columns(row_key(table, columns).alias(NAME))
        rows, blank = without_blank(text, columns) if is_whole else (text, text[ROW].clear())
        yield from sight.findings([named(blank_rows(blank), text)])
        yield from sight.see(rows)
    yield from sight.end()


def row_key(table: Table, columns: Sequence[str]) -> pl.Expr:
    """What a row is called that has no number: its primary key."""
    if not table.primary_key or not {*table.primary_key} <= {*columns}:
        return pl.lit(None, pl.String)
    key = table_schema.key_value(table, table.primary_key)
    return findings.shortened_cell(key.str.replace_all(table_schema.SEPARATOR, ", ", literal=True))


class _Sight:
    """Sees the rows of one part."""

    def __init__(self, work: Work, part: Part, is_ordered: bool) -> None:
        self.part = part
        self._work, self._is_ordered = work, is_ordered
        self._judge: Judge | None = None
        self._used: dict[str, set[str]] = {}

    def _records(self, frame: pl.DataFrame) -> Iterator[pa.RecordBatch]:
        return arrow(frame, self._work.kept.schema)

    def findings(self, found: Iterable[pl.DataFrame], kind: str = FINDINGS) -> Iterator[pa.RecordBatch]:
        """Findings as records."""
        for frame in found:
            yield from self._records(frame.with_columns(pl.lit(kind).alias("kind")))

    def see(self, rows: pl.DataFrame) -> Iterator[pa.RecordBatch]:
        """Judge rows, and keep of them what is wanted."""
        table = self._work.kept.table
        columns = [name for name in table.names if name in rows.columns]
        order = table.primary_key[0] if table.primary_key else ""
        is_ordered = self._is_ordered and order in columns
        if self._judge is None:
            known = {*columns, table_schema.PREVIOUS} if is_ordered else {*columns}
            self._judge = row_rules.Rules([table]).judge(table, known, self._work.cues)
        judged = rows
        if is_ordered:
            judged = rows.with_columns(pl.col(order).shift(1, fill_value=self.part.last).alias(table_schema.PREVIOUS))
            self.part.first = self.part.first or (rows[ROW][0], rows[order][0])
            self.part.last = rows[order][-1]
        yield from self.findings([named(self._judge.findings(judged), rows)])
        yield from self._keep(rows, ROWS, columns)

    def see_cut(self, rows: pl.DataFrame) -> Iterator[pa.RecordBatch]:
        """Keep rows of the wrong width, which are not judged."""
        columns = [name for name in self._work.kept.table.names if name in rows.columns]
        yield from self._keep(rows, CUT_ROWS, columns)

    def _keep(self, rows: pl.DataFrame, kind: str, columns: list[str]) -> Iterator[pa.RecordBatch]:
        self.part.rows += rows.height
        self.part.columns = self.part.columns or columns
        for name, words in self._work.words.items():
            used = self._used.setdefault(name, set())
            if name in columns and words - used:
                used |= set(rows.filter(pl.col(name).is_in([*words - used]))[name].unique())
        yield from self._records(self._work.kept.rows(rows, kind))

    def end(self) -> Iterator[pa.RecordBatch]:
        """The part has been read to its end."""
        self.part.used = {name: sorted(words) for name, words in self._used.items()}
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
