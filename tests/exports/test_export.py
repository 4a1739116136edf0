"""The whole export: everything or nothing, the same each time, and nothing that is wrong or hostile."""

import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import commands
import us_cuba_2026 as uc
from exports.expected import NAME, TABLES, program, with_table
from packages import ANOTHER_KIND, ROOT, copy_dataset, edit, read_descriptor, stamp, write_descriptor, write_package
from us_cuba_2026 import exports as module
from us_cuba_2026.exports import FORMATS, export
from us_cuba_2026.exports.content import Content
from us_cuba_2026.files.errors import PackageError, UnusableError

FOLDERS = {"csv": "csv", "parquet": "parquet", "jsonl": "jsonl"}
FILES = {
    "SHA256SUMS",
    "explorer.html",
    *(f"{name}.{ending}" for name in (NAME,) for ending in ("sqlite", "metadata.json", "duckdb", "xlsx", "zip")),
    *(f"{folder}/{table}.{ending}" for folder, ending in FOLDERS.items() for table in TABLES),
}
NOT_REPRODUCIBLE = frozenset({"duckdb"})
"""The unused ends of its blocks hold memory that DuckDB has not cleared (duckdb/duckdb issue 23382)."""


def files(folder: Path) -> dict[str, bytes]:
    """The files in a folder, hidden ones among them, and what they hold."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Makes the last format of an export fail, after it has written something."""

    def fail_with(error: BaseException) -> None:
        def write(content: Content, folder: Path) -> None:
            (folder / "half.zip").write_text("half")
            raise error

        def import_module(name: str) -> Any:
            return (
                SimpleNamespace(write=write) if name.endswith(FORMATS["zip"]) else __import__(name, fromlist=["write"])
            )

        monkeypatch.setattr(module, "import_module", import_module)

    return fail_with


def test_files(exported: Path) -> None:
    """A table, flat view or format that is left out, or a file that nobody expects."""
    assert set(files(exported)) == FILES


def test_checksums(exported: Path) -> None:
    """A file without its checksum, or a list that is not in order or not right."""
    lines = (exported / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = [line.split("  ", 1) for line in lines]
    assert [name for _, name in listed] == sorted(FILES - {"SHA256SUMS"})
    for digest, name in listed:
        assert hashlib.sha256((exported / name).read_bytes()).hexdigest() == digest


def test_sha256sum(exported: Path) -> None:
    """A list of checksums that the program for it cannot read."""
    command = [program("sha256sum"), "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=exported, capture_output=True, text=True, check=True).stdout == ""


@pytest.mark.slow
def test_reproducible(exported: Path, tmp_path: Path) -> None:
    """A file that holds the time, the folder, or anything else that differs from one export to the next."""
    written = (exported / "SHA256SUMS").stat().st_mtime
    time.sleep(max(0, written + 2.1 - time.time()))  # the resolution of times in a zip
    export(tmp_path / "elsewhere", [name for name in FORMATS if name not in NOT_REPRODUCIBLE])
    again = files(tmp_path / "elsewhere")
    again.pop("SHA256SUMS")
    assert set(again) == FILES - {"SHA256SUMS", f"{NAME}.duckdb"}
    first = files(exported)
    assert [name for name in again if again[name] != first[name]] == []


@pytest.fixture(scope="module")
def boats(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small package, of another kind than the dataset; not to be changed."""
    schema = {"fields": [{"name": "boat_id"}, {"name": "length_m", "type": "number"}], "primaryKey": ["boat_id"]}
    return write_package(tmp_path_factory.mktemp("boats"), {"boats": (schema, "boat_id,length_m\nb-1,7.5\nb-2,\n")})


def test_not_overwritten(boats: Path, tmp_path: Path) -> None:
    """A file that is replaced unasked, whichever it is."""
    export(tmp_path, ["zip"], boats)
    before = files(tmp_path)
    with pytest.raises(UnusableError, match=r"dataset\.zip: is there already"):
        export(tmp_path, ["zip", "jsonl"], boats)
    assert files(tmp_path) == before
    (tmp_path / "SHA256SUMS").write_text("mine")
    with pytest.raises(UnusableError, match="SHA256SUMS: is there already"):
        export(tmp_path, ["jsonl"], boats)
    assert files(tmp_path) == before | {"SHA256SUMS": b"mine"}
    assert {path.name for path in tmp_path.iterdir()} == {"dataset.zip", "SHA256SUMS"}


def test_add_a_format(boats: Path, tmp_path: Path) -> None:
    """A second format that needs ``force``, or takes the checksums of the first away; those of a file that is gone."""
    export(tmp_path, ["zip"], boats)
    first = (tmp_path / "SHA256SUMS").read_text(encoding="utf-8")
    assert Path("SHA256SUMS") in export(tmp_path, ["csv"], boats)
    listed = (tmp_path / "SHA256SUMS").read_text(encoding="utf-8").splitlines(keepends=True)
    assert {line.split("  ")[1].strip() for line in listed} == {*files(tmp_path)} - {"SHA256SUMS"}
    assert listed[-1] == first
    (tmp_path / "dataset.zip").write_text("old")
    (tmp_path / "csv" / "boats.csv").unlink()
    export(tmp_path, ["zip"], boats, force=True)
    listed = (tmp_path / "SHA256SUMS").read_text(encoding="utf-8").splitlines(keepends=True)
    assert {line.split("  ")[1].strip() for line in listed} == {*files(tmp_path)} - {"SHA256SUMS"}
    assert listed[-1] == first


def test_force(boats: Path, tmp_path: Path) -> None:
    """Old files that stay, or files of others that go."""
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "dataset.zip").write_text("old")
    export(tmp_path, ["zip"], boats, force=True)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert (tmp_path / "dataset.zip").read_bytes().startswith(b"PK")
    assert {path.name for path in tmp_path.iterdir()} == {"notes.txt", "dataset.zip", "SHA256SUMS"}


def test_force_does_not_take_folders(boats: Path, tmp_path: Path) -> None:
    """A folder that happens to have the name of a file, and is lost with all that is in it."""
    (tmp_path / "dataset.zip").mkdir()
    (tmp_path / "dataset.zip" / "notes.txt").write_text("mine")
    with pytest.raises(UnusableError, match="is a folder"):
        export(tmp_path, ["zip"], boats, force=True)
    assert list(files(tmp_path)) == ["dataset.zip/notes.txt"]


@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device"),
        PackageError("no"),
        KeyboardInterrupt(),
    ],
)
def test_failure_leaves_nothing(
    error: BaseException, boats: Path, tmp_path: Path, failing: Callable[[BaseException], None]
) -> None:
    """Half an export, a folder in the making, or old files that are gone, after a failure or Ctrl-C."""
    (tmp_path / "old" / "jsonl").mkdir(parents=True)
    (tmp_path / "old" / "jsonl" / "boats.jsonl").write_text("old")
    failing(error)
    for folder, force in (("new/er", False), ("old", True)):
        with pytest.raises(type(error)):
            export(tmp_path / folder, ["jsonl", "zip"], boats, force=force)
    assert files(tmp_path) == {"old/jsonl/boats.jsonl": b"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.mostly_exhaustive
@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="has no such signals")
@pytest.mark.parametrize("seed", range(3))
def test_ended_at_any_moment(seed: int, tmp_path: Path) -> None:
    """A mix of old and new files, a missing one, or a hidden folder, after a signal at any moment of an export."""
    command = [sys.executable, "-m", "us_cuba_2026", "export", str(tmp_path), "--to", "jsonl", "zip", "--force"]
    started = time.monotonic()
    subprocess.run(command, capture_output=True, env=commands.unmeasured(), check=True)
    whole = time.monotonic() - started
    new = files(tmp_path)
    old = dict.fromkeys(new, b"old")
    chance = random.Random(seed)  # noqa: S311
    for at in range(7):
        for name, content in old.items():
            (tmp_path / name).write_bytes(content)
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=commands.unmeasured()
        ) as process:
            time.sleep(whole * (0.3 + 0.7 * chance.random()))
            process.send_signal((signal.SIGTERM, signal.SIGHUP, signal.SIGINT)[at % 3])
        assert files(tmp_path) in (old, new)
        assert {path.name for path in tmp_path.iterdir()} == {name.split("/")[0] for name in new}


def test_folder_is_a_file(boats: Path, tmp_path: Path) -> None:
    """A file that is taken for a folder."""
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UnusableError, match="is a file"):
        export(tmp_path / "file", ["zip"], boats, force=True)
    with pytest.raises(OSError, match="file"):
        export(tmp_path / "file" / "folder", ["zip"], boats, force=True)
    assert files(tmp_path) == {"file": b"mine"}


def test_wrong_format(tmp_path: Path) -> None:
    """A typing mistake that is answered without the right names."""
    with pytest.raises(UnusableError, match="no format 'exel'; there are: csv, parquet, sqlite"):
        export(tmp_path, ["exel"])
    assert set(NOT_REPRODUCIBLE) <= set(FORMATS)


@pytest.mark.parametrize(
    ("table", "where", "change"),
    [
        ("quotes", {"quote_id": "quo-006"}, {"speaker_id": "act-999"}),
        pytest.param("quotes", {"quote_id": "quo-006"}, {"summary": "=1+1"}, marks=pytest.mark.slow),
        pytest.param("actors", {"actor_id": "act-002"}, {"actor_id": "act-001"}, marks=pytest.mark.slow),
        pytest.param("places", {"place_id": "plc-001"}, {"latitude": "north"}, marks=pytest.mark.slow),
    ],
)
def test_not_valid(table: str, where: dict[str, str], change: dict[str, str], tmp_path: Path) -> None:
    """Data that the checks refuse, published all the same: broken keys, formulas, cells of the wrong type."""
    package = copy_dataset(tmp_path / "package")
    edit(package, {"table": table, "where": where, "set": change})
    stamp(package)
    with pytest.raises(PackageError, match=rf"^the package is not valid: (?:{table}|revisions), row \d+, [^\n]+; run "):
        export(tmp_path / "out", ["csv"], package)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", [None, "{", '{"resources": [{"name": "a", "path": "/etc/passwd"}]}'])
def test_no_package(content: str | None, tmp_path: Path) -> None:
    """A traceback, or files of others, for what is no package."""
    if content is not None:
        (tmp_path / "datapackage.json").write_text(content)
    with pytest.raises(PackageError, match=r"^[^\n]+$"):
        export(tmp_path / "out", ["csv"], tmp_path)
    assert not (tmp_path / "out").exists()


def test_package_of_another_kind(boats: Path, tmp_path: Path) -> None:
    """A package that has nothing to do with news, refused or left without its tables; a page that shows nothing."""
    written = {file.as_posix() for file in export(tmp_path / "out", package=boats)}
    assert written == {
        *(f"dataset.{suffix}" for suffix in ("duckdb", "metadata.json", "sqlite", "xlsx", "zip")),
        *("csv/boats.csv", "jsonl/boats.jsonl", "parquet/boats.parquet", "SHA256SUMS"),
    }
    with closing(sqlite3.connect(tmp_path / "out" / "dataset.sqlite")) as database:
        assert database.execute("select * from boats").fetchall() == [("b-1", 7.5), ("b-2", None)]
    with pytest.raises(PackageError, match="no table quotes, which the page shows"):
        export(tmp_path / "page", ["html"], boats)
    assert not (tmp_path / "page").exists()


def test_without_the_tables_of_flat_views(tmp_path: Path) -> None:
    """A traceback for a package that has our vocabulary but not our tables, instead of the line that says which."""
    package = copy_dataset(tmp_path)
    descriptor = read_descriptor(package)
    descriptor["resources"] = [one for one in descriptor["resources"] if one["name"] in ("sources", "vocabulary")]
    write_descriptor(package, descriptor)
    with pytest.raises(UnusableError, match="no table"):
        Content.read(package)


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    "name",
    [
        "../up",
        "a/b",
        "",
        ".hidden",
        "a\\b",
        "a:b",
        "con",
        "NUL.x",
        "a" * 65,
        "Quotes",
        "quotes_flat",
        "codebook",
        "\x00",
    ],
)
def test_hostile_table_names(name: str, tmp_path: Path) -> None:
    """A table whose name leads out of the folder, is no file name somewhere, or is that of another."""
    package = with_table(tmp_path, name, [{"name": "cell", "type": "string"}], "cell\nx\n")
    with pytest.raises(PackageError, match="cannot be exported"):
        Content.read(package)


@pytest.mark.parametrize("columns", [["=1+1"], ["@x"], ["cell", "Cell"]])
def test_hostile_column_names(columns: list[str], tmp_path: Path) -> None:
    """A header that a spreadsheet calculates, or columns that a database cannot tell apart."""
    fields = [{"name": column, "type": "string"} for column in columns]
    package = with_table(tmp_path, "more", fields, ",".join(columns) + "\n")
    with pytest.raises(PackageError, match="cannot be exported"):
        Content.read(package)


@pytest.mark.parametrize("name", ["../../up", "", "a b", "\x1b[2J", "nul"])
def test_hostile_package_name(name: str, tmp_path: Path) -> None:
    """A package whose name leads out of the folder."""
    package = copy_dataset(tmp_path / "package")
    write_descriptor(package, read_descriptor(package) | {"name": name})
    assert Content.read(package).name == "dataset"


@pytest.mark.parametrize("formats", [["sqlite"], pytest.param([*FORMATS], marks=pytest.mark.slow)])
def test_sparse_descriptor(formats: list[str], tmp_path: Path) -> None:
    """A crash where the descriptor says little."""
    package = copy_dataset(tmp_path / "package")
    write_descriptor(package, {"resources": read_descriptor(package)["resources"]})
    assert len(export(tmp_path / "out", formats, package)) == (len(FILES) if len(formats) > 1 else 3)
    metadata = json.loads((tmp_path / "out" / "dataset.metadata.json").read_text(encoding="utf-8"))
    assert {*metadata} == {"databases", "extra_js_urls"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"licenses": "CC0"},
        *(pytest.param(one, marks=pytest.mark.slow) for one in ({"name": None}, {"title": ["x"]}, {"sources": [7]})),
    ],
)
def test_descriptor_of_another_form(wrong: dict[str, Any], tmp_path: Path) -> None:
    """A crash, or a file without its licence, where the descriptor says something in a form of its own."""
    package = copy_dataset(tmp_path / "package")
    write_descriptor(package, read_descriptor(package) | ANOTHER_KIND | wrong)
    with pytest.raises(PackageError, match=rf"^[^\n]*{next(iter(wrong))} must be [^\n]*$"):
        export(tmp_path / "out", ["sqlite"], package)
    assert not (tmp_path / "out").exists()


def test_how_to_cite() -> None:
    """A workbook that says otherwise how to cite it than the command does."""
    assert Content.read().citation == " ".join(uc.cite().splitlines())


def test_every_format_has_its_test() -> None:
    """A format that was added without a test."""
    for name in FORMATS.values():
        assert (ROOT / "tests" / "exports" / f"test_{name}.py").is_file()


@pytest.mark.slow
def test_does_not_need_the_dataset_itself(tmp_path: Path) -> None:
    """An export that mixes files of the installed dataset into that of another package."""
    package = copy_dataset(tmp_path / "package")
    shutil.copy(ROOT / "RIGHTS.md", package)
    edit(package, {"table": "sources", "where": {"source_id": "src-001"}, "set": {"title": "Another title"}})
    stamp(package)
    export(tmp_path / "out", ["jsonl", "csv"], package)
    text = (tmp_path / "out" / "jsonl" / "quotes_flat.jsonl").read_text(encoding="utf-8")
    assert text.count('"source_title":"Another title"') == 36
