"""Random edits: of words, numbers, marks and cells, which are always seen; of the layout alone, which never matter."""

import re
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from copies import blocks, curled, without_links
from editions import Edition, fictional, html_page
from fictional_package import COPY
from packages import read_rows, stamp, write_rows
from us_cuba_2026.article.verify import verify
from us_cuba_2026.files.errors import PackageError

SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéäßñøаеоκ0123456789.,;:!?%$£€+/()'\"–—-=°′"
CELLS = (
    ("actors", "name"), ("sources", "title"), ("figures", "as_stated"), ("quotes", "text"), ("quotes", "cue"),
    ("quotes", "attribution"), ("accounting", "text"),
)  # fmt: skip
random_edits = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def milder(text: str) -> str:
    """What is compared, by our own means: kinds of quotation marks, apostrophes, dashes and white space are alike."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("[“”„«»]|''|``", '"', re.sub("[‘’‚`´]", "'", text))
    text = re.sub(r"\s*(?:-{1,3}|[–—−])\s*", "-", text)
    return " ".join(text.split())


def report_of(edition: Edition, text: str, name: str = "copy.txt") -> dict[str, Any]:
    """The report on an edition's package by a copy."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_text(text, encoding="utf-8", newline="")
        return edition.report(file)


@st.composite
def edited(draw: st.DrawFn, text: str) -> str:
    """A text with a character replaced, dropped or added, a word dropped, or two swapped."""
    at = draw(st.integers(0, len(text) - 1))
    sign = draw(st.sampled_from(SIGNS))
    words = text.split(" ")
    word = draw(st.integers(0, len(words) - 2))
    swapped = [*words[:word], words[word + 1], words[word], *words[word + 2 :]]
    return draw(
        st.sampled_from(
            (
                text[:at] + sign + text[at + 1 :],
                text[:at] + sign + text[at:],
                text[:at] + text[at + 1 :],
                text[:at] + text[at].swapcase() + text[at + 1 :],
                " ".join([*words[:word], *words[word + 1 :]]),
                " ".join(swapped),
            )
        )
    )


@pytest.mark.slow
@random_edits
@given(st.data())
def test_words_and_marks(fictional_package: Path, data: st.DataObject) -> None:
    """A paragraph with another word, number, mark or capital that is exact."""
    edition = fictional(fictional_package)
    kept = [key for key, kind in edition.article.items() if kind == "paragraph" and "](" not in edition.block(key)]
    passage = data.draw(st.sampled_from(kept))
    true = edition.block(passage)
    changed = data.draw(edited(true))
    assume(milder(changed) != milder(true))
    report = report_of(edition, edition.change(passage, lambda _: changed))
    assert report["passages"][passage] != "exact"
    assert not report["proved"]
    on_it = {record for record, home in edition.home.items() if home == passage}
    assert [record for record, outcome in report["records"].items() if outcome == "exact" and record in on_it] == []


def _anywhere(mark: str) -> Callable[[str, st.DataObject], str]:
    """A mark that nobody sees, between any two letters."""

    def alter(text: str, data: st.DataObject) -> str:
        places = [match.start() for match in re.finditer(r"(?<=[a-z])(?=[a-z])(?![^\s(]*[@)])", text)]
        chosen = sorted(data.draw(st.lists(st.sampled_from(places), max_size=30, unique=True)), reverse=True)
        for at in chosen:
            text = text[:at] + mark + text[at:]
        return text

    return alter


def _spaced(text: str, data: st.DataObject) -> str:
    """Other white space between some words."""
    space = data.draw(st.sampled_from(("  ", "\n", "\t", "\u00a0", "\u2009", "\r\n", " \n ", "\u3000")))
    every = data.draw(st.integers(2, 9))
    pieces = text.split(" ")
    return "".join(
        piece + ("" if at == len(pieces) else space if at % every == 0 and piece[-1:] != "#" else " ")
        for at, piece in enumerate(pieces, 1)
    )


def _reflowed(text: str, data: st.DataObject) -> str:
    """Lines of another width; none starts with a sign that would be Markdown."""
    import textwrap

    width = data.draw(st.integers(25, 120))
    return "\n\n".join(
        textwrap.fill(block, width, break_long_words=False, break_on_hyphens=False) for block in blocks(text)
    )


def _dashes(text: str, data: st.DataObject) -> str:
    return text.replace("—", data.draw(st.sampled_from(("-", "--", "---", " – ", " — ", "―", "−", " -- "))))


def _marks(text: str, data: st.DataObject) -> str:
    opening, closing = data.draw(
        st.sampled_from((("“", "”"), ("„", "“"), ("«", "»"), ('"', '"'), ("``", "''"), ("〝", "〞")))
    )
    return curled(text).replace("“", "\ue000").replace("”", closing).replace("\ue000", opening)


def _apostrophes(text: str, data: st.DataObject) -> str:
    return (
        re.sub("['’]", data.draw(st.sampled_from("'’‘ʼ´`‛")), text) if "``" not in text and "''" not in text else text
    )


LAYOUTS: tuple[Callable[[str, st.DataObject], str], ...] = (
    *map(_anywhere, ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u200f")),
    _spaced,
    _reflowed,
    _dashes,
    _marks,
    _apostrophes,
    lambda text, _: without_links(text),
    lambda text, _: unicodedata.normalize("NFD", text),
)


@pytest.mark.slow
@random_edits
@given(st.data())
def test_layout(fictional_package: Path, data: st.DataObject) -> None:
    """A copy of the very words and marks, in another layout, in which a passage is changed or lost."""
    edition = fictional(fictional_package)
    text = edition.text
    for layout in data.draw(st.lists(st.sampled_from(LAYOUTS), min_size=1, max_size=3, unique=True)):
        text = layout(text, data)
    is_page = data.draw(st.booleans())
    report = report_of(edition, html_page(text) if is_page else text, "copy.html" if is_page else "copy.txt")
    assert {name: outcome for name, outcome in report["passages"].items() if outcome != "exact"} == {}
    assert report["proved"], report["verdict"]


@pytest.mark.slow
@random_edits
@given(st.data())
def test_cells(fictional_package: Path, data: st.DataObject) -> None:
    """A letter of a cell that is the article's words, changed, and the package proved all the same."""
    table, column = data.draw(st.sampled_from(CELLS))
    rows = read_rows(fictional_package, table)
    row = data.draw(st.sampled_from([row for row in rows if row[column]]))
    true = row[column]
    at = data.draw(st.sampled_from([at for at, sign in enumerate(true) if sign.isalnum()]))
    sign = data.draw(st.sampled_from([sign for sign in SIGNS if sign.isalnum() and sign != true[at]]))
    with TemporaryDirectory() as folder:
        package = Path(shutil.copytree(fictional_package, Path(folder) / "package"))
        row[column] = true[:at] + sign + true[at + 1 :]
        write_rows(package, table, rows)
        stamp(package)
        try:
            is_proved = verify(COPY, package).is_proved
        except PackageError:
            return
    assert not is_proved
