"""A plain-text copy of an article, divided into its passages."""

import re
from collections.abc import Iterator
from typing import NamedTuple

ARTICLE = frozenset({"title", "dek", "paragraph", "caption"})
"""The kinds of passages that are the article: what is proved and accounted for. The others differ from copy to copy."""

_DATELINE = re.compile(
    r"(?:(?:Published|Updated|Posted|Last updated)(?: on| at)?:? )?"
    r"(?:[A-Z][a-z]+\.? \d{1,2}, \d{4}\b.*\b[ap]\.?m\b.*"
    r"|(?:Jan|Febr)uary \d{4}|(?:March|April|May|June|July|August) \d{4}|(?:Septem|Octo|Novem|Decem)ber \d{4}"
    r"|(?:[A-Z][a-z]+day,? )?(?:[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+\.? \d{4}|\d{4}-\d\d-\d\d)"
    r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: [A-Z]{2,4})?)?\.?)"
)
"""A day with a time of day behind it, or a day or month alone."""
_ENDS_SENTENCE = re.compile(r"[.?!:][\"”’')\]*]*$")
_WORD = re.compile(r"\S*\w\S*")


class Passage(NamedTuple):
    """One block of an article: its kind (a word of ``passages.kind``) and its text as the copy has it."""

    kind: str
    text: str


def words(text: str) -> int:
    """Number of words: runs without white space that hold a letter or a digit.

    Example:
        >>> words("“It’s theater” — she said.")
        4
    """
    return len(_WORD.findall(text))


def divide(text: str) -> list[Passage]:
    r"""Divide a plain-text copy (blocks between blank lines, the title marked with ``#``) into passages.

    What stands above the title is the kicker; what stands between title and byline is the dek. A block that ends
    with a credit in capitals (agencies divided by a slash) is a caption and a credit. A paragraph that a page break
    has split (it ends without a full stop, and the next block goes on in lower case) is one passage.

    Args:
        text: The whole copy, decoded.

    Returns:
        The passages in reading order.

    Raises:
        ValueError: If the copy has no line that starts with ``#`` (a title).

    Example:
        >>> [passage.kind for passage in divide("NEWS\n\n# A Title\n\nBy Ann\n\nIt rains.")]
        ['kicker', 'title', 'byline', 'paragraph']
    """
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if block.strip()]
    titles = [index for index, block in enumerate(blocks) if block.startswith("#")]
    if not titles:
        raise ValueError("no title found: mark the title line of the copy with '# '")
    return list(_passages(_joined(blocks), titles[0]))


def _joined(blocks: list[str]) -> list[str]:
    """The blocks, with the halves of a paragraph that a page break split put together."""
    joined: list[str] = []
    for block in blocks:
        if joined and block[:1].islower() and not _ENDS_SENTENCE.search(joined[-1]):
            joined[-1] = f"{joined[-1]} {block}"
        else:
            joined.append(block)
    return joined


def _passages(blocks: list[str], title: int) -> Iterator[Passage]:
    """Each block with its kind; ``title`` is the position of the title among the blocks."""
    body = not any(block.startswith("By ") for block in blocks[title + 1 :])
    for index, block in enumerate(blocks):
        if index <= title:
            yield Passage("title" if index == title else "kicker", block.lstrip("# "))
        elif not body and block.startswith("By "):
            body = True
            yield Passage("byline", block)
        elif not body:
            yield Passage("dek", block)
        elif _DATELINE.fullmatch(block):
            yield Passage("dateline", block)
        elif block.startswith("Write to "):
            yield Passage("footer", block)
        elif credit := _credit(block):
            yield Passage("caption", block.removesuffix(credit).rstrip())
            yield Passage("credit", credit)
        else:
            yield Passage("paragraph", block)


def _credit(block: str) -> str:
    """The photographer and agency in capitals at the end of a caption, such as ``ANN LEE/PRESS IMAGES``, or nothing."""
    after_last_lower_case = next((at + 1 for at in range(len(block) - 1, -1, -1) if block[at].islower()), 0)
    _, _, capitals = block[after_last_lower_case:].partition(" ")
    return capitals if "/" in capitals else ""
