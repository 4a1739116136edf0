"""Starts a command and writes down its seconds, peak memory and exit code: FILE PROGRAM ARGUMENT ...

A process of its own and a small one, since Linux counts to the peak of a new process what the one that started it
holds.
"""

import os
import sys
import time

file, *command = sys.argv[1:]
started = time.perf_counter()
process = os.posix_spawn(command[0], command, os.environ)
_, status, usage = os.wait4(process, 0)
seconds = time.perf_counter() - started
peak_mib = usage.ru_maxrss / 1024 / (1024 if sys.platform == "darwin" else 1)  # macOS counts bytes, Linux KiB
with open(file, "w", encoding="utf-8") as lines:  # noqa: PTH123  (pathlib is large)
    lines.write(f"{seconds} {peak_mib} {os.waitstatus_to_exitcode(status)}")
