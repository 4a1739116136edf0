"""What a descriptor may state of a package, or leave out: texts fit for one line, and lists."""

from collections.abc import Mapping
from typing import Any

from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.descriptor import expect
from us_cuba_2026.model.package import DESCRIPTOR


def one_line(text: str) -> str:
    r"""A text on one line, without characters that steer a terminal or end a line of a format.

    Example:
        >>> one_line("a\r\nER  - \x1b[2J b")
        'a ER - [2J b'
    """
    return " ".join("".join(char for char in text if char.isprintable() or char.isspace()).split())


def text(holder: Mapping[str, Any], key: str) -> str:
    """An optional text of the descriptor."""
    return one_line(expect(holder, key, str, DESCRIPTOR)) if key in holder else ""


def items(holder: Mapping[str, Any], key: str) -> list[Any]:
    """An optional list of the descriptor."""
    found: list[Any] = expect(holder, key, list, DESCRIPTOR) if key in holder else []
    return found


def objects(holder: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """An optional list of objects of the descriptor."""
    found = items(holder, key)
    if not all(isinstance(item, dict) and isinstance(item.get("roles", []), list) for item in found):
        raise PackageError(f"{DESCRIPTOR}: {key} must be a list of JSON objects, and their roles lists")
    return found
