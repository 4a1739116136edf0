"""The command: exit codes, forms of the report, and nothing but one line for bad input."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest

import commands
from editions import MISPRINTED
from packages import ARTICLE, ROOT, article, copy_dataset, edit, stamp, write_package
from us_cuba_2026.checker import SHOWN
from us_cuba_2026.cli import main
from us_cuba_2026.model.profile import PROFILE

CELL = "[red]number%, ::error::x"
BROKEN = {"table": "figures", "where": {"figure_id": "fig-012"}, "set": {"kind": CELL}}


def run(*arguments: str) -> commands.Result:
    """Run the command in this process."""
    return commands.run(main, *arguments)


def without_seconds(report: str) -> str:
    """A report without the time that it took."""
    return re.sub(r"[\d.]+ s$", "", report)


def process(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would, piped, in a process of its own; unmeasured where another copy of it is run."""
    command = [sys.executable, "-m", "us_cuba_2026.cli", *arguments]
    environment = {
        **(commands.unmeasured() if "PYTHONPATH" in environment else os.environ),
        "PYTHONIOENCODING": "utf-8",
        **environment,
    }
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, cwd=cwd, check=False)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A package with one wrong cell, full of characters that steer terminals and workflows."""
    folder = copy_dataset(tmp_path / "broken")
    edit(folder, BROKEN)
    stamp(folder)
    return folder


def test_valid() -> None:
    """A valid dataset that is not called so, or a table missing from the overview."""
    result = process("validate")
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["table", "rows", "findings"]
    assert lines[-1].startswith(("valid: ", "valid, though without a row in "))
    assert any(line.split()[:1] == ["quotes"] for line in lines)
    assert result.stdout.isascii()


@pytest.mark.slow
def test_text(broken: Path) -> None:
    """A finding without its file, row, column, value and rule."""
    result = run("validate", str(broken))
    assert result.returncode == 1
    line = next(line for line in result.stdout.splitlines() if "enum" in line)
    for part in ("data/figures.csv:13:kind", repr(CELL), "must be one of: age, count,"):
        assert part in line
    assert result.stdout.splitlines()[-1].startswith("not valid: 1 finding ")


def test_terminal_escapes(tmp_path: Path) -> None:
    """A cell that steers the reader's terminal."""
    folder = write_package(tmp_path, {"t": ({"fields": [{"name": "note", "type": "string"}]}, "note\n\x1b[2J\n")})
    for form in ("text", "json", "github"):
        result = run("validate", str(folder), "--text-quality", "--format", form)
        assert result.returncode == 1
        assert "\x1b" not in result.stdout


@pytest.mark.slow
def test_json(broken: Path) -> None:
    """A report whose keys are not those of the design."""
    result = run("validate", str(broken / "datapackage.json"), "--format", "json")
    assert result.returncode == 1
    report = json.loads(result.stdout)
    keys = "valid package tables engines reasons seconds counts shown findings"
    assert list(report) == keys.split()
    assert report["valid"] is False
    assert report["tables"]["figures"] == 12
    (finding,) = report["findings"]
    assert list(finding) == ["rule", "table", "row", "field", "value", "message"]
    assert finding | {"message": ""} == {
        "rule": "enum", "table": "figures", "row": 13, "field": "kind", "value": CELL, "message": "",
    }  # fmt: skip


@pytest.mark.slow
def test_github(broken: Path) -> None:
    """A cell that starts a workflow command of its own, or an annotation without its line."""
    result = run("validate", str(broken), "--format", "github")
    (line,) = result.stdout.splitlines()
    assert line.startswith("::error file=")
    assert ",line=13,title=enum::kind: " in line
    assert "%25" in line
    assert run("validate", "--format", "github").stdout.startswith("::notice title=us-cuba-2026::valid")


@pytest.mark.parametrize(
    "content", [None, "", "{", '{"resources": []}', '{"resources": [{"name": "a", "path": "/x"}]}']
)
def test_unusable(content: str | None, tmp_path: Path) -> None:
    """A traceback, several lines, or another exit code than 2 for what cannot be used."""
    if content is not None:
        (tmp_path / "datapackage.json").write_text(content)
    result = run("validate", str(tmp_path))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("us-cuba-2026: ")
    assert result.stderr.count("\n") == 1


def test_wrong_arguments() -> None:
    """A typing mistake that is taken for a finding."""
    assert run("validate", "--format", "xml").returncode == 2
    assert run().returncode == 2


def test_wrong_number() -> None:
    """A number below 0 that is said to be no whole number."""
    says = "argument --max-findings: '-1' must be a whole number, 0 or more"
    assert says in run("validate", "--max-findings", "-1").stderr


def test_help_says_how_many_are_shown() -> None:
    """A number in the help that the check does not keep to."""
    assert f"(default: {SHOWN})" in " ".join(run("validate", "--help").stdout.split())


class Panic(BaseException):
    """What pyo3 raises where Rust panics: no Exception."""


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (ValueError("two\nlines"), r"a fault of this program, please report it: ValueError: two\nlines (check/"),
        (KeyError("key"), "a fault of this program, please report it: KeyError: 'key'"),
        (AssertionError(), "a fault of this program, please report it: AssertionError: "),
        (RecursionError("deep"), "a fault of this program, please report it: RecursionError: deep"),
        (Panic("out-of-range date"), "a fault of this program, please report it: Panic: out-of-range date"),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "no"), "please report it: UnicodeEncodeError: "),
        (pl.exceptions.ComputeError("x" * 9999), "please report it: ComputeError: xxx"),
        (pa.ArrowInvalid("x"), "please report it: ArrowInvalid: x"),
        (MemoryError(), "there is not enough memory"),
        (pa.lib.ArrowMemoryError("malloc failed"), "there is not enough memory"),
        (OSError("Detail: [errno 28] No space left on device"), "cannot write: No space left on device"),
        (OSError("no number"), "cannot write: no number"),
        (OSError(), "cannot write: OSError"),
        (PermissionError(13, "Permission denied", "a.csv"), "cannot write a.csv: Permission denied"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_whatever_goes_wrong(error: BaseException, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that nobody has thought of: a traceback, and the exit code that says that rows are wrong."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("us_cuba_2026.checker.validate", fail)
    monkeypatch.setattr("us_cuba_2026.checker.local.package_check.reading_order", fail)
    result = run("validate")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("us-cuba-2026: ")
    assert says.removesuffix("(check/") in result.stderr
    assert result.stderr.count("\n") == 1
    assert len(result.stderr) < 800


@pytest.mark.slow
def test_fault_names_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report of a fault from which nobody can tell where it was."""

    def fail(*_: object, **__: object) -> None:
        raise ValueError("x")

    monkeypatch.setattr("us_cuba_2026.checker.report.to_text", fail)
    assert re.search(r"ValueError: x \(cli\.py:[0-9]+\)$", run("validate").stderr)


@pytest.mark.parametrize("count", ["0", "-1", "x", "1.5", "99999999999999999999", "٣", "1e3", " 2"])
def test_threads_that_are_no_number(count: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash, or pages of warnings, over a setting of the environment."""
    monkeypatch.setenv("POLARS_MAX_THREADS", count)
    result = run("validate")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"us-cuba-2026: POLARS_MAX_THREADS is {count!r}: ")


@pytest.mark.slow
def test_threads_that_are_not_set() -> None:
    """A setting that is there, and empty, as shells leave it, that is refused or warned of."""
    result = process("validate", POLARS_MAX_THREADS="")
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows closes no stream of a process that it starts")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("validate",), 0),
        (("validate", "nowhere"), 2),
        (("validate", "--nothing"), 2),
    ],
)
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams(closed: str, arguments: tuple[str, ...], code: int) -> None:
    """A stream that is closed, as by some schedulers, that changes the exit code, or a message in the wrong one."""
    command = shlex.join([sys.executable, "-m", "us_cuba_2026.cli", *arguments])
    result = subprocess.run(
        ["/bin/sh", "-c", f"{command} {closed}"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert result.returncode == code
    assert result.stderr.count("\n") <= (5 if "--nothing" in arguments else 1)
    assert code == 0 or result.stdout == ""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_nowhere_to_write() -> None:
    """A report that is cut short, and called complete, since the disk is full."""
    command = shlex.join([sys.executable, "-m", "us_cuba_2026.cli", "validate"])
    result = subprocess.run(
        ["/bin/sh", "-c", f"{command} > /dev/full"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert result.returncode == 2
    assert result.stderr == "us-cuba-2026: cannot write: No space left on device\n"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit to the size of files")
@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("limit", [100, 30_000])
def test_full_disk(limit: int, ending: str, tmp_path: Path) -> None:
    """Findings that cannot be written, for no reason that is named, or half of them that are left behind."""
    lines = "".join(f"x{at * 7919 % 100_003}\n" for at in range(20_000))
    package = write_package(tmp_path, {"t": ({"fields": [{"name": "a", "type": "integer"}]}, f"a\n{lines}")})
    before = {*tmp_path.iterdir()}
    target = tmp_path / f"found.{ending}"
    code = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        f"from us_cuba_2026.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    arguments = ["validate", str(package), "--findings", str(target)]
    command = [sys.executable, "-c", code, *arguments]
    result = subprocess.run(command, capture_output=True, text=True, env=commands.unmeasured(), check=False)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"us-cuba-2026: {target}: cannot be written: File too large\n"
    assert {*tmp_path.iterdir()} == before


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="needs names of files that are any bytes")
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_folder_whose_name_is_no_text(form: str, broken: Path) -> None:
    """A report that cannot be printed, since the package lies in a folder whose name is not UTF-8."""
    folder = broken.rename(broken.with_name("\udcff"))
    result = process("validate", str(folder), "--format", form)
    assert (result.returncode, result.stderr) == (1, "")
    assert r"\udcff" in result.stdout


@pytest.mark.parametrize("digits", [18, 100, 5000])
def test_numbers_of_many_digits(digits: int, tmp_path: Path) -> None:
    """A number, in an argument or in a cell, that is larger than what a library or Python itself takes."""
    many = "9" * digits
    types = ("integer", "number", "year", "string")
    schema = {"fields": [{"name": name, "type": name, "constraints": {"minimum": 0}} for name in types[:2]]}
    schema["fields"].append({"name": "year", "type": "year"})
    schema["fields"].append({"name": "string", "type": "string", "constraints": {"pattern": "[0-9]*"}})
    folder = write_package(tmp_path, {"t": (schema, f"{','.join(types)}\n{many},{many},{many},{many}\n")})
    result = run("validate", str(folder), "--max-findings", many)
    assert (result.returncode, result.stderr) == (1, "")
    found = {line.split("  ")[0].rpartition(":")[2] for line in result.stdout.splitlines() if "must be" in line}
    assert found == {"year"} | ({"integer"} if digits > 38 else set()) | ({"number"} if digits > 308 else set())


def test_version() -> None:
    """A version other than the descriptor's."""
    version = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["version"]
    assert run("--version").stdout == f"us-cuba-2026 {version}\n"


@pytest.mark.slow
def test_narrow_encoding(tmp_path: Path) -> None:
    """A crash on a terminal or pipe that cannot show every character."""
    field = {"name": "kind", "type": "string", "constraints": {"enum": ["rain"]}}
    package = write_package(tmp_path, {"t": ({"fields": [field]}, "kind\né—☃\n")})
    result = process("validate", str(package), PYTHONIOENCODING="ascii")
    assert result.returncode == 1
    assert result.stdout.isascii()


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("missing", "arguments", "extra"),
    [
        ("polars", ["validate"], "check"),
        ("lxml", ["verify", "--article", "copy.html"], "check"),
        ("polars", ["export", "out"], "export"),
        ("duckdb", ["export", "out", "--to", "jsonl", "duckdb"], "export"),
        pytest.param("xlsxwriter", ["export", "out", "--to", "xlsx"], "export", marks=pytest.mark.slow),
    ],
)
def test_without_a_library(missing: str, arguments: list[str], extra: str, tmp_path: Path) -> None:
    """A traceback where only the data were installed, or a line that names what no registry has."""
    (tmp_path / "copy.html").write_text("<html><body><p>It rains.</p></body></html>")
    code = (
        f"import sys; sys.modules[{missing!r}] = None\nfrom us_cuba_2026.cli import main; sys.exit(main({arguments}))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert result.returncode == 2
    assert (
        f"{missing} is missing: pip install '.[{extra}]' in a clone, or 'FILE.whl[{extra}]' of a wheel\n"
        in result.stderr
    )
    assert result.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["copy.html"]


@pytest.mark.slow
def test_imports_only_what_it_uses() -> None:
    """An import that makes every start of the library or the command slow."""
    code = (
        "import sys, us_cuba_2026; print(sorted({'pandas', 'polars', 'pandera', 'pyarrow', 'rich'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert result.stdout.strip() == "[]"
    slow = {"pandas", "pandera", "rich", "pyarrow.compute", "us_cuba_2026.citation.cite"}
    code = f"import sys; from us_cuba_2026.cli import main; main(['validate']); print({slow} & {{*sys.modules}})"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert result.stdout.splitlines()[-1] == "set()"


@pytest.mark.mostly_slow
@pytest.mark.parametrize("is_missing", [True, False])
def test_pandera_is_imported_for_what_is_wrong(is_missing: bool, tmp_path: Path) -> None:
    """A defect that is passed over where Pandera is missing, or pandas and Spark imported with it."""
    folder = write_package(tmp_path, {"t": ({"fields": [{"name": "a", "type": "integer"}]}, "a\nx\n")})
    lines = [
        "import sys",
        "sys.modules['pandera'] = None" if is_missing else "",
        "from us_cuba_2026.cli import main",
        f"code = main(['validate', {str(folder)!r}])",
        "print(code, {'pandera', 'pandas', 'pyspark'} & {name for name in sys.modules if sys.modules[name]})",
    ]
    command = [sys.executable, "-c", "\n".join(lines)]
    result = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=True)
    last = result.stdout.splitlines()[-1]
    assert last == ("2 set()" if is_missing else "1 {'pandera'}")
    assert ("pandera is missing: pip install" in result.stderr) == is_missing
    assert ("must be a whole number" in result.stdout) != is_missing


@pytest.mark.slow
def test_verify() -> None:
    """The article itself that is not proved, or a report without its totals."""
    article()
    result = run("verify", "--article", str(ARTICLE))
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "33 of 33 passages exact"
    assert lines[4].endswith(" 0 open; 0 rows absent")
    assert lines[-1] == f"proved; {MISPRINTED} words between passages are not the article's"
    report = json.loads(run("verify", "--article", str(ARTICLE), "--format", "json").stdout)
    keys = "proved verdict totals sources passages furniture records reasons cells between open absent rights"
    assert list(report) == keys.split()
    assert report["proved"] is True
    assert set(report["records"].values()) == {"exact"}


@pytest.mark.slow
def test_verify_another_text(tmp_path: Path) -> None:
    """Another text that is not told from the article."""
    (tmp_path / "copy.txt").write_text("# Rain\n\nIt rains.\n")
    result = run("verify", "--article", str(tmp_path / "copy.txt"))
    assert result.returncode == 1
    question = "is this the article? None of its passages is in the copy\n"
    assert result.stdout.startswith(f"{question}0 of 33 passages exact, 33 lost\n")
    assert result.stdout.count("is this the article?") == 1
    assert "\nlost  psg-002, psg-003, " in result.stdout
    assert re.search("\nlost  [^\n]*quo-006[^\n]*  psg-008 is not in the copy\n", result.stdout)
    assert result.stdout.endswith("not proved\n")


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"\xff\xfe\xff", b"M\xe1s"])
def test_verify_unusable(content: bytes, tmp_path: Path) -> None:
    """A traceback for a file that is no copy of anything."""
    (tmp_path / "copy.txt").write_bytes(content)
    for arguments in ([], ["--show", "quo-006"]):
        result = run("verify", "--article", str(tmp_path / "copy.txt"), *arguments)
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr.startswith("us-cuba-2026: ")
        assert result.stderr.count("\n") == 1


def test_verify_giant_file(tmp_path: Path) -> None:
    """A file of 200 MB that is read to its end."""
    with (tmp_path / "copy.txt").open("wb") as stream:
        stream.truncate(200_000_000)
    result = run("verify", "--article", str(tmp_path / "copy.txt"))
    assert result.returncode == 2
    assert "larger than 32 MiB" in result.stderr


@pytest.mark.slow
def test_verify_show() -> None:
    """A record's words that are shown without marks, with colours in a pipe, or as text where JSON was asked for."""
    article()
    result = run("verify", "--article", str(ARTICLE), "--show", "quo-006")
    assert result.returncode == 0
    assert ">>>NO MORE OIL OR MONEY<<<" in result.stdout
    assert "\x1b" not in result.stdout
    result = run("verify", "--article", str(ARTICLE), "--show", "quo-006", "--format", "json")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "us-cuba-2026: --show prints text: leave out --format json\n"


@pytest.mark.slow
def test_export(tmp_path: Path) -> None:
    """An export that does not say what it wrote, or writes over it unasked."""
    folder = tmp_path / "out"
    result = run("export", str(folder), "--to", "zip", "parquet")
    assert (result.returncode, result.stderr) == (0, "")
    sizes = {name: int(size.replace(",", "")) for size, name in map(str.split, result.stdout.splitlines())}
    written = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    assert sizes == {name: file.stat().st_size for name, file in written.items()}
    assert {"SHA256SUMS", "us-cuba-2026.zip", "parquet/quotes_flat.parquet"} < set(sizes)
    again = run("export", str(folder), "--to", "zip")
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr.endswith("is there already, and nothing was written; give --force to replace it\n")
    assert run("export", str(folder), "--to", "zip", "--force").returncode == 0


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    "words",
    [
        ["--to", "jsonl", "zip", "DIR"],
        ["--to", "zip", "DIR", "--force"],
        ["--force", "--to", "zip", "--", "DIR"],
        ["--to", "zip", "--package", ".", "DIR"],
        ["--force", "DIR", "--to", "zip"],
    ],
)
def test_export_with_the_folder_last(words: list[str], tmp_path: Path) -> None:
    """A folder that is taken for a format, since it stands where people write it."""
    assert run("export", *[str(tmp_path / "out") if word == "DIR" else word for word in words]).returncode == 0
    assert (tmp_path / "out" / "us-cuba-2026.zip").is_file()
    assert (tmp_path / "out" / "jsonl").is_dir() == ("jsonl" in words)


@pytest.mark.slow
@pytest.mark.parametrize("words", [["csv"], ["csv", "html"], ["csv", "xslx"], ["exel"], ["sqlite", "duckbd"]])
def test_export_without_a_folder(words: list[str], tmp_path: Path) -> None:
    """A slip in the name of a format that becomes a folder, or a complaint that does not say what to write."""
    result = process("export", "--to", *words, cwd=tmp_path)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "no folder to export to; write it first, as in: us-cuba-2026 export out --to csv xlsx" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    "encoding", ["ascii", "cp1252", *(pytest.param(one, marks=pytest.mark.slow) for one in ("latin-1", "utf-16"))]
)
@pytest.mark.parametrize("form", ["csl-json", "bibtex", "ris", "json", "github"])
def test_programs_read_utf_8(form: str, encoding: str, tmp_path: Path) -> None:
    """JSON, BibTeX or RIS in the encoding of a terminal, or with escapes that its readers take for text."""
    write_package(tmp_path, {"t": ({"fields": [{"name": "é", "type": "integer"}]}, "é\n☃\n")})
    command = ["validate", str(tmp_path), "--format", form] if form in ("json", "github") else ["cite", "--style", form]
    result = process(*command, PYTHONIOENCODING=encoding)
    assert run(*command).stdout.split('"seconds"')[0] == result.stdout.split('"seconds"')[0]
    assert ("é" if "validate" in command else "José") in (
        str(json.loads(result.stdout)) if "json" in form else result.stdout
    )


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    "command",
    [
        ["cite", "--style", "csl-json"],
        ["cite", "quo-006"],
        ["cite", "quo-006", "--style", "chicago"],
        ["verify", "--article", "COPY", "--format", "json"],
        ["verify", "--article", "COPY"],
        ["validate"],
        ["validate", "--format", "github"],
    ],
)
def test_output(command: list[str], tmp_path: Path) -> None:
    """A file that is not what is printed, not UTF-8, replaces another unasked, or loses it when the command fails."""
    (tmp_path / "copy.txt").write_text("# Rain\n\nIt rains.\n")
    words = [str(tmp_path / "copy.txt") if word == "COPY" else word for word in command]
    file = tmp_path / "out.txt"
    printed, written = run(*words), run(*words, "--output", str(file))
    assert (written.returncode, written.stdout, written.stderr) == (printed.returncode, "", "")
    assert without_seconds(file.read_bytes().decode()) == without_seconds(printed.stdout)
    file.write_text("mine")
    again = run(*words, "--output", str(file))
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr.endswith("out.txt: is there already, and nothing was written; give --force to replace it\n")
    assert file.read_text() == "mine"
    assert run(*words, "--output", str(file), "--force").returncode == printed.returncode
    assert without_seconds(file.read_bytes().decode()) == without_seconds(printed.stdout)


@pytest.mark.parametrize(("name", "says"), [("no/file", "there is no folder"), (".", "is a folder; name a file")])
def test_output_that_cannot_be_written(name: str, says: str, tmp_path: Path) -> None:
    """A check that runs to its end before it tells that its report has no place."""
    result = run("validate", "--output", str(tmp_path / name))
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert says in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_as_a_module() -> None:
    """``python -m us_cuba_2026`` that is not the command."""
    command = [sys.executable, "-m", "us_cuba_2026"]
    result = subprocess.run([*command, "--version"], capture_output=True, text=True, cwd=ROOT, check=True)
    assert result.stdout == run("--version").stdout
    result = subprocess.run([*command, "cite", "none"], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (result.returncode, result.stderr[:14]) == (2, "us-cuba-2026: ")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the package as a wheel installs it, the dataset within."""
    folder = tmp_path_factory.mktemp("installed")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src" / "us_cuba_2026", folder / "us_cuba_2026", ignore=ignored)
    (folder / "us_cuba_2026" / "dataset").mkdir()
    copy_dataset(folder / "us_cuba_2026" / "dataset")
    shutil.copy(ROOT / PROFILE, folder / "us_cuba_2026" / "dataset")
    return folder


HERE = ("a cell", "the same", "the descriptor", "a file less", "another package", "none")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "here"),
    [
        *((["cite"], here) for here in HERE),
        (["validate"], HERE[0]),
        (["export", "out", "--to", "zip"], HERE[0]),
        *(pytest.param(["validate"], here, marks=pytest.mark.exhaustive) for here in HERE[1:]),
        *(pytest.param(["export", "out", "--to", "zip"], here, marks=pytest.mark.exhaustive) for here in HERE[1:]),
    ],
)
def test_which_package_is_used(command: list[str], here: str, installed: Path, tmp_path: Path) -> None:
    """A package that is believed to be checked, while the installed one was; or a word where they are the same."""
    if here != "none":
        copy_dataset(tmp_path)
    match here:
        case "a cell":
            edit(tmp_path, {"table": "places", "where": {"place_id": "plc-001"}, "set": {"name": "Caracas!"}})
        case "the descriptor":
            edit(tmp_path, {"descriptor": ["version"], "value": "9.9.9"})
        case "a file less":
            (tmp_path / "data" / "places.csv").unlink()
        case "another package":
            write_package(tmp_path, {"t": ({"fields": [{"name": "a"}]}, "a\n1\n")})
    result = process(*command, cwd=tmp_path, PYTHONPATH=str(installed))
    assert result.returncode == 0
    how = "." if command == ["validate"] else "--package ."
    dataset = installed / "us_cuba_2026" / "dataset"
    says = f"us-cuba-2026: this is the dataset in {dataset}; the package in this folder differs: give {how} for that\n"
    assert result.stderr == ("" if here in ("the same", "none") else says)
    named = process(*command, *how.split(), cwd=tmp_path, PYTHONPATH=str(installed))
    assert "this is the dataset" not in named.stderr


@pytest.mark.slow
def test_export_unusable(broken: Path, tmp_path: Path) -> None:
    """A traceback, several lines, or files, for what cannot be exported or written."""
    (tmp_path / "file").write_text("mine")
    for arguments, message in (
        (
            (tmp_path / "out", "--package", broken),
            f"; run us-cuba-2026 validate {broken}\n",
        ),
        ((tmp_path / "out", "--package", tmp_path), "No such file or directory"),
        ((tmp_path / "file" / "folder", "--to", "zip"), "cannot write"),
    ):
        result = run("export", *map(str, arguments))
        assert (result.returncode, result.stdout) == (2, "")
        assert message in result.stderr
        assert result.stderr.count("\n") == 1
        assert not (tmp_path / "out").exists()
    assert run("export", str(tmp_path / "out"), "--to", "exel").returncode == 2


@pytest.mark.slow
def test_export_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A traceback, or half an export, after Ctrl-C."""
    from us_cuba_2026 import cli
    from us_cuba_2026.exports import zip_archive

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(zip_archive, "write", interrupted)
    assert cli.main(["export", str(tmp_path / "out"), "--to", "jsonl", "zip"]) == 130
    assert capsys.readouterr().err == "us-cuba-2026: stopped\n"
    assert list(tmp_path.iterdir()) == []
