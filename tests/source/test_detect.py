"""The detector misses no quotation, number or name."""

import pytest

from us_cuba_2026.source.detect import detect


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“go,” she said, “now.”", "quotation:go quotation:now."),
        ('"go," she said, "now."', "quotation:go quotation:now."),
        ("It cost $3 million, or 1,000 a day.", "number:3 number:million number:1,000"),
        ("two of the tens of thousands", "number:two number:tens number:thousands"),
        ("for decades, in the 1950s, a nearly 70-year war", "number:decades number:1950s number:70"),
        ("on Jan. 3 and Sunday, July 4, 1976", "number:Jan. 3 number:Sunday number:July 4, 1976"),
        ("the third time, half of it, once", "number:third number:half number:once"),
        ("someone in a tent", ""),
        ("the U.S. and Ann B. de Vries of Lake City", "name:U.S. name:Ann B. de Vries of Lake City"),
        ("President Díaz-Canel’s AK-47", "name:President Díaz-Canel name:AK-47"),
        ("The mayor of Bay of Fundy", "name:Bay of Fundy"),
        ("In Miami they wait.", "name:Miami"),
        ("Officials wait.", "name:Officials"),
        ("A club-backed Club-Backed plan", "name:Club-Backed"),
        ("she wrote “NO MORE OIL for Ann”", "quotation:NO MORE OIL for Ann name:Ann"),
        ("see [Ann Lee](https://Example.Org/One) here", "name:Ann Lee"),
        ("ANN LEE/PRESS IMAGES", "name:ANN LEE/PRESS IMAGES"),
        ("I think it rains", ""),
    ],
)
def test_detect(text: str, expected: str) -> None:
    """An item that is missed, cut, or run together with another."""
    found = [f"{item.kind}:{text[item.start : item.end].rstrip(',')}" for item in detect(text)]
    assert " ".join(found) == expected


@pytest.mark.parametrize("piece", ["A", "A ", "“", '"', "A.", "1,", "A-", "Aa de ", "](", "May 1, "])
def test_hostile_text(piece: str) -> None:
    """A text that takes a regular expression for ever."""
    detect(piece * 20_000)
