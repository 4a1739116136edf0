"""Phrases are read for what they say, or not at all."""

import pickle
import random
from fractions import Fraction

import pytest
import text_to_num

from packages import ROOT, read_rows
from us_cuba_2026.language.quantities import as_text, read
from us_cuba_2026.language.wording import FIELD, Wording

WORDING = Wording.of(read_rows(ROOT, "vocabulary"))


def said(phrase: str, wording: Wording = WORDING) -> str:
    """Hedge and numbers of a phrase; empty if it is not read."""
    reading = read(phrase, wording)
    if reading is None:
        return ""
    numbers = dict.fromkeys(map(as_text, (reading.low, reading.high))) if reading.is_certain else {}
    return " ".join([reading.hedge, *(number for number in numbers if number)])


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("65", "exact 65"),
        ("1,000,000", "exact 1000000"),
        ("1.000.000", "exact 1000000"),
        ("99.5", "exact 99.5"),
        ("0.125", "exact 0.125"),
        ("٣٠٠", "exact 300"),
        ("£2bn", "exact 2000000000"),
        ("£2m", "exact 2000000"),
        ("€1.5bn", "exact 1500000000"),
        ("US$3m", "exact 3000000"),
        ("5k", "exact 5000"),
        ("$3 million", "exact 3000000"),
        ("1.5 thousand million", "exact 1500000000"),
        ("5 lakh", "exact 500000"),
        ("5 millones", "exact 5000000"),
        ("3 Milliarden", "exact 3000000000"),
        ("Two protests", "exact 2"),
        ("zero", "exact 0"),
        ("seventeen", "exact 17"),
        ("twenty-five thousand", "exact 25000"),
        ("two-hundred men", "exact 200"),
        ("three hundred thousand", "exact 300000"),
        ("twelve hundred", "exact 1200"),
        ("one hundred and five", "exact 105"),
        ("one thousand two hundred thirty-four", "exact 1234"),
        ("a hundred", "exact 100"),
        ("a dozen", "exact 12"),
        ("two dozen people", "exact 24"),
        ("two score", "exact 40"),
        ("half a million", "exact 500000"),
        ("half-million", "exact 500000"),
        ("a quarter of a million", "exact 250000"),
        ("three quarters of a million", "exact 750000"),
        ("half of them", "exact 0.5"),
        ("half an hour", "exact 0.5"),
        ("three-quarters of voters", "exact 0.75"),
        ("a fifth of it", "exact 0.2"),
        ("two-thirds", "exact"),
        ("5½ years", "exact 5.5"),
        ("5 1/2 years", "exact 5.5"),
        ("½", "exact 0.5"),
        ("two and a half million", "exact 2500000"),
        ("one-and-a-half years", "exact 1.5"),
        ("5 and three quarters", "exact 5.75"),
        ("minus 5", "exact -5"),
        ("−5 degrees", "exact -5"),
        ("-$5m", "exact -5000000"),
        ("minus five hundred", "exact -500"),
        ("50%", "exact 50"),
        ("3.5pc", "exact 3.5"),
        ("5 per cent", "exact 5"),
        ("5km away", "exact 5"),
        ("an 84-year-old", "exact 84"),
        ("$100-a-barrel oil", "exact 100"),
    ],
)
def test_numbers(phrase: str, expected: str) -> None:
    """A number that is missed, cut, taken from inside a word, or without its sign, its part or its magnitude."""
    assert said(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("more than 1,000 political prisoners", "more_than 1000"),
        ("nearly 70-year", "almost 70"),
        ("almost seven decades", "almost 7"),
        ("over 300", "more_than 300"),
        ("just over 300", "more_than 300"),
        (">300", "more_than 300"),
        ("more than half a million", "more_than 500000"),
        ("up to 300", "at_most 300"),
        ("no more than 300", "at_most 300"),
        ("as many as 20,000", "at_most 20000"),
        ("within two weeks", "at_most 2"),
        ("300 or fewer", "at_most 300"),
        ("at least 300", "at_least 300"),
        ("no fewer than 300", "at_least 300"),
        ("300 or more", "at_least 300"),
        ("300 people or more", "at_least 300"),
        ("300+", "at_least 300"),
        ("300-plus", "at_least 300"),
        ("fewer than 300", "less_than 300"),
        ("under $5 a barrel", "less_than 5"),
        ("just under 300", "almost 300"),
        ("around 300", "about 300"),
        ("some 300 people", "about 300"),
        ("c. 300", "about 300"),
        ("~300", "about 300"),
        ("300 or so", "about 300"),
        ("300-odd", "about 300"),
        ("only about 300", "about 300"),
        ("only two widespread protests", "exact 2"),
        ("all 32 crew", "exact 32"),
        ("a total of 32", "exact 32"),
        ("300 to 400", "between 300 400"),
        ("from 300 to 400 people", "between 300 400"),
        ("between 300 and 400", "between 300 400"),
        ("300-400 people", "between 300 400"),
        ("300 – 400", "between 300 400"),
        ("two or three hundred", "between 200 300"),
        ("between 2.5 and 3 million", "between 2500000 3000000"),
        ("$2-3bn", "between 2000000000 3000000000"),
        ("£2m-£3m", "between 2000000 3000000"),
        ("between two hundred and three hundred", "between 200 300"),
        ("30% to 40%", "between 30 40"),
        ("decades of pressure", "vague 2"),
        ("tens of thousands of Cubans", "vague 20000"),
        ("hundreds of thousands", "vague 200000"),
        ("dozens", "vague 24"),
        ("scores of people", "vague 40"),
        ("hundreds of years", "vague 200"),
        ("more than dozens", "vague 24"),
        ("within weeks", "vague"),
        ("several people", "vague"),
        ("many thousands", "vague"),
    ],
)
def test_hedges(phrase: str, expected: str) -> None:
    """A hedge, a range or a plural that is passed over, or a lower bound that the written rule does not give."""
    assert said(phrase) == expected


@pytest.mark.parametrize(
    "phrase",
    [
        *("1.000", "2,5", "1,00", "1 000", "12:30", "9/11", "24/7"),  # more than one way, or no quantity
        *("10am", "1st", "2020s", "5C", "5x", "AK-47", "G7", "covid-19", "mid-2020", "No. 5", "#5", "5²", "①"),
        *("a couple of days", "umpteen", "third term", "the first", "twice 300", "nineteen eighty-four", "two three"),
        *("a few hundred", "several thousand", "not 300", "a record 300", "scarcely 30", "almost all of 30"),
        *("sixty-nine of ninety", "one in three", "300 people in 12 cities", "32 soldiers and half the crew"),
        *("about 300 or more", "at least about 300", "between 500 and 1 million", "between 300", "400 to 300"),
        *(
            "más de 300",
            "近300",
            "300万人",
            "300多人",
            "300 से अधिक",
            "أكثر من 300",
            "300 شخص",
            "более 300",
            "300 человек",
        ),
        *("王小明", "someone", "no one", "the last decades", "", "9" * 5000),
    ],
)
def test_not_read(phrase: str) -> None:
    """A demand made of a phrase that has a word or a number in it that nobody can be sure of."""
    assert said(phrase) == ""


def test_every_hedge_of_the_vocabulary() -> None:
    """A row of the vocabulary that is not read as its see_also says."""
    for cue, hedge in WORDING.hedges.items():
        phrase = " ".join(cue)
        given = (phrase if "N" in cue else f"{phrase} N").replace("N", "300", 1).replace("N", "400")
        assert said(given).partition(" ")[0] == hedge or hedge == "vague", cue


def test_every_row_of_the_vocabulary_has_a_meaning() -> None:
    """A row whose definition is misspelt, so that its word is taken for one that is not read."""
    unread = [row["code"] for row in read_rows(ROOT, "vocabulary") if row["definition"].startswith("Not read")]
    assert sorted(WORDING.others) == sorted(unread)
    rows = [row for row in read_rows(ROOT, "vocabulary") if row["field"] == FIELD]
    valued = [*WORDING.numbers, *WORDING.magnitudes, *WORDING.plurals, *WORDING.hedges]
    plain = [*WORDING.articles, *WORDING.adding, *WORDING.multiplying, *WORDING.others]
    assert len(valued) + len(plain) == len(rows)


def test_another_language() -> None:
    """Words of a language that a vocabulary adds, and that are not read."""
    added = [
        ("mil", "Times 1000.", ""),
        ("tres", "The number 3.", ""),
        ("treinta", "The number 30.", ""),
        ("y", "Adds.", ""),
        ("más de", "Above.", "figures.hedge:more_than"),
        ("N o más", "Or more.", "figures.hedge:at_least"),
        ("万", "Times 10000.", ""),
        ("约", "About.", "figures.hedge:about"),
    ]
    names = ("field", "code", "definition", "see_also")
    wording = Wording.of([dict(zip(names, (FIELD, *row), strict=True)) for row in added])
    assert said("más de tres mil personas", wording) == "more_than 3000"
    assert said("300 o más", wording) == "at_least 300"
    assert said("约 300万", wording) == "about 3000000"
    assert said("casi 300", wording) == ""


def test_wording_on_another_machine() -> None:
    """A wording that Spark's workers cannot be sent, or that reads otherwise there."""
    sent = pickle.loads(pickle.dumps(WORDING))  # noqa: S301  (our own)
    for phrase in ("over £2.5bn", "half a million", "300 or more", "scarcely 30"):
        assert read(phrase, sent) == read(phrase, WORDING)


def test_numbers_in_words_as_text2num_reads_them() -> None:
    """A number in words that another reader, text2num, reads otherwise."""
    chance = random.Random(2026)  # noqa: S311  (no secret)
    words = [word for word, value in WORDING.numbers.items() if value.denominator == 1]
    words = [*words, "hundred", "thousand", "million", "billion"]
    read_by_both = 0
    for _ in range(4000):
        phrase = " ".join(chance.choices(words, k=chance.randint(1, 5)))
        try:
            expected = text_to_num.text2num(phrase, "en")
        except ValueError:
            continue
        reading = read(phrase, WORDING)
        if reading is not None:
            read_by_both += 1
            assert (reading.low, reading.high) == (Fraction(expected), Fraction(expected)), phrase
    assert read_by_both > 200


@pytest.mark.mostly_slow
@pytest.mark.parametrize("piece", ["1,", "two ", "a ", "-", "$", "N ", "half of a ", "hundred and ", "or more ", "½"])
def test_hostile_phrase(piece: str) -> None:
    """A phrase that takes for ever, or an error that is thrown."""
    read(piece * 3000, WORDING)
