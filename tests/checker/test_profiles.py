"""Which rules a package is checked by: its profile's, a user's own, and Table Schema alone for all others."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import frictionless
import polars as pl
import pytest

import us_cuba_2026 as uc
from packages import copy_dataset, read_descriptor, read_rows, stamp, write_descriptor, write_package, write_rows
from us_cuba_2026.checker import GroupRule, Member, RowRule, Suspicion, frame_of, validate
from us_cuba_2026.checker.rule_set import RuleSet
from us_cuba_2026.files.errors import UnusableError

OTHERS = {
    "actors": "actor_id,naming,office,office_status,identified_by,name\na1,unnamed,chair,,name,ann\n",
    "events": "event_id,status,asserted_by_id,note\ne1,alleged,,\n",
    "evidence": "record_id,passage_id,start,end,use\nnone,p1,9,3,primary\n",
    "figures": "figure_id,hedge,value,value_low,as_stated,unit\nf1,exact,7,9,about two,kg\n",
    "passages": "passage_id,source_id,position,length\np1,s,7,1\np2,s,3,1\n",
    "places": "place_id,latitude,longitude\nx,1,\n",
    "quotes": 'quote_id,form,text,is_fragment,utterance_id,speaker_id\nq1,direct,,,u,a\nq2,indirect,"“x”",true,u,b\n',
    "vocabulary": "field,code,definition,see_also\nno,such,word,here\n",
}
"""Tables of other people's that have the names and columns of ours, and break what ours must keep."""

UNTIDY = {
    "blank at an end": (b"note_id,note\nn1, a\n", "tidy-spaces"),
    "byte order mark": (b"\xef\xbb\xbfnote_id,note\nn1,a\n", "byte-order-mark"),
    "carriage returns": (b"note_id,note\r\nn1,a\r\n", "line-ends"),
    "formula": (b"note_id,note\nn1,=1+1\n", "formula"),
    "not normalised": ("note_id,note\nn1,e\u0301\n".encode(), "nfc"),
    "order of rows": (b"note_id,note\nn2,a\nn1,b\n", "row-order"),
    "word read as missing": (b"note_id,note\nn1,NA\n", "missing-word"),
}


def rules_found(folder: Path, *, text_quality: bool = False) -> set[str]:
    """The rules that are broken."""
    return {one.rule for one in validate(folder, text_quality=text_quality).findings}


def other(folder: Path, tables: Mapping[str, str]) -> Path:
    """A package of somebody else's, every column of it text."""
    schemas = {
        name: {"fields": [{"name": column, "type": "string"} for column in content.partition("\n")[0].split(",")]}
        for name, content in tables.items()
    }
    return write_package(folder, {name: (schemas[name], content) for name, content in tables.items()})


@pytest.mark.parametrize("table", OTHERS)
def test_packages_of_others(table: str, tmp_path: Path) -> None:
    """A stranger's table that is told about hedges, or speakers, since it has the name of one of ours."""
    folder = other(tmp_path, {table: OTHERS[table]})
    assert frictionless.validate(str(folder / "datapackage.json")).valid
    assert list(validate(folder).findings) == []
    frame = pl.read_csv(folder / f"{table}.csv", infer_schema=False).fill_null("")
    assert list(uc.validate_frame(table, frame, package=folder).findings) == []


def test_all_tables_of_others(tmp_path: Path) -> None:
    """Rules across tables that are put to a package which names no profile."""
    assert list(validate(other(tmp_path, OTHERS)).findings) == []


@pytest.mark.parametrize("form", UNTIDY)
def test_text_quality_on_request(form: str, tmp_path: Path) -> None:
    """Text that Table Schema allows and that is refused unasked, or is passed over when asked for."""
    content, rule = UNTIDY[form]
    fields = [{"name": name, "type": "string"} for name in ("note_id", "note")]
    folder = write_package(tmp_path, {"notes": ({"fields": fields, "primaryKey": "note_id"}, "")})
    (folder / "notes.csv").write_bytes(content)
    assert rules_found(folder) == set()
    assert rules_found(folder, text_quality=True) == {rule}


def test_text_quality_of_frames(tmp_path: Path) -> None:
    """A frame that is judged by more or less than the file would be."""
    folder = other(tmp_path, {"notes": "note\na\n"})
    untidy = pl.DataFrame({"note": [" a"]})
    assert uc.validate_frame("notes", untidy, package=folder).is_valid
    found = uc.validate_frame("notes", untidy, package=folder, text_quality=True).findings
    assert [one.rule for one in found] == ["tidy-spaces"]


def test_circles_of_others(tmp_path: Path) -> None:
    """Two rows that name each other, as spouses do, called a mistake in a package of another kind."""
    key = {"fields": "spouse", "reference": {"resource": "", "fields": "person"}}
    fields = [{"name": name, "type": "string"} for name in ("person", "spouse")]
    schema = {"fields": fields, "primaryKey": "person", "foreignKeys": [key]}
    assert validate(write_package(tmp_path, {"t": (schema, "person,spouse\na,b\nb,a\n")})).is_valid


@pytest.mark.slow
def test_without_the_profile(tmp_path: Path) -> None:
    """The dataset's rules that hold, or do not, for another reason than the profile a descriptor names."""
    folder = copy_dataset(tmp_path)
    rows = read_rows(folder, "figures")
    rows[0] |= {"value_low": "", "value_high": "", "value": ""}
    write_rows(folder, "figures", rows)
    stamp(folder)
    named = rules_found(folder)
    assert any(rule.startswith("figure-") for rule in named)
    descriptor = read_descriptor(folder)
    del descriptor["$schema"]
    write_descriptor(folder, descriptor)
    assert not any(rule.startswith("figure-") for rule in rules_found(folder))


def one_captain() -> GroupRule:
    """A trip has one captain."""

    def judge(frames: Mapping[str, pl.DataFrame]) -> Iterator[tuple[str, pl.DataFrame]]:
        first = pl.col("captain").first().over("trip")
        rows = frames["legs"].filter(pl.col("captain") != first)
        yield "legs", frame_of(rows, "captain", "captain", pl.lit("is not the first leg's"), pl.col("captain"))

    legs = Member("legs", key=("trip",), cells=("trip", "captain"), value=("captain",))
    return GroupRule("captain", "a trip has one captain", (legs,), Suspicion.DIFFERENT, judge)


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("trip,captain\n1,a\n1,a\n2,b\n", []),
        ("trip,captain\n1,a\n1,b\n2,b\n", [3]),
        ("trip,captain\n1,a\n2,b\n1,b\n1,c\n", [4, 5]),
        ("trip,captain\n,a\n,b\n", []),
        ("trip,captain\n1,a\n1,\n", [3]),
        ("trip\n1\n1\n", []),
    ],
)
def test_own_group_rule(content: str, rows: list[int], tmp_path: Path) -> None:
    """A group rule of a user's own that is not judged, or is judged without the columns it reads."""
    folder = other(tmp_path, {"legs": content})
    found = validate(folder, rules=[one_captain()]).findings
    assert [(one.rule, one.row) for one in found] == [("captain", row) for row in rows]
    frame = pl.read_csv(folder / "legs.csv", infer_schema=False).fill_null("")
    of_frame = uc.validate_frame("legs", frame, package=folder, rules=[one_captain()]).findings
    assert of_frame == found


@pytest.mark.slow
def test_all_the_rules_there_are(tmp_path: Path) -> None:
    """A set of rules that is added to those of the profile, where it stands in their place."""
    folder = copy_dataset(tmp_path)
    rows = read_rows(folder, "places")
    rows[0]["longitude"] = ""
    write_rows(folder, "places", rows)
    stamp(folder)
    assert "place-coordinates" in rules_found(folder)
    assert validate(folder, rules=RuleSet()).is_valid


def test_what_is_no_rule(tmp_path: Path) -> None:
    """A traceback, where what is handed in is no rule."""
    folder = other(tmp_path, {"legs": "trip\n1\n"})
    with pytest.raises(UnusableError, match="RowRule or GroupRule, not str"):
        validate(folder, rules=["captain"])  # type: ignore[list-item]
    assert not validate(folder, rules=[RowRule("two", "must be 2", "trip", pl.col("trip") == "2")]).is_valid
