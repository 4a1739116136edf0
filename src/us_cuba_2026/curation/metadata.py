"""Makes the metadata files and the codebook of a package from its descriptor and its tables, and the profile.

Written are CITATION.cff, .zenodo.json and CODEBOOK.md beside the descriptor; datacite.json and croissant.json in
metadata/; and, between two marks in README.md, RIGHTS.md and DATASHEET.md, where there are any, the description, how
much of the article is printed and how far coders agree. Of the dataset itself, the profile that it and packages like
it keep to is written too.
"""

import json
import re
import textwrap
from collections.abc import Mapping
from importlib import resources
from importlib.metadata import distribution
from pathlib import Path

import yaml

from us_cuba_2026.files.all_or_nothing import alone, write
from us_cuba_2026.metadata.agreement import summary
from us_cuba_2026.metadata.archives import citation_cff, datacite, zenodo
from us_cuba_2026.metadata.codebook import codebook
from us_cuba_2026.metadata.croissant import croissant
from us_cuba_2026.metadata.printed_words import printed
from us_cuba_2026.metadata.profile import profile
from us_cuba_2026.model.package import Package, dataset_folder
from us_cuba_2026.model.profile import PROFILE
from us_cuba_2026.rules.catalogue import catalogue

NOTE = "# Made by us-cuba-2026 curate metadata from datapackage.json: do not edit.\n"
DOCUMENTS = ("README.md", "RIGHTS.md", "DATASHEET.md")
UNMEASURED = "How much of the article is printed has not been measured: run us-cuba-2026 curate printed."
_MADE = re.compile(
    r"(<!-- (printed|agreement|description): made by us-cuba-2026 curate metadata -->\n).*?(<!-- end -->)", re.DOTALL
)


def files(package: Package) -> Mapping[str, str]:
    """The name and the text of each file."""
    cff = yaml.safe_dump(dict(citation_cff(package)), allow_unicode=True, sort_keys=False, width=120)
    objects = {".zenodo.json": zenodo, "metadata/datacite.json": datacite, "metadata/croissant.json": croissant}
    texts = {name: json.dumps(make(package), indent=2, ensure_ascii=False) + "\n" for name, make in objects.items()}
    texts = {"CITATION.cff": NOTE + cff} | texts | {"CODEBOOK.md": codebook(package, catalogue())}
    says = {"printed": printed(package) or UNMEASURED, "agreement": summary(package)}
    says["description"] = str(package.descriptor.get("description", ""))
    sentences = {name: textwrap.fill(text, 120, break_on_hyphens=False) for name, text in says.items()}
    for name in DOCUMENTS:
        if (file := package.folder / name).is_file():
            document = file.read_text(encoding="utf-8")
            texts[name] = _MADE.sub(lambda marks: f"{marks[1]}{sentences[marks[2]]}\n{marks[3]}", document)
    if package.folder.samefile(dataset_folder()):
        texts[PROFILE] = profile_text(package)
    return texts


def profile_text(package: Package) -> str:
    """The profile of packages like this one, with the standard's schema and its licence as dplib-py has them."""
    standard = json.loads(resources.files("dplib").joinpath("profiles/2.0/datapackage.json").read_text("utf-8"))
    licence = distribution("dplib-py").read_text("licenses/LICENSE.md")
    if licence is None:
        raise OSError("dplib-py: its licence is not installed; the profile must repeat it")
    return json.dumps(profile(package, standard, licence), indent=1, ensure_ascii=False) + "\n"


def make_metadata(folder: Path) -> list[str]:
    """Write the files that are not as they should be, all or none, and return their names."""
    with alone(folder):
        made = files(Package.read(folder))
        (folder / "metadata").mkdir(exist_ok=True)
        changed = write({folder / name: text.encode() for name, text in made.items()}, replace=True)
    return [file.relative_to(folder).as_posix() for file in changed]
