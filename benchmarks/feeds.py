"""A feed folder of many papers against one of a tenth, and against one tree of lxml that holds all items of a feed.

Each is made in a process of its own, so that its peak memory is its own, C libraries included.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from email.utils import format_datetime
from pathlib import Path

from archive import write
from lxml import etree
from memory import resident_peak
from tables import Column, Table

import paperdigest
from paperdigest.exporters.feed import items
from paperdigest.exporters.feed_options import FeedOptions

__all__ = ["measure"]

_COLUMNS = (
    Column("peak MB", ",.1f"),
    Column("grown MB", ",.1f"),
    Column("µs/paper", ",.0f"),
    Column("again µs/paper", ",.0f"),
    Column("files", ",.0f"),
    Column("output MB", ",.1f"),
)
_BASE = "https://example.org/papers/"
_TENTH = 10
_CONFIG = '[[feed]]\nname = "popular"\nmin-votes = 50\n'


def measure(papers: int, seed: int) -> Table:
    """Time and peak memory of a feed folder for a tenth of so many papers, and for all of them."""
    rows: dict[str, tuple[float | None, ...]] = {}
    for count in (max(1, papers // _TENTH), papers):
        with tempfile.TemporaryDirectory(prefix="paperdigest-") as name:
            folder = Path(name)
            write(folder / "archive", count, seed)
            (folder / "feeds.toml").write_text(_CONFIG, encoding="utf-8")
            for work, label in (
                ("read", "reading"),
                ("feeds", "paperdigest"),
                ("tree", "lxml, one tree of RSS"),
            ):
                rows[f"{label}, {count:,} papers"] = _child(work, folder, count)
    notes = (
        "paperdigest: three formats, archive pages by month, and a second feed; lxml: one file of one format",
        "grown: since before the first paper was read",
        "again: a second run, which touches no file",
    )
    return Table(title=f"Feed folder ({papers:,} papers)", columns=_COLUMNS, rows=rows, notes=notes)


def _child(work: str, folder: Path, count: int) -> tuple[float | None, ...]:
    command = [sys.executable, __file__, work, os.fspath(folder)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    seconds = [None if taken is None else taken / count * 1e6 for taken in found["seconds"]]
    output = [path.stat().st_size for path in (folder / work).rglob("*") if path.is_file()]
    # A system that does not tell of memory says 0.
    memory = [size / 1e6 or None for size in found["memory"]]
    return *memory, *seconds, len(output) or None, sum(output) / 1e6 or None


def _read(folder: Path) -> None:
    for document in paperdigest.scan(folder / "archive"):
        del document


def _write_feeds(folder: Path) -> None:
    target = folder / "feeds"
    paperdigest.write_feeds(folder / "archive", target, base_url=_BASE, config=folder / "feeds.toml")


def _write_tree(folder: Path) -> None:
    """What a program does that knows nothing better: all elements in memory, then all bytes."""
    root = etree.Element("rss", version="2.0")
    channel = etree.SubElement(root, "channel")
    for tag, text in (("title", "Papers"), ("link", _BASE), ("description", "Papers")):
        etree.SubElement(channel, tag).text = text
    papers = (paper for document in paperdigest.scan(folder / "archive") for paper in document.papers)
    for item in items(papers, FeedOptions()):
        element = etree.SubElement(channel, "item")
        facts = {
            "title": item.title,
            "link": item.link,
            "guid": item.id,
            "pubDate": format_datetime(item.date or dt.datetime.fromtimestamp(0, dt.UTC)),
            "description": item.short,
        }
        for tag, said in facts.items():
            etree.SubElement(element, tag).text = said
        encoded = etree.SubElement(element, "{http://purl.org/rss/1.0/modules/content/}encoded")
        encoded.text = etree.CDATA(item.html)
    (folder / "tree").mkdir()
    (folder / "tree" / "feed.xml").write_bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


_WORK = {"read": _read, "feeds": _write_feeds, "tree": _write_tree}


def main(work: str, folder: Path) -> None:
    """Prints seconds and bytes of memory."""
    before = resident_peak()
    seconds: list[float | None] = [_timed(work, folder)]
    peak = resident_peak()
    seconds.append(_timed(work, folder) if work == "feeds" else None)
    print(json.dumps({"seconds": seconds, "memory": [peak, peak - before]}))


def _timed(work: str, folder: Path) -> float:
    start = time.perf_counter()
    _WORK[work](folder)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
