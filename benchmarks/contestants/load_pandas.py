"""The quotes as pandas reads them without being told anything."""

import pandas as pd
from constraints import report, tables

pd.read_csv(next(table.path for table in tables() if table.name == "quotes"))
report(0)
