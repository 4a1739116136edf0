"""Takes the markup of Markdown out of a text; the words stay, in the same order."""

import re

from us_cuba_2026.article.reading.words import CLOSING_MARKS

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|\\(?=\n)")
_LITERAL = re.compile("[\udc21-\udc7e]")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|\Z)")
_UNDERLINE = re.compile(r" {0,3}={3,}[ \t]*")
_RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*")
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
_DEFINITION = re.compile(
    r" {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]*(<[^<>\n]*>|\S+)"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*"
)
_BLANK = re.compile(r"\n\s*\n")
_TOKEN = re.compile(r"!?\[|\]|<(?:[A-Za-z][A-Za-z0-9+.\-]{1,31}:|[^<>\s@]+@)[^<>\s]*>")
_IN_ANGLES = re.compile(r"<[^<>\n]*>")
_IN_TARGET = re.compile(r"[^()\s]+|[()]")
_LABEL = re.compile(r"\[[^\[\]]{0,200}\]")
_LINK_TITLE = re.compile(r"\s+(?:\"[^\"]{0,1000}\"|'[^']{0,1000}'|\([^()]{0,1000}\))")
_SPACE = re.compile(r"\s*")
_FOOTNOTE = re.compile(r"\[?\^?[0-9]{1,3}\]?|[*†‡§]+")
_DEEPEST = 4  # parentheses in the target of a link
_EMPHASIS = re.compile(r"\*+|_+")
_SHORT = 3  # pieces of the text of a link that may be a button or a footnote mark


def without_markdown(text: str) -> str:
    r"""The words of a Markdown text: what is shown of links, images (a block each), headings, quotes and emphasis.

    What is struck through keeps its ``~~``. The first heading keeps a ``#`` in front, so that it can be told as the
    title. A link that says only *Follow* is a button and goes, as does a link that is a footnote mark.

    Args:
        text: A text whose lines end with a line feed.

    Returns:
        The text without markup.

    Example:
        >>> without_markdown('The [*river*](https://a.example/x_(y) "A (title)") rose \\$3, ~~not~~ [fell][1].')
        'The river rose $3, ~~not~~ fell.'
    """
    text = _ESCAPED.sub(lambda match: chr(0xDC00 + ord(match[1])) if match[1] else "", text)
    defined: set[str] = set()
    lines = "\n".join(_blocks(text.split("\n"), defined))
    blocks = [_without_emphasis(_without_links(block, defined)) for block in _BLANK.split(lines)]
    return _LITERAL.sub(lambda match: chr(ord(match[0]) - 0xDC00), "\n\n".join(blocks))


def _blocks(lines: list[str], defined: set[str]) -> list[str]:
    """The lines without what marks a block; the labels of links are noted as defined."""
    read = [""]
    is_quoted = has_title = False
    for line in lines:
        if not read[-1].strip():
            is_quoted = line.lstrip(" \t").startswith(">")
        text = _QUOTED.sub("", line, count=1) if is_quoted and _QUOTED.match(line) else line
        if heading := _HEADING.match(text):
            text = ("" if has_title else "# ") + _without_closing_marks(text[heading.end() :])
            has_title = True
        elif (definition := _DEFINITION.fullmatch(text)) and _is_address(definition[2]):
            defined.add(_label(definition[1]))
            continue
        elif _UNDERLINE.fullmatch(text) and read[-1].strip():
            if not has_title and not read[-2].strip():
                read[-1] = "# " + read[-1].lstrip()
            has_title, text = True, ""
        elif _RULE.fullmatch(text):
            text = ""
        read.append(text)
    return read[1:]


def _without_closing_marks(heading: str) -> str:
    """The text of a heading without the ``#`` that may close it."""
    text = heading.rstrip(" \t")
    bare = text.rstrip("#")
    return bare.rstrip(" \t") if bare[-1:] in ("", " ", "\t") else text


def _is_address(target: str) -> bool:
    return target.startswith("<") or any(mark in target for mark in ":/#.@")


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


def _without_links(block: str, defined: set[str]) -> str:
    """A block in which links and images are their text."""
    pieces: list[str] = []
    opened: list[int] = []
    at = 0
    while token := _TOKEN.search(block, at):
        pieces.append(block[at : token.start()])
        at = token.end()
        if token[0].startswith("<"):
            pieces.append(token[0][1:-1])
        elif token[0] != "]":
            opened.append(len(pieces))
            pieces.append(token[0])
        elif not opened:
            pieces.append("]")
        else:
            start = opened.pop()
            short = "".join(pieces[start + 1 :]).strip() if len(pieces) - start <= 2 * _SHORT else None
            end = _end_of_target(block, at, short, defined)
            if end is None:
                pieces.append("]")
            elif pieces[start] == "![":
                pieces[start] = "\n\n"
                pieces.append("\n\n")
            elif short == "Follow" or (short and _FOOTNOTE.fullmatch(short) and _is_behind_word(pieces, start)):
                del pieces[start:]
            else:
                pieces[start] = ""
            at = at if end is None else end
    return "".join([*pieces, block[at:]])


def _end_of_target(block: str, at: int, text: str | None, defined: set[str]) -> int | None:
    """Where the target of a link ends that starts behind its text, if there is one."""
    if block.startswith("(", at):
        return _end_of_address(block, at + 1)
    if label := _LABEL.match(block, at):
        return None if text is not None and _FOOTNOTE.fullmatch(text) else label.end()
    return at if text is not None and _label(text) in defined else None


def _end_of_address(block: str, at: int) -> int | None:
    """Where the target of an inline link ends: an address, in angle brackets or not, and maybe a title in quotes."""
    at = _behind(_SPACE, block, at)
    if block.startswith("<", at):
        at = _behind(_IN_ANGLES, block, at)
    else:
        depth = 0
        while part := _IN_TARGET.match(block, at):
            depth += {"(": 1, ")": -1}.get(part[0], 0)
            if depth < 0 or depth > _DEEPEST:
                break
            at = part.end()
        if depth > 0:
            return None
    at = _behind(_SPACE, block, _behind(_LINK_TITLE, block, at))
    return at + 1 if block.startswith(")", at) else None


def _behind(pattern: re.Pattern[str], text: str, at: int) -> int:
    """The place behind what the pattern matches there, or the same place."""
    match = pattern.match(text, at)
    return match.end() if match else at


def _is_behind_word(pieces: list[str], at: int) -> bool:
    """Whether what starts there stands directly behind a word or a closing mark."""
    before = next((piece[-1] for piece in reversed(pieces[max(at - _SHORT, 0) : at]) if piece), " ")
    return before.isalpha() or before in CLOSING_MARKS


def _without_emphasis(block: str) -> str:
    """A block without the pairs of ``*`` and ``_`` that emphasise, by CommonMark's rules for where they may stand."""
    runs = list(_EMPHASIS.finditer(block))
    left = [len(run[0]) for run in runs]
    opened: dict[str, list[int]] = {"*": [], "_": []}
    for number, run in enumerate(runs):
        mark = run[0][0]
        can_open, can_close = _flanks(block, run)
        while can_close and left[number] and opened[mark]:
            other = opened[mark][-1]
            used = min(left[number], left[other])
            left[number] -= used
            left[other] -= used
            if not left[other]:
                opened[mark].pop()
        if can_open and left[number]:
            opened[mark].append(number)
    pieces, at = [], 0
    for count, run in zip(left, runs, strict=True):
        pieces += [block[at : run.start()], run[0][:count]]
        at = run.end()
    return "".join([*pieces, block[at:]])


def _flanks(block: str, run: re.Match[str]) -> tuple[bool, bool]:
    """Whether a run of marks may open emphasis, and whether it may close it."""
    before = block[run.start() - 1] if run.start() else " "
    after = block[run.end() : run.end() + 1] or " "
    is_mark_before, is_mark_after = (not char.isalnum() and not char.isspace() for char in (before, after))
    opens = not after.isspace() and (not is_mark_after or is_mark_before or before.isspace())
    closes = not before.isspace() and (not is_mark_before or is_mark_after or after.isspace())
    if run[0][0] == "_":
        return opens and (not closes or is_mark_before), closes and (not opens or is_mark_after)
    return opens, closes
