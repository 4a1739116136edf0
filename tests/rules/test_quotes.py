"""Rules on single rows hold in every script, or are silent."""

from collections.abc import Sequence

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


def refused(rule: str, table: str, rows: Sequence[dict[str, str]]) -> list[tuple[str, ...]]:
    """The cells of the rows that a rule refuses."""
    found = {one.row for one in frame(table, pl.DataFrame(rows)).findings if one.rule == rule and one.field in rows[0]}
    return [tuple(row.values()) for at, row in enumerate(rows, 2) if at in found]


def refused_texts(rule: str, texts: Sequence[str]) -> list[str]:
    """The texts of quotes that a rule refuses."""
    return [text for (text,) in refused(rule, "quotes", [{"text": text} for text in texts])]


def test_outer_marks() -> None:
    """Marks around the whole that are let through, whatever stands within."""
    texts = [
        *("“We go.”", '"We go."', "‘We go.’", "'We go.'", "«No iremos»", "»Wir gehen«", "»Vi går»", "„Wir gehen“"),
        *("„Idziemy”", "‚Wir gehen‘", "‹oui›", "›ja‹", "「行かない」", "『行かない』", "”Vi går”", '“We go."'),
        *("“He said ‘no’ twice”", "‘He said “no” twice’", "“He said “no” twice”", "‘It’s ours’", "'It's ours'"),
        *("“NO MORE “OIL””", "«Pidió “firme”»", "„Er rief ‚kommt‘“"),
    ]
    assert refused_texts("quote-marks", texts) == texts


def test_marks_that_are_not_outer() -> None:
    """A quote that is refused for a mark at one end, for two pairs, or for apostrophes."""
    texts = [
        *("'Tis no deal", "’Tis no deal", "‘Cuba libre’ is what they shout", "They shout ‘Cuba libre’", "the workers'"),
        *("“Yes” and “no”", '"Yes" and "no"', "‘Yes’ and ‘no’", "'Yes' and 'no'", "«Sí» y «no»", "„Ja“ und „nein“"),
        *("’90s music", "'em all", "6'2\"", "“Cuba libre” or death", "death or “Cuba libre”", "「はい」と「いいえ」"),
        *("'Tis the season for givin'", "’Twas the bosses’", "No", '"', ""),
    ]
    assert refused_texts("quote-marks", texts) == []


def refused_names(names: Sequence[str]) -> list[str]:
    """The names of actors that are no proper names."""
    rows = [{"name": name, "naming": "named"} for name in names]
    return [name for name, _ in refused("actor-proper-name", "actors", rows)]


def test_proper_names() -> None:
    """A proper name that is refused since its script, or the name itself, is not English."""
    names = [
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
    ]
    assert refused_names(names) == []


def test_names_without_a_capital() -> None:
    """A description that passes for a proper name in a script that has capitals."""
    names = ["the secretary", "el secretario", "łódź", "ольга", "άννα", "աննա"]
    assert refused_names(names) == names


def unlike(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The attributions that are found to be somebody else's than the unnamed speaker of that name."""
    ids = [f"act-{at:03}" for at in range(len(pairs))]
    quotes = pl.DataFrame({"attribution": [attribution for attribution, _ in pairs], "speaker_id": ids})
    actors = pl.DataFrame({"actor_id": ids, "naming": "unnamed", "name": [name for _, name in pairs]})
    found = frame("quotes", quotes, others={"actors": actors}).findings
    rows = {one.row for one in found if one.rule == "quote-unnamed-speaker"}
    return [pair for at, pair in enumerate(pairs, 2) if at in rows]


def test_attributions() -> None:
    """An attribution that is refused though it is a pronoun, another form of the word, or in another script."""
    pairs = [
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
    ]
    assert unlike(pairs) == []


def test_attribution_of_somebody_else() -> None:
    """The words of one speaker under the name of another."""
    pairs = [("a diplomat", "senior officials"), ("the banker", "people familiar with it"), ("генерал", "чиновники")]
    assert unlike(pairs) == pairs


def test_format_characters_of_a_script() -> None:
    """A joiner, direction or other format character that a script needs, and that must be removed."""
    texts = [
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
    ]
    assert refused_texts("control-characters", texts) == []


def test_format_characters_that_no_script_needs() -> None:
    """A character nobody sees, amid letters that have no need of it."""
    texts = [
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
    ]
    assert refused_texts("control-characters", texts) == texts


def test_spaces() -> None:
    """The wide space of Chinese and Japanese that is refused, or another one, or two, that pass."""
    texts = [
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
    ]
    assert refused_texts("tidy-spaces", [text for text, _ in texts]) == [text for text, is_tidy in texts if not is_tidy]


def test_length_without_spaces() -> None:
    """A quotation of any length in a script without spaces between words, which is one word to others."""
    letters = ["我", "あ", "ア", "ไ", "ខ", "မ"]
    longest = [letter * 2 * LONGEST_QUOTATION for letter in letters]
    assert refused_texts("quote-length", [*longest, "م" * 300]) == []
    longer = [text + text[0] for text in longest]
    assert refused_texts("quote-length", longer) == longer


def test_identified_by_name() -> None:
    """A source without a name that is said to have one, or a name that is not said to identify."""
    ways = [
        ("named", "name", True),
        ("unnamed", "affiliation", True),
        ("unnamed", "knowledge", True),
        ("collective", "description", True),
        ("named", "affiliation", False),
        ("unnamed", "name", False),
        ("collective", "name", False),
    ]
    rows = [{"naming": naming, "identified_by": identified_by} for naming, identified_by, _ in ways]
    assert refused("actor-identified", "actors", rows) == [way[:2] for way in ways if not way[2]]
