"""What stands in the place of a lost passage is shown, and where it differs, as narrowly as can be told."""

import pytest

from us_cuba_2026.article.foreign import Stretch
from us_cuba_2026.article.nearest import Known, differing, instead
from us_cuba_2026.article.normalise import normalise
from us_cuba_2026.article.printed import printed

PASSAGE = "On Monday, Ann Lee saw 32 ships off Ardle, and nobody else was there."
LENGTH = len(normalise(PASSAGE))


def known(*words: str) -> list[Known]:
    """Words of the passage, with their places."""
    letters = normalise(PASSAGE)
    places = [(letters.index(normalise(word)), word) for word in words]
    return [Known(start, start + len(normalise(word)), word) for start, word in places]


KNOWN = known("Monday", "Ann Lee", "32", "Ardle")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PASSAGE, []),
        (PASSAGE.replace("32", "23"), ["saw 23 ships off"]),
        (PASSAGE.replace("32 ships", "32 small ships"), ["small ships off"]),
        (PASSAGE.replace("saw ", ""), [""]),
        (PASSAGE.replace("Monday", "Sunday"), ["On Sunday,"]),
        (PASSAGE.replace("there", "here"), [", and nobody else was here."]),
        (PASSAGE.replace("saw", "sank").replace("nobody", "no one"), ["sank", ", and no one else was there."]),
        ("Ardle. " + PASSAGE, ["Ardle. On"]),
        (PASSAGE.replace("Ann Lee", "Bob Ray"), [", Bob Ray saw"]),
    ],
)
def test_differing(text: str, expected: list[str]) -> None:
    """A place that is marked and is as printed, or is not marked and differs; or more than must be."""
    piece = printed(text)
    assert [piece.text[first:last] for first, last in differing(piece, LENGTH, KNOWN)] == expected


def stretches(*texts: str) -> list[Stretch]:
    """Pieces of a copy, one after the other."""
    found, at = [], 0
    for text in texts:
        found.append(Stretch(at, at + len(normalise(text)), text))
        at = found[-1].last
    return found


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([PASSAGE], [0]),
        (["Advertisement", PASSAGE.replace("32", "33"), "Next"], [1]),
        (["On Monday, Ann Lee saw ships.", "And off Ardle nobody else was there."], [0, 1]),
        (["On Monday Ann Lee slept."], [0]),
        (["x" * LENGTH], [0]),
        (["x" * (LENGTH * 12 // 10)], [0]),
        (["x" * (LENGTH * 13 // 10)], None),
        (["On Monday it rained."], None),
        (["monday, ann lee and ardle"], None),
        (["Mondays, Ann Leee, 321, Ardlee"], None),
        ([], None),
    ],
)
def test_instead(texts: list[str], expected: list[int] | None) -> None:
    """A piece that has nothing to do with the passage, or one that is the passage in other words and is not shown."""
    run = instead(stretches(*texts), LENGTH, KNOWN)
    assert (None if run is None else [*run]) == expected
