"""What a pattern demands is told in words, so that nobody must read it to write a right cell."""

import pytest

from packages import ROOT, read_descriptor
from us_cuba_2026.checker.pattern_words import in_words
from us_cuba_2026.model.package import Field, Package

EDTF = "must be written like 2026-01-11, 2026-01, 2026, 196X, 1999~/2026-01-21 or [2026-01-11..2026-01-18]"


@pytest.mark.parametrize(
    ("described", "says"),
    [
        ({"constraints": {"pattern": "^(?:act|plc)-[0-9]{3,}$"}}, "must be an id such as act-001 or plc-001"),
        ({"constraints": {"pattern": "boat-[0-9]+"}}, "must be an id such as boat-1"),
        ({"constraints": {"pattern": "^[A-Z]{3}$"}}, "must be 3 capital letters A to Z"),
        ({"constraints": {"pattern": "[0-9]+"}}, "must be one or more digits"),
        ({"constraints": {"pattern": "^(?:red|green)$"}}, "must be one of: red, green"),
        ({"constraints": {"pattern": r"^\S+(?: \S+){0,7}$"}}, "must be 8 words at most, with one space between"),
        ({"constraints": {"pattern": "a+|b"}, "example": "aa"}, "must be written like aa (pattern a+|b)"),
        ({"constraints": {"pattern": "a+|b"}, "example": "c"}, "must match the pattern a+|b"),
        (
            {"constraints": {"pattern": "a+|b"}, "examples": ["b", "a", 3, None, "ab"]},
            "must be written like b or a (pattern a+|b)",
        ),
        ({"constraints": {"pattern": "a+|b"}, "examples": "b"}, "must match the pattern a+|b"),
    ],
)
def test_patterns_are_told(described: dict[str, object], says: str) -> None:
    """A pattern that is shown raw though words could tell it, or an example that the pattern does not take."""
    assert in_words(Field("a", "string", described)) == says


def test_the_dataset_shows_no_bare_pattern() -> None:
    """A column whose cells a curator must write by reading a regular expression."""
    fields = [field for table in Package.read().tables for field in table.fields if "pattern" in field.constraints]
    assert [field.name for field in fields if in_words(field).startswith("must match")] == []
    assert {in_words(field) for field in fields if field.name == "date_edtf"} == {EDTF}


def test_examples_are_right() -> None:
    """An example in the descriptor that its own column would refuse."""
    described = [field for one in read_descriptor(ROOT)["resources"] for field in one["schema"]["fields"]]
    listed = [Field(field["name"], field["type"], field) for field in described if "examples" in field]
    assert len(listed) == 4
    for field in listed:
        assert all(example in in_words(field) for example in field.described["examples"])
