"""The rows of a table in JSON, in a file or in the descriptor itself."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from us_cuba_2026.checker.reading.csv_rows import UnreadableError
from us_cuba_2026.files import strict_json

Rows = list[list[Any]]


def read(path: Path, encoding: str, is_lines: bool) -> Any:  # noqa: ANN401  (JSON holds anything)
    """What a JSON file holds, or one of which each line is JSON.

    Raises:
        UnreadableError: If it is no text in that encoding, or no JSON.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError("encoding", f"not {encoding} at byte {error.start}: correct it or the file") from None
    line = 1
    try:
        if not is_lines:
            return strict_json.loads(text)
        rows = []
        for line, one in enumerate(text.split("\n"), 1):  # noqa: B007  (told of by the error)
            if one.strip():
                rows.append(strict_json.loads(one))
        return rows
    except strict_json.JsonError as error:
        place = f" in line {line + max(error.line, 1) - 1}" if error.line or is_lines else ""
        raise UnreadableError("file", f"not read{place}, since it is no JSON: {error}") from None


def table(value: Any, fields: Sequence[str], dialect: Mapping[str, Any]) -> Rows:  # noqa: ANN401
    """The rows of a JSON value, the header first unless the dialect says that there is none.

    Args:
        value: A list of lists, of which the first is the header, or a list of objects.
        fields: The described columns, which come first where rows are objects.
        dialect: The dialect: ``property`` says where in the value the rows are, ``itemKeys``, or as
            frictionless has it ``keys``, what is read of objects.

    Raises:
        UnreadableError: If there are no such rows.

    Example:
        >>> table({"data": [{"b": 1}, {"a": 2}]}, ["a"], {"property": "data"})
        [['a', 'b'], [None, 1], [2, None]]
    """
    for key in filter(None, str(dialect.get("property") or "").split(".")):
        if not isinstance(value, dict) or key not in value:
            raise UnreadableError("file", f"not read, since there is no property {key[:60]!r} in it")
        value = value[key]
    if not isinstance(value, list):
        raise UnreadableError("file", f"not read, since a table is a list of rows, and this is {type(value).__name__}")
    kind = dict if value and isinstance(value[0], dict) else list
    for at, item in enumerate(value, 1):
        if not isinstance(item, kind):
            what = "an object" if kind is dict else "a list"
            raise UnreadableError("file", f"not read, since item {at} is not {what} like those before it")
    if kind is list:
        return value or ([[*fields]] if dialect.get("header", True) else [])
    keys = (
        dialect.get("itemKeys")
        or dialect.get("keys")
        or [*dict.fromkeys([*fields, *(key for item in value for key in item)])]
    )
    head = [[*keys]] if dialect.get("header", True) else []
    return head + [[item.get(key) for key in keys] for item in value]
