"""Makes the environment in .venv, or says in one line what is missing. It must run under old Pythons, too.

usage: python3 scripts/environment.py validate|test      (make calls it)

``validate`` installs what checks a package and lets a curator work on one; ``test`` all that the tests need.
"""

import os
import subprocess
import sys
from importlib.util import find_spec

EXTRAS = {"validate": "check", "test": "dev"}
OLDEST = (3, 11)
FOLDER = ".venv"


def missing(job: str) -> str:
    """What this Python lacks for a job of make; nothing if it will do."""
    if sys.version_info[:2] < OLDEST:
        found = f"{sys.executable} is {sys.version_info[0]}.{sys.version_info[1]}"
        return f"Python 3.11 or newer is needed, and {found}: name another, as in `make {job} PYTHON=python3.12`"
    if not (find_spec("venv") and find_spec("ensurepip")):
        return "this Python makes no environments: install its venv (on Debian and Ubuntu: apt install python3-venv)"
    return ""


def python_of(folder: str) -> str:
    """The Python of an environment."""
    return os.path.join(folder, "Scripts" if os.name == "nt" else "bin", "python")  # noqa: PTH118  (as make names it)


def make(job: str) -> str:
    """Make the environment for a job, or bring it up to date; return what is wrong, or nothing."""
    python = python_of(FOLDER)
    if os.path.exists(FOLDER) and subprocess.call([python, "-c", "import pip"], stderr=subprocess.DEVNULL):  # noqa: PTH110
        return f"the environment in {FOLDER} does not work (any more): run `make clean`, then `make {job}`"
    if not os.path.exists(FOLDER) and subprocess.call([sys.executable, "-m", "venv", FOLDER]):  # noqa: PTH110
        return f"no environment could be made in {FOLDER}: see above"
    # Python compiles what it imports, a small part of what is installed, and compiling all takes as long as the rest.
    wanted = ["--quiet", "--no-compile", "--constraint", "constraints.txt", "--editable", f".[{EXTRAS[job]}]"]
    if subprocess.call([python, "-m", "pip", "install", *wanted]):
        return f"not all packages could be installed, see above (is the network there?): then run `make {job}` again"
    for done in (job, "validate"):  # the packages for tests are those for checks and more
        open(os.path.join(FOLDER, done), "w").close()  # noqa: PTH118, PTH123  (for make: the environment is there)
    return ""


def main() -> int:
    job = "".join(sys.argv[1:2])
    if job not in EXTRAS:
        (sys.stdout if job in ("-h", "--help") else sys.stderr).write(__doc__ or "")
        return 0 if job in ("-h", "--help") else 2
    wrong = missing(job) or make(job)
    if wrong:
        sys.stderr.write(f"{wrong}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
