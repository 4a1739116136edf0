"""Copies are read in the forms in which readers have them, and hostile ones are refused quickly."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from us_cuba_2026.article import copy as copy_module
from us_cuba_2026.article.copy import Copy, CopyError
from us_cuba_2026.article.normalise import fold_with_positions, normalise

PAGE = """<!doctype html><html><head><title>Not this</title><style>p{}</style></head><body><nav>Home</nav>
<p>The <b>r</b>iver rose &amp; fell, “slowly”.</p><script>no()</script><!-- nor this --><p>Then&nbsp;rain.</p></body>"""


@settings(max_examples=100)
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
    copy = Copy("He said: “It’s here, Más.” Gone.")
    start = copy.normalised.index("its")
    assert copy.text[copy.positions[start] : copy.positions[start + 9] + 1] == "It’s here, Más"


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


def test_blocks() -> None:
    """A block that starts or ends elsewhere than its letters, or is one with the next."""
    copy = Copy("The river rose.\n\n* * *\n\n“So,” he said,\nit rained.\n\n")
    assert [copy.text[block.first : block.last] for block in copy.blocks] == [
        "The river rose.", "* * *", "“So,” he said,\nit rained.",
    ]  # fmt: skip
    assert [copy.normalised[block.start : block.end] for block in copy.blocks] == [
        "theriverrose",
        "",
        "sohesaiditrained",
    ]
    edges = range(len(copy.normalised) + 1)
    assert [at for at in edges if copy.starts_block(at)] == [0, 12]
    assert [at for at in edges if copy.ends_block(at)] == [12, 28]


def test_lines_are_blocks_where_no_line_is_blank() -> None:
    """Foreign words that count as part of a paragraph since nothing parts them but a line's end."""
    assert len(Copy("One\ntwo\nthree").blocks) == 3
    assert len(Copy("One\n\ntwo\nthree").blocks) == 2


@given(st.text("aé1 .\n\u0301ﬁ", max_size=30))
def test_blocks_hold_all_letters(text: str) -> None:
    """A letter that is in no block, or in two."""
    copy = Copy(text)
    letters = [copy.normalised[block.start : block.end] for block in copy.blocks]
    assert "".join(letters) == copy.normalised == normalise(text)
    assert letters == [normalise(text[block.first : block.last]) for block in copy.blocks]


@pytest.mark.slow
def test_one_character_that_is_many(tmp_path: Path) -> None:
    """A file of a few megabytes that takes gigabytes when it is normalised."""
    file = tmp_path / "a.txt"
    file.write_text("\ufdfa" * 900_000, encoding="utf-8")
    with pytest.raises(CopyError, match="longer than 3,000,000 letters"):
        Copy.read(file)
    file.write_text("\ufdfa" * 8_000_001, encoding="utf-8")
    with pytest.raises(CopyError, match="longer than 8,000,000 characters"):
        Copy.read(file)


@pytest.mark.slow
def test_pages_of_great_size(tmp_path: Path) -> None:
    """A page that is nested deep, or holds much text in one place, and is said to hold no words."""
    file = tmp_path / "a.html"
    file.write_text("<div>" * 1500 + "It rained" + "</div>" * 1500, encoding="utf-8")
    assert Copy.read(file).text == "It rained"
    file.write_text("<div>" * 3000 + "It rained" + "</div>" * 3000, encoding="utf-8")
    with pytest.raises(CopyError, match="nested too deep"):
        Copy.read(file)
    file.write_text("<p>" + "It rained " * 1_000_000, encoding="utf-8")
    with pytest.raises(CopyError, match="longer than 1,000,000 characters"):
        Copy.read(file)
    file.write_text("<p>" + "It rained " * 90_000, encoding="utf-8")
    assert len(Copy.read(file).starts) == 180_000


def test_encodings(tmp_path: Path) -> None:
    """A copy saved as UTF-16 by an editor, or a page that declares its own encoding."""
    file = tmp_path / "a.txt"
    file.write_bytes("Más".encode("utf-16"))
    assert Copy.read(file).normalised == "más"
    file.write_bytes('<html><meta charset="latin-1"><p>Más</p>'.encode("latin-1"))
    assert Copy.read(file).normalised == "más"


@pytest.mark.mostly_slow
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


@pytest.mark.mostly_slow
@pytest.mark.parametrize("piece", ["<a ", "<", "<!--", "<div>", "<b><i>", "<table><tr><td>", "&", "&amp;", "](", "“"])
def test_hostile_pages(piece: str, tmp_path: Path) -> None:
    """A page made to take the parser for ever, or to crash it."""
    file = tmp_path / "a.html"
    file.write_text("<p>" + piece * 200_000, encoding="utf-8")
    with suppress(CopyError):
        Copy.read(file)
