"""Has two programs judge a package, us-cuba-2026 and frictionless: both must find it valid, and both are shown.

usage: python scripts/two_judges.py [PACKAGE] [--format text|json|github]

What us-cuba-2026 finds is printed as it prints it, so that programs can read it; what frictionless says, and whether
the two agree, follows on the standard error. The exit code is that of us-cuba-2026, and 1 where they disagree.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from us_cuba_2026.model.package import DESCRIPTOR, dataset_folder

VERDICTS = ("valid", "not valid", "not usable")
"""What the exit codes of both programs mean."""


def sentence(ours: int, theirs: int) -> str:
    """What two exit codes amount to.

    Example:
        >>> sentence(0, 0)
        'both judges agree: us-cuba-2026 and frictionless find the package valid'
    """
    if ours and theirs:
        return "both judges agree that the package is not valid"
    if ours > 1:
        return "the judges disagree: frictionless finds the package valid, us-cuba-2026 cannot use it and says why"
    if ours:
        why = "it does not know the rules of text quality and of this dataset; see the findings of us-cuba-2026"
        return f"the judges disagree: frictionless finds the package valid; {why}"
    if theirs:
        return "the judges disagree: us-cuba-2026 finds the package valid; see what frictionless finds, and mend it"
    return "both judges agree: us-cuba-2026 and frictionless find the package valid"


def verdict_of_frictionless(descriptor: Path) -> tuple[int, str]:
    """The exit code of ``frictionless validate``, and what it prints."""
    command = [sys.executable, "-m", "frictionless", "validate", descriptor.name]
    environment = os.environ | {"PYTHONUTF8": "1"}  # it draws boxes, which the console of Windows cannot encode
    result = subprocess.run(
        command, cwd=descriptor.parent, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    return result.returncode, result.stdout + result.stderr


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", nargs="?", type=Path, default=dataset_folder(), metavar="PACKAGE")
    parser.add_argument("--format", choices=("text", "json", "github"), default="text")
    arguments = parser.parse_args()
    package: Path = arguments.package
    command = [sys.executable, "-m", "us_cuba_2026", "validate", str(package), "--format", arguments.format]
    ours = subprocess.run(command, check=False).returncode
    theirs, told = verdict_of_frictionless(package / DESCRIPTOR if package.is_dir() else package)
    print(f"us-cuba-2026: {VERDICTS[min(ours, 2)]}", file=sys.stderr)
    print(f"frictionless: {VERDICTS[min(theirs, 2)]}", file=sys.stderr)
    if theirs:
        print(told.rstrip(), file=sys.stderr)
    print(sentence(ours, theirs), file=sys.stderr)
    return ours or min(theirs, 1)


if __name__ == "__main__":
    sys.exit(main())
