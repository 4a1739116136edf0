"""A reader's own copy of an article: its words in blocks, and where the letters and digits of each stand."""

import re
from bisect import bisect_right
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from us_cuba_2026.article.normalise import fold, fold_with_positions
from us_cuba_2026.article.reading.file import cleaned
from us_cuba_2026.article.reading.unreadable import UnreadableError
from us_cuba_2026.files.errors import UnusableError

LARGEST_FILE = 32 * 2**20  # bytes; a page with all its scripts is smaller
LONGEST_TEXT = 1_000_000  # characters; a book is shorter
MOST_LETTERS = 3 * LONGEST_TEXT  # of the normalised text; one character may stand for eighteen

_WORD = re.compile(r"[^\W_]+")
_BLOCK = re.compile(r"\n\n+")
_LINE = re.compile(r"\n+")


class CopyError(UnusableError):
    """The copy cannot be used at all. The message is one line that says what is wrong and what to do."""


class Block(NamedTuple):
    """A block of a copy, such as a paragraph: where it stands in the text, and where in the normalised text."""

    first: int
    last: int
    start: int
    end: int


class Copy:
    r"""The cleaned text of a copy, and the same normalised.

    Args:
        text: The cleaned text: words without markup, blocks divided by a blank line. If there is no blank line, each
            line is a block.

    Raises:
        UnreadableError: If the normalised text is longer than ``MOST_LETTERS``.

    Example:
        >>> copy = Copy("It *rained*.\n\nThen sun.")
        >>> copy.normalised, copy.starts, copy.blocks[1], copy.starts_block(8), copy.ends_block(8)
        ('itrainedthensun', [0, 2, 8, 12], Block(first=14, last=23, start=8, end=15), True, True)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        """Where words start in the normalised text."""
        self.blocks: list[Block] = []
        """The blocks, in order; one without letters and digits ends where it starts in the normalised text."""
        words: list[str] = []
        end = 0
        for first, last in _pieces(_BLOCK if _BLOCK.search(text) else _LINE, text):
            start = end
            for match in _WORD.finditer(fold(text[first:last])):
                self.starts.append(end)
                words.append(match[0])
                end += len(match[0])
                if end > MOST_LETTERS:
                    raise UnreadableError(f"longer than {MOST_LETTERS:,} letters; give a file with the article alone")
            self.blocks.append(Block(first, last, start, end))
        self.normalised = "".join(words)
        self.ends = frozenset([*self.starts[1:], end])
        """Where words end in the normalised text."""
        self._block_starts = {block.start for block in self.blocks if block.start < block.end}
        self._block_ends = {block.end for block in self.blocks if block.start < block.end}

    @classmethod
    def read(cls, file: Path | str) -> "Copy":
        """Read a copy: plain text or Markdown, HTML as a browser saves it, MHTML or a message, in UTF-8 or UTF-16.

        Raises:
            CopyError: If the file cannot be read, is too large, binary, of a format that is not read, in another
                encoding, or without any words.
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
        try:
            text = cleaned(file.name, raw)
            if len(text) > LONGEST_TEXT:
                raise UnreadableError(f"longer than {LONGEST_TEXT:,} characters; give a file with the article alone")
            copy = cls(text)
        except UnreadableError as error:
            raise CopyError(f"{file}: {error}") from None
        if not copy.normalised:
            raise CopyError(f"{file}: holds no words")
        return copy

    @cached_property
    def positions(self) -> list[int]:
        """For each character of the normalised text, where it comes from in the text."""
        return fold_with_positions(self.text)[1]

    def is_at_words(self, start: int, end: int) -> bool:
        """Whether a span of the normalised text starts and ends where words do."""
        at = bisect_right(self.starts, start) - 1
        return at >= 0 and self.starts[at] == start and end in self.ends

    @cached_property
    def parts(self) -> list[Block]:
        """The blocks that have letters or digits."""
        return [block for block in self.blocks if block.start < block.end]

    def part_at(self, position: int) -> int:
        """Which of the blocks that have letters a position of the normalised text stands in."""
        return bisect_right(self.parts, position, key=lambda block: block.start) - 1

    def starts_block(self, position: int) -> bool:
        """Whether the letters of a block start there in the normalised text."""
        return position in self._block_starts

    def ends_block(self, position: int) -> bool:
        """Whether the letters of a block end there in the normalised text."""
        return position in self._block_ends


def _pieces(divider: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where the pieces between the matches of a pattern stand."""
    gaps = [match.span() for match in divider.finditer(text)]
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]
