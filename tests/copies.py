"""Forms in which a copy of an article may come."""

import html
import re
import textwrap
from collections.abc import Callable
from itertools import zip_longest


def straight(text: str) -> str:
    """Straight quotation marks."""
    return re.sub("[‘’]", "'", re.sub("[“”]", '"', text))


def curled(text: str) -> str:
    """Curly quotation marks, each pair opening and closing."""
    text = re.sub(r'"([^"\n]*)"', r"“\1”", text)
    return text.replace("'", "’")


def blocks(text: str) -> list[str]:
    """The blocks of the copy."""
    return re.split(r"\n\s*\n", text.strip())


def wrapped(text: str, width: int = 72) -> str:
    """Lines of some columns, words with hyphens not divided."""
    lines = (textwrap.fill(block, width, break_on_hyphens=False, break_long_words=False) for block in blocks(text))
    return "\n\n".join(lines)


def without_links(text: str) -> str:
    """No Markdown: links, emphasis and escapes gone."""
    return re.sub(r"[*\\]|^# ", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text), flags=re.MULTILINE)


def page(text: str) -> str:
    """An HTML page with navigation, advertisements (between whole paragraphs) and comments."""
    advertisement = "<div class='ad'>Advertisement</div>"
    body = "\n".join(
        f"<p>{html.escape(block)}</p>{advertisement if block.endswith('.') else ''}"
        for block in blocks(without_links(text))
    )
    return (
        "<!doctype html><html><head><title>x</title><script>var a = '<p>';</script></head><body><nav>Home</nav>"
        f'<main>{body}</main><section><h2>Comments</h2><p>Ann: I agree. "No," says Bob. 17 likes</p></section>'
    )


def joined(text: str) -> str:
    """All paragraphs in one."""
    return " ".join(text.split())


def doubled(text: str) -> str:
    """White space doubled everywhere."""
    return re.sub(r"\s", lambda match: match[0] * 2, text)


def split(text: str) -> str:
    """A new paragraph after every sentence."""
    return re.sub(r"([a-z]{3}\.”?\"?) ", r"\1\n\n", text)


def with_references(text: str) -> str:
    """Markdown links by reference, their targets at the end."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"[\1][a]", text)
    return f'{text}\n\n[a]: https://example.org/a "A title"\n'


def numbered(text: str) -> str:
    """Wrapped lines, each with its number."""
    return "\n".join(f"{number:4d}  {line}" for number, line in enumerate(wrapped(text).split("\n"), 1))


def in_columns(text: str) -> str:
    """Two columns to the page, as a PDF's text has them."""
    lines = wrapped(without_links(text), 40).split("\n")
    pages = [lines[at : at + 60] for at in range(0, len(lines), 60)]
    return "\f".join(
        "\n".join(f"{left:<45}{right}" for left, right in zip_longest(page[:30], page[30:], fillvalue=""))
        for page in pages
    )


FORMS: list[Callable[[str], str]] = [
    str,
    straight,
    curled,
    wrapped,
    without_links,
    page,
    joined,
    doubled,
    split,
    with_references,
    numbered,
    in_columns,
    str.swapcase,
]
