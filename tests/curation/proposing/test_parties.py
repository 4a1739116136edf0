"""Who takes part in the event of a clause."""

import pytest

from us_cuba_2026.article.printed import printed
from us_cuba_2026.curation.proposing.actors import named
from us_cuba_2026.curation.proposing.clauses import clauses
from us_cuba_2026.curation.proposing.parties import Parties
from us_cuba_2026.curation.proposing.quotes import statements
from us_cuba_2026.curation.proposing.sentences import Text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Police detained five miners.", [("Police", "agent"), ("five miners", "victim")]),
        ("Five miners were detained by police.", [("Five miners", "victim"), ("police", "agent")]),
        ("Villagers fear a second dry year.", [("Villagers", "holder")]),
        ("The storm broke the wall.", []),
        ("Ann Lee met with 2,300 strikers in May.", [("Ann Lee", "agent"), ("2,300 strikers", "partner")]),
        (
            "Lee Power left. Lee Power met the Lake Union. The company sued the union.",
            [
                ("Lee Power", "agent"),
                ("Lee Power", "agent"),
                ("Lake Union", "partner"),
                ("Lee Power", "agent"),
                ("Lake Union", "target"),
            ],
        ),
        (
            "The retailer Moe Star met the Lake Fund. The retailer left.",
            [("Moe Star", "agent"), ("Lake Fund", "partner"), ("Moe Star", "agent")],
        ),
        ("The Lake Guild threatened to sue the Salt Union.", [("Lake Guild", "agent"), ("Salt Union", "target")]),
        ("Ann Lee met Bo Ray. She left.", [("Ann Lee", "agent"), ("Bo Ray", "partner"), ("Ann Lee", "agent")]),
        ("Police arrested a man on Tuesday.", [("Police", "agent"), ("a man", "victim")]),
        ("This spring the crew left.", [("the crew", "agent")]),
        ("Shares of the firm fell.", []),
        ("Only 80 people left.", [("80 people", "agent")]),
        ("A court fined the Lake Guild $2,000.", [("A court", "agent"), ("Lake Guild", "target")]),
        ("The firm lost the nurses it dismissed in May.", [("The firm", "agent"), ("the nurses", "target")] * 2),
        ("Ann Lee and her allies left.", [("Ann Lee", "agent"), ("her allies", "agent")]),
        ("Ann Lee and the storm came.", [("Ann Lee", "agent")]),
        ("Judges and lawyers left.", [("Judges and lawyers", "agent")]),
        ("Ann Lee, the mayor of Oster, left.", [("Ann Lee", "agent")]),
        ("Letters from her allies came.", []),
        ("Ann Lee is eager to leave.", [("Ann Lee", "holder")]),
        ("Ann Lee is worried.", [("Ann Lee", "holder")]),
        ("Farmers suffered.", [("Farmers", "victim")]),
        ("The Lake Guild ran out of salt.", [("Lake Guild", "subject")]),
        ("Ann Lee tried to free the hostages.", [("Ann Lee", "agent"), ("the hostages", "beneficiary")]),
        ("It was in the interest of all.", []),
        ("Growers protested outside Lake Power's offices.", [("Growers", "agent"), ("Lake Power", "target")]),
        ("Ann Lee bought the mill from the Lake Guild.", [("Ann Lee", "agent"), ("Lake Guild", "partner")]),
        ("Police arrested six of them.", [("Police", "agent"), ("six of them", "victim")]),
        ("A judge on Monday left.", [("A judge", "agent")]),
        ("The Lake Guild told its crew in May that the nurses left.", [("the nurses", "agent")]),
        ("Ann Lee left a plan to help the miners that had struck.", [("Ann Lee", "agent"), ("the miners", "agent")]),
        (
            "The Moe administration left. The Poe administration came. The administration met Ann Lee.",
            [
                ("Moe administration", "agent"),
                ("Poe administration", "agent"),
                ("Poe administration", "agent"),
                ("Ann Lee", "partner"),
            ],
        ),
        ("In May the Moe administration left. The administration came back.", [("Moe administration", "agent")] * 2),
    ],
)
def test_parties(words: str, expected: list[tuple[str, str]]) -> None:
    """A part that is given to a thing, to the other side, or to nobody where somebody acts."""
    text = Text("psg-001", printed(words))
    parties = Parties(named([text]), {"psg-001": text}, {"Ann Lee": "female", "Bo Ray": "male"})
    found = [
        (one.name or one.words, role)
        for clause in clauses(text, [*statements(text)])
        for one, role in parties.of(text, clause)
    ]
    assert found == expected
