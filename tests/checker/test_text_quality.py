"""Text quality: no word in a closed list of the descriptor that readers take for an empty cell."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import us_cuba_2026 as uc
from packages import write_package
from us_cuba_2026.checker import validate


def listed(folder: Path, field: dict[str, Any], *missing: str) -> list[tuple[Any, ...]]:
    """What is found in a table without rows."""
    schema = {"fields": [{"name": "a", "type": "string"} | field], "missingValues": ["", *missing]}
    report = validate(write_package(folder, {"t": (schema, "a\n")}), text_quality=True)
    return [(one.rule, one.row, one.field, one.value) for one in report.findings]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("word", ["NA", "N/A", "null", "NULL", "NaN", "nan", "None", "n/a", "#N/A", "<NA>"])
@pytest.mark.parametrize(
    "field",
    [
        {"constraints": {"enum": ["x", "WORD"]}},
        {"categories": ["x", "WORD"]},
        {"categories": [{"value": "WORD", "label": "not applicable"}, {"value": "x", "label": "x"}]},
        {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no", "WORD"]},
        {"type": "boolean", "trueValues": ["WORD"], "falseValues": ["no"]},
    ],
    ids=["enum", "categories", "labels", "false", "true"],
)
def test_missing_words(field: dict[str, Any], word: str, tmp_path: Path) -> None:
    """A word of a list that pandas or R drop from the data when they read it."""
    given = json.loads(json.dumps(field).replace("WORD", word))
    assert listed(tmp_path, given) == [("missing-word", None, "a", word)]


@pytest.mark.parametrize("words", [["x", "na"], ["Namibia", "NAM"], ["", "x"], ["none"], ["unknown", "missing"]])
def test_other_words(words: list[str], tmp_path: Path) -> None:
    """A word that is refused, though readers keep it."""
    assert listed(tmp_path, {"constraints": {"enum": words}}) == []


def test_words_that_are_described_as_missing(tmp_path: Path) -> None:
    """A word that is refused, though the table itself says that it stands for an empty cell."""
    field = {"constraints": {"enum": ["x", "NA", "null"]}}
    assert listed(tmp_path, field, "NA") == [("missing-word", None, "a", "null")]


def test_frames(tmp_path: Path) -> None:
    """A list that is passed over where the rows come as a frame."""
    listed(tmp_path, {"constraints": {"enum": ["x", "NA"]}})
    found = uc.validate_frame("t", pl.DataFrame({"a": ["x"]}), package=tmp_path, text_quality=True).findings
    assert [(one.rule, one.value) for one in found] == [("missing-word", "NA")]
