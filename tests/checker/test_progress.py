"""The progress bar: for a person who waits at a terminal, and for nobody else."""

import io
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr
from pathlib import Path

import pytest

from packages import write_package
from us_cuba_2026.checker import validate
from us_cuba_2026.checker.progress import PATIENCE, bar
from us_cuba_2026.cli import main

SCHEMA = {"fields": [{"name": "a", "type": "string"}]}
SIZES = {"t": 300, "u": 600}  # bytes of the files of the package
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COLOUR = re.compile(r"\x1b\[(?:[0-9]+;)*(?:3[0-8]|9[0-7])[0-9;]*m")
ERASED = "\x1b[2K"


class Terminal(io.StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A small package of two tables."""
    return write_package(tmp_path, {name: (SCHEMA, "a\n" + "x\n" * (size // 2 - 1)) for name, size in SIZES.items()})


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A wide terminal with colours."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")
    return Terminal()


def show(on: io.StringIO, package: Path, seconds: Iterable[float], sizes: Iterable[int]) -> None:
    """Start a bar at the first of these times, and tell it at the others that pieces of these sizes have been read."""
    with redirect_stderr(on), bar(package, iter(seconds).__next__) as progress:
        for size in sizes:
            progress(size)


def test_nothing_in_a_pipe(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar in a log file."""
    piped = io.StringIO()
    show(piped, package, [0, 99], [500])
    assert piped.getvalue() == ""
    monkeypatch.setattr(sys, "stderr", None)  # as under pythonw
    with bar(package, iter([0, 99]).__next__) as progress:
        progress(500)


def test_nothing_before_anybody_waits(package: Path, terminal: Terminal) -> None:
    """A bar that flashes up at a check of a moment."""
    show(terminal, package, [0, PATIENCE / 2, PATIENCE], [500, 500])
    assert terminal.getvalue() == ""


def test_bytes_of_all_bytes(package: Path, terminal: Terminal) -> None:
    """A bar that counts one table only, or forgets what was read before it appeared."""
    show(terminal, package, [0, 1, PATIENCE + 1], [300, 250])
    text = CONTROL.sub("", terminal.getvalue())
    assert "checking" in text
    assert "550/900 bytes" in text


def test_gone_at_the_end(package: Path, terminal: Terminal) -> None:
    """A bar that stays on the screen, beside the report."""
    show(terminal, package, [0, PATIENCE + 1], [500])
    assert "checking" in terminal.getvalue()
    assert CONTROL.sub("", terminal.getvalue().rpartition(ERASED)[2]).strip() == ""


def test_gone_after_a_failure(package: Path, terminal: Terminal) -> None:
    """A bar that stays on the screen, beside the line that says what went wrong."""

    def pieces() -> Iterator[int]:
        yield 500
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="gone"):
        show(terminal, package, [0, PATIENCE + 1], pieces())
    assert "checking" in terminal.getvalue()
    assert CONTROL.sub("", terminal.getvalue().rpartition(ERASED)[2]).strip() == ""


def test_colours_are_refused(package: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Colours though the reader has refused them, or a test that would not see any."""
    show(terminal, package, [0, PATIENCE + 1], [500])
    assert COLOUR.search(terminal.getvalue())
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Terminal()
    show(plain, package, [0, PATIENCE + 1], [500])
    assert "checking" in plain.getvalue()
    assert not COLOUR.search(plain.getvalue())


def test_check_tells_what_it_reads(package: Path) -> None:
    """A bar that stops half way, or is full before the end, since the check counts otherwise."""
    read: list[int] = []
    validate(package, progress=read.append)
    assert sum(read) == sum(SIZES.values())


def test_command_shows_it(package: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that makes a bar and does not tell it anything."""
    monkeypatch.setattr("us_cuba_2026.checker.progress.PATIENCE", -1.0)
    with redirect_stderr(terminal):
        assert main(["validate", str(package)]) == 0
    assert "900/900 bytes" in CONTROL.sub("", terminal.getvalue())


@pytest.mark.slow
def test_export_shows_its_own(terminal: Terminal, tmp_path: Path) -> None:
    """An export that leaves its reader waiting, or its bar on the screen."""
    with redirect_stderr(terminal):
        assert main(["export", str(tmp_path / "out"), "--to", "jsonl"]) == 0
    assert "exporting" in terminal.getvalue()
    assert "100%" in CONTROL.sub("", terminal.getvalue())
    assert CONTROL.sub("", terminal.getvalue().rpartition(ERASED)[2]).strip() == ""
