"""Which quantities are proposed for a sentence, in what words, of what kind and with what numbers."""

import pytest

from us_cuba_2026.article.printed import printed
from us_cuba_2026.curation.proposing.figures import quantities
from us_cuba_2026.curation.proposing.sentences import Text
from us_cuba_2026.language.wording import Wording
from us_cuba_2026.model.package import Package

WORDING = Wording.of(Package.read().table("vocabulary").rows())


def proposed(sentence: str, *columns: str) -> list[tuple[str, ...]]:
    """The figures of a sentence, each as some of its cells."""
    found = quantities(Text("psg-001", printed(sentence)), WORDING)
    return [tuple(one.cells.get(name, "") for name in columns) for one in found]


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("A magnitude-6.4 quake hit.", ["magnitude-6.4"]),
        ("It needs about 110,000 barrels of oil a day.", ["about 110,000 barrels of oil"]),
        ("It pumps more than 4,000 liters of water a second.", ["more than 4,000 liters of water"]),
        ("Only about one in every ten fishing boats sank.", ["Only about one in every ten"]),
        ("It lost no more than 40 bags of rice per person.", ["no more than 40 bags"]),
        ("It grew to nearly three million tons of wheat a year.", ["nearly three million tons of wheat"]),
        ("Some 118 of 140 school buildings need repair.", ["Some 118", "140 school buildings"]),
        ("One of six trainees from a pool of 900 left.", ["six trainees", "a pool of 900"]),
        ("Profit rose to $41 million from $18 million two years earlier.", ["$41 million", "$18 million"]),
        ("A stake costs $30 million to $35 million.", ["$30 million to $35 million"]),
        ("The share went from 4% to 5%.", ["4%", "5%"]),
        ("The price went from 5p to 6p.", ["5p", "6p"]),
        ("Tickets rose to 14,500 from just under 4,000.", ["14,500", "just under 4,000"]),
        ("A 43-year-old nurse and a 26-member crew ran down five flights of stairs.", None),
        ("A few hundred cows and 40 or so goats came.", ["A few hundred cows", "40 or so goats"]),
        ("It took half an hour, or two and a half years.", ["half an hour", "two and a half years"]),
        ("Coverage is well under the 95 percent that is needed.", ["95 percent"]),
        ("Two women and three children died.", ["Two women", "three children"]),
        ("Four of them asked; half of the seats are sold.", ["Four of them", "half of the seats"]),
        ("More than a week passed, and the ban stood for a decade.", ["More than a week", "a decade"]),
        (
            "It fell by a fifth of the average, or one litre in every five.",
            ["a fifth of the average", "one litre in every five"],
        ),
        ("It is a marriage with four mothers-in-law.", ["four mothers-in-law"]),
        ("The yard has 2,400 square feet.", ["2,400 square feet"]),
    ],
)
def test_phrases(sentence: str, phrases: list[str] | None) -> None:
    """A quantity that is missed, run together with its neighbour, or proposed with too few or too many words."""
    expected = ["43-year-old", "26-member", "five flights of stairs"] if phrases is None else phrases
    assert [phrase for (phrase,) in proposed(sentence, "as_stated")] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "She came third in the fourth quarter of her ninth straight game.",
        "The fair starts at 7. The show began at 9 and was long.",
        "They met at 6 p.m., at 4:52 a.m. and at 7 o'clock.",
        "He won 3-1 and lost 21-14.",
        "Flight 370, Route 9, Apollo 11 and No. 4 are names.",
        "She lives at 220 Main Street.",
        "That was two winters ago.",
        "The two countries met.",
        "Years later, in recent years, in the second half, it shrank.",
        "A third term is barred.",
        "He talked about '76 and cut it in half.",
        "She is in her 80s.",
        "The screen shows 1080p.",
        "One in 2011 was lost.",
        "They beat Leeds 2-0 in the 2020-21 season, 4-1 on Monday.",
        "Down a one-way street, for a one-off, they met one-on-one.",
        "The two-party system and these two-way radios stay.",
    ],
)
def test_no_quantity(sentence: str) -> None:
    """A number that ranks, points, names or tells the time, proposed as a figure."""
    assert proposed(sentence, "as_stated") == []


@pytest.mark.parametrize(
    ("sentence", "kind", "unit"),
    [
        ("It costs 40 million pesos.", "money", ""),
        ("It costs CHF 40.", "money", "CHF"),
        ("It costs $17 a barrel.", "rate", "usd_per_barrel"),
        ("Hay costs £9 a bale.", "rate", "gbp_per_bale"),
        ("It cost £9 a year ago.", "money", "GBP"),
        ("A stamp costs 80p.", "money", ""),
        ("The shares closed at 1,212.5p, up a little.", "money", ""),
        ("It rose by nearly 3p.", "money", ""),
        ("A cup is between 50p and 75p.", "money", ""),
        ("Tax takes 20p in the pound.", "rate", ""),
        ("Bread was 9p a loaf.", "rate", ""),
        ("They spend $3 of every $10 on food.", "share", "percent"),
        ("It will reach 34C.", "count", "degree"),
        ("Nurses work six days a week.", "rate", "day_per_week"),
        ("Children under 12 pay nothing.", "age", "year"),
        ("Most were under the age of five.", "age", "year"),
        ('"I am eighty-one," she said.', "age", "year"),
        ("She held a six-month-old.", "age", "month"),
        ("Fewer than one in 10 came.", "share", "percent"),
        ("It fell by a fifth when it rained.", "share", "percent"),
        ("One in 2,000 fell.", "share", "percent"),
        ("It hits one in 1,500 babies.", "share", "percent"),
        ("It hits 3 in 10,000 women.", "share", "percent"),
        ("The odds are one in 1,000,000, they say.", "share", "percent"),
        ("Only one of every 1,200 bulbs fails.", "share", "percent"),
        ("They won eight seats in 2021.", "count", "seat"),
        ("She led by 11 points in 2019.", "count", "point"),
        ("It sold 40 in 1998, the last year.", "count", ""),
        ("It lost three ships in 1942 and fought on.", "count", "ship"),
        ("It opened five schools in 1875.", "count", "school"),
        ("It is half a mile long.", "count", "mile"),
        ("They waited for 72 hours.", "duration", "hour"),
    ],
)
def test_kinds(sentence: str, kind: str, unit: str) -> None:
    """A kind or unit that a person has to change in each such row."""
    assert proposed(sentence, "kind", "unit") == [(kind, unit)]


@pytest.mark.parametrize(
    ("sentence", "ages"),
    [
        ("A man of 71 and a girl of eight were hurt.", [("A man of 71", "year"), ("a girl of eight", "year")]),
        ("She married a tall young woman of nineteen.", [("a tall young woman of nineteen", "year")]),
        ("He is a widower of 64 who paints.", [("a widower of 64", "year")]),
        ("He fell in love with a girl of about six, he says.", [("a girl of about six", "year")]),
        ("He spoke to boys of 12 and 14.", [("12", "year"), ("14", "year")]),
        ("His parents, both 81, agreed.", [("81", "year")]),
        ("Her son, now 12, left.", [("12", "year")]),
        ("A sister, then 30, left.", [("30", "year")]),
        ("Her cousins, both 45, and their wives, both 39, came.", [("45", "year"), ("39", "year")]),
        ("Her sons, now 12 and 9, left.", [("12", "year"), ("9", "year")]),
        ("Most 80-year-olds walk.", [("80-year-olds", "year")]),
        ("Nine-year-olds read.", [("Nine-year-olds", "year")]),
        ("She teaches 15-year-olds and 3-year-olds.", [("15-year-olds", "year"), ("3-year-olds", "year")]),
        ("The 18-year-olds vote.", [("18-year-olds", "year")]),
        ("The six-month-olds crawl with the one-year-olds.", [("six-month-olds", "month"), ("one-year-olds", "year")]),
        ("He has sons aged 4, 7 and 9.", [("4", "year"), ("7", "year"), ("9", "year")]),
        ("Women aged 18 to 24 pay.", [("18 to 24", "year")]),
        ("Women aged 25-34 pay.", [("25-34", "year")]),
        ("Boys ages 12 to 15 came.", [("12 to 15", "year")]),
        ("Babies aged 3 months sleep.", [("3 months", "month")]),
        ("Men between the ages of 16 and 60 stayed.", [("between the ages of 16 and 60", "year")]),
    ],
)
def test_ages(sentence: str, ages: list[tuple[str, str]]) -> None:
    """An age that is taken for a count or a duration, or a list of ages of which the first alone is one."""
    assert proposed(sentence, "as_stated", "kind", "unit") == [(phrase, "age", unit) for phrase, unit in ages]


@pytest.mark.parametrize(
    ("sentence", "phrase", "kind", "unit"),
    [
        ("The three-term mayor left.", "three-term", "count", "term"),
        ("It has a one-vote majority.", "one-vote", "count", "vote"),
        ("Our five-judge court sat.", "five-judge", "count", "judge"),
        ("These six-lane roads are full.", "six-lane", "count", "lane"),
        ("The nine-member board met.", "nine-member", "count", "member"),
        ("She lives in a one-bedroom flat.", "one-bedroom", "count", "bedroom"),
        ("He signed a one-year contract.", "one-year", "duration", "year"),
        ("The four-day strike ended.", "four-day", "duration", "day"),
    ],
)
def test_joined_by_a_hyphen(sentence: str, phrase: str, kind: str, unit: str) -> None:
    """A count within an adjective that is taken for one that points at something, or for the pronoun *one*."""
    assert proposed(sentence, "as_stated", "kind", "unit") == [(phrase, kind, unit)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The court ruled 6-3 for him.",
        "By a vote of 220-212 it passed.",
        "In an 8-1 decision the panel agreed.",
        "The House rejected the measure 217-213, and a panel voted 2-7.",
        "It hangs on a 9-0 unanimous ruling.",
        "They won 3-1.",
    ],
)
def test_tallies(sentence: str) -> None:
    """A draft that nobody can prove, as its number is half of a word; or a vote that is drafted as a range."""
    assert proposed(sentence, "as_stated") == []


@pytest.mark.parametrize("sentence", ["They voted for 10-15 minutes.", "The panel approved 2-3 cases."])
def test_no_tallies(sentence: str) -> None:
    """A range beside a vote that is torn into its two sides."""
    assert proposed(sentence, "hedge") == [("between",)]


@pytest.mark.parametrize(
    "sentence",
    [
        "She is a mother of three.",
        "He is a child of two doctors.",
        "A man of 300 pounds sat down.",
        "Districts 3, 8 and 11 were lost.",
        "The totals were 14, 12 and 9.",
    ],
)
def test_no_age(sentence: str) -> None:
    """A count of what somebody has, weighs or won that is taken for an age."""
    assert all(kind != "age" for (kind,) in proposed(sentence, "kind"))


@pytest.mark.parametrize(
    ("sentence", "hedge", "numbers"),
    [
        ("Roughly a third left.", "about", ("33.33", "", "")),
        ("Fewer than one in 10 came.", "less_than", ("", "", "10")),
        ("A cup is between 50p and 75p.", "between", ("", "50", "75")),
        ("It rose by nearly 3.5p.", "almost", ("", "", "3.5")),
        ("One in 2,000 fell.", "exact", ("0.05", "0.05", "0.05")),
        ("It fell to minus 3 degrees.", "exact", ("-3", "-3", "-3")),
        ("Between $5 million and $6 million went.", "between", ("", "5000000", "6000000")),
        ("Several thousand people came.", "vague", ("", "", "")),
        ("It lay there for nearly a month.", "almost", ("", "", "1")),
        ("It was 6.25% in all.", "exact", ("6.25", "6.25", "6.25")),
    ],
)
def test_numbers(sentence: str, hedge: str, numbers: tuple[str, str, str]) -> None:
    """Bounds that the phrase does not give."""
    assert proposed(sentence, "hedge", "value", "value_low", "value_high") == [(hedge, *numbers)]


def test_pointing_numbers_have_the_unit_of_their_own_voice() -> None:
    """Twenty of what a speaker counted, with the unit of what the article counts between."""
    sentence = '"The first 72 hours count," said Lee, who leads 55 men. "We have used 20 of them."'
    assert proposed(sentence, "as_stated", "kind", "unit") == [
        ("72 hours", "duration", "hour"),
        ("55 men", "count", "man"),
        ("20 of them", "duration", "hour"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It lies a quarter of a mile off.", [("a quarter of a mile", "count", "mile", "0.25")]),
        ("It paid a quarter of a loan.", [("a quarter", "share", "percent", "25")]),
        ("The 94-year-old Amber Dam broke.", [("94-year-old", "duration", "year", "94")]),
        ("The 94-year-old captain left.", [("94-year-old", "age", "year", "94")]),
        ("Lee, who will be 60 by then, waits.", [("60", "age", "year", "60")]),
        ("Lee has sailed for 64 of those years.", [("64 of those years", "duration", "year", "64")]),
        ("They voted 6 to 1 to stay.", [("6", "count", "vote", "6"), ("1", "count", "vote", "1")]),
        ("Four crew members swam.", [("Four crew members", "count", "member", "4")]),
        ("It is six degrees and nobody lasts.", [("six degrees", "count", "degree", "6")]),
    ],
)
def test_kinds_and_units(sentence: str, expected: list[tuple[str, ...]]) -> None:
    """A distance taken for a share, the age of a thing for that of a person, or words that nothing counts."""
    assert proposed(sentence, "as_stated", "kind", "unit", "value") == expected
