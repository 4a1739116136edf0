"""On Spark the findings are those of the local engine, whatever the files, the workers and the partitions."""

import csv
import gzip
import io
import json
import os
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa
import pytest

import make_corpus
import us_cuba_2026 as uc
from corpus.archive import Archive
from made_packages import PACKAGES, made
from packages import (
    ROOT,
    copy_dataset,
    drop_column,
    edit,
    file_of,
    read_descriptor,
    read_rows,
    stamp,
    write_descriptor,
    write_package,
    write_rows,
)
from us_cuba_2026.checker import (
    Finding,
    GroupRule,
    Member,
    Report,
    RowRule,
    Suspicion,
    findings,
    group_rules,
    validate,
)
from us_cuba_2026.checker.on_spark import files, groups, tables
from us_cuba_2026.checker.on_spark import validate as validate_on_spark
from us_cuba_2026.checker.on_spark.package_check import PackageCheck
from us_cuba_2026.checker.on_spark.session import has_java
from us_cuba_2026.checker.profiles import OwnRules
from us_cuba_2026.checker.reading import table_reader
from us_cuba_2026.checker.rule_set import RuleSet
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import Package
from us_cuba_2026.rules import evidence, vocabulary
from us_cuba_2026.rules import groups as dataset_groups
from us_cuba_2026.rules.dataset import dataset_rules

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

TABLES = [table.name for table in Package.read(ROOT).tables]
FIRST_OF_SEVERAL = ("unique", "unique-key", "utterance-speaker", "evidence-primary")
MORE_THAN_A_ROW = {
    *(*group_rules.RULES, *dataset_groups.RULES, *evidence.RULES, *vocabulary.RULES, *table_reader.RULES),
    *("row-order", "date-published", "quote-unnamed-speaker", "span"),  # the row before, or one that is looked up
}
UNORDERED = ("row-order", "passage-position")

Places = Counter[tuple[str | None, ...]]  # table, key, field, rule and value of findings


def need_java() -> None:
    """Skip where Spark cannot be started."""
    if not has_java():
        pytest.skip("needs Java 17: install it, or name its folder in JAVA_HOME")
    if sys.platform == "win32":
        pytest.skip("Spark needs programs of Hadoop on Windows, which are not to be had from Spark")


@pytest.fixture(scope="module")
def session() -> Iterator["SparkSession"]:
    """A session with three workers."""
    need_java()
    from pyspark.sql import SparkSession

    before = os.environ.get("PYSPARK_PYTHON")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings: dict[str, bool | float | int | str | None] = {
        "spark.ui.enabled": "false",
        "spark.log.level": "ERROR",
        "spark.sql.shuffle.partitions": "3",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # it ends before it is warm
    }
    one = SparkSession.builder.master("local[3]").config(map=settings).getOrCreate()
    yield one
    one.stop()
    if before is None:
        del os.environ["PYSPARK_PYTHON"]


def all_of(report: Report) -> tuple[Any, ...]:
    """All that a report says but for the time it took."""
    return list(report.findings), report.counts, report.rows, report.files, report.package


def compare(folder: Path, rules: OwnRules = (), *, text_quality: bool = False) -> Report:
    """The report of both engines, which has to be the same."""
    local = validate(folder, rules=rules, text_quality=text_quality, max_findings=10_000)
    on_spark = validate_on_spark(folder, rules=rules, text_quality=text_quality, max_findings=10_000)
    assert all_of(on_spark) == all_of(local)
    return local


def groups_of_fixtures() -> Iterator[tuple[list[str], list[dict[str, Any]]]]:
    """The broken fixtures, as many together as leave each other alone: no two edit the same table or descriptor.

    Those of rules that each row is judged by alone are left out: a worker judges them as the local engine does, and the
    corpus has most of them.
    """
    waiting = [
        file
        for file in sorted((ROOT / "tests" / "broken").glob("*.toml"), key=lambda file: file.stem)
        if any(
            one.get("rule", file.stem) in MORE_THAN_A_ROW
            for one in tomllib.loads(file.read_text(encoding="utf-8"))["expect"]
        )
    ]
    while waiting:
        taken: set[str] = set()
        group: list[Path] = []
        for file in waiting:
            fixture = tomllib.loads(file.read_text(encoding="utf-8"))
            touched = {
                str(change.get("table") or Path(change.get("file", "descriptor")).stem) for change in fixture["edit"]
            }
            touched |= {str(expected["table"]) for expected in fixture["expect"]}
            if not fixture.get("stamp", True):
                touched.add("stamp")
            if file.stem == "vocabulary-use":  # what all tables use
                touched |= {*TABLES}
            if not touched & taken and not ("stamp" in touched and group) and "stamp" not in taken:
                group.append(file)
                taken |= touched
        waiting = [file for file in waiting if file not in group]
        yield [file.stem for file in group], [tomllib.loads(file.read_text(encoding="utf-8")) for file in group]


def broken_by(folder: Path, fixtures: Sequence[dict[str, Any]]) -> Path:
    """A copy of the dataset with the edits of several fixtures."""
    copy_dataset(folder)
    for fixture in fixtures:
        for change in fixture["edit"]:
            edit(folder, change)
    if all(fixture.get("stamp", True) for fixture in fixtures):
        stamp(folder)
    return folder


GROUPS = list(groups_of_fixtures())


def in_parts(folder: Path, table: str, count: int) -> None:
    """Divide the CSV file of a table into several with a header each, one of them without rows."""
    file = file_of(folder, table)
    header, *lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    names = []
    for at in range(count):
        name = f"{table}-{at}.csv"
        (folder / name).write_text(
            header + "".join(lines[at * len(lines) // count : (at + 1) * len(lines) // count]),
            encoding="utf-8",
            newline="",
        )
        names.append(name)
    (folder / f"{table}-empty.csv").write_text(header, encoding="utf-8", newline="")
    names.insert(1, f"{table}-empty.csv")
    describe(folder, table, names)


@pytest.mark.mostly_exhaustive
@pytest.mark.slow
@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(("names", "fixtures"), GROUPS, ids=[f"{names[0]}-and-{len(names) - 1}" for names, _ in GROUPS])
def test_broken_fixtures(names: list[str], fixtures: list[dict[str, Any]], tmp_path: Path) -> None:
    """A rule that Spark does not judge, judges otherwise, or places elsewhere."""
    report = compare(broken_by(tmp_path, fixtures))
    assert {rule for rules in report.counts.values() for rule in rules} >= {*names}


def schema(*names: str, **properties: Any) -> dict[str, Any]:
    """A Table Schema of columns of text."""
    return {"fields": [{"name": name, "type": "string"} for name in names], **properties}


def reference(fields: str | list[str], table: str, columns: str | list[str]) -> dict[str, Any]:
    """A foreign key."""
    return {"fields": fields, "reference": {"resource": table, "fields": columns}}


def small_package(folder: Path) -> Path:
    """Keys, circles and references of all kinds, with names and cells that Spark could take for something else."""
    up = {"foreignKeys": [reference("up", "", "key")], "primaryKey": "key"}
    number = {"fields": [{"name": "n", "type": "integer"}, {"name": "x"}], "primaryKey": "n"}
    links = [*((f"n{at}", f"n{at + 1}") for at in range(40)), ("c0", "c1"), ("c1", "c2"), ("c2", "c0"), ("s", "s")]
    links += [("into", "c1"), ("c1", "n0"), ("b", ""), ("b", "a"), ("a", "b")]
    hostile = ["a.b", "`c`", "d e", "row", "kind", "sélect"]
    tables = {
        "links": (schema("key", "up", **up), "key,up\n" + "".join(f"{one},{other}\n" for one, other in links)),
        "pairs": (schema("a", "b", primaryKey=["a", "b"]), "a,b\nx,yz\nxy,z\nx,yz\nx\x1fy,z\nx,y\x1fz\n,\n,q\n"),
        "children": (
            schema("c", "a", "b", foreignKeys=[reference(["a", "b"], "pairs", ["a", "b"])]),
            "c,a,b\n1,x,yz\n2,x,z\n3,,\n4,,q\n5,x,y\x1fz\n6,y\x1fx,z\n7,x,yz,too many\n8,x\n",
        ),
        "numbers": (number, "n,x\n7,\n07,\n+7,\n8,\n,\nx,\n"),
        "of-numbers": (
            {"fields": [{"name": "n", "type": "integer"}], "foreignKeys": [reference("n", "numbers", "n")]},
            "n\n007\n9\n+8\n\n",
        ),
        "c": (schema("x", foreignKeys=[reference("x", "aa", "key")]), "x\na1\na9\n"),
        "aa": (schema("key", "b", primaryKey="key", foreignKeys=[reference("b", "b", "key")]), "key,b\na1,b1\na2,b9\n"),
        "b": (schema("key", "a", primaryKey="key", foreignKeys=[reference("a", "aa", "key")]), "key,a\nb1,a1\nb2,a9\n"),
        "gone": (schema("key", primaryKey="key"), "key\n"),
        "of-gone": (schema("x", foreignKeys=[reference("x", "gone", "key")]), "x\nq\n"),
        "no.`rows": (schema("a.b", "key", primaryKey="key"), "a.b,key\n"),
        "of`.`none": (schema("x", foreignKeys=[reference("x", "no.`rows", "key")]), "x\nq\n"),
        "hostile": (
            schema(*hostile, primaryKey=hostile[:2], uniqueKeys=[["kind"]]),
            ",".join(hostile) + '\n1,2,3,4,5,6\n1,2,"a\nb",\x00,5,"""\n"\n3,\U0001f1e8,,{{,$x,%s\n',
        ),
    }  # fmt: skip
    write_package(folder, {})
    resources = []
    for at, (name, (described, content)) in enumerate(tables.items()):
        (folder / f"{at}.csv").write_bytes(content.encode())
        resources.append({"name": name, "path": f"{at}.csv", "schema": described})
    write_descriptor(folder, {"resources": resources})
    (folder / "8.csv").unlink()
    return folder


@pytest.mark.mostly_exhaustive
@pytest.mark.slow
@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(("at_once", "few"), [(100_000, 100_000), (3, 1)])
def test_small_package(at_once: int, few: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys compared or joined otherwise than by the local engine; a group torn apart; a circle lost in the rounds."""
    monkeypatch.setattr(groups, "AT_ONCE", at_once)
    monkeypatch.setattr(groups, "FEW", few)
    report = compare(small_package(tmp_path), RuleSet(text_quality=True, no_circles=True))
    assert report.counts["links"] == {"cycle": 4, "primary-key": 2, "foreign-key": 1}
    assert {"primary-key", "foreign-key", "unique-key", "row-width", "file"} <= {one.rule for one in report.findings}


@pytest.mark.slow
@pytest.mark.usefixtures("session")
def test_package_of_another_kind(tmp_path: Path) -> None:
    """Rules of the dataset, text quality, or a user's own rules that only one engine holds a package to."""
    legs = ({"fields": [{"name": name, "type": "string"} for name in ("trip", "captain")]}, "")
    folder = write_package(tmp_path, {"quotes": legs})
    (folder / "quotes.csv").write_bytes(b"\xef\xbb\xbftrip,captain\r\n1,a\r\n1, b\r\n2,c\r\n")

    def judge(frames: Mapping[str, pl.DataFrame]) -> Iterator[tuple[str, pl.DataFrame]]:
        rows = frames["quotes"].filter(pl.col("captain") != pl.col("captain").first().over("trip"))
        yield "quotes", findings.frame_of(rows, "one", "captain", pl.lit("is another"), pl.col("captain"))

    member = Member("quotes", key=("trip",), cells=("trip", "captain"), value=("captain",))
    one = GroupRule("one", "a trip has one captain", (member,), Suspicion.DIFFERENT, judge)
    low = RowRule("low", "must be below 2", "trip", pl.col("trip") < "2", ("quotes",))
    assert compare(folder).is_valid
    assert compare(folder, [one, low]).counts == {"quotes": {"one": 1, "low": 1}}
    assert {*compare(folder, text_quality=True).counts["quotes"]} == {"byte-order-mark", "line-ends", "tidy-spaces"}


@pytest.mark.exhaustive
@pytest.mark.slow
@pytest.mark.usefixtures("session")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # frictionless leaves archives open
def test_packages_of_other_people(tmp_path: Path) -> None:
    """A dialect, an encoding, a compression or a type that only one engine reads, or that it judges otherwise."""
    for name, described in PACKAGES.items():
        (folder := tmp_path / name).mkdir()
        assert not compare(made(folder, described, "broken")).is_valid, name


@pytest.mark.exhaustive
@pytest.mark.slow
@pytest.mark.usefixtures("session")
def test_defects_over_several_files(tmp_path: Path) -> None:
    """A key that comes again in another file, an order broken where one file ends, a reference into the next."""
    folder = copy_dataset(tmp_path)
    for change in (
        {"table": "quotes", "where": {"quote_id": "quo-002"}, "set": {"reported_in_id": "quo-003"}},
        {"table": "quotes", "where": {"quote_id": "quo-030"}, "set": {"speaker_id": "act-999"}},
        {"table": "evidence", "where": {"use": "primary"}, "set": {"use": "supporting"}},
    ):
        edit(folder, change)
    for table in TABLES:
        rows = read_rows(folder, table)
        write_rows(folder, table, [*rows, *map(dict, rows[:1])])
    for table, count in (
        ("events", 3),
        ("quotes", 2),
        ("evidence", 4),
        ("passages", 2),
        ("accounting", 2),
        ("sources", 1),
    ):
        in_parts(folder, table, count)
    describe(folder, "events", [f"events-{at}.csv" for at in (1, "empty", 0, 2)])
    lines = file_of_part(folder, "accounting", 2)
    lines.write_bytes(lines.read_bytes() + b"too,short\n\n,,,,,,,,,\n")
    actors = pl.read_csv(file_of(folder, "actors"), infer_schema=False)
    actors.head(30).write_parquet(folder / "actors-0.parquet")
    actors.tail(-30).write_parquet(folder / "actors-1.parquet")
    describe(folder, "actors", ["actors-0.parquet", "actors-1.parquet"])
    figures = file_of(folder, "figures").read_bytes()
    (folder / "figures.csv.gz").write_bytes(gzip.compress(figures))
    describe(folder, "figures", "figures.csv.gz")
    report = compare(folder)
    rules = {rule for rules in report.counts.values() for rule in rules}
    assert {"cycle", "primary-key", "row-order", "foreign-key", "evidence-primary", "passage-position"} <= rules
    assert ("row-order", "events-0.csv", 2) in {(one.rule, one.file, one.row) for one in report.findings}


@pytest.mark.exhaustive
@pytest.mark.slow
@pytest.mark.usefixtures("session")
def test_spoilt_files_of_several(tmp_path: Path) -> None:
    """A table of which one file cannot be read, and that is judged by the others."""
    folder = copy_dataset(tmp_path)
    for table in ("events", "quotes", "actors"):
        in_parts(folder, table, 3)
    file_of_part(folder, "events", 2).write_bytes(b"event_id,title\nx,\xff\n")
    file_of_part(folder, "quotes", 3).write_bytes(b'nothing\n"x\n')
    file_of_part(folder, "actors", 2).unlink()
    file_of(folder, "vocabulary").write_bytes(b"")
    report = compare(folder)
    assert not {"events", "quotes", "actors", "vocabulary"} & {*report.rows}


@pytest.mark.exhaustive
@pytest.mark.slow
@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("column", ["record_id", None])
def test_accounting_that_cannot_be_used(column: str | None, tmp_path: Path) -> None:
    """Evidence that is not judged where only the account of the article is missing."""
    folder = copy_dataset(tmp_path)
    if column:
        drop_column(folder, "accounting", column)
    else:
        file_of(folder, "accounting").unlink()
    edit(folder, {"table": "evidence", "where": {"use": "primary"}, "set": {"use": "supporting"}})
    stamp(folder)
    assert "evidence-primary" in {one.rule for one in compare(folder).findings}


def describe(folder: Path, table: str, path: str | list[str]) -> None:
    """Describe a table as being at another path."""
    descriptor = read_descriptor(folder)
    resource = next(one for one in descriptor["resources"] if one["name"] == table)
    for key in ("bytes", "hash", "format", "mediatype"):
        resource.pop(key, None)
    resource["path"] = path
    write_descriptor(folder, descriptor)


def file_of_part(folder: Path, table: str, at: int) -> Path:
    """One of several files of a table."""
    paths: list[str] = next(one["path"] for one in read_descriptor(folder)["resources"] if one["name"] == table)
    return folder / paths[at]


@pytest.mark.slow
def test_partitions(session: "SparkSession", tmp_path: Path) -> None:
    """One worker that reads all files of a table, or judges all groups of rows."""
    in_parts(copy_dataset(tmp_path), "quotes", 4)
    package = Package.read(tmp_path)
    check = PackageCheck(package, dataset_rules(package.tables), None, has_order=True)
    kept, frame = files.read(session, check, package.table("quotes"))
    assert frame.rdd.getNumPartitions() == 5
    (seen,) = tables.take({"quotes": (kept, frame)}).values()
    assert [part.at for part in seen.parts if part.rows] == [0, 2, 3, 4]
    assert seen.count == len(read_rows(ROOT, "quotes"))
    seen.records.unpersist()


@pytest.mark.exhaustive
@pytest.mark.slow
@pytest.mark.usefixtures("session")
def test_corpus_with_defects(tmp_path: Path) -> None:
    """A defect that is lost among thousands of rows, or in the file for all findings."""
    folder = tmp_path / "corpus"
    make_corpus.make(Archive(2000, 0), folder, 2)
    compare(folder)
    expected = Counter(all_written(validate, folder, tmp_path / "local.parquet"))
    assert Counter(all_written(validate_on_spark, folder, tmp_path / "spark.parquet")) == expected
    assert expected.total() > 100


def all_written(check: Callable[..., Report], folder: Path, file: Path) -> list[tuple[Any, ...]]:
    """The findings that are written where only one of each rule is shown."""
    report = check(folder, max_findings=1, findings=file)
    assert max(Counter(one.rule for one in report.findings).values()) == 1
    return pl.read_parquet(file).rows()


def as_frame(session: "SparkSession", folder: Path, name: str, partitions: int) -> "DataFrame":
    """A table as a DataFrame of text, as Spark reads it from a CSV file."""
    cells = pl.read_csv(file_of(folder, name), infer_schema=False).fill_null("").to_arrow()
    columns = ", ".join(f"`{name}` string" for name in cells.schema.names)
    return session.createDataFrame(
        cells.cast(pa.schema([(one, pa.string()) for one in cells.schema.names])), columns
    ).repartition(partitions)


def keyed(folder: Path, findings: Sequence[Finding]) -> Places:
    """Findings of the local engine with the key of the row, as the cells of its file say it."""
    keys = {table.name: table.primary_key for table in Package.read(folder).tables}
    rows = {name: read_rows(folder, name) for name in keys}

    def key(one: Finding) -> str | None:
        cells = [] if one.row is None else [rows[one.table][one.row - 2][name] for name in keys[one.table]]
        return ", ".join(cells) if any(cells) else None

    return Counter((one.table, key(one), one.field, one.rule, one.value) for one in findings)


@pytest.mark.slow
def test_frames(session: "SparkSession", tmp_path: Path) -> None:
    """A verdict on DataFrames that is not that on files, or depends on how many workers hold them."""
    folder = tmp_path / "corpus"
    make_corpus.make(Archive(300, 0), folder, 1)
    for name in TABLES:  # rows of the wrong width are for files only
        width = len(Package.read(folder).table(name).names)
        content = list(csv.reader(io.StringIO(file_of(folder, name).read_text(encoding="utf-8"), newline="")))
        rows = [dict(zip(content[0], row, strict=True)) for row in content[1:] if len(row) == width]
        write_rows(folder, name, rows)
    stamp(folder)
    local = validate(folder, max_findings=10_000).findings
    expected = keyed(folder, [one for one in local if one.rule not in UNORDERED])
    assert expected.total() > 40
    assert "blank-row" in {one.rule for one in local}
    found = uc.validate_spark({name: as_frame(session, folder, name, 4) for name in TABLES}, package=folder)
    assert found.columns == ["table", "row", "field", "rule", "value", "message", "key", "file"]
    collected = found.collect()  # once: each look at it is a check
    assert [row for row in collected if row["row"] is not None] == []
    places: Places = Counter(
        tuple(row[name] for name in ("table", "key", "field", "rule", "value")) for row in collected
    )
    assert without_the_first(places) == without_the_first(expected)


def without_the_first(found: Places) -> Places:
    """Findings without the row and cell where a rule tells the first of several rows from the others."""
    return Counter((one[0], one[2], one[3]) if one[3] in FIRST_OF_SEVERAL else one for one in found.elements())


@pytest.mark.exhaustive
@pytest.mark.slow
def test_typed_frames(session: "SparkSession", tmp_path: Path) -> None:
    """Types of Spark that are judged otherwise than their text; a file that is not named though Spark knows it."""
    tables = {}
    for name in TABLES:
        typed: pl.DataFrame = uc.load(name, engine="polars")  # type: ignore[call-overload]
        typed.with_columns(pl.col(pl.Categorical, pl.Enum).cast(pl.String)).write_parquet(tmp_path / f"{name}.parquet")
        tables[name] = session.read.parquet(str(tmp_path / f"{name}.parquet"))
    assert uc.validate_spark(tables).isEmpty()
    from pyspark.sql import functions as F  # noqa: N812

    coordinates = {"latitude": F.lit(95.0), "longitude": F.lit(0), "extra": F.lit(1)}
    places = tables["places"].withColumns(coordinates)
    found = uc.validate_spark(
        {"places": places.unionAll(places.limit(1)), "actors": tables["actors"].limit(0)}
    ).collect()
    assert Counter((row["rule"], row["field"]) for row in found) == {
        ("columns", "extra"): 1, ("maximum", "latitude"): 10, ("primary-key", "place_id"): 1,
    }  # fmt: skip
    (again,) = [row for row in found if row["rule"] == "primary-key"]
    assert again["key"] == again["value"]
    assert again["message"] == f"duplicate place_id: already used in row {again['key']}"
    (file,) = {row["file"] for row in uc.validate_spark({"places": places}).where("key is not null").collect()}
    assert file.endswith("/places.parquet")


@pytest.mark.slow
def test_frames_that_cannot_be_used(session: "SparkSession") -> None:
    """A traceback of Java where a line would do; names that Spark reads as more than a name; cells that are null."""
    for broken, what in (
        ("select array(1) as place_id", "places: a column is of type List"),
        ("select binary('x') as place_id", "places: a column is of type Binary"),
        ("select struct(1) as place_id", "places: a column is of type Struct"),
        ("select '1' as place_id, '2' as place_id", "places: two columns of the frame have the same name"),
    ):
        with pytest.raises(UnusableError, match=f"^{what}[^\n]*$"):
            uc.validate_spark({"places": session.sql(broken)})
    with pytest.raises(UnusableError, match="no table 'x'"):
        uc.validate_spark({"x": session.range(1)})
    with pytest.raises(UnusableError, match="no table is given"):
        uc.validate_spark({})
    hostile = session.sql(
        "select 'plc-001' as place_id, null as name, 'a\0b\nc' as kind, 1 as `a.b`, 2 as `c``d`, 3 as Kind"
    )
    found = {(row["rule"], row["field"]) for row in uc.validate_spark({"places": hostile}).collect()}
    assert {
        ("required", "name"),
        ("enum", "kind"),
        ("columns", "a.b"),
        ("columns", "c`d"),
        ("columns", "Kind"),
    } <= found
    (nothing,) = uc.validate_spark({"places": session.range(2)}).collect()
    assert nothing["rule"] == "columns"


def run(*arguments: str, code: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command, after some code."""
    program = f"import sys; {code}\nfrom us_cuba_2026.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", env={**os.environ, **environment}, check=False
    )


@pytest.mark.slow
def test_command_without_java(tmp_path: Path) -> None:
    """A traceback, or nothing that says what to install."""
    result = run("validate", "--engine", "spark", JAVA_HOME=str(tmp_path))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "us-cuba-2026: Spark needs Java 17 or newer: install it, or name its folder in JAVA_HOME\n"


@pytest.mark.slow
def test_command_without_pyspark() -> None:
    """The same where the extra is not installed."""
    result = run("validate", "--engine", "spark", code="sys.modules['pyspark'] = None")
    assert (result.returncode, result.stdout) == (2, "")
    how = "pip install '.[spark]' in a clone, or 'FILE.whl[spark]' of a wheel"
    assert result.stderr == f"us-cuba-2026: pyspark is missing: {how}\n"


def test_spark_is_not_imported() -> None:
    """A check of files or frames that waits for Spark to be imported, where it is installed."""
    code = "import us_cuba_2026 as uc, sys; uc.validate_spark; assert 'pyspark' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow
def test_command(tmp_path: Path) -> None:
    """A report that Spark's own words get into, or a session that is not the user's own."""
    need_java()
    kinds = {"fields": [{"name": "kind", "type": "string", "constraints": {"enum": ["a", "b"]}}]}
    write_package(tmp_path, {"t": (kinds, "kind\na\nx\n")})
    settings = (
        "--master local[2] --driver-java-options -XX:TieredStopAtLevel=1 --conf spark.sql.shuffle.partitions=2"
        " --conf spark.ui.enabled=false pyspark-shell"
    )
    result = run("validate", str(tmp_path), "--engine", "spark", "--format", "json", PYSPARK_SUBMIT_ARGS=settings)
    assert result.returncode == 1, result.stderr
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["rule"], finding["row"]) == ("enum", 3)
    assert "Traceback" not in result.stderr
