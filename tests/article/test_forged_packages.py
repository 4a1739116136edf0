"""Forged packages, each with nothing to tell it but its words: none is proved by the true copy."""

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from commands import Result, run
from editions import Edition, fictional, real
from fictional_package import COPY
from forged import FORGERIES, NAMES, Forgery
from packages import ARTICLE, copy_dataset
from us_cuba_2026.cli import main

QUICK = 30  # every so many of them is tried where the slow tests are left out


def forgeries() -> list[Any]:
    """All forgeries by name, most of them slow."""
    return [
        pytest.param(forgery, id=forgery.name, marks=() if at % QUICK == 0 else pytest.mark.slow)
        for at, forgery in enumerate(FORGERIES)
    ]


def test_forgeries() -> None:
    """Two forgeries of one name; fewer than are promised."""
    assert [name for name, count in Counter(forgery.name for forgery in FORGERIES).items() if count > 1] == []
    assert len(FORGERIES) > 100


def verified(forgery: Forgery, edition: Edition, folder: Path, copy: Path) -> Result:
    """Forge the package in a folder, and have the command verify it by the true copy."""
    forgery.of(edition, folder)
    return run(main, "verify", folder, "--article", copy)


def check(result: Result, forgery: Forgery, edition: Edition) -> None:
    """Not proved, in our own words, with what was forged named."""
    said = result.stdout + result.stderr
    assert result.returncode in (1, 2), said
    assert "Traceback" not in said
    assert not said.rstrip().rpartition("\n")[2].startswith("proved")
    if result.returncode == 2:
        assert result.stderr.count("\n") == 1
        return
    for word in (
        forgery.told.split() if forgery.told not in NAMES[edition.name] else [NAMES[edition.name][forgery.told]]
    ):
        assert word in said


@pytest.mark.mostly_exhaustive
@pytest.mark.parametrize("forgery", forgeries())
def test_fictional_article(forgery: Forgery, fictional_package: Path, tmp_path: Path) -> None:
    """A package that says what its article does not, and is proved, or refused in a traceback."""
    folder = Path(shutil.copytree(fictional_package, tmp_path / "package"))
    edition = fictional(fictional_package)
    check(verified(forgery, edition, folder, COPY), forgery, edition)


@pytest.mark.mostly_exhaustive
@pytest.mark.slow
@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.name)
def test_article_at_hand(forgery: Forgery, tmp_path: Path) -> None:
    """The same for the dataset itself."""
    edition = real()
    folder = copy_dataset(tmp_path)
    check(verified(forgery, edition, folder, ARTICLE), forgery, edition)
