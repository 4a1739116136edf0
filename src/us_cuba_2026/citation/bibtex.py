"""A citation for BibTeX and biblatex: ``@dataset`` and ``@article``, in UTF-8."""

import re
from collections.abc import Iterator, Sequence

from us_cuba_2026.citation.facts import Article, Dataset
from us_cuba_2026.citation.in_text import locator, told_in
from us_cuba_2026.citation.names import Name

_COMMANDS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, escaped or not
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    '"': r"\textquotedbl{}",
    **{mark: f"\\{mark}" for mark in "#$%&_"},
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # BibTeX's own words
_LIGATURE = re.compile(r"([-',<>])(?=\1)|(?<=[?!])(?=`)")


def dataset_entry(dataset: Dataset) -> str:
    """A dataset; BibTeX, which knows none, prints how it was published, biblatex version, subtype and addendum.

    An identifier that is no web address is no ``url``: that would be a link that no browser opens. Nor is it an
    ``eprint``, which biblatex-apa does not print. The addendum can be broken at the end of a line.
    """
    identifier = "" if dataset.doi or dataset.url else dataset.swhid
    published = ["Data set", dataset.version and f"version {dataset.version}", identifier]
    return _entry(
        "dataset",
        [dataset.name],
        author=_names(dataset.authors),
        title=_protected(dataset.title, _words(dataset.keywords)),
        year=dataset.year,
        entrysubtype="Data set",
        version=_escaped(dataset.version),
        howpublished=_escaped(", ".join(filter(None, published))),
        publisher=_escaped(dataset.publisher),
        doi=dataset.doi,
        url="" if dataset.doi else dataset.url,
        addendum=identifier and rf"\nolinkurl{{{identifier}}}",
    )


def article_entry(dataset: Dataset, article: Article) -> str:
    """A newspaper article; BibTeX reads month and year, biblatex the date, biblatex-apa its day for this subtype."""
    day = article.published
    return _entry(
        "article",
        _article_key(dataset, article.id),
        author=_names(article.authors),
        title=_protected(article.title, (article.names or frozenset()) | _words(dataset.keywords)),
        journal=_escaped(article.newspaper),
        entrysubtype="nonacademic",
        date=day.isoformat() if day else "",
        year=str(day.year) if day else "",
        month=f'{_MONTHS[day.month - 1]} # "~{day.day},"' if day else "",
        pagination="paragraph",
        url=article.url,
    )


def in_text(dataset: Dataset, articles: Sequence[Article]) -> str:
    """How each row is cited in the text, as comments: nothing outside of entries is read."""
    known = {article.id for article in articles}
    lines = []
    for record in dataset.records:
        parts = [
            _part(_key(_article_key(dataset, one.article)), locator(one.passages), told_in(one))
            for one in record.supports
            if one.passages and one.article in known
        ]
        parts.append(_part(_key([dataset.name]), record.name))
        lines.append(f"% {_escaped(record.id)}: {_command(parts)}".replace("@", r"{\char64}"))
    return "\n".join(["% In the text, with natbib, or biblatex and its option natbib=true:", *lines] if lines else [])


def _command(parts: Sequence[str]) -> str:
    """A command that cites parts of works in one pair of parentheses."""
    if len(parts) == 1:
        return rf"\citep{parts[0]}"
    return r"\citetext{" + "; ".join(rf"\citealp{part}" for part in parts) + "}"


def _part(key: str, after: str, before: str = "") -> str:
    """What stands behind a command that cites a part of a work."""
    options = [_option(before)] if before else []
    return f"{''.join([*options, _option(after)])}{{{key}}}"


def _option(text: str) -> str:
    """A text as an optional argument, which ends at the first bracket that no braces hold."""
    tied = re.sub(r"(?<=para\.) |(?<=paras\.) ", "~", _escaped(text))
    return f"[{{{tied}}}]" if "]" in tied else f"[{tied}]"


def _article_key(dataset: Dataset, article_id: str) -> list[str]:
    return [dataset.name, "article", article_id]


def _key(parts: list[str]) -> str:
    """The key of an entry."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", "-".join(parts))


def _entry(kind: str, key: list[str], **fields: str) -> str:
    """One entry; empty fields are left out."""
    lines = [
        f"  {field} = {value}," if field == "month" else f"  {field} = {{{value}}},"
        for field, value in fields.items()
        if value
    ]
    return "\n".join([f"@{kind}{{{_key(key)},", *lines, "}"])


def _names(names: tuple[Name, ...]) -> str:
    """Authors; what BibTeX would divide further stands in braces of its own."""
    return " and ".join(", ".join(_parts(name)) if name.given else f"{{{_escaped(name.in_order)}}}" for name in names)


def _parts(name: Name) -> Iterator[str]:
    """The parts of a person's name: BibTeX takes all up to a small word for a particle, and "and" for the next name."""
    is_divided = any(word[0].islower() for word in name.family.split())
    yield f"{name.particle} {_whole(name.family, is_divided)}".lstrip()
    if name.suffix:
        yield _whole(name.suffix)
    yield _whole(name.given)


def _whole(part: str, is_divided: bool = False) -> str:
    """A part of a name, in braces if BibTeX would divide it."""
    return f"{{{_escaped(part)}}}" if is_divided or "and" in part.lower().split() else _escaped(part)


def _escaped(text: str) -> str:
    r"""A text that TeX prints as it is.

    Example:
        >>> print(_escaped("50% {of} a_b"))
        50\% \textbraceleft{}of\textbraceright{} a\_b
    """
    parted = _LIGATURE.sub(r"\1\0", text)
    return "".join("{}" if char == "\0" else _COMMANDS.get(char, char) for char in parted)


def _words(keywords: tuple[str, ...]) -> frozenset[str]:
    """The capitalised words of keywords."""
    return frozenset(word for keyword in keywords for word in keyword.split() if word[:1].isupper())


def _protected(title: str, names: frozenset[str]) -> str:
    """A title whose names and acronyms keep their capitals in styles that set titles in small letters."""
    return "".join(
        f"{{{_escaped(part)}}}" if part.rstrip(".") in names or part[1:] != part[1:].lower() else _escaped(part)
        for part in re.split(r"([\w.-]*[\w.])", title)
    )
