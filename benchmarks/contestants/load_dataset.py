"""The quotes as this package loads them."""

from constraints import report

import us_cuba_2026 as uc

load = getattr(uc, "quotes", None)
if load is None:
    raise SystemExit("us_cuba_2026.quotes is not there yet")
load()
report(0)
