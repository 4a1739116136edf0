"""How to cite the dataset, or one row of it."""

from typing import Literal, get_args

Style = Literal["apa", "chicago", "bibtex", "ris", "csl-json"]
STYLES: tuple[Style, ...] = get_args(Style)
"""The forms a citation comes in."""

Form = Literal["text", "markdown", "html"]
FORMS: tuple[Form, ...] = get_args(Form)
"""What a citation in words is written in."""
