"""Keeps account of findings: counts all of them, keeps the first of each rule, and writes the rest to a file."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

import polars as pl

from us_cuba_2026.checker.findings import COLUMNS, PART, Finding
from us_cuba_2026.files.all_or_nothing import Drafts, check_place
from us_cuba_2026.files.errors import UnusableError, cause
from us_cuba_2026.model.package import FORMULA, Table

FORMATS = (".csv", ".jsonl", ".parquet")
_NUMBER = r"^[+-]?[0-9]+(?:\.[0-9]+)?$"


class Section:
    """The findings on one table.

    Args:
        table: The table.
        shown: How many findings of each rule are kept.
        spool: File for all of them; none if they are only counted.
        target: The file that they are kept for, as errors name it.
    """

    def __init__(self, table: Table, shown: int, spool: Path | None = None, target: Path | None = None) -> None:
        self.table = table
        self.counts: Counter[str] = Counter()
        self._shown = shown
        self._kept: dict[str, pl.DataFrame] = {}
        self.spool, self._target = spool, target
        self._writer: Any = None

    def add(self, findings: pl.DataFrame) -> None:
        """Take findings, as a frame with the columns ``COLUMNS``; the same finding twice in one frame counts once."""
        if not findings.height:
            return
        findings = findings.unique(maintain_order=True)
        for (rule,), found in findings.group_by("rule", maintain_order=True):
            name = str(rule)
            self.counts[name] += found.height
            kept = self._kept.get(name)
            found = found if kept is None else pl.concat([kept, found])  # noqa: PLW2901
            if found.height > self._shown:
                found = found.sort("row", "field", "message", nulls_last=False).head(self._shown)  # noqa: PLW2901
            self._kept[name] = found.clone()
        if self.spool:
            self._write(findings)

    def _write(self, findings: pl.DataFrame) -> None:
        import pyarrow.parquet as pq

        shown = placed(findings, self.table).to_arrow(compat_level=pl.CompatLevel.oldest())
        with _told(self._target):
            if self._writer is None:
                self._writer = pq.ParquetWriter(self.spool, shown.schema, compression="zstd")
            self._writer.write_table(shown)

    def close(self) -> None:
        """Finish the spool."""
        writer, self._writer = self._writer, None
        if writer is not None:
            with _told(self._target):
                writer.close()

    @property
    def total(self) -> int:
        """Number of findings."""
        return sum(self.counts.values())

    def shown(self) -> Iterator[Finding]:
        """The findings that were kept, by file and row."""
        found = pl.concat([pl.DataFrame(schema=dict(COLUMNS)), *self._kept.values()])
        rows = placed(found.sort("row", "field", "rule", "message", nulls_last=False), self.table)
        for row in rows.iter_rows(named=True):
            yield Finding(**row)


def placed(findings: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Findings with their table and, where it is several files, the file that the row is counted in."""
    is_parted = len(table.parts) > 1
    files = [str(path) for path in table.described["path"]] if is_parted else []
    part = pl.col("row") // PART
    file = part.replace_strict(range(len(files)), files, default=None, return_dtype=pl.String) if is_parted else None
    row = pl.col("row") % PART
    return findings.select(
        pl.lit(table.name).alias("table"),
        pl.when(row > 0).then(row).alias("row"),  # row 0 of a part is the part as a whole
        *("field", "rule", "value", "message"),
        pl.lit(None, pl.String).alias("file") if file is None else file.alias("file"),
    )


class FindingsStore:
    """The findings on all tables.

    Args:
        tables: The tables, as described.
        shown: How many findings of each rule are kept to be shown.
        target: File for all findings, ``.csv``, ``.jsonl`` or ``.parquet``; none if they are only counted.
        is_forced: Whether an existing file may be replaced.

    Raises:
        UnusableError: If the file cannot be written.
    """

    def __init__(
        self, tables: Sequence[Table], shown: int, target: Path | None = None, is_forced: bool = False
    ) -> None:
        self.tables = tables
        self.sections: dict[str, Section] = {}
        self._shown = shown
        self._target = target
        self._is_forced = is_forced
        self._drafts: Drafts | None = None
        if target is not None:
            _check_target(target, is_forced)
            self._drafts = Drafts(target)

    def __enter__(self) -> Self:
        if self._drafts:
            self._drafts.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        try:
            for section in self.sections.values():
                with suppress(UnusableError):  # nobody reads it any more
                    section.close()
        finally:
            if self._drafts:
                self._drafts.__exit__()

    def open(self, table: Table) -> Section:
        """A new section for a table, in place of an older one."""
        if table.name in self.sections:
            self.sections[table.name].close()
        at = [one.name for one in self.tables].index(table.name)
        spool = self._drafts.folder / f"{at}.parquet" if self._drafts else None
        if spool:
            spool.unlink(missing_ok=True)
        self.sections[table.name] = Section(table, self._shown, spool, self._target)
        return self.sections[table.name]

    def worst_first(self) -> list[Section]:
        """The sections: that with most findings first, else as described."""
        sections = [self.sections[table.name] for table in self.tables if table.name in self.sections]
        return sorted(sections, key=lambda section: -section.total)

    def shown(self) -> list[Finding]:
        """The findings to show: worst table first, then by row; of each rule the first ones."""
        seen: Counter[str] = Counter()
        found = []
        for section in self.worst_first():
            for finding in section.shown():
                seen[finding.rule] += 1
                if seen[finding.rule] <= self._shown:
                    found.append(finding)
        return found

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How often each rule is broken, for each table with findings."""
        return {
            section.table.name: dict(sorted(section.counts.items())) for section in self.worst_first() if section.total
        }

    def write(self) -> None:
        """Write all findings to the file asked for: whole, or not at all."""
        if self._target is None or self._drafts is None:
            return
        draft = self._drafts.folder / f"draft{self._target.suffix}"
        for section in self.sections.values():
            section.close()
        with _told(self._target):
            _WRITERS[self._target.suffix](draft, self._batches())
            self._drafts.place({draft: self._target}, [self._target] if self._is_forced else ())

    def _batches(self) -> Iterator[pl.DataFrame]:
        """All findings, worst table first, in the order in which they were found."""
        import pyarrow.parquet as pq

        yield placed(pl.DataFrame(schema=dict(COLUMNS)), self.tables[0])
        for section in self.worst_first():
            if section.total and section.spool:
                with pq.ParquetFile(section.spool) as file:
                    for batch in file.iter_batches():
                        yield pl.DataFrame(pl.from_arrow(batch))


@contextmanager
def _told(target: Path | None) -> Iterator[None]:
    """Name the file that was asked for where a draft of it cannot be written."""
    try:
        yield
    except OSError as error:
        raise UnusableError(f"{target}: cannot be written: {cause(error)}") from None


def _check_target(target: Path, is_forced: bool) -> None:
    """The file can be written, as far as can be told before."""
    if target.suffix not in FORMATS:
        raise UnusableError(f"{target}: findings are written as {', '.join(FORMATS)}: choose one of these endings")
    check_place(target, replace=is_forced)


def _write_csv(path: Path, batches: Iterator[pl.DataFrame]) -> None:
    """A table that spreadsheets open; a cell that they would take for a formula gets an apostrophe in front."""
    cell = pl.col(pl.String)  # names of columns and files are as little ours as values
    is_formula = cell.str.contains(FORMULA) & ~cell.str.contains(_NUMBER)
    with path.open("wb") as file:
        for at, batch in enumerate(batches):
            safe = batch.with_columns(pl.when(is_formula).then(pl.lit("'") + cell).otherwise(cell).name.keep())
            safe.write_csv(file, include_header=at == 0)


def _write_json_lines(path: Path, batches: Iterator[pl.DataFrame]) -> None:
    with path.open("wb") as file:
        for batch in batches:
            batch.write_ndjson(file)


def _write_parquet(path: Path, batches: Iterator[pl.DataFrame]) -> None:
    import pyarrow.parquet as pq

    first = next(batches).to_arrow(compat_level=pl.CompatLevel.oldest())
    with pq.ParquetWriter(path, first.schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_table(batch.to_arrow(compat_level=pl.CompatLevel.oldest()))


_WRITERS: Mapping[str, Callable[[Path, Iterator[pl.DataFrame]], None]] = {
    ".csv": _write_csv,
    ".jsonl": _write_json_lines,
    ".parquet": _write_parquet,
}
