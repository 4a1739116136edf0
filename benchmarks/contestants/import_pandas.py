"""Imports pandas."""

import pandas as pd
from constraints import report

assert pd.__version__  # noqa: S101
report(0)
