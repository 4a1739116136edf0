"""The form of a verb tells when, and whether, something happens."""

import pytest

from us_cuba_2026.curation.proposing.verbs import base_of, participle, past, present, verb_of


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The gate closed in May", ("close", "past", False, False)),
        ("The gate was closed in May", ("close", "past", True, False)),
        ("The gate has not been opened", ("open", "perfect", True, True)),
        ("The army will shut the gate", ("shut", "future", False, False)),
        ("The army is to shut the gate", ("shut", "future", False, False)),
        ("The gates could jam", ("jam", "modal", False, False)),
        ("The army never shut the gate", ("shut", "past", False, False)),
        ("The army didn't shut the gate", ("shut", "past", False, True)),
        ("The army is shutting the gate", ("shut", "progressive", False, False)),
        ("Inspectors had found a crack", ("find", "perfect", False, False)),
        ("Traders fear a drought", ("fear", "present", False, False)),
        ("The mill employs 40 men", ("employ", "present", False, False)),
        ("Officials accused of theft", ("accuse", "participle", True, False)),
        ("Officials accused of theft were dismissed", ("dismiss", "past", True, False)),
        ("The closed gate", None),
        ("the plans of the board", None),
        ("two hundred men", None),
    ],
)
def test_verbs(words: str, expected: tuple[str, str, bool, bool] | None) -> None:
    """A verb that is taken for a noun, a noun for a verb, or what is open for what has happened."""
    found = verb_of(words)
    assert (found and (found.base, found.form, found.is_passive, found.is_negative)) == expected


@pytest.mark.parametrize("base", ["take", "close", "stop", "carry", "shut", "find", "march", "free", "visit"])
def test_forms_lead_back_to_the_verb(base: str) -> None:
    """A form of a verb that is made by one rule and not read by the other."""
    assert {base_of(form) for form in (present(base, False), past(base), participle(base))} == {base}
