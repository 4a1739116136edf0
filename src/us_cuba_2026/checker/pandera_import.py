"""Leaves out the libraries that Pandera imports besides, and that the checks have no use for."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder

_left_out: tuple[str, ...] = ()


def pandera_alone() -> None:
    """Have Pandera used in this process as in an environment without pandas and Spark, which it supports.

    Where they are installed, Pandera imports both even for its polars side, which takes longer than the whole check.
    Only processes that are ours do this, those of the command and the workers; the library leaves imports alone.
    """
    global _left_out  # noqa: PLW0603  (as imports are, it is a matter of the process)
    _left_out = ("pandas", "pyspark.pandas")


class _Missing(MetaPathFinder):
    """Finds that a module is missing."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        if fullname in _left_out:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


@contextmanager
def as_set_up() -> Iterator[None]:
    """Let the libraries be missing that this process leaves out, unless they are imported already."""
    finder = _Missing()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
