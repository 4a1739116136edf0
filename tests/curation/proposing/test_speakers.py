"""Who is proposed as the speaker where a pronoun or an apposition names one."""

import pytest

from us_cuba_2026.article.printed import printed
from us_cuba_2026.curation.proposing.proposals import proposals
from us_cuba_2026.curation.proposing.sentences import Text
from us_cuba_2026.language.wording import Wording


def speakers(*paragraphs: str) -> list[str]:
    """The names of the speakers of the direct quotes of some paragraphs."""
    passages = [Text(f"psg-{number:03d}", printed(text)) for number, text in enumerate(paragraphs, 1)]
    made = proposals(passages, dict.fromkeys((one.passage_id for one in passages), "2030-06-06"), Wording.of([]))
    names = {one.key: one.cells["name"] for one in made if one.table == "actors"}
    return [names.get(one.cells["speaker_id"], "") for one in made if one.cells.get("form") == "direct"]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (['"It stays," says the manager, Ivo Lind, who came in May.'], ["Ivo Lind"]),
        (['"I can wait," Ann Foss said. Her brother, Nils Foss, stood by. "She can," he said.'], None),
        (["When Dr. Ann Lee joined the crew, she was 20.", '"They had the boat," she told a paper.'], ["Ann Lee"]),
        (["Ann Lee led it.", '"She saw it," said Ole Moe.', "Ann Lee came home.", '"I was wrong," she said.'], None),
        (["Ann Lee led it. Her son, Tom Lee, cooked.", '"That was it," she said.'], ["Ann Lee"]),
        (
            ['"It waits," said a spokeswoman for Ms. Ann Lee. "It does," she added.'],
            ["a spokeswoman for Ms. Ann Lee"] * 2,
        ),
        (["An inspector called it “a ruin.” That inspector, Teo Lind, came."], ["Teo Lind"]),
        (["Mr. Ole Moe, 67, said he would stay on as mayor. “I was buried before,” he said."], ["Ole Moe"]),
        (["Ann Mary Moe was born in May. She left.", '"It was time," she said.'], ["Ann Mary Moe"]),
        (["On a hill in the old town of Oster, Ivo Lind holds a glass.", '"Lead," he says.'], ["Ivo Lind"]),
        (['"It is," Ann Lee said.', 'Her friend Ivo Lind had doubts. "It is not," he said.'], ["Ann Lee", "Ivo Lind"]),
        (
            ["Lee Moe is old. He waits.", 'Ann Foss saw it. "It is," she said. "It was," he said.'],
            ["Ann Foss", "Lee Moe"],
        ),
        (['The Lake Board met. "It is late," the board said.'], ["Lake Board"]),
        (['"It is," Ann Lee said.', 'Ivo Lind waved. "Let them come and see."'], ["Ann Lee", "Ivo Lind"]),
        (['"It is," Ann Lee said. "He came and said, \'This is it.\'" It was new.'], ["Ann Lee", "Ann Lee"]),
        (['Ann Lee came. A board read, "No way." "Exit."'], []),
        (['Moe Steel said it was late. It called the trial "odd."'], ["Moe Steel"]),
    ],
)
def test_who_is_meant(paragraphs: list[str], expected: list[str] | None) -> None:
    """The speaker of the quotation before, in place of whom the sentences are about."""
    others = {True: ["Ann Foss", "Nils Foss"], False: ["Ole Moe", "Ann Lee"]}
    assert speakers(*paragraphs) == (others[len(paragraphs) == 1] if expected is None else expected)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (['Ann Lee, who came on Friday and stayed an hour, said it was "late."'], ["Ann Lee"]),
        (['Sir Ivo Lind, whose yacht sank in May, called it "odd."'], ["Ivo Lind"]),
        (['Ole Moe, which is his name at sea, told them it was "wet."'], ["Ole Moe"]),
        (['Mayor Ann Foss, who was not there, warned of "a long night."'], ["Ann Foss"]),
        (['Her aide, Ivo Lind of Lake House LLP, who left at noon, said it was "done."'], ["Ivo Lind"]),
        (['His solicitor, Ann Lee of Lake & Moe LLP, called it "wrong."'], ["Ann Lee"]),
        (["Mrs Justice Foss ruled on Friday.", '"He knew it," the judge said.'], ["Foss"]),
        (["Republican Gov. Ivo Lind lost.", '"It is close," the two-term governor said.'], ["Ivo Lind"]),
        (["Sen. Ann Lee came.", '"It is late," said the senator.'], ["Ann Lee"]),
        (["Prof. Ole Moe came.", '"It is wet," the professor said.'], ["Ole Moe"]),
        (["Capt. Ann Lee and Capt. Ole Moe came.", '"It is wet," the captain said.'], ["the captain"]),
    ],
)
def test_who_is_described(paragraphs: list[str], expected: list[str]) -> None:
    """A clause on the speaker, a body that the speaker is of or a title, taken for a speaker of its own."""
    assert speakers(*paragraphs) == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            [
                "The government promised it.",
                'It rains, and the one plumber there, Ole Moe, is busy. "I wait," he says.',
            ],
            "Ole Moe",
        ),
        (
            [
                'It is, a copy of a report said, "old."',
                'It rains on the one baker still there, Ole Moe, 80. "I wait," he says.',
            ],
            "Ole Moe",
        ),
        (['The ministry said that Ole Moe would go. "I stay," he said.'], "Ole Moe"),
        (['A report said that Ole Moe had built it. "I did not," he said.'], "Ole Moe"),
        (['The board announced that Ole Moe was free. "I went," he said.'], "Ole Moe"),
        (
            [
                "Ann Lee said it was late.",
                'In the next town down the road from hers the baker, Ole Moe, wants more. "I wait," he says.',
            ],
            "Ole Moe",
        ),
        (["Ann Lee came.", 'It rains, and the one plumber there, Ole Moe, is busy. "I wait," he says.'], "Ole Moe"),
        (['It is, according to a copy of a report, "old."', 'Nobody told Ann Lee. "I saw," she said.'], "Ann Lee"),
        (['The council told Ann Lee what was next. "I waited," she said.'], "Ann Lee"),
        (["Ann Lee left.", 'The board said it knew. "They did not," she said.'], "Ann Lee"),
        (["Ann Lee left.", 'In the yard her son, Ole Moe, cooked. "It was hot," she said.'], "Ann Lee"),
        (["Ann Lee left.", 'She was the boss of Ole Moe. "It was hot," she said.'], "Ann Lee"),
    ],
)
def test_who_a_pronoun_is(paragraphs: list[str], expected: str) -> None:
    """A body that speaks as he or she, and somebody of a paragraph before in place of whom this one is about."""
    assert speakers(*paragraphs)[-1] == expected
