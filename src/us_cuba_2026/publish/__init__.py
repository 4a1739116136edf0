"""What goes out into the world: documentation, citations, exports, and metadata for archives and search engines."""

from typing import Literal, get_args

Style = Literal["apa", "chicago", "bibtex", "ris", "csl-json"]
STYLES: tuple[Style, ...] = get_args(Style)
"""The forms a citation comes in."""
