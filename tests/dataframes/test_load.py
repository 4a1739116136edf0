"""Tables as frames: declared types, nothing lost, the same in both engines, and one line for what cannot be read."""

import csv
import io
import string
from datetime import UTC, date, datetime, timedelta, timezone
from math import inf
from pathlib import Path
from typing import Any, get_args

import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import us_cuba_2026 as uc
from packages import ROOT, read_descriptor, read_rows, write_descriptor, write_package
from us_cuba_2026.dataframes import Engine, FlatName, TableName
from us_cuba_2026.dataframes.flat_views import FLAT
from us_cuba_2026.files.errors import PackageError, UnusableError

ENGINES: tuple[Engine, ...] = get_args(Engine)
RESOURCES = {resource["name"]: resource for resource in read_descriptor(ROOT)["resources"]}
PANDAS = {
    "string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "datetime64[s]",
    "datetime": "datetime64[us, UTC]",
}  # fmt: skip
POLARS = {
    "string": pl.String(), "integer": pl.Int64(), "number": pl.Float64(), "boolean": pl.Boolean(), "date": pl.Date(),
    "datetime": pl.Datetime("us", "UTC"),
}  # fmt: skip


def values(frame: Any) -> list[dict[str, Any]]:
    """The rows of either kind of frame as plain Python values, None where a cell is missing."""
    if isinstance(frame, pl.DataFrame):
        return frame.to_dicts()
    return [{name: plain(cell) for name, cell in row.items()} for row in frame.astype(object).to_dict("records")]


def plain(cell: Any) -> Any:
    """A cell of pandas as polars would give it."""
    if isinstance(cell, list):
        return cell
    if pd.isna(cell):
        return None
    if isinstance(cell, pd.Timestamp):
        return cell.to_pydatetime() if cell.tzinfo else cell.date()
    return cell.item() if hasattr(cell, "item") else cell


def one_column(folder: Path, field: dict[str, Any], cells: list[str]) -> Path:
    """A package of one table with a key and one column."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([["row_id", "cell"], *([f"row-{at}", cell] for at, cell in enumerate(cells))])
    fields = [{"name": "row_id", "type": "string"}, {"name": "cell"} | field]
    return write_package(folder, {"rows": ({"fields": fields}, text.getvalue())})


def load_rows(package: Path, engine: Any) -> list[Any]:
    """The column of such a package, as plain values."""
    name: Any = "rows"
    return [row["cell"] for row in values(uc.load(name, engine, package))]


@pytest.mark.slow
def test_names() -> None:
    """A table that type checkers do not know, or that has no function of its own."""
    assert uc.tables == tuple(RESOURCES) == get_args(TableName)
    assert tuple(FLAT) == get_args(FlatName)
    for name in uc.tables:
        pd.testing.assert_frame_equal(getattr(uc, name)(), uc.load(name))  # type: ignore[call-overload]
        pd.testing.assert_frame_equal(getattr(uc, name)(package=ROOT), uc.load(name))  # type: ignore[call-overload]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", RESOURCES)
def test_types(name: TableName) -> None:
    """A column with another type than the descriptor declares, or words in another order."""
    in_pandas, in_polars = uc.load(name), uc.load(name, engine="polars")
    assert (
        list(in_pandas.columns) == in_polars.columns == [field["name"] for field in RESOURCES[name]["schema"]["fields"]]
    )
    for field in RESOURCES[name]["schema"]["fields"]:
        column = field["name"]
        if words := field.get("categories"):
            assert in_pandas[column].dtype == pd.CategoricalDtype(words, ordered=bool(field.get("categoriesOrdered")))
            assert in_polars.schema[column] == pl.Enum(words)
        else:
            assert in_pandas[column].dtype == PANDAS[field["type"]]
            assert in_polars.schema[column] == POLARS[field["type"]]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", RESOURCES)
def test_nothing_is_lost(name: TableName, engine: Any) -> None:
    """A cell that is changed on the way, against Python's own CSV reader and its own conversions."""
    types = {field["name"]: field["type"] for field in RESOURCES[name]["schema"]["fields"]}
    convert: dict[str, Any] = {
        "string": str, "integer": int, "number": float, "boolean": {"true": True, "false": False}.__getitem__,
        "date": date.fromisoformat, "datetime": lambda cell: datetime.fromisoformat(cell).astimezone(UTC),
    }  # fmt: skip
    expected = [
        {column: convert[types[column]](cell) if cell else None for column, cell in row.items()}
        for row in read_rows(ROOT, name)
    ]
    assert values(uc.load(name, engine)) == expected


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", RESOURCES)
def test_keys_are_unique(name: TableName) -> None:
    """A key that would multiply rows when tables are joined."""
    assert not uc.load(name).duplicated(RESOURCES[name]["schema"]["primaryKey"]).any()


def test_wrong_names() -> None:
    """A typing mistake that is answered without the right names."""
    quote: Any = "quote"
    with pytest.raises(UnusableError, match=r"no table 'quote' \(did you mean quotes\?\); there are: actors, quotes"):
        uc.load(quote)
    with pytest.raises(UnusableError, match="no engine 'quote'; there are: pandas, polars"):
        uc.load("quotes", quote)
    with pytest.raises(UnusableError, match=r"no flat view of 'quote' \(did you mean quotes\?\); there are: quotes"):
        uc.flat(quote)
    with pytest.raises(AttributeError, match="quote"):
        uc.quote  # noqa: B018


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("package", [None, ROOT])
def test_table_and_flat_view_taken_for_each_other(engine: Any, package: Path | None) -> None:
    """A view asked for as a table, or a table as a view, and not told the call that has it."""
    actors: Any = "actors"
    with pytest.raises(UnusableError, match=r"; for actors: us_cuba_2026.load\('actors'\)$"):
        uc.flat(actors, engine, package)
    for name in get_args(FlatName):
        view: Any = f"{name}_flat"
        with pytest.raises(
            UnusableError, match=rf"^{view} is a flat view, not a table: us_cuba_2026.flat\('{name}'\)$"
        ):
            uc.load(view, engine, package)
        with pytest.raises(UnusableError, match=rf"; for {view}: us_cuba_2026.flat\('{name}'\)$"):
            uc.flat(view, engine, package)


@pytest.mark.parametrize("engine", ENGINES)
def test_words_that_pandas_takes_for_missing(engine: Any, tmp_path: Path) -> None:
    """Text that is lost because it looks like a missing value, or spaces, quotation marks and line breaks that go."""
    cells = ["NA", "None", "null", "nan", "N/A", "", " x ", 'a "b"', "c,d", "e\nf", "1.0", "TRUE"]
    package = one_column(tmp_path, {"type": "string"}, cells)
    assert load_rows(package, engine) == [cell or None for cell in cells]


@pytest.mark.parametrize("engine", ENGINES)
def test_missing_values(engine: Any, tmp_path: Path) -> None:
    """A package's own missing values that are taken for words, or an empty cell that is one where it is none."""
    package = one_column(tmp_path, {"type": "string"}, ["-", "", "x"])
    descriptor = read_descriptor(package)
    descriptor["resources"][0]["schema"]["missingValues"] = ["-"]
    write_descriptor(package, descriptor)
    assert load_rows(package, engine) == [None, "", "x"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ({"type": "integer"}, "-12", "12.5"),
        ({"type": "integer"}, "9223372036854775808", "9" * 39),
        ({"type": "number"}, "1e3", "12,5"),
        ({"type": "boolean"}, "true", "yes"),
        ({"type": "date"}, "2024-02-29", "2023-02-29"),
        ({"type": "datetime"}, "2026-01-21T21:00:00Z", "21 January"),
        ({"type": "string", "constraints": {"enum": ["a", "b"]}}, "a", "c"),
    ],
)
def test_bad_cell(kind: dict[str, Any], right: str, wrong: str, engine: Any, tmp_path: Path) -> None:
    """A cell that is not of its type: a traceback, or a message without file, row, column, value and what to run."""
    package = one_column(tmp_path, kind, [right, "", right, wrong, right, wrong])
    with pytest.raises(PackageError) as error:
        load_rows(package, engine)
    what = "must be one of: a, b" if kind["type"] == "string" else f"is not of type {kind['type']}"
    file = tmp_path / "rows.csv"
    assert str(error.value) == f"{file}:5:cell: {wrong!r} {what}; run us-cuba-2026 validate {tmp_path}"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("content", [None, "", "row_id\nrow-0\n", "row_id,cell\na,b,c\n", "cell,row_id\na,b\n"])
def test_bad_file(content: str | None, engine: Any, tmp_path: Path) -> None:
    """A file that is not there, is empty, or has other columns: a traceback, or columns that change places."""
    package = one_column(tmp_path, {"type": "string"}, ["x"])
    (package / "rows.csv").unlink()
    if content is not None:
        (package / "rows.csv").write_text(content)
    with pytest.raises(PackageError, match=r"rows\.csv: [^\n]+$"):
        load_rows(package, engine)


@pytest.mark.mostly_slow
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("row_id,cell\na,b\nc\n", "row 3 has 1 cell, but the header has 2"),
        ("row_id,cell\na\n", "row 2 has 1 cell, but the header has 2"),
        ("row_id,cell\na,b\nc", "row 3 has 1 cell, but the header has 2"),
        ('row_id,cell\n"a,\nb",c\n"d,e"\n', "row 3 has 1 cell, but the header has 2"),
        ("row_id,cell\na,b,c\n", "row 2 has 3 cells, but the header has 2"),
        ("row_id,cell\na,b\n\nc,d\n", "row 3 has 1 cell, but the header has 2"),
        ("row_id,cell\na,b\n\n", "row 3 has 1 cell, but the header has 2"),
        ("cell\na\n\nb\n", "row 3 is blank"),
        ("cell\r\na\r\n\r\nb\r\n", "row 3 is blank"),
        ("cell\na\n\n", "row 3 is blank"),
        ('cell\n"a\n\nb"\n\n', "row 3 is blank"),
        ("cell\n" + "a\n" * 3_000_000 + "\n", "row 3000002 is blank"),
        ("row_id,cell\n" + "a,b\n" * 2_000_000 + "c\n", "row 2000002 has 1 cell, but the header has 2"),
        ("row_id,cell\n" + f"a,{'b' * 9_000_000}\n" + "c\n", "row 3 has 1 cell, but the header has 2"),
    ],
    ids=range(14),
)
def test_rows_of_another_width(content: str, what: str, engine: Any, tmp_path: Path) -> None:
    """A cell that is not there and loaded as missing, or a row that an engine passes over, wherever the file is cut."""
    fields = [{"name": name} for name in content.partition("\n")[0].strip().split(",")]
    package = write_package(tmp_path, {"rows": ({"fields": fields}, content)})
    with pytest.raises(PackageError, match=rf"rows\.csv: {what}; run us-cuba-2026 validate"):
        load_rows(package, engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("kind", "missing", "cells", "expected"),
    [
        ("number", ["", "99"], ["99.0", "99", "99.00", "9.9e1"], [99.0, None, 99.0, 99.0]),
        ("number", ["", "-9.0"], ["-9", "-9.0", "-9.00"], [-9.0, None, -9.0]),
        ("number", ["1e3"], ["1000", "1e3", "1000.0"], [1000.0, None, 1000.0]),
        ("integer", ["", "99"], ["099", "99", "+99"], [99, None, 99]),
        ("integer", ["", "0"], ["00", "0", "-0"], [0, None, 0]),
        ("string", ["", "99", "n/a"], ["99.0", "99", "n/a", "N/A"], ["99.0", None, None, "N/A"]),
        ("boolean", ["", "1"], ["1", "true", "0"], [None, True, False]),
        ("string", [], ["", "x"], ["", "x"]),
    ],
)
def test_missing_values_as_written(  # noqa: PLR0917
    kind: str, missing: list[str], cells: list[str], expected: list[Any], engine: Any, tmp_path: Path
) -> None:
    """A missing value that takes other cells along, since they are the same number or start alike."""
    package = one_column(tmp_path, {"type": kind}, cells)
    descriptor = read_descriptor(package)
    descriptor["resources"][0]["schema"]["missingValues"] = missing
    write_descriptor(package, descriptor)
    assert load_rows(package, engine) == expected


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("field", "cells", "expected"),
    [
        ({"type": "integer"}, ["+5", "-5", "007", "-0", ""], [5, -5, 7, 0, None]),
        ({"type": "integer"}, [str(2**63), "", "+1", "-007"], [2**63, None, 1, -7]),
        ({"type": "integer"}, ["9" * 38, f"-{'9' * 38}", "0" * 5000 + "1"], [10**38 - 1, 1 - 10**38, 1]),
        ({"type": "integer"}, ["0" * 5000 + "1", ""], [1, None]),
        ({"type": "year"}, ["0001", "0999", "-0044", "2026"], [1, 999, -44, 2026]),
        ({"type": "number"}, ["INF", "-INF", "5.", ".5", "+1.5", "1e-400"], [inf, -inf, 5.0, 0.5, 1.5, 0.0]),
        ({"type": "date"}, ["0001-01-01", "9999-12-31"], [date.min, date.max]),
        ({"type": "string"}, ["x" * 200_000], ["x" * 200_000]),
        ({"type": "string", "constraints": {"enum": [1, "1", 2]}}, ["2", "1"], ["2", "1"]),
        (
            {"type": "datetime"},
            ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z"],
            [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)],
        ),
    ],
)
def test_ends_of_ranges(
    field: dict[str, Any], cells: list[str], expected: list[Any], engine: Any, tmp_path: Path
) -> None:
    """A cell that the checks take and a loader does not, or that it changes."""
    package = one_column(tmp_path, field, cells)
    assert not [one for one in uc.validate(package).findings if one.rule == "type"]
    assert load_rows(package, engine) == expected


@pytest.mark.mostly_slow
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("integer", "1" + "0" * 38), ("integer", "1_000"), ("integer", " 5"), ("year", "10000"), ("year", "999"),
        ("number", "1e400"), ("number", "-1.8e308"), ("number", "9" * 400), ("number", "inf"), ("number", "1_000.5"),
        ("date", "0999-1-01"), ("date", "10000-01-01"), ("datetime", "0001-01-01T00:00:00+05:00"),
        ("datetime", "9999-12-31T23:59:59-00:01"), ("datetime", "2026-01-21 21:00:00"), ("boolean", "tRUE"),
    ],
)  # fmt: skip
def test_refused_by_all(kind: str, cell: str, engine: Any, tmp_path: Path) -> None:
    """A cell that the checks refuse and a loader takes, as something else."""
    package = one_column(tmp_path, {"type": kind}, [cell])
    assert [one.rule for one in uc.validate(package).findings] == ["type"]
    with pytest.raises(PackageError, match="is not of type"):
        load_rows(package, engine)


ZONES: Any = st.sampled_from([UTC, None, timezone(timedelta(hours=-5, minutes=-30))])
CELLS = {
    "integer": st.integers(1 - 10**38, 10**38 - 1).map(str),
    "number": st.floats(allow_nan=False, allow_infinity=False).map(repr),
    "date": st.dates().map(str),
    "datetime": st.datetimes(
        datetime(1, 1, 2), datetime(9999, 12, 30), timezones=ZONES
    ).map(lambda moment: moment.isoformat().replace("+00:00", "Z")),
    "string": st.text(string.printable.replace("\r", "") + "éЖ漢🇨🇺", max_size=8),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", CELLS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_engines_agree(kind: str, data: st.DataObject, tmp_path: Path) -> None:
    """A cell that one engine reads otherwise than the other."""
    cells = data.draw(st.lists(CELLS[kind] | st.just(""), min_size=1, max_size=5))
    package = one_column(tmp_path, {"type": kind}, cells)
    assert load_rows(package, "pandas") == load_rows(package, "polars")
