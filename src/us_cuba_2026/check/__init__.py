"""Is it right? Table Schema and the dataset's own rules, judged by Pandera, reported as findings."""

from us_cuba_2026.check.findings import Finding, Report
from us_cuba_2026.check.frame import frame
from us_cuba_2026.check.run import validate
from us_cuba_2026.check.typed import schema

__all__ = ["Finding", "Report", "frame", "schema", "validate"]
