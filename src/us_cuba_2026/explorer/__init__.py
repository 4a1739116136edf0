"""A page to look at the dataset with, and to check a reader's copy of the article on: one self-contained HTML file."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from us_cuba_2026.article.detect import number_words
from us_cuba_2026.citation.cite import citations
from us_cuba_2026.explorer.cited import cited, source_line
from us_cuba_2026.explorer.joined import joined
from us_cuba_2026.explorer.shown import RECORDS, Shown, shown
from us_cuba_2026.metadata.agreement import readers
from us_cuba_2026.metadata.codebook import row_count, sections, share
from us_cuba_2026.model.package import Package

__all__ = ["explorer"]

OWN = "us-cuba-2026"
"""The name of the dataset that is installed with this package."""

PANDAS_CALL = 'pd.read_csv("{}", keep_default_na=False, na_values="", dtype_backend="numpy_nullable")'
"""How pandas reads the file of a table: an empty cell is missing, and nothing else is; whole numbers stay whole."""

_SAFE_ID = re.compile(r"[a-z]+-[0-9]+")
_OWN_ID = re.compile(r' id="([a-z-]+)"')
_PLAIN = re.compile(r"[a-z_]+")
_CODE_SPAN = re.compile(r"`([^`]+)`")
_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|[\ud800-\udfff]"
)


def explorer(package: Package) -> str:
    """The page for a package, as HTML that needs no other file and no network.

    The tables stand in the page itself; its script adds search, filters, plots and the check of a copy. The script is
    built from ``web/`` by ``npm run build``. A Content-Security-Policy in the page forbids every connection.

    Args:
        package: The package.

    Returns:
        The HTML, the same for the same package.

    Raises:
        PackageError: If a file of the package cannot be used, or lacks a table or column that the page needs.

    Example:
        >>> page = explorer(Package.read())
        >>> page[:15], len(page) < 2.5e6
        ('<!doctype html>', True)
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    here = files(__name__)
    script = (here / "explorer.js").read_text(encoding="utf-8")
    style = (here / "page.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=PackageLoader(__name__, "."),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
        finalize=_visible,
    )
    environment.filters |= {"prose": _prose, "share": share, "count": "{:,}".format, "row_count": row_count}
    content = shown(package)
    elsewhere = _elsewhere(package.descriptor)
    return environment.get_template("page.html.jinja").render(
        described=_described(package.descriptor),
        content=content,
        tables={table.name: table for table in content.tables},
        records=RECORDS,
        sections=[section for section in sections(package) if not section.is_flat],
        addresses=_addresses(content),
        headings=_headings(content, (here / "page.html.jinja").read_text(encoding="utf-8")),
        readers=readers(package),
        elsewhere=f', package="{elsewhere}"' if elsewhere else "",
        pandas_call=PANDAS_CALL.format(_described(package.descriptor)["quotes"]),
        folder=f"{elsewhere} " if elsewhere else "",
        citation=citations(package)["apa"],
        policy=_policy(script, style),
        data=Markup(_script_json(_data(package, content))),  # noqa: S704  (nothing in it ends the element)
        script=Markup(script),  # noqa: S704  (built from our own sources)
        style=Markup(style),  # noqa: S704  (the same)
    )


def _policy(script: str, style: str) -> str:
    """The Content-Security-Policy: nothing but this script, this style, and pictures that the script itself made."""

    def source(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    return (
        f"default-src 'none'; script-src {source(script)}; style-src {source(style)}; "
        "connect-src 'none'; img-src blob:; form-action 'none'; base-uri 'none'"
    )


def _described(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """What the descriptor says of the whole: texts (empty if it does not say), the licences, the file of quotes."""
    texts = {key: descriptor.get(key) for key in ("name", "title", "description", "version", "rights")}
    licences = descriptor.get("licenses")
    described: dict[str, Any] = {key: text if isinstance(text, str) else "" for key, text in texts.items()}
    described["title"] = described["title"] or described["name"] or "Dataset"
    described["licences"] = [one for one in licences if isinstance(one, dict)] if isinstance(licences, list) else []
    described["quotes"] = _path(descriptor, "quotes")
    return described


def _path(descriptor: Mapping[str, Any], table: str) -> str:
    """The file of a table, the first if it has several."""
    path = next((one.get("path", "") for one in descriptor.get("resources", ()) if one.get("name") == table), "")
    return path if isinstance(path, str) else next(iter(path), "")


def _in_files(package: Package, content: Shown) -> dict[str, str]:
    """The files of the tables that the page does not show, and nothing for those that have no rows."""
    shown_tables = {table.name: table for table in content.tables}
    return {
        table.name: _path(package.descriptor, table.name) if table.name not in shown_tables else ""
        for table in package.tables
        if table.name not in RECORDS and not (table.name in shown_tables and shown_tables[table.name].rows)
    }


def _elsewhere(descriptor: Mapping[str, Any]) -> str:
    """What a command must be told to find the package; empty for the dataset itself."""
    name = _described(descriptor)["name"]
    return "" if name == OWN else name or "PACKAGE"


def _data(package: Package, content: Shown) -> dict[str, Any]:
    """What the script knows."""
    return {
        "name": _described(package.descriptor)["name"],
        "version": _described(package.descriptor)["version"],
        "title": _described(package.descriptor)["title"],
        "source": source_line(package.descriptor, {table.name: table for table in content.tables}["sources"].rows),
        "elsewhere": _elsewhere(package.descriptor),
        "published": content.published,
        "labels": content.labels,
        "through": {quote: [one["quote_id"] for one in chain] for quote, chain in content.through.items()},
        "number_words": sorted(number_words(package)),
        "citations": cited(package, content),
        "in_files": _in_files(package, content),
        "joined": joined(package, content),
        "tables": [
            {
                "name": table.name,
                "title": table.title,
                "key": table.key,
                "keys": list(table.keys),
                "total": table.total,
                "columns": [
                    {
                        "name": column.name,
                        "title": column.title,
                        "description": column.description,
                        "words": column.words,
                        "type": column.type,
                        "table": column.table,
                        "required": column.is_required,
                        "empty": column.empty,
                    }
                    for column in table.columns
                ],
                "rows": [[row[column.name] for column in table.columns] for row in table.rows],
            }
            for table in content.tables
        ],
    }


def _script_json(data: Mapping[str, Any]) -> str:
    r"""JSON that may stand in a script element: no ``<`` that could end it, no line end that a script would not allow.

    Example:
        >>> _script_json({"a": "</script>"})
        '{"a":"\\u003c/script>"}'
    """
    return json.dumps(data, separators=(",", ":"), ensure_ascii=True).replace("<", "\\u003c")


def _addresses(content: Shown) -> Mapping[str, Mapping[int, str]]:
    """For each table the addresses (``id`` attributes) of its rows: those ids that are well formed, each once."""
    taken: set[str] = set()

    def own(table: Any) -> Iterator[tuple[int, str]]:  # noqa: ANN401
        for at, row in enumerate(table.rows):
            name = row.get(table.key, "") if table.key else ""
            if _SAFE_ID.fullmatch(name) and name not in taken:
                taken.add(name)
                yield at, name

    return {table.name: dict(own(table)) for table in content.tables}


def _headings(content: Shown, template: str) -> Mapping[str, str]:
    """For each table the address (``id`` attribute) of its heading: its name, unless something else may have that."""
    taken = {*_OWN_ID.findall(template), *RECORDS}
    return {
        table.name: table.name if _PLAIN.fullmatch(table.name) and table.name not in taken else f"table-{table.name}"
        for table in content.tables
    }


def _visible(value: Any) -> Any:  # noqa: ANN401  (whatever a template prints)
    """A text without characters that steer what is around it: control characters, changes of direction."""
    if type(value) is str:
        return _STEERING.sub("\ufffd", value)
    return value


def _prose(text: str) -> Any:  # noqa: ANN401  (Markup)
    """Text of a descriptor: escaped, with code spans as such."""
    from markupsafe import Markup, escape

    return Markup(_CODE_SPAN.sub(r"<code>\1</code>", str(escape(_visible(text)))))  # noqa: S704  (escaped before)
