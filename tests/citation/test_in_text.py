"""In-text citations: works that share authors and year are told apart, and authors are named as the guides say."""

from datetime import date

import pytest

from us_cuba_2026.citation.facts import Article, Dataset
from us_cuba_2026.citation.in_text import APA, CHICAGO, Guide, letters, lines
from us_cuba_2026.citation.names import Name
from us_cuba_2026.citation.records import Record, Support
from us_cuba_2026.citation.speakers import Speaker, speakers

DOE, ROE, POE = Name("Doe", "Jane"), Name("Roe", "Jean", "van"), Name("Poe", "Ed", suffix="Jr.")
PRESS = Name("Rain Press", kind="organisation")


def dataset(*records: Record, authors: tuple[Name, ...] = (PRESS,), created: date | None = date(2026, 3, 1)) -> Dataset:
    """A dataset with the rows that are cited."""
    return Dataset("rain", "Rain", authors, "", created, "1.0.0", "", "", "", (), records)


def article(number: int, title: str, day: date | None, *authors: Name) -> Article:
    """An article."""
    return Article(f"src-{number}", title, authors, "The Daily", day, "en", "")


def row(
    passage: str = "paragraph 3",
    source: str = "src-1",
    speaker: str = "",
    *reporters: str,
    is_direct: bool = False,
) -> Record:
    """A row that rests on a passage."""
    voice = tuple(Speaker(name, name) for name in (speaker, *reporters) if name)
    support = Support(source, (passage,), "", (voice,) if voice else (), is_direct)
    return Record("quo-1", "quote", "", "", (support,) if source else ())


DAY = date(2026, 5, 3)


@pytest.mark.parametrize(
    ("authors", "apa", "chicago"),
    [
        ((DOE,), "Doe, 2026", "Doe 2026"),
        ((DOE, ROE), "Doe & van Roe, 2026", "Doe and van Roe 2026"),
        ((DOE, ROE, POE), "Doe et al., 2026", "Doe et al. 2026"),
        ((POE,), "Poe, 2026", "Poe 2026"),
        ((PRESS, DOE), "Rain Press & Doe, 2026", "Rain Press and Doe 2026"),
        ((), "“Rain Falls,” 2026", "“Rain Falls” 2026"),
    ],
)
def test_authors(authors: tuple[Name, ...], apa: str, chicago: str) -> None:
    """Authors who are too many, too few, or joined by the other guide's word."""
    found = article(1, "Rain falls", DAY, *authors)
    for guide, expected in ((APA, apa), (CHICAGO, chicago)):
        *_, line = lines(dataset(row()), [found], guide)
        assert f"{expected}, para. 3" in line


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (row(speaker="Ann", is_direct=True), "(Ann, as quoted in Doe, 2026, para. 3; Rain Press, 2026, quote quo-1)"),
        (row(speaker="Ann"), "(Ann, as cited in Doe, 2026, para. 3; Rain Press, 2026, quote quo-1)"),
        (row("caption 2"), "(Doe, 2026, caption 2; Rain Press, 2026, quote quo-1)"),
        (row("title"), "(Doe, 2026, title; Rain Press, 2026, quote quo-1)"),
        (row("", ""), "(Rain Press, 2026, quote quo-1)"),
        (row("paragraph 3", "src-9"), "(Rain Press, 2026, quote quo-1)"),
    ],
)
def test_rows(record: Record, expected: str) -> None:
    """A speaker whose words are not told from what was said, or a place in an article that is not known."""
    assert lines(dataset(record), [article(1, "Rain falls", DAY, DOE)], APA) == [
        "",
        "In the text:",
        f"quo-1: {expected}",
    ]


@pytest.mark.parametrize(
    ("guide", "expected"),
    [
        (APA, "Ann, as reported by Bo, as reported by Cy, as quoted in Doe, 2026, para. 3; Rain"),
        (CHICAGO, "Ann, reported by Bo, reported by Cy, quoted in Doe 2026, para. 3; Rain"),
    ],
)
def test_chain(guide: Guide, expected: str) -> None:
    """A statement that the article has at third hand, cited as if it had it from the speaker."""
    found = row("paragraph 3", "src-1", "Ann", "Bo", "Cy", is_direct=True)
    *_, line = lines(dataset(found), [article(1, "Rain falls", DAY, DOE)], guide)
    assert line.startswith(f"quo-1: ({expected}")
    assert found.note == "Quote quo-1: Ann, as reported by Bo, as reported by Cy (paragraph 3)."


def event(*supports: Support) -> Record:
    """An event that rests on some passages."""
    return Record("evt-1", "event", "Rain", "", supports)


def told(stance: str, *voices: tuple[str, ...], passages: tuple[str, ...] = ("paragraph 3",)) -> Support:
    """What an event rests on in the first article; of a speaker's name the last word is enough."""
    named = tuple(tuple(Speaker(name, name.split()[-1]) for name in voice) for voice in voices)
    return Support("src-1", passages, stance, named)


@pytest.mark.parametrize(
    ("supports", "expected", "note"),
    [
        ([told("")], "Doe, 2026, para. 3", "Rain (paragraph 3)"),
        (
            [told("", ("Ann Ray",), ("Bo",), passages=("paragraph 3", "paragraph 11"))],
            "Ray and Bo, as cited in Doe, 2026, paras. 3, 11",
            "Rain, according to Ann Ray and Bo (paragraphs 3, 11)",
        ),
        (
            [told("", ("Ann",), ("Bo",), ("Cy",))],
            "Ann, Bo, and Cy, as cited in Doe, 2026, para. 3",
            "Rain, according to Ann, Bo, and Cy (paragraph 3)",
        ),
        (
            [told("", ("Ann Ray", "Bo"), ("Cy",), passages=("title", "caption 2"))],
            "Ray, as reported by Bo, and Cy, as cited in Doe, 2026, title, caption 2",
            "Rain, according to Ann Ray, as reported by Bo, and Cy (title, caption 2)",
        ),
        (
            [told("urged", ("Ann",), ("Bo",))],
            "urged by Ann and Bo, as cited in Doe, 2026, para. 3",
            "Rain, urged by Ann and Bo (paragraph 3)",
        ),
        (
            [told("urged", ("Ann", "Bo"), ("Cy",))],
            "urged by Ann, as reported by Bo, and by Cy, as cited in Doe, 2026, para. 3",
            "Rain, urged by Ann, as reported by Bo, and by Cy (paragraph 3)",
        ),
        (
            [told("doubted"), told("doubted", ("Ann",), passages=("paragraph 4",))],
            "doubted in Doe, 2026, para. 3; doubted by Ann, as cited in Doe, 2026, para. 4",
            "Rain, doubted by the article (paragraph 3); doubted by Ann (paragraph 4)",
        ),
        (
            [told("alleged", ("Ann",)), told("", ("Bo",))],
            "alleged by Ann, as cited in Doe, 2026, para. 3; Bo, as cited in Doe, 2026, para. 3",
            "Rain, alleged by Ann (paragraph 3); according to Bo (paragraph 3)",
        ),
    ],
)
def test_event_on_the_word_of_others(supports: list[Support], expected: str, note: str) -> None:
    """An event cited as if the article told of it, on the word or in the paragraph of one of several, or as certain."""
    found = event(*supports)
    *_, line = lines(dataset(found), [article(1, "Rain falls", DAY, DOE)], APA)
    assert line == f"evt-1: ({expected}; Rain Press, 2026, event evt-1)"
    assert found.note == f"Event evt-1: {note}."


def test_event_in_two_articles() -> None:
    """An event that is cited from one of the two articles that tell of it, or with a paragraph of the other."""
    found = event(told("", ("Ann Ray",)), Support("src-2", ("paragraph 9",)))
    both = [article(1, "Rain falls", DAY, ROE), article(2, "Rain ends", DAY, DOE)]
    *_, line = lines(dataset(found), both, CHICAGO)
    assert line == ("evt-1: (Doe 2026, para. 9; Rain Press 2026, event evt-1; Ray, cited in van Roe 2026, para. 3)")


def actor(name: str, kind: str = "person", naming: str = "named", country: str = "", role: str = "") -> dict[str, str]:
    """A row of the table of actors; its id is the name."""
    return {"actor_id": name, "name": name, "kind": kind, "naming": naming, "country_code": country, "role": role}


@pytest.mark.parametrize(
    ("row", "short"),
    [
        (actor("Joe García"), "García"),
        (actor("José de Córdoba"), "de Córdoba"),
        (actor("Henry Louis Gates Jr."), "Gates"),
        (actor("Trump"), "Trump"),
        (actor("Gabriel García Márquez"), "Gabriel García Márquez"),  # nothing tells where the name divides
        (actor("Xi Jinping", country="CHN"), "Xi Jinping"),
        (actor("Raúl Castro"), "Raúl Castro"),
        (actor("State Department", "organisation"), "the State Department"),
        (actor("White House"), "House"),  # a person of that name
        (actor("White House", "organisation"), "the White House"),
        (actor("Ministry of Finance", "organisation"), "the Ministry of Finance"),
        (actor("Ruritanian government", "government"), "the Ruritanian government"),
        (actor("U.S.", "state"), "the U.S."),
        (actor("Ruritania", "state"), "Ruritania"),
        (actor("Reuters", "organisation"), "Reuters"),
        (actor("Growers' Union", "organisation"), "the Growers' Union"),
        (actor("Ruritania's energy ministry", "organisation"), "Ruritania's energy ministry"),
        (actor("growers' lawyer", naming="unnamed"), "growers' lawyer"),
        (actor("World Health Organization", "organisation"), "the World Health Organization"),
        (actor("Montana Bureau of Dam Safety", "organisation"), "the Montana Bureau of Dam Safety"),
        (actor("University of Leeds", "organisation"), "the University of Leeds"),
        (actor("Dunmore University", "organisation"), "Dunmore University"),
        (actor("United Nations", "organisation"), "the United Nations"),
        (actor("United Airlines", "organisation"), "United Airlines"),
        (actor("The town council", "organisation", "unnamed"), "the town council"),
        (actor("Some engineers", "group", "unnamed"), "some engineers"),
        (actor("Cuban exiles", "group", "collective"), "Cuban exiles"),
        (actor("three officials", "group", "unnamed"), "three officials"),
        (actor("police", "", "unnamed"), "police"),
        (actor("Cuban exile", naming="unnamed"), "a Cuban exile"),
        (actor("aide to the mayor", naming="unnamed"), "an aide to the mayor"),
        (actor("U.S. senator's aide", naming="unnamed"), "a U.S. senator's aide"),
        (actor("Trump's aide", naming="unnamed"), "Trump's aide"),
        (actor("one official", naming="unnamed"), "one official"),
        (actor("some Trump officials", "group", "unnamed"), "some Trump officials"),
        (actor("university teacher", naming="unnamed"), "a university teacher"),
        (actor("uninvolved witness", naming="unnamed"), "an uninvolved witness"),
        (actor("European official", naming="unnamed"), "a European official"),
        (actor("Émigré writer", naming="unnamed"), "an Émigré writer"),
        (actor("honest broker", naming="unnamed"), "an honest broker"),
        (actor("hospital director", naming="unnamed"), "a hospital director"),
        (actor("FBI agent", naming="unnamed"), "an FBI agent"),
        (actor("UN envoy", naming="unnamed"), "a UN envoy"),
        (actor("NATO diplomat", naming="unnamed"), "a NATO diplomat"),
        (actor("18-year-old student", naming="unnamed"), "an 18-year-old student"),
        (actor("180-kilo wrestler", naming="unnamed"), "a 180-kilo wrestler"),
        (actor("X-ray technician", naming="unnamed"), "an X-ray technician"),
        (actor("oil company", "organisation", "unnamed"), "an oil company"),
        (actor("Deep Throat", naming="unnamed"), "Deep Throat"),
        (actor("symphony orchestra", "organisation", "unnamed"), "a symphony orchestra"),
        (actor("hospital", "organisation", "unnamed"), "a hospital"),
        (actor("crowd", "group", "collective"), "a crowd"),
        (actor("angry crowd of farmers", "group", "unnamed"), "an angry crowd of farmers"),
        (actor("aid agency", "organisation", "collective"), "an aid agency"),
        (actor("neighbouring state", "state", "unnamed"), "a neighbouring state"),
        (actor("city police", "organisation", "unnamed"), "city police"),
        (actor("civil society", "group", "collective"), "civil society"),
        (actor("tenants evicted by the bank", "group", "unnamed"), "tenants evicted by the bank"),
        (actor("business women", "group", "collective"), "business women"),
        (actor("dozens of teachers", "group", "unnamed"), "dozens of teachers"),
        (actor("more than half the crew", "group", "unnamed"), "more than half the crew"),
        (actor("Twelve jurors", "group", "unnamed"), "twelve jurors"),
        (actor("bus crews", "group", "collective"), "bus crews"),
        (actor("doctor treating patients", naming="unnamed"), "a doctor treating patients"),
        (actor("charity for widows", "organisation", "unnamed"), "a charity for widows"),
        (actor("those who stay", "group", "collective", role="Neighbours"), "unnamed people [neighbours]"),
        (actor("Lake Symphony Orchestra", "organisation"), "the Lake Symphony Orchestra"),
        (actor("National Hospital", "organisation"), "the National Hospital"),
        (actor("Saint Brigid Hospital", "organisation"), "Saint Brigid Hospital"),
        (actor("Norwegian police", "organisation"), "the Norwegian police"),
        (actor("Bank of England", "organisation"), "the Bank of England"),
        (actor("Lake Bank", "organisation"), "Lake Bank"),
        (actor("Parliament", "organisation"), "Parliament"),
        (actor("European Parliament", "organisation"), "the European Parliament"),
        (actor("Dunsmore Argus", "organisation"), "the Dunsmore Argus"),
        (actor("Friends of the Lake", "organisation"), "Friends of the Lake"),
        (actor("Seven Sisters", "group"), "Seven Sisters"),
        (actor("someone close to Castro", naming="unnamed"), "someone close to Castro"),
        (
            actor("these people", "group", "unnamed", role="Sources on the plan"),
            "unnamed people [sources on the plan]",
        ),
        (actor("he", naming="unnamed", role="Castro's aide"), "an unnamed person [Castro's aide]"),
        (actor("our adversaries", "group", "collective"), "unnamed people"),
        (actor("the officials", "", "unnamed", role="U.S. staff"), "an unnamed source [U.S. staff]"),
        (actor("the opposition", "group", "collective", role="Banned"), "the opposition"),
        (actor("Those Who Stay", "organisation", role="A club"), "Those Who Stay"),
    ],
)
def test_speakers(row: dict[str, str], short: str) -> None:
    """A first name, two people with one name, an organisation cut in two, a name that says nobody, a wrong article."""
    known = speakers([row, actor("Fidel Castro"), actor("Ann Trumpet")])
    assert known[row["actor_id"]].short == short


def test_names_in_another_language() -> None:
    """An English article before a word of another language."""
    row = actor("haut fonctionnaire", naming="unnamed")
    assert speakers([row], is_english=False)["haut fonctionnaire"].name == "haut fonctionnaire"


def test_order_is_that_of_the_reference_list() -> None:
    """Works that stand in an order of their own; APA asks for that of the references (8.12)."""
    found = article(1, "Rain falls", DAY, Name("Zoe", "Jane"))
    *_, line = lines(dataset(row(speaker="Ann")), [found], APA)
    assert line == "quo-1: (Rain Press, 2026, quote quo-1; Ann, as cited in Zoe, 2026, para. 3)"


@pytest.mark.parametrize(
    ("guide", "expected"),
    [
        (APA, {"": "", "src-1": "b", "src-2": "a", "src-3": "", "src-4": ""}),
        (CHICAGO, {"": "", "src-1": "a", "src-2": "b", "src-3": "", "src-4": ""}),
    ],
)
def test_works_of_one_year(guide: Guide, expected: dict[str, str]) -> None:
    """Two articles that a reader cannot tell apart; APA has the earlier first (9.46), Chicago goes by the title."""
    articles = [
        article(1, "A storm", date(2026, 5, 3), DOE),
        article(2, "B storm", date(2026, 5, 2), DOE),
        article(3, "C storm", date(2025, 5, 2), DOE),
        article(4, "D storm", date(2026, 5, 2), DOE, ROE),
    ]
    assert letters(dataset(), articles, guide) == expected
    *_, line = lines(dataset(row(source="src-2")), articles, guide)
    assert f"2026{expected['src-2']}, para. 3" in line


@pytest.mark.parametrize(
    ("guide", "expected"),
    [
        (APA, "<Rain>, 2026, quote quo-1; “‘Sun’ on the Lake,” 2026, para. 3"),
        (CHICAGO, "“Rain” 2026, quote quo-1; “‘Sun’ on the Lake” 2026, para. 3"),
    ],
)
def test_title_in_place_of_authors(guide: Guide, expected: str) -> None:
    """A title that is set otherwise than by the guide (and by citeproc): its capitals, marks, comma and italics."""
    found = article(1, "“Sun” on the lake", DAY)
    *_, line = lines(dataset(row(), authors=()), [found], guide, "<{}>".format)
    assert line == f"quo-1: ({expected})"


def test_dataset_and_article_of_one_author() -> None:
    """A dataset that its reader takes for the article of the same author and year; the day-less is first in APA."""
    same = dataset(row(), authors=(DOE,))
    *_, line = lines(same, [article(1, "A storm", DAY, DOE)], APA)
    assert line == "quo-1: (Doe, 2026a, quote quo-1; Doe, 2026b, para. 3)"
    undated = dataset(row(), authors=(DOE,), created=None)
    *_, line = lines(undated, [article(1, "A storm", None, DOE)], CHICAGO)
    assert line == "quo-1: (Doe, n.d.-a, para. 3; Doe, n.d.-b, quote quo-1)"


def test_works_without_authors_need_no_letter() -> None:
    """A letter for what is cited by its title."""
    assert {*letters(dataset(authors=()), [article(1, "A", DAY), article(2, "B", DAY)], APA).values()} == {""}
