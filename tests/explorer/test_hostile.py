"""Whatever a package holds is shown as text; a package that is too large is shown in part, and the page says so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browsing import go, moving
from packages import copy_dataset, read_descriptor, read_rows, write_descriptor, write_rows
from us_cuba_2026.explorer import explorer
from us_cuba_2026.model.package import Package

pytestmark = pytest.mark.slow

Open = Callable[..., Any]

EVIL = (
    "</script></style></textarea><script>pwned=1</script><img src=x onerror=pwned=1><svg onload=pwned=1>"
    "<a href=javascript:pwned=1>x</a> {{ 7 * 7 }} {% raw %} ${7*7} "
    "\u2028\u2029 \u202eabc\u202c &lt;b&gt; ' \" ` --> ]]>"
)
LONG = "x" * 20_000


def hostile(folder: Path, most: int | None) -> Package:
    """A package that is hostile in all cells but ids, of so many rows of each table, and in all words that describe."""
    copy_dataset(folder)
    kept = (
        "_id",
        "sha256",
        "start",
        "end",
        "length",
        "position",
        "words",
        "passage_id",
        "use",
        "normalisation",
        "source_id",
    )
    dates = ("date_start", "date_end", "published_at", "latitude", "longitude", "value", "value_low", "value_high")
    for table in (
        "actors",
        "quotes",
        "events",
        "figures",
        "places",
        "sources",
        "accounting",
        "vocabulary",
        "participants",
    ):
        rows = read_rows(folder, table)
        enums = {field.name for field in Package.read(folder).table(table).fields if field.enum}
        for at, row in enumerate(rows[:most]):
            for column in row.keys() - enums:
                if (
                    not column.endswith(kept)
                    and not column.startswith("is_")
                    and column not in (*dates, "field", "url")
                ):
                    row[column] = f"{EVIL} {column}" if at % 7 else LONG
        write_rows(folder, table, rows)
    descriptor = read_descriptor(folder)
    descriptor |= {"title": EVIL, "description": EVIL, "rights": EVIL, "name": EVIL, "version": EVIL}
    descriptor["licenses"][0] |= {"title": EVIL, "description": EVIL}
    descriptor["contributors"][0]["title"] = EVIL
    for resource in descriptor["resources"]:
        resource["title"] = resource["description"] = EVIL
        for field in resource["schema"]["fields"]:
            field["title"] = field["description"] = field["example"] = EVIL
    write_descriptor(folder, descriptor)
    return Package.read(folder)


@pytest.mark.parametrize("most", [12, pytest.param(None, marks=pytest.mark.exhaustive)])
def test_everything_is_shown_as_text(most: int | None, open_page: Open, tmp_path: Path) -> None:
    """A cell that runs as a script, becomes an element, or is taken for a template."""
    file = tmp_path / "explorer.html"
    file.write_text(explorer(hostile(tmp_path / "package", most)), encoding="utf-8", newline="\n")
    page = open_page("", file)
    addresses = ["start", "quotes", "events", "timeline", "actors", "voices", "figures", "tables", "codebook", "check"]
    addresses += ["quo-005", "quo-006", "evt-011", "evt-002", "fig-002", "act-011", "plc-001", "psg-008", "src-001"]
    for address in addresses:
        go(page, address)
        assert page.evaluate("typeof pwned") == "undefined", address
        assert page.locator("img, iframe, object, embed, a[href^='javascript'], [onerror], [onload]").count() == 0
        assert page.locator("script").count() == 2
    assert "{{ 7 * 7 }} {% raw %} ${7*7}" in page.inner_text("#record")
    go(page, "check")
    page.fill("#copy-text", f"{EVIL} Ann Example said “no”.")
    page.click("text=Check this copy")
    page.wait_for_selector("#check-json", state="attached")
    assert page.evaluate("typeof pwned") == "undefined"


@pytest.mark.exhaustive
def test_a_hundred_thousand_rows(open_page: Open, tmp_path: Path) -> None:
    """A large corpus that makes a page nobody can open, or one that hides what it leaves out."""
    folder = copy_dataset(tmp_path / "package")
    rows = read_rows(folder, "quotes")
    many = [rows[at % len(rows)] | {"quote_id": f"quo-{at + 1:06}"} for at in range(100_000)]
    write_rows(folder, "quotes", many)
    file = tmp_path / "explorer.html"
    file.write_text(explorer(Package.read(folder)), encoding="utf-8", newline="\n")
    assert file.stat().st_size < 2.5e6
    page = open_page("#start", file)
    assert "1,000 of 100,000 quotes" in page.inner_text("#start .notice:not(#missing)")
    with moving(page):
        page.click("nav >> text=Quotes")
    assert "the first 1,000 of 100,000 rows" in page.inner_text("#quotes caption")
    page.fill("#quotes input[type=search]", "oil or money")
    assert 0 < page.locator("#quotes tbody tr").count() < 1000
    go(page, "quo-000999")
    assert "us-cuba-2026 cite quo-000999" in page.inner_text("#record .citations")
