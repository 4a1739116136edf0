"""A citation in CSL-JSON, which Zotero, Pandoc and citation processors read."""

from collections.abc import Mapping
from datetime import date

from us_cuba_2026.citation.facts import Article, Dataset
from us_cuba_2026.citation.names import Name


def dataset_item(dataset: Dataset) -> Mapping[str, object]:
    """A dataset; the rows that are cited are named in the note, which styles do not print."""
    return _filled(
        id=dataset.name,
        type="dataset",
        title=dataset.title,
        author=[_name(name) for name in dataset.authors],
        issued={"date-parts": [[int(dataset.year)]]} if dataset.year else {},
        version=dataset.version,
        genre="Data set",
        publisher=dataset.publisher,
        DOI=dataset.doi,
        URL=dataset.url if dataset.doi else dataset.address,
        note=" ".join(record.note for record in dataset.records),
    )


def article_item(dataset: Dataset, article: Article) -> Mapping[str, object]:
    """A newspaper article; its title is in sentence case, from which styles make any other, but not the reverse."""
    return _filled(
        id=f"{dataset.name}-article-{article.id}",
        type="article-newspaper",
        title=article.sentence_title,
        author=[_name(name) for name in article.authors],
        issued={"date-parts": [_parts(article.published)]} if article.published else {},
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
