"""No cell repeats the article's prose: runs of eight words outside of quotations."""

import pytest

from us_cuba_2026.article.normalise import canonical, normalise
from us_cuba_2026.article.printed import printed
from us_cuba_2026.article.rights import Prose, repeated

PROSE = "One two three four five six seven eight nine ten."
QUOTED = "a b c d e f g h i j"
TEXT = canonical(f'{PROSE} She said: "{QUOTED}," and left—with all the others who had come to the pier.')


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (PROSE, 10),
        ("one, TWO; three (four) five six seven: eight", 8),
        ("Well: one two three four five six seven eight, no more", 8),
        ("one two three four five six seven", 0),
        ("one two three four or five six seven eight nine ten", 0),
        (f"He quotes: {QUOTED}", 0),
        ("left - with all the others who had come", 8),
        ("one_two.three/four*five|six\u200bsevenéight", 8),
        ("o n e two th-ree four five si\u00adx seven e i g h t nine", 9),
        ("Well, onetwothreefourfivesixseveneight", 8),
        ("one two three four five six seven eigh", 0),
        ("nine ten she said a b c d", 0),
        ("", 0),
    ],
)
def test_runs(cell: str, expected: int) -> None:
    """Prose that hides behind other marks and capitals, or a quotation that is held to be prose."""
    found = repeated(
        [("events", [{"event_id": "evt-001", "note": "x"}, {"event_id": "evt-002", "note": cell}])],
        {"p": printed(TEXT)},
        [],
    )
    assert [vars(one) for one in found] == (
        [{"table": "events", "row": 3, "column": "note", "words": expected}] if expected else []
    )


@pytest.mark.parametrize(
    ("cell", "run"),
    [
        ("Well: one TWO, three four-five six seven eight, no more", "one TWO, three four-five six seven eight,"),
        (f"{PROSE} They left; {PROSE[:-5]}", PROSE),
        ("one two three four five six seven", ""),
        (f"{QUOTED}", ""),
    ],
)
def test_words_of_a_run(cell: str, run: str) -> None:
    """A run of which the words are shown that do not belong to it, or are left out that do."""
    assert Prose({"p": printed(TEXT)}, []).run_in(cell) == run


def test_quotations_without_double_marks() -> None:
    """A direct quote in single marks, which nobody could repeat."""
    text = canonical(f"She said: ‘{QUOTED}’.")
    start = normalise(text).index(normalise(QUOTED))
    tables = [("quotes", [{"text": QUOTED}])]
    assert repeated(tables, {"p": printed(text)}, [])
    assert not repeated(tables, {"p": printed(text)}, [("p", start, start + len(normalise(QUOTED)))])


@pytest.mark.parametrize("words", [["ha"] * 5000, [f"ha{'x' * (at % 3)}" for at in range(5000)]])
def test_words_that_come_again(words: list[str]) -> None:
    """A copy and a cell of the same word again and again, which each beginning of it would take to their ends."""
    text = " ".join(words)
    (found,) = repeated([("events", [{"note": text}])], {"p": printed(text)}, [])
    assert found.words == len(words)


@pytest.mark.parametrize(("prose", "cell"), [("i o i o i o i o", "ioioioio"), ("fi " * 8, "\ufb01" * 8)])
def test_short_words(prose: str, cell: str) -> None:
    """A run of short words, or one whose letters are joined in few characters, that is passed over as too short."""
    (found,) = repeated([("events", [{"note": cell}])], {"p": printed(canonical(prose))}, [])
    assert found.words == 8
