"""Settings that hold for all tests."""

import gc
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")  # the first opens a page in half the time
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
]

for name, examples in {"few": 10, "many": 100}.items():
    settings.register_profile(name, deadline=None, max_examples=examples)  # on a busy machine a slow one is no mistake
settings.load_profile("few")  # `make test SLOW=all` asks for many


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort tests by when they are tried: always, on each change (``slow``), or each week (``exhaustive``)."""
    cases: Counter[str] = Counter()
    for item in items:
        test = item.nodeid.partition("[")[0]
        is_first, is_tenth = cases[test] == 0, cases[test] % 10 == 0
        cases[test] += 1
        if item.get_closest_marker("mostly_slow") and not is_first:
            item.add_marker("slow")
        if item.get_closest_marker("exhaustive"):
            item.add_marker("slow")
        if item.get_closest_marker("mostly_exhaustive") and item.get_closest_marker("slow") and not is_tenth:
            item.add_marker("exhaustive")


def pytest_collection_finish() -> None:
    """Leave what was imported and collected alone whenever garbage is looked for: there is much of it, and it stays."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def fictional_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the fictional article; not to be changed."""
    from fictional_package import make  # the tests that need none are not to wait for what it imports

    return make(tmp_path_factory.mktemp("fictional") / "package")


@pytest.fixture(scope="session")
def html() -> str:
    """The page of the dataset."""
    from us_cuba_2026.explorer import explorer
    from us_cuba_2026.model.package import Package

    return explorer(Package.read())


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, or a skip that says how to get it."""
    if not CHROMIUM:
        pytest.skip("needs chromium: apt-get install chromium-headless-shell, or name it in CHROMIUM")
    playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install playwright")
    with playwright.sync_playwright() as drivers:
        chromium = drivers.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
