"""`--reader`: for every command that reads, the name of who reads; and what `formats` says of readers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import paperdigest
import reading_lists
from cli_support import MARCH, run
from paperdigest.readers.registry import READERS

if TYPE_CHECKING:
    from collections.abc import Callable

GOOD = Path(reading_lists.__file__).read_text(encoding="utf-8")
# Two entries of the one format and one of the other.
MIXED = "# Reading list\n\n* Starred <https://arxiv.org/abs/2401.00003>\n+ A <https://a.org>\n+ B <https://b.org>\n"
FAILING = """
class Lists:
    name = title = "failing"
    def recognises(self, source): return source.count("FAIL")
    def read(self, source, name): raise RuntimeError("no luck")
"""


@pytest.fixture
def lists(install: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A current folder with a text of two formats, whose readers are installed."""
    install("reading-list", GOOD, module="acme_stars", attribute="STARS", group="readers")
    install("plus-list", GOOD, module="acme_pluses", attribute="PLUSES", group="readers")
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "list.md").write_text(MIXED, encoding="utf-8")
    (folder / "my.bib").write_text("", encoding="utf-8")
    monkeypatch.chdir(folder)


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize("source", ["list.md", "-"])
def test_convert_reads_as_the_format_that_is_named(source: str) -> None:
    convert = partial(run, "convert", source, "-t", "csv", "--columns", "title", stdin=MIXED)
    assert convert("--reader", "reading-list").stdout.split() == ["title", "Starred"]
    assert convert().stdout.split() == ["title", "A", "B"]
    assert convert("--reader", "daily-papers").stdout.split() == ["title"]


@pytest.mark.usefixtures("lists")
def test_check_warns_of_several_readers_until_one_is_named() -> None:
    result = run("check", "list.md")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == (
        "list.md:1:1: warning PD110 several readers recognise this text: plus-list, reading-list; read by plus-list"
    )
    result = run("check", "list.md", "--reader", "reading-list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "files: 1, papers: 1; findings: none\n"


@pytest.mark.usefixtures("lists")
def test_show_and_merge_read_as_the_format_that_is_named() -> None:
    assert "Starred" in run("show", "list.md", "--reader", "reading-list").stdout
    assert "Starred" not in run("show", "list.md").stdout
    assert "added 1," in run("merge", "my.bib", "list.md", "--reader", "reading-list").stderr
    assert "Starred" in Path("my.bib").read_text(encoding="utf-8")


COMMANDS = (
    ("convert", "missing.md", "-t", "csv"),
    ("check", "missing.md"),
    ("show", "missing.md"),
    ("merge", "my.bib", "missing.md"),
)


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_reader_that_does_not_exist_is_wrong_usage(command: tuple[str, ...]) -> None:
    result = run(*command, "--reader", "reading-lists")
    assert (result.exit_code, result.stdout) == (2, "")
    names = ", ".join(paperdigest.reader_names())
    assert "no reader 'reading-lists'; did you mean 'reading-list'" in result.stderr
    assert f"? (readers: {names})" in result.stderr


def test_a_reader_that_cannot_be_used_fails_before_anything_is_read(install: Callable[..., None]) -> None:
    install("broken", "1 / 0", module="acme_broken", group="readers")
    for command in COMMANDS[:3]:
        result = run(*command, "--reader", "broken")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "Error: reader plug-in 'broken' (acme_broken:titles) cannot be imported" in result.stderr


def test_a_reader_that_fails_on_a_file_leaves_the_target_and_the_other_files_alone(
    install: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("failing", FAILING, module="acme_failing", attribute="Lists", group="readers")
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("FAIL", encoding="utf-8")
    Path("b.md").write_text(MARCH, encoding="utf-8")
    Path("out.csv").write_text("old", encoding="utf-8")
    said = "Error: reader 'failing' failed on a.md: RuntimeError('no luck')\n"
    result = run("convert", "b.md", "a.md", "-o", "out.csv")
    assert (result.exit_code, result.stderr) == (1, said)
    assert Path("out.csv").read_text(encoding="utf-8") == "old"
    result = run("check", "a.md", "b.md")
    assert (result.exit_code, result.stderr) == (1, f"{said}files: 1, papers: 2; findings: 1 unreadable\n")


@pytest.mark.usefixtures("lists")
def test_formats_lists_the_readers_and_names_the_broken_ones(install: Callable[..., None]) -> None:
    install("broken", "1 / 0", module="acme_broken", group="readers")
    result = run("formats")
    assert (result.exit_code, result.stderr) == (0, "")
    listed = result.stdout.partition("\nReaders, for --reader:\n")[2]
    rows = [line.split() for line in listed.splitlines() if line[:3].strip()]
    assert [row[0] for row in rows] == [*READERS.built_in, "broken", "plus-list", "reading-list"]
    assert rows[0] == ["daily-papers", "Daily", "Papers"]
    assert "cannot be used: reader plug-in 'broken' (acme_broken:titles) cannot be imported" in " ".join(
        listed.split()
    )


@pytest.mark.usefixtures("lists")
def test_identify_tells_the_format_of_each_file() -> None:
    Path("days").mkdir()
    Path("days/2024-03-08.md").write_text(MARCH, encoding="utf-8")
    Path("days/notes.md").write_text("# Minutes\n", encoding="utf-8")
    result = run("identify", "days", "list.md")
    assert result.stdout.splitlines() == [
        "days/2024-03-08.md: daily-papers (digests: 1, papers: 2)",
        "days/notes.md: none",
        "list.md: plus-list (digests: 1, papers: 2; also recognised by reading-list)",
    ]
    assert (result.exit_code, result.stderr) == (1, "")
    assert run("identify", "days/2024-03-08.md").exit_code == 0


def test_identify_reads_stdin() -> None:
    assert run("identify", "-", stdin=MARCH).stdout == "<stdin>: daily-papers (digests: 1, papers: 2)\n"


def test_a_file_that_cannot_be_decoded_does_not_keep_identify_from_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xff")
    (tmp_path / "b.md").write_text(MARCH, encoding="utf-8")
    result = run("identify", str(tmp_path))
    assert result.stdout.endswith("b.md: daily-papers (digests: 1, papers: 2)\n")
    assert "Error: " in result.stderr
    assert "a.md" in result.stderr
    assert result.exit_code == 1
