"""A reference in the words of a style guide: APA and Chicago (author and date)."""

import re
from dataclasses import replace
from datetime import date

from us_cuba_2026.citation.facts import Article, Dataset
from us_cuba_2026.citation.in_text import lettered
from us_cuba_2026.citation.marks import Italic, inner_quotes, stop
from us_cuba_2026.citation.names import Name
from us_cuba_2026.citation.titles import headline

APA_MOST = 20  # authors; of more, the first 19 and the last are named
CHICAGO_MOST = 6  # authors; of more, the first three are named

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def apa_dataset(dataset: Dataset, letter: str = "", italic: Italic = str) -> str:
    """A dataset, by the rules of APA (7th edition, 10.9); a letter after the year tells it from another work."""
    version = f" (Version {dataset.version})" if dataset.version else ""
    title = f"{italic(dataset.title)}{version}"
    return _apa(dataset.authors, lettered(dataset.year, letter), title, " [Data set]") + _after(
        dataset.publisher, dataset.address
    )


def apa_article(article: Article, letter: str = "", italic: Italic = str) -> str:
    """A newspaper article, by the rules of APA (7th edition, 10.1), its title in sentence case if names are known."""
    day = article.published
    when = lettered(article.year, letter) + (f", {_month_day(day)}" if day else "")
    return _apa(article.authors, when, article.sentence_title) + _after(
        article.newspaper and italic(article.newspaper), article.url
    )


def chicago_dataset(dataset: Dataset, letter: str = "") -> str:
    """A dataset, by the rules of Chicago (18th edition, author and date)."""
    version = f"Version {dataset.version}" if dataset.version else ""
    return _chicago(
        dataset.authors,
        lettered(dataset.year, letter),
        dataset.title,
        *("Data set", version, dataset.publisher, dataset.address),
    )


def chicago_article(article: Article, letter: str = "", italic: Italic = str) -> str:
    """A newspaper article, by the rules of Chicago (18th edition, author and date); see :func:`chicago_signed`."""
    day = article.published
    where = ", ".join(
        part for part in (article.newspaper and italic(article.newspaper), _month_day(day) if day else "") if part
    )
    return _chicago(article.authors, lettered(article.year, letter), article.sentence_title, where, article.url)


def chicago_signed(article: Article, italic: Italic = str) -> Article:
    """An article with its newspaper in the author's place if it has no byline, as Chicago has it.

    Example:
        >>> unsigned = Article("src-1", "Rain Falls", (), "The Daily", date(2026, 5, 3), "en", "")
        >>> chicago_article(chicago_signed(unsigned))
        'The Daily. 2026. “Rain Falls.” May 3.'
    """
    if article.authors or not article.newspaper:
        return article
    return replace(article, authors=(Name(italic(article.newspaper), kind="organisation"),), newspaper="")


def _apa(authors: tuple[Name, ...], when: str, title: str, bracket: str = "") -> str:
    """The first parts of a reference; without an author, the title stands in the author's place."""
    names = [replace(name, given=_initials(name.given)).inverted for name in authors]
    if not names:
        return f"{stop(title)} ({when}).{stop(bracket) if bracket else ''}"
    if len(names) > APA_MOST:
        who = f"{', '.join(names[: APA_MOST - 1])}, … {names[-1]}"
    else:
        who = ", & ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
    return f"{stop(who)} ({when}). {stop(title + bracket)}"


def _chicago(authors: tuple[Name, ...], year: str, title: str, *parts: str) -> str:
    """The parts of a reference; without an author, the title stands first."""
    names = [name.in_order for name in authors]
    if names and authors[0].given:
        given = f"{authors[0].given} {authors[0].particle}".rstrip()
        names[0] = replace(authors[0], given=given, particle="").inverted
    if len(names) > CHICAGO_MOST:
        who = f"{', '.join(names[:3])}, et al."
    else:
        who = ", and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
    quoted = f"“{stop(inner_quotes(headline(title)))}”"
    first = f"{stop(who)} {stop(year)} {quoted}" if who else f"{quoted} {stop(year)}"
    return " ".join([first, *(stop(part) for part in parts if part)])


def _after(publisher: str, address: str) -> str:
    """Publisher and web address at the end of an APA reference."""
    return (f" {stop(publisher)}" if publisher else "") + (f" {address}" if address else "")


def _initials(given: str) -> str:
    """The initials of given names, hyphens kept.

    Example:
        >>> _initials("Jean-Luc J.R.R.")
        'J.-L. J. R. R.'
    """
    words = re.sub(r"\.(?=[^\W\d_])", ". ", given).split()
    return " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in words)


def _month_day(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.day}"
