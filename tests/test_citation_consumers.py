"""BibTeX as the programs take it that people feed it to: pandoc, bibtex, biber, LaTeX.

Each test runs where its programs are installed; `make test-consumers` installs them all from Debian's packages.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

import paperdigest
from paperdigest import ArxivId, Paper, Point
from paperdigest.names import parse_name
from paperdigest.text import to_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# What breaks exporters (citations page), as papers.
TRAPS = tuple(
    Paper(
        title=title,
        url=f"https://arxiv.org/abs/2401.{number:05d}",
        arxiv_id=ArxivId(f"2401.{number:05d}"),
        authors=(
            "Jiří Navrátil",
            "Benjamin Van Durme",
            "01. AI",
            "Anshumann",
            "Luciano Del Corro",
            "Gemini Team",
        ),
        authors_complete=number % 2 == 0,
        categories=("cs.CL",),
        summary=(Point(text="50 % & more: #1, a_b, {x}, 한국어.", label="New"),),
        tags=("speech & sound",),
    )
    for number, title in enumerate(
        (
            "Earn $1 Million from Freelancing, Trained for $200k",
            "M$^{2}$UGen: Multi-modal Music",
            r"$\nabla^2$DFT: A Dataset",
            "PanGu-$π$: Nonlinearity",
            r"\textsc{AIEV-Instruct}: Annotation",
            "A* Search, and [IDK] Tokens",
            "Ends in a backslash\\",
            "An unbalanced { brace",
            "Mail me@example.org, 100% & #1 with x_y^2~z",
            "PixArt-Σ: Weak-to-Strong Training",
            "Évaluation des modèles de Dvořák, Erdős, Łukasz & Çelik",
        )
    )
)
DIALECTS = ("misc", "article", "biblatex")


def needs(*programs: str) -> pytest.MarkDecorator:
    missing = [program for program in programs if shutil.which(program) is None]
    return pytest.mark.skipif(
        bool(missing), reason=f"{', '.join(missing)} not installed; `make test-consumers` does it"
    )


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, timeout=250)
    output = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode == 0, output[-3000:]
    return output


def from_corpus(corpus: Path) -> tuple[Paper, ...]:
    files = sorted((corpus / "paper_logs").rglob("*.md"))
    return tuple({str(p.arxiv_id): p for file in files for p in paperdigest.load(file).papers}.values())


def plain_names(papers: Sequence[Paper]) -> list[list[str]]:
    """Family names with their particles, or the whole of names that have none."""
    parsed = [[parse_name(name) for name in paper.authors] for paper in papers]
    return [[name.literal or name.surname or "" for name in names] for names in parsed]


def family(name: dict[str, str]) -> str:
    """The same of a name in CSL-JSON."""
    parts = (name.get("dropping-particle"), name.get("non-dropping-particle"), name.get("family"))
    whole = name.get("literal") or " ".join(filter(None, parts))
    return whole.replace("’", "'")  # pandoc curls what stands straight


def pandoc_reads(papers: Sequence[Paper], folder: Path, dialect: str, *, unicode: bool) -> None:
    paperdigest.dump(papers, folder / "x.bib", dialect=dialect, unicode=unicode)
    source = "biblatex" if dialect == "biblatex" else "bibtex"
    run("pandoc", "-f", source, "-t", "csljson", "x.bib", "-o", "x.json", cwd=folder)
    items = json.loads((folder / "x.json").read_text(encoding="utf-8"))
    assert len(items) == len(papers)
    by_doi = {item["DOI"].lower(): item for item in items}
    for paper, names in zip(papers, plain_names(papers), strict=True):
        assert paper.arxiv_id is not None
        item = by_doi[paper.arxiv_id.doi.lower()]
        assert item["issued"]["date-parts"][0] == [paper.arxiv_id.year, paper.arxiv_id.month]
        read = [family(name) for name in item.get("author", [])]
        assert [name for name in read if name != "others"] == names


@needs("pandoc")
@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("unicode", [False, True])
def test_pandoc_reads_every_trap_with_its_names_and_date(dialect: str, unicode: bool, tmp_path: Path) -> None:
    pandoc_reads(TRAPS, tmp_path, dialect, unicode=unicode)


@needs("pandoc")
@pytest.mark.parametrize("number", [0, 4, 5, 6, 8, 10])
def test_pandoc_reads_titles_as_they_are_meant(number: int, tmp_path: Path) -> None:
    """Those without math, which it shows as TeX. It writes words that are not protected in small letters."""
    paper = TRAPS[number]
    paperdigest.dump([paper], tmp_path / "x.bib")
    run("pandoc", "-f", "bibtex", "-t", "csljson", "x.bib", "-o", "x.json", cwd=tmp_path)
    (item,) = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    title = re.sub(r"</?span[^>]*>", "", item["title"])
    assert title.lower() == to_text(paper.title).lower()
    for word in ("AIEV-Instruct", "A*", "[IDK]"):
        assert (word in title) == (word in to_text(paper.title))


@needs("pandoc")
def test_pandoc_reads_real_days(corpus: Path, tmp_path: Path) -> None:
    pandoc_reads(from_corpus(corpus), tmp_path, "misc", unicode=False)


@needs("biber")
@pytest.mark.parametrize("unicode", [False, True])
def test_biber_finds_nothing_wrong_with_its_dialect(unicode: bool, tmp_path: Path) -> None:
    paperdigest.dump(TRAPS, tmp_path / "x.bib", dialect="biblatex", unicode=unicode)
    output = run("biber", "--tool", "--validate-datamodel", "x.bib", cwd=tmp_path)
    assert "WARN" not in output, output
    assert "ERROR" not in output, output


def compile_with_bibtex(papers: Sequence[Paper], folder: Path, dialect: str, style: str) -> None:
    paperdigest.dump(papers, folder / "x.bib", dialect=dialect)
    (folder / "x.tex").write_text(
        "\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage[utf8]{inputenc}\\usepackage{amssymb}"
        f"\\begin{{document}}\\nocite{{*}}\\bibliographystyle{{{style}}}\\bibliography{{x}}\\end{{document}}\n",
        encoding="utf-8",
    )
    latex = ("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "x.tex")
    run(*latex, cwd=folder)
    log = run("bibtex", "x", cwd=folder)
    assert "error message" not in log, log
    run(*latex, cwd=folder)
    run(*latex, cwd=folder)
    assert (folder / "x.pdf").stat().st_size > 10_000


@needs("pdflatex", "bibtex")
@pytest.mark.parametrize("dialect", ["misc", "article"])
@pytest.mark.parametrize("style", ["plain", "alpha"])
def test_a_document_that_cites_every_trap_compiles_with_bibtex(
    dialect: str, style: str, tmp_path: Path
) -> None:
    compile_with_bibtex(TRAPS, tmp_path, dialect, style)


@needs("pdflatex", "bibtex")
def test_a_document_that_cites_real_days_compiles_with_bibtex(corpus: Path, tmp_path: Path) -> None:
    compile_with_bibtex(from_corpus(corpus), tmp_path, "misc", "plain")


def compile_with_biber(papers: Sequence[Paper], folder: Path, *, unicode: bool) -> None:
    paperdigest.dump(papers, folder / "x.bib", dialect="biblatex", unicode=unicode)
    (folder / "x.tex").write_text(
        "\\documentclass{article}\\usepackage{fontspec}\\usepackage{amssymb}\\usepackage[backend=biber]{biblatex}"
        "\\addbibresource{x.bib}\\begin{document}\\nocite{*}\\printbibliography\\end{document}\n",
        encoding="utf-8",
    )
    latex = ("lualatex", "-interaction=nonstopmode", "-halt-on-error", "x.tex")
    run(*latex, cwd=folder)
    log = run("biber", "x", cwd=folder)
    assert "ERROR" not in log, log
    run(*latex, cwd=folder)
    assert (folder / "x.pdf").stat().st_size > 5_000


@needs("lualatex", "biber")
@pytest.mark.parametrize("unicode", [False, True])
def test_a_document_that_cites_every_trap_compiles_with_biber(unicode: bool, tmp_path: Path) -> None:
    compile_with_biber(TRAPS, tmp_path, unicode=unicode)


@needs("lualatex", "biber")
def test_a_document_that_cites_real_days_compiles_with_biber(corpus: Path, tmp_path: Path) -> None:
    compile_with_biber(from_corpus(corpus), tmp_path, unicode=False)
