"""Commands and scripts, run inside the process of the tests: a process of its own takes a second for each call."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from unittest import mock

from packages import ROOT

SCRIPTS = (ROOT / "scripts", ROOT / "benchmarks")
Result = subprocess.CompletedProcess[str]


def unmeasured() -> dict[str, str]:
    """The environment of a process that is killed or kept from writing: coverage would leave half of its data there."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def run(main: Callable[[], int], *arguments: object) -> Result:
    """Call the function of a command as its process would, piped, from the repository's root."""
    words = ["command", *map(str, arguments)]
    out, err = io.StringIO(), io.StringIO()
    with mock.patch.object(sys, "argv", words), chdir(ROOT), redirect_stdout(out), redirect_stderr(err):
        try:
            code = main()
        except SystemExit as stop:  # by the parser of arguments
            code = int(str(stop.code))
    return Result(words, code, out.getvalue(), err.getvalue())


def curate(*arguments: object) -> Result:
    """Run a step of ``us-cuba-2026 curate``."""
    from us_cuba_2026.cli import main

    return run(main, "curate", *arguments)


def process_of(name: str, *arguments: object) -> Result:
    """Run a script of the repository in a process of its own, as a person does."""
    (script,) = (folder / name for folder in SCRIPTS if (folder / name).exists())
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
