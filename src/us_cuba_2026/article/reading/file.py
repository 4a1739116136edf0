"""The cleaned text of a file, in whatever form a reader has the article: text, page, message, in any encoding."""

import codecs
import re
from pathlib import PurePath

from us_cuba_2026.article.reading.mail import is_mail, mail_part
from us_cuba_2026.article.reading.page import page_text
from us_cuba_2026.article.reading.plain import plain_text
from us_cuba_2026.article.reading.unreadable import UnreadableError

_AS_TEXT = "save the article from it as plain text (.txt)"
_NOT_READ = {
    ".rtf": ("an RTF document", _AS_TEXT),
    ".json": ("JSON data", "give the article as text or HTML"),
    ".pdf": ("a PDF document", "copy its text into a plain text file (.txt)"),
    ".doc": ("a Word document", _AS_TEXT),
    ".docx": ("a Word document", _AS_TEXT),
    ".odt": ("an OpenDocument text", _AS_TEXT),
    ".epub": ("an EPUB book", _AS_TEXT),
    ".zip": ("a ZIP archive", "give the article in it as text or HTML"),
    ".webarchive": ("a web archive of Safari", "save the page as HTML or copy its text"),
}
"""What is told apart but not read: what it is, and what to do."""
_STARTS = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
    (b"PK\x03\x04", ".zip"),
    (b"bplist00", ".webarchive"),
)
_IN_ZIP = ((b"word/", ".docx"), (b"opendocument.text", ".odt"), (b"epub+zip", ".epub"))
_JSON = re.compile(r"\s*[\[{][\s\[{]*\"(?:[^\"\\]|\\.){0,200}\"\s*:")
_PAGE = re.compile(r"[\s\ufeff]*<(?:[!?]|[A-Za-z][A-Za-z0-9\-]*[\s/>])")
_PAGES = frozenset((".html", ".htm", ".xhtml"))
_DECLARED = re.compile(r"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?\s*([\w\-]+)""", re.IGNORECASE)
_CHARSET = re.compile(
    r"(?:windows-|cp)125[0-8]|iso-8859-(?:[2-8]|1[03-6])|koi8-[ru]|gb2312|gbk|gb18030|big5|euc-jp|euc-kr|shift_jis"
)
_HEAD = 4096  # bytes that tell what a file is
_LONGEST_PLAIN = 8_000_000  # characters of a text with its markup
_NULS = 0.7  # of every other byte, in UTF-16


def cleaned(name: str, raw: bytes) -> str:
    r"""The cleaned text of a file.

    Args:
        name: The file's name; its suffix tells some formats.
        raw: What the file holds.

    Returns:
        The words, in blocks divided by a blank line, without markup.

    Raises:
        UnreadableError: If the file is of a format that is not read, binary, or in an encoding that it does not name.

    Example:
        >>> cleaned("a.txt", "It *rained*.".encode("utf-16-le"))
        'It rained.'
    """
    if refused := _refused(name, raw):
        raise UnreadableError("{}; {}".format(*_NOT_READ[refused]))
    charset, is_page = "", PurePath(name).suffix.lower() in _PAGES
    if is_mail(name, raw):
        is_page, raw, charset = mail_part(raw)
    text = _decoded(raw, charset, is_page)
    if "\0" in text:
        raise UnreadableError("a binary file; save the article as text or HTML")
    if is_page or is_page_text(text):
        return page_text(text)
    if len(text) > _LONGEST_PLAIN:
        raise UnreadableError(f"longer than {_LONGEST_PLAIN:,} characters; give a file with the article alone")
    return plain_text(text)


def is_page_text(text: str) -> bool:
    """Whether a text starts as a page does.

    Example:
        >>> is_page_text("<!doctype html><p>Rain"), is_page_text("<https://example.org> Rain")
        (True, False)
    """
    return bool(_PAGE.match(text))


def _refused(name: str, raw: bytes) -> str:
    """The suffix of the format that is not read, or nothing."""
    suffix = PurePath(name).suffix.lower()
    found = next((kind for start, kind in _STARTS if raw.startswith(start)), "")
    if found == ".zip":
        found = next((kind for inside, kind in _IN_ZIP if inside in raw), found)
    if not found and _JSON.match(raw[:_HEAD].decode("latin-1")):
        found = ".json"
    return found or (suffix if suffix in _NOT_READ else "")


def _decoded(raw: bytes, charset: str, is_page: bool) -> str:
    """The text of a file: UTF-16 if it looks like it, UTF-8 if it is, else for a page what is declared."""
    encoding = _utf_16(raw) or "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig":
            head = raw[:_HEAD].decode("latin-1")
            declared = _DECLARED.search(head)
            if is_page or charset or is_page_text(head):
                charset = (charset or (declared[1] if declared else "")).lower()
                return raw.decode(charset if _CHARSET.fullmatch(charset) else "cp1252", "replace")
        name = "UTF-8" if encoding == "utf-8-sig" else "UTF-16"
        raise UnreadableError(f"not {name} text at byte {error.start}; save it as UTF-8 text") from None


def _utf_16(raw: bytes) -> str:
    """The name of the encoding if a file is UTF-16: it says so, or nearly every other byte is nothing."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = raw[:_HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(head) < 4 or abs(even - odd) < _NULS * (len(head) // 2):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"
