"""The actors, quotes, events and figures of one article on U.S. pressure for regime change in Cuba.

>>> import us_cuba_2026 as uc
>>> uc.quotes().shape
(36, 18)
>>> uc.flat("quotes")["speaker_name"].value_counts().index[0]
'Trump'
>>> uc.field("figures", "hedge").words[1].definition
'A little below the number: value_high only.'
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from us_cuba_2026.dataframes import flat, load
from us_cuba_2026.dataframes.tables import (
    accounting,
    actors,
    events,
    evidence,
    figures,
    participants,
    passages,
    places,
    quotes,
    sources,
    vocabulary,
)
from us_cuba_2026.files.errors import UnusableError

if TYPE_CHECKING:
    from us_cuba_2026 import checker as check
    from us_cuba_2026.citation.cite import cite
    from us_cuba_2026.metadata.documentation import field

__version__: str
"""Version of the dataset."""
package: Mapping[str, Any]
"""The descriptor, ``datapackage.json``, read anew each time."""
tables: tuple[str, ...]
"""Names of the tables, in the order of the descriptor."""

__all__ = [
    "UnusableError",
    "__version__",
    "accounting",
    "actors",
    "check",
    "cite",
    "events",
    "evidence",
    "field",
    "figures",
    "flat",
    "load",
    "package",
    "participants",
    "passages",
    "places",
    "quotes",
    "sources",
    "tables",
    "vocabulary",
]

_LAZY = {
    "check": "us_cuba_2026.checker",
    "cite": "us_cuba_2026.citation.cite",
    "field": "us_cuba_2026.metadata.documentation",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """What is read or imported only when it is asked for."""
    if name in _LAZY:
        module = import_module(_LAZY[name])
        return module if name == "check" else getattr(module, name)
    if name in ("__version__", "package", "tables"):
        from us_cuba_2026.model.package import Package

        dataset = Package.read()
        return {
            "__version__": str(dataset.descriptor["version"]),
            "package": dataset.descriptor,
            "tables": tuple(table.name for table in dataset.tables),
        }[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
