"""The rules that need more than one row: keys, circles and order."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from us_cuba_2026.check.findings import Finding, shortened
from us_cuba_2026.check.reader import ROW
from us_cuba_2026.check.table_schema import SEPARATOR, foreign_key_rule, key_value
from us_cuba_2026.datapackage import ForeignKey, Table

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


def columns_needed(order: Sequence[Table], table: Table) -> Sequence[str]:
    """The columns of a table that the rules of this module read, the tables being read in that order."""
    names: list[str] = []
    for key in _keys(table):
        names += key[1]
    later = {other.name for other in order[order.index(table) :]}
    for foreign in table.foreign_keys:
        names += foreign.fields if foreign.table in later else ()
    for other in order:
        for foreign in other.foreign_keys:
            names += foreign.reference_fields if foreign.table == table.name else ()
    names += {"quotes": ("utterance_id", "speaker_id"), "passages": ("source_id", "position")}.get(table.name, ())
    return [name for name in dict.fromkeys(names) if name in table.names]


def findings(order: Sequence[Table], frames: Frames) -> Iterator[Finding]:
    """Judge the tables as wholes.

    Args:
        order: The tables in the order in which they were read: a foreign key to an earlier one has been judged then.
        frames: The columns named by :func:`columns_needed` of every table that could be read, with row numbers.

    Returns:
        The findings.
    """
    for at, table in enumerate(order):
        if table.name in frames:
            yield from _duplicates(table, frames[table.name])
            for target in order[at:]:
                for key in table.foreign_keys:
                    if key.table == target.name and target.name in frames:
                        yield from _references(table, key, frames[table.name], target, frames[target.name])
    yield from _utterances(frames)
    yield from _positions(frames)


def _found(rule: str, table: str, field: str, message: str, rows: pl.DataFrame) -> Iterator[Finding]:
    """A finding for each row of a frame with a row number, a value and, if the message has a place for it, a detail."""
    for row in rows.iter_rows(named=True):
        text = message.replace("{detail}", str(row.get("detail")))
        yield Finding(table, row[ROW], field, rule, shortened(row["value"].replace(SEPARATOR, ", ")), text)


def _keys(table: Table) -> list[tuple[str, tuple[str, ...]]]:
    """The keys of a table, each with the id of its rule."""
    keys = [("primary-key", table.primary_key)] if table.primary_key else []
    keys += [("unique-key", key) for key in table.unique_keys if key != table.primary_key]
    unique = [field.name for field in table.fields if field.constraints.get("unique")]
    return keys + [("unique", (name,)) for name in unique if (name,) != table.primary_key]


def _duplicates(table: Table, frame: pl.DataFrame) -> Iterator[Finding]:
    """Keys that occur a second time; the first row that has one is right."""
    for rule, columns in _keys(table):
        if not set(columns) <= set(frame.columns):
            continue
        keyed = frame.select(ROW, value=key_value(table, columns)).drop_nulls()
        again = keyed.filter(pl.col("value").is_duplicated()).with_columns(detail=pl.col(ROW).min().over("value"))
        rows = again.filter(pl.col(ROW) != pl.col("detail"))
        what = ", ".join(columns)
        yield from _found(rule, table.name, columns[0], f"the {what} of row {{detail}} must not occur again", rows)


def _references(
    table: Table, key: ForeignKey, frame: pl.DataFrame, target: Table, parent: pl.DataFrame
) -> Iterator[Finding]:
    """A foreign key that could not be judged while its table was read: its targets exist, and there is no circle."""
    if not set(key.fields) <= set(frame.columns) or not set(key.reference_fields) <= set(parent.columns):
        return
    keys = parent.select(key_value(target, key.reference_fields)).to_series()
    rule = foreign_key_rule(table, key, keys)
    children = frame.select(ROW, value=key_value(table, key.fields), is_right=rule.right)
    yield from _found(rule.id, table.name, rule.field, rule.sentence, children.filter(~pl.col("is_right")))
    if target is table:
        yield from _circles(table, key, children.select(ROW, "value", id=keys))


def _circles(table: Table, key: ForeignKey, rows: pl.DataFrame) -> Iterator[Finding]:
    """Rows (with their ``id`` and, as ``value``, that of their parent) that are their own ancestors."""
    rows = rows.drop_nulls("id").unique("id", keep="first", maintain_order=True).drop_nulls()
    links = rows.filter(pl.col("value").is_in(rows["id"].implode())).select("id", ancestor="value")
    for _ in range(links.height.bit_length() + 1):  # each round doubles the distance; only circles never end
        further = links.rename({"id": "ancestor", "ancestor": "further"})
        links = links.join(further, on="ancestor").select("id", ancestor="further")
    circle = rows.filter(pl.col("id").is_in(links["ancestor"].implode()))
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
    position = pl.col("position").cast(pl.Int64, strict=False)
    expected = position.shift(1, fill_value=0).over("source_id") + 1
    rows = frame.select(ROW, value="position", is_right=position == expected, detail=expected).filter(
        ~pl.col("is_right")
    )
    yield from _found("passage-position", "passages", "position", "must be {detail}, the next of its source", rows)
