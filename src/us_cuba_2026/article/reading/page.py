"""The words that a page of HTML shows."""

import re

from lxml import etree, html

from us_cuba_2026.article.reading.unreadable import UnreadableError
from us_cuba_2026.article.reading.words import CLOSING_MARKS, RAISED_DIGITS, finished

MOST_TAGS = 1_000_000  # a page of a newspaper has some thousands

_NOT_SHOWN = frozenset((
    "head", "script", "style", "template", "noscript", "noembed", "noframes", "iframe", "object", "svg", "audio",
    "video", "canvas", "datalist", "rp",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre",
    "search", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_AS_TYPED = frozenset(("pre", "textarea", "xmp"))
_STRUCK = frozenset(("del", "s", "strike"))
_BUTTONS = frozenset(("a", "button"))
_NOT_SEEN = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?:opacity|font-size)\s*:\s*0(?:\.0+)?(?:px|em|rem|pt|%)?\s*(?:;|!|$))"
)
_AS_BLOCK = re.compile(r"(?:^|[;\s])display\s*:\s*(?:block|flex|grid|list-item|table)\b")
_STRUCK_STYLE = re.compile(r"(?:^|[;\s])text-decoration(?:-line)?\s*:[^;]{0,100}line-through")
_OVERRIDE_STYLE = re.compile(r"(?:^|[;\s])unicode-bidi\s*:\s*(?:bidi|isolate)-override")
_TO_THE_LEFT_STYLE = re.compile(r"(?:^|[;\s])direction\s*:\s*rtl")
_FOR_SCREEN_READERS = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader"))
_FOOTNOTE = re.compile(r"[\s\[(]*(?:[0-9]{1,3}|[*†‡§]+)(?:[\s,;]+(?:[0-9]{1,3}|[*†‡§]+))*[\s\])]*")
_RAISED = str.maketrans("0123456789", RAISED_DIGITS)
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_NOTHING_MARKED = re.compile("~~~~|[\u202d\u202e]\u202c")
_SHORT = 8  # pieces of a button or a footnote mark


def page_text(page: str) -> str:
    r"""The cleaned text of a page: what it shows, each block-level element a block, ``<br>`` a line end.

    What is not shown is dropped; what is hidden from screen readers, or shown to them alone, is a block of its own.
    What is struck through stands between ``~~``, and an override of the direction of text before the text that it
    turns round, line by line. Footnote marks (``<sup>`` behind a word) are dropped, other raised and lowered digits
    stay raised and lowered. The first first-level heading starts with ``#``.

    Args:
        page: The page, decoded.

    Returns:
        The cleaned text.

    Raises:
        UnreadableError: If the page has more tags, or is nested deeper, than any page of a newspaper.

    Example:
        >>> page_text("<h1>Rain</h1><div hidden>No</div><p>The <b>r</b>iver <del>fell</del> rose<sup>2</sup>.")
        '# Rain\n\nThe river ~~fell~~ rose.'
    """
    if page.count("<") > MOST_TAGS:
        raise UnreadableError(f"more than {MOST_TAGS:,} tags; give a page with the article alone")
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True, encoding="utf-8")
    try:
        root = html.document_fromstring(page.encode(), parser=parser)
    except etree.ParserError:  # no element at all
        return ""
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise UnreadableError("nested too deep to be read; copy the article's text into a plain text file")
    shown = _Shown()
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            shown.leave()
            shown.add(element.tail or "")
        elif _is_shown(element):
            shown.enter(element)
            shown.add(element.text or "")
        else:
            shown.skip()
            walker.skip_subtree()
    return finished(_NOTHING_MARKED.sub("", "".join(shown.pieces)))


def _is_shown(element: html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _NOT_SHOWN or "hidden" in element.attrib:
        return False
    if element.tag == "dialog" and "open" not in element.attrib:
        return False
    return not _NOT_SEEN.search(element.get("style", "").lower())


class _Shown:
    """The pieces of text that a page shows, as its elements are entered and left."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._entered: list[tuple[str, int, str, bool]] = []
        """For each open element: its tag, how many pieces stood before it, what stands behind, if it has marks."""
        self._marks: list[tuple[str, str]] = []
        """For each open element that has marks before and behind its text, these marks."""
        self._as_typed = 0
        self._quotations = 0
        self._title: bool | None = None
        """Whether the title's words come next; nothing before the first heading that may be it."""

    def add(self, text: str) -> None:
        """Add text: white space as it is within ``pre``, else as one space."""
        text = text.replace("\r\n", "\n").replace("\r", "\n") if self._as_typed else _SPACE.sub(" ", text)
        if self._title and text.strip():
            text = f"# {text.lstrip()}"
            self._title = False
        if text:
            self.pieces.append(text)

    def skip(self) -> None:
        """Enter an element that is not shown."""
        self._entered.append(("", len(self.pieces), "", False))

    def enter(self, element: html.HtmlElement) -> None:
        """Enter an element that is shown."""
        tag, style, at = str(element.tag), element.get("style", "").lower(), len(self.pieces)
        before, behind = _marks(element, tag, style)
        is_block = _is_block(element, tag, style)
        line_end = self._line_end("\n\n") if is_block else ""
        is_marked = bool(before)
        if is_marked:
            self._marks.append((before, behind))
        if tag == "q":
            before, behind = "“‘"[self._quotations % 2], "”’"[self._quotations % 2]
            self._quotations += 1
        if is_block:
            before, behind = f"{line_end}{before}", f"{behind}{line_end}"
        if tag == "br":
            before = self._line_end("\n")
        if tag == "h1" and self._title is None:
            self._title = True
        self._as_typed += tag in _AS_TYPED
        if before:
            self.pieces.append(before)
        self._entered.append((tag, at, behind, is_marked))

    def leave(self) -> None:
        """Leave the element that was entered last."""
        tag, at, behind, is_marked = self._entered.pop()
        if is_marked:
            self._marks.pop()
        self._as_typed -= tag in _AS_TYPED
        self._quotations -= tag == "q"
        if tag == "h1" and self._title:
            self._title = None
        text = "".join(self.pieces[at:]) if len(self.pieces) - at <= _SHORT else ""
        if tag in _BUTTONS and text.strip() == "Follow":
            del self.pieces[at:]
            behind = ""
        elif tag == "sup" and _FOOTNOTE.fullmatch(text) and self._is_behind_word(at):
            del self.pieces[at:]
        elif text and tag in ("sub", "sup"):
            self.pieces[at:] = [text.translate(_RAISED if tag == "sup" else _LOWERED)]
        if behind:
            self.pieces.append(behind)

    def _line_end(self, end: str) -> str:
        """A line end, around which the marks of open elements end and start again."""
        before = "".join(mark for mark, _ in self._marks)
        behind = "".join(mark for _, mark in reversed(self._marks))
        return f"{behind}{end}{before}"

    def _is_behind_word(self, at: int) -> bool:
        before = self.pieces[at - 1][-1:] if at else ""
        return before.isalpha() or (before != "" and before in CLOSING_MARKS)


def _marks(element: html.HtmlElement, tag: str, style: str) -> tuple[str, str]:
    """What stands before and behind the text of an element that is struck through, or whose letters are turned."""
    if tag in _STRUCK or _STRUCK_STYLE.search(style):
        return "~~", "~~"
    if tag == "bdo" or _OVERRIDE_STYLE.search(style):
        turns = element.get("dir", "").lower() == "rtl" or _TO_THE_LEFT_STYLE.search(style)
        return "\u202e" if turns else "\u202d", "\u202c"
    return "", ""


def _is_block(element: html.HtmlElement, tag: str, style: str) -> bool:
    if tag in _BLOCKS or element.get("aria-hidden", "").lower() == "true" or _AS_BLOCK.search(style):
        return True
    return not _FOR_SCREEN_READERS.isdisjoint(element.get("class", "").lower().split())
