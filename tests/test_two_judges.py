"""Two programs judge the dataset: what both say is shown, and where they disagree the command fails."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from commands import process_of
from packages import ROOT, copy_dataset, edit, stamp
from two_judges import sentence

BROKEN = {"table": "places", "where": {"name": "Havana"}, "set": {"latitude": "95"}}
AGREE = "both judges agree: us-cuba-2026 and frictionless find the package valid"


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((0, 0), AGREE),
        ((1, 1), "both judges agree that the package is not valid"),
        ((2, 1), "both judges agree that the package is not valid"),
        ((1, 0), "the judges disagree: frictionless finds the package valid; it does not know"),
        ((2, 0), "the judges disagree: frictionless finds the package valid, us-cuba-2026 cannot use it"),
        ((0, 1), "the judges disagree: us-cuba-2026 finds the package valid; see what"),
        ((0, 2), "the judges disagree: us-cuba-2026 finds the package valid; see what"),
    ],
)
def test_sentence(codes: tuple[int, int], expected: str) -> None:
    """A disagreement that is told as agreement, or the other way round."""
    assert sentence(*codes).startswith(expected)


@pytest.mark.slow
def test_agreement_on_the_dataset() -> None:
    """A dataset that one judge refuses, or a report for programs into which the second judge's words are mixed."""
    result = process_of("two_judges.py", "--format", "json")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["valid"] is True
    assert result.stderr.splitlines() == ["us-cuba-2026: valid", "frictionless: valid", AGREE]


@pytest.mark.slow
def test_agreement_on_a_broken_package(tmp_path: Path) -> None:
    """A finding that is lost on the way through two programs, or one judge whose findings nobody sees."""
    folder = copy_dataset(tmp_path)
    edit(folder, BROKEN)
    stamp(folder)
    result = process_of("two_judges.py", folder, "--format", "github")
    assert result.returncode == 1
    assert all(line.startswith("::error ") for line in result.stdout.splitlines() if "maximum" in line)
    assert "maximum" in result.stdout
    lines = result.stderr.splitlines()
    assert lines[:2] == ["us-cuba-2026: not valid", "frictionless: not valid"]
    assert "constraint" in result.stderr
    assert lines[-1] == "both judges agree that the package is not valid"


@pytest.mark.slow
def test_disagreement(tmp_path: Path) -> None:
    """A package that passes although the second judge refuses it."""
    folder = copy_dataset(tmp_path)
    edit(folder, {"descriptor": ["profile"], "value": "nowhere.json"})
    result = process_of("two_judges.py", folder)
    assert result.returncode == 1
    assert result.stdout.splitlines()[-1].startswith("valid")
    assert "nowhere.json" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("the judges disagree: us-cuba-2026 finds the package valid")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_make_validate() -> None:
    """A first command of newcomers that asks one judge alone, or whose report programs cannot read."""
    if not (ROOT / ".venv" / "validate").exists():
        pytest.skip("needs the environment that make validate makes: it takes minutes")
    command = ["make", "--no-print-directory", "--assume-old=.venv/validate", "validate", "FORMAT=json"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["valid"] is True
    assert result.stderr.splitlines()[-1] == AGREE
