"""The published rows as if a coder had delivered them: their primary spans as units, their cells as codes."""

from collections.abc import Iterator, Mapping, Sequence

from us_cuba_2026.model.package import Package
from us_cuba_2026.reliability.coded import BETWEEN, SETS, Coded, columns
from us_cuba_2026.rules.record_tables import RECORDS

Row = dict[str, str]

_NO_MENTIONS = "actors"  # evidence does not hold every mention of an actor


def published_units(package: Package, coder_id: str) -> list[Row]:
    """The primary spans of quotes, events and figures, as rows of ``units`` whose ids are those of the records.

    Example:
        >>> published_units(Package.read(), "cod-001")[0]["unit_id"]
        'quo-001'
    """
    spans = {row["record_id"]: row for row in package.table("evidence").rows() if row["use"] == "primary"}
    units = []
    for table, key in RECORDS.items():
        for row in package.table(table).rows() if table != _NO_MENTIONS else ():
            record = row[key]
            if span := spans.get(record):
                place = {name: span[name] for name in ("passage_id", "start", "end")}
                units.append({"unit_id": record, "coder_id": coder_id, "table": table, "record": record, **place})
    return units


def published_codes(package: Package, fields: Mapping[str, Coded], coder_id: str) -> list[Row]:
    """The cells of a package that are compared, as rows of ``codes``.

    Example:
        >>> from us_cuba_2026.reliability.coded import coded_fields
        >>> package = Package.read()
        >>> published_codes(package, coded_fields(package), "cod-001")[0]
        {'coder_id': 'cod-001', 'record_id': 'act-001', 'field': 'actors.kind', 'position': '1', 'code': 'state'}
    """
    tables = {table.name: table.rows() for table in package.tables if table.name in {*RECORDS, *SETS}}
    return list(codes(tables, fields, coder_id))


def codes(tables: Mapping[str, Sequence[Row]], fields: Mapping[str, Coded], coder_id: str) -> Iterator[Row]:
    """Rows of ``codes`` from rows of tables.

    Args:
        tables: The rows of each table that was coded; of a table of units at least its id and its coded columns.
        fields: What is compared.
        coder_id: Who coded.

    Yields:
        A row for each cell, an empty one as well: that the article does not state it has been decided, too. A set has
        a row for each tuple; a record without one has one row with an empty code.
    """
    records: dict[str, list[str]] = {}
    for table, key in RECORDS.items():
        names = columns(fields, table)
        for row in tables.get(table, ()):
            records.setdefault(table, []).append(row[key])
            for name in names:
                yield _row(coder_id, row[key], f"{table}.{name}", 1, row[name])
    for field in fields.values():
        if field.level == "set" and field.table in tables:
            key, cells = SETS[field.table]
            owners = [*records.get("events", ()), *(records.get("figures", ()) if field.table == "claims" else ())]
            found: dict[str, set[str]] = {owner: set() for owner in owners}
            for row in tables[field.table]:
                found.setdefault(row[key], set()).add(BETWEEN.join(row[cell] for cell in cells))
            for owner, tuples in found.items():
                for position, code in enumerate(sorted(tuples) or [""], 1):
                    yield _row(coder_id, owner, field.field, position, code)


def _row(coder_id: str, record_id: str, field: str, position: int, code: str) -> Row:
    return {"coder_id": coder_id, "record_id": record_id, "field": field, "position": str(position), "code": code}
