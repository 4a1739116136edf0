"""Imports this package."""

from constraints import report

import us_cuba_2026 as uc

assert uc.__version__  # noqa: S101
report(0)
