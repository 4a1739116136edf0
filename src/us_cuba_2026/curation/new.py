"""Makes an empty package of the dataset's shape, for another article.

The descriptor, the profile, the vocabulary, the coding manual and the page for coders are those of the dataset; every
other table has its header alone, but for the row of the article, which is to be filled.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from us_cuba_2026.curation.stamp import stamp
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.metadata.codebook import codebook
from us_cuba_2026.metadata.profile import TO_FILL
from us_cuba_2026.model.canonical_csv import as_csv
from us_cuba_2026.model.package import DESCRIPTOR, Package
from us_cuba_2026.model.profile import PROFILE
from us_cuba_2026.rules.catalogue import catalogue

OF_THE_DATASET = ("created", "description", "keywords", "printed", "rights", "sources", "contributors", "licenses")
"""Properties of the descriptor that say something of the dataset and nothing of another package."""
MANUAL, FOR_CODERS = "CODING.md", "data/reliability/README.md"
RIGHTS = (
    "Quoted words (quotes.text, accounting.text, and short phrases in actors.name, attribution, cue and as_stated) "
    "remain their speakers' and publisher's; see RIGHTS.md."
)
UNFILLED: Mapping[str, Any] = {
    "description": f"{TO_FILL}: say in a sentence or two what the article says; its text is not included",
    "contributors": [
        {"title": f"{TO_FILL}: your name, as Family, Given; an organisation in braces", "roles": ["curator"]}
    ],
}
"""Properties that a person must fill: the profile refuses them as they are."""
SOURCE = {"source_id": "src-001", "language": "en", "rights": "Copyright of its publisher; not redistributed here."}
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_OTHER_PAGES = (
    ("[CONTRIBUTING.md](CONTRIBUTING.md) has", "[README.md](README.md) has"),
    ("(`CONTRIBUTING.md`, *Add another article*)", "(`README.md`, *Steps*)"),
)
"""What the manual says of pages that another package does not have, and what it says there."""


def new(folder: Path, name: str, title: str) -> None:
    """Make an empty package.

    Args:
        folder: A folder that does not exist yet.
        name: Name of the package, as the Data Package standard allows it.
        title: Title of the package.

    Raises:
        UnusableError: If the folder is there, or the name is none; nothing is made then.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as place:
        ...     new(Path(place, "lake"), "lake-2031", "The ferry of the lake")
        ...     Package.read(Path(place, "lake")).table("quotes").rows()
        []
    """
    if not _NAME.fullmatch(name):
        raise UnusableError(f"{name!r}: a name has lower-case letters, digits, '.', '_' and '-', such as lake-2031")
    dataset = Package.read()
    descriptor = {key: value for key, value in dataset.descriptor.items() if key not in OF_THE_DATASET}
    licences = [licence for licence in dataset.descriptor["licenses"] if licence["scope"] == "data"]
    descriptor |= {"name": name, "title": title, "version": "0.1.0", **UNFILLED, "licenses": licences, "rights": RIGHTS}
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise UnusableError(f"{folder}: is there already; name a folder that does not exist yet") from None
    texts = {DESCRIPTOR: json.dumps(descriptor)} | {
        file: (dataset.folder / file).read_text(encoding="utf-8")
        for file in (PROFILE, MANUAL, FOR_CODERS, str(dataset.table("vocabulary").described["path"]))
    }
    for here, there in _OTHER_PAGES:
        texts[MANUAL] = texts[MANUAL].replace(here, there)
    texts |= {page: _page(page, title) for page in ("README.md", "RIGHTS.md")}
    for file, text in texts.items():
        _write(folder / file, text.encode())
    for table in Package.read(folder).tables:
        if not table.path.exists():
            rows = [dict.fromkeys(table.names, "") | SOURCE] if table.name == "sources" else []
            _write(table.path, as_csv(table, rows))
    stamp(folder)
    _write(folder / "CODEBOOK.md", codebook(Package.read(folder), catalogue()).encode())


def _page(name: str, title: str) -> str:
    """A page for people, with what is to be filled."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("us_cuba_2026.curation", ".")
    environment = Environment(loader=loader, undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701  (Markdown)
    return environment.get_template(f"{name}.jinja").render(title=title, description=UNFILLED["description"])


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
