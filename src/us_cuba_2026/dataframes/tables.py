"""One function for each table of the dataset, named like it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, Protocol, overload

from us_cuba_2026.dataframes import Engine, load

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


class Loader(Protocol):
    """A function that loads one table with either engine."""

    __name__: str

    @overload
    def __call__(self, engine: Literal["pandas"] = "pandas") -> "pd.DataFrame": ...

    @overload
    def __call__(self, engine: Literal["polars"]) -> "pl.DataFrame": ...


def _loader(function: Callable[[Engine], Any]) -> Loader:
    """The function as it is, known to give the frame that the engine stands for."""
    return function  # type: ignore[return-value]


@_loader
def actors(engine: Engine = "pandas") -> Any:
    """The persons, organisations, governments and groups that act, speak or are acted on; see :func:`load`.

    Example:
        >>> actors().groupby("naming", observed=True).size().index.tolist()
        ['collective', 'named', 'unnamed']
    """
    return load("actors", engine)


@_loader
def quotes(engine: Engine = "pandas") -> Any:
    """What was said: spans of somebody's words (direct), or statements in other words (indirect); see :func:`load`.

    Example:
        >>> quotes().loc[5, ["quote_id", "form", "text"]].tolist()
        ['quo-006', 'direct', 'NO MORE OIL OR MONEY']
    """
    return load("quotes", engine)


@_loader
def events(engine: Engine = "pandas") -> Any:
    """What happened, goes on, is planned, or is only spoken of; see :func:`load`.

    Example:
        >>> events()["date_start"].min().year
        1956
    """
    return load("events", engine)


@_loader
def figures(engine: Engine = "pandas") -> Any:
    """The quantities that the article states; see :func:`load`.

    Example:
        >>> figures()["value_low"].dtype
        Float64Dtype()
    """
    return load("figures", engine)


@_loader
def participants(engine: Engine = "pandas") -> Any:
    """The parts that actors have in events; see :func:`load`.

    Example:
        >>> participants()["role"].cat.categories[:3].tolist()
        ['agent', 'beneficiary', 'participant']
    """
    return load("participants", engine)


@_loader
def places(engine: Engine = "pandas") -> Any:
    """The places that events happened in; see :func:`load`.

    Example:
        >>> places().loc[3, "name"]
        'Havana'
    """
    return load("places", engine)


@_loader
def evidence(engine: Engine = "pandas") -> Any:
    """The exact spans of the article that records rest on: position and fingerprint, no text; see :func:`load`.

    Example:
        >>> evidence()["record_id"].is_unique
        False
    """
    return load("evidence", engine)


@_loader
def vocabulary(engine: Engine = "pandas") -> Any:
    """The permitted words of fields, defined, with the coding rules; see :func:`load`.

    Example:
        >>> vocabulary().query("field == 'quotes.form'")["code"].tolist()
        ['direct', 'indirect']
    """
    return load("vocabulary", engine)


@_loader
def sources(engine: Engine = "pandas") -> Any:
    """The article's record and its fingerprint; see :func:`load`.

    Example:
        >>> sources().loc[0, "publisher"]
        'The Wall Street Journal'
    """
    return load("sources", engine)


@_loader
def passages(engine: Engine = "pandas") -> Any:
    """The paragraphs, captions and other blocks of the article: position and fingerprint, no text; see :func:`load`.

    Example:
        >>> int((passages()["kind"] == "paragraph").sum())
        28
    """
    return load("passages", engine)


@_loader
def accounting(engine: Engine = "pandas") -> Any:
    """Every quotation, number and name that the article holds, and where it went; see :func:`load`.

    Example:
        >>> accounting().query("reason == 'slogan'")["text"].tolist()
        ['war of all the people']
    """
    return load("accounting", engine)
