"""What findings on a file that a spreadsheet has saved say: the accepted words, and whether stamp mends the cell."""

from pathlib import Path
from typing import Any

import pytest

from packages import write_package
from us_cuba_2026.checker import validate
from us_cuba_2026.curation.spreadsheet import mend
from us_cuba_2026.model.package import Package

TRUTH = {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]}
YES = {"type": "boolean", "trueValues": ["yes", "y"], "falseValues": ["no"]}
EDTF = {"type": "string", "constraints": {"pattern": r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"}}
WORDS = {"type": "string", "constraints": {"enum": ["direct", "indirect"]}}
MENDED = "a spreadsheet has changed it, run us-cuba-2026 curate stamp, which mends it"
OPEN = "a spreadsheet has changed it, write the one it is"


def said(folder: Path, field: dict[str, Any], cell: str) -> str:
    """What the one finding on a cell says."""
    package = write_package(folder, {"t": ({"fields": [{"name": "k"}, {"name": "c", **field}]}, f'k,c\nx,"{cell}"\n')})
    (finding,) = (one for one in validate(package).findings if one.rule != "tidy-spaces")
    return finding.message


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("field", "cell", "says"),
    [
        (TRUTH, "TRUE", f"must be true or false (expected true: {MENDED})"),
        (TRUTH, "False", f"must be true or false (expected false: {MENDED})"),
        (TRUTH, "1", f"must be true or false (expected true: {MENDED})"),
        (TRUTH, "0.0", f"must be true or false (expected false: {MENDED})"),
        (YES, "FALSE", f"must be yes or y for true, no for false (expected no: {MENDED})"),
        (YES, "YES", f"must be yes or y for true, no for false (expected yes: {MENDED})"),
        ({"type": "boolean", "trueValues": ["0"], "falseValues": ["1"]}, "TRUE", f"(expected 0: {MENDED})"),
        ({"type": "date"}, "13/01/2026", f"must be a day that exists, as YYYY-MM-DD (expected 2026-01-13: {MENDED})"),
        ({"type": "date"}, "1/13/2026", f"must be a day that exists, as YYYY-MM-DD (expected 2026-01-13: {MENDED})"),
        ({"type": "date"}, "11/11/2026", f"must be a day that exists, as YYYY-MM-DD (expected 2026-11-11: {MENDED})"),
        ({"type": "date"}, "11.01.2026", f"must be a day that exists, as YYYY-MM-DD (expected 2026-01-11: {MENDED})"),
        ({"type": "date"}, "2026/1/11", f"must be a day that exists, as YYYY-MM-DD (expected 2026-01-11: {MENDED})"),
        ({"type": "date"}, "11-Jan-2026", f"must be a day that exists, as YYYY-MM-DD (expected 2026-01-11: {MENDED})"),
        ({"type": "date"}, "January 11, 2026", f"(expected 2026-01-11: {MENDED})"),
        ({"type": "date"}, "13/01/2026 0:00", f"(expected 2026-01-13: {MENDED})"),
        (EDTF, "1/13/2026", f"(expected 2026-01-13: {MENDED})"),
        (WORDS, "Direct", f"must be one of: direct, indirect (expected direct: {MENDED})"),
        (WORDS, "INDIRECT", f"must be one of: direct, indirect (expected indirect: {MENDED})"),
        ({"type": "integer"}, "12.0", f"must be a whole number of at most 38 digits (expected 12: {MENDED})"),
        ({"type": "integer"}, "1,234,567", f"(expected 1234567: {MENDED})"),
        ({"type": "number"}, "19,43", f"must be a number with a decimal point (expected 19.43: {MENDED})"),
        ({"type": "number"}, "1,234.5", f"(expected 1234.5: {MENDED})"),
    ],
)
def test_certain(field: dict[str, Any], cell: str, says: str, tmp_path: Path) -> None:
    """A finding that does not say what the cell must be, or that stamp mends it, or says so though stamp does not."""
    assert said(tmp_path, field, cell).endswith(says)
    rows = [{"k": "x", "c": cell}]
    mended = mend(Package.read(tmp_path).table("t"), rows, is_edited=True)
    assert f"(expected {rows[0]['c']}: " in says
    assert not mended.open


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("field", "cell", "says"),
    [
        ({"type": "date"}, "01/11/2026", f"(expected 2026-11-01 or 2026-01-11: {OPEN})"),
        ({"type": "date"}, "3-4-2026", f"(expected 2026-04-03 or 2026-03-04: {OPEN})"),
        (EDTF, "01/11/2026", f"(expected 2026-11-01 or 2026-01-11: {OPEN})"),
        ({"type": "number"}, "1,234", f"(expected 1.234 or 1234: {OPEN})"),
        ({"type": "date"}, "31/02/2026", "must be a day that exists, as YYYY-MM-DD"),
        ({"type": "date"}, "Jan. 11", "must be a day that exists, as YYYY-MM-DD"),
        (TRUTH, "WAHR", "must be true or false"),
        (TRUTH, "perhaps", "must be true or false"),
        (YES, "oui", "must be yes or y for true, no for false"),
        (
            {"type": "boolean"},
            "oui",
            "must be true or True or TRUE or 1 for true, false or False or FALSE or 0 for false",
        ),
        (WORDS, "reported", "must be one of: direct, indirect"),
        ({"type": "string", "constraints": {"enum": ["A", "a"]}}, "á", "must be one of: A, a"),
        ({"type": "number"}, "5%", "must be a number with a decimal point"),
        ({"type": "integer"}, "12.5", "must be a whole number of at most 38 digits"),
    ],
)
def test_not_certain(field: dict[str, Any], cell: str, says: str, tmp_path: Path) -> None:
    """A promise that stamp mends what only a person can know, or a finding without the accepted words."""
    assert said(tmp_path, field, cell).endswith(says)
    rows = [{"k": "x", "c": cell}]
    assert not mend(Package.read(tmp_path).table("t"), rows, is_edited=True).changes
    assert rows[0]["c"] == cell
