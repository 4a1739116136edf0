"""What one proposal takes from another: places of events, the person of an age, the occasion of a quote."""

import pytest

from us_cuba_2026.article.printed import printed
from us_cuba_2026.curation.proposing.proposals import Proposal, proposals
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
    assert {one.cells["name"] for one in tables["places"]} == {"Norland", "Oster"}
    days = {one.key: one.cells["date_edtf"] for one in tables["events"]}
    parts = [(days[one.cells["event_id"]], one.cells["place_id"], one.cells["role"]) for one in tables["event_places"]]
    assert parts == [("2030-05", "place Norland", "at"), ("2019", "place Oster", "from")]


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
    (event,) = tables["events"]
    (quote,) = tables["quotes"]
    assert event.cells["date_edtf"] == "2030-06-03"
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
