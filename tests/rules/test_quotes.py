"""Rules on single rows hold in every script, or are silent."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from us_cuba_2026.checker import frame
from us_cuba_2026.rules.quotes import LONGEST_QUOTATION, rules

SPACES = " \t\n\u00a0\u2003\u3000"
LENGTH = next(rule for rule in rules() if rule.id == "quote-length")


def is_short(text: str) -> bool:
    """Whether the rule takes the text."""
    rows = pl.DataFrame({"text": [text]})
    right, spared = rows.select(right=LENGTH.right, spared=LENGTH.unless).row(0)
    return bool(right or spared)


@given(
    st.integers(LONGEST_QUOTATION - 2, LONGEST_QUOTATION + 2),
    st.sampled_from(["a", "é", "don’t", "—"]),
    st.text(SPACES, min_size=1, max_size=3),
    st.text(SPACES, max_size=2),
)
def test_words_of_a_quote(count: int, word: str, between: str, around: str) -> None:
    """A word too many that passes, or the longest quotation that does not, with odd spaces between words or around."""
    text = around + between.join([word] * count) + around
    assert is_short(text) is (len(text.split()) <= LONGEST_QUOTATION)


@pytest.mark.parametrize("count", [LONGEST_QUOTATION, LONGEST_QUOTATION + 1])
def test_shortest_words(count: int) -> None:
    """A quotation of one-letter words that is spared the count since it has few bytes."""
    assert is_short(" ".join("a" * count)) is (count <= LONGEST_QUOTATION)


def broken(table: str, **cells: str) -> set[str]:
    """The rules that a row breaks, but for those on cells that are not given."""
    report = frame(table, pl.DataFrame([cells]))
    return {finding.rule for finding in report.findings if finding.field in cells}


def marked(text: str) -> bool:
    """Whether outer quotation marks are found around the words of a quote."""
    return "quote-marks" in broken("quotes", text=text)


@pytest.mark.parametrize(
    "text",
    [
        *("“We go.”", '"We go."', "‘We go.’", "'We go.'", "«No iremos»", "»Wir gehen«", "»Vi går»", "„Wir gehen“"),
        *("„Idziemy”", "‚Wir gehen‘", "‹oui›", "›ja‹", "「行かない」", "『行かない』", "”Vi går”", '“We go."'),
        *("“He said ‘no’ twice”", "‘He said “no” twice’", "“He said “no” twice”", "‘It’s ours’", "'It's ours'"),
        *("“NO MORE “OIL””", "«Pidió “firme”»", "„Er rief ‚kommt‘“"),
    ],
)
def test_outer_marks(text: str) -> None:
    """Marks around the whole that are let through, whatever stands within."""
    assert marked(text)


@pytest.mark.parametrize(
    "text",
    [
        *("'Tis no deal", "’Tis no deal", "‘Cuba libre’ is what they shout", "They shout ‘Cuba libre’", "the workers'"),
        *("“Yes” and “no”", '"Yes" and "no"', "‘Yes’ and ‘no’", "'Yes' and 'no'", "«Sí» y «no»", "„Ja“ und „nein“"),
        *("’90s music", "'em all", "6'2\"", "“Cuba libre” or death", "death or “Cuba libre”", "「はい」と「いいえ」"),
        *("'Tis the season for givin'", "’Twas the bosses’", "No", '"', ""),
    ],
)
def test_marks_that_are_not_outer(text: str) -> None:
    """A quote that is refused for a mark at one end, for two pairs, or for apostrophes."""
    assert not marked(text)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "王小明",
            "محمد علي",
            "सोनिया गांधी",
            "ნინო ქაჯაია",
            "田中",
            "김철수",
            "דוד",
            "สมชาย",
            "ማሞ",
            "14ymedio",
            "Ángel",
            "Đặng",
        ),
        *("Łukasz", "Ольга", "Ἄννα", "Աննա", "al-Qaeda", "ǅemal"),
    ],
)
def test_proper_names(name: str) -> None:
    """A proper name that is refused since its script, or the name itself, is not English."""
    assert "actor-proper-name" not in broken("actors", name=name, naming="named")


@pytest.mark.parametrize("name", ["the secretary", "el secretario", "łódź", "ольга", "άννα", "աննա"])
def test_names_without_a_capital(name: str) -> None:
    """A description that passes for a proper name in a script that has capitals."""
    assert "actor-proper-name" in broken("actors", name=name, naming="named")


def unlike(attribution: str, name: str) -> bool:
    """Whether the attribution of an unnamed speaker is found to be somebody else's."""
    quotes = pl.DataFrame([{"attribution": attribution, "speaker_id": "act-1"}])
    actors = pl.DataFrame([{"actor_id": "act-1", "naming": "unnamed", "name": name}])
    report = frame("quotes", quotes, others={"actors": actors})
    return "quote-unnamed-speaker" in {finding.rule for finding in report.findings}


@pytest.mark.parametrize(
    ("attribution", "name"),
    [
        *(("he", "senior officials"), ("They", "a diplomat"), ("these", "a diplomat"), ("someone", "a diplomat")),
        *(("an official", "officials"), ("One person", "people familiar with it"), ("a policeman", "policemen")),
        *(
            ("the adviser", "advisers to the court"),
            ("an ally", "allies"),
            ("él", "un funcionario"),
            ("sie", "ein Beamter"),
        ),
        *(
            ("一名官员", "官员们"),
            ("مسؤول", "مسؤولون كبار"),
            ("एक अधिकारी", "अधिकारी"),
            ("чиновник", "высокопоставленные чиновники"),
        ),
        *(("一名官员", "an official"), ("the others", "a diplomat")),
    ],
)
def test_attributions(attribution: str, name: str) -> None:
    """An attribution that is refused though it is a pronoun, another form of the word, or in another script."""
    assert not unlike(attribution, name)


@pytest.mark.parametrize(
    ("attribution", "name"),
    [("a diplomat", "senior officials"), ("the banker", "people familiar with it"), ("генерал", "чиновники")],
)
def test_attribution_of_somebody_else(attribution: str, name: str) -> None:
    """The words of one speaker under the name of another."""
    assert unlike(attribution, name)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "می\u200cخواهم",
            "क्\u200dष",
            "র\u200d্য",
            "ക്\u200d",
            "شما\u200cها",
            "නු\u200dව",
            "محمّد\u200cها",
            "👩\u200d👧",
            "🧑🏽\u200d🚀",
        ),
        *(
            "ภาษา\u200bไทย",
            "ខ្មែរ\u200bភាសា",
            "\u0600١٢",
            "\u06dd",
            "ᠠ\u180eᠠ",
            "שלום\u200f!",
            "مرحبا\u200e (A)",
            "🏴\U000e0067\U000e0062\U000e007f",
        ),
        *("e\u0301".replace("e\u0301", "é"), "a\ufe0f"),
    ],
)
def test_format_characters_of_a_script(text: str) -> None:
    """A joiner, direction or other format character that a script needs, and that must be removed."""
    assert "control-characters" not in broken("quotes", text=text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Cu\u200dba",
            "Cu\u200cba",
            "a\u200bb",
            "\u200fAnn",
            "so\u00adft",
            "\ufeffAnn",
            "a\u2060b",
            "中\u200d国",
            "e\u0301\u200d",
        ),
        *("a\nb", "a\tb", "\u202eAnn", "\u2066Ann", "م\u202e", "می\u00adخواهم", "a\ufffd", "a\u2028b", "\U000e0067"),
    ],
)
def test_format_characters_that_no_script_needs(text: str) -> None:
    """A character nobody sees, amid letters that have no need of it."""
    assert "control-characters" in broken("quotes", text=text)


@pytest.mark.parametrize(
    ("text", "is_tidy"),
    [
        *(
            ("田中\u3000太郎", True),
            ("김\u3000철수", True),
            ("田中 太郎", True),
            ("می\u200cخواهم که", True),
            ("เขา ไป", True),
        ),
        *(
            ("Ann\u3000Lee", False),
            ("田中\u3000\u3000太郎", False),
            ("\u3000田中", False),
            ("田中\u00a0太郎", False),
            ("a\u2003b", False),
        ),
    ],
)
def test_spaces(text: str, is_tidy: bool) -> None:
    """The wide space of Chinese and Japanese that is refused, or another one, or two, that pass."""
    assert ("tidy-spaces" not in broken("quotes", text=text)) is is_tidy


@pytest.mark.parametrize("letter", ["我", "あ", "ア", "ไ", "ខ", "မ"])
def test_length_without_spaces(letter: str) -> None:
    """A quotation of any length in a script without spaces between words, which is one word to others."""
    assert "quote-length" not in broken("quotes", text=letter * 2 * LONGEST_QUOTATION)
    assert "quote-length" in broken("quotes", text=letter * (2 * LONGEST_QUOTATION + 1))
    assert "quote-length" not in broken("quotes", text="م" * 300)


@pytest.mark.parametrize(
    ("naming", "identified_by", "is_right"),
    [
        ("named", "name", True),
        ("unnamed", "affiliation", True),
        ("unnamed", "knowledge", True),
        ("collective", "description", True),
        ("named", "affiliation", False),
        ("unnamed", "name", False),
        ("collective", "name", False),
    ],
)
def test_identified_by_name(naming: str, identified_by: str, is_right: bool) -> None:
    """A source without a name that is said to have one, or a name that is not said to identify."""
    assert ("actor-identified" in broken("actors", naming=naming, identified_by=identified_by)) != is_right
