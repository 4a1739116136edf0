"""The command ``us-cuba-2026``: reads the arguments and calls the library."""

import argparse
import io
import json
import os
import re
import sys
import traceback
from collections.abc import Iterable, Sequence
from contextlib import suppress
from filecmp import cmp
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from us_cuba_2026.checker import SHOWN
from us_cuba_2026.citation import FORMS, STYLES
from us_cuba_2026.curation.command import add_commands
from us_cuba_2026.exports import FORMATS, export
from us_cuba_2026.files.all_or_nothing import check_place, write
from us_cuba_2026.files.errors import UnusableError, cause
from us_cuba_2026.files.extras import missing
from us_cuba_2026.model.package import DESCRIPTOR, Package, dataset_folder

if TYPE_CHECKING:
    from us_cuba_2026.checker import Report

RIGHT, FINDINGS, UNUSABLE = 0, 1, 2
FOR_MACHINES = frozenset({"json", "github", "bibtex", "ris", "csl-json", "markdown", "html"})
"""Forms that programs read, as UTF-8 whatever the terminal has."""
STOPPED = 130  # what a shell reports for Ctrl-C
_THREADS = "POLARS_MAX_THREADS"
_MOST = 10**15  # findings; nobody has as many
_LONGEST_ERROR = 500  # characters


def process() -> NoReturn:
    """Run the command as a process of its own, and end it at once.

    All is written by then; to take modules and data apart as well, as Python does at its end, would be a fifth of the
    time on the dataset itself.
    """
    for descriptor in range(3):  # of one that is closed the next file would take the place, and what is said there
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:  # else the parser of arguments would complain in the standard output
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  (for as long as the process is)
    os._exit(main())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: The words after the command's name; those of the process if nothing is given.

    Returns:
        The exit code: 0 right, 1 findings, 2 the input cannot be used.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    code, parsed = UNUSABLE, argparse.Namespace()
    try:
        parsed = _parser().parse_args(arguments)
        _check_threads()
        _check_output(parsed)
        _name_what_is_used(parsed)
        code, text = parsed.run(parsed)
        _deliver(text, parsed)
    except BrokenPipeError:  # the reader of our output has gone, as in `... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except UnusableError as error:
        _complain(str(error))
        code = UNUSABLE
    except ModuleNotFoundError as error:
        _complain(missing(error.name, getattr(parsed, "extra", "check")))
    except MemoryError:
        _complain("there is not enough memory: end other programs, or use a larger machine")
        code = UNUSABLE
    except OSError as error:
        _complain(f"cannot write{f' {error.filename}' if error.filename else ''}: {cause(error)}")
        code = UNUSABLE
    except KeyboardInterrupt:
        _complain("stopped")
        code = STOPPED
    except SystemExit:  # by the parser of arguments
        raise
    except BaseException as error:  # a panic of Rust is no Exception, and any other code would say something else
        _complain(_unforeseen(error))
        code = UNUSABLE
    return code


def _check_threads() -> None:
    """Refuse a number of threads over which polars ends the process."""
    count = os.environ.get(_THREADS)
    if count and not re.fullmatch("[1-9][0-9]{0,2}", count):
        raise UnusableError(f"{_THREADS} is {count[:60]!r}: set it to a whole number from 1 to 999, or unset it")


def _unforeseen(error: BaseException) -> str:
    """A line on an error that nobody has thought of, with the place in this program that it came through."""
    here, place = Path(__file__).parent, ""
    for frame in traceback.extract_tb(error.__traceback__):
        if Path(frame.filename).is_relative_to(here):
            place = f" ({Path(frame.filename).relative_to(here).as_posix()}:{frame.lineno})"
    return f"a fault of this program, please report it: {type(error).__name__}: {str(error)[:_LONGEST_ERROR]}{place}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="us-cuba-2026",
        description="Check, verify, cite and export the dataset of one article; check any Data Package.",
    )
    parser.add_argument("--version", action=_Version, help="print the version of the dataset")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    validate = commands.add_parser(
        "validate",
        help="check the tables of a package",
        description="Check every table of a package against its descriptor and the rules of its kind.",
        epilog="exit code: 0 valid, 1 findings, 2 the package cannot be used",
    )
    validate.add_argument(
        "package",
        nargs="?",
        metavar="PACKAGE",
        help="a datapackage.json or its folder (default: the dataset itself)",
    )
    validate.add_argument(
        "--format",
        type=str.lower,
        choices=("text", "json", "github"),
        default="text",
        help="format of the report (default: %(default)s)",
    )
    validate.add_argument(
        "--max-findings",
        type=_count,
        default=SHOWN,
        metavar="N",
        help="show at most N findings per rule (default: %(default)s)",
    )
    validate.add_argument("--findings", metavar="FILE", help="write all findings to FILE: .csv, .jsonl or .parquet")
    validate.add_argument(
        "--engine",
        type=str.lower,
        choices=("local", "spark"),
        default="local",
        help="run the checks in this process, or on Spark with your own settings (default: local)",
    )
    validate.add_argument(
        "--text-quality",
        action="store_true",
        help="check that text is tidy: spaces, Unicode, missing words, row order (always done for this dataset's kind)",
    )
    _add_output(validate)
    validate.set_defaults(run=_validate, extra="check")
    verify = commands.add_parser(
        "verify",
        help="verify a package against your own copy of its article",
        description="Compare every passage, record and printed word with your own copy of the article.",
        epilog="exit code: 0 proved, 1 not proved (each line says why), 2 the copy or the package cannot be used",
    )
    verify.add_argument(
        "package", nargs="?", metavar="PACKAGE", help="a datapackage.json or its folder (default: the dataset itself)"
    )
    verify.add_argument(
        "--article", required=True, metavar="FILE", help="your copy: text, Markdown, or a saved HTML or MHTML page"
    )
    verify.add_argument(
        "--format",
        type=str.lower,
        choices=("text", "json"),
        default="text",
        help="format of the report (default: %(default)s)",
    )
    verify.add_argument(
        "--show",
        metavar="RECORD_ID",
        help="print the words that a record rests on, marked in their passages, or a passage",
    )
    _add_output(verify)
    verify.set_defaults(run=_verify, extra="check")
    cite = commands.add_parser(
        "cite",
        help="cite the dataset or rows of it",
        description="Print the references to the dataset and to the article: cite both. Rows are parts of the dataset, "
        "to be named where your text cites it: apa and chicago end in the words for that, bibtex in the commands; ris "
        "and csl-json hold the rows as notes.",
        epilog="exit code: 0 printed, 2 there is no such record, or the package cannot be used",
    )
    cite.add_argument(
        "record_ids", nargs="*", metavar="RECORD_ID", help="rows, such as quo-007 evt-011 (default: the whole dataset)"
    )
    cite.add_argument(
        "--style",
        type=str.lower,
        choices=STYLES,
        default="apa",
        help="citation style; chicago is author-date (default: %(default)s)",
    )
    cite.add_argument(
        "--format",
        type=str.lower,
        choices=FORMS,
        default="text",
        help="of apa and chicago; markdown and html have titles in italics (default: %(default)s)",
    )
    cite.add_argument(
        "--package", metavar="PACKAGE", help="a datapackage.json or its folder (default: the dataset itself)"
    )
    _add_output(cite)
    cite.set_defaults(run=_cite, extra="check")
    to_files = commands.add_parser(
        "export",
        help="export the tables to SQLite, Excel, Parquet and others",
        usage="%(prog)s [-h] DIR [--to FORMAT [FORMAT ...]] [--force] [--package PACKAGE]",
        description="Export every table, and the flat views (joined tables), in the formats you name.",
        epilog="exit code: 0 written, 2 nothing written",
    )
    to_files.add_argument("folder", nargs="?", metavar="DIR", help="folder for the files; created if it does not exist")
    to_files.add_argument(
        "--to",
        nargs="+",
        metavar="FORMAT",
        help=f"any of {', '.join(FORMATS)} (default: all; html only of a package with the tables that it shows)",
    )
    to_files.add_argument("--force", action="store_true", help="replace files that exist")
    to_files.add_argument(
        "--package", metavar="PACKAGE", help="a datapackage.json or its folder (default: the dataset itself)"
    )
    to_files.set_defaults(run=_export, extra="export")
    curate = commands.add_parser(
        "curate",
        help="make or correct a package: what a curator needs",
        description="Make a package of the same kind from an article, or correct one: CONTRIBUTING.md has the order.",
        epilog="exit code: 0 done, 1 something is left to you, 2 nothing done",
    )
    add_commands(curate)
    return parser


def _add_output(command: argparse.ArgumentParser) -> None:
    """Let a command write what it would print to a file."""
    command.add_argument("--output", metavar="FILE", help="write to FILE (UTF-8) instead of printing")
    command.add_argument("--force", action="store_true", help="replace FILE if it exists")


def _count(text: str) -> int:
    """A number of findings."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text[:60]!r} must be a whole number, 0 or more")
    return int(text) if len(text) < len(str(_MOST)) else _MOST


class _Version(argparse.Action):
    """Prints the version of the dataset; looked up only when asked for."""

    def __init__(self, **keywords: Any) -> None:  # noqa: ANN401  (what argparse hands on)
        super().__init__(nargs=0, **keywords)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from us_cuba_2026 import __version__

        print(f"us-cuba-2026 {__version__}")
        parser.exit(RIGHT)


def _validate(arguments: argparse.Namespace) -> tuple[int, str]:
    _set_up_process()
    from us_cuba_2026.checker import report

    outcome = (_validated_on_spark if arguments.engine == "spark" else _validated)(arguments)
    match arguments.format:
        case "json":
            text = report.to_json(outcome)
        case "github":
            text = report.to_github(outcome)
        case _:
            text = report.to_text(outcome, is_terminal=_is_shown(arguments))
    return (RIGHT if outcome.is_valid else FINDINGS), text


def _validated(arguments: argparse.Namespace) -> "Report":
    from us_cuba_2026.checker import validate
    from us_cuba_2026.checker.pandera_import import pandera_alone
    from us_cuba_2026.checker.progress import bar

    pandera_alone()
    with bar(arguments.package) as progress:
        return validate(
            arguments.package,
            text_quality=arguments.text_quality,
            max_findings=arguments.max_findings,
            findings=arguments.findings,
            force=arguments.force,
            progress=progress,
        )


def _validated_on_spark(arguments: argparse.Namespace) -> "Report":
    """The same on Spark, which has to start before Pandera is imported: that binds Spark to this machine."""
    arguments.extra = "spark"
    from us_cuba_2026.checker.on_spark import validate

    return validate(
        arguments.package,
        text_quality=arguments.text_quality,
        max_findings=arguments.max_findings,
        findings=arguments.findings,
        force=arguments.force,
    )


def _verify(arguments: argparse.Namespace) -> tuple[int, str]:
    _set_up_process()
    from us_cuba_2026.checker.pandera_import import pandera_alone

    pandera_alone()
    from us_cuba_2026.article.show import show
    from us_cuba_2026.article.verify import to_json, to_text, verify

    if arguments.show is not None:
        if arguments.format != "text":
            raise UnusableError(f"--show prints text: leave out --format {arguments.format}")
        is_coloured = _is_shown(arguments) and "NO_COLOR" not in os.environ
        return RIGHT, show(arguments.article, arguments.show, arguments.package, is_coloured)
    result = verify(arguments.article, arguments.package)
    text = json.dumps(to_json(result), indent=2) if arguments.format == "json" else to_text(result)
    return (RIGHT if result.is_proved else FINDINGS), text


def _cite(arguments: argparse.Namespace) -> tuple[int, str]:
    from us_cuba_2026.citation.cite import cite

    if arguments.package is not None:
        _set_up_process()
        from us_cuba_2026.checker.pandera_import import pandera_alone

        pandera_alone()
    return RIGHT, cite(arguments.record_ids, arguments.style, arguments.package, arguments.format)


def _export(arguments: argparse.Namespace) -> tuple[int, str]:
    from us_cuba_2026.checker.pandera_import import pandera_alone

    folder, formats = _folder_and_formats(arguments.folder, arguments.to)
    pandera_alone()
    files = export(folder, formats, arguments.package, arguments.force, _shown_on_a_terminal)
    sizes = {file: (Path(folder) / file).stat().st_size for file in files}
    return RIGHT, "\n".join(f"{size:>12,}  {file.as_posix()}" for file, size in sizes.items())


def _folder_and_formats(folder: str | None, formats: Sequence[str] | None) -> tuple[str, Sequence[str] | None]:
    """Where to export to, and in what formats: a folder after them looks like one more."""
    if folder is not None:
        return folder, formats
    from difflib import get_close_matches

    *formats, last = formats or [""]
    if formats and last not in FORMATS and not get_close_matches(last, FORMATS, cutoff=0.7):
        return last, formats
    raise UnusableError(
        f"no folder to export to; write it first, as in: us-cuba-2026 export out --to csv xlsx; "
        f"the formats are: {', '.join(FORMATS)}"
    )


def _shown_on_a_terminal(steps: Sequence[str]) -> Iterable[str]:
    """The steps of a long task, with a bar that shows how far it is."""
    if sys.stderr is None or not sys.stderr.isatty():
        return steps
    from rich.console import Console
    from rich.progress import track

    return track(steps, "exporting", console=Console(stderr=True), transient=True)


def _set_up_process() -> None:
    """Give polars half as many threads as there are processors; the library leaves processes alone.

    The threads that call polars (``checker.local.threads``) do most of the work themselves, and then wait for others
    less often.
    """
    os.environ[_THREADS] = os.environ.get(_THREADS) or str(max(1, (os.cpu_count() or 1) // 2))


def _name_what_is_used(arguments: argparse.Namespace) -> None:
    """Say so where the dataset itself is used, and the folder that we stand in holds another package."""
    if getattr(arguments, "package", "") is not None or not Path(DESCRIPTOR).is_file():
        return
    dataset = dataset_folder()
    if not dataset.samefile(Path()) and _differs(dataset, Path()):
        how = "." if arguments.run in (_validate, _verify) else "--package ."
        _complain(f"this is the dataset in {dataset}; the package in this folder differs: give {how} for that")


def _differs(dataset: Path, folder: Path) -> bool:
    """Whether a folder holds another package than that of the dataset, or other tables."""
    names = [DESCRIPTOR, *(str(table.path.relative_to(dataset)) for table in Package.read(dataset).tables)]
    return any(not (folder / name).is_file() or not cmp(dataset / name, folder / name, shallow=False) for name in names)


def _is_shown(arguments: argparse.Namespace) -> bool:
    """Whether a terminal shows what is printed."""
    return arguments.output is None and sys.stdout is not None and sys.stdout.isatty()


def _check_output(arguments: argparse.Namespace) -> None:
    """Refuse a file that could not be written in the end."""
    if getattr(arguments, "output", None) is not None:
        check_place(Path(arguments.output), replace=arguments.force)


def _deliver(text: str, arguments: argparse.Namespace) -> None:
    """Print a text, or write it to the file asked for."""
    if getattr(arguments, "output", None) is not None:
        write({Path(arguments.output): f"{text}\n".encode(errors="backslashreplace")}, replace=arguments.force)
        return
    is_for_machines = {getattr(arguments, "format", ""), getattr(arguments, "style", "")} & FOR_MACHINES
    if is_for_machines and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    print(text, flush=True)


def _complain(message: str) -> None:
    """Say in one line, on the standard error, what is wrong."""
    line = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in message)
    with suppress(OSError, ValueError):  # nobody listens
        if sys.stderr is not None:
            print(f"us-cuba-2026: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    process()
