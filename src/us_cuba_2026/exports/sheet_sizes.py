"""How wide the columns of a sheet are, how high its rows, and how many digits its numbers show."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    import polars as pl

WIDTHS = (60, 90, 120)
"""How wide a column of long texts is, in digits: the first at which the highest of its cells can be shown."""
LINE = 15
"""How high a line is, in points."""
MOST_LINES = 27
"""How many lines the highest row that spreadsheets have can show: 409 points."""
_UNBROKEN = 80  # a column whose longest line is shorter is as wide as that
_LETTERS = 1.1  # letters that take the room of a digit, in the fonts of spreadsheets
_LOOKED_AT = 1000  # rows that the width of a column is judged by
_FILTER = 3  # characters that the button of the filter covers
_GROUPED = 10_000  # numbers from here on have their thousands divided


def width(header: str, texts: Sequence[str | None]) -> int:
    """How wide a column is to be for its header and cells to be seen, in digits.

    Example:
        >>> width("note", ["Said by telephone.", None]), width("note", ["word " * 1000])
        (19, 121)
    """
    looked_at = [text for text in texts[:_LOOKED_AT] if text]
    longest = max((_columns(line) for text in looked_at for line in text.splitlines()), default=0)
    if longest > _UNBROKEN:
        longest = next(
            (most for most in WIDTHS if all(lines(text, most) <= MOST_LINES for text in looked_at)), WIDTHS[-1]
        )
    return max(len(header) + _FILTER, longest) + 1


def lines(text: str, wide: int) -> int:
    r"""How many lines a text takes in a cell that is so many digits wide, broken between words.

    Example:
        >>> lines("to be", 10), lines("to be or not to be", 10), lines("one\ntwo", 10), lines("x" * 25, 10)
        (1, 2, 2, 3)
    """
    most = int(wide * _LETTERS)
    if len(text) * 2 <= most and "\n" not in text:
        return 1
    count = 0
    for line in text.splitlines() or [""]:
        count, at = count + 1, 0
        for word in line.split(" "):
            length = _columns(word)
            if at and at + 1 + length > most:
                count, at = count + 1, length
            else:
                at += length + bool(at)
            if at > most:
                count, at = count + (at - 1) // most, (at - 1) % most + 1
    return count


def heights(columns: Iterable[tuple[Sequence[str | None], int]]) -> list[int]:
    """How many lines each row shows, of columns of texts and their widths; no more than the highest row can.

    Example:
        >>> heights([(["to be or not to be", "no"], 10), (["yes", None], 10)])
        [2, 1]
    """
    rows = zip(*([1 if text is None else lines(text, wide) for text in texts] for texts, wide in columns), strict=True)
    return [min(max(row), MOST_LINES) for row in rows]


def number_formats(column: "pl.Series") -> list[str]:
    """How each number of a column is shown: with its own digits, under one another where the column has one scale.

    Thousands are divided in a column that reaches 10,000, so that years are not.

    Example:
        >>> import polars as pl
        >>> number_formats(pl.Series([0.5, 0.333, None])), number_formats(pl.Series([1250000, 32]))
        (['0.000', '0.000', '0.000'], ['#,##0', '#,##0'])
    """
    numbers = [None if cell is None else Decimal(repr(cell)) for cell in column]
    places = [max(0, -int(number.normalize().as_tuple().exponent)) if number else 0 for number in numbers]
    most = max(places, default=0)
    if most > 6:
        return [""] * len(numbers)
    is_large = any(number is not None and abs(number) >= _GROUPED for number in numbers)
    start = "#,##0" if is_large else "0"
    return [_with_places(start, own if is_large else most) for own in places]


def _with_places(start: str, places: int) -> str:
    """A format with so many places after the point."""
    return f"{start}.{'0' * places}" if places else start


def _columns(text: str) -> int:
    """How many characters wide a text is: those of Chinese and the like count twice."""
    return len(text) if text.isascii() else sum(1 + (east_asian_width(letter) in "WF") for letter in text)
