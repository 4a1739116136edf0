"""The actors, quotes, events and figures of one article on U.S. pressure for regime change in Cuba."""

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    """The version of the dataset, read from its descriptor when it is asked for."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from us_cuba_2026.package import Package

    return str(Package.read().descriptor["version"])
