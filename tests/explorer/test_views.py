"""The page in a browser: found, filtered, ordered, linked to and copied from, by mouse, keyboard and screen reader."""

import html
import io
import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote as encoded

import pytest
from PIL import Image

from browsing import copied, drawn, go, moving
from packages import ROOT, article, copy_dataset, read_descriptor, read_rows, write_descriptor, write_rows, written
from us_cuba_2026 import flat
from us_cuba_2026.citation import STYLES, Style
from us_cuba_2026.citation.cite import cite
from us_cuba_2026.citation.facts import facts
from us_cuba_2026.explorer import explorer
from us_cuba_2026.explorer.dates_in_words import in_words
from us_cuba_2026.metadata.documentation import document
from us_cuba_2026.model.package import Package

pytestmark = pytest.mark.slow

Open = Callable[..., Any]

WORDS = ("article", "named", "collective", "unnamed")
VIEWS = ("start", "quotes", "events", "timeline", "actors", "voices", "figures", "tables", "codebook", "check")
RECORDS = ("quo-006", "evt-011", "fig-011", "act-011", "plc-001", "psg-008", "src-001")
BACK = 2000  # milliseconds after which a button says again what it does
DATES = {"date_edtf", "date_start", "date_end", "date_precision", "date_basis"}
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"


def visible_ids(page: Any, view: str) -> list[str]:
    """The ids of the rows that a view shows, in their order."""
    found: list[str] = page.eval_on_selector_all(f"#{view} tbody tr", "(rows) => rows.map((row) => row.id)")
    return found


def spaced(page: Any, selector: str) -> str:
    """The text of an element, with one space between words."""
    return " ".join(page.inner_text(selector).split())


def ids_with(table: str, *words: str) -> list[str]:
    """The ids of the rows of a table that have these words in their own cells."""
    return [
        next(iter(row.values()))
        for row in read_rows(ROOT, table)
        if all(re.search(rf"(?<![^\W_]){word}", " ".join(row.values()).casefold()) for word in words)
    ]


def said(ids: list[str]) -> int:
    """The number of statements that quotes are parts of, but for those known only through another."""
    rows = read_rows(ROOT, "quotes")
    statements = {row["quote_id"]: (row["utterance_id"], row["speaker_id"]) for row in rows}
    return len(
        {statements[one] for one in ids} - {statements[row["quote_id"]] for row in rows if row["reported_in_id"]}
    )


def test_search(open_page: Open) -> None:
    """A search that misses a row, keeps one that lacks a word, counts wrongly, or is silent where nothing is there."""
    page = open_page("#quotes")
    search = "#quotes input[type=search]"
    page.fill(search, "oil money")
    wanted = ids_with("quotes", "oil", "money")
    assert visible_ids(page, "quotes") == wanted != []
    assert page.inner_text("#quotes caption") == f"Quotes: {len(wanted)} of 36 rows, {said(wanted)} of 28 statements"
    page.fill(search, "no such words")
    assert visible_ids(page, "quotes") == []
    assert not page.is_visible("#quotes thead")
    assert page.inner_text("#quotes .nothing") == "Quotes: no row with “no such words”. Show all rows"
    page.click("#quotes .nothing button")
    assert len(visible_ids(page, "quotes")) == 36
    page.fill("#quotes input[type=search]", "no such words")
    page.click("#quotes button[type=reset]")
    assert len(visible_ids(page, "quotes")) == 36
    assert page.inner_text("#quotes caption") == "Quotes: 36 rows, 28 statements"
    assert not page.is_visible("#quotes .nothing")
    assert page.evaluate("location.hash") == "#quotes"


ALIKE = {
    "zuniga": "Zúñiga",
    "ZÚÑIGA": "Zúñiga",
    "It’s theater": "It's theater",
    "“It`s theater”": "It's theater",
    "«theater»": "theater",
    "Díaz–Canel": "Díaz-Canel",
    "diaz\u2011canel": "Díaz-Canel",
    "DIAZ\u2014CANEL": "Díaz-Canel",
    "\ufb01delity": "fidelity",
    "the\u00adater": "theater",
}


def test_search_folds_what_looks_alike(open_page: Open) -> None:
    """Words that are found only with the very marks, accents and capitals of the cell."""
    page = open_page("#quotes")
    found = {}
    for one in {*ALIKE, *ALIKE.values()}:
        page.fill("#quotes input[type=search]", one)
        found[one] = visible_ids(page, "quotes")
    assert {one: found[one] for one in ALIKE} == {one: found[other] for one, other in ALIKE.items()}
    assert all(found[one] for one in ("zuniga", "It’s theater", "Díaz–Canel"))


def test_words_in_quotation_marks_are_searched_side_by_side(open_page: Open) -> None:
    """Words found far from each other, in two cells or within longer words though they stand in quotation marks."""
    page = open_page("#quotes")
    found = {}
    for one in (
        "make a deal",
        '"make a deal"',
        "“a deal BEFORE it”",
        '"deal make"',
        '"make a dea"',
        '"make a dea',
        '"" oil',
    ):
        page.fill("#quotes input[type=search]", one)
        found[one] = visible_ids(page, "quotes")
    with_words = [
        row["quote_id"] for row in read_rows(ROOT, "quotes") if "make a deal" in f"{row['text']} {row['summary']}"
    ]
    assert found['"make a deal"'] == with_words == ["quo-005", "quo-017"]
    assert {*with_words} <= {*found["make a deal"]}
    assert found["“a deal BEFORE it”"] == ["quo-005"]  # with a full stop between; the other has "it's"
    assert found['"deal make"'] == found['"make a dea"'] == []
    assert found['"make a dea'] == with_words  # more may follow
    assert found['"" oil'] == ids_with("quotes", "oil")
    go(page, "passages")
    page.fill("form[data-tools=passages] input[type=search]", '"paragraph 3"')
    rows = page.locator("table[data-table=passages] tbody tr")
    assert rows.evaluate_all("(rows) => rows.map((row) => row.id)") == ["psg-008"]
    assert "quotation marks" in page.get_attribute("#find", "title")


def test_words_are_searched_from_their_start(open_page: Open, tmp_path: Path) -> None:
    """Oil found in turmoil; a beginning, a number, a mark or a word of a script without spaces that is not found."""
    folder = copy_dataset(tmp_path / "package")
    rows = read_rows(folder, "actors")
    notes = (
        "A turmoil",
        "Oil-for-food",
        "half-oily",
        "gas,oil",
        "\u53e4\u5df4\u77f3\u6cb9",
        "C++ (or $3.50)",
        "a 1350 b",
    )
    for row, note in zip(rows, notes, strict=False):
        row |= {"role": "Somebody", "note": note}
    write_rows(folder, "actors", rows)
    file = tmp_path / "explorer.html"
    file.write_text(explorer(Package.read(folder)), encoding="utf-8", newline="\n")
    page = open_page("#actors", file)
    for search, wanted in (
        ("oil food", ["act-002"]),
        ("OIL", ["act-002", "act-003", "act-004"]),
        ("\u77f3\u6cb9", ["act-005"]),
        ("c++", ["act-006"]),
        ("($", []),
        ("$3.", ["act-006"]),
        ("3.5", ["act-006"]),
        ("350", []),
        ("turm", ["act-001"]),
    ):
        page.fill("#actors input[type=search]", search)
        found = {*visible_ids(page, "actors")} & {row["actor_id"] for row in rows[: len(notes)]}
        assert sorted(found) == wanted, search


def test_found_quotes_and_claims_say_who_speaks(open_page: Open) -> None:
    """Words found without who says them, whether by name, in whose words and through whom; a claim of nobody."""
    page = open_page("#search?search=breakdown")
    hits = "(links) => links.map((link) => link.parentElement.innerText.replaceAll(/\\s+/g, ' '))"

    def found(record: str) -> str:
        return str(page.eval_on_selector_all(f"#found a[href='#{record}']", hits)[0])

    assert "Trump administration (named), indirect, via people familiar with the matter (unnamed)" in found("quo-003")
    assert "people familiar with the matter (unnamed), indirect" in found("quo-002")
    actors = {row["actor_id"]: row for row in read_rows(ROOT, "actors")}
    for word in ("deal", "oil"):
        go(page, f"search?search={word}")
        for quote in read_rows(ROOT, "quotes"):
            if page.locator(f"#found a[href='#{quote['quote_id']}']").count():
                speaker = actors[quote["speaker_id"]]
                said = f"{speaker['name']} ({speaker['naming']}), {quote['form']}"
                assert said in found(quote["quote_id"])
    claims = {row["claim_id"]: row for row in read_rows(ROOT, "claims")}
    own = page.eval_on_selector_all(
        "#found a[href^='#clm-']", "(links) => links.map((link) => [link.hash, link.innerText])"
    )
    assert {bool(claims[one[1:]]["actor_id"]) for one, _ in own} == {False, True}
    for one, text in own:
        assert ("the article" in text) is not bool(claims[one[1:]]["actor_id"])


def test_statement_that_others_report_says_so(open_page: Open, tmp_path: Path) -> None:
    """A statement shown as if the article had it from its speaker; a chain that stops early, or never."""
    page = open_page("#quo-003")
    cells = "(cells) => cells.map((cell) => cell.innerText.replaceAll(/\\s+/g, ' '))"
    lines = page.eval_on_selector_all("#record .cells > div", cells)
    at = next(at for at, line in enumerate(lines) if line.startswith("Speaker"))
    assert re.match(r"Reported by people familiar with the matter act-007 \(unnamed\), in .* quo-002$", lines[at + 1])
    assert not any(line.startswith("Reported in") for line in lines)
    via = "via people familiar with the matter act-007"
    assert via in page.inner_text("#quotes [id=quo-003] td")
    reported = {row["quote_id"] for row in read_rows(ROOT, "quotes") if row["reported_in_id"]}
    assert page.locator("#quotes td", has_text="via ").count() == len(reported)
    resting = [row for row in read_rows(ROOT, "claims") if row["quote_id"] in reported]
    go(page, "claims")
    assert page.locator("[data-table=claims] td", has_text="via ").count() == len(resting) > 0
    assert via in page.inner_text("#tables [id=clm-007]")
    go(page, "clm-007")
    assert "Reported by people familiar with the matter act-007 (unnamed), in" in spaced(page, "#record .cells")
    for record in ("evt-004", "act-003", "psg-007"):
        go(page, record)
        line = page.locator("#record .links li:has(a[href='#quo-003'])").first
        assert "via people familiar with the matter" in line.inner_text()
    go(page, "act-003")
    stand = page.locator("#record .links li:has(a[href='#evt-004'])").first
    assert "via people familiar with the matter" in stand.inner_text()
    go(page, "search?search=breakdown")
    claim = page.inner_text("#found a[href='#clm-007']")
    assert "Trump administration (named), via people familiar with the matter (unnamed)" in claim
    go(page, "voices")
    heads = page.locator("#voices .matrix-scroll >> nth=0").locator("a[data-id=act-003] title").all_text_contents()
    assert "Trump administration, via people familiar with the matter (unnamed)" in heads
    folder = copy_dataset(tmp_path / "package")
    quotes = read_rows(folder, "quotes")
    quotes[1]["reported_in_id"] = "quo-010"
    quotes[9]["reported_in_id"] = "quo-003"
    write_rows(folder, "quotes", quotes)
    file = tmp_path / "explorer.html"
    file.write_text(explorer(Package.read(folder)), encoding="utf-8", newline="\n")
    page = open_page("#quo-003", file)
    reporters = [line for line in page.eval_on_selector_all("#record .cells > div", cells) if "Reported by" in line]
    assert [line.rsplit(" ", 1)[1] for line in reporters] == ["quo-002", "quo-010"]


def test_words_in_lists_of_the_panel_are_defined(open_page: Open) -> None:
    """A stance, a part or a relation that nothing on the panel explains, or that is explained in each line again."""
    page = open_page("#evt-021")
    words = {
        (word["field"], word["code"]): word["definition"]
        for word in read_rows(ROOT, "vocabulary")
        if word["field"] in ("claims.stance", "participants.role", "event_places.role", "event_relations.relation")
    }
    assert words[("claims.stance", "allows")] in page.inner_text("#record .links")
    for record in ("evt-011", "act-011", "quo-001", "plc-001", "fig-003", "evt-007"):
        go(page, record)
        roles = page.eval_on_selector_all(
            "#record .role", "(roles) => roles.map((role) => [role.innerText, role.title])"
        )
        defined = page.locator("#record .links .definition").all_inner_texts()
        assert roles != []
        for word, title in roles:
            meanings = {words[key] for key in words if key[1] == word.replace(" ", "_")}
            assert title in meanings, word
            assert defined.count(title) == 1, f"{record}: {word}"


def test_one_search_over_all_tables(open_page: Open) -> None:
    """A row of any table that the search of the page does not find; a nothing that is not said; a step back too few."""
    page = open_page("#events")
    page.locator("#find").press_sequentially("embargo")
    assert page.evaluate("location.hash") == "#search?search=embargo"
    linked = page.eval_on_selector_all("#found a", "(links) => links.map((link) => link.hash)")
    for table in ("events", "actors", "quotes", "figures"):
        assert {f"#{one}" for one in ids_with(table, "embargo")} <= set(linked)
    assert "#events?search=embargo" in linked
    assert "#claims?search=embargo" in linked
    page.reload()
    assert page.input_value("#find") == "embargo"
    with moving(page):
        page.click("#found a[href='#claims?search=embargo']")
    assert 0 < len(visible_ids(page, "tables [data-table=claims]")) < len(read_rows(ROOT, "claims"))
    assert page.input_value("#find") == ""
    with moving(page):
        page.go_back()
    with moving(page):
        page.go_back()
    assert page.is_visible("#events")
    page.fill("#find", "hypothetical")
    assert page.is_visible("#found a[href='#events.status']")
    page.fill("#find", "no such words")
    assert "Nothing here has “no such words”" in page.inner_text("#found")


def test_a_title_that_all_rows_share_is_found_once(open_page: Open) -> None:
    """Each passage found by the title of the one source, as if it held these words."""
    (title,) = (row["title"] for row in read_rows(ROOT, "sources"))
    page = open_page("#start")
    page.fill("#find", f'"{title}"')
    linked = page.eval_on_selector_all("#found a", "(links) => links.map((link) => link.hash)")
    assert "#src-001" in linked
    assert not [one for one in linked if one.startswith("#psg-")]


def test_address_holds_what_is_shown(open_page: Open) -> None:
    """A search, filter or order that a reload or a link loses, or that the back button does not undo."""
    page = open_page("#events")
    page.select_option("#events select[name=status]", "occurred")
    page.click("#events th[data-column=date_edtf] button")
    page.locator("#events input[type=search]").press_sequentially("cuba")
    shown = visible_ids(page, "events")
    assert 1 < len(shown) < 90
    address = page.evaluate("location.hash")
    assert address == "#events?status=occurred&sort=date_edtf&search=cuba"
    page.reload()
    assert visible_ids(page, "events") == shown
    with moving(page):
        page.click(f"#events tbody a[href='#{shown[1]}']")
    assert visible_ids(page, "events") == shown
    page.reload()
    assert shown[1] in page.inner_text("#record .panel-bar")
    assert visible_ids(page, "events") == shown
    with moving(page):
        page.click("#record .close")
    assert page.evaluate("location.hash") == address
    for _ in range(3):
        with moving(page):
            page.go_back()
    assert page.evaluate("location.hash") == "#events?status=occurred&sort=date_edtf"
    with moving(page):
        page.go_back()
    assert page.get_attribute("#events th[data-column=date_edtf]", "aria-sort") is None
    with moving(page):
        page.go_back()
    assert len(visible_ids(page, "events")) == 105
    go(page, "events?status=no-such-status&sort=none&other=1")
    assert len(visible_ids(page, "events")) == 105
    assert page.inner_text("#events .notice") == (
        "There is no word “no-such-status” in “Status” and no column “none” to order by: all rows are shown."
    )
    go(page, "events?status=no-such-status&search=embargo")
    assert "no-such-status” in “Status”: the rows are shown without it" in page.inner_text("#events .notice")
    page.select_option("#events select[name=status]", "occurred")
    assert not page.is_visible("#events .notice")
    go(page, "events?status=no-such-status")
    go(page, "events?status=occurred&sort=title")
    assert not page.is_visible("#events .notice")
    go(page, "tables?claims.stance=doubts&claims.sort=-record_id")
    doubts = [row["claim_id"] for row in read_rows(ROOT, "claims") if row["stance"] == "doubts"]
    assert sorted(visible_ids(page, "tables [data-table=claims]")) == doubts
    assert page.evaluate("document.getElementById('claims').getBoundingClientRect().top") < 300


def test_claims_name_what_they_are_on(open_page: Open) -> None:
    """A claim on an event or figure that is an id without name or link, or rows in another order than the names."""
    page = open_page("#tables?claims.sort=record_id")
    titles = {row["event_id"]: row["title"] for row in read_rows(ROOT, "events")}
    titles |= {row["figure_id"]: row["measure"] for row in read_rows(ROOT, "figures")}
    links = page.locator("[data-table=claims] tbody td:nth-child(2) a")
    ids = [link.get_attribute("href").removeprefix("#") for link in links.all()]
    assert links.all_inner_texts() == [f"{titles[one]} {one}" for one in ids]
    assert sorted(ids) == sorted(row["record_id"] for row in read_rows(ROOT, "claims"))
    firsts = [titles[one][0].casefold() for one in ids if titles[one][0].isalpha()]
    assert firsts == sorted(firsts)


def test_claims_without_a_claimant_are_the_articles(open_page: Open) -> None:
    """An empty cell where the article itself speaks: in the table, its order, its search, a panel, what is found."""
    own = {row["claim_id"] for row in read_rows(ROOT, "claims") if not row["actor_id"]}
    at = [*read_rows(ROOT, "claims")[0]].index("actor_id") + 1
    cells = f"[data-table=claims] tbody td:nth-child({at})"
    for width in (1280, 390):
        page = open_page("#tables?claims.sort=actor_id", width=width)
        texts = page.locator(cells).all_inner_texts()
        assert texts.count("the article") == len(own) > 0
        assert "" not in texts
        assert texts == sorted(texts, key=lambda text: re.sub(r"[^\w ]", "", text).casefold())
    one = min(own)
    go(page, one)
    assert "the article" in page.inner_text("#record .cells").splitlines()
    record = next(row["record_id"] for row in read_rows(ROOT, "claims") if row["claim_id"] == one)
    go(page, record)
    assert "the article" in page.inner_text("#record section:has(h2:text('Who says so'))")
    go(page, "tables?claims.search=the+article")
    assert {*visible_ids(page, "tables [data-table=claims]")} >= own


def test_dates_are_written_and_ordered_for_people(open_page: Open) -> None:
    """Dates in a code that nobody reads, ordered by its letters instead of by day, or among rows without one."""
    page = open_page("#events")
    cell = page.locator("#evt-069 .date")
    assert (cell.inner_text(), cell.get_attribute("title")) == (
        "between 3 and 21 January 2026",
        "EDTF: [2026-01-03..2026-01-21]",
    )
    dated = [row for row in read_rows(ROOT, "events") if row["date_start"]]
    for backwards in (False, True):
        page.click("#events th[data-column=date_edtf] button")
        found = visible_ids(page, "events")[: len(dated)]
        days = {row["event_id"]: (row["date_start"], row["date_end"]) for row in dated}
        assert [days[one] for one in found] == sorted(days.values(), reverse=backwards)
    go(page, "evt-069")
    assert "between 3 and 21 January 2026" in page.inner_text("#record .cells")


CODED = re.compile(r"\b[a-z]+_[a-z_]+\b")
UNDIVIDED = re.compile(r"(?<![\w.,-])\d{5,}(?![\w-])")


def test_words_and_numbers_are_written_for_people(open_page: Open) -> None:
    """A code with underscores, in a cell, a filter, a legend or a panel; a number whose digits have to be counted."""
    page = open_page("#quotes")
    columns = {field["name"] for one in read_descriptor(ROOT)["resources"] for field in one["schema"]["fields"]}
    says = """(view) => {
      const codes = [...view.querySelectorAll("code, pre, [data-table=crosswalk]")];
      for (const code of codes) code.style.display = "none";
      const text = view.innerText;
      for (const code of codes) code.style.display = "";
      return text;
    }"""
    for address in (*VIEWS, "search?search=occurred+caracas", "search?search=3%2C000%2C000"):
        if address in ("quotes", "codebook"):
            continue
        go(page, address)
        text = page.locator(".view.open").evaluate(says)
        text += " ".join(page.locator(".view.open title").all_text_contents())
        assert ({*CODED.findall(text)} - columns, UNDIVIDED.findall(text)) == (set(), []), address
    coded = [row["event_id"] for row in read_rows(ROOT, "events") if row["status"] == "not_occurred"]
    go(page, "events?search=not+occurred")
    assert {*coded} <= {*visible_ids(page, "events")}
    assert page.inner_text(f"[id={coded[0]}] .code >> nth=-1") == "not occurred"
    page.select_option("#events select[name=status]", "not_occurred")
    assert visible_ids(page, "events") == coded
    assert page.evaluate("location.hash") == "#events?search=not+occurred&status=not_occurred"
    go(page, "figures?search=3,000,000")
    (money,) = visible_ids(page, "figures")
    for record in (coded[0], money, "clm-050", "psg-008", "src-001", "plc-001"):
        go(page, record)
        text = page.locator("#record .cells").evaluate(says)
        text += " ".join(page.locator("#record .links").all_inner_texts())
        assert ({*CODED.findall(text)} - columns, UNDIVIDED.findall(text)) == (set(), []), record
    go(page, money)
    cells = page.inner_text("#record .cells")
    assert "3,000,000" in cells
    assert not {"true", "false"} & {*cells.split()}


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
    page.select_option("#quotes select[name='speaker_naming']", "unnamed")
    naming = {row["actor_id"]: row["naming"] for row in read_rows(ROOT, "actors")}
    quotes = [row["quote_id"] for row in read_rows(ROOT, "quotes") if naming[row["speaker_id"]] == "unnamed"]
    assert visible_ids(page, "quotes") == quotes != []


def test_filter_counts_as_the_plot_of_sources_does(open_page: Open) -> None:
    """Statements of sources that the article does not name: so many above the plot, and others in the table."""
    page = open_page("#start")
    share = re.match(r"(\d+ of \d+ statements)", page.inner_text("#finding h2"))
    with moving(page):
        page.click("#finding a:text-is('What they say')")
    shown = visible_ids(page, "quotes")
    assert share
    assert page.inner_text("#quotes caption") == f"Quotes: {len(shown)} of 36 rows, {share[1]}"
    chosen = page.locator("#quotes select[name=speaker_naming] option:checked").inner_text()
    assert chosen == f"unnamed ({len(shown)})"
    go(page, "quotes?form=direct")
    numbers = page.locator("#quotes select[name=speaker_naming] option").all_inner_texts()[1:]
    for option in numbers:
        page.select_option("#quotes select[name=speaker_naming]", label=option)
        assert option.endswith(f"({len(visible_ids(page, 'quotes'))})")


@pytest.mark.parametrize("table", ["events", "figures", "claims"])
def test_on_whose_word_rows_rest(table: Literal["events", "figures", "claims"], open_page: Open) -> None:
    """Events on unnamed sources alone that cannot be told from others, in a table or where a row is open."""
    rests = flat(table).set_index(f"{table[:-1]}_id")["rests_on"]
    page = open_page(f"#{table}")
    view = "tables" if table == "claims" else table
    prefix = f"form[data-tools={table}]"
    offered = page.locator(f"{prefix} select[name=rests_on] option").all_inner_texts()[1:]
    assert offered == [f"{word} ({count})" for word in WORDS if (count := int((rests == word).sum()))]
    for word in ("unnamed", "article"):
        page.select_option(f"{prefix} select[name=rests_on]", word)
        shown = page.eval_on_selector_all(f"table[data-table={table}] tbody tr", "(rows) => rows.map((row) => row.id)")
        assert shown == list(rests.index[rests == word])
        assert page.evaluate("location.hash") == f"#{table}?rests_on={word}"
    assert page.is_visible(f"#{view}")
    if table == "claims":
        return
    claims = read_rows(ROOT, "claims")
    naming = {row["actor_id"]: row["naming"] for row in read_rows(ROOT, "actors")}
    for one in [rests.index[rests == word][0] for word in ("unnamed", "named", "article")]:
        go(page, one)
        section = page.locator("#record section:has(> h2:text-matches('^Who says so'))")
        own = [row for row in claims if row["record_id"] == one]
        assert section.locator(".uses").inner_text() == str(len(own))
        items = [" ".join(item.split()) for item in section.locator("li").all_inner_texts()]
        assert items[0].startswith(f"Rests on: {rests[one]} ")
        for row, item in zip(own, items[1:], strict=True):
            assert (f"{row['actor_id']} ({naming[row['actor_id']]})" if row["actor_id"] else "the article") in item


def test_nobodys_word_is_not_told(open_page: Open, fictional_package: Path, tmp_path: Path) -> None:
    """A row said to rest on something where nobody affirms it, or in a page that does not know."""
    page = open_page("#evt-007")
    nobody = flat("events").query("rests_on.isna()")["event_id"].to_list()
    assert nobody
    for one in nobody:
        go(page, one)
        assert "Rests on" not in page.inner_text("#record")
    file = tmp_path / "another.html"
    file.write_text(explorer(Package.read(fictional_package)), encoding="utf-8", newline="\n")
    assert "Rests on: " in open_page("#evt-001", file).inner_text("#record")


def test_filters_are_called_as_their_columns(open_page: Open) -> None:
    """A filter whose label or name no column has, in the table or in the file that is saved from it."""
    page = open_page("#start")
    for table in ("quotes", "events", "figures", "actors"):
        go(page, table)
        labels = page.eval_on_selector_all(
            f"#{table} .tools label.folded:not(.order, .choice)",
            "(labels) => labels.map((label) => [label.querySelector('select').name, label.firstChild.textContent])",
        )
        both = [one for one in document(Package.read()) if one.name in (table, f"{table}_flat")]
        called = {field.name: field.title for one in both for field in one.fields}
        assert labels
        for name, title in labels:
            assert called[name] == title


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


KEYLESS = [
    resource["name"] for resource in read_descriptor(ROOT)["resources"] if len(resource["schema"]["primaryKey"]) > 1
]


def test_every_table_has_an_address(open_page: Open) -> None:
    """A table that cannot be linked to; an address of one that shows another, is not kept, or forgets its filters."""
    page = open_page("#start", permissions=["clipboard-read", "clipboard-write"])
    tables = page.evaluate("JSON.parse(document.getElementById('data').textContent).tables.map((one) => one.name)")
    assert {"claims", "participants", "event_places", "event_relations", "evidence", "crosswalk"} <= {*tables}
    for table in tables:
        go(page, table)
        assert not page.is_visible("#missing"), table
        assert page.locator(f".view.open table[data-table={table}]").is_visible()
        if table not in ("quotes", "events", "figures", "actors"):
            heading = page.locator(f".view.open h2[data-heading={table}]")
            assert -1 <= heading.bounding_box()["y"] - page.locator(".top").bounding_box()["height"] < 500
            assert heading.inner_text() in page.title()
            link = copied(page, f"form[data-tools={table}] button:text-is('Copy link')").split(" ")[0]
            assert link.endswith(f"#{table}")
    go(page, "claims?stance=doubts")
    doubted = [row["claim_id"] for row in read_rows(ROOT, "claims") if row["stance"] == "doubts"]
    assert visible_ids(page, "tables [data-table=claims]") == doubted != []
    page.fill("form[data-tools=claims] input[type=search]", doubted[0])
    assert page.evaluate("location.hash") == f"#claims?stance=doubts&search={doubted[0]}"
    page.reload()
    drawn(page)
    assert visible_ids(page, "tables [data-table=claims]") == doubted[:1]
    link = copied(page, "form[data-tools=claims] button:text-is('Copy link')").split(" ")[0]
    assert link == page.evaluate("location.hash")
    page.select_option("form[data-tools=participants] select[name=role]", "victim")
    address = f"#tables?claims.stance=doubts&claims.search={doubted[0]}&participants.role=victim"
    assert page.evaluate("location.hash") == address
    link = copied(page, "form[data-tools=participants] button:text-is('Copy link')").split(" ")[0]
    assert link.endswith("#participants?role=victim")


def test_rows_without_an_id_have_an_address(open_page: Open) -> None:
    """A row without an id that cannot be linked to, opens without its record, or leads to another row."""
    page = open_page("#tables")
    shown = page.evaluate("JSON.parse(document.getElementById('data').textContent).tables.map((one) => one.name)")
    for table in [name for name in KEYLESS if name in shown]:
        rows = read_rows(ROOT, table)
        links = page.locator(f"[data-table={table}] tbody a.own")
        addresses = links.evaluate_all("(links) => links.map((link) => link.hash)")
        assert len({*addresses}) == len(rows)
        (described,) = (one for one in read_descriptor(ROOT)["resources"] if one["name"] == table)
        for at in (0, len(rows) - 1):
            key = [rows[at][name] for name in described["schema"]["primaryKey"]]
            address = "/".join([table, *key])
            assert addresses[at] == f"#{encoded(address)}"
            go(page, encoded(address))
            assert address in page.inner_text("#record .panel-bar")
            assert page.locator("tr.selected").get_attribute("id") == address
            cells = page.inner_text("#record .cells >> nth=0")
            for name in described["schema"]["primaryKey"]:
                assert (
                    written(next(f for f in described["schema"]["fields"] if f["name"] == name), rows[at][name])
                    in cells
                )
            owner = next((one for one in rows[at].values() if re.fullmatch(r"(act|evt|fig|quo|psg)-\d+", one)), None)
            if owner:
                assert "Belongs to" in page.inner_text("#record")
                assert page.locator(f"#record section a[href='#{owner}']").count()
                assert owner in page.inner_text("#record .citations")
            go(page, "tables")
    fresh = open_page(f"#{encoded(address)}")
    assert address in fresh.inner_text("#record .panel-bar")


def test_table_that_is_not_on_the_page_says_where_it_is(open_page: Open) -> None:
    """A table of the package that the page calls unknown."""
    page = open_page("#start")
    for resource in read_descriptor(ROOT)["resources"]:
        go(page, resource["name"])
        if page.is_visible("#missing"):
            assert f"in the file {resource['path']}" in page.inner_text("#missing")
            with moving(page):
                page.click("#missing a")
            assert page.locator(f"#codebook-{resource['name']}").evaluate(UNCOVERED)


def test_unknown_address(open_page: Open) -> None:
    """An address that leads nowhere and breaks the page, or shows its start as if that had been asked for."""
    page = open_page("#start")
    for address in (
        "quo-999",
        "no-such-row",
        "%",
        "__proto__",
        "constructor",
        "'><b>",
        "quotes.none",
        "a?b=c",
        "participants/evt-999",
    ):
        go(page, address)
        assert page.is_visible("#start")
        assert f"no row, column or view {address.split('?')[0]}." in page.inner_text("#missing")
    go(page, "quo-001")
    go(page, "start")
    assert not page.is_visible("#missing")


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
    children = [f"#{row['from_id']}" for row in read_rows(ROOT, "event_relations") if row["to_id"] == "evt-011"]
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


def steps(page: Any) -> dict[str, str]:
    """Where the buttons of a panel lead."""
    return dict(page.locator("#record .step").evaluate_all("(links) => links.map((a) => [a.innerText, a.hash])"))


def test_steps_keep_to_the_rows_that_are_shown(open_page: Open) -> None:
    """A next row that the filters hide, or that stands elsewhere in the order chosen; an end that is passed."""
    page = open_page("#events?status=planned&sort=-title")
    ids = visible_ids(page, "events")
    assert ids != sorted(ids)
    go(page, ids[0])
    assert list(steps(page)) == ["Next"]
    for one in ids[1:]:
        with moving(page):
            page.click("#record .step:text-is('Next')")
        assert page.evaluate("location.hash") == f"#{one}?status=planned&sort=-title"
    assert steps(page) == {"Previous": f"#{ids[-2]}"}
    page.click("#events button:text-is('Clear')")
    assert steps(page) == neighbours("events", ids[-1])
    hidden = next(row["event_id"] for row in read_rows(ROOT, "events") if row["status"] == "ongoing")
    go(page, f"{hidden}?status=planned")
    assert steps(page) == {}
    go(page, "timeline")
    drawn = page.eval_on_selector_all("#timeline [data-id]", "(links) => links.map((link) => link.dataset.id)")
    go(page, drawn[1])
    assert steps(page) == {"Previous": f"#{drawn[0]}", "Next": f"#{drawn[2]}"}
    go(page, "quo-002")
    assert steps(page) == neighbours("quotes", "quo-002")
    go(page, "search?search=oil")
    found = page.eval_on_selector_all("#found a[href^='#quo-']", "(links) => links.map((link) => link.hash)")
    go(page, found[1][1:])
    assert steps(page) == {"Previous": found[0], "Next": found[2]}


def neighbours(table: str, record: str) -> dict[str, str]:
    """Where the buttons of a panel should lead where the view leaves a table as it is in its file."""
    ids = ["", *(next(iter(row.values())) for row in read_rows(ROOT, table)), ""]
    at = ids.index(record)
    return {word: f"#{one}" for word, one in (("Previous", ids[at - 1]), ("Next", ids[at + 1])) if one}


def test_marked_rows_copy_as_their_words(open_page: Open) -> None:
    """A sign of the page's own among the words of a row that are marked and copied."""
    page = open_page("#participants")
    text = page.evaluate(
        "() => { getSelection().selectAllChildren(document.querySelector('[data-table=participants] tbody tr'));"
        " return getSelection().toString(); }"
    )
    assert text.split() == [word for word in text.split() if word.strip("#↕›")]
    assert "evt-001" in text


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
        assert copied(page, "#record .citations .copy") == cite("quo-006", style)
        assert page.inner_text("#record .citations .copy") == "Copied"
        page.clock.run_for(BACK)
        assert page.inner_text("#record .citations .copy") == "Copy"
    assert copied(page, "#record .address .copy >> nth=0").startswith("#quo-006 ")


FORMS = "async () => { const [item] = await navigator.clipboard.read(); return item.types; }"
MARKUP = """async () => {
  const [item] = await navigator.clipboard.read();
  const blob = await item.getType("text/html");
  return new DOMParser().parseFromString(await blob.text(), "text/html").body.outerHTML;
}"""


@pytest.mark.parametrize("is_old", [False, True])
def test_copied_citations_keep_their_italics(is_old: bool, open_page: Open) -> None:
    """Titles that a text program gets without the italics of their style, from a new browser or an old one."""
    page = open_page("#evt-011", permissions=["clipboard-read", "clipboard-write"])
    if is_old:
        page.evaluate("delete window.ClipboardItem")
    title = facts(Package.read())[0].title
    italics: dict[Style, set[str]] = {"apa": {title, "The Wall Street Journal"}, "chicago": {"The Wall Street Journal"}}
    for style, italic in italics.items():
        page.select_option("#record .citations select", style)
        assert copied(page, "#record .citations .copy") == cite("evt-011", style)
        page.locator("#record .citations .copy", has_text=re.compile("^Copy$")).wait_for()
        markup = page.evaluate(MARKUP)
        assert {*re.findall(r"<i\b[^>]*>(.*?)</i>", markup)} == italic
        lines = re.findall(r"<p\b[^>]*>(.*?)</p>", markup)
        wanted = [line for line in cite("evt-011", style).splitlines() if line]
        assert [html.unescape(re.sub("<[^>]+>", "", line)) for line in lines] == wanted
    page.select_option("#record .citations select", "bibtex")
    assert copied(page, "#record .citations .copy") == cite("evt-011", "bibtex")
    assert page.evaluate(FORMS) == ["text/plain"]


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
    """A share that the data do not have, or one of which statements known only through another are a part."""
    page = open_page("#voices")
    naming = {row["actor_id"]: row["naming"] for row in read_rows(ROOT, "actors")}
    quotes = [row for row in read_rows(ROOT, "quotes") if not row["reported_in_id"]]
    speakers = {row["utterance_id"]: row["speaker_id"] for row in quotes}
    unnamed = sum(naming[speaker] == "unnamed" for speaker in speakers.values())
    assert f"{unnamed} of {len(speakers)} statements" in page.inner_text("#voices h2 >> nth=0")


VIOLATIONS = """(alone) => {
  const hidden = alone ? [...document.querySelectorAll(".view:not(.open)")] : [];
  const places = hidden.map(() => new Comment());
  hidden.forEach((view, at) => view.replaceWith(places[at]));
  return axe.run({ resultTypes: ["violations"] })
    .finally(() => places.forEach((place, at) => place.replaceWith(hidden[at])))
    .then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]));
}"""
"""What axe finds in the page, or in what it shows alone: of views that are hidden, it reads all and reports nothing."""


@pytest.mark.mostly_exhaustive
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_accessible(width: int, scheme: str, open_page: Open) -> None:
    """What keeps somebody from using the page: contrast, names, roles, structure."""
    if not AXE.is_file():
        pytest.skip("needs axe-core: npm ci --prefix web")
    page = open_page("", width=width, color_scheme=scheme, bypass_csp=True)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for address in (*VIEWS, *RECORDS):
        go(page, address)
        if address == "check":
            page.fill("#copy-text", article())
            page.click("text=Check this copy")
            page.wait_for_selector("#check-json", state="attached")
        assert page.evaluate(VIOLATIONS, address != VIEWS[0]) == [], f"{address}, {width} px, {scheme}"


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


UNCOVERED = """(element) => {
  const box = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(4, box.height / 2)));
}"""


SIDEWAYS = """() => [...document.querySelectorAll(".view.open .scroller")]
  .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.getAttribute("aria-label"))"""
BROKEN = """() => {
  const found = [];
  const cells = "table :is(td, th), .cells :is(dd, dt), #check-result p, nav a, .tools label";
  for (const cell of document.querySelectorAll(cells)) {
    if (!cell.checkVisibility()) continue;
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      for (const word of texts.currentNode.data.matchAll(/(?<!\\S)[\\p{L}\\p{N}]{2,20}(?=[.,;:]?(?!\\S))/gu)) {
        const range = document.createRange();
        range.setStart(texts.currentNode, word.index);
        range.setEnd(texts.currentNode, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word[0]);
      }
    }
  }
  return found;
}"""


@pytest.mark.parametrize("width", [360, 390, 1000, 1280])
def test_no_word_is_broken(width: int, open_page: Open) -> None:
    """A word or a number in a narrow column that goes on in the next line."""
    page = open_page("", width=width)
    for view in (*VIEWS[1:], "evt-001?every=1", "fig-002", "act-003", "clm-007"):
        if view != "codebook":
            go(page, view)
            assert page.evaluate(BROKEN) == [], view
            if width < 700:  # where a row is a card
                assert page.evaluate(SIDEWAYS) == [], view
    go(page, "check")
    page.fill("#copy-text", article().replace("OIL OR", "OIL AND"))
    page.click("text=Check this copy")
    page.wait_for_selector("#check-result table")
    assert page.evaluate(BROKEN) == []


def test_timeline_marks_the_open_event(open_page: Open) -> None:
    """The event that is open unmarked, or another one marked, since the plot is drawn anew beside the panel."""
    page = open_page("#timeline")
    whole, marked = "#timeline .plot svg[role=group]", "(links) => links.map((link) => link.dataset.id)"
    width = page.get_attribute(whole, "width")
    with moving(page):
        page.click("#timeline a[data-id='evt-011'] >> nth=0")
    page.mouse.move(0, 0)
    page.wait_for_selector(f"{whole}:not([width='{width}'])")
    assert {*page.eval_on_selector_all(f"{whole} a.selected", marked)} == {"evt-011"}
    with moving(page):
        page.click("#record .close")
    page.wait_for_selector(f"{whole}[width='{width}']")
    assert page.eval_on_selector_all(f"{whole} a.selected", marked) == []


def test_timeline_of_a_phone_keeps_its_place(open_page: Open) -> None:
    """A reader who closes an event and stands at the top of the timeline again."""
    page = open_page("#timeline", width=390)
    last = page.locator("#timeline a[data-id]").last
    last.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    with moving(page):
        last.click()
    with moving(page):
        page.click("#record .close")
    assert page.evaluate("scrollY") > before / 2 > 100


def test_timeline_of_a_phone_has_its_dates(open_page: Open) -> None:
    """An event whose year nobody can read where nothing can be pointed at; numbers of an axis on top of each other."""
    page = open_page("#timeline", width=390)
    dated = [row for row in read_rows(ROOT, "events") if row["date_start"]]
    for row in dated:
        texts = page.locator(f"#timeline-plot svg a[data-id={row['event_id']}] text").all_text_contents()
        assert in_words(row["date_edtf"]) in " ".join(texts)
    for width in (320, 390, 560, 653, 700, 800, 1280):
        page = open_page("#timeline", width=width)
        boxes = page.eval_on_selector_all(
            "#timeline-plot .tick text",
            "(ticks) => ticks.map((t) => t.getBoundingClientRect()).map((r) => [r.left, r.right])",
        )
        edges = sorted(boxes)
        assert all(one[1] + 2 < other[0] for one, other in itertools.pairwise(edges))
        assert edges[-1][1] <= width
        assert len(edges) > 6


CROSSED = """() => {
  const lines = [...document.querySelectorAll("#timeline-plot .published")].map((line) => line.getBoundingClientRect());
  const texts = [...document.querySelectorAll("#timeline-plot a text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
  const meets = (one, other) => one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
  return [lines.length, texts.filter(([, box]) => lines.some((line) => meets({ left: line.left - 1, right: line.right + 1, top: line.top, bottom: line.bottom }, box))).map(([words]) => words)];
}"""  # noqa: E501


@pytest.mark.parametrize("width", [320, 390, 653, 700, 760, 1280])
def test_no_line_of_the_timeline_runs_through_words(width: int, open_page: Open) -> None:
    """The day of publication as a line on top of names and dates, or not drawn beside each mark."""
    page = open_page("#timeline", width=width)
    dated = sum(bool(row["date_start"]) for row in read_rows(ROOT, "events"))
    drawn_lines, crossed = page.evaluate(CROSSED)
    assert drawn_lines in (1, dated)
    assert crossed == []


ALL_COLUMNS = "form[data-tools={table}] input[name=every]"


def heads(page: Any, table: str) -> list[str]:
    """The columns of a table that are seen."""
    found: list[str] = page.eval_on_selector_all(
        f"table[data-table={table}] thead th",
        "(cells) => cells.filter((cell) => cell.checkVisibility()).map((cell) => cell.dataset.column)",
    )
    return found


@pytest.mark.parametrize("width", [720, 1000, 1280])
def test_columns_give_way(width: int, open_page: Open, fictional_package: Path, tmp_path: Path) -> None:
    """A table that is cut at the edge of the window or of an open row, or loses what tells its rows apart."""
    file = tmp_path / "another.html"
    file.write_text(explorer(Package.read(fictional_package)), encoding="utf-8", newline="\n")
    for page in (open_page(width=width), open_page(file=file, width=width)):
        for view, table in (("quotes", "quotes"), ("events", "events"), ("figures", "figures"), ("tables", "claims")):
            go(page, view)
            for record in ("", page.get_attribute(f"table[data-table={table}] tbody tr", "id")):
                if record:
                    go(page, record)
                assert page.evaluate(SIDEWAYS) == [], record or view
                if page.is_visible(f"#{view}"):
                    first, second, *_ = page.locator(f"table[data-table={table}] thead th:not(.more)").all()
                    assert first.is_visible()
                    assert second.is_visible()


def test_columns_that_gave_way_come_back(open_page: Open) -> None:
    """A column that is gone for good: in a wider window, behind *All columns*, after a filter; half a range."""
    page = open_page("#evt-001", width=1000)
    assert "passage_id" not in heads(page, "events")
    assert {"event_id", "title", "status"} <= {*heads(page, "events")}
    page.fill("#events input[type=search]", "no such words")
    page.fill("#events input[type=search]", "")
    drawn(page)
    assert page.locator("#events tbody td:nth-child(12):visible").count() == 0
    assert page.evaluate(SIDEWAYS) == []
    page.check(ALL_COLUMNS.format(table="events"))
    drawn(page)
    assert len(heads(page, "events")) == len(read_rows(ROOT, "events")[0])
    page.uncheck(ALL_COLUMNS.format(table="events"))
    page.set_viewport_size({"width": 1600, "height": 900})
    drawn(page)
    assert "passage_id" in heads(page, "events")
    page.set_viewport_size({"width": 1000, "height": 900})
    go(page, "figures")
    go(page, "fig-001")
    drawn(page)
    assert len({"value_low", "value_high"} & {*heads(page, "figures")}) in (0, 2)
    go(page, "tables")
    go(page, "clm-001")
    drawn(page)
    assert "stance" in heads(page, "claims")
    assert "note" not in heads(page, "claims")
    page.check(ALL_COLUMNS.format(table="claims"))
    drawn(page)
    assert len(heads(page, "claims")) == len(read_rows(ROOT, "claims")[0])
    page.set_viewport_size({"width": 1900, "height": 900})
    go(page, "actors")
    go(page, "tables")
    drawn(page)
    assert not page.is_visible(ALL_COLUMNS.format(table="claims"))


@pytest.mark.parametrize("width", [390, 1280])
def test_citation_of_a_row_is_seen_whole(width: int, open_page: Open) -> None:
    """A citation whose part that names the row is below the edge of its box."""
    page = open_page("#evt-007", width=width)
    box = page.locator("#record .citations pre")
    for style in STYLES:
        page.select_option("#record .citations select", style)
        assert "evt-007" in box.text_content()
        assert box.evaluate("(box) => box.scrollHeight <= box.clientHeight + 1"), style


def test_every_view_is_in_sight(open_page: Open) -> None:
    """A view that stands beyond the edge of the head, where nobody sees that it can be scrolled."""
    page = open_page("", width=320)
    for width in (320, 360, 390, 710, 800, 801, 1000, 1088, 1090, 1184, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        drawn(page)
        assert page.evaluate("innerWidth") == width
        assert page.locator("nav ul").evaluate("(bar) => bar.scrollWidth <= bar.clientWidth"), width
        assert page.locator("nav a").evaluate_all(
            "(all) => all.every((one) => one.getBoundingClientRect().right <= innerWidth)"
        ), width
        assert page.is_visible("#find"), width


@pytest.mark.parametrize("address", ["quo-006", "quo-036", "evt-011", "fig-002", "act-030", "clm-050"])
def test_panel_of_a_row_can_be_closed(address: str, open_page: Open) -> None:
    """A panel whose buttons are hidden behind the top or the bottom, beside a row that the head of its table hides."""
    page = open_page(f"#{address}")
    row = page.locator(f"[id={address}] th a")
    assert row.evaluate(UNCOVERED)
    for _ in ("opened", "at the end"):
        assert page.locator("#record .panel-bar .close").evaluate(UNCOVERED)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.locator(f"[id={address}]").evaluate("(row) => row.scrollIntoView({ block: 'nearest' })")
        drawn(page)
    assert row.evaluate(UNCOVERED)
    with moving(page):
        page.click("#record .close")
    assert row.evaluate(UNCOVERED)


@pytest.mark.parametrize(("width", "zoom"), [(1000, 1), (1280, 1), (1280, 1.5), (1920, 1), (1920, 2)])
def test_row_that_is_led_to_is_seen(width: int, zoom: float, open_page: Open) -> None:
    """A row behind the head of its table: coming from above and from below, narrow and wide, with larger letters."""
    page = open_page("#quotes", width=width)
    page.evaluate("(zoom) => { document.documentElement.style.fontSize = `${16 * zoom}px` }", zoom)
    for view, ids in (
        ("quotes", ("quo-036", "quo-001", "quo-018")),
        ("quotes?every=1", ("quo-020", "quo-036", "quo-002")),
        ("events?sort=-date_edtf", ("evt-001", "evt-090", "evt-045")),
        ("figures", ("fig-012", "fig-001")),
        ("actors", ("act-065", "act-002", "act-033")),
        ("tables", ("clm-115", "clm-001", "psg-030")),
    ):
        if view != "quotes":
            go(page, view)
        for one in ids:
            go(page, one)
            assert page.locator(f"[id={one}] th a").evaluate(UNCOVERED), f"{one} in {view}"


def test_headers_stick(open_page: Open) -> None:
    """A table whose columns nobody can tell a screen further down: narrow, wide, beside an open row, in a frame."""
    page = open_page("#quotes")
    for address in ("quotes", "quotes?every=1", "quo-030", "events", "tables"):
        go(page, address) if address != "quotes" else drawn(page)
        view = page.locator(".view.open")
        row = view.locator("tbody tr:visible").nth(20)
        row.scroll_into_view_if_needed()
        drawn(page)
        header = view.locator("thead th:visible").first
        assert header.evaluate(
            "(cell) => { const box = cell.getBoundingClientRect();"
            " return cell.contains(document.elementFromPoint(box.left + 8, box.top + box.height / 2)) }"
        ), address
        assert header.bounding_box()["y"] < row.bounding_box()["y"]


STRIP = """(header) => {
  const box = header.getBoundingClientRect();
  return { x: box.left + 9, y: box.top - 3, width: Math.min(300, box.width) - 20, height: 8 };
}"""


@pytest.mark.mostly_exhaustive
@pytest.mark.parametrize("sharpness", [1, 1.25, 1.5])
@pytest.mark.parametrize(
    ("address", "width"),
    [("quotes", 1280), ("quotes?every=1", 1280), ("quotes", 800), ("quo-020", 1280), ("tables", 1280), ("tables", 800)],
)
def test_nothing_shows_above_a_head_that_sticks(address: str, width: int, sharpness: float, open_page: Open) -> None:
    """A sliver of the rows that pass beneath, between the edge of the table or the page and the head of the table."""
    page = open_page(f"#{address}", width=width, device_scale_factor=sharpness)
    table = page.locator(".view.open table[data-table]").first
    header = table.locator("thead th:visible").first
    inner = table.evaluate("(table) => /auto/.test(getComputedStyle(table.parentElement).overflowY)")
    scroll = (
        "(table, [inner, by]) => { const holder = table.parentElement;"
        " scrollTo(0, holder.getBoundingClientRect().top + scrollY - 140 + (inner ? 0 : by));"
        " if (inner) holder.scrollTop = by }"
    )
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    lightest = tuple(map(int, re.findall(r"\d+", paper)))
    for by in (150, 163, 171, 190, 217, 240.4):
        table.evaluate(scroll, [inner, by])
        drawn(page)
        assert header.evaluate(UNCOVERED)
        strip = Image.open(io.BytesIO(page.screenshot(clip=header.evaluate(STRIP)))).convert("RGB")
        for y in range(strip.height):
            pixels = strip.crop((0, y, strip.width, y + 1)).tobytes()
            (colour,) = {pixels[at : at + 3] for at in range(0, len(pixels), 3)}  # no letters
            assert max(colour) <= max(lightest)  # no white of a row


def test_phone(open_page: Open) -> None:
    """A phone whose reader must scroll before the first row is seen, or cannot order the rows."""
    page = open_page("#quotes", width=390)
    for view, key in (("quotes", "quote_id"), ("events", "event_id"), ("figures", "figure_id"), ("actors", "actor_id")):
        go(page, view) if view != "quotes" else drawn(page)
        box = page.locator(f"#{view} tbody tr").first.bounding_box()
        assert box["y"] + box["height"] < 844, view
        passage = page.locator(f"#{view} tbody tr >> css=td.passage a").first.bounding_box()
        assert passage["height"] < 40, f"{view}: a word is broken"
        page.click(f"#{view} .more-tools")
        page.select_option(f"#{view} select[name=sort]", f"-{key}")
        assert visible_ids(page, view) == [row[key] for row in read_rows(ROOT, view)][::-1]
    go(page, "tables")
    page.click("form[data-tools=claims] .more-tools")
    page.select_option("form[data-tools=claims] select[name=sort]", "-claim_id")
    claims = [row["claim_id"] for row in read_rows(ROOT, "claims")]
    assert visible_ids(page, "tables [data-table=claims]") == claims[::-1]


def test_phone_opens_rows_where_they_are_tapped(open_page: Open) -> None:
    """A row on a phone that opens only where its small id is tapped, or when a word of it is selected."""
    page = open_page("#quotes?form=direct", width=390, has_touch=True, is_mobile=True)
    link = page.locator("#quotes tbody th a").first
    one = link.get_attribute("href").removeprefix("#")
    assert link.bounding_box()["height"] >= 36
    assert link.bounding_box()["width"] > 300
    with moving(page):
        page.locator("#quotes tbody td.said").first.tap()
    assert one in page.inner_text("#record .panel-bar")
    wide = open_page("#quotes?form=direct")
    wide.locator("#quotes tbody td.said").first.click()
    assert wide.evaluate("location.hash") == "#quotes?form=direct"


@pytest.mark.parametrize("width", [390, 1280])
def test_buttons_of_a_row_without_an_id_stand_in_one_line(width: int, open_page: Open) -> None:
    """A long address that presses the buttons beside it into columns of letters; a link on a line of its own."""
    first = read_rows(ROOT, "participants")[0]
    address = "/".join(["participants", *(first[name] for name in ("event_id", "actor_id", "role"))])
    page = open_page("#participants", width=width)
    cell = page.locator("[data-table=participants] tbody tr").first.locator("td").first
    link, own = cell.locator("a").first.bounding_box(), cell.locator("a.own").bounding_box()
    assert own["y"] < link["y"] + link["height"]
    go(page, encoded(address))
    for button in page.locator("#record .panel-bar a").all():
        assert button.bounding_box()["height"] < 40


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("table", ["quotes", "participants"])
def test_filters_outlive_a_row_that_is_opened_and_closed(table: str, width: int, open_page: Open) -> None:
    """Filters set by hand that are lost when a row is closed."""
    page = open_page(f"#{table}", width=width)
    holder = f".view.open [data-table={table}]"
    if width == 390:
        page.click(f"form[data-tools={table}] .more-tools")
    column, word = ("form", "direct") if table == "quotes" else ("role", "victim")
    page.select_option(f"form[data-tools={table}] select[name={column}]", word)
    wanted = page.locator(f"{holder} tbody tr").count()
    assert 0 < wanted < len(read_rows(ROOT, table))
    with moving(page):
        page.click(f"{holder} tbody {'th a' if table == 'quotes' else 'a.own'} >> nth=0")
    assert word in page.url
    with moving(page):
        page.click("#record .close")
    assert page.locator(f"{holder} tbody tr").count() == wanted
    assert word in page.url


def test_row_is_shared_as_a_phone_shares(open_page: Open) -> None:
    """A row that a phone cannot pass on but by copying its address, a button where there is no such thing."""
    page = open_page("#quotes")
    assert page.locator("button:text-is('Share')").count() == 0
    page.context.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'share',"
        " { configurable: true, value: async (what) => { window.shared = what } })"
    )
    page.goto(page.url.replace("#quotes", "#quo-006"))
    page.reload()
    drawn(page)
    page.click("#record button:text-is('Share')")
    shared = page.evaluate("window.shared")
    assert shared["title"] == page.title()
    assert shared["text"].startswith("#quo-006 (")
    assert "url" not in shared  # of a page that is a file, others have no use for its own address


def test_hedges_are_drawn_as_such(open_page: Open, tmp_path: Path) -> None:
    """An *about* that looks like a point, an open bound that ends somewhere."""
    folder = copy_dataset(tmp_path / "package")
    figures, events = read_rows(folder, "figures"), read_rows(folder, "events")
    about = dict.fromkeys(("value_low", "value_high", "is_value_low_open", "is_value_high_open"), "")
    figures[1] |= about | {"hedge": "about", "value": "32"}
    dates = {row["event_id"]: row for row in events}
    dates["evt-018"]["date_edtf"] = "1999~"
    dates["evt-011"]["date_edtf"] = "2026-01-03~"
    dates["evt-019"]["date_edtf"] = "1999~/2026-01-21"
    write_rows(folder, "figures", figures)
    write_rows(folder, "events", events)
    file = tmp_path / "explorer.html"
    file.write_text(explorer(Package.read(folder)), encoding="utf-8", newline="\n")
    page = open_page("#figures", file)
    marks = (
        "(link) => [...link.querySelectorAll('circle, line, rect:not(.hit)')]"
        ".map((mark) => mark.getAttribute('fill') ?? mark.getAttribute('class'))"
    )

    def drawn_as(view: str, record: str) -> list[str]:
        found: list[str] = page.locator(f"#{view} svg a[data-id={record}]").evaluate(marks)
        return found

    assert drawn_as("figures", "fig-002") == ["url(#fade-in)", "url(#fade-out)"]
    assert drawn_as("figures", "fig-008") == ["mark-ink"]
    assert drawn_as("figures", "fig-004") == ["url(#fade-out)", "stroke"]
    assert drawn_as("figures", "fig-012") == ["url(#fade-out)", "hole"]
    assert drawn_as("figures", "fig-001") == ["url(#fade-in)", "hole"]
    edge = page.locator("#figures svg a[data-id=fig-012] rect.fading").evaluate(
        "(bar) => Number(bar.getAttribute('x')) + Number(bar.getAttribute('width'))"
    )
    assert edge > 900
    go(page, "timeline")
    assert drawn_as("timeline", "evt-018") == ["url(#fade-in)", "url(#fade-out)"]
    assert drawn_as("timeline", "evt-011") == ["url(#fade-in)", "url(#fade-out)"]
    assert drawn_as("timeline", "evt-019") == ["range", "url(#fade-in)", "url(#fade-out)"]
    assert drawn_as("timeline", "evt-053") == ["range"]
    assert page.locator("#timeline svg a[data-id=evt-011] use").count() == 1
    assert page.locator("#timeline svg a[data-id=evt-008] use").count() == 2


def test_figures_are_in_the_words_of_the_article(open_page: Open, tmp_path: Path) -> None:
    """A bound that the coding sets printed as if the article gave it; a number with its unit in the singular."""
    folder = copy_dataset(tmp_path / "package")
    figures = {row["figure_id"]: row for row in read_rows(folder, "figures")}
    bounds = dict.fromkeys(("is_value_low_open", "is_value_high_open"), "false")
    figures["fig-008"] |= {"value": "1", "value_low": "1", "value_high": "1"}
    figures["fig-010"] |= bounds | {"value": "", "value_low": "2", "value_high": "5", "hedge": "between"}
    figures["fig-009"] |= {"unit": "country_per_century"}
    write_rows(folder, "figures", [*figures.values()])
    file = tmp_path / "explorer.html"
    file.write_text(explorer(Package.read(folder)), encoding="utf-8", newline="\n")
    said = {
        "fig-001": "“almost seven decades”",
        "fig-002": "32 persons",
        "fig-003": "“within weeks”",
        "fig-004": "“years of intense U.S. pressure”",
        "fig-007": "3,000,000 USD",
        "fig-008": "1 year",
        "fig-009": "65 countries per century",
        "fig-010": "2 to 5 protests",
        "fig-012": "“more than 1,000 political prisoners”",
    }
    for width in (1280, 390):
        page = open_page("#figures", file, width=width)
        if width == 390:
            page.click("#figures-plot summary")
            drawn(page)
        found = {one: page.locator(f"#figures svg a[data-id={one}] text.soft").text_content() for one in said}
        assert found == said, width
        ends = page.eval_on_selector_all(
            "#figures svg a[data-id] text", "(texts) => texts.map((text) => text.getBoundingClientRect().right)"
        )
        assert max(ends) <= width
    title = page.locator("#figures svg a[data-id=fig-001] title").text_content()
    assert title.endswith(": “almost seven decades”; as bounds: almost 7 decades")


def test_names_in_plots_are_whole(open_page: Open, tmp_path: Path) -> None:
    """A name that ends in dots beside a plot with room for it, or that runs into the plot or out of it."""
    folder = copy_dataset(tmp_path / "package")
    events, figures = read_rows(folder, "events"), read_rows(folder, "figures")
    long = "Celebration, long awaited, of all who had been there before, in and around Havana"
    next(row for row in events if row["event_id"] == "evt-029")["title"] = long
    figures[0]["measure"] = long
    write_rows(folder, "events", events)
    write_rows(folder, "figures", figures)
    file = tmp_path / "explorer.html"
    file.write_text(explorer(Package.read(folder)), encoding="utf-8", newline="\n")
    called = {row["event_id"]: row["title"] for row in events} | {row["figure_id"]: row["measure"] for row in figures}
    called |= {row["actor_id"]: row["name"] for row in read_rows(ROOT, "actors")}
    names = """(links) => links.flatMap((link) => {
      const boxes = (selector) => [...link.querySelectorAll(selector)].map((part) => part.getBoundingClientRect());
      const crosses = (one, other) =>
        one.left < other.right - 1 && other.left < one.right - 1 &&
        one.top < other.bottom - 3 && other.top < one.bottom - 3;
      const lines = [...link.querySelectorAll("text.name")];
      const isOver = boxes("text.name").some((name) =>
        boxes("use, rect:not(.hit), circle").some((mark) => crosses(mark, name)));
      return lines.length ? [[link.dataset.id, lines.map((line) => line.textContent).join(" "), isOver]] : [];
    })"""
    for width in (1280, 800, 390):
        page = open_page("#timeline", file, width=width)
        for view, least in (("timeline", 20), ("figures", 12), ("voices", 60)):
            if view != "timeline":
                go(page, view)
            if view == "figures" and width == 390:
                page.click("#figures-plot summary")
                drawn(page)
            found = page.eval_on_selector_all(f"#{view} svg a[data-id]", names)
            assert len(found) >= least
            for one, name, is_over in found:
                assert [*{name, name.split(", via ")[0]} & {called[one]}], (view, width)
                if view != "voices":  # whose heads stand aslant: their boxes cross
                    assert not is_over, (view, width, one)


def test_axes_of_counts_have_whole_numbers(open_page: Open) -> None:
    """Half a protest on an axis whose figures are whole numbers."""
    for width in (1280, 390):
        page = open_page("#figures", width=width)
        if width == 390:
            page.click("#figures-plot summary")
            drawn(page)
        ticks = page.locator("#figures .tick text").all_text_contents()
        assert len(ticks) > 15
        assert [tick for tick in ticks if "." in tick] == []


def test_shapes_stand_in_a_legend(open_page: Open) -> None:
    """A shape beside a name in a plot of voices or on the timeline, which no legend above that plot explains."""
    page = open_page("#voices")
    shapes = (
        "(part) => ['.matrix-scroll use, div > svg use', '.legend use'].map((selector) =>"
        " [...new Set([...part.querySelectorAll(selector)].map((use) => use.getAttribute('href')))].sort())"
    )
    parts = page.locator("#voices section").all()
    assert len(parts) == 3
    for part in parts:
        drawn_shapes, explained = part.evaluate(shapes)
        assert {*drawn_shapes} <= {*explained}
    go(page, "timeline")
    drawn_shapes, explained = page.locator("#timeline").evaluate(shapes)
    assert {*drawn_shapes} <= {*explained}


def test_start_opens_with_the_finding(open_page: Open) -> None:
    """A first screen of code and lists, with what was found nowhere on it."""
    page = open_page("")
    order = "(parts) => parts.filter((part) => part.checkVisibility()).map((part) => part.textContent)"
    headings = page.eval_on_selector_all("#start h2", order)
    assert headings[0].startswith("15 of 28 statements")
    assert headings[1].startswith("What happened when")
    assert headings[-1] == "Load it"
    assert page.locator("#start svg a[data-id='evt-011']").is_visible()


def test_another_package(open_page: Open, tmp_path: Path) -> None:
    """A page of another dataset that tells its readers to load, cite or license ours; headings over nothing."""
    folder = copy_dataset(tmp_path / "package")
    descriptor = read_descriptor(folder)
    descriptor |= {"name": "lake-2031", "title": "The ferry", "rights": "Ask the mayor of Lakeview."}
    descriptor["licenses"] = [{"name": "CC0-1.0"}]
    descriptor["contributors"] = [{"title": "Ann Example"}]
    write_descriptor(folder, descriptor)
    for table in ("participants", "event_places", "event_relations", "places", "figures", "crosswalk"):
        write_rows(folder, table, [])
    events = read_rows(folder, "events")
    write_rows(folder, "events", [row | dict.fromkeys(row.keys() & DATES, "") for row in events])
    file = tmp_path / "explorer.html"
    file.write_text(explorer(Package.read(folder)), encoding="utf-8", newline="\n")
    page = open_page("", file)
    start = page.inner_text("#start")
    assert 'uc.load("quotes", package="lake-2031")' in start
    assert "Ask the mayor of Lakeview." in start
    assert "CC0-1.0" in start
    for address in VIEWS:
        if address != "start":
            go(page, address)
        text = page.inner_text(".view.open")
        assert "us-cuba-2026" not in text.replace("us-cuba-2026 verify lake-2031", ""), address
        empty = page.eval_on_selector_all(
            ".view.open h2",
            "(heads) => heads.filter((head) => head.checkVisibility() && (!head.textContent.trim()"
            " || !head.nextElementSibling || /^H[12]$/.test(head.nextElementSibling.tagName)))"
            ".map((head) => head.textContent)",
        )
        assert empty == [], address


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
