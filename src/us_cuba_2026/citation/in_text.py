"""Rows of the dataset as they are cited in the text, together with the place in the article that they rest on.

A row is a part of the dataset. Style guides name the part in the text, and only the whole among the references: APA
(Publication Manual, 7th edition, 8.13; apastyle.apa.org, "Citing specific parts of a source") and Chicago alike.
Words of a speaker that are known from the article are cited as quoted there (APA, 8.6).
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_lowercase

from us_cuba_2026.citation.facts import Article, Dataset
from us_cuba_2026.citation.marks import Italic, inner_quotes
from us_cuba_2026.citation.names import Name
from us_cuba_2026.citation.records import Support, located
from us_cuba_2026.citation.titles import headline

HEAD = "In the text:"


@dataclass(frozen=True)
class Guide:
    """What a style guide asks of citations in the text."""

    two: str
    """Between two authors."""
    before_year: str
    as_: str
    """Before "quoted in"."""
    has_italic_datasets: bool
    """Whether the titles of datasets are set in italics, not in quotation marks."""
    order: Callable[[date | None, str], tuple[str, ...]]
    """Which of two works of one year has the first letter, by day and title."""


APA = Guide(" & ", ", ", "as ", True, lambda day, title: (day.isoformat() if day else "", title))
CHICAGO = Guide(" and ", " ", "", False, lambda day, title: (title,))


def lettered(year: str, letter: str) -> str:
    """A year, with the letter that tells a work from another of that year.

    Example:
        >>> lettered("2026", "b"), lettered("", "b"), lettered("", "")
        ('2026b', 'n.d.-b', 'n.d.')
    """
    return f"{year}{letter}" if year else f"n.d.{'-' if letter else ''}{letter}"


def letters(dataset: Dataset, articles: Sequence[Article], guide: Guide) -> dict[str, str]:
    """The letters that tell works of the same authors and year apart.

    Args:
        dataset: The dataset.
        articles: The articles that are cited with it.
        guide: A style guide.

    Returns:
        The letter by the id of the article, and of the dataset by ``""``; empty where author and year are enough.
    """
    whole = ("", dataset.authors, dataset.year, None, dataset.title)
    works: list[tuple[str, tuple[Name, ...], str, date | None, str]] = [whole]
    works += [(one.id, one.authors, one.year, one.published, one.title) for one in articles]
    alike: dict[object, list[tuple[tuple[str, ...], str]]] = {}
    for work_id, authors, year, day, title in works:
        if authors:
            alike.setdefault((authors, year), []).append((guide.order(day, title.casefold()), work_id))
    given = {
        work_id: letter
        for group in alike.values()
        if len(group) > 1
        for letter, (_, work_id) in zip(ascii_lowercase, sorted(group), strict=False)
    }
    return {work_id: given.get(work_id, "") for work_id, *_ in works}


def lines(dataset: Dataset, articles: Sequence[Article], guide: Guide, italic: Italic = str) -> list[str]:
    """How each cited row is cited in the text, one on a line below a heading; nothing if no row is cited.

    Args:
        dataset: The dataset, with the rows.
        articles: The articles that they rest on.
        guide: A style guide.
        italic: Sets a title in italics.
    """
    letter = letters(dataset, articles, guide)
    by_id = {article.id: article for article in articles}
    dated = (guide, dataset.year, letter[""])
    whole = _work(*dated, dataset.authors, dataset.title, italic=italic if guide.has_italic_datasets else None)
    found = []
    for record in dataset.records:
        parts = [(whole, f"{whole}, {record.name}")]
        for support in record.supports:
            if support.passages and (article := by_id.get(support.article)):
                work = _work(guide, article.year, letter[article.id], article.authors, article.sentence_title)
                part = f"{told_in(support, guide.as_)} {work}, {locator(support.passages)}".lstrip()
                parts.append((work, part))
        in_order = sorted(parts, key=lambda part: alphabetical(part[0]))
        found.append(f"{record.id}: ({'; '.join(part for _, part in in_order)})")
    return ["", HEAD, *found] if found else []


def told_in(support: Support, as_: str = "as ") -> str:
    """What stands before the article: on whose word something rests, and how it is told of if not as it stands.

    Example:
        >>> from us_cuba_2026.citation.speakers import Speaker
        >>> said = ((Speaker("the mayor", "the mayor"), Speaker("Ann Ray", "Ray")),)
        >>> told_in(Support("src-1", ("title",), "", said))
        'the mayor, as reported by Ray, as cited in'
        >>> told_in(Support("src-1", ("title",), "doubted"))
        'doubted in'
    """
    how = "quoted" if support.is_direct else "cited"
    said = support.attribution(as_, is_short=True)
    if said:
        return f"{said}, {as_}{how} in"
    return f"{support.stance} in" if support.stance else ""


def locator(passages: Sequence[str]) -> str:
    """Passages of an article as guides abbreviate them.

    Example:
        >>> locator(["paragraph 3"]), locator(["paragraph 3", "paragraph 11", "caption 2"])
        ('para. 3', 'paras. 3, 11, caption 2')
    """
    return located(passages, "para.", "paras.")


def alphabetical(reference: str) -> str:
    """By what a reference stands in its list: letters without accents, and without an article at its start.

    Example:
        >>> sorted(["us (2026).", "“The Émigré” (2026).", "Zoe (2026).", "de Córdoba (2026)."], key=alphabetical)
        ['de Córdoba (2026).', '“The Émigré” (2026).', 'us (2026).', 'Zoe (2026).']
    """
    letters = "".join(char for char in unicodedata.normalize("NFKD", reference) if not unicodedata.combining(char))
    return re.sub(r"^\W*(?:(?:an?|the)\s+)?", "", letters.casefold())


def _work(
    guide: Guide, year: str, letter: str, authors: tuple[Name, ...], title: str, *, italic: Italic | None = None
) -> str:
    """A work by its authors and year; without authors by its title, with capitals as in a headline."""
    names = [name.last for name in authors]
    between = guide.before_year if year else ", "
    if names:
        who = f"{names[0]} et al." if len(names) > 2 else guide.two.join(names)
    elif italic:
        who = italic(headline(title))
    else:
        who, between = f"“{inner_quotes(headline(title))}{between.rstrip()}”", " "
    return f"{who}{between}{lettered(year, letter)}"
