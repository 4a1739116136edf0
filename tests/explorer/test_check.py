"""The check in the page comes to the outcome of `us-cuba-2026 verify --format json`, byte for byte."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browsing import moving
from copies import FORMS, blocks, page
from packages import ROOT, article, copy_dataset, edit, read_rows, stamp
from us_cuba_2026.article.verify import to_json, verify
from us_cuba_2026.explorer import explorer
from us_cuba_2026.model.package import Package

pytestmark = pytest.mark.slow

Open = Callable[..., Any]


def without(marker: str) -> Callable[[str], str]:
    """The copy without the paragraph that holds these words."""
    return lambda text: "\n\n".join(block for block in blocks(text) if marker not in block)


def swapped(text: str) -> str:
    """Two paragraphs that have changed places."""
    parts = blocks(text)
    at = next(at for at, part in enumerate(parts) if "overseas medical" in part)
    parts[at], parts[at + 1] = parts[at + 1], parts[at]
    return "\n\n".join(parts)


def changed(old: str, new: str) -> Callable[[str], str]:
    """The copy with other words."""
    return lambda text: text.replace(old, new)


def other(_: str) -> str:
    """Another article."""
    return "# Rain in Springfield\n\nIt rains in Cuba, said “Ann Example” on Sunday. İstanbul 𝐀\n" * 30


def reversed_blocks(text: str) -> str:
    """The paragraphs from last to first."""
    return "\n\n".join(reversed(blocks(text)))


def twice(text: str) -> str:
    """The article twice."""
    return f"{text}\n\n{text}"


def astral(text: str) -> str:
    """Letters outside the basic plane before, within and after, and letters of another width."""
    wide = text.replace("Trump", "Ｔｒｕｍｐ")
    return f"𝕬𝖓 𐐀 😀\n\n{wide}\n\n𠮷"


ALTERED = [
    without("32 Cuban"),
    swapped,
    changed("tens of thousands", "tens of millions"),
    changed("OIL OR MONEY", "OIL AND MONEY"),
    changed("Cuba", "Cuba and Ruritania"),
    other,
    reversed_blocks,
    twice,
    astral,
]


def expected(folder: Path, text: str, name: str = "copy.txt", package: Path = ROOT) -> str:
    """What the command prints of a copy."""
    file = folder / name
    file.write_text(text, encoding="utf-8", newline="\n")
    return json.dumps(to_json(verify(file, package)), indent=2)


def outcome(opened: Any) -> str:
    """What the page says of a copy, as JSON."""
    opened.wait_for_selector("#check-json", state="attached")
    return str(opened.text_content("#check-json"))


@pytest.mark.mostly_exhaustive
@pytest.mark.parametrize("form", [*FORMS, *ALTERED], ids=lambda form: form.__qualname__.split(".")[0])
def test_same_outcome_as_the_command(form: Callable[[str], str], open_page: Open, tmp_path: Path) -> None:
    """A record that the page calls proved and the command does not, or the other way round."""
    name = "copy.html" if form is page else "copy.txt"
    wanted = expected(tmp_path, form(article()), name)
    opened = open_page("#check")
    opened.set_input_files("#copy-file", tmp_path / name)
    assert outcome(opened) == wanted


COUNTS = """() => {
  const [, ...lines] = [...document.querySelectorAll(".sums tbody tr")];
  const sum = ({ cells }) => [1, 2, 3].reduce((total, at) => total + Number(cells[at].textContent), 0);
  const sums = lines.map((line) => [line.cells[0].textContent, sum(line)]);
  return Object.fromEntries(sums.filter(([head, count]) => head !== "exact" && count));
}"""


@pytest.mark.parametrize("form", [without("32 Cuban"), changed("OIL OR MONEY", "OIL AND MONEY"), other, twice])
def test_counts_are_those_of_the_list(form: Callable[[str], str], open_page: Open) -> None:
    """Something that is listed as not exact, and not counted above the list, or the other way round."""
    opened = open_page("#check")
    opened.fill("#copy-text", form(article()))
    opened.click("text=Check this copy")
    outcome(opened)
    listed = Counter(opened.locator("#check-result .problems .outcome").all_inner_texts())
    assert opened.evaluate(COUNTS) == listed
    if listed:
        assert f"Not exact: {listed.total()}" in opened.locator("#check-result h2").all_inner_texts()


def test_pasted_copy(open_page: Open, tmp_path: Path) -> None:
    """Pasted text that is read otherwise than a file."""
    opened = open_page("#check")
    opened.fill("#copy-text", article())
    opened.click("text=Check this copy")
    assert outcome(opened) == expected(tmp_path, article())
    assert opened.inner_text(".verdict").startswith("Proved")
    found = opened.locator("#check-result p", has_text="they prove nothing")
    assert " 6 were found (not " in found.inner_text()  # the copy has a slip in one credit
    assert found.locator("a").evaluate_all("links => links.map((one) => one.hash)") == ["#psg-032"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bom.txt", b"\xef\xbb\xbf# Title\n\nCuba said."),
        ("utf16.txt", "# Título\n\nCuba said “no”.".encode("utf-16")),
        (
            "latin.html",
            '<html><meta charset="latin-1"><p>Más <b>r</b>iver<!-- x --> of<script>no()</script>fice'.encode("latin-1"),
        ),
        (
            "page.txt",
            (
                "<p>The <b style=\"color:red\" onclick='no()'>r</b>iver</p><style>p{}</style><img src=x style=a>"
                "<template>no</template><noscript>no</noscript>é"
            ).encode(),
        ),
    ],
    ids=["byte order mark", "UTF-16", "declared encoding", "markup"],
)
def test_files_are_read_alike(name: str, content: bytes, open_page: Open, tmp_path: Path) -> None:
    """A file whose encoding or markup the page reads otherwise."""
    from us_cuba_2026.article.copy import Copy

    (tmp_path / name).write_bytes(content)
    wanted = Copy.read(tmp_path / name).normalised
    opened = open_page("#check")
    opened.set_input_files("#copy-file", tmp_path / name)
    outcome(opened)
    shown = "".join(opened.locator(".reader .between").all_text_contents())
    assert re.sub(r"\W", "", shown).casefold() == wanted


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b" \n.-", "holds no words"),
        (b"<p></p>", "holds no words"),
        (b"M\xe1s", "not UTF-8 text"),
        (b"\xff\xfeM", "not UTF-16 text"),
        (b"ab\x00c", "a binary file"),
        (b"word " * 250_000, "longer than 1,000,000 characters"),
    ],
    ids=["no words", "no text", "Latin-1", "half a character", "binary", "too long"],
)
def test_unusable_copy(content: bytes, says: str, open_page: Open, tmp_path: Path) -> None:
    """A file that is no copy of anything, and is searched all the same or ends in an error that nobody sees."""
    (tmp_path / "copy.txt").write_bytes(content)
    opened = open_page("#check")
    opened.set_input_files("#copy-file", tmp_path / "copy.txt")
    opened.wait_for_selector(".problem:not(:empty)")
    assert says in opened.text_content(".problem")
    assert opened.locator("#check-json").count() == 0


def prose() -> str:
    """A paragraph of the article without quotations."""
    return next(block for block in blocks(article()) if block.startswith("The regime has"))


def test_wrong_package(open_page: Open, tmp_path: Path) -> None:
    """Cells that are not the article's, or its prose, an item left open: told by the page as by the command."""
    folder = copy_dataset(tmp_path / "package")
    for table, key, record, cells in (
        ("actors", "actor_id", "act-004", {"name": "Nicolás Putin"}),
        ("quotes", "quote_id", "quo-006", {"cue": ","}),
        ("events", "event_id", "evt-001", {"note": "/".join(prose().split()[:9]).replace("é", "e")}),
        ("sources", "source_id", "src-001", {"title": "Cuba Wins"}),
    ):
        edit(folder, {"table": table, "where": {key: record}, "set": cells})
    forged = {"as_stated": "23 Cuban soldiers"} | dict.fromkeys(("value", "value_low", "value_high"), "23")
    edit(folder, {"table": "figures", "where": {"figure_id": "fig-002"}, "set": forged})
    accounting = folder / "seeds" / "accounting.csv"
    rows = accounting.read_text(encoding="utf-8").splitlines(keepends=True)
    accounting.write_text("".join(row for row in rows if ",Caribbean," not in row), encoding="utf-8")
    stamp(folder)
    file = tmp_path / "explorer.html"
    file.write_text(explorer(Package.read(folder)), encoding="utf-8")
    wanted = expected(tmp_path, article(), package=folder)
    opened = open_page("#check", file)
    opened.set_input_files("#copy-file", tmp_path / "copy.txt")
    assert outcome(opened) == wanted
    assert [len(json.loads(wanted)[name]) for name in ("cells", "rights", "open")] == [3, 1, 1]
    assert opened.locator(".problems >> text=Caribbean").count() == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_verdict_is_seen(width: int, open_page: Open) -> None:
    """A verdict below the edge of the window, so that the button seems to do nothing; a focus that is lost."""
    page = open_page("#check", width=width)
    page.fill("#copy-text", article())
    page.focus("#check .primary")
    page.keyboard.press("Enter")
    page.wait_for_selector("#check-json", state="attached")
    page.locator(".verdict:focus").wait_for()
    box = page.locator(".verdict").bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 900
    assert [
        text for text in page.locator(".between").all_inner_texts() if re.search(r"^\W+$", text, re.MULTILINE)
    ] == []


def test_rows_are_marked_in_place(open_page: Open) -> None:
    """A row that is not marked in the reader's text, marked at other words, or leads elsewhere."""
    text = article()
    opened = open_page("#check")
    opened.fill("#copy-text", text)
    opened.click("text=Check this copy")
    outcome(opened)
    marked = opened.evaluate(
        "() => { const words = {};"
        " for (const mark of document.querySelectorAll('a.mark[data-ids]'))"
        " for (const id of mark.dataset.ids.split(' ')) words[id] = (words[id] ?? '') + mark.textContent;"
        " return words }"
    )
    assert set(marked) == {row["record_id"] for row in read_rows(ROOT, "evidence")}
    for quote in read_rows(ROOT, "quotes"):
        if quote["form"] == "direct":
            assert re.sub(r"\W", "", marked[quote["quote_id"]]) == re.sub(r"\W", "", quote["text"])
    with moving(opened):
        opened.click("a.mark.quo[data-ids^='quo-006']")
    assert opened.evaluate("location.hash") == "#quo-006"
    assert opened.inner_text("#record .outcome.exact >> nth=0") == "exact"
    assert "NO MORE OIL OR MONEY" in opened.inner_text("#record .own-words")
    with moving(opened):
        opened.go_back()
    assert opened.is_visible("#check")
    assert not opened.is_visible("#record")


def test_copy_is_not_kept(open_page: Open) -> None:
    """Text of the reader's that stays in the page after it was cleared, or is stored."""
    opened = open_page("#check")
    opened.fill("#copy-text", "It rains in Springfield.")
    opened.click("text=Check this copy")
    outcome(opened)
    opened.click("#check .quiet")
    assert "Springfield" not in opened.content()
    assert opened.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
