"""What other threads do meanwhile: one reads what comes next, one judges what has been read."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from itertools import islice
from typing import TypeVar

import polars as pl

from us_cuba_2026.check.ledger import Section

AHEAD = 2  # batches that are held ready: so many that nobody waits, and so few that they fit in memory

Item = TypeVar("Item")


def ahead(items: Iterator[Item], thread: Executor) -> Iterator[Item]:
    """Items that are taken in another thread, some ahead of where they are wanted.

    Args:
        items: The items, which nobody else takes.
        thread: An executor with one thread.

    Yields:
        The items.

    Example:
        >>> from concurrent.futures import ThreadPoolExecutor
        >>> with ThreadPoolExecutor(1) as thread:
        ...     list(ahead(iter("abc"), thread))
        ['a', 'b', 'c']
    """

    def take() -> list[Item]:
        return list(islice(items, 1))

    waiting = deque(thread.submit(take) for _ in range(AHEAD))
    while item := waiting.popleft().result():
        waiting.append(thread.submit(take))
        yield item[0]


class Aside:
    """Findings that are made in another thread, in turn, and taken to where they belong in this one.

    Args:
        thread: An executor with one thread.
    """

    def __init__(self, thread: Executor) -> None:
        self._thread = thread
        self._waiting: deque[tuple[Section, Future[pl.DataFrame]]] = deque()

    def add(self, section: Section, judge: Callable[[pl.DataFrame], pl.DataFrame], rows: pl.DataFrame) -> None:
        """Have rows judged, and the findings added to a section sooner or later; waits if many are waiting."""
        self._waiting.append((section, self._thread.submit(judge, rows)))
        self.settle(AHEAD)

    def settle(self, left: int = 0) -> None:
        """Wait until no more than so many are still to be judged."""
        while len(self._waiting) > left:
            section, found = self._waiting.popleft()
            section.add(found.result())
