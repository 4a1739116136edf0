"""What a speaker does in a statement is read from the words that report it and from its own."""

import pytest

from us_cuba_2026.curation.proposing.acts import act


@pytest.mark.parametrize(
    ("cue", "words", "expected"),
    [
        ("said", "Shut the gate", "urges"),
        ("said", "Open questions remain", "describes"),
        ("said", "I suggest they leave", "urges"),
        ("said", "They ignored three letters", "blames"),
        ("said", "We ignored it", "describes"),
        ("said", "From Monday we will stop the sales", "announces"),
        ("said", "The ice will break", "predicts"),
        ("said", "I would rather wait than sink", "describes"),
        ("said", "There is nobody who would buy it", "describes"),
        ("said", "I have never seen a flood like it", "assesses"),
        ("said", "It is too late", "describes"),
        ("said", "It is a disgrace", "assesses"),
        ("denied", "They lied", "refuses"),
    ],
)
def test_acts(cue: str, words: str, expected: str) -> None:
    """A call, a charge or a plan that is taken for a plain report, or the other way round."""
    assert act(cue, words) == expected


@pytest.mark.parametrize(
    ("cue", "behind", "expected"),
    [
        ("had told", " its members to stay away", "urges"),
        ("told", " the board that members had to stay", "describes"),
        ("instructed", " clerks not to answer", "urges"),
        ("said", " that she would leave on Monday", "announces"),
        ("said", " in a speech that he planned to sell it", "announces"),
        ("said", " that she would have left", "describes"),
        ("said", " he hoped they would come", "aims"),
        ("said", " it rained but wished for sun", "aims"),
        ("said", " that the boats would sink", "describes"),
        ("disputes", " the count", "assesses"),
        ("called", " it false", "assesses"),
    ],
)
def test_acts_of_indirect_quotes(cue: str, behind: str, expected: str) -> None:
    """A call, a plan or a wish that is taken for a plain report, or what others do for a plan."""
    assert act(cue, "", behind=behind) == expected


def test_what_a_fragment_says_of_something() -> None:
    """A judgement in a predicate that is taken for a report or a forecast."""
    assert act("said", "a gift nobody will miss", before='The mill had become "') == "assesses"
    assert act("said", "a gift nobody will miss", before='They left "') == "predicts"
