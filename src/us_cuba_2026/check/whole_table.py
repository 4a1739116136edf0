"""The rules that need more than one row: keys, circles and order."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from us_cuba_2026.check import vocabulary
from us_cuba_2026.check.findings import Finding, shortened
from us_cuba_2026.check.reader import ROW
from us_cuba_2026.check.table_schema import foreign_key_rule, key_value
from us_cuba_2026.package import ForeignKey, Package, Table

Frames = Mapping[str, pl.DataFrame]

RULES = {
    "primary-key": "no two rows have the same primary key",
    "unique": "no two rows have the same value in a column that is described as unique",
    "unique-key": "no two rows have the same values in the columns of a unique key",
    "foreign-key": "a reference points at a row that exists",
    "cycle": "no row is its own ancestor",
    "utterance-speaker": "the spans of one utterance have one speaker",
    "passage-position": "the passages of a source are numbered 1, 2, 3 and so on",
}


def columns_needed(package: Package, table: Table) -> Sequence[str]:
    """The columns of a table that the rules of this module read."""
    names: list[str] = []
    for key in _keys(table):
        names += key[1]
    for foreign in table.foreign_keys:
        if foreign.table == table.name:
            names += [*foreign.fields, *foreign.reference_fields]
    for other in package.tables:
        for foreign in other.foreign_keys:
            names += foreign.reference_fields if foreign.table == table.name else ()
    names += {
        "quotes": ("quote_id", "utterance_id", "speaker_id"),
        "passages": ("source_id", "position"),
        "vocabulary": vocabulary.COLUMNS,
    }.get(table.name, ())
    return [name for name in dict.fromkeys(names) if name in table.names]


def findings(package: Package, frames: Frames) -> Iterator[Finding]:
    """Judge the tables as wholes.

    Args:
        package: The package.
        frames: The columns named by :func:`columns_needed` of every table that could be read, with row numbers.

    Returns:
        The findings.
    """
    for table in package.tables:
        if table.name in frames:
            yield from _duplicates(table, frames[table.name])
            for key in table.foreign_keys:
                if key.table == table.name:
                    yield from _self_reference(table, key, frames[table.name])
    yield from _utterances(frames)
    yield from _positions(frames)


def _found(rule: str, table: str, field: str, message: str, rows: pl.DataFrame) -> Iterator[Finding]:
    """A finding for each row of a frame with a row number, a value and, if the message has a place for it, a detail."""
    for row in rows.iter_rows(named=True):
        text = message.replace("{detail}", str(row.get("detail")))
        yield Finding(table, row[ROW], field, rule, shortened(row["value"]), text)


def _keys(table: Table) -> list[tuple[str, tuple[str, ...]]]:
    """The keys of a table, each with the id of its rule."""
    keys = [("primary-key", table.primary_key)] if table.primary_key else []
    keys += [("unique-key", key) for key in table.unique_keys]
    unique = [field.name for field in table.fields if field.constraints.get("unique")]
    return keys + [("unique", (name,)) for name in unique if (name,) != table.primary_key]


def _duplicates(table: Table, frame: pl.DataFrame) -> Iterator[Finding]:
    """Keys that occur a second time; the first row that has one is right."""
    for rule, columns in _keys(table):
        if not set(columns) <= set(frame.columns):
            continue
        keyed = frame.select(ROW, value=key_value(table, columns)).drop_nulls()
        again = keyed.filter(pl.col("value").is_duplicated()).with_columns(detail=pl.col(ROW).min().over("value"))
        rows = again.filter(pl.col(ROW) != pl.col("detail")).with_columns(pl.col("value").str.replace_all("\x1f", ", "))
        what = ", ".join(columns)
        yield from _found(rule, table.name, columns[0], f"the {what} of row {{detail}} must not occur again", rows)


def _self_reference(table: Table, key: ForeignKey, frame: pl.DataFrame) -> Iterator[Finding]:
    """A foreign key to the same table: its targets exist, and no row is its own ancestor."""
    if not {*key.fields, *key.reference_fields} <= set(frame.columns):
        return
    pairs = frame.select(ROW, id=key_value(table, key.reference_fields), value=key_value(table, key.fields))
    rule = foreign_key_rule(table, key, pairs["id"])
    yield from _found(
        rule.id, table.name, rule.field, rule.sentence, pairs.filter(~frame.select(rule.right).to_series())
    )
    links = pairs.filter(pl.col("value").is_in(pairs["id"].implode())).unique("id").select("id", ancestor="value")
    for _ in range(links.height.bit_length() + 1):  # each round doubles the distance; only circles never end
        further = links.rename({"id": "ancestor", "ancestor": "further"})
        links = links.join(further, on="ancestor").select("id", ancestor="further")
    circle = pairs.filter(pl.col("id").is_in(links["ancestor"].implode()))
    yield from _found("cycle", table.name, key.fields[0], "the chain leads back to the row itself", circle)


def _utterances(frames: Frames) -> Iterator[Finding]:
    """The spans of one utterance have one speaker."""
    frame = frames.get("quotes", pl.DataFrame())
    if not {"utterance_id", "speaker_id"} <= set(frame.columns):
        return
    spans = frame.filter(pl.col("utterance_id") != "")
    first = pl.struct(ROW, "speaker_id").sort_by(ROW).first().over("utterance_id")
    spans = spans.with_columns(detail=first.struct.field(ROW), speaker=first.struct.field("speaker_id"))
    rows = spans.filter(pl.col("speaker") != pl.col("speaker_id")).rename({"speaker_id": "value"})
    message = "row {detail} has the same utterance and another speaker"
    yield from _found("utterance-speaker", "quotes", "speaker_id", message, rows)


def _positions(frames: Frames) -> Iterator[Finding]:
    """The passages of a source are numbered 1, 2, 3 ... in the order of their rows."""
    frame = frames.get("passages", pl.DataFrame())
    if not {"source_id", "position"} <= set(frame.columns):
        return
    expected = pl.int_range(1, pl.len() + 1).over("source_id")
    is_number = pl.col("position").str.contains("^[0-9]+$")
    rows = frame.with_columns(detail=expected, value="position").filter(
        is_number & (pl.col("position").cast(pl.Int64, strict=False) != pl.col("detail"))
    )
    yield from _found("passage-position", "passages", "position", "must be {detail}, the next of its source", rows)
