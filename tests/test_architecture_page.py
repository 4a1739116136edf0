"""What ARCHITECTURE.md says is so: its paths are there, its examples run."""

import contextlib
import io
import re
from pathlib import Path

import pytest

from packages import ROOT, write_package

PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
SOURCE = ROOT / "src" / "us_cuba_2026"


def listed() -> set[str]:
    """The paths of the tree, whole."""
    paths, parents = set(), [""]
    for indent, names in re.findall(r"^    ( *)(\S+(?:, \S+)*)(?:  |$)", PAGE.partition("## The way")[0], re.MULTILINE):
        parents = parents[: len(indent) // 4 + 1]
        for name in names.split(", "):
            paths.add("".join(parents) + name)
        parents.append(names)
    return {path.rstrip("/") for path in paths} | {"src/us_cuba_2026"}


def test_tree() -> None:
    """A folder that is in the listing and no more in the repository, or the other way round."""
    paths = listed()
    for path in paths:
        assert (ROOT / path).exists(), path
    packages = {file.parent.relative_to(ROOT).as_posix() for file in SOURCE.rglob("__init__.py")}
    assert {path for path in packages if path.count("/") <= 2 or "/checker/" in path} <= paths


def test_named_files() -> None:
    """A file named in the text that has moved."""
    for name in re.findall(r"`([\w/]+\.(?:py|md))`", PAGE):
        checker = SOURCE / "checker"
        homes = (ROOT, SOURCE, checker, checker / "reading", checker / "local", SOURCE / "rules")
        assert any((home / name).is_file() for home in homes), name


def test_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that does not work as written, or finds something else than shown."""
    (tmp_path / "harbour").mkdir()
    boats = {"fields": [{"name": "boat_id", "type": "string"}, {"name": "length", "type": "number"}]}
    legs = {"fields": [{"name": name, "type": "string"} for name in ("leg_id", "trip_id", "captain")]}
    tables = {
        "boats": (boats, "boat_id,length\nb1,12\nb2,-4\nb3,\n"),
        "legs": (legs, "leg_id,trip_id,captain\nl1,t1,Ada\nl2,t2,Cy\nl3,t1,Bo\n"),
    }
    write_package(tmp_path / "harbour", tables)
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.DOTALL)
    assert len(examples) == PAGE.count("```python") == 2
    names: dict[str, object] = {}
    for code, expected in examples:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, names)  # noqa: S102
        assert printed.getvalue() == expected


def test_one_page() -> None:
    """A page that has grown into a manual."""
    assert len(PAGE.splitlines()) <= 120
