"""What is read from a file, in each form that readers have; and that no file takes for ever."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readings import FILES, REFUSED
from us_cuba_2026.article.reading.file import cleaned
from us_cuba_2026.article.reading.plain import plain_text
from us_cuba_2026.article.reading.unreadable import UnreadableError


@pytest.mark.parametrize("case", FILES)
def test_forms(case: str) -> None:
    """Markup or layout that counts as words, or words that go with it."""
    name, raw, expected = FILES[case]
    assert cleaned(name, raw) == expected


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    """A file that is no text, and is searched all the same, or refused for a reason that helps nobody."""
    name, raw, says = REFUSED[case]
    with pytest.raises(UnreadableError, match=f"^{says}"):
        cleaned(name, raw)


@pytest.mark.slow
@given(st.text(), st.sampled_from(["a.txt", "a.html", "a.eml"]))
def test_any_text(text: str, name: str) -> None:
    """A text that ends in a traceback, or whose blocks are divided by more than one blank line."""
    try:
        read = cleaned(name, text.encode())
    except UnreadableError:
        return
    assert "\n\n\n" not in read
    assert all(line == " ".join(line.split()) for line in read.split("\n"))


@given(st.text("ab1 .,\n*_[]()\\#>~!<:@\"'\f-=3", max_size=40))
def test_markup_alone_goes(text: str) -> None:
    """A letter that goes with the markup, where there is no link, button or line number."""
    read = plain_text(text)
    assert not {char for char in text if char.isalpha()} or "](" in text or "]:" in text or "][" in text or read


HOSTILE = [
    *(
        "[",
        "]",
        "![",
        "](",
        "[](",
        "[a](<",
        '[a](b "',
        "[a](b '",
        "[a](b (",
        "[a](((",
        "[a][",
        "[a]:",
        "[a]: b ",
        "[[a](b)",
    ),
    *("*", "_", "*a ", "a* ", "**a* ", "_a", "~~", "\\", "\\[", "<", "<a:", "<a@", "<!--", "#", "# ", ">", "> > "),
    *(
        "===\n",
        "- - ",
        "---\n",
        "\n",
        " ",
        "\f",
        "\t",
        "1\n",
        "1 a\n",
        "1\n\f",
        "a   b",
        "a    b\n",
        "   ",
        " \n",
        "-\n",
    ),
    *("Page 1\n", "By Follow ", "By a\nFollow\n", "[1]", "a[1]", "a¹", "¹", "a.¹²", "ᴀ", "a-\n", "\u00ad\n", "\ufdfa"),
    *("\u0301", '{"a":', '[[[{"', "a\u2029", "<b>", "<i></i>", "<p>", "<q>", "<sup>1</sup>", "<sup>", "<a>Follow</a>"),
    *("<button>", "<br>", "<pre>\n", "<del>", "<bdo>", "<p style='text-decoration:'>", "<p style=' display '>"),
    *("<span aria-hidden=true>", "<table><tr><td>", "&amp;", "&", "<meta charset=", "\r\n\r\n", "=\n", "=3", "--a\n"),
    *("Content-Type: multipart/mixed; boundary=a\n", "From: a\n", "MIME-Version: 1.0\nContent-Type: a\n"),
]


@pytest.mark.mostly_exhaustive
@pytest.mark.mostly_slow
@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile(piece: str) -> None:
    """A file made to take the reader for ever, or to crash it."""
    started = time.process_time()
    for text in (piece * 20_000, f"<p style='{piece * 20_000}'>x", f"a{piece * 20_000}b\n\n{piece * 200}"):
        for name in ("a.txt", "a.html", "a.mhtml"):
            with suppress(UnreadableError):
                cleaned(name, text.encode())
    assert time.process_time() - started < 20
