"""Imports Pandera without the libraries that it would import besides, and that the checks have no use for."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder


def pandera_alone() -> None:
    """Import Pandera as in an environment without pandas and Spark, which it supports.

    Where they are installed, Pandera imports both even for its polars side, which takes longer than the whole check.
    Only processes that are ours do this, those of the command and the workers; the library leaves imports alone.
    """
    with _without("pandas", "pyspark.pandas"):
        importlib.import_module("pandera.polars")


@contextmanager
def _without(*names: str) -> Iterator[None]:
    """Let these modules be missing, unless they are imported already."""

    class Missing(MetaPathFinder):
        def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
            if fullname in names:
                raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)

    finder = Missing()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
