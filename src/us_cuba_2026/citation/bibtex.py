"""A citation for biblatex: ``@dataset`` and ``@article``, in UTF-8."""

import re
from collections.abc import Iterator

from us_cuba_2026.citation.facts import Article, Dataset, sentence
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
_LIGATURE = re.compile(r"([-',<>])(?=\1)|(?<=[?!])(?=`)")


def dataset_entry(dataset: Dataset) -> str:
    """A dataset; a row of it is named in the note."""
    record = dataset.record
    return _entry(
        "dataset",
        [dataset.name, *([record.id] if record else [])],
        author=_names(dataset.authors),
        title=_protected(dataset.title, dataset.keywords),
        date=dataset.year,
        version=_escaped(dataset.version),
        publisher=_escaped(dataset.publisher),
        note=_escaped(sentence(record.description)) if record else "",
        abstract=_escaped(record.summary) if record else "",
        doi=dataset.doi,
        url="" if dataset.doi else dataset.url,
    )


def article_entry(dataset: Dataset, article: Article) -> str:
    """A newspaper article; the passage that a row rests on is named in the note."""
    return _entry(
        "article",
        [dataset.name, "article", article.id],
        author=_names(article.authors),
        title=_protected(article.title, dataset.keywords),
        journaltitle=_escaped(article.newspaper),
        entrysubtype="newspaper",
        date=article.published.isoformat() if article.published else "",
        note=_escaped(sentence(article.passage)),
        pagination="paragraph",
        url=article.url,
    )


def _entry(kind: str, key: list[str], **fields: str) -> str:
    """One entry; empty fields are left out."""
    lines = [f"  {field} = {{{value}}}," for field, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{re.sub(r'[^A-Za-z0-9.-]+', '-', '-'.join(key))},", *lines, "}"])


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


def _protected(title: str, keywords: tuple[str, ...]) -> str:
    """A title whose names and acronyms keep their capitals in styles that set titles in small letters."""
    names = {word for keyword in keywords for word in keyword.split() if word[:1].isupper()}
    return "".join(
        f"{{{_escaped(part)}}}" if part.rstrip(".") in names or sum(map(str.isupper, part)) > 1 else _escaped(part)
        for part in re.split(r"([\w.-]*[\w.])", title)
    )
