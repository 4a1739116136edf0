"""A progress bar for a person who waits: on a terminal, and only after two seconds."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from us_cuba_2026.model.package import Package

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 2.0  # seconds


@contextmanager
def bar(path: Path | str | None = None, clock: Callable[[], float] = time.monotonic) -> Iterator[Callable[[int], None]]:
    """Show on the standard error, if that is a terminal, how many bytes of a package's files have been read.

    Args:
        path: As for :func:`~us_cuba_2026.checker.validate`.
        clock: Tells the time in seconds.

    Yields:
        What ``validate`` takes as ``progress``.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    total = 0
    for table in Package.read(path).tables:
        for part in table.parts:
            with suppress(OSError):
                total += part.stat().st_size
    waiting = _Waiting(total, clock)
    try:
        yield waiting.advance
    finally:
        waiting.stop()


class _Waiting:
    """Counts bytes, and shows them once it has taken long enough."""

    def __init__(self, total: int, clock: Callable[[], float]) -> None:
        self._total, self._done = total, 0
        self._clock, self._started = clock, clock()
        self._shown: Progress | None = None

    def advance(self, size: int) -> None:
        self._done += size
        if self._shown is None and self._clock() - self._started > PATIENCE:
            self._shown = self._show()
        if self._shown:
            self._shown.update(self._shown.task_ids[0], completed=min(self._done, self._total))

    def _show(self) -> "Progress":
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("checking"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        shown = Progress(*columns, console=Console(stderr=True), transient=True)
        shown.add_task("checking", total=self._total)
        shown.start()
        return shown

    def stop(self) -> None:
        if self._shown:
            self._shown.stop()
