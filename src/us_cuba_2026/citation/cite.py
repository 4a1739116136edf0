"""How to cite the dataset, or rows of it, together with the article it was made from."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from us_cuba_2026.checker.plain_copies import plain_copies
from us_cuba_2026.citation import FORMS, STYLES, Form, Style, bibtex, csl, in_text, prose, ris
from us_cuba_2026.citation.facts import Article, Dataset, Sources, facts
from us_cuba_2026.citation.marks import Italic, in_html, in_markdown, marked
from us_cuba_2026.files.errors import UnusableError, unknown
from us_cuba_2026.files.extras import needs
from us_cuba_2026.model.package import Package, Read, Table

_UTF_8 = '<meta charset="utf-8">'
_Render = Callable[[Dataset, Sequence[Article]], str]


def cite(
    record_id: str | Iterable[str] | None = None,
    style: Style = "apa",
    package: Path | str | None = None,
    form: Form = "text",
) -> str:
    """The citation of the dataset, or of rows of it, and of the article as the original source: cite both.

    Args:
        record_id: Id of a row, such as ``quo-007``, or several, as a list or with commas between; the whole dataset if
            nothing is given.
        style: ``apa`` (7th edition), ``chicago`` (18th edition, author and date), ``bibtex`` (for BibTeX and biblatex),
            ``ris`` or ``csl-json``.
        package: A package; the dataset itself if nothing is given.
        form: Of APA and Chicago: plain ``text``, or ``markdown`` or ``html``, which have titles in italics.

    Returns:
        The references in that style, to the dataset and the article, each once: in alphabetical order in APA and
        Chicago, else the dataset first. Rows are parts of the dataset, which style guides cite in the text and not
        among the references: APA and Chicago are followed by the words for that, BibTeX by the commands; in the other
        styles the rows are named in notes. An event or figure is cited with every claim on it, each as strongly as it
        tells of it: those that tell of it as it stands first, the article's own before others, and those that deny,
        doubt or refuse it last; whoever makes several of them is named once.

    Raises:
        UnusableError: If there is no such style, form or row, or the package cannot be used.
        ModuleNotFoundError: If you name a package and the extra ``check`` is not installed.

    Example:
        >>> print(cite("evt-013").splitlines()[-1])
        evt-013: (de Córdoba et al., 2026, para. 5; us-cuba-2026 project, 2026, event evt-013)
    """
    render = _RENDER.get(str(style).lower())
    if render is None:
        raise unknown("no style", style, STYLES)
    write = _WRITE.get(str(form).lower())
    if write is None:
        raise unknown("no form", form, FORMS)
    prose = _IN_PROSE.get(str(style).lower())
    if prose is None and write is not str:
        raise UnusableError(f"{style} has a form of its own: leave out {form}, or ask for {' or '.join(_IN_PROSE)}")
    with plain_copies(_usable(package)) as plain:
        stated = facts(plain, _ids(record_id), _reader())
        if prose is None or write is str:
            return render(*stated)
        paragraphs = [write(line) for line in prose(*stated, marked).splitlines() if line]
        return "\n".join([_UTF_8, *paragraphs]) if write is in_html else "\n\n".join(paragraphs)


def _reader() -> Read:
    """Reads the rows of a table, each table once."""
    held: dict[str, list[dict[str, str]]] = {}

    def read(table: Table) -> list[dict[str, str]]:
        if table.name not in held:
            held[table.name] = table.rows()
        return held[table.name]

    return read


def _ids(record_id: str | Iterable[str] | None) -> list[str]:
    """The rows that are cited; none stands for the whole dataset."""
    if record_id is None:
        return []
    return (
        [str(record_id)]
        if isinstance(record_id, str) or not isinstance(record_id, Iterable)
        else [*map(str, record_id)]
    )


def _usable(package: Path | str | None) -> Package:
    """A package that was checked; the dataset itself needs no check, nor the libraries that checks need."""
    if package is None:
        return Package.read()
    with needs("check"):
        from us_cuba_2026.checker import checked

        return checked(package)


def citations(sources: Package | Sources, record_id: str | None = None, italic: Italic = str) -> dict[str, str]:
    """The same in every style.

    Args:
        sources: The package; or what its citations rest on, for a caller who cites row after row.
        record_id: Id of a row; the whole dataset if nothing is given.
        italic: Sets titles in italics where APA or Chicago asks for that.

    Returns:
        The citation by style.

    Raises:
        UnusableError: As :func:`cite` does.
    """
    held = Sources(sources) if isinstance(sources, Package) else sources
    stated = held.facts(_ids(record_id))
    in_prose = {style: render(*stated, italic) for style, render in _IN_PROSE.items()}
    return {style: in_prose[style] if style in in_prose else render(*stated) for style, render in _RENDER.items()}


def _apa(dataset: Dataset, articles: Sequence[Article], italic: Italic = str) -> str:
    letters = in_text.letters(dataset, articles, in_text.APA)
    references = [
        prose.apa_dataset(dataset, letters[""], italic),
        *(prose.apa_article(one, letters[one.id], italic) for one in articles),
    ]
    return _listed(references, in_text.lines(dataset, articles, in_text.APA, italic))


def _chicago(dataset: Dataset, articles: Sequence[Article], italic: Italic = str) -> str:
    articles = [prose.chicago_signed(article, italic) for article in articles]
    letters = in_text.letters(dataset, articles, in_text.CHICAGO)
    references = [
        prose.chicago_dataset(dataset, letters[""]),
        *(prose.chicago_article(one, letters[one.id], italic) for one in articles),
    ]
    return _listed(references, in_text.lines(dataset, articles, in_text.CHICAGO, italic))


def _listed(references: Sequence[str], below: Sequence[str]) -> str:
    """References in the order of a list of references, and what stands below them."""
    return "\n".join([*sorted(references, key=in_text.alphabetical), *below])


def _bibtex(dataset: Dataset, articles: Sequence[Article]) -> str:
    entries = [bibtex.article_entry(dataset, article) for article in articles]
    return "\n\n".join(filter(None, [bibtex.dataset_entry(dataset), *entries, bibtex.in_text(dataset, articles)]))


def _ris(dataset: Dataset, articles: Sequence[Article]) -> str:
    return "\n\n".join([ris.dataset_entry(dataset), *(ris.article_entry(dataset, article) for article in articles)])


def _csl_json(dataset: Dataset, articles: Sequence[Article]) -> str:
    items = [csl.dataset_item(dataset), *(csl.article_item(dataset, article) for article in articles)]
    return json.dumps(items, indent=2, ensure_ascii=False)


_IN_PROSE = {"apa": _apa, "chicago": _chicago}
_RENDER: Mapping[str, _Render] = {
    **_IN_PROSE,
    "bibtex": _bibtex,
    "ris": _ris,
    "csl-json": _csl_json,
}
_WRITE: Mapping[str, Callable[[str], str]] = {"text": str, "markdown": in_markdown, "html": in_html}
