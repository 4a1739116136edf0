"""DataFrames in memory are judged by the same rules as files, and by a Pandera schema of their types."""

import gzip
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.errors
import polars as pl
import pytest

import us_cuba_2026 as uc
from packages import ROOT, copy_dataset, file_of, read_descriptor, write_descriptor, write_package
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import Field, Package

TABLES = [table.name for table in Package.read(ROOT).tables]
IN_POLARS: dict[str, Any] = {
    "integer": pl.Int64, "number": pl.Float64, "date": pl.Date, "datetime": pl.Datetime("us", "UTC"),
}  # fmt: skip
IN_PANDAS = {"integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "datetime64[s]"}


def in_polars(name: str) -> pl.DataFrame:
    """A table of the dataset with its types."""
    text = pl.read_csv(file_of(ROOT, name), infer_schema=False)

    def typed(field: Field) -> pl.Expr:
        cell = pl.col(field.name)
        match field.type:
            case "boolean":
                return cell == "true"
            case "date":
                return cell.str.to_date()
            case "datetime":
                return cell.str.to_datetime(time_zone="UTC", time_unit="us")
            case kind:
                return cell.cast(pl.Enum(field.enum) if field.enum else IN_POLARS.get(kind, pl.String))

    return text.select(typed(field) for field in Package.read(ROOT).table(name).fields)


def in_pandas(name: str) -> pd.DataFrame:
    """The same."""
    frame = pd.read_csv(file_of(ROOT, name), dtype="string", keep_default_na=False, na_values=[""])
    for field in Package.read(ROOT).table(name).fields:
        cells = frame[field.name]
        if field.type == "boolean":
            frame[field.name] = cells.map({"true": True, "false": False}).astype("boolean")
        elif field.type == "datetime":
            frame[field.name] = pd.to_datetime(cells, utc=True)
        elif field.type in IN_PANDAS:
            frame[field.name] = cells.astype(IN_PANDAS[field.type])
        elif field.enum:
            frame[field.name] = cells.astype(pd.CategoricalDtype(list(field.enum), ordered=field.is_ordered))
    return frame


TYPED: dict[str, Any] = {"pandas": cache(in_pandas), "polars": cache(in_polars)}  # not to be changed


@pytest.mark.mostly_exhaustive
@pytest.mark.mostly_slow
@pytest.mark.parametrize("backend", TYPED)
@pytest.mark.parametrize("table", TABLES)
def test_dataset_is_right(table: str, backend: Any) -> None:
    """A right table, typed, that is refused: by our rules or by the schema."""
    frame = TYPED[backend](table)
    report = uc.validate_frame(table, frame, others={name: TYPED[backend](name) for name in TABLES if name != table})
    assert list(report.findings) == []
    assert report.rows == {table: len(frame)}
    uc.pandera_schema(table, backend).validate(frame, lazy=True)


@pytest.mark.slow
def test_text_and_types_are_judged_alike() -> None:
    """A verdict that depends on how a cell is held."""
    text = pl.read_csv(file_of(ROOT, "figures"), infer_schema=False).with_columns(kind=pl.lit("x"))
    pandas = text.to_pandas()
    typed = in_polars("figures").with_columns(kind=pl.lit("x"))
    found = [
        [(one.rule, one.row, one.field, one.value) for one in uc.validate_frame("figures", one).findings]
        for one in (text, pandas, typed, pandas.set_index("figure_id"), pandas.set_index(["note", "value"]))
    ]
    assert all(one == found[0] for one in found)
    assert ("enum", 2, "kind", "x") in found[0]
    assert len([one for one in found[0] if one[0] == "enum"]) == text.height


@pytest.mark.slow
def test_keys_and_references() -> None:
    """A key that occurs again, or a reference that is judged against rows that were not given."""
    quotes = in_polars("quotes")
    again = pl.concat([quotes, quotes[3:4]])
    found = [(one.rule, one.row) for one in uc.validate_frame("quotes", again).findings]
    assert found == [("primary-key", quotes.height + 2), ("row-order", quotes.height + 2)]
    actors = in_polars("actors").filter(pl.col("actor_id") != quotes["speaker_id"][0])
    found = [(one.rule, one.row) for one in uc.validate_frame("quotes", quotes, others={"actors": actors}).findings]
    assert ("foreign-key", 2) in found
    assert {rule for rule, _ in found} == {"foreign-key"}


@pytest.mark.slow
def test_rules_that_look_something_up() -> None:
    """A rule on cells of other rows, one or two references away, that is judged in files alone."""
    others = {name: in_polars(name) for name in TABLES if name != "events"}
    events = in_polars("events")
    at = next(at for at, status in enumerate(events["status"]) if status == "occurred")
    late = {"date_edtf": "2027-01-01", "date_start": date(2027, 1, 1), "date_end": date(2027, 1, 1)}
    late |= {"date_precision": "day", "date_basis": "stated"}
    events = events.with_columns(
        pl.when(pl.int_range(pl.len()) == at).then(pl.lit(value)).otherwise(name).cast(events[name].dtype).alias(name)
        for name, value in late.items()
    )
    assert uc.validate_frame("events", events).is_valid
    found = uc.validate_frame("events", events, others=others).findings
    assert {(one.rule, one.row) for one in found} == {("date-published", at + 2)}


def test_columns_that_are_missing() -> None:
    """A crash on a frame of some columns only."""
    found = uc.validate_frame("places", in_polars("places").drop("kind").rename({"name": "label"})).findings
    assert [(one.rule, one.field) for one in found] == [("columns", "kind"), ("columns", "label"), ("columns", "name")]


@pytest.mark.parametrize(
    ("table", "frame"),
    [
        ("nowhere", pl.DataFrame()),
        ("places", pl.DataFrame({"name": [["a"]]})),
        ("places", pd.DataFrame({"name": [1, "a", object()]})),
        ("places", pd.DataFrame([[1, 2]], columns=["name", "name"])),
    ],
)
def test_unusable_frame(table: str, frame: Any) -> None:
    """A traceback for a frame that is none of ours."""
    with pytest.raises(UnusableError):
        uc.validate_frame(table, frame)


BREAKS: dict[str, tuple[str, str, Any]] = {
    "required": ("places", "name", None),
    "pattern": ("places", "country_code", "CUBA"),
    "maximum": ("places", "latitude", 91.0),
    "duplicate": ("places", "place_id", "plc-002"),
    "minimum": ("places", "latitude", -91.0),
}


@pytest.mark.mostly_slow
@pytest.mark.parametrize("backend", TYPED)
@pytest.mark.parametrize("defect", BREAKS)
def test_schema_finds(defect: str, backend: Any) -> None:
    """A constraint of the descriptor that the Pandera schema lost."""
    table, column, value = BREAKS[defect]
    if backend == "pandas":
        frame = TYPED[backend](table).copy()
        frame.loc[0, column] = value
    else:
        frame = TYPED[backend](table).clone()
        frame[0, column] = value
    error = pandera.errors.SchemaErrors
    with pytest.raises(error, match=column):
        uc.pandera_schema(table, backend).validate(frame, lazy=True)


LIMITED = {
    "day": {"type": "date", "constraints": {"minimum": "2026-01-02"}},
    "year": {"type": "year", "constraints": {"maximum": 2026}},
    "grade": {"type": "integer", "constraints": {"enum": ["1", "2"], "unique": True}},
    "share": {"type": "number", "constraints": {"enum": ["0.5", "1.0"]}},
    "name": {"type": "string", "constraints": {"minLength": 2, "maxLength": 3}},
}
RIGHT = {"day": date(2026, 1, 2), "year": 2026, "grade": 2, "share": 0.5, "name": "ab"}
WRONG = {"day": date(2026, 1, 1), "year": 2027, "grade": 3, "share": 0.7, "name": "a"}


@pytest.mark.slow
@pytest.mark.parametrize("backend", TYPED)
def test_schema_of_another_package(backend: Any, tmp_path: Path) -> None:
    """A constraint that the dataset happens not to have, and that the schema of another package loses."""
    fields = [{"name": name, **described} for name, described in LIMITED.items()]
    schema = {"fields": fields, "uniqueKeys": [["year", "name"]]}
    package = write_package(tmp_path, {"t": (schema, ",".join(LIMITED) + "\n")})
    of = uc.pandera_schema("t", backend, package=package)

    def rows(*given: dict[str, Any]) -> Any:
        frame = pl.DataFrame(list(given), schema_overrides={"year": pl.Int64, "grade": pl.Int64})
        if backend == "polars":
            return frame
        types = {"year": "Int64", "grade": "Int64", "share": "Float64", "name": "string", "day": "datetime64[s]"}
        return frame.to_pandas().astype(types)

    of.validate(rows(RIGHT))
    for name, value in WRONG.items():
        with pytest.raises(pandera.errors.SchemaErrors, match=name):
            of.validate(rows(RIGHT | {name: value}), lazy=True)
    for second in ({"grade": 1}, {"name": "abc"}):  # what is left is the same as in the first row
        with pytest.raises(pandera.errors.SchemaErrors, match="unique"):
            of.validate(rows(RIGHT, RIGHT | second), lazy=True)


@pytest.mark.parametrize("backend", TYPED)
def test_schema_finds_types(backend: Any) -> None:
    """A column of text, of other words or of another unit of time, taken for the described one."""
    schema = uc.pandera_schema("events", backend)
    right = TYPED[backend]("events")
    wrong = ("kind", "date_start")
    for column in wrong:
        text = right[column].astype("string") if backend == "pandas" else right[column].cast(pl.String)
        frame = right.assign(**{column: text}) if backend == "pandas" else right.with_columns(text)
        with pytest.raises(pandera.errors.SchemaErrors, match=column):
            schema.validate(frame, lazy=True)


def test_schema_of_nothing() -> None:
    """A traceback for a name that is mistyped."""
    with pytest.raises(UnusableError, match="there are: actors"):
        uc.pandera_schema("actor")
    backend: Any = "dask"
    with pytest.raises(UnusableError, match="there are: pandas"):
        uc.pandera_schema("actors", backend)


def test_index_that_is_a_column_too() -> None:
    """A crash where pandas keeps a column beside the index that was made of it."""
    quotes = in_pandas("quotes")
    assert uc.validate_frame("quotes", quotes.set_index("quote_id", drop=False)).is_valid
    assert uc.validate_frame("quotes", quotes.set_index(["quote_id", quotes.index])).is_valid


@pytest.mark.slow
def test_compressed_vocabulary(tmp_path: Path) -> None:
    """A frame that cannot be checked since the vocabulary of its package is compressed."""
    folder = copy_dataset(tmp_path)
    file = file_of(folder, "vocabulary")
    (folder / "words.csv.gz").write_bytes(gzip.compress(file.read_bytes()))
    file.unlink()
    descriptor = read_descriptor(folder)
    vocabulary = next(one for one in descriptor["resources"] if one["name"] == "vocabulary")
    for key in ("bytes", "hash"):
        del vocabulary[key]
    vocabulary["path"] = "words.csv.gz"
    write_descriptor(folder, descriptor)
    hedged = in_polars("figures").with_columns(hedge=pl.lit("exact"))
    expected = uc.validate_frame("figures", hedged).findings
    assert "figure-hedge" in {one.rule for one in expected}
    assert uc.validate_frame("figures", hedged, package=folder).findings == expected


@pytest.mark.mostly_slow
@pytest.mark.parametrize("cell", ["x", "NA", " a ", "\u200b", "=1", "2026-13-01"])
def test_one_finding_for_a_bad_cell(cell: str) -> None:
    """A bad cell that is told by its type, as a text, and by each rule that reads it with others of its row."""
    bad = {
        "quotes": ["quote_id", "speaker_id", "is_fragment", "date_edtf", "date_start", "date_precision", "passage_id"],
        "figures": ["figure_id", "hedge", "value", "value_low", "date_start", "date_basis", "event_id"],
        "passages": ["passage_id", "kind", "position", "length"],
    }
    for table, columns in bad.items():
        text = pl.read_csv(file_of(ROOT, table), infer_schema=False).fill_null("")
        apart = text.with_row_index().filter(pl.col("utterance_id" if table == "quotes" else columns[0]).is_unique())
        rows = [3, *(at for at in apart["index"] if at > 3)]  # no other row points at the fourth, or is of their group
        places = dict(zip(columns, rows, strict=False))
        frame = text.with_columns(
            pl.when(pl.int_range(pl.len()) == at).then(pl.lit(cell)).otherwise(column).alias(column)
            for column, at in places.items()
        )
        found = [(one.field, one.row) for one in uc.validate_frame(table, frame).findings]
        assert sorted(found) == sorted((column, at + 2) for column, at in places.items()), table


@pytest.mark.slow
def test_one_finding_for_a_wrong_position() -> None:
    """A wrong number of a passage that makes the right one behind it wrong, or hides what is wrong further down."""
    passages = in_polars("passages")
    places = {4: 99, 5: 99, 9: 0, 20: 99}
    for wrong in ({4: 99}, {4: 99, 9: 1}, places):
        positions = [wrong.get(at, position) for at, position in enumerate(passages["position"])]
        found = uc.validate_frame("passages", passages.with_columns(position=pl.Series(positions))).findings
        rows = {one.row for one in found if one.rule in ("passage-position", "minimum")}
        assert {at + 2 for at in wrong} <= rows <= {at + 2 for at in wrong} | ({8} if 5 in wrong else set())
    missing = uc.validate_frame("passages", passages.filter(pl.int_range(pl.len()) != 6)).findings
    assert [(one.rule, one.row) for one in missing] == [("passage-position", 8)]


def test_shown_as_a_frame() -> None:
    """A report on a frame that sends its reader to the file of the dataset, where that row is right."""
    frame = uc.quotes()
    frame.loc[3, "text"] = "Rain"
    shown = f"{uc.validate_frame('quotes', frame)}".splitlines()
    assert (
        shown[3] == "quotes:5:text  quote-text  text: 'Rain' a direct quote must have its words, an indirect one none"
    )
