"""The page in Firefox: the other engine draws, finds, orders, proves and saves as Chromium does."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from firefox import Firefox, firefox
from packages import ROOT, article, read_rows

pytestmark = pytest.mark.slow

PROGRAM = shutil.which("firefox-esr") or shutil.which("firefox")
GO = """async (address) => {
  const moved = new Promise((done) => addEventListener("hashchange", done, { once: true }));
  location.hash = address;
  await moved;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return [...document.querySelectorAll(".view.open tbody tr")].map((row) => row.id);
}"""
FILL = """async (selector, text) => {
  const field = document.querySelector(selector);
  field.value = text;
  field.dispatchEvent(new Event("input"));
  return [location.hash, document.querySelectorAll("#found a").length];
}"""
CHECK = """async (text) => {
  document.querySelector("#copy-text").value = text;
  document.querySelector("#check-panel .primary").click();
  while (!document.querySelector("#check-json")) await new Promise((done) => setTimeout(done, 100));
  return document.querySelector(".verdict").textContent;
}"""
SELECT = """async () => {
  const mark = document.querySelector("[data-passage=psg-008] a.mark[data-ids^='quo-006']");
  getSelection().selectAllChildren(mark);
  await new Promise((done) => setTimeout(done, 300));
  return document.querySelector(".desk pre").textContent;
}"""
SAVE = """async (button) => {
  const saved = new Promise((done) => { URL.createObjectURL = ((make) => (content) => {
    if (content.type !== "image/svg+xml") done(content);
    return make.call(URL, content);
  })(URL.createObjectURL) });
  HTMLAnchorElement.prototype.click = () => {};
  document.querySelector(button).click();
  const content = await saved;
  const bytes = new Uint8Array(await content.arrayBuffer());
  return [content.type, bytes.length, [...bytes.slice(1, 4)].map((byte) => String.fromCharCode(byte)).join("")];
}"""
DRAWN = """async () => [...document.querySelectorAll(".view.open svg a[data-id]")]
  .filter((link) => link.getBoundingClientRect().height > 0).length"""


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Firefox]:
    """Firefox, or a skip that says how to get it."""
    if not PROGRAM:
        pytest.skip("needs Firefox: apt-get install firefox-esr")
    pytest.importorskip("websockets", reason="needs websockets: pip install websockets")
    with firefox(PROGRAM, tmp_path) as opened:
        yield opened


def test_firefox(window: Firefox, page_file: Path) -> None:
    """What only one engine does: an address lost, a plot not drawn, a copy not proved, words not selected."""
    window.go(f"{page_file.as_uri()}#events?status=occurred&sort=-date_edtf")
    rows = "async () => [...document.querySelectorAll('.view.open tbody tr')].map((row) => row.id)"
    occurred = [row for row in read_rows(ROOT, "events") if row["status"] == "occurred"]
    days = {row["event_id"]: (row["date_start"], row["date_end"]) for row in occurred}
    shown = window.run(rows)
    assert sorted(shown) == sorted(days)
    assert [days[one] for one in shown if days[one][0]] == sorted(
        (day for day in days.values() if day[0]), reverse=True
    )
    assert window.run(GO, "quotes?search=%E2%80%9Cit%E2%80%99s+THEATER") == ["quo-033"]
    address, found = window.run(FILL, "#find", "embargo")
    assert (address, found > 5) == ("#search?search=embargo", True)
    window.run(GO, "timeline")
    dated = sum(bool(row["date_start"]) for row in read_rows(ROOT, "events"))
    assert window.run(DRAWN) == dated
    kind, size, start = window.run(SAVE, "#timeline .saving button:nth-child(2)")
    assert (kind, size > 10_000, start) == ("image/png", True, "PNG")
    window.run(GO, "check")
    assert window.run(CHECK, article()).startswith("Proved")
    assert window.run(SELECT) == "quo-006,NO MORE OIL OR MONEY,primary"
    assert window.run("async () => document.documentElement.scrollWidth <= innerWidth") is True
    assert window.errors == []
