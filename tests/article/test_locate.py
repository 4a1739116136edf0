"""Passages are found by length and hash, and only what is beyond doubt in its place is called so."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.locate import in_every_longest_run, locate
from us_cuba_2026.article.normalise import canonical, fingerprint, normalise

BLOCKS = ["It rains in May.", "The river rose.", "The bridge was closed.", "A mayor spoke.", "Then it was dry."]


def rows(blocks: list[str]) -> list[dict[str, str]]:
    """Rows of passages."""
    return [
        {
            "passage_id": str(at),
            "length": str(len(normalise(block))),
            "sha256": fingerprint(normalise(block))[1],
            "text_sha256": fingerprint(canonical(block))[1],
        }
        for at, block in enumerate(blocks)
    ]


def outcomes(text: str) -> list[str]:
    """Outcome of each block."""
    found = locate(Copy(text), rows(BLOCKS))
    places = (found.get(str(at)) for at in range(len(BLOCKS)))
    return ["lost" if place is None else "exact" if place.is_in_place else "moved" for place in places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n\n".join(BLOCKS), "exact exact exact exact exact"),
        (" ".join(BLOCKS).upper(), "exact exact exact exact exact"),
        ("Home. " + " Advertisement. ".join(BLOCKS), "exact exact exact exact exact"),
        ("\n".join([*BLOCKS[:2], *BLOCKS[3:]]), "exact exact lost exact exact"),
        ("\n".join([BLOCKS[1], BLOCKS[0], *BLOCKS[2:]]), "moved moved exact exact exact"),
        ("\n".join([*BLOCKS[1:], BLOCKS[0]]), "moved exact exact exact exact"),
        ("\n".join(BLOCKS).replace("river", "rivers"), "exact lost exact exact exact"),
        ("Prefix" + "\n".join(BLOCKS), "lost exact exact exact exact"),
        ("Something else altogether.", "lost lost lost lost lost"),
        ("\n\n".join(BLOCKS).replace("was closed", "was\n\nPage 2\n\nclosed"), "exact exact exact exact exact"),
        ("\n\n".join(BLOCKS).replace("was closed", "was\n\nclosed"), "exact exact exact exact exact"),
        ("\n\n".join(BLOCKS).replace("was closed", "was\n\nPage 2 closed"), "exact exact lost exact exact"),
        ("\n\n".join(BLOCKS).replace("was closed", "was Page 2\n\nclosed"), "exact exact lost exact exact"),
    ],
)
def test_outcomes(text: str, expected: str) -> None:
    """A passage that is called found, in place, moved or lost and is not."""
    assert outcomes(text) == expected.split()


@settings(max_examples=200)
@given(st.permutations(range(6)))
def test_in_every_longest_run(numbers: list[int]) -> None:
    """A number that is called in its place though another reading of the order leaves it out."""
    for length in range(len(numbers), 0, -1):
        runs = [set(run) for run in combinations(numbers, length) if list(run) == sorted(run)]
        if runs:
            break
    assert in_every_longest_run(numbers) == [all(number in run for run in runs) for number in numbers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The River Rose.\n\nIt rains in May.\n\nThe river rose.", "The river rose."),
        ("See also: The river rose.\n\nIt rains in May.\n\nThe river rose.", "The river rose."),
        ("It rains in May.\n\nThe river rose?\n\nThe river rose.", "The river rose."),
        ("It rains in May.\n\nThe river rose. Or not.\n\nThe river rose.", "The river rose."),
    ],
)
def test_best_window(text: str, expected: str) -> None:
    """A heading, a link or a forgery with the letters of a passage that is taken for it though it stands there, too."""
    copy = Copy(text)
    (span,) = locate(copy, rows(BLOCKS[:2]))["1"].spans
    first, last = copy.positions[span[0]], copy.positions[span[1] - 1] + 1
    assert text[first:last] == expected.rstrip(".")
    assert first == text.rindex(expected)


def test_many_blocks_take_no_time() -> None:
    """A copy of many lines, none of which is the article's, that is searched for pieces of passages without end."""
    lines = [f"Line {number} of some other text" for number in range(2000)]
    long = rows([BLOCKS[0], "x" * 400, BLOCKS[1]])
    found = locate(Copy("\n".join([BLOCKS[0], *lines, BLOCKS[1]])), long)
    assert set(found) == {"0", "2"}
