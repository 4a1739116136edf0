"""A plain-text copy of an article, divided into its passages."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from us_cuba_2026.article.normalise import normalise

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
_BYLINE = "By "
_ABOVE = 5
"""How many blocks may stand above the text of an article, its title among them, where there is no byline."""
_TITLE_WORDS = range(3, 31)
"""How many words a title has that is known by its place alone."""


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


def divide(text: str, titles: Collection[str] = ()) -> list[Passage]:
    r"""Divide a plain-text copy (blocks between blank lines) into passages.

    The title is the first block marked with ``#``. Without a mark it is the one of the first blocks, above any byline,
    that is among the titles given, or the first block where a byline follows it, or a dek of whole sentences and a
    byline. What stands above the title is the kicker; what stands between title and byline is the dek. A block that
    ends with a credit in capitals (agencies divided by a slash) is a caption and a credit. A paragraph that a page
    break has split (it ends without a full stop, and the next block goes on in lower case) is one passage.

    Args:
        text: The whole copy, decoded.
        titles: What the article may be called, in any case and with any marks.

    Returns:
        The passages in reading order.

    Raises:
        ValueError: If it is not certain which block is the title.

    Example:
        >>> [passage.kind for passage in divide("NEWS\n\n# A Title\n\nBy Ann\n\nIt rains.")]
        ['kicker', 'title', 'byline', 'paragraph']
        >>> [passage.kind for passage in divide("NEWS\n\nA Title\n\nBy Ann\n\nIt rains.", ["A title"])]
        ['kicker', 'title', 'byline', 'paragraph']
    """
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if block.strip()]
    title = _title(blocks, titles)
    if title is None:
        raise ValueError("no title found: mark the title line of the copy with '# '")
    return list(_passages([*blocks[: title + 1], *_joined(blocks[title + 1 :])], title))


def _title(blocks: list[str], titles: Collection[str]) -> int | None:
    """The position of the title among the blocks, if that is certain."""
    marked = next((index for index, block in enumerate(blocks) if block.startswith("#")), None)
    byline = next((index for index, block in enumerate(blocks) if block.startswith(_BYLINE)), None)
    if marked is not None:
        return marked
    named = {normalise(title) for title in titles} - {""}
    above = blocks[: _ABOVE if byline is None else byline]
    given = [index for index, block in enumerate(above) if normalise(block) in named]
    if given or byline is None:
        return given[0] if len(given) == 1 else None
    is_title = byline > 0 and words(blocks[0]) in _TITLE_WORDS and not _ENDS_SENTENCE.search(blocks[0])
    is_told = byline == 1 or (byline == 2 and _ENDS_SENTENCE.search(blocks[1]) is not None)
    return 0 if is_title and is_told else None


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
    body = not any(block.startswith(_BYLINE) for block in blocks[title + 1 :])
    for index, block in enumerate(blocks):
        if index <= title:
            yield Passage("title" if index == title else "kicker", block.lstrip("# "))
        elif not body and block.startswith(_BYLINE):
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
