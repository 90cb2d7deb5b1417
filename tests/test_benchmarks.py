"""The benchmark runs, whatever it finds; and its archive is what it says it is. Nothing here depends on speed."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import paperdigest
from paperdigest import MediaKind, Severity

if TYPE_CHECKING:
    from paperdigest import Document

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
PAPERS = 5500  # as many as the rates are given for, so each kind occurs exactly as often as its table says


def run(script: str, *arguments: str | Path, **variables: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", BENCHMARKS / script, *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **variables},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.md")}


# --- the archive


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    run("archive.py", folder, "--papers", str(PAPERS), "--seed", "1")
    return folder


@pytest.fixture(scope="module")
def documents(archive: Path) -> tuple[Document, ...]:
    return tuple(paperdigest.scan(archive))


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, hash_seed in (("a", "1"), ("b", "2")):
        run(
            "archive.py",
            tmp_path / name,
            "--papers",
            "200",
            "--seed",
            "7",
            PYTHONHASHSEED=hash_seed,
            LC_ALL="C",
        )
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_another_seed_gives_another_archive(tmp_path: Path) -> None:
    for seed in ("7", "8"):
        run("archive.py", tmp_path / seed, "--papers", "20", "--seed", seed)
    assert contents(tmp_path / "7") != contents(tmp_path / "8")


def test_the_bytes_are_those_of_every_other_release_of_python(tmp_path: Path) -> None:
    """Figures of two machines can be compared only if both read the same; a change of words or rates changes this."""
    run("archive.py", tmp_path, "--papers", "300", "--seed", "1")
    joined = b"".join(data for _, data in sorted(contents(tmp_path).items()))
    assert hashlib.sha256(joined).hexdigest().startswith("2b5a318d990fbcbb")


@pytest.mark.parametrize("papers", [1, 3, 40, 777])
def test_it_holds_as_many_papers_as_asked_for(tmp_path: Path, papers: int) -> None:
    run("archive.py", tmp_path, "--papers", str(papers))
    assert sum(len(document.papers) for document in paperdigest.scan(tmp_path)) == papers


def test_each_file_is_a_day_and_says_so(archive: Path, documents: tuple[Document, ...]) -> None:
    for document in documents:
        day = "-".join(Path(document.name).relative_to(archive).with_suffix("").parts)
        assert {str(digest.date) for digest in document.digests} == {day}


def test_it_reads_without_error(documents: tuple[Document, ...]) -> None:
    worst = max(found.severity for document in documents for found in document.diagnostics)
    assert worst == Severity.WARNING


# Findings that follow from one kind of drift each, and how many papers or files of 5,500 papers have it.
@pytest.mark.parametrize(
    ("code", "least", "most"),
    [
        ("PD105", 4, 10),  # a second run of the same day
        ("PD302", 32, 32),  # votes not counted
        ("PD311", 130, 137),  # a Python list of authors
        ("PD312", 110, 115),  # a list that was cut off
        ("PD313", 800, 2000),  # a name twice, several times in each of 202 lists
        ("PD321", 26, 26),  # a relative picture
        ("PD323", 28, 28),  # a video link without brackets
        ("PD401", 29, 29),  # a list instead of points
        ("PD403", 40, 40),  # eaten LaTeX
        ("PD405", 16, 60),  # numbered lines and prose under a bullet
    ],
)  # fmt: skip
def test_drift_occurs_as_often_as_in_real_archives(
    documents: tuple[Document, ...], code: str, least: int, most: int
) -> None:
    found = Counter(each.code.id for document in documents for each in document.diagnostics)
    assert least <= found[code] <= most


def test_the_shapes_are_those_of_the_format(documents: tuple[Document, ...]) -> None:
    papers = [paper for document in documents for paper in document.papers]
    old, new = papers[: PAPERS * 3 // 10 - 20], papers[PAPERS * 3 // 10 + 20 :]
    assert median([len(paper.summary) for paper in old]) == 8
    assert median([len(paper.summary) for paper in new]) == 4
    assert sum(point.label is not None for paper in new for point in paper.summary) > 0.99 * sum(
        len(paper.summary) for paper in new
    )
    assert 230 <= median([len(point.text) for paper in new for point in paper.summary]) <= 270
    assert 5 <= median([len(paper.authors) for paper in papers]) <= 9
    assert 2 <= sum(len(paper.authors) > 500 for paper in papers) <= 6
    assert sum(paper.votes is None for paper in papers) == 85 + 32
    assert sum(bool(paper.links) for paper in papers) > 400
    videos = sum(medium.kind is MediaKind.VIDEO for paper in papers for medium in paper.media)
    assert 165 <= videos <= 17 + 125 + 28 + 6
    assert {"$", "[", "`", "\\"} <= set("".join(paper.title for paper in papers))


def median(numbers: list[int]) -> int:
    return sorted(numbers)[len(numbers) // 2]


def test_it_is_written_in_hangul(documents: tuple[Document, ...]) -> None:
    text = "".join(
        point.text for document in documents for paper in document.papers for point in paper.summary
    )
    assert 0.5 < len(re.findall("[가-힣]", text)) / len(text) < 0.65


def test_files_differ_in_line_ends_marks_and_pages_around_them(archive: Path) -> None:
    found = contents(archive).values()
    assert any(b"\r\n" in data for data in found)
    assert any(data.startswith(b"\xef\xbb\xbf") for data in found)
    assert any(not data.endswith(b"\n") for data in found)
    assert any(data.startswith(b"# ") and b"\n```bibtex\n" in data for data in found)


# --- the measurements


def measured(tmp_path: Path, *arguments: str | Path, **variables: str) -> dict[str, Any]:
    """The tables of a run on a small archive, by title."""
    target = tmp_path / "found.json"
    printed = run("run.py", "--quick", "--papers", "12", "--json", target, *arguments, **variables)
    found = json.loads(target.read_text(encoding="utf-8"))
    for table in found["tables"]:
        assert table["title"] in printed
        assert all(f"\n{name}" in printed for name in table["rows"])
    return {table["title"]: table["rows"] for table in found["tables"]}


@pytest.fixture
def no_corpus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder in place of the sample corpus, which takes long to measure."""
    folder = tmp_path / "days"
    folder.mkdir()
    (folder / "a.md").write_text(
        "## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\n- b\n"
    )
    monkeypatch.setenv("PAPERDIGEST_CORPUS", str(folder))
    return folder


FORMATS = set(paperdigest.formats())
OTHER_READERS = {*paperdigest.reader_names()} - {"daily-papers"}
EVERY_WORK = {"reading", *FORMATS}


@pytest.mark.usefixtures("no_corpus")
@pytest.mark.parametrize(
    ("name", "title", "rows"),
    [
        ("reading", "Reading (synthetic)", {"paperdigest", "decode + split (the floor)", "markdown-it-py"}),
        ("reading", "Reading (corpus)", {"paperdigest", "decode + split (the floor)", "markdown-it-py"}),
        ("exporters", "Exporters (synthetic)", EVERY_WORK),
        (
            "import",
            "Import",
            {"import attrs", "import paperdigest", "import paperdigest, with 10 plug-ins"},
        ),
        ("memory", "Peak memory (synthetic)", {"reading, one text", *FORMATS}),
        ("growth", "Growth (n = 3 papers in one text, 4n = 12)", EVERY_WORK),
        (
            "hostile",
            "Growth, hostile texts",
            {"[ in a point", "$ in a title", "nested lines", "continued lines"},
        ),
        ("readers", "Readers (texts of 100 papers)", OTHER_READERS),
        ("readers", "Long tables (4n = 2,000 rows)", {"date-table", "papers-for"}),
        ("enriching", "Enriching (20,000 lines of metadata)", {"paperdigest.enrich"}),
        ("merging", "Merging (500 entries)", {"all are there", "half are added", "all are updated"}),
        ("feeds", "Feed folder (1,000 papers)", {"paperdigest, 100 papers", "paperdigest, 1,000 papers"}),
    ],
)
def test_every_measurement_gives_its_figures(tmp_path: Path, name: str, title: str, rows: set[str]) -> None:
    found = measured(tmp_path, "--only", name)[title]
    assert rows <= set(found)
    for figures in found.values():
        assert any(figure is not None for figure in figures.values())
        assert all(figure is None or figure >= 0 for figure in figures.values())


def test_the_texts_of_other_formats_are_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    formats = importlib.import_module("other_formats").FORMATS
    choices = importlib.import_module("words").Choices
    assert {*formats, "daily-papers"} == {*paperdigest.reader_names()}
    for name, pieces in formats.items():
        document = paperdigest.loads("".join(pieces(choices(1), 40)))
        assert (document.reader, len(document.papers)) == (name, 40)
        assert all(found.severity is not Severity.ERROR for found in document.diagnostics)


def test_a_corpus_can_be_named(tmp_path: Path, no_corpus: Path) -> None:
    found = measured(tmp_path, "--only", "reading", "--corpus", no_corpus, PAPERDIGEST_CORPUS="")
    assert "Reading (corpus)" in found


@pytest.mark.usefixtures("no_corpus")
def test_renderers_that_are_not_installed_are_left_out_and_named(tmp_path: Path) -> None:
    for name in ("cmarkgfm", "mistune"):
        (tmp_path / f"{name}.py").write_text("raise ImportError\n")
    target = tmp_path / "found.json"
    run("run.py", "--quick", "--papers", "5", "--only", "reading", "--json", target, PYTHONPATH=str(tmp_path))
    table = json.loads(target.read_text(encoding="utf-8"))["tables"][0]
    assert not {"cmark-gfm", "mistune"} & set(table["rows"])
    assert {"cmark-gfm is not installed: left out", "mistune is not installed: left out"} <= set(
        table["notes"]
    )


def test_what_cannot_be_measured_is_refused(tmp_path: Path) -> None:
    for arguments in (("--papers", "0"), ("--corpus", str(tmp_path / "none")), ("--only", "nothing")):
        done = subprocess.run(
            [sys.executable, BENCHMARKS / "run.py", *arguments], check=False, capture_output=True, text=True
        )
        assert done.returncode == 2
        assert arguments[0] in done.stderr
