"""Quotation marks within others, titles in italics, and the stop at the end of a sentence."""

import html
import re
from collections.abc import Callable

Italic = Callable[[str], str]
"""Sets a title in italics; ``str`` leaves it as it is."""

ITALIC = ("\ue000", "\ue001")
"""What :func:`marked` puts before and after a title."""

_FOREIGN = frozenset("„«»")  # pairs in which “ may close, or which stay as they are
_OPENING = re.compile(r'(?<![^\s(\[—–-])"(?=\S)')
_QUOTED = re.compile("“([^“”]*)”")
_WITHIN = re.compile(r"(?<!\w)[‘']((?:[^‘’']|(?<=\w)[’'](?=\w))*)[’'](?!\w)")


def inner_quotes(title: str) -> str:
    """A title with its double quotation marks single, as within a quotation, and the single ones within them double.

    Example:
        >>> inner_quotes("“We Won’t Say ‘No,’” He Says"), inner_quotes('The "Big" Storm'), inner_quotes("A ‘No’")
        ('‘We Won’t Say “No,”’ He Says', 'The ‘Big’ Storm', 'A ‘No’')
    """
    if _FOREIGN & {*title} or title.count('"') % 2:
        return title
    curled = _OPENING.sub("“", title).replace('"', "”")
    return _QUOTED.sub(lambda found: "‘" + _WITHIN.sub(r"“\1”", found[1]) + "’", curled)


def marked(title: str) -> str:
    """A title with marks around it that say that it is set in italics.

    Example:
        >>> marked("The Lake Herald").isprintable()
        False
    """
    return title.join(ITALIC)


def in_markdown(line: str) -> str:
    r"""A line with marks around its titles as a paragraph of Markdown, in which nothing else is a mark.

    Example:
        >>> print(in_markdown(f"1. {marked('A * in *_')} [@x]"))
        1\. *A \* in \*\_* \[\@x\]
    """
    escaped = re.sub(r"[\\`*_\[\]<>|~^$@#&]", r"\\\g<0>", line)
    escaped = re.sub(r"^(\d*)(?=[-+.)])", r"\1\\", escaped)  # what begins a list
    return escaped.replace(ITALIC[0], "*").replace(ITALIC[1], "*")


def in_html(line: str) -> str:
    """A line with marks around its titles as a paragraph of HTML.

    Example:
        >>> in_html(f"Roe & Doe. {marked('The <b>')}.")
        '<p>Roe &amp; Doe. <i>The &lt;b&gt;</i>.</p>'
    """
    escaped = html.escape(line, quote=False)
    return f"<p>{escaped.replace(ITALIC[0], '<i>').replace(ITALIC[1], '</i>')}</p>"


def stop(text: str) -> str:
    """A text with a full stop at its end, within a quotation there, unless it ends with a mark already.

    Example:
        >>> stop("It rains"), stop("“Why?”"), stop("“No”")
        ('It rains.', '“Why?”', '“No.”')
    """
    after = ITALIC[1]
    plain = text.rstrip(f"’”{after}")
    if plain.endswith((".", "?", "!")):
        return text
    return f"{text}." if text.endswith(after) else f"{plain}.{text[len(plain) :]}"
