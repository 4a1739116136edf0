"""The same checks on Spark: its workers read and judge, its joins bring together what is judged across rows."""

from us_cuba_2026.check.on_spark.files import validate
from us_cuba_2026.check.on_spark.frames import spark

__all__ = ["spark", "validate"]
