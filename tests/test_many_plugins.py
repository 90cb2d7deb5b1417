"""Ten plug-ins are installed, and who does not ask for one pays for none."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli_support import MARCH, install_plugin

if TYPE_CHECKING:
    from pathlib import Path

EXPORTERS = tuple(f"writes{number}" for number in range(5))
READERS = tuple(f"reads{number}" for number in range(5))

# Being imported leaves a trace, even if whoever did it forgets the module again.
EXPORTER = """\
import pathlib
from attrs import frozen

pathlib.Path(__file__).with_suffix(".imported").touch()

@frozen
class Options:
    pass

@frozen
class Exporter:
    name = "{name}"
    title = "Nothing"
    media_type = "text/plain"
    suffixes = (".{name}",)
    options = Options

    def write(self, papers, stream, options):
        pass
"""
READER = """\
import pathlib

pathlib.Path(__file__).with_suffix(".imported").touch()

class Reader:
    name = "{name}"
    title = "Nothing"

    def recognises(self, source):
        return 0

    def read(self, source, name):
        raise NotImplementedError
"""


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    """The folder where they are installed."""
    for name in EXPORTERS:
        install_plugin(tmp_path, name, EXPORTER.format(name=name))
    for name in READERS:
        install_plugin(tmp_path, name, READER.format(name=name), group="readers")
    return tmp_path


def run(statement: str, plugins: Path) -> list[str]:
    """What a statement prints in a fresh interpreter that has the plug-ins on its path."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"import sys; {statement}"],
        env={**os.environ, "PYTHONPATH": str(plugins)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.split()


def imported(plugins: Path) -> set[str]:
    return {path.stem.removeprefix("plugin_") for path in plugins.glob("*.imported")}


@pytest.mark.parametrize(
    "statement",
    [
        "import paperdigest",
        f"import paperdigest; assert paperdigest.loads({MARCH!r}).papers",
        f"import paperdigest; assert paperdigest.loads({MARCH!r}, reader='daily-papers').papers",
        "import paperdigest; paperdigest.exporter('json')",
    ],
)
def test_none_is_imported_nor_looked_for(statement: str, plugins: Path) -> None:
    modules = run(f"{statement}; print(*sys.modules)", plugins)
    assert "paperdigest" in modules
    assert "importlib.metadata" not in modules
    assert imported(plugins) == set()


def test_no_module_is_loaded_that_would_not_be_loaded_without_them(plugins: Path, tmp_path: Path) -> None:
    statement = f"import paperdigest; paperdigest.loads({MARCH!r}); print(*sys.modules)"
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    assert set(run(statement, plugins)) == set(run(statement, nothing))


def test_all_ten_are_there_and_naming_them_imports_none(plugins: Path) -> None:
    names = run("import paperdigest; print(*paperdigest.formats(), *paperdigest.reader_names())", plugins)
    assert {*EXPORTERS, *READERS} <= set(names)
    assert imported(plugins) == set()


def test_who_asks_for_one_gets_that_one_alone(plugins: Path) -> None:
    run("import paperdigest; paperdigest.dumps((), 'writes3')", plugins)
    assert imported(plugins) == {"writes3"}


def test_a_text_that_no_reader_of_ours_knows_is_shown_to_the_readers_and_to_no_exporter(
    plugins: Path,
) -> None:
    run("import paperdigest; paperdigest.loads('Notes.')", plugins)
    assert imported(plugins) == set(READERS)
