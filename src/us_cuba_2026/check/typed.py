"""A table of the descriptor as a Pandera schema over typed columns, for pipelines that use Pandera themselves."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from us_cuba_2026.datapackage import Field, Package, Table, UnusableError

Backend = Literal["pandas", "polars"]


def schema(table: str, backend: Backend = "pandas", *, package: Path | str | None = None) -> Any:  # noqa: ANN401  (a schema of the one backend or the other)
    """The Pandera schema of a table, over columns typed as ``uc.load`` gives them.

    It has the types, required columns, words, patterns, bounds, unique columns and keys of the descriptor, and nothing
    else: for the dataset's own rules use :func:`us_cuba_2026.check.frame` or ``validate``.

    Args:
        table: Name of the table.
        backend: The library of the frames that it is to check.
        package: A package; the dataset itself if nothing is given.

    Returns:
        A ``DataFrameSchema`` of ``pandera.pandas`` or ``pandera.polars``.

    Raises:
        UnusableError: If there is no such table or backend.

    Example:
        >>> sorted(schema("places", backend="polars").columns)
        ['country_code', 'kind', 'latitude', 'longitude', 'name', 'place_id']
    """
    described = Package.read(package).table(table)
    if backend not in ("pandas", "polars"):
        raise UnusableError(f"no backend {backend!r}; there are: pandas, polars")
    return _pandas(described) if backend == "pandas" else _polars(described)


def _pandas(table: Table) -> Any:  # noqa: ANN401
    import pandas as pd
    import pandera.pandas as pa

    types: Mapping[str, Any] = {"integer": "Int64", "year": "Int64", "number": "Float64", "boolean": "boolean"}

    def is_date(cells: Any) -> Any:  # noqa: ANN401
        return pd.api.types.is_datetime64_dtype(cells) and ((cells.dt.normalize() == cells) | cells.isna())

    def is_moment(cells: Any) -> bool:  # noqa: ANN401
        return isinstance(cells.dtype, pd.DatetimeTZDtype) and str(cells.dtype.tz) == "UTC"

    def is_first(cells: Any) -> Any:  # noqa: ANN401
        missing = cells.isna() if cells.ndim == 1 else cells.isna().all(axis=1)
        return ~cells.duplicated() | missing

    columns = {}
    for field in table.fields:
        dtype = types.get(field.type, "string")
        checks = _checks(pa, field, pd.Timestamp, r"(?:%s)\Z")
        if field.enum and dtype == "string":
            dtype = pd.CategoricalDtype(list(field.enum))
        if field.type in ("date", "datetime"):
            dtype = None  # of any unit
            checks.append(pa.Check(is_date if field.type == "date" else is_moment, name=field.type))
        if field.constraints.get("unique"):
            checks.append(pa.Check(is_first, name="unique"))
        columns[field.name] = pa.Column(dtype, checks, nullable=not table.is_required(field))
    across = [pa.Check(lambda rows, key=list(key): is_first(rows[key]), name="unique-key") for key in table.unique_keys]
    unique = list(table.primary_key) or None
    return pa.DataFrameSchema(columns, checks=across, unique=unique, strict=True, name=table.name)


def _polars(table: Table) -> Any:  # noqa: ANN401
    import datetime

    import pandera.polars as pa
    import polars as pl

    types: Mapping[str, Any] = {
        "integer": pl.Int64, "year": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date,
        "datetime": pl.Datetime("us", "UTC"),
    }  # fmt: skip

    def is_first(*key: str) -> Callable[[Any], Any]:
        first = pl.struct(key).is_first_distinct() | pl.all_horizontal(pl.col(name).is_null() for name in key)
        return lambda data: data.lazyframe.select(first)

    columns = {}
    for field in table.fields:
        dtype = types.get(field.type, pl.String)
        checks = _checks(pa, field, datetime.date.fromisoformat, "^(?:%s)$")
        if field.enum and dtype == pl.String:
            dtype = pl.Enum(list(field.enum))
        if field.constraints.get("unique"):
            checks.append(pa.Check(is_first(field.name), name="unique"))
        columns[field.name] = pa.Column(dtype, checks, nullable=not table.is_required(field))
    across = [pa.Check(is_first(*key), name="unique-key") for key in table.unique_keys]
    unique = list(table.primary_key) or None
    return pa.DataFrameSchema(columns, checks=across, unique=unique, strict=True, name=table.name)


def _checks(pa: Any, field: Field, day: Callable[[str], Any], whole: str) -> list[Any]:  # noqa: ANN401
    """The constraints of a field on single values; ``whole`` anchors a pattern at both ends."""
    constraints = field.constraints
    checks: list[Any] = []
    if "pattern" in constraints:
        checks.append(pa.Check.str_matches(whole % constraints["pattern"], name="pattern"))
    for name, check in (("minimum", pa.Check.ge), ("maximum", pa.Check.le)):
        if name in constraints:
            bound = constraints[name]
            checks.append(check(day(bound) if field.type == "date" else bound, name=name))
    if {"minLength", "maxLength"} & set(constraints):
        checks.append(pa.Check.str_length(constraints.get("minLength"), constraints.get("maxLength"), name="length"))
    if field.enum and field.type in ("integer", "year", "number"):
        number: Callable[[str], float] = float if field.type == "number" else int
        checks.append(pa.Check.isin([number(word) for word in field.enum], name="enum"))
    return checks
