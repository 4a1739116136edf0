"""Finds what belongs to the page around the article: kicker, byline, dateline, credits, footer."""

import re
from collections.abc import Mapping, Sequence

from us_cuba_2026.article.confirm import Spans
from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.normalise import fingerprint, normalise

Row = Mapping[str, str]

_CREDIT = re.compile(r"[^\n/]*\w ?/ ?\w[^\n]*")
_WORD = re.compile(r"\S*\w\S*")
BUTTONS = frozenset({"follow"})
"""Words, as normalised, that a page shows as buttons, and a copy of its text may have among the others."""
LONGEST_CREDIT = 12  # words


def locate_furniture(copy: Copy, furniture: Sequence[Row], article: Mapping[str, Spans]) -> dict[str, Spans]:
    """Find the furniture of an article in what its passages leave over of a copy.

    Args:
        copy: The copy.
        furniture: Rows of ``passages`` that are furniture.
        article: Where the passages of the article stand.

    Returns:
        Where each stands that was found.
    """
    found: dict[str, Spans] = {}
    used = [span for spans in article.values() for span in spans]
    for passage in furniture:
        length, sha256 = int(passage["length"]), passage["sha256"]
        for start in copy.starts:
            end = start + length
            if (
                end in copy.ends
                and fingerprint(copy.normalised[start:end])[1] == sha256
                and not any(start < last and first < end for first, last in used)
            ):
                found[passage["passage_id"]] = ((start, end),)
                used.append((start, end))
                break
    return found | _with_buttons(copy, [row for row in furniture if row["passage_id"] not in found], used)


def _with_buttons(copy: Copy, furniture: Sequence[Row], used: Sequence[tuple[int, int]]) -> dict[str, Spans]:
    """The furniture that is a block with buttons in it."""
    wanted = {(int(row["length"]), row["sha256"]): row["passage_id"] for row in furniture}
    found: dict[str, Spans] = {}
    for block in copy.parts if wanted else ():
        words = (normalise(word) for word in copy.text[block.first : block.last].split())
        passage_id = wanted.get(fingerprint("".join(word for word in words if word not in BUTTONS)))
        if passage_id and not any(block.start < last and first < block.end for first, last in used):
            found.setdefault(passage_id, ((block.start, block.end),))
    return found


def in_place(passages: Sequence[Row], article: Mapping[str, Spans], furniture: Mapping[str, Spans]) -> list[Spans]:
    """The furniture that stands where its kind belongs: no words of a paragraph can be given out for it.

    Credits stand beside a caption, footers behind the article, the others before its first paragraph.

    Args:
        passages: Rows of ``passages``.
        article: Where the passages of the article stand.
        furniture: Where its furniture stands.

    Returns:
        Where that stands which is in such a place.
    """
    kinds = {row["passage_id"]: row["kind"] for row in passages}
    captions = [spans for passage_id, spans in article.items() if kinds[passage_id] == "caption"]
    beside = {end for spans in captions for end in (spans[0][0], spans[-1][1])}
    paragraph = min((spans[0][0] for one, spans in article.items() if kinds[one] == "paragraph"), default=0)
    end = max((spans[-1][1] for spans in article.values()), default=0)
    return [
        spans
        for passage_id, spans in furniture.items()
        if (
            bool({*spans[0]} & beside)
            if kinds[passage_id] == "credit"
            else spans[0][0] >= end
            if kinds[passage_id] == "footer"
            else spans[0][1] <= paragraph
        )
    ]


def is_credit(text: str) -> bool:
    """Whether a text looks like the credit of a photograph: few words in capitals, agencies divided by a slash.

    Example:
        >>> is_credit("ANN LEE/PRESS IMAGES"), is_credit("Ann Lee/Press Images"), is_credit("ANN LEE")
        (True, False, False)
    """
    return bool(_CREDIT.fullmatch(text)) and text == text.upper() and len(_WORD.findall(text)) <= LONGEST_CREDIT
