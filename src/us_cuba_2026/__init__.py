"""The actors, quotes, events and figures of one article on U.S. pressure for regime change in Cuba.

Begin with :func:`describe`, which lists the tables, and :func:`field`, which explains a column. :func:`load`, or the
function of its name, gives a table; :func:`flat` gives quotes, events, figures or claims with all that they point to.
:func:`cite` prints references, :func:`export` writes other formats, :func:`validate` and :func:`validate_frame` check,
:func:`verify` holds the dataset against your copy of the article. What cannot be used raises an ``UnusableError``.

>>> import us_cuba_2026 as uc
>>> len(uc.quotes())
36
>>> uc.flat("quotes")["speaker_name"].value_counts().index[0]
'Trump'
>>> uc.field("figures", "hedge").words[1].definition
'A little below the number: value_high only, and open.'
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from us_cuba_2026.checker.profiles import register
from us_cuba_2026.files.errors import UnusableError as UnusableError  # not in __all__: help would open with it
from us_cuba_2026.library import pandera_schema, validate, validate_frame, validate_spark, verify
from us_cuba_2026.model.profile import PROFILE

if TYPE_CHECKING:
    from us_cuba_2026.checker.rule_set import RuleSet
    from us_cuba_2026.citation.cite import cite
    from us_cuba_2026.dataframes import flat, load
    from us_cuba_2026.dataframes.tables import (
        accounting,
        actors,
        adjudication,
        agreement,
        alignment,
        claims,
        coders,
        codes,
        crosswalk,
        event_places,
        event_relations,
        events,
        evidence,
        figures,
        participants,
        passages,
        places,
        quotes,
        revisions,
        sources,
        units,
        vocabulary,
    )
    from us_cuba_2026.exports import export
    from us_cuba_2026.metadata.documentation import describe, field
    from us_cuba_2026.model.package import Table

__version__: str
"""Version of the dataset."""
package: Mapping[str, Any]
"""The descriptor, ``datapackage.json``, read anew each time."""
tables: tuple[str, ...]
"""Names of the tables, in the order of the descriptor."""

__all__ = [
    "__version__",
    "accounting",
    "actors",
    "adjudication",
    "agreement",
    "alignment",
    "cite",
    "claims",
    "coders",
    "codes",
    "crosswalk",
    "describe",
    "event_places",
    "event_relations",
    "events",
    "evidence",
    "export",
    "field",
    "figures",
    "flat",
    "load",
    "package",
    "pandera_schema",
    "participants",
    "passages",
    "places",
    "quotes",
    "revisions",
    "sources",
    "tables",
    "units",
    "validate",
    "validate_frame",
    "validate_spark",
    "verify",
    "vocabulary",
]

_HOMES = {
    "cite": "citation.cite",
    "describe": "metadata.documentation",
    "export": "exports",
    "field": "metadata.documentation",
    "flat": "dataframes",
    "load": "dataframes",
}
"""Where a function is that is not imported above; those that are named for a table are in ``dataframes.tables``."""


def _dataset_rules(tables: "Sequence[Table]") -> "RuleSet":
    """What packages of this dataset's kind are checked by, imported only when one is checked."""
    from us_cuba_2026.rules.dataset import dataset_rules

    return dataset_rules(tables)


register(PROFILE, _dataset_rules)


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """What is imported or read only when it is asked for: the command needs little of it."""
    if name in ("__version__", "package", "tables"):
        from us_cuba_2026.model.package import Package

        dataset = Package.read()
        return {
            "__version__": str(dataset.descriptor["version"]),
            "package": dataset.descriptor,
            "tables": tuple(table.name for table in dataset.tables),
        }[name]
    if name in __all__:
        return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'dataframes.tables')}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
