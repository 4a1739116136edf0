"""Is it a valid Data Package? Table Schema, and rules that are handed in, reported as findings.

Rows that break a rule are held back by polars and judged by Pandera; keys and references are judged in groups.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from us_cuba_2026.checker.dataframe import frame
    from us_cuba_2026.checker.findings import Finding, Report, frame_of
    from us_cuba_2026.checker.local.package_check import validate
    from us_cuba_2026.checker.on_spark import spark
    from us_cuba_2026.checker.pandera_schema import schema
    from us_cuba_2026.checker.rule import GroupRule, Member, RowRule, Suspicion
    from us_cuba_2026.checker.valid_package import checked

SHOWN = 100
"""How many findings of each rule a report holds, if nothing else is asked for."""

__all__ = [
    "SHOWN",
    "Finding",
    "GroupRule",
    "Member",
    "Report",
    "RowRule",
    "Suspicion",
    "checked",
    "frame",
    "frame_of",
    "schema",
    "spark",
    "validate",
]

_HOMES = {
    "Finding": "findings",
    "GroupRule": "rule",
    "Member": "rule",
    "Report": "findings",
    "RowRule": "rule",
    "Suspicion": "rule",
    "checked": "valid_package",
    "frame": "dataframe",
    "frame_of": "findings",
    "schema": "pandera_schema",
    "spark": "on_spark",
    "validate": "local.package_check",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """What is imported only when it is asked for: polars and Pandera take longer than many a check."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
