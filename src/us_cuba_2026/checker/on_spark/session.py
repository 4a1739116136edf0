"""The Spark session: the one there is, else one as the user's own settings of Spark have it."""

import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from us_cuba_2026.files.errors import UnusableError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_PYTHON = "PYSPARK_PYTHON"


@contextmanager
def session() -> Iterator["SparkSession"]:
    """A session of Spark; one that is there already is used and left as it is, our own is stopped.

    Our own has the settings that Spark finds by itself (``spark-defaults.conf``, ``PYSPARK_SUBMIT_ARGS``,
    ``SPARK_REMOTE``), so its master is ``local[*]`` unless they name another.

    Raises:
        UnusableError: If there is no Java, or Spark does not start.
        ModuleNotFoundError: If pyspark is not installed.
    """
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    active = SparkSession.getActiveSession()
    if active is not None:
        yield active
        return
    if "SPARK_REMOTE" not in os.environ and not has_java():
        raise UnusableError("Spark needs Java 17 or newer: install it, or name its folder in JAVA_HOME")
    is_terminal = sys.stderr is not None and sys.stderr.isatty()
    builder = SparkSession.builder.appName("us-cuba-2026").config("spark.log.level", "ERROR")
    with _python_of_workers():
        try:
            own = builder.config("spark.ui.showConsoleProgress", str(is_terminal).lower()).getOrCreate()
        except (PySparkException, OSError) as error:
            raise UnusableError(f"Spark does not start: {str(error).splitlines()[0]}") from None
    try:
        yield own
    finally:
        own.stop()


def has_java() -> bool:
    """Whether there is a Java that Spark would start."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home, "bin")) if home else None) is not None


@contextmanager
def _python_of_workers() -> Iterator[None]:
    """Workers run the Python of this process, unless the user has named one."""
    is_ours = _PYTHON not in os.environ
    if is_ours:
        os.environ[_PYTHON] = sys.executable
    try:
        yield
    finally:
        if is_ours:
            del os.environ[_PYTHON]


@contextmanager
def arrow_alone() -> Iterator[None]:
    """Pass over what Spark says about versions of pandas: only Arrow goes between it and the checks."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        yield
