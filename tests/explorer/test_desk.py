"""The editor's desk: what rests on words that are selected in a copy, and the lines that a curator pastes."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browsing import copied
from packages import ROOT, article, copy_dataset, read_rows
from us_cuba_2026.cli import main
from us_cuba_2026.curation.drafts import read_drafts
from us_cuba_2026.model.package import Package

pytestmark = pytest.mark.slow

Open = Callable[..., Any]

SELECT = """([passage, first, last]) => {
  const paragraph = document.querySelector(`[data-passage=${passage}]`);
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0;
  const start = paragraph.textContent.indexOf(first);
  const end = paragraph.textContent.indexOf(last, start) + last.length;
  while (walker.nextNode()) {
    const next = at + walker.currentNode.length;
    if (at <= start && start < next) range.setStart(walker.currentNode, start - at);
    if (at < end && end <= next) range.setEnd(walker.currentNode, end - at);
    at = next;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def cells(page: Any, button: str) -> list[str]:
    """The cells of the line that a button of the desk copies."""
    return next(csv.reader([copied(page, f".desk button:text-is('{button}')")]))


def test_desk(open_page: Open, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row that rests on the words and is not named, a line for other words, a draft that cannot be read."""
    page = open_page("#check", permissions=["clipboard-read", "clipboard-write"])
    page.fill("#copy-text", article())
    page.click("text=Check this copy")
    page.wait_for_selector(".reader")
    assert not page.is_visible(".desk")
    page.evaluate(SELECT, ["psg-008", "O MORE OIL", "OR MON"])  # half words, as a hand selects
    page.wait_for_selector(".desk .rests")
    assert page.inner_text(".desk q") == "NO MORE OIL OR MONEY"
    rests = page.eval_on_selector_all(".desk .rests a", "(links) => links.map((link) => link.hash)")
    assert {"#quo-006", "#evt-009"} <= set(rests)
    spans = [row["record_id"] for row in read_rows(ROOT, "evidence") if row["passage_id"] == "psg-008"]
    assert {one.removeprefix("#") for one in rests} <= set(spans)
    page.fill(".desk input[name=record]", "quo-006")
    assert cells(page, "Copy anchor line") == ["quo-006", "NO MORE OIL OR MONEY", "primary"]

    lines = [cells(page, "Copy its header"), cells(page, "Copy anchor line")]
    page.evaluate(SELECT, ["psg-008", "Cuba", "Cuba"])
    page.wait_for_selector(".desk >> text=times in your copy")
    page.fill(".desk input[name=record]", "act-063")
    page.select_option(".desk select[name=use]", "supporting")
    lines.append(cells(page, "Copy anchor line"))
    assert lines[-1] == ["act-063", "Cuba", "supporting", "psg-008"]
    file = tmp_path / "anchors.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(lines)
    package = Package.read(copy_dataset(tmp_path / "package"))
    (tmp_path / "copy.txt").write_text(article(), encoding="utf-8")
    anchor = ["curate", "anchor", str(tmp_path / "copy.txt"), "--package", str(package.folder), "--from", str(file)]
    assert main(anchor) == 0
    assert capsys.readouterr().out == "nothing to do: every span is there\n"  # the lines name the very spans

    free = page.evaluate(
        "() => [...document.querySelectorAll('[data-passage]')].flatMap((paragraph) => [...paragraph.childNodes]"
        ".filter((piece) => piece.nodeType === 3 && /[a-z]{4} [a-z]{4}/.test(piece.data)).map((piece) =>"
        " [paragraph.dataset.passage, ...piece.data.match(/([a-z]{4}) ([a-z]{4})/).slice(1)]))[0]"
    )
    page.evaluate(SELECT, free)
    page.wait_for_selector(".desk >> text=No row rests on these words")
    words = page.inner_text(".desk q")
    for name, column in (("quotes", "act"), ("events", "title"), ("figures", "measure"), ("actors", "kind")):
        page.select_option(".desk select[name=table]", name)
        table = package.table(name)
        last = max(row[table.names[0]] for row in table.rows())
        new = f"{last[:4]}{int(last[4:]) + 1:03}"
        assert cells(page, "Copy anchor line")[:3] == [new, words, "primary"]
        row, header = cells(page, "Copy draft row"), cells(page, "Copy header of drafts")
        (package.folder / "drafts").mkdir(exist_ok=True)
        with (package.folder / "drafts" / f"{name}.csv").open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened).writerows([header, row])
        (draft,) = read_drafts(package)[name]
        assert (draft.cells[table.names[0]], draft.cells["passage_id"]) == (new, free[0])
        assert column in draft.open
        required = {field.name for field in table.fields if table.is_required(field)}
        assert set(draft.open) == {one for one in required if not draft.cells[one]}
    page.click("#check .quiet:text-is('Clear')")
    assert words not in page.content()


def test_words_that_have_a_row_may_get_another(open_page: Open) -> None:
    """A second event on words of a first that the desk drafts no row for; a line for a row that is none."""
    page = open_page("#check", permissions=["clipboard-read", "clipboard-write"])
    page.fill("#copy-text", article())
    page.click("text=Check this copy")
    page.wait_for_selector(".reader")
    page.evaluate(SELECT, ["psg-008", "NO", "MONEY"])
    page.wait_for_selector(".desk .rests")
    own = page.input_value(".desk input[name=record]")
    assert not page.is_visible(".desk button:text-is('Copy draft row')")
    page.select_option(".desk select[name=table]", "events")
    new = page.input_value(".desk input[name=record]")
    assert new not in {row["event_id"] for row in read_rows(ROOT, "events")}
    assert cells(page, "Copy anchor line")[:2] == [new, "NO MORE OIL OR MONEY"]
    header, draft = cells(page, "Copy header of drafts"), cells(page, "Copy draft row")
    assert dict(zip(header, draft, strict=True))["event_id"] == new
    assert not page.is_visible(".desk .notice")
    page.select_option(".desk select[name=table]", "")
    assert page.input_value(".desk input[name=record]") == own
    page.fill(".desk input[name=record]", "evt")
    assert page.inner_text(".desk .notice") == "This page has no row evt."
    page.fill(".desk input[name=record]", " ")
    assert page.is_disabled(".desk button:text-is('Copy anchor line')")
    assert page.inner_text(".desk .notice") == "Write the id of the row that rests on these words."


def test_selecting_with_the_mouse(open_page: Open) -> None:
    """A selection that ends as a click on a mark, and leads away from the words."""
    page = open_page("#check")
    page.fill("#copy-text", article())
    page.click("text=Check this copy")
    page.wait_for_selector("#check-json", state="attached")
    mark = page.locator("[data-passage=psg-008] a.mark[data-ids^='quo-006']").first
    mark.scroll_into_view_if_needed()
    line = mark.evaluate("(mark) => mark.getClientRects()[0].toJSON()")
    page.mouse.move(line["x"] + 2, line["y"] + line["height"] / 2)
    page.mouse.down()
    page.mouse.move(line["x"] + line["width"] / 2, line["y"] + line["height"] / 2, steps=4)
    page.mouse.up()
    page.wait_for_selector(".desk .rests a[href='#quo-006']")
    assert page.evaluate("location.hash") == "#check"
