"""Checks a table that is in memory already, as a DataFrame or in another form, by the same rules as a file."""

import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from us_cuba_2026.checker import SHOWN
from us_cuba_2026.checker.dataframe_cells import as_cells, columns_of
from us_cuba_2026.checker.findings import Report, finding
from us_cuba_2026.checker.findings_store import FindingsStore
from us_cuba_2026.checker.group_rules import group_rules, reading_order
from us_cuba_2026.checker.keys import KeyStore
from us_cuba_2026.checker.local.group_suspects import suspects_of
from us_cuba_2026.checker.local.references import Parents
from us_cuba_2026.checker.local.suspect_rows import suspect_groups
from us_cuba_2026.checker.profiles import OwnRules, rules_of
from us_cuba_2026.checker.reading import table_reader
from us_cuba_2026.checker.reading.csv_rows import blank_rows, without_blank
from us_cuba_2026.checker.row_rules import Rules
from us_cuba_2026.checker.rule import ROW, GroupRule
from us_cuba_2026.checker.table_check import TableCheck
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import Package, Table


def frame(
    table: str,
    data: Any,  # noqa: ANN401  (of whatever library)
    *,
    others: Mapping[str, Any] | None = None,
    package: Path | str | None = None,
    rules: OwnRules = (),
    text_quality: bool = False,
    max_findings: int = SHOWN,
    joined: Collection[str] = (),
) -> Report:
    """Check a table in memory as one of the dataset: typed as ``uc.load`` gives it, as other tools read it, or as text.

    All rules on single cells and rows are judged, and keys and circles within the table. A reference to another table,
    and a rule that looks something up there, is judged only if that table is given: the rows of the
    package are not assumed, since the frame may be of another. Group rules over several tables are not judged. A cell
    is refused once, by the first rule that it breaks, and what would follow from it in its row is left out.

    Args:
        table: Name of the table.
        data: The rows: a DataFrame of pandas or polars, a LazyFrame, an Arrow table, or a list of dicts. An index with
            the name of a described column counts as that column.
        others: Other tables by name, in any of these forms, that references may point at.
        package: The package that describes the table; the dataset itself if nothing is given.
        rules: Rules of your own, as for files.
        text_quality: Whether text must be tidy, as for files.
        max_findings: How many findings of each rule the report holds; all are counted.
        joined: Columns that a wider view of the table adds to its own: told once, not each.

    Returns:
        The report. Row numbers are those that a file of the frame would have: the first row is 2, so that row ``n``
        is ``data.iloc[n - 2]`` in pandas and ``data[n - 2]`` in polars.

    Raises:
        UnusableError: If there is no such table, the data are in another form, or a column is of a type that no cell
            can hold.

    Example:
        >>> place = {"place_id": "plc-1", "name": "Cuba", "kind": "isle", "country_code": "CUB"}
        >>> report = frame("places", [place | {"latitude": 95.0, "longitude": None}])
        >>> [f"{one.field}: {one.rule}" for one in report.findings]
        ['kind: enum', 'latitude: maximum', 'place_id: pattern']
    """
    started = time.perf_counter()
    if not isinstance(others or {}, Mapping):
        raise UnusableError("others must be a dict of tables by name")
    described = Package.read(package).covered((table, *(others or {})), "as a DataFrame")
    of = described.table(table)
    columns_given = columns_of(data, of)
    rows = as_cells(columns_given, of)
    given = {}
    for name, one in (others or {}).items():
        parent = described.table(name)
        given[name] = as_cells(columns_of(one, parent), parent)
    rule_set = rules_of(described, rules, text_quality)
    compiled = Rules([of], rule_set)
    key_store = KeyStore({one.name: one for one in described.tables})
    parents = Parents(described, compiled.own, key_store)
    for parent in reading_order(described.tables, rule_set):
        if parent.name in given and parent is not of:
            seen = parents.lookup(parent, given[parent.name].columns).add(given[parent.name])
            pointed_at = parents.start(parent, {*seen.columns})
            for keys in key_store.of(parent.name, {*seen.columns}):
                keys.take(seen)
            for one in pointed_at.values():
                one.take(seen)
            parents.finish(pointed_at, described.tables)
    with FindingsStore(described.tables, max_findings) as store:
        section = store.open(of)
        section.add(compiled.on_description(of))
        names = [name for name, _ in columns_given]
        added = [name for name in names if name in joined]
        if added:
            which = f"{added[0]} and {len(added) - 1} more" if len(added) > 1 else added[0]
            message = f"this is a flat view: check the table itself, uc.load({table!r}), or drop what is joined to it"
            section.add(finding("columns", f"{message} ({which})"))
        for message, field in table_reader.wrong_columns(of, [name for name in names if name not in added]):
            section.add(finding("columns", message, None, field))
        columns = set(rows.columns)
        if columns >= {*names}:  # else what is not described may be filled
            rows, blank = without_blank(rows, names)
            section.add(blank_rows(blank))
        if columns > {ROW}:
            lookup = parents.lookup(of, rows.columns)
            words = rule_set.read_words(described)
            check = TableCheck(compiled, of, columns - {ROW}, words, looked_up=lookup.columns, once=True)
            section.add(check.rows.findings(lookup.add(check.prepare(rows))))
            for found in _across(of, rows, group_rules([of], rule_set), key_store):
                section.add(found)
        return Report(
            package=described.folder,
            files={table: Path(table)},
            rows={table: rows.height},
            findings=store.shown(),
            seconds=time.perf_counter() - started,
            counts=store.counts(),
        )


def _across(of: Table, rows: pl.DataFrame, rules: Iterable[GroupRule], store: KeyStore) -> Iterator[pl.DataFrame]:
    """Findings of the group rules that are on one table alone."""
    columns = {*rows.columns}
    across = [(rule, suspects) for rule, suspects in suspects_of(rules, store) if rule.taking_part({of.name: columns})]
    for keys in store.of(of.name, columns):
        keys.take(rows)
    for _, suspects in across:
        suspects.take(of.name, rows, False)
        suspects.finish(of.name)
    for one in suspect_groups(across, {of.name: columns}):
        suspect = rows.filter(one.groups[of.name].is_in(pl.Series(one.suspects).implode()))
        for _, found in one.rule.judge({of.name: suspect}):
            yield found
