"""A headless browser without a network, and the page of the dataset open in it."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import drawn
from packages import ROOT

SOURCES = ROOT / "web"
Open = Callable[..., Any]


@pytest.fixture(scope="session")
def page_file(html: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the dataset as a file; not to be changed."""
    file = tmp_path_factory.mktemp("page") / "explorer.html"
    file.write_text(html, encoding="utf-8", newline="\n")
    return file


@pytest.fixture
def open_page(browser: Any, page_file: Path) -> Iterator[Open]:
    """Opens a page at an address; at the end there must have been no error, and no request but for the file itself."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def opened(address: str = "", file: Path = page_file, width: int = 1280, **options: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, offline=True, reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        own = file.as_uri()

        def allow(route: Any) -> None:
            if route.request.url.split("#")[0] == own:
                route.continue_()
            else:
                complaints.append(f"request: {route.request.url}")
                route.abort()

        context.route("**/*", allow)
        page.goto(f"{own}{address}")
        if options.get("java_script_enabled", True):
            drawn(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def node() -> str:
    """Node with the page's libraries beside its sources, or a skip that says how to get them."""
    program = shutil.which("node")
    if not program or not (SOURCES / "node_modules").is_dir():
        pytest.skip("needs Node and the page's libraries: npm ci --prefix web")
    return program


@pytest.fixture(scope="session")
def check_script(node: str) -> str:
    """The page's own check, built from its sources."""
    modules = ("normalise", "reading/file", "detect", "locate")
    entry = ";".join(f'export * from "./src/check/{module}"' for module in modules)
    command = [
        node,
        "-e",
        "process.stdout.write(require('esbuild').buildSync({stdin: {contents: process.argv[1], resolveDir: '.', loader:"
        " 'ts'}, bundle: true, write: false, format: 'iife', globalName: 'check', charset: 'ascii'})"
        ".outputFiles[0].text)",
        entry,
    ]
    return subprocess.run(command, cwd=SOURCES, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def check(browser: Any, check_script: str) -> Iterator[Callable[[str, Any], Any]]:
    """Calls functions of the page's own check in the browser."""
    page = browser.new_page()
    page.goto("about:blank")
    page.evaluate(f"() => {{ {check_script}; window.check = check; }}")
    yield page.evaluate
    page.close()
