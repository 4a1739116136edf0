"""The page as HTML: whole, self-contained, and locked by its own policy."""

import base64
import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from packages import ROOT, article, copy_dataset, read_descriptor, read_rows, write_descriptor, written
from us_cuba_2026.citation import STYLES
from us_cuba_2026.citation.cite import cite
from us_cuba_2026.citation.marks import ITALIC
from us_cuba_2026.explorer import explorer
from us_cuba_2026.explorer.cited import cited
from us_cuba_2026.explorer.shown import shown
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.package import Package

SOURCES = ROOT / "web"
BUNDLE = ROOT / "src" / "us_cuba_2026" / "explorer" / "explorer.js"


class Page(HTMLParser):
    """The elements of a page, with their attributes, and the text of each row, titles included."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._row = ""
        self._kept: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))
        if tag == "tr":
            self._row = dict(attrs).get("id") or ""
        elif self._row:
            self.texts[self._row] = self.texts.get(self._row, "") + (dict(attrs).get("title") or "")
        if tag in ("script", "style"):
            self._kept.append("")

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if self.cdata_elem:
            self._kept[-1] += data
        elif self._row:
            self.texts[self._row] = self.texts.get(self._row, "") + data

    @property
    def raw(self) -> list[str]:
        """What scripts and styles hold."""
        return self._kept


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    """The page of the dataset, read."""
    return Page(html)


@pytest.mark.slow
def test_every_row_is_in_the_html(page: Page) -> None:
    """A row or cell that only the script knows."""
    for table, key in {
        "quotes": "quote_id",
        "events": "event_id",
        "figures": "figure_id",
        "actors": "actor_id",
    }.items():
        (described,) = (one for one in read_descriptor(ROOT)["resources"] if one["name"] == table)
        for row in read_rows(ROOT, table):
            for field in described["schema"]["fields"]:
                assert written(field, row[field["name"]]) in page.texts[row[key]]


@pytest.mark.slow
def test_ids_are_unique_and_links_lead_somewhere(page: Page) -> None:
    """An address that two elements share, or that no element has."""
    ids = Counter(attributes["id"] for _, attributes in page.elements if attributes.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    targets = {attributes["href"] or "" for tag, attributes in page.elements if tag == "a"}
    assert {target.removeprefix("#") for target in targets} <= set(ids)


@pytest.mark.slow
def test_every_column_has_its_anchor(page: Page) -> None:
    """A column of the codebook that cannot be linked to."""
    ids = {attributes.get("id") for _, attributes in page.elements}
    package = Package.read()
    assert {f"{table.name}.{field.name}" for table in package.tables for field in table.fields} <= ids


def test_nothing_is_loaded_from_elsewhere(page: Page) -> None:
    """A script, picture, style or frame that the page would fetch."""
    for tag, attributes in page.elements:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "source", "video", "audio"), tag
        assert "src" not in attributes
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")


def test_policy(page: Page) -> None:
    """A policy that lets anything else run, or does not let the page's own script run."""
    policy = next(
        attributes["content"] or ""
        for tag, attributes in page.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    style, data, script = page.raw

    def source(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert rules["script-src"] == source(script)
    assert rules["style-src"] == source(style)
    assert rules.pop("img-src") == "blob:"  # a picture that the script itself makes; nothing can be fetched so
    assert {rules.pop("script-src"), rules.pop("style-src"), *rules.values()} == {
        source(script),
        source(style),
        "'none'",
    }
    assert {"default-src", "connect-src", "form-action", "base-uri"} <= set(rules)
    assert json.loads(data)["name"] == "us-cuba-2026"


@pytest.mark.slow
def test_citations_are_those_of_the_command() -> None:
    """A row that the page cites otherwise than the command does, or does not cite."""
    package = Package.read()
    packed = cited(package, shown(package))
    assert packed["styles"] == list(STYLES)
    keys = {"quotes": "quote_id", "events": "event_id", "figures": "figure_id", "actors": "actor_id"}
    ids = {row[key] for table, key in keys.items() for row in read_rows(ROOT, table)}
    assert {"", *ids} <= set(packed["of"])
    for record_id in ("", "quo-006", "evt-003", "fig-012", "act-046"):
        for style, lines in zip(STYLES, packed["of"][record_id], strict=True):
            text = "\n".join(packed["lines"][line] for line in lines)
            assert re.sub(f"[{''.join(ITALIC)}]", "", text) == cite(record_id or None, style)


@pytest.mark.slow
def test_deterministic_and_small(html: str) -> None:
    """A page that differs from one export to the next, or is too large to send."""
    assert explorer(Package.read()) == html
    assert len(html.encode()) < 2.5e6
    assert "\r" not in html


def test_holds_none_of_the_articles_prose(html: str) -> None:
    """A run of eight words of the article that no speaker said."""
    words = re.findall(r"\w+", re.sub(r"\]\(.*?\)|['’]", "", article()).casefold())
    said = {row["text"] for row in read_rows(ROOT, "quotes")} | {row["title"] for row in read_rows(ROOT, "sources")}
    plain = [re.findall(r"\w+", re.sub("['’]", "", text).casefold()) for text in (re.sub("<[^>]+>", " ", html), *said)]
    runs = [{tuple(one[at : at + 8]) for at in range(len(one) - 7)} for one in plain]
    assert runs[0] & {tuple(words[at : at + 8]) for at in range(len(words) - 7)} <= set().union(*runs[1:])


def test_licences_stand_in_the_file(html: str) -> None:
    """A library in the page without its licence."""
    for library in ("@noble/hashes", "d3-axis", "d3-scale", "d3-selection"):
        assert f"{library} " in html
    assert html.count("Permission is hereby granted") + html.count("Permission to use, copy") > 5


def test_missing_table(tmp_path: Path) -> None:
    """A package without what the page shows, and a traceback instead of a sentence."""
    folder = copy_dataset(tmp_path)
    descriptor = read_descriptor(folder)
    descriptor["resources"] = [
        one for one in descriptor["resources"] if one["name"] not in ("participants", "accounting")
    ]
    write_descriptor(folder, descriptor)
    with pytest.raises(PackageError, match=r"no table|participants"):
        explorer(Package.read(folder))


def test_no_way_from_a_string_to_markup() -> None:
    """Source code that makes elements or code of strings."""
    for file in (SOURCES / "src").rglob("*.ts"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text), (
            file
        )


def test_case_folding_is_up_to_date(tmp_path: Path) -> None:
    """A table of case foldings that is not Python's: run scripts/casefold.py."""
    file = tmp_path / "casefold.ts"
    script = ROOT / "scripts" / "casefold.py"
    subprocess.run([sys.executable, str(script), str(file)], check=True, capture_output=True)
    assert file.read_bytes() == (SOURCES / "src" / "check" / "casefold.ts").read_bytes()


def test_lock_names_no_address() -> None:
    """A lock file that ties the build to one registry."""
    assert "://" not in re.sub(
        r'"(?:url|funding)": "[^"]*"', "", (SOURCES / "package-lock.json").read_text(encoding="utf-8")
    )


@pytest.mark.slow
def test_bundle_is_what_the_sources_build(node: str, tmp_path: Path) -> None:
    """A script in the package that is not that of the sources: run `npm run build` in web/."""
    subprocess.run([node, "build.mjs", str(tmp_path / "explorer.js")], cwd=SOURCES, check=True, timeout=60)
    assert (tmp_path / "explorer.js").read_bytes() == BUNDLE.read_bytes()


@pytest.mark.slow
def test_types(node: str) -> None:
    """A mistake in the page's script that its compiler knows."""
    result = subprocess.run(
        [node, "node_modules/typescript/bin/tsc"], cwd=SOURCES, capture_output=True, text=True, timeout=120, check=False
    )
    assert (result.returncode, result.stdout) == (0, "")
