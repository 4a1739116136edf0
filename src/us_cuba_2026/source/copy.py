"""A reader's own copy of an article: read from text or HTML, and reduced to where its letters and digits stand."""

import codecs
import re
from bisect import bisect_right
from functools import cached_property
from pathlib import Path

from us_cuba_2026.datapackage import UnusableError
from us_cuba_2026.source.normalise import fold, fold_with_positions

LARGEST_FILE = 32 * 2**20  # bytes; a page with all its scripts is smaller
LONGEST_TEXT = 1_000_000  # characters; a book is shorter

_WORD = re.compile(r"[^\W_]+")


class CopyError(UnusableError):
    """The copy cannot be used at all. The message is one line that says what is wrong and what to do."""


class Copy:
    """The text of a copy, and the same normalised.

    Args:
        text: The text as it is.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        words = _WORD.findall(fold(text))
        self.normalised = "".join(words)
        self.starts: list[int] = []
        """Where words start in the normalised text."""
        end = 0
        for word in words:
            self.starts.append(end)
            end += len(word)
        self.ends = frozenset([*self.starts[1:], end])
        """Where words end in the normalised text."""

    @classmethod
    def read(cls, file: Path | str) -> "Copy":
        """Read a copy: UTF-8 text (or with a byte order mark UTF-16), or HTML as a browser saves it.

        Raises:
            CopyError: If the file cannot be read, is too large, binary, in another encoding, or without any words.
        """
        file = Path(file)
        try:
            if file.exists() and not file.is_file():
                raise CopyError(f"{file}: not a file")
            with file.open("rb") as stream:
                raw = stream.read(LARGEST_FILE + 1)
        except (OSError, ValueError) as error:
            raise CopyError(f"{file}: {getattr(error, 'strerror', None) or 'not a path'}") from None
        if len(raw) > LARGEST_FILE:
            raise CopyError(f"{file}: larger than {LARGEST_FILE // 2**20} MiB; give a file with the article alone")
        copy = cls(_html_text(raw) if _is_html(file, raw) else _decoded(file, raw))
        if not copy.normalised:
            raise CopyError(f"{file}: holds no words")
        if len(copy.text) > LONGEST_TEXT:
            raise CopyError(f"{file}: longer than {LONGEST_TEXT:,} characters; give a file with the article alone")
        return copy

    @cached_property
    def positions(self) -> list[int]:
        """For each character of the normalised text, where it comes from in the text."""
        return fold_with_positions(self.text)[1]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the normalised text stands in the text itself."""
        return self.positions[start], self.positions[end - 1] + 1

    def with_marks(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the normalised text stands in the text, with the marks that touch it at either end."""
        first, last = self.original(start, end)
        before = self.positions[start - 1] + 1 if start else 0
        after = self.positions[end] if end < len(self.positions) else len(self.text)
        opening = re.search(r"\S*\Z", self.text[before:first])
        closing = re.match(r"\S*", self.text[last:after])
        return first - len(opening[0] if opening else ""), last + len(closing[0] if closing else "")

    def is_at_words(self, start: int, end: int) -> bool:
        """Whether a span of the normalised text starts and ends where words do."""
        at = bisect_right(self.starts, start) - 1
        return at >= 0 and self.starts[at] == start and end in self.ends


def _decoded(file: Path, raw: bytes) -> str:
    """The text of a plain file."""
    is_utf_16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = raw.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise CopyError(
            f"{file}: not {'UTF-16' if is_utf_16 else 'UTF-8'} text at byte {error.start}; save it as UTF-8 text"
        ) from None
    if "\0" in text:
        raise CopyError(f"{file}: a binary file; save the article as text or HTML")
    return text


def _is_html(file: Path, raw: bytes) -> bool:
    return file.suffix.lower() in {".html", ".htm", ".xhtml"} or raw.lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:1] == b"<"


def _html_text(raw: bytes) -> str:
    """The text of a page, without scripts and styles, each piece on a line of its own.

    The parser keeps its limits on depth and on the size of a piece, so that no page can exhaust it: what lies beyond
    them is not read.
    """
    from lxml import etree, html

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, encoding=_declared(raw))
    try:
        page = html.document_fromstring(raw, parser=parser)
    except etree.ParserError:  # no element at all
        return ""
    etree.strip_elements(page, "head", "script", "style", "template", "noscript", with_tail=False)
    return "\n".join(page.itertext())


def _declared(raw: bytes) -> str | None:
    """UTF-8 for a page that is UTF-8, else nothing: the page's own declaration counts."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"
