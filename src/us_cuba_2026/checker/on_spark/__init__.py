"""The same checks on Spark: its workers read and judge, its joins bring together what is judged across rows."""

from us_cuba_2026.checker.on_spark.dataframes import spark
from us_cuba_2026.checker.on_spark.files import validate

__all__ = ["spark", "validate"]
