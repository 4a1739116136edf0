"""Commands and scripts, run inside the process of the tests: a process of its own takes a second for each call."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from importlib import import_module
from unittest import mock

from packages import ROOT

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


def run_script(name: str, *arguments: object) -> Result:
    """The same for a script of the repository."""
    return run(import_module(name.removesuffix(".py")).main, *arguments)


def process_of(name: str, *arguments: object) -> Result:
    """Run a script of the repository in a process of its own, as a person does."""
    command = [sys.executable, str(ROOT / "scripts" / name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
