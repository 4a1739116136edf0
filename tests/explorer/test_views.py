"""The page in a browser: found, filtered, ordered, linked to and copied from, by mouse, keyboard and screen reader."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browsing import go, moving
from packages import ROOT, article, read_rows
from us_cuba_2026.citation import STYLES
from us_cuba_2026.citation.cite import cite

pytestmark = pytest.mark.slow

Open = Callable[..., Any]

VIEWS = ("start", "quotes", "events", "timeline", "actors", "voices", "figures", "tables", "codebook", "check")
RECORDS = ("quo-006", "evt-011", "fig-011", "act-011", "plc-001", "psg-008", "src-001")
BACK = 2000  # milliseconds after which a button says again what it does
AXE = ROOT / "explorer" / "node_modules" / "axe-core" / "axe.min.js"


def visible_ids(page: Any, view: str) -> list[str]:
    """The ids of the rows that a view shows, in their order."""
    found: list[str] = page.eval_on_selector_all(f"#{view} tbody tr", "(rows) => rows.map((row) => row.id)")
    return found


def test_search(open_page: Open) -> None:
    """A search that misses a row, keeps one that lacks a word, or knows no accents and names."""
    page = open_page("#quotes")
    page.fill("#quotes input[type=search]", "oil money")
    wanted = [
        row["quote_id"]
        for row in read_rows(ROOT, "quotes")
        if "oil" in str(row).lower() and "money" in str(row).lower()
    ]
    assert visible_ids(page, "quotes") == wanted != []
    assert page.inner_text("#quotes .result") == f"{len(wanted)} of 36 rows"
    page.fill("#quotes input[type=search]", "zuniga")
    assert visible_ids(page, "quotes") == ["quo-023", "quo-024"]
    page.fill("#quotes input[type=search]", "no such words")
    assert visible_ids(page, "quotes") == []
    page.click("#quotes button[type=reset]")
    assert len(visible_ids(page, "quotes")) == 36


def test_filters(open_page: Open) -> None:
    """A filter that lets other rows through, or counts wrongly."""
    page = open_page("#events")
    page.select_option("#events select[name=status]", "hypothetical")
    rows = [row for row in read_rows(ROOT, "events") if row["status"] == "hypothetical"]
    assert visible_ids(page, "events") == [row["event_id"] for row in rows]
    military = [row["event_id"] for row in rows if row["kind"] == "military"]
    assert f"military ({len(military)})" in page.inner_text("#events select[name=kind]")
    page.select_option("#events select[name=kind]", "military")
    assert visible_ids(page, "events") == military


def test_filter_by_speaker(open_page: Open) -> None:
    """Statements of unnamed sources that cannot be told from others."""
    page = open_page("#quotes")
    page.select_option("#quotes select[name='speaker.naming']", "unnamed")
    naming = {row["actor_id"]: row["naming"] for row in read_rows(ROOT, "actors")}
    quotes = [row["quote_id"] for row in read_rows(ROOT, "quotes") if naming[row["speaker_id"]] == "unnamed"]
    assert visible_ids(page, "quotes") == quotes != []


def test_order(open_page: Open) -> None:
    """Numbers ordered as text, empty cells first, an order that is not told to a screen reader."""
    page = open_page("#figures")
    header = page.locator("#figures th[data-column=value_low] button")
    header.click()
    rows = [row for row in read_rows(ROOT, "figures") if row["value_low"]]
    ordered = [row["figure_id"] for row in sorted(rows, key=lambda row: int(row["value_low"]))]
    assert visible_ids(page, "figures")[: len(ordered)] == ordered
    assert page.get_attribute("#figures th[data-column=value_low]", "aria-sort") == "ascending"
    header.press("Enter")
    assert page.get_attribute("#figures th[data-column=value_low]", "aria-sort") == "descending"
    amounts = {row["figure_id"]: int(row["value_low"] or -1) for row in read_rows(ROOT, "figures")}
    found = [amounts[one] for one in visible_ids(page, "figures")]
    assert [one for one in found if one >= 0] == sorted((one for one in amounts.values() if one >= 0), reverse=True)


@pytest.mark.parametrize("record", RECORDS)
def test_deep_link(record: str, open_page: Open) -> None:
    """A row whose address opens nothing."""
    page = open_page(f"#{record}")
    assert record in page.inner_text("#record .panel-bar")
    assert page.evaluate("document.title").count(record) == 1
    assert page.locator(".view.open tr.selected").get_attribute("id") == record


@pytest.mark.parametrize("address", ["#no-such-row", "#%", "#__proto__", "#constructor", "#'><b>", "#"])
def test_unknown_address(address: str, open_page: Open) -> None:
    """An address that leads nowhere and breaks the page."""
    assert open_page(address).is_visible("#start")


def test_column_of_the_codebook(open_page: Open) -> None:
    """The address of a column that does not open it."""
    page = open_page("#quotes.form")
    assert page.is_visible("#codebook")
    assert page.evaluate("document.getElementById('quotes.form').getBoundingClientRect().top") < 300


def test_links_both_ways(open_page: Open) -> None:
    """A quote that does not lead to its speaker and event, or an actor and event that do not lead back."""
    page = open_page("#quo-006")
    hrefs = "(links) => links.map((link) => link.getAttribute('href'))"
    linked = page.eval_on_selector_all("#record a", hrefs)
    assert {"#act-011", "#evt-009", "#psg-008", "#quo-005"} <= set(linked)
    with moving(page):
        page.click("#record a[href='#act-011']")
    linked = page.eval_on_selector_all("#record a", hrefs)
    said = [f"#{row['quote_id']}" for row in read_rows(ROOT, "quotes") if row["speaker_id"] == "act-011"]
    parts = [f"#{row['event_id']}" for row in read_rows(ROOT, "participants") if row["actor_id"] == "act-011"]
    assert {*said, *parts} <= set(linked)
    go(page, "evt-011")
    linked = page.eval_on_selector_all("#record a", hrefs)
    children = [f"#{row['event_id']}" for row in read_rows(ROOT, "events") if row["parent_event_id"] == "evt-011"]
    assert {*children, "#plc-001", "#act-004"} <= set(linked)


def test_back_button(open_page: Open) -> None:
    """A step back that leads elsewhere than where one came from."""
    page = open_page("#timeline")
    with moving(page):
        page.click("#timeline a[data-id='evt-011'] >> nth=0")
    assert page.is_visible("#timeline")
    assert page.is_visible("#record")
    with moving(page):
        page.click("nav >> text=Figures")
    assert page.is_visible("#figures")
    assert not page.is_visible("#record")
    with moving(page):
        page.go_back()
    assert "evt-011" in page.inner_text("#record .panel-bar")
    with moving(page):
        page.go_back()
    assert page.is_visible("#timeline")
    assert not page.is_visible("#record")


def test_keyboard(open_page: Open) -> None:
    """A row that cannot be opened, or closed, without a mouse; a focus that stays behind."""
    page = open_page("#timeline")
    page.focus("#timeline a[data-id='evt-008']")
    with moving(page):
        page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "record"
    with moving(page):
        page.keyboard.press("Escape")
    assert not page.is_visible("#record")
    assert page.evaluate("location.hash") == "#timeline"


def test_copies(open_page: Open) -> None:
    """A citation that is not that of the command, or a button that copies something else."""
    page = open_page("#quo-006", permissions=["clipboard-read", "clipboard-write"])
    page.clock.install(time=0)
    page.clock.pause_at(1)
    for style in STYLES:
        page.select_option("#record .citations select", style)
        page.click("#record .citations .copy")
        page.wait_for_selector("#record .citations >> text=Copied")
        assert page.evaluate("navigator.clipboard.readText()") == cite("quo-006", style)
        page.clock.run_for(BACK)
        page.wait_for_selector("#record .citations .copy >> text='Copy'")
    page.click("#record .address .copy")
    page.wait_for_selector("#record .address >> text=Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_every_event_and_figure_is_drawn(open_page: Open) -> None:
    """A row that the plots drop in silence."""
    ids = "(marks) => [...new Set(marks.map((mark) => mark.dataset.id))].sort()"
    page = open_page("#timeline")
    assert page.eval_on_selector_all("#timeline [data-id]", ids) == [
        row["event_id"] for row in read_rows(ROOT, "events")
    ]
    dated = [row["event_id"] for row in read_rows(ROOT, "events") if row["date_start"]]
    assert page.eval_on_selector_all("#timeline svg [data-id]", ids) == dated
    with moving(page):
        page.click("nav >> text=Figures")
    assert page.eval_on_selector_all("#figures svg [data-id]", ids) == [
        row["figure_id"] for row in read_rows(ROOT, "figures")
    ]


def test_share_of_unnamed_sources(open_page: Open) -> None:
    """A share that the data do not have."""
    page = open_page("#voices")
    naming = {row["actor_id"]: row["naming"] for row in read_rows(ROOT, "actors")}
    speakers = {row["utterance_id"]: row["speaker_id"] for row in read_rows(ROOT, "quotes")}
    unnamed = sum(naming[speaker] == "unnamed" for speaker in speakers.values())
    assert f"{unnamed} of {len(speakers)} statements" in page.inner_text("#voices h2 >> nth=0")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_accessible(width: int, scheme: str, open_page: Open) -> None:
    """What keeps somebody from using the page: contrast, names, roles, structure."""
    if not AXE.is_file():
        pytest.skip("needs axe-core: npm ci --prefix explorer")
    page = open_page("", width=width, color_scheme=scheme, bypass_csp=True)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for address in (*VIEWS, *RECORDS):
        go(page, address)
        if address == "check":
            page.fill("#copy-text", article())
            page.click("text=Check this copy")
            page.wait_for_selector("#check-json", state="attached")
        found = page.evaluate(
            "axe.run().then(({violations}) =>"
            " violations.map(({id, nodes}) => [id, nodes[0].html, nodes[0].failureSummary]))"
        )
        assert found == [], f"{address}, {width} px, {scheme}"


@pytest.mark.parametrize("width", [1280, 390, 360])
def test_nothing_runs_out_of_the_page(width: int, open_page: Open) -> None:
    """A view that has to be scrolled sideways as a whole."""
    page = open_page("", width=width)
    for address in (*VIEWS, *RECORDS):
        go(page, address)
        if address == "check":
            page.fill("#copy-text", article())
            page.click("text=Check this copy")
            page.wait_for_selector("#check-json", state="attached")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_without_scripts(open_page: Open) -> None:
    """A page that tells nothing where scripts are off."""
    page = open_page(java_script_enabled=False)
    text = page.locator("body").inner_text()
    for table in ("quotes", "events", "figures", "actors"):
        for row in read_rows(ROOT, table):
            assert next(iter(row.values())) in text
    assert "The check needs scripts" in text


def test_size(page_file: Path) -> None:
    """A page that grows until it keeps its reader waiting: at this size it takes up to a second on two busy cores."""
    assert page_file.stat().st_size < 2.5e6


def test_print(open_page: Open) -> None:
    """A printed page with buttons on it, or without its table."""
    page = open_page("#quotes")
    page.emulate_media(media="print")
    assert page.is_visible("#quotes table")
    assert not page.is_visible("nav")
    assert not page.is_visible("#quotes .tools")
