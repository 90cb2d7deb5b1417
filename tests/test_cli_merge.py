"""`paperdigest merge`: the library is changed, shown as a diff, or left as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import paperdigest
from cli_support import APRIL, MARCH, run
from paperdigest.cli.diffs import unified_diff

if TYPE_CHECKING:
    from pathlib import Path

OLD = "% mine\r\n@misc{a,eprint={2403.00001},\r\n  title = {Old}}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with two digests and a library."""
    (tmp_path / "2024-03.md").write_text(MARCH, encoding="utf-8")
    (tmp_path / "2024-04.md").write_text(APRIL, encoding="utf-8")
    (tmp_path / "my.bib").write_bytes(OLD.encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("update", [False, True])
def test_the_file_becomes_what_the_library_function_makes_of_it(folder: Path, update: bool) -> None:
    flags = ["--update"] if update else []
    result = run("merge", "my.bib", "2024-03.md", "2024-04.md", *flags)
    assert (result.exit_code, result.stdout) == (0, "")
    papers = [*paperdigest.loads(MARCH).papers, *paperdigest.loads(APRIL).papers]
    expected, _ = paperdigest.merge_bibtex(OLD, papers, update)
    assert (folder / "my.bib").read_bytes() == expected.encode()
    counts = "added 2, already there 0, updated 1" if update else "added 2, already there 1, updated 0"
    assert result.stderr == f"{counts}, in conflict 0\n"


def test_merging_again_writes_nothing(folder: Path) -> None:
    run("merge", "my.bib", ".", "--update")
    path = folder / "my.bib"
    before, status = path.read_bytes(), path.stat()
    assert run("merge", "my.bib", ".", "--update").stderr == (
        "added 0, already there 3, updated 0, in conflict 0\n"
    )
    assert (path.read_bytes(), path.stat().st_ino) == (before, status.st_ino)


def test_a_dry_run_shows_a_diff_and_writes_nothing(folder: Path) -> None:
    result = run("merge", "my.bib", "2024-04.md", "--dry-run")
    assert (folder / "my.bib").read_bytes() == OLD.encode()
    lines = result.stdout_bytes.decode().split("\n")
    assert lines[:8] == [
        "--- my.bib",
        "+++ my.bib",
        "@@ -1,3 +1,14 @@",
        " % mine\r",
        " @misc{a,eprint={2403.00001},\r",
        "-  title = {Old}}",
        "\\ No newline at end of file",
        "+  title = {Old}}\r",
    ]
    assert "+@misc{arxiv:2404.00001,\r" in lines
    assert result.stderr.startswith("added 1, ")


def test_a_dry_run_that_would_change_nothing_shows_nothing(folder: Path) -> None:
    (folder / "digest.md").write_text(MARCH.partition("### [사")[0], encoding="utf-8")
    assert run("merge", "my.bib", "digest.md", "--dry-run").stdout == ""


def test_each_conflict_has_a_line_of_its_own(folder: Path) -> None:
    (folder / "my.bib").write_text("\n@misc{arxiv:2404.00001, eprint = {2404.00009}}\n", encoding="utf-8")
    result = run("merge", "my.bib", "2024-04.md")
    assert result.exit_code == 0
    assert result.stderr == (
        "added 0, already there 0, updated 0, in conflict 1\n"
        "conflict: arxiv:2404.00001: line 2: the key belongs to another paper\n"
    )


UNREADABLE = [
    (b"% mine\n@misc{a, title = {open}\n", "my.bib:2: the @misc that begins here is never closed"),
    (b"% mine\n\xe9", "my.bib: not UTF-8"),
]


@pytest.mark.parametrize(("content", "message"), UNREADABLE)
def test_a_library_that_cannot_be_read_is_as_it_was(folder: Path, content: bytes, message: str) -> None:
    (folder / "my.bib").write_bytes(content)
    result = run("merge", "my.bib", ".")
    assert result.exit_code == 1
    assert message in result.stderr
    assert (folder / "my.bib").read_bytes() == content


@pytest.mark.parametrize("name", ["missing.bib", "."])
def test_a_library_that_is_no_file_is_a_wrong_command_line(folder: Path, name: str) -> None:
    assert run("merge", name, folder / "2024-03.md").exit_code == 2


def test_the_diff_of_some_thousand_changes_takes_no_longer_than_its_length() -> None:
    """difflib on its own takes minutes for these."""
    text = "@misc{a,\n  title = {x},\n}\n" * 5_000
    edits = [(start + 20, start + 21, "y") for start in range(0, len(text), 26)]
    lines = list(unified_diff(text, edits, "my.bib"))
    assert lines.count("-  title = {x},\n") == lines.count("+  title = {y},\n") == 5_000
