"""What a pattern demands, in words: for those that are common, else by the examples that the descriptor gives."""

import re
from collections.abc import Callable

import polars as pl

from us_cuba_2026.checker.findings import shortened
from us_cuba_2026.model.package import Field

_SHORT = 60  # characters of a pattern that is shown beside examples
_ID = re.compile(r"(?:\(\?:([a-z]+(?:\|[a-z]+)*)\)|([a-z]+))-\[0-9\](?:\{(\d+),\}|\+)")
_WORDS = re.compile(r"\\S\+\(\?: \\S\+\)\{0,(\d+)\}")
_LETTERS = re.compile(r"\[(A-Z|a-z|0-9|0-9a-f|a-f0-9)\](?:\{(\d+)\}|\+)")
_LISTED = re.compile(r"\(\?:(\w+(?:\|\w+)*)\)")
_KINDS = {
    "A-Z": "capital letters A to Z",
    "a-z": "small letters a to z",
    "0-9": "digits",
    "0-9a-f": "digits or letters a to f",
    "a-f0-9": "digits or letters a to f",
}


def in_words(field: Field) -> str:
    r"""What the cells of a field that has a pattern must be, as the end of a sentence.

    Args:
        field: The field. Of its ``example`` or ``examples`` those are told that keep to the pattern.

    Example:
        >>> def told(pattern, **more):
        ...     return in_words(Field("a", "string", {"constraints": {"pattern": pattern}} | more))
        >>> told("^act-[0-9]{3,}$"), told(r"^\S+(?: \S+){0,3}$")
        ('must be an id such as act-001', 'must be 4 words at most, with one space between')
        >>> told("[A-Z]+[0-9]*", examples=["A1", "BC", "?"]), told("[A-Z]+[0-9]*")
        ('must be written like A1 or BC (pattern [A-Z]+[0-9]*)', 'must match the pattern [A-Z]+[0-9]*')
    """
    pattern = str(field.constraints["pattern"])
    plain = pattern.removeprefix("^").removesuffix("$")
    for known, tell in _TOLD:
        if match := known.fullmatch(plain):
            return f"must be {tell(match)}"
    given = field.described.get("examples", [field.described.get("example")])
    told = [one for one in given if isinstance(one, str) and one] if isinstance(given, list) else []
    told = (
        pl.Series(told, dtype=pl.String)
        .to_frame("a")
        .filter(pl.col("a").str.contains(f"^(?:{pattern})$"))["a"]
        .to_list()
    )
    if not told:
        return f"must match the pattern {shortened(pattern)}"
    beside = f" (pattern {pattern})" if len(pattern) <= _SHORT else ""
    return f"must be written like {_or(told)}{beside}"


def _id(match: re.Match[str]) -> str:
    prefixes = (match[1] or match[2]).split("|")
    return f"an id such as {_or([f'{prefix}-{1:0{int(match[3] or 1)}d}' for prefix in prefixes])}"


def _words(match: re.Match[str]) -> str:
    return f"{int(match[1]) + 1} words at most, with one space between"


def _letters(match: re.Match[str]) -> str:
    return f"{match[2] or 'one or more'} {_KINDS[match[1]]}"


def _listed(match: re.Match[str]) -> str:
    return f"one of: {', '.join(match[1].split('|'))}"


def _or(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


_TOLD: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_ID, _id),
    (_WORDS, _words),
    (_LETTERS, _letters),
    (_LISTED, _listed),
)
