"""The two jobs of CONTRIBUTING.md, from start to end, with the commands that it names, word for word."""

import argparse
import csv
import re
import shlex
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from frictionless import Package as FrictionlessPackage

from commands import curate
from curator import Curator
from lake import describe, write
from packages import ROOT, copy_dataset, edit, file_of, files, read_rows, write_rows
from us_cuba_2026.article.verify import to_text, verify
from us_cuba_2026.checker import validate
from us_cuba_2026.curation.anchor import read_anchors
from us_cuba_2026.curation.command import add_commands
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.package import Package
from us_cuba_2026.model.profile import PROFILE, check_profile, names_profile
from us_cuba_2026.rules.record_tables import RECORDS

NEWCOMER = ROOT / "tests" / "newcomer"
SECOND = ROOT / "tests" / "second"
COPY = SECOND / "article.txt"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def run(step: str, *arguments: object, code: int = 0) -> str:
    """Run a step that CONTRIBUTING.md names, and return what it prints."""
    assert f"us-cuba-2026 curate {step}" in CONTRIBUTING
    result = curate(step, *arguments)
    assert result.returncode == code, result.stderr
    return result.stdout + result.stderr


def append(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    """Write rows below those of a table, as a curator does in an editor."""
    with file_of(folder, table).open(encoding="utf-8", newline="") as file:
        names = next(csv.reader(file))
    with file_of(folder, table).open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, names, restval="", lineterminator="\n").writerows(rows)


def commands(heading: str) -> list[str]:
    """The command lines of a section of CONTRIBUTING.md, in their order."""
    section = CONTRIBUTING.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [line for block in re.findall(r"```sh\n(.*?)```", section, re.DOTALL) for line in block.splitlines()]


@pytest.mark.slow
def test_a_new_article(tmp_path: Path) -> None:
    """A job of CONTRIBUTING.md that cannot be done by its words, or takes far more commands or cells than it says."""
    shutil.copy(NEWCOMER / "article.txt", tmp_path / "copy.txt")
    curator = Curator(tmp_path, tomllib.loads((NEWCOMER / "rows.toml").read_text(encoding="utf-8")))
    after_update = iter((curator.add, curator.settle_claims, lambda: None))
    between: dict[str, Callable[[], None]] = {
        "cd": curator.describe,
        "propose": curator.settle,
    }
    for line in commands("Add another article"):
        step = next(word for word in shlex.split(line) if word not in {"us-cuba-2026", "curate"})
        code, said = curator.run(line)
        assert code == 0 or step == "update", f"{line}: {said}"
        if step == "update":
            next(after_update)()
        elif step in between:
            between[step]()
    assert (code, said.splitlines()[-1]) == (0, "valid and proved"), said
    assert next(after_update, None) is None
    assert verify(tmp_path / "copy.txt", curator.folder).account.open == []
    report = validate(curator.folder)
    assert report.findings == []
    coded = tomllib.loads((NEWCOMER / "rows.toml").read_text(encoding="utf-8"))
    assert {table: report.rows[table] for table in (*RECORDS, "claims")} == {
        table: len(coded[table]) for table in (*RECORDS, "claims")
    }
    print(f"{len(curator.commands)} commands in {curator.seconds:.0f} s, {curator.typed.total()} typed cells:")
    print(dict(curator.typed))
    print(f"{curator.confirmed} guesses confirmed, {curator.deleted} drafts deleted")
    kinds = r"with (\d+) quotes, (\d+) events and (\d+) figures"
    effort = r"this takes (\d+) commands and fewer\sthan (\d+) typed cells"
    told = re.search(f"{kinds}, {effort}", CONTRIBUTING)
    assert told is not None
    *rows, given, most = (int(number) for number in told.groups())
    assert rows == [report.rows[table] for table in ("quotes", "events", "figures")]
    assert "twelve paragraphs" in CONTRIBUTING
    assert [row["kind"] for row in read_rows(curator.folder, "passages")].count("paragraph") == 12
    assert len(curator.commands) == given < 30
    assert most - 10 <= curator.typed.total() < most <= 150
    before = files(curator.folder)
    for line in curator.commands[2:]:
        if "propose" not in line:
            curator.run(line)
    assert files(curator.folder) == before


def test_the_example_of_anchors_can_be_read(tmp_path: Path) -> None:
    """An example of a file of anchors that the command refuses, or whose last cells it takes for others."""
    file = tmp_path / "anchors.csv"
    file.write_text(CONTRIBUTING.partition("```csv\n")[2].partition("```")[0], encoding="utf-8")
    first, last = read_anchors(file)
    assert (first.use, first.passage) == ("", "")
    assert (last.use, last.passage) == ("contesting", "psg-011")


@pytest.mark.slow
def test_correct_a_row(tmp_path: Path) -> None:
    """A correction that the checks do not see through, or that cannot be brought home with the steps described."""
    folder = copy_dataset(tmp_path)
    edit(folder, {"table": "quotes", "where": {"quote_id": "quo-006"}, "set": {"text": "NO MORE OIL AND MONEY"}})
    started = perf_counter()
    run("stamp", folder)
    assert [finding.rule for finding in validate(folder).findings] == ["evidence-quote"]
    edit(folder, {"table": "quotes", "where": {"quote_id": "quo-006"}, "set": {"text": "NO MORE OIL OR MONEY"}})
    edit(folder, {"table": "quotes", "where": {"quote_id": "quo-006"}, "set": {"note": "Corrected."}})
    run("stamp", folder)
    assert validate(folder).is_valid
    print(f"a row corrected, wrongly and then rightly, in {perf_counter() - started:.0f} s")
    steps = [shlex.split(line) for line in commands("Correct a row")]
    parser = argparse.ArgumentParser()
    add_commands(parser)
    for words in steps:
        if words[:2] == ["us-cuba-2026", "curate"]:
            assert parser.parse_args(words[2:]).run
        elif words[0] == "python":
            assert (ROOT / words[1]).is_file()
    assert [words[-1] for words in steps if words[1] == "validate"] == ["."]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of the article in tests/second, made by the steps of CONTRIBUTING.md."""
    folder = tmp_path_factory.mktemp("made") / "second"
    rows = tomllib.loads((SECOND / "rows.toml").read_text(encoding="utf-8"))
    spans = tomllib.loads((SECOND / "spans.toml").read_text(encoding="utf-8"))
    run("new", folder, "lake-example-2031", "The ferry of Lake Example")
    describe(folder)
    write(folder, "sources", rows.pop("sources"))
    run("fingerprint", COPY, "--package", folder)
    todo = run("account", COPY, "--package", folder, code=1)
    assert "# psg-007: paragraph 7\npsg-007,0,22,quotation,We have waited long enough,,\n" in todo
    for table, added in rows.items():
        append(folder, table, added)
    for record, first, last, *passage in spans["spans"]:
        run("anchor", COPY, record, first, last, *passage, "--package", folder)
    left = run("account", COPY, "--package", folder, "--claim", code=1)
    lines = [line for line in left.splitlines() if re.match(r"psg-\d", line)]
    names = ("passage_id", "start", "end", "kind", "text", "record_id", "reason")
    open_items = [dict(zip(names, row, strict=True)) for row in csv.reader(lines)]
    append(folder, "accounting", [item | {"reason": spans["reasons"][item["text"]]} for item in open_items])
    rows_in_order = sorted(read_rows(folder, "accounting"), key=lambda row: (row["passage_id"], int(row["start"])))
    assert len(rows_in_order) > len(open_items)
    run("account", COPY, "--package", folder)
    run("stamp", folder)
    return folder


@pytest.fixture
def second(made: Path, tmp_path: Path) -> Path:
    """A copy of that package, to be changed."""
    return Path(shutil.copytree(made, tmp_path / "second"))


@pytest.mark.slow
def test_add_another_article(second: Path) -> None:
    """A second package that the steps do not complete: that is not valid, or not proved by its article."""
    report = validate(second)
    assert report.findings == []
    assert report.rows["quotes"] == 4
    result = verify(COPY, second)
    assert result.is_proved
    assert set(result.records.values()) == {"exact"}
    assert len(result.records) == 11
    assert result.account.open == []


@pytest.mark.slow
def test_anchor_replaces_the_primary_span(second: Path) -> None:
    """A record anchored anew that has two primary spans then."""
    before = read_rows(second, "evidence")
    run("anchor", COPY, "evt-001", "ferry", "two years", "--package", second)
    after = read_rows(second, "evidence")
    assert len(after) == len(before)
    run("stamp", second)
    assert validate(second).is_valid


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["act-009", "Otto"], "no record act-009"),
        (["zzz-001", "Otto"], "no record zzz-001"),
        (["act-002", "Anna"], "act-002: 'Anna' is not in the copy, nor anything like it"),
        (["act-002", "f"], "act-002: 'f' is not in the copy; nearest is 'of' in psg-006"),
        (["quo-004", "The", "ferry", "--passage", "psg-099"], "no passage psg-099"),
        (["evt-001", "e"], "evt-001: 'e' is not in the copy"),
        (
            ["evt-001", "harbor official"],
            "evt-001: 'harbor official' is not in psg-006 but in psg-008",
        ),
    ],
)
def test_anchor_refuses(second: Path, arguments: list[str], says: str) -> None:
    """Words that name no span, or several, and are anchored somewhere all the same."""
    before = read_rows(second, "evidence")
    assert says in run("anchor", COPY, *arguments, "--package", second, code=2)
    assert read_rows(second, "evidence") == before


@pytest.mark.slow
def test_new_package_is_of_this_kind(tmp_path: Path) -> None:
    """A package that does not say which rules it is to be checked by, or whose profile does not lie beside it."""
    run("new", tmp_path / "mine", "lake-example-2031", "The ferry of Lake Example")
    describe(tmp_path / "mine")
    write(tmp_path / "mine", "sources", tomllib.loads((SECOND / "rows.toml").read_text(encoding="utf-8"))["sources"])
    run("stamp", tmp_path / "mine")
    package = Package.read(tmp_path / "mine")
    assert names_profile(package.descriptor)
    check_profile(package)
    assert (tmp_path / "mine" / PROFILE).read_bytes() == (ROOT / PROFILE).read_bytes()
    report = FrictionlessPackage(str(tmp_path / "mine" / "datapackage.json")).validate()
    assert report.flatten(["type", "message"]) == []


@pytest.mark.slow
def test_new_package_asks_for_what_is_missing(tmp_path: Path) -> None:
    """A new package that passes for a finished one, or a finding that does not name the cell or what to write there."""
    folder = tmp_path / "mine"
    run("new", folder, "lake-example-2031", "The ferry of Lake Example")
    with pytest.raises(PackageError) as stopped:
        validate(folder)
    assert str(stopped.value).partition("demands: ")[2] == (
        "description: must be filled in: say in a sentence or two what the article says; "
        "contributors 1, title: must be filled in: a name, as Family, Given"
    )
    assert "datapackage.json" in run("status", "--package", folder, code=1)
    describe(folder)
    found = {(finding.table, finding.row, finding.field, finding.rule) for finding in validate(folder).findings}
    columns = ("title", "publisher", "authors", "published_at", "sha256", "length", "normalisation")
    assert found == {("sources", 2, column, "required") for column in columns}


def test_new_package_says_how_to_code_it(tmp_path: Path) -> None:
    """A page that is missing, speaks of this dataset, or points at what is not there."""
    folder = tmp_path / "mine"
    run("new", folder, "lake-example-2031", "The ferry of Lake Example")
    describe(folder)
    assert curate("metadata", folder).returncode == 0
    for page in ("README.md", "RIGHTS.md", "CODEBOOK.md", "CODING.md"):
        text = (folder / page).read_text(encoding="utf-8")
        links = re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", text)
        assert [link for link in links if not (folder / link).exists()] == []
        assert "Cuba" not in text.replace("us-cuba-2026", "") or page == "CODEBOOK.md"
        assert "CONTRIBUTING" not in text
    assert "What an article says." in (folder / "README.md").read_text(encoding="utf-8")
    steps = re.findall(r"`us-cuba-2026 curate ([a-z]+)", (folder / "README.md").read_text(encoding="utf-8"))
    assert {*steps} == {"fingerprint", "propose", "update"}
    coders = (folder / "data" / "reliability" / "README.md").read_bytes()
    assert coders == (ROOT / "data" / "reliability" / "README.md").read_bytes()


def test_new_package_overwrites_nothing(tmp_path: Path) -> None:
    """A folder with somebody's work in it that is taken for a new package."""
    (tmp_path / "mine").mkdir()
    says = run("new", tmp_path / "mine", "x", "X", code=2)
    assert says == f"us-cuba-2026: {tmp_path / 'mine'}: is there already; name a folder that does not exist yet\n"
    assert list((tmp_path / "mine").iterdir()) == []


def test_new_package_refuses_a_bad_name(tmp_path: Path) -> None:
    """A name that the Data Package standard does not allow, found out when all the work is done."""
    says = run("new", tmp_path / "mine", "Bad Name", "X", code=2)
    assert "'Bad Name': a name has lower-case letters, digits, '.', '_' and '-'" in says
    assert not (tmp_path / "mine").exists()


@pytest.mark.slow
def test_status_tells_what_is_left(second: Path) -> None:
    """A finished package that is said not to be, or something left to do that the table of it lacks."""
    assert run("status", COPY, "--package", second) == (
        "nothing is left; next: us-cuba-2026 validate FOLDER, us-cuba-2026 verify FOLDER --article COPY\n"
    )
    write_rows(second, "evidence", [row for row in read_rows(second, "evidence") if row["record_id"] != "fig-001"])
    write_rows(second, "accounting", read_rows(second, "accounting")[1:])
    edit(second, {"table": "events", "where": {"event_id": "evt-001"}, "set": {"title": ""}})
    edit(second, {"table": "places", "where": {"place_id": "plc-001"}, "set": {"country_code": ""}})
    left = run("status", COPY, "--package", second, code=1)
    assert re.search(r"^plc-001 +country_code is empty +write the ISO .+ from XAA to XZZ", left, re.MULTILINE)
    assert re.search(r"^fig-001 +no evidence +us-cuba-2026 curate anchor ", left, re.MULTILINE)
    assert re.search(r"^evt-001 +title is empty +fill it$", left, re.MULTILINE)
    assert re.search(r"^psg-002:\d+ +name '.+' +code it, or give it a reason$", left, re.MULTILINE)
    assert "fig-001" in run("status", "--package", second, code=1)


@pytest.mark.slow
def test_status_tells_what_will_not_be_proved(second: Path) -> None:
    """A cell that only ``verify`` refuses, at the end, and then says that other people are to be told."""
    (figure,) = [row for row in read_rows(second, "figures") if row["figure_id"] == "fig-001"]
    said = figure["as_stated"][:-1]
    edit(second, {"table": "figures", "where": {"figure_id": "fig-001"}, "set": {"as_stated": said}})
    left = run("status", COPY, "--package", second, code=1)
    assert re.search(
        rf"^fig-001 +as_stated says “{said}”.+correct as_stated, or anchor other words$", left, re.MULTILINE
    )
    assert "as_stated" not in run("status", "--package", second, code=1)
    run("stamp", second)
    advice = "in a package of your own, correct the cells or anchor the records to other words"
    assert advice in to_text(verify(COPY, second))


@pytest.mark.slow
def test_status_tells_of_broken_rules(second: Path) -> None:
    """A cell that only ``validate`` refuses, a quote that is gone while a claim names it, or one thing told twice."""
    edit(second, {"table": "quotes", "where": {"quote_id": "quo-001"}, "set": {"act": "sings"}})
    edit(second, {"table": "claims", "where": {"claim_id": "clm-001"}, "set": {"quote_id": "quo-099"}})
    write_rows(second, "evidence", [row for row in read_rows(second, "evidence") if row["record_id"] != "fig-001"])
    left = run("status", "--package", second, code=1)
    assert re.search(r"^quo-001 +act 'sings' +must be one of: ", left, re.MULTILINE)
    assert re.search(r"^clm-001 +quote_id 'quo-099' ", left, re.MULTILINE)
    assert re.search(r"^datapackage.json +files have changed .+ us-cuba-2026 curate stamp$", left, re.MULTILINE)
    assert len([line for line in left.splitlines() if line.startswith("fig-001 ")]) == 1


@pytest.mark.slow
def test_a_table_of_a_spreadsheet_is_told(second: Path) -> None:
    """A table with semicolons between its cells that every step refuses, and none says what mends it."""
    file = file_of(second, "participants")
    file.write_text(file.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    assert "run us-cuba-2026 curate stamp" in run("status", "--package", second, code=2)
    run("stamp", second)
    assert "header" not in run("status", "--package", second)


@pytest.mark.parametrize(
    "step", ["new", "fingerprint", "propose", "accept", "account", "anchor", "stamp", "status", "printed", "metadata"]
)
def test_each_step_has_an_example(step: str) -> None:
    """A step whose help shows no example, or one that the command does not take."""
    help_ = run(step, "--help")
    example = shlex.split(help_.partition("example:\n")[2])
    assert example[:3] == ["us-cuba-2026", "curate", step]
    parser = argparse.ArgumentParser()
    add_commands(parser)
    parsed = parser.parse_args(example[2:])
    assert parsed.run


@pytest.mark.parametrize("job", ["folder", "take", "make"])
def test_each_job_of_agreement_has_an_example(job: str) -> None:
    """A job whose help shows no example, or one that the command does not take."""
    example = shlex.split(curate("agreement", job, "--help").stdout.partition("example:\n")[2])
    assert example[:4] == ["us-cuba-2026", "curate", "agreement", job]
    parser = argparse.ArgumentParser()
    add_commands(parser)
    assert parser.parse_args(example[2:]).run
