"""A table of the descriptor as a Pandera schema over typed columns, for pipelines that use Pandera themselves."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Literal

import polars as pl

from us_cuba_2026.checker import table_schema
from us_cuba_2026.checker.dataframe_cells import as_cells, columns_of, first_line, text_of_column
from us_cuba_2026.checker.group_rules import keys
from us_cuba_2026.checker.typed_cells import missing_word, text_of
from us_cuba_2026.files.errors import unknown
from us_cuba_2026.model.package import Field, Package, Table

Backend = Literal["pandas", "polars"]


def schema(table: str, backend: Backend = "pandas", *, package: Path | str | None = None) -> Any:  # noqa: ANN401  (a schema of the one backend or the other)
    """The Pandera schema of a table, over columns typed as ``uc.load`` gives them.

    It has the types, required columns, words, patterns, bounds, unique columns and keys of the descriptor, and nothing
    else: for all other rules use :func:`us_cuba_2026.checker.frame` or ``validate``.

    Args:
        table: Name of the table.
        backend: The library of the frames that it is to check.
        package: A package; the dataset itself if nothing is given.

    Returns:
        A ``DataFrameSchema`` of ``pandera.pandas`` or ``pandera.polars``. Its ``validate`` raises a ``TypeError`` for
        what is no frame of that library, and an ``UnusableError`` for a column that no cell can hold.

    Raises:
        UnusableError: If there is no such table or backend, or a constraint cannot be used.

    Example:
        >>> sorted(schema("places", backend="polars").columns)
        ['country_code', 'kind', 'latitude', 'longitude', 'name', 'place_id']
    """
    described = Package.read(package).table(table)
    described.require_covered("put into a Pandera schema")
    if backend not in ("pandas", "polars"):
        raise unknown("no backend", backend, ["pandas", "polars"])
    return _pandas(described) if backend == "pandas" else _polars(described)


def _pandas(table: Table) -> Any:  # noqa: ANN401
    import pandas as pd
    import pandera.pandas as pa
    from pandera.engines import pandas_engine

    def holds_whole_numbers(cells: Any) -> bool:  # noqa: ANN401
        return cells.dtype == object and all(type(cell) is int for cell in cells if cell is not None)

    class WholeNumbers(pandas_engine.INT64):
        """``Int64``, or Python's own numbers where one is beyond it."""

        def check(self, pandera_dtype: Any, data_container: Any = None) -> Any:  # noqa: ANN401
            is_known = data_container is not None and holds_whole_numbers(data_container)
            return is_known or super().check(pandera_dtype, data_container)

    types: Mapping[str, Any] = {"integer": WholeNumbers, "year": "Int64", "number": "Float64", "boolean": "boolean"}

    def has_type(field: Field, dtype: Any, cells: Any) -> bool:  # noqa: ANN401
        if field.type == "date":
            return bool(pd.api.types.is_datetime64_dtype(cells))
        if field.type == "datetime":
            return isinstance(cells.dtype, pd.DatetimeTZDtype) and str(cells.dtype.tz) == "UTC"
        if field.type == "integer" and holds_whole_numbers(cells):
            return True
        try:
            return bool(pandas_engine.Engine.dtype(dtype).check(pandas_engine.Engine.dtype(cells.dtype)))
        except TypeError:  # for a type that Pandera does not know
            return False

    def check(field: Field, dtype: Any, name: str, right: pl.Expr) -> Any:  # noqa: ANN401
        def judge(cells: Any) -> Any:  # noqa: ANN401
            if not has_type(field, dtype, cells):
                return True
            text = text_of_column(cells, field, table).fill_null(missing_word(table))
            return pd.Series(text.to_frame().select(right).to_series().to_numpy(), cells.index)

        return pa.Check(judge, name=name)

    def is_first(rows: Any) -> Any:  # noqa: ANN401
        is_missing = rows.isna() if rows.ndim == 1 else rows.isna().all(axis=1)
        return ~rows.duplicated() | is_missing

    def key(columns: list[str], name: str) -> Any:  # noqa: ANN401
        def judge(rows: Any) -> Any:  # noqa: ANN401
            is_right = pd.DataFrame(True, rows.index, rows.columns)
            if {*columns} <= {*rows.columns}:  # else that is a finding already
                is_right[columns] = pd.concat([is_first(rows[columns])] * len(columns), axis=1)
            return is_right

        return pa.Check(judge, name=name, ignore_na=False)

    columns = {}
    for field in table.fields:
        dtype: Any = types.get(field.type, "string")
        if field.enum and field.type == "string":
            dtype = pd.CategoricalDtype(list(field.enum), ordered=field.is_ordered)
        declared = None if field.type in ("date", "datetime") else dtype  # since these are of any unit
        checks = [check(field, dtype, name, right) for name, right in _rights(table, field)]
        if declared is None:
            checks.insert(0, pa.Check(partial(has_type, field, dtype), name=field.type))
        checks += [pa.Check(is_first, name=name) for name, of in _keys(table) if of == (field.name,)]
        columns[field.name] = pa.Column(declared, checks, nullable=not table.is_required(field))
    across = [key(list(of), name) for name, of in _keys(table) if len(of) > 1]
    return _careful(pa.DataFrameSchema, pd.DataFrame, table)(columns, checks=across, strict=True, name=table.name)


def _polars(table: Table) -> Any:  # noqa: ANN401
    import pandera.polars as pa
    from pandera.engines import polars_engine

    class WholeNumbers(polars_engine.Int64):
        """``Int64``, or ``Int128`` where a number is beyond it."""

        def check(self, pandera_dtype: Any, data_container: Any = None) -> Any:  # noqa: ANN401
            return pandera_dtype == pl.Int128 or super().check(pandera_dtype, data_container)

    types: Mapping[str, Any] = {
        "integer": WholeNumbers, "year": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date,
        "datetime": pl.Datetime("us", "UTC"),
    }  # fmt: skip

    def check(field: Field, dtype: Any, name: str, right: pl.Expr) -> Any:  # noqa: ANN401
        def judge(data: Any) -> Any:  # noqa: ANN401
            held = data.lazyframe.collect_schema()[field.name]
            if not polars_engine.Engine.dtype(dtype).check(held):
                return data.lazyframe.select(pl.repeat(True, pl.len()))
            text = text_of(pl.col(field.name), held, field, table.missing_values).fill_null(missing_word(table))
            return data.lazyframe.select(text.alias(field.name)).select(right)

        return pa.Check(judge, name=name)

    def key(columns: tuple[str, ...], name: str) -> Any:  # noqa: ANN401
        def judge(data: Any) -> Any:  # noqa: ANN401
            if not {*columns} <= {*data.lazyframe.collect_schema()}:  # which is a finding already
                return data.lazyframe.select(pl.repeat(True, pl.len()))
            is_missing = pl.all_horizontal(pl.col(column).is_null() for column in columns)
            return data.lazyframe.select(pl.struct(columns).is_first_distinct() | is_missing)

        return pa.Check(judge, name=name)

    columns = {}
    for field in table.fields:
        dtype = types.get(field.type, pl.String)
        if field.enum and field.type == "string":
            dtype = pl.Enum(field.enum)
        checks = [check(field, dtype, name, right) for name, right in _rights(table, field)]
        checks += [key(of, name) for name, of in _keys(table) if of == (field.name,)]
        columns[field.name] = pa.Column(dtype, checks, nullable=not table.is_required(field))
    across = [key(of, name) for name, of in _keys(table) if len(of) > 1]
    frames = (pl.DataFrame, pl.LazyFrame)
    return _careful(pa.DataFrameSchema, frames, table)(columns, checks=across, strict=True, name=table.name)


def _rights(table: Table, field: Field) -> Iterator[tuple[str, pl.Expr]]:
    """The rules on a field's cells as text, each with what is true of right ones, or those an earlier rule refuses."""
    earlier = pl.lit(True)
    for rule in table_schema.field_rules(table, field):
        if rule.id != "required":  # which Pandera itself sees to
            right = rule.right.fill_null(True)
            yield rule.id, (right | ~earlier).alias(field.name)
            earlier &= right


def _keys(table: Table) -> list[tuple[str, tuple[str, ...]]]:
    """The keys of a table, each once, with the id of its rule."""
    return [*{frozenset(columns): (rule, columns) for rule, columns in reversed(keys(table))}.values()]


def _careful(schema_class: Any, frames: Any, table: Table) -> Any:  # noqa: ANN401
    """A class of schemas that say in words of our own what they cannot judge."""
    from pandera.errors import SchemaError, SchemaErrors

    class Schema(schema_class):  # type: ignore[misc]
        @classmethod
        def get_backend(cls, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
            return schema_class.get_backend(*arguments, **named)

        def validate(self, check_obj: Any, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
            if not isinstance(check_obj, frames):
                library = schema_class.__module__.split(".")[-2]
                what = f"a value of type {type(check_obj).__name__} is no table of {library}"
                raise TypeError(f"{table.name}: {what}: give a DataFrame")
            try:
                return super().validate(check_obj, *arguments, **named)
            except (SchemaError, SchemaErrors, MemoryError):
                raise
            except Exception as error:  # of Pandera, or the library of the frame
                if not isinstance(check_obj, pl.LazyFrame):
                    as_cells(columns_of(check_obj, table), table)  # which names the column, if that is why
                why = f"{type(error).__name__}: {first_line(error)}"
                raise TypeError(f"{table.name}: Pandera cannot judge this frame ({why})") from None

    Schema.__name__ = schema_class.__name__  # which reports name
    return Schema
