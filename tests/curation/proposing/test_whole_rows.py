"""What one proposal takes from another: places of events, the person of an age, the occasion of a quote."""

import pytest

from us_cuba_2026.article.printed import printed
from us_cuba_2026.curation.proposing.proposal import Proposal
from us_cuba_2026.curation.proposing.proposals import proposals
from us_cuba_2026.curation.proposing.sentences import Text
from us_cuba_2026.language.wording import Wording
from us_cuba_2026.model.package import Package


def proposed(text: str) -> dict[str, list[Proposal]]:
    """The proposals for a paragraph, by table."""
    wording = Wording.of(Package.read().table("vocabulary").rows())
    tables: dict[str, list[Proposal]] = {}
    for one in proposals([Text("psg-001", printed(text))], {"psg-001": "2030-06-06"}, wording):
        tables.setdefault(one.table, []).append(one)
    return tables


def test_places_of_events() -> None:
    """A place that no event is at, or the wrong part of it in an event."""
    tables = proposed(
        "A barge left Oster for Halvik in Norland in May. It came from Oster in 2019. Ann Lee met a man in Moe."
    )
    assert {one.cells["name"] for one in tables["places"]} == {"Norland", "Oster", "Moe"}
    days = {one.key: one.cells.get("date_edtf") for one in tables["events"]}
    parts = [(days[one.cells["event_id"]], one.cells["place_id"], one.cells["role"]) for one in tables["event_places"]]
    assert parts == [("2030-05", "place Norland", "at"), ("2019", "place Oster", "from"), (None, "place Moe", "at")]
    tables = proposed("Police shut a school in Moe in May, and Ann Lee met a man in Oster.")
    titles = {one.key: one.cells["title"] for one in tables["events"]}
    held = [(titles[one.cells["event_id"]], one.cells["place_id"]) for one in tables["event_places"]]
    assert held == [("Police shut school in Moe", "place Moe"), ("Lee meets man in Oster", "place Oster")]


def test_days_that_somebody_speaks_of() -> None:
    """An event without a title, on a day that stands in a quotation."""
    tables = proposed('"Not on Monday, Sunday or ever," Ann Lee said. "My mother was there on Friday."')
    assert [one.cells["date_edtf"] for one in tables.get("events", ()) if "date_edtf" in one.cells] == []


def test_days_within_a_quotation() -> None:
    """A quote that is dated by a day in its own words, and an occasion on that day."""
    quotes = proposed('"We stay," he said. "No news since Friday," he said.')["quotes"]
    assert [(one.cells.get("date_edtf"), one.cells.get("occasion_id")) for one in quotes] == [(None, None)] * 2


def test_figures_with_days_of_their_own() -> None:
    """Two figures of one clause with the date of the first, although each has its own."""
    tables = proposed("Spending fell from $16 million in 2023 to $12 million last year.")
    days = {one.key: one.cells["date_edtf"] for one in tables["events"]}
    dated = [(one.cells["date_edtf"], days[one.cells["event_id"]]) for one in tables["figures"]]
    assert dated == [("2023", "2023"), ("2029", "2029")]


@pytest.mark.parametrize(
    ("text", "title", "status"),
    [
        ("Nobody was hurt.", "Somebody being hurt", "not_occurred"),
        ("No gates were opened.", "Gates being opened", "not_occurred"),
        ("No longer young, Ann Lee left.", "Lee leaves", "occurred"),
        ("The mill has been shut until the end of August.", "Mill shut", "ongoing"),
        ("The mill has been shut until at least the end of August.", "Mill shut", "ongoing"),
        ("The late night ferry between Oster and Moe sank.", "Late night ferry sinks", "occurred"),
        ("Ann Lee, 57, who has rowed here, left.", "Lee leaves", "occurred"),
    ],
)
def test_titles_with_their_status(text: str, title: str, status: str) -> None:
    """What did not happen told as if it had, what goes on as if it were to come, or a title with the wrong noun."""
    found = [(one.cells["title"], one.cells["status"]) for one in proposed(text)["events"]]
    assert (title, status) in found
    assert not any("57" in told for told, _ in found)


def test_events_that_a_direct_quote_tells() -> None:
    """An event in the words of a quotation without a row, one of a pronoun, or one claimed by the article itself."""
    tables = proposed('"Every check was made in May, and I will stay," Ann Lee said. "They know it."')
    events = [(one.cells["title"], one.cells["status"], one.cells.get("date_edtf")) for one in tables["events"]]
    assert events == [("Every check made", "occurred", "2030-05")]
    quotes = {one.key: one.cells["text"] for one in tables["quotes"]}
    assert [quotes[one.cells["quote_id"]][:11] for one in tables["claims"]] == ["Every check"]


def test_a_second_verb_that_reports() -> None:
    """A verb that reports as part of what is reported."""
    events = proposed("The mayor confirmed that they met and said any plan would go to the council.")["events"]
    assert "Any plan going to council" in [one.cells["title"] for one in events]


def test_the_firm_that_is_meant() -> None:
    """A firm that is named only later, or another one than that of the passage, taken for *the company*."""
    text = "Calder Line said it was late. The company shut a gate. Moe Chilled Foods left. The company sold a mill."
    tables = proposed(text)
    titles = {one.key: one.cells["title"] for one in tables["events"]}
    acting = {titles[one.cells["event_id"]]: one.cells["actor_id"] for one in tables["participants"]}
    assert acting["Company shuts gate"] == "named Calder Line"
    assert acting["Company sells mill"] == "named Moe Chilled Foods"


def test_places_between_which_something_runs() -> None:
    """The places of a line as actors."""
    actors = proposed("The ferry between Oster and Rotterdam has been shut.").get("actors", [])
    assert [one.cells["name"] for one in actors] == []


def test_ages() -> None:
    """An age without the person who has it, or given to a person whose age it is not."""
    lee, boat = proposed("Ann Lee, 67, has a boat. A 12-year-old boy came.")["figures"]
    assert lee.cells["actor_id"] == "named Ann Lee"
    assert lee.cells["measure"] == "age of Ann Lee"
    assert (lee.cells["date_edtf"], lee.cells["date_basis"]) == ("2030-06-06", "relative")
    assert "actor_id" not in boat.cells


def test_offices() -> None:
    """An office without the status that it must have, or a former one that is current."""
    actors = proposed("Mayor Ann Lee met Former Mayor Ole Moe. Dr. Kit Poe stayed.")["actors"]
    offices = [(one.cells["office"], one.cells["office_status"]) for one in actors]
    assert offices == [("Mayor", "current"), ("Mayor", "former"), ("", "")]


@pytest.mark.parametrize(
    "dateline",
    [
        "OSTER, Norland, May 19, 2030 — ",
        "OSTER, Norland, May 19 (Reuters) - ",
        "OSTER, Sunday, 19 May 2030 -- ",
        "OSTER, Norland—",
        "ST. OSTER, May 19—",
        "",
    ],
)
def test_the_day_of_a_report_is_no_event(dateline: str) -> None:
    """An event on the day that stands above the first sentence, or a record that rests on the place there."""
    text = Text("psg-001", printed(f"{dateline}The mayor of Halvik said on Monday that Norland is dry."))
    tables = proposed(text.text)
    event, dry = tables["events"]
    (quote,) = tables["quotes"]
    assert event.cells["date_edtf"] == "2030-06-03"
    assert "date_edtf" not in dry.cells
    assert quote.cells["attribution"] == "The mayor of Halvik"
    assert {one.spans[0][1] for one in (event, quote)} == {text.span(len(dateline), len(dateline))[0]}


def test_occasions() -> None:
    """A dated saying whose event is a happening, or is not that of the quote."""
    tables = proposed('"It rains," Ann Lee said on Sunday. It fell on Monday.')
    (quote,) = tables["quotes"]
    said, fell = tables["events"]
    assert quote.cells["occasion_id"] == said.key
    assert (said.cells["class"], said.cells["kind"]) == ("statement", "communication")
    assert (fell.cells["class"], fell.cells["status"]) == ("happening", "occurred")


def test_the_same_figure_in_title_dek_and_body() -> None:
    """A second and third row for what the article tells again in its title and dek."""
    texts = ("At Least 40 Boats Lost", "The loss of 40 boats", "It lost 40 boats.")
    passages = [Text(f"psg-{number:03d}", printed(text)) for number, text in enumerate(texts, 1)]
    days = {passage.passage_id: "2030-06-06" for passage in passages}
    wording = Wording.of(Package.read().table("vocabulary").rows())
    made = proposals(passages, days, wording, frozenset(["psg-001"]), frozenset(["psg-002"]))
    (figure,) = [one for one in made if one.table == "figures"]
    assert figure.passage_id == "psg-003"
    assert [span[0] for span in figure.spans] == ["psg-003", "psg-002"]


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("text", "office", "body"),
    [
        ("Lake Guild met. Its president, Ann Lee, left.", "President of Lake Guild", "named Lake Guild"),
        (
            "The Lake Board met. The board's late chief, Ann Lee, was named.",
            "Chief of the Lake Board",
            "named Lake Board",
        ),
        ("Norland's prime minister, Ann Lee, left Norland's army.", "Prime minister of Norland", "named Norland"),
        (
            "The Lake Board met. Ann Lee, 60, former head of the board, left.",
            "Head of the Lake Board",
            "named Lake Board",
        ),
        ("The Salt Union met. Union spokesman Ann Lee left.", "Spokesman for the Salt Union", "named Salt Union"),
        (
            "The Salt Union met, as union spokeswoman Ann Lee said.",
            "Spokeswoman for the Salt Union",
            "named Salt Union",
        ),
        ("Ann Lee, a spokeswoman for Lake Guild, left.", "Spokeswoman for Lake Guild", "named Lake Guild"),
        ("The Lake Board met. The board denied it. A spokesman, Ann Lee, left.", "Spokesman for the Lake Board", None),
        ("The Lake Board met. Ann Lee, the board's chief executive, left.", "Chief executive of the Lake Board", None),
        ("The Lake Board met. Ann Lee, 40, its local president and a nurse, left.", None, None),
        ("The Lake Board met. Its last permanent surgeon, Dr. Ann Lee, left.", "Surgeon of the Lake Board", None),
        (
            "The Lake Board met the Salt Alliance. Ann Lee, the union's chief, left.",
            "Chief of the Salt Alliance",
            "named Salt Alliance",
        ),
        ("Ann Lee, an obstetrician, left the Lake Board.", "Obstetrician", ""),
        ("Ann Lee, chief executive of the Lake Board, left.", "Chief executive of the Lake Board", None),
        ("State Senator Ann Lee left the Lake Board.", "State Senator", ""),
        ("Attorney General Ann Lee left. Lt. Gov. Ole Moe left.", "Attorney General", ""),
        ("The Lake Board met. They told Ann Lee, the board said.", "", ""),
        (
            "Moe Inc left. Ann Lee, 40, the company's sales director for the north, wept.",
            "Sales director for the north",
            "named Moe Inc",
        ),
        (
            "The Dockers and Allied Workers' League met. The union left. Its chair, Ann Lee, wept.",
            "Chair of the Dockers and Allied Workers' League",
            "named Dockers and Allied Workers' League",
        ),
        (
            "Moe Lind, the Oster company that owns the mill, met the Salt Union. Ann Lee, the company's head, left.",
            "Head of Moe Lind",
            "named Moe Lind",
        ),
        ("Ann Lee, a professor at the new college, left.", "Professor at the new college", ""),
        ("Then rescue coordinator Ann Lee left.", "Rescue coordinator", ""),
        ("The Lake Guild met Ann Lee.", "", ""),
    ],
)
def test_posts(text: str, office: str | None, body: str | None) -> None:
    """A post that a person has to type though it stands beside the name, or one of a body that is not told."""
    office = "Local president of the Lake Board" if office is None else office
    body = "named Lake Board" if body is None else body
    (lee,) = [one for one in proposed(text)["actors"] if one.cells["name"] == "Ann Lee"]
    assert (lee.cells["office"], lee.cells.get("affiliation_id", "")) == (office, body)
    assert {"office", "affiliation_id"} & {*lee.unsure} == {
        name for name, cell in (("office", office), ("affiliation_id", body)) if cell
    }
    expected = "late" if "late chief" in text else "former" if "former" in text else "current" if office else ""
    assert lee.cells["office_status"] == expected


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Ann Lee, 71, a retired nurse whose son left, wept.", "Ann Lee", ("Retired nurse", "", "")),
        ("Ann Lee, who runs the Lake Guild, wept.", "Ann Lee", ("Runs the Lake Guild", "", "named Lake Guild")),
        ("The Salt Union met. Ann Lee, 40, who has mended nets in Oster since May and leads the union's youth, wept.",
         "Ann Lee", ("Has mended nets in Oster since May", "", "named Salt Union")),
        ("Ann Lee, who sells rope, nets and oil, wept.", "Ann Lee", ("Sells rope", "", "")),
        ("Ann Lee, who says that it rains, wept.", "Ann Lee", ("", "", "")),
        ("Ann Lee, a retired harbor judge. Ms. Lee wept.", "Ann Lee", ("Harbor judge", "Harbor judge", "")),
        ("It is the work of Ann Lee, a potter. Mr. Ole Moe, 40, wept.", "Ann Lee", ("Potter", "", "")),
        ("A retired nurse, Ann Lee, wept.", "Ann Lee", ("Retired nurse", "", "")),
        ("The mayor of Oster, Ann Lee, wept.", "Ann Lee", ("Mayor of Oster", "Mayor of Oster", "")),
        ("Ann Lee, mayor of Oster, wept.", "Ann Lee", ("Mayor of Oster", "Mayor of Oster", "")),
        ("The Lake Guild met. A spokesman for the guild, Bo Ray, wept.", "Lake Guild", ("Met", "", "")),
        ("It rained, a spokesman for the Lake Guild, Bo Ray, said.", "Lake Guild",
         ("Body whose spokesman is Bo Ray", "", "")),
        ("Lake Guild, a club of anglers, was told.", "Lake Guild", ("Club of anglers", "", "")),
        ("The mayor of Oster said that the wall broke.", "The mayor of Oster", ("Source on: Wall breaks", "", "")),
        ("The wall broke, Ann Lee said.", "Ann Lee", ("Source on: Wall breaks", "", "")),
    ],
)  # fmt: skip
def test_roles(text: str, name: str, expected: tuple[str, str, str]) -> None:
    """A role that a person has to type though the words beside the name, a clause or a statement tell it."""
    (one,) = [one for one in proposed(text)["actors"] if one.cells["name"] == name]
    assert tuple(one.cells.get(cell, "") for cell in ("role", "office", "affiliation_id")) == expected
    assert "role" in one.unsure


def test_one_body_without_a_name_is_one_actor() -> None:
    """A second draft of a body that is told of in a capital, or without the place it is of."""
    actors = proposed("The council in Oster met. The council left. On Monday the council said that it rained.")[
        "actors"
    ]
    assert [one.cells["name"] for one in actors] == ["The council in Oster"]


def test_a_firm_and_its_founder() -> None:
    """A firm that is taken for the person it is called after, or the person for the firm."""
    actors = proposed("Moe Inc closed. Its founder, Ann Moe, left. Moe had waited, it said. Ann Moe wept.")["actors"]
    assert {one.cells["name"]: len(one.spans) for one in actors} == {"Moe Inc": 2, "Ann Moe": 2}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A spokeswoman for the Lake Guild said it was late.", ("affiliation", "named Lake Guild", "person")),
        (
            "The Lake Board met. Two workers of the board said it was late.",
            ("affiliation", "named Lake Board", "group"),
        ),
        ("The Lake Guild met. Two friends of the guild said it was late.", ("description", "", "group")),
        ("Norland's army left. Norland officials said it was late.", ("affiliation", "named Norland", "group")),
        ("An aide at her ministry said it was late.", ("affiliation", "", "person")),
        ("The club said it was late.", ("description", "", "organisation")),
    ],
)
def test_bodies_of_sources(text: str, expected: tuple[str, ...]) -> None:
    """A source without the body that its words name, or with one that it does not belong to."""
    source = next(one for one in proposed(text)["actors"] if one.key.startswith("source "))
    assert tuple(source.cells.get(name, "") for name in ("identified_by", "affiliation_id", "kind")) == expected


def test_people_who_are_counted() -> None:
    """A number of people without the source who they are."""
    (figure,) = proposed("Two engineers of the town said it was late.")["figures"]
    assert figure.cells["actor_id"] == "source Two engineers of the town"
    assert "actor_id" in figure.unsure


def test_what_is_told_of_a_past_year_is_not_said_then() -> None:
    """The date of what is told taken for the date of telling it."""
    (quote,) = proposed("Ann Lee says that the wall was hit by a ship in 2021.")["quotes"]
    assert quote.cells.get("date_edtf", "") == ""
    (quote,) = proposed("Ann Lee said in 2021 that the wall was hit.")["quotes"]
    assert quote.cells["date_edtf"] == "2021"


@pytest.mark.parametrize(
    ("dek", "body", "expected"),
    [
        ("It is to end in May 2031", "It will end on May 30, 2031.", [("2031-05-30", ["psg-002", "psg-001"])]),
        ("It ended on Monday", "It ended on Monday. It rained.", [("2030-06-03", ["psg-002", "psg-001"])]),
        ("It ended in May 2029", "It began in 2029.", [("2029-05", ["psg-001"]), ("2029", ["psg-002"])]),
    ],
)
def test_the_same_event_in_dek_and_body(dek: str, body: str, expected: list[tuple[str, list[str]]]) -> None:
    """A second event for what the dek tells in short, or an event that only the dek dates thrown away."""
    passages = [Text("psg-001", printed(dek)), Text("psg-002", printed(body))]
    wording = Wording.of(Package.read().table("vocabulary").rows())
    made = proposals(
        passages, dict.fromkeys(("psg-001", "psg-002"), "2030-06-06"), wording, deks=frozenset(["psg-001"])
    )
    events = [one for one in made if one.table == "events" and "date_edtf" in one.cells]
    assert [(one.cells["date_edtf"], [span[0] for span in one.spans]) for one in events] == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Lake Board left. It fell by half, according to figures the board released in May.", "named Lake Board"),
        ("It fell by half, according to records Lake Guild had kept.", "named Lake Guild"),
        ("It fell by half, according to data the town published.", ""),
    ],
)
def test_whose_figures_are_cited(text: str, name: str) -> None:
    """Figures with the clause on them as a source of its own, or by a body that nobody names."""
    tables = proposed(text)
    (quote,) = tables["quotes"]
    assert quote.cells["speaker_id"] == name
    assert [one.cells["name"] for one in tables.get("actors", ()) if one.key.startswith("source ")] == []


def test_bodies_without_a_proper_name() -> None:
    """A body that is drafted without the state that it is of, or a source without the body."""
    tables = proposed(
        "Norland's government left. Its energy ministry said it was late. An aide at the ministry denied it."
    )
    actors = {one.key: one.cells for one in tables["actors"]}
    ministry = next(key for key, cells in actors.items() if cells["name"] == "energy ministry")
    aide = next(cells for cells in actors.values() if cells["name"] == "An aide at the ministry")
    assert actors[actors[ministry]["affiliation_id"]]["name"].startswith("Norland")
    assert aide["affiliation_id"] == ministry
    assert (aide["naming"], aide["identified_by"]) == ("unnamed", "affiliation")
    assert actors[ministry]["role"]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Miners accuse the Lake Guild of hiding the leak, which a nurse found.", "named Lake Guild"),
        ("Ann Lee urged the Lake Guild to shut the gate.", "named Lake Guild"),
        ("The Lake Guild has sold the mill, Ann Lee said.", "named Lake Guild"),
        ("Ann Lee said that the Lake Guild has sold the mill and that Bo Ray left.", ""),
        ("The gate is shut, Ann Lee said.", ""),
        ("Ann Lee said that Ann Lee has sold the mill.", ""),
    ],
)
def test_whom_a_quote_is_about(text: str, about: str) -> None:
    """A statement about whom it only mentions, or about its own speaker."""
    (quote,) = proposed(text)["quotes"]
    assert quote.cells.get("about_id", "") == about


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Some lawmakers doubt that. They accuse the board of delay.", "Some lawmakers"),
        ("Prices rose. They say that it is the drought.", ""),
        ("Ann Lee doubts that. They say that it is the drought.", ""),
    ],
)
def test_they(text: str, speaker: str) -> None:
    """*They* who are nobody, a thing or one person, where the sentence before is about people."""
    tables = proposed(text)
    names = {one.key: one.cells["name"] for one in tables.get("actors", ())}
    assert [names.get(one.cells["speaker_id"], "") for one in tables["quotes"]] == [speaker]


def test_a_statement_of_what_may_be() -> None:
    """What may happen, told by somebody, as a plain report."""
    quotes = proposed("The ice could break within days, Ann Lee said. The ice broke, Ann Lee said.")["quotes"]
    assert [one.cells["act"] for one in quotes] == ["predicts", "describes"]


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("A storm broke the wall, flooding two towns.", [("Flooding two towns", "caused_by", "Storm breaks wall")]),
        ("A storm broke the wall. It flooded two towns.", []),
    ],
)
def test_what_a_participle_follows_from(text: str, relations: list[tuple[str, str, str]]) -> None:
    """A consequence without what it is one of, or two sentences that no word links."""
    tables = proposed(text)
    titles = {one.key: one.cells["title"] for one in tables["events"]}
    found = [
        (titles[one.cells["from_id"]], one.cells["relation"], titles[one.cells["to_id"]])
        for one in tables.get("event_relations", ())
    ]
    assert found == relations


def test_conditions() -> None:
    """A condition as an event of its own, on which nobody takes a stand."""
    (event,) = proposed("Traders fear shortages if the port stays closed.")["events"]
    text = Text("psg-001", printed("Traders fear shortages if the port stays closed."))
    assert event.spans[0][1:] == text.span(0, len(text.text) - 1)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The spill killed thousands of fish.", ["economy"]),
        ("The spill killed two men.", ["humanitarian"]),
        ("Norland sent six rescue boats.", ["aid"]),
        ("Prime Minister Ann Lee left early.", ["politics"]),
        ("Ann Lee left early.", ["economy"]),
        ("The Lake Company dismissed 40 men.", ["economy"]),
        ("Residents may return to the town.", ["humanitarian"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    """A kind by a word that does not tell it, or without the office of who acts."""
    assert [one.cells["kind"] for one in proposed(text)["events"]] == kinds


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Inspectors had found a crack, Ann Lee said.", {"Inspectors": "Said to have found crack"}),
        ("Inspectors found a crack.", {"Inspectors": "Found crack"}),
        ("The flood forced 300 people from their homes.", {"300 people": "Forced from their homes"}),
        ("Lawmakers doubt that.", {"Lawmakers": ""}),
    ],
)
def test_roles_by_events(text: str, roles: dict[str, str]) -> None:
    """A role that tells as a fact what only somebody says, or that ends in the air."""
    found = {one.cells["name"]: one.cells["role"] for one in proposed(text)["actors"]}
    assert roles.items() <= found.items()


def test_a_statement_that_goes_on_behind_a_quotation() -> None:
    """A second clause of a statement, told as the article's own."""
    tables = proposed('The Lake Guild said it was "sorry" and that a valve had failed.')
    (claim,) = tables["claims"]
    assert claim.cells["quote_id"] == tables["quotes"][0].key
