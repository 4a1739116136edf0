"""HTML as exported: the page, whole."""

from pathlib import Path


def test_page_is_exported(exported: Path, html: str) -> None:
    """An export without the page, or with line ends that its policy does not know."""
    assert (exported / "explorer.html").read_bytes() == html.encode()
