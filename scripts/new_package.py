"""Makes an empty package of the dataset's shape, for another article.

usage: python scripts/new_package.py FOLDER NAME TITLE

The descriptor and the vocabulary are those of the dataset; every other table has its header alone.
"""

import argparse
import json
import re
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from canonical_csv import write_rows
from complaint import complain
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.package import DESCRIPTOR, Package

OF_THE_DATASET = ("created", "description", "keywords", "printed", "rights", "sources", "contributors", "licenses")
"""Properties of the descriptor that say something of the dataset and nothing of another package."""


def package_name(text: str) -> str:
    """A name that the Data Package standard allows."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", text):
        raise argparse.ArgumentTypeError(f"{text!r} must be lower-case letters, digits, '.', '_' and '-'")
    return text


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that does not exist yet")
    parser.add_argument("name", type=package_name, metavar="NAME", help="name of the package: lower case, with hyphens")
    parser.add_argument("title", metavar="TITLE", help="title of the package")
    arguments = parser.parse_args()
    try:
        dataset = Package.read()
        descriptor = {key: value for key, value in dataset.descriptor.items() if key not in OF_THE_DATASET}
        descriptor |= {"name": arguments.name, "title": arguments.title, "version": "0.1.0"}
        arguments.folder.mkdir(parents=True)
        (arguments.folder / DESCRIPTOR).write_text(json.dumps(descriptor), encoding="utf-8")
        vocabulary = dataset.table("vocabulary").path.relative_to(dataset.folder)
        (arguments.folder / vocabulary).parent.mkdir()
        shutil.copyfile(dataset.folder / vocabulary, arguments.folder / vocabulary)
        for table in Package.read(arguments.folder).tables:
            if not table.path.exists():
                write_rows(table, [])
    except (OSError, PackageError) as error:
        return complain("new_package", error)
    print(f"{arguments.folder} made; next: a row in seeds/sources.csv, then python scripts/fingerprint_article.py")
    return 0


if __name__ == "__main__":
    sys.exit(main())
