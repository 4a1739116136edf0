"""The actors, quotes, events and figures of one article on U.S. pressure for regime change in Cuba."""

import importlib
from typing import Any

__all__ = ["__version__"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  (a text or a module)
    """The version of the dataset, read from its descriptor when it is asked for; the checks, likewise."""
    if name == "check":
        return importlib.import_module("us_cuba_2026.check")
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from us_cuba_2026.package import Package

    return str(Package.read().descriptor["version"])
