"""Which words are proposed as the subject of what reports a statement, and where nothing is said."""

import pytest

from us_cuba_2026.article.printed import printed
from us_cuba_2026.curation.proposing.quotes import statements
from us_cuba_2026.curation.proposing.sentences import Text


def subjects(sentence: str) -> list[str]:
    """The subjects of what a sentence reports."""
    text = Text("psg-001", printed(sentence))
    return [text.text[slice(*one.subject)] if one.subject else "" for one in statements(text)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The guild called that report false.", "The guild"),
        ("Ann Lee dismissed the count as propaganda.", "Ann Lee"),
        ("Bo Ray contests the guild's figure.", "Bo Ray"),
        ("The board instructed its clerks not to answer.", "The board"),
        ("It rained, according to a study released in May by the Lake Guild, a club.", "the Lake Guild"),
        ("It rained, according to a report published last week.", "a report"),
        ("A neighbor who saw the police trucks said it was late.", "A neighbor"),
        ("The women whose boats sank said it was late.", "The women"),
        ("Farmers who had lost land told the board that it was late.", "Farmers"),
        ("Two aides, who asked for silence because they were afraid, said the board was late.", "Two aides"),
        ("The board, which met on Monday, said its members have left.", "The board"),
        ("Ann Lee, who this week said it was late, left.", "Ann Lee"),
        ("The gates are shut, said the mayor who was there.", "the mayor"),
        ("Moe Steel, the firm that has run it since 1998, says it was late.", "Moe Steel"),
        ("Another, Ida Foss, retired to Oster in 2019 and says that it was late.", "Ida Foss"),
        ("But the board said it was late.", "the board"),
        ("According to a man close to the board it wants ten boats.", "a man close to the board"),
        ('Reports from 2007, 2012 and 2018 had all warned of "a crack."', "Reports from 2007, 2012 and 2018"),
        ('The engineers wrote that the board had been told of "a crack" twice.', "The engineers"),
        ('It fell on a day that Lee still refers to as "the end."', "Lee"),
        ("The boats, which sank, are late, said the head of the board.", "the head of the board"),
        ("The boats, which sank, are late, said his brother, Ivo Lind.", "his brother, Ivo Lind"),
        ("Ann Lee, 29, who lives in Oster, said her brother lost two boats.", "Ann Lee"),
        ("Ann Lee, who lives in Oster, said their first trip lasted less than an hour.", "Ann Lee"),
        (
            "A driver at the depot, who gave no name, said a survey of the road due in May had been put off.",
            "A driver at the depot",
        ),
        ("Ann Lee, district secretary of the Miners and Carters Union, said it was late.", "Ann Lee"),
    ],
)
def test_what_is_told_of_a_subject(sentence: str, expected: str) -> None:
    """A relative clause, or the clause that is reported, taken for who reports."""
    assert subjects(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A ministry spokesman declined to speak of it, but said the gates are shut.", "A ministry spokesman"),
        ("Ann Lee smiled and said it was late.", "Ann Lee"),
        ("She put the loss at between $3 million and $4 million, and said it was late.", "She"),
        ("The mayor met 20 clerks and three owners, and told them to stay.", "The mayor"),
        ("The retired miller stood and then said it was late.", "The retired miller"),
        ("The wounded man rose and said it was late.", "The wounded man"),
        ('One of them described the plan as poor and said it was "late."', "One of them"),
        ('One of them called the plan poor and said it was "late."', "One of them"),
        ("It lost the oil that this province had already promised to Oster.", "this province"),
        ("The assembly has repeatedly urged them to leave.", "The assembly"),
    ],
)
def test_verbs_before(sentence: str, expected: str) -> None:
    """A verb, or what it is about, taken for part of the name of its subject."""
    assert subjects(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "He did not say how the state would pay.",
        "The board would not say that it was late.",
        "They haven't told the crew.",
        "Nobody said it was late.",
        "The ministry declined to say that it was late.",
        "It refused to promise pay.",
        "The mayor could not yet confirm it.",
    ],
)
def test_what_is_not_said(sentence: str) -> None:
    """A statement of somebody who is said to have said nothing."""
    assert subjects(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ('The minister, Bo Lind, accused the board of "a siege," and said it was late.', "accused"),
        ('The mayor blamed the board for "a mess," but added that it was late.', "blamed"),
        ('"A mess," said the mayor, and left.', "said"),
        ('"A mess," and then the mayor said no more.', "said"),
    ],
)
def test_words_behind_a_quotation(sentence: str, cue: str) -> None:
    """A verb that hangs on to the one that reports a quotation, taken for that."""
    text = Text("psg-001", printed(sentence))
    assert [text.text[slice(*one.cue)] for one in statements(text) if one.cue] == [cue]


def test_verbs_that_report_with_that() -> None:
    """An answer or a note without words in quotation marks that is left out."""
    assert subjects("Her rival, Ann Lee, answered that it was late.") == ["Ann Lee"]
    assert subjects("The board repeated that it was late.") == ["The board"]
    assert subjects("She answered the call, and repeated the test.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "A spokesman declined to comment on it, citing the trial.",
        "By his own estimate it was late.",
        "The union called its first strike.",
        "The guild contested the vote in court.",
        "The board challenged the ruling.",
    ],
)
def test_where_nobody_reports(sentence: str) -> None:
    """A source that is an article or a pronoun, of a sentence in which nobody reports anything."""
    assert subjects(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("Ann Lee, 29, who left in May, said it rained.", "said it rained"),
        ("Dr. Ann Lee, a keeper in Oster, said it rained.", "said it rained"),
        ("A member of the board, who asked not to be named, said it rained.", "said it rained"),
        ("Ann Lee said it rained.", "Ann Lee said it rained"),
        ("Ann Lee, in a speech on Monday, said it rained.", "Ann Lee, in a speech on Monday, said it rained"),
        ("It rained, Ann Lee, a keeper, said.", "It rained, Ann Lee, a keeper, said"),
        ("It rained, said Ann Lee, 29, who left in May.", "It rained, said Ann Lee"),
        ("It rained, according to the Lake Guild, a club in Oster.", "It rained, according to the Lake Guild"),
        ("It rained, according to figures the board released in May.", "It rained, according to figures"),
        ("It rained, according to figures of the board.", "It rained, according to figures of the board"),
        ("It rained, according to a study published in May by the Lake Guild.", "It rained, according to a study"),
        ("It rained, according to a report released last week.", "It rained, according to a report"),
        ("It rained, according to a survey by two clerks.", "It rained, according to a survey by two clerks"),
    ],
)
def test_evidence_of_what_is_reported(sentence: str, evidence: str) -> None:
    """What the article itself tells of a speaker within the evidence of a quote, or what is said outside of it."""
    text = Text("psg-001", printed(sentence))
    (one,) = statements(text)
    assert text.text[one.start : one.end] == evidence


def test_evidence_of_what_is_reported_within_what_is_reported() -> None:
    """A call that has the words of another speaker as its evidence, or a second statement where one tells of a view."""
    text = Text("psg-001", printed("Ann Lee said that it rained and that the guild had told members to stay."))
    found = [(text.text[slice(*one.subject or (0, 0))], text.text[one.start : one.end]) for one in statements(text)]
    assert found == [
        ("Ann Lee", "Ann Lee said that it rained and that the guild had told members to stay"),
        ("the guild", "the guild had told members to stay"),
    ]
    assert subjects("Officials said the board rejects it.") == ["Officials"]
