"""The dataset proves itself against the article in every form of a copy, and what is not the article's does not."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from copies import FORMS, blocks, page, straight, wrapped
from editions import MISPRINTED
from packages import ANOTHER_KIND, ROOT, article, copy_dataset, drop_column, edit, file_of, read_descriptor, read_rows
from packages import stamp as stamped
from packages import write_descriptor as write
from small import BLOCKS, TEXT, changed, not_exact, span, tables, verified_text, without
from us_cuba_2026.article.copy import CopyError
from us_cuba_2026.article.show import show
from us_cuba_2026.article.verify import Verification, to_text, totals, verify
from us_cuba_2026.files.errors import PackageError, UnusableError

WORDED = [("actors", "name"), *(("quotes", one) for one in ("text", "cue", "attribution")), ("figures", "as_stated")]
WORDINGS = [row[column] for table, column in WORDED for row in read_rows(ROOT, table) if row[column]]
RECORDS = [row["passage_id"] for row in read_rows(ROOT, "evidence") if row["use"] == "primary"]


def verified(folder: Path, text: str, name: str = "copy.txt") -> Verification:
    """Verify the dataset against a text."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return verify(file, ROOT)


@pytest.mark.mostly_slow
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_form_of_the_article(form: Callable[[str], str], tmp_path: Path) -> None:
    """A copy of the whole article that is not proved, or one in other capitals that is."""
    result = verified(tmp_path, form(article()), "copy.html" if form is page else "copy.txt")
    sums = totals(result)
    if form is str.swapcase:  # NO MORE is not No more
        assert sums["passages"] == {"all": 33, "exact": 0, "moved": 0, "changed": 33, "lost": 0}
        assert result.verdict == "not proved"
        return
    assert sums["passages"] == {"all": 33, "exact": 33, "moved": 0, "changed": 0, "lost": 0}
    assert sums["records"]["exact"] == sums["records"]["all"] == len(RECORDS)
    assert sums["cells"]["verbatim"] == sums["cells"]["all"] == len(WORDINGS)
    assert (sums["account"]["open"], sums["account"]["absent"]) == (0, 0)
    assert 200 < sums["account"]["found"] <= len(read_rows(ROOT, "accounting"))
    assert result.is_proved
    assert (sums["between"]["words"] == MISPRINTED) is (form is not page)  # its advertisements


def records_of(*passages: str) -> set[str]:
    """The records whose primary span is in these passages."""
    rows = read_rows(ROOT, "evidence")
    return {row["record_id"] for row in rows if row["use"] == "primary" and row["passage_id"] in passages}


@pytest.mark.slow
def test_paragraph_deleted(tmp_path: Path) -> None:
    """A missing paragraph that costs other records than its own, or none."""
    parts = blocks(article())
    result = verified(tmp_path, "\n\n".join(part for part in parts if "32 Cuban" not in part))
    assert not_exact(result.passages) == {"psg-010": "lost"}
    assert not_exact(result.records) == dict.fromkeys(records_of("psg-010"), "lost")
    assert not result.is_proved


def test_word_changed(tmp_path: Path) -> None:
    """A changed word that is passed over, costs more than its passage, or is not shown."""
    result = verified(tmp_path, article().replace("tens of thousands", "tens of millions"))
    assert not_exact(result.passages) == {"psg-035": "changed"}
    lost = {name for name, outcome in result.records.items() if outcome == "lost"}
    assert lost == {"act-065", "fig-011"}
    assert set(not_exact(result.records)) == records_of("psg-035")
    assert "271 letters where the article has 272" in result.reasons["psg-035"]
    assert ">>>of millions of<<<" in result.reasons["psg-035"]


@pytest.mark.slow
def test_paragraphs_swapped(tmp_path: Path) -> None:
    """Two paragraphs that have changed places and are called in place, or lost."""
    parts = blocks(article())
    at = next(at for at, part in enumerate(parts) if "overseas medical" in part)
    parts[at], parts[at + 1] = parts[at + 1], parts[at]
    result = verified(tmp_path, "\n\n".join(parts))
    assert not_exact(result.passages) == {"psg-014": "moved", "psg-015": "moved"}
    assert not_exact(result.records) == dict.fromkeys(records_of("psg-014", "psg-015"), "moved")


@pytest.mark.slow
def test_different_article(tmp_path: Path) -> None:
    """Another text in which something is found."""
    result = verified(tmp_path, "# Rain in Springfield\n\nIt rains in Cuba, said “Ann Example” on Sunday.\n" * 30)
    assert set(result.passages.values()) == set(result.records.values()) == {"lost"}
    assert not result.is_proved


def test_small_article() -> None:
    """The article of the tests below that proves nothing by itself."""
    result = verified_text(TEXT)
    assert (result.verdict, dict(result.reasons), result.cells, result.between) == ("proved", {}, [], [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("32", "3.2"),
        ("32", "-32"),
        ("32", "3/2"),
        ("32", "32%"),
        ("32", "~~32~~"),
        ("32", "\u202e32\u202c"),
        ("32", "3²"),
        ("$5", "£5"),
        ("$5", "5"),
        ("NO MORE FOG", "No more fog"),
        ('"NO MORE FOG,"', "NO MORE FOG,"),
        ("fear", "fear?"),
        ("winter-storms", "winter storms"),
        ("June.", "June"),
        ("The boat", "the boat"),
    ],
)
def test_marks(old: str, new: str) -> None:
    """Marks, signs and capitals that are other than printed, and are passed over or called lost."""
    assert TEXT.count(old) == 1
    result = verified_text(TEXT.replace(old, new))
    (passage,) = [one for one, (_, text) in BLOCKS.items() if old in text]
    assert not_exact(result.passages) == {passage: "changed"}
    rests = {row["record_id"] for row in tables()["evidence"] if row["passage_id"] == passage}
    assert not_exact(result.records) == dict.fromkeys(rests, "changed")
    assert result.verdict == "not proved"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"NO MORE FOG,"', "“NO MORE FOG,”"),
        ('"NO MORE FOG,"', "«NO MORE FOG,»"),
        ("winter-storms", "winter\u2011storms"),
        ("winter-storms", "winter-\nstorms"),
        ("captains", "cap-\ntains"),
        ("captains", "cap\u00adtains"),
        ("official", "o\ufb03cial"),
        ("fog of June", "fog\u200b of\u00a0 June"),
        ("Some captains", "S ome captains"),
        ("Some captains", "S\n\nome captains"),
        ("fear the", "fear\nthe"),
        ("fear the", "fear\n\nthe"),
    ],
)
def test_layout(old: str, new: str) -> None:
    """Layout that costs a proof, or a word that is read as two."""
    assert verified_text(TEXT.replace(old, new)).verdict == "proved"


@pytest.mark.parametrize(
    ("old", "new", "passage"),
    [
        ("The ferry", "It is false that The ferry", "psg-003"),
        ("the port.", "the port. So he lied.", "psg-003"),
        ("The boat at", "Photo: The boat at", "psg-005"),
        ("BO RAY/COAST IMAGES", "It sank. BO RAY/COAST IMAGES", "psg-005"),
        ("A Ferry for", "Exclusive: A Ferry for", "psg-001"),
    ],
)
def test_words_at_the_edges(old: str, new: str, passage: str) -> None:
    """Words in the block of a passage that turn what it says, and are passed over."""
    result = verified_text(TEXT.replace(old, new))
    assert not_exact(result.passages) == {passage: "changed"}
    assert "words that are not the article's stand in its block" in result.reasons[passage]
    assert not result.is_proved


def test_words_between() -> None:
    """A forged paragraph that costs a proof, or of which the verdict keeps silent."""
    result = verified_text(TEXT.replace("Some captains", "Nobody was hurt, they said.\n\nSome captains"))
    assert result.verdict == "proved; 5 words between passages are not the article's"
    assert [tuple(one) for one in result.between] == [("psg-005", 5, "Nobody was hurt, they said.")]
    result = verified_text(f"Home News\n\n{TEXT}\n\nComments: 17 likes")
    assert result.verdict == "proved"


@pytest.mark.parametrize(
    ("interruption", "verdict"),
    [
        ("said\n\nAdvertisement\n\none", "proved; 1 word between passages is not the article's"),
        ("said\n\nPage 3\n\nThe Example Times\n\none", "proved; 5 words between passages are not the article's"),
        ("said\n\nI did not say that, and I never did. said\n\none", "not proved"),
        ("said\n\n1\n\n2\n\n3\n\n4\n\n5\n\none", "not proved"),
        ("said Advertisement one", "not proved"),
        ("said that one", "not proved"),
    ],
)
def test_interrupted(interruption: str, verdict: str) -> None:
    """A paragraph that whole blocks interrupt and that is lost, or one that words have come into and that is proved."""
    result = verified_text(TEXT.replace("said one", interruption))
    if "said\n\none" in interruption:
        assert result.verdict.startswith("proved")
    else:
        assert result.verdict == verdict


def test_furniture() -> None:
    """What belongs to the page around the article, and costs it a proof."""
    result = verified_text(TEXT.replace("By Zoë Finch\n\n", "").replace("BO RAY/COAST IMAGES", "BO RAY/COAST PICTURES"))
    assert result.verdict == "proved; 3 words between passages are not the article's"
    assert [tuple(one) for one in result.between] == [("psg-005", 3, "BO RAY/COAST PICTURES")]
    assert result.furniture == {"psg-002": False, "psg-006": False}
    assert "\n0 of 2 pieces of the page around the article found (they prove nothing)\n" in to_text(result)
    result = verified_text(TEXT.replace("BO RAY/COAST IMAGES", "BO RAY/COAST PICTURES"))
    said = "\n1 of 2 pieces of the page around the article found (without credit, psg-006; they prove nothing)\n"
    assert said in to_text(result)
    assert repr(result) == to_text(result)
    result = verified_text(TEXT, changed("evidence", 0, passage_id="psg-002", start="0", end="2"))
    assert result.records["act-001"] == "unproved"


@pytest.mark.parametrize(
    ("record_id", "table", "at", "cells", "copy"),
    [
        ("fig-001", "figures", 0, {"as_stated": "23 sailors"}, "32 sailors"),
        ("fig-001", "figures", 0, {"as_stated": "32 Sailors"}, "32 sailors"),
        ("fig-002", "figures", 1, {"as_stated": "5 million"}, "$5 million"),
        ("fig-002", "figures", 1, {"as_stated": "$5"}, None),
        ("act-001", "actors", 0, {"name": "two officials"}, "one official"),
        ("act-003", "actors", 2, {"name": "some Captains"}, "Some captains"),
        ("quo-001", "quotes", 0, {"text": "NO MORE DOG"}, '"NO MORE FOG,"'),
        ("quo-001", "quotes", 0, {"text": "No more fog"}, '"NO MORE FOG,"'),
        ("quo-001", "quotes", 0, {"text": ""}, '"NO MORE FOG,"'),
        ("quo-001", "quotes", 0, {"cue": "lied"}, '"NO MORE FOG,"'),
        ("quo-001", "quotes", 0, {"cue": ","}, '"NO MORE FOG,"'),
        ("quo-001", "quotes", 0, {"attribution": "."}, '"NO MORE FOG,"'),
        ("act-002", "actors", 1, {"name": "Mayor Bob Lee"}, "Mayor Ann Lee"),
        ("act-002", "actors", 1, {"name": "mayor Lee"}, "Mayor Ann Lee"),
        ("act-002", "actors", 1, {"name": "Mayor Lee?"}, "Mayor Ann Lee"),
        ("quo-001", "quotes", 0, {"attribution": "Vladimir Putin"}, '"NO MORE FOG,"'),
    ],
)
def test_cells(record_id: str, table: str, at: int, cells: dict[str, str], copy: str | None) -> None:
    """A cell that is forged and proved, or of which the report does not say what the copy has."""
    result = verified_text(TEXT, changed(table, at, **cells))
    if copy is None:  # a part of it, which is there
        assert result.is_proved
        return
    ((column, says),) = cells.items()
    assert [vars(cell) for cell in result.cells] == [
        {"record": record_id, "table": table, "column": column, "says": says, "copy": copy}
    ]
    assert not_exact(result.records) == {record_id: "changed"}
    assert not result.is_proved


def test_name_in_an_incomplete_copy() -> None:
    """A true name that is called forged since the copy lacks the passage that completes it."""
    named = changed("actors", 1, name="Mayor June Lee")
    assert verified_text(TEXT, named).is_proved
    result = verified_text(TEXT.replace("Some captains fear the winter-storms", "So"), named)
    assert result.records["act-002"] == "exact"


def test_words_in_an_indirect_quote() -> None:
    """Words in the cell of a quote that is called indirect, which nobody looks for."""
    forged = changed("quotes", 0, form="indirect", text="NO LESS FOG")
    assert not_exact(verified_text(TEXT, forged).records) == {"quo-001": "changed"}


def test_title() -> None:
    """A source under a title that the article does not have."""
    result = verified_text(TEXT, changed("sources", 0, title="A ferry for Ardle"))
    assert not_exact(result.sources) == {"src-001": "changed"}
    assert result.reasons == {"src-001": "its title says “A ferry for Ardle”, the copy “A Ferry for Ardle”"}
    assert not result.is_proved


def test_quote_outside_quotation_marks() -> None:
    """Prose that is given out for words that somebody said."""
    forged = changed("quotes", 0, text="of the $5 million boat")
    forged["evidence"][3] = span("quo-001", "psg-004", "of the $5 million boat")
    result = verified_text(TEXT, forged)
    assert not_exact(result.records) == {"quo-001": "changed"}
    forged = changed("quotes", 0, text="MORE FOG")
    forged["evidence"][3] = span("quo-001", "psg-004", "MORE FOG")
    assert not_exact(verified_text(TEXT, forged).records) == {"quo-001": "changed"}


@pytest.mark.parametrize(
    ("forged", "expected"),
    [
        (without("evidence", 0), {"act-001": "unproved"}),
        (
            without("evidence", 0, 1, 3, 4, 5),
            dict.fromkeys(["act-001", "act-002", "quo-001", "evt-001", "fig-001"], "unproved"),
        ),
        (changed("evidence", 4, use="supporting"), {"evt-001": "unproved"}),
        (changed("evidence", 4, passage_id="psg-004"), {"evt-001": "unproved"}),
        (changed("evidence", 4, start="1"), {"evt-001": "changed"}),
        (changed("evidence", 4, end="31"), {"evt-001": "changed"}),
        (changed("events", 0, event_id="evt-002"), {"evt-002": "unproved"}),
    ],
)
def test_evidence(forged: dict[str, list[dict[str, str]]], expected: dict[str, str]) -> None:
    """A record without what it could rest on that is not counted, or is proved."""
    result = verified_text(TEXT, forged)
    assert not_exact(result.records) == expected
    assert set(expected) <= set(result.reasons)
    assert not result.is_proved


def test_nothing_is_no_proof() -> None:
    """A package without passages or records that is proved, since nothing in it is wrong."""
    empty = {name: [] if name != "sources" else rows for name, rows in tables().items()}
    assert not verified_text(TEXT, empty).is_proved
    records = tables() | {name: [] for name in ("actors", "quotes", "events", "figures", "evidence", "accounting")}
    assert not verified_text(TEXT, records).is_proved


def test_passage_left_out_of_the_package() -> None:
    """A paragraph that a package leaves out, with all that rests on it, and of which nobody is told."""
    forged = without("passages", 6)
    for table in ("actors", "evidence", "accounting"):
        forged[table] = [row for row in forged[table] if row["passage_id"] != "psg-007"]
    result = verified_text(TEXT, forged)
    assert result.sources == {"src-001": "changed"}
    assert not result.is_proved


@pytest.mark.parametrize(
    ("forged", "opened", "absent"),
    [
        (without("accounting", 2), ["32"], []),
        (changed("accounting", 2, text="23"), [], [("23", "32")]),
        (changed("accounting", 2, start="14", end="16"), ["32"], [("32", "f")]),
        (changed("accounting", 6, text="Forged words"), [], [("Forged words", "Mayor Ann Lee")]),
        (changed("accounting", 2, kind="name"), ["32"], []),
        (changed("accounting", 2, record_id="fig-002"), ["32"], []),
    ],
)
def test_account(forged: dict[str, list[dict[str, str]]], opened: list[str], absent: list[tuple[str, str]]) -> None:
    """An account that leaves something out, lists what is not there, or claims what there is no evidence of."""
    result = verified_text(TEXT, forged)
    assert [one.text for one in result.account.open] == opened
    assert [row.text for row in result.account.absent] == [text for text, _ in absent]
    assert not result.is_proved


def test_rights() -> None:
    """A sentence of the article in a cell, which the report repeats or passes over."""
    text = "Captains, as we know, fear the winter storms off Ardle more than the fog, so they stay."
    forged = changed("events", 0, title=text)
    (found,) = verified_text(TEXT, forged).rights
    assert vars(found) == {"table": "events", "row": 2, "column": "title", "words": 10}
    assert not verified_text(TEXT, forged).is_proved


@pytest.mark.slow
def test_other_normalisation(tmp_path: Path) -> None:
    """Fingerprints by another normalisation, compared as if they were ours."""
    folder = copy_dataset(tmp_path)
    edit(folder, {"table": "sources", "where": {"source_id": "src-001"}, "set": {"normalisation": "other/2"}})
    stamped(folder)
    (tmp_path / "copy.txt").write_text("It rains.")
    with pytest.raises(CopyError, match="other/2"):
        verify(tmp_path / "copy.txt", folder)


@pytest.mark.slow
def test_package_of_no_kind(tmp_path: Path) -> None:
    """A package that is held to none of the dataset's rules, since it does not name the profile, and is proved."""
    folder = copy_dataset(tmp_path)
    write(folder, read_descriptor(folder) | ANOTHER_KIND)
    (tmp_path / "copy.txt").write_text("It rains.")
    with pytest.raises(PackageError, match=r"^[^\n]*name 'us-cuba-2026-profile-1.0.json' as its \$schema$"):
        verify(tmp_path / "copy.txt", folder)


@pytest.mark.slow
def test_show(tmp_path: Path) -> None:
    """A span marked at the wrong place, or shown without its passage."""
    file = tmp_path / "copy.txt"
    file.write_text(wrapped(straight(article())), encoding="utf-8")
    shown = show(file, "quo-006", ROOT)
    heading, passage, *_ = shown.split("\n\n")
    assert heading.startswith("Quote quo-006: Trump (paragraph 3). ")
    assert passage.startswith("para. 3 (psg-008), primary\n")
    heading, *found = show(file, "evt-002", ROOT).split("\n\n")
    assert ", according to people familiar with the matter and one U.S. official (paragraphs 1, 4). " in heading
    uses = [re.sub(r"^.* \(psg-\d+\), ", "", one.splitlines()[0]) for one in found]
    rows = [row for row in read_rows(ROOT, "evidence") if row["record_id"] == "evt-002"]
    expected: dict[str, dict[str, None]] = {}
    for row in sorted(rows, key=lambda row: row["use"] != "primary"):
        expected.setdefault(row["passage_id"], {})[row["use"]] = None
    assert uses == [", ".join(words) for words in expected.values()]
    assert {"primary", "supporting"} <= {*uses}
    assert '">>>NO MORE OIL OR MONEY<<<"' in shown
    assert "\x1b[7mNO MORE OIL OR MONEY\x1b[0m" in show(file, "quo-006", ROOT, is_coloured=True)
    assert show(file, "act-046", ROOT).count(">>>") == 2
    file.write_text("It rains.")
    with pytest.raises(UnusableError, match="the copy does not have the words of quo-006: run verify without --show"):
        show(file, "quo-006", ROOT)


@pytest.mark.slow
def test_show_what_is_in_part_there(tmp_path: Path) -> None:
    """A passage that the copy lacks, and that is passed over as if the record did not rest on it."""
    file = tmp_path / "copy.txt"
    blocks = re.split(r"\n\s*\n", article())
    (place,) = (at for at, block in enumerate(blocks) if "NO MORE OIL OR MONEY" in block)
    file.write_text("\n\n".join(blocks[:place] + blocks[place + 1 :]), encoding="utf-8")
    record = next(
        row["record_id"]
        for row in read_rows(ROOT, "evidence")
        if row["passage_id"] == "psg-008" and row["use"] == "supporting"
    )
    shown = show(file, record, ROOT)
    assert "para. 3 (psg-008), supporting\nThe copy does not have it: run verify without --show" in shown
    assert ">>>" in shown


@pytest.mark.slow
def test_show_passage(tmp_path: Path) -> None:
    """A passage, which has an id and can be cited, that is said not to be there."""
    file = tmp_path / "copy.txt"
    file.write_text(straight(article()), encoding="utf-8")
    shown = show(file, "psg-008", ROOT)
    heading, passage = shown.split("\n\n")
    assert heading == "Passage psg-008 (paragraph 3)."
    other = show(file, "quo-006", ROOT).split("\n\n")[1]
    assert passage == other.replace(", primary", "").replace(">>>", "").replace("<<<", "")
    file.write_text("It rains.")
    with pytest.raises(UnusableError, match="the copy does not have the words of psg-008"):
        show(file, "psg-008", ROOT)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("record_id", "says"),
    [
        ("quo-999", "no record 'quo-999': the ids of quotes go from quo-001 to quo-0"),
        ("Quo-6", r"no record 'Quo-6': did you mean quo-006\?"),
        ("plc-004", r"plc-004 \(places\) has no evidence of its own: show evt-029, .* which other tables tie to it$"),
        ("clm-056", r"clm-056 \(claims\) has no evidence of its own: show evt-048 or psg-025, which it points to$"),
        ("src-001", r"src-001 \(sources\) has no evidence of its own: show psg-001, .* which other tables tie to it$"),
    ],
)
def test_show_refuses(record_id: str, says: str, tmp_path: Path) -> None:
    """A row that is said not to exist because it has no evidence, or a mistyped id without the one that is meant."""
    file = tmp_path / "copy.txt"
    file.write_text("It rains.")
    with pytest.raises(UnusableError, match=f"^{says}"):
        show(file, record_id, ROOT)


@pytest.mark.mostly_slow
@pytest.mark.parametrize("read", [verify, lambda file, folder: show(file, "quo-006", folder)], ids=["verify", "show"])
@pytest.mark.parametrize(
    ("table", "change", "says"),
    [
        ("evidence", "remove", "evidence"),
        ("quotes", "remove", "quotes"),
        ("evidence", b"\xff\xfe", "evidence"),
        ("passages", b"passage_id\npsg-001\n", "passages"),
        ("evidence", ("start", "\u0662\u0660\u0669"), "evidence, row 2, start"),
        ("evidence", ("end", "2_09"), "evidence, row 2, end"),
        ("evidence", ("passage_id", "psg-999"), "evidence, row 2, passage_id"),
        ("accounting", ("record_id", "fig-999"), "accounting, row"),
        ("passages", ("length", ""), "passages, row 2, length"),
        ("evidence", "describe", "no table 'evidence'"),
        ("passages", "column", "no column 'text_sha256'"),
    ],
)
def test_checked_door(
    read: Callable[[Path, Path], object], table: str, change: str | bytes | tuple[str, str], says: str, tmp_path: Path
) -> None:
    """A package that the checks refuse, and that is read all the same, with a traceback or a proof."""
    folder = copy_dataset(tmp_path / "package")
    if change == "remove":
        file_of(folder, table).unlink()
    elif isinstance(change, bytes):
        file_of(folder, table).write_bytes(change)
    elif change == "describe":
        descriptor = read_descriptor(folder)
        descriptor["resources"] = [one for one in descriptor["resources"] if one["name"] != table]
        write(folder, descriptor)
    elif change == "column":
        descriptor = read_descriptor(folder)
        fields = next(one["schema"]["fields"] for one in descriptor["resources"] if one["name"] == table)
        fields[:] = [field for field in fields if field["name"] != "text_sha256"]
        write(folder, descriptor)
        drop_column(folder, table, "text_sha256")
    else:
        first = read_rows(folder, table)[0]
        edit(folder, {"table": table, "where": first, "set": {change[0]: change[1]}})
    stamped(folder)
    (tmp_path / "copy.txt").write_text("It rains.")
    with pytest.raises(PackageError, match=r"^[^\n]+$") as caught:
        read(tmp_path / "copy.txt", folder)
    assert says in str(caught.value)
