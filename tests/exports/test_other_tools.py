"""The programs that analysts open an export with: R, LibreOffice, Datasette."""

import csv
import html
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from exports.expected import KEYS, NAME, TABLES, program, rows, stored
from us_cuba_2026.exports.datasette_metadata import QUERIES, first_sentence
from us_cuba_2026.metadata.documentation import document
from us_cuba_2026.model.package import Package

pytestmark = pytest.mark.slow
UTF8 = {**os.environ, "LC_ALL": "C.UTF-8"}


def read(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def plain(cell: str) -> Any:
    """A text cell as the number, truth value or text it stands for."""
    words = {"TRUE": True, "FALSE": False, "true": True, "false": False, "": None}
    try:
        cell = cell.replace(",", "") if re.fullmatch(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", cell) else cell
        return float(cell) if not cell.startswith("0x") else cell
    except ValueError:
        return words.get(cell, cell)


def run_r(script: str, folder: Path) -> str:
    """Run R in a folder, or skip where it or a library of it is missing."""
    command = [program("Rscript"), "-e", script]
    result = subprocess.run(command, cwd=folder, env=UTF8, capture_output=True, encoding="utf-8", check=False)
    if "there is no package called" in result.stderr:
        pytest.skip(f"needs an R library: {result.stderr.strip().splitlines()[-1]}")
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def csv_by_r(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every CSV file as R's ``read.csv`` reads it."""
    folder = tmp_path_factory.mktemp("csv-by-r")
    copy = f"write.csv(read.csv(file), file.path('{folder.as_posix()}', basename(file)), row.names = FALSE, na = '')"
    assert "Warning" not in run_r(f"for (file in Sys.glob('csv/*.csv')) {copy}", exported)
    return folder


@pytest.mark.parametrize("name", TABLES)
def test_r_reads_csv_without_options(name: str, csv_by_r: Path, exported: Path) -> None:
    """A cell that R's ``read.csv`` loses or changes."""
    found, expected = read(csv_by_r / f"{name}.csv"), read(exported / "csv" / f"{name}.csv")
    assert [list(map(plain, row.values())) for row in found] == [list(map(plain, row.values())) for row in expected]
    assert list(found[0]) == list(expected[0])


@pytest.fixture(scope="module")
def database_by_r(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every table of the database as R's DBI reads it."""
    folder = tmp_path_factory.mktemp("database-by-r")
    run_r(
        f"database <- DBI::dbConnect(RSQLite::SQLite(), '{NAME}.sqlite', flags = RSQLite::SQLITE_RO)\n"
        f"for (name in c({', '.join(map(repr, TABLES))}))\n"
        f"write.csv(DBI::dbReadTable(database, name), file.path('{folder.as_posix()}', paste0(name, '.csv')),"
        " row.names = FALSE, na = '')\nDBI::dbDisconnect(database)\n",
        exported,
    )
    return folder


@pytest.mark.parametrize("name", TABLES)
def test_r_reads_the_database(name: str, database_by_r: Path) -> None:
    """A cell that R's DBI loses or changes."""
    expected = [[plain(str("" if cell is None else stored(cell))) for cell in row.values()] for row in rows(name)]
    assert [list(map(plain, row.values())) for row in read(database_by_r / f"{name}.csv")] == expected


def test_r_joins_by_keys(exported: Path) -> None:
    """Keys that R cannot join by, or that are not checked when R writes."""
    script = f"""
        invisible(file.copy('{NAME}.sqlite', copy <- tempfile()))
        database <- DBI::dbConnect(RSQLite::SQLite(), copy)
        invisible(DBI::dbExecute(database, 'PRAGMA foreign_keys = ON'))
        sql <- 'SELECT name FROM quotes JOIN actors ON speaker_id = actor_id ORDER BY quote_id'
        writeLines(DBI::dbGetQuery(database, sql)$name)
        refused <- function(error) conditionMessage(error)
        writeLines(tryCatch(DBI::dbExecute(database, "UPDATE quotes SET speaker_id = 'x'"), error = refused))
        DBI::dbDisconnect(database)
    """
    *names, refusal = run_r(script, exported).splitlines()
    assert names == [row["speaker_name"] for row in rows("quotes_flat")]
    assert refusal == "FOREIGN KEY constraint failed"


@pytest.fixture(scope="module")
def sheets(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every sheet of the workbook as the CSV that LibreOffice makes of it."""
    folder = tmp_path_factory.mktemp("sheets")
    as_shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program("soffice"), profile, "--headless", "--convert-to", as_shown, "--outdir", str(folder)]
    subprocess.run([*command, str(exported / f"{NAME}.xlsx")], capture_output=True, check=True, timeout=240)
    return folder


@pytest.mark.parametrize("name", TABLES)
def test_libreoffice(name: str, sheets: Path, exported: Path) -> None:
    """A cell that LibreOffice shows otherwise than the CSV has it."""
    found, expected = read(sheets / f"{NAME}-{name}.csv"), read(exported / "csv" / f"{name}.csv")
    if name == "sources":
        expected = [row | {"published_at": "2026-01-22T02:00:00Z"} for row in expected]
    assert [list(map(plain, row.values())) for row in found] == [list(map(plain, row.values())) for row in expected]
    assert list(found[0]) == list(expected[0])


@pytest.fixture(scope="module")
def address(exported: Path) -> Iterator[str]:
    """Where Datasette serves the database, with its metadata."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", "--immutable", f"{NAME}.sqlite"]
    options = ["--metadata", f"{NAME}.metadata.json", "--port", str(port), "--setting", "max_returned_rows", "100000"]
    with subprocess.Popen(
        [*command, *options], cwd=exported, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            for _ in range(300):
                time.sleep(0.1)
                if server.poll() is not None:
                    pytest.fail(f"datasette stopped: {server.stderr.read() if server.stderr else ''}")
                try:
                    fetch(f"{address}/-/versions.json")
                    break
                except OSError:
                    continue
            yield address
        finally:
            server.terminate()
            server.communicate(timeout=30)


def fetch(url: str) -> str:
    """What a page holds."""
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310
        return str(answer.read().decode())


@pytest.mark.parametrize("name", TABLES)
def test_datasette_rows(name: str, address: str) -> None:
    """A row that Datasette serves otherwise than exported."""
    found = json.loads(fetch(f"{address}/{NAME}/{name}.json?_shape=array&_size=max"))
    expected = [{column: stored(cell) for column, cell in row.items()} for row in rows(name)]
    assert sorted(found, key=key_of(name)) == sorted(expected, key=key_of(name))


def key_of(name: str) -> Callable[[dict[str, Any]], list[Any]]:
    """What orders the rows of a table."""
    return lambda row: [row[column] for column in KEYS[name]]


@pytest.mark.parametrize("table", document(Package.read()), ids=lambda table: table.name)
def test_datasette_metadata(table: Any, address: str) -> None:
    """A page without the table's words, its columns' words, or the licence."""
    page = html.unescape(fetch(f"{address}/{NAME}/{table.name}"))
    assert table.title in page
    assert table.one_row in re.sub("</?code>", "`", page)
    assert "CC-BY-4.0" in page
    assert "https://creativecommons.org/licenses/by/4.0/" in page
    for field in table.fields:
        assert first_sentence(field.description) in page


def test_datasette_answers_the_first_questions(address: str) -> None:
    """A saved query without its page, or that Datasette will not run."""
    front = html.unescape(fetch(f"{address}/{NAME}"))
    for name, query in QUERIES.items():
        assert query["title"] in front
        page = html.unescape(fetch(f"{address}/{NAME}/{name}"))
        assert query["description"] in page
        assert json.loads(fetch(f"{address}/{NAME}/{name}.json?_shape=array&record_id=evt-011"))


def test_datasette_leads_from_an_event_to_its_claims(address: str) -> None:
    """A page of an event that does not lead to its claims, or only where Datasette is served at the root of a site."""
    for page in ("events_flat", "events", "events/evt-011", "figures"):
        shown = fetch(f"{address}/{NAME}/{page}")
        is_row = "/" in page
        assert re.search(r'<body class="[^"]*\brow\b', shown) if is_row else not re.search(r'<body class="row\b', shown)
        kind = "of-row" if is_row else "of-table"
        (link,) = re.findall(rf'class="{kind}" href="((?!/)[^"]*who_says_so[^"]*)"', shown)
        assert "claimant_name" in fetch(urljoin(f"{address}/{NAME}/{page}", html.unescape(link)))


def test_datasette_links_ids_in_what_is_asked(address: str, browser: Any) -> None:
    """An id in what a query finds, in a list or in a column for several tables that is dead text, or leads nowhere."""
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    own = f"{address}/{NAME}"

    def links(shown: str, cell: str) -> list[str]:
        page.goto(f"{own}{shown}")
        return [link.get_attribute("href") for link in page.locator(f"td.col-{cell} a").all()]

    claimed = [row["record_id"] for row in rows("claims_flat") if row["is_contesting"]]
    assert links("/who_denies_what", "record_id") == [f"{own}/events/{record}" for record in sorted(claimed)]
    assert links("?sql=select+'fig-001+or+evt-999'+as+said", "said") == [f"{own}/figures/fig-001"]
    assert links("/events_flat?event_id=evt-001", "participant_ids")[0] == f"{own}/actors/act-003"
    (claim,) = (row["record_id"] for row in rows("claims") if row["claim_id"] == "clm-001")
    assert links("/claims/clm-001", "record_id") == [f"{own}/events/{claim}"]
    assert links("/claims/clm-001", "claim_id") == []  # where it is
    gone = {row["record_id"] for row in rows("revisions")} - {row["event_id"] for row in rows("events")}
    one = next(record for record in gone if record.startswith("evt-"))
    assert links(f"/revisions?record_id={one}", "record_id") == []
    assert fetch(links("/who_says_so?record_id=evt-011", "quote_id")[0])
    assert complaints == []
    page.close()


def test_datasette_leads_from_a_row_to_its_own_claims(address: str, browser: Any) -> None:
    """A page of an event that leads to the claims on another."""
    page = browser.new_page()
    page.goto(f"{address}/{NAME}/events/evt-011")
    page.click("text='Who says so?' >> visible=true")
    page.wait_for_url(f"{address}/{NAME}/who_says_so?record_id=evt-011")
    assert {*page.locator("td.col-record_id").all_inner_texts()} == {"evt-011"}
    page.close()


def test_datasette_searches_and_counts(address: str) -> None:
    """A table without a search, one that takes notice of accents, or that is not counted by what matters."""
    found = json.loads(fetch(f"{address}/{NAME}/quotes_flat.json?_search=garcia"))
    assert [row[0] for row in found["rows"]] == ["quo-033", "quo-034"]
    counted = {facet: len(one["results"]) for facet, one in found["facet_results"].items()}
    assert counted.keys() == {"speaker_naming", "form", "act", "rests_on"}
    first = json.loads(fetch(f"{address}/{NAME}/events_flat.json?_shape=array&_size=1"))
    assert first[0]["date_start"] == max(row["date_start"].isoformat() for row in rows("events") if row["date_start"])


def test_datasette_links(address: str) -> None:
    """A foreign key that is not a link to the row it points to, in a flat view as in a table."""
    for name in ("quotes", "quotes_flat"):
        page = fetch(f"{address}/{NAME}/{name}")
        assert f'href="/{NAME}/actors/act-007">people familiar with the matter</a>' in page
