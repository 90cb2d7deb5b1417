"""Runs mypy --strict and pyright over code of users: `api.py` has no error, `misuse.py` one in each marked line.

`make types` calls it. Pyright comes as `basedpyright`, which brings the Node.js that it needs as a package. Where that
cannot be installed its part is skipped, with the reason; in CI (a variable `CI` is set) that is an error.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
FILES = ("api.py", "misuse.py")
PACKAGE = "paperdigest"

Errors = dict[tuple[str, int], str]
"""What was found: by file name and line, the first message."""


def wrong_lines() -> set[tuple[str, int]]:
    """The lines that are marked."""
    return {
        (name, number)
        for name in FILES
        for number, line in enumerate((HERE / name).read_text(encoding="utf-8").split("\n"), 1)
        if "  # wrong: " in line
    }


def run(*command: str) -> str:
    """What a program of this environment writes to stdout; its exit code only repeats it."""
    # The checkers take the package from the environment whose Python comes first.
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    result = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=HERE,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode not in (0, 1):
        raise SystemExit(f"{command[0]} failed:\n{result.stdout}{result.stderr}")
    return result.stdout


def mypy() -> Errors:
    """As a user runs it: without our settings."""
    output = run("mypy", "--config-file=", "--strict", "--no-error-summary", *FILES)
    found = re.findall(r"^([\w.]+):(\d+): error: (.*)$", output, re.MULTILINE)
    return {(name, int(line)): message for name, line, message in reversed(found)}


def pyright() -> Errors:
    """In its mode `strict`; pyrightconfig.json says so."""
    report = json.loads(run("basedpyright", "--outputjson"))
    return {
        (Path(each["file"]).name, each["range"]["start"]["line"] + 1): each["message"]
        for each in reversed(report["generalDiagnostics"])
        if each["severity"] == "error"
    }


def unknown_types() -> list[str]:
    """Public names whose type pyright cannot tell from our annotations."""
    report = json.loads(run("basedpyright", "--verifytypes", PACKAGE, "--ignoreexternal", "--outputjson"))
    symbols = report["typeCompleteness"]["symbols"]
    if not symbols:
        raise SystemExit(f"pyright finds no {PACKAGE} with a file py.typed")
    return [
        each["name"]
        for each in symbols
        if each["isExported"] and not each["isTypeKnown"] and not each["isTypeAmbiguous"]
    ]


def compare(checker: str, errors: Errors) -> bool:
    """Prints what a checker has found too much or too little."""
    wanted = wrong_lines()
    for (name, line), message in sorted(errors.items()):
        if (name, line) not in wanted:
            print(f"{name}:{line}: {checker} finds an error in correct code: {message}")
    for name, line in sorted(wanted - errors.keys()):
        print(f"{name}:{line}: {checker} finds no error in a line that is wrong")
    same = wanted == errors.keys()
    if same:
        print(f"{checker}: no error in api.py, and all {len(wanted)} in misuse.py")
    return same


def main() -> None:
    """Exits with 1 if a checker finds something else than it should."""
    fine = [compare("mypy", mypy())]
    if importlib.util.find_spec("basedpyright"):
        fine.append(compare("pyright", pyright()))
        unknown = unknown_types()
        print(
            *(f"pyright cannot tell the type of {name}" for name in unknown),
            sep="\n",
            end="\n" * bool(unknown),
        )
        fine.append(not unknown)
    elif os.environ.get("CI"):
        print("pyright: basedpyright is not installed, and CI must have it")
        fine.append(False)
    else:
        print("pyright: skipped, since basedpyright is not installed")
    sys.exit(not all(fine))


if __name__ == "__main__":
    main()
