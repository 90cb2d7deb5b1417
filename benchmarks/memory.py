"""Peak memory of reading and of every exporter, in a pass of its own, for counting slows everything down.

Python's objects are counted by tracemalloc. It does not see what lxml's C library takes, so the growth of a whole
process is measured too; that one is rough, for a process keeps what it has once taken.
"""

from __future__ import annotations

import gc
import json
import re
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

from exporting import writer
from inputs import Folder, Generated
from tables import Column, Table

import paperdigest

if TYPE_CHECKING:
    from collections.abc import Callable

    from inputs import Input, Sample

    from paperdigest import Paper

__all__ = ["held_and_peak", "measure", "resident_peak"]

_COLUMNS = (
    Column("× input", ".2f"),
    Column("× papers", ".3f"),
    Column("peak MB", ".2f"),
    Column("bytes/paper", ",.0f"),
    Column("process MB", ".1f"),
)


def held_and_peak(run: Callable[[], object]) -> tuple[int, int]:
    """The bytes of what a function returns, and the most that there are while it runs.

    Not counted is what it leaves in caches: it runs once before.
    """
    run()
    gc.collect()
    tracemalloc.start()
    result = run()
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del result
    return held, peak


def measure(sample: Sample, source: Input) -> Table:
    """Memory of reading all files as one text, and of writing all papers."""
    joined = b"\n".join(sample.files)
    size, count = len(joined), len(sample.papers)
    papers_held, _ = held_and_peak(lambda: paperdigest.loads(joined).papers)

    def row(run: Callable[[], object], process: float | None) -> tuple[float | None, ...]:
        _, peak = held_and_peak(run)
        return peak / size, peak / papers_held, peak / 1e6, peak / count, process

    grown = _process_growth(source)
    rows = {
        "decode + split (the floor)": row(lambda: joined.decode().split("\n"), None),
        "reading, one text": row(lambda: paperdigest.loads(joined), grown.get("reading")),
    }
    for name in paperdigest.formats():
        rows[name] = row(writer(paperdigest.exporter(name), sample.papers), grown.get(name))
    notes = (
        f"one text of {size:,} bytes; its papers take {papers_held / 1e6:.1f} MB",
        "exporters: beyond the papers, which are there already, and the output, which is thrown away",
        "process MB: growth of the resident set of a process that does nothing else, C libraries included"
        if grown
        else "process MB: left out, this system does not tell",
    )
    return Table(title=f"Peak memory ({sample.name})", columns=_COLUMNS, rows=rows, notes=notes)


def _process_growth(source: Input) -> dict[str, float]:
    """By how many MB a fresh process grows while it reads all as one text, or writes one format."""
    place = [str(source.path)] if isinstance(source, Folder) else [str(source.papers), str(source.seed)]
    grown = {}
    for name in ("reading", *paperdigest.formats()) if resident_peak() else ():
        command = [sys.executable, __file__, name, *place]
        child = subprocess.run(command, check=True, capture_output=True, text=True)
        grown[name] = json.loads(child.stdout) / 1e6
    return grown


_STATUS = Path("/proc/self/status")
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


def resident_peak() -> int:
    """The most bytes that this process had in memory so far; 0 where the system does not tell.

    Not `resource.getrusage`: on Linux its figure begins with that of the process that started this one.
    """
    found = _PEAK.search(_STATUS.read_text(encoding="ascii")) if _STATUS.exists() else None
    return 0 if found is None else 1024 * int(found[1])


def _child(name: str, *place: str) -> None:
    """Prints the growth in bytes."""
    source = Folder(Path(place[0])) if len(place) == 1 else Generated(int(place[0]), int(place[1]))
    if name == "reading":
        paperdigest.loads("")
        joined = b"\n".join(source.files())
        before = resident_peak()
        document = paperdigest.loads(joined)
        assert document.papers
    else:
        # File by file, so that little is freed that the exporter could take instead of growing.
        papers: list[Paper] = []
        for data in source.files():
            papers += paperdigest.loads(data).papers
        exporter = paperdigest.exporter(name)
        writer(exporter, papers[:1])()
        before = resident_peak()
        writer(exporter, papers)()
    print(resident_peak() - before)


if __name__ == "__main__":
    _child(*sys.argv[1:])
