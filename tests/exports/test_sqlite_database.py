"""SQLite: keys and constraints that hold, as the ``sqlite3`` shell sees them."""

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from exports.expected import (
    FLAT,
    HOSTILE,
    KEYS,
    NAME,
    RESOURCES,
    TABLES,
    alone,
    as_text,
    program,
    rows,
    stored,
    with_table,
)
from packages import ROOT, copy_dataset, edit, read_descriptor, write_descriptor, write_package
from us_cuba_2026.exports.content import Content
from us_cuba_2026.exports.datasette_metadata import metadata
from us_cuba_2026.exports.sqlite_database import write
from us_cuba_2026.files.errors import PackageError


def shell(file: Path, sql: str) -> subprocess.CompletedProcess[str]:
    """Run SQL in the ``sqlite3`` shell, foreign keys on, rows as JSON."""
    command = [program("sqlite3"), "-bail", "-json", "-cmd", "PRAGMA foreign_keys = ON", str(file), sql]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def query(file: Path, sql: str) -> list[dict[str, Any]]:
    """The rows that a query yields."""
    result = shell(file, sql)
    assert (result.returncode, result.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(result.stdout or "[]")
    return found


@pytest.fixture(scope="session")
def database(exported: Path) -> Path:
    """The database; not to be changed."""
    return exported / f"{NAME}.sqlite"


@pytest.mark.parametrize("name", TABLES)
def test_values(name: str, database: Path) -> None:
    """A value that is lost, changed, or of another type."""
    found = query(database, f"SELECT * FROM {name}")
    assert found == [{column: stored(value) for column, value in row.items()} for row in rows(name)]


def test_sound(database: Path) -> None:
    """A broken key or page."""
    assert query(database, "PRAGMA foreign_key_check") == []
    assert query(database, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]


@pytest.mark.parametrize("name", TABLES)
def test_keys(name: str, database: Path) -> None:
    """A primary key that is not declared, a foreign key that is not, or a table that takes values of any type."""
    columns = query(database, f"PRAGMA table_info({name})")
    assert [column["name"] for column in columns if column["pk"]] == KEYS[name]
    assert all(column["notnull"] for column in columns if column["pk"])
    schema = next(one for one in read_descriptor(ROOT)["resources"] if one["name"] == name.removesuffix("_flat"))[
        "schema"
    ]
    declared = {(key["from"], key["table"], key["to"]) for key in query(database, f"PRAGMA foreign_key_list({name})")}
    described = {
        (key["fields"][0], key["reference"]["resource"], key["reference"]["fields"][0])
        for key in schema.get("foreignKeys", [])
    }
    assert declared == described
    assert query(database, f"SELECT strict FROM pragma_table_list WHERE name = '{name}'") == [{"strict": 1}]


QUOTE = "INSERT INTO quotes SELECT 'quo-999', {} FROM quotes WHERE quote_id = 'quo-006'"
COLUMNS = [column for column in rows("quotes")[0] if column != "quote_id"]


def quote(**cells: str) -> str:
    """An insert of a quote that is right but for some cells."""
    return QUOTE.format(", ".join(cells.get(column, column) for column in COLUMNS))


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        (quote(), ""),
        (quote(speaker_id="'act-999'"), "FOREIGN KEY constraint failed"),
        (quote(speaker_id="NULL"), "NOT NULL constraint failed: quotes.speaker_id"),
        (quote(form="'spoken'"), "CHECK constraint failed"),
        (quote(is_fragment="2"), "CHECK constraint failed"),
        (quote(is_fragment="'yes'"), "cannot store TEXT value in INTEGER column"),
        (quote(date_start="'2026-02-30'"), "CHECK constraint failed"),
        ("INSERT INTO quotes SELECT * FROM quotes LIMIT 1", "UNIQUE constraint failed: quotes.quote_id"),
        ("UPDATE actors SET affiliation_id = 'act-999' WHERE actor_id = 'act-001'", "FOREIGN KEY constraint failed"),
        ("DELETE FROM actors WHERE actor_id = 'act-007'", "FOREIGN KEY constraint failed"),
        ("UPDATE places SET latitude = 91", "CHECK constraint failed"),
        ("UPDATE passages SET position = 1", "UNIQUE constraint failed: passages.source_id, passages.position"),
        ("UPDATE events_flat SET participant_ids = 'act-001'", "CHECK constraint failed"),
        ("UPDATE quotes_flat SET speaker_id = 'act-999'", "FOREIGN KEY constraint failed"),
    ],
)
def test_what_breaks_a_rule_is_refused(sql: str, message: str, database: Path, tmp_path: Path) -> None:
    """A constraint that is written down, and does not hold."""
    shutil.copy(database, tmp_path / "copy.sqlite")
    result = shell(tmp_path / "copy.sqlite", sql)
    assert (result.returncode == 0) == (message == "")
    assert message in result.stderr


LISTED = "(SELECT json_group_array({}) FROM (SELECT * FROM {} AS l WHERE l.{} = {} ORDER BY rowid) AS p {}) AS {}"
PARTICIPANTS = ", ".join(
    LISTED.format(cell, "participants", "event_id", "e.event_id", "JOIN actors AS o USING (actor_id)", name)
    for cell, name in (
        ("actor_id", "participant_ids"),
        ("o.name", "participant_names"),
        ("p.role", "participant_roles"),
    )
)
PLACES = ", ".join(
    LISTED.format(cell, "event_places", "event_id", "e.event_id", "JOIN places AS o USING (place_id)", name)
    for cell, name in (("place_id", "place_ids"), ("o.name", "place_names"), ("p.role", "place_roles"))
)
RELATED = ", ".join(
    LISTED.format(cell, "event_relations", "from_id", "e.event_id", "JOIN events AS o ON o.event_id = p.to_id", name)
    for cell, name in (("to_id", "related_ids"), ("o.title", "related_titles"), ("relation", "relations"))
)
CLAIMS = ", ".join(
    LISTED.format(cell, "claims", "record_id", "{id}", "LEFT JOIN actors AS o USING (actor_id)", name)
    for cell, name in (
        ("claim_id", "claim_ids"), ("coalesce(o.name, 'the article')", "claimant_names"), ("stance", "claim_stances")
    )
)  # fmt: skip
PASSAGE = """
    CASE WHEN g.kind = 'paragraph' THEN (SELECT count(*) FROM passages AS o
    WHERE o.source_id = g.source_id AND o.kind = 'paragraph' AND o.position <= g.position) END AS paragraph,
    g.kind AS passage_kind, s.source_id, s.title AS source_title"""
_FIRST, _LAST = "substr({0}.date_start, 1, 7)", "substr({0}.date_end, 1, 7)"
MONTH = f"CASE WHEN {_FIRST} = {_LAST} THEN {_FIRST} END AS date_month"
JOINS = {
    "events_flat": f"""SELECT e.*, {PARTICIPANTS}, {PLACES}, {RELATED}, {CLAIMS.format(id="e.event_id")},
        {MONTH.format("e")}, {PASSAGE} FROM events AS e""",
    "figures_flat": f"""SELECT t.*, e.title AS event_title, e.kind AS event_kind, e.class AS event_class,
        e.status AS event_status, a.name AS actor_name, a.kind AS actor_kind, a.country_code AS actor_country_code,
        {PARTICIPANTS}, {PLACES}, {CLAIMS.format(id="t.figure_id")}, {MONTH.format("t")}, {PASSAGE} FROM figures AS t
        LEFT JOIN events AS e ON e.event_id = t.event_id LEFT JOIN actors AS a ON a.actor_id = t.actor_id""",
}


@pytest.mark.parametrize("name", JOINS)
def test_flat_views_are_the_joins(name: str, database: Path) -> None:
    """A flat view that is not what the keys join by hand."""
    alias = "e" if name == "events_flat" else "t"
    sources = f"JOIN passages AS g ON g.passage_id = {alias}.passage_id JOIN sources AS s ON s.source_id = g.source_id"
    joined = query(database, f"{JOINS[name]} {sources} ORDER BY {alias}.rowid")
    flat = query(database, f"SELECT * FROM {name} ORDER BY rowid")
    assert joined == [{key: cell for key, cell in row.items() if key != "rests_on"} for row in flat]


def test_words(database: Path) -> None:
    """A column without its description, in the statement that makes it or in the codebook."""
    (row,) = query(database, "SELECT sql FROM sqlite_schema WHERE name = 'figures'")
    assert '"hedge" TEXT NOT NULL CHECK ("hedge" IN (\'about\', ' in row["sql"]
    (column,) = query(database, "SELECT * FROM codebook WHERE \"table\" = 'figures' AND \"column\" = 'hedge'")
    assert f", -- {column['description']}\n" in row["sql"]
    assert "\nless_than: A little below" not in column["words"]
    assert "almost: A little below the number: value_low only." not in row["sql"]
    assert "A little below the number: value_low only." not in column["description"]
    assert column["words"].count("\n") == 8
    about = {row["property"]: row["value"] for row in query(database, "SELECT * FROM about")}
    assert about["licence"].startswith("CC-BY-4.0 ")
    assert about["table quotes"].endswith(" 36 rows.")
    listed = [row["name"] for row in query(database, "SELECT name FROM sqlite_schema WHERE type = 'table'")]
    described = {name.removeprefix("table ") for name in about}
    assert [name for name in listed if name not in {*described, "about", "codebook"} and "_fts" not in name] == []
    assert about["tables with _fts in their names"].startswith("Full-text indexes")


@pytest.mark.slow
def test_hostile_cells_and_names(tmp_path: Path) -> None:
    """Text or names that end a statement, or are taken for something else."""
    column = "a'); DROP TABLE actors; --"
    described = {"name": column, "type": "string", "description": "two\nlines\n); DROP TABLE actors; --\x00"}
    cells = "".join('"' + cell.replace('"', '""') + '"\n' for cell in HOSTILE)
    package = with_table(tmp_path / "package", "select", [described], f"{column}\n{cells}")
    write(Content.read(package), tmp_path)
    assert [list(row.values()) for row in query(tmp_path / f"{NAME}.sqlite", 'SELECT * FROM "select"')] == [
        [cell] for cell in HOSTILE
    ]
    assert len(query(tmp_path / f"{NAME}.sqlite", "SELECT * FROM actors")) == len(rows("actors"))


NUMBERS = [{"name": "cell", "type": "integer", "constraints": {"enum": ["1", "2"], "minimum": "1", "maximum": 2}}]


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("fields", "value", "is_right"),
    [
        (NUMBERS, "2", True),
        (NUMBERS, "3", False),
        ([{"name": "cell", "type": "date", "constraints": {"minimum": "2026-01-01"}}], "'2026-01-01'", True),
        ([{"name": "cell", "type": "date", "constraints": {"minimum": "2026-01-01"}}], "'2025-12-31'", False),
        ([{"name": "cell", "type": "string", "constraints": {"maxLength": 2, "unique": True}}], "'éЖ'", True),
        ([{"name": "cell", "type": "string", "constraints": {"maxLength": 2, "unique": True}}], "'éЖ漢'", False),
        ([{"name": "cell", "type": "number", "constraints": {"enum": ["0.5"]}}], "0.5", True),
        ([{"name": "cell", "type": "number", "constraints": {"enum": ["0.5"]}}], "0.6", False),
    ],
)
def test_constraints(fields: Any, value: str, is_right: bool, tmp_path: Path) -> None:
    """A constraint of another type of field that is left out, or refuses what is right."""
    write(alone(with_table(tmp_path / "package", "more", fields, "cell\n")), tmp_path)
    result = shell(tmp_path / f"{NAME}.sqlite", f"INSERT INTO more VALUES ({value}), (NULL)")
    assert (result.returncode == 0) is is_right
    assert is_right or "CHECK constraint failed" in result.stderr


def test_rows_that_point_to_later_ones_and_to_themselves(tmp_path: Path) -> None:
    """Rows in an order that foreign keys forbid while they are loaded."""
    fields = [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]
    key = {"fields": "b", "reference": {"resource": "", "fields": "a"}}
    package = with_table(
        tmp_path / "package", "more", fields, "a,b\nx,y\ny,y\nz,x\n", primaryKey="a", foreignKeys=[key]
    )
    write(alone(package), tmp_path)
    assert [row["a"] for row in query(tmp_path / f"{NAME}.sqlite", "SELECT a FROM more")] == ["x", "y", "z"]


@pytest.mark.slow
def test_broken_key(tmp_path: Path) -> None:
    """A database with a key that points nowhere, should one get past the checks."""
    package = copy_dataset(tmp_path / "package")
    edit(package, {"table": "actors", "where": {"actor_id": "act-001"}, "set": {"affiliation_id": "act-999"}})
    with pytest.raises(PackageError, match=r"actors:2: points to a row that actors lacks"):
        write(Content.read(package), tmp_path)


QUESTIONS: dict[str, tuple[str, Callable[[Any], Any], tuple[str, ...]]] = {
    "events_on_unnamed_sources": ("events_flat", lambda row: row["rests_on"] == "unnamed", ("event_id", "title")),
    "who_denies_what": ("claims_flat", lambda row: row["is_contesting"], ("claimant_name", "stance", "record_name")),
    "statements_through_another": (
        "quotes_flat", lambda row: row["reported_in_id"], ("quote_id", "speaker_name", "reported_by_name")
    ),
    "when_things_happened": (
        "events_flat",
        lambda row: row["date_start"] and row["status"] in ("occurred", "ongoing"),
        ("event_id", "date_start", "date_end"),
    ),
}  # fmt: skip
"""The saved queries that list rows: of which table, which of them, with which columns among others."""


@pytest.fixture(scope="session")
def described(exported: Path) -> Any:
    """What Datasette shows beside the tables."""
    metadata = json.loads((exported / f"{NAME}.metadata.json").read_text(encoding="utf-8"))
    return metadata["databases"][NAME]


@pytest.mark.parametrize("name", QUESTIONS)
def test_first_questions(name: str, database: Path, described: Any) -> None:
    """A saved query that answers otherwise than the flat views do."""
    table, is_asked, columns = QUESTIONS[name]
    found = query(database, described["queries"][name]["sql"])
    expected = [tuple(as_text(row[column]) for column in columns) for row in rows(table) if is_asked(row)]
    assert sorted(tuple(row[column] for column in columns) for row in found) == sorted(expected)
    assert len(found) > 1


def test_whose_word_an_event_rests_on(database: Path, described: Any) -> None:
    """A named claimant beside an event on unnamed sources, without those through whom the claim is known."""
    found = query(database, described["queries"]["events_on_unnamed_sources"]["sql"])
    claims = {row["event_id"]: row["claims"].split("; ") for row in found}
    assert claims["evt-017"] == ["U.S. intelligence estimates (through people familiar with the analysis)"]
    assert {"people familiar with the matter asserts", "Marco Rubio wants"} <= {*claims["evt-001"]}


def test_statements_by_kind_of_source(database: Path, described: Any) -> None:
    """Spans of one utterance counted each, or what is only reported counted as a source of its own."""
    found = query(database, described["queries"]["statements_by_kind_of_source"]["sql"])
    own = [row for row in rows("quotes_flat") if not row["reported_in_id"]]
    utterances = {row["utterance_id"]: row["speaker_naming"] for row in own}
    assert {row["speaker_naming"]: row["statements"] for row in found} == Counter(utterances.values())
    assert len(utterances) < len(own) < len(rows("quotes_flat"))
    assert {*QUESTIONS, "statements_by_kind_of_source", "who_says_so"} == {*described["queries"]}


def claims_on(record: str, database: Path, described: Any) -> list[dict[str, Any]]:
    """What the query "Who says so?" finds of an event or figure."""
    sql: str = described["queries"]["who_says_so"]["sql"]
    return query(database, sql.replace(":record_id", f"'{record}'"))


@pytest.mark.slow
def test_who_says_so(database: Path, described: Any) -> None:
    """A claim on an event or figure that its query lacks, or evidence of another statement."""
    evidence: dict[str, list[str]] = {}
    for row in rows("evidence"):
        span = f"{row['passage_id']} {row['start']}-{row['end']} {row['use']}"
        evidence.setdefault(row["record_id"], []).append(span)
    for record in {row["record_id"] for row in rows("claims")}:
        found = claims_on(record, database, described)
        expected = [row for row in rows("claims_flat") if row["record_id"] == record]
        assert [row["claim_id"] for row in found] == [row["claim_id"] for row in expected]
        for told, claim in zip(found, expected, strict=True):
            assert told["claimant_name"] == claim["claimant_name"]
            assert sorted(told["evidence"].split("; ")) == sorted(evidence[claim["quote_id"] or record])


def test_who_says_so_without_an_id(database: Path, described: Any) -> None:
    """A query that opens with nothing, as Datasette opens it from the list of queries."""
    assert {row["claim_id"] for row in claims_on("", database, described)} == {
        row["claim_id"] for row in rows("claims")
    }


def test_way_to_who_says_so(database: Path, described: Any) -> None:
    """A page of events or figures without the link to their claims, or with one that finds nothing."""
    assert "who_says_so" not in described["tables"]["quotes"]["description_html"]
    for name in ("events", "events_flat", "figures", "figures_flat"):
        shown = described["tables"][name]
        (record,) = re.findall(
            r'<a class="of-table" href="who_says_so\?record_id=([\w-]+)">Who says so\?</a>', shown["description_html"]
        )
        assert claims_on(record, database, described)
        assert "who_says_so" in shown["description"]


def test_help_is_plain(described: Any) -> None:
    """Marks of Markdown in help that Datasette shows as plain text."""
    assert not [text for shown in described["tables"].values() for text in shown["columns"].values() if "`" in text]


def test_what_is_shown_first(described: Any) -> None:
    """A table that is counted by nothing, by what is alike in all rows, or sorted by what it lacks."""
    for name in (*RESOURCES, *FLAT):
        shown, found = described["tables"][name], rows(name)
        for facet in shown.get("facets", ()):
            assert 1 < len({row[facet] for row in found}) <= 20, facet
        assert found[0].get(shown.get("sort_desc", ""), found) is not None
        assert set(shown["columns"]) == set(found[0])
        assert max(len(text) for text in shown["columns"].values()) < 300
    assert all(described["tables"][name].get("facets") for name in FLAT)
    assert described["tables"]["quotes"]["facets"] == ["form", "is_fragment", "act", "channel"]


@pytest.mark.parametrize(
    ("table", "words", "ids"),
    [
        ("quotes", "theater", ["quo-033"]),
        ("actors", "DIAZ CANEL", ["act-053"]),
        ("events_flat", "pigs", ["evt-042"]),
        ("quotes_flat", "garcia AND staged", ["quo-033"]),
        ("vocabulary", "nosuchword", []),
    ],
)
def test_full_text(table: str, words: str, ids: list[str], database: Path) -> None:
    """A text that is not found, or only with its accents and capitals; an index of another table's rows."""
    sql = f"SELECT * FROM {table} WHERE rowid IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH '{words}')"
    assert [row[KEYS[table][0]] for row in query(database, sql)] == ids


@pytest.mark.slow
def test_index_whose_name_is_taken(tmp_path: Path) -> None:
    """A table that cannot be exported because it is called like the index of another."""
    package = with_table(tmp_path / "package", "quotes_fts", [{"name": "cell", "type": "string"}], "cell\nx y\n")
    write(Content.read(package), tmp_path)
    assert query(tmp_path / f"{NAME}.sqlite", "SELECT * FROM quotes_fts") == [{"cell": "x y"}]
    assert query(tmp_path / f"{NAME}.sqlite", "SELECT count(*) AS n FROM quotes_fts_fts")[0]["n"] == 1


def test_refused_by_sqlite(tmp_path: Path) -> None:
    """A traceback for a table that SQLite will not have."""
    package = with_table(tmp_path / "package", "sqlite_x", [{"name": "cell", "type": "string"}], "cell\n")
    with pytest.raises(PackageError, match="SQLite refuses a table: object name reserved"):
        write(Content.read(package), tmp_path)


def test_key_that_is_none(tmp_path: Path) -> None:
    """A foreign key that points at cells which may repeat: no database takes it."""
    package = copy_dataset(tmp_path / "package")
    descriptor = read_descriptor(package)
    participants = next(one for one in descriptor["resources"] if one["name"] == "participants")
    participants["schema"]["foreignKeys"] += [
        {"fields": ["role"], "reference": {"resource": "actors", "fields": ["role"]}}
    ]
    write_descriptor(package, descriptor)
    with pytest.raises(PackageError, match=r"foreign key of participants points at actors \(role\), which is no key"):
        write(Content.read(package), tmp_path)


@pytest.mark.slow
def test_only_ids_are_in_the_script(tmp_path: Path) -> None:
    """A key that would break out of the script, or all of a large table in each page."""
    header = {"fields": [{"name": "thing_id"}], "primaryKey": "thing_id"}
    keys = ["thg-1", '"};alert(1)//', "</script>", "thg-１"]
    things = "thing_id\n" + "".join('"' + key.replace('"', '""') + '"\n' for key in keys)
    many = "thing_id\n" + "".join(f"one-{at}\n" for at in range(1001))
    package = write_package(tmp_path, {"things": (header, things), "many": (header, many)})
    content = Content.read(package)
    (script,) = metadata(content, content.parts)["extra_js_urls"]
    assert '{"database":"dataset","ids":{"things":"thg-1"}}' in unquote(script)
    assert not [key for key in keys[1:] if key in unquote(script)]


@pytest.mark.slow
def test_links_of_the_metadata(tmp_path: Path) -> None:
    """A licence, source or description that would run a script in the reader's browser."""
    package = copy_dataset(tmp_path / "package")
    bad = {"name": "x", "title": "x", "path": "javascript:alert(1)"}
    descriptor = read_descriptor(package) | {"licenses": [bad], "sources": [bad]}
    descriptor["resources"][0]["description"] = "One row is `<script>`. Beware."
    write_descriptor(package, descriptor)
    write(Content.read(package), tmp_path)
    text = (tmp_path / f"{NAME}.metadata.json").read_text(encoding="utf-8")
    assert "javascript:" not in text
    assert json.loads(text)["license"] == "x"
    html = json.loads(text)["databases"][NAME]["tables"]["actors"]["description_html"]
    assert html.startswith("<p>One row is <code>&lt;script&gt;</code>. Beware.</p>")
