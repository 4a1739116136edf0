"""A citation in RIS, the tagged format that reference managers import."""

from us_cuba_2026.citation.facts import Article, Dataset, sentence
from us_cuba_2026.citation.names import Name


def dataset_entry(dataset: Dataset) -> str:
    """A dataset; a row of it is named in the note."""
    record = dataset.record
    return _entry(
        ("TY", "DATA"),
        ("ID", "-".join([dataset.name, *([record.id] if record else [])])),
        *(("AU", _name(name)) for name in dataset.authors),
        ("PY", dataset.year),
        ("TI", dataset.title),
        ("ET", dataset.version),
        ("PB", dataset.publisher),
        ("N1", sentence(record.description) if record else ""),
        ("AB", record.summary if record else ""),
        ("DO", dataset.doi),
        ("UR", dataset.url),
    )


def article_entry(dataset: Dataset, article: Article) -> str:
    """A newspaper article; the passage that a row rests on is named in the note."""
    return _entry(
        ("TY", "NEWS"),
        ("ID", f"{dataset.name}-article-{article.id}"),
        *(("AU", _name(name)) for name in article.authors),
        ("PY", str(article.published.year) if article.published else ""),
        ("DA", article.published.strftime("%Y/%m/%d") if article.published else ""),
        ("TI", article.title),
        ("T2", article.newspaper),
        ("N1", sentence(article.passage)),
        ("LA", article.language),
        ("UR", article.url),
    )


def _entry(*tags: tuple[str, str]) -> str:
    """One entry; empty tags are left out."""
    return "\n".join([*(f"{tag}  - {value}" for tag, value in tags if value), "ER  - "])


def _name(name: Name) -> str:
    return name.inverted
