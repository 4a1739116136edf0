"""One function for each table of the dataset, named like it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, overload

from us_cuba_2026.dataframes import Engine, load

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


class Loader(Protocol):
    """A function that loads one table with either engine."""

    __name__: str

    @overload
    def __call__(self, engine: Literal["pandas"] = "pandas", package: Path | str | None = None) -> "pd.DataFrame": ...

    @overload
    def __call__(self, engine: Literal["polars"], package: Path | str | None = None) -> "pl.DataFrame": ...


def _loader(function: Callable[[Engine, Path | str | None], Any]) -> Loader:
    """The function as it is, known to give the frame that the engine stands for."""
    return function  # type: ignore[return-value]


@_loader
def actors(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """The persons, organisations, states, governments and groups that act, speak or are acted on; see :func:`load`.

    Example:
        >>> actors().groupby("naming", observed=True).size().index.tolist()
        ['collective', 'named', 'unnamed']
    """
    return load("actors", engine, package)


@_loader
def quotes(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """What was said: spans of somebody's words (direct), or statements in other words (indirect); see :func:`load`.

    Example:
        >>> quotes().loc[5, ["quote_id", "form", "text"]].tolist()
        ['quo-006', 'direct', 'NO MORE OIL OR MONEY']
    """
    return load("quotes", engine, package)


@_loader
def events(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """What happened, goes on, is planned, or is only spoken of; see :func:`load`.

    Example:
        >>> events()["date_start"].min().year
        1956
    """
    return load("events", engine, package)


@_loader
def figures(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """The quantities that the article states; see :func:`load`.

    Example:
        >>> figures()["value_low"].dtype
        Float64Dtype()
    """
    return load("figures", engine, package)


@_loader
def claims(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """Who takes which stand on an event or figure: an actor in a quote, or the article itself; see :func:`load`.

    Example:
        >>> claims().query("record_id == 'fig-012'")["stance"].tolist()
        ['estimates']
    """
    return load("claims", engine, package)


@_loader
def participants(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """The parts that actors have in events; see :func:`load`.

    Example:
        >>> participants()["role"].cat.categories[:3].tolist()
        ['agent', 'beneficiary', 'holder']
    """
    return load("participants", engine, package)


@_loader
def event_places(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """The parts that places have in events; see :func:`load`.

    Example:
        >>> event_places().query("event_id == 'evt-061'")["role"].tolist()
        ['at', 'from']
    """
    return load("event_places", engine, package)


@_loader
def event_relations(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """How events stand to each other, each row read from the first to the second; see :func:`load`.

    Example:
        >>> event_relations().query("from_id == 'evt-013'")["relation"].tolist()
        ['part_of']
    """
    return load("event_relations", engine, package)


@_loader
def places(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """The places of events; see :func:`load`.

    Example:
        >>> places().loc[3, "name"]
        'Havana'
    """
    return load("places", engine, package)


@_loader
def crosswalk(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """What other schemes call actors, places and codes of ours; see :func:`load`.

    Example:
        >>> crosswalk().query("record_id == 'plc-008'")["identifier"].tolist()
        ['4164138']
    """
    return load("crosswalk", engine, package)


@_loader
def evidence(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """The exact spans of the article that records rest on: position and fingerprint, no text; see :func:`load`.

    Example:
        >>> evidence()["record_id"].is_unique
        False
    """
    return load("evidence", engine, package)


@_loader
def vocabulary(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """The permitted words of fields, defined, with the coding rules; see :func:`load`.

    Example:
        >>> vocabulary().query("field == 'quotes.form'")["code"].tolist()
        ['direct', 'indirect']
    """
    return load("vocabulary", engine, package)


@_loader
def sources(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """The article's record and its fingerprint; see :func:`load`.

    Example:
        >>> sources().loc[0, "publisher"]
        'The Wall Street Journal'
    """
    return load("sources", engine, package)


@_loader
def passages(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """The paragraphs, captions and other blocks of the article: position and fingerprint, no text; see :func:`load`.

    Example:
        >>> int((passages()["kind"] == "paragraph").sum())
        28
    """
    return load("passages", engine, package)


@_loader
def accounting(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """Every quotation, number and name that the article holds, and where it went; see :func:`load`.

    Example:
        >>> accounting().query("reason == 'slogan'")["text"].tolist()
        ['war of all the people']
    """
    return load("accounting", engine, package)


@_loader
def revisions(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """What changed in the data from version to version, cell by cell, and why; see :func:`load`.

    Example:
        >>> revisions().query("record_id == 'quo-033'").set_index("field").loc["quotes.summary", "reason"]
        'A summary says nothing of tone.'
    """
    return load("revisions", engine, package)


@_loader
def coders(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """Who coded the article, and what is known of them; see :func:`load`.

    Example:
        >>> coders().loc[0, "kind"]
        'language_model'
    """
    return load("coders", engine, package)


@_loader
def units(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """The spans that blind coders marked in the raw article: position, no text; see :func:`load`.

    Example:
        >>> units().columns[-3:].tolist()
        ['passage_id', 'start', 'end']
    """
    return load("units", engine, package)


@_loader
def alignment(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """Which marked span is which of another coder, or which published record; see :func:`load`.

    Example:
        >>> alignment().columns.tolist()
        ['first_id', 'second_id', 'share']
    """
    return load("alignment", engine, package)


@_loader
def codes(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """The codes that blind coders gave to the published units; see :func:`load`.

    Example:
        >>> codes().columns[-3:].tolist()
        ['field', 'position', 'code']
    """
    return load("codes", engine, package)


@_loader
def agreement(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """How far coders agree, coefficient by coefficient; see :func:`load`.

    Example:
        >>> agreement()["verdict"].cat.categories.tolist()
        ['low', 'no_variation', 'reliable', 'tentative', 'too_few']
    """
    return load("agreement", engine, package)


@_loader
def adjudication(engine: Engine = "pandas", package: Path | str | None = None) -> Any:
    """The differences between coders that were looked into, and what was decided; see :func:`load`.

    Example:
        >>> adjudication().columns[-2:].tolist()
        ['decision', 'reason']
    """
    return load("adjudication", engine, package)
