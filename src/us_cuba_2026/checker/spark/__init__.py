"""The same checks on Spark: its workers read and judge, its joins bring together what is judged across rows."""

from us_cuba_2026.checker.spark.dataframes import spark
from us_cuba_2026.checker.spark.files import validate

__all__ = ["spark", "validate"]
