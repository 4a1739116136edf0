"""Texts normalised by the column: the same as one by one."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from us_cuba_2026.check import normalised as module
from us_cuba_2026.check.normalised import normalised
from us_cuba_2026.source.normalise import normalise

characters = st.sampled_from("aZ9 _-’“—…‽ßÀÞÿ×÷«»\u00a0\u00aaµ½é\u0301ﬁ中😀](/)[\n") | st.characters(
    max_codepoint=0x17F
)
common = st.sampled_from("aZ09 _-’“—ÀÞÿé«\u00a0]([")


@given(st.lists(st.text(common) | st.text(characters), max_size=6))
def test_as_one_by_one(texts: list[str]) -> None:
    """Texts that become something else beside others than alone, or by their bytes than by their characters."""
    assert normalised(pl.Series(texts, dtype=pl.String)).to_list() == [normalise(text) for text in texts]


@pytest.mark.parametrize("code", range(0x80, 0x2100, 0x80))
def test_each_character(code: int) -> None:
    """A character that is taken for a common one since it shares a byte with one."""
    texts = [f"a{chr(one)}Z" for one in range(code, code + 0x80)]
    assert normalised(pl.Series(texts)).to_list() == [normalise(text) for text in texts]


def test_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts that are lost, or joined, where one piece ends and the next begins."""
    monkeypatch.setattr(module, "_TOGETHER", 4)
    texts = ["“Más”", "", "", "a", "中", "abcdefgh", "é" * 9, ""]
    assert normalised(pl.Series(texts)).to_list() == [normalise(text) for text in texts]


def test_common_letters_are_told_by_bytes() -> None:
    """Texts of European languages that are put to Python's slow steps, and a link that is not."""
    assert module._by_bytes("“Él—y ÑU”: «señor»\nit’s".encode()) == "élyñuseñor\nits".encode()
    assert module._by_bytes(b"[a](b)") is None
