"""Steps in a page: each waits until the page has gone where its address leads, drawn what it shows, or copied."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# What is drawn when its size is known comes after the callbacks of a frame, hence before those of the next.
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))"
FOLLOWED = """() => {
  window.followed = new Promise((done, fail) => {
    addEventListener("hashchange", () => done(null), { once: true });
    setTimeout(() => fail(new Error("the page has not moved")), 20_000);
  });
  window.followed.catch(() => {});
}"""


def drawn(page: Any) -> None:
    """Wait until what the page shows is drawn."""
    page.evaluate(DRAWN)


@contextmanager
def moving(page: Any) -> Iterator[None]:
    """Wait, at the end of the block, until the page has followed the address that the block leads it to."""
    page.evaluate(FOLLOWED)
    yield
    page.evaluate("() => window.followed")
    drawn(page)


def go(page: Any, address: str) -> None:
    """Lead the page to another address than it is at."""
    with moving(page):
        page.evaluate("(address) => { location.hash = address }", address)


def copied(page: Any, button: str) -> str:
    """What a button of the page copies."""
    page.evaluate("() => { document.getElementById('announcer').textContent = '' }")
    page.click(button)
    page.locator("#announcer").filter(has_text="Copied").wait_for(state="attached")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text
