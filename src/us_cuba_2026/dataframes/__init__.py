"""Tables as DataFrames with their declared types, one by one or joined into flat views."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, overload

from us_cuba_2026.checker.plain_copies import plain_copies
from us_cuba_2026.files.errors import UnusableError, unknown
from us_cuba_2026.model.package import Package

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Engine", "FlatName", "TableName", "flat", "load"]

Engine = Literal["pandas", "polars"]
TableName = Literal[
    "actors",
    "quotes",
    "events",
    "figures",
    "claims",
    "participants",
    "event_places",
    "event_relations",
    "places",
    "crosswalk",
    "evidence",
    "vocabulary",
    "sources",
    "passages",
    "accounting",
    "revisions",
    "coders",
    "units",
    "alignment",
    "codes",
    "agreement",
    "adjudication",
]
FlatName = Literal["quotes", "events", "figures", "claims"]
_VIEWS = {f"{name}_flat": name for name in get_args(FlatName)}
"""What each flat view is called as a table, and for ``flat``."""


@overload
def load(
    name: TableName, engine: Literal["pandas"] = "pandas", package: Path | str | None = None
) -> "pd.DataFrame": ...


@overload
def load(name: TableName, engine: Literal["polars"], package: Path | str | None = None) -> "pl.DataFrame": ...


def load(name: TableName, engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """Load a table as a DataFrame with the types that the descriptor declares.

    An empty cell is missing; every other cell is kept as it is. In pandas: ``string``, ``Int64``, ``Float64``,
    ``boolean``, ``datetime64[s]`` for days, ``datetime64[us, UTC]`` for times, and a category for a field with a closed
    list of words. In polars: ``String``, ``Int64``, ``Float64``, ``Boolean``, ``Date``, ``Datetime`` in UTC, ``Enum``.
    A column with a whole number beyond 64 bits holds Python's own numbers in pandas, ``Int128`` in polars. Durations,
    lists, objects and all else that no column of a frame holds stay text.

    Your own package may be in any form that :func:`us_cuba_2026.validate` checks: compressed, several files, Parquet,
    JSON, Excel, in other encodings and dialects; the extra ``check`` reads what is no plain CSV.

    Args:
        name: Name of the table, one of ``us_cuba_2026.tables``.
        engine: Whether the frame is of pandas or of polars.
        package: A ``datapackage.json`` or its folder; the dataset itself if nothing is given.

    Returns:
        The frame: columns and rows in the order of the file, with a plain index.

    Raises:
        UnusableError: If there is no such table or engine; the message names those there are.
        PackageError: If the package or the file cannot be used, a row is wider or narrower than the header or blank, or
            a cell is not of its type.
        ModuleNotFoundError: If polars is asked for, or something reads the file that is not installed.

    Example:
        >>> load("figures")[["figure_id", "hedge", "value_low", "date_start"]].head(2)
          figure_id   hedge  value_low date_start
        0   fig-001  almost       <NA>        NaT
        1   fig-002   exact       32.0 2026-01-03
    """
    frames = _frames(engine)
    read = Package.read(package)
    if name in _VIEWS and all(table.name != name for table in read.tables):
        raise UnusableError(f"{name} is a flat view, not a table: us_cuba_2026.flat({_VIEWS[name]!r})")
    with plain_copies(read, [name]) as plain:
        return frames.load(plain.table(name))


@overload
def flat(name: FlatName, engine: Literal["pandas"] = "pandas", package: Path | str | None = None) -> "pd.DataFrame": ...


@overload
def flat(name: FlatName, engine: Literal["polars"], package: Path | str | None = None) -> "pl.DataFrame": ...


def flat(name: FlatName, engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """Load quotes, events, figures or claims with what their ids point to already joined.

    One row is one row of the table, in the same order; the columns are described in the codebook
    (``us_cuba_2026.field("quotes_flat", "speaker_name")`` shows one). Columns of several values, such as the
    participants of an event, hold lists of text. For a histogram by month take ``date_month``, which is filled only
    where a date is within one: the ``date_start`` of a year or decade is its first day, not one in January.

    Args:
        name: ``quotes``, ``events``, ``figures`` or ``claims``.
        engine: Whether the frame is of pandas or of polars.
        package: A ``datapackage.json`` or its folder; the dataset itself if nothing is given.

    Returns:
        The frame, with types as :func:`load` gives them.

    Raises:
        UnusableError: If there is no such view or engine; the message names those there are.
        PackageError: If the package or a file cannot be used, or a cell is not of its type.

    Example:
        >>> flat("quotes")[["quote_id", "speaker_name", "speaker_naming", "paragraph"]].head(2)
          quote_id                     speaker_name speaker_naming  paragraph
        0  quo-001  people familiar with the matter        unnamed          1
        1  quo-002  people familiar with the matter        unnamed          2
    """
    from us_cuba_2026.dataframes.flat_views import FLAT, view

    frames, read = _frames(engine), Package.read(package)
    if name not in FLAT:
        call = f"flat({_VIEWS[name]!r})" if name in _VIEWS else ""
        if any(table.name == name for table in read.tables):
            call = f"load({name!r})"
        instead = f"; for {name}: us_cuba_2026.{call}" if call else ""
        raise UnusableError(f"{unknown('no flat view of', name, FLAT)}{instead}")
    with plain_copies(read) as plain:
        return frames.flat(view(plain, name))


def _frames(engine: str) -> Any:
    """The module that makes frames of that kind; its library is imported only now."""
    match engine:
        case "pandas":
            from us_cuba_2026.dataframes import pandas_frames

            return pandas_frames
        case "polars":
            try:
                from us_cuba_2026.dataframes import polars_frames
            except ModuleNotFoundError as error:
                message = f"the engine polars needs the library {error.name}: pip install polars"
                raise ModuleNotFoundError(message, name=error.name) from None
            return polars_frames
        case _:
            raise unknown("no engine", engine, get_args(Engine))
