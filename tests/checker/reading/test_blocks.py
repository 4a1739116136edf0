"""Blocks of a text: all of it, each with whole rows only."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from us_cuba_2026.checker.reading import blocks as module
from us_cuba_2026.checker.reading.blocks import RowTooLongError, blocks
from us_cuba_2026.checker.reading.byte_stream import CountedBytes, Text

cells = st.text('a,é"\n\r\ufeff', max_size=8)
rows = st.lists(st.lists(cells, min_size=2, max_size=3), max_size=12)


def text_of(content: str, folder: Path) -> Text:
    """The content as a text that is read from a file."""
    path = folder / "t.csv"
    path.write_bytes(content.encode())
    return Text(CountedBytes(path, None, lambda _: None), path.name)


def written(cell: str) -> str:
    """A cell as it stands in a file."""
    return '"' + cell.replace('"', '""') + '"' if {*cell} & {*',"\r\n'} else cell


@given(rows, st.sampled_from(["\n", "\r\n", "\r"]), st.data())
def test_whole_rows(
    tmp_path_factory: pytest.TempPathFactory, content: list[list[str]], line_end: str, data: st.DataObject
) -> None:
    """A row that is torn where one block ends and the next begins, or bytes that are lost there."""
    whole = "".join(",".join(map(written, row)) + line_end for row in content)
    text = text_of(whole, tmp_path_factory.mktemp("blocks"))
    text.first(data.draw(st.integers(0, 500)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_NEAR", data.draw(st.sampled_from([1, 8, 4096])))
        patch.setattr(module, "MOST_ROWS", data.draw(st.sampled_from([1, 2, 2**17])))
        pieces = [block.decode() for block in blocks(text, data.draw(st.integers(60, 300)))]
    assert "".join(pieces) == whole
    assert [row for piece in pieces for row in csv.reader(io.StringIO(piece, newline=""))] == content


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("length", [1, 2, 58, 59, 60])
def test_rows_as_long_as_a_block(line_end: str, length: int, tmp_path: Path) -> None:
    """A row that is refused, though a block holds it, since its end falls upon that of a block."""
    whole = ("x" * (length - len(line_end)) + line_end) * 50
    pieces = [block.decode() for block in blocks(text_of(whole, tmp_path), 60)]
    assert "".join(pieces) == whole
    assert all(piece.endswith(line_end) for piece in pieces)


@pytest.mark.parametrize("row", ["\n", "\r", "\r\n", "1\n", '"\n"\n', "é\n"])
def test_rows_of_a_block_are_few(row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A block of short rows, which take much more memory than their bytes."""
    monkeypatch.setattr(module, "MOST_ROWS", 10)
    pieces = [piece.decode() for piece in blocks(text_of(row * 95, tmp_path), 10_000)]
    assert pieces[:9] == [row * 10] * 9
    assert "".join(pieces) == row * 95


def test_blocks_are_small(tmp_path: Path) -> None:
    """A file that is held in memory as a whole."""
    assert max(map(len, blocks(text_of("1,2\n" * 1000, tmp_path), 100))) < 104


def test_row_that_is_too_long(tmp_path: Path) -> None:
    """A file without line ends, or with a quotation mark that is never closed, which would be read into memory."""
    for content in ("x" * 300, '1,2\n"' + "x\n" * 150):
        with pytest.raises(RowTooLongError):
            list(blocks(text_of(content, tmp_path), 100))
    assert [*blocks(text_of('"' + "x\n" * 40 + '"\n', tmp_path), 100)]
