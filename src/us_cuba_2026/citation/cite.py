"""How to cite the dataset, or one row of it, together with the article it was made from."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from us_cuba_2026.citation import STYLES, Style, bibtex, csl, prose, ris
from us_cuba_2026.citation.facts import Article, Dataset, facts
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import Package, Read, Table

_Render = Callable[[Dataset, tuple[Article, ...]], str]


def cite(record_id: str | None = None, style: Style = "apa", package: Path | str | None = None) -> str:
    """The citation of the dataset, or of one row of it, and of the article as the original source: cite both.

    Args:
        record_id: Id of a row, such as ``quo-007``; the whole dataset if nothing is given.
        style: ``apa`` (7th edition), ``chicago`` (18th edition, author and date), ``bibtex`` (for biblatex), ``ris`` or
            ``csl-json``.
        package: A package; the dataset itself if nothing is given.

    Returns:
        The references in that style, one after the other: first the dataset, then the article.

    Raises:
        UnusableError: If there is no such style or row, or the package cannot be used.

    Example:
        >>> print(cite("evt-011").splitlines()[0].partition(" [")[2])
        Data set; event evt-011: U.S. raid on Caracas removes Maduro (paragraph 5)].
    """
    if style not in _RENDER:
        raise UnusableError(f"no style {str(style)[:40]!r}; there are: {', '.join(STYLES)}")
    return _RENDER[style](*facts(_usable(package), record_id))


def _usable(package: Path | str | None) -> Package:
    """A package that was checked; the dataset itself needs no check, nor the libraries that checks need."""
    if package is None:
        return Package.read()
    from us_cuba_2026.checker import checked

    return checked(package)


def citations(package: Package, record_id: str | None = None, read: Read = Table.rows) -> dict[str, str]:
    """The same in every style.

    Args:
        package: The package.
        record_id: Id of a row; the whole dataset if nothing is given.
        read: Gives the rows of a table.

    Returns:
        The citation by style.

    Raises:
        UnusableError: As :func:`cite` does.
    """
    stated = facts(package, record_id, read)
    return {style: render(*stated) for style, render in _RENDER.items()}


def _apa(dataset: Dataset, articles: tuple[Article, ...]) -> str:
    return "\n".join([prose.apa_dataset(dataset), *(prose.apa_article(article) for article in articles)])


def _chicago(dataset: Dataset, articles: tuple[Article, ...]) -> str:
    return "\n".join([prose.chicago_dataset(dataset), *(prose.chicago_article(article) for article in articles)])


def _bibtex(dataset: Dataset, articles: tuple[Article, ...]) -> str:
    entries = [bibtex.dataset_entry(dataset), *(bibtex.article_entry(dataset, article) for article in articles)]
    return "\n\n".join(entries)


def _ris(dataset: Dataset, articles: tuple[Article, ...]) -> str:
    return "\n\n".join([ris.dataset_entry(dataset), *(ris.article_entry(dataset, article) for article in articles)])


def _csl_json(dataset: Dataset, articles: tuple[Article, ...]) -> str:
    items = [csl.dataset_item(dataset), *(csl.article_item(dataset, article) for article in articles)]
    return json.dumps(items, indent=2, ensure_ascii=False)


_RENDER: Mapping[Style, _Render] = {
    "apa": _apa,
    "chicago": _chicago,
    "bibtex": _bibtex,
    "ris": _ris,
    "csl-json": _csl_json,
}
