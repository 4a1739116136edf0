"""The site, as browsers and crawlers see it: every link leads somewhere, every row has its page, anybody can use it."""

import hashlib
import json
import os
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from build_site import LARGEST, ROOT, Site, build, main
from commands import process_of, run
from exports.expected import NAME, RESOURCES, TABLES, rows
from packages import written
from us_cuba_2026.explorer.dates_in_words import in_words
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import Package

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
LOOKED_AT = (
    "index.html",
    "row/index.html",
    "row/quo-033/index.html",
    "row/evt-001/index.html",
    "rights.html",
    "404.html",
)
KEYED = {"actors", "quotes", "events", "figures", "claims", "places", "sources", "passages", "coders"}


@pytest.fixture(scope="session")
def site(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, its downloads those of the export; not to be changed."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(exported, folder / "downloads", ignore=shutil.ignore_patterns("*.html", "*.duckdb", "parquet"))
    shutil.copy(exported / "explorer.html", folder)
    for path, text in Site(Package.read(ROOT), folder / "downloads").pages():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Any]:
    """Every page of the site but the explorer, read; by its path."""
    files = [file for file in site.rglob("*.html") if file.name != "explorer.html"]
    return {file.relative_to(site).as_posix(): html.parse(str(file)).getroot() for file in files}


@pytest.mark.slow
def test_no_dead_links(site: Path, pages: dict[str, Any]) -> None:
    """A link to a page, a place in a page, or a file that is not there."""
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    ids["explorer.html"] = set(html.parse(str(site / "explorer.html")).getroot().xpath("//@id"))
    dead = []
    for path, page in pages.items():
        for address in page.xpath("//a/@href | //link/@href"):
            link = urlsplit(address)
            if link.scheme in ("http", "https"):
                continue
            target = path if not link.path else os.path.normpath(Path(path).parent / unquote(link.path))
            if not (site / target).is_file() or (link.fragment and unquote(link.fragment) not in ids.get(target, ())):
                dead.append(f"{path}: {address}")
    assert dead == []
    assert sum(len(page.xpath("//a")) for page in pages.values()) > 5000


@pytest.mark.slow
def test_every_row_has_its_address(pages: dict[str, Any]) -> None:
    """A row without its page, a page that lacks a filled cell, or one that holds a cell of another row."""
    for table in KEYED:
        columns = {field["title"]: field["name"] for field in RESOURCES[table]["schema"]["fields"]}
        fields = {field["name"]: field for field in RESOURCES[table]["schema"]["fields"]}
        key = RESOURCES[table]["schema"]["primaryKey"][0]
        for row in Package.read(ROOT).table(table).rows():
            page = pages[f"row/{row[key]}/index.html"]
            shown = {columns[line[0].text_content()]: line[1] for line in page.find_class("cells")[0].iter("tr")}
            spoken = {"actor_id"} if table == "claims" and not row["actor_id"] else set()
            assert shown.keys() == {name for name, cell in row.items() if cell} | spoken
            assert all(shown.pop(name).text_content() == "the article" for name in spoken)
            for name, cell in shown.items():
                expected = in_words(row[name]) if name == "date_edtf" else written(fields[name], row[name])
                assert cell.text_content().startswith(expected)
            assert row[key] in page.find_class("citation")[0].text_content()
    addressed = {path.split("/")[1] for path in pages if path.startswith("row/") and path != "row/index.html"}
    assert len(addressed) == sum(len(rows(table)) for table in KEYED)


@pytest.mark.slow
def test_rows_are_linked_both_ways(pages: dict[str, Any]) -> None:
    """A row that does not lead to those it names, or to those that name it."""
    for row in rows("quotes"):
        quote = pages[f"row/{row['quote_id']}/index.html"]
        speaker = pages[f"row/{row['speaker_id']}/index.html"]
        assert f"../{row['speaker_id']}/index.html" in quote.xpath("//main//a/@href")
        assert f"../{row['quote_id']}/index.html" in speaker.xpath("//main//a/@href")
    for row in rows("participants"):
        lines = [line.text_content() for line in pages[f"row/{row['event_id']}/index.html"].iter("li")]
        assert any(line.startswith(row["actor_id"]) and line.endswith(row["role"]) for line in lines)


def test_a_row_that_is_gone(exported: Path) -> None:
    """An address that was cited, and is dead in the next version; a reason that is not told."""
    site = Site(Package.read(ROOT), exported)
    change = {"version": "9.0.0", "record_id": "quo-999", "reason": "Said by nobody <b>."}
    site.__dict__["_revisions"] = (change, change | {"record_id": "quo-002", "reason": "Another."})
    page = html.fromstring(site.gone("quo-999"))
    assert page.xpath("//h1")[0].text_content() == "quo-999 is gone"
    assert [line.text_content() for line in page.xpath("//main//li")] == ["9.0.0: Said by nobody <b>."]


def test_ids_that_are_gone(exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that was dropped and has no page, or one that is there and is said to be gone."""
    (tmp_path / "metadata").mkdir()
    (tmp_path / "metadata" / "released.json").write_text(json.dumps({"retired": ["quo-999", "quo-001"]}))
    site = Site(Package.read(ROOT), exported)
    monkeypatch.setattr("build_site.ROOT", tmp_path)
    assert site._retired == ["quo-999"]


def test_downloads(site: Path, pages: dict[str, Any]) -> None:
    """A file that cannot be found from the start, or whose checksum is that of another."""
    start = pages["index.html"]
    linked = set(start.xpath("//a/@href"))
    assert {f"downloads/csv/{table}.csv" for table in TABLES} <= linked
    for ending in ("zip", "xlsx", "sqlite", "metadata.json"):
        (line,) = start.xpath(f"//tr[th/a/@href='downloads/{NAME}.{ending}']")
        digest = hashlib.sha256((site / "downloads" / f"{NAME}.{ending}").read_bytes()).hexdigest()
        assert line.xpath("string(td/code)") == digest
    assert "downloads/SHA256SUMS" in linked


def test_documents(pages: dict[str, Any]) -> None:
    """A document that lost a part on its way to HTML, or a heading without an address."""
    addresses = set(pages["codebook.html"].xpath("//@id"))
    assert {f"{table}.{column}" for table in TABLES for column in rows(table)[0]} <= addresses
    for source, path in (("CODEBOOK", "codebook"), ("CODING", "coding"), ("DATASHEET", "datasheet")):
        text = re.sub(r"```.*?```", "", (ROOT / f"{source}.md").read_text(encoding="utf-8"), flags=re.DOTALL)
        assert len(pages[f"{path}.html"].xpath("//h1 | //h2 | //h3 | //h4")) == len(re.findall(r"(?m)^#+ ", text))
        assert not re.search(r"\]\([^ ]+\)", pages[f"{path}.html"].text_content())


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("[a](CODEBOOK.md#quotes.form)", '<a href="codebook.html#quotes.form">a</a>'),
        ("[a](data/quotes.csv)", '<a href="downloads/csv/quotes.csv">a</a>'),
        ("[a *b*](src/secret.py) [c](RIGHTS.md)", 'a <em>b</em> <a href="rights.html">c</a>'),
        ("[a](README.md)", '<a href="index.html">a</a>'),
        ("[a](https://example.org/CODING.md)", '<a href="https://example.org/CODING.md">a</a>'),
        (
            "`CODEBOOK.md#quotes.form`, `CODEBOOK.md`",
            "<code>codebook.html#quotes.form</code>, <code>CODEBOOK.md</code>",
        ),
    ],
)
def test_links_of_documents(markdown: str, expected: str, site: Path) -> None:
    """A link to a file of the repository that the site does not have, or has elsewhere."""
    title, body = Site(Package.read(ROOT), site / "downloads").document(
        f"# A `b`!\n\n{markdown}\n\n## A b\n\n### A b\n"
    )
    assert title == "A b!"
    assert f"<p>{expected}</p>" in body
    assert re.findall(r'<h\d id="([^"]+)"', body) == ["a-b", "a-b-1", "a-b-2"]


def test_rights_on_every_page(pages: dict[str, Any]) -> None:
    """A page that is passed on without its licence, or without saying whose the quoted words are."""
    for path, page in pages.items():
        footer = page.xpath("string(//footer)")
        assert "Creative Commons Attribution 4.0" in footer, path
        assert "remain their speakers' and publisher's" in footer, path
        assert page.xpath("//meta[@name='robots']"), path
        assert not page.xpath("//script | //img | //iframe | //form"), path


def test_structure(pages: dict[str, Any]) -> None:
    """A page without language, title or one heading above all; an id that is there twice; a table without headers."""
    for path, page in pages.items():
        assert page.get("lang") == "en", path
        assert len(page.xpath("//h1")) == 1, path
        assert page.xpath("string(//title)").strip(), path
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        assert all(table.xpath(".//th") for table in page.iter("table")), path
        assert all(link.text_content().strip() for link in page.iter("a") if link.get("href")), path


def test_size(site: Path) -> None:
    """A site, or a page of it, that takes long to load."""
    sizes = {file: file.stat().st_size for file in site.rglob("*") if file.is_file()}
    assert sum(sizes.values()) < LARGEST
    assert max(size for file, size in sizes.items() if file.suffix == ".html") < 2_500_000
    assert max(size for file, size in sizes.items() if "row" in file.parts) < 150_000


def test_folder_that_is_in_use(tmp_path: Path) -> None:
    """Files of somebody that are mixed into what is published; half a site."""
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UnusableError, match="is there already, and not empty"):
        build(tmp_path, Package.read(ROOT))
    result = process_of("build_site.py", str(tmp_path))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"build_site: {tmp_path}: is there already")
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_id_that_is_no_address(exported: Path) -> None:
    """A row whose page would be written outside the folder."""
    site = Site(Package.read(ROOT), exported)
    table = site.package.table("coders")
    first = next(one for one in site._shown.tables if one.name == "coders")
    held = replace(first, rows=[dict(table.rows()[0], coder_id="../../up")])
    site.__dict__["_shown"] = replace(site._shown, tables=[held])
    with pytest.raises(UnusableError, match="cannot be part of an address"):
        _ = site._ids


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_accessible(width: int, scheme: Any, site: Path, browser: Any) -> None:
    """What keeps somebody from using the site: contrast, names, roles, structure; a page wider than the screen."""
    if not AXE.is_file():
        pytest.skip("needs axe-core: npm ci --prefix web")
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for path in (*LOOKED_AT, "codebook.html", "coding.html"):
        page.goto((site / path).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        if path not in LOOKED_AT:
            continue  # long, and of the same parts
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "axe.run().then(({violations}) => violations.map(({id, nodes}) => [id, nodes[0].html, nodes.length]))"
        )
        assert found == [], f"{path}, {width} px, {scheme}"
    page.close()


@pytest.mark.slow
def test_built(site: Path, exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that only the tests can build, or that differs from one time to the next."""

    def copy(folder: Path, formats: Any, package: Path) -> None:
        assert set(formats) < {"csv", "zip", "sqlite", "xlsx", "html"}
        shutil.copytree(site / "downloads", folder)

    monkeypatch.setattr("build_site.export", copy)
    result = run(main, tmp_path / "site")
    assert (result.returncode, result.stderr) == (0, "")
    first, second = (
        {file.relative_to(one): file.read_bytes() for file in one.rglob("*") if file.is_file()}
        for one in (site, tmp_path / "site")
    )
    assert first == second
    monkeypatch.setattr("build_site.LARGEST", 1_000_000)
    with pytest.raises(UnusableError, match="more than 1,000,000"):
        build(tmp_path / "large", Package.read(ROOT))
