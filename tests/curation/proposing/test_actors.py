"""Which names of a sentence are actors, and of what kind."""

import pytest

from us_cuba_2026.article.printed import printed
from us_cuba_2026.curation.proposing.actors import named
from us_cuba_2026.curation.proposing.sentences import Text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SALTMERE, Norland—Ann Lee came.", [("Ann Lee", "person")]),
        ("It lies north of San Moe, a port. Ann Lee came.", [("Ann Lee", "person")]),
        ("The Geological Survey of Norland said so.", [("Geological Survey of Norland", "organisation")]),
        ("Three people at Lee & Moe knew.", [("Lee & Moe", "organisation")]),
        ("The National Growers' Union has warned them.", [("National Growers' Union", "organisation")]),
        ("The Institute for Peace and Security said so.", [("Institute for Peace and Security", "organisation")]),
        ("A poll by The Saltmere Ledger found it.", [("Saltmere Ledger", "organisation")]),
        ("Her husband, Marcel, was on his way.", [("Marcel", "person")]),
        ("They told the regulator, Watwatch, on Monday.", [("Watwatch", "organisation")]),
        ("Ann Lee, the company's chief executive, left.", [("Ann Lee", "person")]),
        ("Kit Moe is the member for Upper Calder.", [("Kit Moe", "person")]),
        ("It lies in Norland. Norland would judge it, and Norland blocked the plan.", [("Norland", "state")]),
        ('"Then I left. Two of us did," said Ann Lee.', [("Ann Lee", "person")]),
        ("Moe Steel, the Oster firm that has run it, said so. Moe fell.", [("Moe Steel", "organisation")]),
        ("Lind Sorrel, the Oster company that built it, said so.", [("Lind Sorrel", "organisation")]),
        ("The 54-meter Anna sent a signal, and the Moe, a tug, came. The trawler Ida Foss sank.", []),
        ("Clinic director Ole Dam said so.", [("Ole Dam", "person")]),
        ("Last Sunday some left the Oster Symphony.", [("Oster Symphony", "organisation")]),
        ("They are of the Oster Salish, who lost land.", [("Oster Salish", "group")]),
        ("The Sea Rescue and Salvage Board said so.", [("Sea Rescue and Salvage Board", "organisation")]),
        ("Mill Workers Local 305 said no; Lodge 12 has no name.", [("Mill Workers Local 305", "organisation")]),
        ("Marek Dosta, a crane driver, works at night. Dosta wants a lamp.", [("Marek Dosta", "person")]),
        ("Then Dosta left. Ivo Dosta, 40, wants a lamp. Dosta had come.", [("Ivo Dosta", "person")]),
        ("Every furnace in Oster employed a man, and in Oster all knew.", []),
        (
            "The Quarry and Allied Workers' Guild left.",
            [("Quarry and Allied Workers' Guild", "organisation")],
        ),
        ("They sued the Port and Harbor Board.", [("Port and Harbor Board", "organisation")]),
        ("They sued the Senate and Miners' Union.", [("Miners' Union", "organisation")]),
        ("They sued the Red Cross and Allied Workers' Union.", [("Allied Workers' Union", "organisation")]),
        ("The Guild and Lake Union met.", [("Lake Union", "organisation")]),
        ("The Netherlands and Swiss Bank met.", [("Swiss Bank", "organisation")]),
        ("Moravian estates closed, and the Moravian crops failed.", []),
        ("Mills in Oster and Halvik closed. Halvik closes early, and all in Halvik know.", []),
    ],
)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    """A place or a first word taken for an actor, a name cut in two, or a body that no rule knows."""
    assert [(one.name, one.kind) for one in named([Text("psg-001", printed(text))])] == expected


def test_a_name_at_birth_is_the_same_person() -> None:
    """A second actor for the name that somebody was born with."""
    passages = [Text("psg-001", printed("Ann Lee died.")), Text("psg-002", printed("Ann Mary Moe was born here."))]
    assert [(one.name, len(one.mentions)) for one in named(passages)] == [("Ann Lee", 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Her solicitor, Ann Lee of Lake & Moe LLP, came.", ["Ann Lee", "Lake & Moe LLP"]),
        ("It fell, said Professor Ivo Lind of Lake Business School.", ["Ivo Lind", "Lake Business School"]),
        ("Dr. Ole Moe of the Foss Institute saw it.", ["Ole Moe", "Foss Institute"]),
        ("Ann Lee of Halvik Hospital left.", ["Ann Lee", "Halvik Hospital"]),
        ("Mr Justice Foss of Halvik County Court ruled.", ["Foss", "Halvik County Court"]),
        ("Democrat Ann Lee won.", ["Ann Lee"]),
        ("It beat Republican Gov. Ivo Lind and Labour Senator Ole Moe.", ["Ivo Lind", "Ole Moe"]),
        ("Independent Ann Lee and Socialist Ivo Lind lost.", ["Ann Lee", "Ivo Lind"]),
        ("The Conservative People's Party lost.", ["Conservative People's Party"]),
        ("PORT HALVIK (AP) — Mayor Ann Lee left.", ["Ann Lee"]),
        ("HALVIK-Ann Lee left.", ["Ann Lee"]),
        ("Attorney General Ann Lee and Police Chief Ivo Lind came.", ["Ann Lee", "Ivo Lind"]),
        ("State Senator Ann Lee met City Council Member Ole Moe.", ["Ann Lee", "Ole Moe"]),
        ("Senate Majority Leader Ann Lee met Lt. Gov. Ivo Lind.", ["Ann Lee", "Ivo Lind"]),
        ("They told Assistant District Attorney Ann Lee and Rev. Ivo Lind.", ["Ann Lee", "Ivo Lind"]),
        (
            "A spokesman, Ivo Lindqvist, left. Ann Crist, 40, and Mayor Ole Twist stayed.",
            ["Ivo Lindqvist", "Ann Crist", "Ole Twist"],
        ),
        ("PORT HALVIK, Norland — Ann Lee left. The district that has Port Halvik, lost.", ["Ann Lee"]),
        ("The Royal Society of Norland and the Bank of Lake Trust said so.", None),
    ],
)
def test_what_stands_around_a_name(text: str, expected: list[str] | None) -> None:
    """A person taken for the body that stands behind the name, or for the party or the place before it."""
    names = [one.name for one in named([Text("psg-001", printed(text))])]
    assert names == (["Royal Society of Norland", "Bank of Lake Trust"] if expected is None else expected)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Sir Ivo Lind came. Sir Ivo left.", {"Ivo Lind": 2}),
        ("Dame Ann Lee came. They saw Dame Ann.", {"Ann Lee": 2}),
        ("Ann Lee came. Ann has asked for more.", {"Ann Lee": 2}),
        ("Ann Lee and Ivo Lind came. Ivo wants more.", {"Ann Lee": 1, "Ivo Lind": 2}),
        ("Ann Lee and Ann Moe came. Ann wants more.", {"Ann Lee": 1, "Ann Moe": 1}),
    ],
)
def test_first_names(text: str, mentions: dict[str, int]) -> None:
    """A second person for a first name, and a name that two have given to one of them."""
    assert {one.name: len(one.mentions) for one in named([Text("psg-001", printed(text))])} == mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Lake Guild, known as L.G., left. L.G. came.", [("Lake Guild", 3)]),
        ("The Lake Institute of Salt (LIS) left. LIS came.", [("Lake Institute of Salt", 3)]),
        ("The Council for Oysters, or C.B.A., left.", [("Council for Oysters", 1), ("C.B.A.", 1)]),
        ("The National Council for Oysters, or N.C.O., left.", [("National Council for Oysters", 2)]),
        ("LIS is late. The Lake Institute of Salt, or LIS, says so.", [("Lake Institute of Salt", 3)]),
        ("The Lake Guild (SNP) left.", [("Lake Guild", 1), ("SNP", 1)]),
        ("Ann Lee (ALP) left.", [("Ann Lee", 1), ("ALP", 1)]),
    ],
)
def test_a_body_by_its_initials(text: str, expected: list[tuple[str, int]]) -> None:
    """A second actor for the letters that a body is called by, or one actor for those of two."""
    assert [(one.name, len(one.mentions)) for one in named([Text("psg-001", printed(text))])] == expected
