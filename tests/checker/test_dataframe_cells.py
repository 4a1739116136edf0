"""Tables in memory, whatever library holds them: judged as a file of them would be, or refused by name."""

import random
import warnings
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from math import inf, nan
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import us_cuba_2026 as uc
from odd_frames import TABLES, odd_data
from packages import ROOT, file_of, write_package
from us_cuba_2026.checker.dataframe_cells import as_cells, columns_of
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import Package

FORMS: Mapping[str, Callable[[pl.DataFrame], Any]] = {
    "LazyFrame": pl.DataFrame.lazy,
    "Arrow table": pl.DataFrame.to_arrow,
    "record batch": lambda frame: frame.to_arrow().combine_chunks().to_batches()[0],
    "reader of record batches": lambda frame: frame.to_arrow().to_reader(),
    "list of dicts": pl.DataFrame.to_dicts,
    "tuple of dicts": lambda frame: tuple(frame.to_dicts()),
    "objects of pandas": lambda frame: pd.DataFrame(frame.to_dicts(), dtype=object),
    "types of Arrow in pandas": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
    "objects of polars": lambda frame: pl.DataFrame(
        {name: pl.Series(frame[name].to_list(), dtype=pl.Object) for name in frame.columns}
    ),
}


@pytest.mark.mostly_slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("table", ["places", "quotes", "sources", "figures"])
def test_forms(table: str, form: str) -> None:
    """A right table that is refused in one of the forms that people have it in, or one that hides what is wrong."""
    frame = uc.load(table, "polars")  # type: ignore[call-overload]
    assert list(uc.validate_frame(table, FORMS[form](frame)).findings) == []
    key = TABLES[table].primary_key[0]
    wrong = frame.with_columns(pl.when(pl.int_range(pl.len()) == 0).then(pl.lit("0")).otherwise(key).alias(key))
    expected = uc.validate_frame(table, wrong).findings
    assert ("pattern", 2) in {(one.rule, one.row) for one in expected}
    assert uc.validate_frame(table, FORMS[form](wrong)).findings == expected


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    "data",
    [
        None, 1, "places", b"x", {"name": ["Cuba"]}, [1], [["Cuba"]], [{"name": "Cuba"}, None], {1}, iter([]), object(),
        pd.Series(["Cuba"]), pl.Series(["Cuba"]), pa.array(["Cuba"]), np.zeros((2, 2)), Path("places.csv"), print,
    ],
    ids=lambda data: type(data).__name__,
)  # fmt: skip
def test_refused_by_name(data: Any) -> None:
    """A traceback out of a library for what is no table at all, also among the others."""
    with pytest.raises(UnusableError, match=r"^places: .* is no table: give a DataFrame of pandas or polars"):
        uc.validate_frame("places", data)
    with pytest.raises(UnusableError, match=r"^places: .* is no table"):
        uc.validate_frame("quotes", [], others={"places": data})


def test_lazy_frame_that_fails() -> None:
    """A traceback for a LazyFrame whose plan cannot be carried out."""
    for plan in (pl.LazyFrame({"a": ["x"]}).select("b"), pl.LazyFrame({"a": ["x"]}).cast(pl.Int8), pl.scan_csv("none")):
        with pytest.raises(UnusableError, match="places: the LazyFrame cannot be collected: "):
            uc.validate_frame("places", plan)


def test_others_that_are_none() -> None:
    """A traceback for other tables that are given without their names."""
    others: Any = [pl.DataFrame()]
    with pytest.raises(UnusableError, match="others must be a dict of tables by name"):
        uc.validate_frame("places", [], others=others)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ([1, 2], ["1", "2"]),
        ([None, ("a", 1)], ["None", "('a', 1)"]),
        (["\ud800", nan], ["\\ud800", "nan"]),
        ([np.str_("name"), b"x"], ["b'x'"]),
        ([date(2026, 1, 1), 5.5], ["5.5", "2026-01-01"]),
    ],
)
def test_odd_names_of_columns(columns: list[Any], expected: list[str]) -> None:
    """A name that is no text, or that cannot be printed."""
    frame = pd.DataFrame([["a", "b"]], columns=pd.Index(columns, dtype=object))
    found = {
        one.field for one in uc.validate_frame("places", frame.assign(kind="city")).findings if one.rule == "columns"
    }
    assert {*expected} <= found


def test_two_columns_of_one_name() -> None:
    """A column that is judged and another of its name that is not, in any library that has such tables."""
    for data in (
        pd.DataFrame([["a", "b"]], columns=["name", "name"]),
        pd.DataFrame([["a", "b"]], columns=[1, "1"]),
        pa.table([["a"], ["b"]], names=["name", "name"]),
        [{1: "a", "1": "b"}],
    ):
        with pytest.raises(UnusableError, match=r"places: two columns of the frame have the same name, '(?:name|1)'"):
            uc.validate_frame("places", data)


def as_written(folder: Path, field: dict[str, Any], column: Any, **schema: Any) -> list[str]:
    """The cells of a column as text."""
    described = {"fields": [{"name": "cell", **field}], **schema}
    (table,) = Package.read(write_package(folder, {"t": (described, "cell\n")})).tables
    data = column if isinstance(column, pl.DataFrame | pd.DataFrame) else [{"cell": value} for value in column]
    return as_cells(columns_of(data, table), table)["cell"].to_list()


YES = {"type": "boolean", "trueValues": ["yes", "y"], "falseValues": ["no"]}
PLAIN: Mapping[str, tuple[dict[str, Any], list[Any], list[str]]] = {
    "booleans": ({"type": "boolean"}, [True, False, None], ["true", "false", ""]),
    "booleans of other words": (YES, [True, False], ["yes", "no"]),
    "booleans as whole numbers": (YES, [1, 0, 2], ["yes", "no", "2"]),
    "booleans as floats": ({"type": "boolean"}, [1.0, 0.0, None, 0.5], ["1", "0", "", "0.5"]),
    "booleans as floats, other words": (YES, [1.0, 0.0, None], ["yes", "no", ""]),
    "years": ({"type": "year"}, [1, 999, 2026, -44, 12345], ["0001", "0999", "2026", "-0044", "12345"]),
    "years as floats": ({"type": "year"}, [999.0, None, 1.5], ["0999", "", "1.5"]),
    "whole numbers as floats": ({"type": "integer"}, [1.0, None, 2.0**70, 1.5], ["1", "", str(2**70), "1.5"]),
    "whole numbers": ({"type": "integer"}, [2**70, -(10**38) + 1, 0], [str(2**70), str(1 - 10**38), "0"]),
    "decimals": ({"type": "number"}, [Decimal("1.50"), None], ["1.50", ""]),
    "whole numbers as decimals": ({"type": "integer"}, [Decimal("5.00"), Decimal("1.50")], ["5", "1.50"]),
    "numbers": ({"type": "number"}, [0.1, 1e300, inf, -inf, -0.0], ["0.1", "1e+300", "INF", "-INF", "-0.0"]),
    "days": ({"type": "date"}, [date(1, 1, 1), date(9999, 12, 31), None], ["0001-01-01", "9999-12-31", ""]),
    "days as times": ({"type": "date"}, [datetime(999, 1, 2), None], ["0999-01-02", ""]),
    "times": ({"type": "datetime"}, [datetime(999, 1, 2, 3, 4, 5)], ["0999-01-02T03:04:05"]),
    "times of a zone": (
        {"type": "datetime"},
        [datetime(2026, 1, 2, tzinfo=timezone(timedelta(hours=3, minutes=17)))],
        ["2026-01-01T20:43:00Z"],
    ),
}


@pytest.mark.parametrize("case", PLAIN)
def test_as_written(case: str, tmp_path: Path) -> None:
    """A value that is written otherwise than its column asks for, or from a list otherwise than from a frame."""
    field, values, expected = PLAIN[case]
    assert as_written(tmp_path, field, values) == expected
    assert as_written(tmp_path, field, pl.DataFrame({"cell": pl.Series(values, strict=False)})) == expected
    assert as_written(tmp_path, field, pd.DataFrame({"cell": pd.Series(values, dtype=object)})) == expected
    if None not in values and not isinstance(values[0], date | int):
        assert as_written(tmp_path, field, pd.DataFrame({"cell": values})) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["a", 1, 1.5, True, None, date(2026, 1, 2)], ["a", "1", "1.5", "true", "", "2026-01-02"]),
        ([nan, pd.NA, pd.NaT, None, np.datetime64("NaT"), Decimal("NaN"), "x"], ["", "", "", "", "", "", "x"]),
        ([np.int8(5), np.float32(1.5), np.bool_(True), np.str_("s")], ["5", "1.5", "true", "s"]),
        ([pd.Timestamp("2026-01-02 03:04:05.123456789"), "x"], ["2026-01-02T03:04:05.123456", "x"]),
        ([pd.Timestamp("2026-01-02", tz="Europe/Berlin"), "x"], ["2026-01-01T23:00:00Z", "x"]),
        ([Decimal("Infinity"), Decimal("1E+3"), "x"], ["INF", "1000", "x"]),
        ([10**40, "x"], ["1" + "0" * 40, "x"]),
    ],
)
def test_mixed_columns(values: list[Any], expected: list[str], tmp_path: Path) -> None:
    """A column of things of several kinds, as pandas makes them of a workbook, that is refused or loses some."""
    assert as_written(tmp_path, {"type": "any"}, values) == expected
    assert as_written(tmp_path, {"type": "any"}, pd.DataFrame({"cell": pd.Series(values, dtype=object)})) == expected


def test_words_for_missing_values(tmp_path: Path) -> None:
    """A truth value in the very word that its table has for a missing one."""
    field = {"type": "boolean", "trueValues": ["1", "yes"], "falseValues": ["0"]}
    assert as_written(tmp_path, field, [True, False, None], missingValues=["", "1"]) == ["yes", "0", ""]
    assert as_written(tmp_path, field, [True, None], missingValues=["-"]) == ["1", "-"]


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    "value",
    [
        [1], {"a": 1}, (1,), {1}, b"x", 1j, object(), time(1), timedelta(1), 10**5000, pd.Period("2026"), print,
        pd.Interval(0, 1), pd.Timedelta(1), np.array([1]), np.timedelta64(1, "s"), pd.Series([1]), type, ...,
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5))),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_no_cell_can_hold(value: Any) -> None:
    """A traceback for a thing that cannot be written into a cell, or a message that does not say where it is."""
    for data in ([{"name": "x"}, {"name": value}], pl.DataFrame({"name": pl.Series(["x", value], dtype=pl.Object)})):
        with pytest.raises(UnusableError, match=r"^places: column name cannot be read: it holds a value .*\(row 3\)"):
            uc.validate_frame("places", data)


def test_half_characters() -> None:
    """A traceback out of a library for a text that UTF-8 cannot hold."""
    frames = [pd.DataFrame({"name": ["\ud800"]}, dtype=dtype) for dtype in (object, "string[python]")]
    for data in ([{"name": "\ud800"}], *frames):
        with pytest.raises(UnusableError, match="places: column name holds half a character"):
            uc.validate_frame("places", data)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_odd_frames(seed: int) -> None:
    """A traceback out of a library for a frame of odd types, names or cells."""
    choose = random.Random(seed)  # noqa: S311
    outcomes = []
    for _ in range(60):
        table = choose.choice([*TABLES.values()])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            data = odd_data(choose, table)
        try:
            outcomes.append(f"valid: {uc.validate_frame(table.name, data).is_valid}")
        except UnusableError as error:
            outcomes.append(str(error))
    assert "valid: False" in outcomes
    assert any("which no cell can hold" in outcome for outcome in outcomes)
    assert not any("\n" in outcome for outcome in outcomes)


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_times_beyond_all_calendars(unit: str) -> None:
    """A time so far off that a library turns it into another one."""
    far = np.array([2**63 - 1, -(2**63) + 1, 0]).view(f"datetime64[{unit}]")
    events = uc.events().head(3).assign(date_start=pd.Series(far))
    found = [(one.field, one.row) for one in uc.validate_frame("events", events).findings if one.rule == "type"]
    assert found == [("date_start", 2), ("date_start", 3)]


@pytest.mark.slow
def test_rows_are_those_of_the_file() -> None:
    """A form in which a finding points at another row than in the file."""
    text = pl.read_csv(file_of(ROOT, "places"), infer_schema=False).with_columns(
        name=pl.when(pl.int_range(pl.len()) == 2).then(pl.lit("")).otherwise("name")
    )
    for form in FORMS.values():
        found = [(one.rule, one.row) for one in uc.validate_frame("places", form(text)).findings]
        assert found == [("required", 4)]
