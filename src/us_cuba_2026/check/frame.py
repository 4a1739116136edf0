"""Checks a table that is in memory already, as a DataFrame of pandas or polars, by the same rules as a file."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from us_cuba_2026.check import closed_lists, compiled, reader, table_schema, vocabulary
from us_cuba_2026.check.cells import as_text
from us_cuba_2026.check.findings import Report, finding
from us_cuba_2026.check.ledger import SHOWN, Ledger
from us_cuba_2026.check.parents import Parents
from us_cuba_2026.check.rows import blank_rows, without_blank
from us_cuba_2026.check.rule import ROW
from us_cuba_2026.check.watch import watches
from us_cuba_2026.check.whole_table import reading_order
from us_cuba_2026.datapackage import Package, Table, UnusableError

FIRST_ROW = 2  # as in a file, where the header is row 1


def frame(
    table: str,
    data: Any,  # noqa: ANN401  (a DataFrame of pandas or polars)
    *,
    others: Mapping[str, Any] | None = None,
    package: Path | str | None = None,
    max_findings: int = SHOWN,
) -> Report:
    """Check a DataFrame as a table of the dataset: typed as ``uc.load`` gives it, or as text.

    All rules on single cells and rows are judged, and keys and circles within the table. A reference to another table,
    and a rule that looks something up there, is judged only if that table is given: the dataset's own rows are not
    assumed, since the frame may be of another dataset. Evidence and accounting are not held against the records.

    Args:
        table: Name of the table.
        data: The rows. An index with the name of a described column counts as that column.
        others: Other tables, as frames by name, that references may point at.
        package: The package that describes the table; the dataset itself if nothing is given.
        max_findings: How many findings of each rule the report holds; all are counted.

    Returns:
        The report. Row numbers are those that a file of the frame would have: the first row is 2, so that row ``n``
        is ``data.iloc[n - 2]`` in pandas and ``data[n - 2]`` in polars.

    Raises:
        UnusableError: If there is no such table, or a column is of a type that no cell can hold.

    Example:
        >>> import polars as pl
        >>> places = {"place_id": "plc-1", "name": "Cuba", "kind": "isle", "country_code": "CUB"}
        >>> report = frame("places", pl.DataFrame([places | {"latitude": 95.0, "longitude": None}]))
        >>> [f"{one.field}: {one.rule}" for one in report.findings]
        ['kind: enum', 'latitude: maximum', 'latitude: place-coordinates', 'place_id: pattern']
    """
    started = time.perf_counter()
    described = Package.read(package)
    given = {name: _cells(one, described.table(name)) for name, one in (others or {}).items()}
    of = described.table(table)
    rules = compiled.Rules([of])
    parents = Parents(described, rules.own)
    rows = _cells(data, of)
    for parent in reading_order(described.tables):
        if parent.name in given and parent is not of:
            seen = parents.lookup(parent, given[parent.name].columns).add(given[parent.name])
            keys = parents.start(parent, {*seen.columns})
            for one in keys.values():
                one.take(seen)
            parents.finish(keys, described.tables)
    with Ledger(described.tables, max_findings) as ledger:
        section = ledger.open(of)
        section.add(closed_lists.findings(of))
        names = _names(data, of)
        for message, field in reader.wrong_columns(of, names):
            section.add(finding("columns", message, None, field))
        columns = set(rows.columns)
        if columns >= {*names}:  # else what is not described may be filled
            rows, blank = without_blank(rows, names)
            section.add(blank_rows(blank))
        if columns > {ROW}:
            lookup = parents.lookup(of, rows.columns)
            known = {*columns, table_schema.PREVIOUS, *lookup.columns}
            judge = rules.judge(of, known, compiled.cues_of(vocabulary.words_of(described)))
            previous = next((pl.col(name) for name in of.primary_key[:1] if name in columns), pl.lit(None, pl.String))
            before = previous.shift(1).alias(table_schema.PREVIOUS)
            section.add(judge.findings(lookup.add(rows.with_columns(before))))
            for watch in watches([of]):
                if rows.height and columns >= {*watch.columns[of.name]}:
                    watch.take(of.name, rows, False)
                    watch.finish(of.name)
                    if case := watch.case({of.name}):
                        suspects = rows.filter(case.groups[of.name].is_in(pl.Series(case.suspects).implode()))
                        for _, found in case.judge({of.name: suspects}):
                            section.add(found)
        return Report(
            package=described.folder,
            files={table: of.path},
            rows={table: rows.height},
            findings=ledger.shown(),
            seconds=time.perf_counter() - started,
            counts=ledger.counts(),
        )


def _names(data: Any, table: Table) -> list[str]:  # noqa: ANN401
    """The names of the columns, an index that is one of them included, which stands where it ought to."""
    if isinstance(data, pl.DataFrame):
        return data.columns
    names = [str(name) for name in data.columns]
    index = {str(name) for name in data.index.names if name in table.names} - {*names}
    for at, name in enumerate(table.names):
        if name in index:
            names.insert(at, name)
    return names


def _cells(data: Any, table: Table) -> pl.DataFrame:  # noqa: ANN401
    """The described columns of a DataFrame as text, with row numbers."""
    import pyarrow as pa

    names = _names(data, table)
    if len(set(names)) < len(names):
        raise UnusableError(f"{table.name}: two columns of the frame have the same name")
    try:
        if not isinstance(data, pl.DataFrame):
            levels = [name for name in data.index.names if name in table.names and name not in data.columns]
            indexed = data.reset_index(level=levels) if levels else data
            data = pl.from_pandas(indexed[[name for name in names if name in table.names]])
        text = as_text(data, table)
    except (TypeError, pa.ArrowException, pl.exceptions.PolarsError) as error:
        raise UnusableError(f"{table.name}: {str(error).splitlines()[0]}") from None
    return text.with_row_index(ROW, offset=FIRST_ROW).with_columns(pl.col(ROW).cast(pl.Int64))
