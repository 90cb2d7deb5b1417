"""Who follows a tutorial notices whatever is wrong with it."""

from __future__ import annotations

import os
import zipfile
from typing import TYPE_CHECKING

import pytest

import run_tutorial
from doc_pages import fences

if TYPE_CHECKING:
    from pathlib import Path

FILE = "```{code-block} text\n:caption: notes/a.txt\n\none\n  two\n```\n"


def console(*lines: str) -> str:
    return "```console\n" + "".join(f"{line}\n" for line in lines) + "```\n"


@pytest.fixture
def reader(tmp_path: Path) -> Path:
    return tmp_path / "reader"


def faults(page: str, folder: Path) -> list[str]:
    return list(run_tutorial.faults(page, folder, dict(os.environ)))


def test_files_are_written_where_the_shell_is_and_commands_are_run_in_order(reader: Path) -> None:
    page = (
        console("$ mkdir inner", "$ cd inner", "$ word=three")
        + FILE
        + console("$ cat notes/a.txt", "one", "  two", '$ echo "$word" \\', "    four", "three four")
        + FILE.replace("one", "four")
        + console("$ head -n 1 notes/a.txt", "four")
    )
    assert faults(page, reader) == []
    assert (reader / "inner" / "notes" / "a.txt").read_text(encoding="utf-8") == "four\n  two\n"


def test_what_is_left_out_of_an_output_is_marked(reader: Path) -> None:
    assert faults(console("$ seq 5", "1", "...", "5"), reader) == []


def test_output_that_is_not_shown_is_not_compared(reader: Path) -> None:
    assert faults(console("$ seq 5"), reader) == []


@pytest.mark.parametrize("shown", [("1",), ("1", "2", "3"), ("...", "1")])
def test_another_output_than_the_one_shown_is_a_fault(shown: tuple[str, ...], reader: Path) -> None:
    (fault,) = faults(console("$ seq 2", *shown, "$ true"), reader)
    assert fault.startswith("line 2: $ seq 2: the page shows\n")
    assert fault.endswith("and it printed\n1\n2\n")


def test_a_command_that_fails_is_a_fault_and_nothing_below_it_is_done(reader: Path) -> None:
    found = faults(
        console("$ true") + console("$ ls nowhere", "$ touch after") + console("$ touch after"), reader
    )
    assert found[0].startswith("line 5: $ ls nowhere: failed, and no `$ echo $?` says so:\nls: ")
    assert found[1:] == ["line 5: $ touch after: not done, for what failed above it"]
    assert list(reader.iterdir()) == []


def test_a_failure_may_be_shown(reader: Path) -> None:
    assert faults(console("$ (exit 3)", "$ echo $?", "3", "$ echo on", "on"), reader) == []


@pytest.mark.parametrize("command", ["true", "(exit 1)"])
def test_a_failure_that_is_shown_and_is_another_is_a_fault(command: str, reader: Path) -> None:
    (fault,) = faults(console(f"$ {command}", "$ echo $?", "2"), reader)
    assert "$ echo $?: the page shows\n2\nand it printed\n" in fault


def test_a_command_that_ends_the_shell_is_a_fault(reader: Path) -> None:
    (fault,) = faults(console("$ exit 0"), reader)
    assert "$ exit 0: not done" in fault


def test_a_page_on_which_nothing_is_done_is_a_fault(reader: Path) -> None:
    assert faults("Words.\n", reader) == ["there is nothing to do on the page"]


def test_a_caption_names_a_file_and_its_lines_are_those_of_the_page() -> None:
    (fence,) = fences("\n" + FILE)
    assert (fence.language, fence.file, fence.text, fence.line) == ("text", "notes/a.txt", "one\n  two\n", 5)


def test_a_paperdigest_that_is_not_that_of_the_wheel_is_noticed(tmp_path: Path) -> None:
    wheel = tmp_path / "paperdigest-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("paperdigest/__init__.py", "ours")
    assert not run_tutorial.is_installed(wheel, tmp_path)
    package = tmp_path / "a" / ".venv" / "lib" / "site-packages" / "paperdigest"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("ours", encoding="utf-8")
    assert run_tutorial.is_installed(wheel, tmp_path)
    (package / "__init__.py").write_text("theirs", encoding="utf-8")
    assert not run_tutorial.is_installed(wheel, tmp_path)
