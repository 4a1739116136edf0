"""DuckDB: true types, keys that hold, and words on every column, as another process sees them."""

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

from exports.expected import FLAT, HOSTILE, KEYS, NAME, RESOURCES, TABLES, alone, in_duckdb, rows, with_table
from packages import copy_dataset, edit
from us_cuba_2026.exports.content import Content
from us_cuba_2026.exports.duckdb_database import write
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.metadata.documentation import document
from us_cuba_2026.model.package import Package

TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
TYPES |= {"datetime": "TIMESTAMP WITH TIME ZONE", "list": "VARCHAR[]"}
POINTING_TO_THEMSELVES = [
    name
    for name, resource in RESOURCES.items()
    for key in resource["schema"].get("foreignKeys", ())
    if key["reference"].get("resource", "") in ("", name)
]


@pytest.fixture(scope="session")
def database(exported: Path) -> Path:
    """The database; not to be changed."""
    return exported / f"{NAME}.duckdb"


@cache
def catalogue(function: str, database: Path) -> list[dict[str, Any]]:
    """What DuckDB says of the database; not to be changed."""
    return in_duckdb(f"SELECT * FROM {function}()", database)


def of_table(function: str, name: str, database: Path) -> list[dict[str, Any]]:
    """The same of one table."""
    return [one for one in catalogue(function, database) if one["table_name"] == name]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", TABLES)
def test_values(name: str, database: Path) -> None:
    """A value that is lost, changed, or of another type."""
    columns, expected = "*", rows(name)
    if name == "sources":  # DuckDB's Python needs one more library to hand over times
        expected = [row | {"published_at": str(int(row["published_at"].timestamp()))} for row in expected]
        columns = "* REPLACE (CAST(epoch(published_at)::BIGINT AS VARCHAR) AS published_at)"
    key = ", ".join(f'"{column}"' for column in KEYS[name])
    found = in_duckdb(f"SELECT {columns} FROM {name} ORDER BY {key}", database)
    assert found == sorted(expected, key=lambda row: [row[column] for column in KEYS[name]])


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", [name for name in TABLES if name not in POINTING_TO_THEMSELVES])
def test_order(name: str, database: Path) -> None:
    """Rows that lose their order where nothing forces them to."""
    key = KEYS[name][0]
    found = in_duckdb(f'SELECT "{key}" FROM {name}', database)
    assert found == [{key: row[key]} for row in rows(name)]


@pytest.mark.parametrize("table", document(Package.read()), ids=lambda table: table.name)
def test_columns(table: Any, database: Path) -> None:
    """A column of another type than declared, that may be empty though it is required, or without its words."""
    found = {column["column_name"]: column for column in of_table("duckdb_columns", table.name, database)}
    for field in table.fields:
        column, enum = found[field.name], table.table.field(field.name).enum
        words = ", ".join(f"'{word}'" for word in enum)
        assert column["data_type"] == (f"ENUM({words})" if enum else TYPES[field.type])
        assert column["is_nullable"] is not field.is_required
        assert column["comment"] == " ".join(field.description.split())
    (whole,) = of_table("duckdb_tables", table.name, database)
    assert whole["comment"] == f"{table.one_row} {table.usage}".strip()


@pytest.mark.parametrize("name", TABLES)
def test_keys(name: str, database: Path) -> None:
    """A key that is not declared."""
    constraints = of_table("duckdb_constraints", name, database)
    primary = [one["constraint_column_names"] for one in constraints if one["constraint_type"] == "PRIMARY KEY"]
    assert primary == [KEYS[name]]
    foreign = {
        (*one["constraint_column_names"], one["referenced_table"], *one["referenced_column_names"])
        for one in constraints
        if one["constraint_type"] == "FOREIGN KEY"
    }
    described = RESOURCES[name.removesuffix("_flat")]["schema"].get("foreignKeys", [])
    assert foreign == {(*key["fields"], key["reference"]["resource"], *key["reference"]["fields"]) for key in described}


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("INSERT INTO participants SELECT event_id, 'act-001', 'victim' FROM events LIMIT 1", ""),
        ("INSERT INTO participants SELECT event_id, 'act-999', 'victim' FROM events LIMIT 1", "foreign key"),
        ("INSERT INTO participants SELECT event_id, 'act-001', 'guest' FROM events LIMIT 1", "guest"),
        ("INSERT INTO participants SELECT * FROM participants LIMIT 1", "(?i)duplicate key"),
        ("INSERT INTO participants SELECT event_id, NULL, 'agent' FROM events LIMIT 1", "NOT NULL"),
        ("UPDATE places SET latitude = 91 WHERE place_id = 'plc-001'", "CHECK"),
        ("DELETE FROM sources", "(?i)foreign key"),
    ],
)
def test_what_breaks_a_rule_is_refused(sql: str, message: str, database: Path, tmp_path: Path) -> None:
    """A constraint that is written down, and does not hold."""
    shutil.copy(database, tmp_path / "copy.duckdb")
    with duckdb.connect(tmp_path / "copy.duckdb") as connection:
        if message:
            with pytest.raises(duckdb.Error, match=message):
                connection.execute(sql)
        else:
            connection.execute(sql)


def test_flat_view_is_the_join(database: Path) -> None:
    """A flat view that is not what the keys join by hand."""
    looked_up = {
        "speaker_name": "a.name", "speaker_naming": "a.naming", "speaker_affiliation_name": "f.name",
        "occasion_title": "e.title", "source_title": "s.title",
        "claim_record_ids": """(SELECT coalesce(list(record_id ORDER BY o.rowid), []) FROM claims AS o
            WHERE o.quote_id = q.quote_id)""",
    }  # fmt: skip
    joined = in_duckdb(
        f"""SELECT quote_id, {", ".join(f"{cell} AS {name}" for name, cell in looked_up.items())} FROM quotes AS q
        JOIN actors AS a ON a.actor_id = q.speaker_id LEFT JOIN actors AS f ON f.actor_id = a.affiliation_id
        LEFT JOIN events AS e ON e.event_id = q.occasion_id
        JOIN passages AS g ON g.passage_id = q.passage_id JOIN sources AS s ON s.source_id = g.source_id
        ORDER BY quote_id""",
        database,
    )
    flat = in_duckdb(f"SELECT quote_id, {', '.join(looked_up)} FROM quotes_flat ORDER BY quote_id", database)
    assert joined == flat


def test_another_process(database: Path) -> None:
    """A database that only the process that wrote it can read, or that changes by being read."""
    before = database.read_bytes()
    code = (
        "import duckdb, json, sys; c = duckdb.connect(sys.argv[1], read_only=True); "
        "print(json.dumps(c.execute('SELECT participant_names FROM events_flat ORDER BY event_id').fetchall()))"
    )
    result = subprocess.run([sys.executable, "-c", code, str(database)], capture_output=True, text=True, check=True)
    assert json.loads(result.stdout) == [[row["participant_names"]] for row in rows("events_flat")]
    assert database.read_bytes() == before
    assert list(database.parent.glob("*.wal")) == []


def test_older_versions_can_read(database: Path) -> None:
    """A file in the newest form, which DuckDB 1.x refuses: forms up to 1.x are numbered 64 to 67."""
    assert database.read_bytes()[8:12] == b"DUCK"
    assert int.from_bytes(database.read_bytes()[12:20], "little") == 64


@pytest.mark.slow
def test_hostile_cells_and_names(tmp_path: Path) -> None:
    """Text or names that end a statement, or are taken for something else."""
    column = "a'); DROP TABLE actors; --"
    described = {"name": column, "type": "string", "description": "two\nlines'); DROP TABLE actors; --\x00"}
    cells = "".join('"' + cell.replace('"', '""') + '"\n' for cell in HOSTILE)
    package = with_table(tmp_path / "package", "select", [described], f"{column}\n{cells}")
    write(Content.read(package), tmp_path)
    found = in_duckdb('SELECT * FROM "select"', tmp_path / f"{NAME}.duckdb")
    assert [list(row.values()) for row in found] == [[cell] for cell in HOSTILE]
    assert len(in_duckdb("SELECT * FROM actors", tmp_path / f"{NAME}.duckdb")) == len(rows("actors"))


def test_constraints_of_numbers(tmp_path: Path) -> None:
    """A constraint that is left out, or refuses what is right."""
    constraints = {"enum": ["1", "2"], "minimum": "1", "unique": True}
    fields = [{"name": "cell", "type": "integer", "constraints": constraints}]
    write(alone(with_table(tmp_path / "package", "more", fields, "cell\n1\n")), tmp_path)
    with duckdb.connect(tmp_path / f"{NAME}.duckdb") as connection:
        connection.execute("INSERT INTO more VALUES (2), (NULL), (NULL)")
        for wrong in (1, 3):
            with pytest.raises(duckdb.ConstraintException):
                connection.execute(f"INSERT INTO more VALUES ({wrong})")


CHAIN = [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]
OWN_KEY = {"primaryKey": "a", "foreignKeys": [{"fields": "b", "reference": {"resource": "", "fields": "a"}}]}


def test_rows_that_point_to_later_ones(tmp_path: Path) -> None:
    """Rows in an order that DuckDB's foreign keys forbid."""
    package = with_table(tmp_path / "package", "more", CHAIN, "a,b\nx,y\ny,z\nz,\nw,y\n", **OWN_KEY)
    write(alone(package), tmp_path)
    found = in_duckdb("SELECT a FROM more", tmp_path / f"{NAME}.duckdb")
    assert [row["a"] for row in found] == ["z", "y", "x", "w"]


@pytest.mark.parametrize("content", ["a,b\nx,y\ny,x\n", "a,b\nx,x\n"])
def test_circle(content: str, tmp_path: Path) -> None:
    """Rows in a circle, which DuckDB cannot load: a traceback, or no end."""
    package = with_table(tmp_path / "package", "more", CHAIN, content, **OWN_KEY)
    with pytest.raises(PackageError, match="more: rows point to one another in a circle"):
        write(alone(package), tmp_path)


@pytest.mark.slow
def test_broken_key(tmp_path: Path) -> None:
    """A traceback for a key that points nowhere, should one get past the checks."""
    package = copy_dataset(tmp_path / "package")
    edit(package, {"table": "actors", "where": {"actor_id": "act-001"}, "set": {"affiliation_id": "act-999"}})
    with pytest.raises(PackageError, match=r"^DuckDB refuses a table: [^\n]*act-999[^\n]*$"):
        write(Content.read(package), tmp_path)


@pytest.mark.slow
def test_no_rows(tmp_path: Path) -> None:
    """A package in the making, whose tables have only headers, that crashes."""
    package = copy_dataset(tmp_path / "package")
    for name in ("participants", "claims", "quotes"):
        file = package / "data" / f"{name}.csv"
        file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    write(Content.read(package), tmp_path)
    assert in_duckdb("SELECT * FROM quotes_flat", tmp_path / f"{NAME}.duckdb") == []
    assert set(FLAT) < {row["name"] for row in in_duckdb("SHOW TABLES", tmp_path / f"{NAME}.duckdb")}
