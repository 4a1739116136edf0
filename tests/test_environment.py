"""Whoever begins with the wrong Python, or without a network, is told so in one line."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import environment


@pytest.mark.parametrize("version", [(3, 10), (3, 8), (2, 7)])
def test_old_python(version: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python that is too old, and a traceback in the place of a sentence."""
    monkeypatch.setattr(sys, "version_info", (*version, 0))
    says = environment.missing("validate")
    assert says.startswith("Python 3.11 or newer is needed, and ")
    assert says.endswith(f" is {version[0]}.{version[1]}: name another, as in `make validate PYTHON=python3.12`")


def test_no_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python of Debian that lacks what makes environments."""
    monkeypatch.setattr(environment, "find_spec", lambda name: None if name == "ensurepip" else object())
    assert "apt install python3-venv" in environment.missing("test")


def test_right_python() -> None:
    """A Python that will do, and is refused."""
    assert environment.missing("test") == ""


def failing(step: str) -> Callable[..., int]:
    """What runs commands, one of which fails."""
    return lambda command, **_: int(step in command)


@pytest.mark.parametrize(
    ("step", "has_folder", "says"),
    [
        ("import pip", True, "the environment in .venv does not work (any more): run `make clean`, then `make test`"),
        ("venv", False, "no environment could be made in .venv: see above"),
        (
            "install",
            True,
            "not all packages could be installed, see above (is the network there?): then run",
        ),
    ],
)
def test_failures_are_told(
    step: str, has_folder: bool, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step that fails, after which the environment passes for one that is there."""
    monkeypatch.chdir(tmp_path)
    if has_folder:
        Path(".venv").mkdir()
    monkeypatch.setattr(subprocess, "call", failing(step))
    assert environment.make("test").startswith(says)
    assert not Path(".venv", "test").exists()


def test_each_job_installs_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check of the data that installs what the tests need, twice as much and more."""
    ran: list[list[str]] = []
    monkeypatch.chdir(tmp_path)
    Path(".venv").mkdir()
    monkeypatch.setattr(subprocess, "call", lambda command, **_: ran.append(command))
    assert environment.make("validate") == ""
    assert Path(".venv", "validate").exists()
    assert [command[-1] for command in ran] == ["import pip", ".[check]"]


def test_environment_of_tests_checks_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same packages asked for again by `make validate` after `make test`; or tests without what they need."""
    monkeypatch.chdir(tmp_path)
    Path(".venv").mkdir()
    monkeypatch.setattr(subprocess, "call", lambda *_, **__: 0)
    assert environment.make("validate") == ""
    assert [file.name for file in Path(".venv").iterdir()] == ["validate"]
    assert environment.make("test") == ""
    assert {file.name for file in Path(".venv").iterdir()} == {"validate", "test"}


def test_old_pythons_can_read_it() -> None:
    """A script that says which Python is needed in words that only that Python reads."""
    import ast

    ast.parse(Path(environment.__file__).read_text(encoding="utf-8"), feature_version=(3, 6))
