"""HTML as exported: the page, whole."""

from pathlib import Path

from us_cuba_2026.explorer import explorer
from us_cuba_2026.model.package import Package


def test_page_is_exported(exported: Path) -> None:
    """An export without the page, or with line ends that its policy does not know."""
    assert (exported / "explorer.html").read_bytes() == explorer(Package.read()).encode()
