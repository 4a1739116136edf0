"""Writes down, with the hash of each file, what the release workflow installs.

usage: python scripts/release_requirements.py

Run it when constraints.txt or the requirements of `export` change.

Written is .github/release-requirements.txt: the wheels that pip takes on the workflow's system, with the versions of
constraints.txt. pip refuses any other file in their place.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from us_cuba_2026.files.all_or_nothing import write
from us_cuba_2026.files.complaint import complain

ROOT = Path(__file__).parents[1]
FILE = ROOT / ".github" / "release-requirements.txt"
PYTHON = "3.14"
PLATFORMS = ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64")
NOTE = "# Made by scripts/release_requirements.py: do not edit.\n"


def requirements(described: Mapping[str, Any], extra: str) -> Iterator[str]:
    """What a project needs, with one of its extras and those that this names, and to be built."""
    yield from described["build-system"]["requires"]
    yield from described["project"]["dependencies"]
    extras = [extra]
    for one in extras:
        for requirement in described["project"]["optional-dependencies"][one]:
            if own := re.fullmatch(rf"{described['project']['name']}\[([\w,]+)\]", requirement):
                extras += own[1].split(",")
            else:
                yield requirement


def wheels(needed: Iterator[str]) -> Mapping[str, str]:
    """The hash of the wheel of each distribution, by its name and version, as pip would install them."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]
        command += ["--report", str(report), "--target", folder, "--only-binary", ":all:", "--implementation", "cp"]
        command += ["--python-version", PYTHON, *(f"--platform={name}" for name in PLATFORMS)]
        subprocess.run([*command, "--constraint", str(ROOT / "constraints.txt"), *needed], check=True)
        found = json.loads(report.read_text(encoding="utf-8"))["install"]
    return {
        f"{one['metadata']['name']}=={one['metadata']['version']}": one["download_info"]["archive_info"]["hashes"][
            "sha256"
        ]
        for one in found
    }


def main() -> int:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    described = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    try:
        found = wheels(requirements(described, "export"))
    except (OSError, subprocess.CalledProcessError) as error:
        return complain("release_requirements", error)
    lines = [f"{name} --hash=sha256:{found[name]}\n" for name in sorted(found, key=str.lower)]
    changed = write({FILE: (NOTE + "".join(lines)).encode()}, replace=True)
    print(f"wrote {FILE.name}" if changed else f"{FILE.name} is as it should be")
    return 0


if __name__ == "__main__":
    sys.exit(main())
