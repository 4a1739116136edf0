"""A citation in CSL-JSON, which Zotero, Pandoc and citation processors read."""

from collections.abc import Mapping
from datetime import date

from us_cuba_2026.citation.facts import Article, Dataset, sentence
from us_cuba_2026.citation.names import Name


def dataset_item(dataset: Dataset) -> Mapping[str, object]:
    """A dataset; its genre, which styles print, names the row that is cited."""
    record = dataset.record
    return _filled(
        id="-".join([dataset.name, *([record.id] if record else [])]),
        type="dataset",
        title=dataset.title,
        author=[_name(name) for name in dataset.authors],
        issued={"date-parts": [[int(dataset.year)]]} if dataset.year else {},
        version=dataset.version,
        genre=dataset.description,
        publisher=dataset.publisher,
        abstract=record.summary if record else "",
        DOI=dataset.doi,
        URL=dataset.url,
    )


def article_item(dataset: Dataset, article: Article) -> Mapping[str, object]:
    """A newspaper article; the passage that a row rests on is named in the note."""
    return _filled(
        id=f"{dataset.name}-article-{article.id}",
        type="article-newspaper",
        title=article.title,
        author=[_name(name) for name in article.authors],
        issued={"date-parts": [_parts(article.published)]} if article.published else {},
        note=sentence(article.passage),
        language=article.language,
        URL=article.url,
    ) | _filled(**{"container-title": article.newspaper})


def _filled(**properties: object) -> dict[str, object]:
    """The properties that are not empty."""
    return {name: value for name, value in properties.items() if value}


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]


def _name(name: Name) -> dict[str, str]:
    if not name.is_person:
        return {"literal": name.family}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: value for part, value in parts.items() if value}
