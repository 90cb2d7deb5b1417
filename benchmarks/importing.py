"""What `import paperdigest` costs a program, against `import attrs`, in fresh interpreters."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tables import Column, Table
from timing import ratio

import paperdigest

__all__ = ["measure"]

_COLUMNS = (
    Column("× attrs", ".2f"),
    Column("of minima", ".2f"),
    Column("low", ".2f"),
    Column("high", ".2f"),
    Column("ms", ".1f"),
    Column("ms over attrs", ".1f"),
    Column("modules", ".0f"),
)
_BASE = "import attrs"
_OURS = "import paperdigest"
_DIGEST = "## Daily Papers (2024-03-08)\n\n### [T](https://arxiv.org/abs/2401.00001)\n"
_PLUGINS = 10

# Timed from within, so that starting the interpreter does not count.
_CHILD = """
import sys, time
before = set(sys.modules)
start = time.perf_counter()
{statement}
seconds = time.perf_counter() - start
import json
print(json.dumps([seconds, sorted(set(sys.modules) - before)]))
"""


def measure(rounds: int) -> Table:
    """Times of statements, each the first in its interpreter."""
    with tempfile.TemporaryDirectory() as folder:
        _install_plugins(Path(folder))
        return _measure(rounds, folder)


def _install_plugins(folder: Path) -> None:
    """Makes distributions that each declare an exporter and a reader; to import one would be an error."""
    for number in range(_PLUGINS):
        info = folder / f"plugin_{number}-1.0.dist-info"
        info.mkdir()
        (folder / f"plugin_{number}.py").write_text("raise SystemExit('a plug-in was imported')\n")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: plugin_{number}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(
            f"[paperdigest.exporters]\nplugin-{number} = plugin_{number}:Exporter\n"
            f"[paperdigest.readers]\nplugin-{number} = plugin_{number}:Reader\n"
        )


def _measure(rounds: int, plugins: str) -> Table:
    installed = f"with {_PLUGINS} plug-ins"
    loads = f"{_OURS}; assert paperdigest.loads({_DIGEST!r}).papers"
    statements = {
        _BASE: _BASE,
        _OURS: _OURS,
        f"{_OURS}, {installed}": _OURS,
        "… and loads": f"{_OURS}; paperdigest.loads('')",
        "… and loads of a digest": loads,
        f"… and loads of a digest, {installed}": loads,
        **{
            f"… and exporter({name!r})": f"{_OURS}; paperdigest.exporter({name!r})"
            for name in paperdigest.formats()
        },
    }
    seconds: dict[str, list[float]] = {name: [] for name in statements}
    modules: dict[str, set[str]] = {}
    # The first round writes the byte code and does not count.
    for number in range(rounds + 1):
        for name, statement in statements.items():
            taken, modules[name] = _run(statement, plugins if name.endswith(installed) else "")
            if number:
                seconds[name].append(taken)
    rows: dict[str, tuple[float | None, ...]] = {}
    for name, times in seconds.items():
        found = ratio(times, seconds[_BASE])
        median = statistics.median(times)
        over = median - statistics.median(seconds[_BASE])
        rows[name] = (
            found.median, found.least, found.low, found.high, median * 1e3, over * 1e3, len(modules[name])
        )  # fmt: skip
    brought = sorted(modules[_OURS] - modules[_BASE])
    others = [name for name in brought if name.partition(".")[0] != "paperdigest"]
    notes = (
        "asked of import paperdigest: at most 25 ms over attrs",
        f"it loads {len(brought) - len(others)} modules of its own, and these that attrs does not: "
        + (", ".join(others) or "none"),
    )
    return Table(title="Import", columns=_COLUMNS, rows=rows, notes=notes)


def _run(statement: str, path: str) -> tuple[float, set[str]]:
    child = subprocess.run(
        [sys.executable, "-c", _CHILD.format(statement=statement)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path} if path else None,
    )
    seconds, modules = json.loads(child.stdout)
    return seconds, set(modules)
