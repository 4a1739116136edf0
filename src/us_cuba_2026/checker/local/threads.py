"""What other threads do meanwhile: read bytes, make rows of them, judge those that are there, keep hashes of them."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from itertools import islice
from typing import Any, TypeVar

AHEAD = 2  # batches that are held ready: so many that nobody waits, and so few that they fit in memory

Item = TypeVar("Item")


def ahead(items: Iterator[Item], thread: Executor, count: int = AHEAD) -> Iterator[Item]:
    """Items that are taken in another thread, some ahead of where they are wanted.

    Args:
        items: The items, which nobody else takes.
        thread: An executor with one thread.
        count: How many are taken ahead.

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

    waiting = deque(thread.submit(take) for _ in range(count))
    while item := waiting.popleft().result():
        waiting.append(thread.submit(take))
        yield item[0]


class Background:
    """Calls that are made in another thread, in turn, and what is done in this one with what they return.

    Args:
        thread: An executor with one thread.
    """

    def __init__(self, thread: Executor) -> None:
        self._thread = thread
        self._waiting: deque[tuple[Future[Any], Callable[[Any], object]]] = deque()

    def call(self, function: Callable[[], Item], then: Callable[[Item], object]) -> None:
        """Have a function called, and its result handed on sooner or later; waits if many are waiting."""
        self._waiting.append((self._thread.submit(function), then))
        self.settle(AHEAD)

    def settle(self, left: int = 0) -> None:
        """Wait until no more than so many calls are to be made; what they raise is raised here."""
        while len(self._waiting) > left:
            result, then = self._waiting.popleft()
            then(result.result())
