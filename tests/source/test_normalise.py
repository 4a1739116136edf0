"""The normalisation keeps what all copies share and drops what they differ in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from us_cuba_2026.source.normalise import fingerprint, normalise


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“It’s”", '"It\'s"'),
        ("a [link](https://example.org/x?y=1) here", "a link here"),
        ("**bold** and *thin*", "bold and thin"),
        ("\\$3 million", "$3 million"),
        ("Ma\u0301s", "Más"),
        ("ﬁne  \n text", "fine text"),
        ("STRASSE", "straße"),
        ("off-\u00adramp", "offramp"),
    ],
)
def test_copies_agree(one: str, other: str) -> None:
    """Two layouts of the same words with different fingerprints."""
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), [("Castro", "Castros"), ("1,000", "10,000"), ("Raul", "Raúl")])
def test_words_differ(one: str, other: str) -> None:
    """A changed word that keeps its fingerprint."""
    assert fingerprint(normalise(one)) != fingerprint(normalise(other))


@given(st.text())
def test_only_letters_and_digits(text: str) -> None:
    """A mark or space that survives, and would make copies differ."""
    assert all(unicodedata.category(char)[0] in "LN" for char in normalise(text))
