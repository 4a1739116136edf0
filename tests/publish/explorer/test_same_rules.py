"""The check in the browser follows the same rules as the Python code, to the last character."""

import random
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from copies import FORMS
from houses import HOUSES
from packages import article
from us_cuba_2026.datapackage import Package
from us_cuba_2026.source.detect import detect, number_words
from us_cuba_2026.source.locate import in_every_longest_run
from us_cuba_2026.source.normalise import canonical, fold_with_positions, letters_before, normalise

pytestmark = pytest.mark.slow

Check = Callable[[str, Any], Any]

ASSIGNED = [
    chr(code)
    for code in range(0x110000)
    if unicodedata.category(chr(code)) not in ("Cn", "Cs")  # not known to this Python; no text by itself
]
PIECES = [
    *"aZ1 .,;“”\"'’-()[]_\n\t\u00a0\u0085\u001c",
    *(
        "](x)",
        "](a b)",
        "](#)",
        "ﬁ",
        "ß",
        "İ",
        "ı",
        "ſ",
        "K",
        "Σ",
        "ς",
        "ŉ",
        "½",
        "①",
        "Ⅷ",
        "𝐀",
        "𐐀",
        "😀",
        "é",
        "e\u0301",
    ),
    *("\u0301", "\u0323", "\u0345", "\u0334", "가", "\u1100", "\u1161", "\u11a8", "क", "\u093f", "\u0bc6", "\u0bbe"),
    *("Jan.", "May ", "Sunday", "2026", "1,000", "50th", "twenty", "Ann ", "de ", "Bay of ", "O’Neill", "U.S.", "The "),
    *(
        "—",
        "–",
        "--",
        "-",
        "''",
        "`",
        "´",
        "ʼ",
        "«",
        "\u00ad",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u202e",
        "\u2067",
        "3²",
        "₂",
    ),
    *(
        "‘",
        "«",
        "»",
        "„",
        "‚",
        "「",
        "」",
        "‹",
        "›",
        "\n\n",
        "s’ ",
        "n' ",
        "’tis ",
        "’90s ",
        "£2bn",
        "10am",
        "1.000,5",
        "5½",
    ),
    *("G7", "l’Été ", "EUR5m", "1 000", "mid-2020", "-two", "he said, ", "離", "ქ"),
    *("NO MORE ", "AK-47", "Más", "Škoda", "years", "ſix", "Kilo", "/", "٣", "二"),
]


def units(text: str, at: int) -> int:
    """A position in UTF-16 units."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def soup(count: int) -> list[str]:
    """Texts of the pieces that rules are about, the same in every run."""
    chance = random.Random(2026)  # noqa: S311  (no secret)
    return ["".join(chance.choices(PIECES, k=chance.randint(1, 14))) for _ in range(count)]


def test_every_character(check: Check) -> None:
    """A character of Unicode that the browser normalises otherwise."""
    expected = [normalise(char) for char in ASSIGNED]
    found = check("(texts) => texts.map((text) => check.normalise(text))", ASSIGNED)
    different = [hex(ord(char)) for char, one, other in zip(ASSIGNED, expected, found, strict=True) if one != other]
    assert different == []


def test_every_character_between_letters(check: Check) -> None:
    """A character that is composed with its neighbours otherwise, or moves the positions of what follows."""
    texts = [f"a{char}b\u0301{char}" for char in ASSIGNED]
    expected = [fold_with_positions(text) for text in texts]
    found = check("(texts) => texts.map((text) => check.foldWithPositions(text))", texts)
    for text, (normalised, positions), (own, own_positions) in zip(texts, expected, found, strict=True):
        assert own == normalised, ascii(text)
        assert own_positions == [units(text, at) for at in positions], ascii(text)


def test_texts(check: Check) -> None:
    """A text that is normalised or divided otherwise."""
    texts = soup(8000)
    found = check("(texts) => texts.map((text) => [check.normalise(text), check.foldWithPositions(text)])", texts)
    for text, (normalised, (own, positions)) in zip(texts, found, strict=True):
        expected, places = fold_with_positions(text)
        assert normalised == own == expected == normalise(text), ascii(text)
        assert positions == [units(text, at) for at in places], ascii(text)


def test_canonical_text(check: Check) -> None:
    """A text that is canonical here and not there, or whose letters are counted otherwise."""
    texts = [*soup(8000), *(f"a{char} b\u0301" for char in ASSIGNED)]
    found = check("(texts) => texts.map((text) => check.canonical(text))", texts)
    expected = [canonical(text) for text in texts]
    assert [ascii(text) for text, own, other in zip(texts, found, expected, strict=True) if own != other] == []
    counts = check("(texts) => texts.map((text) => check.lettersBefore(text))", expected[:8000])
    assert counts == [letters_before(printed) for printed in expected[:8000]]


def test_detected_items(check: Check) -> None:
    """A quotation, number or name that the browser finds and Python does not, or the other way round."""
    texts = [*soup(12_000), *(form(article()) for form in FORMS)]
    texts += [*map(canonical, texts), *(text for text, _ in HOUSES.values())]
    words = sorted(number_words(Package.read()))
    find = "([texts, words]) => texts.map((text) => check.detect(text, new Set(words)).map(Object.values))"
    found = check(find, [texts, words])
    for text, items in zip(texts, found, strict=True):
        expected = [[units(text, item.start), units(text, item.end), item.kind] for item in detect(text)]
        assert items == expected, ascii(text[:200])


def test_longest_runs(check: Check) -> None:
    """A passage that is moved here and in place there."""
    chance = random.Random(7)  # noqa: S311  (no secret)
    runs = [chance.sample(range(20), chance.randint(0, 9)) for _ in range(2000)]
    found = check("(runs) => runs.map((run) => check.inEveryLongestRun(run))", runs)
    assert found == [in_every_longest_run(run) for run in runs]
