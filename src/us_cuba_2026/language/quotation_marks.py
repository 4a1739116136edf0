"""Finds what stands between quotation marks, of every kind that newspapers use, in print or in canonical form.

Whether a mark opens or closes is told by its shape or, of one that has none, by what stands beside it; so an apostrophe
is no mark. A quotation goes on to where a later paragraph closes it; if that opens it anew, or none closes it, it ends
with its own paragraph. One that nothing opens starts with its paragraph.
"""

import re
from collections.abc import Iterator, Sequence

ELISIONS = frozenset((
    "bout", "cuz", "em", "m", "n", "ndrangheta", "neath", "s", "t", "til", "tis", "twas", "tween", "twere", "twill",
    "twixt", "twould",
))  # fmt: skip
"""Words that an apostrophe stands before, in English, Dutch and Italian."""

DOUBLE = '"“”„‟＂〝〞〟'
SINGLE = "'‘’‚‛"
GUILLEMETS = ("«»", "‹›")
BRACKETS = ("「」", "『』")

Span = tuple[int, int]

_PARAGRAPH_END = re.compile(r"\n\s*\n")
_WORD = re.compile(r"[^\W\d_]+")
_YEARS = re.compile(r"\d\ds?(?!\w)")
_LOW, _RIGHT, _STRAIGHT = "„‟〝", "”〞〟", '"＂'
_ANY = frozenset("".join((DOUBLE, SINGLE, *GUILLEMETS, *BRACKETS)))
_OPENED = frozenset("([{<¿¡（")
_BEFORE = _ANY.union(_OPENED, "-‐‑‒–—―/*_")
"""What stands right before a mark that opens, besides white space."""
_STOPS = frozenset(".,;:!?，。、；：！？،؛؟।")
_BEHIND = _ANY.union(_STOPS, ")]}>）…-‐‑‒–—―/*_")
"""What stands right behind a mark that closes, besides white space."""


def quotations(text: str) -> Iterator[Span]:
    """Find what stands between quotation marks.

    Args:
        text: A text as it is printed, or in canonical form.

    Returns:
        Start and end of each quotation, without its marks and without white space at its ends.

    Example:
        >>> text = "‘It’s ours,’ she said of the “workers’ plan”; «no» followed."
        >>> [text[start:end] for start, end in quotations(text)]
        ['workers’ plan', 'It’s ours,', 'no']
    """
    waiting: dict[int, Span] = {}  # by kind of marks what no paragraph has closed yet
    start = 0
    for end in [*(match.start() for match in _PARAGRAPH_END.finditer(text)), len(text)]:
        paragraph = _Paragraph(text, start, end)
        for kind, spans in enumerate((paragraph.double(), paragraph.single(), *paragraph.shaped())):
            if spans and kind in waiting:
                opened = waiting.pop(kind)
                if spans[0][0] == paragraph.start:
                    spans[0] = opened[0], spans[0][1]
                else:
                    yield from _within(text, opened)
            if spans and spans[-1][1] == end:
                waiting[kind] = spans.pop()
            for span in spans:
                yield from _within(text, span)
        start = end
    for span in waiting.values():
        yield from _within(text, span)


def _within(text: str, span: Span) -> Iterator[Span]:
    """A span without white space at its ends; nothing if it is empty."""
    words = text[slice(*span)]
    if words.strip():
        yield span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())


class _Found:
    """The quotations that one kind of marks makes in a paragraph."""

    def __init__(self, start: int, end: int) -> None:
        self._start, self._end = start, end
        self._found: list[Span] = []
        self._open: list[tuple[int, str]] = []

    @property
    def opened_by(self) -> str:
        """The mark of the innermost quotation that is open."""
        return self._open[-1][1] if self._open else ""

    def open(self, at: int, mark: str) -> None:
        self._open.append((at + 1, mark))

    def close(self, at: int, *, is_measure: bool = False) -> None:
        """Close the innermost quotation; if none has been open, one from before the paragraph."""
        if self._open:
            self._found.append((self._open.pop()[0], at))
        elif not self._found and not is_measure:
            self._found.append((self._start, at))

    def all(self) -> list[Span]:
        """What was found, and the outermost that is not closed."""
        return [*self._found, *((start, self._end) for start, _ in self._open[:1])]


class _Paragraph:
    """A paragraph of a text, in which each kind of marks is looked at for itself."""

    def __init__(self, text: str, start: int, end: int) -> None:
        while start < end and text[start].isspace():
            start += 1
        self._text, self.start, self._end = text, start, end

    def double(self) -> list[Span]:
        """Quotations between double marks: “ ”, „ “, ” ”, and straight ones."""
        found = _Found(self.start, self._end)
        for at in self._places(DOUBLE):
            mark, before, behind = self._beside(at)
            if mark in _STRAIGHT and before.isalnum() and behind.isalnum() and _joins(before, found.opened_by):
                continue
            if mark in _LOW:
                is_closing = False
            elif mark == "“":
                is_closing = found.opened_by != "" and (found.opened_by in _LOW or not _opens(before, behind))
            elif mark in _RIGHT:
                is_closing = found.opened_by != "" or not _opens(before, behind)
            elif found.opened_by:
                is_closing = not (before.isspace() or before in _OPENED) or behind.isspace() or behind in _BEHIND
            else:
                is_behind_word = before not in _BEFORE and before not in _STOPS and behind in _BEHIND
                is_closing = not before.isspace() and (behind.isspace() or is_behind_word)
            if is_closing:
                found.close(at, is_measure=before.isdecimal())  # 5" or 6'2"
            else:
                found.open(at, mark)
        return found.all()

    def shaped(self) -> Iterator[list[Span]]:
        """For each pair of marks that point to a side the quotations between: « », » «, » », ‹ ›, 「 」."""
        for pair in (*GUILLEMETS, *BRACKETS):
            left, right = pair[0], pair[1]
            found = _Found(self.start, self._end)
            for at in self._places(pair):
                mark, before, behind = self._beside(at)
                if pair in BRACKETS or found.opened_by == left:
                    is_closing = mark == right
                elif found.opened_by == right:
                    is_closing = mark == left or not _opens(before, behind)
                else:
                    is_closing = mark == right and at > self.start and not _opens(before, behind)
                if is_closing:
                    found.close(at)
                else:
                    found.open(at, mark)
            yield found.all()

    def single(self) -> list[Span]:
        """Quotations between single marks: ‘ ’, ‚ ‘, ’ ’, and straight ones."""
        places = list(self._places(SINGLE))
        opening = [self._opens_single(at) for at in places]
        closing = [self._closes_single(at) for at in places]
        is_firm = [opens and self._text[at] != "’" for at, opens in zip(places, opening, strict=True)]
        next_firm = _next([*is_firm])
        next_strong = _next([strength == 2 for strength in closing])
        next_weak = _next([strength == 1 for strength in closing])
        found: list[Span] = []
        this = 0
        while this < len(places):
            at = places[this]
            if opening[this]:
                ends = [end for end in (next_strong[this], next_weak[this]) if end < next_firm[this]]
                if ends:
                    found.append((at + 1, places[ends[0]]))
                    this = ends[0]
                elif is_firm[this] and self._starts_speech(at):
                    found.append((at + 1, self._end))
                    break
            elif closing[this] == 2 and not found and self._beside(at)[1] in _STOPS:  # opened before this paragraph
                found.append((self.start, at))
            this += 1
        return found

    def _places(self, marks: str) -> Iterator[int]:
        """Where marks stand."""
        return (match.start() for match in re.compile(f"[{marks}]").finditer(self._text, self.start, self._end))

    def _beside(self, at: int) -> tuple[str, str, str]:
        """A mark, what stands before it, and what stands behind it."""
        before = self._text[at - 1] if at > self.start else " "
        behind = self._text[at + 1] if at + 1 < self._end else " "
        return self._text[at], before, behind

    def _opens_single(self, at: int) -> bool:
        mark, before, behind = self._beside(at)
        word = _WORD.match(self._text, at + 1, self._end)
        if (word and word[0].lower() in ELISIONS) or _YEARS.match(self._text, at + 1, self._end):
            return False
        is_in_script_without_spaces = mark in "‘‛" and before.isalpha() and not _is_cased(before)
        return _opens(before, behind) or (is_in_script_without_spaces and not behind.isspace())

    def _closes_single(self, at: int) -> int:
        """How surely a mark closes: 2, or 1 where it may be an apostrophe at the end of a word; 0 if it does not."""
        mark, before, behind = self._beside(at)
        if before.isspace() or mark == "‚" or (mark in "‘‛" and _opens(before, behind)):
            return 0
        is_in_script_without_spaces = mark == "’" and behind.isalpha() and not _is_cased(behind)
        if not (behind.isspace() or behind in _BEHIND or is_in_script_without_spaces):
            return 0
        word = self._text[max(self.start, at - 3) : at].lower()
        is_elision = (
            word.endswith(("s", "in")) or word[-2:].lstrip("'’ ") == "n"
        )  # workers' plan, nothin' more, 'n' roll
        return 1 if is_elision and behind.isspace() and self._text[at + 2 : at + 3].isalnum() else 2

    def _starts_speech(self, at: int) -> bool:
        """Whether a mark stands at the start of the paragraph, or behind a colon or comma."""
        return at == self.start or self._text[max(self.start, at - 2) : at - 1] in (":", ",")


def _opens(before: str, behind: str) -> bool:
    """Whether a mark between two characters opens."""
    return (before.isspace() or before in _BEFORE) and not (behind.isspace() or behind in _STOPS)


def _joins(before: str, opened_by: str) -> bool:
    """Whether a mark amid letters is none: in a Hebrew abbreviation, or a misprint where none is open."""
    return "\u05d0" <= before <= "\u05ea" or (not opened_by and (_is_cased(before) or before.isdecimal()))


def _is_cased(char: str) -> bool:
    return char.lower() != char.upper()


def _next(flags: Sequence[bool]) -> list[int]:
    """For each place the next behind it that is flagged; their number if none is."""
    following = len(flags)
    found = []
    for at in range(len(flags) - 1, -1, -1):
        found.append(following)
        if flags[at]:
            following = at
    return found[::-1]
