"""What a citation states, read from the descriptor and the tables: the dataset, rows of it, its articles."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from us_cuba_2026.citation.identifier import swhid
from us_cuba_2026.citation.names import Name, authors, name_of, person
from us_cuba_2026.citation.records import Record, Records, rows_of
from us_cuba_2026.citation.titles import names_in_titles, sentence_case, subtitle_case
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.package import DESCRIPTOR, Package, Read, Table
from us_cuba_2026.model.stated import items, objects, one_line, text

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/[^\s\"<>{}|\\^`]+)", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s\"<>{}|\\^`]+")


@dataclass(frozen=True)
class Dataset:
    """The dataset, with the rows that are cited, if any. What is not known is empty."""

    name: str
    title: str
    """In sentence case, with a capital after a colon."""
    authors: tuple[Name, ...]
    publisher: str
    """Empty where the authors publish it themselves."""
    created: date | None
    version: str
    doi: str
    url: str
    swhid: str
    """The identifier that follows from the bytes of the descriptor, and through it from those of the tables."""
    keywords: tuple[str, ...]
    records: tuple[Record, ...] = ()

    @property
    def year(self) -> str:
        """The year of ``created``."""
        return str(self.created.year) if self.created else ""

    @property
    def address(self) -> str:
        """Where it is: the web address of its DOI, else its home page, else the identifier of its bytes."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url or self.swhid


@dataclass(frozen=True)
class Article:
    """An article that the dataset was made from. What is not known is empty."""

    id: str
    title: str
    authors: tuple[Name, ...]
    newspaper: str
    published: date | None
    language: str
    url: str
    names: frozenset[str] | None = None
    """The words of its title that are names, or belong to one; nothing if that is not known."""

    @property
    def year(self) -> str:
        """The year of its publication."""
        return str(self.published.year) if self.published else ""

    @property
    def sentence_title(self) -> str:
        """Its title in sentence case, or as printed where names cannot be told from other words."""
        return self.title if self.names is None else sentence_case(self.title, self.names)


def facts(
    package: Package, record_ids: Iterable[str] = (), read: Read = Table.rows
) -> tuple[Dataset, tuple[Article, ...]]:
    """What a citation of a package, or of rows of it, states.

    Args:
        package: The package.
        record_ids: Ids of rows of any tables whose key is one column; each is cited once.
        read: Gives the rows of a table.

    Returns:
        The dataset and the articles behind it: all, or those that the rows rest on.

    Raises:
        PackageError: If a fact is not in the form that its standard asks for.
        UnusableError: If no row has that id.
    """
    return Sources(package, read).facts(record_ids)


class Sources:
    """What citations of a package rest on, read once for all of its rows.

    Args:
        package: The package.
        read: Gives the rows of a table.

    Example:
        >>> dataset, (article,) = Sources(Package.read()).facts(["quo-007"])
        >>> dataset.records[0].supports[0].article == article.id
        True
    """

    def __init__(self, package: Package, read: Read = Table.rows) -> None:
        self.package, self.read = package, read

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return _articles(self.package, self.read)

    @cached_property
    def _records(self) -> Records:
        return Records(self.package, self.read)

    @cached_property
    def _dataset(self) -> Dataset:
        return replace(_dataset(self.package.descriptor), swhid=swhid(self.package))

    def record(self, record_id: str) -> Record:
        """One row, by its id."""
        return self._records.record(record_id)

    def facts(self, record_ids: Iterable[str] = ()) -> tuple[Dataset, tuple[Article, ...]]:
        """What a citation of the package, or of rows of it, states, as :func:`facts` tells."""
        articles = self._articles
        ids = dict.fromkeys(part for record_id in record_ids for part in _parted(self.package, record_id, self.read))
        records = tuple(self.record(record_id) for record_id in ids)
        resting = [[one.article for one in record.supports if one.article in articles] for record in records]
        cited = [article for some in resting for article in some]
        if not all(resting) or not records:  # what rests on no passage rests on all of them
            cited += articles
        dataset = replace(self._dataset, records=records)
        return dataset, tuple(articles[source_id] for source_id in dict.fromkeys(cited))


def _articles(package: Package, read: Read) -> dict[str, Article]:
    """The articles by their ids."""
    sources = rows_of(package, "sources", read)
    tables = ("passages", "accounting", "actors", "places")
    names = names_in_titles(*(rows_of(package, table, read) for table in tables)) if sources else {}
    articles = [_article(row) for row in sources]
    return {article.id: replace(article, names=names.get(article.id)) for article in articles}


def _parted(package: Package, text: str, read: Read) -> list[str]:
    """The ids in a text: the text itself if a row has it for its id, else what stands between commas and spaces."""
    parts = re.split(r"[\s,;]+", text.strip(" ,;"))
    keyed = [table for table in package.tables if len(table.primary_key) == 1] if len(parts) > 1 else []
    return [text] if any(row[table.primary_key[0]] == text for table in keyed for row in read(table)) else parts


def _dataset(descriptor: Mapping[str, Any]) -> Dataset:
    """The dataset, as its descriptor tells."""
    contributors = objects(descriptor, "contributors")
    publishers = [item for item in contributors if "publisher" in _roles(item)]
    name = text(descriptor, "name") or "dataset"
    identifier = text(descriptor, "id")
    doi = _DOI.fullmatch(identifier)
    url = text(descriptor, "homepage")
    if url and not _WEB.fullmatch(url):
        raise PackageError(f"{DESCRIPTOR}: homepage {url[:60]!r} is not a web address; correct it or leave it out")
    return Dataset(
        name=name,
        title=subtitle_case(text(descriptor, "title")) or name,
        authors=tuple(_contributor(item) for item in contributors if item not in publishers or len(_roles(item)) > 1),
        publisher=_contributor(publishers[0]).in_order if publishers and len(_roles(publishers[0])) == 1 else "",
        created=_day(text(descriptor, "created"), f"{DESCRIPTOR}: created"),
        version=text(descriptor, "version"),
        doi=doi[1] if doi else "",
        url=url or (identifier if _WEB.fullmatch(identifier) and not doi else ""),
        swhid="",
        keywords=tuple(one_line(word) for word in items(descriptor, "keywords") if isinstance(word, str)),
    )


def _contributor(item: Mapping[str, Any]) -> Name:
    """A contributor's name: a person's if its parts are given or its title notes them, else an organisation's."""
    given, family = text(item, "givenName"), text(item, "familyName")
    if given and family:
        return person(family, given)
    title = text(item, "title") or given or family
    if not title:
        raise PackageError(f"{DESCRIPTOR}: contributors: each needs a title, or a givenName and familyName")
    noted = name_of(title) if re.search("[,{]", title) else Name(title)
    return replace(noted, kind="organisation") if noted == Name(title) else noted


def _roles(item: Mapping[str, Any]) -> list[str]:
    """What a contributor did; version 1 of the Data Package standard has one role for each."""
    roles: list[str] = item.get("roles", []) or [text(item, "role")]
    return [role for role in roles if role]


def _article(row: Mapping[str, str]) -> Article:
    """An article, as its row in the table of sources tells."""
    cells = {column: one_line(cell) for column, cell in row.items()}
    article_id = cells.get("source_id", "")
    url = cells.get("url", "")
    if url and not _WEB.fullmatch(url):
        raise PackageError(f"sources: url of {article_id}: {url[:60]!r} is not a web address; correct or empty it")
    return Article(
        id=article_id,
        title=cells.get("title", ""),
        authors=authors(cells.get("authors", "")),
        newspaper=cells.get("publisher", ""),
        published=_day(cells.get("published_at", ""), f"sources: published_at of {article_id}"),
        language=cells.get("language", ""),
        url=url,
    )


def _day(text: str, where: str) -> date | None:
    """The day of an optional ISO 8601 date or date and time."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        raise PackageError(f"{where}: {text[:40]!r} is not an ISO 8601 date; correct it or leave it out") from None
