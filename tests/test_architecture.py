"""Imports run one way: from the command down to the package, never back."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from packages import ROOT, read_descriptor

SOURCE = ROOT / "src" / "us_cuba_2026"
ORDER = (
    "language",
    "files",
    "model",
    "checker",
    "dataframes",
    "rules",
    "citation",
    "article",
    "reliability",
    "metadata",
    "curation",
    "explorer",
    "exports",
    "library",
    "cli",
    "__main__",
)
"""The folders of the design; each may import those before it."""

EXCEPTIONS = {
    ("rules", "article.normalise"): "the rule that a direct quote is its evidence; it imports nothing of ours",
}


EACH_FIRST = """
import sys
from importlib import import_module
for module in sys.argv[1:]:
    for ours in [one for one in sys.modules if one.partition(".")[0] == "us_cuba_2026"]:
        del sys.modules[ours]
    import_module(module)
"""
"""Imports modules, each as if none of ours had been imported before."""


def room(module: str) -> str:
    """The part of the design a module belongs to."""
    return module.split(".", maxsplit=1)[0]


def imports(file: Path) -> set[str]:
    """The modules of ours that a file imports, below us_cuba_2026."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        found |= {name.removeprefix("us_cuba_2026.") for name in names if name.startswith("us_cuba_2026.")}
    return found


def test_imports_run_one_way() -> None:
    """A module that imports one which is built upon it."""
    for file in SOURCE.rglob("*.py"):
        here = room(".".join(file.relative_to(SOURCE).with_suffix("").parts))
        if here == "__init__":
            continue
        for module in imports(file):
            is_excepted = any(here == part and f"{module}.".startswith(f"{name}.") for part, name in EXCEPTIONS)
            if room(module) in ORDER and not is_excepted:
                assert ORDER.index(room(module)) <= ORDER.index(here), f"{file.name} imports {module}"


def test_checker_knows_no_table_of_ours() -> None:
    """A rule of this dataset in the checker, where it would judge other people's tables of the same name."""
    tables = {resource["name"] for resource in read_descriptor(ROOT)["resources"]}
    assert len(tables) > 10
    for file in (SOURCE / "checker").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        said = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        assert not said & tables, file.name
        assert not {module for module in imports(file) if room(module) == "rules"}, file.name


def test_rules_know_no_engine() -> None:
    """A rule that takes from one engine what runs on another has no use for."""
    engines = [file.parent.name for file in (SOURCE / "checker").glob("*/__init__.py")]
    engines.remove("reading")
    assert len(engines) == 3
    for file in [*(SOURCE / "rules").rglob("*.py"), *(SOURCE / "checker").glob("*_rules.py")]:
        assert not {one for one in imports(file) if one.startswith(tuple(f"checker.{name}." for name in engines))}, file


@pytest.mark.slow
def test_any_module_is_imported_first() -> None:
    """Modules that import each other, which works or not by the one that a user, or a test, imports first."""
    files = [file.relative_to(SOURCE.parent).with_suffix("") for file in SOURCE.rglob("*.py")]
    modules = [".".join(file.parts).removesuffix(".__init__") for file in files if file.name != "__main__"]
    assert len(modules) > 100
    subprocess.run([sys.executable, "-W", "ignore", "-c", EACH_FIRST, *modules], check=True)


def test_files_say_what_they_are_for() -> None:
    """A file that starts without a word on its purpose."""
    for folder in ("src", "scripts", "analysis", "benchmarks", "tests"):
        for file in (ROOT / folder).rglob("*.py"):
            assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))), file
