"""Ids are given once: none comes back that a release, a revision or a draft has had."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import curate
from packages import copy_dataset, read_rows, write_rows
from us_cuba_2026.curation.ids import fresh_ids, highest
from us_cuba_2026.model.package import Package


def released(folder: Path, record_id: str) -> None:
    """Say that a release had a record, which has gone since."""
    file = folder / "metadata" / "released.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"version": "1.0.0", "retired": [], "tables": {"actors": {"rows": {record_id: []}}}}))


def retired(folder: Path, record_id: str) -> None:
    """Say that a record was gone at the last release."""
    file = folder / "metadata" / "released.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"version": "1.0.0", "retired": [record_id], "tables": {}}))


def revised(folder: Path, record_id: str) -> None:
    """Note that a record was taken away."""
    rows = read_rows(folder, "revisions")
    write_rows(folder, "revisions", [*rows, rows[-1] | {"record_id": record_id, "field": "actors", "new": ""}])


def drafted(folder: Path, record_id: str) -> None:
    """Let a draft wait."""
    (folder / "drafts").mkdir()
    (folder / "drafts" / "actors.csv").write_text(f"settle,actor_id\nrole,{record_id}\n")


def mentioned(folder: Path, record_id: str) -> None:
    """Let a row refer to a record whose own row is gone."""
    rows = read_rows(folder, "evidence")
    write_rows(folder, "evidence", [*rows, rows[-1] | {"record_id": record_id}])


@pytest.mark.mostly_slow
@pytest.mark.parametrize("had", [released, retired, revised, drafted, mentioned])
def test_no_id_comes_back(had: Callable[[Path, str], None], tmp_path: Path) -> None:
    """A new row with the id of another record, which somebody may have cited."""
    folder = copy_dataset(tmp_path)
    had(folder, "act-801")
    rows = read_rows(folder, "actors")
    write_rows(folder, "actors", [*rows, rows[0] | {"actor_id": "", "name": "Somebody"}])
    curate("stamp", folder)
    assert read_rows(folder, "actors")[-1]["actor_id"] == "act-802"


def test_utterances_are_ids_too(tmp_path: Path) -> None:
    """An id that is no key of a table, and is given again when its quotes have gone."""
    folder = copy_dataset(tmp_path)
    released(folder, "utt-901")
    package = Package.read(folder)
    numbers = highest(package, {table.name: table.rows() for table in package.tables})
    assert next(fresh_ids("utt", numbers)) == "utt-902"
