"""The worked analysis: it counts by the codebook, and its page and pictures are those of the data."""

import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

import us_cuba_2026 as uc
import worked_analysis
from packages import ROOT, read_rows

FOLDER = ROOT / "analysis"
PAGE = (FOLDER / "README.md").read_text(encoding="utf-8")
flat = cache(uc.flat)  # not to be changed
PICTURES = ("sourcing.svg", "classes.svg", "timeline.svg")


def test_page_is_fresh() -> None:
    """A number on the page that the data no longer give, or a table that the script prints and the page leaves out."""
    tables = worked_analysis.report(flat("quotes"), flat("events"), uc.codes())
    assert re.findall(r"```text\n(.*?)\n```", PAGE, re.DOTALL) == tables, "run analysis/worked_analysis.py"


@pytest.mark.parametrize("name", PICTURES)
def test_which_article(name: str) -> None:
    """A picture, or a page, that nobody who sees it alone can trace to its article."""
    (source,) = read_rows(ROOT, "sources")
    text = "".join(ElementTree.parse(FOLDER / name).getroot().itertext())  # noqa: S314  (our own file)
    article = f"“{source['title']}”, {source['publisher']}, 21 January 2026"
    assert article in text
    assert article in " ".join(PAGE.split())


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES)
def test_labels_stay_in_the_picture(name: str) -> None:
    """A label that is cut off at an edge, as a long title of an event may be."""
    textpath = pytest.importorskip("matplotlib.textpath")
    root = ElementTree.parse(FOLDER / name).getroot()  # noqa: S314  (our own file)
    width = float(root.attrib["viewBox"].split()[2])
    texts = [one for one in root.iter("{http://www.w3.org/2000/svg}text") if one.text]
    assert len(texts) > 20
    for one in texts:
        style = one.attrib["style"]
        size, place = (
            re.search(r"([\d.]+)px", style),
            re.search(r"translate\(([-\d.]+)", one.attrib.get("transform", "")),
        )
        assert size
        font = {"weight": "bold" if "bold" in style or "700" in style else "normal"}
        length = textpath.TextPath((0, 0), one.text, size=float(size[1]), prop=font).get_extents().width
        left = float(place[1] if place else one.attrib["x"])
        left -= length * (1 if "text-anchor: end" in style else 0.5 if "text-anchor: middle" in style else 0)
        assert 0 <= left < left + length <= width, one.text


def test_no_mark_hides_another(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Two statements of one speaker in one paragraph that are drawn as one mark: fewer would be seen than counted."""
    pytest.importorskip("matplotlib")
    import pictures

    places = []

    def noted(figure: Any, file: Path) -> None:
        lines = [one for one in figure.axes[0].lines if len(one.get_xdata()) == 1]
        places.extend([(one.get_xdata()[0], one.get_ydata()[0]) for one in lines])

    monkeypatch.setattr(pictures, "_save", noted)
    found = worked_analysis.statements(flat("quotes"))
    pictures.draw_sourcing(found, worked_analysis.sourcing(found), tmp_path / "sourcing.svg")
    assert len({*places}) == len(places) == len(found)


def test_statements_by_hand() -> None:
    """Spans that are counted one by one, or what another reports counted as a source of its own."""
    rows = read_rows(ROOT, "quotes")
    naming = {row["actor_id"]: row["naming"] for row in read_rows(ROOT, "actors")}
    counted = {(row["utterance_id"], naming[row["speaker_id"]]) for row in rows if not row["reported_in_id"]}
    own_words = {row["utterance_id"] for row in rows if row["form"] == "direct" and not row["reported_in_id"]}
    found = worked_analysis.sourcing(worked_analysis.statements(flat("quotes")))
    for word in worked_analysis.NAMING:
        of_it = {utterance for utterance, one in counted if one == word}
        assert found.loc[word, "statements"] == len(of_it)
        assert found.loc[word, "in_own_words"] == len(of_it & own_words)
    assert found["through_another"].sum() == len({row["utterance_id"] for row in rows if row["reported_in_id"]})


def test_one_utterance_in_both_forms() -> None:
    """An utterance of a direct and an indirect span that counts twice, or as one in other words only."""
    quotes = flat("quotes")
    both = quotes.groupby("utterance_id")["form"].nunique()
    found = worked_analysis.statements(quotes).set_index("utterance_id")
    assert found.loc[both[both == 2].index, "is_direct"].all()
    assert len(found) == quotes["utterance_id"].nunique() < len(quotes)


def test_a_chain_of_three() -> None:
    """A statement within a statement within a third that is joined to no other, or counted."""
    quotes = (
        flat("quotes")
        .head(3)
        .assign(
            utterance_id=["utt-1", "utt-2", "utt-3"], reported_in_id=pd.array([None, "quo-001", "quo-002"], "string")
        )
    )
    found = worked_analysis.statements(quotes)
    assert [None if pd.isna(one) else one for one in found["within"]] == [None, "utt-1", "utt-2"]
    assert worked_analysis.sourcing(found)["statements"].sum() == 1


def test_all_events_are_counted() -> None:
    """A class, a status or a standing that is in the data and in no table."""
    events = flat("events")
    assert worked_analysis.classes(events).to_numpy().sum() == len(events)
    assert worked_analysis.rests_on(events).to_numpy().sum() == len(events)
    assert {*worked_analysis.CLASSES} == {*events["class"].cat.categories}
    assert {*worked_analysis.STATUSES} == {*events["status"].cat.categories}


def test_what_is_only_doubted_rests_on_nobody() -> None:
    """A denial that counts as support."""
    events = flat("events").set_index("event_id")
    claims = pd.DataFrame(read_rows(ROOT, "claims"))
    for event in events.index[worked_analysis.standing(events) == "nobody"]:
        assert {*claims.loc[claims["record_id"] == event, "stance"]} <= {"denies", "doubts", "refuses"}


def test_dated_in_order() -> None:
    """A dated event that is left out of the timeline, or one without a date that is in it."""
    dated = [row for row in read_rows(ROOT, "events") if row["date_edtf"]]
    found = worked_analysis.dated(flat("events"))
    assert {*found["event_id"]} == {row["event_id"] for row in dated}
    assert found["date_start"].is_monotonic_increasing


def test_by_coder_by_hand() -> None:
    """A coder's codes that are mixed with another's, or counts of the published data that are not those above."""
    quotes, events = flat("quotes"), flat("events")
    found = worked_analysis.statements(quotes)
    counts = worked_analysis.by_coder(found, events, uc.codes())
    assert (
        counts.loc["published", [*worked_analysis.NAMING]].tolist()
        == worked_analysis.sourcing(found)["statements"].tolist()
    )
    codes: dict[str, dict[tuple[str, str], str]] = {}
    for row in read_rows(ROOT, "codes"):
        codes.setdefault(row["coder_id"], {})[row["field"], row["record_id"]] = row["code"]
    speakers = {
        row["utterance_id"]: row["speaker_id"] for row in read_rows(ROOT, "quotes") if not row["reported_in_id"]
    }
    common = [one for one in events["event_id"] if all(("events.class", one) in given for given in codes.values())]
    assert 0 < len(common) < len(events)
    real = events.set_index("event_id").loc[common]
    happened = (real["class"] == "happening") & real["status"].isin(["occurred", "ongoing"])
    assert counts.loc["published", "real"] == happened.sum()
    assert len(counts) > 2
    assert [counts[name].nunique() == 1 for name in counts] == [True, True, True, False], "the page says otherwise"
    for coder in counts.index.drop("published"):
        given = codes[coder]
        for word in worked_analysis.NAMING:
            assert counts.loc[coder, word] == sum(given["actors.naming", one] == word for one in speakers.values())
        real = [
            one
            for one in common
            if given["events.class", one] == "happening" and given["events.status", one] in ("occurred", "ongoing")
        ]
        assert counts.loc[coder, "real"] == len(real)


@pytest.mark.slow
def test_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A script that prints other tables than those of the page, or leaves the page as it was; a picture of other data.

    Nor may a picture differ from run to run.
    """
    pytest.importorskip("matplotlib")
    stale = re.sub("(?m)^unnamed.*$", "unnamed 0", PAGE)
    assert stale != PAGE
    (tmp_path / "README.md").write_text(stale, encoding="utf-8")
    monkeypatch.setattr(worked_analysis, "FOLDER", tmp_path)
    monkeypatch.setattr("sys.argv", ["worked_analysis.py"])
    assert worked_analysis.main() == 0
    assert capsys.readouterr().out.split("\n\n")[1].startswith("            sources  statements")
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == PAGE
    assert {file.name for file in tmp_path.iterdir()} == {*PICTURES, "README.md"}
    for name in PICTURES:
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), (
            f"{name}: run analysis/worked_analysis.py"
        )
        assert f"]({name})" in PAGE
