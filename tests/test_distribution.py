"""What is published: the contents of sdist and wheel, their metadata, and the wheel in an empty environment.

`make dist-check` builds both and names their folder in `PAPERDIGEST_DIST`. `make wheel-test` shows that the sdist holds
what the tests need: it runs them out of it.
"""

from __future__ import annotations

import email
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import paperdigest

if TYPE_CHECKING:
    from email.message import Message

if "PAPERDIGEST_DIST" not in os.environ:
    pytest.skip("nothing was built; `make dist-check` does it", allow_module_level=True)

DIST = Path(os.environ["PAPERDIGEST_DIST"]).resolve()
ROOT = Path(__file__).resolve().parents[1]
VERSION = paperdigest.__version__
WHEEL = DIST / f"paperdigest-{VERSION}-py3-none-any.whl"
SDIST = DIST / f"paperdigest-{VERSION}.tar.gz"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def read(name: str) -> str:
    """The text of a file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def run(*command: str | Path, code: int = 0, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Runs a program as from a shell outside of the project; it must end with `code`."""
    outside = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE_"))
    }
    result = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=outside,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert result.returncode == code, result.stdout + result.stderr
    return result


# --- contents


def sources() -> set[str]:
    """The files of the project as git has or would take them."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).stdout
    return {name for name in listed.split("\0") if name and (ROOT / name).exists()}


def test_the_wheel_holds_the_package_and_nothing_else() -> None:
    package = {name.removeprefix("src/") for name in sources() if name.startswith("src/")}
    about = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}
    with zipfile.ZipFile(WHEEL) as wheel:
        held = set(wheel.namelist())
    assert held == package | {f"paperdigest-{VERSION}.dist-info/{name}" for name in about}
    assert {"paperdigest/py.typed", "paperdigest/example.md", "paperdigest/cli/app.py"} <= held
    assert all(name.startswith("paperdigest") for name in held)


# What only makes sense in a clone.
CLONE = {".ci/run", ".gitattributes"}


def test_the_sdist_holds_the_project_and_nothing_else() -> None:
    with tarfile.open(SDIST) as sdist:
        held = {member.name.partition("/")[2] for member in sdist.getmembers() if member.isfile()}
    assert held - {"PKG-INFO"} == sources() - CLONE
    assert {"LICENSE", "README.md", "pyproject.toml", "Makefile", "tests/surface.txt"} <= held


def test_files_are_in_both_as_they_are_in_the_project() -> None:
    with zipfile.ZipFile(WHEEL) as wheel, tarfile.open(SDIST) as sdist:
        for name in sources() - CLONE:
            member = sdist.extractfile(f"paperdigest-{VERSION}/{name}")
            assert member is not None
            data = (ROOT / name).read_bytes()
            assert member.read() == data, name
            if name.startswith("src/"):
                assert wheel.read(name.removeprefix("src/")) == data, name


# --- metadata


def metadata() -> Message:
    with zipfile.ZipFile(WHEEL) as wheel:
        return email.message_from_string(wheel.read(f"paperdigest-{VERSION}.dist-info/METADATA").decode())


def test_the_metadata_are_those_of_the_project() -> None:
    found = metadata()
    assert (found["Name"], found["Version"]) == ("paperdigest", VERSION)
    assert found["Summary"] == PROJECT["description"]
    assert found["Requires-Python"] == PROJECT["requires-python"]
    assert (found["License-Expression"], found.get_all("License-File")) == ("MIT", ["LICENSE"])
    assert found.get_all("Provides-Extra") == [*PROJECT["optional-dependencies"]]
    assert found.get_all("Classifier") == PROJECT["classifiers"]
    assert found["Description-Content-Type"] == "text/markdown"
    assert str(found.get_payload()).strip() == read("README.md").strip()


def parts(requirement: str) -> tuple[str, frozenset[str], str]:
    """The name, the limits in no order, and the extra that asks for it."""
    match = re.fullmatch(r"([\w-]+)([^;]*)(?:;extra==['\"](\w+)['\"])?", requirement.replace(" ", ""))
    assert match is not None, requirement
    return match[1], frozenset(filter(None, match[2].split(","))), match[3] or ""


def test_what_the_wheel_needs_is_what_the_project_says() -> None:
    needed = {parts(each) for each in metadata().get_all("Requires-Dist", [])}
    wanted = {parts(each) for each in PROJECT["dependencies"]}
    for extra, requirements in PROJECT["optional-dependencies"].items():
        wanted |= {parts(f"{each};extra=='{extra}'") for each in requirements}
    assert needed == wanted


def test_a_package_index_would_take_both_and_show_the_readme() -> None:
    said = run(sys.executable, "-m", "twine", "--no-color", "check", "--strict", WHEEL, SDIST).stdout
    assert said.count("PASSED") == 2


def test_the_version_stands_in_one_place() -> None:
    assert PROJECT["dynamic"] == ["version"]
    literal = f'"{VERSION}"'
    holding = {name for name in sources() if name.endswith((".py", ".toml")) and literal in read(name)}
    assert holding - {"tests/released_samples.py"} == {"src/paperdigest/_version.py"}
    assert sorted(path.name for path in DIST.iterdir()) == sorted([WHEEL.name, SDIST.name])


# --- in an empty environment


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that has the wheel and what it asks for, and nothing else."""
    folder = tmp_path_factory.mktemp("bare")
    run(sys.executable, "-m", "venv", folder / "venv")
    install(folder, str(WHEEL))
    return folder


def install(folder: Path, wheel: str) -> None:
    run(program(folder, "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install", wheel)


def program(folder: Path, name: str) -> Path:
    return folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / name


def test_the_library_works_without_the_extra(bare: Path) -> None:
    code = (
        "import importlib.metadata, importlib.util, paperdigest\n"
        "assert importlib.metadata.version('paperdigest') == paperdigest.__version__\n"
        "assert importlib.util.find_spec('click') is importlib.util.find_spec('rich') is None\n"
        "doc = paperdigest.loads('## Daily Papers (2024-03-08)\\n\\n### [T](https://arxiv.org/abs/2403.00001)\\n')\n"
        "print(all(paperdigest.dumps(doc, name) for name in paperdigest.formats()), paperdigest.__file__)\n"
    )
    said = run(program(bare, "python"), "-W", "error", "-c", code, cwd=bare).stdout
    assert said.startswith(f"True {bare}")
    run(program(bare, "python"), "-m", "pip", "--disable-pip-version-check", "check")


@pytest.mark.parametrize(
    "command", [("paperdigest",), ("python", "-m", "paperdigest"), ("paperdigest", "--version")]
)
def test_the_command_without_the_extra_says_what_to_install(bare: Path, command: tuple[str, ...]) -> None:
    first, *arguments = command
    result = run(program(bare, first), *arguments, code=2, cwd=bare)
    assert result.stdout == ""
    assert "python -m pip install 'paperdigest[cli]'" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_command_works_with_the_extra(bare: Path) -> None:
    """The last test here: it puts the extra into the environment that the others share."""
    install(bare, f"{WHEEL}[cli]")
    assert run(program(bare, "paperdigest"), "--version", cwd=bare).stdout == f"paperdigest {VERSION}\n"
    run(program(bare, "paperdigest"), "demo", cwd=bare)
    # `show` needs all that the extra brings.
    run(program(bare, "python"), "-m", "paperdigest", "show", "demo/example.md", cwd=bare)
