"""Is it right? Table Schema and the dataset's own rules, judged by Pandera, reported as findings."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from us_cuba_2026.checker.dataframe import frame
    from us_cuba_2026.checker.findings import Finding, Report
    from us_cuba_2026.checker.local.package_check import validate
    from us_cuba_2026.checker.on_spark import spark
    from us_cuba_2026.checker.pandera_schema import schema
    from us_cuba_2026.checker.valid_package import checked

__all__ = ["Finding", "Report", "checked", "frame", "schema", "spark", "validate"]

_HOMES = {
    "Finding": "findings",
    "Report": "findings",
    "checked": "valid_package",
    "frame": "dataframe",
    "schema": "pandera_schema",
    "spark": "on_spark",
    "validate": "local.package_check",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """What is imported only when it is asked for: rules import parts of the checker, which imports rules."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
