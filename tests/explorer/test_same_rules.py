"""The check in the browser follows the same rules as the Python code, to the last character."""

import base64
import random
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import pytest

from copies import FORMS
from houses import HOUSES
from packages import article
from readings import FILES, REFUSED
from us_cuba_2026.article.detect import detect, number_words
from us_cuba_2026.article.locate import in_every_longest_run
from us_cuba_2026.article.normalise import canonical, fold_with_positions, normalise
from us_cuba_2026.article.reading.file import cleaned
from us_cuba_2026.model.package import Package

pytestmark = pytest.mark.slow

Check = Callable[[str, Any], Any]

many = pytest.mark.parametrize("count", [2000, pytest.param(12_000, marks=pytest.mark.exhaustive)])

PIECES = [
    *"aZ1 .,;“”\"'’-()[]_\n\t\u00a0\u0085\u001c",
    *(
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

MARKUP = [
    *(
        "[",
        "]",
        "](b)",
        "](<b c>)",
        '](b "c")',
        "](b (c))",
        "](b(c))",
        "][a]",
        "][]",
        "[a]: #b",
        "\n[a]: b.c 'd'\n",
        "![",
        "<",
        ">",
    ),
    *(
        "<a:b>",
        "<a@b>",
        "*",
        "**",
        "_",
        "~~",
        "\\",
        "#",
        "# ",
        "\n# ",
        "\n> ",
        "\n\n> ",
        "\n===\n",
        "\n---\n",
        "\n",
        "\n\n",
    ),
    *(
        "\f",
        "\n1\n",
        "\nPage 2\n",
        "\nHEAD 1\n",
        "\n1 a",
        "\n2 b",
        "\n3 c",
        "   ",
        "    ",
        "Follow",
        "\nFollow\n",
        "\nBy ",
    ),
    *(
        "[Follow](#)",
        "[1]",
        "[^n]",
        "¹",
        "²",
        "³²",
        "ᴀ",
        "ꜱ",
        "\r\n",
        "\r",
        "\u2028",
        "\u2029",
        "\x0b",
        "\x85",
        "[2](#)",
        "😀*",
    ),
]
INLINE = [
    *(
        "b",
        "i",
        "span",
        "del",
        "s",
        "q",
        "sup",
        "sub",
        "span hidden",
        "span style='display:none'",
        "strike",
        "wbr",
    ),
    *("span aria-hidden=true", "bdo dir=rtl", "bdo", "span class='a sr-only'", "span style='display:block'"),
]
SHOWN = [
    *(
        "<br>",
        "<br><br>",
        "<a>Follow</a>",
        "<button>Follow</button>",
        "<sup>1</sup>",
        "<sup>2, 3</sup>",
        "<sup>*</sup>",
        "<sub>2</sub>",
    ),
    *(
        "<script>x</script>",
        "<style>x</style>",
        "<!-- x -->",
        "&amp;",
        "&nbsp;",
        "&shy;",
        "&#8220;",
        "\r\n",
        "\n\n",
        "  ",
        "&lt;p>",
    ),
]
BLOCKS = [
    "p",
    "div",
    "h1",
    "h2",
    "li",
    "blockquote",
    "pre",
    "figcaption",
    "p style='visibility: hidden'",
    "section",
    "aside",
]


def page_of(chance: random.Random, depth: int = 0) -> str:
    """A page, or a piece of one, whose elements are all closed where they should be."""
    pieces = []
    for _ in range(chance.randint(1, 5)):
        kinds = BLOCKS if depth == 0 else INLINE
        if depth == 0 or (depth < 4 and chance.random() < 0.3):
            tag = chance.choice(kinds)
            pieces.append(f"<{tag}>{page_of(chance, depth + 1)}</{tag.partition(' ')[0]}>".replace("</wbr>", ""))
        else:
            pieces.append(chance.choice([*SHOWN, *(piece.replace("<", "&lt;") for piece in PIECES)]))
    return "".join(pieces)


def units(text: str, at: int) -> int:
    """A position in UTF-16 units."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


@cache
def assigned() -> list[str]:
    """All characters of Unicode but those that this Python does not know, or that are no text by themselves."""
    return [char for char in map(chr, range(0x110000)) if unicodedata.category(char) not in ("Cn", "Cs")]


def soup(count: int) -> list[str]:
    """Texts of the pieces that rules are about, the same in every run."""
    chance = random.Random(2026)  # noqa: S311  (no secret)
    return ["".join(chance.choices(PIECES, k=chance.randint(1, 14))) for _ in range(count)]


@pytest.mark.exhaustive
def test_every_character(check: Check) -> None:
    """A character of Unicode that the browser normalises otherwise."""
    chars = assigned()
    expected = [normalise(char) for char in chars]
    found = check("(texts) => texts.map((text) => check.normalise(text))", chars)
    different = [hex(ord(char)) for char, one, other in zip(chars, expected, found, strict=True) if one != other]
    assert different == []


@pytest.mark.exhaustive
def test_every_character_between_letters(check: Check) -> None:
    """A character that is composed with its neighbours otherwise, or moves the positions of what follows."""
    texts = [f"a{char}b\u0301{char}" for char in assigned()]
    expected = [fold_with_positions(text) for text in texts]
    found = check("(texts) => texts.map((text) => check.foldWithPositions(text))", texts)
    for text, (normalised, positions), (own, own_positions) in zip(texts, expected, found, strict=True):
        assert own == normalised, ascii(text)
        assert own_positions == [units(text, at) for at in positions], ascii(text)


@many
def test_texts(count: int, check: Check) -> None:
    """A text that is normalised or divided otherwise."""
    texts = soup(count)
    found = check("(texts) => texts.map((text) => [check.normalise(text), check.foldWithPositions(text)])", texts)
    for text, (normalised, (own, positions)) in zip(texts, found, strict=True):
        expected, places = fold_with_positions(text)
        assert normalised == own == expected == normalise(text), ascii(text)
        assert positions == [units(text, at) for at in places], ascii(text)


@pytest.mark.parametrize("chars", [list, pytest.param(assigned, marks=pytest.mark.exhaustive)])
def test_canonical_text(chars: Callable[[], list[str]], check: Check) -> None:
    """A text that is canonical here and not there, or whose letters are counted otherwise; each week, any character."""
    texts = [*soup(2000), *(f"a{char} b\u0301" for char in chars())]
    found = check("(texts) => texts.map((text) => check.canonical(text))", texts)
    expected = [canonical(text) for text in texts]
    assert [ascii(text) for text, own, other in zip(texts, found, expected, strict=True) if own != other] == []


CLEANED = """(files) => files.map(([name, text]) => {
    try { return check.cleaned(name, Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0))) }
    catch (error) { return `refused: ${error.message}` }
})"""


def read_by_page(check: Check, files: Sequence[tuple[str, bytes]]) -> list[str]:
    """What the page reads from files, or why it does not."""
    found: list[str] = check(CLEANED, [(name, base64.b64encode(raw).decode()) for name, raw in files])
    return found


def test_files(check: Check) -> None:
    """A file of which the browser reads other words."""
    found = read_by_page(check, [(name, raw) for name, raw, _ in FILES.values()])
    assert dict(zip(FILES, found, strict=True)) == {case: expected for case, (*_, expected) in FILES.items()}


def test_refused_files(check: Check) -> None:
    """A file that the command refuses and the page reads, or refuses for another reason."""
    found = read_by_page(check, [(name, raw) for name, raw, _ in REFUSED.values()])
    for reason, (*_, says) in zip(found, REFUSED.values(), strict=True):
        assert reason.startswith(f"refused: {says.partition(' at byte')[0]}")


@many
def test_texts_are_read_alike(count: int, check: Check) -> None:
    """Markup, layout or a button that one side takes for words."""
    chance = random.Random(17)  # noqa: S311  (no secret)
    texts = ["".join(chance.choices([*MARKUP, *PIECES], k=chance.randint(1, 25))) for _ in range(count)]
    found = read_by_page(check, [("a.txt", text.encode()) for text in texts])
    for text, own in zip(texts, found, strict=True):
        assert own == cleaned("a.txt", text.encode()), ascii(text)


@many
def test_pages_are_read_alike(count: int, check: Check) -> None:
    """An element that shows, hides or divides words on one side alone."""
    chance = random.Random(18)  # noqa: S311  (no secret)
    pages = [page_of(chance) for _ in range(count)]
    found = read_by_page(check, [("a.html", text.encode()) for text in pages])
    for text, own in zip(pages, found, strict=True):
        assert own == cleaned("a.html", text.encode()), ascii(text)


@many
def test_detected_items(count: int, check: Check) -> None:
    """A quotation, number or name that the browser finds and Python does not, or the other way round."""
    texts = [*soup(count), *(form(article()) for form in FORMS)]
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
