"""What goes out into the world: citations, and the metadata that archives and search engines read."""

from typing import Literal, get_args

Style = Literal["apa", "chicago", "bibtex", "ris", "csl-json"]
STYLES: tuple[Style, ...] = get_args(Style)
"""The forms a citation comes in."""
