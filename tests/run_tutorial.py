"""Follows the tutorials of the docs to the letter: `make tutorial`.

    python tests/run_tutorial.py FOLDER [PAGE ...]

A tutorial is a page that begins with `<!-- run: make tutorial -->`. Its files are written and its commands are run, in
the order of the page, by one shell that begins in a new folder; so `cd` and an activated environment last, as they do
for a reader. pip takes paperdigest from the wheel in FOLDER, all else as always. Output that is shown must be what
comes, with `...` for what is left out, and a command that fails must be followed by `$ echo $?`.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from doc_pages import Command, Fence, commands, fences, is_for_a_shell, is_tutorial, shows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DOCS = Path(__file__).resolve().parents[1] / "docs"
SECONDS = 300
ASK = "echo $?"


@frozen
class Step:
    """A file or a command, and the line of its block."""

    line: int
    what: Fence | Command

    @property
    def name(self) -> str:
        """How a person would say it."""
        return f"the file {self.what.file}" if isinstance(self.what, Fence) else f"$ {self.what.command}"


def pages() -> list[Path]:
    """The tutorials among the pages of the docs."""
    return [path for path in sorted(DOCS.glob("*.md")) if is_tutorial(path.read_text(encoding="utf-8"))]


def steps(page: str) -> list[Step]:
    """What a reader of a page does."""
    found = []
    for fence in fences(page):
        if fence.file is not None:
            found.append(Step(fence.line, fence))
        elif is_for_a_shell(fence):
            found += [Step(fence.line, command) for command in commands(fence.text)]
    return found


def script(todo: list[Step], notes: Path) -> str:
    """A script that does all steps, and ends early where one fails that must not.

    Args:
        todo: the steps.
        notes: a folder for the files that it copies, and for the output and the exit code of each step.
    """
    lines = []
    for number, step in enumerate(todo):
        note = shlex.quote(str(notes / str(number)))
        if isinstance(step.what, Fence):
            (notes / str(number)).write_text(step.what.text, encoding="utf-8")
            file = shlex.quote(step.what.file or "")
            command = f'mkdir -p "$(dirname {file})" && cp {note} {file}'
        else:
            command = ":" if step.what.command == ASK else step.what.command
        lines.append(f"{{ {command}\n}} >{note}.out 2>&1\necho $? >{note}.code")
        if not _is_ask(todo[number + 1 : number + 2]):
            lines.append(f'[ "$(cat {note}.code)" = 0 ] || exit')
    return "\n".join(lines) + "\n"


def _is_ask(following: list[Step]) -> bool:
    return any(isinstance(step.what, Command) and step.what.command == ASK for step in following)


def faults(page: str, folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """What does not come as a page says it does.

    Args:
        page: its text.
        folder: where its reader begins; it is made.
        environment: of the shell.
    """
    todo = steps(page)
    if not todo:
        yield "there is nothing to do on the page"
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as notes:
        subprocess.run(
            ["bash", "-c", script(todo, Path(notes))],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=SECONDS,
        )
        code = ""
        for number, step in enumerate(todo):
            note = Path(notes) / f"{number}.code"
            if not note.exists():
                yield f"line {step.line}: {step.name}: not done, for what failed above it"
                return
            got = note.with_suffix(".out").read_text(encoding="utf-8", errors="replace")
            last, code = code, note.read_text(encoding="ascii")
            if isinstance(step.what, Command) and step.what.command == ASK:
                got = last
            elif code != "0\n" and not _is_ask(todo[number + 1 : number + 2]):
                yield f"line {step.line}: {step.name}: failed, and no `$ {ASK}` says so:\n{got}"
                continue
            shown = step.what.output if isinstance(step.what, Command) else ""
            if shown and not shows(shown, got):
                yield f"line {step.line}: {step.name}: the page shows\n{shown}and it printed\n{got}"


def environment(wheel: Path, tools: Path) -> dict[str, str]:
    """What a reader's shell has: `python3`, and a pip that takes paperdigest from a wheel.

    Args:
        wheel: the file.
        tools: a folder for what is made here.
    """
    tools.mkdir(parents=True)
    python = tools / "python3"
    # A link would not do: an interpreter looks for its library beside itself.
    base = getattr(sys, "_base_executable", sys.executable)
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(base)} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    # A file is preferred to the same version of an index. A constraint that names the file is not understood by every
    # pip that comes with a supported Python.
    constraint = tools / "constraints.txt"
    constraint.write_text(f"paperdigest=={wheel.name.split('-')[1]}\n", encoding="utf-8")
    links = f"{wheel.resolve().parent.as_uri()} {os.environ.get('PIP_FIND_LINKS', '')}"
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PYTHON") and name not in ("VIRTUAL_ENV", "MAKEFLAGS", "COLUMNS")
    }
    return {
        **kept,
        "PATH": f"{tools}:{os.environ['PATH']}",
        "PIP_CONSTRAINT": str(constraint),
        "PIP_FIND_LINKS": links.strip(),
    }


def is_installed(wheel: Path, folder: Path) -> bool:
    """Whether what was installed somewhere in a folder came out of a wheel."""
    found = [path.parent for path in folder.glob("**/site-packages/paperdigest/__init__.py")]
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.endswith(".py")]
        return bool(found) and all(
            (package.parent / name).read_bytes() == archive.read(name) for package in found for name in names
        )


def main() -> int:
    """The command line; the exit code is 1 if a page is wrong."""
    parser = argparse.ArgumentParser(description="Follows tutorials of the docs to the letter.")
    parser.add_argument("wheels", type=Path, metavar="FOLDER", help="where the wheel of paperdigest is")
    parser.add_argument("pages", type=Path, nargs="*", metavar="PAGE", help="default: all tutorials in docs/")
    arguments = parser.parse_args()
    (wheel,) = arguments.wheels.glob("paperdigest-*.whl")
    wrong = 0
    for path in arguments.pages or pages():
        start = time.monotonic()
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            shell = environment(wheel, folder / "tools")
            found = list(faults(path.read_text(encoding="utf-8"), folder / "reader", shell))
            if not found and not is_installed(wheel, folder):
                found.append("it was not this wheel of paperdigest that was installed")
        for fault in found:
            print(f"{path.name}: {fault}", file=sys.stderr)
        print(f"{path.name}: {'wrong' if found else 'all as it says'}, {time.monotonic() - start:.0f} s")
        wrong += bool(found)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
