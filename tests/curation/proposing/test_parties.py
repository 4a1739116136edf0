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
