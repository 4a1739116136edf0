"""A citation in RIS, the tagged format that reference managers import."""

from us_cuba_2026.citation.facts import Article, Dataset
from us_cuba_2026.citation.names import Name


def dataset_entry(dataset: Dataset) -> str:
    """A dataset; each row that is cited is named in a note."""
    return _entry(
        ("TY", "DATA"),
        ("ID", dataset.name),
        *(("AU", _name(name)) for name in dataset.authors),
        ("PY", dataset.year),
        ("TI", dataset.title),
        ("ET", dataset.version),
        ("PB", dataset.publisher),
        *(("N1", record.note) for record in dataset.records),
        ("AN", dataset.swhid),
        ("DO", dataset.doi),
        ("UR", dataset.url),
    )


def article_entry(dataset: Dataset, article: Article) -> str:
    """A newspaper article; its title is in sentence case: reference managers make any other of that, as of CSL-JSON."""
    return _entry(
        ("TY", "NEWS"),
        ("ID", f"{dataset.name}-article-{article.id}"),
        *(("AU", _name(name)) for name in article.authors),
        ("PY", str(article.published.year) if article.published else ""),
        ("DA", article.published.strftime("%Y/%m/%d") if article.published else ""),
        ("TI", article.sentence_title),
        ("T2", article.newspaper),
        ("LA", article.language),
        ("UR", article.url),
    )


def _entry(*tags: tuple[str, str]) -> str:
    """One entry; empty tags are left out."""
    return "\n".join([*(f"{tag}  - {value}" for tag, value in tags if value), "ER  - "])


def _name(name: Name) -> str:
    """The family name first; a comma ends words that are not divided, of which EndNote would take the last for it."""
    return name.inverted if name.given or " " not in name.inverted else f"{name.inverted},"
