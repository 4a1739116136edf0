"""Threads hand everything on, in turn, and what goes wrong in them is not lost."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from us_cuba_2026.checker.local.threads import AHEAD, Background, ahead


@pytest.mark.parametrize("count", [0, 1, AHEAD, 20])
def test_ahead_hands_on_everything(count: int) -> None:
    """An item that is lost or out of turn where the items end, or a falsy one that is taken for the end."""
    with ThreadPoolExecutor(1) as thread:
        assert list(ahead(iter(range(count)), thread)) == list(range(count))


def test_ahead_takes_few() -> None:
    """All that there is read at once, so that memory is not bounded."""
    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in range(100):
            taken.append(item)
            yield item

    with ThreadPoolExecutor(1) as thread:
        one = ahead(items(), thread)
        assert next(one) == 0
        time.sleep(0.05)  # time to take more
        assert 1 <= len(taken) <= AHEAD + 1


def test_ahead_raises() -> None:
    """A file that stops being read, as if it had ended."""

    def items() -> Iterator[int]:
        yield 1
        raise OSError("the disk is gone")

    with ThreadPoolExecutor(1) as thread:
        one = ahead(items(), thread)
        assert next(one) == 1
        with pytest.raises(OSError, match="the disk is gone"):
            list(one)


def test_aside_hands_on_in_turn() -> None:
    """Findings that are lost at the end, or added in another order; more and more batches that wait."""
    found: list[int] = []
    with ThreadPoolExecutor(1) as thread:
        background = Background(thread)
        for number in range(20):
            background.call(lambda number=number: number, found.append)  # type: ignore[misc]
            assert number - len(found) < AHEAD
        background.settle()
    assert found == list(range(20))


def test_aside_raises() -> None:
    """A mistake of the judge that leaves a table without findings."""
    with ThreadPoolExecutor(1) as thread:
        background = Background(thread)
        background.call(lambda: 1 // 0, print)
        with pytest.raises(ZeroDivisionError):
            background.settle()
