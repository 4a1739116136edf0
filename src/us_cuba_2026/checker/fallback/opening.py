"""A file of a table, opened by frictionless, and its rows."""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from us_cuba_2026.checker.fallback.messages import on_file
from us_cuba_2026.checker.fallback.resources import compression_of, format_of, resource_of, schema_of
from us_cuba_2026.checker.fallback.unpacking import require_moderate, unpacked
from us_cuba_2026.checker.reading.csv_rows import UnreadableError
from us_cuba_2026.model.package import Table


@contextmanager
def opened(table: Table, path: Path) -> Iterator[Any]:
    """A file of a table as an open ``frictionless.Resource``; nothing if it holds no row, and no header either.

    Args:
        table: The table.
        path: One of its files.

    Raises:
        UnreadableError: If it cannot be read.
        PackageError: If nothing here reads such files.
        OSError: If the file is not there.
    """
    from frictionless import FrictionlessException

    with unpacked(path, compression_of(table, path), table.described.get("innerpath")) as plain:
        if format_of(table) == "xlsx":
            require_moderate(plain)
        resource = resource_of(table, plain, schema_of(table))
        if not table.fields:
            resource.detector.field_type = "any"
        if resource.data == []:
            yield None
            return
        try:
            resource.open()
        except FrictionlessException as error:
            if twice := _twice(resource):
                message = f"the columns {twice} stand twice in the header, so the table was not read"
                raise UnreadableError("columns", message) from None
            raise UnreadableError(*on_file(error.error)) from None
        except Exception as error:  # what the libraries that read spreadsheets say of broken ones
            raise UnreadableError("file", f"the table was not read: {type(error).__name__}: {error}"[:300]) from None
        with resource:
            if not resource.labels and not resource.fragment:
                raise UnreadableError("file", "the file is empty: it needs at least the header")
            yield resource


def rows_of(resource: Any) -> Iterator[Any]:  # noqa: ANN401  (rows of frictionless)
    """The rows of an open resource.

    Raises:
        UnreadableError: If they break off.
    """
    from frictionless import FrictionlessException

    stream = iter(resource.row_stream)
    while True:
        try:
            row = next(stream, None)
        except FrictionlessException as error:
            raise UnreadableError(*on_file(error.error)) from None
        except (csv.Error, UnicodeError, EOFError) as error:
            raise UnreadableError("file", f"the table was not read to its end: {error}"[:300]) from None
        if row is None:
            return
        yield row


def _twice(resource: Any) -> str:  # noqa: ANN401
    """The columns that stand twice in the header of a resource that could not be opened, if that is why."""
    from frictionless import FrictionlessException

    try:
        counted = Counter(resource.labels)
    except FrictionlessException:  # it was not read so far
        return ""
    return ", ".join(repr(name[:60]) for name, count in counted.items() if count > 1)[:300]
