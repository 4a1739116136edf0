"""Passages are found by length and hash, and only what is beyond doubt in its place is called so."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from us_cuba_2026.source.copy import Copy
from us_cuba_2026.source.locate import in_every_longest_run, locate
from us_cuba_2026.source.normalise import fingerprint, normalise

BLOCKS = ["It rains in May.", "The river rose.", "The bridge was closed.", "A mayor spoke.", "Then it was dry."]


def rows(blocks: list[str]) -> list[dict[str, str]]:
    """Rows of passages."""
    prints = [fingerprint(normalise(block)) for block in blocks]
    return [{"passage_id": str(at), "length": str(length), "sha256": sha} for at, (length, sha) in enumerate(prints)]


def outcomes(text: str) -> list[str]:
    """Outcome of each block."""
    found = locate(Copy(text), rows(BLOCKS))
    return [found[str(at)].outcome if str(at) in found else "lost" for at in range(len(BLOCKS))]


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
