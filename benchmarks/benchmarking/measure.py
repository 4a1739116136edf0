"""Runs a command as a process of its own and measures its time and memory."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_LAUNCHER = Path(__file__).with_name("launch.py")
_LONGEST_OUTPUT = 65_536  # bytes; of longer ones the middle is left out


@dataclass(frozen=True)
class Outcome:
    """What became of a process.

    Args:
        seconds: Wall-clock time from its start to its end.
        peak_mib: Most memory it held at a time (resident), in MiB.
        code: Its exit code; negative if a signal ended it; nothing if it was ended since it took too long.
        output: What it wrote, of much the beginning and the end.
    """

    seconds: float
    peak_mib: float
    code: int | None
    output: str


def measure(command: Sequence[str], limit: float) -> Outcome:
    """Run a command and measure it.

    Args:
        command: The program, with its path, and its arguments.
        limit: Seconds after which it is ended.

    Returns:
        What became of it.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as output:
        measured = Path(folder) / "measured"
        launched = [sys.executable, "-I", "-S", str(_LAUNCHER), str(measured), *command]
        with subprocess.Popen(
            launched, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        ) as process:
            try:
                process.wait(limit)
            except BaseException as error:
                os.killpg(process.pid, signal.SIGKILL)
                if isinstance(error, subprocess.TimeoutExpired):
                    return Outcome(limit, 0, None, "")
                raise
        size = output.seek(0, os.SEEK_END)
        output.seek(0)
        text = output.read(_LONGEST_OUTPUT // 2).decode(errors="replace")
        output.seek(max(output.tell(), size - _LONGEST_OUTPUT // 2))
        text += output.read().decode(errors="replace")
        if not measured.exists():
            raise OSError(f"{command[0]} cannot be started: {text.strip().splitlines()[-1]}")
        seconds, peak_mib, code = measured.read_text(encoding="utf-8").split()
    return Outcome(float(seconds), float(peak_mib), int(code), text)
