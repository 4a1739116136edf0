"""The command ``us-cuba-2026 curate``: reads the arguments and calls the modules beside it."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from us_cuba_2026.article.printed import Printed
    from us_cuba_2026.model.package import Package

RIGHT, FINDINGS = 0, 1
_UNPROVED = "valid, but not proved; us-cuba-2026 verify FOLDER --article COPY tells why"
Run = Callable[[argparse.Namespace], tuple[int, str]]


def add_commands(parser: argparse.ArgumentParser) -> None:
    """Give a parser the commands of a curator.

    Args:
        parser: The parser of ``curate``; what it parses has ``run``, which returns the exit code and what to print.
    """
    commands = parser.add_subparsers(required=True, metavar="STEP")

    def command(name: str, run: Run, help: str, examples: str, more: str = "") -> argparse.ArgumentParser:  # noqa: A002
        added = commands.add_parser(
            name,
            help=help,
            description=f"{help[0].upper()}{help[1:]}.{more and ' '}{more}",
            epilog=f"example:\n  {examples}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        added.set_defaults(run=run, extra="check")
        return added

    made = command(
        "new", _new, "make an empty package for another article", 'us-cuba-2026 curate new lake lake-2031 "The ferry"'
    )
    made.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that does not exist yet")
    made.add_argument("name", metavar="NAME", help="name of the package: lower case, with hyphens")
    made.add_argument("title", metavar="TITLE", help="title of the package")
    fingerprinted = command(
        "fingerprint",
        _fingerprint,
        "write the passages of an article, and its fingerprint",
        "us-cuba-2026 curate fingerprint copy.txt --package lake",
        "The copy needs blank\nlines between its blocks, and '# ' before its title, unless that is the package's title "
        "or stands alone\nabove dek and byline. It is only read.",
    )
    _add_copy(fingerprinted)
    fingerprinted.add_argument("--source", default="src-001", metavar="SOURCE_ID", help="row of seeds/sources.csv")
    proposed = command(
        "propose",
        _propose,
        "write drafts of rows for what the article holds",
        "us-cuba-2026 curate propose copy.txt --package lake",
        "They go to drafts/, one file\nfor each table. The first column, settle, names what is left to you: a cell to "
        "be filled, or a guess (with ?)\nto be confirmed: delete its name there, or the whole row.",
    )
    _add_copy(proposed)
    updated = command(
        "update",
        _update,
        "do all that follows from what you have written, and print what is left",
        "us-cuba-2026 curate update copy.txt --package lake",
        "It moves settled\ndrafts into the tables, ties records to words (those of anchors.csv beside the copy, too), "
        "drafts claims,\nclaims what evidence accounts for, drafts rows for the rest of the account, and fills what "
        "follows from other\ncells. Once nothing is left it makes the generated files, and says whether the copy "
        "proves the package. The\nsteps accept, anchor, account, stamp, status, printed and metadata do so one by one.",
    )
    _add_copy(updated)
    accepted = command(
        "accept",
        _accept,
        "move the drafts that are settled into the tables",
        "us-cuba-2026 curate accept --package lake",
    )
    _add_folder(accepted)
    accounted = command(
        "account",
        _account,
        "print what the article holds and nobody has accounted for",
        "us-cuba-2026 curate account copy.txt --package lake --claim",
    )
    _add_copy(accounted)
    accounted.add_argument(
        "--claim",
        action="store_true",
        help="write rows for what evidence claims, and remove those for what it claims no more",
    )
    anchored = command(
        "anchor",
        _anchor,
        "tie records to their words in the article",
        'us-cuba-2026 curate anchor copy.txt quo-004 "The ferry" "for years" --package lake',
        "With COPY alone, each record that rests\non nothing, or on other words, is tied to the words of the article "
        "that its row has. --from takes many\nat once from a file with the columns record and words (of a long span "
        "the first words and the last ones,\nwith ... between) and, if you like, use (primary, supporting, contesting, "
        "or remove), passage and\noccurrence. In another passage than the record's own a span is a supporting one, "
        "unless use says otherwise;\nelse it is primary, and takes the place of the one before. Words that are not "
        "found, or in several places,\nare told. Events and figures that nobody claims get drafts of claims.",
    )
    _add_copy(anchored)
    anchored.add_argument("record_id", nargs="?", metavar="RECORD_ID")
    anchored.add_argument("first", nargs="?", metavar="FIRST_WORDS", help="words at the start of the span")
    anchored.add_argument("last", nargs="?", metavar="LAST_WORDS", help="words at its end; as at the start if left out")
    anchored.add_argument("--from", dest="file", type=Path, metavar="FILE", help="a file of anchors, as CSV")
    anchored.add_argument("--passage", metavar="PASSAGE_ID", help="passage of the span, if it is not the record's own")
    anchored.add_argument("--use", choices=("primary", "supporting", "contesting", "remove"), help="what the span is")
    anchored.add_argument("--occurrence", metavar="N", help="which one, where the words stand more than once")
    stamped = command(
        "stamp",
        _stamp,
        "bring the files into canonical form, and renew what follows from them",
        "us-cuba-2026 curate stamp lake",
        "What a\nspreadsheet did to cells is undone where that is certain, and told where only you can know.",
    )
    stamped.add_argument("package", nargs="?", type=Path, default=Path(), metavar="FOLDER", help=_FOLDER)
    status = command(
        "status",
        _status,
        "print what is left to do, as one table",
        "us-cuba-2026 curate status copy.txt --package lake",
    )
    status.add_argument("copy", nargs="?", type=Path, metavar="COPY", help="a copy, to tell open items of the account")
    _add_folder(status)
    measured = command(
        "printed",
        _printed,
        "measure how much of the article the tables print, and note it in the descriptor",
        "us-cuba-2026 curate printed copy.txt --package lake",
    )
    _add_copy(measured)
    described = command(
        "metadata",
        _metadata,
        "make the codebook and the metadata files again, from the descriptor and the tables",
        "us-cuba-2026 curate metadata lake",
    )
    described.add_argument("package", nargs="?", type=Path, default=Path(), metavar="FOLDER", help=_FOLDER)
    compared = command(
        "agreement",
        _agreement_make,
        "make folders for coders, take what they deliver, and say how far they agree",
        "us-cuba-2026 curate agreement folder copy.txt coder-b --phase 1 --package lake",
        "See data/reliability/README.md.",
    )
    _add_jobs_of_agreement(compared)


def _add_jobs_of_agreement(parser: argparse.ArgumentParser) -> None:
    jobs = parser.add_subparsers(required=True, metavar="JOB")

    def job(name: str, run: Run, help: str, example: str) -> argparse.ArgumentParser:  # noqa: A002
        added = jobs.add_parser(
            name,
            help=help,
            description=f"{help[0].upper()}{help[1:]}.",
            epilog=f"example:\n  us-cuba-2026 curate agreement {example} --package lake",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        added.set_defaults(run=run)
        return added

    folder = job("folder", _agreement_folder, "make the folder of a coder", "folder copy.txt coder-b --phase 1")
    take = job(
        "take",
        _agreement_take,
        "take what a coder delivers into the tables, in place of an earlier delivery",
        "take copy.txt coder-b cod-002 --phase 1",
    )
    make = job("make", _agreement_make, "make the tables alignment and agreement again", "make")
    for one in (folder, take):
        _add_copy(one)
        one.add_argument("folder", type=Path, metavar="DIR", help="the coder's folder, outside of the package")
        one.add_argument("--phase", type=int, choices=(1, 2), required=True, help="1 marks units, 2 codes them")
    take.add_argument("coder_id", metavar="CODER_ID", help="row of data/reliability/coders.csv")
    _add_folder(make)


_FOLDER = "folder of the package; the one you are in if left out"


def _add_copy(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("copy", type=Path, metavar="COPY", help="a copy of the article")
    _add_folder(parser)


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--package", type=Path, default=Path(), metavar="FOLDER", help=_FOLDER)


def _package(arguments: argparse.Namespace) -> "Package":
    from us_cuba_2026.model.package import Package

    return Package.read(arguments.package)


def _texts(arguments: argparse.Namespace, package: "Package") -> "Mapping[str, Printed]":
    from us_cuba_2026.curation.account import texts_of

    return texts_of(package, arguments.copy)


def _new(arguments: argparse.Namespace) -> tuple[int, str]:
    from us_cuba_2026.curation.new import new

    new(arguments.folder, arguments.name, arguments.title)
    then = "fill seeds/sources.csv and what says FILL IN in datapackage.json, then us-cuba-2026 curate fingerprint"
    return RIGHT, f"{arguments.folder} made; next: {then}"


def _fingerprint(arguments: argparse.Namespace) -> tuple[int, str]:
    from us_cuba_2026.curation.fingerprint import fingerprint_article

    count = fingerprint_article(_package(arguments), arguments.copy, arguments.source)
    return RIGHT, f"{count} passages of {arguments.source} fingerprinted; next: us-cuba-2026 curate propose"


def _propose(arguments: argparse.Namespace) -> tuple[int, str]:
    from us_cuba_2026.curation.propose import propose

    package = _package(arguments)
    counts = propose(package, _texts(arguments, package))
    lines = [f"{count:>5}  {name}" for name, count in counts.items() if count]
    return RIGHT, "\n".join([*lines, "in drafts/; next: settle them, then us-cuba-2026 curate update"])


def _update(arguments: argparse.Namespace) -> tuple[int, str]:
    from us_cuba_2026.checker.pandera_import import pandera_alone

    pandera_alone()
    from us_cuba_2026.curation.status import to_text
    from us_cuba_2026.curation.update import update

    package = _package(arguments)
    updated = update(package.folder, arguments.copy, _texts(arguments, package))
    end = to_text(updated.left) if updated.left else "valid and proved" if updated.is_proved else _UNPROVED
    return (RIGHT if updated.is_proved else FINDINGS), "\n".join([*updated.done, end])


def _accept(arguments: argparse.Namespace) -> tuple[int, str]:
    from us_cuba_2026.curation.accept import accept

    moved, left = accept(_package(arguments))
    lines = [f"{count:>5}  moved into {name}" for name, count in moved.items()] or ["nothing moved"]
    return (FINDINGS if left else RIGHT), "\n".join([*lines, *(f"left to you: {line}" for line in left)])


def _account(arguments: argparse.Namespace) -> tuple[int, str]:
    from us_cuba_2026.curation.account import claim, todo, told, unaccounted

    package = _package(arguments)
    texts = _texts(arguments, package)
    lines = []
    is_doubtful = False
    if arguments.claim:
        claimed = claim(package, texts)
        is_doubtful = bool(claimed.doubtful)
        lines += [f"removed the claim {told(row)}" for row in claimed.removed]
        lines += [f"left to you: {told(row)}: {why}: correct or delete the row" for row, why in claimed.doubtful]
        lines += [f"{len(claimed.added)} claimed by evidence; next: us-cuba-2026 curate stamp"]
    left = unaccounted(package, texts)
    said = "".join(f"{line}\n" for line in lines)
    return (FINDINGS if left or is_doubtful else RIGHT), f"{said}{todo(package, left)}{len(left)} open"


def _anchor(arguments: argparse.Namespace) -> tuple[int, str]:
    from us_cuba_2026.curation.anchor import Anchor, anchor_records, anchors_of_rows, read_anchors
    from us_cuba_2026.curation.claim_drafts import claimed_by_others, draft_claims, primary_spans
    from us_cuba_2026.files.errors import UnusableError

    package = _package(arguments)
    words, last = arguments.first, arguments.last
    if (arguments.record_id is None) is not (words is None) or (arguments.file and arguments.record_id):
        raise UnusableError("give a record and its words, or --from FILE, or the copy alone")
    texts = _texts(arguments, package)
    if arguments.file:
        anchors = read_anchors(arguments.file)
    elif arguments.record_id:
        both = words if last in {None, words} else f"{words} ... {last}"
        options = (arguments.use, arguments.passage, arguments.occurrence)
        anchors = [Anchor(arguments.record_id, both, *(one or "" for one in options))]
    else:
        anchors = anchors_of_rows(package, texts)
    before = primary_spans(package)
    done, left = anchor_records(package, texts, anchors)
    if arguments.record_id and left:
        raise UnusableError(left[0])
    drafted = draft_claims(package, texts)
    new = {record for record, span in primary_spans(package).items() if before.get(record) != span}
    others = ", ".join(claimed_by_others(package, new - {*drafted}))
    told = f"drafted claims on {', '.join(drafted)}; settle drafts/claims.csv, then us-cuba-2026 curate accept"
    none = f"drafted no claim on {others}: others claim it; if the article tells it itself, add a row without a quote"
    lines = [
        *done,
        *([told] if drafted else []),
        *([none] if others else []),
        *(f"left to you: {line}" for line in left),
    ]
    return (FINDINGS if left else RIGHT), "\n".join(lines) or "nothing to do: every span is there"


def _stamp(arguments: argparse.Namespace) -> tuple[int, str]:
    from us_cuba_2026.curation.stamp import stamp

    stamped = stamp(arguments.package)
    lines = [*(f"mended {change}" for change in stamped.mended), *(f"stamped {file}" for file in stamped.files)]
    lines = lines or ([] if stamped.open else ["nothing to stamp: every file is as described"])
    left = [f"left to you: {line}" for line in stamped.open]
    return (FINDINGS if left else RIGHT), "\n".join([*lines, *left])


def _status(arguments: argparse.Namespace) -> tuple[int, str]:
    from us_cuba_2026.checker.pandera_import import pandera_alone

    pandera_alone()
    from us_cuba_2026.curation.status import status, to_text

    package = _package(arguments)
    left = status(package, _texts(arguments, package) if arguments.copy else {})
    return (FINDINGS if left else RIGHT), to_text(left)


def _printed(arguments: argparse.Namespace) -> tuple[int, str]:
    from us_cuba_2026.curation.printed_share import note_printed

    numbers = note_printed(_package(arguments), arguments.copy)
    return RIGHT, f"{numbers['printed']:,} of {numbers['letters']:,} letters are printed"


def _metadata(arguments: argparse.Namespace) -> tuple[int, str]:
    from us_cuba_2026.curation.metadata import make_metadata

    made = make_metadata(arguments.package)
    return RIGHT, "\n".join(f"made {name}" for name in made) or "nothing to make: every file is as described"


def _agreement_folder(arguments: argparse.Namespace) -> tuple[int, str]:
    from us_cuba_2026.curation.agreement import make_folder

    return RIGHT, make_folder(_package(arguments), arguments.copy, arguments.folder, arguments.phase)


def _agreement_take(arguments: argparse.Namespace) -> tuple[int, str]:
    from us_cuba_2026.curation.agreement import take_delivery

    package = _package(arguments)
    return RIGHT, take_delivery(package, arguments.copy, arguments.folder, arguments.coder_id, arguments.phase)


def _agreement_make(arguments: argparse.Namespace) -> tuple[int, str]:
    from us_cuba_2026.curation.agreement import compare

    return RIGHT, compare(_package(arguments))
