"""Copies are read in the forms in which readers have them, and hostile ones are refused quickly."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from us_cuba_2026.source import copy as copy_module
from us_cuba_2026.source.copy import Copy, CopyError
from us_cuba_2026.source.normalise import fold_with_positions, normalise

PAGE = """<!doctype html><html><head><title>Not this</title><style>p{}</style></head><body><nav>Home</nav>
<p>The <b>r</b>iver rose &amp; fell, “slowly”.</p><script>no()</script><!-- nor this --><p>Then&nbsp;rain.</p></body>"""


@settings(max_examples=300)
@given(st.text())
def test_positions(text: str) -> None:
    """A character that is said to come from another place, or normalised otherwise than without positions."""
    normalised, positions = fold_with_positions(text)
    assert normalised == normalise(text) == Copy(text).normalised
    assert len(positions) == len(normalised)
    assert positions == sorted(positions)


@settings(max_examples=300)
@given(st.text(st.characters(categories=("M", "Lo", "Lm")), max_size=6))
def test_positions_of_composed_letters(text: str) -> None:
    """A letter and its marks that are composed in one place and not in the other."""
    assert fold_with_positions(text)[0] == normalise(text)


def test_original_span() -> None:
    """A span that is marked a character too early or too late in the reader's text."""
    copy = Copy("He said: “It’s [here](#), Más.” Gone.")
    start = copy.normalised.index("its")
    assert copy.text[slice(*copy.original(start, start + 10))] == "It’s [here](#), Más"
    assert copy.text[slice(*copy.with_marks(start, start + 10))] == "“It’s [here](#), Más.”"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", "It rains.", "itrains"),
        ("a.txt", "\ufeffIt rains.", "itrains"),
        ("a.html", PAGE, "hometheriverrosefellslowlythenrain"),
        ("a.txt", PAGE, "hometheriverrosefellslowlythenrain"),
    ],
)
def test_forms(name: str, content: str, expected: str, tmp_path: Path) -> None:
    """A page whose scripts count as text, or whose text is lost."""
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    assert Copy.read(file).normalised == expected


def test_encodings(tmp_path: Path) -> None:
    """A copy saved as UTF-16 by an editor, or a page that declares its own encoding."""
    file = tmp_path / "a.txt"
    file.write_bytes("Más".encode("utf-16"))
    assert Copy.read(file).normalised == "más"
    file.write_bytes('<html><meta charset="latin-1"><p>Más</p>'.encode("latin-1"))
    assert Copy.read(file).normalised == "más"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no words"),
        (b" \n.-", "no words"),
        (b"<p></p>", "no words"),
        (b"<!-- x", "no words"),
        (b"M\xe1s", "not UTF-8 text at byte 1"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not UTF-8 text at byte 0"),
        (b"\xff\xfeM", "not UTF-16 text at byte 2"),
        (b"ab\x00c", "a binary file"),
        (b"word " * 250_000, "longer than"),
    ],
)
def test_unusable(content: bytes, says: str, tmp_path: Path) -> None:
    """A file that is no copy of anything, and is searched all the same or ends in a traceback."""
    file = tmp_path / "a.txt"
    file.write_bytes(content)
    with pytest.raises(CopyError, match=says):
        Copy.read(file)


def test_missing_and_folder(tmp_path: Path) -> None:
    """A wrong path that ends in a traceback."""
    for path in (tmp_path / "none.txt", tmp_path, tmp_path / ("x" * 5000)):
        with pytest.raises(CopyError):
            Copy.read(path)


def test_larger_than_any_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A giant file that is read whole."""
    monkeypatch.setattr(copy_module, "LARGEST_FILE", 2**20)
    file = tmp_path / "a.txt"
    with file.open("wb") as stream:
        stream.truncate(2**30)
    with pytest.raises(CopyError, match="larger than 1 MiB"):
        Copy.read(file)


@pytest.mark.parametrize("piece", ["<a ", "<", "<!--", "<div>", "<b><i>", "<table><tr><td>", "&", "&amp;", "](", "“"])
def test_hostile_pages(piece: str, tmp_path: Path) -> None:
    """A page made to take the parser for ever, or to crash it."""
    file = tmp_path / "a.html"
    file.write_text("<p>" + piece * 200_000, encoding="utf-8")
    with suppress(CopyError):
        Copy.read(file)
