"""Is it right? Table Schema and the dataset's own rules, judged by Pandera, reported as findings."""

from typing import TYPE_CHECKING, Any

from us_cuba_2026.checker.dataframe import frame
from us_cuba_2026.checker.findings import Finding, Report
from us_cuba_2026.checker.local.package_check import validate
from us_cuba_2026.checker.pandera_schema import schema
from us_cuba_2026.checker.valid_package import checked

if TYPE_CHECKING:
    from us_cuba_2026.checker.on_spark import spark

__all__ = ["Finding", "Report", "checked", "frame", "schema", "spark", "validate"]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """What only those import who use Spark."""
    if name == "spark":
        from us_cuba_2026.checker.on_spark import spark

        return spark
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
