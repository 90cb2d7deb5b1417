"""What `import paperdigest` costs a program, against `import attrs`, in fresh interpreters."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys

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
    statements = {
        _BASE: _BASE,
        _OURS: _OURS,
        "… and loads": f"{_OURS}; paperdigest.loads('')",
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
            taken, modules[name] = _run(statement)
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


def _run(statement: str) -> tuple[float, set[str]]:
    child = subprocess.run(
        [sys.executable, "-c", _CHILD.format(statement=statement)], check=True, capture_output=True, text=True
    )
    seconds, modules = json.loads(child.stdout)
    return seconds, set(modules)
