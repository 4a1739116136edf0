"""What readers take along: rows as CSV, plots as pictures, addresses, frames for other pages."""

import codecs
import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browsing import copied, drawn, go, moving
from packages import ROOT, copy_dataset, read_rows, write_rows
from us_cuba_2026.dataframes.flat_views import FLAT
from us_cuba_2026.explorer import explorer
from us_cuba_2026.exports import export
from us_cuba_2026.model.package import Package

pytestmark = pytest.mark.slow

Open = Callable[..., Any]

SVG = "{http://www.w3.org/2000/svg}"
FIRST = "document.querySelector('#finding h2')?.textContent.slice(0, 8) ?? ''"
ENDS = """(drawn) => {
  const holder = document.createElement("div");
  holder.append(new DOMParser().parseFromString(drawn, "image/svg+xml").documentElement);
  document.body.append(holder);
  const left = holder.firstChild.getBoundingClientRect().left;
  const ends = [...holder.querySelectorAll("svg > g > text")].map((text) => text.getBoundingClientRect().right - left);
  holder.remove();
  return ends;
}"""
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx"]
HARMLESS = ["-5", "+1.5", "a=b", 'say "no", twice', "two\nlines", "'tis"]


def saved(page: Any, button: str) -> tuple[str, bytes]:
    """The name and the content of the file that a button saves."""
    with page.expect_download() as download:
        page.click(button)
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_rows_as_csv(open_page: Open) -> None:
    """A file that holds other cells, rows or an order than are shown, or ids that do not say what they stand for."""
    page = open_page("#quotes")
    version = Package.read().descriptor["version"]
    name, content = saved(page, "#quotes button:text-is('CSV')")
    assert name == f"us-cuba-2026-{version}-quotes.csv"
    head = content.decode("utf-8-sig").splitlines()[0].split(",")
    assert {"speaker_naming", "reported_by_name", "reported_by_naming", "chain_names", "rests_on"} <= {*head}
    anonymous = [row["quote_id"] for row in read(content) if row["rests_on"] == "unnamed"]
    assert len(anonymous) > 10
    assert own_cells("quotes", content) == read_rows(ROOT, "quotes")
    go(page, "quotes?form=direct&sort=-quote_id")
    name, content = saved(page, "#quotes button:text-is('CSV')")
    assert name == f"us-cuba-2026-{version}-quotes-filtered-direct.csv"
    direct = [row for row in read_rows(ROOT, "quotes") if row["form"] == "direct"]
    assert content.decode("utf-8-sig").splitlines()[0].split(",") == head
    assert own_cells("quotes", content) == direct[::-1]
    go(page, "tables")
    for table, called in (("claims", "claimant_name"), ("event_places", "event_title"), ("places", "")):
        _, content = saved(page, f"form[data-tools={table}] button:text-is('CSV')")
        assert own_cells(table, content) == read_rows(ROOT, table)
        assert not called or all(row[called] for row in read(content))


def own_cells(table: str, content: bytes) -> list[dict[str, str]]:
    """The rows of a file without the columns that its table does not have."""
    columns = read_rows(ROOT, table)[0].keys()
    return [{name: row[name] for name in columns} for row in read(content)]


def read(content: bytes) -> list[dict[str, str]]:
    """The rows of a file that starts as Excel needs it to know UTF-8."""
    assert content.startswith(codecs.BOM_UTF8)
    return [*csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))]


def test_saved_rows_are_those_of_the_joined_views(open_page: Open, tmp_path: Path) -> None:
    """A saved table that lacks a column of its joined view: who is not named, through whom a statement is known."""
    export(tmp_path, ["csv"])
    page = open_page("#quotes")
    for table in FLAT:
        if table != "quotes":
            go(page, "tables" if table == "claims" else table)
        _, content = saved(page, f"form[data-tools={table}] button:text-is('CSV')")
        assert content == codecs.BOM_UTF8 + (tmp_path / "csv" / f"{table}_flat.csv").read_bytes()


def test_saved_rows_of_a_page_in_part_say_what_ids_stand_for(open_page: Open, tmp_path: Path) -> None:
    """Ids alone where the page holds too few rows to join them all."""
    folder = copy_dataset(tmp_path / "package")
    rows = read_rows(folder, "quotes")
    write_rows(folder, "quotes", [rows[at % len(rows)] | {"quote_id": f"quo-{at + 1:04}"} for at in range(1001)])
    file = tmp_path / "explorer.html"
    file.write_text(explorer(Package.read(folder)), encoding="utf-8", newline="\n")
    _, content = saved(open_page("#quotes", file), "#quotes button:text-is('CSV')")
    names = {row["actor_id"]: row["name"] for row in read_rows(ROOT, "actors")}
    found = read(content)
    assert len(found) == 1000
    assert {"reported_in_name", "occasion_title", "about_name", "passage_name"} <= {*found[0]}
    assert "utterance_name" not in found[0]
    for row in found:
        assert (row["speaker_name"], row["about_name"]) == (names[row["speaker_id"]], names.get(row["about_id"], ""))


def test_csv_is_safe_in_a_spreadsheet(open_page: Open, tmp_path: Path) -> None:
    """A cell that a spreadsheet runs, a number that is spoilt for fear of that, a quotation mark that ends a cell."""
    folder = copy_dataset(tmp_path / "package")
    rows = read_rows(folder, "actors")
    for row, note in zip(rows, [*FORMULAS, *HARMLESS], strict=False):
        row["note"] = note
    write_rows(folder, "actors", rows)
    file = tmp_path / "explorer.html"
    file.write_text(explorer(Package.read(folder)), encoding="utf-8", newline="\n")
    _, content = saved(open_page("#actors", file), "#actors button:text-is('CSV')")
    notes = [row["note"] for row in read(content)]
    assert notes[: len(FORMULAS) + len(HARMLESS)] == [*(f"'{one}" for one in FORMULAS), *HARMLESS]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_plots_as_pictures(scheme: str, open_page: Open, tmp_path: Path) -> None:
    """A picture that needs the page: its styles, its shapes; one without its rows, its legend, or what it is from."""
    page = open_page("#timeline", color_scheme=scheme)
    headings = {"timeline": "Timeline", "figures": "Figures", "voices": page.evaluate(FIRST)}
    legends = {"timeline": "hypothetical", "figures": "a bound that is not reached", "voices": "unnamed"}
    for view, title, words in (
        ("timeline", "timeline", "Bay of Pigs invasion"),
        ("figures", "figures", "political prisoners"),
        ("voices", "sources", "All statements"),
    ):
        if view != "timeline":
            go(page, view)
        name, content = saved(page, f"#{view} button:text-is('SVG') >> nth=0")
        root = ET.fromstring(content)  # noqa: S314  (our own)
        ids = {element.get("id") for element in root.iter()} - {None}
        used = {element.get("href", "").removeprefix("#") for element in root.iter(f"{SVG}use")}
        filled = set(re.findall(r"url\(#([\w-]+)\)", content.decode()))
        assert used | filled <= ids
        assert not any(element.get("class") or element.get("style") for element in root.iter())
        text = " ".join("".join(element.itertext()) for element in root.iter(f"{SVG}text"))
        assert words in text
        version = Package.read().descriptor["version"]
        (article,) = read_rows(ROOT, "sources")
        credit = (
            f"us-cuba-2026 {version}, CC BY 4.0, from “{article['title']}”, {article['publisher']}, 21 January 2026"
        )
        assert credit in text
        assert text.startswith(headings[view])
        assert Package.read().descriptor["title"] in text
        inner = float(root.get("width", "0")) - 20
        assert [one for one in page.evaluate(ENDS, content.decode()) if one > inner] == []
        assert legends[view] in text
        if view == "figures":  # the line of an axis, which the page hides
            assert root.find(f"{SVG}g//{SVG}path") is None
        assert name == f"us-cuba-2026-{Package.read().descriptor['version']}-{title}.svg"
        _, png = saved(page, f"#{view} button:text-is('PNG') >> nth=0")
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        size = [int.from_bytes(png[at : at + 4]) for at in (16, 20)]
        assert size == [int(2 * float(root.get(side, "0"))) for side in ("width", "height")]


def test_pictures_saved_on_a_phone_are_whole(open_page: Open) -> None:
    """A legend, a heading or a note that runs out of the picture where the plot is narrower than the words."""
    page = open_page("#voices", width=390)
    for at in range(page.locator("#voices button:text-is('SVG')").count()):
        _, content = saved(page, f"#voices button:text-is('SVG') >> nth={at}")
        inner = float(ET.fromstring(content).get("width", "0")) - 20  # noqa: S314  (our own)
        assert [one for one in page.evaluate(ENDS, content.decode()) if one > inner] == []


def test_link_of_a_file_is_of_use_to_others(open_page: Open, browser: Any, page_file: Path) -> None:
    """An address of this machine that is passed on; one of a published page that is not whole."""
    page = open_page("#events?status=planned", permissions=["clipboard-read", "clipboard-write"])
    version = Package.read().descriptor["version"]
    says = f" (write this behind the address of the page us-cuba-2026 {version})"
    assert copied(page, "#events button:text-is('Copy link')") == f"#events?status=planned{says}"
    go(page, "evt-011")
    assert page.locator("button:text-is('Copy link') >> visible=true").count() == 1
    assert copied(page, "#record button:text-is('Copy link')") == f"#evt-011{says}"
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.route("**/*", lambda route: route.fulfill(path=page_file, content_type="text/html"))
    page = context.new_page()
    page.goto("http://localhost/page.html#events?status=planned")
    drawn(page)
    assert copied(page, "#events button:text-is('Copy link')") == page.url
    context.close()


def test_link_of_a_table_beside_a_row(open_page: Open) -> None:
    """Buttons of a table that go when a row of it is opened, or that then copy the row's address, or no filter."""
    page = open_page("#events?status=planned", permissions=["clipboard-read", "clipboard-write"])
    with moving(page):
        page.click("#events tbody a[href='#evt-001'], #events tbody a[href^='#evt-001?']")
    assert "evt-001" in page.inner_text("#record .panel-bar")
    assert copied(page, "#events .tools button:text-is('Copy link')").startswith("#events?status=planned")
    assert "#events?status=planned&amp;embed=1" in copied(page, "#events .tools button:text-is('Copy embed code')")
    assert copied(page, "#record button:text-is('Copy link')").startswith("#evt-001")


def test_frame(open_page: Open, browser: Any, page_file: Path) -> None:
    """A frame for another page that shows another view than was copied, or the head of the page in it."""
    page = open_page("#events", permissions=["clipboard-read", "clipboard-write"])
    page.select_option("#events select[name=status]", "planned")
    snippet = copied(page, "#events button:text-is('Copy embed code')")
    assert "explorer.html#events?status=planned&amp;embed=1" in snippet
    outer = page_file.parent / "outer.html"
    outer.write_text(f"<!doctype html><title>x</title>{snippet}", encoding="utf-8")
    context = browser.new_context(offline=True)
    framed = context.new_page()
    framed.goto(outer.as_uri())
    frame = framed.frame_locator("iframe")
    frame.locator("#events tbody tr").first.wait_for()
    drawn(framed)
    planned = [row["event_id"] for row in read_rows(ROOT, "events") if row["status"] == "planned"]
    assert frame.locator("#events tbody tr").count() == len(planned)
    assert not frame.locator("nav").is_visible()
    frame.locator(f"#events a[href='#{planned[0]}']").click()
    frame.locator("#record .panel-bar").wait_for()
    assert not frame.locator("nav").is_visible()
    context.close()


PLOTS = ("who-is-named", "who-speaks-of-whom", "who-has-which-part", "figures-plot")


def test_frame_of_a_row(open_page: Open) -> None:
    """A frame for one row in which a reader closes it, and has another table or nothing instead."""
    page = open_page("#evt-007?embed=1", width=650)
    assert page.locator("#record .panel-bar a").count() == 0
    page.keyboard.press("Escape")
    drawn(page)
    assert page.evaluate("location.hash") == "#evt-007?embed=1"
    go(page, "act-011")
    with moving(page):
        page.click("#record .close")
    assert page.evaluate("location.hash") == "#evt-007"
    assert page.locator("#record .panel-bar a").count() == 0
    assert not page.is_visible("nav")


def test_frame_of_a_plot(open_page: Open) -> None:
    """A plot that can be shown in another page only with others and a table; one without an address of its own."""
    page = open_page("#voices", permissions=["clipboard-read", "clipboard-write"])
    for plot in PLOTS:
        go(page, plot)
        assert page.locator(f"[id={plot}] svg:not(.shape)").first.is_visible()
        assert page.locator(f"[id={plot}]").bounding_box()["y"] < 800
        assert f"#{plot}?embed=1" in copied(page, f"[id={plot}] button:text-is('Copy embed code')")
        frame = open_page(f"#{plot}?embed=1", width=390)
        assert frame.locator(f"[id={plot}] svg:not(.shape)").first.is_visible()
        assert (
            frame.locator(".view.open svg:visible:not(.shape), .view.open table:visible").count()
            == frame.locator(f"[id={plot}] svg:visible:not(.shape)").count()
        )
    go(page, "voices")
    assert page.locator("#voices section svg:not(.shape)").evaluate_all(
        "(plots) => plots.every((plot) => plot.checkVisibility())"
    )


def test_picture_says_nothing_of_links(open_page: Open) -> None:
    """A picture whose words tell its reader to follow a dot."""
    page = open_page("#voices")
    assert "leads to" in page.inner_text("#who-speaks-of-whom")
    _, content = saved(page, "#who-speaks-of-whom button:text-is('SVG')")
    text = " ".join("".join(one.itertext()) for one in ET.fromstring(content).iter(f"{SVG}text"))  # noqa: S314
    assert "hollow dot" in text
    assert "A row without a dot" in text
    assert "leads to" not in text
