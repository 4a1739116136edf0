"""Frames of odd types, names and cells, such as libraries make and nobody expects."""

import random
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from math import inf, nan
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa

from packages import ROOT
from us_cuba_2026.model.package import Package, Table

TABLES = {table.name: table for table in Package.read(ROOT).tables}
THINGS: list[Any] = [
    None, pd.NA, pd.NaT, nan, 1, 0, -1, 2**70, 10**40, 10**5000, 1.5, inf, 1e300, True, False, "x", "", "plc-001",
    "\ud800", "a\0b", b"x", [1], {"a": 1}, date(2026, 1, 1), datetime(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC),
    time(1), timedelta(1), Decimal("1.50"), Decimal("sNaN"), Decimal("1E+999999"), 1j, object(), np.float16(1),
    np.longdouble(1), np.datetime64("NaT"), np.timedelta64(1, "s"), pd.Timestamp("2026-01-01", tz="Asia/Tokyo"),
    pd.Period("2026"), pd.Interval(0, 1), np.array([1]), pd.Series([1]), pl.Series([1]), range(3), print, ...,
]  # fmt: skip
ARROW: list[Any] = [
    pa.decimal128(5, 2), pa.decimal256(50, 2), pa.list_(pa.int64()), pa.struct([("a", pa.int32())]), pa.time32("s"),
    pa.duration("s"), pa.date32(), pa.date64(), pa.timestamp("ns", "Europe/Berlin"), pa.timestamp("s", "+03:17"),
    pa.timestamp("s", "Nowhere/None"), pa.binary(), pa.binary(3), pa.null(), pa.float16(), pa.bool_(), pa.string(),
    pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string()), pa.month_day_nano_interval(),
    pa.map_(pa.string(), pa.int8()), pa.uint64(),
]  # fmt: skip
POLARS: list[Any] = [
    pl.Int8, pl.UInt64, pl.Int128, pl.Float32, pl.Boolean, pl.Date, pl.Datetime("ns"), pl.Datetime("ms", "Asia/Tokyo"),
    pl.Time, pl.Duration, pl.Binary, pl.Categorical, pl.Enum(["a"]), pl.Null, pl.List(pl.Int8), pl.Array(pl.Int8, 2),
    pl.Struct({"a": pl.Int8}), pl.Decimal(10, 2), pl.String,
]  # fmt: skip
PANDAS: list[Any] = [
    "Int8", "UInt64", "Float32", "boolean", "float16", "longdouble", "complex64", "uint64", "timedelta64[s]", "string",
    "datetime64[s]", "datetime64[ns, Asia/Tokyo]", pd.SparseDtype("float"), "category", "period[D]", "interval", object,
]  # fmt: skip


def odd_things(choose: random.Random, count: int) -> list[Any]:
    """So many things of a few kinds."""
    pool = choose.sample(THINGS, choose.choice([1, 2, len(THINGS)]))
    return [choose.choice(pool) for _ in range(count)]


def odd_pandas(choose: random.Random, names: list[str], count: int) -> pd.DataFrame:
    """A frame of pandas with columns of any type, odd names or an odd index."""
    columns = {}
    for name in names:
        dtype = choose.choice([*PANDAS, *map(pd.ArrowDtype, ARROW)])
        try:
            columns[name] = pd.Series([choose.choice([None, 0, 1, 2**31])] * count, dtype=dtype)
        except (TypeError, ValueError, KeyError, NotImplementedError, pa.ArrowException):
            columns[name] = pd.Series(odd_things(choose, count), dtype=object)
    frame = pd.DataFrame(columns)
    if names:
        match choose.randrange(8):
            case 0:
                frame.columns = pd.Index(
                    [choose.choice([1, None, ("a", "b"), nan, name]) for name in names], dtype=object
                )
            case 1:
                frame = pd.concat([frame, frame.iloc[:, :1]], axis=1)
            case 2:
                frame.index = pd.Index(odd_things(choose, count), dtype=object, name=names[0])
            case 3:
                frame.columns = pd.MultiIndex.from_tuples([(name, "b") for name in names])
    return frame


def odd_data(choose: random.Random, table: Table) -> Any:
    """Something that may be meant for a table."""
    names = choose.sample(table.names, choose.randrange(len(table.names) + 1))
    count = choose.choice([0, 1, 2, 5])
    match choose.randrange(5):
        case 0 | 1:
            return odd_pandas(choose, names, count)
        case 2:
            frame = pl.DataFrame({name: pl.Series([None] * count, dtype=choose.choice(POLARS)) for name in names})
            return frame.lazy() if choose.random() < 0.3 else frame
        case 3:
            return [dict(zip(names, odd_things(choose, len(names)), strict=True)) for _ in range(count)]
        case _:
            arrays = [pa.nulls(count, choose.choice(ARROW)) for _ in names]
            return pa.table(arrays, names=[choose.choice([name, name, name, names[0]]) for name in names])
