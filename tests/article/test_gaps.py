"""A passage that whole blocks interrupt is found in its pieces, in bounded time."""

import time

import pytest

from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.gaps import interrupted
from us_cuba_2026.article.normalise import fingerprint, normalise

WANTED = "One two three. Four five. Six seven eight. Nine."


def pieces(text: str, *taken: int) -> list[str] | None:
    """The pieces of the passage in a copy."""
    copy = Copy(text)
    length, sha256 = fingerprint(normalise(WANTED))
    starts = [at for at in range(len(copy.parts)) if at not in taken]
    way = interrupted(copy, starts, taken, (length, sha256))
    return None if way is None else [copy.normalised[first:last] for first, last in way]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One two three.\n\nAd\n\nFour five. Six seven eight. Nine.", ["onetwothree", "fourfivesixseveneightnine"]),
        ("One two\n\nAd\n\nthree. Four\n\nAd\n\nfive. Six seven eight.\n\nAd\n\nNine.", 4),
        ("One two three.\n\nAd\n\nAd\n\nAd\n\nAd\n\nFour five. Six seven eight. Nine.", 2),
        ("One two three.\n\n7\n\nFour five.\n\nSix seven eight.\n\nNine.", 2),
        ("One two three.\n\nAd\n\nAd\n\nAd\n\nAd\n\nAd\n\nFour five. Six seven eight. Nine.", None),
        ("One\n\nAd\n\ntwo\n\nAd\n\nthree.\n\nAd\n\nFour five.\n\nAd\n\nSix seven eight. Nine.", None),
        ("One two three.\n\nAd. Four five. Six seven eight. Nine.", None),
        ("One two three. Ad\n\nFour five. Six seven eight. Nine.", None),
        ("Four five. Six seven eight. Nine.\n\nAd\n\nOne two three.", None),
        ("One two three.\n\nAd\n\nFour fine. Six seven eight. Nine.", None),
    ],
)
def test_pieces(text: str, expected: list[str] | int | None) -> None:
    """A piece that is lost, or taken from a block that holds other words, too."""
    found = pieces(text)
    if isinstance(expected, int):
        assert found is not None
        assert (len(found), "".join(found)) == (expected, normalise(WANTED))
    else:
        assert found == expected


def test_blocks_of_others() -> None:
    """A block that belongs to another passage, and is taken for a piece of this one."""
    text = "One two three.\n\nFour five. Six seven eight. Nine.\n\nFour five. Six seven eight. Nine."
    assert pieces(text, 1) == ["onetwothree", "fourfivesixseveneightnine"]
    assert pieces(text, 1, 2) is None


def test_bounded() -> None:
    """Many short blocks, of which all ways are tried: a minute and more."""
    started = time.perf_counter()
    assert pieces("\n\n".join("abc"[at % 3] for at in range(3000))) is None
    assert time.perf_counter() - started < 5
