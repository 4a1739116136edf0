"""A credit behind a caption is told by how it looks, whosever it is."""

import pytest

from us_cuba_2026.article.furniture import is_credit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ANN LEE/PRESS IMAGES", True),
        ("AFP/GETTY", True),
        ("JOSÉ DÍAZ / AGENCE 2", True),
        ("Ann Lee/Press Images", False),
        ("ANN LEE", False),
        ("/", False),
        ("THE PORT IS CLOSED, AND NOBODY KNOWS WHO GAVE THE ORDER/WHO WILL PAY", False),
        ("ANN LEE/PRESS\nNO", False),
        ("", False),
    ],
)
def test_is_credit(text: str, expected: bool) -> None:
    """Forged words behind a caption that pass for a credit, or a credit that makes a caption another."""
    assert is_credit(text) is expected
