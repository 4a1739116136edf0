"""The actors, quotes, events and figures of one article on U.S. pressure for regime change in Cuba."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from us_cuba_2026.publish.cite import cite

__all__ = ["__version__", "cite"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  (what is asked for)
    """What is read or imported when it is asked for: ``__version__``, from the descriptor, and ``cite``."""
    if name == "cite":
        from us_cuba_2026.publish.cite import cite

        return cite
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from us_cuba_2026.package import Package

    return str(Package.read().descriptor["version"])
