"""The length of normalised texts, told by the column: the same as one by one."""

import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from us_cuba_2026.article.normalise import normalise
from us_cuba_2026.rules.normalised_length import normalised_length

characters = st.characters(exclude_categories=("Cs", "Cn"))  # a library may know newer ones than Python does
common = st.sampled_from("aZ09 _-’“—…‽ßẞÀÞÿ×÷«»\u00a0\u00aaµ½é\u0301\u0345\u02bc\u00adᾳﬁŉİ中😀]([)/\n")


def lengths(texts: list[str]) -> list[int]:
    """The lengths of texts, by the column."""
    return (
        pl.DataFrame({"text": pl.Series(texts, dtype=pl.String)})
        .select(normalised_length(pl.col("text")))["text"]
        .to_list()
    )


@given(st.lists(st.text(common) | st.text(characters), max_size=6))
def test_as_one_by_one(texts: list[str]) -> None:
    """Texts of which something becomes more or fewer letters, beside others than alone."""
    assert lengths(texts) == [len(normalise(text)) for text in texts]


@pytest.mark.slow
def test_each_character() -> None:
    """A character that case folding makes two letters of, or NFKC eighteen, and that is counted as one."""
    texts = [f"a{chr(code)}Z" for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cs", "Cn")]
    assert len(texts) > 200_000
    assert lengths(texts) == [len(normalise(text)) for text in texts]


@pytest.mark.parametrize("text", ["[25](#) x", "a [b](https://c.example/d) e", "[b](c", "![a](b)", "](a)", "[a][b]"])
def test_cells_hold_no_markdown(text: str) -> None:
    """A cell with brackets that is taken for Markdown by the column, and not one by one."""
    assert lengths([text]) == [len(normalise(text))]
