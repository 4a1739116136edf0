"""Builds the site: the page, the codebook and other documents, the downloads, and a page for each row.

usage: python scripts/build_site.py FOLDER      (made if it is not there; it must be empty)

The address of a row is `row/ID/`, such as `row/quo-006/`. It outlives versions: ids are never used again, its page
tells what the newest version holds, and that of a row which is gone says so, and why. It needs no script, unlike
`explorer.html#quo-006`, which shows the same row among the others.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from us_cuba_2026.citation.cite import citations
from us_cuba_2026.citation.facts import Sources
from us_cuba_2026.explorer import explorer
from us_cuba_2026.explorer.shown import Column, Shown, ShownTable, shown
from us_cuba_2026.exports import export
from us_cuba_2026.files.complaint import complain
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.metadata.documentation import document
from us_cuba_2026.model.package import Package, Table

ROOT = Path(__file__).parents[1]
DOCUMENTS = {
    "CODEBOOK.md": "codebook.html",
    "CODING.md": "coding.html",
    "DATASHEET.md": "datasheet.html",
    "CHANGELOG.md": "changelog.html",
    "RIGHTS.md": "rights.html",
}
DOWNLOADS = ("csv", "zip", "sqlite", "xlsx")
KINDS = {
    ".zip": "Everything: the tables as CSV with their descriptor, codebook and documents",
    ".xlsx": "Workbook for Excel and LibreOffice: joined views first, ids are links",
    ".sqlite": "SQLite database with keys, joined views and full-text search",
    ".json": "What Datasette shows beside the database: help, facets, saved queries",
}
"""What each file is that is downloaded, by how its name ends; CSV files stand with their tables."""
LARGEST = 20_000_000
"""Bytes that the site may have."""
_NOT_LISTED = "accounting"  # listed at each passage, its cells would read like the passage
_ADDRESS = re.compile(r"[a-z]+-[0-9]+")


@dataclass(frozen=True)
class Site:
    """The pages of a site, beside downloads that are there already."""

    package: Package
    downloads: Path

    def pages(self) -> Iterator[tuple[str, str]]:
        """The path and text of each file: pages but for the explorer, their style, and what crawlers read."""
        yield "style.css", self._style
        yield "robots.txt", "# Open to all. Rights: see rights.html\nUser-agent: *\nAllow: /\n"
        tables, files, citation = list(self._tables()), self._files(), self._citation("")
        yield "index.html", self._page("start.html.jinja", "", "", tables=tables, files=files, citation=citation)
        yield "404.html", self._page("missing.html.jinja", "No such page", "", style=Markup(self._style))  # noqa: S704  (our own)
        for source, path in DOCUMENTS.items():
            title, body = self.document((ROOT / source).read_text(encoding="utf-8"))
            yield path, self._page("document.html.jinja", title, "", body=Markup(body))  # noqa: S704  (our own text)
        yield "row/index.html", self._page("rows.html.jinja", "Rows", "../", tables=self._keyed)
        for table in self._keyed:
            for row in table.rows:
                yield f"row/{row[table.key]}/index.html", self._row(table, row)
        for identifier in self._retired:
            yield f"row/{identifier}/index.html", self.gone(identifier)

    def document(self, markdown: str) -> tuple[str, str]:
        """The title and HTML of a document, its links led to the pages of the site."""
        reader = MarkdownIt("commonmark").enable("table")
        tokens = reader.parse(markdown)
        taken: dict[str, int] = {}
        titles = []
        for token, inline in zip(tokens, [*tokens[1:], None], strict=True):
            if token.type == "heading_open" and inline is not None:
                parts = inline.children or []
                text = "".join(part.content for part in parts if part.type in ("text", "code_inline"))
                titles.append(text)
                if not any('id="' in part.content for part in parts if part.type == "html_inline"):
                    token.attrSet("id", _slug(text, taken))
            self._lead(token.children or [])
        return titles[0], str(reader.renderer.render(tokens, reader.options, {}))

    def gone(self, identifier: str) -> str:
        """The page of a row that is in the newest version no more: what happened to it."""
        changes = [one for one in self._revisions if one["record_id"] == identifier]
        return self._page("gone.html.jinja", identifier, "../../", identifier=identifier, changes=changes)

    def _lead(self, tokens: Sequence[Token]) -> None:
        """Lead links and addresses in a line of a document to their targets in the site; unlink those it lacks."""
        is_led = True
        for token in tokens:
            if token.type == "link_open":
                target = self._target(str(token.attrGet("href")))
                is_led = bool(target)
                token.attrSet("href", target)
            if token.type in ("link_open", "link_close"):
                token.hidden = not is_led
            if token.type == "code_inline" and token.content.partition("#")[0] in DOCUMENTS and "#" in token.content:
                token.content = self._target(token.content)

    def _target(self, address: str) -> str:
        """Where a link of a document leads in the site; nowhere if that is not in it."""
        path, mark, place = address.partition("#")
        if not path or "://" in path:
            return address
        if path in DOCUMENTS:
            return DOCUMENTS[path] + mark + place
        if path == "README.md":
            return "index.html"
        file = f"downloads/csv/{Path(path).name}"
        return file if path.endswith(".csv") and (self.downloads / "csv" / Path(path).name).is_file() else ""

    def _page(self, template: str, title: str, up: str, **told: Any) -> str:  # noqa: ANN401
        """A page, so many folders below the start."""
        return self._templates.get_template(template).render(
            title=title,
            up=up,
            described=self.package.descriptor,
            labels=self._shown.labels,
            **told,
        )

    def _row(self, table: ShownTable, row: Mapping[str, str]) -> str:
        """The page of a row: its cells, the rows that name it, how to cite it."""
        identifier = row[table.key]
        cells = [(column, row[column.name]) for column in table.columns if column.written(row[column.name])]
        return self._page(
            "row.html.jinja",
            identifier,
            "../../",
            identifier=identifier,
            table=table,
            cells=cells,
            pages=self._ids,
            named_in=self._named_in.get(identifier, {}),
            citation=self._citation(identifier),
        )

    def _tables(self) -> Iterator[dict[str, Any]]:
        """The tables and joined views with their CSV files."""
        own = {table.name for table in self.package.tables}
        for table in document(self.package):
            yield {
                "name": table.name,
                "one_row": table.one_row.removeprefix("One row is ").removesuffix("."),
                "is_flat": table.name not in own,
                "size": (self.downloads / "csv" / f"{table.name}.csv").stat().st_size,
            }

    def _files(self) -> list[dict[str, Any]]:
        """The files that hold several tables, with what proves that they came over whole."""
        files = [file for file in sorted(self.downloads.iterdir()) if file.suffix in KINDS]
        return [
            {
                "name": file.name,
                "what": KINDS[file.suffix],
                "size": file.stat().st_size,
                "sha256": sha256(file.read_bytes()).hexdigest(),
            }
            for file in sorted(files, key=lambda file: list(KINDS).index(file.suffix))
        ]

    def _citation(self, identifier: str) -> str:
        """How to cite the dataset or a row."""
        return citations(self._sources, identifier or None)["apa"]

    def _read(self, table: Table) -> Sequence[Mapping[str, str]]:
        """The rows of a table, read once."""
        if table.name not in self._kept:
            self._kept[table.name] = table.rows()
        return self._kept[table.name]

    @cached_property
    def _kept(self) -> dict[str, Sequence[Mapping[str, str]]]:
        return {}

    @cached_property
    def _sources(self) -> Sources:
        return Sources(self.package, self._read)

    @cached_property
    def _shown(self) -> Shown:
        return shown(self.package)

    @cached_property
    def _keyed(self) -> Sequence[ShownTable]:
        """The tables whose rows have a page each: those with ids."""
        return [table for table in self._shown.tables if table.key]

    @cached_property
    def _ids(self) -> set[str]:
        """The ids that have a page."""
        ids = {row[table.key] for table in self._keyed for row in table.rows}
        if wrong := [one for one in ids if not _ADDRESS.fullmatch(one)]:
            raise UnusableError(
                f"{wrong[0][:60]!r} cannot be part of an address: an id is letters, a hyphen and digits"
            )
        return ids

    @cached_property
    def _named_in(self) -> Mapping[str, Mapping[str, list[list[str]]]]:
        """For each id the rows of other tables that name it, by the title of their table: their other cells."""
        found: dict[str, dict[str, list[list[str]]]] = {}
        for table in self._shown.tables:
            if table.name == _NOT_LISTED:
                continue
            for row in table.rows:
                names = {row[column.name] for column in table.columns if column.name.endswith("_id")} & self._ids
                for identifier in names - {row.get(table.key, "")}:
                    told = _told(table, self._shown.labels.get(row.get(table.key, "")))
                    cells = [column.written(row[column.name]) for column in told]
                    cells = [cell for cell in cells if cell != identifier]
                    found.setdefault(identifier, {}).setdefault(table.title, []).append(
                        [cell for cell in cells if cell]
                    )
        return found

    @cached_property
    def _retired(self) -> Sequence[str]:
        """The ids of rows that are gone, as scripts/release.py recorded them."""
        released = json.loads((ROOT / "metadata" / "released.json").read_text(encoding="utf-8"))
        return [one for one in released["retired"] if one not in self._ids]

    @cached_property
    def _revisions(self) -> Sequence[Mapping[str, str]]:
        return self._read(self.package.table("revisions"))

    @cached_property
    def _style(self) -> str:
        return (ROOT / "scripts" / "site" / "style.css").read_text(encoding="utf-8")

    @cached_property
    def _templates(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(ROOT / "scripts" / "site"),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters["prose"] = _prose
        environment.filters["size"] = lambda size: f"{size / 1000:,.0f} kB" if size < 1e6 else f"{size / 1e6:,.1f} MB"
        return environment


def _told(table: ShownTable, label: str | None) -> Sequence[Column]:
    """The columns that tell in a line what a row is: its id if that has a label, all but prose where there is none."""
    if table.key and label:
        return [column for column in table.columns if column.name == table.key]
    return [column for column in table.columns if not table.key or column.name == table.key or _is_word(column)]


def _is_word(column: Column) -> bool:
    """Whether the cells of a column are words of a closed list, or ids of what is no passage."""
    return bool(column.words) or column.table not in ("", "passages")


def _slug(text: str, taken: dict[str, int]) -> str:
    """The address of a heading, as GitHub makes it."""
    slug = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
    count = taken.get(slug, 0)
    taken[slug] = count + 1
    return f"{slug}-{count}" if count else slug


def _prose(text: str) -> Markup:
    """Text of the descriptor, its code spans as such."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704  (escaped before)


def build(folder: Path, package: Package) -> int:
    """Write the site.

    Returns:
        Its bytes.

    Raises:
        UnusableError: If there is something in the folder, or the site would be too large.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UnusableError(f"{folder}: is there already, and not empty; name another folder")
    export(folder / "downloads", DOWNLOADS, package.folder)
    site = Site(package, folder / "downloads")
    for path, text in (("explorer.html", explorer(package)), *site.pages()):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    if size > LARGEST:
        raise UnusableError(f"{folder}: the site has {size:,} bytes, more than {LARGEST:,}")
    return size


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the site goes")
    folder = parser.parse_args().folder
    try:
        size = build(folder, Package.read(ROOT))
    except (UnusableError, OSError) as error:
        return complain("build_site", error)
    print(f"{folder}: {sum(file.is_file() for file in folder.rglob('*')):,} files, {size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
