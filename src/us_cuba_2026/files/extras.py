"""What is said where a library is missing that an extra of this package brings."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

Extra = Literal["check", "export", "spark"]


def missing(library: str | None, extra: str) -> str:
    """Which library is missing, and the command that installs it.

    Args:
        library: What could not be imported: a library or a module of it.
        extra: The extra that brings it.

    Returns:
        One line.

    Example:
        >>> missing("polars.exceptions", "check")
        "polars is missing: pip install '.[check]' in a clone, or 'FILE.whl[check]' of a wheel"
    """
    how = f"pip install '.[{extra}]' in a clone, or 'FILE.whl[{extra}]' of a wheel"
    return f"{str(library).partition('.')[0]} is missing: {how}"


@contextmanager
def needs(extra: Extra) -> Iterator[None]:
    """Say in one line what to install where the block cannot import what an extra brings.

    Args:
        extra: The extra.

    Raises:
        ModuleNotFoundError: If a library is missing.

    Example:
        >>> with needs("check"):
        ...     import a_library
        Traceback (most recent call last):
        ModuleNotFoundError: a_library is missing: pip install '.[check]' in a clone, or 'FILE.whl[check]' of a wheel
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(missing(error.name, extra), name=error.name) from None
