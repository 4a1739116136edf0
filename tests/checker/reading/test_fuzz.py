"""Files of odd bytes are told, whatever they are: nothing ends the process, and no bytes reach an engine as text."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parent / "fuzz.py"


def fuzz(folder: Path, seed: int, seconds: int) -> None:
    """Run the program, and show what it was at if it does not come to its end."""
    command = [sys.executable, str(PROGRAM), str(folder), str(seed), str(seconds)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=seconds + 900)
    assert done.returncode == 0, f"see {folder}, or run it again: {' '.join(command)}\n{done.stderr[-2000:]}"


@pytest.mark.exhaustive
def test_what_was_found(tmp_path: Path) -> None:
    """A file that ended the process once (characters cut short, names and dates that are none), and does so again."""
    fuzz(tmp_path, seed=0, seconds=0)


@pytest.mark.exhaustive
def test_for_a_while(tmp_path: Path) -> None:
    """A crash, an error of a library, or text that is none and was read, in files that nobody has thought of."""
    fuzz(tmp_path, seed=18, seconds=20)
