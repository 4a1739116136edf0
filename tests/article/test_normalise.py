"""The normalised text keeps what all copies share; the canonical text what is printed, whatever the layout."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from us_cuba_2026.article.normalise import canonical, fingerprint, letters_before, normalise, printed_span

TEXTS = st.text() | st.text("aE1é ­\u0301-–—'’“\"`´ʼ\n\u200b\u200d\ufeff½ﬁŉ¨가\u202e", max_size=20)
SPACES = ["  ", "\n", "\u00a0", "\t", " \r\n ", "\u2009"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“It’s”", '"It\'s"'),
        ("a [link] (here)", "a link here"),
        ("**bold** and *thin*", "bold and thin"),
        ("\\$3 million", "$3 million"),
        ("Ma\u0301s", "Más"),
        ("ﬁne  \n text", "fine text"),
        ("STRASSE", "straße"),
        ("off-\u00adramp", "offramp"),
        ("it\u02bcs O\u00b4Neill", "it's O'Neill"),
        ("e\u200d\u0301", "\u00e9"),
    ],
)
def test_copies_agree(one: str, other: str) -> None:
    """Two layouts of the same words with different fingerprints."""
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), [("Castro", "Castros"), ("1,000", "10,000"), ("Raul", "Raúl")])
def test_words_differ(one: str, other: str) -> None:
    """A changed word that keeps its fingerprint."""
    assert fingerprint(normalise(one)) != fingerprint(normalise(other))


@given(st.text())
def test_only_letters_and_digits(text: str) -> None:
    """A mark or space that survives, and would make copies differ."""
    assert all(unicodedata.category(char)[0] in "LN" for char in normalise(text))


@pytest.mark.parametrize(
    ("printed", "forms"),
    [
        ('"It\'s"', ["“It’s”", "„It‘s‟", "«It‛s»", "''It's''", "``It`s''", "〝It´s〞", "＂It＇s＂", "’’Itʼs’’"]),
        ("'No,'", ["‘No,’", "‚No,‘", "‹No,›", "`No,´", "❛No,❜"]),
        ("pots-an", ["pots—an", "pots – an", "pots -- an", "pots---an", "pots\n―\nan", "pots−an", "pots‑an"]),
        ("off-ramp", ["off‐ramp", "off-\u200bramp", "off-\nramp", "off－ramp", "off﹣ramp", "off⸺ramp"]),
        ("the off ramp", ["  the\u00a0off\nramp\t", "the\r\n\r\noff\u2003ramp", "the\u2028off\x0cramp"]),
        ("offramp", ["off\u00adramp", "off\u200bramp", "off\u200c\u200dramp", "off\u2060ramp", "\ufeffoff\ufe0framp"]),
        ("left 32", ["\u200eleft 32\u200f", "\u202aleft 32\u202c", "left \u206832\u2069", "left \u206632\u2069"]),
        ("fine Más 1⁄2...", ["ﬁne Ma\u0301s ½…", "ｆｉｎｅ Ma\u200d\u0301s 1⁄2..."]),
    ],
)  # fmt: skip
def test_layout_is_one(printed: str, forms: list[str]) -> None:
    """A copy of another make that is held to print other words."""
    assert {canonical(form) for form in forms} == {printed}


@pytest.mark.parametrize(
    "other",
    [
        *("3.2 men", "-32 men", "3/2 men", "32% men", "$32 men", "~~32~~ men", "3\u03362\u0336 men", "3,2 men"),
        *("\u202e32\u202c men", "\u202b32\u202c men", "\u206732\u2069 men", "3⁄2 men", "3² men", "32° men", "32′ men"),
        *("32 Men", "32 MEN", "32 men.", "“32” men", "'32 men", "32 men?", "(32) men", "32men", "3 2 men", "#32 men"),
        *("+32 men", "~32 men", "£32 men", "32… men", "32* men", "— 32 men", "32 men —", "32:men", "32_men"),
        *("3₂ men", "³² men", "③② men", "³2 men"),
    ],
)
def test_marks_are_kept(other: str) -> None:
    """A sign or capital that changes what is said, and is not seen."""
    assert canonical(other) != canonical("32 men")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pots—32", "pots—-32"),
        ("pots - 32", "pots - -32"),
        ("1,000", "1.000"),
        ("$3", "£3"),
        ("NO MORE", "No more"),
        ("9:00", "900"),
        ("he said “no”", "he said no"),
        ("“no” he", "“no he"),
        ("‘no’", "“no”"),
        ("5′", "5’"),
    ],
)
def test_signs_differ(one: str, other: str) -> None:
    """Two texts of different sense that count as one."""
    assert canonical(one) != canonical(other)


@pytest.mark.slow
@settings(max_examples=500)
@given(TEXTS)
def test_canonical_text_stays(text: str) -> None:
    """A canonical text with another canonical text, or with other letters than the text it was made from."""
    printed = canonical(text)
    assert canonical(printed) == printed
    assert normalise(printed) == normalise(text)
    assert letters_before(printed)[-1] == len(normalise(text))


@given(st.lists(st.text("abC1.,é’“", min_size=1, max_size=5), min_size=1, max_size=6), st.data())
def test_layout_changes_nothing(words: list[str], data: st.DataObject) -> None:
    """White space or an invisible character that makes another text."""
    spaces = [data.draw(st.sampled_from(SPACES)) for _ in words]
    other = "".join(f"{word}{space}" for word, space in zip(words, spaces, strict=True))
    at = data.draw(st.integers(0, len(other)))
    assert canonical(other[:at] + "\u200b" + other[at:]) == canonical(" ".join(words))


@given(st.text("ab1 ", min_size=1, max_size=12), st.sampled_from("$£%/.:;!?()*+~_#&@|\u202e\u0336…"), st.data())
def test_a_mark_changes_the_text(text: str, mark: str, data: st.DataObject) -> None:
    """A mark that is put in somewhere, and is not seen."""
    at = data.draw(st.integers(0, len(text)))
    assert canonical(text[:at] + mark + text[at:]) != canonical(text)


@given(TEXTS, st.data())
def test_spans_of_the_canonical_text(text: str, data: st.DataObject) -> None:
    """A span that is cut a letter too early or too late from the canonical text."""
    printed, normalised = canonical(text), normalise(text)
    if normalised:
        start = data.draw(st.integers(0, len(normalised) - 1))
        end = data.draw(st.integers(start + 1, len(normalised)))
        before = letters_before(printed)
        first, last = printed_span(before, start, end)
        assert normalised[start:end] in normalise(printed[first:last])
        assert before[first] <= start < before[first + 1]
        assert before[last - 1] < end <= before[last]


def test_canonical_of_long_runs() -> None:
    """A text of one mark alone that takes for ever."""
    for piece in ("-", "- ", "'", " ", "\u00ad", "—-", "\u0301", "`"):
        canonical(piece * 100_000)
