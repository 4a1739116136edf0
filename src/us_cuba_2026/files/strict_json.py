"""Reads JSON by the letter of its standard, and names the place of what Python would read as something else."""

import json
import re
from collections.abc import Iterator
from math import isinf
from typing import Any

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?(?:[0-9][0-9.eE+-]*|Infinity)|NaN|[\[\]{}]')
_BEFORE_VALUE = re.compile(r"\s*:")
_HALF = re.compile(r"\\u[dD][89a-fA-F]")  # of a character that JSON writes as two
_LONGEST_NUMBER = 1000  # characters; Python refuses some more


class JsonError(ValueError):
    """A text is no JSON; ``line`` and ``column`` are counted from 1, and are 0 where there is no one place."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def loads(text: str) -> Any:  # noqa: ANN401  (JSON holds anything)
    """The value that a JSON text stands for.

    Args:
        text: The text.

    Returns:
        The value.

    Raises:
        JsonError: If it is no JSON; or has an object with the same key twice, of which readers keep the one or the
            other; or a number that is none (``NaN``, ``Infinity``) or too large; or half a character (a surrogate).

    Example:
        >>> loads('{"a": [1, 2.5]}')
        {'a': [1, 2.5]}
        >>> loads('{"a": 1, "a": 2}')
        Traceback (most recent call last):
        us_cuba_2026.files.strict_json.JsonError: the key 'a' stands twice in one object: keep one
    """
    is_strict = _is_text(text) and not _HALF.search(text)

    def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal is_strict
        members = dict(pairs)
        is_strict &= len(members) == len(pairs)
        return members

    def number(word: str) -> float:
        nonlocal is_strict
        is_strict &= len(word) <= _LONGEST_NUMBER and not isinf(float(word))
        return float(word)

    def whole_number(word: str) -> int:
        nonlocal is_strict
        is_strict &= len(word) <= _LONGEST_NUMBER
        return int(word)

    def no_number(_: str) -> None:
        nonlocal is_strict
        is_strict = False

    try:
        value = json.loads(
            text, object_pairs_hook=object_of, parse_float=number, parse_int=whole_number, parse_constant=no_number
        )
    except json.JSONDecodeError as error:
        raise JsonError(f"not JSON: {error.msg}", error.lineno, error.colno) from None
    except RecursionError:
        raise JsonError("JSON that is nested too deep") from None
    except ValueError:  # a number that is too long
        is_strict = False
    for at, message in () if is_strict else _faults(text):
        raise JsonError(message, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    return value


def _faults(text: str) -> Iterator[tuple[int, str]]:
    """What is wrong with a text that Python takes for JSON, and where."""
    open_: list[set[str] | None] = []  # the keys of each object around, and nothing for each list
    for token in _TOKEN.finditer(text):
        word = token[0]
        match word[0]:
            case "{":
                open_.append(set())
            case "[":
                open_.append(None)
            case "}" | "]":
                open_.pop()
            case '"':
                string: str = json.loads(word) if "\\" in word else word[1:-1]
                if not _is_text(string):
                    yield token.start(), f"{word[:60]} holds half a character (a lone surrogate): remove it"
                keys = open_[-1] if open_ else None
                if keys is not None and _BEFORE_VALUE.match(text, token.end()):
                    if string in keys:
                        yield token.start(), f"the key {string[:60]!r} stands twice in one object: keep one"
                    keys.add(string)
            case _ if word in ("NaN", "Infinity", "-Infinity"):
                yield token.start(), f"{word} is no JSON number: give a number, or leave it out"
            case _ if len(word) > _LONGEST_NUMBER or (not word.lstrip("-").isdigit() and isinf(float(word))):
                yield token.start(), f"the number {word[:20]}... is too large: give a smaller one"


def _is_text(string: str) -> bool:
    try:
        string.encode()
    except UnicodeEncodeError:
        return False
    return True
