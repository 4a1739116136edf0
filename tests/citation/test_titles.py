"""Titles in sentence case: names keep their capitals, other words lose them, and what cannot be told stays."""

from pathlib import Path

import pytest

from packages import copy_dataset, edit, read_rows, stamp, write_rows
from us_cuba_2026 import cite
from us_cuba_2026.citation.facts import facts
from us_cuba_2026.citation.titles import names_in_titles, sentence_case, subtitle_case
from us_cuba_2026.model.package import Package

NAMES = frozenset({"Cuba", "Maduro", "Trump", "Havana", "White", "House", "Díaz", "Canel", "Cuban", "American"})


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The U.S. Is Actively Seeking Change in Cuba", "The U.S. is actively seeking change in Cuba"),
        ("Trump’s Plan for Cuba’s Future", "Trump’s plan for Cuba’s future"),
        ("After Maduro: What Is Next for Havana?", "After Maduro: What is next for Havana?"),
        ("Who Rules? Nobody Knows", "Who rules? Nobody knows"),
        ("“We Won’t Say ‘No,’” Díaz-Canel Says", "“We won’t say ‘no,’” Díaz-Canel says"),
        ("Cuban-American Voters Turn Anti-Trump", "Cuban-American voters turn anti-Trump"),
        ("How I Left: An iPad, NATO and McDonald’s", "How I left: An iPad, NATO and McDonald’s"),
        ("Inside the White House’s Long Game", "Inside the White House’s long game"),
        ("CUBA ON THE BRINK", "CUBA ON THE BRINK"),
        ("Oil Falls. Then It Rises", "Oil falls. Then it rises"),
        ("U.S. Forces and U.K. Allies Meet", "U.S. forces and U.K. allies meet"),
        ("Élan Vital: Über Alles", "Élan vital: Über alles"),
        ("45 Days in G7 Talks", "45 days in G7 talks"),
        ("", ""),
        ("?!", "?!"),
    ],
)
def test_sentence_case(title: str, expected: str) -> None:
    """A name in small letters, an ordinary word with a capital, or a word that changes otherwise."""
    assert sentence_case(title, NAMES) == expected
    assert sentence_case(expected, NAMES) == expected


def names(*runs: tuple[str, str], body: tuple[str, ...] = (), actors: tuple[str, ...] = ()) -> set[str] | None:
    """The names in a title whose capitalised runs, with the reasons why they are excluded, are these."""
    passages = [
        {"passage_id": "psg-1", "source_id": "src-1", "kind": "title"},
        {"passage_id": "psg-2", "source_id": "src-1", "kind": "paragraph"},
    ]
    accounting = [{"passage_id": "psg-1", "kind": "name", "text": text, "reason": reason} for text, reason in runs]
    accounting += [{"passage_id": "psg-2", "kind": "name", "text": text, "reason": ""} for text in body]
    found = names_in_titles(passages, accounting, [{"name": name} for name in actors], [])
    return {*found["src-1"]} if found else None


def test_names_are_those_of_the_account() -> None:
    """A word that is taken for a name since a headline capitalises it, or a name that only the headline has."""
    run = ("Biden Is Actively Seeking Change", "")
    assert names(run, body=("Joe Biden",)) == {"Joe", "Biden"}
    assert names(run, actors=("Joe Biden",)) == {"Joe", "Biden"}
    assert names(run) == {"Biden", "Is", "Actively", "Seeking", "Change"}  # nothing tells which: all stay
    assert names(("Cuba", "place"), ("End", "furniture"), ("Soon", "ordinary_word")) == {"Cuba"}
    assert names(("Cuba’s Rum", "place"), body=("Cuba",)) == {"Cuba"}
    assert names(body=("Cuba",)) is None


def test_title_without_an_account_stays_as_printed(tmp_path: Path) -> None:
    """A title whose names are in small letters, since nobody said which they are."""
    folder = copy_dataset(tmp_path)
    rows = [row for row in read_rows(folder, "accounting") if row["passage_id"] != "psg-002"]
    write_rows(folder, "accounting", rows)
    stamp(folder)
    (article,) = facts(Package.read(folder))[1]
    assert article.names is None
    assert article.sentence_title == article.title == read_rows(folder, "sources")[0]["title"]


@pytest.mark.slow
def test_another_title(tmp_path: Path) -> None:
    """A title that is right for this article alone."""
    folder = copy_dataset(tmp_path)
    title = "Why Rodríguez of Venezuela’s Old Guard Watches Trump"
    edit(folder, {"table": "sources", "where": {}, "set": {"title": title}})
    stamp(folder)
    assert "). Why Rodríguez of Venezuela’s old guard watches Trump. The Wall" in cite(package=folder)
    assert "“Why Rodríguez of Venezuela’s Old Guard Watches Trump.”" in cite(None, "chicago", folder)
    assert "title = {Why {Rodríguez} of {Venezuela}’s Old Guard Watches {Trump}}" in cite(None, "bibtex", folder)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Rain in Cuba: actors and events", "Rain in Cuba: Actors and events"),
        ("Rain: “élan” and wind", "Rain: “Élan” and wind"),
        ("Rain? wind—snow", "Rain? Wind—Snow"),
        ("Rain: iPads of 3: 4 towns", "Rain: iPads of 3: 4 towns"),
        ("rain of 1:a towns vs. others", "rain of 1:a towns vs. others"),
    ],
)
def test_subtitle(title: str, expected: str) -> None:
    """A subtitle that starts small, or a capital where none starts."""
    assert subtitle_case(title) == expected
