"""HTML: one page to look at the dataset with, and to check a copy of the article on."""

from pathlib import Path

from us_cuba_2026.explorer import explorer
from us_cuba_2026.exports.content import Content


def write(content: Content, folder: Path) -> None:
    """Write ``explorer.html``: UTF-8, LF, self-contained."""
    (folder / "explorer.html").write_text(explorer(content.package), encoding="utf-8", newline="\n")
