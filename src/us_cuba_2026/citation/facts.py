"""What a citation states, read from the descriptor and the tables: the dataset, rows of it, its articles."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from us_cuba_2026.citation.identifier import swhid
from us_cuba_2026.citation.names import Name, authors, name_of, person
from us_cuba_2026.citation.titles import names_in_titles, sentence_case, subtitle_case
from us_cuba_2026.dataframes.computed_columns import CONTESTING, WISHES
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.package import DESCRIPTOR, Package, Read, Table
from us_cuba_2026.model.stated import items, objects, one_line, text

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/[^\s\"<>{}|\\^`]+)", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s\"<>{}|\\^`]+")


@dataclass(frozen=True)
class Record:
    """One row of the dataset."""

    id: str
    kind: str
    """What it is: quote, event, figure, ..."""
    label: str
    """The title of an event, what a figure measures, the name of anything else; empty for what somebody says."""
    summary: str
    passage: str
    """The passage of the article it rests on, such as ``paragraph 3``."""
    article: str
    """Id of that article; empty if the row rests on no passage."""
    voices: tuple[tuple[str, ...], ...] = ()
    """On whose word it rests, if not on the article's: each speaker, then through whom the article knows of it."""
    is_direct: bool = False
    """Whether the speaker's words are quoted, not only what was said."""

    @property
    def name(self) -> str:
        """Which row it is, as short as can be: ``quote quo-006``."""
        return f"{self.kind} {self.id}"

    def attribution(self, as_: str = "as ") -> str:
        """On whose word it rests, in words; empty if on the article's.

        Example:
            >>> Record("fig-1", "figure", "", "", "", "", (("Ann", "Bo"), ("Cy",))).attribution()
            'Ann, as reported by Bo, and Cy'
        """
        voices = [f", {as_}reported by ".join(voice) for voice in self.voices]
        is_plain = len(voices) < 3 and all(len(voice) == 1 for voice in self.voices)
        *others, last = voices or [""]
        return (" and " if is_plain else ", and ").join(filter(None, [", ".join(others), last]))

    @property
    def description(self) -> str:
        """Which row it is, in words."""
        said = ", according to ".join(filter(None, [self.label, self.attribution()]))
        label = f": {said}" if said else ""
        return f"{self.name}{label}" + (f" ({self.passage})" if self.passage else "")

    @property
    def note(self) -> str:
        """Which row it is and what it says, as whole sentences."""
        parts = [self.description[:1].upper() + self.description[1:], self.summary]
        return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


@dataclass(frozen=True)
class Dataset:
    """The dataset, with the rows that are cited, if any. What is not known is empty."""

    name: str
    title: str
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
    def sentence_title(self) -> str:
        """Its title, which is in sentence case, with a capital after a colon."""
        return subtitle_case(self.title)

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
        >>> dataset.records[0].article == article.id
        True
    """

    def __init__(self, package: Package, read: Read = Table.rows) -> None:
        self.package, self.read = package, read

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return _articles(self.package, self.read)

    @cached_property
    def _places(self) -> Mapping[str, tuple[str, str]]:
        return passages(_rows(self.package, "passages", self.read))

    @cached_property
    def _dataset(self) -> Dataset:
        return replace(_dataset(self.package.descriptor), swhid=swhid(self.package))

    def record(self, record_id: str) -> Record:
        """One row, by its id."""
        return _record(self.package, record_id, self._places, self.read)

    def facts(self, record_ids: Iterable[str] = ()) -> tuple[Dataset, tuple[Article, ...]]:
        """What a citation of the package, or of rows of it, states, as :func:`facts` tells."""
        articles = self._articles
        ids = dict.fromkeys(part for record_id in record_ids for part in _parted(self.package, record_id, self.read))
        records = tuple(self.record(record_id) for record_id in ids)
        cited = [record.article for record in records if record.article in articles]
        if len(cited) < len(records) or not records:  # what rests on no passage rests on all of them
            cited += articles
        dataset = replace(self._dataset, records=records)
        return dataset, tuple(articles[source_id] for source_id in dict.fromkeys(cited))


def _articles(package: Package, read: Read) -> dict[str, Article]:
    """The articles by their ids."""
    rows = _rows(package, "sources", read)
    tables = ("passages", "accounting", "actors", "places")
    names = names_in_titles(*(_rows(package, table, read) for table in tables)) if rows else {}
    articles = [_article(row) for row in rows]
    return {article.id: replace(article, names=names.get(article.id)) for article in articles}


def _parted(package: Package, text: str, read: Read) -> list[str]:
    """The ids in a text: the text itself if a row has it for its id, else what stands between commas and spaces."""
    parts = re.split(r"[\s,;]+", text.strip(" ,;"))
    keyed = [table for table in package.tables if len(table.primary_key) == 1] if len(parts) > 1 else []
    return [text] if any(row[table.primary_key[0]] == text for table in keyed for row in read(table)) else parts


def _record(package: Package, record_id: str, places: Mapping[str, tuple[str, str]], read: Read) -> Record:
    """One row."""
    table, row = package.find(record_id, read)
    source_id, passage = places.get(row.get("passage_id", ""), (row.get("source_id", ""), ""))
    said = row.get("quote_id", "")
    supports = [said] if said else _supports(_rows(package, "claims", read), record_id)
    chains = [_statements(package, one, read) for one in supports]
    voices = [tuple(filter(None, (_speaker(package, one, read) for one in chain))) for chain in chains]
    label = next((row[column] for column in ("title", "name", "measure") if row.get(column)), "")
    return Record(
        id=one_line(record_id),
        kind=one_line(table.primary_key[0].removesuffix("_id")),
        label=one_line(label),
        summary=one_line(row.get("summary", "")),
        passage=passage,
        article=source_id,
        voices=tuple(filter(None, dict.fromkeys(voices))),
        is_direct=bool(said) and any(chain[0].get("form") == "direct" for chain in chains if chain),
    )


def _supports(claims: Sequence[Mapping[str, str]], record_id: str) -> list[str]:
    """The statements that support an event or figure, wishes if there are no others; none if the article tells of it.

    What is support is what the flat views count as support (``rests_on``).
    """
    found = [row for row in claims if row.get("record_id") == record_id and row.get("stance") not in CONTESTING]
    told = [row for row in found if row.get("stance") not in WISHES] or found
    statements = [row.get("quote_id", "") for row in told]
    return statements if all(statements) else []


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
        title=text(descriptor, "title") or name,
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


def _statements(package: Package, quote_id: str, read: Read) -> list[Mapping[str, str]]:
    """A statement, and those through which it is known, one in another."""
    quotes = {quote.get("quote_id", ""): quote for quote in _rows(package, "quotes", read)}
    chain: dict[str, Mapping[str, str]] = {}
    at = quote_id
    while at in quotes and at not in chain:
        chain[at] = quotes[at]
        at = quotes[at].get("reported_in_id", "")
    return [*chain.values()]


def _speaker(package: Package, statement: Mapping[str, str], read: Read) -> str:
    """What the speaker of a statement is called."""
    names = {actor.get("actor_id"): actor.get("name", "") for actor in _rows(package, "actors", read)}
    return one_line(names.get(statement.get("speaker_id", ""), ""))


def passages(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[str, str]]:
    """For each passage its article, and what it is called: its kind, and its number among those of its kind.

    Args:
        rows: The rows of the table of passages.

    Example:
        >>> row = {"source_id": "src-1", "kind": "paragraph"}
        >>> passages([row | {"passage_id": "psg-2", "position": "9"}, row | {"passage_id": "psg-1", "position": "10"}])
        {'psg-2': ('src-1', 'paragraph 1'), 'psg-1': ('src-1', 'paragraph 2')}
    """
    alike: dict[tuple[str, str], list[str]] = {}
    for row in sorted(rows, key=lambda row: (len(row.get("position", "")), row.get("position", ""))):
        alike.setdefault((row.get("source_id", ""), row.get("kind", "")), []).append(row.get("passage_id", ""))
    return {
        passage: (source, one_line(f"{kind} {at}" if len(ids) > 1 or kind == "paragraph" else kind))
        for (source, kind), ids in alike.items()
        for at, passage in enumerate(ids, 1)
    }


def _rows(package: Package, name: str, read: Read) -> Sequence[Mapping[str, str]]:
    """The rows of a table, none if the package has no such table."""
    return next((read(table) for table in package.tables if table.name == name), [])


def _day(text: str, where: str) -> date | None:
    """The day of an optional ISO 8601 date or date and time."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        raise PackageError(f"{where}: {text[:40]!r} is not an ISO 8601 date; correct it or leave it out") from None
