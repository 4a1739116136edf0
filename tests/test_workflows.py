"""What runs on the forge is what was reviewed: named by commit or hash, with no more rights than it needs, in order."""

import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from packages import ROOT, read_rows
from release_requirements import FILE, requirements
from us_cuba_2026.dataframes.flat_views import FLAT

WORKFLOWS = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / ".github" / "workflows").glob("*.yml")}
RELEASE = yaml.safe_load(WORKFLOWS["release.yml"])["jobs"]


def jobs() -> Iterator[tuple[str, dict[str, Any], dict[str, str]]]:
    """Every job: its name, what it is, and the rights that it has."""
    for file, text in WORKFLOWS.items():
        workflow = yaml.safe_load(text)
        for name, job in workflow["jobs"].items():
            yield f"{file}: {name}", job, job.get("permissions", workflow["permissions"])


@pytest.mark.parametrize("file", WORKFLOWS)
def test_actions_by_commit(file: str) -> None:
    """An action whose tag somebody moves to other code; a commit of which nobody knows what version it is."""
    used = re.findall(r"uses: (.*)", WORKFLOWS[file])
    assert used
    for one in used:
        assert re.fullmatch(r"\./\S+|actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one), one


def test_one_commit_for_a_version() -> None:
    """Two commits that are both said to be the same version of an action."""
    used = {one for text in WORKFLOWS.values() for one in re.findall(r"uses: (actions/.*)", text)}
    assert len({one.split("@")[0] for one in used}) == len(used)


def test_all_tests_are_run_somewhere() -> None:
    """Exhaustive tests that nobody runs: CI leaves them out on a change, for each week and for a release."""
    workflow = yaml.safe_load(WORKFLOWS["ci.yml"])
    assert {"schedule", "workflow_call"} <= workflow[True].keys()  # YAML takes the word "on" for true
    runs = [step.get("run", "") for step in workflow["jobs"]["validate-and-test"]["steps"]]
    (run,) = [one for one in runs if one.startswith("make test")]
    when = "github.event_name == 'schedule' || github.ref_type == 'tag'"
    assert run == f"make test SLOW=${{{{ ({when}) && 'all' || '1' }}}}"


def test_rights() -> None:
    """A job that may write to the repository while it runs code of the project, or code of others it has downloaded."""
    for name, job, rights in jobs():
        steps = job.get("steps", [])
        if "write" in rights.values():
            assert not [step for step in steps if "checkout" in step.get("uses", "") or "pip" in step.get("run", "")], (
                name
            )
            assert all(step["run"].startswith("gh ") for step in steps if "run" in step), name
    writing = {name: rights for name, _, rights in jobs() if "write" in rights.values()}
    assert writing == {
        "release.yml: attest": {"attestations": "write", "id-token": "write"},
        "release.yml: publish": {"contents": "write"},
        "release.yml: pages": {"pages": "write", "id-token": "write"},
    }


def test_no_credentials_are_kept() -> None:
    """A token that lies in the working tree while tests and builds run there."""
    for name, job, _ in jobs():
        for step in job.get("steps", []):
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False, name


def test_order() -> None:
    """Something that is published before the version, the tests or the attestation."""
    assert {name: job.get("needs") for name, job in RELEASE.items()} == {
        "version": None, "test": "version", "export": "test", "attest": "export", "publish": "attest",
        "pages": "publish",
    }  # fmt: skip
    assert RELEASE["test"]["uses"] == "./.github/workflows/ci.yml"
    assert "workflow_call" in yaml.safe_load(WORKFLOWS["ci.yml"])[True]  # `on`, as YAML 1.1 reads it


def test_site() -> None:
    """A site that is built of other things than the release, or under a name that Pages does not look for."""
    steps = RELEASE["export"]["steps"]
    scripts = [step.get("run", "") for step in steps]
    assert any(
        "python scripts/build_site.py site\n" in script for script in scripts[scripts.index("us-cuba-2026 validate") :]
    )
    uploaded = [step["with"] for step in steps if "upload-artifact" in step.get("uses", "")]
    assert [(one["name"], one["path"]) for one in uploaded] == [
        ("release", "release"),
        ("github-pages", "artifact.tar"),
    ]
    assert RELEASE["pages"]["environment"]["name"] == "github-pages"
    assert [step["uses"].split("@")[0] for step in RELEASE["pages"]["steps"]] == ["actions/deploy-pages"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tag", "released", "section", "says"),
    [
        ("1.2.3", "1.2.3", "## 1.2.3 (2026-11-22)", ""),
        ("1.2.4", "1.2.3", "## 1.2.3 (2026-11-22)", "datapackage.json::the tag is 1.2.4, but the version 1.2.3"),
        ("1.2.3", "1.2.2", "## 1.2.3 (2026-11-22)", "metadata/released.json::the tag is 1.2.3, but the version 1.2.2"),
        ("1.2.3", "1.2.3", "## 1.2.3 (in work)", "CHANGELOG.md::there is no section 1.2.3 with its date"),
        ("1.2.3", "1.2.3", "## 1.2.30 (2026-11-22)", "CHANGELOG.md::there is no section 1.2.3 with its date"),
        ("1.2.3", "1.2.3", "## 1x2.3 (2026-11-22)", "CHANGELOG.md::there is no section 1.2.3 with its date"),
    ],
)
def test_tag_against_version(tag: str, released: str, section: str, says: str, tmp_path: Path) -> None:
    """A tag of another version, one that was not recorded, or one whose changelog is still in work."""
    (tmp_path / "datapackage.json").write_text(json.dumps({"version": "1.2.3"}))
    (tmp_path / "metadata").mkdir()
    (tmp_path / "metadata" / "released.json").write_text(json.dumps({"version": released}))
    (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n{section}\n\nRain.\n")
    step = next(step for step in RELEASE["version"]["steps"] if "run" in step)
    result = run(step["run"], tag, tmp_path)
    assert (result.returncode, result.stdout) == ((1, f"::error file={says}\n") if says else (0, ""))


def test_notes(tmp_path: Path) -> None:
    """Notes of a release that are those of another version, or lack a part."""
    (tmp_path / "release").mkdir()
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 1.2.3 (x)\n\n### Rain\n\n- a\n\n## 1.2.2 (x)\n\n- b\n")
    step = next(step for step in RELEASE["export"]["steps"] if "notes.md" in step.get("run", ""))
    assert run(step["run"], "1.2.3", tmp_path).returncode == 0
    assert (tmp_path / "release" / "notes.md").read_text() == "\n### Rain\n\n- a\n\n"


@pytest.mark.slow
def test_downloads(tmp_path: Path) -> None:
    """A release without the joined views, with views of other data, or a download that its checksums leave out."""
    commands = [step["run"] for step in RELEASE["export"]["steps"] if "us-cuba-2026 export" in step.get("run", "")]
    assert len(commands) == 2
    shutil.copytree(ROOT / "R", tmp_path / "R")
    for command in commands:
        result = run(command, "1.2.3", tmp_path)
        assert result.returncode == 0, result.stderr
    out = tmp_path / "release" / "out"
    sums = dict(line.split("  ")[::-1] for line in (out / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    files = {file.name: file for file in out.iterdir() if file.name != "SHA256SUMS"}
    assert {*sums} == {*files} >= {f"{name}_flat.csv" for name in FLAT} | {"us-cuba-2026.zip", "read_us_cuba_2026.R"}
    assert all(hashlib.sha256(file.read_bytes()).hexdigest() == sums[name] for name, file in files.items())
    for name in FLAT:
        with files[f"{name}_flat.csv"].open(encoding="utf-8", newline="") as stream:
            rows = [*csv.DictReader(stream)]
        ids = [row[f"{name[:-1]}_id"] for row in read_rows(ROOT, name)]
        assert [row[f"{name[:-1]}_id"] for row in rows] == ids
        assert [column for column in rows[0] if column not in read_rows(ROOT, name)[0]]
    readme = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Load")[2].partition("### In Python")[0]
    for name, file in files.items():
        assert name in readme or f"`{file.suffix}`" in readme, f"the README does not say what {name} is"


def run(script: str, tag: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run the script of a step as GitHub does."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("needs bash")
    command = [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    path = os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin", "/usr/local/bin"])
    environment = {"GITHUB_REF_NAME": tag, "PATH": path, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_hashes() -> None:
    """A distribution that is installed without a hash, in another version than everywhere, or not at all."""
    lines = FILE.read_text(encoding="utf-8").splitlines()[1:]
    found = [re.fullmatch(r"([\w.-]+)==(\S+) --hash=sha256:[0-9a-f]{64}", line) for line in lines]
    pins = {plain(match[1]): match[2] for match in found if match}
    assert len(pins) == len(lines) > 0
    constraints = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines())
    pinned = {plain(name): version for name, version in constraints.items()}
    assert pins == {name: pinned[name] for name in pins}
    described = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {plain(re.split(r"[\[<>=!~; ]", one)[0]) for one in requirements(described, "export")}
    assert {"pandas", "polars", "duckdb", "hatchling"} <= needed <= set(pins)
    installs = [step["run"] for step in RELEASE["export"]["steps"] if "pip install" in step.get("run", "")]
    assert all("--require-hashes" in one or "--no-index" in one for one in installs)


def plain(name: str) -> str:
    """A distribution's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()
